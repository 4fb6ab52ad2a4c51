"""The line of a chart, and where it breaks."""

from __future__ import annotations

import pytest

from tipetl.site.charts import series_chart
from tipetl.site.records import CitedFigure


def _cited(year: int, value: float, unit: str = "person", basis: str = "total") -> CitedFigure:
    told = (year + 1, "doc", f"f{year}", "Our own sentence.")
    return CitedFigure("RUR", year, "convictions", value, None, "exact", unit, "reported", basis, *told)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"unit": "case"}, "What is counted changes from persons to cases"),
        ({"basis": "only_part_known"}, "What is counted changes from persons to persons (only a part is known)"),
    ],
)
def test_a_line_breaks_where_what_is_counted_changes(change: dict[str, str], says: str) -> None:
    cited = [_cited(2010, 4), _cited(2011, 5), _cited(2012, 6, **change), _cited(2013, 7, **change)]
    chart = series_chart(cited, (), (2010, 2013), (), {"doc": "RUR-2014"})
    assert [len(line.split()) for line in chart.lines] == [2, 2]
    assert [one.label for one in chart.breaks] == [says]


def test_figures_that_count_the_same_are_one_line() -> None:
    cited = [_cited(2010, 4), _cited(2011, 5, basis="sum_of_parts"), _cited(2012, 6)]
    chart = series_chart(cited, (), (2010, 2012), (2012,), {"doc": "RUR-2014"})
    assert [len(line.split()) for line in chart.lines] == [3]
    assert [one.label for one in chart.breaks] == ["From the report of 2012 on, reports are worded differently"]
