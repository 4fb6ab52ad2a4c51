"""What a figure leaves out, it takes from the figure before it: parts, comparators, lists, pronouns.

What belongs here: numbers that no rule gave a metric, and what they inherit. The candidates for inheritance are the
readings of
this sentence and, for a sentence that refers back, of the one before.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from tipetl.extract.analysis import REACH, clause_bounds, first_token
from tipetl.extract.money import sum_unit
from tipetl.extract.readings import CASE_NOUNS, COMPATIBLE, LAW_METRICS, PERSON_NOUNS, Reading, read_number, unit_for
from tipetl.language.words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.extract.analysis import Analysis
    from tipetl.extract.frame import Frame

FUNCTION_PREPOSITIONS = word_set("ellipsis.function_prepositions")
BACK_LINKS = word_set("ellipsis.back_links")

BACK_WORDS = word_set("ellipsis.back_words")
PLACE_PREPOSITIONS = word_set("ellipsis.place_prepositions")


def complete(a: Analysis, before: Sequence[Reading], iso3: str | None) -> None:
    """Adds the readings that ellipsis gives, and marks parts and their totals."""
    read = {r.number for r in a.readings if r.number >= 0}
    termed = {id(r.frame) for r in a.readings if r.metric == "sentence_terms" and r.frame is not None}
    for k in a.nums:
        x = a.items[k]
        if x.number in read or id(a.frames.get(x.number)) in termed:
            continue
        number = a.numbers[x.number]
        if number.form == "one" and x.number in a.frames:
            listed = _listed_person(a, k, a.frames[x.number])
            made = _inherit(a, x.number, a.frames[x.number], listed, False, iso3) if listed is not None else None
            if made is not None:
                a.readings.append(made)
                read.add(x.number)
            continue
        if number.form not in ("count", "zero", "money") or (
            x.number in a.why_not and a.why_not[x.number] in ("plan", "twin", "other_government")
        ):
            continue
        frame = a.frames.get(x.number)
        if frame is None:
            continue
        compared = any(s <= x.first < e for s, e in a.comparators)
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
    _same_as(a)
    _parts(a, before)


def _compares_another(a: Analysis, first: int) -> bool:
    """Whether the figure before a comparator is of a thing that no metric counts ("canceled 186 licenses, as opposed to
    40"), so that its comparator says nothing of the sentence before."""
    span = next(((s, e) for s, e in a.comparators if s <= first < e), None)
    if span is None:
        return False
    own = [
        y.number
        for y in a.items
        if y.kind == "num" and y.last < span[0] and a.numbers[y.number].form == "count" and y.number in a.frames
    ]
    return bool(own) and bool(a.frames[own[-1]].head_word) and not a.frames[own[-1]].heads


def _listed_person(a: Analysis, k: int, frame: Frame) -> Reading | None:
    """ "investigated two officers and a social worker": the reading of the person before in the list, for a single one
    behind it."""
    if frame.linked != "list" or not set(frame.heads[-1:]) & PERSON_NOUNS or frame.acts or frame.does:
        return None
    if frame.generic_verb:
        return None
    for r in reversed(a.readings):
        if r.frame is None or r.first >= a.items[k].first or r.number < 0:
            continue
        source = r.frame
        if r.metric in LAW_METRICS and r.status == "reported" and set(source.heads[-1:]) & PERSON_NOUNS:
            between = a.items[source.np_end_item + 1 : k]
            plain = between[: -2 if len(between) > 1 and between[-2].kind == "comma" else -1]
            # a comma without "and" is an apposition: "two officials, an inspector and a guard"
            if (
                between
                and between[-1].kind == "conj"
                and all(y.kind in ("noun", "word", "mark", "prep", "det") for y in plain)
            ):
                return r
        return None
    return None


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
    if frame.definite and frame.prep in ("of", "among") and not compared:
        return None
    if number.form == "zero" and (frame.does or frame.generic_verb) and not {"be", "have", "do"} & set(frame.does):
        return None
    earlier = sorted(
        (
            r
            for r in a.readings
            if r.number >= 0
            and x.first - REACH < r.first < x.first
            and r.metric not in ("sentence_terms", "penalty_prescribed")
        ),
        key=lambda r: r.first,
    )
    earlier = [r for r in earlier if (r.metric in ("funding", "compensation")) == money]
    fits = [r for r in earlier if _compatible(r, frame)]
    if compared:
        aligned = _align(a, k, earlier)
        if aligned is not None and (
            "respectively" in a.tokens.low or (_compatible(aligned, frame) and (frame.heads or aligned.frame is None))
        ):
            return aligned
        spans = [(s, e) for s, e in a.comparators if s <= x.first and e > x.first - REACH]
        currents = [r for r in fits if not any(s <= r.first < e for s, e in spans)]
        span = next(((s, e) for s, e in a.comparators if s <= x.first < e), None)
        inside = [r for r in fits if span is not None and span[0] <= r.first < span[1]]
        if (
            inside
            and not money
            and frame.linked in ("list", "prep", "open", "dash", "colon")
            and (frame.linked != "prep" or frame.prep in ("involving", "against", "with", "into", "of", "in", "for"))
        ):
            return inside[-1]
        if inside:
            return inside[-1]
        whole = [r for r in currents if not r.part and not _in_parentheses(a, r.first)]
        own = [r for r in whole if set(frame.heads) & set(r.frame.heads if r.frame else ())]
        pick = own or whole or currents
        if pick:
            return (
                pick[-1]
                if own or len({r.metric for r in pick}) > 1
                else (pick[0] if not own and _list_total(pick) else pick[-1])
            )
        if not earlier and _compares_another(a, x.first):
            return None
        back = [
            r
            for r in before
            if r.relation == "current"
            and r.metric not in ("sentence_terms", "penalty_prescribed")
            and (r.metric in ("funding", "compensation")) == money
            and _compatible(r, frame)
        ]
        whole_back = [r for r in back if not r.part]
        return (whole_back or back)[-1] if back else _later(a, x.first, frame, money)
    if money:
        return fits[-1] if fits and not (frame.linked == "verb" and frame.generic_verb) else None
    if frame.bare() and frame.linked == "verb" and frame.acts:
        # "they had launched 11": what the same verb acted on before
        same = [
            r
            for r in [*before, *earlier]
            if r.frame is not None
            and set(r.frame.acts) & set(frame.acts) - {"generic", "be", "amount"}
            and r.metric not in ("sentence_terms", "penalty_prescribed")
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
    if frame.linked == "prep" and not (frame.prep == "with" and frame.bare() and not fits):
        if frame.prep in PLACE_PREPOSITIONS and not (
            frame.prep == "in" and set(frame.heads) & {"case", "trial", "prosecution", "investigation"}
        ):
            return None
        if (
            frame.prep in FUNCTION_PREPOSITIONS
            and not set(frame.heads) & CASE_NOUNS
            and not (frame.prep == "of" and frame.linked == "lead")
        ):
            return None
        if frame.head_word and not frame.heads:
            return None
        near = [r for r in fits if r.first >= _clause_start(a, x.first)]
        return near[-1] if near else None
    if (
        frame.head_word
        and not frame.heads
        and frame.linked != "list"
        and not _personal(frame.head_word)
        and frame.linked not in ("open", "dash", "colon")
    ):
        return None
    if (
        frame.head_word
        and not frame.heads
        and not _names_people(a, frame)
        and not (fits and fits[-1].metric == "inspections" and frame.linked == "list")
    ):
        return None
    if frame.linked not in ("open", "dash") and not _describes(frame):
        return None
    if fits:
        return fits[-1]
    # no figure yet in this sentence: it may speak of the one before
    if any(
        y.kind == "num" and y.form == "count" and not a.frames[y.number].definite
        for y in a.items[:k]
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
                and _compatible(r, frame)
            ]
            if (
                back
                and (number.low is None or any(b.low is not None and number.low <= b.low for b in back))
                and _speaks_of(a, frame)
            ):
                totals = (
                    [b for b in back if not b.part and b.relation == "current"]
                    or [b for b in back if b.relation == "current"]
                    or back
                )
                return totals[-1]
    return None


DESCRIBING = word_set("ellipsis.describing")


def _describes(frame: Frame) -> bool:
    """Whether a number's own verb, if it has one, only says more of what was counted before ("12 were women", "six
    came from")."""
    if frame.partitive and not frame.heads:
        return True
    own = set(frame.does) | set(frame.acts)
    return (not own and not (frame.generic_verb and frame.linked in ("verb",))) or bool(own & DESCRIBING)


def _speaks_of(a: Analysis, frame: Frame) -> bool:
    """Whether a clause that only describes (were women, came from, concerned, had been) can be about the figure
    before it."""
    if frame.partitive and not frame.heads:
        return True
    if frame.does or frame.acts or frame.generic_verb:
        described = {"be", "come", "go", "exploit", "have", "gather", "flee", "amount", "employ"}
        return bool(described & (set(frame.does) | set(frame.acts))) or (
            frame.generic_verb and not frame.does and not frame.acts
        )
    return True


def _personal(word: str) -> bool:
    return word.endswith(
        ("ers", "ors", "ists", "men", "women", "ees", "ans", "ians", "ese", "is", "eses", "ants", "ents")
    ) or word in ("others", "nationals")


def _names_people(a: Analysis, frame: Frame) -> bool:
    from tipetl.extract.demonyms import demonyms

    table = demonyms()
    lo, hi = a.items[frame.item].last + 1, frame.np_end
    return any(a.tokens.text[k] in table for k in range(lo, hi + 1))


def _in_parentheses(a: Analysis, token: int) -> bool:
    if a.tokens.words.isdisjoint(("(", "[")):
        return False
    depth = 0
    for w in a.tokens.low[max(0, token - REACH) : token]:
        depth += w in ("(", "[")
        depth -= w in (")", "]")
    return depth > 0


def _list_total(rows: list[Reading]) -> bool:
    return len(rows) > 1 and rows[0].low is not None and all((r.low or 0) <= (rows[0].low or 0) for r in rows[1:])


def _clause_start(a: Analysis, token: int) -> int:
    return clause_bounds(a.tokens, token)[0]


def _later(a: Analysis, token: int, frame: Frame, money: bool) -> Reading | None:
    """ "shrank from $90,000 in 2007 to $35,000", "down from 26, police opened 19": the figure behind."""
    rows = [
        r
        for r in a.readings
        if r.first > token
        and r.number >= 0
        and (r.metric in ("funding", "compensation")) == money
        and _compatible(r, frame)
    ]
    return rows[0] if rows else None


def _align(a: Analysis, k: int, earlier: list[Reading]) -> Reading | None:
    """ "four cases and … two, compared with 16 and six, respectively": the k-th with the k-th."""
    span = next(((s, e) for s, e in a.comparators if s <= a.items[k].first < e), None)
    if span is None:
        return None
    members = [
        x
        for x in a.items[
            bisect_left(a.items, span[0], key=first_token) : bisect_left(a.items, span[1], key=first_token)
        ]
        if x.kind == "num" and a.numbers[x.number].form in ("count", "zero", "money")
    ]
    currents = [r for r in earlier if r.first < span[0] and not r.part]
    if len(members) != len(currents):
        return None
    return currents[members.index(a.items[k])]


def _compatible(r: Reading, frame: Frame) -> bool:
    if r.metric in ("funding", "compensation"):
        return True
    if not frame.heads:
        return True
    allowed = COMPATIBLE.get(r.metric, frozenset())
    return any(h in allowed for h in frame.heads)


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


def _parts(a: Analysis, before: Sequence[Reading]) -> None:
    """Marks readings that are parts of a total: in parentheses or after a dash, "of whom", "including", "of these"."""
    low = a.tokens.low
    rows = sorted((r for r in a.readings if r.number >= 0), key=lambda r: r.first)
    for i, r in enumerate(rows):
        if r.metric in ("sentence_terms", "penalty_prescribed"):
            continue
        frame = r.frame
        earlier = [
            x
            for x in rows[max(0, i - 40) : i]
            if x.metric == r.metric and x.unit == r.unit and not x.part and (x.low or 0) >= (r.low or 0)
        ]
        lead = low[max(0, r.first - 3) : r.first]
        marked = (
            (frame is not None and (frame.partitive or frame.linked in ("open", "dash", "colon")))
            or "including" in lead
            or "(" in low[max(0, r.first - 1) : r.first]
            or "whom" in lead
            or "which" in lead
        )
        previous = rows[i - 1] if i else None
        if (
            not marked
            and previous is not None
            and previous.part
            and previous.metric == r.metric
            and frame is not None
            and frame.linked == "list"
        ):
            marked = True
        if marked and earlier and r.relation != "comparator":
            r.part, r.total = True, earlier[-1]
        elif (
            r.inherited
            and r.total is not None
            and r.total in before
            and r.relation != "comparator"
            and (r.low or 0) <= (r.total.low or 0)
        ):
            r.part = True


def _same_as(a: Analysis) -> None:
    """ "the same number as in 2015": the value again, for the time named."""
    low = a.tokens.low
    for first, last, concept in a.hits:
        if concept != "same":
            continue
        phrase = " ".join(low[first : last + 1])
        tail = low[last + 1 : last + 4]
        if phrase in ("as many",) and tail[:1] != ["as"]:
            continue
        if low[max(0, first - 1) : first] in (["twice"], ["times"], ["half"], ["nearly"], ["thrice"]):
            continue  # "twice as many as in 2002" is a multiple
        if phrase == "as many" and not (
            tail[1:2] and (tail[1] in ("in", "the", "during", "last") or tail[1].isdigit())
        ):
            continue
        if phrase == "as many as in":
            last -= 2
        if phrase not in ("as many", "as many as in", "unchanged from", "the same as", "equal to the") and not {
            "as",
            "for",
        } & set(tail):
            continue
        if phrase in ("the same as", "equal to the") and any(
            n.first in (last + 1, last + 2) for n in a.numbers if n.form in ("count", "money")
        ):
            continue
        if phrase == "the same as":
            last = first + 1
        earlier = [
            r
            for r in a.readings
            if r.number >= 0 and r.first < first and r.metric not in ("sentence_terms", "penalty_prescribed")
        ]
        whole = [r for r in earlier if not r.part] or earlier
        if not whole:
            continue
        source = max(whole, key=lambda r: r.first)
        r = Reading(
            source.metric,
            -2,
            first,
            last,
            source.low,
            source.high,
            source.qualifier,
            source.unit,
            source.status,
            source.rule,
            source.score - 1,
            source.frame,
        )
        r.inherited, r.total, r.relation = True, source, "comparator"
        r.purpose, r.exploitation, r.official = source.purpose, source.exploitation, source.official
        a.comparators.append((first, _end_of(a, last)))
        a.readings.append(r)


def _end_of(a: Analysis, token: int) -> int:
    for x in a.items:
        if x.first > token and x.kind in ("semi",):
            return x.first
        if x.first > token and x.kind == "comma":
            return x.first
        if x.first > token + 1 and x.kind == "verb" and x.finite and x.voice == "active":
            return x.first
    return len(a.tokens)
