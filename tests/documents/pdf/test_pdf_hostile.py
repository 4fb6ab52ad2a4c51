"""Pages that fit no layout lose at most their own text, and for a file without words the outcome says what the file
contains instead.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tipetl.documents.pdf import parse_pdf, text
from tipetl.documents.pdf.pages import PageText
from tipetl.errors import SourceError
from tipetl.model import Issue

WORDS = "LATVIA (Tier 2): The government of Latvia investigated 31 cases of trafficking in persons."
Draw = Callable[[Canvas], None]


def drawn(*pages: Draw, size: tuple[float, float] = (595, 842)) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=1)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def good(canvas: Canvas) -> None:
    canvas.drawString(72, 700, WORDS)


def sideways(canvas: Canvas) -> None:
    canvas.rotate(90)
    canvas.drawString(100, -300, "Police found victims.1 They helped them.")


def much_sideways(canvas: Canvas) -> None:
    canvas.rotate(90)
    for line in range(10):
        canvas.drawString(100, -100 - 14 * line, "Police found seven victims and helped them.")


def one_sign(canvas: Canvas) -> None:
    canvas.drawString(100, 300, "x")


def superscript(canvas: Canvas) -> None:
    canvas.drawString(100, 300, "²")


def no_size(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 1e-9)
    canvas.drawString(100, 300, WORDS)


def huge(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 5000)
    canvas.drawString(100, 300, "Huge words on a page.")


def far(canvas: Canvas) -> None:
    canvas.drawString(1e9, 1e9, "Words far away.")
    canvas.drawString(-1e9, 3, "More of them.")


def upside_down(canvas: Canvas) -> None:
    canvas.scale(-1, -1)
    canvas.drawString(-300, -300, "Words upside down.2")


def flat(canvas: Canvas) -> None:
    canvas.transform(1, 0, 0, 0, 0, 0)
    canvas.drawString(10, 10, "Words without a height.3")


def skewed(canvas: Canvas) -> None:
    canvas.skew(60, 60)
    canvas.drawString(10, 10, "Words that lean.")


def around(canvas: Canvas) -> None:
    for turn in range(24):
        canvas.saveState()
        canvas.translate(300, 400)
        canvas.rotate(15 * turn)
        canvas.drawString(50, 0, "Turned words.1 here")
        canvas.restoreState()


def confetti(canvas: Canvas) -> None:
    chance = random.Random(1)
    for _ in range(150):
        canvas.drawString(chance.uniform(-50, 650), chance.uniform(-50, 900), chance.choice("abc1²., •"))


def one_upon_another(canvas: Canvas) -> None:
    for _ in range(100):
        canvas.drawString(72, 700, "The same words.")


def signs_alone(canvas: Canvas) -> None:
    for height in range(700, 400, -12):
        canvas.drawString(72, height, "-" if height % 24 else "•")


def column_of_letters(canvas: Canvas) -> None:
    for place, letter in enumerate("The letters stand one below the other."):
        canvas.drawString(72, 800 - 8 * place, letter)


def picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)


def stamped(canvas: Canvas) -> None:
    picture(canvas)
    canvas.drawString(72, 30, "p. 7")


def outlines(canvas: Canvas) -> None:
    for place in range(50):
        canvas.circle(72 + 9 * place, 700, 4)


def in_a_form(canvas: Canvas) -> None:
    name = f"scan{canvas.getPageNumber()}"
    canvas.beginForm(name)
    picture(canvas)
    canvas.endForm()
    canvas.doForm(name)


def nothing(canvas: Canvas) -> None:
    pass


HOSTILE: Sequence[Draw] = (
    sideways, one_sign, superscript, no_size, huge, far, upside_down, flat, skewed, around, confetti, one_upon_another,
    signs_alone, column_of_letters, picture, outlines, in_a_form, nothing,
)  # fmt: skip


@pytest.mark.parametrize("draw", HOSTILE, ids=lambda draw: draw.__name__)
def test_a_hostile_page_costs_no_other(draw: Draw) -> None:
    parsed = parse_pdf(drawn(good, draw, good, good))
    assert parsed.parts[0].text.count(WORDS) == 3
    assert unread(parsed.issues) == []
    try:
        parse_pdf(drawn(draw))
    except SourceError as error:
        assert error.outcome == "no_text"


def unread(issues: Sequence[Issue]) -> list[str]:
    return [issue.message for issue in issues if issue.code == "page_unreadable"]


def test_a_page_whose_words_all_stand_sideways_is_told() -> None:
    parsed = parse_pdf(drawn(good, much_sideways))
    assert unread(parsed.issues) == ["Page 2 of 2 has words that are sideways or off the page; they were not read."]


@pytest.mark.parametrize("size", [(1e6, 1e6), (595, 1e9), (1e-3, 1e-3), (1, 1), (14_400, 14_400)])
def test_a_page_of_any_size_has_an_outcome(size: tuple[float, float]) -> None:
    try:
        (part,) = parse_pdf(drawn(good, size=size)).parts
    except SourceError as error:
        assert error.outcome in ("corrupt", "no_text")
    else:
        assert WORDS in part.text


def test_a_page_at_which_the_reader_fails_costs_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    read = text.read_page

    def fails_on_two(document: object, number: int, *rest: object, **named: object) -> PageText:
        if number == 2:
            raise IndexError("list index out of range")
        return read(document, number, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(text, "read_page", fails_on_two)
    parsed = parse_pdf(drawn(good, good, good))
    assert unread(parsed.issues) == [
        "Page 2 of 3 was not read: the reader failed (IndexError: list index out of range)."
    ]
    assert parsed.parts[0].text.count("31 cases") == 2


def test_a_page_that_cannot_be_laid_out_costs_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks_of = text.blocks_of

    def fails_on_two(page: PageText, *rest: object) -> object:
        if page.number == 2:
            raise ZeroDivisionError
        return blocks_of(page, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(text, "blocks_of", fails_on_two)
    parsed = parse_pdf(drawn(good, good, good))
    assert unread(parsed.issues) == ["Page 2 of 3 was not read: the reader failed (ZeroDivisionError)."]
    assert parsed.parts[0].text.count("31 cases") == 2


def test_a_failure_that_is_no_pages_own_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    find = text.find_furniture

    def fails_for_several(pages: Sequence[PageText], *rest: object) -> object:
        if len(pages) > 1:
            raise KeyError("together")
        return find(pages, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(text, "find_furniture", fails_for_several)
    with pytest.raises(KeyError, match="together"):
        parse_pdf(drawn(good, good))


def test_tables_that_cannot_be_read_cost_no_narrative(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> object:
        raise TypeError("no cell")

    monkeypatch.setattr(text, "read_tables", fails)
    parsed = parse_pdf(drawn(good, good))
    assert unread(parsed.issues) == ["The tables of the report were not read: TypeError: no cell"]
    assert WORDS in parsed.parts[0].text


def encoded(stream: bytes, font: bytes, *more: bytes) -> bytes:
    """Make a one-page PDF that writes ``stream`` in a custom font; without glyph names, characters cannot be
    decoded.
    """
    return with_objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        font,
        *more,
    )


def with_objects(*objects: bytes) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, made in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, made)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, entries)
    return data + table + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(data))


DRAWN_FONT = (
    b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 10 10] /FontMatrix [0.1 0 0 0.1 0 0] /CharProcs << /g1 6 0 R >>"
    b" /Encoding << /Type /Encoding /Differences [1 /g1 /g2 /g3] >> /FirstChar 1 /LastChar 3 /Widths [10 10 10] >>"
)
NAMELESS = encoded(
    b"BT /F1 12 Tf 72 700 Td <0101010201010103010102> Tj ET", DRAWN_FONT,
    b"<< /Length 14 >>\nstream\n0 0 8 8 re f  \nendstream",
)  # fmt: skip
NO_PAGES = with_objects(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>")
LOST_PAGES = with_objects(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [9 0 R] /Count 1 >>")
SIDEWAYS = "The PDF has no running text: its words are sideways, in boxes, tables or margins."


@pytest.mark.parametrize(
    ("data", "outcome", "reason"),
    [
        (drawn(picture, picture), "no_text", "The PDF has pictures of pages and no text."),
        (drawn(in_a_form), "no_text", "The PDF has pictures of pages and no text."),
        (drawn(stamped), "no_text", "The PDF has pictures of pages and only a few signs: 'p. 7'."),
        (drawn(nothing, nothing), "no_text", "The pages of the PDF are empty."),
        (drawn(outlines), "no_text", "The PDF has drawings and no text; its letters may be drawn as outlines."),
        (drawn(one_sign), "no_text", "The PDF has only a few signs: 'x'."),
        (drawn(no_size), "no_text", "The text of the PDF is too small to be seen."),
        (NAMELESS, "no_text", "The text of the PDF cannot be decoded: its fonts do not identify their characters."),
        (drawn(sideways), "no_text", SIDEWAYS),
        (NO_PAGES, "corrupt", "The PDF has no pages."),
        (LOST_PAGES, "corrupt", "No page of the PDF can be read."),
    ],
)  # fmt: skip
def test_a_file_without_words_says_what_it_holds_instead(data: bytes, outcome: str, reason: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_pdf(data)
    assert (caught.value.outcome, caught.value.message) == (outcome, reason)
    assert caught.value.advice


def test_a_line_that_only_holds_invisible_signs_is_none() -> None:
    def invisible(canvas: Canvas) -> None:
        canvas.drawString(72, 500, "\u200b²")
        good(canvas)

    (part,) = parse_pdf(drawn(invisible, good)).parts
    assert WORDS in part.text
