"""Finds acts done for the first time: "the first conviction of a trafficking offender in the country's history", "for
the first time in four years, courts convicted traffickers".

What belongs here: the act done for the first time, when it was last done before, and whether it is the first only under
a law. What does not belong here: whether an earlier figure contradicts the claim, which a check decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.claims.acts import (
    CHANGED,
    NOUNS,
    PERSONS,
    UNDER_A_LAW,
    clause_of,
    is_limited,
    is_of_a_kind,
    leads_to,
)
from tipetl.figures.claims.kind_shares import ANY_KIND, kind_of
from tipetl.figures.claims.rows import BOOK
from tipetl.language import forms
from tipetl.language.cardinals import word_value
from tipetl.language.number_ranges import is_year
from tipetl.model import codes
from tipetl.syntax.chunks import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipetl.figures.record.analysis import Analysis

WORDS = BOOK.words
FIRST, FIRST_EVER, TIME = WORDS["first_words"], WORDS["first_ever_words"], WORDS["first_time"]
EVER, OWNERS, BE = WORDS["ever_words"], WORDS["possessives"] | WORDS["of_an_owner"], WORDS["be_or_have"]
SUCH = WORDS["such_words"]
SINCE, YEARS, WITHIN = WORDS["since_words"], WORDS["years_words"], WORDS["within_years"]
JOINTS, MARKS = WORDS["part_joints"], WORDS["clause_marks"]
ANYONE, NARROWING = PERSONS | WORDS["any_one_person"], WORDS["narrowing"]
OF_ANY = WORDS["first_of_any"] | ANYONE
#: metrics of acts that reports may call a first
METRICS = ("convictions", "prosecutions", "investigations", "victims_identified")
ACTS = {word: metric for metric in METRICS for word in CHANGED[metric]}
#: the maximum number of tokens between "first" and the act
NOUN_REACH, ACT_REACH = 6, 12
#: the number of tokens after the act to search for words that limit it, and for the time since it was last done
BEHIND, BEHIND_TIME = 6, 14


class First(NamedTuple):
    """A claim, in tokens ``first`` to ``last``, that something a ``metric`` counts is the first ``since`` a year (None:
    ever). ``says``: whether only under a law, or the kind (dimensions joined by "+")."""

    first: int
    last: int
    metric: str
    since: int | None
    says: str | None


def firsts(analysis: Analysis, report_year: int | None) -> Iterator[First]:
    """Yield the claims of a sentence that something is the first among everything that a metric counts."""
    low = analysis.tokens.low
    for at, word in enumerate(low):
        if word not in FIRST | FIRST_EVER:
            continue
        timed = analysis.tokens.word(at + 1) in TIME
        act = _act_done(analysis, at) if timed else _act_named(analysis, at)
        if act is None:
            continue
        first, last = min(at, act), max(at, act)
        since = _since(low, first, last, report_year)
        under = not UNDER_A_LAW.isdisjoint(low[act : act + BEHIND])
        if not (since or under or timed or _is_ever(analysis, at, last)):
            continue
        begin, end = clause_of(analysis, first, last)
        # "The province obtained its first conviction", but "a court in Balti obtained the country's first conviction"
        clause = (begin if timed or low[at - 1] in WORDS["possessives"] else first, end)
        metric = ACTS[low[act]]
        begins = first
        if not SUCH.isdisjoint(low[at + 1 : act]):  # "one of them for labor trafficking, the first such conviction"
            begins = max((x.first for x in analysis.readings if x.first < first), default=first)
        kind = None if under else kind_of(analysis, begins, last + BEHIND)
        limited = is_limited(analysis, metric, clause, (first, last), by_law=not under)
        limited = limited or (kind is None and is_of_a_kind(analysis, first, last + BEHIND))
        numbered = any(first <= number.first <= last and number.form == forms.COUNT for number in analysis.numbers)
        if (
            limited
            or (numbered and not timed)
            or not NARROWING.isdisjoint(low[first : last + 1])
            or not _is_of_any(analysis, last)
        ):
            continue
        marks = (k for k in range(act, len(low)) if low[k] in MARKS)
        says = codes.LAW if under else kind
        yield First(first, next(marks, len(low)) - 1 if under else last, metric, since, says)


def _act_named(analysis: Analysis, at: int) -> int | None:
    """Return the token that names the act done for the first time: "the first [conviction]", "the first person to be
    [convicted]", "the 2014 [convictions] were the first"."""
    low = analysis.tokens.low
    for k in range(at + 1, min(at + 1 + NOUN_REACH, len(low))):
        if low[k] in ACTS and (low[k] in NOUNS or not ANYONE.isdisjoint(low[at + 1 : k])):
            return k if leads_to(analysis, at + 1, k) or OF_ANY.issuperset(low[at + 1 : k]) else None
    before = [k for k in range(max(0, at - ACT_REACH), at) if low[k] in ACTS and low[k] in NOUNS]
    told = before and not BE.isdisjoint(low[before[-1] : at])
    return before[-1] if told and analysis.tokens.word(at + 1) not in PERSONS else None


def _act_done(analysis: Analysis, at: int) -> int | None:
    """Return the token for the act done "for the first time", to traffickers or victims of any kind."""
    low = analysis.tokens.low
    near = sorted(range(max(0, at - ACT_REACH), min(at + ACT_REACH, len(low))), key=lambda k: abs(k - at))
    act = next((k for k in near if low[k] in ACTS), None)
    if act is None or at < 1 or low[at - 1] not in WORDS["articles"]:
        return None
    items = analysis.items
    behind = analysis.items_from(act + 1)
    end = next((k for k in range(behind, len(items)) if items[k].kind not in kinds.IN_A_PHRASE), len(items))
    return act if leads_to(analysis, act + 1, items[end - 1].last + 1) else None


def _is_of_any(analysis: Analysis, last: int) -> bool:
    """Whether the words after the act, up to the next punctuation or time, limit the act at most to a kind: "… of [a
    trafficking offender]", "… for [forced labor]", but not "… of [a soldier]", "… of [the year]"."""
    told, kind = [], {k for begin, end, one in analysis.hits if one in ANY_KIND for k in range(begin, end + 1)}
    for at, word in enumerate(analysis.tokens.low[last + 1 :], start=last + 1):
        if not word.isalpha() or word in SINCE | UNDER_A_LAW | JOINTS | WORDS["placing"]:
            break
        if at not in kind:
            told.append(word)
    return (OF_ANY | EVER).issuperset(told)


def _is_ever(analysis: Analysis, at: int, last: int) -> bool:
    """Whether "first" means ever: "the country's first", "its first-ever", "… in the country's history"."""
    low = analysis.tokens.low
    owned = at > 0 and low[at - 1] in OWNERS
    return owned or low[at] in FIRST_EVER or not EVER.isdisjoint(low[at + 1 : last + 1 + BEHIND_TIME])


def _since(low: Sequence[str], first: int, last: int, report_year: int | None) -> int | None:
    """Return the last year in which the act had been done: "the first since [2009]", "for the first time in [four]
    years"."""
    behind = range(first + 1, min(last + 1 + BEHIND_TIME, len(low)))
    for k in behind:
        if low[k] in SINCE:
            return next((int(word) for word in low[k + 1 : k + 1 + BEHIND] if is_year(word)), None)
        within = low[k - 1] in WITHIN and not YEARS.isdisjoint(low[k + 1 : k + 2])
        counted = word_value(low[k]) if within else None
        if counted is not None and report_year is not None:
            return report_year - 1 - int(counted)
    return None
