"""Prison terms of a sentence to readings, with how many persons got each; what a duration is, ``terms`` decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.extract.analysis import clause_bounds
from tipetl.extract.readings import PERSON_NOUNS, Reading
from tipetl.extract.terms import classify, is_term, law_like
from tipetl.language.words import word_set

if TYPE_CHECKING:
    from tipetl.extract.analysis import Analysis
    from tipetl.language.numbers import Number
    from tipetl.language.tokens import Tokens

AFTER_A_TERM = word_set("durations.after_a_term")


def read_terms(a: Analysis) -> None:
    t, items = a.tokens, a.items
    previous: str | None = None
    if not any(map(is_term, a.numbers)) and not law_like(t.words):
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
        if number.form == "count" and _listed_term(a, k):
            metric, scale = "sentence_terms", 12.0 if _listed_term(a, k) == "year" else 1.0
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
    given = [r for r in order if r.metric == "sentence_terms"]
    if given:
        _counts_of_terms(a, given)


def _listed_term(a: Analysis, k: int) -> str | None:
    """The unit of a term in a list that names it once ("terms of four, five, and seven years"), or None."""
    low = set(a.tokens.low)
    if not low & {"sentenced", "terms", "sentences", "received", "imprisonment"}:
        return None
    j = k + 1
    steps = 0
    while j < len(a.items) and a.items[j].kind in ("comma", "conj"):
        j += 1
        steps += 1
        if j < len(a.items) and a.items[j].kind == "num":
            n = a.numbers[a.items[j].number]
            if n.form == "duration" and n.high is None:
                return (
                    (n.unit or "year").rstrip("s")
                    if a.frames[a.items[k].number].linked in ("prep", "list")
                    and (a.frames[a.items[k].number].prep in ("of", "to", ""))
                    else None
                )
            if n.form != "count":
                return None
            j += 1
    return None


def _to_life(t: Tokens, previous: Reading, number: Number) -> bool:
    gap = t.low[previous.last + 1 : number.begins]
    return len(gap) <= 5 and "to" in gap and "," not in gap and not {"up", "and", "or"} & set(gap)


def _elliptical_term(a: Analysis, k: int, previous: str) -> bool:
    x = a.items[k]
    number = a.numbers[x.number]
    if number.low is None or number.low > 60:
        return False
    nxt = a.items[k + 1] if k + 1 < len(a.items) else None
    after = a.tokens.low[number.last + 1] if number.last + 1 < len(a.tokens) else "."
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


def _counts_of_terms(a: Analysis, given: list[Reading]) -> None:
    """How many persons got each term: the persons numbered before it, since the term before."""
    t = a.tokens
    persons = []
    for x in a.items:
        if x.kind != "num":
            continue
        n = a.numbers[x.number]
        if (
            n.form in ("count", "one")
            and n.high is None
            and n.low is not None
            and not any(r.number == x.number for r in given)
        ):
            frame = a.frames.get(x.number)
            if frame is None or (frame.definite and frame.prep == "of"):
                continue
            if n.form == "one" and not (frame.heads and frame.heads[-1] in PERSON_NOUNS):
                continue
            if frame.heads and not any(
                h in PERSON_NOUNS or h in ("sentence_n", "suspended_n", "conviction") for h in frame.heads
            ):
                continue
            if frame.head_word and not frame.heads and n.form == "count" and frame.linked == "prep":
                continue
            persons.append((x.first, n, frame))
    floor = -1
    for r in given:
        between = [p for p in persons if floor < p[0] < r.first]
        behind = t.low[r.last + 1 : r.last + 8]
        if between:
            r.count = int(between[-1][1].low or 0)
            r.frame = between[-1][2]
        else:
            words = t.low[max(floor + 1, 0) : r.first]
            gap = t.low[max(0, r.first - 8) : r.first]
            if any(w in ("him", "her") for w in words) or _singular_subject(a, r.first, floor):
                r.count = 1
            elif "all" in gap or "both" in gap or "each" in gap:
                r.notes.append("all")
            elif "them" in gap or ("they" in words):
                r.notes.append("them")
        # "terms of five years for two of them"
        later = [p for p in persons if r.last < p[0] <= r.last + 6]
        if (
            not between
            and r.count is None
            and later
            and "for" in behind[:4]
            and not any(x.first < later[0][0] and x.first > r.first for x in given)
        ):
            r.count = int(later[0][1].low or 0)
        floor = r.last
    if len(given) > 1 and given[0].count == len(given) and all(r.count is None for r in given[1:]):
        for r in given:
            r.count = 1


def _singular_subject(a: Analysis, token: int, floor: int) -> bool:
    """Whether one person is the subject: "the recruiter was sentenced to six months"."""
    t = a.tokens
    for k, x in enumerate(a.items):
        if x.kind == "verb" and x.concept in ("sentence", "jail", "obtain", "take") and floor < x.first < token:
            if x.voice in ("active",) and x.concept == "sentence":
                j = k + 1
                if j < len(a.items) and a.items[j].kind == "det" and t.low[a.items[j].first] in ("the", "a", "another"):
                    noun = next((y for y in a.items[j : j + 5] if y.kind == "noun"), None)
                    return noun is not None and noun.form == "singular" and noun.concept in PERSON_NOUNS
                return False
            q = k - 1
            noun_at = None
            while q >= 0 and a.items[q].kind in ("noun", "word", "det", "mark", "adv", "conj", "prep", "rel"):
                if a.items[q].kind == "noun" and a.items[q].concept in PERSON_NOUNS:
                    noun_at = a.items[q]
                q -= 1
            if noun_at is not None:
                return noun_at.form == "singular"
            return any(w in ("he", "she") for w in t.low[floor + 1 : x.first])
    return False
