"""The tables of a volume are read twice; disagreements are reported cell by cell."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import astuple, replace
from functools import cache
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.documents.pdf.test_pdf_volume import rendered
from tipetl.documents.pdf import parse_pdf, second, table_pages
from tipetl.documents.pdf.tables import Cell, announces_placements, announces_totals
from tipetl.model import CellDoubt, GlobalTotal, Parsed, SourceReading
from tipetl.tables import rows_of

TABLE = (
    ("YEAR", "PROSECUTIONS", "CONVICTIONS", "VICTIMS IDENTIFIED", "NEW LEGISLATION"),
    ("2011", "7,206 (508)", "4,239 (320)", "41,210 (15,205)", "15"),
    ("2012", "7,705 (1,153)", "4,746 (518)", "46,570 (17,368)", "21"),
)
STOPS = (72, 150, 250, 350, 480)
TOTALS = [
    (2011, "AFRICA", 7206, 508, 4239, 320, 41210, 15205, 15, 1),
    (2012, "AFRICA", 7705, 1153, 4746, 518, 46570, 17368, 21, 1),
]
CHART = {"TIER 1": ("Austria", "Belgium", "Canada"), "TIER 2": ("Angola", "Benin", "Fiji", "Ghana")}


@cache
def volume(*, heavy: bool = False) -> bytes:
    """Make a page with a table, a page with a chart, and a page with text; ``heavy`` draws letters twice, a
    hair apart.
    """
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(612, 792), invariant=1)

    def draw(x: float, y: float, words: str, font: str = "Helvetica", size: float = 9) -> None:
        canvas.setFont(font, size)
        for shift in (0, 0.3) if heavy else (0,):
            canvas.drawString(x + shift, y, words)

    draw(72, 740, "AFRICA", "Helvetica-Bold", 20)
    for number, row in enumerate(TABLE):
        for stop, words in zip(STOPS, row, strict=True):
            draw(
                stop, 690 - 20 * number, words, "Helvetica-Bold" if not number else "Helvetica", 7 if not number else 9
            )
    canvas.showPage()
    draw(72, 740, "TIER PLACEMENTS", "Helvetica-Bold", 20)
    for column, (tier, names) in enumerate(CHART.items()):
        for number, words in enumerate((tier, *names)):
            draw(72 + 160 * column, 690 - 14 * number, words, "Helvetica-Bold" if not number else "Helvetica")
    canvas.showPage()
    for number in range(30):
        draw(72, 740 - 12 * number, "The government of Fiji made modest efforts to protect the victims of trafficking.")
    canvas.save()
    return buffer.getvalue()


def altered(change: Callable[[Cell], Cell | None]) -> Callable[[Any], list[Cell]]:
    """Return the second reader's words, each changed, or dropped if ``change`` returns None."""
    real = second._words

    def words(page: Any) -> list[Cell]:
        return [told for word in real(page) if (told := change(word)) is not None]

    return words


def rows_told(parsed: Parsed) -> list[tuple[object, ...]]:
    return [astuple(total) for total in parsed.global_totals]


@pytest.mark.parametrize("heavy", [False, True])
def test_two_readings_that_agree_confirm_the_tables(heavy: bool) -> None:
    parsed = parse_pdf(volume(heavy=heavy))
    assert rows_told(parsed) == TOTALS
    assert [(p.country, p.tier) for p in parsed.tier_placements] == [
        (name, tier[-1]) for tier, names in CHART.items() for name in names
    ]
    assert parsed.doubts == ()
    assert [issue.code for issue in parsed.issues if issue.code.startswith("table")] == ["tables_confirmed"]


def test_a_cell_read_differently_is_in_doubt_and_the_first_reading_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second, "_words", altered(lambda w: replace(w, text="474") if w.text == "4,746" else w))
    parsed = parse_pdf(volume())
    assert rows_told(parsed) == TOTALS
    assert parsed.doubts == (CellDoubt("global_total", 1, "AFRICA 2012", "convictions", "4746", "474"),)
    issues = {issue.code: issue for issue in parsed.issues if issue.code.startswith("table")}
    assert set(issues) == {"table_in_doubt", "tables_confirmed"}
    assert "page 1" in issues["table_in_doubt"].message


def test_a_figure_in_another_column_is_in_doubt_in_both(monkeypatch: pytest.MonkeyPatch) -> None:
    def moved(word: Cell) -> Cell:
        return replace(word, left=word.left + 100, right=word.right + 100) if word.text == "(508)" else word

    monkeypatch.setattr(second, "_words", altered(moved))
    doubts = parse_pdf(volume()).doubts
    assert {(doubt.cell, doubt.read) for doubt in doubts} >= {("prosecutions_labor", "508")}
    assert {doubt.row for doubt in doubts} == {"AFRICA 2011"}


