"""Gives each reading its dimensions: kind of exploitation, officials, age, gender and nationality (rule 3)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from tipetl.extract.analysis import REACH, clause_bounds, first_token, hits_between
from tipetl.extract.dimensions import exploitation_in, is_official, kinds_in, people
from tipetl.extract.readings import LAW_METRICS, VICTIM_METRICS, Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.extract.analysis import Analysis


PERSON_METRICS = VICTIM_METRICS | LAW_METRICS


def _scope(a: Analysis, r: Reading) -> tuple[int, int]:
    """The tokens whose words describe a figure: from itself to the next figure or the end of its clause."""
    t = a.tokens
    end = clause_bounds(t, r.first)[1]
    for k in range(bisect_right(a.items, r.last, key=first_token), len(a.items)):
        x = a.items[k]
        if x.first >= end:
            break
        if x.kind == "num" and a.numbers[x.number].form in ("count", "money", "zero", "duration"):
            if a.numbers[x.number].form == "duration" and r.metric not in ("sentence_terms", "penalty_prescribed"):
                continue
            inner = a.frames.get(x.number)
            if inner is not None and inner.prep == "in" and inner.heads[-1:] == ["case"]:
                continue  # "six traffickers in four cases, all for sex trafficking"
            end = min(end, x.first)
            break
    for s, e in a.comparators:
        if s > r.last:
            end = min(end, s)
        if s <= r.first < e:
            end = min(end, e)
    return r.first, max(end - 1, r.last)


def describe(a: Analysis, iso3: str | None, before: Sequence[Reading]) -> None:
    """Fills exploitation, official, age, gender and nationality of every reading. ``before`` are the readings of the
    sentence
    before."""
    t = a.tokens
    ordered = sorted(a.readings, key=lambda x: x.first)
    for place, r in enumerate(ordered):
        lo, hi = _scope(a, r)
        frame = r.frame
        if r.metric == "penalty_prescribed":
            r.exploitation = _penalty_exploitation(a, r, lo, hi)
            continue
        np_hi = frame.np_end if frame is not None and frame.np_end > r.last else r.last
        if r.status != "reported" and r.number == -1:
            lo, hi_named = r.first, _denial_end(a, r)
        else:
            hi_named = hi
        kinds = kinds_in(t, a.hits, lo, hi_named)
        own = next(iter(kinds)) if len(kinds) == 1 else None
        if r.metric in ("funding", "compensation", "persons_trained", "trainings", "inspections", "shelters"):
            own = None
            kinds = set()
        subject = _by_subject(a, r) if r.metric in PERSON_METRICS else None
        if subject is not None:
            r.exploitation = subject
        elif own is not None:
            r.exploitation = own
        elif not kinds and r.metric not in (
            "funding",
            "compensation",
            "persons_trained",
            "trainings",
            "inspections",
            "shelters",
        ):
            whole = root(r)
            r.exploitation = _from_lead(a, r)
            if (
                r.exploitation is None
                and whole is not None
                and (r.part or r.relation == "comparator" or (frame is not None and frame.bare()))
            ):
                own_noun = r.relation == "comparator" and frame is not None and not frame.bare()
                r.exploitation = None if own_noun or _torn(a, r) else whole.exploitation
            if r.exploitation is None and frame is not None and frame.bare() and not r.inherited:
                r.exploitation = _from_earlier(ordered, place, before)
            if r.metric == "sentence_terms":
                persons = _of_persons(a, r, before)
                r.exploitation = r.exploitation or (persons.exploitation if persons is not None else None)
        clause_lo, clause_hi = clause_bounds(t, r.first)
        if r.status == "reported":
            r.official = r.official or is_official(r.metric, frame, t, a.hits, r.first, min(hi, np_hi + 6))
        else:
            r.official = (
                r.official or is_official(r.metric, frame, t, a.hits, clause_lo, clause_hi) or _against_officials(a, r)
            )
        whole = root(r)
        if (
            not r.official
            and whole is not None
            and (r.part or (r.inherited and frame is not None and frame.bare()))
            and whole.official
        ):
            r.official = True
        if not r.official and r.metric in LAW_METRICS and frame is not None and frame.bare():
            if "be" in frame.does and not {"official", "judge", "prosecutor"}.isdisjoint(frame.right):
                r.official = True
            else:
                near = _figure_before(ordered, place, LAW_METRICS) or max(
                    (x for x in before if x.metric in LAW_METRICS and frame.partitive),
                    key=lambda x: x.first,
                    default=None,
                )
                r.official = near is not None and near.official
        if r.metric == "sentence_terms" and not r.official:
            persons = _of_persons(a, r, before)
            r.official = persons is not None and persons.official
        if r.metric in VICTIM_METRICS or r.metric in LAW_METRICS or r.metric == "persons_trained":
            said = min(hi, np_hi + 5) if frame is not None and frame.bare() and r.relation != "comparator" else np_hi
            age, gender, nationality = people(t, frame, r.last, max(said, r.last), iso3)
            r.age, r.gender = age or r.age, gender or r.gender
            r.nationality = nationality or r.nationality


def _figure_before(ordered: list[Reading], place: int, metrics: frozenset[str]) -> Reading | None:
    """The last figure of some metrics, no part of another, that begins before the one at ``place``."""
    r = ordered[place]
    found: Reading | None = None
    for k in range(place - 1, -1, -1):
        x = ordered[k]
        if r.first - x.first > REACH or (found is not None and x.first < found.first):
            break
        if x.metric in metrics and x.first < r.first and not x.part:
            found = x
    return found


def _against_officials(a: Analysis, r: Reading) -> bool:
    """ "no prosecution of an official", "convictions of complicit officials": officials named behind what there was
    none of."""
    if r.metric not in LAW_METRICS or r.frame is None or r.frame.np_end < 0:
        return False
    for k in range(bisect_right(a.items, r.frame.np_end, key=first_token), len(a.items)):
        x = a.items[k]
        if x.kind == "prep" and x.form in ("of", "against", "involving", "for"):
            for y in a.items[k + 1 : k + 6]:
                if y.kind == "noun":
                    return y.concept in ("official", "judge", "prosecutor")
                if y.kind not in ("det", "word", "adv", "verb", "num"):
                    return False
            return False
        if x.first > r.frame.np_end + 1:
            return False
    return False


def root(r: Reading) -> Reading | None:
    """The whole that a part, or a part of a part's list, belongs to."""
    whole = r.total
    seen = 0
    while whole is not None and whole.total is not None and (whole.part or whole.inherited) and seen < 12:
        whole = whole.total
        seen += 1
    return whole


