"""Figures of none that no counted noun and no denied verb tells (rule 4).

What belongs here: "spent nothing", "with no money from the state", "there has never been a conviction", "no one did
so" of restitution. What does not: a noun after "no" (``counts``) and a denied verb with its object (``denials``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.counts.match import candidates, settle
from tipetl.figures.record.readings import PERSON_NOUNS, Reading, unit_for
from tipetl.language.rules import EVENT_NOUNS
from tipetl.language.words import word_set
from tipetl.syntax.frame import Frame
from tipetl.syntax.phrases import EVENTS, noun_phrase

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis

GOVERNMENT = word_set("absences.government")
#: verbs that need no sum beside them to be about money
SPENDING = frozenset(("spend",))
GIVING = frozenset(("spend", "award", "pay", "obtain", "have", "fund"))
NOR_HAD = frozenset(("had", "have", "has", "there", "been", "were", "was", "did", "it", "they"))
HELPED = frozenset(("victim", "woman", "man", "girl", "boy", "child"))
SO = (["did", "so"], ["done", "so"], ["do", "so"])
IT = (["ordered", "it"], ["awarded", "it"], ["granted", "it"], ["received", "it"])


def read_absences(a: Analysis) -> None:
    """Adds the readings of 0 that this module is about."""
    words = a.tokens.words
    if "there" in words:
        _never_been(a)
    if "nothing" in words:
        _nothing(a)
    if "no" in words or "without" in words:
        _unfunded(a)
    if "so" in words or "it" in words:
        _none_did_so(a)
    if a.frames and "to" in words:
        _no_care(a)
    if "nor" in words:
        _nor_any(a)


def _none(metric: str, first: int, last: int, unit: str | None, rule: str) -> Reading:
    return Reading(metric, -1, first, last, 0, None, "exact", unit, "none", rule, 4.0)


def _never_been(a: Analysis) -> None:
    """ "There has never been a conviction": the noun behind the verb is what there was none of."""
    items, t = a.items, a.tokens
    for j, x in enumerate(items):
        if x.kind != "verb" or x.concept != "be" or not x.negated or not x.first or t.low[x.first - 1] != "there":
            continue
        q = j + 1
        while q < len(items) and (items[q].kind in ("det", "adv") or items[q].form == "one"):
            q += 1
        frame = Frame(-1, j)
        noun_phrase(t, items, q - 1, frame, listing=True)
        if not any(h in EVENT_NOUNS for h in frame.heads):
            continue
        frame.none, frame.linked, frame.acts = True, "verb", ["report", "be"]
        for rule, _, _ in settle(candidates(a.context.rules, frame, a.concepts))[:3]:
            heads = [h for h in frame.heads if h in PERSON_NOUNS or h in EVENTS]
            r = _none(rule.metric, x.first, x.last, unit_for(rule.metric, heads, rule.unit), rule.id)
            r.frame = frame
            if "never" in t.low[x.first : x.last + 1]:
                r.period = "multi_year"
            a.readings.append(r)


def _nothing(a: Analysis) -> None:
    """ "The state spent nothing on campaigns", "in 2009 it had given nothing" beside the grant of this year."""
    low = a.tokens.low
    sums = any(n.form == "money" for n in a.numbers)
    for i, word in enumerate(low):
        if word != "nothing":
            continue
        behind = a.items_from(i)
        verb = next(
            (x for x in reversed(a.items[max(0, behind - 5) : behind]) if x.last < i and x.kind == "verb"), None
        )
        if verb is None or i - verb.last > 4 or verb.negated or verb.concept not in GIVING:
            continue
        if verb.concept in SPENDING or sums:
            a.readings.append(_none("funding", i, i, None, "funding.nothing"))


def _unfunded(a: Analysis) -> None:
    """ "with no financial support from the government", "without any public funding"."""
    low = a.tokens.low
    for x in a.items:
        if x.kind != "noun" or x.concept != "money_n":
            continue
        start = next((i for i in range(x.first - 1, max(-1, x.first - 6), -1) if low[i] in ("no", "without")), None)
        if start is None or (low[start] == "no" and low[start - 1 : start] != ["with"]):
            continue
        behind = low[x.last + 1 : x.last + 5]
        if GOVERNMENT & set(low[start : x.first]) or (behind[:1] in (["from"], ["by"]) and GOVERNMENT & set(behind)):
            a.readings = [r for r in a.readings if not (r.status == "none" and start <= r.first <= x.last)]
            r = _none("funding", start, x.last, None, "funding.without")
            r.number = next((k for k, n in enumerate(a.numbers) if n.first == start), -1)
            r.score = 6.0  # a number of its own, so that the scorer does not read it once more
            r.frame = a.frames.get(r.number)
            a.readings.append(r)


def _none_did_so(a: Analysis) -> None:
    """ "Courts may order restitution, but no judge did so": nobody was compensated."""
    low = a.tokens.low
    owed = next((x.first for x in a.items if x.kind == "noun" and x.concept == "compensation_n"), None)
    if owed is None:
        return
    for k, x in enumerate(a.items):
        if x.kind != "num" or a.numbers[x.number].form != "zero" or x.first < owed:
            continue
        after = low[x.last + 1 : x.last + 9]
        if any(after[i : i + 2] in SO or after[i : i + 2] in IT for i in range(len(after))) and k:
            a.readings = [r for r in a.readings if r.number != x.number]
            a.readings.append(_none("victims_compensated", x.first, x.last, "person", "victims_compensated.so"))


def _no_care(a: Analysis) -> None:
    """ "The ministry provided no services to victims": nobody was assisted."""
    items, low = a.items, a.tokens.low
    for x in items:
        frame = a.frames.get(x.number) if x.kind == "num" and x.form == "zero" else None
        if frame is None or {*frame.heads} != {"care"} or "award" not in frame.acts or frame.modal:
            continue
        noun = next((y for y in items[frame.np_end_item + 1 :] if y.kind not in ("word", "det", "prep")), None)
        if noun is None or noun.concept not in HELPED or "to" not in low[x.last : noun.first]:
            continue
        if low[noun.last + 1 : noun.last + 2] not in (["'"], ["’"]):  # "to a victims' fund" helps no victim
            r = _none("victims_assisted", x.first, x.last, "person", "victims_assisted.none")
            r.number, r.score, r.frame = x.number, 6.0, frame
            a.readings.append(r)


def _nor_any(a: Analysis) -> None:
    """ "did not convict anyone in 2007, nor any in 2006"; "nor had there been any in 2006": the same none once more."""
    low = a.tokens.low
    for i, word in enumerate(low):
        if word != "nor":
            continue
        told = next((j for j in range(i + 1, min(i + 5, len(low))) if low[j] == "any"), None)
        if (
            told is None
            or not NOR_HAD.issuperset(low[i + 1 : told])
            or not any(x.kind == "time" and told < x.first <= told + 2 for x in a.items)
        ):
            continue
        said = [r for r in a.readings if r.status == "none" and r.first < i]
        if said:
            r = max(said, key=lambda x: x.first)
            again = _none(r.metric, told, told, r.unit, r.rule)
            again.frame, again.exploitation, again.official = r.frame, r.exploitation, r.official
            a.readings.append(again)
            if r in a.unsettled:
                a.unsettled.append(again)


def drop_unreported(a: Analysis) -> None:
    """Takes back a none whose "no" only says that nothing was told ("no information on prosecutions")."""
    spans = [(s, e) for s, e, c in a.hits if c == "not_reported"]
    if not spans:
        return
    a.readings = [
        r
        for r in a.readings
        if r.status != "none" or r.number < 0 or not any(s <= r.first and r.last <= e for s, e in spans)
    ]
