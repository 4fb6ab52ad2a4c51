"""Find a volume's country headings, and the pages between its narratives.

Headings must be distinguished from all other lines that name a country, and essays from a narrative's later pages.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tipetl.countries import fold
from tipetl.documents.pdf.columns import continuity
from tipetl.documents.pdf.flow import Block, Body
from tipetl.documents.pdf.heading_names import country_of, names_tier
from tipetl.documents.pdf.pages import Line, PageText, touches
from tipetl.headings import looks_like_heading

_TIER_LINE = re.compile(
    r"[(\[]?\s*(?:tier\s*(?:[123]|iii|ii|i|one|two|three)\s*[*†]?\s*(?:\(?\s*(?:watch\s*-?\s*list|wl)\s*\)?)?"
    r"|special\s+case)\s*[*†)\]]*",
    re.IGNORECASE,
)
_LONG = 25
_LONGEST = 90
"""The maximum number of characters in a heading, which may consist of a long name and a tier."""
_FEW = 5
"""The minimum number of lines of running text between a heading and the next heading."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A country's heading: its lines (``indices`` of ``PageText.lines``), the name as printed, and its ISO3 code."""

    page: int
    indices: tuple[int, ...]
    name: str
    iso3: str
    style: tuple[str, bool, int]
    size: float
    tiered: bool


def find_headings(pages: Sequence[PageText], furniture: dict[int, set[int]], body: Body) -> list[Heading]:
    """Find the headings of the narratives, at most one per country, in page order.

    Headings share a style, and there is running text between one heading and the next. No such text follows names in a
    table of contents, a chart or a map. If a country's name occurs twice, alphabetical order decides.
    """
    found: list[Heading] = []
    follows: list[int] = []
    for page in pages:
        skip = furniture[page.number]
        lines = page.lines
        taken: set[int] = set()
        for index, line in enumerate(lines):
            if index in skip or index in taken:
                continue
            if heading := _heading_at(page, index, skip, body):
                taken.update(heading.indices)
                found.append(heading)
                follows.append(0)
            elif found and line.end - line.start >= _LONG and body.holds(line):
                follows[-1] += 1
        own = len(found) - len([heading for heading in found if heading.page == page.number])
        for number in range(own, len(found)):
            follows[number] = max(follows[number], _lines_under(found[number], found[own:], page, body))
    by_style: defaultdict[tuple[str, bool, int], list[int]] = defaultdict(list)
    for number, heading in enumerate(found):
        by_style[heading.style].append(number)
    groups: list[tuple[int, bool, float, list[int]]] = []
    for style, numbers in by_style.items():
        near = [
            number
            for number, heading in enumerate(found)
            if heading.style[:2] == style[:2] and abs(heading.style[2] - style[2]) <= 1
        ]
        valid = [number for number in near if _sum_until(follows, number, set(near)) >= _FEW]
        tiered = any(found[number].tiered for number in valid)
        groups.append((len({found[number].iso3 for number in valid}), tiered, found[numbers[0]].size, valid))
    # Chart titles name as many countries as the headings above them, or slightly more if some headings are too long.
    most = max((count for count, *_ in groups), default=0)
    enough = [group for group in groups if group[0] * 10 >= most * 9]
    best = max(enough, key=lambda group: (group[1], group[2], group[0]))[3] if most else []
    if len({found[number].iso3 for number in best}) == 0:
        return []
    chosen = _in_order(best, found)
    chosen = sorted([*chosen, *_others(chosen, found, follows, body)])
    return [found[number] for number in chosen]


def _lines_under(heading: Heading, others: Sequence[Heading], page: PageText, body: Body) -> int:
    """Count the lines of text below a heading in its column and above the next heading. In a file that draws columns
    alternately, lines from other columns come in between.
    """
    first, last = page.lines[heading.indices[0]], page.lines[heading.indices[-1]]
    near = 3 * body.size
    firsts = [page.lines[other.indices[0]] for other in others]
    ends = [line.top for line in firsts if line.top > last.top + 1 and abs(line.left - first.left) < near]
    return sum(
        1
        for line in page.lines
        if last.bottom <= line.bottom < min(ends, default=page.height)
        and abs(line.left - first.left) < near
        and line.end - line.start >= _LONG
        and body.holds(line)
    )