def _by_subject(a: Analysis, r: Reading) -> str | None:
    """ "Sex trafficking accounted for 313 of them and labor trafficking for 232": the kind that begins the figure's
    own words. After a
    colon, the kind that the words before it end in."""
    low = a.tokens.low
    start = r.first
    while start > 0 and low[start - 1] not in (",", ";", ":", "and", "but", "(", "—", "–", "while", "whereas"):
        start -= 1
    if r.first - start > 9 or start == r.first:
        if start == r.first and start and low[start - 1] == ":":
            return exploitation_in(a.tokens, a.hits, max(0, start - 6), start - 1)
        return None
    head = start + 1 if low[start] in ("the", "a", "in", "for") and start + 1 < r.first else start
    for first, last, concept in hits_between(a.hits, head, head + 1):
        if concept in ("sex", "labor") and last < r.first:
            return exploitation_in(a.tokens, a.hits, first, r.first - 1)
    return None


def _torn(a: Analysis, r: Reading) -> bool:
    """Whether the figures before this one in its sentence are of different kinds, so that it speaks of them all
    ("831 had been in
    forced labor and 376 in prostitution; 92 were under 18")."""
    if r.relation == "comparator":
        return False
    kinds = {
        x.exploitation
        for x in a.readings
        if x.metric == r.metric and x.first < r.first and x.relation == "current" and x.exploitation
    }
    return len(kinds) > 1


