"""Split the recommendations section into items.

Items may be bulleted, on separate lines, separated by semicolons, or single sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tipetl.headings import heading_of
from tipetl.model import Recommendation, Section
from tipetl.structure.lines import blocks_of, cut_at, is_bullet
from tipetl.structure.themes import themes_of

# A star is a bullet only after a sentence or an item; elsewhere it may mark a footnote.
_INLINE_BULLET = re.compile(r"(?:^|\s)[•●▪■◦‣]\s*|(?<=[.;])\s+\*\s+")
_LEAD = re.compile(
    r"(?:\s|[•●▪■◦‣·*–—-](?=\s)|[•●▪■◦‣]|\(?\d{1,2}[.)]\s|\(?[a-z]\)\s|and\s+also\s+|and\s+|finally,\s+)+",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(r"[\s;,](?:and|or)$")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")


def recommendation_items(text: str, sections: Sequence[Section]) -> tuple[Recommendation, ...]:
    """Return the items of all recommendations sections, in order. Each item's text is a slice of ``text``."""
    blocks: dict[int, list[tuple[int, int]]] = {
        section.position: [] for section in sections if section.kind == "recommendations"
    }
    for section, start, end in blocks_of(text, sections):
        if section.position not in blocks:
            continue
        if start == section.char_start and (heading := heading_of(text[start:end])):
            start += heading.body_start
        if start < end:
            blocks[section.position].append((start, end))
    spans = [span for of_section in blocks.values() for span in _items(text, of_section)]
    return tuple(
        Recommendation(number, text[start:end], start, end, themes_of(text[start:end]))
        for number, (start, end) in enumerate(spans)
    )


def _items(text: str, blocks: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    bulleted = any(is_bullet(text[start:end]) or _INLINE_BULLET.search(text, start, end) for start, end in blocks)
    for start, end in blocks:
        if bulleted:
            pieces = cut_at(_INLINE_BULLET, text, start, end)
        else:
            pieces = _semicolons(text, start, end)
            if len(pieces) == 1 and len(blocks) == 1:
                pieces = cut_at(_SENTENCE_END, text, start, end)
        for piece in pieces:
            if item := _trim(text, *piece):
                yield item


def _semicolons(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split ``text[start:end]`` at semicolons that are outside parentheses."""
    pieces, begin, depth = [], start, 0
    for place in range(start, end):
        char = text[place]
        if char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif char == ";" and depth == 0:
            pieces.append((begin, place))
            begin = place + 1
    return [*pieces, (begin, end)]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return a span without its bullet, leading "and" and closing punctuation, or None if no words remain."""
    lead = _LEAD.match(text, start, end)
    if lead:
        start = lead.end()
    words = text[start:end].rstrip()
    if leads_on := _LEADS_ON.search(words[-4:]):
        words = words[: len(words) - len(leads_on[0])].rstrip(" \n;,")
    else:
        words = words.rstrip(" \n;.,")
    return (start, start + len(words)) if re.search(r"\w", words) else None
