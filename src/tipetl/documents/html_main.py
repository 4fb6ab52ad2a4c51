"""Find the blocks of a page's main text by weighing the page's boxes.

The main text is the part with running sentences. From the page inward, the search follows the heaviest box and keeps a
sibling only if it reads like part of the same narrative. Class names carry little weight, and never exclude a box with
much of the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from tipetl.documents.html_scan import Block, Box, Layout
from tipetl.documents.html_words import about_page, country_named, is_chrome_line, narrates
from tipetl.headings import heading_of, is_heading

_SENTENCE = 50
"""The minimum length in characters of a block of running text; a list item needs half as many."""
_PARAGRAPH = 120
_LONG = 200
_SUSPECT_SHARE = 0.3
"""A suspect box with more than this share of the page's running text is not a sidebar, whatever its name."""
_LINKED_SHARE = 0.4
_FEW_LINKS = 0.05
_ALIKE = 2
"""The minimum number of known sections with the same structure that makes another box with that structure a section."""
_CAPTION = 320
_WHOLE = 6
"""The minimum number of lines in a quotation that may be a whole narrative."""
_LEAVES = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "dd", "dt", "pre", "address", "ul", "ol", "dl"]
)


def is_heading_line(block: Block) -> bool:
    """Return whether a block is a heading by its markup or, in older pages, a short line in capitals or a known
    heading."""
    if block.level:
        return True
    return len(block.text) <= 90 and (block.text.isupper() or (not block.linked and is_heading(block.text)))


class _Weights:
    """Prefix sums over blocks, which make weighing a box as fast as weighing a block."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        blocks = layout.blocks
        self.good = [0, *accumulate(map(_weight, blocks))]
        self.chars = [0, *accumulate(len(block.text) for block in blocks)]
        self.links = [0, *accumulate(block.linked for block in blocks)]
        self.dropped = bytearray(len(blocks))

    def drop(self, first: int, last: int) -> None:
        """Remove the blocks from ``first`` to ``last`` (exclusive) from the main text."""
        if last > first:
            self.dropped[first:last] = b"\x01" * (last - first)

    def recount(self) -> None:
        """Recompute the sums without the dropped blocks."""
        self.good = [
            0,
            *accumulate(
                0 if gone else _weight(block) for gone, block in zip(self.dropped, self.layout.blocks, strict=True)
            ),
        ]

    def mass(self, box: Box) -> int:
        """Return the number of characters of running text in a box."""
        return self.good[box.last] - self.good[box.first]

    def linked_share(self, box: Box) -> float:
        """Return the share of a box's characters that are inside links."""
        chars = self.chars[box.last] - self.chars[box.first]
        return (self.links[box.last] - self.links[box.first]) / chars if chars else 0.0


