"""What a figure leaves out, it takes from the figure before it: parts, comparators, lists, pronouns.

What belongs here: numbers that no rule gave a metric, and what they inherit. The candidates for inheritance are the
readings of
this sentence and, for a sentence that refers back, of the one before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.counts.foreign import OWN_ONLY, foreign_gap
from tipetl.figures.record.readings import CASE_NOUNS, PERSON_NOUNS, Reading
from tipetl.figures.relations.antecedents import (
    align,
    clause_start,
    compatible,
    describes,
    does_so,
    home_of,
    in_crime,
    joined_to,
    names_people,
    new_event,
    of_people,
    parallel,
    part_of_unread,
    personal,
    speaks_of,
    told_together,
)
from tipetl.figures.relations.compared import compared_to
from tipetl.figures.relations.inherit import inherit, likeliest, take_all
from tipetl.figures.relations.named_wholes import named_whole, shares_a_verb
from tipetl.figures.relations.parts import mark_parts, of_these, repeat_for_another_time, undivided
from tipetl.figures.relations.repeated_rows import counterpart
from tipetl.language.words import word_set
from tipetl.metrics import DURATIONS, MONEY, PROCEEDINGS, VICTIMS
from tipetl.syntax.spans import REACH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.syntax.frame import Frame

FUNCTION_PREPOSITIONS = word_set("ellipsis.function_prepositions")
BACK_LINKS = word_set("ellipsis.back_links")

BACK_WORDS = word_set("ellipsis.back_words")
PLACE_PREPOSITIONS = word_set("ellipsis.place_prepositions")
UNITS_OF_THINGS = frozenset(["facility", "event", "call"])
#: Metrics that "did so" never takes up again.
NEVER_SO = MONEY | {"sentence_terms"}


def complete(a: Analysis) -> None:
    """Adds the readings that ellipsis gives, and marks parts and their totals."""
    before, iso3 = a.context.before, a.context.iso3
    read = {r.number for r in a.readings if r.number >= 0}
    termed = {id(r.frame) for r in a.readings if r.metric == "sentence_terms" and r.frame is not None}
    for k in a.nums:
        x = a.items[k]
        if x.number in read or id(a.frames.get(x.number)) in termed:
            continue
        number = a.numbers[x.number]
        if number.form == "one" and joined_to(a, k) is None:
            continue
        if number.form not in ("count", "zero", "money", "one") or (
            x.number in a.why_not and a.why_not[x.number] in ("plan", "twin", "other_government")
        ):
            continue
        frame = a.frames.get(x.number)
        if frame is None:
            continue
        compared = a.comparator_at(x.first) is not None
        source = _antecedent(a, k, frame, before, compared)
        if source is None:
            continue
        if source.metric in OWN_ONLY and frame.linked == "noun" and frame.bare() and foreign_gap(a, k, iso3):
            a.why_not[x.number] = "other_government"
            continue
        a.readings.append(inherit(a, x.number, source))
        read.add(x.number)
        if compared and frame.bare():
            # "identified and assisted 40 victims, compared with 31": both again
            for twin in [r for r in a.readings if r.number == source.number >= 0 and r.metric != source.metric]:
                a.readings.append(inherit(a, x.number, twin))
    repeat_for_another_time(a)
    mark_parts(a)


def _antecedent(a: Analysis, k: int, frame: Frame, before: Sequence[Reading], compared: bool) -> Reading | None:
    x = a.items[k]
    number = a.numbers[x.number]
    money = number.form == "money"
    if money and any(
        why in ("money.donor", "money.fine", "money.penalty") for why, _ in a.considered.get(x.number, ())
    ):
        return None
    if a.why_not.get(x.number) in ("excepted", "negated"):
        return None
    if _goes_on_planning(a, k):
        a.why_not[x.number] = "plan"
        return None
    if SEEKING & set(a.tokens.low[max(0, x.first - 3) : x.first]):
        return None  # "arrested 284 suspects and were looking for 160 more"
    if number.form == "one":
        other = joined_to(a, k)
        same = [r for r in a.readings if r.number == other and r.unit == "person" and compatible(r, frame)]
        return same[-1] if same else None
    if frame.definite and frame.prep in ("of", "among") and not compared:
        return None
    named = None if compared or money else named_whole(a, k, frame)
    if named is not None:
        return named
    acts = bool(frame.does or frame.generic_verb) and not {"be", "have", "do"} & set(frame.does)
    if number.form == "zero" and acts and not does_so(a, frame):
        return None
    earlier = sorted(
        (r for r in a.readings if r.number >= 0 and x.first - REACH < r.first < x.first and r.metric not in DURATIONS),
        key=lambda r: r.first,
    )
    earlier = [r for r in earlier if (r.metric in MONEY) == money]
    if of_people(a, k, frame):
        earlier = [r for r in earlier if r.unit not in UNITS_OF_THINGS]
        sorts = frame.linked == "open" and any(y.concept == "victim" for y in a.items)
        before = [r for r in before if r.unit not in UNITS_OF_THINGS and not (sorts and r.metric in PROCEEDINGS)]
    fits = [r for r in earlier if compatible(r, frame)]
    if not money:
        row = counterpart(a, k, before)
        if row is not None:
            return row
    if not money and does_so(a, frame):
        first = not any(y.kind == "num" and y.form == "count" for y in a.items[max(0, k - REACH) : k])
        same = fits or [r for r in before if first and compatible(r, frame)]
        whole = [r for r in same if not r.part and r.metric not in NEVER_SO]
        return whole[-1] if whole else None
    if not compared and part_of_unread(a, k, frame):
        return None
    if not compared and in_crime(a, k, earlier):
        return None
    if compared:
        return compared_to(a, k, frame, before, earlier, fits, money=money)
    if money:
        return fits[-1] if fits and not (frame.linked == "verb" and frame.generic_verb) else None
    if frame.bare() and frame.linked == "verb" and frame.acts:
        # "they had launched 11": what the same verb acted on before
        same = [
            r
            for r in [*before, *earlier]
            if r.frame is not None
            and set(r.frame.acts) & set(frame.acts) - {"generic", "be", "amount"}
            and r.metric not in DURATIONS
        ]
        if same:
            return same[-1]
    # a verb of its own that no rule knows keeps the number out
    if (
        frame.linked == "verb"
        and (frame.generic_verb or frame.acts)
        and "be" not in frame.acts
        and "gather" not in frame.acts
        and not (set(frame.acts) & {"amount", "report"})
    ):
        return None
    gapped = shares_a_verb(a, frame, earlier)
    if gapped is not None:
        return gapped
    if frame.linked == "prep" and home_of(a, k, frame):
        victims = [r for r in [*before, *earlier] if r.metric in VICTIMS and r.relation == "current"]
        return victims[-1] if victims else None
    if frame.linked == "prep" and not (frame.prep == "with" and frame.bare() and not fits):
        # "begging being at issue in 53 of the latter", but not "one in eight of them"
        of_those = frame.partitive and frame.bare() and not frame.of and a.items[k - 2].kind != "num"
        if (
            frame.prep in PLACE_PREPOSITIONS
            and not (frame.prep == "in" and set(frame.heads) & {"case", "trial", "prosecution", "investigation"})
            and not of_those
        ):
            return None
        if frame.prep in FUNCTION_PREPOSITIONS and not set(frame.heads) & CASE_NOUNS:
            return None
        if frame.head_word and not frame.heads:
            return None
        near = [r for r in fits if r.first >= clause_start(a, x.first)]
        return near[-1] if near else None
    if (
        frame.head_word
        and not frame.heads
        and frame.linked != "list"
        and not personal(frame.head_word)
        and frame.linked not in ("open", "dash", "colon")
    ):
        return None
    if (
        frame.head_word
        and not frame.heads
        and not names_people(a, frame)
        and not (fits and fits[-1].metric == "inspections" and frame.linked == "list")
    ):
        return None
    if frame.linked not in ("open", "dash") and not describes(frame):
        return None
    if new_event(a, frame):
        return None
    if fits:
        return parallel(a, frame, fits) or max((r for r in fits if r.number == fits[-1].number), key=lambda r: r.score)
    # no figure yet in this sentence: it may speak of the one before
    if any(
        y.kind == "num" and y.form == "count" and not a.frames[y.number].definite
        for y in a.items[max(0, k - REACH) : k]
        if y.number in a.frames
    ):
        return None
    if frame.bare() or frame.partitive or set(frame.heads) <= PERSON_NOUNS | CASE_NOUNS:
        refers = (
            frame.bare()
            or frame.partitive
            or bool(BACK_WORDS & set(a.tokens.low[: x.first + 6]))
            or "be" in frame.does
            or "be" in frame.acts
            or frame.generic_verb
        )
        if (refers and (frame.linked in BACK_LINKS or (frame.linked == "open" and of_people(a, k, frame)))) or (
            refers and frame.linked == "prep" and frame.prep == "with" and frame.bare()
        ):
            back = [
                r
                for r in before
                if r.metric not in ("sentence_terms", "penalty_prescribed", "funding", "compensation")
                and r.status == "reported"
                and compatible(r, frame)
            ]
            # words that point back are enough; without them, a larger figure is told of something else
            pointed = frame.partitive or of_these(a.tokens.low[max(0, x.first - 3) : x.first])
            fitting = pointed or number.low is None or any(b.low is not None and number.low <= b.low for b in back)
            if back and fitting and speaks_of(a, frame):
                back = [*dict.fromkeys(undivided(b) for b in back)]
                totals = (
                    [b for b in back if not b.part and b.relation == "current"]
                    or [b for b in back if b.relation == "current"]
                    or back
                )
                # nationalities sort all that were counted, not the part told last
                if frame.linked == "open":
                    return max(totals, key=lambda b: (b.exploitation is None, b.low or 0))
                # of those identified and referred, the parts are told of those identified
                same = [b for b in totals if b.number == totals[-1].number]
                return next((b for b in same if b.metric == "victims_identified"), totals[-1])
    return None


def _goes_on_planning(a: Analysis, k: int) -> bool:
    """Whether a number goes on from one that is only planned ("planned to open two and train 600 teachers")."""
    for y in reversed(a.items[max(0, k - REACH) : k]):
        if y.kind == "num":
            return a.why_not.get(y.number) == "plan"
        if y.kind not in ("noun", "word", "det", "conj", "adv"):
            return False
    return False


#: who is only sought is not arrested
SEEKING = frozenset(["looking", "searching", "seeking", "hunting", "wanted"])


def follow(a: Analysis) -> None:
    """Gives every comparator without words of its own what the figure counts that it is compared with, now that the
    metric of that one is settled."""
    ruled = {r.number for r in a.readings if not (r.inherited or r.rule.startswith("scorer."))}
    for k in a.nums:
        number = a.items[k].number
        frame = a.frames.get(number)
        if frame is None or number in ruled or number in a.why_not or not frame.bare():
            continue
        if does_so(a, frame):
            _do_so(a, k, frame)
        if _has_a_verb(a, k, frame):
            continue
        figure = a.numbers[number]
        if figure.form not in ("count", "money") or not figure.low:
            continue
        if figure.form == "count" and any(r.number == number and r.metric in MONEY for r in a.readings):
            continue  # "down from 30 million"
        row = counterpart(a, k, a.context.before)
        if row is not None:
            take_all(a, number, row)
        elif a.comparator_at(figure.first) is not None:
            source = _antecedent(a, k, frame, a.context.before, compared=True)
            if source is not None:
                told = align(a, k, [r for r in a.readings if r.number >= 0]) if told_together(a, k) else None
                take_all(a, number, source if source is told else likeliest(a, number, source))
        elif (beside := _beside_parentheses(a, k)) is not None:
            take_all(a, number, beside)


def _do_so(a: Analysis, k: int, frame: Frame) -> None:
    """Lets a figure whose verb stands for the one before count what that one counts: "… were arrested, the most since
    2016, when nine were"."""
    source = _antecedent(a, k, frame, a.context.before, compared=a.comparator_at(a.items[k].first) is not None)
    if source is not None and any(r is source for r in a.readings):
        take_all(a, a.items[k].number, likeliest(a, a.items[k].number, source))


