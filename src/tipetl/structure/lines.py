"""Split canonical text into lines and paragraphs, with offsets.

This module knows nothing about sections.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tipetl.model import Section

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s*(?:[•●▪■◦‣·*–—-]\s+|\(?\d{1,2}[.)]\s+|\(?[a-z]\)\s+|[•●▪■◦‣])")
_LONG = 60
"""The length in characters from which a line is too long to be a heading."""
_ENDS = re.compile(r"[.!?:;…][\"”’')\]*_]*\s*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph from ``start`` to ``end``, without surrounding whitespace. In a hard-wrapped text it may span several
    lines.
    """

    start: int
    end: int


def is_bullet(line: str) -> bool:
    """Return whether the line begins with a bullet, a dash or an item number."""
    return _BULLET.match(line) is not None


def paragraphs_of(text: str) -> list[Paragraph]:
    """Return the paragraphs, in order. Each line is a separate paragraph unless the text is hard-wrapped or the line
    clearly continues on the next.

    Every non-whitespace character of the text is in exactly one paragraph.
    """
    lines = []
    for match in _LINE.finditer(text):
        words = match[0]
        stripped = words.strip()
        if stripped:
            start = match.start() + len(words) - len(words.lstrip())
            lines.append((start, start + len(stripped), match.end()))
    width = _wrap_width(text, lines)
    found: list[Paragraph] = []
    for number, (start, end, _) in enumerate(lines):
        before = lines[number - 1] if number else None
        if before and (_goes_on(text, before, start, end) or (width and _continues(text, before, (start, end), width))):
            found[-1] = Paragraph(found[-1].start, end)
        else:
            found.append(Paragraph(start, end))
    return found


def blocks_of(text: str, sections: Sequence[Section]) -> Iterator[tuple[Section, int, int]]:
    """Yield every paragraph of the text with its section, as (section, start, end).

    Paragraphs are determined from the whole text, because a section's slice may not show whether lines are wrapped.
    """
    place = 0
    for paragraph in paragraphs_of(text):
        start = paragraph.start
        while place < len(sections) and sections[place].char_end <= start:
            place += 1
        # A paragraph that crosses the end of a section is cut there; blocks never begin or end with whitespace.
        while place < len(sections) and start < paragraph.end:
            section = sections[place]
            end = min(paragraph.end, section.char_end)
            block = text[start:end]
            if block.strip():
                yield section, start + len(block) - len(block.lstrip()), start + len(block.rstrip())
            start = end
            if start < paragraph.end:
                place += 1


def cut_at(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of ``text[start:end]`` between the matches of ``pattern``."""
    pieces, begin = [], start
    for match in pattern.finditer(text, start, end):
        pieces.append((begin, match.start()))
        begin = match.end()
    return [*pieces, (begin, end)]


def _wrap_width(text: str, lines: list[tuple[int, int, int]]) -> int:
    """Return the width in characters at which the text is hard-wrapped, or 0 if the text is not hard-wrapped."""
    if len(lines) < 4:
        return 0
    lengths = sorted(end - start for start, end, _ in lines)
    longest = lengths[-1]
    if not 40 <= longest <= 140:
        return 0
    open_ended = sum(1 for start, end, _ in lines if not _ENDS.search(text, max(start, end - 6), end))
    return longest if open_ended * 2 > len(lines) else 0


def _goes_on(text: str, before: tuple[int, int, int], start: int, end: int) -> bool:
    """Return whether a sentence continues on the next line, whether or not the rest of the text is wrapped. The
    sentence continues if the line is long or ends in a hyphen, does not end a sentence, and precedes a lower-case
    letter or a figure.
    """
    if (before[1] - before[0] < _LONG and text[before[1] - 1] != "-") or text.count("\n", before[2], start) > 1:
        return False
    if _ENDS.search(text, max(before[0], before[1] - 6), before[1]) or is_bullet(text[start:end]):
        return False
    return text[start].islower() or text[start].isdigit()


def _continues(text: str, before: tuple[int, int, int], here: tuple[int, int], width: int) -> bool:
    """Return whether a hard-wrapped paragraph continues from one line to the next."""
    if text.count("\n", before[2], here[0]) > 1:
        return False
    if is_bullet(text[here[0] : here[1]]):
        return False
    # If the next line's first word would still have fitted on this line, the break is intentional.
    first_word = re.match(r"\S+", text[here[0] : here[1]])
    room = width - (before[1] - before[0])
    if first_word and room > len(first_word[0]) + 1 + width // 10:
        return not _ENDS.search(text, max(before[0], before[1] - 6), before[1]) and text[here[0]].islower()
    return True
