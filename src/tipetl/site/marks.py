"""Cut a text at the boundaries of its marks.

Marks nest and overlap: a country in a ministry's name, both in a route. So the text is cut wherever a mark begins or
ends, and each piece lists all marks over it; a click on the piece opens the shortest of them.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A span and the ids of its readings, in the order they are shown; ``kind`` is the kind of the first reading."""

    char_start: int
    char_end: int
    readings: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks, innermost first.

    ``first``: no earlier piece of the paragraph has the same innermost mark, so the keyboard stops at this piece.
    """

    char_start: int
    char_end: int
    marks: tuple[Mark, ...]
    first: bool

    @property
    def readings(self) -> tuple[str, ...]:
        """Return the ids of all readings of the piece, each once, innermost mark first."""
        return tuple(dict.fromkeys(reading for mark in self.marks for reading in mark.readings))


def merged(spans: Iterable[tuple[int, int, str, str]]) -> tuple[Mark, ...]:
    """Return the marks for spans (start, end, reading, kind): equal spans become one mark, with the kind of the first
    span.
    """
    readings: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    kinds: dict[tuple[int, int], str] = {}
    for start, end, reading, kind in spans:
        readings[start, end].append(reading)
        kinds.setdefault((start, end), kind)
    return tuple(
        Mark(*place, tuple(dict.fromkeys(readings[place])), kinds[place])
        for place in sorted(readings, key=_outer_first)
    )


def pieces(marks: Sequence[Mark], start: int, end: int, at: Iterable[int] = ()) -> Iterator[Piece]:
    """Yield the pieces of ``[start, end)`` in order, without gaps; ``at`` lists further positions at which to cut.

    A piece outside all marks lists none.
    """
    inside = [mark for mark in marks if mark.char_start < end and mark.char_end > start]
    bounds = {*at, *(bound for mark in inside for bound in (mark.char_start, mark.char_end))}
    cuts = sorted({start, end, *(bound for bound in bounds if start < bound < end)})
    seen: set[Mark] = set()
    for left, right in itertools.pairwise(cuts):
        over = sorted((m for m in inside if m.char_start <= left and m.char_end >= right), key=_inner_first)
        yield Piece(left, right, tuple(over), bool(over) and over[0] not in seen)
        seen.update(over[:1])


def _outer_first(place: tuple[int, int]) -> tuple[int, int]:
    return place[0], -place[1]


def _inner_first(mark: Mark) -> tuple[int, int]:
    return mark.char_end - mark.char_start, mark.char_start
