"""Prison terms of a sentence to readings, with how many persons got each; what a duration is, ``terms`` decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.record.readings import Reading
from tipetl.figures.terms.lists import LONGEST, ahead, bare_term
from tipetl.figures.terms.meanings import classify, is_term, law_like
from tipetl.figures.terms.persons import count_persons
from tipetl.figures.terms.verbs import GETTING, LAW_NOUNS, other_time
from tipetl.language.words import word_set
from tipetl.syntax.spans import clause_bounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.numbers import Number
    from tipetl.language.tokens import Tokens

LISTED_AFTER = frozenset(("of", "to", "for", "from", ",", "and", "or", ")", "be", "were"))
PENALTY_NOUNS = frozenset(("term", "terms", "penalty", "penalties", "punishment", "punishments"))
#: how high or low a penalty may be, said without a noun
BOUNDS = frozenset(("maximum", "minimum", "ceiling", "floor"))
VERB_ENDS = ("is", "was", "rises", "rose", "goes", "went", "ed", "falls", "fell", "becomes", "became", "increases")
AFTER_A_TERM = word_set("durations.after_a_term")


def read_terms(a: Analysis) -> None:
    """The terms and penalties of a sentence; ``before`` are the readings of the sentence it follows."""
    t, items, before = a.tokens, a.items, a.context.before
    previous: str | None = None
    terms = any(is_term(a.numbers[items[k].number]) for k in a.nums)
    if not terms and not law_like(t.words) and LAW_NOUNS.isdisjoint(t.words):
        return
    order: list[Reading] = []
    metric: str | None
    all_terms = [
        (k, x)
        for k, x in ((k, items[k]) for k in a.nums)
        if (is_term(a.numbers[x.number]) or a.numbers[x.number].form == "count")
    ]
    for k, x in all_terms:
        number = a.numbers[x.number]
        lo, hi = clause_bounds(t, x.first)
        close = ahead(a, k) if number.form == "count" and (number.low or 0) <= LONGEST else None
        bare = bare_term(a, k, order[-1] if order else None) if number.form == "count" and close is None else None
        if close is not None and (listed := _unit_ahead(a, k, close, previous)):
            metric, scale = listed
            a.readings = [r for r in a.readings if r.number != x.number]
        elif bare is not None:
            metric = bare
            unit = a.numbers[order[-1].number].unit if order else "years"
            scale = 1.0 if (unit or "").startswith("month") else 12.0
            a.readings = [r for r in a.readings if r.number != x.number]
        elif number.form == "count":
            # "three to 12 for a crime against a minor": a bare number after a term of the same law
            if (
                previous is None
                or any(r.number == x.number for r in a.readings)
                or not _elliptical_term(a, k, previous)
            ):
                continue
            metric = previous
            scale = 12.0
        else:
            metric = classify(t, number, lo, hi, previous)
            scale = 1.0
            if metric is None and not BOUNDS.isdisjoint(t.words) and _bounded(a, lo, number):
                metric = "penalty_prescribed" if any(r.metric == "penalty_prescribed" for r in before) else None
        if metric is None:
            continue
        previous = metric
        low_months = None if number.low is None else number.low * scale
        high_months = None if number.high is None else number.high * scale
        qualifier = number.qualifier
        if metric == "penalty_prescribed" and qualifier == "exact":
            qualifier = _bound_by_law(t, number)
        if (
            number.low == 1200
            and metric == "penalty_prescribed"
            and high_months is None
            and order
            and _to_life(t, order[-1], number)
        ):
            order[-1].high = 1200
            order[-1].qualifier = "range"
            continue
        if order and order[-1].metric == metric and _two_bounds(t, order[-1], low_months, qualifier, number):
            order[-1].high, order[-1].qualifier, order[-1].last = low_months, "range", number.last
            continue
        reading = Reading(
            metric,
            x.number,
            number.first,
            number.last,
            low_months,
            high_months,
            qualifier,
            "month",
            "reported",
            metric + ".duration",
            4.0,
            None,
        )
        order.append(reading)
        a.readings.append(reading)
    _same_terms(a, order, before)
    given = [r for r in order if r.metric == "sentence_terms"]
    if given:
        count_persons(a, given)


def _same_terms(a: Analysis, order: list[Reading], before: Sequence[Reading]) -> None:
    """ "carries the same penalties", "the same term that Article 322 provides": the penalty named last, once more."""
    t = a.tokens
    if "same" not in t.words or LAW_NOUNS.isdisjoint(t.words):
        return
    for i in range(len(t.low) - 1):
        if t.low[i : i + 2] != ["the", "same"]:
            continue
        noun = t.low[i + 2] if i + 2 < len(t.low) else ""
        if noun not in PENALTY_NOUNS and not (
            noun in (".", ",", ";") and PENALTY_NOUNS & set(t.low[max(0, i - 3) : i])
        ):
            continue
        known = [r for r in (*before, *order) if r.metric == "penalty_prescribed" and r.status == "reported"]
        known = [r for r in known if r not in order or r.last < i]
        if known and not any(r.metric == "sentence_terms" and r.last < i for r in order[-1:]):
            last = i + 2 if noun in PENALTY_NOUNS else i + 1
            r = known[-1]
            a.readings.append(
                Reading("penalty_prescribed", -1, i, last, r.low, r.high, r.qualifier, "month", "reported",
                "penalty_prescribed.same", 4.0)
            )  # fmt: skip


def _unit_ahead(a: Analysis, k: int, close: int, previous: str | None) -> tuple[str, float] | None:
    """The metric and the unit's months of bare number item ``k`` in a list that the duration item ``close`` ends."""
    t = a.tokens
    number, last = a.numbers[a.items[k].number], a.numbers[a.items[close].number]
    lead = t.low[number.begins - 1] if number.begins else ""
    if lead not in LISTED_AFTER and lead not in GETTING:
        return None
    lo, hi = clause_bounds(t, last.first)
    metric = classify(t, last, lo, hi, previous)
    if metric is None or (last.high is not None) != (number.high is not None):
        return None
    return metric, 1.0 if (last.unit or "").startswith("month") else 12.0