def _sum_until(follows: Sequence[int], number: int, near: set[int]) -> int:
    """Count the lines of text after a heading and before the next heading of its style."""
    total = follows[number]
    later = number + 1
    while later < len(follows) and later not in near:
        total += follows[later]
        later += 1
    return total


def _heading_at(page: PageText, index: int, skip: set[int], body: Body) -> Heading | None:
    """Return the longest heading (up to eight pieces in one style) that begins at a line and names a country, or
    None."""
    line = page.lines[index]
    if line.end - line.start > 70 or (line.font.italic and not (line.font.bold and names_tier(line.text))):
        return None
    plain = body.holds(line) and not line.font.bold
    if plain and not (line.text.isupper() or names_tier(line.text)):
        return None
    if not line.text[0].isalpha():
        return None
    best: Heading | None = None
    words, indices, row = line.text, [index], [line]
    for step in range(8):
        if step:
            # A file that draws columns alternately, or words one by one, has other lines between two lines of a
            # heading.
            behind = _beside(page, row[-1], skip)
            follower = behind if behind is not None else _next_row(page, row, indices[-1], skip)
            if follower is None or len(words) > _LONGEST:
                break
            piece = page.lines[follower]
            glued = row[-1].hyphen or (behind is not None and touches(row[-1], piece))
            words += ("" if glued else " ") + piece.text
            indices.append(follower)
            row = [*row, piece] if behind is not None else [piece]
        if found := country_of(words):
            style = (line.font.family, line.font.bold, round(line.size * 2))
            tiered = names_tier(words)
            # A name in capitals in running text is a heading only with its tier, or in bold.
            if plain and not tiered and not _stands_alone(page, index, len(indices)):
                continue
            best = Heading(page.number, tuple(indices), found[0], found[1], style, line.size, tiered)
    if best is not None and not best.tiered and (tier := _tier_below(page, best.indices, skip)) is not None:
        return replace(best, indices=(*best.indices, tier), tiered=True)
    return best


def _beside(page: PageText, line: Line, skip: set[int]) -> int | None:
    """Find a heading's next piece on its baseline, of the same family and weight and no farther away than a space."""
    least, most = line.bottom - line.size * 0.3, line.bottom + line.size * 0.3
    low, high = line.right - line.size * 0.1, line.right + line.size * 0.9
    for at, other in enumerate(page.lines):
        if not (least < other.bottom < most and low < other.left < high) or other is line or at in skip:
            continue
        if (other.font.family, other.font.bold) == (line.font.family, line.font.bold):
            return at
    return None


def _next_row(page: PageText, row: Sequence[Line], last: int, skip: set[int]) -> int | None:
    """Return the index of the first line directly below a row of pieces, or None."""
    low, high = min(line.top for line in row), max(line.top + line.size * 1.7 for line in row)
    for at in range(last + 1, len(page.lines)):
        line = page.lines[at]
        if low < line.top < high and at not in skip and any(_below(upper, line) for upper in row):
            return at
    return None


def _tier_below(page: PageText, indices: Sequence[int], skip: set[int]) -> int | None:
    """Find the line below a name that contains only the tier, unless it is a chart's first line or in a box of its
    own."""
    last = page.lines[indices[-1]]
    tiers = [
        at
        for at, line in enumerate(page.lines)
        if at not in skip
        and 0 < line.top - last.top < last.size * 4.5
        and line.left < last.right
        and line.right > last.left - 2
        and _TIER_LINE.fullmatch(line.text)
    ]
    tiers.sort(key=lambda at: page.lines[at].top)
    if not tiers:
        return None
    line = page.lines[tiers[0]]
    if line.top - last.top >= last.size * 2:
        return None
    if len(tiers) > 1:
        other = page.lines[tiers[1]]
        if abs(other.size - line.size) < 0.5 and other.top - line.top < line.size * 2.5:
            return None
    boxed = any(
        shape.top < line.middle < shape.bottom
        and shape.left < line.left < shape.right
        and not shape.top < last.middle < shape.bottom
        for shape in page.shapes
    )
    return None if boxed else tiers[0]


