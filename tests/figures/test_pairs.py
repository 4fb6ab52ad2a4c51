"""Test figures that correspond to other figures in pairs, and words that count previously mentioned people. All
sentences are our own.
"""

from __future__ import annotations

import pytest

from tests.figures.reading import reading_of

pytestmark = pytest.mark.usefixtures("without_encoder")


def metrics(text: str, section: str = "prosecution") -> dict[str, tuple[str, int | None]]:
    """Return the metric and the year of each figure, by the figure's words."""
    return {f.text: (f.metric, f.year) for f in reading_of(text, section, year=2013).facts}


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        (
            "Of the 63 suspects tried in 2012, 18 were convicted; the year before, it had been nine out of 40.",
            "nine",
            "40",
        ),
        ("Of the 63 suspects tried, 18 were convicted, as against nine of 40 in 2011.", "nine", "40"),
    ],
)
def test_a_part_and_its_whole_answer_to_those_told_before(text: str, part: str, whole: str) -> None:
    found = metrics(text)
    assert (found[part], found[whole]) == (("convictions", 2011), ("prosecutions", 2011))


def test_a_pair_with_a_verb_of_its_own_answers_to_none() -> None:
    found = metrics("Of the 63 suspects tried in 2012, 18 were convicted, and in 2012 a bank fined nine of 40.")
    assert "40" not in found


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("A court jailed each of the eight traffickers for a year.", True),
        ("Courts jailed a man who held children for a year.", False),
        ("Courts jailed nine traffickers after detaining them for a year.", False),
    ],
)
def test_a_year_is_a_term_where_the_verb_of_a_court_leads_to_it(text: str, term: bool) -> None:
    assert ("sentence_terms" in {metric for metric, _ in metrics(text).values()}) == term


def test_who_is_sentenced_of_those_convicted_is_no_new_conviction() -> None:
    text = "Courts convicted 14 traffickers in 2012. Twelve of the 14 were {} in 2012."
    assert "Twelve" not in metrics(text.format("sentenced to prison"))
    assert metrics(text.format("women"))["Twelve"] == ("convictions", 2012)


def test_what_is_done_to_things_of_persons_says_nothing_of_them() -> None:
    text = "The center assisted 21 victims whose {} in court."
    assert metrics(text.format("papers had been registered"), "protection")["21"] == ("victims_assisted", 2012)


def test_a_figure_has_no_unit_that_its_metric_never_counts() -> None:
    facts = reading_of("Police investigated 34 cases and arrested 58 suspects in 21 of them.", year=2013).facts
    assert {(f.metric, f.unit) for f in facts} == {("investigations", "case"), ("arrests", "person")}


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("State police opened 31 investigations and their provincial counterparts 40.", True),
        ("State police opened 31 investigations and their counterparts 40.", False),
    ],
)
def test_counterparts_of_another_level_are_of_the_same_state(text: str, counted: bool) -> None:
    assert ("40" in metrics(text)) == counted


def test_what_is_planned_or_due_was_not_done() -> None:
    assert metrics("Two training courses for consular staff were planned for 2012.", "prevention") == {}
    assert "Sixty-one" not in metrics("Sixty-one victims had yet to receive compensation.", "protection")
