"""Completes figures that omit what they count, using earlier figures: parts, comparators, lists, pronouns.

What belongs here: choosing the antecedent of each number that no rule has assigned a metric. The candidates are the
readings of this sentence and, for a number that refers back, of the previous sentence (``going_back``).
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from tipetl.figures.counts.foreign import OWN_ONLY, foreign_gap
from tipetl.figures.record import reasons
from tipetl.figures.record.analysis import step
from tipetl.figures.record.readings import CASE_NOUNS, Reading
from tipetl.figures.relations.antecedents import (
    beside_unread,
    clause_start,
    describes,
    does_so,
    home_of,
    in_crime,
    joined_to,
    names_people,
    new_event,
    parallel,
    part_of_unread,
    tells_of_the_rest,
)
from tipetl.figures.relations.compared import compared_to, not_the_way
from tipetl.figures.relations.gaps import Choice, Gap, Step, first_choice, gap_at
from tipetl.figures.relations.going_back import told_before
from tipetl.figures.relations.inherit import inherit
from tipetl.figures.relations.kinds_told import sorted_by_kind
from tipetl.figures.relations.named_wholes import named_whole, only_sentenced
from tipetl.figures.relations.parts import find_parts
from tipetl.figures.relations.repeated_rows import counterpart
from tipetl.figures.relations.repeated_values import repeat_for_another_time
from tipetl.figures.relations.words import WORDS
from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.metrics import VICTIMS
from tipetl.model import codes
from tipetl.syntax.chunks import kinds
from tipetl.syntax.chunks.spans import REACH

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis, Draft

#: reasons for setting a number aside that also rule out an antecedent
KEPT_OUT = frozenset([reasons.PLAN, reasons.TWIN, reasons.OTHER_GOVERNMENT, reasons.EXCEPTED, reasons.NEGATED])
#: rules for sums that always state their own purpose
SUMS_OF_THEIR_OWN = frozenset(["money.donor", "money.fine", "money.penalty"])
#: kinds of items between the figures of a plan
IN_A_PLAN = frozenset([kinds.NOUN, kinds.WORD, kinds.DETERMINER, kinds.CONJUNCTION, kinds.ADVERB])
#: punctuation that may introduce words about another time
PARTS_A_TIME = frozenset([kinds.SEMICOLON, kinds.OPEN_BRACKET, kinds.DASH])


@step
def complete(analysis: Draft) -> None:
    """Adds the readings of numbers that omit what they count, and marks parts and their totals."""
    read = {r.number for r in analysis.readings if r.number >= 0}
    termed = {r.frame.number for r in analysis.readings if r.metric == "sentence_terms" and r.frame is not None}
    for place in analysis.nums:
        number = analysis.items[place].number
        frame = analysis.frames.get(number)
        if frame is None or number in read | termed or analysis.why_not.get(number) in KEPT_OUT:
            continue
        if analysis.numbers[number].form not in (forms.COUNT, forms.ZERO, forms.MONEY, forms.ONE):
            continue
        source = antecedent_of(gap_at(analysis, place, frame))
        if source is None:
            continue
        if source.metric in OWN_ONLY and frame.bare() and foreign_gap(analysis, place, analysis.context.iso3):
            analysis.why_not[number] = reasons.OTHER_GOVERNMENT
            continue
        analysis.readings.append(inherit(analysis, number, source))
        read.add(number)
    repeat_for_another_time(analysis)
    find_parts(analysis)


def antecedent_of(gap: Gap) -> Reading | None:
    """Return the antecedent of a number, or None if the number counts something of its own, or nothing."""
    chosen = first_choice(gap, DECIDE)
    if chosen is None or (not gap.compared and only_sentenced(chosen, gap.frame)):
        return None
    return chosen


def _kept_out(gap: Gap) -> Choice | None:
    """Chooses no antecedent if the words right before a number exclude everything counted so far."""
    analysis, frame = gap.analysis, gap.frame
    own_sum = gap.money and any(why in SUMS_OF_THEIR_OWN for why, _ in analysis.considered.get(frame.number, ()))
    named = frame.definite and frame.prep in WORDS["of_or_among"]  # "12 of the 40": the 40 is the whole, stated before
    sought = not WORDS["seeking"].isdisjoint(gap.lead)
    if not named and _goes_on_planning(analysis, gap.item):
        analysis.why_not[frame.number] = reasons.PLAN
        return Choice(None)
    return Choice(None) if own_sum or named or sought else None


def _goes_on_planning(analysis: Analysis, place: int) -> bool:
    """Whether a number continues a list of plans ("planned to open two and train 600 teachers")."""
    before = next((x for x in reversed(analysis.items[max(0, place - REACH) : place]) if x.kind not in IN_A_PLAN), None)
    return before is not None and before.kind == kinds.NUMBER and analysis.why_not.get(before.number) == reasons.PLAN


def _one_more(gap: Gap) -> Choice | None:
    """Chooses the number to which "a" adds one: "investigated two officers and a clerk"."""
    if gap.number.form != forms.ONE:
        return None
    other = joined_to(gap.analysis, gap.item)
    same = [r for r in gap.analysis.readings if r.number == other is not None]
    return Choice(same[-1] if same else None)


def _named_whole(gap: Gap) -> Choice | None:
    """Chooses the whole that the words of a part name: "22 of the 41 cases"."""
    whole = None if gap.compared or gap.money else named_whole(gap.analysis, gap.item, gap.frame)
    return None if whole is None else Choice(whole)


def _sorted_by_kind(gap: Gap) -> Choice | None:
    """Chooses the figure that is divided by kind of exploitation: "sex trafficking was at issue in 51 of the cases"."""
    figure = sorted_by_kind(gap)
    return None if figure is None else Choice(figure)


def _none_did(gap: Gap) -> Choice | None:
    """Chooses no antecedent for a zero with its own verb."""
    does, generic = set(gap.frame.does), gap.frame.generic_verb
    acts = (does or generic) and does.isdisjoint(WORDS["helping_verbs"])
    return Choice(None) if gap.number.form == forms.ZERO and acts and not does_so(gap.analysis, gap.frame) else None


def _of_a_row(gap: Gap) -> Choice | None:
    """Chooses the corresponding figure in an earlier row: "the figures for 2016 were 98, 60, and 25"."""
    row = None if gap.money else counterpart(gap.analysis, gap.item, gap.before)
    return None if row is None else Choice(row)


def _of_what_was_silent(gap: Gap) -> Choice | None:
    """Chooses the unreported figure, if the number gives its value at another time: "did not say how many arrests it
    had made; in 2011 there had been 13", "(in 2011, 13)"."""
    analysis, frame = gap.analysis, gap.frame
    silent = [r for r in analysis.readings if r.status == codes.NOT_REPORTED and r.number < 0 and r.last < gap.first]
    if not silent or gap.money or not frame.bare() or not set(frame.acts) <= WORDS["saying_how_many"]:
        return None
    last = max(silent, key=lambda r: r.last)
    between = analysis.items[analysis.items_from(last.last + 1) : gap.item]
    parted = any(x.kind in PARTS_A_TIME for x in between)
    told = any(x.kind == kinds.NUMBER for x in between) or len({r.metric for r in silent if r.last == last.last}) > 1
    return Choice(last) if parted and not told and _of_another_time(gap) else None


