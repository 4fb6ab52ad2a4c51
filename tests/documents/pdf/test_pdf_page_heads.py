"""Test volumes that start each country on a new page, with the country's name at the top."""

from __future__ import annotations

import io
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from tipetl.documents.pdf import parse_pdf

NAMES = ("Albania", "Bolivia", "Chad", "Denmark", "Egypt", "Finland")
WORDS = (
    "{c} sends women into forced labor. Its government does not meet the minimum standards. Authorities investigated"
    " {n} cases and courts convicted 12 traffickers. The state identified 29 victims and paid for two shelters. "
)


def printed(
    heads: str = "{c}",
    *,
    size: float = 16,
    font: str = "Helvetica-Bold",
    top: float = 60,
    gap: float = 24,
    pages: int = 1,
    running: bool = False,
    names: tuple[str, ...] = NAMES,
    banner: str = "",
) -> bytes:
    """Make a volume of plain pages: a head, then lines of running text; ``pages`` is the number of pages per
    country.
    """
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(612, 792), invariant=1)
    for number, name in enumerate(names):
        for page in range(pages):
            y = 792 - top
            if banner:
                canvas.setFont("Helvetica", 8)
                canvas.drawString(72, 792 - 24, banner)
            if not page or running:
                canvas.setFont(font, size)
                canvas.drawString(72, y, heads.format(c=name, C=name.upper()))
                y -= gap
            canvas.setFont("Helvetica", 11)
            words, line = (WORDS.format(c=name, n=number + 20) * 2).split(), ""
            for word in [*words, ""]:
                if not word or canvas.stringWidth(f"{line} {word}", "Helvetica", 11) > 468:
                    canvas.drawString(72, y, line)
                    y, line = y - 14, word
                else:
                    line = f"{line} {word}".strip()
            canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"heads": "{C} (Tier 2)"},
        {"heads": "{c}: Tier 3", "font": "Helvetica"},
        {"font": "Helvetica", "size": 11},
        {"font": "Helvetica-Oblique"},
        {"top": 30},
        {"gap": 60},
        {"pages": 2},
        {"pages": 2, "running": True},
        {"banner": "TRAFFICKING IN PERSONS REPORT 2013"},
        {"names": NAMES[:4]},
    ],
    ids=str,
)
def test_every_country_has_its_narrative(how: dict[str, Any]) -> None:
    parts = parse_pdf(printed(**how)).parts
    names = how.get("names", NAMES)
    assert [(part.country or "").casefold() for part in parts] == [name.casefold() for name in names]
    for number, (part, name) in enumerate(zip(parts, names, strict=True)):
        assert part.text.count(f"investigated {number + 20} cases") == 2 * how.get("pages", 1)
        assert name.casefold() in part.text.split("\n")[0].casefold()


def test_a_name_that_comes_back_is_a_running_head() -> None:
    parts = parse_pdf(printed(names=("Albania", "Bolivia", "Albania", "Bolivia", "Chad", "Albania"))).parts
    assert len(parts) == 1


def test_one_country_on_many_pages_is_one_narrative() -> None:
    assert len(parse_pdf(printed(names=("Albania",), pages=5, running=True)).parts) == 1
