"""For metrics with several figures per year, no figure is chosen, every figure is drawn or listed, and no two units
share a chart.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.site.conftest import Made
from tipetl.site.records import Metric, StatedFigure
from tipetl.site.several import restricted_to, several_of

TERMS = Metric("sentence_terms", "Prison terms given", "law_enforcement", "terms", "months", False)
MONEY = Metric("funding", "Funding", "protection", "money", "money", False)
PAGES = {"doc": "RUR-2013"}


def _stated(year: int, value: float | None, unit: str | None, high: float | None = None, **other: Any) -> StatedFigure:
    fields: dict[str, Any] = {
        "iso3": "RUR", "metric": "funding", "year": year, "dated": True, "value": value, "value_high": high,
        "qualifier": "range" if high else "exact", "unit": unit, "status": "reported", "exploitation": None,
        "age": None, "gender": None, "nationality": None, "official": False, "purpose": None, "persons": None,
        "report_year": year + 1, "doc": "doc", "fact_id": f"f{year}-{value}",
    }  # fmt: skip
    return StatedFigure(**(fields | other))


def _marks(svg: Element, name: str) -> list[Element]:
    return [mark for group in svg.iter("g") if group.get("class") == name for mark in group]


def test_each_currency_has_a_chart_and_a_single_year_says_that_it_has_none() -> None:
    stated = [
        _stated(2010, 500, "USD"), _stated(2011, 700, "USD"), _stated(2011, 900, "USD"), _stated(2011, 80, "EUR"),
        _stated(2012, 0, None, status="none"),
    ]  # fmt: skip
    [one] = several_of("Ruritania", [TERMS, MONEY], stated, (2008, 2012), PAGES)
    assert [(chart.unit, chart.svg is not None) for chart in one.charts] == [("USD", True), ("EUR", False)]
    assert one.charts[1].note == "No chart of EUR: all that is told is of one year."
    assert len(one.figures) == len(stated)
    svg = fromstring(one.charts[0].svg or "")
    assert len(_marks(svg, "other")) == 3 and len(_marks(svg, "none")) == 1
    assert not _marks(svg, "series") and not _marks(svg, "cited")
    assert (svg.get("data-first"), svg.get("data-last")) == ("2008", "2012")


def test_a_term_is_a_bar_of_years_and_life_stands_above_all_of_them() -> None:
    terms = {"metric": "sentence_terms"}
    stated = [
        _stated(2010, 60, "month", 120, persons=4, **terms),
        _stated(2011, 240, "month", 1200, exploitation="sex", **terms),
        _stated(2012, 1200, "month", **terms),
    ]
    [one] = several_of("Ruritania", [TERMS], stated, (2008, 2012), PAGES)
    [chart] = one.charts
    svg = fromstring(chart.svg or "")
    zero, step = [float(line.attrib["y1"]) for line in svg.iter("line") if not line.get("class")][:2]
    height = (zero - step) / 5  # the height of one year, since the axis has a line every five

    def years(place: str | None) -> int:
        return round((zero - float(place or 0)) / height)

    assert sorted(sorted(years(bar.get(end)) for end in ("y1", "y2")) for bar in _marks(svg, "range")) == [
        [5, 10], [20, 24],
    ]  # fmt: skip
    assert sorted(years(point.get("cy")) for point in _marks(svg, "other")) == [5, 20, 24]
    assert "life imprisonment" in chart.note
    labels = [link.get("aria-label") for link in _marks(svg, "point")]
    assert labels == [
        "2010: 5–10 years (4 persons), as the report of 2011 says",
        "2011: 20 years to life (sex trafficking), as the report of 2012 says",
        "2012: life, as the report of 2013 says",
    ]


def test_of_whom_and_for_what() -> None:
    figure = _stated(2010, 5, "person", exploitation="labor", age="child", official=True, persons=1, purpose="general")
    assert restricted_to(figure) == "forced labor, children, officials accused of complicity, all of it, 1 person"


TOLD = """
    SELECT d.iso3, f.fact_id
    FROM fct_metric AS f JOIN dim_metric AS m USING (metric_key)
    JOIN document AS d USING (doc)
    WHERE d.iso3 IS NOT NULL AND d.report_year IS NOT NULL AND f.period <> 'multi_year' AND m.metric = ?"""


@pytest.mark.parametrize("metric", ["sentence_terms", "penalty_prescribed", "funding"])
def test_every_term_and_sum_is_in_its_table_and_on_the_page_of_all_countries(made: Made, metric: str) -> None:
    rows = made.rows(TOLD, metric)
    assert len(rows) > 5
    world = LexborHTMLParser((made.folder / f"figures/{metric}.html").read_bytes())
    linked = {str(link.attributes["href"]).partition("#")[2] for link in world.css("#rows td a")}
    drawn = 0
    for iso3 in {row[0] for row in rows}:
        wanted = {str(fact_id) for other, fact_id in rows if other == iso3}
        section = LexborHTMLParser((made.folder / f"countries/{iso3}.html").read_bytes()).css_first(f"#{metric}")
        said = {str(link.attributes["href"]).partition("#")[2] for link in section.css("tbody a")}
        assert said == wanted
        drawn += len({str(link.attributes["href"]) for link in section.css("svg a")})
        assert section.css("svg") or "No chart" in section.text()
        assert linked & wanted
    assert drawn > 5


def test_every_metric_with_figures_has_a_section_and_a_page(made: Made) -> None:
    metrics = {
        str(row[0]) for row in made.rows("SELECT DISTINCT metric FROM fct_metric JOIN dim_metric USING (metric_key)")
    }
    assert len(metrics) > 20
    offered = LexborHTMLParser((made.folder / "figures.html").read_bytes()).css("main .card a")
    assert {str(link.attributes["href"]) for link in offered} == {f"figures/{metric}.html" for metric in metrics}
