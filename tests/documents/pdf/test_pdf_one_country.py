"""Test a PDF of one narrative, in one column and in two."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.layouts.pdf_entries import entries, folded
from tests.layouts.pdf_type import Design
from tests.layouts.pdf_volume import one_country
from tipetl.documents.pdf import boxes, parse_pdf

DESIGNS = {
    "one column": Design(columns=1, size=11, leading=13.5, gap=7, photos=False),
    "two columns": Design(),
    "two columns, heading across": Design(mode="band", hyphenate=False),
    "ragged": Design(columns=1, justify=False, size=10, leading=12.4, families=("Sans", "Serif")),
}


@pytest.mark.parametrize("code", ["GHA", "JOR", "LVA", "MWI", "XKX"])
@pytest.mark.parametrize("name", DESIGNS)
def test_the_text_is_the_narrative(name: str, code: str) -> None:
    (entry,) = entries(2013, {code})
    parsed = parse_pdf(one_country(entry, 2013, DESIGNS[name]).data)
    (part,) = parsed.parts
    assert folded(part.text) == folded(entry.text)
    assert part.country == entry.text.splitlines()[0].split(" (")[0].split(":")[0]
    assert parsed.metadata.report_year == 2013


def page_of(*lines: tuple[float, float, str], font: str = "Helvetica", size: float = 10) -> bytes:
    """Make a page of lines, each with its left edge and its height above the page's lower edge."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(612, 792), invariant=1)
    canvas.setFont(font, size)
    for x, y, words in lines:
        canvas.drawString(x, y, words)
    canvas.save()
    return buffer.getvalue()


def paragraph(*lines: str, top: float = 700, x: float = 72) -> list[tuple[float, float, str]]:
    return [(x, top - 12 * number, words) for number, words in enumerate(lines)]


def text_of(*lines: tuple[float, float, str]) -> str:
    return parse_pdf(page_of(*lines)).parts[0].text


def test_a_page_number_alone_is_dropped_and_a_year_that_ends_a_paragraph_is_not() -> None:
    text = text_of(
        *paragraph("The police in Latvia looked into nineteen cases of trafficking in the year", "2012."),
        (300, 40, "- 7 -"),
    )
    assert text == "The police in Latvia looked into nineteen cases of trafficking in the year 2012.\n"


@pytest.mark.parametrize(
    ("upper", "lower", "joined"),
    [
        ("Officers of a well-known unit of the anti-", "trafficking police", "anti-trafficking police"),
        ("The courts of the capital convicted traf-", "fickers of children", "convicted traffickers of children"),
        ("They were given terms of two-", "and three-year sentences", "two- and three-year sentences"),
        ("Victims came during the years 2011-", "2012 from abroad", "2011-2012 from abroad"),
        ("Some of the victims were Afro-", "Colombian girls", "Afro-Colombian girls"),
        ("Prosecutors charged eleven persons—", "nine men and two women", "persons—nine men"),
        ("The police opened twenty-", "five investigations in all", "twenty-five investigations"),
    ],
)
def test_words_broken_at_the_end_of_a_line(upper: str, lower: str, joined: str) -> None:
    data = page_of(*paragraph("The government of Latvia did more than it did in the year before.", upper, lower))
    assert joined in parse_pdf(data).parts[0].text


def test_a_broken_word_is_mended_as_the_document_writes_it_elsewhere() -> None:
    text = text_of(
        *paragraph(
            "The multidisciplinary team and the cross-border unit of the police met.",
            "Later on the multi-",
            "disciplinary team met the cross-",
            "border unit.",
        )
    )
    assert "the multidisciplinary team met the cross-border unit" in text


def test_bullets_are_lines_and_headings_stand_alone() -> None:
    text = text_of(
        *paragraph("The government of Latvia maintained its efforts against trafficking."),
        *paragraph("RECOMMENDATIONS FOR LATVIA:", top=670),
        *paragraph("• Investigate forced labor on the farms of the north and", "sentence traffickers.", top=650),
        *paragraph("• Train the judges.", top=620),
        *paragraph("Protection", top=590),
        *paragraph("Officials identified twenty-five victims of trafficking in the year.", top=572),
    )
    assert text.split("\n") == [
        "The government of Latvia maintained its efforts against trafficking.",
        "",
        "RECOMMENDATIONS FOR LATVIA:",
        "",
        "• Investigate forced labor on the farms of the north and sentence traffickers.",
        "• Train the judges.",
        "",
        "Protection",
        "",
        "Officials identified twenty-five victims of trafficking in the year.",
        "",
    ]


