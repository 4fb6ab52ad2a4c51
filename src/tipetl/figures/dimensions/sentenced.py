"""Finds the kind of exploitation for which a prison term was imposed (contract section 3, rule 2).

What belongs here: looking for that kind in the words about the term, neighboring terms, or the people convicted. What
does not belong here: penalties that a law prescribes (``offenses``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.dimensions.named import kind_in, kinds_in, only
from tipetl.figures.dimensions.referents import common, first_of, latest, of_all_persons
from tipetl.figures.dimensions.scope import scope
from tipetl.figures.dimensions.wording import WORDS
from tipetl.figures.record.readings import PERSON_NOUNS
from tipetl.metrics import PROCEEDINGS
from tipetl.syntax.chunks import kinds
from tipetl.syntax.chunks.spans import clause_bounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.dimensions.named import Hits
    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading
    from tipetl.syntax.chunks.items import Item

#: kinds of items that end the list of terms that one verb imposes
ENDS_A_SENTENCE = frozenset((kinds.VERB, kinds.RELATIVE, kinds.SEMICOLON))
#: kinds of items that, between two terms, prevent both from sharing the words after the second
PARTS_TERMS = ENDS_A_SENTENCE | {kinds.COMMA, kinds.SUBORDINATOR}


def kind_of_term(analysis: Analysis, reading: Reading, before: Sequence[Reading], hits: Hits, last: int) -> str | None:
    """Return the kind of exploitation for a prison term, from the words after the term up to token ``last``, the words
    for the person sentenced, or else the people convicted."""
    tokens = analysis.tokens
    following = first_of(x for x in analysis.readings if x.metric == reading.metric and x.first > reading.last)
    found = kinds_in(tokens, hits, reading.first, min(last, _next_person(analysis, reading, following)))
    if found:
        return only(found)
    shared = _of_next_term(analysis, reading, following, hits)
    if shared is not None:
        return shared
    clause = clause_bounds(tokens, reading.first)
    previous = latest(x for x in analysis.readings if x.metric == reading.metric and x.first < reading.first)
    begin = clause[0] if previous is None else max(clause[0], previous.last + 1)
    found = kinds_in(tokens, _not_of_others(analysis, reading, hits), begin, reading.first)
    if found:
        return only(found)
    if previous is not None and clause_bounds(tokens, previous.first) == clause:
        return previous.exploitation  # "two men who … to 16 years and a third to 12"
    numbered = _of_the_number_again(analysis, reading)
    return numbered if numbered is not None else common(of_all_persons(analysis, reading, before))


def _of_the_number_again(analysis: Analysis, reading: Reading) -> str | None:
    """Return the kind for the people whom an earlier sentence counted, if their number is repeated: "Sentences for the
    12 were six months", "Of the 14, 12 must serve five years"."""
    low = analysis.tokens.low
    begin, _ = clause_bounds(analysis.tokens, reading.first)
    again = [
        number.low
        for number in analysis.numbers
        if begin < number.first < reading.first and low[number.begins - 1] in WORDS["pointing_back"]
    ]
    counted = [x for x in analysis.context.paragraph if x.metric in PROCEEDINGS and again and x.low == again[-1]]
    if len(counted) > 1 or (counted and not counted[-1].part):
        return common(counted)
    return counted[-1].exploitation if counted and counted[-1].kind_told else None


def _not_of_others(analysis: Analysis, reading: Reading, hits: Hits) -> Hits:
    """Return the hits before a term that do not describe another figure."""
    others = [
        scope(analysis, x, hits)
        for x in analysis.readings
        if x.metric not in (reading.metric, "sentences_suspended")
        and x.first < reading.first
        and x.frame is not reading.frame
    ]
    return [hit for hit in hits if not any(first <= hit[0] <= last for first, last in others)]


def _next_person(analysis: Analysis, reading: Reading, following: Reading | None) -> int:
    """Return the token at which the next person sentenced by the same verb is named: "sentenced two men to nine years,
    the labor trafficker to five"."""
    low = analysis.tokens.low
    if following is None or low[following.first - 1] not in WORDS["leading_to_a_term"]:
        return len(low)
    between = _between(analysis, reading, following)
    persons = [place for place, item in enumerate(between) if item.concept in PERSON_NOUNS]
    breaks = [item for item in between[: max(persons, default=0)] if item.kind in kinds.JOINTS]
    return breaks[-1].first if breaks else len(low)


def _of_next_term(analysis: Analysis, reading: Reading, following: Reading | None, hits: Hits) -> str | None:
    """Return the kind named after the second of two terms that one verb imposes, which applies to both: "sentenced a
    bar owner to 20 years and her two helpers to 12 years for sex trafficking"."""
    if following is None or any(item.kind in PARTS_TERMS for item in _between(analysis, reading, following)):
        return None
    return kind_in(analysis.tokens, hits, following.last + 1, scope(analysis, following, hits)[1])


def _between(analysis: Analysis, one: Reading, other: Reading) -> list[Item]:
    return analysis.items[analysis.items_from(one.last + 1) : analysis.items_from(other.first)]
