"""Encapsulate PDFium: open files and pages; read text, boxes and fonts; and close everything again.

This module also defines the records that the other modules use. Nothing here depends on the layout of lines.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

import pypdfium2 as pdfium
import pypdfium2.raw as c

from tipetl.errors import SourceError

_ADVICE = "Get the file again from its publisher."
_SHAPES = 300
_LARGEST = 20_000.0
"""The largest page width or height in points. No PDF viewer shows a page beyond 14,400."""
_NESTED = 5
#: The codes of ligatures in TeX fonts. Files without a character map return these codes unchanged.
_LIGATURES = {
    **dict(zip("\x1b\x1c\x1d\x1e\x1f", "ﬀﬁﬂﬃﬄ", strict=True)),
    **dict(zip("\x0b\x0c\x0e\x0f", "ﬀﬁﬃﬄ", strict=True)),
}
_CODES = re.compile(r"[\x0b\x0c\x0e\x0f\x1b-\x1f](?:(?<=[^\W\d_].)|(?=[^\W\d_]))")
_RULES = 60
_MARKS = 400
HYPHENS = "\ufffe\x02"
"""PDFium's codes for a hyphen at the end of a line."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font as named by a page: its family in lower case, without weight or slant, and its properties."""

    family: str
    bold: bool
    italic: bool


@dataclass(slots=True)
class Line:
    """A line in one column: its position in points from the upper left corner of the page, and its span in the raw
    text.

    ``size`` is the height of the first character's em box. ``hyphen`` means that the line ends with a hyphen marked by
    PDFium, which is not part of the span; ``marked`` means that a bullet outside the line's text precedes the line;
    ``back`` means that the line ends farther left than it begins and so is really several lines.
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
    marked: bool = False
    back: bool = False

    @property
    def middle(self) -> float:
        """The vertical position of the line's middle."""
        return (self.top + self.bottom) / 2


def touches(piece: Line, other: Line) -> bool:
    """Return whether two pieces on a baseline have no space between them, like an initial and the small capitals after
    it."""
    return (
        abs(piece.bottom - other.bottom) < max(piece.size, other.size) * 0.3
        and abs(other.left - piece.right) < min(piece.size, other.size) * 0.12
    )


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
    """A page: its size in points, raw text, lines in the order in which the file draws them, shapes, and horizontal
    rules.
    """

    number: int
    width: float
    height: float
    raw: str
    lines: list[Line]
    shapes: list[Shape]
    rules: list[Shape] = field(default_factory=list)


