"""Every concept that code names is in the lexicon."""

from __future__ import annotations

import pytest

from tipetl.language import concepts
from tipetl.language.lexicon import load_lexicon
from tipetl.language.rules import BUILT_IN

NAMED = {name: value for name, value in vars(concepts).items() if name.isupper()}


@pytest.mark.parametrize("name", NAMED)
def test_the_lexicon_has_each_concept_that_has_a_name(name: str) -> None:
    assert NAMED[name] in load_lexicon().concepts | BUILT_IN


def test_no_concept_has_two_names() -> None:
    assert len({*NAMED.values()}) == len(NAMED)