def _of_another_time(gap: Gap) -> bool:
    """Whether a time occurs in a number's brackets or clause."""
    analysis = gap.analysis
    begin = next((x.last for x in reversed(analysis.items[: gap.item]) if x.kind in PARTS_A_TIME), -1)
    end = next((x.first for x in analysis.items[gap.item :] if x.kind == kinds.CLOSE_BRACKET), len(analysis.tokens.low))
    return any(begin < x.first < end for x in analysis.times)


def _did_so(gap: Gap) -> Choice | None:
    """Chooses the last whole figure, if the number's verb replaces that figure's verb: "in 2009, 37 had done so"."""
    if gap.money or not does_so(gap.analysis, gap.frame):
        return None
    told = [r for r in gap.fits or gap.fitting_before if not r.part]
    # "were attended by 212; the year before, five had been attended by 150": the 212 who attended are not the
    # antecedent of "five"
    whole = [r for r in told if r.frame is None or r.frame.prep != WORD.doer]
    return Choice(whole[-1] if whole else None)


def _of_what_counts_nothing(gap: Gap) -> Choice | None:
    """Chooses no antecedent for parts of a figure without a metric, or for figures in the description of a crime."""
    if gap.compared:
        return None
    analysis, place = gap.analysis, gap.item
    unread = part_of_unread(analysis, place, gap.frame) or beside_unread(analysis, place, gap.frame)
    return Choice(None) if unread or in_crime(analysis, place, gap.earlier) else None


