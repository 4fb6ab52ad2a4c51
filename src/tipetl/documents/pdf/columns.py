"""Find the columns of a page and its reading order.

Gutters are measured from the lines themselves. The lines' text matters only where geometry allows two orders.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import accumulate, pairwise
from typing import TypeVar

from tipetl.documents.pdf.pages import Line, Shape
from tipetl.headings import looks_like_heading

_Placed = TypeVar("_Placed", bound="Line | Shape")

Gutter = tuple[float, float]
"""The left and right edges of a gutter, in points from the left edge of the page."""

_OVER = 3.0


def find_gutters(lines: Sequence[Line]) -> list[Gutter]:
    """Find a page's gutters: strips with lines of text on both sides that hardly any line crosses."""
    if len(lines) < 4:
        return []
    low, high = min(line.left for line in lines), max(line.right for line in lines)
    width = high - low
    if width < 100:
        return []
    steps = [0] * (int(width) + 3)
    for line in lines:
        steps[max(int(line.left - low), 0)] += 1
        steps[int(line.right - low) + 1] -= 1
    counts = list(accumulate(steps))
    # A short column has few lines, so a strip that no line crosses is preferred to a strip that a few lines cross.
    for most in sorted({0, 1, len(lines) // 50, len(lines) // 20, len(lines) // 10, len(lines) * 3 // 20}):
        found: list[Gutter] = []
        begun = -1
        for position, count in enumerate(counts):
            if count <= most:
                begun = position if begun < 0 else begun
            elif begun >= 0:
                found.append((low + begun, low + position))
                begun = -1
        if gutters := [gutter for gutter in found if _parts(lines, gutter, width)]:
            return gutters
    return []


def _parts(lines: Sequence[Line], gutter: Gutter, width: float) -> bool:
    """Return whether a strip has columns on both sides, with reasonably wide lines at the same height."""
    middle = (gutter[0] + gutter[1]) / 2
    sides: tuple[list[Line], list[Line]] = ([], [])
    for line in lines:
        if not crosses(line, gutter):
            sides[(line.left + line.right) / 2 > middle].append(line)
    if min(len(sides[0]), len(sides[1])) < 2 or max(len(sides[0]), len(sides[1])) < 3:
        return False
    for side in sides:
        widths = sorted(line.right - line.left for line in side)
        if widths[len(widths) * 3 // 4] < width * 0.15:
            return False
    top = max(min(line.top for line in side) for side in sides)
    bottom = min(max(line.bottom for line in side) for side in sides)
    # Nearly the same height suffices, because a heading and its chart may push one column down.
    return bottom - top > -60


def settle_gutters(found: dict[int, list[Gutter]], lines: dict[int, list[Line]]) -> dict[int, list[Gutter]]:
    """Return each page's own gutters, or other pages' gutters if it has too few lines to show its own."""
    known: list[list[Gutter]] = []
    for gutters in found.values():
        if gutters and not any(_alike(gutters, other) for other in known):
            known.append(gutters)
    settled = {}
    for page, own in found.items():
        settled[page] = own
        if own or not lines[page]:
            continue
        for gutters in known:
            over = sum(1 for line in lines[page] if any(crosses(line, gutter) for gutter in gutters))
            middle = sum(gutters[0]) / 2
            left = sum(1 for line in lines[page] if line.left + line.right < middle * 2)
            if over * 3 <= len(lines[page]) and 0 < left < len(lines[page]) - over:
                settled[page] = list(gutters)
                break
    return settled


def _alike(one: Sequence[Gutter], other: Sequence[Gutter]) -> bool:
    return len(one) == len(other) and all(
        abs(a[0] + a[1] - b[0] - b[1]) < 6 for a, b in zip(one, other, strict=True)
    )  # fmt: skip


def crosses(line: Line, gutter: Gutter) -> bool:
    """Return whether a line runs across a gutter."""
    return line.left < gutter[0] - _OVER and line.right > gutter[1] + _OVER


def ends_sentence(text: str) -> bool:
    """Return whether a line ends a sentence, ignoring closing quotation marks and brackets."""
    return text.rstrip("\"”’')]*")[-1:] in tuple(".!?:;…")


def continuity(before: Line, after: Line) -> float:
    """Score how well ``after`` continues ``before``. The score is negative if this order would break a sentence."""
    lower = after.text[:1].islower()
    if before.hyphen or before.text.endswith("-"):
        return 2.0 if lower else -1.0
    # A sentence never starts with a figure, but a list item may.
    figure = after.text[:1].isdigit()
    if before.text.endswith((";", ":")):
        return 0.5 if lower or figure else 0.0
    if ends_sentence(before.text):
        return -2.0 if lower else 0.0 if figure else 0.5
    return 1.0 if lower else 0.75 if figure else -0.5


def in_reading_order(
    lines: Sequence[Line],
    gutters: Sequence[Gutter],
    obstacles: Sequence[tuple[float, float]] = (),
    headings: Set[int] = frozenset(),
    beside: Sequence[Line | Shape] = (),
) -> list[Line]:
    """Return the lines in reading order, and set the ``column`` of each line to the number of its stretch of a column.

    A line across a gutter (a heading) ends the columns above it. A heading (``headings`` are ids of lines) with nothing
    beside it also ends them if the text then reads better. ``obstacles`` are (top, bottom) of things across the gutter
    that are not in ``lines``: text continues below them in the same column, unless it reads better otherwise.
    ``beside`` is everything else on the page.
    """
    if not gutters:
        return _stretch(lines, 0)
    across = _across(lines, gutters, headings, beside)
    ids = {id(line) for line in across}
    bands: list[list[Line]] = [[] for _ in range(len(across) + 1)]
    for line in lines:
        if id(line) not in ids:
            # Text beside a heading in large type is not above it.
            bands[sum(1 for other in across if other.top < line.middle)].append(line)
    ordered: list[Line] = []
    for number, band in enumerate(bands):
        for part in _banded(band, gutters, obstacles):
            for column in _columns(part, gutters):
                ordered += _stretch(column, ordered[-1].column + 1 if ordered else 0)
        if number < len(across):
            line = across[number]
            same = bool(ordered) and not bands[number] and number > 0
            line.column = ordered[-1].column + (not same) if ordered else 0
            ordered.append(line)
    return ordered


def _across(
    lines: Sequence[Line], gutters: Sequence[Gutter], headings: Set[int], beside: Sequence[Line | Shape]
) -> list[Line]:
    """Return the lines that end the columns above them, from top to bottom."""
    found = [line for line in lines if any(crosses(line, gutter) for gutter in gutters)]
    strips = []
    for strip in _strips([line for line in lines if id(line) in headings], lines):
        more = [line for line in strip if line not in found]
        if len(more) == len(strip):
            strips.append(strip)
        else:  # One line of a two-line heading may be long enough to cross the gutter.
            found += more
    upper = 0.0
    for number, strip in enumerate(strips):
        top, bottom = strip[0].top, strip[-1].bottom
        lower = strips[number + 1][0].top if number + 1 < len(strips) else float("inf")
        ids = {id(line) for line in strip}
        others = [line for line in lines if id(line) not in ids]
        above = _by_column([line for line in others if upper <= line.middle < top], gutters)
        below = _by_column([line for line in others if bottom < line.middle < lower], gutters)
        if not any(above) and sum(map(len, below)) > 2 and _centered(strip, lines):
            found += strip
            upper = bottom
            continue
        first = (strip[0].left + strip[0].right) / 2 < sum(gutters[0]) / 2
        # The lines have two possible orders only if another column also has text above the heading.
        if not first or not below[0] or not any(above[1:]):
            continue
        # A section title comes directly before its text.
        if looks_like_heading(next(column for column in above[::-1] if column)[-1].text):
            continue
        # Under a heading across the page, all columns start at the same height as its text, perhaps with a picture.
        begin, near = below[0][0].top, strip[0].size * 1.5
        things = _by_column([thing for thing in beside if bottom < thing.top < lower], gutters)
        apart = [
            min(abs(thing.top - begin) for thing in [*column[:1], *other])
            for column, other in zip(below[1:], things[1:], strict=True)
            if column
        ]
        aligned = (0.6 if max(apart) < near else -0.6) if apart else 0.0
        down = [part for pair in zip(above, below, strict=True) for part in pair]
        down.insert(1, strip)
        if _joints([*above, strip, *below]) + aligned - _named(strip, above[1:]) > _joints(down):
            found += strip
            upper = bottom
    # The pieces of a country's name are on one row.
    return _stretch(found, 0)


def _centered(strip: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Return whether a heading is centered on the page's text rather than placed at the start of a column."""
    low, high = min(line.left for line in lines), max(line.right for line in lines)
    begins = any(line not in strip and abs(line.left - strip[0].left) < 3 for line in lines)
    return not begins and all(abs(line.left + line.right - low - high) < (high - low) * 0.12 for line in strip)


def _named(strip: Sequence[Line], columns: Sequence[Sequence[Line]]) -> float:
    """Score the mentions of a heading's name in the columns, since text that mentions the name belongs under the
    heading."""
    name = re.split(r"[(:]", " ".join(line.text for line in strip))[0].strip().casefold()
    times = sum(1 for column in columns for line in column if name in line.text.casefold())
    return min(times, 3) * 0.7


def _strips(headings: Sequence[Line], lines: Sequence[Line]) -> list[list[Line]]:
    """Return, from top to bottom, the headings (of one or more lines) that have no line beside them."""
    groups: list[list[Line]] = []
    for line in sorted(headings, key=lambda line: line.top):
        if groups and line.top - groups[-1][-1].top < line.size * 1.7:
            groups[-1].append(line)
        else:
            groups.append([line])
    ids = {id(line) for line in headings}
    return [
        group
        for group in groups
        if not any(
            line.bottom > group[0].top + 2 and line.top < group[-1].bottom - 2 for line in lines if id(line) not in ids
        )
    ]


def _columns(lines: Sequence[Line], gutters: Sequence[Gutter]) -> list[list[Line]]:
    """Return the columns that contain lines."""
    return [column for column in _by_column(lines, gutters) if column]


def _by_column(lines: Sequence[_Placed], gutters: Sequence[Gutter]) -> list[list[_Placed]]:
    """Return the lines of every column, from top to bottom. A column without lines has an empty list."""
    columns: list[list[_Placed]] = [[] for _ in range(len(gutters) + 1)]
    for line in lines:
        middle = (line.left + line.right) / 2
        columns[sum(1 for gutter in gutters if middle > (gutter[0] + gutter[1]) / 2)].append(line)
    return [sorted(column, key=lambda line: (line.bottom, line.left)) for column in columns]


def _banded(lines: list[Line], gutters: Sequence[Gutter], obstacles: Sequence[tuple[float, float]]) -> list[list[Line]]:
    """Split the lines at each obstacle above which all columns end before the text continues below the obstacle."""
    for top, bottom in sorted(obstacles):
        middle = (top + bottom) / 2
        above = [line for line in lines if line.middle < middle]
        below = [line for line in lines if line.middle >= middle]
        upper, lower = _columns(above, gutters), _columns(below, gutters)
        if len(upper) != len(gutters) + 1 or len(lower) != len(gutters) + 1:
            continue
        down = [part for pair in zip(upper, lower, strict=True) for part in pair]
        banded = [*upper, *lower]
        if _joints(banded) > _joints(down) + 0.5:
            return [above, *_banded(below, gutters, [each for each in obstacles if each[0] > bottom])]
    return [lines]


def _joints(parts: Sequence[Sequence[Line]]) -> float:
    return sum(continuity(before[-1], after[0]) for before, after in pairwise([part for part in parts if part]))


def _stretch(lines: Sequence[Line], column: int) -> list[Line]:
    """Order one column from top to bottom, and pieces on one baseline from left to right."""
    ordered = sorted(lines, key=lambda line: line.bottom)
    rows: list[list[Line]] = []
    for line in ordered:
        line.column = column
        row = rows[-1] if rows else None
        if row is not None and line.middle < row[0].bottom and line.top < row[0].middle and _apart(row, line):
            row.append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in (sorted(row, key=lambda line: line.left) if len(row) > 1 else row)]


def _apart(row: Sequence[Line], line: Line) -> bool:
    return all(line.left >= other.right - 2 or line.right <= other.left + 2 for other in row)
