"""Lets the trained scorer confirm, drop and add readings of numbers, from left to right.

What belongs here: the thresholds, and building the readings that the scorer adds. What does not belong here: the scorer
itself (``scorer``).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tipetl.figures.choice.features import sight_of, told_before
from tipetl.figures.choice.network import Scorer, chance
from tipetl.figures.choice.scorer import shared_parts
from tipetl.figures.counts.foreign import foreign_actor
from tipetl.figures.counts.private import private_trainer
from tipetl.figures.money.sums import unit_like
from tipetl.figures.quantities.kinds import Figure
from tipetl.figures.quantities.looks import shape_of
from tipetl.figures.record import reasons
from tipetl.figures.record.analysis import PLACE
from tipetl.figures.record.readings import COUNTS_LIKE, PERSON_NOUNS, SCORER, Link, Reading, read_number, unit_for
from tipetl.figures.record.sights import Sight
from tipetl.figures.relations.antecedents import beside_unread, describes, tells_of_the_rest
from tipetl.figures.relations.kinds_told import tells_of_a_kind
from tipetl.figures.relations.named_wholes import DONE, fronted_whole, named_whole
from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.language.words import word_set
from tipetl.metrics import METRIC, MONEY, PROCEEDINGS, SCORED, VICTIMS
from tipetl.model import QuantityKind, codes
from tipetl.syntax.chunks import kinds, voices
from tipetl.syntax.chunks.symbols import BOOK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.analysis import Analysis, Draft
    from tipetl.figures.record.readings import OpenReading
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.frames.frame import Frame


#: A rule's reading is kept if its chance is above KEEP; a metric that no rule read is added if its chance is above ADD.
KEEP, ADD = 0.3, 0.4
ADD_ODDS = math.log(ADD / (1 - ADD))
#: A rule with at least this score is trusted more: its reading is kept if the chance is above KEEP_STRONG.
STRONG, KEEP_STRONG = 5.5, 0.2
#: A rule with at least this score is trusted until the scorer has been trained on it.
WELL = 4.0
#: Concepts of actions that no metric counts: "six victims found employment", "five fled while on bail"
OTHER_DEEDS = word_set("deeds_that_no_metric_counts")
#: Kinds of numbers, recognized by form, that never belong to a metric
UNCOUNTED = frozenset(
    (codes.AGE, codes.PERCENTAGE, codes.IDENTIFIER, codes.STATUTE_REF, codes.RANK, codes.DATE, codes.DURATION)
)
POINTING = ([WORD.known], [WORD.near], [WORD.far])
NOT_COUNTED = UNCOUNTED | {reasons.OTHER_DEED}
NOT_SCORED = NOT_COUNTED | {reasons.TWIN, reasons.PLAN, reasons.EXCEPTED}
#: the minimum chance for keeping a figure after "the" that refers back to nothing
NEW = 0.1
#: the minimum chance for keeping a denial if no other metric fits ("no reports that victims were punished" denies no
#: calls)
DENIED = 0.02
#: the minimum chance assigned to a reading that other evidence confirms
SURE = 0.8
ACTED_ON_BY_OTHERS = BOOK["acted_on_by_others"]
JOINED_VERB = BOOK["verb_under_same_denial"]


def scored_numbers(analysis: Analysis) -> list[int]:
    """Return the indices of the number items that the scorer judges, in order."""
    out: list[int] = []
    for place in analysis.nums:
        number = analysis.items[place].number
        if (
            number in analysis.frames
            and analysis.numbers[number].form in (forms.COUNT, forms.ZERO, forms.MONEY, forms.UNKNOWN)
            and not (number in analysis.why_not and analysis.why_not[number] in NOT_SCORED)
        ):
            out.append(place)
    return out


def find_shapes(analysis: Analysis) -> Analysis:
    """Records the kind that each number's form suggests, for numbers that may count something."""
    shapes: dict[int, QuantityKind | None] = {}
    for index, number in enumerate(analysis.numbers):
        if number.form in forms.COUNT_OR_ONE and index in analysis.frames:
            shapes[index] = shape_of(
                analysis, Figure(number.first, number.last, number.form, number.low, number.high, index, number.unit)
            )
    return analysis.with_(shapes=shapes) if shapes else analysis


