"""What was found in one sentence, kept for the stages after it and for `tipetl explain`."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tipetl.extract.readings import Reading

if TYPE_CHECKING:
    from tipetl.extract.frame import Frame
    from tipetl.extract.items import Item
    from tipetl.extract.times import Time
    from tipetl.language.numbers import Number
    from tipetl.language.tokens import Tokens

#: How many words of a clause are looked at on either side of one of them, so that a sentence without an end takes no
#: longer, word for word, than others.
REACH = 250


@dataclass(slots=True)
class Analysis:
    """Everything found in one sentence, kept for ``tipetl explain`` and for the sentences that refer back to it."""

    tokens: Tokens
    numbers: list[Number]
    items: list[Item]
    times: list[Time]
    hits: list[tuple[int, int, str]]
    comparators: list[tuple[int, int]]
    frames: dict[int, Frame] = field(default_factory=dict)
    readings: list[Reading] = field(default_factory=list)
    considered: dict[int, list[tuple[str, float]]] = field(default_factory=dict)
    time_numbers: set[int] = field(default_factory=set)
    why_not: dict[int, str] = field(default_factory=dict)
    #: the sentence's words as the scorer sees them, once it has asked for them
    plain: list[str] = field(default_factory=list)
    #: what the trained scorer saw of each number
    features: dict[int, list[str]] = field(default_factory=dict)
    #: and the log odds it gave each metric of ``scorer.SCORED``
    odds: dict[int, list[float]] = field(default_factory=dict)
    #: which items are numbers
    nums: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.nums = [k for k, x in enumerate(self.items) if x.kind == "num"]


def clause_bounds(t: Tokens, token: int) -> tuple[int, int]:
    """The clause (between semicolons) that holds a token; of a clause longer than any in prose, the part around it."""
    lo, hi = max(0, token - REACH), min(len(t.low), token + REACH)
    if t.semicolons:
        k = bisect_left(t.semicolons, token)
        if k:
            lo = max(lo, t.semicolons[k - 1] + 1)
        if k < len(t.semicolons):
            hi = min(hi, t.semicolons[k])
    return lo, hi


def first_token(x: Item) -> int:
    """Where an item begins; items are in the order of their tokens."""
    return x.first


def last_token(x: Item) -> int:
    """Where an item ends."""
    return x.last


def hits_between(hits: list[tuple[int, int, str]], first: int, last: int) -> list[tuple[int, int, str]]:
    """The context terms that begin between two tokens (inclusive)."""
    return hits[bisect_left(hits, (first,)) : bisect_left(hits, (last + 1,))]


def in_span(spans: list[tuple[int, int]], token: int) -> bool:
    """Whether a token lies in one of the spans."""
    return any(a <= token < b for a, b in spans)
