"""The figure to cite: compared with hand-made labels for the development narratives, and tested rule by rule.

``tests/gold/country_year.jsonl`` contains the labels, made before the rules were written. For each narrative's own year
and every earlier year it mentions, four headline metrics have a cell each; a cell is ``absent`` if the text supports no
figure.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tipetl.evaluate.goldfiles import load_gold
from tipetl.metrics import CITED
from tipetl.model import Fact, Hints, Narrative
from tipetl.read import read_narrative
from tipetl.sources.opening import make_source
from tipetl.tables.country_year import CountryYear, country_years

LEAST = 0.97
"""The share of labeled cells that must be right; for each metric it must be at least 0.93."""


def narrative(text: str, year: int = 2014, iso3: str = "KEN") -> Narrative:
    hints = Hints(country=iso3, report_year=year)
    _, read = read_narrative(make_source(text.encode(), f"{iso3}-{year}.txt", hints), fragment=True)
    assert read is not None
    return read


def cells(*texts: str, year: int = 2014) -> dict[tuple[int, str], CountryYear]:
    """Return the cells of reports of consecutive years, beginning with ``year``."""
    read = [narrative(text, year + number) for number, text in enumerate(texts)]
    return {(cell.year, cell.metric): cell for cell in country_years(read)}


def test_the_labelled_cells(project: Path) -> None:
    gold = project / "tests" / "gold"
    labels = [json.loads(line) for line in (gold / "country_year.jsonl").read_text(encoding="utf-8").splitlines()]
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong = []
    texts = {text.doc: text for text in load_gold(gold / "dev")}
    for doc in sorted({label["doc"] for label in labels}):
        text = texts[doc]
        assert text.iso3 is not None
        read = narrative(text.text, text.report_year, text.iso3)
        found = {(cell.year, cell.metric): cell for cell in country_years([read])}
        for label in (label for label in labels if label["doc"] == doc):
            cell = found.get((label["year"], label["metric"]))
            got = (cell.value, cell.value_high, cell.fact.status) if cell else (None, None, "absent")
            hit = got == (label["value"], label["value_high"], label["status"])
            total[label["metric"]] += 1
            right[label["metric"]] += hit
            if not hit:
                wrong.append((doc, label["year"], label["metric"], label["value"], got))
    assert sum(right.values()) >= LEAST * sum(total.values()), wrong
    assert all(right[metric] >= 0.93 * total[metric] for metric in total), wrong


@pytest.mark.parametrize(
    ("text", "metric", "value", "basis"),
    [
        ("Police identified 54 victims in 2013, 12 of whom were children.", "victims_identified", 54, "total"),
        ("Police identified 30 victims of sex trafficking in 2013.", "victims_identified", 30, "only_part_known"),
        ("NGOs identified 90 victims in 2013. Police identified 54 victims.", "victims_identified", 54, "total"),
        ("NGOs identified 90 victims in 2013.", "victims_identified", 90, "total"),
        ("Courts convicted 14 traffickers in 2013. In one case, a court convicted three.", "convictions", 14, "total"),
        ("The government did not convict any official in 2013. Courts convicted 14 traffickers.", "convictions", 14,
         "total"),
        ("Courts did not convict any traffickers in 2013.", "convictions", 0, "total"),
    ],
)  # fmt: skip
def test_which_figure_stands_for_the_year(text: str, metric: str, value: float, basis: str) -> None:
    cell = cells(text)[2013, metric]
    assert (cell.value, cell.basis) == (value, basis)
    assert cell.fact.fact_id == cell.considered[0]


def test_nothing_stands_for_the_year_where_only_officials_are_told_of() -> None:
    assert (2013, "convictions") not in cells("Courts convicted two officials for complicity in 2013.")


def test_the_report_of_the_next_year_comes_before_later_ones() -> None:
    found = cells(
        "Courts convicted 14 traffickers in 2013, compared with nine in 2012.",
        "Courts convicted 20 traffickers in 2014, compared with 15 in 2013.",
    )
    assert {year: cell.value for (year, _), cell in found.items()} == {2012: 9, 2013: 14, 2014: 20}
    assert found[2013, "convictions"].report_year == 2014
    assert found[2012, "convictions"].report_year == 2014


def test_the_order_of_narratives_does_not_matter() -> None:
    read = [narrative(f"Courts convicted {number} traffickers.", 2010 + number) for number in range(3, 9)]
    assert country_years(read) == country_years(read[::-1])


def test_every_cell_is_one_of_the_facts_and_none_is_made_up(project: Path) -> None:
    text = (project / "seeds" / "reports" / "kosovo-2013.txt").read_text(encoding="utf-8")
    read = narrative(text, 2013, "XKX")
    facts: dict[str, Fact] = {fact.fact_id: fact for fact in read.facts}
    for cell in country_years([read]):
        assert cell.metric in CITED
        assert set(cell.considered) <= facts.keys()
        assert cell.basis == "sum_of_parts" or cell.value in (cell.fact.value, 0, None)
        assert not cell.fact.official