def _comparator(gap: Gap) -> Choice | None:
    return Choice(compared_to(gap)) if gap.compared else None


def _sum(gap: Gap) -> Choice | None:
    """Chooses the last sum, unless a verb that no rule covers acts on the number."""
    if not gap.money:
        return None
    own_verb = gap.frame.linked == kinds.VERB and gap.frame.generic_verb
    return Choice(gap.fits[-1] if gap.fits and not own_verb else None)


def _by_the_same_verb(gap: Gap) -> Choice | None:
    """Chooses the earlier object of the verb omitted before the number: "cared for 40 victims, those of the south for
    22"."""
    same = [r for r in gap.earlier if r.number == gap.frame.again]
    return Choice(same[-1]) if same else None


def _of_the_same_verb(gap: Gap) -> Choice | None:
    """Chooses the earlier object of the same verb: "they had launched 11"."""
    frame = gap.frame
    if not frame.bare() or frame.linked != kinds.VERB:
        return None
    acts = set(frame.acts) - {concepts.GENERIC, concepts.BE, concepts.AMOUNT}
    told = (*gap.before, *gap.earlier)
    same = [r for r in told if r.frame is not None and not acts.isdisjoint(r.frame.acts)]
    return Choice(same[-1]) if same else None


def _left_over(gap: Gap) -> Choice | None:
    """Chooses the figure for all victims identified, if the number counts the rest of them: "27 were referred; the
    remaining ten went home"."""
    if not tells_of_the_rest(gap.analysis, gap.item):
        return None
    told = (*gap.before, *gap.earlier)
    victims = [r for r in told if r.metric == "victims_identified" and r.relation == codes.CURRENT and not r.part]
    return Choice(victims[-1]) if victims and gap.earlier and gap.earlier[-1].metric in VICTIMS else None


def _of_a_verb_of_its_own(gap: Gap) -> Choice | None:
    """Chooses no antecedent if a verb that no rule covers acts on the number."""
    frame = gap.frame
    own = frame.linked == kinds.VERB and (frame.generic_verb or frame.acts)
    return Choice(None) if own and WORDS["saying_how_many"].isdisjoint(frame.acts) else None


def _at_home(gap: Gap) -> Choice | None:
    """Chooses the last figure for victims, if the number counts the victims from one place: "Moldova was the home of 98
    of them, Romania of 61"."""
    if gap.frame.linked != kinds.PREPOSITION or not home_of(gap.analysis, gap.item, gap.frame):
        return None
    told = (*gap.before, *gap.earlier)
    victims = [r for r in told if r.metric in VICTIMS and r.relation == codes.CURRENT]
    return Choice(victims[-1] if victims else None)


def _behind_a_preposition(gap: Gap) -> Choice | None:
    """Chooses the last figure of the clause, unless the preposition or the noun after the number ties the number to
    something else."""
    frame = gap.frame
    if frame.linked != kinds.PREPOSITION or (frame.prep == WORD.company and frame.bare() and not gap.fits):
        return None
    if gap.alone or _says_where(gap):
        return Choice(None)
    if frame.prep in WORDS["binding_prepositions"] and CASE_NOUNS.isdisjoint(frame.heads):
        return Choice(None)
    begin = clause_start(gap.analysis, gap.first)
    near = [r for r in gap.fits if r.first >= begin]
    return Choice(near[-1] if near else None)


def _says_where(gap: Gap) -> bool:
    """Whether a preposition says where or when: true in "one in eight of them", false in "in five cases" and "begging
    being at issue in 53 of the latter"."""
    frame = gap.frame
    if frame.prep not in WORDS["where_and_when"]:
        return False
    of_those = (
        frame.partitive and frame.bare() and not frame.of and gap.analysis.items[gap.item - 2].kind != kinds.NUMBER
    )
    in_court = frame.prep == WORD.place and not WORDS["court_events"].isdisjoint(frame.heads)
    return not of_those and not in_court


