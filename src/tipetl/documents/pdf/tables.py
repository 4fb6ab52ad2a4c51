"""Read a volume's tables: law-enforcement totals for the world and its regions, and tier placements.

A cell is a group of words that are closer together than columns. The heading above it determines its meaning.
``table_pages`` decides which reader's words to use.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tipetl.documents.pdf.heading_names import named_country
from tipetl.model import GlobalTotal, Tier, TierPlacement

_HEADER = re.compile(r"\bprosecutions?\b", re.IGNORECASE)
_CONVICTIONS = re.compile(r"\bconvictions?\b", re.IGNORECASE)
_VICTIMS = re.compile(r"\bvictims?\b", re.IGNORECASE)
_LAWS = re.compile(r"\blegislation\b|\blaws?\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_ROW = re.compile(r"(?m)^[^\S\n]*(?:19|20)\d\d(?=[^\S\n]*\r?$|[^\S\n]+(?:[\d,]+[^\S\n]*(?:\(|\d|\r?$)|N/?A|[–—-]))")
_COUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)[*†]*$")
_LABOR = re.compile(r"\(\s*(\d{1,3}(?:,\d{3})+|\d+)\s*\)[*†]*$")
_TIER = re.compile(
    r"tier\s*(?P<level>[123]|iii|ii|i|one|two|three)\s*[*†]*\s*(?P<watch>\(?\s*(?:watch\s*-?\s*list|wl)\s*\)?)?|special\s+cases?",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\(\s*[\d,]+\s*\)\S*|\S+")
_LEVELS: dict[str, Tier] = {
    "1": "1", "i": "1", "one": "1", "2": "2", "ii": "2", "two": "2", "3": "3", "iii": "3", "three": "3",
}  # fmt: skip
_PLACEMENTS = re.compile(r"tier\s+placements?|countries\s+by\s+tier|tier\s+(?:rankings|list)", re.IGNORECASE)
_WORLD = re.compile(r"global|world|law\s+enforcement|data|statistic|total|figures|table", re.IGNORECASE)
_NAME = re.compile(r"[A-ZÀ-Þ][^\W\d_][\w .,'’&()-]{1,38}[*†‡]*")
_LEAST = 4
"""The minimum number of countries on a page of the placement chart."""


@dataclass(slots=True)
class Cell:
    """Words grouped on one line of a page, in points from its upper left corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float

    @property
    def centre(self) -> float:
        """The horizontal position halfway between the cell's left and right edges."""
        return (self.left + self.right) / 2

    def joined(self, word: Cell) -> Cell:
        """Return the cell extended by the next word on its line."""
        top, bottom = min(self.top, word.top), max(self.bottom, word.bottom)
        return Cell(f"{self.text} {word.text}", self.left, word.right, top, bottom, self.size)

    def cut(self, match: re.Match[str]) -> Cell:
        """Return a piece of the cell's text, positioned by its share of the cell's width."""
        width = (self.right - self.left) / max(len(self.text), 1)
        left, right = self.left + width * match.start(), self.left + width * match.end()
        return Cell(match[0].strip(), left, right, self.top, self.bottom, self.size)


def joined_words(words: Sequence[Cell], gap: Callable[[Cell, Cell, Cell], float]) -> Iterator[Cell]:
    """Join a line's words into cells. A cell ends where two words are farther apart than the distance that ``gap``
    returns."""
    cell = words[0]
    for before, word in pairwise(words):
        if word.left - before.right > gap(cell, before, word):
            yield cell
            cell = word
        else:
            cell = cell.joined(word)
    yield cell


def in_order(cells: Iterable[Cell]) -> list[Cell]:
    """Return the cells of a page from top to bottom and left to right."""
    return sorted(cells, key=lambda cell: (round(cell.bottom), cell.left))