def clear_uncounted(analysis: Analysis) -> Analysis:
    """Drops the readings of numbers that do not count: either their form rules out counting (ages, shares, parts of
    names), or the people counted only do something that no metric counts and no rule reads."""
    if not analysis.shapes:
        return analysis
    why_not = {**analysis.why_not}
    own = {r.number for r in analysis.readings if not r.inherited}
    for index, kind in analysis.shapes.items():
        frame = analysis.frames[index]
        if kind in UNCOUNTED:
            why_not[index] = str(kind)
        elif index not in own and (
            _other_deed(analysis, frame) or _helps(analysis, index, frame) or _only_goes_to_prison(frame)
        ):
            why_not[index] = reasons.OTHER_DEED
    idle = {k for k, why in why_not.items() if why == reasons.OTHER_DEED}
    for reading in analysis.readings if idle else ():
        source = reading.antecedent if reading.relation == codes.COMPARATOR else None
        if source is not None and source.number in idle:
            # "… went to prison; in 2007, the corresponding figure was 23"
            why_not[reading.number] = reasons.OTHER_DEED
    if why_not != analysis.why_not:
        analysis = analysis.with_(why_not=why_not)
    return analysis.keeping(lambda r: why_not.get(r.number) not in NOT_COUNTED or r.metric not in SCORED)


def _other_deed(analysis: Analysis, frame: Frame) -> bool:
    """Whether the people counted only do something that no metric counts."""
    if not frame.does or frame.of or not OTHER_DEEDS.issuperset((*frame.does, *frame.acts)):
        return False
    return bool(frame.verbs) and not _gets_it(analysis, frame)


def _helps(analysis: Analysis, index: int, frame: Frame) -> bool:
    """Whether the people read as victims in fact help victims: "NGOs sheltered 26; two of these took in 16"."""
    if frame.does != [concepts.ASSIST] or frame.acts or not frame.partitive:
        return False
    return {reading.metric for reading in analysis.readings if reading.number == index} == {"victims_assisted"}


def _gets_it(analysis: Analysis, frame: Frame) -> bool:
    """Whether the people who ask for something also receive it: "two asked for that and received it"."""
    for item in analysis.items[frame.verbs[0] + 1 :]:
        if item.kind in (kinds.COMMA, kinds.SEMICOLON, kinds.NUMBER):
            return False
        if item.kind == kinds.VERB:
            return True
    return False


def _only_goes_to_prison(frame: Frame) -> bool:
    """Whether the people counted only go to prison."""
    return concepts.TO_PRISON in frame.right and _only_goes(frame)


def _only_goes(frame: Frame) -> bool:
    """Whether the people counted only go or are sent somewhere. If that is a prison, the figure is about prison terms,
    not convictions."""
    said = {*frame.acts, *frame.does} or {c.removeprefix("verb:") for c in frame.right if c.startswith("verb:")}
    return bool(said) and said <= {concepts.GO, concepts.TAKE}


def drop_back_references(analysis: Analysis) -> Analysis:
    """Drops readings that only refer back to the previous figure of the same metric: "NGOs ran three shelters. The
    three shelters housed 23 victims"."""
    return analysis.keeping(
        lambda r: (
            r.number < 0
            or (r.low or 0) <= 2
            or analysis.tokens.low[r.first - 1 : r.first] not in POINTING
            or not any((x.metric, x.low, x.unit) == (r.metric, r.low, r.unit) for x in analysis.context.before)
        )
    )


def look_ahead(sentences: Sequence[Analysis], sections: Sequence[str | None], scorer: Scorer) -> list[Analysis]:
    """Computes the scorer inputs and sums that do not depend on earlier readings. ``sections`` contains each sentence's
    section code, or None if the scorer is not used on it. Processing many sentences at once is faster, because the
    weights are fetched only once."""
    seen: list[tuple[Tokens, list[Sight]]] = []
    out = [*sentences]
    for at, (analysis, section) in enumerate(zip(sentences, sections, strict=True)):
        if section is None:
            continue
        items, shapes = analysis.items, analysis.shapes
        numbers = [k for k in scored_numbers(analysis) if shapes.get(items[k].number) not in UNCOUNTED]
        if numbers:
            found = [sight_of(analysis, k, analysis.frames[items[k].number], section) for k in numbers]
            by_number = {sight.number: sight for sight in found}
            out[at] = analysis.with_(sights=by_number, sights_of=len(analysis.comparators))
            seen.append((analysis.tokens, found))
    if seen:
        sights = [sight for _, found in seen for sight in found]
        for sight, total in zip(sights, scorer.sums(seen), strict=True):
            sight.total = total
    return out


