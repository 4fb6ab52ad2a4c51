"""Describes a number that omits what it counts, and finds its possible antecedents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.relations.antecedents import compatible, of_persons
from tipetl.language import forms
from tipetl.metrics import DURATIONS, MONEY
from tipetl.model import UNITS, codes
from tipetl.syntax.chunks.spans import REACH

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tipetl.figures.record.analysis import Draft
    from tipetl.figures.record.readings import Reading
    from tipetl.language.numbers import Number
    from tipetl.syntax.frames.frame import Frame

_first = attrgetter("first")
UNITS_OF_THINGS = frozenset(UNITS) - {codes.CASE, codes.PERSON, codes.MONTH}


@dataclass(frozen=True)
class Gap:
    """The number at ``item`` of a sentence; ``compared`` says whether the number is a comparator."""

    analysis: Draft
    item: int
    frame: Frame
    compared: bool

    @property
    def number(self) -> Number:
        return self.analysis.numbers[self.frame.number]

    @property
    def first(self) -> int:
        """The first token of the number that omits what it counts."""
        return self.number.first

    @property
    def money(self) -> bool:
        return self.number.form == forms.MONEY

    @property
    def span(self) -> tuple[int, int] | None:
        """The comparison that includes the number, if any."""
        return self.analysis.comparator_at(self.first)

    @property
    def before(self) -> Sequence[Reading]:
        """The figures of the previous sentence."""
        return self.analysis.context.before

    @cached_property
    def earlier(self) -> list[Reading]:
        """The figures before the number in its sentence: sums for a sum, counts for a count."""
        told = (
            r
            for r in self.analysis.readings
            if r.number >= 0 and self.first - REACH < r.first < self.first and r.metric not in DURATIONS
        )
        return sorted((r for r in told if (r.metric in MONEY) == self.money), key=_first)

    @cached_property
    def fits(self) -> list[Reading]:
        """The earlier figures that fit the number's own noun, if any."""
        things = UNITS_OF_THINGS if of_persons(self.analysis, self.frame) else ()
        return [r for r in self.earlier if r.unit not in things and compatible(r, self.frame)]

    @property
    def fitting_before(self) -> list[Reading]:
        """The figures in the previous sentence that fit the number's own noun, if any."""
        return [r for r in self.before if compatible(r, self.frame)]

    @property
    def lead(self) -> list[str]:
        """The three words before the number."""
        return self.analysis.tokens.low[max(0, self.first - 3) : self.first]

    @property
    def alone(self) -> bool:
        """Whether the number's noun has no concept: "14 beekeepers"."""
        return bool(self.frame.head_word) and not self.frame.heads


def gap_at(analysis: Draft, item: int, frame: Frame) -> Gap:
    """Return the gap of the number at an item, given the readings so far."""
    return Gap(analysis, item, frame, analysis.comparator_at(analysis.items[item].first) is not None)


class Choice(NamedTuple):
    """A step's decision: the antecedent of a number, or None if the number has none."""

    figure: Reading | None


Step = Callable[[Gap], Choice | None]
"""A step that chooses the figure that a number continues, or defers to the next step."""


def first_choice(gap: Gap, steps: Iterable[Step]) -> Reading | None:
    """Return the figure chosen by the first step that decides, or None if no step decides."""
    decided = (choice for step in steps if (choice := step(gap)) is not None)
    return next(decided, Choice(None)).figure
