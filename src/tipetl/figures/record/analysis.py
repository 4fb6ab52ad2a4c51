"""Defines the record of everything found in one sentence, for later stages and for `tipetl explain`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from itertools import accumulate, repeat
from types import MappingProxyType
from typing import Any

from tipetl.figures.record.context import Context
from tipetl.figures.record.readings import Link, OpenReading, Reading, copy_of, sealed_reading
from tipetl.figures.record.sights import Group, Sight
from tipetl.language import forms
from tipetl.language.numbers import Number
from tipetl.language.particles import WORD
from tipetl.language.patterns import Symbol
from tipetl.language.tokens import Tokens
from tipetl.metrics import SCORED
from tipetl.model import QuantityKind
from tipetl.syntax.chunks import kinds
from tipetl.syntax.chunks.items import Item, SealedItem
from tipetl.syntax.chunks.sealing import seal
from tipetl.syntax.chunks.symbols import words
from tipetl.syntax.chunks.time_bounds import Time
from tipetl.syntax.frames.frame import Frame, SealedFrame

ENDS_A_CRIME = kinds.MARKS
#: the index of each metric in ``SCORED``
PLACE = {metric: k for k, metric in enumerate(SCORED)}
_NOTHING: Any = MappingProxyType({})
#: the maximum number of links to follow from a reading back to the readings that it continues
MOST_LINKS = 12
BRACKETS = {"(": 1, "[": 1, ")": -1, "]": -1}


@dataclass(frozen=True, eq=False)
class Analysis:
    """Everything found in one sentence so far, stored for ``tipetl explain`` and for later sentences that refer back. A
    step that finds more returns a new analysis (``opened``, ``with_readings``)."""

    tokens: Tokens
    numbers: list[Number]
    items: list[Item]
    times: list[Time]
    hits: list[tuple[int, int, str]]
    comparators: Sequence[tuple[int, int]]
    #: maps each token to the first comparison that includes it
    compared: Mapping[int, tuple[int, int]]
    #: the sentence's context; at first it contains only the rules and the country
    context: Context
    #: the concepts of all verbs, nouns and context terms in the sentence
    concepts: frozenset[str]
    #: the indexes of the items that are numbers
    nums: list[int]
    #: the first token of each of the sentence's items
    begins: list[int]
    #: the sentence's words as symbols for patterns; computed on first use
    _word_symbols: list[Symbol]
    #: the number of open brackets before each token; computed on first use
    _depths: list[int]
    frames: Mapping[int, Frame]
    readings: Sequence[Reading]
    considered: Mapping[int, list[tuple[str, float]]]
    why_not: Mapping[int, str]
    #: the scorer's inputs for each number, apart from earlier readings, by the number's index
    sights: Mapping[int, Sight]
    #: the number of ``comparators`` when ``sights`` was computed
    sights_of: int
    #: the features of each number that depend on earlier readings, by the number's index
    features: Mapping[int, list[Group]]
    #: the log odds that the scorer assigns to each metric in ``SCORED``, by the number's index
    odds: Mapping[int, list[float]]
    #: the kind that the form of a counting number suggests, by the number's index
    shapes: Mapping[int, QuantityKind | None]
    #: the tokens of a figure's label, in a list that puts labels before figures, by the number's index
    labels: Mapping[int, tuple[int, int]]

    def opened(self) -> Draft:
        """Return a copy that a step may fill in. The readings are copied too, linked to one another as before."""
        draft = Draft.__new__(Draft)
        draft.__dict__.update(self.__dict__)
        copies = [copy_of(reading) for reading in self.readings]
        copy: dict[int, Reading] = {id(x): new for x, new in zip(self.readings, copies, strict=True)}
        for new in copies:
            if new.link is not None:
                new.link = _among(copy, new.link)
            if new.links:
                new.links = tuple([Link(x.kind, copy.get(id(x.other), x.other)) for x in new.links])
        draft.readings = copies
        draft.why_not, draft.compared = {**self.why_not}, {**self.compared}
        draft.passed_on = False
        return draft

    def passed(self) -> Draft:
        """Return a draft to pass from step to step; no step copies or seals the draft, and ``frozen`` seals it at the
        end."""
        draft = self.opened()
        draft.passed_on = True
        return draft

    def frozen(self) -> Analysis:
        """Return the frozen record made from a draft after its last step. If the record is already frozen, it is
        returned unchanged."""
        return self

    def sealed(self) -> Analysis:
        """Return the frozen record made from a step's own draft; nothing in the record changes afterward."""
        return self

    def with_(self, **fields: Any) -> Analysis:
        """Return the same analysis with new values for some fields."""
        other = Analysis.__new__(Analysis)
        other.__dict__.update(self.__dict__)
        other.__dict__.update(fields)
        return other

    def with_readings(self, readings: Iterable[Reading]) -> Analysis:
        """Return the same analysis with other readings."""
        return self.with_(readings=tuple([sealed_reading(x) for x in readings]))

    def keeping(self, wanted: Callable[[Reading], bool]) -> Analysis:
        """Return the same analysis with only the ``wanted`` readings."""
        kept = [*filter(wanted, self.readings)]
        return self if len(kept) == len(self.readings) else self.with_readings(kept)

    def comparator_at(self, token: int) -> tuple[int, int] | None:
        """Return the first comparison that includes a token, or None outside comparisons."""
        return self.compared.get(token)

    def odds_of(self, number: int, metric: str) -> float:
        """Return the scorer's log odds that a number counts a metric; 0 if the scorer was not asked."""
        odds = self.odds.get(number)
        return odds[PLACE[metric]] if odds and metric in PLACE else 0.0

    def depth(self, token: int) -> int:
        """Return the number of parentheses and brackets open before a token."""
        if self.tokens.words.isdisjoint(BRACKETS):
            return 0
        if not self._depths:
            self._depths.extend(accumulate(map(BRACKETS.get, self.tokens.low, repeat(0)), initial=0))
        return self._depths[token]

    def least_depth(self, first: int, end: int) -> int:
        """Return the minimum number of parentheses and brackets open at any token from ``first`` up to ``end``
        (exclusive)."""
        if self.tokens.words.isdisjoint(BRACKETS):
            return 0
        self.depth(first)
        return min(self._depths[first:end], default=self._depths[first])

    def word_symbols(self) -> list[Symbol]:
        """Return the sentence's words as symbols for patterns (cached)."""
        if not self._word_symbols:
            self._word_symbols.extend(words(self.tokens.low, 0, len(self.tokens.low)))
        return self._word_symbols

    def items_from(self, token: int) -> int:
        """Return the first item that begins at a token or later."""
        return bisect_left(self.begins, token)


