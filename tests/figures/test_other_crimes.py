"""Test the figures of other crimes in sentences that also report trafficking."""

from __future__ import annotations

import pytest

from tests.figures.reading import reading_of


def told(text: str) -> set[tuple[str, str]]:
    """Return the figures of a text, each with what it counts."""
    return {(fact.text, fact.metric) for fact in reading_of(text, year=2013).facts}


@pytest.mark.parametrize(
    ("text", "want"),
    [
        # the figure's own part of the sentence names another crime
        ("Theft led to 900 arrests; trafficking led to 12.", {("12", "arrests")}),
        ("Police arrested 900 people for theft and 12 for trafficking.", {("12", "arrests")}),
        ("Courts acquitted 400 men of drug offenses, yet convicted nine traffickers.", {("nine", "convictions")}),
        # the sentence ascribes only some of the cases to trafficking
        ("The court tried 44 cases, three of them on trafficking in persons.", {("three", "prosecutions")}),
        ("Visas numbered 9,400 in all; seven of them were issued to victims.", {("seven", "victims_residence")}),
        # a kind of trafficking divides the total, and a trafficker's other crime does not exclude the figure
        (
            "Courts tried 44 persons, three of them for trafficking and 41 for forced labor.",
            {("44", "prosecutions"), ("three", "prosecutions"), ("41", "prosecutions")},
        ),
        (
            "Courts convicted 44 traffickers, including three for fraud.",
            {("44", "convictions"), ("three", "convictions")},
        ),
    ],
)
def test_a_figure_of_another_crime_is_none_of_trafficking(text: str, want: set[tuple[str, str]]) -> None:
    assert told(text) == want
