"""What the scorer is shown of a number: each feature once, whatever a sentence repeats."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest

from tipetl.extract.features import names_of
from tipetl.extract.network import load_scorer
from tipetl.extract.sentence import analyse
from tipetl.language.rules import load_rules

REPEATING = (
    "Police police and police arrested 14 men, men and men of the court of the court of the court.",
    "The courts convicted and convicted, tried and tried, 12 traffickers and traffickers and three traffickers.",
    "Of the victims of the victims, of the 40 victims, victims and victims were and were referred to to shelters.",
    "In 2014 judges acquitted nine and convicted nine, compared with nine and nine and nine in 2013.",
)


@pytest.mark.parametrize("text", REPEATING)
def test_no_feature_stands_in_two_groups_of_a_number(text: str) -> None:
    # the scorer adds groups up without looking whether two of them hold the same
    a = analyse(text, 0, len(text), load_rules(), "XKX", "prosecution", [], load_scorer())
    assert a.features
    for groups in a.features.values():
        told = Counter(chain.from_iterable(group.names for group in groups))
        assert [name for name, times in told.items() if times > 1] == []
        assert list(told) == names_of(groups)