def choose(sentence: Analysis, scorer: Scorer) -> Analysis:
    """Confirms, drops and adds readings of the numbers that the scorer judges, and sets each reading's chance."""
    numbers = scored_numbers(sentence)
    if not numbers:
        return sentence
    seen = all(sentence.items[k].number in sentence.sights for k in numbers)
    if not seen or sentence.sights_of != len(sentence.comparators):
        # readings made since the look-ahead have turned a figure into a comparator or given it something to count
        [sentence] = look_ahead([sentence], [sentence.context.section], scorer)
    analysis = sentence.opened()
    analysis.features, analysis.odds = {}, {}
    by_number: dict[int, list[OpenReading]] = {}
    for reading in analysis.readings:
        by_number.setdefault(reading.number, []).append(reading)
    last: Reading | None = None
    for place in numbers:
        rows = by_number.get(analysis.items[place].number, ())
        mine = [reading for reading in rows if reading.metric in PLACE]
        if len(mine) < len(rows):
            continue
        odds = _odds(analysis, analysis.items[place].number, mine, last, scorer)
        kept = _confirmed(analysis, mine, odds, scorer)
        if not any(_is_sorted(analysis, place, reading) for reading in kept):
            kept += _added(analysis, place, kept, odds, last)
        if kept:
            last = max(kept, key=lambda reading: reading.chance)
    return analysis.sealed()


def _odds(analysis: Draft, index: int, mine: list[OpenReading], last: Reading | None, scorer: Scorer) -> list[float]:
    """Return the log odds of each metric for a number that the rules read as ``mine``; ``last`` is the reading before
    that number."""
    before, topic = analysis.context.before[-1] if analysis.context.before else None, analysis.context.topic
    sight = analysis.sights[index]
    told = told_before(analysis, sight, mine, last, before, topic)
    odds = scorer.log_odds(sight.total, told, shared_parts(sight.stance, mine, last, before, topic))
    analysis.features[index], analysis.odds[index] = told, odds
    return odds


def _confirmed(analysis: Draft, mine: list[OpenReading], odds: list[float], scorer: Scorer) -> list[OpenReading]:
    """Keeps the rules' readings that the scorer trusts and drops the others."""
    kept: list[OpenReading] = []
    # if one word denies several things, all these denials are equally certain
    denied = {
        other.metric for other in mine if other.status == codes.NONE and not other.inherited and other.score >= STRONG
    }
    several = denied if len(denied) > 1 else frozenset()
    for reading in mine:
        reading.chance = chance(odds[PLACE[reading.metric]])
        sure = _named_none(reading) or reading.metric in several or _of_joined_verbs(analysis, reading, mine)
        sure = sure or (reading.frame is not None and _is_sorted(analysis, reading.frame.item, reading))
        sure = sure or (max(odds) < ADD_ODDS and _is_of_the_rest(analysis, reading))
        sure = sure or (reading.chance >= DENIED and max(odds) < ADD_ODDS and _is_plainly_denied(reading))
        sure = sure or (reading.chance >= NEW and _is_new_though_definite(analysis, reading))
        if sure or _is_of_a_new_rule(reading, scorer):
            reading.chance = max(reading.chance, SURE)
        if reading.chance >= (KEEP if reading.inherited or reading.score < STRONG else KEEP_STRONG):
            kept.append(reading)
        else:
            analysis.readings.remove(reading)
    return kept


