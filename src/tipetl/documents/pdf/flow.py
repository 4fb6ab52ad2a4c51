"""Separate a page's running text from the material beside it.

The style of running text is measured first. Other blocks (captions, charts, quotations, boxes of figures) are
recognized by style, painted areas and pictures. Every block that is left out of the text is counted.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tipetl.documents.pdf.pages import Line, PageText, Shape
from tipetl.headings import looks_like_heading, number_end, worded_kind

_RECOMMENDS = re.compile(r"\W*(?:\w+ )?recommendations?\b", re.IGNORECASE)

_PROSE = 40
"""The minimum length in characters of a line of running text below a heading."""

Style = tuple[str, int, bool, bool]


def style_of(line: Line) -> Style:
    """Return the font family, size (in half points), weight and slant at the start of a line."""
    return line.font.family, round(line.size * 2), line.font.bold, line.font.italic


def unnumber(pages: Sequence[PageText], furniture: dict[int, set[int]]) -> None:
    """Strip the numbers from section titles ("2 Protection") if at least two titles are numbered."""
    found = []
    for page in pages:
        for index, line in enumerate(page.lines):
            if index in furniture[page.number]:
                continue
            at = number_end(line.text) if line.end - line.start < 90 else 0
            if at and line.text[at].isupper() and looks_like_heading(line.text[at:]):
                found.append((line, at))
    if len({line.text[at:].casefold() for line, at in found}) >= 2:
        for line, at in found:
            line.start, line.text = line.start + at, line.text[at:]


@dataclass(frozen=True, slots=True)
class Body:
    """The style of running text: its font families, and the height of its em box in points.

    ``also`` are (family, height) pairs of other styles used for paragraphs, such as an opening in larger type.
    """

    families: frozenset[str]
    size: float
    also: tuple[tuple[str, float], ...] = ()

    def holds(self, line: Line) -> bool:
        """Return whether a line is set in this style, ignoring weight and slant."""
        if abs(line.size - self.size) < self.size * 0.06:
            return line.font.family in self.families or line.last_font.family in self.families
        return any(line.font.family == family and abs(line.size - size) < size * 0.04 for family, size in self.also)


def body_style(pages: Sequence[PageText]) -> Body:
    """Find the style of most characters in the document, and any other styles used for whole paragraphs."""
    weights: Counter[tuple[str, int]] = Counter()
    for page in pages:
        for line in page.lines:
            weights[line.font.family, round(line.size * 4)] += line.end - line.start
    if not weights:
        return Body(frozenset(), 1.0)
    # Measured sizes are slightly noisy, so neighboring sizes count together.
    best = max(weights, key=lambda style: sum(weights[style[0], style[1] + step] for step in (-1, 0, 1)))
    size = _mean(weights, best)
    whole = sum(weights.values())
    families = {best[0]}
    for family in {style[0] for style in weights}:
        same = sum(weight for style, weight in weights.items() if style[0] == family and abs(style[1] / 4 - size) < 0.5)
        if same > whole * 0.15:
            families.add(family)
    body = Body(frozenset(families), size)
    also: list[tuple[str, float]] = []
    for style in sorted(weights, key=lambda style: -weights[style]):
        near = _mean(weights, style)
        if weights[style] < whole * 0.02 or not size * 0.8 < near < size * 1.6 or any(
            family == style[0] and abs(near - other) < other * 0.04 for family, other in also
        ):  # fmt: skip
            continue
        if abs(near - size) >= size * 0.06 and _is_prose(pages, body, style[0], near, whole):
            also.append((style[0], near))
    return Body(frozenset(families), size, tuple(also))


def _mean(weights: Counter[tuple[str, int]], style: tuple[str, int]) -> float:
    near = {step: weights[style[0], style[1] + step] for step in (-1, 0, 1)}
    return sum((style[1] + step) / 4 * weight for step, weight in near.items()) / sum(near.values())


def _is_prose(pages: Sequence[PageText], body: Body, family: str, size: float, whole: int) -> bool:
    """Return whether a style is used for paragraphs: mostly in blocks of many words, outside boxes and away from
    pictures, and upright like the text.
    """
    long = short = 0
    for page in pages:
        for block in blocks_of(page, set(), body):
            line = block.lines[0]
            if line.font.family != family or abs(line.size - size) > size * 0.04:
                continue
            count = sum(line.end - line.start for line in block.lines)
            if count < 160 or line.font.italic or by_shape(block.lines, page.shapes):
                short += count
            else:
                long += count
    return long > short and long > whole * 0.02


def by_shape(lines: Sequence[Line], shapes: Sequence[Shape]) -> bool:
    """Return whether a group of lines is in a painted area, or directly above or below a painted area."""
    first, last = lines[0], lines[-1]
    return any(
        shape.left < first.right
        and shape.right > first.left
        and shape.top - 14 < last.bottom
        and shape.bottom + 14 > first.top
        for shape in shapes
    )


@dataclass(slots=True)
class Block:
    """A group of lines of one style. ``indices`` are their positions in ``PageText.lines``."""

    indices: list[int]
    lines: list[Line]

    @property
    def text(self) -> str:
        """The block's lines, joined by spaces."""
        return " ".join(line.text for line in self.lines)


def blocks_of(page: PageText, skip: set[int], body: Body) -> list[Block]:
    """Group lines that are neither furniture nor running text into blocks, in the order in which the file draws
    them."""
    found: list[Block] = []
    for index, line in enumerate(page.lines):
        if index in skip or body.holds(line):
            continue
        if found and _one_style(found[-1].lines[-1], line) and _close_below(found[-1].lines[-1], line):
            found[-1].indices.append(index)
            found[-1].lines.append(line)
        else:
            found.append(Block([index], [line]))
    return found