class Draft(Analysis):
    """An analysis that a step may still fill in."""

    items: list[Item]
    comparators: Sequence[tuple[int, int]]
    compared: dict[int, tuple[int, int]]
    context: Context
    frames: dict[int, Frame]
    readings: list[OpenReading]
    considered: dict[int, list[tuple[str, float]]]
    why_not: dict[int, str]
    sights: Mapping[int, Sight]
    sights_of: int
    features: dict[int, list[Group]]
    odds: dict[int, list[float]]
    shapes: Mapping[int, QuantityKind | None]
    labels: Mapping[int, tuple[int, int]]

    #: whether the next step fills in the same draft
    passed_on: bool

    __setattr__ = object.__setattr__

    def opened(self) -> Draft:
        return self

    def sealed(self) -> Analysis:
        return self if self.passed_on else self.frozen()

    def frozen(self) -> Analysis:
        for frame in self.frames.values():
            seal(frame, SealedFrame)
        return Analysis.with_(self, readings=tuple([sealed_reading(x) for x in self.readings]))

    def with_(self, **fields: Any) -> Analysis:
        self.__dict__.update(fields)
        return self

    def with_readings(self, readings: Iterable[Reading]) -> Analysis:
        return self.with_(readings=[*readings])


def step(fill: Callable[[Draft], None]) -> Callable[[Analysis], Analysis]:
    """Turns a function that fills in a draft into a step, which returns a frozen record and leaves its argument
    unchanged."""

    @wraps(fill)
    def filled(analysis: Analysis) -> Analysis:
        draft = analysis.opened()
        fill(draft)
        return draft.sealed()

    return filled


def analysis_of(
    tokens: Tokens,
    numbers: list[Number],
    items: list[Item],
    times: list[Time],
    hits: list[tuple[int, int, str]],
    comparators: Sequence[tuple[int, int]],
    context: Context,
) -> Analysis:
    """Makes the analysis of a sentence in which nothing has been read yet."""
    for item in items:
        seal(item, SealedItem)
    return Analysis(
        tokens,
        numbers,
        items,
        times,
        hits,
        comparators,
        {token: span for span in reversed(comparators) for token in range(*span)},
        context,
        frozenset({x.behind for x in items if x.behind} | {concept for _, _, concept in hits}),
        [k for k, x in enumerate(items) if x.kind == kinds.NUMBER],
        [x.first for x in items],
        [],
        [],
        frames=_NOTHING,
        readings=(),
        considered=_NOTHING,
        why_not=_NOTHING,
        sights=_NOTHING,
        sights_of=-1,
        features=_NOTHING,
        odds=_NOTHING,
        shapes=_NOTHING,
        labels=_NOTHING,
    )


def _among(copy: dict[int, Reading], link: Link) -> Link:
    """Redirects a link to the copy of a reading; ``copy`` maps each original's identity to its copy. Readings along the
    way that a step has since dropped are copied as well."""
    chain = [link]
    while id(link.other) not in copy:
        if link.other.link is None or link.other.fact_id is not None or len(chain) == MOST_LINKS:
            return chain[0]  # the link leads to an earlier sentence
        link = link.other.link
        chain.append(link)
    found = Link(link.kind, copy[id(link.other)])
    for step in reversed(chain[:-1]):
        copy[id(step.other)] = dropped = copy_of(step.other)
        dropped.link = found
        found = Link(step.kind, dropped)
    return found


def add_comparator(draft: Draft, first: int, end: int) -> None:
    """Adds a comparison; tokens already in an earlier comparison remain there."""
    draft.comparators = (*draft.comparators, (first, end))
    for token in range(first, end):
        draft.compared.setdefault(token, (first, end))


def metrics_of(readings: Sequence[Reading]) -> dict[int, str]:
    """Maps each number's index to the first metric read from that number."""
    return {reading.number: reading.metric for reading in reversed(readings) if reading.number >= 0}


def figures_of(analysis: Analysis) -> set[float]:
    """Return the figures to which a later sentence can refer back, except one and two, which recur by chance."""
    return {n.low for n in analysis.numbers if n.form == forms.COUNT and n.low is not None and n.low > 2}


def in_crime(analysis: Analysis, place: int, before: bool) -> bool:
    """Whether item ``place`` belongs to the description of a crime ("convicted six men of forcing 15 women into
    prostitution"), in which numbers are not figures. ``before`` is the result for the previous item."""
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
            analysis.items[place - 1].form in (WORD.whole, WORD.purpose, WORD.company)
            and nxt.kind in kinds.DETERMINER_OR_NUMBER
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
