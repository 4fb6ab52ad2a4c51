"""Finds the figure with which a comparator is compared, once every metric, year and part is settled.

What belongs here: choosing among the earlier figures. What does not belong here: the metric of a comparator
(``compared``), rows that correspond one to one (``answering_rows``), or inheritance along links
(``dimensions.inherit``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.record.readings import REPEATED, Reading
from tipetl.language import concepts
from tipetl.language.particles import WORD
from tipetl.model import codes
from tipetl.syntax.chunks import kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.analysis import Analysis

#: kinds of items that never come between the two ends of a change
BETWEEN_NO_ENDS = frozenset((kinds.VERB, kinds.COMMA, kinds.SEMICOLON, kinds.SUBORDINATOR))

#: the ratio at or above which two values are unlike
UNLIKE = 2
#: the deepest nesting of parts within parts
MOST_NESTED = 12
#: the maximum number of parts in a breakdown that a later figure may continue
MOST_PARTS = 16


def elliptic(reading: Reading) -> bool:
    """Whether a comparator has no noun phrase to supply its dimensions (contract section 3, rule 2)."""
    frame = reading.frame
    # in "the number of children fell to 12 from [15] in 2012", the subject contains the noun
    return reading.number == REPEATED or (frame is not None and (frame.bare() or 0 <= frame.np_end <= reading.last))


def answers_to(
    analysis: Analysis, reading: Reading, near: Sequence[Reading], before: Sequence[Reading]
) -> Reading | None:
    """Return the figure with which a comparator is compared, from the readings ``near`` it in its sentence and the
    readings in the sentence ``before``, both in reading order."""
    certain = (
        _before_bracket(analysis, reading, near)
        or _of_its_clause(analysis, reading, near)
        or _not_yet_compared(analysis, reading, near)
        or _other_end(analysis, reading, near)
    )
    if certain is not None:
        return certain
    if not elliptic(reading) or reading.age or reading.gender or reading.nationality:
        alike = [x for x in near if _told(reading, x) and x.first < reading.first and _sort(x) == _sort(reading)]
        if alike:
            return ([x for x in alike if not x.part] or alike)[-1]
    if reading.antecedent is not None:
        head = _outside(analysis, reading, reading.antecedent, near)
        return above_breakdown(reading, head, near if any(x is head for x in near) else before)
    # "repatriated 26 women; in 2011 they had repatriated 31"
    for rows in ([x for x in near if x.first < reading.first], before):
        told = [x for x in rows if _told(reading, x)]
        whole = [x for x in told if not x.part] or told
        if whole:
            return above_breakdown(reading, whole[-1], rows)
    return None


def _told(reading: Reading, whole: Reading) -> bool:
    return whole.metric == reading.metric and whole.relation == codes.CURRENT


def _sort(reading: Reading) -> tuple[object, ...]:
    return reading.unit, reading.age, reading.gender, reading.nationality, reading.exploitation


def _before_bracket(analysis: Analysis, reading: Reading, near: Sequence[Reading]) -> Reading | None:
    """Return the figure just before a bracket that opens with a reading: "93 of them were women (compared with
    97)"."""
    depth = analysis.depth(reading.first)
    if reading.frame is None or not reading.frame.bare() or not depth:
        return None
    span = analysis.comparator_at(reading.first)
    opens = span is not None and span[0] > 0 and analysis.depth(span[0]) > analysis.depth(span[0] - 1)
    if not opens and reading.frame.linked != kinds.OPEN_BRACKET:
        return None
    told = [
        x for x in near if x.metric == reading.metric and x.first < reading.first and analysis.depth(x.first) < depth
    ]
    whole = _divided(told[-1]) if told else None
    return whole if whole is not None and _compares_the_whole(reading, told[-1], whole) else told[-1] if told else None


def _divided(part: Reading) -> Reading | None:
    """Return the figure that a part divides, alone or as the last of several parts in a row, or None if ``part`` is
    not a part."""
    whole = part
    for _ in range(MOST_NESTED):
        above = whole.antecedent
        if above is None or not (whole.part or whole.inherited) or above.metric != part.metric:
            break
        whole = above
    return whole if whole is not part and whole.relation == codes.CURRENT else None


def _compares_the_whole(reading: Reading, part: Reading, whole: Reading) -> bool:
    """Whether a figure in brackets after the last part repeats the verb of the whole ("94, 57 for sex trafficking and
    37 for labor trafficking (86 convicted in 2011)"), or has a value like the whole's and unlike the part's ("60,
    including 20 of forced labor (55 in 2011)").
    """
    if not (reading.low and part.low and whole.low):
        return False
    if not reading.inherited and not whole.inherited:
        return True
    return reading.low >= UNLIKE * part.low and whole.low <= UNLIKE * reading.low <= UNLIKE**2 * whole.low