def announces_totals(raw: str, lines: Sequence[str]) -> bool:
    """Return whether a page has a law-enforcement table: rows of figures by year under its headings, or just the
    headings (each on a short line) with years somewhere below.
    """
    if not (_HEADER.search(raw) and _CONVICTIONS.search(raw)):
        return False
    if len(_ROW.findall(raw)) >= 2:
        return True
    short = [line for line in lines if len(line) < 30 and line[-1] not in ".,;"]
    headed = all(any(pattern.match(line) for line in short) for pattern in (_HEADER, _CONVICTIONS, _VICTIMS))
    return headed and sum(1 for line in short if _YEAR.match(line.split()[0])) >= 2


def announces_placements(raw: str, lines: Sequence[str]) -> bool:
    """Return whether a short line on the page announces the placements, and a heading names a tier."""
    return (
        _PLACEMENTS.search(raw) is not None
        and any(len(line) < 60 and _PLACEMENTS.search(line) for line in lines)
        and any(tier_of(line) is not None for line in lines)
    )


def may_list_tiers(raw: str) -> bool:
    """Return whether a page names any tier."""
    return _TIER.search(raw) is not None


def names_placements(raw: str) -> bool:
    """Return whether a page mentions placements."""
    return _PLACEMENTS.search(raw) is not None


def rows_of(cells: Sequence[Cell], near: float) -> list[list[Cell]]:
    """Group cells by baseline, from left to right. ``near`` is the allowed distance as a share of their size."""
    rows: list[list[Cell]] = []
    for cell in sorted(cells, key=lambda cell: cell.bottom):
        if rows and abs(cell.bottom - rows[-1][0].bottom) < cell.size * near:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return [sorted(row, key=lambda cell: cell.left) for row in rows]


def totals_of(cells: Sequence[Cell], page: int) -> list[GlobalTotal]:
    """Return the rows of each table on the page. A table begins at the line with its column headings."""
    rows = rows_of(cells, 0.45)
    heads = [
        number
        for number, row in enumerate(rows)
        if any(_HEADER.search(cell.text) and len(cell.text) < 40 for cell in row)
        and any(
            _CONVICTIONS.search(cell.text) and len(cell.text) < 40
            for near in rows[max(0, number - 2) : number + 3]
            for cell in near
        )
    ]
    heads = [number for at, number in enumerate(heads) if at == 0 or number - heads[at - 1] > 2]
    found: list[GlobalTotal] = []
    for at, head in enumerate(heads):
        end = heads[at + 1] if at + 1 < len(heads) else len(rows)
        body = [
            number
            for number in range(head, end)
            if _YEAR.match(rows[number][0].text.split()[0]) and len(rows[number]) > 0
        ]
        if not body:
            continue
        stops = _stops([cell for row in rows[max(0, head - 2) : body[0]] for cell in row])
        if stops is None:
            continue
        region = _region(rows[: max(0, head)], rows[heads[at - 1]][0].bottom if at else 0.0)
        for position, number in enumerate(body):
            following = body[position + 1] if position + 1 < len(body) else end
            extra = [
                cell
                for row in rows[number + 1 : following]
                for cell in row
                if cell.top - rows[number][0].bottom < cell.size * 1.2
                and (_LABOR.match(cell.text) or _COUNT.match(cell.text))
            ]
            row = _total(rows[number], extra, stops, region, page)
            if (row.prosecutions, row.convictions, row.victims_identified) != (None, None, None):
                found.append(row)
    return found


def _stops(cells: Sequence[Cell]) -> list[Cell] | None:
    """Return the column headings for prosecutions, convictions, victims and laws, or None if any is missing."""
    stops = []
    for pattern in (_HEADER, _CONVICTIONS, _VICTIMS, _LAWS):
        cell = next((cell for cell in cells if pattern.search(cell.text) and len(cell.text) < 60), None)
        if cell is None:
            if pattern is _LAWS:
                break
            return None
        stops.append(cell)
    spread = max(cell.bottom for cell in stops) - min(cell.top for cell in stops)
    ascending = all(left.left < right.left for left, right in pairwise(stops))
    return stops if ascending and spread < stops[0].size * 4 else None


