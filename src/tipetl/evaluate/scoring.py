"""Facts against gold: when two facts are the same, and how that is counted.

What belongs here: the two levels of agreement, matching, counts and their bootstrap intervals. ``core`` asks for
metric, value, range end and year; ``strict`` asks for unit, status, exploitation, official and count too.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tipetl.metrics import UNDATED
from tipetl.model import Fact

Row = Mapping[str, Any]
Key = Callable[[Row], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Counts:
    """Right, missed and spurious facts; adds up."""

    right: int = 0
    missed: int = 0
    spurious: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.missed + other.missed, self.spurious + other.spurious)

    @property
    def precision(self) -> float:
        """Share of what was read that is right; 1 where nothing was read."""
        return self.right / (self.right + self.spurious) if self.right + self.spurious else 1.0

    @property
    def recall(self) -> float:
        """Share of what was there that was read; 1 where there was nothing."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class Matched:
    """What became of the facts of one text.

    ``right`` are (gold, read) pairs, ``excused`` what was read and agrees with an optional gold fact.
    """

    right: tuple[tuple[Row, Row], ...]
    missed: tuple[Row, ...]
    spurious: tuple[Row, ...]
    excused: tuple[Row, ...]

    @property
    def counts(self) -> Counts:
        """The numbers of right, missed and spurious facts."""
        return Counts(len(self.right), len(self.missed), len(self.spurious))


def row_of(fact: Fact) -> dict[str, Any]:
    """The fields of a fact that scoring and its tables look at."""
    names = ("metric", "value", "value_high", "year", "unit", "status", "exploitation", "official", "count", "rule",
             "confidence", "fact_id", "text", "sentence_text")  # fmt: skip
    return {name: getattr(fact, name) for name in names}


def _number(value: float | None) -> float | None:
    return None if value is None else round(float(value), 2)


def core(fact: Row) -> tuple[Any, ...]:
    """What two facts share when they are the same figure."""
    year = None if fact["metric"] in UNDATED else fact.get("year")
    return (fact["metric"], _number(fact.get("value")), _number(fact.get("value_high")), year)


def strict(fact: Row) -> tuple[Any, ...]:
    """What two facts share when they say the same of it."""
    status = fact.get("status", "reported")
    return (
        *core(fact),
        # nothing was counted where the text gives no figure, so no unit is asked for
        fact.get("unit") if status == "reported" else None,
        status,
        fact.get("exploitation"),
        bool(fact.get("official", False)),
        fact.get("count") if fact["metric"] == "sentence_terms" else None,
    )


def match(gold: Iterable[Row], read: Iterable[Row], key: Key) -> Matched:
    """Pairs what was read with gold facts of the same key, one to one.

    Required gold facts are paired before optional ones. What is left over is excused where its core agrees with an
    optional gold fact that nothing was paired with.
    """
    left: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for g in sorted(gold, key=lambda g: bool(g.get("optional"))):
        left[key(g)].append(g)
    right: list[tuple[Row, Row]] = []
    excused: list[Row] = []
    over: list[Row] = []
    for r in read:
        bucket = left.get(key(r))
        if not bucket:
            over.append(r)
            continue
        g = bucket.pop(0)
        if g.get("optional"):
            excused.append(r)
        else:
            right.append((g, r))
    rest = [g for bucket in left.values() for g in bucket]
    spare = Counter(core(g) for g in rest if g.get("optional"))
    spurious: list[Row] = []
    for r in over:
        if spare[core(r)] > 0:
            spare[core(r)] -= 1
            excused.append(r)
        else:
            spurious.append(r)
    return Matched(tuple(right), tuple(g for g in rest if not g.get("optional")), tuple(spurious), tuple(excused))


@dataclass(frozen=True, slots=True)
class Interval:
    """Ends of a 95 % interval."""

    low: float
    high: float


def bootstrap(
    per_text: Sequence[Counts], *figures: Callable[[Counts], float], rounds: int = 1000, seed: int = 2001
) -> tuple[Interval, ...]:
    """95 % percentile intervals of figures of summed counts, by drawing as many texts with replacement as there are.

    The seed is fixed, so the same counts give the same intervals. Raises ValueError for no texts.
    """
    if not per_text:
        raise ValueError("an interval needs at least one text")
    draw = random.Random(seed)
    texts = range(len(per_text))
    columns = np.array([(counts.right, counts.missed, counts.spurious) for counts in per_text])
    draws = [
        Counts(*(int(total) for total in columns[draw.choices(texts, k=len(texts))].sum(axis=0))) for _ in range(rounds)
    ]
    intervals = []
    for figure in figures:
        values = sorted(map(figure, draws))
        intervals.append(Interval(values[int(0.025 * rounds)], values[min(int(0.975 * rounds), rounds - 1)]))
    return tuple(intervals)
