"""Figures that were not reported: "did not report any convictions", "how many were helped is unknown" (rule 4).

What belongs here: the metrics of what a sentence says no figure was given of. What does not: which words are silent of
what (``silences``), and denied verbs (``denials``).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from tipetl.figures.counts.match import candidates, settle
from tipetl.figures.denials.silences import Silence, places, silence_at
from tipetl.figures.record.readings import PERSON_NOUNS, Reading, unit_for
from tipetl.language.rules import EVENT_NOUNS
from tipetl.language.words import word_set
from tipetl.syntax.frame import Frame
from tipetl.syntax.lookahead import opens_clause
from tipetl.syntax.phrases import EVENTS
from tipetl.syntax.spans import REACH, hits_between, in_span, last_token

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.syntax.items import Item

TELLING_VERBS = word_set("denials.telling_verbs")
NOT_REPORTED_NOUNS = word_set("denials.not_reported_nouns")
_FIGURES = NOT_REPORTED_NOUNS - {"whether"}
#: verbs whose pronoun object is a victim
CARE_VERBS = frozenset(("refer", "assist", "identify", "repatriate", "return", "compensate"))
#: "did not report comprehensive data": it reported some
PARTIAL = frozenset(("comprehensive", "complete", "detailed", "disaggregated", "full", "consistent", "specific"))
#: what employers withhold
HELD_BACK = frozenset(
    ("passport", "passports", "wages", "wage", "pay", "salary", "salaries", "documents", "papers", "earnings")
)
#: a number of its own: "an unspecified number of cases"
UNNUMBERED = frozenset(("unknown", "unspecified", "undisclosed", "undetermined"))
#: "did not report progress in two prosecutions": how a case stands, and not how many there are
STANDING = frozenset(("progress", "development", "developments", "update", "updates"))
KEEPING = frozenset(("collect", "keep", "maintain", "compile", "track", "record"))
#: what one is said to have got or to have been given
GOT = frozenset(("care", "compensation_n", "permit", "to_stay"))
#: events that are asked for themselves, whatever verbs stand around them
COUNTED_EVENTS = frozenset(
    ("investigation", "prosecution", "conviction", "arrest_n", "acquittal", "inspection", "call", "training")
)
#: how many tokens "so" stands behind a silence at most: "did not report the number who did so"
SO_REACH = 8
#: "any" for the things named before
ANY_TO = (["any", "to"], ["any", "for"])


def read_unreported(a: Analysis) -> None:
    """ "did not report any investigations, prosecutions or convictions": null for each, status ``not_reported``."""
    for first, last in places(a):
        if _tells_something(a, first, last):
            continue
        silence = silence_at(a, first, last)
        already = any(r.first == first for r in a.readings)
        for lo, hi in silence.asked if silence.asked is not None else ((None, None),):
            _read(a, silence, lo, hi, already=already)


def _tells_something(a: Analysis, first: int, last: int) -> bool:
    """Whether words of silence stand where no figure is kept back: "did not report whether", "withheld passports"."""
    low = a.tokens.low
    if low[first] in UNNUMBERED and in_span([(r.first, r.last + 1) for r in a.readings], first):
        return True
    tail = low[last + 1 : last + 8]
    if low[last] == "withheld" and not HELD_BACK.isdisjoint(tail[:2]):
        return True  # "the return of withheld passports"
    if (
        low[last] in TELLING_VERBS
        and tail[:1] not in ([], ["."], [";"])
        and not (_FIGURES & set(low[last + 1 : last + 9]))
    ):
        return True
    if (
        "whether" in tail[:2]
        or (tail[:1] == ["that"] and tail[1:2] not in (["it"], ["they"]))
        or tail[:2] == ["on", "the"]
        or STANDING & set(tail[:2])
    ):
        return True
    return bool(PARTIAL & set(tail[:2])) and low[last] in KEEPING


def _read(a: Analysis, silence: Silence, lo: int | None, hi: int | None, *, already: bool) -> None:
    """Adds the readings of one thing asked, tokens ``lo`` up to ``hi``; None where only its beginning is known."""
    first, last = silence.first, silence.last
    start = last + 1 if lo is None or hi is None else lo
    if not silence.before and (direct := _by_words(a, silence, start, hi)):
        a.readings += direct
        return
    if silence.backward and _asks_otherwise(a.tokens.low, first):
        return
    if already:
        return
    frames = _frames(a, silence, lo, hi)
    if not frames:
        return
    _drop_singles(a, frames, last)
    made: set[str] = set()
    for frame in frames:
        for rule, points, _ in settle(candidates(a.context.rules, frame, a.concepts))[:1]:
            if rule.metric in made:
                continue
            made.add(rule.metric)
            # figures already read from the very same words ("did not report any" holds no other figure)
            end = frame.np_end if frame.np_end > 0 else last
            a.readings = [
                r
                for r in a.readings
                if not (r.metric == rule.metric and r.status == "none" and first <= r.first <= end)
            ]
            heads = [h for h in frame.heads if h in PERSON_NOUNS or h in EVENTS]
            a.readings.append(
                _unreported(silence, rule.metric, unit_for(rule.metric, heads, rule.unit), rule.id, points, frame)
            )


def _unreported(
    silence: Silence, metric: str, unit: str | None, rule: str, points: float = 4.0, frame: Frame | None = None
) -> Reading:
    return Reading(
        metric, -1, silence.first, silence.last, None, None, "exact", unit, "not_reported", rule, points, frame
    )


def _frames(a: Analysis, silence: Silence, lo: int | None, hi: int | None) -> list[Frame]:
    """One frame for each thing asked."""
    items = a.items
    if lo is not None and hi is not None:
        begin, end = a.items_from(lo), a.items_from(hi)
        return (
            _of_clause_before(a, begin, end, so=_so(a, silence))
            if silence.before
            else _unreported_frames(a, begin, end, silence.backward)
        )
    if not silence.backward:
        begin = a.items_from(silence.last + 1)
        return _unreported_frames(a, begin, _clause_end(a, begin), backward=False)
    end = bisect_left(items, silence.first, key=last_token) % len(items)
    begin = end
    while begin and items[begin - 1].kind not in ("semi", "comma", "sub"):
        begin -= 1
    return _unreported_frames(a, begin, end, backward=True)


def _clause_end(a: Analysis, begin: int) -> int:
    """The item at which the clause of what was not told ends."""
    items, t = a.items, a.tokens
    end = min(len(items), begin + REACH // 2)
    for k in range(begin, end):
        x = items[k]
        joined = k > begin and items[k - 1].kind in ("comma", "conj", "adv")
        if (
            joined
            and (x.kind, x.voice, x.form) == ("verb", "active", "past")
            and x.finite
            and t.low[items[k - 1].first] != "or"
        ):
            return k  # "did not report investigations and, for the third year, reported no convictions"
        if x.kind in ("semi", "sub") and t.low[x.first] not in ("how", "whether") and not _if_any(t.low, x.first):
            return k
        if t.low[x.first] in ("but", "despite", "because") or opens_clause(t, items, k):
            return k
    return end


def _if_any(low: list[str], i: int) -> bool:
    return low[i : i + 2] == ["if", "any"]


def _so(a: Analysis, silence: Silence) -> bool:
    """ "the number who did so": whether what is asked is a deed named last."""
    return "so" in a.tokens.low[silence.last + 1 : silence.last + SO_REACH]


def _of_clause_before(a: Analysis, begin: int, end: int, *, so: bool) -> list[Frame]:
    """The frame of what the clause before says of persons: "most are deported, though how many is not known"."""
    items = a.items
    named = next((k for k in range(begin, end) if items[k].kind == "noun" and items[k].concept in PERSON_NOUNS), None)
    if named is None:
        events = [x for x in items[begin:end] if x.kind == "noun" and x.concept in COUNTED_EVENTS]
        return [_event_frame(events[-1], begin, _around(a, begin, end))] if events else []
    acts = [
        k
        for k in range(begin, end)
        if items[k].kind == "verb" and items[k].concept not in (None, "be", "have", "report")
    ]
    active = [k for k in acts if items[k].finite and items[k].voice == "active"]
    governs = next((k for k in reversed(active) if k < named), None)
    verb = (
        governs
        if governs is not None and not _passive_behind(items, named, end)
        else next((k for k in acts if k > named), None)
    )
    if so and acts:
        verb = acts[-1]
    if verb is None:
        return []
    frame = Frame(-1, begin)
    frame.heads, frame.acts, frame.np_end = [items[named].concept or ""], [items[verb].concept or ""], items[verb].last
    frame.does = [items[verb].concept or ""]
    frame.right = frame.left = _around(a, begin, end)
    return [frame]


def _passive_behind(items: list[Item], named: int, end: int) -> bool:
    """Whether the persons at item ``named`` have a passive of their own behind them."""
    return any(x.kind == "verb" and x.voice == "passive" for x in items[named + 1 : end])


def _by_words(a: Analysis, silence: Silence, start: int, hi: int | None) -> list[Reading]:
    """What was not reported of things whose number is told by what befell them: "how much was spent", "how many
    sentences were suspended", "sentencing data"."""
    low = a.tokens.low
    end = min(len(low), start + REACH) if hi is None else hi
    stop = (
        next((i for i in range(start, end) if low[i] in (";", ",", "but", "although", "though")), end)
        if hi is None
        else end
    )
    if silence.backward and hi is None:
        return []
    said = [w for w in low[start:stop] if w != "the"]
    among = a.items[a.items_from(start) : a.items_from(stop)]
    concepts = {x.concept for x in among if x.concept}
    metric = None
    many = "many" in said[:3] or "number" in said[:3]
    if many and "suspend" in concepts and "sentence_n" in concepts:
        metric = "sentences_suspended"
    elif (
        said[:1] == ["amount"]
        or ("money_n" in concepts and not many and silence.asked)
        or ("how" in said[:1] and "much" in said[:2])
        or ("budget" in said[:6] and not {"investigation", "prosecution"} & concepts)
    ):
        spent = (
            {"spend", "fund", *(() if "court" in concepts else ("money_n",))} & concepts
            or "budget" in said
            or ("court" not in concepts and ("pay" in concepts or "money" in said))
        )
        metric = "funding" if spent else "compensation" if {"court", "victim"} & concepts else None
        if said[2:3] == ["of"] and "spend" not in concepts:
            metric = None  # "how much of it had been paid"
    elif "sentencing" in said[:2] or said[:2] == ["what", "sentences"] or _sentences(among, many or silence.backward):
        metric = "sentence_terms"
    if metric is None:
        return []
    unit = {"sentence_terms": "month", "funding": None, "compensation": None}.get(metric, "person")
    return [_unreported(silence, metric, unit, metric + ".unreported")]


