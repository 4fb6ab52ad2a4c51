"""Test text that producers other than the report's own printers add to a narrative."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from tipetl.documents.pdf import boxes, parse_pdf
from tipetl.documents.pdf.lines import read_page
from tipetl.documents.pdf.pages import open_pdf


class Sheet:
    """A page with lines set from top to bottom."""

    def __init__(self) -> None:
        self._buffer = io.BytesIO()
        self.canvas = Canvas(self._buffer, pagesize=(612, 792), invariant=1)
        self.y = 740.0

    def set(
        self, *lines: str, x: float = 72, font: str = "Times-Roman", size: float = 11, leading: float = 14
    ) -> Sheet:
        for words in lines:
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, self.y, words)
            self.y -= leading
        return self

    def gap(self, height: float) -> Sheet:
        self.y -= height
        return self

    def title(self, words: str) -> Sheet:
        return self.gap(8).set(words, font="Times-Bold", size=13, leading=20)

    def text(self) -> str:
        return parse_pdf(self.data()).parts[0].text

    def data(self) -> bytes:
        self.canvas.save()
        return self._buffer.getvalue()


LONG = (
    "The police of Latvia looked into nineteen cases of trafficking in the year under report, and",
    "prosecutors of the capital charged eleven suspects in the courts of the first instance with",
    "offenses that the penal code makes punishable with prison terms of no less than seven years.",
)


@pytest.mark.parametrize(
    ("before", "sign", "behind", "read"),
    [
        ("The courts of Latvia convicted both.", "1", " They appealed.", "convicted both. They appealed."),
        ("The courts of Latvia convicted 14 men in 2011", "3", " and 2012.", "14 men in 2011 and 2012."),
        ("The courts of Latvia convicted nine men", "[2]", ", and they appealed.", "nine men, and they appealed."),
        ("The courts of Latvia convicted nine men.", "12", "", "convicted nine men."),
    ],
)
def test_a_raised_sign_of_a_note_is_no_part_of_a_word(before: str, sign: str, behind: str, read: str) -> None:
    sheet = Sheet().set(*LONG)
    words = sheet.canvas.beginText(72, sheet.y)
    words.setFont("Times-Roman", 11)
    words.textOut(before)
    words.setFont("Times-Roman", 7)
    words.setRise(4)
    words.textOut(sign)
    words.setFont("Times-Roman", 11)
    words.setRise(0)
    words.textOut(behind)
    sheet.canvas.drawText(words)
    data = sheet.data()
    (part,) = parse_pdf(data).parts
    assert part.text.endswith(read + "\n")
    start = part.text.index("convicted")
    (box,) = boxes(data, part, [(start, start + 9)])
    assert box is not None


def test_figures_as_large_as_the_text_stay() -> None:
    text = Sheet().set(*LONG, "Under section 154.1 they fined 2.5 percent of U19 recruiters in 2011.3 more.").text()
    assert "section 154.1 they fined 2.5 percent of U19 recruiters in 2011.3 more" in text


ITEMS = (
    ("Train the police of all of the districts in how victims are to be found and how they are to be", "questioned."),
    ("Open shelters for men in the three largest of the cities and let those who flee them come back."),
    ("Prosecute officials who take bribes."),
)


@pytest.mark.parametrize("sign", ["circle", "square", "another face", "none"])
def test_an_item_begins_where_its_sign_or_its_line_stands_out(sign: str) -> None:
    sheet = Sheet().set(*LONG).title("RECOMMENDATIONS")
    for item in ITEMS:
        lines = (item,) if isinstance(item, str) else item
        middle = sheet.y + 3.5
        if sign == "circle":
            sheet.canvas.circle(84, middle, 1.6, fill=1)
        elif sign == "square":
            sheet.canvas.rect(82, middle - 1.5, 3, 3, fill=1)
        elif sign == "another face":
            sheet.canvas.setFont("ZapfDingbats", 9)
            sheet.canvas.drawString(82, sheet.y, "l")
        sheet.set(lines[0], x=96 if sign != "none" else 78).set(*lines[1:], x=96)
    text = sheet.title("PROSECUTION").set(*LONG).text()
    wanted = [item if isinstance(item, str) else " ".join(item) for item in ITEMS]
    begins = "" if sign == "none" else "• "
    found = [line.removeprefix(begins) for line in text.split("RECOMMENDATIONS")[1].splitlines() if line]
    if sign == "none":
        # Two items of one full line each look like one item of two lines, except that the first is indented.
        assert found[0] == wanted[0]
    else:
        assert found[:3] == wanted


def test_points_of_a_chart_are_no_signs_of_items() -> None:
    sheet = Sheet()
    for number in range(6):
        sheet.canvas.circle(30 + number * 6, sheet.y + 3.5, 1.5, fill=1)
    data = sheet.set(*LONG).data()
    with open_pdf(data) as document:
        assert not any(line.marked for line in read_page(document, 1, {}).lines)


@pytest.mark.parametrize(
    "caption",
    [
        ("Figure 1: Miners near the river, where 23 boys", "were found in 2014."),
        ("Nine of the 17 girls were under the age of 15.",),
    ],
)
def test_what_breaks_a_sentence_is_no_part_of_it(caption: tuple[str, ...]) -> None:
    text = (
        Sheet().set(*LONG, LONG[0]).gap(20).set(*caption).gap(20).set("after that they charged nobody.", *LONG).text()
    )
    assert "under report, and after that they charged nobody." in text
    assert caption[0] not in text


def test_a_sentence_that_a_box_parts_is_whole() -> None:
    sheet = Sheet().set(*LONG, "In the course of the year the courts of Latvia convicted as many as")
    text = sheet.gap(60).set("Ukrainian and other foreign courts did, which was").gap(60).set("seven.", *LONG).text()
    assert "convicted as many as Ukrainian and other foreign courts did, which was seven." in " ".join(text.split())


def test_a_caption_by_its_words_between_two_paragraphs() -> None:
    text = Sheet().set(*LONG).gap(30).set("Photo: Inspectors counted 88 workers on a farm.").gap(30).set(*LONG).text()
    assert "88" not in text
    assert text.count("seven years.") == 2


def test_a_quotation_in_a_frame_or_between_rules() -> None:
    sheet = Sheet().set(*LONG, *LONG).gap(20)
    sheet.canvas.setLineWidth(0.5)
    for x in (100, 400):
        sheet.canvas.line(x, sheet.y - 8, x, sheet.y + 16)
    for y in (-8, 16):
        sheet.canvas.line(100, sheet.y + y, 400, sheet.y + y)
    sheet.set("They sold me twice, for 150 and for 90.", x=120).gap(30).set(*LONG).gap(20)
    for y in (-8, 16):
        sheet.canvas.line(100, sheet.y + y, 400, sheet.y + y)
    words = "There were 40 of us in one room."
    sheet.canvas.setFont("Times-Roman", 11)
    sheet.canvas.drawCentredString(250, sheet.y, words)
    text = sheet.gap(50).set(*LONG).text()
    assert "150" not in text
    assert "40 of us" not in text
    assert text.count("seven years.") == 4


def test_a_printed_web_page_is_the_narrative_alone() -> None:
    sheet = Sheet().set("Home | Reports | 2013 Trafficking in Persons Report: Latvia", "In this section").gap(10)
    sheet.set("LATVIA (Tier 2)", font="Times-Bold", size=16, leading=24).set(*LONG, *LONG)
    sheet.title("PROSECUTION").set(*LONG, *LONG).gap(8).set("Back to Top").gap(8)
    sheet.title("PREVENTION").set(*LONG, *LONG).gap(10).set("More on Latvia").gap(10)
    sheet.set("A court in Riga jailed four traffickers for a total of 38 years").gap(10)
    text = sheet.set("Estonia", "In Estonia, police opened 814 investigations.").text()
    assert text.startswith("LATVIA (Tier 2)\n\nThe police")
    assert text.endswith("seven years.\n")
    assert text.count("seven years.") == 6
    for words in ("Home", "section", "Back to Top", "More on", "38", "814"):
        assert words not in text


def test_links_and_dates_behind_the_last_sentence_go() -> None:
    sheet = Sheet().set("LATVIA (Tier 2)", font="Times-Bold", size=16, leading=24).title("PREVENTION").set(*LONG)
    text = sheet.gap(12).set("By the embassy in Riga | 2 July 2013").gap(12).set("Document 2093587").text()
    assert text.endswith("seven years.\n")


def test_numbers_of_section_titles_go() -> None:
    sheet = Sheet().set("LATVIA (Tier 2)", font="Times-Bold", size=16, leading=24).set(*LONG)
    text = sheet.title("1. Prosecution").set(*LONG).title("2. Protection").set(*LONG).text()
    assert "\n\nProsecution\n\nThe police" in text
    assert "\n\nProtection\n\nThe police" in text


def test_a_line_that_a_large_initial_opens_is_text() -> None:
    sheet = Sheet()
    words = sheet.canvas.beginText(72, sheet.y)
    words.setFont("Times-Roman", 18)
    words.textOut("T")
    words.setFont("Times-Roman", 11)
    words.textOut("he police of Latvia looked into nineteen cases of trafficking in the year, and then")
    sheet.canvas.drawText(words)
    assert sheet.gap(14).set(*LONG).text().startswith("The police of Latvia looked into nineteen cases")


def test_a_note_in_the_margin_is_not_read_into_the_line_beside_it() -> None:
    sheet = Sheet().set(*LONG, *LONG, *LONG)
    for number, words in enumerate(("In 2021 there were", "1,204 calls, and 31", "were on trafficking.")):
        sheet.canvas.setFont("Times-Roman", 8)
        sheet.canvas.drawString(520, 740 - 14 * 4 - number * 9.5, words)
    text = sheet.text()
    assert "1,204" not in text
    assert "In 2021" not in text
    assert text.count("seven years.") == 3


def test_a_heading_in_the_middle_stands_over_three_columns() -> None:
    sheet = Sheet()
    sheet.canvas.setFont("Times-Bold", 16)
    sheet.canvas.drawCentredString(306, 750, "LATVIA (Tier 2)")
    sheet.canvas.setFont("Times-Roman", 9)
    for column in range(3):
        for number in range(30):
            x, y = 40 + column * 182, 710 - number * 12
            sheet.canvas.drawString(x, y, f"in column {column} the police say in line {number}")
    text = sheet.text()
    assert text.startswith("LATVIA (Tier 2)\n\nin column 0")
    assert text.index("column 1 the police say in line 29") < text.index("column 2 the police say in line 0")


@pytest.mark.parametrize(
    ("upper", "lower", "read"),
    [
        ("They prosecuted one foreign-", "er for it", "one foreigner for it"),
        ("They gave the courts an ex-", "change of notes", "an exchange of notes"),
        ("They convicted the girl's ex-", "husband of it", "ex-husband of it"),
        ("They set limits to COV-", "ID-19 measures", "COVID-19 measures"),
        ("They let the victims follow-", "up on it", "follow-up on it"),
    ],
)
def test_words_broken_before_their_last_letters(upper: str, lower: str, read: str) -> None:
    assert read in Sheet().set(*LONG, upper, lower + " in all of the districts of the country.").text()


def test_a_quotation_in_italics_in_marks_or_set_in() -> None:
    sheet = Sheet().set(*LONG, *LONG).gap(14).set("My masters had 3 wells and 200 camels.", font="Times-Italic").gap(14)
    sheet.set(*LONG).gap(14).set('"I was told that 12 had paid."', x=100).gap(14).set(*LONG).gap(14)
    text = sheet.set("They took 41 of us to the", "north and one came back.", x=110).gap(14).set(*LONG, *LONG).text()
    for words in ("camels", "had paid", "41"):
        assert words not in text
    assert text.count("seven years.") == 6


def test_the_first_line_of_a_paragraph_may_be_set_in() -> None:
    sheet = Sheet()
    for _ in range(4):
        sheet.set("Two men were convicted.", x=90).gap(8).set("The police said so and went", x=90).set(*LONG).gap(8)
    text = sheet.text()
    assert text.count("Two men were convicted.") == 4
    assert text.count("The police said so and went") == 4


def test_signs_alone_on_a_line_go() -> None:
    text = Sheet().set(*LONG).gap(14).set("* * *", x=280).gap(14).set(*LONG).text()
    assert "*" not in text
    assert text.count("seven years.") == 2


def page_in_a_face_without_names(content: bytes) -> bytes:
    """Make a page as older TeX would: a bitmap font without a character map."""
    codes = range(27, 127)
    names = b"".join(b"/a%d" % code for code in codes)
    glyphs = b"".join(b"/a%d 6 0 R" % code for code in codes)
    face = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 27/LastChar 126"
        b"/Widths[%s]/Encoding<</Type/Encoding/Differences[27%s]>>/CharProcs<<%s>>/Resources<<>>>>"
    ) % (b"500 " * len(codes), names, glyphs)
    picture = b"500 0 0 0 500 700 d1 0 0 400 700 re f"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        face,
        b"<</Length %d>>stream\n%s\nendstream" % (len(picture), picture),
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, item in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 7\n0000000000 65535 f \n%strailer<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(data),
    )
    return data + end


def test_ligatures_given_as_codes_are_letters() -> None:
    content = (
        b"BT /F 11 Tf 72 700 Td (In \x1cve cases the courts convicted tra\x1eckers and their sta\x1b of it.) Tj "
        b"0 -14 Td (\x1celds were searched by o\x1ecers in Latvia.) Tj ET"
    )
    text = parse_pdf(page_in_a_face_without_names(content)).parts[0].text
    wanted = "In five cases the courts convicted traffickers and their staff of it. "
    wanted += "fields were searched by officers in Latvia."
    assert text == wanted + "\n"


def test_a_note_may_be_marked_by_a_letter() -> None:
    sheet = Sheet().set(*LONG)
    words = sheet.canvas.beginText(72, sheet.y)
    words.setFont("Times-Roman", 11)
    words.textOut("Latvia is a destination.")
    words.setFont("Times-Roman", 7)
    words.setRise(4)
    words.textOut("ii")
    words.setFont("Times-Roman", 11)
    words.setRise(0)
    words.textOut(" The site is state.gov for now.")
    sheet.canvas.drawText(words)
    assert sheet.text().endswith("Latvia is a destination. The site is state.gov for now.\n")


def test_words_alone_at_the_foot_of_the_only_page_go() -> None:
    sheet = Sheet().set(*(LONG * 12))
    sheet.canvas.drawCentredString(306, 30, "LATVIA")
    assert "LATVIA" not in sheet.text()


@pytest.mark.parametrize(
    "foot",
    [
        "2019 Trafficking in Persons Report | U.S. Department of State",
        "Trafficking in Persons Report, June 2019 - United States Department of State - 12",
        "12 Trafficking in Persons Report 2019",
    ],
)
def test_the_report_s_name_at_a_page_s_foot_is_no_part_of_the_text(foot: str) -> None:
    sheet = Sheet().set("LATVIA (Tier 2)", font="Times-Bold").gap(6).set(*LONG, *LONG)
    sheet.y = 40
    text = sheet.set(foot, font="Helvetica", size=8).text()
    assert "Department" not in text
    assert "Report" not in text
    assert text.endswith(LONG[-1] + "\n")
