"""Test unusual figures: fractions, digits of other scripts, and numbers with too many digits to be a figure."""

from __future__ import annotations

import pytest

from tipetl.read import read_source
from tipetl.sources.opening import make_source

TEXT = "KOSOVO (Tier 2)\n\nProsecution\nThe government spent money on trafficking in persons. Courts {}.\n"


@pytest.mark.parametrize(
    ("words", "facts"),
    [
        ("sentenced three traffickers to 3½ years in prison", [("sentence_terms", 42.0, 3)]),
        ("sentenced three traffickers to 3 1/2 years in prison", [("sentence_terms", 42.0, 3)]),
        ("sentenced three traffickers to 3¼ years in prison", [("sentence_terms", 39.0, 3)]),
        # digits of another script in an English report are withheld as candidates (decision 0127)
        ("convicted ٣٤ traffickers", []),
        ("convicted ４５ traffickers", []),
        ("convicted ५ traffickers", []),
        ("convicted 4² traffickers", [("convictions", 4, None)]),
        ("convicted 1٢ traffickers", []),
        ("convicted ４5 traffickers", []),
        ("convicted 3/4 traffickers", []),
        ("convicted 1e400 traffickers", []),
        ("convicted 2x3 traffickers", []),
        ("convicted 1000000000000000 traffickers", [("convictions", 10**15, None)]),
        ("convicted 1000000000000001 traffickers", []),
        ("sentenced 3000000000 traffickers to two years in prison", [("sentence_terms", 24.0, None)]),
    ],
)
def test_a_figure_is_read_as_it_is_meant_or_not_at_all(words: str, facts: list[tuple[str, float, int | None]]) -> None:
    found = read_source(make_source(TEXT.format(words).encode(), "kosovo-2013.txt"))
    (narrative,) = found.narratives
    assert [(fact.metric, fact.value, fact.count) for fact in narrative.facts] == facts
