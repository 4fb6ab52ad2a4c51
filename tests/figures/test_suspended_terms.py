"""Test how many people's terms were suspended, counted by the terms' people (contract section 3, rule 9)."""

from __future__ import annotations

import pytest

from tests.figures.reading import reading_of


def suspended(text: str) -> list[float | None]:
    facts = reading_of(text, year=2013).facts
    return [fact.value for fact in facts if fact.metric == "sentences_suspended"]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Five of the six traffickers received sentences of three to five years, which were suspended.", 5),
        ("Five traffickers received prison terms of three to five years, all of them suspended.", 5),
        ("Nine procurers convicted under Article 36 in 2012 received suspended sentences of up to two years.", 9),
        ("The court convicted three traffickers and gave them suspended sentences of two years.", 3),
        ("The court convicted two traffickers and imposed suspended sentences of two years each.", 2),
        ("The court sentenced two traffickers to 18 months each, suspended for three years.", 2),
    ],
)
def test_a_suspended_term_counts_those_who_got_it(text: str, persons: int) -> None:
    assert suspended(text) == [persons]


def test_others_who_got_probation_hide_no_suspended_term() -> None:
    text = (
        "Courts convicted 12 traffickers; four were sentenced to terms of between ten months and two years, suspended "
        "for three years, and two others were placed on probation."
    )
    assert sorted(suspended(text), key=str) == [2, 4]


@pytest.mark.xfail(strict=True, reason="the scorer trained in December 2026 drops the remaining two")
def test_the_remaining_ones_on_probation_are_counted() -> None:
    text = (
        "Courts convicted 12 traffickers; four were sentenced to terms of between ten months and two years, suspended "
        "for three years, and the remaining two were placed on probation."
    )
    assert sorted(suspended(text), key=str) == [2, 4]


@pytest.mark.parametrize(
    "text",
    [
        "The two traffickers were sentenced to 20 years' imprisonment, five years of which were suspended.",
        "Eight were convicted, most of them receiving light or suspended sentences.",
    ],
)
def test_a_part_of_a_term_or_of_those_convicted_counts_nobody(text: str) -> None:
    assert suspended(text) == []
