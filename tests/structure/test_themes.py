"""Test themes of recommendations: the taxonomy's own examples, and the limits of its wordings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipetl.model import THEMES
from tipetl.structure import recommendation_items, split_sections
from tipetl.structure.themes import taxonomy, themes_of


@pytest.mark.parametrize("theme", taxonomy(), ids=lambda theme: theme.code)
def test_examples_have_their_theme_and_counter_examples_have_not(theme) -> None:  # type: ignore[no-untyped-def]
    assert theme.meaning and theme.examples and theme.counter
    assert [item for item in theme.examples if theme.code not in themes_of(item)] == []
    assert [item for item in theme.counter if theme.code in themes_of(item)] == []


def test_an_item_may_ask_for_several_things_in_the_order_of_the_taxonomy() -> None:
    assert themes_of("Train police and fund shelters for children") == (
        "shelter",
        "training",
        "funding",
        "child_protection",
    )


def test_an_item_that_asks_for_nothing_of_the_kind_has_no_theme() -> None:
    assert themes_of("Repaint the bridge") == ()


def test_a_gap_does_not_reach_into_the_next_wish() -> None:
    assert "recruitment" in themes_of("Ban recruitment of workers for high fees")
    assert "awareness" not in themes_of("Inform the king; count victims")


@pytest.mark.parametrize("verb", ["Issue", "By issuing"])
def test_a_verb_of_a_wording_stands_for_its_form_in_ing(verb: str) -> None:
    assert "legislation" in themes_of(f"{verb} the implementing decrees")


def test_an_exception_hides_only_its_own_words() -> None:
    assert "training" not in themes_of("Give survivors vocational training")
    assert "training" in themes_of("Give survivors vocational training and train judges")


def test_items_carry_their_themes() -> None:
    text = "Recommendations for Kenya: Train judges; fund shelters; and repaint the bridge."
    found = recommendation_items(text, split_sections(text))
    assert [item.themes for item in found] == [("training",), ("shelter", "funding"), ()]


@given(st.text(max_size=200))
def test_any_text_has_themes_of_the_list_in_its_order(text: str) -> None:
    found = themes_of(text)
    assert list(found) == [code for code in THEMES if code in found]
