"""Assemble the boxes, captions, quotations and labels beside a page's running text.

This module groups lines into such pieces and determines each piece's kind, text and place. ``flow`` and ``asides`` have
already decided that these lines are not running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from tipetl.documents.pdf.asides import is_caption
from tipetl.documents.pdf.columns import ends_sentence
from tipetl.documents.pdf.flow import Body, by_shape, inside, pictures, style_of
from tipetl.documents.pdf.mend import Joint, Words, build_text
from tipetl.documents.pdf.pages import Line, PageText
from tipetl.model import Aside, AsideKind, Box

_WORD = re.compile(r"[^\W\d_]{2,}")
_NOTE = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡]{1,3})[\])]?[\s.]*[A-ZÀ-Þ“\"]")
_BULLET = re.compile(r"[•●○▪■□◦‣·►▶➢❖✓]\s*\S")
_LEAST = 5
"""The minimum number of words in a sentence."""


@dataclass(slots=True)
class Thing:
    """A group of lines beside a page's text, in the order in which the file draws them."""

    kind: AsideKind
    lines: list[Line]

    @property
    def page(self) -> int:
        """The number of the page on which the piece is."""
        return self.lines[0].page

    @property
    def box(self) -> Box:
        """The smallest box around the piece's lines."""
        return Box(
            self.page,
            min(line.left for line in self.lines),
            min(line.top for line in self.lines),
            max(line.right for line in self.lines),
            max(line.bottom for line in self.lines),
        )


def things_of(page: PageText, out: Iterable[int], body: Body) -> list[Thing]:
    """Group the lines of a page that are not running text, whose indices are ``out``, in file order."""
    painted: dict[int, list[Line]] = {}
    loose: list[list[Line]] = []
    places: list[list[Line]] = []
    for index in sorted(out):
        line = page.lines[index]
        if not any(char.isalnum() for char in line.text):
            continue
        around = _around(line, page)
        if around is not None:
            if around not in painted:
                painted[around] = []
                places.append(painted[around])
            painted[around].append(line)
        elif loose and _together(loose[-1], line):
            loose[-1].append(line)
        else:
            loose.append([line])
            places.append(loose[-1])
    boxed = {id(lines) for lines in painted.values()}
    return [Thing(_kind(lines, page, body, boxed=id(lines) in boxed), lines) for lines in places]


def things_within(lines: Sequence[Line], ids: set[int], page_of: dict[int, PageText], body: Body) -> list[Thing]:
    """Group asides within the text and of its size, whose line ids are ``ids``. Each contiguous stretch of such lines
    becomes one thing."""
    found: list[list[Line]] = []
    open_ = False
    for line in lines:
        if id(line) in ids:
            if open_ and found[-1][-1].page == line.page:
                found[-1].append(line)
            else:
                found.append([line])
        open_ = id(line) in ids
    return [Thing(_kind(stretch, page_of[stretch[0].page], body, boxed=False), stretch) for stretch in found]


def nearest(thing: Thing, lines: Sequence[Line]) -> Line | None:
    """Return the line of running text that is nearest to a thing on its page, or None."""
    box = thing.box

    def distance(line: Line) -> float:
        across = max(box.left - line.right, line.left - box.right, 0.0)
        down = max(box.top - line.bottom, line.top - box.bottom, 0.0)
        return across + down

    return min(lines, key=distance, default=None)


def aside_of(thing: Thing, words: Words) -> Aside | None:
    """Turn a thing into an aside with canonical text, title and place, or return None if no text is left."""
    joints, titled = _joined(thing.lines)
    text, runs = build_text(joints, words)
    text = text.rstrip("\n")
    if not text.strip():
        return None
    own = text.partition("\n\n")[0] if titled else None
    # A letter that combines with the next character shifts the map, so a span at the very end may lie beyond the text.
    runs = tuple(replace(run, char_end=min(run.char_end, len(text))) for run in runs if run.char_start < len(text))
    return Aside(thing.kind, text, own, runs, thing.box)


def _around(line: Line, page: PageText) -> int | None:
    """Find the largest painted area that surrounds a line without covering most of the page."""
    for number, shape in enumerate(page.shapes):
        if (shape.right - shape.left) * (shape.bottom - shape.top) > page.width * page.height * 0.6:
            continue
        if inside(line, shape):
            return number
    return None


def _together(lines: Sequence[Line], line: Line) -> bool:
    last = lines[-1]
    return (
        -line.size < line.top - last.bottom < max(line.size, last.size) * 1.2
        and line.left < last.right + line.size * 2
        and line.right > last.left - line.size * 2
    )


def _kind(lines: Sequence[Line], page: PageText, body: Body, *, boxed: bool) -> AsideKind:
    if is_caption(lines):
        return "caption"
    text = " ".join(line.text for line in lines)
    words = _WORD.findall(text)
    if "....." in text or len(words) < _LEAST or sum(word[0].islower() for word in words) * 3 < len(words):
        return "label"
    slanted = all(line.font.italic and line.last_font.italic for line in lines)
    if not boxed and ends_sentence(text) and (slanted or (text[0] in '“"' and text[-1] in '”"')):
        return "caption" if slanted and by_shape(lines, pictures(page)) else "quotation"
    if boxed and not _on_picture(lines, page):
        return "box"
    if by_shape(lines, pictures(page)):
        return "caption"
    small = lines[0].size < body.size * 0.94
    return "note" if small and _NOTE.match(text) else "caption" if small else "box"


def _on_picture(lines: Sequence[Line], page: PageText) -> bool:
    around = _around(lines[0], page)
    return around is not None and page.shapes[around].picture


def _joined(lines: Sequence[Line]) -> tuple[list[Joint], bool]:
    """Return the lines as joints, and whether the first paragraph is a title, which is short and in different type."""
    steps = [low.bottom - up.bottom for up, low in pairwise(lines) if low.bottom > up.bottom + 1]
    step = median(steps) if steps else lines[0].size * 1.3
    edge = min(line.left for line in lines)
    joints = [Joint(lines[0], False)]
    title = 0
    for number, (upper, lower) in enumerate(pairwise(lines), 1):
        # A bold first word does not split two lines of a paragraph; a change of type between lines does.
        style = upper.last_font != lower.font or abs(upper.size - lower.size) > upper.size * 0.06
        apart = lower.bottom - upper.bottom > step * 1.3 or lower.left > edge + lower.size * 0.6
        breaks = not upper.hyphen and (
            (style and not (lower.text[:1].islower() and not ends_sentence(upper.text)))
            or (apart and ends_sentence(upper.text))
            or _BULLET.match(lower.text) is not None
        )
        joints.append(Joint(lower, breaks))
        if breaks and not title:
            title = number
    head = lines[0]
    rest = lines[title] if title else head
    stands_out = style_of(head) != style_of(rest) and (head.font.bold or head.size > rest.size * 1.05)
    return joints, bool(0 < title <= 3 and stands_out and not ends_sentence(lines[title - 1].text))