def _of_its_own(gap: Gap) -> Choice | None:
    """Chooses no antecedent if the number's own noun or verb introduces something new."""
    frame = gap.frame
    listed_inspections = frame.linked == kinds.LIST and gap.fits[-1:] and gap.fits[-1].metric == "inspections"
    named = gap.alone and not names_people(gap.analysis, frame) and not listed_inspections
    of_things = gap.lead[-1:] == [WORD.told_thing]  # "of which 31 were held online"
    told = frame.linked not in (kinds.OPEN_BRACKET, kinds.DASH) and not (describes(frame) or of_things)
    return Choice(None) if named or told or new_event(gap.analysis, frame) else None


def _done_alike(gap: Gap) -> Reading | None:
    """Return the last figure on which the number's own verb also acts: "held 52 courses for 356 officers, of which 31
    were held online"."""
    acts = set(gap.frame.acts)
    return next((r for r in reversed(gap.fits) if r.frame is not None and not acts.isdisjoint(r.frame.acts)), None)


def _last_told(gap: Gap) -> Choice | None:
    """Chooses the last fitting figure in the sentence, by its highest-scoring reading."""
    fits = gap.fits
    if fits and _of_another_year_in_brackets(gap):
        fits = not_the_way(fits)
    if _begins_a_clause(gap):
        fits = [r for r in fits if gap.analysis.comparator_at(r.first) is None] or fits
    if not fits:
        return None
    last = fits[-1].number
    alike = parallel(gap.analysis, gap.frame, fits)
    if gap.lead[-1:] == [WORD.told_thing]:
        alike = alike or _done_alike(gap)
    return Choice(alike or max((r for r in fits if r.number == last), key=lambda r: r.score))


def _begins_a_clause(gap: Gap) -> bool:
    """Whether a number that is not a comparator is the subject of a joined clause, so that its antecedent is not a
    comparator either: "47 were children, compared with 43 in 2011, and [26 were adults]"."""
    before, behind = gap.analysis.items[gap.item - 1], gap.analysis.items[gap.item + 1 : gap.item + 2]
    joined = gap.item > 0 and before.kind == kinds.CONJUNCTION
    return joined and not gap.compared and bool(behind) and behind[0].kind == kinds.VERB and behind[0].finite


def _of_another_year_in_brackets(gap: Gap) -> bool:
    """Whether a bare number opens brackets that name a time ("trained 187 officials in 16 sessions (131 in nine
    sessions in 2015)") and contain no row ("37 suspects in 14 cases (32 and 11 in 2017)")."""
    analysis, frame = gap.analysis, gap.frame
    if frame.linked != kinds.OPEN_BRACKET or not frame.bare():
        return False
    inside = list(itertools.takewhile(lambda x: analysis.depth(x.first), analysis.items[gap.item :]))
    row = any(x.kind == kinds.CONJUNCTION for x in inside)
    return not row and any(x.kind == kinds.TIME for x in inside)


def _told_before(gap: Gap) -> Choice:
    """Chooses a figure in the previous sentence, if this sentence has none yet."""
    told = any(
        x.kind == kinds.NUMBER
        and x.form == forms.COUNT
        and x.number in gap.analysis.frames
        and not gap.analysis.frames[x.number].definite
        for x in gap.analysis.items[max(0, gap.item - REACH) : gap.item]
    )
    return Choice(None if told else told_before(gap))


#: the steps in order: each one chooses or defers to the next
DECIDE: tuple[Step, ...] = (
    _kept_out,
    _by_the_same_verb,
    _one_more,
    _named_whole,
    _sorted_by_kind,
    _none_did,
    _of_a_row,
    _of_what_was_silent,
    _did_so,
    _of_what_counts_nothing,
    _comparator,
    _sum,
    _of_the_same_verb,
    _left_over,
    _of_a_verb_of_its_own,
    _at_home,
    _behind_a_preposition,
    _of_its_own,
    _last_told,
    _told_before,
)
