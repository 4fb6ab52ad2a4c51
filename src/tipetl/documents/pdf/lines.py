"""Split a page's characters into lines with their positions.

Each line belongs to one column, whatever the order in which the file draws the characters. Reading a volume is fast
because boxes are requested only for a line's first and last characters.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import pypdfium2 as pdfium

from tipetl.documents.pdf.marks import mark_items
from tipetl.documents.pdf.pages import HYPHENS, Font, Glyphs, Line, PageText, page_glyphs

_LINE = re.compile(rf"[^\s{HYPHENS}](?:[^\r\n{HYPHENS}]*[^\s{HYPHENS}])?")
_FAR = 100_000.0
_WORD = re.compile(r"\S+")
_RAISED = re.compile(
    r"[\[\d](?:(?<=[^\W\d_].)|(?<=[^\s\d][.,;:!?)”’\"\]].)|(?<=\b(?:19|20)\d\d.)|(?<=\b(?:19|20)\d\d[.,;:)].))"
    r"\d{0,2}\]?(?!\w)"
)
"""Matches the positions of possible footnote marks, but only where digits are otherwise rare, because checking every
digit takes time."""
_LETTERS = re.compile(r"[.,;:!?)”’\"](?<=[^\s\d].)([a-z*†‡§]{1,4})(?!\w)")
_SUPERSCRIPT = re.compile(r"[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+(?:(?<=[.,;:!?)”’\"].)|(?<=[^\W\d_]{3}.))")
_NOTHING = "\u200b"
"""Replaces a footnote mark in a line's text, so that offsets do not shift; canonical text drops it."""


def read_page(
    document: pdfium.PdfDocument,
    number: int,
    fonts: dict[bytes, Font],
    known: Sequence[float] = (),
) -> PageText:
    """Read page ``number`` (from 1) as lines. Raises ValueError if the page cannot be loaded.

    ``known`` are the column starts of earlier pages (``column_starts``), for pages with too few lines to show them.
    """
    with page_glyphs(document, number, fonts) as glyphs:
        glyphs.lay_upright()
        lines = _lines(glyphs, number)
        lines = _unbraided(glyphs, lines, known)
        _unmark(glyphs, lines)
        lines = [line for line in lines if line.text]
        found, marks, rules = glyphs.shapes()
        lines = mark_items(lines, marks)
        return PageText(number, glyphs.width, glyphs.height, glyphs.raw, lines, found, rules)


def _lines(glyphs: Glyphs, number: int) -> list[Line]:
    raw = glyphs.raw
    lines = []
    for match in _LINE.finditer(raw):
        start, end = match.span()
        hyphen = raw[end : end + 1] in HYPHENS and end < len(raw)
        line = _line(glyphs, number, start, end, hyphen)
        if line is None:
            continue
        over = line.left < -5 or line.right > glyphs.width + 5
        short = line.right - line.left < line.size * 0.35 * (end - start - 1)
        if over or short or line.back or line.bottom - line.top > line.size * 1.1:
            lines += _unfolded(glyphs, line)
        elif line.font != line.last_font and line.right - line.left > glyphs.width * 0.3:
            lines += _by_type(glyphs, line)
        else:
            lines.append(line)
    return lines


def _by_type(glyphs: Glyphs, line: Line) -> list[Line]:
    """Split a line at a wide gap with a change of type, as between a heading and the box beside it."""
    for at, right, left in _gaps(glyphs, line):
        if left - right > line.size * 2 and glyphs.font(at) != line.font:
            before = line.start + len(glyphs.raw[line.start : at].rstrip())
            pieces = (
                _line(glyphs, line.page, line.start, before, False),
                _line(glyphs, line.page, at, line.end, line.hyphen),
            )
            return [piece for piece in pieces if piece is not None]
    return [line]


class _Word(NamedTuple):
    """A word's position in points: the outer edges of its first and last characters, its foot and its height."""

    left: float
    right: float
    bottom: float
    height: float


def _on_another_page(last: _Word, word: _Word, width: float) -> bool:
    """Return whether one of two words is on the page and the other is outside the page."""
    return (word.left > width) != (last.left > width) or (word.left < 0) != (last.left < 0)


def _breaks_off(last: _Word, word: _Word, size: float) -> bool:
    """Return whether a word does not continue at the end of the previous word."""
    step = abs(word.bottom - last.bottom)
    return (
        word.left < last.left
        or step > size * 0.6
        or (word.left - last.right > size * 0.75 and step > size * 0.08)
        # A word of very different height is a label of the chart beside a heading.
        or max(last.height, word.height) > min(last.height, word.height) * 1.7
    )


