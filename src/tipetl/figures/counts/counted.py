"""Determines what each number counts, by the rules that fit its frame.

What belongs here: finding a number's metrics, and deciding which individuals and single cases count. What does not
belong here: how well a rule fits (``match``), or which numbers count nothing that was done or acts of others
(``no_counts``, ``foreign``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.counts.book import BOOK, WORDS
from tipetl.figures.counts.foreign import foreign_actor
from tipetl.figures.counts.match import Match, candidates, settle
from tipetl.figures.counts.no_counts import why_nothing
from tipetl.figures.counts.number_frames import frame_counts
from tipetl.figures.counts.private import private_trainer
from tipetl.figures.record import reasons
from tipetl.figures.record.analysis import step
from tipetl.figures.record.readings import PERSON_NOUNS, read_number, unit_for
from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.language.rules import EVENT_NOUNS
from tipetl.metrics import OF_PERSONS, PROCEEDINGS, STAGE
from tipetl.model import codes
from tipetl.syntax.chunks import kinds, voices
from tipetl.syntax.chunks.items import HAVE
from tipetl.syntax.frames.lookahead import shared_object

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis, Draft
    from tipetl.language.numbers import Number
    from tipetl.language.rules import Rule
    from tipetl.syntax.chunks.items import Item
    from tipetl.syntax.frames.frame import Frame

#: kinds of items that begin another clause
OPENS_A_CLAUSE = kinds.CLAUSE_OPENERS | {kinds.COMMA, kinds.SEMICOLON}
#: kinds of items that precede an action in a list
BEFORE_A_DEED = kinds.ROW_JOINTS | {kinds.VERB}

#: nouns in a list after "no", each of which gets its own zero
EACH_NONE = EVENT_NOUNS | WORDS["each_none"]
#: the stage to which each act, by its concept, brings a case
STAGES: dict[str, int] = BOOK.rules["stages_of_acts"]
#: the stage of acts that are not a step in a case
NO_STAGE = 9
#: the metric of ongoing cases, and the rule for the people in these cases
ONGOING, CONTINUED = "prosecutions_ongoing", "prosecutions_ongoing.continue-of"
#: how far below the best score the score of a verb that shares the denial may be
CLOSE = 2.5
#: the score at which a rule needs no participle, and the score at which a single person or case is counted
SURE, SURE_OF_ONE = 6, 4


@step
def read_counts(analysis: Draft) -> None:
    """Adds the frames of numbers, and the readings found by the rules."""
    frame_counts(analysis)
    considered: dict[int, list[tuple[str, float]]] = {}
    analysis.considered = considered
    for place in analysis.nums:
        index = analysis.items[place].number
        frame = analysis.frames.get(index)
        if frame is None:
            continue
        number = analysis.numbers[index]
        if number.form == forms.ONE and not _stands_for_one(analysis, place, frame):
            continue
        reason = why_nothing(analysis, frame)
        if reason is not None:
            analysis.why_not[index] = reason
            continue
        if frame.again >= 0:
            continue
        won, considered[index] = _metrics(analysis, frame, number)
        for rule, points, _ in won:
            if number.form == forms.ONE and not _counts_one(analysis, frame, rule, points):
                continue
            if foreign_actor(analysis, frame, rule.metric) or private_trainer(analysis, frame, rule.metric):
                analysis.why_not[index] = reasons.OTHER_GOVERNMENT
                continue
            _add(analysis, frame, number, rule, points)
    alone = [reading for reading in analysis.readings if reading.rule in analysis.context.rules.alone]
    if alone and len(alone) < len(analysis.readings):
        analysis.readings = [reading for reading in analysis.readings if reading not in alone]


@step
def settle_units(analysis: Draft) -> None:
    """Assigns each number without a noun the unit of the figure to which the number refers in the previous sentence."""
    units = [reading.unit for reading in analysis.context.before if reading.metric in PROCEEDINGS and reading.unit]
    for reading in analysis.readings if units else ():
        if reading.unsettled:
            reading.unit = units[-1]


# -- one person or case -------------------------------------------------------------------------------------------


def _stands_for_one(analysis: Analysis, place: int, frame: Frame) -> bool:
    """Whether "a …" at an item means one person or case that was acted on."""
    head = frame.heads[-1] if frame.heads else ""
    if head not in WORDS["like_a_case"] and head not in PERSON_NOUNS:
        return False
    if frame.linked not in WORDS["links_of_one"] or (frame.linked == kinds.PREPOSITION and not frame.of):
        return False
    if (
        frame.linked == kinds.SUBORDINATOR
        and analysis.tokens.low[analysis.items[place - 1].first] not in WORDS["of_what_happened"]
    ):
        return False  # "when a victim is found"
    if frame.linked == kinds.PREPOSITION and _of_none(analysis, place):
        return False
    return not frame.verbs or _is_done(analysis, frame)


def _of_none(analysis: Analysis, place: int) -> bool:
    """Whether the clause before an item negates the item: "no court awarded damages to a victim", "has never issued a
    permit to a victim"."""
    for item in reversed(analysis.items[:place]):
        if item.kind in OPENS_A_CLAUSE:
            return False
        if item.negated or (item.kind == kinds.NUMBER and item.form == forms.ZERO):
            return True
    return False