def _total(
    row: Sequence[Cell], extra: Sequence[Cell], stops: Sequence[Cell], region: str | None, page: int
) -> GlobalTotal:
    """Build a row of totals by assigning each figure to the heading above it."""
    plain: list[int | None] = [None] * 4
    labor: list[int | None] = [None] * 4
    words = [cell.cut(match) for cell in [*row, *extra] for match in _FIGURE.finditer(cell.text)]
    for word in words[1:]:
        column = min(range(len(stops)), key=lambda at: _distance(word, stops[at]))
        if match := _LABOR.match(word.text):
            labor[column] = int(match[1].replace(",", ""))
        elif (match := _COUNT.match(word.text)) and plain[column] is None:
            plain[column] = int(match[1].replace(",", ""))
    return GlobalTotal(
        year=int(words[0].text), region=region, prosecutions=plain[0], prosecutions_labor=labor[0],
        convictions=plain[1], convictions_labor=labor[1], victims_identified=plain[2],
        victims_identified_labor=labor[2], new_legislation=plain[3], page=page,
    )  # fmt: skip


def _distance(cell: Cell, stop: Cell) -> float:
    """Return a cell's distance from a heading: the smallest of the distances between left edges, centers and right
    edges."""
    return min(abs(cell.left - stop.left), abs(cell.centre - stop.centre), abs(cell.right - stop.right))


def _region(rows: Sequence[Sequence[Cell]], below: float) -> str | None:
    """Return the region in the table's title (the largest line above the table), or None for the world's table."""
    lines = [row for row in rows if row[0].top > below and not _YEAR.match(row[0].text)]
    lines = [row for row in lines if sum(len(cell.text) for cell in row) < 60]
    if not lines:
        return None
    largest = max(cell.size for row in lines for cell in row)
    titles = [row for row in lines if max(cell.size for cell in row) > largest * 0.97]
    words = " ".join(cell.text for cell in titles[-1])
    return None if _WORLD.search(words) else words


def tier_of(text: str) -> Tier | None:
    """Return the tier that a heading names, or None for any other text."""
    match = _TIER.fullmatch(" ".join(text.strip(" :*†").split()))
    if match is None:
        return None
    if match["level"] is None:
        return "SC"
    level = _LEVELS[match["level"].casefold()]
    return "2WL" if level == "2" and match["watch"] else level


def placements_of(cells: Sequence[Cell], page: int, carried: Tier | None) -> tuple[list[TierPlacement], Tier | None]:
    """Return a page's placements, by tier and then column by column, and the tier that continues on the next page.

    Charts are either set in bands (a heading above several columns of its tier) or flow down one column and on to the
    next. Names are in alphabetical order, so the layout with fewer steps back in the alphabet is correct.
    """
    cells = [piece for cell in cells for piece in _headings(cell)]
    heads = [(cell, tier) for cell in cells if (tier := tier_of(cell.text)) is not None]
    readings = [
        [(tier, _names(stack)) for tier, stack in stacks if tier is not None]
        for stacks in (_in_bands(cells, heads, carried), _in_one_flow(cells, carried))
    ]
    listed = min(readings, key=_steps_back)
    found = [TierPlacement(name, tier, page) for tier, names in listed for name in names]
    if len(found) < _LEAST and carried is None:
        return [], None
    if listed is readings[1]:
        last = listed[-1][0] if listed else carried
    else:
        last = max(heads, key=lambda each: (each[0].top, each[0].left))[1] if heads else carried
    # The chart ends before a page that lists hardly any countries.
    return (found, last) if found else ([], None)


def _headings(cell: Cell) -> list[Cell]:
    """Return a cell, or its separate headings if a reader merged the headings of two narrow columns."""
    found = list(_TIER.finditer(cell.text))
    if len(found) < 2 or any(char.isalnum() for char in _TIER.sub("", cell.text)):
        return [cell]
    return [cell.cut(match) for match in found]


Stack = tuple[Tier | None, list[Cell]]