def test_columns_are_read_one_after_the_other_however_they_are_drawn() -> None:
    left = [f"The left column says in its line {number} that police" for number in range(12)]
    right = [f"The right column says in its line {number} that courts" for number in range(12)]
    lines = [
        line
        for number in range(12)
        for line in ((50.0, 700.0 - 12 * number, left[number]), (320.0, 700.0 - 12 * number, right[number]))
    ]
    text = text_of(*lines)
    assert text.index("left column says in its line 11") < text.index("right column says in its line 0")


def test_printers_marks_outside_the_page_are_not_read() -> None:
    text = text_of(
        *paragraph("The police in Latvia looked into nineteen cases of trafficking."), (900, 700, "TIP 2013.indd 14")
    )
    assert text == "The police in Latvia looked into nineteen cases of trafficking.\n"


def test_a_box_is_measured_from_the_upper_left_corner() -> None:
    data = page_of((72, 692, "The police opened 31 investigations in Latvia in that year."))
    (part,) = parse_pdf(data).parts
    start = part.text.index("31")
    (box,) = boxes(data, part, [(start, start + 2)])
    assert box is not None
    assert box.page == 1
    assert 72 < box.left < box.right < 200
    assert 88 < box.top < 100 < box.bottom < 106
    assert box.right - box.left == pytest.approx(2 * 5.56, abs=0.3)


def printed_by_a_browser() -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(612, 792), invariant=1)
    for page in range(3):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(30, 772, "8/18/2015")
        canvas.drawString(300, 772, "Latvia")
        canvas.drawString(30, 18, "http://www.state.gov/j/tip/rls/tiprpt/countries/2015/243475.htm")
        canvas.drawString(560, 18, f"{page + 1}/3")
        if page == 0:
            canvas.setFont("Helvetica-Bold", 16)
            canvas.drawString(50, 730, "LATVIA: Tier 2")
        canvas.setFont("Times-Roman", 11)
        for line in range(40):
            words = "the police looked into cases of trafficking in the districts of Latvia and"
            canvas.drawString(50, 700 - line * 15, f"On page {page} in line {line} {words}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_what_a_browser_prints_around_pages_is_dropped() -> None:
    text = parse_pdf(printed_by_a_browser()).parts[0].text
    assert text.startswith("LATVIA: Tier 2\n\nOn page 0 in line 0 the police")
    assert "and On page 1 in line 0" in text
    for words in ("http", "8/18/2015", "1/3", "243475"):
        assert words not in text
    assert text.count("line 39") == 3


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_may_be_turned(turn: int) -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(612, 792), invariant=1)
    wide, high = (612, 792) if turn == 180 else (792, 612)
    canvas.translate(*{90: (612, 0), 180: (612, 792), 270: (0, 792)}[turn])
    canvas.rotate(turn)
    for number in range(12):
        canvas.drawString(50, high - 80 - 14 * number, f"Left in line {number} police in Latvia looked")
        canvas.drawString(wide / 2 + 20, high - 80 - 14 * number, f"Right in line {number} courts sat and")
    canvas.save()
    upright = pdfium.PdfDocument(buffer.getvalue())
    upright[0].set_rotation(turn)
    turned = io.BytesIO()
    upright.save(turned)
    upright.close()
    data = turned.getvalue()
    (part,) = parse_pdf(data).parts
    assert part.text.index("Left in line 11") < part.text.index("Right in line 0")
    start = part.text.index("police")
    (box,) = boxes(data, part, [(start, start + 6)])
    assert box is not None
    assert 50 < box.left < box.right < 200
    assert 60 < box.top < box.bottom < 90


def test_an_opening_in_larger_type_is_kept_and_a_caption_in_smaller_type_is_not() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(612, 792), invariant=1)
    canvas.setFont("Times-Roman", 13)
    opening = "The Government of Latvia does not fully meet the minimum standards of the law and"
    for line in range(5):
        canvas.drawString(50, 720 - line * 17, f"{line} {opening}")
    canvas.setFont("Times-Roman", 10)
    for line in range(24):
        canvas.drawString(
            50, 620 - line * 13, f"{line} police and courts in Latvia looked into cases of trafficking and, at {line},"
        )
    canvas.rect(50, 150, 300, 120, fill=1)
    canvas.setFont("Times-Italic", 8)
    canvas.setFillGray(0)
    canvas.drawString(50, 138, "A girl carries bricks at a kiln near the river.")
    canvas.save()
    text = parse_pdf(buffer.getvalue()).parts[0].text
    assert "4 The Government of Latvia" in text
    assert "23 police and courts" in text
    assert "bricks" not in text
