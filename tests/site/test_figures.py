"""Test the wording of figures on the site."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tipetl.model.codes import CLAIM_KINDS, LINK_KINDS, QUANTITY_KINDS
from tipetl.site.figures import said, with_unit
from tipetl.site.names import names


@dataclass(frozen=True)
class Figure:
    value: float | None
    value_high: float | None = None
    unit: str | None = "person"
    qualifier: str = "exact"
    status: str = "reported"


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(41), "41"),
        (Figure(4200000), "4,200,000"),
        (Figure(41, qualifier="about"), "about 41"),
        (Figure(60, 144, "month", "range"), "5–12 years"),
        (Figure(30, 60, "month", "range"), "30 months–5 years"),
        (Figure(1200, None, "month"), "life"),
        (Figure(180, 1200, "month", "range"), "15 years to life"),
        (Figure(12, None, "month", "at_most"), "at most 1 year"),
        (Figure(84600, None, "USD"), "84,600 USD"),
        (Figure(0, status="none"), "none"),
        (Figure(None, status="not_reported"), "not reported"),
    ],
)
def test_figures_in_words(figure: Figure, words: str) -> None:
    assert said(figure) == words


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(1), "1 person"),
        (Figure(60, 80, "case", "range"), "60–80 cases"),
        (Figure(84600, None, "USD"), "84,600 USD"),
        (Figure(12, None, "month"), "1 year"),
        (Figure(0, status="none"), "none"),
    ],
)
def test_figures_with_what_they_count(figure: Figure, words: str) -> None:
    assert with_unit(figure) == words


def test_every_code_has_a_name() -> None:
    assert set(names()["links"]) == set(LINK_KINDS)
    assert set(names()["claims"]) == set(CLAIM_KINDS)
    assert set(names()["quantities"]) == set(QUANTITY_KINDS)