def _weight(block: Block) -> int:
    length = len(block.text)
    if length < (_SENTENCE // 2 if block.item else _SENTENCE) or block.linked * 3 > length:
        return 0
    return length - block.linked


def main_blocks(layout: Layout) -> tuple[list[Block], list[Block], list[list[Block]]]:
    """Return the main text's blocks in order, the heading lines outside it, and the stretches of text outside it.

    The first two lists are empty for a page that contains only links and site chrome.
    """
    weights = _Weights(layout)
    total = weights.good[-1]
    if total:
        _drop_suspects(weights, total)
        weights.recount()
        _descend(weights)
    else:
        for box in layout.boxes:
            if box.suspect == 2:
                weights.drop(box.first, box.last)
    _clean(weights)
    dropped = weights.dropped
    kept = [block for number, block in enumerate(layout.blocks) if not dropped[number]]
    outside = [
        block
        for number, block in enumerate(layout.blocks)
        if dropped[number] and 0 < block.level <= 2 and len(block.text) <= 160
    ]
    return kept, outside, _text_around(layout.blocks, dropped)


def _text_around(blocks: Sequence[Block], dropped: Sequence[int]) -> list[list[Block]]:
    """Return the dropped blocks that are not links, in contiguous stretches that contain at least one sentence."""
    found: list[list[Block]] = [[]]
    for block, gone in zip(blocks, dropped, strict=True):
        if not gone and found[-1]:
            found.append([])
        elif gone and block.linked * 2 <= len(block.text) and not is_chrome_line(block.text):
            found[-1].append(block)
    return [stretch for stretch in found if any(map(is_sentence, stretch))]


def is_sentence(block: Block) -> bool:
    """Return whether a block is running text, however short."""
    return _weight(block) > 0 or (not block.level and block.text[-1] in ".!?" and " " in block.text)


def _drop_suspects(weights: _Weights, total: int) -> None:
    """Drop boxes with suspect names or roles, unless they hold much of the running text."""
    blocks, good, dropped = weights.layout.blocks, weights.good, weights.dropped
    for box in weights.layout.boxes:
        first, last = box.first, box.last
        if not box.suspect or first == last or dropped[first]:
            continue
        mass = good[last] - good[first]
        if mass > _SUSPECT_SHARE * total:
            continue
        if mass or last - first <= 2:
            inside = blocks[first:last]
            if box.suspect == 1 and (
                any(_is_narrative(block, _LONG) for block in inside)
                or (
                    last - first <= 2
                    and any(
                        is_heading_line(block) and (country_named(block.text) or is_heading(block.text))
                        for block in inside
                    )
                )
            ):
                continue
            if any(map(_is_section_heading, inside)) and any(_is_narrative(block, _SENTENCE) for block in inside):
                continue
        weights.drop(first, last)


def _is_narrative(block: Block, least: int) -> bool:
    return len(block.text) >= least and block.linked * 10 <= len(block.text) and narrates(block.text)


def _is_section_heading(block: Block) -> bool:
    return is_heading_line(block) and block.linked * 2 <= len(block.text) and is_heading(block.text)


def _is_leaf(box: Box) -> bool:
    return (box.tag in _LEAVES and not _quotes_all(box)) or box.last - box.first <= 1


def _quotes_all(box: Box) -> bool:
    """Return whether a quotation is long enough to be a whole narrative that the page frames with its own words."""
    return box.tag == "blockquote" and box.last - box.first >= _WHOLE


def _quotes_narrative(box: Box, blocks: Sequence[Block]) -> bool:
    """Return whether a long quotation has the sections of a narrative."""
    return _quotes_all(box) and sum(map(_is_section_heading, blocks[box.first : box.last])) >= 2


def _descend(weights: _Weights) -> None:
    """Follow the heaviest box, and drop siblings that do not read like part of the narrative."""
    boxes, blocks = weights.layout.boxes, weights.layout.blocks
    inner: dict[int, list[int]] = {}
    for number, box in enumerate(boxes):
        if number and weights.good[box.last] > weights.good[box.first]:
            inner.setdefault(box.parent, []).append(number)
    todo = [0]
    while todo:
        here = todo.pop()
        children = inner.get(here, [])
        containers = [number for number in children if not _is_leaf(boxes[number])]
        if not containers:
            continue
        heaviest = max(containers, key=lambda number: weights.mass(boxes[number]))
        inside = sum(weights.mass(boxes[number]) for number in containers)
        loose = weights.mass(boxes[here]) - inside
        best = boxes[heaviest]
        # The paragraphs directly in this box outweigh every inner box, so this box is the text, and its inner boxes are
        # asides.
        text_is_here = loose > weights.mass(best) and not _quotes_narrative(best, blocks)
        rival = best if not text_is_here else None
        kept = [
            number
            for number in containers
            if (number == heaviest and not text_is_here) or _belongs(weights, boxes[number], rival)
        ]
        shapes = Counter(filter(None, (_section_shape(weights, boxes[number], known=True) for number in kept)))
        for number in containers:
            box = boxes[number]
            if number in kept:
                continue
            # A section with an uninformative heading still has the same structure as the other sections.
            shape = _section_shape(weights, box, known=False)
            if shape is not None and shapes[shape] >= _ALIKE:
                kept.append(number)
            else:
                weights.drop(box.first, box.last)
        kept.sort()
        if not text_is_here:
            _drop_around(weights, boxes[here], [boxes[number] for number in kept], blocks)
        todo.extend(kept)
    weights.recount()


def _belongs(weights: _Weights, box: Box, best: Box | None) -> bool:
    """Return whether a sibling of the heaviest box is part of the same narrative."""
    inside = weights.layout.blocks[box.first : box.last]
    if weights.linked_share(box) > 0.25:
        return False
    alike = best is None or (best.tag == box.tag and best.names == box.names)
    # A heading in the author's own words counts only in a box with the same structure as the other sections, because a
    # sidebar may be headed "Help for victims".
    if any(_is_section_heading(block) and (alike or heading_of(block.text)) for block in inside):
        return True
    mass = weights.mass(box)
    # A heading that does not belong in a narrative is the title of another text: a story, a letter, a teaser.
    titled = any(block.level and (block.linked or not _is_country_line(block)) for block in inside)
    if titled and best is not None and mass * 2 < weights.mass(best):
        return False
    if any(_is_narrative(block, _LONG) for block in inside):
        return True
    narrative = sum(len(block.text) for block in inside if _is_narrative(block, _SENTENCE))
    chars = weights.chars[box.last] - weights.chars[box.first]
    return alike and narrative * 2 > chars and weights.linked_share(box) < _FEW_LINKS


def _section_shape(weights: _Weights, box: Box, *, known: bool) -> tuple[str, str, int] | None:
    """Return the structure of a box that has a heading and text: its tag, its names and its heading's level.

    With ``known``, the heading must be a known heading. Returns None for a generic box, which is a ``div`` without a
    name.
    """
    inside = weights.layout.blocks[box.first : box.last]
    if len(inside) < 2 or (box.tag == "div" and not box.names) or weights.linked_share(box) >= _FEW_LINKS:
        return None
    head = inside[0]
    if len(head.text) > _PARAGRAPH or (known and not is_heading(head.text)):
        return None
    return box.tag, box.names, head.level


def _is_country_line(block: Block) -> bool:
    return len(block.text) <= 100 and country_named(block.text) is not None


def _drop_around(weights: _Weights, here: Box, kept: Sequence[Box], blocks: list[Block]) -> None:
    """Drop loose lines around the kept boxes, except headings above them and lines of the narrative."""
    first, last = kept[0].first, kept[-1].last
    if len(kept) == 1 and _quotes_narrative(kept[0], blocks):
        weights.drop(here.first, first)
        weights.drop(last, here.last)
        return
    number = first - 1
    # Headings right above the text belong to it; above the headings, only a paragraph of the narrative can.
    while number >= here.first and is_heading_line(blocks[number]) and not weights.dropped[number]:
        number -= 1
    for place in [*range(here.first, number + 1), *range(last, here.last)]:
        if not _is_narrative(blocks[place], _PARAGRAPH):
            weights.drop(place, place + 1)


def _clean(weights: _Weights) -> None:
    """Drop small unrelated pieces from the main text: link lists, captions, data tables and lines of site chrome."""
    layout, dropped = weights.layout, weights.dropped
    blocks, boxes = layout.blocks, layout.boxes
    whole = sum(len(block.text) for number, block in enumerate(blocks) if not dropped[number])
    images = _images(boxes)
    for number, box in enumerate(boxes):
        if not number or box.first == box.last or dropped[box.first]:
            continue
        if weights.chars[box.last] - weights.chars[box.first] > whole * 0.5:
            continue
        inside = blocks[box.first : box.last]
        caption = images[number] and box.tag not in _LEAVES and _is_caption(inside)
        data = box.tag == "table" and _is_data(boxes, number, inside)
        if caption or data or _is_link_list(weights, box, inside):
            weights.drop(box.first, box.last)
    for number, block in enumerate(blocks):
        if dropped[number]:
            continue
        # No sentence is mostly links, but a heading may be a single link.
        linked = block.linked * 100 >= len(block.text) * 55
        own = block.level and (is_heading(block.text) or country_named(block.text) is not None)
        if (linked and not own) or is_chrome_line(block.text) or (len(block.text) < 600 and about_page(block.text)):
            dropped[number] = 1
    _drop_bare_headings(weights)


def _is_link_list(weights: _Weights, box: Box, inside: Sequence[Block]) -> bool:
    """Return whether a box holds mostly links and no paragraph of a narrative."""
    linked = len(inside) > 1 and weights.linked_share(box) > _LINKED_SHARE
    return linked and not any(_is_narrative(block, _LONG) for block in inside)


def _images(boxes: list[Box]) -> list[int]:
    """Count the pictures in each box, including its inner boxes."""
    counts = [box.images for box in boxes]
    for number in range(len(boxes) - 1, 0, -1):
        counts[boxes[number].parent] += counts[number]
    return counts


def _is_caption(inside: Sequence[Block]) -> bool:
    """Return whether the blocks beside a picture are its caption: few, short, and not a heading of the narrative."""
    return (
        len(inside) <= 3
        and sum(len(block.text) for block in inside) < _CAPTION
        and not any(is_heading(block.text) or country_named(block.text) for block in inside)
    )


def _is_data(boxes: list[Box], table: int, inside: Sequence[Block]) -> bool:
    """Return whether a table holds figures or labels in rows of several short cells, rather than prose."""
    rows: dict[int, int] = {}
    for number in range(table + 1, len(boxes)):
        box = boxes[number]
        if box.first >= boxes[table].last:
            break
        if box.tag in ("td", "th") and box.last > box.first:
            rows[box.parent] = rows.get(box.parent, 0) + 1
    wide = sum(1 for cells in rows.values() if cells >= 2)
    if wide < 2 or wide * 2 < len(rows):
        return False
    return sum(len(block.text) for block in inside) / len(inside) < 80 and not any(
        _is_narrative(block, 250) for block in inside
    )


def _drop_bare_headings(weights: _Weights) -> None:
    """Drop headings without any remaining text below them, and labels of link lists ("In this section:")."""
    blocks, dropped = weights.layout.blocks, weights.dropped
    kept_text = False  # whether any text was kept between this line and the next heading below it
    gone = False  # whether the line below this one was dropped
    for number in range(len(blocks) - 1, -1, -1):
        block = blocks[number]
        if dropped[number]:
            gone = True
            continue
        if is_heading_line(block) and len(block.text) <= _PARAGRAPH:
            own = is_heading(block.text) or country_named(block.text) is not None
            if gone and not kept_text and not own:
                dropped[number] = 1
                continue
            kept_text = gone = False
            continue
        if gone and block.text.endswith(":") and len(block.text) <= 60 and not is_heading(block.text):
            dropped[number] = 1
            continue
        kept_text, gone = True, False