def _is_done(analysis: Analysis, frame: Frame) -> bool:
    """Whether the verb that acts on a single person or case says that something was done: "convicted a trafficker", not
    "no province convicted a trafficker" or "by convicting a trafficker"."""
    place = frame.verbs[0]
    verb = analysis.items[place]
    if frame.linked == kinds.VERB and BOOK["nobody_does"].fits(analysis.items, place - 1):
        return False
    if verb.finite:
        return True
    reported = place > 0 and analysis.items[place - 1].concept == concepts.REPORT
    return verb.voice != voices.INFINITIVE and (reported or _among_efforts(analysis, place))


def _among_efforts(analysis: Analysis, verb: int) -> bool:
    """Whether a gerund is one of the actions listed in a summary ("these efforts included identifying 23 victims and
    convicting a trafficker")."""
    items = analysis.items
    if items[verb - 1].kind not in BEFORE_A_DEED:
        return False
    lists = next((item for item in items[:verb] if item.kind == kinds.VERB and item.finite), None)
    return lists is not None and lists.concept == concepts.GATHER


def _counts_one(analysis: Analysis, frame: Frame, rule: Rule, points: float) -> bool:
    """Whether a metric counts the single person or case: "opened an investigation", not "opened an inquiry into two
    officers"."""
    opened = rule.id == rule.metric + ".noun" and concepts.OPEN in frame.acts
    return points >= SURE_OF_ONE or (opened and not BOOK["counts_inside"].fits(analysis.items, frame.np_end_item + 1))


# -- metrics ------------------------------------------------------------------------------------------------------


def _metrics(analysis: Analysis, frame: Frame, number: Number) -> tuple[list[Match], list[tuple[str, float]]]:
    """Return the winning rules for a frame, at most one for each metric, and the id and points of each rule that
    fits."""
    none = number.form in forms.ZERO_OR_UNKNOWN or number.low == 0
    if _only_sorts(analysis, frame):
        frame.acts, frame.does, frame.post = [], [], []
    if concepts.FROM_SERVICE in frame.right and concepts.DISMISS in frame.acts:
        frame.acts.remove(concepts.DISMISS)
    found = _candidates(analysis, frame)
    if _leaves_out(analysis, frame):
        return [], [(rule.id, points) for rule, points, _ in found]
    won = settle(found) or _done_by_nobody(analysis, frame)
    raised = None if none else shared_object(analysis.items, frame)
    if raised is not None:
        also = _of_raised_verb(analysis, frame, raised)
        found = found + also
        metrics = {rule.metric for rule, _, _ in won}
        won += [match for match in settle(also) if match[0].metric not in metrics]
    considered = [(rule.id, points) for rule, points, _ in found]
    if none and len(set(frame.heads)) > 1 and EACH_NONE.issuperset(frame.heads):
        return _each_head(analysis, frame), considered
    return _each_denied(won, found) if none and WORD.choice in analysis.tokens.words else won, considered


