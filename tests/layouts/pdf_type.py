"""Typesetting for the test layouts: fonts, line breaking with hyphens and ligatures, placeable lines.

This module supplies what any page design needs; ``pdf_volume`` places things on the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

__all__ = ["Design", "Item", "Line", "blocks", "faces", "set_lines", "set_narrative"]

_FOLDERS = ("/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/truetype/liberation")
_FAMILIES = {
    "DejaVuSerif": ("DejaVuSerif", "DejaVuSerif-Bold", "DejaVuSerif-Italic"),
    "DejaVuSans": ("DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique"),
    "LiberationSerif": ("LiberationSerif-Regular", "LiberationSerif-Bold", "LiberationSerif-Italic"),
    "LiberationSans": ("LiberationSans-Regular", "LiberationSans-Bold", "LiberationSans-Italic"),
}
_BASE = {
    "Serif": ("Times-Roman", "Times-Bold", "Times-Italic"),
    "Sans": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
}


@dataclass(frozen=True, slots=True)
class Design:
    """The design of a document. Lengths are in points; ``families`` are the font families of the body and of headings.

    ``mode`` is ``flow`` (headings in a column) or ``band`` (across the page, columns balanced above them); ``draw`` is
    ``line``, ``word`` (each word placed alone) or ``interleaved`` (columns drawn in turns); ``chart`` is ``column``,
    ``margin`` (in the outer margin) or ``none``; ``heading_style`` is ``plain``, ``smallcaps``, ``spaced`` or ``bar``;
    ``tier_line`` sets the tier on a separate line below the name; ``placement`` is ``rows`` (one bar per tier) or
    ``columns`` (tiers side by side); ``labor`` puts the counts in parentheses ``inline`` or ``below``; ``new_page``
    begins every narrative on a new page; ``country_heads`` prints the country at the head of every page; ``caption`` is
    ``small`` or ``body`` (italics as large as the text).
    """

    page: tuple[float, float] = (612.0, 792.0)
    top: float = 64.0
    bottom: float = 60.0
    inner: float = 50.0
    outer: float = 62.0
    columns: int = 2
    gutter: float = 18.0
    families: tuple[str, str] = ("LiberationSerif", "LiberationSans")
    size: float = 9.0
    leading: float = 11.2
    justify: bool = True
    indent: float = 0.0
    gap: float = 5.0
    heading_size: float = 15.0
    heading_case: str = "upper"
    section_bold: bool = True
    section_family: int = 0
    mode: str = "flow"
    draw: str = "line"
    ligatures: bool = True
    hyphenate: bool = True
    head: str = "top"
    number: str = "outer"
    banner: str = "TRAFFICKING IN PERSONS REPORT {year}"
    chart: str = "column"
    photos: bool = True
    heading_style: str = "plain"
    tier_line: bool = False
    placement: str = "rows"
    labor: str = "inline"
    new_page: bool = False
    country_heads: bool = False
    chart_title: str = "{country} TIER RANKING BY YEAR"
    caption: str = "small"


@cache
def faces(family: str) -> tuple[str, str, str]:
    """Return the names of the regular, bold and italic font; a base-14 family if the machine lacks the fonts."""
    names = _FAMILIES.get(family)
    if names is None:
        return _BASE[family]
    for folder in _FOLDERS:
        if all((Path(folder) / f"{name}.ttf").exists() for name in names):
            for name in names:
                pdfmetrics.registerFont(TTFont(name, str(Path(folder) / f"{name}.ttf")))
            return names
    return _BASE["Sans" if "Sans" in family else "Serif"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text set to a width: words with their fonts, and the space between words."""

    words: tuple[tuple[str, str], ...]
    size: float
    left: float
    space: float
    bullet: str = ""

    def draw(self, canvas: Canvas, x: float, y: float, how: str) -> None:
        """Draw the line with its baseline at ``y``; ``how`` is ``line`` or ``word`` (each word placed alone)."""
        at = x + self.left
        if self.bullet:
            canvas.setFont(self.words[0][1], self.size)
            canvas.drawString(x, y, self.bullet)
        if how != "word":
            text = canvas.beginText(at, y)
            text.setWordSpace(self.space - _width(" ", self.words[0][1], self.size))
            start = 0
            while start < len(self.words):
                end = start
                while end < len(self.words) and self.words[end][1] == self.words[start][1]:
                    end += 1
                text.setFont(self.words[start][1], self.size)
                more = " " if end < len(self.words) else ""
                text.textOut(" ".join(word for word, _ in self.words[start:end]) + more)
                start = end
            canvas.drawText(text)
            return
        for word, font in self.words:
            canvas.setFont(font, self.size)
            canvas.drawString(at, y, word)
            at += _width(word, font, self.size) + self.space


@dataclass(slots=True)
class Item:
    """An item that flows: ``height``, the gap before it, ``draw(canvas, x, top)``; ``keep`` binds it to the
    next item.
    """

    height: float
    gap: float
    draw: Callable[[Canvas, float, float], None]
    keep: bool = False
    kind: str = "text"
    extra: dict[str, object] = field(default_factory=dict)


@cache
def _width(text: str, font: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, font, size))