def _one_style(last: Line, line: Line) -> bool:
    return style_of(last)[0] == style_of(line)[0] and abs(last.size - line.size) < line.size * 0.06


def _close_below(last: Line, line: Line) -> bool:
    """Return whether ``line`` follows ``last`` with hardly any gap and not far to the side."""
    beside = last.left - line.size * 2 < line.right and line.left < last.right + line.size * 2
    return beside and -line.size < line.top - last.bottom < line.size * 1.2


def heading_styles(blocks: Sequence[tuple[PageText, Block]], body: Body) -> frozenset[Style]:
    """Find the styles of section headings, in which most lines read like section titles.

    A heading in an author's own words counts if it is bold or no smaller than the text, and is directly above text. A
    style with such headings needs headings of two kinds, or one known heading.
    """
    all_blocks: Counter[Style] = Counter()
    listed: Counter[Style] = Counter()
    worded: defaultdict[Style, list[str]] = defaultdict(list)
    for page, block in blocks:
        style = style_of(block.lines[0])
        all_blocks[style] += 1
        if len(block.lines) > 3:
            continue
        if looks_like_heading(block.text):
            listed[style] += 1
        elif (kind := worded_kind(block.text)) is not None and _heads_text(page, block, body):
            worded[style].append(kind)
    return frozenset(
        style
        for style, times in all_blocks.items()
        if (listed[style] or len(set(worded[style])) > 1) and (listed[style] + len(worded[style])) * 2 >= times
    )


def _heads_text(page: PageText, block: Block, body: Body) -> bool:
    """Return whether a block in the style of a heading has running text right below it."""
    last = block.lines[-1]
    if not last.font.bold and last.size < body.size:
        return False
    return any(
        0 < line.top - last.top < last.size * 3
        and line.left < last.right
        and line.right > last.left
        and line.end - line.start >= _PROSE
        and body.holds(line)
        for line in page.lines
    )


def boxed(page: PageText, skip: set[int], body: Body) -> set[int]:
    """Return the indices of lines in painted boxes, except boxes that contain most of the page or the start of a
    section."""
    found: set[int] = set()
    lines = [(index, line) for index, line in enumerate(page.lines) if index not in skip]
    for shape in page.shapes:
        if (
            shape.picture
            and shape.right - shape.left > page.width * 0.8
            and shape.bottom - shape.top > page.height * 0.8
        ):
            continue
        held = [(index, line) for index, line in lines if inside(line, shape)]
        if not held or len(held) * 2 > len(lines):
            continue
        text = [line for _, line in held if body.holds(line)]
        if any(looks_like_heading(line.text) or _RECOMMENDS.match(line.text) for _, line in held):
            continue
        # A tint behind a whole column of text is decoration, while a box of figures or a quotation is small.
        if len(text) > 18 and len(text) * 3 > len(lines):
            continue
        found.update(index for index, _ in held)
    return found


def captions(page: PageText, skip: set[int], body: Body) -> set[int]:
    """Return the indices of lines in italics, as large as the text, that are directly below, above or across a
    picture."""
    found: set[int] = set()
    if not page.shapes:
        return found
    block: list[int] = []
    for index in [*range(len(page.lines)), -1]:
        line = page.lines[index] if index >= 0 else None
        last = page.lines[block[-1]] if block else None
        slanted = line is not None and index not in skip and line.font.italic and line.last_font.italic
        if slanted and line is not None and (last is None or _below(last, line)):
            block.append(index)
            continue
        if block and by_shape([page.lines[at] for at in block], pictures(page)):
            found.update(block)
        block = [index] if slanted else []
    return {index for index in found if body.holds(page.lines[index])}


def ruled(page: PageText, skip: set[int], body: Body) -> set[int]:
    """Return the indices of a few centered or italic lines between two rules, if they are as large as the text."""
    found: set[int] = set()
    rules = sorted(page.rules, key=lambda rule: rule.top)
    for number, upper in enumerate(rules):
        for lower in rules[number + 1 :]:
            if abs(lower.left - upper.left) > 3 or abs(lower.right - upper.right) > 3:
                continue
            between = Shape(upper.left, upper.bottom, upper.right, lower.top, picture=False)
            held = [index for index, line in enumerate(page.lines) if index not in skip and inside(line, between)]
            lines = [page.lines[index] for index in held]
            middle = (upper.left + upper.right) / 2
            apart = all(
                (abs(line.left + line.right - 2 * middle) < 6 and line.left > upper.left + 4)
                or (line.font.italic and line.last_font.italic)
                for line in lines
            )
            if 0 < len(lines) <= 8 and apart and not any(looks_like_heading(line.text) for line in lines):
                found.update(index for index in held if body.holds(page.lines[index]))
            break
    return found


def _below(upper: Line, lower: Line) -> bool:
    return 0 < lower.top - upper.top < upper.size * 1.7 and lower.left < upper.right and lower.right > upper.left


def pictures(page: PageText) -> list[Shape]:
    """Return the page's shapes that are at least three lines high but smaller than the page."""
    return [shape for shape in page.shapes if 28 < shape.bottom - shape.top < page.height * 0.8]


def inside(line: Line, shape: Shape) -> bool:
    """Return whether a line is in a shape and not much wider than it."""
    x = (line.left + line.right) / 2
    return (
        shape.left - 2 <= x <= shape.right + 2
        and shape.top - 1 <= line.middle <= shape.bottom + 1
        and line.right - line.left <= shape.right - shape.left + 6
    )