def _done_by_nobody(analysis: Analysis, frame: Frame) -> list[Match]:
    """Return the winning rules for events that nobody brought about: "no court has handed down a conviction"."""
    if not frame.none or not frame.verbs or WORDS["bringing_about"].isdisjoint(frame.does):
        return []
    end = BOOK["events_of_nobody"].end(analysis.items, frame.verbs[0])
    if end == -2:
        return []
    heads, acts, does = frame.heads, frame.acts, frame.does
    frame.heads, frame.acts, frame.does = [analysis.items[end - 1].concept or ""], [*does], []
    found = settle(candidates(analysis.context.rules, frame, analysis.concepts))
    frame.heads, frame.acts, frame.does = heads, acts, does
    return found


def _leaves_out(analysis: Analysis, frame: Frame) -> bool:
    """Whether a verb omits the words that an earlier figure's rule requires after the same verb: "found 12 men guilty,
    whereas in 2010 it had found four". If so, the figure counts the same thing as the earlier figure."""
    if not frame.bare() or frame.linked != kinds.VERB or not frame.acts:
        return False
    low = analysis.tokens.low
    before = [r for r in analysis.readings if r.frame is not None and r.frame.acts == frame.acts]
    told = before[-1] if before else None
    if told is None or told.frame is None or low[told.frame.verb_token] != low[frame.verb_token]:
        return False
    rule = next((x for x in analysis.context.rules.rules if x.id == told.rule), None)
    return rule is not None and bool(rule.right) and rule.right.isdisjoint(frame.right)


def _candidates(analysis: Analysis, frame: Frame) -> list[Match]:
    """Return all rules that fit a frame, using the frame's participle if none fits its main verb."""
    rules, everywhere = analysis.context.rules, analysis.concepts
    if frame.post and frame.acts == [concepts.BE] and _says_there_were(analysis, frame):
        # "there were 17 victims sheltered": the participle states the event that affected the victims
        frame.acts = [*frame.post]
        found = candidates(rules, frame, everywhere)
        if any(rule.acts for rule, _, _ in found):
            return found
        frame.acts = [concepts.BE]
    found = candidates(rules, frame, everywhere)
    if frame.post and not any(r.acts or r.does or r.of or points >= SURE for r, points, _ in found):
        frame.acts += frame.post
        found = candidates(rules, frame, everywhere)
    under = analysis.items[frame.under].number if frame.under >= 0 else -1
    metrics = {reading.metric for reading in analysis.readings if under >= 0 and reading.number == under}
    if ONGOING in metrics:
        # "continued three prosecutions of seven suspects": the prosecutions of the seven went on
        continued = next(rule for rule in rules.rules if rule.id == CONTINUED)
        found = [
            (continued, points, of) if of.startswith("prosecution ") else (rule, points, of)
            for rule, points, of in found
        ]
    if metrics:
        # "registered 141 cases against 262 suspects": the suspects inherit the metric of the cases
        return [match for match in found if not match[2].startswith(("case ", "trial "))]
    return found


def _says_there_were(analysis: Analysis, frame: Frame) -> bool:
    """Whether a frame's verb follows "there", and so only states an amount."""
    first = analysis.items[frame.verbs[0]].first if frame.verbs else 0
    return first > 0 and analysis.tokens.low[first - 1] == WORD.existence


def _of_raised_verb(analysis: Analysis, frame: Frame, verb: str) -> list[Match]:
    """Return the rules that fit the first of two joined verbs: "identified and gave assistance to 292 victims"."""
    governors, frame.of, frame.acts = frame.of, [], [verb]
    found = candidates(analysis.context.rules, frame, analysis.concepts)
    frame.of = governors
    return found


