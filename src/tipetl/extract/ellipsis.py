"""What a figure leaves out, it takes from the figure before it: parts, comparators, lists, pronouns.

What belongs here: numbers that no rule gave a metric, and what they inherit. The candidates for inheritance are the
readings of
this sentence and, for a sentence that refers back, of the one before.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from tipetl.extract.analysis import REACH
from tipetl.extract.antecedents import (
    align,
    clause_start,
    compatible,
    describes,
    does_so,
    home_of,
    in_crime,
    in_parentheses,
    joined_to,
    later,
    list_total,
    names_people,
    new_event,
    parallel,
    part_of_unread,
    personal,
    speaks_of,
    told_together,
)
from tipetl.extract.money import sum_unit
from tipetl.extract.parts import mark_parts, repeat_for_another_time
from tipetl.extract.readings import (
    CASE_NOUNS,
    LAW_METRICS,
    MONEY_METRICS,
    PERSON_NOUNS,
    TERM_METRICS,
    VICTIM_METRICS,
    Reading,
    read_number,
    unit_for,
)
from tipetl.extract.rows import counterpart
from tipetl.language.words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.extract.analysis import Analysis
    from tipetl.extract.frame import Frame

FUNCTION_PREPOSITIONS = word_set("ellipsis.function_prepositions")
BACK_LINKS = word_set("ellipsis.back_links")

BACK_WORDS = word_set("ellipsis.back_words")
PLACE_PREPOSITIONS = word_set("ellipsis.place_prepositions")
#: Metrics that "did so" never takes up again.
NEVER_SO = MONEY_METRICS | {"sentence_terms"}


def complete(a: Analysis, before: Sequence[Reading], iso3: str | None) -> None:
    """Adds the readings that ellipsis gives, and marks parts and their totals."""
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
        made = _inherit(a, x.number, frame, source, compared, iso3)
        a.readings.append(made)
        read.add(x.number)
        if compared and frame.bare():
            # "identified and assisted 40 victims, compared with 31": both again
            for twin in [r for r in a.readings if r.number == source.number >= 0 and r.metric != source.metric]:
                a.readings.append(_inherit(a, x.number, frame, twin, compared, iso3))
    repeat_for_another_time(a)
    mark_parts(a, before)


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
    if number.form == "zero" and (frame.does or frame.generic_verb) and not {"be", "have", "do"} & set(frame.does):
        return None
    earlier = sorted(
        (
            r
            for r in a.readings
            if r.number >= 0 and x.first - REACH < r.first < x.first and r.metric not in TERM_METRICS
        ),
        key=lambda r: r.first,
    )
    earlier = [r for r in earlier if (r.metric in MONEY_METRICS) == money]
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
        return _compared_to(a, k, frame, before, earlier, fits, money=money)
    if money:
        return fits[-1] if fits and not (frame.linked == "verb" and frame.generic_verb) else None
    if frame.bare() and frame.linked == "verb" and frame.acts:
        # "they had launched 11": what the same verb acted on before
        same = [
            r
            for r in [*before, *earlier]
            if r.frame is not None
            and set(r.frame.acts) & set(frame.acts) - {"generic", "be", "amount"}
            and r.metric not in TERM_METRICS
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
    if frame.linked == "prep" and home_of(a, k, frame):
        victims = [r for r in [*before, *earlier] if r.metric in VICTIM_METRICS and r.relation == "current"]
        return victims[-1] if victims else None
    if frame.linked == "prep" and not (frame.prep == "with" and frame.bare() and not fits):
        if frame.prep in PLACE_PREPOSITIONS and not (
            frame.prep == "in" and set(frame.heads) & {"case", "trial", "prosecution", "investigation"}
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
        if (refers and frame.linked in BACK_LINKS) or (
            refers and frame.linked == "prep" and frame.prep == "with" and frame.bare()
        ):
            back = [
                r
                for r in before
                if r.metric not in ("sentence_terms", "penalty_prescribed", "funding", "compensation")
                and r.status == "reported"
                and compatible(r, frame)
            ]
            if (
                back
                and (number.low is None or any(b.low is not None and number.low <= b.low for b in back))
                and speaks_of(a, frame)
            ):
                totals = (
                    [b for b in back if not b.part and b.relation == "current"]
                    or [b for b in back if b.relation == "current"]
                    or back
                )
                return totals[-1]
    return None


def _compared_to(
    a: Analysis,
    k: int,
    frame: Frame,
    before: Sequence[Reading],
    earlier: list[Reading],
    fits: list[Reading],
    *,
    money: bool,
) -> Reading | None:
    """The figure that a comparator is compared with: of ``earlier`` readings, those that fit it are ``fits``."""
    x = a.items[k]
    aligned = align(a, k, earlier)
    if aligned is not None and (
        "respectively" in a.tokens.low
        or (compatible(aligned, frame) and (frame.heads or aligned.frame is None))
        or (frame.bare() and told_together(a, k))
    ):
        return aligned
    span = a.comparator_at(x.first)
    pair = _other_end(a, k, span, money=money)
    if pair is not None:
        return pair
    spans = [(s, e) for s, e in a.comparators if s <= x.first and e > x.first - REACH]
    currents = [r for r in fits if not any(s <= r.first < e for s, e in spans)]
    inside = [r for r in fits if span is not None and span[0] <= r.first < span[1]]
    if frame.bare() and frame.linked == "prep" and frame.prep in WAYS:
        alike = [r for r in currents if r.frame is not None and (r.frame.linked, r.frame.prep) == ("prep", frame.prep)]
        if alike:
            return alike[-1]  # "2,311 officials in 64 sessions, against 1,940 in 51"
    if inside:
        word = [r for r in currents if r.frame is not None and frame.head_word and r.frame.head_word == frame.head_word]
        nearest = inside[-1].frame
        if word and frame.linked != "prep" and nearest is not None and nearest.head_word != frame.head_word:
            return word[-1]  # "21 defendants … and nine traffickers, compared with 113 investigations, 31 defendants"
        return inside[-1]
    if frame.bare() and _unread(a, k, span, money=money):
        return None
    whole = [r for r in currents if not r.part and not in_parentheses(a, r.first)]
    denied = [r for r in a.readings if r.number == DENIED and r.first < x.first and not money and compatible(r, frame)]
    if denied and all(r.first < denied[-1].first for r in currents):
        return denied[-1]
    own = [r for r in whole if r.frame is not None and set(frame.heads) & set(r.frame.heads)]
    if own and whole[-1].frame is not None and whole[-1].frame.bare() and whole[-1].metric != own[-1].metric:
        own = whole[-1:]  # "referred 451 victims and assisted 204, compared with 253 victims": the nearer one
    if frame.bare() and not own and whole:
        whole = _not_the_way(whole, frame)
    pick = own or whole or currents
    if pick:
        one_kind = not own and len({r.metric for r in pick}) == 1
        return pick[0] if one_kind and list_total(pick) else pick[-1]
    back = [
        r
        for r in before
        if r.relation == "current"
        and r.metric not in TERM_METRICS
        and (r.metric in MONEY_METRICS) == money
        and compatible(r, frame)
    ]
    whole_back = [r for r in back if not r.part]
    if back:
        return (whole_back or back)[-1]
    # a figure that was told but counts nothing here is what it is compared with, not one that is still to come
    read = {r.number for r in a.readings}
    told = any(y.kind == "num" and y.form == "count" and y.number not in read for y in a.items[max(0, k - REACH) : k])
    return None if told and not money else later(a, x.first, frame, money)


def _goes_on_planning(a: Analysis, k: int) -> bool:
    """Whether a number goes on from one that is only planned ("planned to open two and train 600 teachers")."""
    for y in reversed(a.items[max(0, k - REACH) : k]):
        if y.kind == "num":
            return a.why_not.get(y.number) == "plan"
        if y.kind not in ("noun", "word", "det", "conj", "adv"):
            return False
    return False


#: prepositions that lead from what was done to how or where
WAYS = frozenset(["through", "in", "during", "over", "at", "by"])


def _not_the_way(told: list[Reading], frame: Frame) -> list[Reading]:
    """The figures told, without those that only say in how many acts the last one came about: "freed 5,016 victims
    through 158 operations, down from 5,999"; but "… in 64 sessions, against 1,940 in 51"."""
    last = told[-1].frame
    if last is None or last.linked != "prep" or last.prep not in WAYS:
        return told
    if frame.linked == "prep" and frame.prep == last.prep:
        return told
    return [r for r in told if r.frame is not None and r.frame.linked == "verb"][-1:] or told