def _added(
    analysis: Draft, place: int, kept: list[OpenReading], odds: list[float], last: Reading | None
) -> list[OpenReading]:
    """Adds the scorer's own readings of number item ``place``, and returns them."""
    if max(odds) < ADD_ODDS or analysis.why_not.get(analysis.items[place].number) == reasons.OTHER_GOVERNMENT:
        return []
    frame = analysis.frames[analysis.items[place].number]
    if not kept and beside_unread(analysis, place, frame):
        return []
    whole = not kept and of_part(analysis, place, frame, last)
    have = {reading.metric for reading in kept}
    added: list[OpenReading] = []
    is_money = analysis.items[place].form == forms.MONEY
    for metric, odd in zip(SCORED, odds, strict=True):
        if (whole and metric in PROCEEDINGS) or (is_money and metric not in MONEY):
            continue
        if odd < ADD_ODDS or metric in have or is_of_others(analysis, place, metric):
            continue
        if _may_have_too(analysis, kept, metric, chance(odd)):
            made = make_reading(analysis, place, metric, last, SCORER + metric)
            made.chance = chance(odd)
            added.append(made)
    analysis.readings += added
    return added


def _may_have_too(analysis: Analysis, kept: Sequence[OpenReading], metric: str, likely: float) -> bool:
    """Whether a number read as ``kept`` may have a metric as well, whose chance is ``likely``. A number that continues
    a figure has another metric only if that figure has it ("identified and referred 26 victims, up from [18]") or if
    the scorer trusts the other metric more."""
    continuing = [(reading, reading.antecedent) for reading in kept if reading.inherited]
    return all(
        antecedent is None or likely > reading.chance or metric in _metrics_of_its_value(analysis, antecedent)
        for reading, antecedent in continuing
    )


def of_part(analysis: Analysis, place: int, frame: Frame, last: Reading | None) -> bool:
    """Whether a number is the whole of a part just read: in "12 of 20 defendants were convicted", the event that
    affected the 12 did not affect the 20."""
    before = place - 2 if place and analysis.items[place - 1].kind == kinds.DETERMINER else place - 1
    if before < 1 or frame.post or last is None or last.frame is None or last.frame.item != before - 1:
        return False
    return analysis.items[before].form == WORD.whole


def is_of_others(analysis: Analysis, place: int, metric: str) -> bool:
    """Whether another government or a donor performed the act that the number counts, unless a clause after it names
    other actors ("whom the police arrested")."""
    frame = analysis.frames[analysis.items[place].number]
    behind = frame.np_end_item + 1
    behind += behind < len(analysis.items) and analysis.items[behind].kind == kinds.COMMA
    if ACTED_ON_BY_OTHERS.fits(analysis.items, behind):
        return False
    return foreign_actor(analysis, frame, metric) or private_trainer(analysis, frame, metric)


def _named_none(reading: Reading) -> bool:
    """Whether a list of nouns after "no" names the things denied, so that nothing else in the sentence can overrule the
    reading: "no new investigations, prosecutions or convictions"."""
    named = reading.status == codes.NONE and not reading.inherited and reading.rule == reading.metric + ".noun"
    return named and reading.metric in PROCEEDINGS and reading.frame is not None and len(reading.frame.heads) > 1


def _is_of_a_new_rule(reading: Reading, scorer: Scorer) -> bool:
    """Whether a reading comes from a rule that matches well but never occurred in the scorer's training data, so that
    the scorer cannot judge the reading."""
    return not reading.inherited and reading.score >= WELL and not scorer.knows("ruleid=" + reading.rule)


def _is_sorted(analysis: Analysis, place: int, reading: Reading) -> bool:
    """Whether only an earlier figure shows what a number counts: "Sex trafficking was at issue in 51 of the cases", "of
    the 65, 48 were for forced labor", "cared for 40 victims, those of the south for 22"."""
    if not reading.inherited or reading.antecedent is None or reading.frame is None:
        return False
    if tells_of_a_kind(analysis, place) or 0 <= reading.frame.again == reading.antecedent.number:
        return True
    whole = None
    if describes(reading.frame):
        whole = fronted_whole(analysis, place, reading.frame) or named_whole(analysis, place, reading.frame)
    sure = whole is reading.antecedent and reading.metric in DONE.values()
    return sure and whole is not None and len(_metrics_of_its_value(analysis, whole)) == 1


