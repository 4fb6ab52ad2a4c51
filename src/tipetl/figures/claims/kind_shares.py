"""Finds shares of a kind with figures in other sentences: "children made up more than half of the victims whom police
identified in 2015", "more victims, most of whom had been exploited in forced labor".

What belongs here: the size of a share, its kind, and its whole. What does not belong here: shares stated together
with their numbers (``shares``), or whether figures have the share claimed, which a check decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.claims.acts import ACTS, CHANGED, clause_of, is_limited, leads_to
from tipetl.figures.claims.descriptions import is_compared, is_part
from tipetl.figures.claims.rows import BOOK
from tipetl.figures.claims.shares import OF, Share, Stated, stated_in_figures, stated_in_words
from tipetl.figures.claims.wholes import KIND_WORDS
from tipetl.figures.record.readings import PART_OF
from tipetl.language.number_ranges import is_year
from tipetl.model import codes
from tipetl.syntax.chunks import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipetl.figures.claims.descriptions import Memory, Told
    from tipetl.figures.record.analysis import Analysis

WORDS = BOOK.words
MOST, ENDS, TIMES = WORDS["most_words"], WORDS["behind_what_is_shared"], WORDS["time_of_what_is_shared"]
GOING_BACK, VICTIMS = WORDS["everyone_told"], WORDS["victim_words"]
CLAUSE_MARKS, RELATIVES = WORDS["marks_around_a_share"], WORDS["relatives"]
PRONOUNS = GOING_BACK - WORDS["these_words"]
BY_OTHERS, RESTATING, CLOSING = WORDS["who_else_counts"], WORDS["restating"], WORDS["behind_the_majority"]
MAJORITY, ARTICLES = WORDS["majority_words"], WORDS["articles"]
BEING = WORDS["being_words"] | WORDS["making_up"]
ANY_KIND = frozenset[str]().union(*KIND_WORDS.values())
IDENTIFIED, HALF = "victims_identified", 50.0
#: the maximum number of tokens between "the majority" and its subject
SUBJECT = 8
#: the number of tokens in "of whom", which is also the number of sentences to search for the people counted
OF_THEM = 2


class KindShare(NamedTuple):
    """A claim, in tokens ``first`` to ``last``, that some share of the people or cases a ``metric`` counts in a
    ``year`` (None: not given) is of a kind (``says``, dimensions joined by "+"). The share is in percent, with its
    ``qualifier``."""

    first: int
    last: int
    says: str
    metric: str
    year: int | None
    percent: float
    qualifier: str


class Whole(NamedTuple):
    """The whole of a share: the last token, the metric, and the year, if given."""

    last: int
    metric: str
    year: int | None


def kind_shares(analysis: Analysis, memory: Memory) -> Iterator[KindShare]:
    """Yield the shares of kinds in a sentence that does not give the part as a number."""
    low = analysis.tokens.low
    for stated in (*stated_in_words(analysis), *_most(low), *_majorities(low), *stated_in_figures(analysis)):
        if not BY_OTHERS.isdisjoint(low):
            return
        divides = not OF.isdisjoint(low[stated.last + 1 : stated.last + 2])
        whole = _whole(analysis, memory, stated) if divides else _alone(low, stated)
        if whole is None:
            continue
        told = kind_around(analysis, stated.first, whole.last)
        says = told if divides else kind_of(analysis, stated.first - SUBJECT, stated.first)
        if says is None:
            continue
        begin, end = _clause(analysis, stated.first, whole.last)
        # "[foreign] victims made up half of the victims": the word for the kind itself limits nothing
        named = (start for start, _, concept in analysis.hits if begin <= start < stated.first and concept in ANY_KIND)
        told_from = min(named, default=stated.first)
        if not is_limited(analysis, whole.metric, (begin, end), (told_from, whole.last), by_law=False):
            year = whole.year or max((int(word) for word in low[begin:end] if is_year(word)), default=None)
            yield KindShare(stated.first, whole.last, says, whole.metric, year, stated.percent, stated.qualifier)


def shares_of_parts(analysis: Analysis, memory: Memory) -> Iterator[Share]:
    """Yield the shares of a kind among people just counted, if the text also gives the number of that kind as a part:
    "98 victims ([61 women] and 37 men), 71 percent of whom were women"."""
    low = analysis.tokens.low
    for stated in (*stated_in_words(analysis), *_most(low), *stated_in_figures(analysis)):
        divided = low[stated.last + 1 : stated.last + 1 + OF_THEM]
        if OF.isdisjoint(divided[:1]) or GOING_BACK.isdisjoint(divided[1:]):
            continue
        says = kind_around(analysis, stated.first, stated.last + OF_THEM)
        told = _counted_before(analysis, stated, memory)
        whole = next((one for one in reversed(told) if not is_part(one)), None)
        parts = told[told.index(whole) + 1 :] if whole is not None else []
        pairs = [(whole, part) for part in parts if whole is not None and _is_part_of(part, whole, says)]
        if len(pairs) == 1:
            yield Share(stated.first, stated.last + OF_THEM, stated.percent, stated.qualifier, pairs)


def _counted_before(analysis: Analysis, stated: Stated, memory: Memory) -> list[Told]:
    """Return the figures before a share, from its sentence and the previous one, in order."""
    own, *before = memory.last(analysis)
    told = [*(before[0] if before else []), *(one for one in own if one.number.last < stated.first)]
    return [one for one in told if one.reading is not None]


def _is_part_of(part: Told, whole: Told, kind: str | None) -> bool:
    """Whether a figure counts the members of a whole that belong to a kind."""
    read = part.reading
    if read is None or not any(link.kind == PART_OF and link.other is whole.reading for link in read.links):
        return False
    return "+".join(filter(None, (read.exploitation, read.age, read.gender, read.nationality))) == kind


def _clause(analysis: Analysis, first: int, last: int) -> tuple[int, int]:
    """Return the clause of a share, including a phrase that opens it: "[In the capital], 65 percent of the victims
    …"."""
    begin, end = clause_of(analysis, first, last)
    led = not any(item.kind == kinds.VERB for item in analysis.items if item.last < begin)
    led = led and RESTATING.isdisjoint(analysis.tokens.low[:begin])  # skips phrases such as "In other words, …"
    return (0 if led else begin), end


