"""Find headings in volumes in which every narrative starts on a new page, with the country's name at the top.

Country names at the top of pages are easily mistaken for running heads, because they are in the same place and differ
from page to page, as page numbers do. Names set in the style of the text are easily mistaken for text.
"""

from __future__ import annotations

from collections.abc import Sequence

from tipetl.documents.pdf.flow import Body
from tipetl.documents.pdf.heading_names import country_of, names_tier
from tipetl.documents.pdf.pages import Line, PageText
from tipetl.documents.pdf.volume import Heading

_LEAST_WORDS = 20
"""The minimum number of words that must follow a narrative's heading at the top of a page."""
_MOST_BEFORE = 3
"""The maximum number of lines before a country's name at the top: a running head, a page number, a date."""


def headings_at_heads(pages: Sequence[PageText], furniture: dict[int, set[int]], body: Body) -> list[Heading]:
    """Return the first occurrence of each country name at the top of a page, or nothing if there are fewer than two
    countries.

    If a name recurs after another country's, the names are running heads of an index or a table, and none counts.
    """
    found: list[Heading] = []
    for page in pages:
        heading = _heading(page, furniture[page.number], body)
        if heading is None or (found and found[-1].iso3 == heading.iso3):
            continue
        found.append(heading)
    codes = {heading.iso3 for heading in found}
    return found if len(codes) > 1 and len(codes) == len(found) else []


def _heading(page: PageText, skip: set[int], body: Body) -> Heading | None:
    order = sorted(range(len(page.lines)), key=lambda index: (page.lines[index].top, page.lines[index].left))
    for place, index in enumerate(order[: _MOST_BEFORE + 1]):
        line = page.lines[index]
        named = country_of(line.text)
        if named is None:
            if index not in skip:  # there is text above the next line
                return None
            continue
        below = [page.lines[other] for other in order[place + 1 :] if other not in skip]
        if _beside(line, below) or sum(len(other.text.split()) for other in below) < _LEAST_WORDS:
            return None
        style = (line.font.family, line.font.bold, round(line.size * 2))
        return Heading(page.number, (index,), *named, style, line.size, names_tier(line.text))
    return None


def _beside(line: Line, below: Sequence[Line]) -> bool:
    """Return whether other words share the line, as in a table row or a contents line."""
    return any(abs(other.middle - line.middle) < line.size * 0.5 for other in below)