def _only_sorts(analysis: Analysis, frame: Frame) -> bool:
    """Whether a participle only describes a part and does not state an act done to it: "prosecuted 64 defendants, 39 of
    them charged with sex trafficking", "acquitted 17 tried for one offense and three tried for another", "acquitted 13,
    10 of whom had been accused of sex trafficking"."""
    items = analysis.items
    acts = {*frame.post, *frame.acts} - {concepts.GATHER}
    if not acts or not frame.bare() or not BOOK["names_a_crime"].fits(items, frame.np_end_item + 1):
        return False
    if not all(_describes(analysis, frame, items[verb]) for verb in frame.verbs):
        return False
    before = next((reading.metric for reading in reversed(analysis.readings) if reading.metric in STAGE), None)
    return before is not None and all(STAGES.get(act, NO_STAGE) <= STAGE[before] for act in acts)


def _describes(analysis: Analysis, frame: Frame, verb: Item) -> bool:
    """Whether a verb may belong to a description: a participle, or a past perfect passive that states an earlier
    event."""
    before = frame.partitive and verb.voice == voices.PASSIVE and analysis.tokens.low[verb.first] in HAVE
    return before or verb.voice == voices.BARE or verb.concept == concepts.GATHER


def _each_denied(won: list[Match], found: list[Match]) -> list[Match]:
    """Return the winning rules for all verbs that one "no" negates for the same people: "no officer was arrested or
    brought to trial", "no victim received compensation or leave to stay"."""
    metrics = {rule.metric for rule, _, _ in won}
    top = max((points for _, points, _ in won), default=0.0)
    triggers = {trigger for rule, _, trigger in won if rule.acts or rule.does}
    out = list(won)
    for match in sorted(found, key=lambda match: (-match[1], match[0].id)):
        rule, points, trigger = match
        if not triggers or rule.metric in metrics or points < top - CLOSE:
            continue
        if trigger not in triggers or rule.right:
            metrics.add(rule.metric)
            out.append(match)
    return out


def _each_head(analysis: Analysis, frame: Frame) -> list[Match]:
    """Return the winning rules for each noun listed after "no": "no arrests, charges, or convictions"."""
    heads = list(dict.fromkeys(frame.heads))
    out: dict[str, Match] = {}
    for head in heads:
        frame.heads = [head]
        for match in settle(candidates(analysis.context.rules, frame, analysis.concepts)):
            out.setdefault(match[0].metric, match)
    frame.heads = heads
    return list(out.values())


# -- readings -----------------------------------------------------------------------------------------------------


def _add(analysis: Draft, frame: Frame, number: Number, rule: Rule, points: float) -> None:
    """Adds a rule's reading of a number."""
    none = number.form in forms.ZERO_OR_UNKNOWN or number.low == 0
    head = next((head for head in frame.heads if head in rule.noun), None) if none else None
    unit = unit_for(rule.metric, frame.heads if head is None else [head], rule.unit)
    leans = frame.bare() and not none and rule.unit is None
    unit, open_unit = _unit_without_noun(analysis, frame, rule.metric, unit) if leans else (unit, False)
    reading = read_number(rule.metric, number, frame.number, unit, rule.id, points, frame)
    reading.unsettled = open_unit
    analysis.readings.append(reading)


def _unit_without_noun(analysis: Analysis, frame: Frame, metric: str, default: str | None) -> tuple[str | None, bool]:
    """Return the unit of a number without a noun: the unit of the figure to which the number refers, else the metric's
    own. The result also says whether the previous sentence may still change the unit (``settle_units``)."""
    if metric in OF_PERSONS:
        return default, False
    earlier = next((reading for reading in reversed(analysis.readings) if reading.metric in PROCEEDINGS), None)
    if earlier is not None:
        return earlier.unit or default, earlier.unsettled
    return codes.PERSON if metric == "prosecutions" and concepts.PROSECUTE in frame.acts else default, True
