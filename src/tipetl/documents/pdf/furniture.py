"""Find running heads, footers and page numbers.

Furniture is recognized by position and repetition. Words alone decide only for page numbers, the report's own name,
and lines that a browser prints around a page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from tipetl.documents.pdf.columns import ends_sentence
from tipetl.documents.pdf.flow import Body
from tipetl.documents.pdf.pages import Line, PageText

_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"[\s\-–—|•.\[(]*(?:(?:page|p\.)\s*)?(?:\d{1,3}|1\d{3}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[\s\-–—|•\])]*",
    re.IGNORECASE,
)
_BANNER = re.compile(
    r"^\W*(?:\d{1,4}\W+)?(?:(?:june|july|\d{4}|u\.?s|united states|department of state|annual)\W+)*"
    r"trafficking in persons report"
    r"(?:\W+(?:june|july|page|\d{1,4}|(?:(?:u\.?s|united states)\W+)?department of state))*\W*$"
    r"|^\W*(?:https?://|file://|www\.)\S+(?:\s+(?:\d+/\d+|page \d+(?: of \d+)?))?\W*$"
    r"|^(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d),? (?:\d{1,2}[:.]\d\d\b.{0,90}|.{0,90}\S)$"
    r"|^(?:page )?\d+ (?:of|/) \d+\s+\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b.{0,30}$",
    re.IGNORECASE,
)
_ZONE = 0.14


def find_furniture(pages: Sequence[PageText], body: Body) -> dict[int, set[int]]:
    """Map each page number to the indices of the page's lines that are furniture; ``body`` is the style of running
    text."""
    texts: Counter[tuple[str, int]] = Counter()
    places: Counter[int] = Counter()
    edges = _edges(pages, body)
    candidates: dict[int, list[tuple[int, Line, bool, tuple[str, int]]]] = defaultdict(list)
    for page in pages:
        for index, line in enumerate(page.lines):
            high = line.bottom < page.height * _ZONE
            if not high and line.top < page.height * (1 - _ZONE):
                continue
            place = round((line.bottom if high else line.bottom - page.height) / 3)
            mark = (_DIGITS.sub("#", " ".join(line.text.casefold().split())), place)
            outside = edges is not None and (
                line.bottom <= edges[0] + 1.5 or page.height - line.top <= edges[1] + 1.5
            )  # fmt: skip
            candidates[page.number].append((index, line, outside, mark))
            texts[mark] += 1
            if outside:
                places[place] += 1
    count = len(pages)
    found: dict[int, set[int]] = {}
    for page in pages:
        chosen = set()
        for index, line, outside, mark in candidates[page.number]:
            near = sum(texts[mark[0], mark[1] + step] for step in (-1, 0, 1))
            spot = sum(places[mark[1] + step] for step in (-1, 0, 1))
            repeated = outside and (near >= 2 or (count > 3 and spot >= max(2, count * 0.08)))
            # The last line of an unusually full page is text if it is directly below another line.
            repeated = repeated and not (body.holds(line) and _runs_on(line, page.lines))
            often = count > 3 and near >= max(3, count * 0.25)
            numbered = (outside or edges is None) and _NUMBER.fullmatch(line.text)
            worded = numbered or _BANNER.search(line.text)
            lonely = (
                outside
                and (line.top > page.height / 2 or spot >= count > 1)
                and _lonely(line, page.lines, line.top > page.height / 2)
            )
            if repeated or lonely or ((often or worded) and _free(line, page.lines)):
                chosen.add(index)
        found[page.number] = chosen
    return found


def _edges(pages: Sequence[PageText], body: Body) -> tuple[float, float] | None:
    """Return the distances from the top and the bottom at which running text starts and ends on most pages."""
    tops: Counter[int] = Counter()
    bottoms: Counter[int] = Counter()
    for page in pages:
        lines = sorted((line for line in page.lines if body.holds(line)), key=lambda line: line.top)
        if first := _followed(lines):
            tops[round(first.top)] += 1
        if last := _followed(lines[::-1]):
            bottoms[round(page.height - last.bottom)] += 1
    if not tops or not bottoms:
        return None
    return _usual(tops), _usual(bottoms)


def _usual(heights: Counter[int]) -> float:
    """Return the smallest height at which text usually starts (or ends).

    A title pushes text down, and if columns vary in length, text may end at a different height on every page.
    """
    least = min(max(1, sum(heights.values()) // 12), max(heights.values()))
    return float(min(y for y, times in heights.items() if times >= least))


def _followed(lines: Sequence[Line]) -> Line | None:
    """Return the first line that another line in its column closely follows, or None."""
    for number, line in enumerate(lines):
        for other in lines[number + 1 : number + 8]:
            apart = abs(other.top - line.top)
            if line.size * 0.5 < apart < line.size * 1.6 and other.left < line.right and other.right > line.left:
                return line
    return None


def _runs_on(line: Line, lines: Sequence[Line]) -> bool:
    """Return whether the line above or below is as close to ``line`` as in a paragraph or under a heading."""
    return any(
        line.size * 0.5 < abs(other.top - line.top) < line.size * 2.2 and abs(other.left - line.left) < line.size * 3
        for other in lines
    )


def _free(line: Line, lines: Sequence[Line]) -> bool:
    """Return whether no other line is close above or below ``line``."""
    for other in lines:
        if other is line or abs(other.middle - line.middle) < line.size * 0.5:
            continue
        if other.left < line.right + 20 and other.right > line.left - 20:
            gap = line.top - other.bottom if other.middle < line.middle else other.top - line.bottom
            if gap < line.size * 0.35:
                return False
    return True


def _lonely(line: Line, lines: Sequence[Line], low: bool) -> bool:
    """Return whether a few words at the bottom (``low``) or top of a page are isolated, far from everything else."""
    if line.end - line.start > 60 or ends_sentence(line.text):
        return False
    if low:
        gaps = [line.top - other.bottom for other in lines if other.bottom < line.top]
    else:
        gaps = [other.top - line.bottom for other in lines if other.top > line.bottom]
    return bool(gaps) and min(gaps) > line.size * 2.5
