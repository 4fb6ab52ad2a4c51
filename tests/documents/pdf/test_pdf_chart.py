"""Test the chart of tier placements in its two layouts: in bands, or flowing from column to column."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.layouts.narratives import load
from tipetl.documents.pdf import parse_pdf
from tipetl.model import TierPlacement

CHART = {
    "TIER 1": ["Albania", "Belgium", "Canada", "Chile", "Cyprus", "Finland", "France", "Georgia"],
    "TIER 2": [
        "Angola",
        "Armenia",
        "Bahrain",
        "Benin",
        "Brazil",
        "Fiji",
        "Ghana",
        "Greece",
        "India",
        "Italy",
        "Jordan",
    ],
    "TIER 2 WATCH LIST": ["Barbados", "Belize", "Chad", "Haiti"],
    "TIER 3": ["Belarus", "Burma", "Cuba", "Iran"],
    "SPECIAL CASE": ["Libya", "Somalia", "Yemen"],
}
CODES = {"TIER 1": "1", "TIER 2": "2", "TIER 2 WATCH LIST": "2WL", "TIER 3": "3", "SPECIAL CASE": "SC"}
LEFT, TOP, STEP, COLUMN = 60, 700, 14, 160


def in_one_flow(canvas: Canvas, length: int) -> None:
    """Draw all lines down columns of ``length`` lines, with the headings among them."""
    lines = [line for tier, names in CHART.items() for line in (tier, *names)]
    for number, line in enumerate(lines):
        draw(canvas, line, number // length, number % length)


def in_bands(canvas: Canvas, columns: int) -> None:
    """Draw each heading on its own line, with its names below in columns."""
    row = 0
    for tier, names in CHART.items():
        draw(canvas, tier, 0, row)
        depth = -(-len(names) // columns)
        for number, name in enumerate(names):
            draw(canvas, name, number // depth, row + 1 + number % depth)
        row += depth + 2


def draw(canvas: Canvas, line: str, column: int, row: int) -> None:
    canvas.setFont("Helvetica-Bold" if line in CHART else "Helvetica", 11 if line in CHART else 9)
    canvas.drawString(LEFT + COLUMN * column, TOP - STEP * row, line)


def placements(chart: str, number: int) -> Sequence[TierPlacement]:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(LEFT, 760, "TIER PLACEMENTS")
    (in_one_flow if chart == "flow" else in_bands)(canvas, number)
    canvas.showPage()
    words = load()[0].text.split()
    for start in range(0, 600, 12):
        canvas.setFont("Helvetica", 9)
        canvas.drawString(LEFT, TOP - start, " ".join(words[start : start + 12]))
    canvas.save()
    return parse_pdf(buffer.getvalue()).tier_placements


@pytest.mark.parametrize(("chart", "number"), [("flow", 13), ("flow", 18), ("bands", 2), ("bands", 3)])
def test_every_country_stands_under_its_tier(chart: str, number: int) -> None:
    found = placements(chart, number)
    assert {(one.country, one.tier) for one in found} == {
        (name, CODES[tier]) for tier, names in CHART.items() for name in names
    }
    assert {one.page for one in found} == {1}
