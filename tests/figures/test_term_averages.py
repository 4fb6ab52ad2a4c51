"""Test the average length of prison terms (``figures.claims.term_averages``)."""

from __future__ import annotations

import pytest

from tests.figures.test_descriptions import analyses
from tipetl.figures.claims.term_averages import term_averages


def told(text: str) -> list[float]:
    """Return the average terms that the sentences state, in months."""
    return [one.months for analysis in analyses(text) for one in term_averages(analysis)]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Terms, which ranged from three to seven years and averaged five years, were served.", 60),
        ("Their terms, the courts said, averaged three years.", 36),
        ("The terms handed down in 2012 to the convicted traffickers averaged 40 months.", 40),
        ("The average prison sentence handed down in 2012 was 40 months.", 40),
        ("It sentenced them to between four and nine years' imprisonment, the average being 11 years.", 132),
        ("Courts imposed sentences of four to 11 years, six years on average.", 72),
        ("On average, traffickers were sentenced to six years.", 72),
        ("Terms of imprisonment were an average of three years.", 36),
        ("Terms ran from eight to 12 years' imprisonment, while the average term was 14 years.", 168),
        ("Sentences in 2012 averaged four years and the highest was nine years, for a man who sold girls.", 48),
        ("The shortest sentence was two years and the average four years.", 48),
    ],
)
def test_average_of_all_terms(text: str, months: float) -> None:
    assert told(text) == [months]


@pytest.mark.parametrize(
    "text",
    [
        "Sentences for pimping averaged three years.",
        "For thieves, the average sentence was three years.",
        "The average sentence served was three years.",
        "The average sentence was three years for women.",
        "On average, smugglers were sentenced to three years.",
        "Terms of probation were an average of three years.",
        "Victims stayed for two years on average.",
    ],
)
def test_average_of_something_else(text: str) -> None:
    assert told(text) == []
