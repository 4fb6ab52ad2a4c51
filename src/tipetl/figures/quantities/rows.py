"""Makes a row for every number in a sentence, whether or not the number is a fact (contract section 6).

What belongs here: giving each number exactly one row, with offsets. What does not belong here: the kinds (``kinds``),
or which tokens are numbers (``language.numbers``, and ``scan`` for numbers that the reader misses).
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from tipetl.figures.quantities.kinds import Figure, Verdict, kind_of
from tipetl.figures.quantities.looks import form_of
from tipetl.figures.quantities.scan import is_number_word, unclaimed
from tipetl.language import forms
from tipetl.language.cardinals import MAX_FIGURE, cardinal, digits_value
from tipetl.model import Fact, Quantity, Sentence, codes
from tipetl.model.opened import opened

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.tokens import Tokens

#: the maximum number of tokens between a prison term and the number of people sentenced to it
ASIDE = 120
_first = attrgetter("first")
OpenQuantity = opened(Quantity)
#: forms of words that count as numbers only if a fact is read from them: "no", "a trafficker", "an unknown number"
ONLY_AS_FACTS = frozenset((forms.ZERO, forms.ONE, forms.UNKNOWN))


def quantities_of(
    text: str, analysis: Analysis, sentence: Sentence, section: str, made: Sequence[Fact]
) -> list[Quantity]:
    """Return the quantity rows of one analysed sentence of the document ``text``, in reading order and without
    overlaps.

    ``section`` is the code of the sentence's section, ``made`` the facts read from the sentence. Each row refers to the
    first fact that contains its words; the number of people sentenced to a term belongs to that term's fact.
    """
    figures = _figures(analysis, {fact.fact_id for fact in made})
    facts: list[Fact | None] = [None] * len(figures)
    if made:
        starts, covered = _fact_tokens(analysis, made)
        facts = [_fact_of(figure, starts, covered) for figure in figures]
        _counts_of_terms(analysis, figures, facts, made)
    tokens = analysis.tokens
    out: list[Quantity] = []
    position = sentence.position
    before: Verdict | None = None
    for figure, fact in zip(figures, facts, strict=True):
        if fact is None and (figure.form in ONLY_AS_FACTS or figure.unit == "life"):
            continue
        verdict = Verdict(codes.FACT) if fact is not None else kind_of(text, analysis, figure, section, before)
        if figure.form in forms.COUNT_OR_MONEY:
            before = verdict
        start, end = tokens.start[figure.first], tokens.end[figure.last]
        quantity = OpenQuantity(
            verdict.kind,
            text[start:end],
            start,
            end,
            figure.low,
            figure.high,
            position,
            verdict.noun,
            fact.fact_id if fact is not None else None,
        )
        quantity.__class__ = Quantity
        out.append(quantity)
    return out


def _figures(analysis: Analysis, told: Container[str | None]) -> list[Figure]:
    """Return every number in the sentence, in order, including numbers in time expressions and numbers that the number
    reader missed. ``told`` contains the ids of the sentence's facts."""
    tokens = analysis.tokens
    claimed = [False] * len(tokens.low)
    found: list[Figure] = []
    # a candidate has no row, so a separate number ("no one") may occur in the words of its denial
    read = {r.first for r in analysis.readings if r.fact_id in told}
    for index, number in enumerate(analysis.numbers):
        if any(claimed[number.first : number.last + 1]):
            continue
        if number.form in ONLY_AS_FACTS and number.first not in read:
            continue
        claimed[number.first : number.last + 1] = [True] * (number.last + 1 - number.first)
        found.append(Figure(number.first, number.last, number.form, number.low, number.high, index, number.unit))
    for first, last in unclaimed(tokens, claimed):
        low, high = _value(analysis, first, last)
        form = form_of(tokens, first, last)
        unit = tokens.low[first].partition("-")[2] or None if form == forms.COMPOUND else None
        found.append(Figure(first, last, form, low, high, unit=unit))
    found.sort(key=_first)
    return _joined(analysis, found)


