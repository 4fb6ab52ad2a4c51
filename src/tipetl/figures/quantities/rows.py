"""A row for every number of a sentence: a fact's, or what else it is (contract section 6).

What belongs here: that each number has exactly one row, with offsets. What does not: the kinds (``kinds``),
or which tokens are numbers (``language.numbers``, and ``scan`` for what that passes over).
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING

from tipetl.figures.quantities.kinds import Figure, Verdict, kind_of
from tipetl.figures.quantities.looks import form_of
from tipetl.figures.quantities.scan import is_number_word, unclaimed
from tipetl.language.cardinals import MAX_FIGURE, cardinal, digits_value
from tipetl.model import Fact, Quantity, Sentence
from tipetl.model.opened import opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.tokens import Tokens

#: Words that are a number only where they carry a fact: "no", "a trafficker", "an unknown number".
#: how many tokens from a term the number of those who got it is looked for
ASIDE = 120
_first = attrgetter("first")
OpenQuantity = opened(Quantity)
ONLY_AS_FACTS = frozenset(("zero", "one", "unknown"))


def quantities_of(text: str, a: Analysis, sentence: Sentence, section: str, made: Sequence[Fact]) -> list[Quantity]:
    """The quantity rows of one analysed sentence of the document ``text``, in reading order, none overlapping
    another.

    ``section`` is the code of its section, ``made`` the facts read from it. A row of a fact names the
    first fact that has these words; how many persons got a prison term belongs to the fact of that term.
    """
    figures = _figures(a)
    facts: list[Fact | None] = [None] * len(figures)
    if made:
        starts, covered = _fact_tokens(a, made)
        facts = [_fact_of(figure, starts, covered) for figure in figures]
        _counts_of_terms(a, figures, facts, made)
    t = a.tokens
    out: list[Quantity] = []
    position = sentence.position
    before: Verdict | None = None
    for figure, fact in zip(figures, facts, strict=True):
        if fact is None and (figure.form in ONLY_AS_FACTS or figure.unit == "life"):
            continue
        verdict = Verdict("fact") if fact is not None else kind_of(text, a, figure, section, before)
        if figure.form in ("count", "money"):
            before = verdict
        start, end = t.start[figure.first], t.end[figure.last]
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


def _figures(a: Analysis) -> list[Figure]:
    """Every number of the sentence in order: those the reader found, then those that time expressions took or that
    it passed over."""
    t = a.tokens
    claimed = [False] * len(t.low)
    found: list[Figure] = []
    read = {r.first for r in a.readings}
    for k, n in enumerate(a.numbers):
        if any(claimed[n.first : n.last + 1]):
            continue
        if n.form in ONLY_AS_FACTS and n.first not in read:
            continue
        claimed[n.first : n.last + 1] = [True] * (n.last + 1 - n.first)
        found.append(Figure(n.first, n.last, n.form, n.low, n.high, k, n.unit))
    for first, last in unclaimed(t, claimed):
        low, high = _value(a, first, last)
        form = form_of(t, first, last)
        unit = t.low[first].partition("-")[2] or None if form == "compound" else None
        found.append(Figure(first, last, form, low, high, unit=unit))
    found.sort(key=_first)
    return _joined(a, found)


def _value(a: Analysis, first: int, last: int) -> tuple[float | None, float | None]:
    """(low, high) of a run of number tokens."""
    t = a.tokens
    if first == last or not t.low[first][0].isdigit():
        found = cardinal(t, first)
        return _believed(None if found is None else found[0]), None
    low, high = digits_value(t.text[first]), digits_value(t.text[last])
    if last == first + 2 and len(t.text[first]) == 4 and low is not None and high is not None:
        high += 100 * (low // 100) if high < 100 else 0
        if high > low:
            return _believed(low), _believed(high)
    return _believed(low), None


def _believed(value: float | None) -> float | None:
    return None if value is None or value > MAX_FIGURE else value


def _joined(a: Analysis, figures: list[Figure]) -> list[Figure]:
    """Labels that are printed as one ("4788/12", "131-3") as one figure."""
    t = a.tokens
    out: list[Figure] = []
    for x in figures:
        last = out[-1] if out else None
        if last is not None and last.form == "label" and x.form in ("label", "count") and _glued(t, last.last, x.first):
            out[-1] = Figure(last.first, x.last, "label", last.low, None, last.index, last.unit)
        else:
            out.append(x)
    return out


def _glued(t: Tokens, before: int, i: int) -> bool:
    """Whether token ``i`` follows token ``before`` with at most one mark and no space between."""
    return i <= before + 2 and all(t.end[k] == t.start[k + 1] for k in range(before, i))


def _fact_tokens(a: Analysis, facts: Iterable[Fact]) -> tuple[dict[int, Fact], dict[int, Fact]]:
    """The first fact whose words begin at a token, and the first whose words hold it, each by token."""
    t = a.tokens
    starts: dict[int, Fact] = {}
    covered: dict[int, Fact] = {}
    for fact in facts:
        first = bisect_left(t.start, fact.char_start)
        if first < len(t.low) and t.start[first] == fact.char_start:
            starts.setdefault(first, fact)
        while first < len(t.low) and t.start[first] < fact.char_end:
            covered.setdefault(first, fact)
            first += 1
    return starts, covered


def _fact_of(figure: Figure, starts: dict[int, Fact], covered: dict[int, Fact]) -> Fact | None:
    """The first fact whose words are these, or hold a number among them."""
    if figure.first in starts or figure.form in ONLY_AS_FACTS:
        return starts.get(figure.first)
    if not covered:
        return None
    if figure.first == figure.last:
        return covered.get(figure.first)
    return next((covered[i] for i in range(figure.first, figure.last + 1) if i in covered), None)


def _counts_of_terms(a: Analysis, figures: list[Figure], facts: list[Fact | None], made: Iterable[Fact]) -> None:
    """Gives the number of persons who got a term ("eight to five years") the fact of that term, where it has none
    of its own."""
    starts = a.tokens.start
    for term in made:
        if term.metric != "sentence_terms" or term.count is None:
            continue
        at = bisect_left(starts, term.char_start)
        lo = bisect_left(figures, at - ASIDE, key=_first)
        hi = bisect_left(figures, at + ASIDE, key=_first)
        near = [
            k for k, x in enumerate(figures[lo:hi], lo)
            if facts[k] is None and x.low == term.count and x.form == "count" and is_number_word(a.tokens.low[x.first])
        ]  # fmt: skip
        if near:
            facts[
                min(
                    near,
                    key=lambda k: (
                        starts[figures[k].first] > term.char_start,
                        abs(starts[figures[k].first] - term.char_start),
                    ),
                )
            ] = term