#: who is only sought is not arrested
SEEKING = frozenset(["looking", "searching", "seeking", "hunting", "wanted"])

#: the number of a reading that a denied verb gives ("did not convict any officials")
DENIED = -1


def _other_end(a: Analysis, k: int, span: tuple[int, int] | None, *, money: bool) -> Reading | None:
    """The second figure of "from 36 to 46", which stands where the sentence names the metric."""
    if span is None or a.tokens.low[span[0]] != "from":
        return None
    for q in range(k + 1, min(k + 7, len(a.items))):
        y = a.items[q]
        if y.kind in ("semi", "verb", "comma"):
            return None
        if y.kind == "num" and y.first >= span[1] and a.tokens.low[span[1]] == "to":
            found = [r for r in a.readings if r.number == y.number and (r.metric in MONEY_METRICS) == money]
            return found[0] if found else None
    return None


def _unread(a: Analysis, k: int, span: tuple[int, int] | None, *, money: bool) -> bool:
    """Whether the figure just before a comparison is one that counts nothing here ("employed 114 persons, down from
    121"): its comparator counts nothing either."""
    if span is None or money:
        return False
    end = a.items_from(span[0])
    for y in reversed(a.items[max(0, end - REACH) : end]):
        if y.kind != "num" or y.number not in a.frames:
            continue
        frame = a.frames[y.number]
        if a.numbers[y.number].form != "count" or (frame.linked == "prep" and frame.prep != "of") or frame.definite:
            continue
        if in_parentheses(a, y.first):
            continue
        before = bisect_left(a.comparators, (y.first + 1,)) - 1
        if before >= 0 and y.first < a.comparators[before][1]:
            continue
        return frame.linked in ("verb", "start", "prep") and not any(r.number == y.number for r in a.readings)
    return False


def _inherit(
    a: Analysis, number_index: int, frame: Frame, source: Reading, compared: bool, iso3: str | None
) -> Reading:
    """The reading of a number that goes on from ``source``: its metric, and what the number does not say of itself."""
    number = a.numbers[number_index]
    unit = source.unit
    if number.form == "money":
        unit = sum_unit(number, iso3) or source.unit
    elif source.metric in LAW_METRICS and frame.heads:
        unit = unit_for(source.metric, frame.heads, None)
    r = read_number(source.metric, number, number_index, unit, source.rule, max(source.score - 1.0, 1.0), frame)
    r.inherited = True
    r.total = source
    r.purpose = source.purpose
    r.notes.append("inherits from " + source.rule)
    if compared:
        if frame.bare():
            r.exploitation = source.exploitation
        r.relation = "comparator"
    if frame.bare():
        r.age, r.gender, r.nationality = source.age, source.gender, source.nationality
        r.official = source.official
    return r
