"""Charts draw lines that break where figures are missing, and show exactly the figures that exist."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, fromstring, tostring

import pytest
from selectolax.lexbor import LexborHTMLParser

from tipetl.site.charts import PLOT, Break, Chart, Point, drawn, drawn_years, series_chart
from tipetl.site.records import CitedFigure, ToldFigure

LETTERS = {"": 1, "k": 1e3, "m": 1e6, "bn": 1e9}


def _cited(year: int, value: float | None, unit: str = "person", basis: str = "total") -> CitedFigure:
    told = (year + 1, "doc", f"f{year}", "Our own sentence.")
    status = "reported" if value else "not_reported" if value is None else "none"
    return CitedFigure("RUR", year, "convictions", value, None, "exact", unit, status, basis, *told)


def _group(svg: Element, name: str) -> list[Element]:
    return [mark for group in svg.iter("g") if group.get("class") == name for mark in group]


def _place(mark: Element) -> tuple[float, float]:
    x, y = {"circle": ("cx", "cy"), "line": ("x1", "y1"), "text": ("x", "y")}[mark.tag]
    return float(mark.attrib[x]), float(mark.attrib[y])


def _axes(svg: Element) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """Return both axes: the years with the places of their labels, and the values with the places of their lines."""
    [axes] = [group for group in svg.iter("g") if group.get("class") == "axes"]
    years = _group(svg, "years")
    values = []
    for mark in axes.iter("text"):
        if mark not in years:
            digits, letter = re.fullmatch(r"([\d.]+)(\D*)", mark.text or "").groups()  # type: ignore[union-attr]
            values.append(float(digits) * LETTERS[letter])
    lines = [_place(mark)[1] for mark in axes.iter("line")]
    return [(float(mark.text or 0), _place(mark)[0]) for mark in years], list(zip(values, lines, strict=True))


def _read(axis: list[tuple[float, float]], place: float) -> float:
    """Return the value at a place, by the labels of the axis."""
    (low, start), (high, end) = axis[0], axis[-1]
    return low + (place - start) / (end - start) * (high - low)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"unit": "case"}, "What is counted changes from persons in 2011 to cases in 2012"),
        (
            {"basis": "only_part_known"},
            "What is counted changes from persons in 2011 to persons (only a part is known) in 2012",
        ),
    ],
)
def test_a_line_breaks_where_what_is_counted_changes(change: dict[str, str], says: str) -> None:
    cited = [_cited(2010, 4), _cited(2011, 5), _cited(2012, 6, **change), _cited(2013, 7, **change)]
    chart = series_chart(cited, (), (2010, 2013), (), {"doc": "RUR-2014"})
    assert chart.lines == (((2010, 4), (2011, 5)), ((2012, 6), (2013, 7)))
    assert chart.breaks == (Break(2011.5, says),)


def test_figures_that_count_the_same_are_one_line() -> None:
    cited = [_cited(2010, 4), _cited(2011, 5, basis="sum_of_parts"), _cited(2012, 6)]
    chart = series_chart(cited, (), (2010, 2012), (2012,), {"doc": "RUR-2014"})
    assert chart.lines == (((2010, 4), (2011, 5), (2012, 6)),)
    assert chart.breaks_said == ("reports are worded differently from 2011 on",)
    assert [one.label for one in chart.breaks] == ["From 2011 on (report of 2012), reports are worded differently"]


def test_what_is_drawn_is_where_its_year_and_value_are() -> None:
    cited = [
        _cited(year, value)
        for year, value in ((2001, 7), (2002, 41), (2003, 12), (2005, 9), (2006, 30), (2007, 0), (2009, None))
    ]
    told = [ToldFigure("convictions", 2002, 38, "person", "comparator", 2004, "later", "f")]
    pages = {"doc": "RUR-2010", "later": "RUR-2004"}
    svg = fromstring(drawn(series_chart(cited, told, (2001, 2009), (2006,), pages), "Ruritania"))
    years, values = _axes(svg)
    assert [year for year, _ in years] == [2002, 2004, 2006, 2008]
    assert [value for value, _ in values] == [0, 10, 20, 30, 40, 50]

    def read(mark: Element) -> tuple[float, float]:
        x, y = _place(mark)
        return round(_read(years, x), 1), round(_read(values, y))

    assert [read(mark) for mark in _group(svg, "cited")] == [(2001, 7), (2002, 41), (2003, 12), (2005, 9), (2006, 30)]
    assert [read(mark) for mark in _group(svg, "other")] == [(2002, 38)]
    assert [read(mark) for mark in _group(svg, "none")] == [(2007, 0)]
    [silent] = _group(svg, "silent")
    assert (silent.text, round(_read(years, _place(silent)[0]), 1)) == ("?", 2009)
    lines = []
    for line in _group(svg, "series"):
        corners = [tuple(map(float, corner.split(","))) for corner in re.split("[ML]", line.get("d", ""))[1:]]
        lines.append([(round(_read(years, x), 1), round(_read(values, y))) for x, y in corners])
    assert lines == [[(2001, 7), (2002, 41), (2003, 12)], [(2005, 9), (2006, 30), (2007, 0)]]
    [rule] = _group(svg, "break")
    assert round(_read(years, _place(rule)[0]), 1) == 2004.5
    assert rule.findtext("title") == "From 2005 on (report of 2006), reports are worded differently."
    links = _group(svg, "point")
    assert [read(link[0]) for link in links] == [
        *((2001, 7), (2002, 38), (2002, 41), (2003, 12), (2005, 9), (2006, 30), (2007, 0), (2009, 0))
    ]
    # The area that reacts to the pointer is larger than the visible mark.
    assert {mark.get("r") for mark in _group(svg, "cited")} == {"4.5"}
    assert {link[0].get("r") for link in links} == {"10"}
    assert [link.get("href") for link in links][:2] == [
        "../narratives/RUR-2010.html#f2001",
        "../narratives/RUR-2004.html#f",
    ]
    for link in links:
        assert (link.tag, link.findtext("title")) == ("a", link.get("aria-label"))
        assert str(round(read(link[0])[0])) in (link.get("aria-label") or "")


def test_words_from_reports_stay_words() -> None:
    words = '2010: 4 <b>persons</b> & \x0b "more" \' {{ 7 }} <script>x</script>'
    chart = Chart((2006, 2010), (), (Point(2010, 4, "cited", "a.html?b=1&c=2#d", words),), (Break(2008, "<i>&amp;"),))
    page = LexborHTMLParser(drawn(chart, 'Land" onclick="x'))
    assert not page.css("b, i, script, [onclick]")
    [link] = page.css("a")
    assert link.attributes == {"href": "a.html?b=1&c=2#d", "aria-label": words}
    assert [title.text() for title in page.css("title")] == ["<i>&amp;.", words]
    [svg] = page.css("svg")
    assert svg.attributes["aria-label"] == 'Land" onclick="x: each point leads to its sentence'


@pytest.mark.parametrize(
    ("highest", "labels"),
    [
        (0, ["0", "1"]),
        (2, ["0", "1", "2"]),
        (3, ["0", "1", "2", "3"]),
        (41, ["0", "10", "20", "30", "40", "50"]),
        (100, ["0", "20", "40", "60", "80", "100"]),
        (1362, ["0", "500", "1k", "1.5k"]),
        (98765, ["0", "20k", "40k", "60k", "80k", "100k"]),
        (2_300_000, ["0", "500k", "1m", "1.5m", "2m", "2.5m"]),
        (4e9, ["0", "1bn", "2bn", "3bn", "4bn"]),
    ],
)
def test_axes_end_at_a_round_number_not_far_above(highest: float, labels: list[str]) -> None:
    point = Point(2010, highest, "cited", "a.html#b", "2010")
    svg = fromstring(drawn(Chart((2006, 2010), (), (point,), ()), "Ruritania"))
    years = _group(svg, "years")
    assert [mark.text for mark in svg.iter("text") if mark not in years] == labels
    assert [mark.text for mark in years] == ["2006", "2007", "2008", "2009", "2010"]
    # If several charts on a page share axes, the page reads where those axes end.
    _, values = _axes(svg)
    assert float(svg.attrib["data-top"]) == values[-1][0] >= highest
    assert (svg.get("data-first"), svg.get("data-last")) == ("2006", "2010")
    assert [place for _, place in values[:: len(values) - 1]] == [PLOT[1], 0]


def test_years_have_the_places_that_they_have_in_a_chart_of_the_same_years() -> None:
    svg = fromstring(drawn(Chart((2001, 2024), (), (), ()), "Ruritania"))
    [years] = [group for group in svg.iter("g") if group.get("class") == "years"]
    assert drawn_years((2001, 2024)) == tostring(years, encoding="unicode")


def test_an_axis_has_five_years_and_shows_only_those_of_the_country() -> None:
    told = [ToldFigure("convictions", year, 4, "person", "comparator", 2013, "later", "f") for year in (2010, 2012)]
    chart = series_chart([_cited(2012, 4)], told, (2012, 2012), (2010,), {"doc": "RUR-2013", "later": "RUR-2014"})
    assert chart.years == (2008, 2012)
    assert [point.year for point in chart.points] == [2012, 2012]
    assert chart.breaks == ()
