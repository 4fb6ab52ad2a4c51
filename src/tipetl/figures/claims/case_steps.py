"""Finds the dated steps of one criminal case, from arrest to appeal: "was arrested in November 2016 … In May 2016, the
court sentenced this man".

What belongs here: the steps, their dates, whether two steps belong to one case, and which of the two the words put
first. What does not belong here: whether the dates fit, which a check decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.claims.dates import OPENING, SUBJECTS, begin_of, clauses_of, dates_of, verb_of
from tipetl.figures.claims.rows import BOOK
from tipetl.figures.claims.things import Ordered
from tipetl.language import forms
from tipetl.syntax.chunks import kinds, voices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipetl.figures.claims.dates import Date
    from tipetl.figures.record.analysis import Analysis
    from tipetl.syntax.chunks.items import Item

WORDS = BOOK.words
#: the stages of a case, in order, with the words for their steps
STAGES = tuple([WORDS[f"steps_of_{stage}"] for stage in ("arrest", "trial", "verdict", "appeal")])
ARREST, TRIAL, VERDICT, APPEAL = range(len(STAGES))
ALL_STAGES = frozenset[str]().union(*STAGES)
GIVING, COLLECTIVE = WORDS["giving_a_verdict"], WORDS["collective_persons"]
TRIALS, OUTCOMES = WORDS["trials_of_a_case"], WORDS["outcomes_of_a_case"]
#: words that are steps only beside certain others: "[opened] the trial", "[found] him guilty"
NEEDED = {
    **dict.fromkeys(STAGES[TRIAL], TRIALS),
    **dict.fromkeys(STAGES[APPEAL] | GIVING, OUTCOMES),
    **dict.fromkeys(WORDS["finding"], WORDS["guilty_words"]),
}
ONE, SEVERAL = WORDS["one_person_told"], WORDS["several_persons_told"]
PERSONS, ANY_PERSONS = WORDS["persons_of_a_case"], WORDS["any_persons_of_a_case"]
OFFENSES, BEFORE_A_PARTY = WORDS["offenses_of_a_case"], WORDS["before_a_party"]
THIS = WORDS["describing_one"]
SAME = THIS | WORDS["same_words"]
DEFINITE = SAME | WORDS["describing"] | WORDS["possessives"]
OWNERS, NARROWING = WORDS["possessives"], WORDS["narrowing_a_person"]
WAS, WERE = WORDS["being_one"], WORDS["being_several"]
BEFORE_A_DATE = WORDS["before_a_date"]
OTHER_CASE, NOT_SO, HAD = WORDS["of_another_case"], WORDS["not_so"], WORDS["pluperfect"]
#: kinds of items that may occur within a phrase
IN_A_PHRASE = kinds.IN_A_PHRASE | {kinds.NUMBER}
#: the maximum number of items from a verb to the noun that makes it a step
REACH = 9


class Party(NamedTuple):
    """The people or thing that a step concerns: several persons or one (None: either), and whether the words refer to
    somebody or something mentioned before."""

    several: bool | None
    told: bool


class Step(NamedTuple):
    """A step of a case over tokens ``first`` to ``last``: its ``stage``, its date if the sentence gives one, the first
    item of its clause, its party (None: unknown), and whether the party is the clause's subject. ``apart``: the words
    put the step before the sentence's main event ("who was arrested", "had arrested"). ``head``: the item that the
    step's relative clause or participle describes."""

    stage: int
    first: int
    last: int
    date: Date | None
    clause: int
    party: Party | None
    of_subject: bool
    apart: bool
    head: int | None


@dataclass(slots=True)
class Cases:
    """The steps in the last sentence read, with its paragraph and position."""

    steps: list[Step] = field(default_factory=list)
    at: tuple[int, int] = (-1, -1)

    def meet(self, analysis: Analysis, paragraph: int, position: int) -> Iterator[Ordered]:
        """Yield each dated step in a sentence with an earlier dated step of the same case at another stage, and the
        position of the sentence with the earlier step, if the words put the two in the order of their stages. The
        earlier step is in the same sentence or in the previous one of the paragraph."""
        own = steps(analysis)
        if not OTHER_CASE.isdisjoint(analysis.tokens.words) or not _is_one_case([], own):
            own = []
        before = self.steps if self.at == (paragraph, position - 1) and _is_one_case(self.steps, own) else []
        self.steps, self.at = own, (paragraph, position)
        for place, one in enumerate(own):
            told = [(other, position - 1) for other in before if _refers(one, other)]
            told += [(other, position) for other in own[:place] if _refers(one, other) or _joins(analysis, other, one)]
            for other, told_in in told:
                ordered = _in_order(other, one) or (one.stage > other.stage and _is_of_this_offense(analysis, one))
                if ordered and one.date is not None and other.date is not None:
                    yield Ordered(one.first, one.last, one.date, other.date, told_in, one.stage > other.stage)


