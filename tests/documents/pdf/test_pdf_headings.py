"""Test section headings of PDFs: centered, next to the text, in an author's own words."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from tests.layouts.html_own_headings import SECTIONS
from tipetl.documents.pdf import parse_pdf
from tipetl.structure import split_sections

NAMES = {
    "plain": ("Prosecution", "Protection", "Prevention"),
    "own words": ("Law enforcement action", "Care of victims", "Awareness and outreach"),
    "numbers": ("II. Prosecution", "III. Protection", "IV. Prevention"),
    "marks": ("— Prosecution —", "— Protection —", "— Prevention —"),
}
STYLES = {
    "text type": ("Helvetica", 10.0),
    "bold": ("Helvetica-Bold", 10.0),
    "italics": ("Helvetica-Oblique", 10.0),
    "large": ("Helvetica", 13.0),
    "large and bold": ("Helvetica-Bold", 13.0),
}
OPENING = (
    "The Government of Kosovo does not fully meet the minimum standards for the elimination of trafficking; however, it"
    " is making significant efforts to do so."
)
LEFT, RIGHT, EDGE = 72.0, 540.0, 180.0
LEADING = 12.0


def page(place: str, style: tuple[str, float], names: Sequence[str]) -> bytes:
    """Make a narrative of four sections whose headings are at the ``left``, ``center``, or ``side`` of the text."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(612, 792), invariant=1)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(LEFT, 730, "KOSOVO (Tier 2)")
    y = 700.0
    edge = EDGE if place == "side" else LEFT
    font, size = style
    for name, words in zip(("", *names), (OPENING, *SECTIONS.values()), strict=True):
        canvas.setFont(font, size)
        foot = y
        if place == "side":
            for line in simpleSplit(name, font, size, EDGE - LEFT - 24):
                canvas.drawString(LEFT, foot, line)
                foot -= size * 1.2
        elif name:
            if place == "center":
                canvas.drawCentredString((LEFT + RIGHT) / 2, y, name)
            else:
                canvas.drawString(LEFT, y, name)
            y -= 18
        canvas.setFont("Helvetica", 10)
        for line in simpleSplit(words, "Helvetica", 10, RIGHT - edge):
            canvas.drawString(edge, y, line)
            y -= LEADING
        y = min(y, foot) - 10
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize("place", ["left", "center", "side"])
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("names", NAMES)
def test_every_section_is_under_its_heading(place: str, style: str, names: str) -> None:
    (part,) = parse_pdf(page(place, STYLES[style], NAMES[names])).parts
    read = {
        section.kind: " ".join(part.text[section.char_start : section.char_end].split())
        for section in split_sections(part.text)
    }
    assert list(read) == ["heading", "summary", *SECTIONS]
    for kind, words in SECTIONS.items():
        assert read[kind].endswith(words)
    assert read["protection"].removesuffix(SECTIONS["protection"]).strip() in NAMES[names][1]


def test_notes_in_the_margin_are_no_headings() -> None:
    parsed = parse_pdf(page("side", STYLES["large"], ("Sunny Mondays", "Prosecution", "A calm sea")))
    (part,) = parsed.parts
    assert "Sunny Mondays" not in part.text
    assert all(words in " ".join(part.text.split()) for words in SECTIONS.values())
