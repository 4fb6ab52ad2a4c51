"""Compare facts with gold: decide when two facts are the same, and count the matches.

This module contains the two levels of agreement, matching, counts and their bootstrap intervals. ``core`` compares
metric, value, range end and year; ``strict`` also compares unit, status, exploitation, official and count.
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
    """The numbers of right, missed and spurious facts, which can be added."""

    right: int = 0
    missed: int = 0
    spurious: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.missed + other.missed, self.spurious + other.spurious)

    @property
    def precision(self) -> float:
        """The share of facts read that are right; 1 if no facts were read."""
        return self.right / (self.right + self.spurious) if self.right + self.spurious else 1.0

    @property
    def recall(self) -> float:
        """The share of gold facts that were read; 1 if there are no gold facts."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class Matched:
    """How the facts of one text match its gold.

    ``right`` are (gold, read) pairs, ``excused`` are facts read that agree with an optional gold fact.
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
    """Return the fields of a fact that scoring and its tables use."""
    names = ("metric", "value", "value_high", "year", "unit", "status", "exploitation", "official", "count", "rule",
             "confidence", "fact_id", "text", "sentence_text")  # fmt: skip
    return {name: getattr(fact, name) for name in names}


def _number(value: float | None) -> float | None:
    return None if value is None else round(float(value), 2)


def core(fact: Row) -> tuple[Any, ...]:
    """Return the key that two facts share if they are the same figure."""
    year = None if fact["metric"] in UNDATED else fact.get("year")
    return (fact["metric"], _number(fact.get("value")), _number(fact.get("value_high")), year)


def strict(fact: Row) -> tuple[Any, ...]:
    """Return the key that two facts share if they also say the same about the figure."""
    status = fact.get("status", "reported")
    return (
        *core(fact),
        # without a figure in the text nothing was counted, so the unit does not matter
        fact.get("unit") if status == "reported" else None,
        status,
        fact.get("exploitation"),
        bool(fact.get("official", False)),
        fact.get("count") if fact["metric"] == "sentence_terms" else None,
    )


def match(gold: Iterable[Row], read: Iterable[Row], key: Key) -> Matched:
    """Pair read facts with gold facts of the same key, one to one.

    Required gold facts are paired before optional ones. The remaining read facts are excused if their core agrees with
    an unpaired optional gold fact.
    """
    left: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for gold_fact in sorted(gold, key=lambda gold_fact: bool(gold_fact.get("optional"))):
        left[key(gold_fact)].append(gold_fact)
    right: list[tuple[Row, Row]] = []
    excused: list[Row] = []
    over: list[Row] = []
    for read_fact in read:
        bucket = left.get(key(read_fact))
        if not bucket:
            over.append(read_fact)
            continue
        gold_fact = bucket.pop(0)
        if gold_fact.get("optional"):
            excused.append(read_fact)
        else:
            right.append((gold_fact, read_fact))
    rest = [gold_fact for bucket in left.values() for gold_fact in bucket]
    spare = Counter(core(gold_fact) for gold_fact in rest if gold_fact.get("optional"))
    spurious: list[Row] = []
    for read_fact in over:
        if spare[core(read_fact)] > 0:
            spare[core(read_fact)] -= 1
            excused.append(read_fact)
        else:
            spurious.append(read_fact)
    return Matched(
        tuple(right),
        tuple(gold_fact for gold_fact in rest if not gold_fact.get("optional")),
        tuple(spurious),
        tuple(excused),
    )


@dataclass(frozen=True, slots=True)
class Interval:
    """The lower and upper end of a 95% interval."""

    low: float
    high: float


def bootstrap(
    per_text: Sequence[Counts], *figures: Callable[[Counts], float], rounds: int = 1000, seed: int = 2001
) -> tuple[Interval, ...]:
    """Return 95% percentile intervals for figures of summed counts, resampling the texts with replacement.

    The seed is fixed, so the same counts yield the same intervals. Raises ValueError if there are no texts.
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