def _sentences(among: list[Item], counted: bool) -> bool:
    """Whether sentences are what was not told, and not how many there were."""
    return not counted and any(x.concept == "sentence_n" for x in among[:6])


def _asks_otherwise(low: list[str], at: int) -> bool:
    """ "how long they must serve is not known", "which charges they faced is unknown": no number is asked for."""
    start = max((i + 1 for i in range(at) if low[i] in (";", ",", ".")), default=0)
    said = low[start:at]
    return "which" in said[:1] or any(said[i : i + 2] in (["how", "long"], ["how", "far"]) for i in range(len(said)))


def _drop_singles(a: Analysis, frames: list[Frame], last: int) -> None:
    """ "did not report having convicted a single official": there is no one that "a" could count."""
    end = max(f.np_end for f in frames) + 6
    ones = {k for k, n in enumerate(a.numbers) if n.form in ("one", "count") and n.low == 1 and last < n.first <= end}
    if ones:
        a.readings = [r for r in a.readings if r.number not in ones or r.status != "reported"]


def _around(a: Analysis, lo: int, hi: int) -> set[str]:
    """The concepts of items ``lo`` up to ``hi``."""
    items = a.items
    if lo >= len(items) or hi <= lo:
        return set()
    last = items[hi - 1].last
    return (
        {x.concept or "" for x in items[lo:hi] if x.kind == "noun"}
        | {"verb:" + x.concept for x in _verbs(items[lo:hi]) if x.concept}
        | {c for _, e, c in hits_between(a.hits, items[lo].first, items[hi - 1].first) if e <= last}
    )