def _value(analysis: Analysis, first: int, last: int) -> tuple[float | None, float | None]:
    """Return the (low, high) of a run of number tokens."""
    tokens = analysis.tokens
    if first == last or not tokens.low[first][0].isdigit():
        found = cardinal(tokens, first)
        return _believed(None if found is None else found[0]), None
    low, high = digits_value(tokens.text[first]), digits_value(tokens.text[last])
    if last == first + 2 and len(tokens.text[first]) == 4 and low is not None and high is not None:
        high += 100 * (low // 100) if high < 100 else 0
        if high > low:
            return _believed(low), _believed(high)
    return _believed(low), None


def _believed(value: float | None) -> float | None:
    """Return a value, or None if it is too large to be real."""
    return None if value is None or value > MAX_FIGURE else value


def _joined(analysis: Analysis, figures: list[Figure]) -> list[Figure]:
    """Joins labels that are printed as one figure ("4788/12", "131-3")."""
    tokens = analysis.tokens
    out: list[Figure] = []
    for figure in figures:
        last = out[-1] if out else None
        if (
            last is not None
            and last.form == forms.LABEL
            and figure.form in (forms.COUNT, forms.LABEL)
            and _glued(tokens, last.last, figure.first)
        ):
            out[-1] = Figure(last.first, figure.last, forms.LABEL, last.low, None, last.index, last.unit)
        else:
            out.append(figure)
    return out


def _glued(tokens: Tokens, before: int, token: int) -> bool:
    """Whether at most one mark and no space separate ``token`` from the token ``before``."""
    return token <= before + 2 and all(tokens.end[at] == tokens.start[at + 1] for at in range(before, token))


def _fact_tokens(analysis: Analysis, facts: Iterable[Fact]) -> tuple[dict[int, Fact], dict[int, Fact]]:
    """Maps each token to the first fact with words that begin there, and to the first fact with words that include
    it."""
    tokens = analysis.tokens
    starts: dict[int, Fact] = {}
    covered: dict[int, Fact] = {}
    for fact in facts:
        first = bisect_left(tokens.start, fact.char_start)
        if first < len(tokens.low) and tokens.start[first] == fact.char_start:
            starts.setdefault(first, fact)
        while first < len(tokens.low) and tokens.start[first] < fact.char_end:
            covered.setdefault(first, fact)
            first += 1
    return starts, covered


def _fact_of(figure: Figure, starts: dict[int, Fact], covered: dict[int, Fact]) -> Fact | None:
    """Return the fact with words that begin with a figure, or else the first fact with words that include part of the
    figure."""
    if figure.first in starts or figure.form in ONLY_AS_FACTS:
        return starts.get(figure.first)
    return next((covered[token] for token in range(figure.first, figure.last + 1) if token in covered), None)


def _counts_of_terms(analysis: Analysis, figures: list[Figure], facts: list[Fact | None], made: Iterable[Fact]) -> None:
    """Assigns a term's fact to the number of people sentenced to the term ("eight to five years"), unless the number
    has its own fact. Numbers before the term take precedence over later numbers, and nearer numbers over farther
    ones."""
    low, starts = analysis.tokens.low, analysis.tokens.start
    for term in made:
        if term.count is None:
            continue
        at = bisect_left(starts, term.char_start)
        begin, stop = (bisect_left(figures, token, key=_first) for token in (at - ASIDE, at + ASIDE))
        near = []
        for place, figure in enumerate(figures[begin:stop], begin):
            same = figure.low == term.count and figure.form == forms.COUNT and is_number_word(low[figure.first])
            if facts[place] is None and same:
                behind = starts[figure.first] - term.char_start
                near.append((behind > 0, abs(behind), place))
        if near:
            facts[min(near)[2]] = term
