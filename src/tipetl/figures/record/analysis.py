"""What was found in one sentence, kept for the stages after it and for `tipetl explain`."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate, repeat

from tipetl.figures.record.context import Context
from tipetl.figures.record.readings import Reading
from tipetl.figures.record.sights import Group, Sight
from tipetl.language import forms
from tipetl.language.numbers import Number
from tipetl.language.particles import WORD
from tipetl.language.patterns import Symbol
from tipetl.language.tokens import Tokens
from tipetl.metrics import SCORED
from tipetl.model import QuantityKind
from tipetl.syntax import kinds
from tipetl.syntax.frame import Frame
from tipetl.syntax.items import Item
from tipetl.syntax.symbols import words
from tipetl.syntax.time_bounds import Time

ENDS_A_CRIME = kinds.MARKS
#: the index of each metric in ``SCORED``
PLACE = {metric: k for k, metric in enumerate(SCORED)}
BRACKETS = {"(": 1, "[": 1, ")": -1, "]": -1}


@dataclass(slots=True)
class Analysis:
    """Everything found in one sentence, kept for ``tipetl explain`` and for the sentences that refer back to it."""

    tokens: Tokens
    numbers: list[Number]
    items: list[Item]
    times: list[Time]
    hits: list[tuple[int, int, str]]
    comparators: list[tuple[int, int]]
    #: its context: at first only the rules and the country
    context: Context
    frames: dict[int, Frame] = field(default_factory=dict)
    readings: list[Reading] = field(default_factory=list)
    #: those whose unit the previous sentence may still change
    unsettled: list[Reading] = field(default_factory=list)
    considered: dict[int, list[tuple[str, float]]] = field(default_factory=dict)
    why_not: dict[int, str] = field(default_factory=dict)
    #: what the trained scorer sees of each number independent of earlier readings, by the number's index
    sights: dict[int, Sight] = field(default_factory=dict)
    #: the number of ``comparators`` at that time
    sights_of: int = -1
    #: ... and what it sees depending on earlier readings
    features: dict[int, list[Group]] = field(default_factory=dict)
    #: ... and the log odds it gives each metric of ``SCORED``
    odds: dict[int, list[float]] = field(default_factory=dict)
    #: the concepts of all its verbs, nouns and context terms
    concepts: frozenset[str] = field(init=False)
    #: which items are numbers
    nums: list[int] = field(init=False)
    #: where each item begins
    begins: list[int] = field(init=False, repr=False)
    #: by token the comparison that holds it, and how many of ``comparators`` are covered
    _compared: dict[int, tuple[int, int]] = field(init=False, repr=False)
    _compared_spans: int = field(init=False, repr=False)
    #: the kind that a counting number's look suggests, by its index
    shapes: dict[int, QuantityKind | None] = field(default_factory=dict)
    #: the tokens that label a figure in a list with labels before figures, by the number's index
    labels: dict[int, tuple[int, int]] = field(default_factory=dict)
    #: its words as patterns see them, computed when first needed
    _word_symbols: list[Symbol] = field(default_factory=list, repr=False)
    #: how many brackets are open before each token, computed when first needed
    depths: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.begins = [x.first for x in self.items]
        self.concepts = frozenset({x.behind for x in self.items if x.behind} | {concept for _, _, concept in self.hits})
        self.nums = [k for k, x in enumerate(self.items) if x.kind == kinds.NUMBER]
        self._compared = {}
        self._compared_spans = 0

    def comparator_at(self, token: int) -> tuple[int, int] | None:
        """The first comparison that holds a token; None outside comparisons."""
        while self._compared_spans < len(self.comparators):
            span = self.comparators[self._compared_spans]
            for k in range(*span):
                self._compared.setdefault(k, span)
            self._compared_spans += 1
        return self._compared.get(token)

    def odds_of(self, number: int, metric: str) -> float:
        """The log odds that the scorer gave a number of counting a metric; 0 if it was not asked."""
        odds = self.odds.get(number)
        return odds[PLACE[metric]] if odds and metric in PLACE else 0.0

    def depth(self, token: int) -> int:
        """How many parentheses and brackets are open before a token."""
        if self.tokens.words.isdisjoint(BRACKETS):
            return 0
        if not self.depths:
            self.depths = [*accumulate(map(BRACKETS.get, self.tokens.low, repeat(0)), initial=0)]
        return self.depths[token]

    def least_depth(self, first: int, end: int) -> int:
        """How few parentheses and brackets are open at a token from ``first`` on and before ``end``."""
        if self.tokens.words.isdisjoint(BRACKETS):
            return 0
        self.depth(first)
        return min(self.depths[first:end], default=self.depths[first])

    def word_symbols(self) -> list[Symbol]:
        """Its words as patterns see them; computed once."""
        if not self._word_symbols:
            self._word_symbols = words(self.tokens.low, 0, len(self.tokens.low))
        return self._word_symbols

    def items_from(self, token: int) -> int:
        """The first item that begins at a token or after it."""
        return bisect_left(self.begins, token)


def figures_of(analysis: Analysis) -> set[float]:
    """The figures of a sentence that a later one can point back to: not one or two, which recur by chance."""
    return {n.low for n in analysis.numbers if n.form == forms.COUNT and n.low is not None and n.low > 2}


def in_crime(analysis: Analysis, place: int, before: bool) -> bool:
    """Whether item ``place`` belongs to a description of the crime ("convicted six men of forcing 15 women into
    prostitution"), whose numbers are not figures of their own; ``before`` is the answer for the previous item."""
    item = analysis.items[place]
    if item.kind in ENDS_A_CRIME:
        return False
    if item.kind == kinds.RELATIVE:
        return analysis.tokens.low[item.first] in (WORD.told_person, WORD.further) and analysis.items[
            place - 1
        ].kind not in (
            kinds.CONJUNCTION,
            kinds.VERB,
        )
    if analysis.tokens.low[item.first] == "trafficking" and place and place + 1 < len(analysis.items):
        nxt = analysis.items[place + 1]
        return before or (
            analysis.items[place - 1].form in (WORD.whole, WORD.purpose) and nxt.kind in kinds.DETERMINER_OR_NUMBER
        )
    if item.kind == kinds.VERB:
        if item.finite and place and analysis.items[place - 1].kind == kinds.CONJUNCTION:
            return False
        if (
            place
            and analysis.items[place - 1].kind == kinds.PREPOSITION
            and analysis.items[place - 1].form in (WORD.whole, WORD.purpose, WORD.company)
        ):
            return analysis.tokens.low[item.last].endswith("ing") or before
    return before
