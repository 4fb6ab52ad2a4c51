"""Test what a figure inherits from the figure that it continues, once the scorer has settled that figure.

All sentences are written for these tests.
"""

from __future__ import annotations

import pytest

from tests.figures.reading import reading_of
from tipetl.model import Fact

Row = tuple[str, float | None, int | None]


def facts(text: str) -> list[Fact]:
    """Return what the shipped scorer and rules read in a section of a report of 2016."""
    return sorted(reading_of(text, year=2016).facts, key=lambda f: f.char_start)


def rows(text: str) -> list[Row]:
    return sorted((f.metric, f.value, f.year) for f in facts(text))


CASES: list[tuple[str, list[Row]]] = [
    # all metrics of two verbs with one object apply to every comparator, in parentheses too
    (
        "Police identified and referred 71 victims to care (48 in 2014 and 33 in 2013).",
        [
            (metric, value, year)
            for metric in ("victims_identified", "victims_referred")
            for value, year in ((33, 2013), (48, 2014), (71, 2015))
        ],
    ),
    (
        "Prosecutors charged and prosecuted 24 suspects, compared with 19 in 2014.",
        [(metric, value, year) for metric in ("charges", "prosecutions") for value, year in ((19, 2014), (24, 2015))],
    ),
    # figures of one time in parentheses pair with the figures before them
    (
        "Police arrested 61 suspects and prosecutors charged 44 (2014: 52 and 37).",
        [("arrests", 52, 2014), ("arrests", 61, 2015), ("charges", 37, 2014), ("charges", 44, 2015)],
    ),
    # parts are ignored when rows are paired
    (
        "Police arrested 61 suspects and charged 44, nine of them women, compared with 52 and 37 in 2014.",
        [
            ("arrests", 52, 2014),
            ("arrests", 61, 2015),
            ("charges", 9, 2015),
            ("charges", 37, 2014),
            ("charges", 44, 2015),
        ],
    ),
    # a noun for another event counts that event
    (
        "Police opened 20 investigations. This compared with 16 investigations, 14 trials, and 11 convictions in 2014.",
        [
            ("convictions", 11, 2014),
            ("investigations", 16, 2014),
            ("investigations", 20, 2015),
            ("prosecutions", 14, 2014),
        ],
    ),
    # parts of a comparator belong to its time
    (
        "Police identified 41 victims, including 12 girls, compared with 30 victims in 2014, of whom five were girls.",
        [
            ("victims_identified", 5, 2014),
            ("victims_identified", 12, 2015),
            ("victims_identified", 30, 2014),
            ("victims_identified", 41, 2015),
        ],
    ),
    # parts belong to the comparator if it has no parts yet
    (
        "Police identified 41 victims, up from 30 in 2014, of whom five were girls.",
        [("victims_identified", 5, 2015), ("victims_identified", 30, 2014), ("victims_identified", 41, 2015)],
    ),
    # a part may refer to its whole by figure or by act, even some sentences later
    (
        "The government prosecuted 38 cases. Police made 90 arrests. Nakuru accounted for 21 of the 38 cases.",
        [("arrests", 90, 2015), ("prosecutions", 21, 2015), ("prosecutions", 38, 2015)],
    ),
    # a verb that stands for the previous verb counts the same
    (
        "Three cases were closed for want of evidence; in 2014, six were.",
        [("dismissals", 3, 2015), ("dismissals", 6, 2014)],
    ),
]


@pytest.mark.parametrize(("text", "want"), CASES)
def test_a_figure_counts_what_the_one_it_goes_on_from_counts(text: str, want: list[Row]) -> None:
    assert rows(text) == sorted(want)


@pytest.mark.parametrize("group", ["girls", "boys", "women", "men"])
@pytest.mark.parametrize("words", ["compared with nine", "up from nine", "as opposed to nine"])
def test_a_comparator_has_the_age_and_gender_of_what_it_is_compared_with(group: str, words: str) -> None:
    shown, compared = facts(f"Police identified 14 {group} in 2015, {words} in 2014.")
    assert compared.relation == "comparator"
    assert (compared.age, compared.gender) == (shown.age, shown.gender)
    assert shown.gender is not None


def test_a_part_is_one_whatever_its_size() -> None:
    whole, part = facts("Police identified 76 victims, including 83 children.")
    assert part.part_of == whole.fact_id
