"""Find pieces that are set in a narrative's own type but are not part of the narrative.

The pieces are captions and quotations between two lines of a sentence, and text that a web page prints before and
after a narrative. Position and the continuity of sentences decide; the words of a piece matter only if both agree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

from tipetl.documents.html_words import about_page, is_chrome_line, narrates
from tipetl.documents.pdf.columns import ends_sentence
from tipetl.documents.pdf.flow import Body
from tipetl.documents.pdf.mend import Joint
from tipetl.documents.pdf.pages import Line
from tipetl.headings import looks_like_heading

_CAPTION = re.compile(
    r"(?:figure|fig\.|photo(?:graph)?|picture|image|map|chart|table|exhibit|box|plate)\s*\d{0,3}[a-z]?\s*[.:–—|]",
    re.IGNORECASE,
)
_CREDIT = re.compile(r"[(\[](?:photo|picture|image|source|credit|©)\b[^()\[\]]{0,80}[)\]]\W*$", re.IGNORECASE)
_OPENING = re.compile(r"[\W_]*[A-ZÀ-ÖØ-Þ]|[“\"‘'(]")
_BEGINS = re.compile(r"\W{0,2}(?:\d{1,2}|[a-z]|[ivx]{1,4})[.):]\s|[•●▪■○–-]")
_OPEN, _CLOSE = '“"', '”"'
_LINES = 8
"""The maximum number of lines in a caption or quotation."""
_PROSE = 120
"""The minimum length in characters of a paragraph of prose."""


def interposed(lines: Sequence[Line], body: Body, leading: float, headings: Set[int]) -> set[int]:
    """Return the ids of lines in separate blocks that do not belong to the text of their column.

    A separate block interrupts a sentence that continues below it, or starts like a caption. ``leading`` is the
    distance between baselines; ``headings`` are ids of lines in country headings.
    """
    found: set[int] = set()
    blocks = _blocks(lines, leading)
    edges: dict[tuple[int, int], float] = {}
    for line in lines:
        place = (line.page, line.column)
        edges[place] = max(line.right, edges.get(place, 0.0))
    for number in range(1, len(blocks)):
        block = blocks[number]
        if not _OPENING.match(block[0].text) or id(block[0]) in headings or not _plain(block, body):
            continue
        after = blocks[number + 1] if number + 1 < len(blocks) else []
        if len(block) <= _LINES and (
            is_caption(block) or _is_quotation(block, after) or _is_inset(blocks[number - 1], block, after)
        ):
            found.update(map(id, block))
            continue
        before = next((other for other in reversed(blocks[:number]) if id(other[0]) not in found), None)
        if before is None or not _broken(before[-1], body, headings, edges):
            continue
        for last in range(number, min(number + 3, len(blocks) - 1)):
            group = [line for other in blocks[number : last + 1] for line in other]
            if len(group) > _LINES or not _plain(group, body) or _holds_narrative(group):
                break
            below = blocks[last + 1][0]
            # Words that continue on the line below belong to the interrupted sentence itself.
            closed = ends_sentence(group[-1].text) or _is_short(group[-1], below, edges)
            if closed and below.text[:1].islower() and body.holds(below) and not below.marked:
                found.update(map(id, group))
                break
    return found


def _blocks(lines: Sequence[Line], leading: float) -> list[list[Line]]:
    """Split lines into blocks where a column ends or where the gap to the next line is larger than within running
    text."""
    blocks: list[list[Line]] = []
    for line in lines:
        last = blocks[-1][-1] if blocks else None
        if (
            last is not None
            and (last.page, last.column) == (line.page, line.column)
            and line.bottom - last.bottom < max(leading * 1.25, 1.0)
        ):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _plain(block: Sequence[Line], body: Body) -> bool:
    return all(body.holds(line) and not line.marked for line in block)


def _holds_narrative(group: Sequence[Line]) -> bool:
    """Return whether a block contains a section title or a bullet and so belongs to the narrative."""
    return any(looks_like_heading(line.text) or "•" in line.text for line in group)


def is_caption(block: Sequence[Line]) -> bool:
    """Return whether lines start like a caption, or end with a photo credit."""
    text = " ".join(line.text for line in block)
    return (_CAPTION.match(text) is not None and len(text) < 400) or _CREDIT.search(text) is not None


def _is_quotation(block: Sequence[Line], after: Sequence[Line]) -> bool:
    """Return whether a block is entirely in quotation marks, or is set in italics amid upright text."""
    text = " ".join(line.text for line in block)
    if not after or not ends_sentence(text) or len(text) > 350:
        return False
    if text[0] in _OPEN and text[-1] in _CLOSE and not any(char in text[1:-1] for char in _OPEN):
        return True
    slanted = all(line.font.italic and line.last_font.italic for line in block)
    return slanted and not (after[0].font.italic and after[0].last_font.italic)


def _is_inset(before: Sequence[Line], block: Sequence[Line], after: Sequence[Line]) -> bool:
    """Return whether a few lines are all indented to the same depth, and deeper than the text above and below."""
    if not 1 < len(block) <= 4 or not after or not ends_sentence(block[-1].text) or not ends_sentence(before[-1].text):
        return False
    places = {(line.page, line.column) for line in (before[-1], *block, after[-1])}
    lefts = [line.left for line in block]
    edge = max(before[-1].left, after[-1].left)
    return (
        len(places) == 1
        and max(lefts) - min(lefts) < 1.5
        and min(lefts) - edge > block[0].size * 1.5
        and before[-1].text[-1] != ":"
        and not _BEGINS.match(block[0].text)
        and abs(before[-1].left - after[-1].left) < 1.5
    )


def _fills(line: Line, edges: Mapping[tuple[int, int], float]) -> bool:
    """Return whether a line ends so close to its column's right edge (``edges``) that it is not the last line of a
    paragraph."""
    return line.right > line.left + (edges[line.page, line.column] - line.left) * 0.6


def _is_short(line: Line, below: Line, edges: Mapping[tuple[int, int], float]) -> bool:
    """Return whether a line is much shorter than the line below it or, at the end of a column, than the column's
    width."""
    if (line.page, line.column) != (below.page, below.column):
        return not _fills(line, edges)
    return line.right < below.left + (below.right - below.left) * 0.6


def _broken(line: Line, body: Body, headings: Set[int], edges: Mapping[tuple[int, int], float]) -> bool:
    """Return whether a line breaks off in mid-sentence. Section titles do not count as short lines."""
    if not _fills(line, edges):
        return False
    if id(line) in headings or not body.holds(line) or looks_like_heading(line.text) or line.text[-1] in "•●▪":
        return False
    return line.hyphen or not ends_sentence(line.text)


def trimmed(joints: Sequence[Joint], headings: Set[int]) -> list[Joint]:
    """Remove the lines that a web page prints around a narrative: site lines, and text before the country's heading or
    after the narrative's end.

    ``headings`` are ids of lines in the country's heading.
    """
    paragraphs: list[list[Joint]] = []
    for joint in joints:
        if joint.breaks or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(joint)
    texts = [" ".join(joint.line.text for joint in paragraph) for paragraph in paragraphs]
    first = _first(paragraphs, texts, headings)
    last = _last(texts)
    last = _closed(paragraphs, texts, first, last)
    kept = [
        paragraph
        for number, paragraph in enumerate(paragraphs)
        if first <= number < last and not is_chrome_line(texts[number])
    ]
    return [joint for paragraph in kept for joint in paragraph]


def _first(paragraphs: Sequence[Sequence[Joint]], texts: Sequence[str], headings: Set[int]) -> int:
    """Return the index of the narrative's first paragraph: the country's heading, unless some of the narrative's prose
    precedes it."""
    for number, paragraph in enumerate(paragraphs):
        if any(id(joint.line) in headings for joint in paragraph):
            return number
        if len(texts[number]) >= _PROSE and narrates(texts[number]) and not about_page(texts[number]):
            return 0
    return 0


def _last(texts: Sequence[str]) -> int:
    """Return the index of the first paragraph after a narrative: the first site line after the last section's text."""
    sections = [number for number, text in enumerate(texts) if looks_like_heading(text)]
    start = sections[-1] + 1 if sections else 1
    whole = sum(map(len, texts))
    for number in range(start + 1, len(texts)):
        if not (is_chrome_line(texts[number]) or about_page(texts[number])):
            continue
        if sum(map(len, texts[number:])) * 3 > whole:
            continue
        while number - 1 > start and len(texts[number - 1]) < _PROSE and not ends_sentence(texts[number - 1]):
            number -= 1
        return number
    return len(texts)


def _closed(paragraphs: Sequence[Sequence[Joint]], texts: Sequence[str], first: int, last: int) -> int:
    """Return ``last`` moved up past a few trailing paragraphs that are not sentences: dates, names, links, numbers."""
    for end in range(last, first, -1):
        text = texts[end - 1]
        if len(text) >= _PROSE or ends_sentence(text) or looks_like_heading(text):
            while end < last and paragraphs[end][0].begins:
                end += 1
            return end
    return last
