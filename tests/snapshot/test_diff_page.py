"""Test differences as a page and as a changelog: their contents, and escaping."""

from __future__ import annotations

import re
from pathlib import Path

from tests.checks.breaking import changed
from tests.snapshot.sides import differences
from tests.tables.samples import ruritania
from tipetl.snapshot.changelog import changelog, counts_line
from tipetl.snapshot.diff import Difference, summary_of
from tipetl.snapshot.diff_page import diff_page
from tipetl.tables import Rows, rows_of

EVIL = "<script>alert(1)</script> | *x* [y](http://z) & `q`"


def years(first: int, last: int) -> Rows:
    makers = [ruritania(f"r-{year}", year) for year in range(first, last + 1)]
    return rows_of([maker.narrative() for maker in makers], [maker.audit() for maker in makers])


def test_text_stays_text(tmp_path: Path) -> None:
    before = years(2013, 2013)
    after = changed(before, "metric", lambda r: r["metric"] == "acquittals", statute=EVIL, value=8.0)
    found = differences(tmp_path, before, after)
    page = diff_page(found)
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<del>9</del> → <ins>8</ins>" in page
    assert not re.search(r"<link|@import|url\(|src=|href=\"http", page)
    log = changelog(found)
    assert "<script>" not in log
    assert "[y]" not in log.replace("\\[y\\]", "")


def test_of_many_documents_nobody_asks_for_each(tmp_path: Path) -> None:
    found = differences(tmp_path, years(2013, 2013), years(1990, 2013))
    (causes,) = found.by_cause()
    assert causes[0].kind == "document_added"
    assert causes[0].name == "23 documents"
    assert causes[0].detail == "r-1990, r-1991, r-1992, r-1993, r-1994, r-1995 and 17 more"
    log = changelog(found)
    assert "Documents: 23 added; facts: 299 added" in log
    assert log.count("\n- ") <= 51
    assert "more." in log
    few = differences(tmp_path / "b", years(2012, 2013), years(2010, 2013))
    assert {c.name for causes in few.by_cause() for c in causes} == {"r-2010", "r-2011"}


def test_nothing_different_says_so(tmp_path: Path) -> None:
    rows = years(2013, 2013)
    found = differences(tmp_path, rows, rows)
    assert "No figure, route, recommendation, tier, entity or finding is different." in changelog(found)
    assert "is different." in diff_page(found)


def test_a_summary_reads_back_as_it_was_stored(tmp_path: Path) -> None:
    from dataclasses import asdict

    found: Difference = differences(tmp_path, years(2012, 2012), years(2012, 2013))
    again = summary_of(asdict(found.summary()))
    assert again == found.summary()
    assert counts_line(again) == counts_line(found.summary())
    assert sum(n for told in again.causes for n in told.counts["fact"].values()) == 13
