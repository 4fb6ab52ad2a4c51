"""Finds events that affected an unstated number of people: "found the manager of a massage parlor guilty", "the
trafficker who had exploited them was convicted".

What belongs here: which event the words report, whom it affected, and which officials were sentenced. What does not
belong here: the patterns (``syntax/data/somebody``), or whether the event contradicts another sentence, which a check
decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.claims.rows import BOOK
from tipetl.figures.dimensions.complicity import GETTING, names_officials
from tipetl.model import codes
from tipetl.syntax.chunks import kinds, symbols, voices

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.syntax.chunks.items import Item

PATTERNS = [
    symbols.BOOK[name]
    for name in (
        "somebody_convicted",
        "somebody_found_guilty",
        "somebody_was_convicted",
        "whom_it_befell",
        "those_convicted_before",
        "somebody_sentenced",
    )
]
UNSURE, BRINGING_ABOUT = BOOK.words["unsure_of_it"], BOOK.words["bringing_about"]
INSIDE, MARKS = BOOK.words["inside_a_phrase"], BOOK.words["marks_before_an_act"]
OFFICIAL = "official"
#: the metric of an event that affected somebody, by the concept of the verb; "found guilty" counts as convicted
METRICS = {"arrest": "arrests", "prosecute": "prosecutions"}
ACTS, GUILTY = METRICS.keys() | {"convict", "sentence"}, BOOK.words["guilty_words"]


class Event(NamedTuple):
    """An event that affected somebody, stated by tokens ``first`` to ``last``: the ``metric``, and in ``says`` whether
    the person was an official, or the kind of crime."""

    first: int
    last: int
    metric: str
    says: str | None


def events(analysis: Analysis) -> Iterator[Event]:
    """Yield the events in a sentence that affected an unstated number of people."""
    items, begin = analysis.items, 0
    if not any(item.kind == kinds.VERB and item.concept in ACTS for item in items) and GUILTY.isdisjoint(
        analysis.tokens.words
    ):
        return
    while begin < len(items):
        end = max((pattern.end(items, begin) for pattern in PATTERNS), default=-2)
        if end > begin and _is_sure(analysis, begin, end):
            yield _event(analysis, begin, min(end, len(items)))
        begin = end if end > begin else begin + 1


def officials_sentenced(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Yield the first and last token of each phrase that counts officials who were sentenced, according to the
    sentence: "[two border guards] were given two years", "sentenced [a policeman] to two years"."""
    items = analysis.items
    if not any(reading.metric == "sentence_terms" for reading in analysis.readings):
        return
    for begin, item in enumerate(items):
        end = next((k for k in range(begin + 1, len(items)) if items[k].kind not in kinds.IN_A_PHRASE), len(items))
        counted = item.kind == kinds.NUMBER and names_officials(analysis, begin + 1, end)
        if counted and _is_sentenced(items, begin, end):
            yield item.first, items[end - 1].last


def _is_sentenced(items: Sequence[Item], begin: int, end: int) -> bool:
    """Whether the phrase of items ``begin`` to ``end`` names the people sentenced: the object of a verb, or the subject
    of a passive or of a verb of getting."""
    before = items[begin - 1] if begin else None
    if before is not None and before.concept in ACTS:
        return True
    verb = next((x for x in items[end:] if x.kind == kinds.VERB and x.concept in ACTS | GETTING), None)
    subject = before is None or before.kind == kinds.COMMA
    return subject and verb is not None and (verb.voice == voices.PASSIVE or verb.concept in GETTING)


def _is_sure(analysis: Analysis, begin: int, end: int) -> bool:
    """Whether an event took place. No word before the event may make it a condition or a plan, its subject must be
    whole (not "officers at [a border post were arrested]"), and any act in the infinitive must have been carried out:
    "[led] a court to convict her trafficker"."""
    low = analysis.tokens.low
    before = low[: analysis.items[begin].first]
    if analysis.items[begin].kind != kinds.VERB and not INSIDE.isdisjoint(before[-1:]):
        return False
    clause = before[max((k + 1 for k, word in enumerate(before) if word in MARKS), default=0) :]
    planned = any(x.kind == kinds.VERB and x.voice == voices.INFINITIVE for x in analysis.items[begin:end])
    return UNSURE.isdisjoint(clause) and (not planned or not BRINGING_ABOUT.isdisjoint(before))


def _event(analysis: Analysis, begin: int, end: int) -> Event:
    told = analysis.items[begin:end]
    while told[-1].kind in kinds.MARKS | {kinds.CONJUNCTION, kinds.MARK, kinds.RELATIVE, kinds.PREPOSITION}:
        told = told[:-1]
    first, last = told[0].first, told[-1].last
    concept = next((x.concept for x in told if x.kind == kinds.VERB and x.concept in METRICS), None)
    named = {kind for start, stop, kind in analysis.hits if first <= start and stop <= last}
    kind = named & {codes.SEX, codes.LABOR}
    says = OFFICIAL if _is_an_official(analysis, begin, end) else kind.pop() if len(kind) == 1 else None
    return Event(first, last, METRICS.get(concept or "", "convictions"), says)


def _is_an_official(analysis: Analysis, begin: int, end: int) -> bool:
    """Whether the first noun phrase of an event names an official."""
    items = analysis.items
    start = next((k for k in range(begin, end) if items[k].kind in kinds.NAMING), end)
    stop = next((k for k in range(start, end) if items[k].kind not in kinds.NAMING), end)
    return names_officials(analysis, start, stop)