def _bounded(a: Analysis, lo: int, number: Number) -> bool:
    """Whether a duration is how far a penalty just named may go: "where the victim is a child, the maximum rises to 15
    years"; but "the maximum stay is six months"."""
    if other_time(a.tokens, number):
        return False
    low = a.tokens.low
    # a verb, and no noun, follows
    return any(low[i] in BOUNDS and low[i + 1].endswith(VERB_ENDS) for i in range(lo, number.begins))


def _to_life(t: Tokens, previous: Reading, number: Number) -> bool:
    gap = t.low[previous.last + 1 : number.begins]
    if gap in (["up", "to"], ["'", "up", "to"]):
        return "from" in t.low[max(0, previous.first - 2) : previous.first + 1]  # "from seven years up to life"
    return len(gap) <= 5 and "to" in gap and "," not in gap and not {"up", "and", "or"} & set(gap)


def _two_bounds(t: Tokens, previous: Reading, months: float | None, qualifier: str, number: Number) -> bool:
    """ "no less than 10 years and no more than 20": whether two terms are the two ends of one."""
    if previous.qualifier != "at_least" or qualifier != "at_most" or previous.high is not None:
        return False
    gap = {w for w in t.low[previous.last + 1 : number.first] if w not in ("'", "’", "imprisonment", "prison", "in")}
    return gap <= {"and", "but", ",", "nor"} and months is not None and months > (previous.low or 0)


def _elliptical_term(a: Analysis, k: int, previous: str) -> bool:
    x = a.items[k]
    number = a.numbers[x.number]
    if number.low is None or number.low > 60:
        return False
    nxt = a.items[k + 1] if k + 1 < len(a.items) else None
    after = a.tokens.low[number.last + 1] if number.last + 1 < len(a.tokens.low) else "."
    if previous == "sentence_terms":
        return False
    prev = a.items[k - 1] if k else None
    lead = a.tokens.low[x.first - 1] if x.first else ""
    return (
        (nxt is None or nxt.kind in ("prep", "sub", "semi", "mark", "comma", "conj", "rel"))
        and after in AFTER_A_TERM
        and (prev is None or prev.kind in ("conj", "comma", "prep", "verb", "semi", "adv", "det", "noun"))
        and (number.qualifier in ("range", "at_most", "at_least") or lead in ("to", "or", "and", "of"))
    )


def _bound_by_law(t: Tokens, number: Number) -> str:
    """ "a maximum of three years", "a minimum sentence of one year", "sets no more than two years'"."""
    before = t.low[max(0, number.begins - 7) : number.begins]
    after = t.low[number.last + 1 : number.last + 3]
    for w in reversed(before):
        if w in ("maximum", "max"):
            return "at_most"
        if w in ("minimum",):
            return "at_least"
        if w in (",", ";", "and"):
            break
    if "maximum" in after:
        return "at_most"
    return number.qualifier