def _verbs(items: list[Item]) -> list[Item]:
    return [x for x in items if x.kind == "verb" and x.concept not in (None, "be", "do", "report", "have")]


def _unreported_frames(a: Analysis, lo: int, hi: int, backward: bool) -> list[Frame]:
    """One frame for each thing that was not reported: the events that items ``lo`` up to ``hi`` name, else what their
    verbs say of persons."""
    items, t = a.items, a.tokens
    within = items[lo:hi]
    verbs = _verbs(within)
    nouns = [x for x in within if x.kind == "noun"]
    around = _around(a, lo, hi)
    if not backward and any(t.low[v.last + 1 : v.last + 3] in ANY_TO for v in verbs):
        # "the law allowed for permits, but officials did not report issuing any to victims"
        around |= {x.concept or "" for x in items[:lo] if x.kind == "noun"}
    events = [x for x in nouns if x.concept in EVENT_NOUNS and not _only_where(a, x, nouns, lo)]
    frames = [_event_frame(x, lo, around) for x in events]
    telling_of = [v for v in verbs if v.form == "ing"]
    if len(telling_of) < 2 and any(e.concept in COUNTED_EVENTS for e in events):
        return frames
    persons = [x for x in nouns if x.concept in PERSON_NOUNS or x.concept in ("case", "site", "trial")]
    asked = {"many", "number"} & set(t.low)
    for v in verbs:
        frame = Frame(-1, lo)
        frame.heads = [x.concept or "" for x in persons[:1]]
        if (
            not frame.heads
            and asked
            and (v.concept in CARE_VERBS or (v.concept in ("obtain", "award") and not around.isdisjoint(GOT)))
        ):
            frame.heads = ["victim"]
        frame.acts, frame.right, frame.left, frame.np_end = [v.concept or ""], around, around, v.last
        frame.does = [v.concept or ""]
        if frame.heads or v.concept in ("prosecute", "convict", "investigate"):
            frames.append(frame)
    if not frames and persons and any(w in t.low for w in ("number", "many", "data", "statistics", "figures")):
        frame = _event_frame(persons[0], lo, around)
        frame.acts = ["report"]
        frame.of = [(x.concept or "", "to") for x in nouns] + [(x.concept or "", "for") for x in nouns]
        if any(
            x.concept in ("shelter", "facility") and t.low[x.first - 1] in ("in", "its", "the", "at") for x in nouns
        ):
            frame.acts = ["assist"]  # "how many children were in its shelter"
        frames.append(frame)
    return frames


