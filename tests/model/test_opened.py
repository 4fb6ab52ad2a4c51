"""Records created through an open class are equal to frozen records."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, replace

import pytest

from tipetl.model import Quantity
from tipetl.model.opened import opened


def test_an_opened_record_is_one_of_its_class_once_it_is_told_so() -> None:
    made = opened(Quantity)("date", "May 2", 3, 8, 2, None, 0)
    made.__class__ = Quantity
    usual = Quantity(kind="date", text="May 2", char_start=3, char_end=8, low=2, high=None, sentence=0)
    assert type(made) is Quantity and made == usual and hash(made) == hash(usual) and repr(made) == repr(usual)
    assert pickle.loads(pickle.dumps(made)) == usual and replace(made, noun="x") == replace(usual, noun="x")
    with pytest.raises(FrozenInstanceError):
        made.text = "June"  # type: ignore[misc]
