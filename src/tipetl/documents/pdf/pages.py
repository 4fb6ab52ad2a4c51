"""Pages as lines of text with their places, by way of PDFium.

What belongs here: opening a PDF, asking PDFium for text and boxes, and closing everything again. A box is asked for the
first and the last character of a line only, which is what makes a volume's pages cheap. Nothing here knows of columns.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as c

from tipetl.errors import SourceError

__all__ = ["Font", "Glyphs", "Line", "PageText", "Shape", "open_pdf", "page_glyphs", "read_page"]

_ADVICE_BROKEN = "Get the file again from its publisher."
HYPHENS = "\ufffe\x02"
"""What PDFium writes for a hyphen at which a line ends."""


@dataclass(frozen=True, slots=True)
class Font:
    """A face as a page names it: family in lower case without weight or slant, and what it is."""

    family: str
    bold: bool
    italic: bool


@dataclass(slots=True)
class Line:
    """A line of one column: its place in points from the page's upper left corner, and its span of the raw text.

    ``size`` is the height of its first character's em box, ``hyphen`` says that it ends with a hyphen PDFium marked
    (not part of the span).
    """

    page: int
    left: float
    right: float
    top: float
    bottom: float
    size: float
    font: Font
    last_font: Font
    start: int
    end: int
    text: str
    hyphen: bool
    column: int = -1

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Shape:
    """A painted area or a picture on a page, in points from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float
    picture: bool


@dataclass(slots=True)
class PageText:
    """A page: its size in points, its raw text, its lines in the order in which the file draws them, and its shapes."""

    number: int
    width: float
    height: float
    raw: str
    lines: list[Line]
    shapes: list[Shape]