def _most(low: list[str]) -> Iterator[Stated]:
    for at, word in enumerate(low):
        if word in MOST:
            yield Stated(at, at, HALF, codes.AT_LEAST)


def _majorities(low: list[str]) -> Iterator[Stated]:
    """Yield shares called "the majority" after their subject: "victims of forced labor were the [majority]"."""
    for at, word in enumerate(low):
        if word in MAJORITY and at > 1 and low[at - 1] in ARTICLES and low[at - 2] in BEING:
            yield Stated(at, at, HALF, codes.AT_LEAST)


def _alone(low: list[str], stated: Stated) -> Whole | None:
    """Return all victims as the whole, if "were the majority" does not name the whole."""
    subject = low[max(0, stated.first - SUBJECT) : stated.first]
    alone = low[stated.last] in MAJORITY and CLOSING.issuperset(low[stated.last + 1 : stated.last + 2])
    return Whole(stated.last, IDENTIFIED, None) if alone and not VICTIMS.isdisjoint(subject) else None


def _whole(analysis: Analysis, memory: Memory, stated: Stated) -> Whole | None:
    """Return the whole named after the "of" of a share, or None if the whole is a number or other words narrow it down
    ("most of the victims in the north")."""
    low = analysis.tokens.low
    begin = end = stated.last + 2
    if not PRONOUNS.isdisjoint(low[begin : begin + 1]):
        return _told_before(analysis, memory, stated, begin)
    while end < len(low) and low[end] not in ENDS and (_is_time(low[end]) or leads_to(analysis, end, end + 1)):
        end += 1
    told = low[begin:end]
    numbered = any(
        number.first < end and number.last >= begin and not is_year(low[number.first]) for number in analysis.numbers
    )
    if not told or numbered or (end < len(low) and low[end] not in ENDS):
        return None
    year = max((int(word) for word in told if is_year(word)), default=None)
    named = next((metric for word in reversed(told) for metric in CHANGED if word in CHANGED[metric]), None)
    if named is not None or not VICTIMS.isdisjoint(told):
        return Whole(end - 1, named or IDENTIFIED, year)
    return _told_before(analysis, memory, stated, end - 1) if not GOING_BACK.isdisjoint(told) else None


def _told_before(analysis: Analysis, memory: Memory, stated: Stated, last: int) -> Whole | None:
    """Return the whole to which "most of whom" refers: everyone whom a figure counts, or, if the sentence gives no
    number, the people affected by the act of the previous clause, if the act covers everyone."""
    low = analysis.tokens.low
    if any(number.first < stated.first and not is_year(low[number.first]) for number in analysis.numbers):
        return _counted(analysis, memory, stated, last)
    at = next((k for k in range(stated.first - 1, -1, -1) if any(low[k] in words for words in ACTS.values())), None)
    if at is None:
        return _counted(analysis, memory, stated, last)
    metric = next(metric for metric, words in ACTS.items() if low[at] in words)
    clause = clause_of(analysis, at, at)
    limited = is_limited(analysis, metric, clause, (at, at))
    return None if limited else Whole(last, metric, None)


def _counted(analysis: Analysis, memory: Memory, stated: Stated, last: int) -> Whole | None:
    """Return the whole that the last figure before a share counts, unless a part of it was given, to which the share
    refers (``shares_of_parts``)."""
    told = _counted_before(analysis, stated, memory)
    read = told[-1].reading if told and not is_part(told[-1]) and not is_compared(told[-1]) else None
    if read is None or read.exploitation or read.age or read.gender or read.nationality:
        return None
    return Whole(last, read.metric, read.year)


def _is_time(word: str) -> bool:
    return word in TIMES or is_year(word)


def kind_around(analysis: Analysis, first: int, last: int) -> str | None:
    """Return the kind named by the clause of the share at tokens ``first`` to ``last``, outside these tokens ("[girls]
    were half of the victims"), or None."""
    low = analysis.tokens.low
    marks = [k for k in range(first) if low[k] in CLAUSE_MARKS]
    if marks and low[marks[-1] + 1] in RELATIVES:  # "248 were children, [who] made up the majority of the victims"
        marks.pop()
    begin = marks[-1] if marks else -1
    end = next((k for k in range(last + 1, len(low)) if low[k] in CLAUSE_MARKS), len(low))
    hits = [(start, stop, concept) for start, stop, concept in analysis.hits if begin < start and stop < end]
    return _joined({concept for start, stop, concept in hits if stop < first or last < start})


def kind_of(analysis: Analysis, begin: int, end: int) -> str | None:
    """Return the kind that some tokens name, with dimensions joined by "+", or None if they name no kind that a claim
    can state."""
    return _joined({concept for start, stop, concept in analysis.hits if begin <= start and stop < end})


def _joined(named: set[str]) -> str | None:
    """Joins kinds, one per dimension, as a claim states them, or returns None if a claim cannot state them."""
    told = [sorted(named & set(terms)) for terms in KIND_WORDS.values()]
    said = "+".join(one.removesuffix("_word") for kind in told for one in kind)
    return said if said in codes.CLAIM_SAYS else None