def _in_bands(cells: Sequence[Cell], heads: Sequence[tuple[Cell, Tier]], carried: Tier | None) -> list[Stack]:
    """Return the cells under each heading, column by column."""
    lefts = _lefts(cells)
    columns: dict[tuple[int, int], list[Cell]] = {}
    for cell in cells:
        if tier_of(cell.text) is not None:
            continue
        head = _head_of(cell, heads)
        if head is None and carried is None:
            continue
        columns.setdefault((-1 if head is None else head, _column(cell, lefts)), []).append(cell)
    return [
        (carried if head < 0 else heads[head][1], sorted(stack, key=lambda cell: cell.top))
        for (head, _), stack in sorted(columns.items())
    ]


def _in_one_flow(cells: Sequence[Cell], carried: Tier | None) -> list[Stack]:
    """Return the cells column by column, split into stacks at each heading and at each column's end."""
    lefts = _lefts(cells)
    stacks: list[Stack] = []
    tier, column = carried, -1
    for cell in sorted(cells, key=lambda cell: (_column(cell, lefts), cell.top)):
        if (named := tier_of(cell.text)) is not None:
            tier, column = named, -1
            continue
        if _column(cell, lefts) != column or not stacks:
            column = _column(cell, lefts)
            stacks.append((tier, []))
        stacks[-1][1].append(cell)
    return stacks


def _lefts(cells: Sequence[Cell]) -> list[float]:
    lefts: list[float] = []
    for cell in cells:
        if not any(abs(cell.left - left) < 3 for left in lefts):
            lefts.append(cell.left)
    return sorted(lefts)


def _column(cell: Cell, lefts: Sequence[float]) -> int:
    return next(at for at, left in enumerate(lefts) if abs(cell.left - left) < 3)


def _steps_back(listed: Sequence[tuple[Tier, Sequence[str]]]) -> int:
    """Count the names that alphabetically precede the name listed above them under the same tier."""
    by_tier: dict[Tier, list[str]] = {}
    for tier, names in listed:
        by_tier.setdefault(tier, []).extend(name.casefold() for name in names)
    return sum(one > two for names in by_tier.values() for one, two in pairwise(names))


def _head_of(cell: Cell, heads: Sequence[tuple[Cell, Tier]]) -> int | None:
    """Return the index of a cell's heading, or None: the lowest heading above it or, if several are on one line, the
    nearest of them."""
    above = [at for at, (head, _) in enumerate(heads) if head.bottom <= cell.top + 2]
    if not above:
        return None
    lowest = max(heads[at][0].top for at in above)
    row = [at for at in above if abs(heads[at][0].top - lowest) < heads[at][0].size]
    # If headings are side by side, a higher heading keeps the columns that have no lower heading.
    if len(row) == 1:
        return row[0]
    left = [at for at in row if heads[at][0].left <= cell.left + cell.size * 2]
    return max(left, key=lambda at: heads[at][0].left) if left else row[0]


def _names(stack: Sequence[Cell]) -> list[str]:
    """Return the country names in a column, with two-line names joined. An unknown name is kept if the other names are
    known."""
    names: list[str] = []
    unknown: list[int] = []
    number = 0
    while number < len(stack):
        words, name, best = "", "", 0
        for step in range(min(3, len(stack) - number)):
            cell = stack[number + step]
            if step and cell.top - stack[number + step - 1].bottom > cell.size * 0.6:
                break
            words = (
                cell.text if not words else words[:-1] + cell.text if words.endswith("-") else f"{words} {cell.text}"
            )
            if named_country(words.strip("*†‡ ")):
                best, name = step + 1, words.strip("*†‡ ")
        if not best and _NAME.fullmatch(stack[number].text):
            unknown.append(len(names))
            best, name = 1, stack[number].text.strip("*†‡ ")
        if best:
            names.append(name)
        number += max(best, 1)
    if len(unknown) * 5 > len(names):
        return [name for at, name in enumerate(names) if at not in unknown]
    return names