def steps(analysis: Analysis) -> list[Step]:
    """Return the steps of a sentence, in order."""
    if ALL_STAGES.isdisjoint(analysis.tokens.words) or not NOT_SO.isdisjoint(analysis.tokens.words):
        return []
    low, clauses = analysis.tokens.low, clauses_of(analysis)
    stages = {place: stage for place in range(len(clauses)) if (stage := _stage(analysis, clauses, place)) is not None}
    dates: dict[int | None, Date] = {}
    for date in dates_of(analysis.tokens):
        # not "in May", because its year is unsure, or "one of the 2017 verdicts"
        if date.last > date.first if date.month else low[date.first - 1] in BEFORE_A_DATE:
            dates.setdefault(verb_of(analysis, clauses, date, stages), date)
    return [_step(analysis, clauses[place], place, stage, dates.get(place)) for place, stage in stages.items()]


def _is_one_case(before: list[Step], own: list[Step]) -> bool:
    """Whether the steps of two sentences introduce persons only once and give no stage two dates: not "sentenced one
    man in May 2016 and another in June 2016"."""
    dates = {(step.stage, step.date[:2]) for step in (*before, *own) if step.date is not None}
    new = [{step.clause for step in told if _is_new(step)} for told in (before, own)]
    return sum(map(len, new)) <= 1 and len(dates) == len({stage for stage, _ in dates})


def _is_new(step: Step) -> bool:
    """Whether a step introduces a new person."""
    return step.head is None and step.party is not None and not step.party.told


def _in_order(one: Step, other: Step) -> bool:
    """Whether the words put the step at the earlier stage first; ``one`` is the step mentioned first."""
    first, second = (other, one) if other.apart and not one.apart else (one, other)
    return first.stage < second.stage


def _refers(one: Step, other: Step) -> bool:
    """Whether a step concerns the person or the case of a step mentioned before: "sentenced [him]"."""
    if one.party is None or other.party is None or not one.party.told:
        return False
    return None in (one.party.several, other.party.several) or one.party.several == other.party.several


def _joins(analysis: Analysis, one: Step, other: Step) -> bool:
    """Whether two steps of a sentence concern the same person by its grammar: "[was arrested] in May and [convicted] in
    June", "sentenced a man [who was arrested] in May"."""
    if other.head is not None:
        between = analysis.items[analysis.items_from(one.last + 1) : other.head + 1]
        return not one.of_subject and all(item.kind not in {kinds.VERB, *OPENING} for item in between)
    return one.clause == other.clause and one.of_subject and other.of_subject


def _is_of_this_offense(analysis: Analysis, step: Step) -> bool:
    """Whether the words say that a step is for the offense mentioned before: "sentenced for [this crime]"."""
    low = analysis.tokens.low
    return any(low[k] in OFFENSES and low[k - 1] in THIS for k in range(step.last + 1, len(low)))


def _stage(analysis: Analysis, clauses: list[int], place: int) -> int | None:
    """Return the stage of an item that is a step, or None if the item is not a step."""
    items, low = analysis.items, analysis.tokens.low
    item = items[place]
    told = frozenset(low[item.first : item.last + 1])
    stage = next((k for k, words in enumerate(STAGES) if not words.isdisjoint(told)), None)
    before = items[place - 1].kind if place else kinds.MARK
    adjective = before in kinds.DETERMINER_OR_NUMBER and item.first == item.last
    if stage is None or adjective or item.negated or item.modal:
        return None
    needed = next((NEEDED[word] for word in told if word in NEEDED), None)
    begin, end = clauses[place], min(place + REACH, len(items))
    near = low[items[max(begin - 1, 0)].first : items[end - 1].last + 1]
    return stage if needed is None or not needed.isdisjoint(near) else None