_LIGATURES = (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"))
_VOWELS = "aeiouy"
_LETTERS = re.compile(r"[A-Za-z]{6,}")


def _ligate(word: str, font: str) -> str:
    if font in {face for names in _BASE.values() for face in names}:
        return word
    known = pdfmetrics.getFont(font).face.charToGlyph
    for letters, sign in _LIGATURES:
        if ord(sign) in known:
            word = word.replace(letters, sign)
    return word


def _breaks(word: str) -> list[int]:
    """Return the places where a word may be broken: after its own hyphens and dashes, and between syllables as far as
    rules go.
    """
    found = [match.end() for match in re.finditer(r"(?<=\w)[-–—](?=\w)", word)]
    for match in _LETTERS.finditer(word):
        part, start = match[0].lower(), match.start()
        found += [
            start + at
            for at in range(3, len(part) - 2)
            if part[at - 1] in _VOWELS and part[at] not in _VOWELS and part[at + 1] in _VOWELS
        ]
    return sorted(set(found))


def set_lines(
    runs: Sequence[tuple[str, str]], size: float, width: float, design: Design, *, first: float = 0.0,
    hang: float = 0.0, bullet: str = "", justify: bool | None = None,
) -> list[Line]:  # fmt: skip
    """Break words ((text, font) runs) into lines of ``width`` points; greedy, with hyphens if the design has them."""
    words = [(word, font) for text, font in runs for word in text.split(" ") if word]
    justified = design.justify if justify is None else justify
    shape = _ligate if design.ligatures else (lambda word, font: word)
    lines: list[Line] = []
    queue = list(reversed(words))
    while queue:
        left = hang or (first if not lines else 0.0)
        room = width - left
        taken: list[tuple[str, str]] = []
        used = 0.0
        while queue:
            word, font = queue[-1]
            shaped = shape(word, font)
            space = _width(" ", font, size) if taken else 0.0
            if used + space + _width(shaped, font, size) <= room + 0.01:
                queue.pop()
                taken.append((shaped, font))
                used += space + _width(shaped, font, size)
                continue
            for at in reversed(_breaks(word)) if design.hyphenate and justify is None else ():
                head = word[:at] if word[at - 1] in "-–—" else word[:at] + "-"
                piece = shape(head, font)
                if used + space + _width(piece, font, size) <= room:
                    queue[-1] = (word[at:], font)
                    taken.append((piece, font))
                    used += space + _width(piece, font, size)
                    break
            break
        if not taken:  # The word is wider than the column.
            word, font = queue.pop()
            taken = [(shape(word, font), font)]
        natural = _width(" ", taken[0][1], size)
        spread = natural
        if justified and queue and len(taken) > 1:
            spread = (room - sum(_width(word, font, size) for word, font in taken)) / (len(taken) - 1)
        lines.append(Line(tuple(taken), size, left, spread, bullet if not lines else ""))
    return lines


_TITLE = re.compile(
    r"(?:prosecution|protection|prevention|trafficking profile|(?:prioritized )?recommendations(?: for [\w’' .-]+)?)"
    r"\s*:?\s*",
    re.IGNORECASE,
)
_RUN_IN = re.compile(r"(?:Recommendations for [^:]{3,40}:|TRAFFICKING PROFILE:|[A-Z][a-z]+\.(?= [A-Z]))")


def blocks(text: str) -> list[tuple[str, str]]:
    """Return (kind, words) for each paragraph of a plain narrative: ``heading``, ``section``, ``bullet`` or
    ``text``.
    """
    found: list[tuple[str, str]] = []
    for number, line in enumerate(line for line in text.splitlines() if line.strip()):
        words = line.strip()
        if number == 0:
            kind = "heading"
        elif _TITLE.fullmatch(words):
            kind = "section"
        elif words[:2] in {"- ", "• "}:
            kind, words = "bullet", words[2:]
        else:
            kind = "text"
        found.append((kind, words))
    return found


def set_narrative(text: str, design: Design, width: float) -> list[Item]:
    """Set the narrative's lines as items, without its heading line."""
    regular, bold, _ = faces(design.families[0])
    section = faces(design.families[design.section_family])[1 if design.section_bold else 0]
    items: list[Item] = []
    for kind, words in blocks(text)[1:]:
        if kind == "section":
            lines = set_lines([(words, section)], design.size + 0.8, width, design, justify=False)
            items += _items(lines, design, design.gap + 4, keep=True)
        elif kind == "bullet":
            lines = set_lines([(words, regular)], design.size, width, design, hang=10.0, bullet="•")
            items += _items(lines, design, 1.5)
        else:
            run_in = _RUN_IN.match(words)
            runs = [(words, regular)]
            if run_in:
                runs = [(run_in[0], bold), (words[run_in.end() :], regular)]
            lines = set_lines(runs, design.size, width, design, first=design.indent)
            items += _items(lines, design, design.gap)
    return items


def _items(lines: Sequence[Line], design: Design, gap: float, *, keep: bool = False) -> list[Item]:
    def item(line: Line, number: int) -> Item:
        def draw(canvas: Canvas, x: float, top: float) -> None:
            line.draw(canvas, x, top - design.size, design.draw)

        return Item(design.leading, 0.0 if number else gap, draw, keep)

    return [item(line, number) for number, line in enumerate(lines)]