@contextmanager
def open_pdf(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF, and close it on exit. Raises SourceError with outcome ``needs_password``, or ``corrupt`` if it is not
    a readable PDF."""
    if b"%PDF" not in data[:1024]:
        raise SourceError("This is not a PDF file.", outcome="corrupt", advice=_ADVICE)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in (c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY):
            raise SourceError(
                "The PDF is encrypted.", outcome="needs_password", advice="Save a copy of it without a password."
            ) from error
        if getattr(error, "err_code", None) == c.FPDF_ERR_SUCCESS:  # the file opens but has no pages
            raise SourceError("The PDF has no pages.", outcome="corrupt", advice=_ADVICE) from error
        raise SourceError("The PDF is damaged and cannot be opened.", outcome="corrupt", advice=_ADVICE) from error
    try:
        yield document
    finally:
        document.close()


class Glyphs:
    """The characters of an open page: raw text, and boxes and fonts by index into the raw text. Use ``page_glyphs``."""

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
        if not (across <= _LARGEST and down <= _LARGEST):
            raise ValueError(f"it measures {across:g} by {down:g} points")
        self.width, self.height = (down, across) if turned % 2 else (across, down)
        self.raw, self._map = self._read()

    def _read(self) -> tuple[str, dict[int, int] | None]:
        count = c.FPDFText_CountChars(self._text)
        if count <= 0:
            return "", None
        # Reserve room for characters outside the Basic Multilingual Plane, which take two units, and for decomposed
        # characters.
        room = count * 2 + 2
        buffer = (ctypes.c_ushort * room)()
        written = c.FPDFText_GetText(self._text, 0, count, buffer) - 1
        raw = bytes(buffer)[: 2 * max(written, 0)].decode("utf-16-le", "replace")
        raw = _CODES.sub(lambda match: _LIGATURES[match[0]], raw)
        if len(raw) == count == written:
            return raw, None
        places, unit = {}, 0
        for index, char in enumerate(raw):
            places[index] = c.FPDFText_GetCharIndexFromTextIndex(self._text, unit)
            unit += 2 if ord(char) > 0xFFFF else 1
        return raw, places

    def char(self, index: int) -> int:
        """Return PDFium's index of a character in the raw text."""
        return index if self._map is None else self._map.get(index, -1)

    def box(self, index: int) -> tuple[float, float, float, float]:
        """Return the left, top, right and bottom of a character's em box, in points from the upper left corner of the
        page."""
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
        """Return the font of a character."""
        size = c.FPDFText_GetFontInfo(self._text, self.char(index), self._name, 128, self._flags)
        key = self._name.raw[: max(size - 1, 0)]
        font = self._fonts.get(key)
        if font is None:
            font = self._fonts[key] = _font(key.decode("utf-8", "replace"), self._flags.value)
        return font

    def lay_upright(self) -> None:
        """Rotate the page so that its text is upright, if the page and its text are rotated differently in the file."""
        if not self._shift[4]:
            return
        places = [at for at in range(0, len(self.raw), max(len(self.raw) // 40, 1)) if self.raw[at].isalnum()]
        turns = Counter(self._quarter(at) for at in places)
        if not turns:
            return
        turned = turns.most_common(1)[0][0]
        if (turned - self._shift[4]) % 2:
            self.width, self.height = self.height, self.width
        self._shift = (*self._shift[:4], turned)

    def turned(self, index: int) -> bool:
        """Return whether a character is not upright."""
        return bool(self._quarter(index) != self._shift[4])

    def _quarter(self, index: int) -> int:
        """Return the number of clockwise quarter turns that make a character upright."""
        angle: float = c.FPDFText_GetCharAngle(self._text, self.char(index))
        return -round(angle / (math.pi / 2)) % 4

    def shapes(self) -> tuple[list[Shape], list[Shape], list[Shape]]:
        """Return the areas, pictures and frames that are at least one line high, the bullet-sized shapes, and the
        horizontal rules."""
        kept: dict[_Use, list[Shape]] = {"area": [], "mark": [], "across": [], "down": []}
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
            use = _use_of(right.value - left.value, top.value - bottom.value)
            if use is None or (kind == c.FPDF_PAGEOBJ_SHADING and use != "area"):
                continue
            if kind == c.FPDF_PAGEOBJ_PATH:
                painted = c.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
                if painted and not fill.value and not stroke.value:
                    continue
            box = self._placed(left.value, top.value, right.value, bottom.value)
            kept[use].append(Shape(*box, picture=kind == c.FPDF_PAGEOBJ_IMAGE))
        found, marks, across, down = kept["area"], kept["mark"], kept["across"], kept["down"]
        if len(across) <= _RULES and len(down) <= _RULES:
            found += _frames(across, down)
        # A map consists of thousands of objects; those that contain text are among the largest.
        found.sort(key=lambda shape: (shape.left - shape.right) * (shape.bottom - shape.top))
        return found[:_SHAPES], marks if len(marks) <= _MARKS else [], across if len(across) <= _RULES else []


_Use = Literal["area", "mark", "across", "down"]


def _use_of(wide: float, high: float) -> _Use | None:
    """Classify a shape by its size in points: as an area behind text, a bullet, or a horizontal or vertical rule."""
    if wide >= 30:
        return "area" if high >= 9 else "across" if high < 3 else None
    if 1.2 < wide < 12 and 1.2 < high < 12:
        return "mark"
    return "down" if high >= 9 and wide < 3 else None


def _frames(across: list[Shape], down: list[Shape]) -> list[Shape]:
    """Find frames drawn as four rules: two vertical rules of the same height, joined at their tops and bottoms."""
    found = []
    for number, one in enumerate(down):
        for other in down[number + 1 :]:
            left, right = sorted((one, other), key=lambda rule: rule.left)
            if right.left - left.right < 30 or abs(left.top - right.top) > 3 or abs(left.bottom - right.bottom) > 3:
                continue
            joined = [
                any(
                    abs(rule.top - y) < 3 and abs(rule.left - left.left) < 3 and abs(rule.right - right.right) < 3
                    for rule in across
                )
                for y in (left.top, left.bottom)
            ]
            if all(joined):
                found.append(Shape(left.left, left.top, right.right, left.bottom, picture=False))
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


@dataclass(frozen=True, slots=True)
class Contents:
    """The number of objects of each kind that a page draws, including objects in its forms."""

    texts: int = 0
    pictures: int = 0
    drawings: int = 0

    def __add__(self, other: Contents) -> Contents:
        return Contents(self.texts + other.texts, self.pictures + other.pictures, self.drawings + other.drawings)


def contents(document: pdfium.PdfDocument, number: int) -> Contents:
    """Count the objects on page ``number`` (from 1). All counts are 0 if the page cannot be loaded."""
    page = c.FPDF_LoadPage(document.raw, number - 1)
    if not page:
        return Contents()
    try:
        items = [c.FPDFPage_GetObject(page, index) for index in range(c.FPDFPage_CountObjects(page))]
        return _contents(items, 0)
    finally:
        c.FPDF_ClosePage(page)


def _contents(items: list[Any], depth: int) -> Contents:
    found = Contents()
    for item in items:
        kind = c.FPDFPageObj_GetType(item)
        if kind == c.FPDF_PAGEOBJ_FORM and depth < _NESTED:
            inner = range(c.FPDFFormObj_CountObjects(item))
            found += _contents([c.FPDFFormObj_GetObject(item, index) for index in inner], depth + 1)
        found += Contents(
            texts=kind == c.FPDF_PAGEOBJ_TEXT,
            pictures=kind == c.FPDF_PAGEOBJ_IMAGE,
            drawings=kind in (c.FPDF_PAGEOBJ_PATH, c.FPDF_PAGEOBJ_SHADING),
        )
    return found


@contextmanager
def page_glyphs(document: pdfium.PdfDocument, number: int, fonts: dict[bytes, Font]) -> Iterator[Glyphs]:
    """Yield the characters of page ``number`` (from 1). Raises ValueError if the page cannot be loaded."""
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