def _unfolded(glyphs: Glyphs, line: Line) -> list[Line]:
    """Split a line where the text runs backwards or jumps up or down, as in files that draw columns alternately."""
    pieces: list[Line] = []
    begin = last_end = line.start
    last: _Word | None = None
    for match in _WORD.finditer(line.text):
        start, end = line.start + match.start(), line.start + match.end()
        left, top, _, bottom = glyphs.box(start)
        word = _Word(left, glyphs.box(end - 1)[2], bottom, bottom - top)
        if last is not None and (_on_another_page(last, word, glyphs.width) or _breaks_off(last, word, line.size)):
            if (piece := _line(glyphs, line.page, begin, last_end, False)) is not None:
                pieces.append(piece)
            begin = start
        last, last_end = word, end
    if begin == line.start:
        return [line]
    if (piece := _line(glyphs, line.page, begin, line.end, line.hyphen)) is not None:
        pieces.append(piece)
    return pieces


def _line(glyphs: Glyphs, number: int, start: int, end: int, hyphen: bool) -> Line | None:
    left, top, right, bottom = glyphs.box(start)
    font = glyphs.font(start)
    last_font = font
    back = False
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
        # The first letter is raised or small (a footnote mark, small capitals), so the line is as high as its higher
        # end.
        top, bottom = min(top, last_top), max(bottom, last_bottom)
        back = last_right < left
        if back:
            left = last_left
        right = max(last_right, right)
        if abs(last_bottom - last_top - size) > size * 0.06 and end - start > 4:
            # The size of text in small capitals is the size of its initials.
            if font.bold and glyphs.raw[start:end].isupper():
                size = max(size, last_bottom - last_top)
            else:
                size = _typical(glyphs, start, end, size, last_bottom - last_top)
    # Anything outside the page (printers' marks, nonsensical coordinates) is invisible.
    if not (-_FAR < left <= right < _FAR and -_FAR < top <= bottom < _FAR):
        return None
    if left > glyphs.width or right < 0 or top > glyphs.height or bottom < 0:
        return None
    text = glyphs.raw[start:end]
    return Line(number, left, right, top, bottom, size, font, last_font, start, end, text, hyphen, back=back)