def test_a_row_that_only_one_reader_reads_is_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second, "_words", altered(lambda w: None if w.text == "2012" else w))
    parsed = parse_pdf(volume())
    assert rows_told(parsed) == TOTALS
    (doubt,) = [doubt for doubt in parsed.doubts if doubt.cell == "row"]
    assert (doubt.row, doubt.again) == ("AFRICA 2012", None)
    assert doubt.read == "7705, 1153, 4746, 518, 46570, 17368, 21"


@pytest.mark.parametrize(
    ("change", "doubt"),
    [
        (lambda w: None if w.text == "Benin" else w, ("Benin", "2", None)),
        (lambda w: replace(w, left=w.left - 160, right=w.right - 160) if w.text == "Ghana" else w, ("Ghana", "2", "1")),
    ],
)
def test_a_placement_that_only_one_reader_sees_or_sees_elsewhere(
    change: Callable[[Cell], Cell | None], doubt: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second, "_words", altered(change))
    parsed = parse_pdf(volume())
    assert [(d.table, d.row, d.read, d.again) for d in parsed.doubts] == [("tier_placement", *doubt)]
    assert len(parsed.tier_placements) == 7


def test_where_the_first_reader_finds_no_table_the_second_one_s_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    real = table_pages._cells

    def cells(glyphs: Any, page: Any, skip: set[int]) -> list[Cell]:
        return [] if page.number <= 2 else real(glyphs, page, skip)

    monkeypatch.setattr(table_pages, "_cells", cells)
    parsed = parse_pdf(volume())
    assert rows_told(parsed) == TOTALS
    assert len(parsed.tier_placements) == 7
    # A row that only one reader found is unconfirmed.
    assert [doubt.row for doubt in parsed.doubts if doubt.cell == "row"] == ["AFRICA 2011", "AFRICA 2012"]
    assert len([doubt for doubt in parsed.doubts if doubt.table == "tier_placement"]) == 7
    assert all(doubt.read is None for doubt in parsed.doubts)


def test_a_volume_falls_back_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    truth, _ = rendered("flow")
    gone = truth.totals[-1][-1]
    real = table_pages._cells
    monkeypatch.setattr(
        table_pages, "_cells", lambda glyphs, page, skip: [] if page.number == gone else real(glyphs, page, skip)
    )
    parsed = parse_pdf(truth.data)
    assert rows_told(parsed) == truth.totals
    assert {doubt.page for doubt in parsed.doubts} == {gone}


@pytest.mark.parametrize("where", ["open", "words"])
def test_a_second_reader_that_fails_changes_nothing_and_is_told(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_args: object, **_more: object) -> None:
        raise ValueError("broken")

    import pdfplumber

    monkeypatch.setattr(*((pdfplumber, "open", fails) if where == "open" else (second, "_words", fails)))
    parsed = parse_pdf(volume())
    assert rows_told(parsed) == TOTALS
    assert parsed.doubts == ()
    assert [issue.code for issue in parsed.issues if issue.code.startswith("table")] == ["table_unconfirmed"] * 2


def test_doubts_are_rows() -> None:
    doubt = CellDoubt("global_total", 7, "World 2012", "convictions", "4746", None)
    total = GlobalTotal(2012, None, 1, None, 2, None, 3, None, None, 7)
    from tipetl.model import Audit

    reading = SourceReading(Audit("v", "v.pdf", "0" * 64, "ok"), global_totals=(total,), doubts=(doubt,))
    assert rows_of([], [reading.audit], [reading])["cell_doubt"] == [
        ("v", "global_total", 7, "World 2012", "convictions", "4746", None)
    ]


@pytest.mark.parametrize(
    ("lines", "totals", "chart"),
    [
        (["YEAR", "PROSECUTIONS", "CONVICTIONS", "VICTIMS IDENTIFIED", "2011", "2012"], True, False),
        (["TIER PLACEMENTS", "TIER 1", "Austria"], False, True),
        (["The tier placements are explained below.", "Each country is in one tier."], False, False),
        (["Prosecutions rose and convictions fell; victims", "of 2011 and 2012 were not", "told."], False, False),
    ],
)
def test_what_announces_a_table(lines: Sequence[str], totals: bool, chart: bool) -> None:
    raw = "\n".join(lines)
    assert announces_totals(raw, lines) is totals
    assert announces_placements(raw, lines) is chart


def test_the_second_reader_is_loaded_for_tables_only() -> None:
    code = "import sys, tipetl.documents.pdf.text; print('pdfplumber' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"
