"""Add rows for a source's contents other than its narratives: pages, volumes' tables, boxes, captions and essays."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from tipetl.countries import find_country
from tipetl.model import Box, SourceReading
from tipetl.tables.reference import region_code
from tipetl.tables.source_tables import ASIDE, GLOBAL_TOTAL


def add_source(rows: dict[str, list[tuple[Any, ...]]], reading: SourceReading, documents: Set[str]) -> None:
    """Add a source's contents other than its narratives. ``documents`` are the documents in the tables."""
    doc = reading.audit.doc
    rows["page"].extend((doc, page.number, len(page.raw_text), page.raw_text) for page in reading.pages)
    for total in reading.global_totals:
        region, code = total.region or "World", region_code(total.region)
        rows["global_total"].append(GLOBAL_TOTAL.row(total, source_doc=doc, region=region, region_code=code))
    for entry in reading.tier_placements:
        country = find_country(entry.country)
        rows["tier_placement"].append(
            (doc, entry.country, country.iso3 if country else None, reading.report_year, entry.tier, entry.page)
        )
    rows["cell_doubt"].extend(
        (doc, doubt.table, doubt.page, doubt.row, doubt.cell, doubt.read, doubt.again) for doubt in reading.doubts
    )
    for position, beside in enumerate(reading.asides):
        aside = beside.aside
        held = beside.doc is not None and beside.doc in documents
        rows["aside"].append(
            ASIDE.row(
                aside,
                source_doc=doc,
                position=position,
                doc=beside.doc if held else None,
                section_position=beside.section if held else None,
                section_kind="other",
                **place_of(aside.box),
            )
        )


def place_of(box: Box | None) -> dict[str, float | None]:
    """Return the columns for a place on a page; all are empty if ``box`` is None."""
    place = (box.page, box.left, box.top, box.right, box.bottom) if box else (None,) * 5
    return dict(zip(("page", "box_left", "box_top", "box_right", "box_bottom"), place, strict=True))