def _of_its_clause(analysis: Analysis, reading: Reading, near: Sequence[Reading]) -> Reading | None:
    """Return the figure in a clause that ends with a comparator ("53 were children, up from 40"). Returns None after
    several parts in a row, because the comparator may belong to their whole."""
    told = [x for x in near if x.first < reading.first][-2:]
    if not told or not _told(reading, told[-1]) or not elliptic(reading):
        return None
    row = analysis.items[analysis.items_from(told[0].last + 1) : analysis.items_from(told[-1].first)]
    in_a_row = told[0].part and told[0].relation == codes.CURRENT and all(x.kind != kinds.SEMICOLON for x in row)
    if len(told) > 1 and in_a_row:
        return None
    between = analysis.items[analysis.items_from(told[-1].last + 1) : analysis.items_from(reading.first)]
    marks = [item for item in between if item.kind in BETWEEN_NO_ENDS]
    clause = [item.kind for item in marks]
    if clause in ([kinds.VERB], [kinds.VERB, kinds.COMMA]):
        return told[-1]
    # "11 were women, [compared] with 16", but not "eight, of whom six were women, compared with seven"
    whom = analysis.items[analysis.items_from(told[-1].first) - 1].kind == kinds.RELATIVE
    says = clause == [kinds.VERB, kinds.COMMA, kinds.VERB] and analysis.comparator_at(marks[-1].first) is not None
    return told[-1] if says and marks[0].concept == concepts.BE and not whom else None


def _not_yet_compared(analysis: Analysis, reading: Reading, near: Sequence[Reading]) -> Reading | None:
    """Return the figure before a comparator in the same clause, if an earlier figure was compared with the same year:
    "found 204 victims, up from 185 in 2009; 161 were female, compared with 142"."""
    told = [x for x in near if x.first < reading.first and x.metric == reading.metric][-2:]
    if [x.relation for x in told] != [codes.COMPARATOR, codes.CURRENT] or told[0].year != reading.year:
        return None
    between = analysis.items[analysis.items_from(told[1].last + 1) : analysis.items_from(reading.first)]
    goes_on = {kinds.SEMICOLON, kinds.SUBORDINATOR}.isdisjoint(item.kind for item in between)
    return told[1] if goes_on and elliptic(reading) else None


def _other_end(analysis: Analysis, reading: Reading, near: Sequence[Reading]) -> Reading | None:
    """Return the second figure of "from 108 in 2020 to 387", unless it corrects the first."""
    low = analysis.tokens.low
    if not reading.first or low[reading.first - 1] != WORD.source:
        return None
    told = next((x for x in near if x.first > reading.first and _told(reading, x)), None)
    if told is None or low[told.first - 1] != WORD.goal:
        return None
    between = analysis.items[analysis.items_from(reading.last + 1) : analysis.items_from(told.first)]
    return None if any(x.kind in BETWEEN_NO_ENDS for x in between) else told


def _outside(analysis: Analysis, reading: Reading, head: Reading, near: Sequence[Reading]) -> Reading:
    """Return the figure before a bracket, if ``head`` is in a bracket that closes before ``reading``; otherwise
    ``head``."""
    if head not in near or analysis.depth(head.first) <= analysis.depth(reading.first):
        return head
    depth = analysis.depth(reading.first)
    told = [x for x in near if x.metric == reading.metric and x.first < head.first and analysis.depth(x.first) <= depth]
    return told[-1] if told else head


def above_breakdown(reading: Reading, head: Reading, rows: Sequence[Reading]) -> Reading | None:
    """Return the figure that a reading after a breakdown continues: the whole, not its last part ("32 suspects, 24 for
    sex trafficking and eight for forced labor; the year before, 21"). Returns None if there is no whole."""
    told = [x for x in rows if x is not reading and (reading not in rows or x.first < reading.first)][-MOST_PARTS:]
    acted_on = reading.frame is not None and reading.frame.linked == kinds.VERB
    climbed: Reading | None = head
    for _ in told:
        if climbed is None or (climbed is head and head.relation != codes.CURRENT):
            return climbed
        if climbed.relation != codes.CURRENT:
            climbed = climbed.antecedent  # the search skips a comparator in brackets
            continue
        divides = climbed.part or climbed.kind_told or climbed.frame is None or climbed.frame.bare()
        listed = divides or reading.antecedent is None
        one_of_several = listed and any(beside(x, climbed) for x in told)
        if not one_of_several and not (climbed.part and acted_on):
            return climbed
        climbed = climbed.antecedent
    return climbed


def beside(reading: Reading, head: Reading) -> bool:
    """Whether two figures of one metric and time divide the same whole, by kind or by group of people."""
    if (reading.metric, reading.relation) != (head.metric, head.relation):
        return False
    other = _kind(head)
    if other and _kind(reading) not in (None, other):
        return True
    return reading.part and head.part and reading.antecedent is head.antecedent and _persons(reading) != _persons(head)


def _kind(reading: Reading) -> str | None:
    """Return the kind of exploitation that a figure has or will inherit from its whole."""
    for _ in range(MOST_NESTED):
        if reading.exploitation or reading.kind_told or not reading.part or reading.antecedent is None:
            break
        reading = reading.antecedent
    return reading.exploitation


def _persons(reading: Reading) -> tuple[str | None, ...]:
    return reading.age, reading.gender, reading.nationality
