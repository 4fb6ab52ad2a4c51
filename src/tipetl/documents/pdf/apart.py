"""What belongs to no narrative of a PDF: front matter, essays, and what a printed web page sets around its text.

What belongs here: putting it together page by page under its titles. Which pages and lines these are was decided
before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from tipetl.documents.html_words import about_page, is_chrome_line
from tipetl.documents.pdf.beside import Thing, aside_of, nearest
from tipetl.documents.pdf.flow import Block, Body
from tipetl.documents.pdf.mend import Words, build_text
from tipetl.documents.pdf.pages import Line
from tipetl.documents.pdf.paragraphs import Measures, join_lines
from tipetl.model import Aside, AsideKind

__all__ = ["Setting", "asides_apart", "surrounding"]


@dataclass(frozen=True, slots=True)
class Setting:
    """How the document is set: what ``join_lines`` and ``build_text`` go by."""

    words: Words
    body: Body
    measures: Measures
    headings: Set[int]
    interrupted: Set[int]


def surrounding(
    things: Sequence[Thing], lines: Sequence[Line], stays: Set[int], flow: Mapping[int, Sequence[Line]]
) -> tuple[list[Thing], list[Thing]]:
    """Of what stands beside the one narrative of a document, what is its own, and what the page prints around it.

    ``lines`` are the lines of running text, ``stays`` ids of those that are the narrative. What speaks of the site,
    what stands above the narrative's first line, and what is nearest to a line that is no part of it is the page's.
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
    setting: Setting,
) -> tuple[Aside, ...]:
    """Front matter and essays, page by page under their titles, and the things that belong to no narrative.

    ``titles`` are the titles at the head of pages. Words of charts and maps are one aside a page.
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
        joints = join_lines(thing.lines, setting.body, setting.measures, setting.headings, setting.interrupted)
        text, runs = build_text(joints, setting.words)
        found.append((thing.page, Aside(thing.kind, text, title, runs, thing.box)))
    labels: defaultdict[int, list[Line]] = defaultdict(list)
    for thing in things:
        lines = [line for line in thing.lines if id(line) not in heads]
        if thing.kind == "label":
            labels[thing.page] += lines
        elif lines and (aside := aside_of(Thing(thing.kind, lines), setting.words)):
            found.append((thing.page, aside))
    for number, lines in labels.items():
        if lines and (aside := aside_of(Thing("label", lines), setting.words)):
            found.append((number, aside))
    return tuple(aside for _, aside in sorted(found, key=lambda each: each[0]))


def _by_page(kind: AsideKind, lines: Sequence[Line]) -> list[Thing]:
    """Lines of running text that belong to no narrative, those of one page together."""
    pages: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    return [Thing(kind, pages[number]) for number in sorted(pages)]