@contextmanager
def open_pdf(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """Opens a PDF and closes it. Raises SourceError: ``needs_password``, or ``corrupt`` where it is no readable PDF."""
    if b"%PDF" not in data[:1024]:
        raise SourceError("This is no PDF file.", outcome="corrupt", advice=_ADVICE_BROKEN)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in (c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY):
            raise SourceError(
                "The PDF is encrypted.", outcome="needs_password", advice="Save a copy of it without a password."
            ) from error
        raise SourceError(
            "The PDF is damaged and cannot be opened.", outcome="corrupt", advice=_ADVICE_BROKEN
        ) from error
    try:
        yield document
    finally:
        document.close()


class Glyphs:
    """An open page's characters: raw text, boxes and fonts by index of the raw text. Use ``page_glyphs``."""

    __slots__ = (
        "_flags",
        "_fonts",
        "_map",
        "_name",
        "_page",
        "_rect",
        "_reference",
        "_shift",
        "_text",
        "height",
        "raw",
        "width",
    )

    def __init__(self, page: object, text: object, fonts: dict[bytes, Font]) -> None:
        self._page, self._text, self._fonts = page, text, fonts
        self._rect = c.FS_RECTF()
        self._reference = ctypes.byref(self._rect)
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()
        box = c.FS_RECTF()
        if not c.FPDF_GetPageBoundingBox(page, ctypes.byref(box)):
            box.right, box.top = c.FPDF_GetPageWidthF(page), c.FPDF_GetPageHeightF(page)
        turned = c.FPDFPage_GetRotation(page) % 4
        self._shift = (box.left, box.top, box.right, box.bottom, turned)
        across, down = abs(box.right - box.left), abs(box.top - box.bottom)
        self.width, self.height = (down, across) if turned % 2 else (across, down)
        self.raw, self._map = self._read()

    def _read(self) -> tuple[str, dict[int, int] | None]:
        count = c.FPDFText_CountChars(self._text)
        if count <= 0:
            return "", None
        # A character outside the basic plane takes two units, and one may be decomposed: room for both.
        room = count * 2 + 2
        buffer = (ctypes.c_ushort * room)()
        written = c.FPDFText_GetText(self._text, 0, count, buffer) - 1
        raw = bytes(buffer)[: 2 * max(written, 0)].decode("utf-16-le", "replace")
        if len(raw) == count == written:
            return raw, None
        places, unit = {}, 0
        for index, char in enumerate(raw):
            places[index] = c.FPDFText_GetCharIndexFromTextIndex(self._text, unit)
            unit += 2 if ord(char) > 0xFFFF else 1
        return raw, places

    def char(self, index: int) -> int:
        """PDFium's index of a character of the raw text."""
        return index if self._map is None else self._map.get(index, -1)

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of a character's em box, in points from the page's upper left corner."""
        if not c.FPDFText_GetLooseCharBox(self._text, self.char(index), self._reference):
            return (0.0, 0.0, 0.0, 0.0)
        rect = self._rect
        return self._placed(rect.left, rect.top, rect.right, rect.bottom)

    def _placed(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        low_x, high_y, high_x, low_y, turned = self._shift
        if not turned:
            return (left - low_x, high_y - top, right - low_x, high_y - bottom)
        if turned == 1:
            return (bottom - low_y, left - low_x, top - low_y, right - low_x)
        if turned == 2:
            return (high_x - right, bottom - low_y, high_x - left, top - low_y)
        return (high_y - top, high_x - right, high_y - bottom, high_x - left)

    def font(self, index: int) -> Font:
        """The face of a character."""
        size = c.FPDFText_GetFontInfo(self._text, self.char(index), self._name, 128, self._flags)
        key = self._name.raw[: max(size - 1, 0)]
        font = self._fonts.get(key)
        if font is None:
            font = self._fonts[key] = _font(key.decode("utf-8", "replace"), self._flags.value)
        return font

    def turned(self, index: int) -> bool:
        """Whether a character does not stand upright on the page."""
        angle = c.FPDFText_GetCharAngle(self._text, self.char(index))
        return bool(angle > 0.1 and abs(angle - 6.2832) > 0.1)

    def shapes(self) -> list[Shape]:
        """Painted areas and pictures of at least a line's height, smallest things and hair lines left out."""
        found = []
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        references = (ctypes.byref(left), ctypes.byref(bottom), ctypes.byref(right), ctypes.byref(top))
        for number in range(c.FPDFPage_CountObjects(self._page)):
            item = c.FPDFPage_GetObject(self._page, number)
            kind = c.FPDFPageObj_GetType(item)
            if kind not in (c.FPDF_PAGEOBJ_PATH, c.FPDF_PAGEOBJ_IMAGE, c.FPDF_PAGEOBJ_SHADING):
                continue
            if not c.FPDFPageObj_GetBounds(item, *references):
                continue
            if right.value - left.value < 30 or top.value - bottom.value < 9:
                continue
            if kind == c.FPDF_PAGEOBJ_PATH:
                painted = c.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
                if painted and not fill.value and not stroke.value:
                    continue
            box = self._placed(left.value, top.value, right.value, bottom.value)
            found.append(Shape(*box, picture=kind == c.FPDF_PAGEOBJ_IMAGE))
        return found


_STYLE_WORDS = re.compile(
    r"bold|heavy|black|semi|demi|light|medium|italic|oblique|roman|regular|book|mt$|ps$|cond(?:ensed)?"
)
_SUBSET = re.compile(r"^[A-Z]{6}\+")


def _font(name: str, flags: int) -> Font:
    bare = _SUBSET.sub("", name)
    low = bare.casefold()
    family = re.split(r"[-,]", low)[0]
    bold = any(word in low for word in ("bold", "heavy", "black", "semibd", "demi")) or bool(flags & 0x40000)
    italic = any(word in low for word in ("italic", "oblique", "-it")) or bool(flags & 0x40)
    return Font(_STYLE_WORDS.sub("", family).strip() or family, bold, italic)


@contextmanager
def page_glyphs(document: pdfium.PdfDocument, number: int, fonts: dict[bytes, Font]) -> Iterator[Glyphs]:
    """The characters of page ``number`` (from 1). Raises ValueError where the page cannot be loaded."""
    page = c.FPDF_LoadPage(document.raw, number - 1)
    if not page:
        raise ValueError(number)
    try:
        text = c.FPDFText_LoadPage(page)
        if not text:
            raise ValueError(number)
        try:
            yield Glyphs(page, text, fonts)
        finally:
            c.FPDFText_ClosePage(text)
    finally:
        c.FPDF_ClosePage(page)


_LINE = re.compile(rf"[^\s{HYPHENS}](?:[^\r\n{HYPHENS}]*[^\s{HYPHENS}])?")
_WORD = re.compile(r"\S+")


def read_page(document: pdfium.PdfDocument, number: int, fonts: dict[bytes, Font], *, shapes: bool = True) -> PageText:
    """Page ``number`` (from 1) as lines. Raises ValueError where the page cannot be loaded."""
    with page_glyphs(document, number, fonts) as glyphs:
        lines = _lines(glyphs, number)
        lines = _unbraided(glyphs, lines)
        return PageText(number, glyphs.width, glyphs.height, glyphs.raw, lines, glyphs.shapes() if shapes else [])


def _lines(glyphs: Glyphs, number: int) -> list[Line]:
    raw = glyphs.raw
    lines = []
    for match in _LINE.finditer(raw):
        start, end = match.span()
        hyphen = raw[end : end + 1] in HYPHENS and end < len(raw)
        line = _line(glyphs, number, start, end, hyphen)
        if line is None:
            continue
        if line.right - line.left < line.size * 0.35 * (end - start - 1) or line.bottom - line.top > line.size * 1.1:
            lines += _unfolded(glyphs, line)
        else:
            lines.append(line)
    return lines


def _unfolded(glyphs: Glyphs, line: Line) -> list[Line]:
    """A line that goes back on itself or up and down, cut where it does: files that draw columns in turns have such."""
    pieces: list[Line] = []
    begin = last_end = line.start
    last: tuple[float, float, float] | None = None
    for match in _WORD.finditer(line.text):
        start, end = line.start + match.start(), line.start + match.end()
        left, _, _, bottom = glyphs.box(start)
        if last is not None and (
            left < last[0]
            or (left - last[1] > line.size * 0.75 and abs(bottom - last[2]) > line.size * 0.08)
            or abs(bottom - last[2]) > line.size * 0.6
        ):
            if (piece := _line(glyphs, line.page, begin, last_end, False)) is not None:
                pieces.append(piece)
            begin = start
        last, last_end = (left, glyphs.box(end - 1)[2], bottom), end
    if begin == line.start:
        return [line]
    if (piece := _line(glyphs, line.page, begin, line.end, line.hyphen)) is not None:
        pieces.append(piece)
    return pieces


def _line(glyphs: Glyphs, number: int, start: int, end: int, hyphen: bool) -> Line | None:
    left, top, right, bottom = glyphs.box(start)
    font = glyphs.font(start)
    last_font = font
    size = bottom - top
    if end - start > 1 or hyphen:
        last_left, last_top, last_right, last_bottom = glyphs.box(end if hyphen else end - 1)
        if last_right <= last_left:
            last_left, last_top, last_right, last_bottom = glyphs.box(end - 1)
        last_font = glyphs.font(end - 1)
        count = end - start
        askew = abs(last_top - top) > size * 0.8 or (count > 3 and last_right - left < size * 0.12 * count)
        if askew and glyphs.turned(start):
            return None
        # A raised or small first letter (a note mark, small capitals): the line is as high as its higher end.
        top, bottom = min(top, last_top), max(bottom, last_bottom)
        if last_right < left:
            left = last_left
        right = max(last_right, right)
    return Line(number, left, right, top, bottom, size, font, last_font, start, end, glyphs.raw[start:end], hyphen)


def _unbraided(glyphs: Glyphs, lines: list[Line]) -> list[Line]:
    """Lines that a file draws across two or more columns, cut at the gaps where columns begin.

    A gap counts where it is much wider than a space and what stands behind it begins where other lines' gaps end, too.
    """
    if not lines:
        return lines
    low, high = min(line.left for line in lines), max(line.right for line in lines)
    wide = [line for line in lines if line.right - line.left > (high - low) * 0.55 and " " in line.text]
    if not wide:
        return lines
    sample = wide if len(wide) <= 16 else wide[:: len(wide) // 8]
    gaps = {id(line): _gaps(glyphs, line) for line in sample}
    with_gaps = sum(1 for found in gaps.values() if found)
    if not with_gaps or (len(sample) < len(wide) and with_gaps * 4 < len(sample)):
        return lines
    for line in wide:
        if id(line) not in gaps:
            gaps[id(line)] = _gaps(glyphs, line)
    starts = [x for found in gaps.values() for _, x in found]
    for line in lines:  # The last line of a paragraph beside one of the next column is not wide.
        if id(line) not in gaps and any(line.left + line.size * 3 < x < line.right for x in starts):
            gaps[id(line)] = _gaps(glyphs, line)
    starts += [line.left for line in lines if line.left > low + 20]
    cut: list[Line] = []
    for line in lines:
        marks = [
            at
            for at, x in gaps.get(id(line), ())
            if sum(1 for other in starts if abs(other - x) < 2.0) >= (3 if len(lines) > 6 else 2)
        ]
        if not marks:
            cut.append(line)
            continue
        begin = line.start
        for mark in [*marks, line.end]:
            piece = glyphs.raw[begin:mark]
            start = begin + len(piece) - len(piece.lstrip())
            end = begin + len(piece.rstrip())
            if end > start and (
                part := _line(glyphs, line.page, start, end, line.hyphen and mark == line.end)
            ) is not None:  # fmt: skip
                cut.append(part)
            begin = mark
    return cut


def _gaps(glyphs: Glyphs, line: Line) -> list[tuple[int, float]]:
    """(index of the raw text, left edge of what follows) of each gap of a line about as wide as its type is high."""
    found = []
    words = [(line.start + match.start(), line.start + match.end()) for match in _WORD.finditer(line.text)]
    for (_, end), (start, _) in pairwise(words):
        left = glyphs.box(start)[0]
        if left - glyphs.box(end - 1)[2] > line.size * 0.75:
            found.append((start, left))
    return found