def _below(upper: Line, lower: Line) -> bool:
    if not 0 < lower.top - upper.top < upper.size * 1.7:
        return False
    # If a name is in small capitals, its lines may differ in measured size because they begin with different letters.
    near = 0.35 if upper.font.bold and upper.text.isupper() and lower.text.isupper() else 0.05
    return (
        upper.font == lower.font
        and abs(upper.size - lower.size) < upper.size * near
        and lower.left < upper.right
        and lower.right > upper.left
    )


def _stands_alone(page: PageText, index: int, count: int) -> bool:
    """Return whether the previous line does not continue in this line, and nothing is beside the next line."""
    before = page.lines[index - 1] if index else None
    after = page.lines[index + count] if index + count < len(page.lines) else None
    line = page.lines[index]
    if before is not None and 0 <= line.top - before.top < line.size * 1.35 and before.text[-1:].isalnum():
        return False
    return after is None or abs(after.middle - line.middle) > line.size * 0.5


def _in_order(numbers: Sequence[int], found: Sequence[Heading]) -> list[int]:
    """Return one heading per country. If a country has several, the one in alphabetical order is kept."""
    keys = [fold(found[number].name) for number in numbers]
    tails: list[str] = []
    ends: list[int] = []
    previous = [-1] * len(keys)
    for at, key in enumerate(keys):
        place = bisect_left(tails, key)
        previous[at] = ends[place - 1] if place else -1
        if place == len(tails):
            tails.append(key)
            ends.append(at)
        else:
            tails[place] = key
            ends[place] = at
    ordered = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        ordered.add(at)
        at = previous[at]
    codes = {found[numbers[at]].iso3 for at in ordered}
    kept = []
    for at, number in enumerate(numbers):
        if at not in ordered:
            if found[number].iso3 in codes:
                continue
            codes.add(found[number].iso3)
        kept.append(number)
    return kept


def _others(chosen: Sequence[int], found: Sequence[Heading], follows: Sequence[int], body: Body) -> list[int]:
    """Find large headings in another style that have text below them and are between their alphabetical neighbors."""
    codes = {found[number].iso3 for number in chosen}
    typical = Counter(found[number].size for number in chosen).most_common(1)[0][0]
    more = []
    for number, heading in enumerate(found):
        if heading.iso3 in codes or heading.size < max(body.size * 1.15, typical * 0.6) or follows[number] < _FEW:
            continue
        place = bisect_left(list(chosen), number)
        before = fold(found[chosen[place - 1]].name) if place else ""
        after = fold(found[chosen[place]].name) if place < len(chosen) else "~"
        if before < fold(heading.name) < after:
            codes.add(heading.iso3)
            more.append(number)
    return more


def foreign_pages(
    pages: Sequence[PageText], titles: dict[int, Block], flow: dict[int, list[Line]], headings: Sequence[Heading]
) -> set[int]:
    """Return the numbers of the pages between narratives that belong to no narrative: essays and appendices with a
    title.

    A page of an essay or appendix opens with a title that is neither a country nor a section, and does not continue the
    previous page. The foreign pages extend to the next country's heading, or to the page on which the narrative
    continues.
    """
    with_heading = {heading.page for heading in headings}
    first = min(with_heading, default=0)
    foreign: set[int] = set()
    broken: Line | None = None
    last: Line | None = None
    inside = False
    for page in pages:
        if page.number < first:
            continue
        lines = flow.get(page.number, [])
        title = titles.get(page.number)
        goes_back = bool(lines) and broken is not None and continuity(broken, lines[0]) > 0
        if inside and title is None and (goes_back or page.number in with_heading):
            inside = False
        elif not inside and title is not None and last is not None:
            says_section = any(looks_like_heading(line.text) for line in lines)
            goes_on = bool(lines) and continuity(last, lines[0]) >= 1.0
            if not says_section and not goes_on:
                inside = True
                broken = last if lines and continuity(last, lines[0]) < 0 else None
        if inside:
            foreign.add(page.number)
        elif lines:
            last = lines[-1]
    return foreign