def _from_earlier(ordered: list[Reading], place: int, before: Sequence[Reading]) -> str | None:
    """ "brought one of them before a judge": the kind of what "of them", or a number without a noun, refers back to."""
    r = ordered[place]
    if r.frame is None or r.metric not in PERSON_METRICS:
        return None
    earlier = _figure_before(ordered, place, PERSON_METRICS)
    if earlier is not None:
        return earlier.exploitation
    if r.frame.partitive and before:
        return before[0].exploitation
    return None


def _of_persons(a: Analysis, r: Reading, before: Sequence[Reading]) -> Reading | None:
    """The figure of the persons who got a term: that of its own number, or of those convicted before."""
    rows = [x for x in a.readings if x.metric != "sentence_terms" and x.first < r.first and x.metric in LAW_METRICS]
    mine = (
        [x for x in rows if r.frame is not None and x.frame is r.frame]
        or rows
        or [x for x in before if x.metric in ("convictions", "prosecutions") and x.relation == "current" and not x.part]
        or [x for x in before if x.metric in ("convictions", "prosecutions")]
    )
    return mine[-1] if mine else None


def _denial_end(a: Analysis, r: Reading) -> int:
    """Where the words of a denied verb end: its clause, or the next finite verb joined to it."""
    _, hi = clause_bounds(a.tokens, r.first)
    behind = bisect_right(a.items, r.last, key=first_token)
    for k in range(behind, min(len(a.items), behind + REACH)):
        x = a.items[k]
        if x.kind == "conj" and k + 1 < len(a.items) and a.items[k + 1].kind == "verb" and a.items[k + 1].finite:
            return x.first
    return hi


def _penalty_exploitation(a: Analysis, r: Reading, lo: int, hi: int) -> str | None:
    """The offense that a penalty is for: what is said behind it, up to the next law; else what is said since its own
    law."""
    t = a.tokens
    clause_lo, clause_hi = clause_bounds(t, r.first)
    laws = [
        x.first
        for k, x in enumerate(a.items)
        if x.kind == "noun"
        and x.concept == "law"
        and (t.text[x.first][0].isupper() or (k + 1 < len(a.items) and a.items[k + 1].form == "label"))
    ]
    terms = sorted(x.first for x in a.readings if x.metric == r.metric)
    end = min([clause_hi, *(x for x in laws if x > r.last), *(x for x in terms if x > r.first)])
    kinds = kinds_in(t, a.hits, r.last, end - 1)
    if kinds:
        return next(iter(kinds)) if len(kinds) == 1 else None
    start = max([clause_lo, *(x for x in laws if x < r.first)])
    first_term = min([x for x in terms if x >= start] or [r.first])
    kinds = kinds_in(t, a.hits, start, first_term)
    return next(iter(kinds)) if len(kinds) == 1 else None


def _from_lead(a: Analysis, r: Reading) -> str | None:
    """Exploitation named before the figure: by a leading "For labor trafficking, …", or by the subject of its verb."""
    t = a.tokens
    clause_lo, _ = clause_bounds(t, r.first)
    for k in range(bisect_left(a.items, r.first, key=first_token) - 1, -1, -1):
        x = a.items[k]
        if x.first < clause_lo:
            break
        if x.kind == "num" and a.numbers[x.number].form in ("count", "zero"):
            return None
    frame = r.frame
    lead = t.low[clause_lo : clause_lo + 1]
    if lead and lead[0] in ("for", "in", "of", "on", "regarding", "concerning", "as"):
        comma = next((k for k in range(clause_lo, r.first) if t.low[k] == ","), None)
        if comma is not None:
            return exploitation_in(t, a.hits, clause_lo, comma)
    if frame is not None and (("amount" in frame.acts) or ("be" in frame.acts)):
        return exploitation_in(t, a.hits, clause_lo, r.first)
    if frame is not None and frame.of:
        return exploitation_in(t, a.hits, max(clause_lo, r.first - 7), r.first)
    return None
