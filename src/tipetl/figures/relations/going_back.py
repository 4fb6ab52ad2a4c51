"""Finds the figure in the previous sentence to which a number refers: "Police identified 44 victims. Twelve were men."
What belongs here: whether a number refers back, and to which figure. What does not belong here: antecedents in the
number's own sentence (``ellipsis``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.record.readings import CASE_NOUNS, PERSON_NOUNS
from tipetl.figures.relations.antecedents import behind_a_people
from tipetl.figures.relations.named_wholes import fronted_by_value, fronted_whole
from tipetl.figures.relations.parts import of_these, undivided
from tipetl.figures.relations.words import WORDS
from tipetl.language import concepts
from tipetl.metrics import MONEY
from tipetl.model import codes
from tipetl.syntax.chunks.kinds import OPEN_BRACKET, PREPOSITION

if TYPE_CHECKING:
    from tipetl.figures.record.readings import Reading
    from tipetl.figures.relations.gaps import Gap

#: the statuses of figures to which a figure may refer back: first, if both are for the same time; second, if they are
#: for different times
SAME_TIME, OF_ANOTHER_TIME = frozenset((codes.REPORTED,)), frozenset((codes.REPORTED, codes.NOT_REPORTED))
#: the number of items after a number to search for the people counted ("19 were women")
PREDICATE = 4
#: metrics to which no figure in the next sentence refers back
NOT_AGAIN = MONEY | {"sentence_terms", "penalty_prescribed"}


def told_before(gap: Gap) -> Reading | None:
    """Return the figure in the previous sentence to which a number refers back."""
    if not _goes_back(gap):
        return None
    named = fronted_by_value(gap.analysis, gap.item, gap.frame)
    if named is not None:
        return named
    then = _of_an_earlier_time(gap)
    statuses = OF_ANOTHER_TIME if then else SAME_TIME
    silent = (
        [r for r in gap.analysis.readings if r.status == codes.NOT_REPORTED and r.first < gap.first] if then else []
    )
    told = [r for r in (*gap.fitting_before, *silent) if r.metric not in NOT_AGAIN and r.status in statuses]
    return whole_before(gap, told, pointed=then or gap.frame.partitive or of_these(gap.lead))


def _of_an_earlier_time(gap: Gap) -> bool:
    """Whether a clause states an earlier count: "In 2014 there had been 57." The number may then be larger than the
    figure in the previous sentence, which may be unknown."""
    frame, low = gap.frame, gap.analysis.tokens.low
    if not frame.bare() or not frame.verbs:
        return False
    verb = gap.analysis.items[frame.verbs[0]]
    return (
        WORDS["there_had_been"] == {*low[verb.first : verb.last + 1]}
        and low[max(0, verb.first - 1)] in WORDS["empty_subjects"]
    )


def whole_before(gap: Gap, told: list[Reading], *, pointed: bool) -> Reading | None:
    """Return the figure in the previous sentence that a number divides. Words that refer back (``pointed``) suffice;
    without such words, a number larger than all figures in that sentence counts something else."""
    low = gap.number.low
    if not told or not (pointed or low is None or any(r.low is not None and low <= r.low for r in told)):
        return None
    named = fronted_whole(gap.analysis, gap.item, gap.frame)
    return named or _whole(gap, [*dict.fromkeys(undivided(r) for r in told)])


def _goes_back(gap: Gap) -> bool:
    """Whether the words around a number describe the people or things counted before."""
    frame = gap.frame
    if frame.linked == OPEN_BRACKET:
        return behind_a_people(gap.analysis, gap.item)
    if frame.linked == PREPOSITION:
        return frame.bare()
    nouns_of_those = frame.bare() or frame.partitive or PERSON_NOUNS.union(CASE_NOUNS).issuperset(frame.heads)
    return nouns_of_those and frame.linked in WORDS["links_that_go_back"] and _points_back(gap)


def _points_back(gap: Gap) -> bool:
    frame = gap.frame
    if frame.bare() or frame.partitive or frame.generic_verb or concepts.BE in frame.does or concepts.BE in frame.acts:
        return True
    return not WORDS["going_back"].isdisjoint(gap.analysis.tokens.low[: gap.first + 6])


def _whole(gap: Gap, told: list[Reading]) -> Reading:
    """Return the whole among some figures: the last figure for the reporting year that is not a part."""
    current = [r for r in told if r.relation == codes.CURRENT]
    wholes = [r for r in current if not r.part] or current or told
    if any(x.concept in PERSON_NOUNS for x in gap.analysis.items[gap.item + 1 : gap.item + PREDICATE]):
        # "convicted 110 traffickers in 64 cases. Of those convicted, 19 were women": 19 of the traffickers
        wholes = [r for r in wholes if r.unit == codes.PERSON] or wholes
    if gap.frame.linked == OPEN_BRACKET:
        # nationalities divide everyone counted, not the last part
        return max(wholes, key=lambda r: (r.exploitation is None, r.low or 0))
    # after "identified and referred", the parts divide the people identified
    same = [r for r in wholes if r.number == wholes[-1].number]
    return next((r for r in same if r.metric == "victims_identified"), wholes[-1])
