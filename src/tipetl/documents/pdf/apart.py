"""Collect the parts of a PDF outside its narratives: front matter, essays, and text around a printed web page.

This module groups the pieces page by page under their titles; other modules select the pages and lines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set

from tipetl.documents.html_words import about_page, is_chrome_line
from tipetl.documents.pdf.beside import Thing, aside_of, nearest
from tipetl.documents.pdf.flow import Block
from tipetl.documents.pdf.mend import Joint, Words, build_text
from tipetl.documents.pdf.pages import Line
from tipetl.model import Aside, AsideKind


def surrounding(
    things: Sequence[Thing], lines: Sequence[Line], stays: Set[int], flow: Mapping[int, Sequence[Line]]
) -> tuple[list[Thing], list[Thing]]:
    """Split the material beside a single narrative into pieces that belong to the narrative and pieces that belong to
    the page.

    ``lines`` are the lines of running text; ``stays`` holds the ids of the narrative's lines. A piece belongs to the
    page if it is about the site, is above the narrative's first line, or is nearest to a line outside the narrative.
    """
    first = next((line for line in lines if id(line) in stays), None)
    own: list[Thing] = []
    around: list[Thing] = []
    for thing in things:
        line = nearest(thing, flow[thing.page])
        words = " ".join(line.text for line in thing.lines)
        above = first is not None and (thing.page, thing.box.bottom) < (first.page, first.top + 1)
        if above or is_chrome_line(words) or about_page(words) or (line is not None and id(line) not in stays):
            around.append(Thing("surroundings", thing.lines))
        else:
            own.append(thing)
    around += _by_page("surroundings", [line for line in lines if id(line) not in stays])
    return own, around


def asides_apart(
    front: Sequence[Line],
    essays: Sequence[Line],
    things: Sequence[Thing],
    titles: Mapping[int, Block],
    words: Words,
    joined: Callable[[Sequence[Line]], list[Joint]],
) -> tuple[Aside, ...]:
    """Return asides for front matter and essays, page by page under their titles, and for other things outside the
    narratives.

    ``titles`` are the titles at the top of pages; ``joined`` turns lines of running text into joints. The words of
    charts and maps form one aside per page.
    """
    found: list[tuple[int, Aside]] = []
    heads: set[int] = set()
    title: str | None = None
    for thing in _by_page("front", front) + _by_page("essay", essays):
        block = titles.get(thing.page)
        if block is not None:
            heads.update(map(id, block.lines))
            title = " ".join(line.text for line in block.lines)
        elif thing.kind != "essay":
            title = None
        text, runs = build_text(joined(thing.lines), words)
        found.append((thing.page, Aside(thing.kind, text, title, runs, thing.box)))
    labels: defaultdict[int, list[Line]] = defaultdict(list)
    for thing in things:
        lines = [line for line in thing.lines if id(line) not in heads]
        if thing.kind == "label":
            labels[thing.page] += lines
        elif lines and (aside := aside_of(Thing(thing.kind, lines), words)):
            found.append((thing.page, aside))
    for number, lines in labels.items():
        if lines and (aside := aside_of(Thing("label", lines), words)):
            found.append((number, aside))
    return tuple(aside for _, aside in sorted(found, key=lambda each: each[0]))


def _by_page(kind: AsideKind, lines: Sequence[Line]) -> list[Thing]:
    """Group lines of running text outside the narratives by page."""
    pages: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    return [Thing(kind, pages[number]) for number in sorted(pages)]
