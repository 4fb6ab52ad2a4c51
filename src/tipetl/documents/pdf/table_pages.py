"""Read a volume's pages with tables twice, with PDFium and with pdfplumber.

This module finds the pages with tables, extracts cells in PDFium's geometry, and compares the two readings. PDFium's
reading counts, unless PDFium finds no table on a page that announces one; then the second reading counts. Every cell
that only one reader read, or that both readers read differently, becomes a ``CellDoubt``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium

from tipetl.countries import fold
from tipetl.documents.pdf.pages import Font, Glyphs, PageText, page_glyphs
from tipetl.documents.pdf.tables import (
    Cell,
    announces_placements,
    announces_totals,
    in_order,
    joined_words,
    may_list_tiers,
    names_placements,
    placements_of,
    tier_of,
    totals_of,
)
from tipetl.model import CellDoubt, GlobalTotal, Issue, Tier, TierPlacement

_WORD = re.compile(r"\S+")
_MOST = 30
"""The maximum number of pages read twice, since a volume has only about ten pages with tables."""
_COUNTS = (
    "prosecutions", "prosecutions_labor", "convictions", "convictions_labor", "victims_identified",
    "victims_identified_labor", "new_legislation",
)  # fmt: skip

#: Takes a page's text and the indices of its furniture, and returns the page's cells in another reader's geometry, or
#: None if that reader fails.
SecondReader = Callable[[PageText, set[int]], "list[Cell] | None"]


@dataclass(frozen=True, slots=True)
class Tables:
    """The rows of a volume's tables in page order, the doubtful cells, and issues."""

    totals: tuple[GlobalTotal, ...] = ()
    placements: tuple[TierPlacement, ...] = ()
    doubts: tuple[CellDoubt, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(slots=True)
class _Found:
    """A page with a table: PDFium's reading, and the tier that continues from the previous page's chart."""

    page: PageText
    chart: bool
    carried: Tier | None
    totals: list[GlobalTotal]
    placements: list[TierPlacement]


def read_tables(
    document: pdfium.PdfDocument,
    pages: Sequence[PageText],
    fonts: dict[bytes, Font],
    furniture: dict[int, set[int]],
    data: bytes,
) -> Tables:
    """Read all law-enforcement rows and all placements in a PDF twice. ``data`` contains the PDF's bytes."""
    found: list[_Found] = []
    tier: Tier | None = None
    for page in pages:
        raw = page.raw
        lines = [line.text for line in page.lines]
        total = announces_totals(raw, lines)
        tiers = tier is not None or may_list_tiers(raw)
        if not total and not (tiers and (tier is not None or names_placements(raw))):
            continue
        try:
            with page_glyphs(document, page.number, fonts) as glyphs:
                cells = _cells(glyphs, page, _beside(page, furniture))
        except ValueError:
            continue
        totals = totals_of(cells, page.number) if total else []
        carried, placements = tier, list[TierPlacement]()
        if tiers and not total:
            placements, tier = placements_of(cells, page.number, tier)
        else:
            tier = None
        if totals or placements or total or announces_placements(raw, lines):
            found.append(_Found(page, tiers and not total, carried, totals, placements))
    if not found:
        return Tables()
    from tipetl.documents.pdf.second import second_reader  # slow to import, and needed only for volumes

    with second_reader(data, [each.page.number for each in found[:_MOST]]) as again:
        return _compared(found, again, furniture)


def _compared(found: Sequence[_Found], again: SecondReader, furniture: dict[int, set[int]]) -> Tables:
    """Return the first reader's rows, the second reader's additions, and the cells in which the two differ."""
    totals: list[GlobalTotal] = []
    placements: list[TierPlacement] = []
    doubts: list[CellDoubt] = []
    issues: list[Issue] = []
    confirmed = 0
    for each in found:
        number = each.page.number
        cells = again(each.page, _beside(each.page, furniture))
        if cells is None:
            totals += each.totals
            placements += each.placements
            if each.totals or each.placements:
                words = f"The table on page {number} could not be read a second time; nothing confirms it."
                issues.append(Issue("documents", "table_unconfirmed", words, "info"))
            continue
        second = [] if each.chart else totals_of(cells, number)
        placed = placements_of(cells, number, each.carried)[0] if each.chart else []
        differing = [*_totals_in_doubt(each.totals, second), *_placements_in_doubt(each.placements, placed)]
        doubts += differing
        totals += each.totals or second
        placements += each.placements or placed
        if differing:
            words = f"{len(differing)} cells of the table on page {number} are doubtful: two readers differ."
            issues.append(Issue("documents", "table_in_doubt", words, "info"))
        elif each.totals or each.placements:
            confirmed += 1
    if confirmed:
        words = f"The tables of {confirmed} pages were read twice, and both readings agree."
        issues.append(Issue("documents", "tables_confirmed", words, "info"))
    return Tables(tuple(totals), tuple(placements), tuple(doubts), tuple(issues))


def _totals_in_doubt(first: Sequence[GlobalTotal], second: Sequence[GlobalTotal]) -> list[CellDoubt]:
    """Return the cells in which two readings of a page's totals differ. Rows are matched by region and year."""
    doubts = []
    mine, other = _keyed(first), _keyed(second)
    for key in [*mine, *(key for key in other if key not in mine)]:
        one, two = mine.get(key), other.get(key)
        row = one or two
        assert row is not None
        name = f"{row.region or 'World'} {row.year}"
        if one is None or two is None:
            doubts.append(CellDoubt("global_total", row.page, name, "row", _counts(one), _counts(two)))
            continue
        for cell in _COUNTS:
            read, again = getattr(one, cell), getattr(two, cell)
            if read != again:
                doubts.append(CellDoubt("global_total", row.page, name, cell, _said(read), _said(again)))
    return doubts


def _keyed(rows: Sequence[GlobalTotal]) -> dict[tuple[str, int, int], GlobalTotal]:
    """Map rows by region, year, and the number of earlier rows on the page with the same region and year."""
    keyed: dict[tuple[str, int, int], GlobalTotal] = {}
    for row in rows:
        times = 0
        while (key := (fold(row.region or ""), row.year, times)) in keyed:
            times += 1
        keyed[key] = row
    return keyed


def _placements_in_doubt(first: Sequence[TierPlacement], second: Sequence[TierPlacement]) -> list[CellDoubt]:
    mine = {fold(entry.country): entry for entry in first}
    other = {fold(entry.country): entry for entry in second}
    doubts = []
    for key in [*mine, *(key for key in other if key not in mine)]:
        one, two = mine.get(key), other.get(key)
        row = one or two
        assert row is not None
        if one is None or two is None or one.tier != two.tier:
            tiers = (one.tier if one else None, two.tier if two else None)
            doubts.append(CellDoubt("tier_placement", row.page, row.country, "tier", *tiers))
    return doubts


def _counts(row: GlobalTotal | None) -> str | None:
    return None if row is None else ", ".join(_said(getattr(row, cell)) or "-" for cell in _COUNTS)


def _said(count: int | None) -> str | None:
    return None if count is None else str(count)


def _beside(page: PageText, furniture: dict[int, set[int]]) -> set[int]:
    """Return the indices of furniture lines around a page's table, except lines with only a tier, which are
    headings."""
    return {index for index in furniture[page.number] if tier_of(page.lines[index].text) is None}


def _cells(glyphs: Glyphs, page: PageText, skip: set[int]) -> list[Cell]:
    """Return the page's cells, from top to bottom and left to right."""
    cells: list[Cell] = []
    for index, line in enumerate(page.lines):
        if index in skip:
            continue
        words = []
        for match in _WORD.finditer(line.text):
            first, last = line.start + match.start(), line.start + match.end() - 1
            left, top, right, bottom = glyphs.box(first)
            if last > first:
                right = max(right, glyphs.box(last)[2])
            words.append(Cell(match[0], left, right, top, bottom, bottom - top))
        if not words:
            continue
        if line.hyphen:
            words[-1].text += "-"
        cells += joined_words(words, lambda cell, _before, _word: max(cell.size * 0.62, 1.0))
    return in_order(cells)
