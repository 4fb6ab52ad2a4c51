"""Test ages that are stated in years: "48 were under 18", "48 persons aged 12 to 17"."""

from __future__ import annotations

import pytest

from tests.figures.gold_texts import read, words_of_ours


def ages(text: str) -> dict[str, str | None]:
    return {fact.text: fact.age for fact in read(words_of_ours(text, "protection")).facts}


@pytest.mark.parametrize(
    "said",
    [
        "were under 18",
        "were under 18 years of age",
        "were younger than 18",
        "were below the age of 18",
        "were aged under 18",
        "had not yet turned 18",
        "were not yet 18 years old",
    ],
)
def test_those_below_eighteen_are_children(said: str) -> None:
    assert ages(f"Police identified 112 victims, 48 of whom {said}.") == {"112": None, "48": "child"}


@pytest.mark.parametrize(
    ("said", "age"),
    [("aged 12 to 17", "child"), ("aged between 19 and 34", "adult"), ("aged between 14 and 34", None), ("", None)],
)
def test_a_range_gives_an_age_if_all_of_it_does(said: str, age: str | None) -> None:
    assert ages(f"Police identified 48 victims {said}".rstrip() + ".") == {"48": age}


def test_a_number_behind_an_age_counts_by_itself() -> None:
    text = "Police identified 112 victims, of whom 64 were over 18 and 48 were under 18."
    assert ages(text) == {"112": None, "64": "adult", "48": "child"}


@pytest.mark.parametrize("law", ["Article 18", "Section 18", "law 18"])
def test_the_number_of_a_law_is_no_age(law: str) -> None:
    assert ages(f"Police identified 48 victims under {law}.")["48"] is None