def _step(analysis: Analysis, begin: int, place: int, stage: int, date: Date | None) -> Step:
    """Makes the step of an item in the clause that begins at item ``begin``."""
    items, low = analysis.items, analysis.tokens.low
    verb, before = items[place], items[max(place - 1, begin)].kind
    acts = [k for k in range(begin, place) if items[k].kind == kinds.VERB]
    relative = items[begin].kind == kinds.RELATIVE and not acts
    had = any(not HAD.isdisjoint(low[items[k].first : items[k].last]) for k in (*acts, place))
    subject = stage in (ARREST, VERDICT) and _is_passive(items, place)
    participle = (
        subject and verb.voice == voices.BARE and (before in kinds.NAMING or (before == kinds.COMMA and not acts))
    )
    described = begin - 1 if relative else place - 1 if participle and before in kinds.NAMING else None
    nested = described is not None and _is_nested(analysis, described)
    head = described if not nested and (relative or acts) else None
    if nested or low[verb.last] in GIVING:
        party = None
    elif stage in (TRIAL, APPEAL):
        party = _case(analysis, begin, place)
    else:
        party = _subject(analysis, begin, place) if subject else _phrase(analysis, place + 1)
    apart = had or relative or participle
    return Step(stage, verb.first, verb.last, date, begin, party, subject and not nested, apart, head)


def _is_passive(items: list[Item], place: int) -> bool:
    """Whether a verb has no object: "was arrested", "a man [arrested] in May"."""
    object_kinds = SUBJECTS - {kinds.TIME}
    objects = any(item.kind in object_kinds for item in items[place + 1 : place + 2])
    return items[place].voice == voices.PASSIVE or (items[place].voice == voices.BARE and not objects)


def _is_nested(analysis: Analysis, noun: int) -> bool:
    """Whether a noun depends on a preposition: "the brother of a [man] arrested in May"."""
    items = analysis.items
    start = next((k for k in range(noun, 0, -1) if items[k].kind not in kinds.NAMING), 0)
    return items[start].kind in kinds.DETERMINER_OR_NUMBER and items[max(start - 1, 0)].kind == kinds.PREPOSITION


def _subject(analysis: Analysis, begin: int, place: int) -> Party:
    """Return the party of a passive verb, which is the clause's subject."""
    verb = analysis.items[place]
    told = _phrase(analysis, begin)
    be = analysis.tokens.low[verb.first]
    if be in WAS | WERE:
        return Party(be in WERE, told is not None and told.told)
    return told or Party(None, told=False)


def _case(analysis: Analysis, begin: int, place: int) -> Party | None:
    """Return the party of a step by a court: "upheld [the verdict]", "reduced [his] sentence"."""
    items, low = analysis.items, analysis.tokens.low
    near = range(begin, min(place + REACH, len(items)))
    noun = next((k for k in near if low[items[k].last] in OUTCOMES | TRIALS), None)
    if noun is None:
        return None
    start = next((k for k in range(noun - 1, begin - 1, -1) if items[k].kind not in kinds.NAMING), begin)
    owner, behind = low[items[start].first], low[items[noun].last + 1]
    if behind in BEFORE_A_PARTY:
        return _phrase(analysis, noun + 2) or Party(None, told=False)
    if noun == place or items[start].kind == kinds.PREPOSITION:  # "he [went on trial]"
        return _phrase(analysis, begin)
    return Party(owner in SEVERAL if owner in OWNERS else None, owner in DEFINITE)


def _phrase(analysis: Analysis, begin: int) -> Party | None:
    """Return the people named by a phrase that begins at an item, or after words that lead to it."""
    items, low = analysis.items, analysis.tokens.low
    start = begin_of(items, begin)
    word = low[items[start].first]
    owns = word in OWNERS and any(x.kind in kinds.NAMING for x in items[start + 1 : start + 2])
    if word in ONE | SEVERAL and not owns:
        return Party(word in SEVERAL, told=True)
    if items[start].kind not in SUBJECTS | kinds.NAMING:
        return None
    end = next(k for k in range(start + 1, len(items) + 1) if k == len(items) or items[k].kind not in IN_A_PHRASE)
    phrase, noun = items[start:end], items[end - 1]
    counts = [x for x in phrase if x.kind == kinds.NUMBER]
    several = any(analysis.numbers[x.number].form == forms.COUNT for x in counts) or noun.form == forms.PLURAL
    known = (noun.kind in (kinds.NOUN, kinds.NUMBER) or bool(counts)) and low[noun.last] not in COLLECTIVE
    pointed = any(not SAME.isdisjoint(low[x.first : x.last + 1]) for x in phrase)
    named = noun.kind == kinds.NUMBER or low[noun.last] in (PERSONS if pointed else ANY_PERSONS)
    bare = all(x.kind in kinds.DETERMINER_OR_NUMBER for x in phrase[:-1])
    narrowed = end < len(items) and items[end].kind != kinds.TIME and low[items[end].first] in NARROWING
    return Party(several if known else None, word in DEFINITE - OWNERS and named and bare and not narrowed)
