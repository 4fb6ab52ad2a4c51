"""Recognize bullets that are not part of a line's text.

Separate bullets are drawn as small shapes or pictures, or set in a symbol font. ``paragraphs`` interprets bullets in
the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tipetl.documents.pdf.pages import Line, Shape

_SYMBOLS = re.compile(r"symbol|dingbat|wingding|webding|bullet|msam|cmsy|marvosym|pifont")
_SIGN = re.compile(r"[^\w\s(\[“‘\"'$€£¥#&/.,;:!?)%]")


def mark_items(lines: list[Line], marks: Sequence[Shape]) -> list[Line]:
    """Return the lines except those that consist only of a bullet, and set ``marked`` on lines after a bullet.

    ``marks`` are the page's shapes that are as small as a bullet.
    """
    signs = [line for line in lines if line.end - line.start == 1 and _is_sign(line.text, line)]
    alone = {id(line) for line in signs}
    kept = [line for line in lines if id(line) not in alone]
    for line in kept:
        if line.text[1:2].isspace() and _SYMBOLS.search(line.font.family) and line.font != line.last_font:
            _cut(line)
    for sign in signs:
        if (follows := _behind(kept, sign.left, sign.right, sign.middle)) is not None:
            follows.marked = True
            alone.remove(id(sign))
    marked = {id(sign) for sign in signs} - alone
    kept = [line for line in lines if id(line) not in marked]
    for mark in marks:
        wide, high = mark.right - mark.left, mark.bottom - mark.top
        if not 0.5 < wide / high < 2 or _in_row(mark, marks):
            continue
        follows = _behind(kept, mark.left, mark.right, (mark.top + mark.bottom) / 2)
        if follows is not None and wide < follows.size * 0.9 and high < follows.size * 0.9:
            follows.marked = True
    return kept


def _is_sign(text: str, line: Line) -> bool:
    return _SIGN.match(text) is not None or _SYMBOLS.search(line.font.family) is not None


def _cut(line: Line) -> None:
    """Remove a letter that a symbol font shows as a bullet."""
    rest = line.text[1:].lstrip()
    line.start += len(line.text) - len(rest)
    line.text, line.font, line.marked = rest, line.last_font, True


def _behind(lines: Sequence[Line], left: float, right: float, middle: float) -> Line | None:
    """Return the line after a bullet, at the same height and close to it with nothing in between, or None."""
    found: Line | None = None
    for line in lines:
        if not line.top < middle < line.bottom or line.right < left:
            continue
        if line.left < right - 1:
            # The bullet is inside the text of this line, or after its start.
            if line.right > left and line.left < left:
                return None
            continue
        if line.left - right < line.size * 3 and (found is None or line.left < found.left):
            found = line
    return found


def _in_row(mark: Shape, marks: Sequence[Shape]) -> bool:
    """Return whether similar shapes are beside this one, as with the points of a chart."""
    return any(
        other is not mark and abs(other.top - mark.top) < 3 and 1 < abs(other.left - mark.left) < 40 for other in marks
    )
