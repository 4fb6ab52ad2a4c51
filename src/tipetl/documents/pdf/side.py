"""Find side headings, which are section headings in a column of their own beside their text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set

from tipetl.documents.pdf.columns import ends_sentence
from tipetl.documents.pdf.flow import Body
from tipetl.documents.pdf.pages import Line, PageText
from tipetl.headings import is_heading, looks_like_heading

_LONG = 25
"""The minimum length in characters of a line of running text."""
_MOST_LINES = 4
_LONGEST = 90
_CLOSE = 1.25
"""The maximum distance between lines of one heading, as a multiple of the em box's height."""


def side_headings(page: PageText, skip: Set[int], body: Body) -> list[list[Line]]:
    """Return a page's side headings from top to bottom, each as a list of lines, or nothing if most lines in that place
    are not side headings.

    A side heading ends left of the text's edge and has text beside it.
    """
    text = [line for at, line in enumerate(page.lines) if at not in skip and body.holds(line)]
    edges = Counter(round(line.left) for line in text if line.end - line.start >= _LONG)
    if not edges:
        return []
    edge, times = edges.most_common(1)[0]
    if times * 2 < len(text):
        return []
    beside = [line for line in text if abs(line.left - edge) < 2]
    aside = [line for at, line in enumerate(page.lines) if at not in skip and line.right < edge - line.size]
    if any(body.holds(line) and line.end - line.start >= _LONG for line in aside):
        return []  # the page has a column of text with headings inside the column
    groups = [group for group in _groups(aside) if any(_level(group[0], other) for other in beside)]
    headings = [group for group in groups if _is_heading(group)]
    if len(headings) < 2 or len(headings) * 3 < len(groups) * 2:
        return []
    return [group for group in groups if _is_title(group)]


def _level(line: Line, other: Line) -> bool:
    return line.top < other.middle < line.bottom or other.top < line.middle < other.bottom


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Group lines that are close below one another."""
    groups: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.top, line.left)):
        if groups and line.top - groups[-1][-1].top < line.size * _CLOSE:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _words(group: Sequence[Line]) -> str:
    return " ".join(line.text for line in group)


def _is_title(group: Sequence[Line]) -> bool:
    """Return whether a group of lines may be a title: it is short, and does not end a sentence."""
    words = _words(group)
    return len(group) <= _MOST_LINES and len(words) <= _LONGEST and not ends_sentence(words.rstrip(":"))


def _is_heading(group: Sequence[Line]) -> bool:
    words = _words(group)
    return _is_title(group) and (looks_like_heading(words) or is_heading(words))


def set_beside(headings: Sequence[Sequence[Line]], lines: Sequence[Line]) -> list[Line]:
    """Return the page's lines in reading order, with each side heading before the line next to it."""
    ordered = list(lines)
    for group in headings:
        level = (at for at, line in enumerate(ordered) if line.left > group[0].right and _level(group[0], line))
        place = next(level, len(ordered))
        for line in group:
            line.column = ordered[min(place, len(ordered) - 1)].column if ordered else 0
        ordered[place:place] = group
    return ordered
