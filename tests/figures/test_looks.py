"""Test what a number's form indicates: each kind of number with its example, and numbers that only look similar."""

from __future__ import annotations

import pytest

from tipetl.figures.quantities.kinds import Figure
from tipetl.figures.quantities.looks import LOOKS, Look, form_of
from tipetl.figures.record.context import Context
from tipetl.figures.sentence import analyse
from tipetl.language.rules import load_rules
from tipetl.language.tokens import Tokens


def _held(words: str) -> list[Look]:
    """Return the look of each number in a sentence that has a look."""
    read = analyse(words, 0, len(words), Context(load_rules(), "GHA", "protection"))
    figures = [Figure(n.first, n.last, n.form, n.low, n.high, index, n.unit) for index, n in enumerate(read.numbers)]
    found = [next((look for look in LOOKS if look.holds(read, figure)), None) for figure in figures]
    return [look for look in found if look is not None]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.kind)
def test_a_number_looks_as_its_example_says(look: Look) -> None:
    assert look in _held(look.example)


@pytest.mark.parametrize(
    "words",
    [
        "Courts convicted 14 traffickers.",
        "Police found 12 children and 30 women.",
        "One was convicted.",
        "Courts convicted two men in three cases.",
        "Courts heard six cases, five for forced labor and one for sex trafficking.",
    ],
)
def test_a_number_that_counts_has_no_look(words: str) -> None:
    assert _held(words) == []


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("2014", "year"),
        ("20145", "count"),
        ("21st", "ordinal"),
        ("third-country", "ordinal"),
        ("two-day", "compound"),
        ("six months", "duration"),
    ],
)
def test_a_run_of_tokens_has_the_form_that_its_words_show(words: str, form: str) -> None:
    assert form_of(Tokens(words, 0, len(words)), 0, 0) == form