def _metrics_of_its_value(analysis: Analysis, whole: Reading) -> set[str]:
    """Return the metrics read for a whole's value in its paragraph, or in the narrative if another paragraph states
    the value."""
    told: Sequence[Reading] = (*analysis.context.paragraph, *analysis.readings)
    if whole not in told and whole.low is not None:
        told = analysis.context.named.get(whole.low, ())
    return {r.metric for r in told if r.low == whole.low}


def _is_of_the_rest(analysis: Analysis, reading: Reading) -> bool:
    """Whether a figure counts the rest of the victims mentioned before, whatever they did: "The other ten refused
    help"."""
    if reading.frame is None or not reading.inherited or reading.metric != "victims_identified":
        return False
    return tells_of_the_rest(analysis, reading.frame.item)


def _is_plainly_denied(reading: Reading) -> bool:
    """Whether a rule matches a denial well: "Nobody in the city's jails was identified as a victim"."""
    return reading.status == codes.NONE and not reading.inherited and reading.score >= STRONG


def _is_new_though_definite(analysis: Analysis, reading: Reading) -> bool:
    """Whether a figure after "the" has nothing to refer back to, so that its own words state the act: "Half of the 40
    people convicted will stay free", where no 40 came before."""
    frame = reading.frame
    if frame is None or reading.inherited or reading.score < WELL + 1 or not frame.definite:
        return False
    earlier = (number.low for number in analysis.numbers[: reading.number])
    return reading.low not in analysis.context.figures and reading.low not in earlier


def _of_joined_verbs(analysis: Analysis, reading: Reading, mine: Sequence[Reading]) -> bool:
    """Whether a reading belongs to one of several verbs that share an object or a subject, each of which yields a
    figure: "charged and prosecuted 57", "no official was charged or convicted"."""
    verbs = sorted(reading.frame.verbs) if reading.frame is not None and not reading.inherited else []
    acts = {other.metric for other in mine if not other.inherited and other.rule == other.metric + ".acts"}
    alike = acts <= PROCEEDINGS or acts <= VICTIMS  # nobody is trained in "fed and schooled 40 children"
    if len(acts) < 2 or not alike or reading.metric not in acts or not verbs:
        return False
    last = verbs[-1] if len(verbs) > 1 else _last_of_passives(analysis, verbs[0])
    between = [item.kind for item in analysis.items[verbs[0] + 1 : last]]
    return kinds.CONJUNCTION in between


def _last_of_passives(analysis: Analysis, verb: int) -> int:
    """Return the item of the last verb in a series such as "was arrested, charged, or convicted" that begins at
    ``verb``."""
    last = verb
    if analysis.items[verb].voice == voices.PASSIVE:
        while (end := JOINED_VERB.end(analysis.items, last + 1)) != -2:
            last = end - 1
    return last


def make_reading(analysis: Analysis, place: int, metric: str, last: Reading | None, rule: str) -> OpenReading:
    """Makes a reading of number item ``place`` that comes from no rule; ``rule`` names its source. ``last`` is the
    previous reading in the sentence."""
    index = analysis.items[place].number
    number, frame = analysis.numbers[index], analysis.frames[index]
    source = last
    if last is None or last.metric != metric:
        source = next((reading for reading in reversed(analysis.context.before) if reading.metric == metric), None)
    unit = METRIC[metric].unit
    if metric in MONEY:
        unit = unit_like(analysis, number, source)
    elif metric in PROCEEDINGS:
        unit = _unit(metric, frame, last, source)
    made = read_number(metric, number, index, unit, rule, 3.0, frame)
    if source is not None and (frame.bare() or PERSON_NOUNS.isdisjoint(frame.heads)):
        made.inherited, made.link = True, Link(COUNTS_LIKE, source)
        made.exploitation = source.exploitation if analysis.comparator_at(number.first) is not None else None
    return made


def _unit(metric: str, frame: Frame, last: Reading | None, source: Reading | None) -> str | None:
    """Return the unit of a proceeding; a number without a noun takes the unit of the figure that it continues."""
    if not frame.bare():
        return unit_for(metric, frame.heads, None)
    if last is not None and last.metric in PROCEEDINGS and METRIC[metric].unit == codes.CASE and last.unit:
        return last.unit
    return source.unit if source is not None else unit_for(metric, frame.heads, None)