def _beside_parentheses(a: Analysis, k: int) -> Reading | None:
    """The figure that those of other times in parentheses right behind it are compared with: "referred 98 victims to
    care (56 in 2015 and 16 in 2014)"."""
    first = a.items[k].first
    if a.depth(first) != 1 or a.items[k + 1 : k + 2] == [] or a.items[k + 1].kind != "time":
        return None
    opens = next(q for q in range(k, -1, -1) if a.items[q].kind == "open")
    held = a.items[opens + 1 : k + 1]
    if not all(x.kind in ("num", "time", "comma", "conj") for x in held):
        return None
    told = [r for r in a.readings if r.number >= 0 and r.last < a.items[opens].first and not a.depth(r.first)]
    told = [r for r in told if r.metric not in DURATIONS and a.comparator_at(r.first) is None]
    last = max(told, key=lambda r: r.first, default=None)
    nums = [x.number for x in a.items[:opens] if x.kind == "num" and x.form == "count" and x.number in a.frames]
    return last if last is not None and nums and last.number == nums[-1] else None


def _has_a_verb(a: Analysis, k: int, frame: Frame) -> bool:
    """Whether a figure is the subject of a verb of its own ("… against three, and six had yet to be heard")."""
    return any(verb > k for verb in frame.verbs)