def _typical(glyphs: Glyphs, start: int, end: int, first: float, last: float) -> float:
    """Return the size of a line with ends of different size, ignoring partial ligatures, large initials and raised
    marks."""
    found = [first, last]
    for index in (start + (end - start) // 3, start + (end - start) // 2, end - (end - start) // 4):
        _, top, _, bottom = glyphs.box(index)
        if bottom > top and not glyphs.raw[index].isspace():
            found.append(bottom - top)
    found.sort()
    near = [size for size in found if abs(size - first) <= first * 0.06]
    return first if len(near) * 2 >= len(found) else found[len(found) // 2]


def column_starts(lines: Sequence[Line]) -> list[float]:
    """Return the left edges of all columns except the first: positions well inside the page's text at which many lines
    start."""
    low, high = min((line.left for line in lines), default=0.0), max((line.right for line in lines), default=0.0)
    return [place for place in _edges(lines) if place > low + (high - low) * 0.25]


def _unbraided(glyphs: Glyphs, lines: list[Line], known: Sequence[float]) -> list[Line]:
    """Split lines that a file draws across several columns, at the gaps where columns begin.

    A gap counts if it is much wider than a space and covers a position at which other lines begin or continue after a
    gap.
    """
    gaps = _gaps_of_lines(glyphs, lines, known)
    if not any(gaps.values()):
        return lines
    columns, flush = _columns_shown(lines, gaps, known)
    cut: list[Line] = []
    for line in lines:
        marks = [
            at
            for at, end, x in gaps.get(id(line), ())
            if any(end + line.size * 0.75 < column < x + 2.0 for column in columns)
            or any(abs(end - edge) < 1.0 for edge in flush)
        ]
        cut += _pieces(glyphs, line, marks) if marks else [line]
    return cut


def _pieces(glyphs: Glyphs, line: Line, marks: Sequence[int]) -> list[Line]:
    """Split a line at the given positions of the raw text."""
    found: list[Line] = []
    begin = line.start
    for mark in [*marks, line.end]:
        piece = glyphs.raw[begin:mark]
        start = begin + len(piece) - len(piece.lstrip())
        end = begin + len(piece.rstrip())
        if end > start and (part := _line(glyphs, line.page, start, end, line.hyphen and mark == line.end)) is not None:
            found.append(part)
        begin = mark
    return found


Gap = tuple[int, float, float]
"""A gap in a line: its index in the raw text, the right edge of the text before it, and the left edge of the text after
it."""


def _gaps_of_lines(glyphs: Glyphs, lines: Sequence[Line], known: Sequence[float]) -> dict[int, list[Gap]]:
    """Map the ids of lines that may contain pieces of several columns to the gaps in these lines.

    Wide lines are sampled first, because finding gaps means requesting the position of every word.
    """
    if not lines:
        return {}
    low, high = min(line.left for line in lines), max(line.right for line in lines)
    # A line with a change of type may be less wide, because a box is beside the text.
    wide = [
        line
        for line in lines
        if line.right - line.left > (high - low) * (0.55 if line.font == line.last_font else 0.45) and " " in line.text
    ]
    crossing = _crossing(lines, [*_edges(lines), *known])
    sample = wide if len(wide) <= 16 else wide[:: len(wide) // 8]
    gaps = {id(line): _gaps(glyphs, line) for line in sample}
    with_gaps = sum(1 for found in gaps.values() if found)
    few = not with_gaps or (len(sample) < len(wide) and with_gaps * 4 < len(sample))
    # A margin note lengthens only the line next to it.
    edge = sorted(line.right for line in wide)[len(wide) // 2] + 3 * wide[0].size if wide else 0.0
    more = [line for line in wide if not few or line.right > edge]
    for line in [*more, *crossing]:
        if id(line) not in gaps:
            gaps[id(line)] = _gaps(glyphs, line)
    starts = [x for found in gaps.values() for _, _, x in found]
    if starts:
        for line in lines:  # A paragraph's last line is not wide, even if a line of the next column is attached to it.
            if id(line) not in gaps and any(line.left + line.size * 3 < x < line.right for x in starts):
                gaps[id(line)] = _gaps(glyphs, line)
    return gaps


def _columns_shown(
    lines: Sequence[Line], gaps: Mapping[int, Sequence[Gap]], known: Sequence[float]
) -> tuple[list[float], set[float]]:
    """Return the positions at which columns begin, and the positions at which right-aligned lines end."""
    low = min(line.left for line in lines)
    starts = [x for found in gaps.values() for _, _, x in found]
    starts += [line.left for line in lines if line.left > low + 20]
    whole = [line for line in lines if id(line) not in gaps]

    def run_on(place: float) -> int:
        return sum(1 for line in whole if line.left + line.size < place < line.right - line.size)

    # A piece may be indented in its column, like the second line of a list item. But no column begins where most lines
    # just continue.
    columns = [
        place
        for place in _agreed(starts, 3 if len(lines) > 6 else 2)
        if run_on(place) <= 3 * sum(1 for start in starts if abs(start - place) < 2.0)
    ]
    columns += [place for place in known if run_on(place) <= 2]
    # The next column may have just one line if the lines of this column are right-aligned.
    flush = {
        edge
        for edge in _agreed([line.right for line in whole], 6)
        if sum(1 for line in whole if line.left < edge - line.size and line.right > edge + 3) <= 2
    }
    return columns, flush


def _edges(lines: Sequence[Line]) -> list[float]:
    """Return the positions at which many lines begin."""
    edges: list[float] = []
    for place in _agreed([line.left for line in lines], 6):
        if not edges or place > edges[-1] + 4:
            edges.append(place)
    return edges


def _crossing(lines: Sequence[Line], edges: Sequence[float]) -> list[Line]:
    """Return the lines that cross a position at which many others begin, if only a few lines cross it."""
    found = [
        line
        for line in lines
        if " " in line.text and any(line.left + line.size * 4 < edge < line.right - 1 for edge in edges)
    ]
    return found if len(found) * 3 < len(lines) or len(found) <= 2 else []


def _agreed(places: Sequence[float], least: int) -> list[float]:
    """Return the positions with at least ``least`` neighbors within two points, counting the position itself."""
    ordered = sorted(places)
    return [
        place for place in ordered if bisect_left(ordered, place + 2.0) - bisect_right(ordered, place - 2.0) >= least
    ]


def _gaps(glyphs: Glyphs, line: Line) -> list[Gap]:
    """Return each gap in a line that is about as wide as the type is high."""
    found = []
    words = [(line.start + match.start(), line.start + match.end()) for match in _WORD.finditer(line.text)]
    for (_, end), (start, _) in pairwise(words):
        left, right = glyphs.box(start)[0], glyphs.box(end - 1)[2]
        if left - right > line.size * 0.75:
            found.append((start, right, left))
    return found


def _unmark(glyphs: Glyphs, lines: Sequence[Line]) -> None:
    """Remove footnote marks from the lines' text: small, raised digits or letters after a word."""
    found = [(match.span(), False) for match in _RAISED.finditer(glyphs.raw)]
    found += [(match.span(1), False) for match in _LETTERS.finditer(glyphs.raw)]
    found += [(match.span(), True) for match in _SUPERSCRIPT.finditer(glyphs.raw)]
    if not found or not lines:  # if all text on a page is sideways, the page has no lines
        return
    ordered = sorted(lines, key=lambda line: line.start)
    starts = [line.start for line in ordered]
    # Go from last to first: a mark at a line's end is cut off; one inside the line leaves offsets unchanged.
    for (start, end), certain in sorted(found, reverse=True):
        line = ordered[max(bisect_right(starts, start) - 1, 0)]
        if not line.start < start < end <= line.end:
            continue
        if certain or all(_is_raised(glyphs, line, at) for at in range(start, end)):
            text = line.text
            text = text[: start - line.start] + _NOTHING * (end - start) + text[end - line.start :]
            line.text = text.rstrip(_NOTHING + " ")
            line.end = line.start + len(line.text)
            line.last_font = glyphs.font(line.end - 1)


def _is_raised(glyphs: Glyphs, line: Line, index: int) -> bool:
    _, top, _, bottom = glyphs.box(index)
    return 0 < bottom - top < line.size * 0.85 and bottom < line.bottom - line.size * 0.1
