"""Decide where paragraphs end, based on gaps, indents, short lines, bullets and headings.

``mend`` joins the lines afterwards.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass

from tipetl.documents.pdf.columns import ends_sentence
from tipetl.documents.pdf.flow import Body
from tipetl.documents.pdf.mend import Joint
from tipetl.documents.pdf.pages import Line
from tipetl.headings import looks_like_heading

_INSIDE = re.compile(r"(?<=[.;] )[•●▪■◦‣·](?= |$)")
_AROUND = re.compile(r"^\W+|\W+$")
_BULLET = re.compile(r"(?:[•●○▪■□◦‣·►▶▸➢➤❖✓✔➔→\u2043\ue000-\uf8ff]\s*|[*–—-]\s+|o\s+(?=[A-Z]))(?=\S)")


@dataclass(frozen=True, slots=True)
class Measures:
    """The measurements of running text.

    ``leading`` is the distance between baselines. ``rights`` maps each rounded left edge to its column's right edge and
    to whether the lines are justified. ``indents`` says whether new paragraphs are indented.
    """

    leading: float
    rights: dict[int, tuple[float, bool]]
    indents: bool

    def right(self, line: Line, left: float) -> tuple[float, bool]:
        """Return (right edge, justified) for the column that begins at ``left``."""
        at = round(left)
        for step in (0, -1, 1, -2, 2):
            if at + step in self.rights:
                return self.rights[at + step]
        return line.right, False


def measure(lines: Sequence[Line], body: Body) -> Measures:
    """Measure the lines of all narratives, given in reading order."""
    steps: Counter[int] = Counter()
    rights: defaultdict[int, list[float]] = defaultdict(list)
    before: Line | None = None
    indented = 0
    plain: list[float] = []
    for line in lines:
        if not body.holds(line):
            before = None
            continue
        rights[round(line.left)].append(line.right)
        if before is not None and (before.page, before.column) == (line.page, line.column):
            steps[round((line.bottom - before.bottom) * 4)] += 1
            if ends_sentence(before.text):
                if line.left - before.left > line.size * 0.6:
                    indented += 1
                else:
                    plain.append(line.bottom - before.bottom)
        before = line
    leading = next((step / 4 for step, _ in steps.most_common() if step > 0), body.size * 1.2)
    edges = {}
    for left, found in rights.items():
        if len(found) >= 3:
            found.sort()
            edge = found[-1 - len(found) // 50]
            even = sum(1 for right in found if abs(right - edge) < 1.2)
            edges[left] = (edge, even * 2 >= len(found))
    parted = sum(1 for step in plain if step > leading * 1.3)
    return Measures(leading, edges, indented > max(parted, len(lines) // 100))


def join_lines(
    lines: Sequence[Line], body: Body, measures: Measures, headings: Set[int], interrupted: Set[int]
) -> list[Joint]:
    """Turn the lines of a narrative into joints, which say where paragraphs end.

    ``headings`` are ids of lines in country headings; ``interrupted`` are ids of lines that follow something other than
    running text in their column.
    """
    lefts = _lefts(lines)
    titles = [_is_title(lines, at, body, measures, headings) for at in range(len(lines))]
    joints: list[Joint] = []
    item = False
    inside: set[str] = set()
    hang = 0.0
    for at, line in enumerate(lines):
        bullet = 0
        if not titles[at] and (match := _BULLET.match(line.text)) and not _runs_on(lines, at, inside):
            bullet = match.end()
        begins = bullet > 0 or (line.marked and not titles[at])
        if at == 0:
            breaks = False
        elif begins:
            breaks = True
        elif lines[at - 1].hyphen or _goes_on(lines[at - 1], line):
            breaks = False
        elif titles[at] or titles[at - 1]:
            breaks = not (titles[at] and titles[at - 1] and _one_title(lines[at - 1], line, headings))
        else:
            breaks = _breaks(lines[at - 1], line, lefts, measures, id(line) in interrupted, hang if item else None)
            breaks = breaks or _outdented(lines, at)
        if begins:
            # The text after a separately drawn bullet starts where the item's other lines start.
            inset = not bullet and line.left > lefts[line.page, line.column] + 2
            item, hang = True, line.left - (line.size if inset else 0)
        elif breaks:
            item = False
        if breaks:
            inside.clear()
        # A list within a paragraph has bullets in the middle of lines.
        inside.update(_INSIDE.findall(line.text))
        joints.append(Joint(line, breaks, bullet, item, begins))
    return joints


def _goes_on(piece: Line, line: Line) -> bool:
    """Return whether two pieces are on one baseline with a space between them, and so form one line."""
    return (
        (piece.page, piece.column) == (line.page, line.column)
        and abs(piece.bottom - line.bottom) < line.size * 0.2
        and -2 < line.left - piece.right < line.size
    )


def _runs_on(lines: Sequence[Line], at: int, inside: Set[str]) -> bool:
    """Return whether a dash or bullet at the start of a line belongs to the running text of the previous line.

    ``inside`` are the bullets in the middle of the paragraph's lines.
    """
    if at == 0:
        return False
    sign = lines[at].text[0]
    if sign in "–—-":
        return not ends_sentence(lines[at - 1].text)
    return sign in inside or any(_INSIDE.search(line.text, 1) for line in lines[at : at + 4])


def _lefts(lines: Sequence[Line]) -> dict[tuple[int, int], float]:
    """Return the left edge that most lines share in each stretch of a column."""
    groups: defaultdict[tuple[int, int], list[float]] = defaultdict(list)
    for line in lines:
        groups[line.page, line.column].append(line.left)
    edges = {}
    for key, lefts in groups.items():
        common, times = Counter(round(left) for left in lefts).most_common(1)[0]
        edges[key] = float(common) if times > 1 and times * 3 >= len(lefts) else min(lefts)
    return edges


def _is_title(lines: Sequence[Line], at: int, body: Body, measures: Measures, headings: Set[int]) -> bool:
    """Return whether a line is a separate heading."""
    line = lines[at]
    if id(line) in headings or not body.holds(line):
        return True
    if line.end - line.start > 70:
        return False
    vocabulary = looks_like_heading(line.text)
    if line.font.bold and line.last_font.bold:
        right, _ = measures.right(line, line.left)
        follows = lines[at + 1] if at + 1 < len(lines) else None
        if follows is None:
            return True
        if follows.font.bold:
            # A name too long for one line continues on the next, followed by the text.
            return vocabulary and (follows.last_font.bold or _room(line, follows, right))
        if (follows.page, follows.column) == (line.page, line.column):
            # A centered heading starts where no other line does.
            right = max(right, measures.right(follows, follows.left)[0])
        # A run-in heading is as large as its text and has no gap below it.
        apart = abs(follows.size - line.size) > line.size * 0.04 or (
            (follows.page, follows.column) == (line.page, line.column)
            and follows.bottom - line.bottom > measures.leading * 1.15
        )
        return (_room(line, follows, right) or (apart and vocabulary)) and (vocabulary or not _cut(lines, at))
    if not vocabulary:
        return False
    words = _AROUND.sub("", line.text)
    alone = words.isupper() or (len(words.split()) <= 3 and words[0].isupper() and not line.text.endswith("."))
    return alone and not _cut(lines, at)


def _cut(lines: Sequence[Line], at: int) -> bool:
    """Return whether the previous line breaks off in mid-sentence."""
    return at > 0 and not ends_sentence(lines[at - 1].text) and lines[at - 1].font == lines[at].font


def _one_title(upper: Line, lower: Line, headings: Set[int]) -> bool:
    """Return whether two heading lines form a single heading."""
    if (id(upper) in headings) != (id(lower) in headings):
        return False
    return upper.font == lower.font and abs(upper.size - lower.size) < 0.6 and (
        id(upper) in headings or (upper.page == lower.page and 0 <= lower.top - upper.top < upper.size * 1.7)
    )  # fmt: skip


def _breaks(
    before: Line,
    line: Line,
    lefts: dict[tuple[int, int], float],
    measures: Measures,
    interrupted: bool,
    hang: float | None,
) -> bool:
    """Return whether a paragraph ends between two lines of running text. ``hang`` is the left edge of a list item."""
    if before.hyphen:
        return False
    if (before.page, before.column) == (line.page, line.column) and not interrupted:
        return _breaks_in_column(before, line, lefts, measures, hang)
    return _breaks_between_columns(before, line, lefts, measures, hang)


def _breaks_in_column(
    before: Line, line: Line, lefts: dict[tuple[int, int], float], measures: Measures, hang: float | None
) -> bool:
    """Return whether a paragraph ends between two successive lines of a column, judged by gap and indent."""
    lower, ends = line.text[:1].islower(), ends_sentence(before.text)
    edge = lefts[line.page, line.column]
    step = line.bottom - before.bottom
    if step < measures.leading * 0.5:
        return False
    if hang is not None and line.left > hang + 2 and step < measures.leading * 1.35:
        return False
    if step > measures.leading * 1.3:
        return not lower or ends
    indented = line.left > edge + line.size * 0.6
    wide = step > measures.leading * 1.12
    if lower or not ends:
        return not lower and (indented or wide) and _stands_alone(before, edge, measures)
    further_in = indented and before.left < line.left - line.size * 0.5
    return wide or further_in or _short(before, line, lefts, measures)


def _breaks_between_columns(
    before: Line, line: Line, lefts: dict[tuple[int, int], float], measures: Measures, hang: float | None
) -> bool:
    """Return whether a paragraph ends with the last line of a column or page, or above an interruption."""
    lower, ends = line.text[:1].islower(), ends_sentence(before.text)
    edge = lefts[line.page, line.column]
    if lower or not ends:
        alone = not lower and not line.text[0].isdigit()
        return alone and _stands_alone(before, lefts[before.page, before.column], measures)
    if hang is not None and line.left > edge + 2:
        return False
    if measures.indents:
        return line.left > edge + line.size * 0.6
    if _short(before, line, lefts, measures):
        return True
    right, even = measures.right(before, lefts[before.page, before.column])
    return even and before.right < right - 1.2


def _stands_alone(line: Line, edge: float, measures: Measures) -> bool:
    """Return whether a line that does not end a sentence is short enough to be a heading in the style of the text."""
    right, _ = measures.right(line, edge)
    return right - line.right > (right - edge) * 0.4


def _outdented(lines: Sequence[Line], at: int) -> bool:
    """Return whether a line begins a list item, because it starts farther left than the hanging lines around it."""
    line, before = lines[at], lines[at - 1]
    if line.text[:1].islower() or not ends_sentence(before.text) or before.left - line.left < line.size * 0.6:
        return False
    if (before.page, before.column) != (line.page, line.column):
        return False
    upper = lines[at - 2] if at > 1 and not ends_sentence(lines[at - 2].text) else None
    lower = lines[at + 1] if at + 1 < len(lines) else None
    return any(
        other is not None
        and (other.page, other.column) == (line.page, line.column)
        and abs(other.left - before.left) < 1.5
        and other.font == line.font
        and other.end - other.start > 25
        for other in (upper, lower)
    )


def _short(before: Line, line: Line, lefts: dict[tuple[int, int], float], measures: Measures) -> bool:
    """Return whether the next line's first word would have fit on the previous line."""
    right, _ = measures.right(before, lefts[before.page, before.column])
    return _room(before, line, right)


def _room(before: Line, line: Line, right: float) -> bool:
    """Return whether the first word of ``line`` would have fit after ``before``."""
    first = line.text.split(None, 1)[0]
    need = (len(first) + 1) * (before.right - before.left) / max(before.end - before.start, 1)
    return right - before.right > need * 1.2 + 1.0
