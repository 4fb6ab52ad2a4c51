"""Test the links between laws and the penalties that they prescribe. All sentences are made up."""

from __future__ import annotations

import pytest

from tipetl.model import Hints
from tipetl.read import read_narrative
from tipetl.sources.opening import make_source


def ties(text: str) -> list[tuple[str, str]]:
    """Return pairs of the words of a penalty and the name of its law."""
    source = make_source(text.encode(), "kenya-2013.txt", Hints(country="KEN", report_year=2013, section="prosecution"))
    _, narrative = read_narrative(source, fragment=True)
    assert narrative is not None
    facts = {fact.fact_id: fact.text for fact in narrative.facts}
    names = {entity.entity_id: entity.name for entity in narrative.entities}
    return [(facts[tie.fact_id], names[tie.entity_id]) for tie in narrative.law_penalties]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Article 171 of the penal code prescribes five to 12 years’ imprisonment for sex trafficking.",
            [("five to 12 years", "Article 171 of the penal code")],
        ),
        (
            "Article 171 prescribes five to 12 years’ imprisonment, and Article 172 two to six years’ imprisonment.",
            [("five to 12 years", "Article 171"), ("two to six years", "Article 172")],
        ),
        (
            "The Trafficking Act of 2015 forbids it. It prescribes penalties of up to 10 years’ imprisonment.",
            [("10 years", "Trafficking Act of 2015")],
        ),
        (
            "Article 171 sets up to 20 years’ imprisonment, less than those for rape, punished with life in prison.",
            [("20 years", "Article 171")],
        ),
        (
            "The Slavery Act forbids it. Offenders face penalties of up to 10 years’ imprisonment for trafficking.",
            [("10 years", "Slavery Act")],
        ),
        ("The law prescribes penalties of up to 10 years’ imprisonment.", []),
        ("Under Article 171 police investigated nine cases of trafficking.", []),
    ],
)
def test_ties(text: str, expected: list[tuple[str, str]]) -> None:
    found = ties(text)
    assert len(found) == len(expected)
    for (words, law), (wanted, name) in zip(found, expected, strict=True):
        assert wanted in words or words in wanted
        assert law == name


def test_a_new_paragraph_is_about_no_law_of_the_one_before() -> None:
    assert ties("Article 171 forbids it.\n\nThe penalty is up to 10 years’ imprisonment for trafficking.") == []