def _event_frame(x: Item, lo: int, around: set[str]) -> Frame:
    frame = Frame(-1, lo)
    frame.heads, frame.np_end = [x.concept or ""], x.last
    frame.right = frame.left = around
    frame.acts = ["report", "hold", "award"]
    return frame


def _only_where(a: Analysis, x: Item, nouns: list[Item], lo: int) -> bool:
    """Whether an event or a house only says where something befell persons: "in its shelter", "victims who took part
    in investigations", "found in immigration detention"."""
    low = a.tokens.low
    before = low[max(0, x.first - 3) : x.first]
    if x.concept == "shelter":
        persons = any(y.concept in PERSON_NOUNS for y in nouns)
        events = sum(y.concept in EVENT_NOUNS for y in nouns)
        return events > 1 or before[-1:] in (["in"], ["at"]) or (persons and not {"in", "at"}.isdisjoint(before[-2:]))
    if x.concept == "arrest_n" and {"in", "immigration"} & set(before[-2:]):
        return True
    k = a.items_from(x.first) - 1
    while k > lo and a.items[k].kind in ("word", "det", "adv"):
        k -= 1
    # the preposition of a phrasal verb is part of it: "participated in"
    if a.items[k].kind == "prep":
        k -= 1
    return k >= lo and a.items[k].kind == "verb" and a.items[k].concept in ("testify", "assist", "attend")
