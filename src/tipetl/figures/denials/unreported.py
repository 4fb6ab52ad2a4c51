"""Figures that were not reported: "did not report any convictions", "how many were helped is unknown" (rule 4).

What belongs here: finding what a sentence says no figure was given of. What does not: denied verbs (``denials``).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from tipetl.figures.counts.match import candidates, settle
from tipetl.figures.record.readings import PERSON_NOUNS, Reading, unit_for
from tipetl.language.rules import EVENT_NOUNS
from tipetl.language.words import word_set
from tipetl.syntax.frame import Frame
from tipetl.syntax.lookahead import opens_clause
from tipetl.syntax.phrases import EVENTS
from tipetl.syntax.spans import REACH, hits_between, in_span, last_token

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis

TELLING_VERBS = word_set("denials.telling_verbs")
NOT_REPORTED_NOUNS = word_set("denials.not_reported_nouns")
#: verbs whose pronoun object is a victim
CARE_VERBS = frozenset(("refer", "assist", "identify", "repatriate", "return", "compensate"))


def read_unreported(a: Analysis) -> None:
    """ "did not report any investigations, prosecutions or convictions": null for each, status ``not_reported``."""
    t, items = a.tokens, a.items
    low = t.low
    for first, last in [(s, e) for s, e, c in a.hits if c == "not_reported"] + _inverted(a):
        if low[first] in UNNUMBERED and in_span([(r.first, r.last + 1) for r in a.readings], first):
            continue
        tail = low[last + 1 : last + 8]
        if low[last] == "withheld" and not HELD_BACK.isdisjoint(tail[:2]):
            continue  # "the return of withheld passports"
        if low[last] in TELLING_VERBS and not (_FIGURES & set(low[last + 1 : last + 9])):
            continue
        if (
            "whether" in tail[:2]
            or (tail[:1] == ["that"] and tail[1:2] not in (["it"], ["they"]))
            or tail[:2] == ["on", "the"]
            or STANDING & set(tail[:2])
        ):
            continue
        if PARTIAL & set(tail[:2]) and low[last] in KEEPING:
            continue
        if direct := _by_words(a, first, last):
            a.readings += direct
            continue
        j = a.items_from(last + 1)
        backward = (
            low[first] in ("not", "unknown", "unavailable", "unclear", "withheld", "was", "were")
            and (low[first] not in ("no",))
            and not low[first].startswith("did")
        )
        if not backward and any(x.kind == "noun" and x.concept == "sentence_n" for x in items[j : j + 6]):
            a.readings.append(
                Reading("sentence_terms", -1, first, last, None, None, "exact", "month", "not_reported",
                "sentence_terms.unreported", 4.0)
            )  # fmt: skip
            continue
        if backward and _asks_otherwise(low, first):
            continue
        frames = _unreported_frames(a, j, backward, bisect_left(items, first, key=last_token) % len(items))
        if not frames:
            continue
        if any(r.first == first for r in a.readings):
            continue
        _drop_singles(a, frames, last)
        made: set[str] = set()
        for frame in frames:
            won = settle(candidates(a.context.rules, frame, a.concepts))
            if not won:
                continue
            for rule, points, _ in won[:1]:
                if rule.metric in made:
                    continue
                made.add(rule.metric)
                # figures already read from the very same words ("did not report any" holds no other figure)
                a.readings = [
                    r
                    for r in a.readings
                    if not (
                        r.metric == rule.metric
                        and r.status == "none"
                        and first <= r.first <= (frame.np_end if frame.np_end > 0 else last)
                    )
                ]
                a.readings.append(
                    Reading(
                        rule.metric,
                        -1,
                        first,
                        last,
                        None,
                        None,
                        "exact",
                        unit_for(rule.metric, [h for h in frame.heads if h in PERSON_NOUNS or h in EVENTS], rule.unit),
                        "not_reported",
                        rule.id,
                        points,
                        frame,
                    )
                )


_FIGURES = NOT_REPORTED_NOUNS - {"whether"}
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
TELLING = TELLING_VERBS | {"report", "disclose", "publish", "specify", "state"}
KEEPING = frozenset(("collect", "keep", "maintain", "compile", "track", "record"))
#: what one is said to have got, by the thing
GOT = {"care": "victims_assisted", "compensation_n": "victims_compensated", "permit": "victims_residence"}


def _inverted(a: Analysis) -> list[tuple[int, int]]:
    """ "nor did it disclose the number of judges trained": (nor, verb) for each such denial of telling."""
    low = a.tokens.low
    out: list[tuple[int, int]] = []
    if "nor" not in a.tokens.words:
        return out
    for i, w in enumerate(low[:-2]):
        if w == "nor" and low[i + 1] in ("did", "does", "do", "has", "have", "had"):
            verb = next((j for j in range(i + 3, min(i + 8, len(low))) if low[j] in TELLING), None)
            if verb is not None:
                out.append((i, verb))
    return out


def _by_words(a: Analysis, first: int, last: int) -> list[Reading]:
    """What was not reported of things whose number is told by what befell them: "how many received legal aid", "how
    much was spent", "how many sentences were suspended"."""
    low = a.tokens.low
    end = min(len(low), last + 1 + REACH)
    stop = next((i for i in range(last + 1, end) if low[i] in (";", ",", "but", "although", "though")), end)
    said = low[last + 1 : stop]
    concepts = {x.concept for x in a.items[a.items_from(last + 1) : a.items_from(stop)] if x.concept}
    metric = None
    many = "many" in said[:3] or "number" in said[:3]
    if many and "obtain" in concepts:
        metric = next((m for c, m in GOT.items() if c in concepts), None)
    elif many and "suspend" in concepts and "sentence_n" in concepts:
        metric = "sentences_suspended"
    elif ("how" in said[:1] and "much" in said[:2]) or (
        "budget" in said[:6] and not {"investigation", "prosecution"} & concepts
    ):
        spent = {"spend", "fund", "pay"} & concepts or "budget" in said
        metric = "funding" if spent else "compensation" if {"court", "victim"} & concepts else None
    elif said[:1] == ["sentencing"] or said[1:2] == ["sentencing"] or said[:2] == ["what", "sentences"]:
        metric = "sentence_terms"
    if metric is None or said[2:3] == ["of"]:
        return []
    unit = {"sentence_terms": "month", "funding": None, "compensation": None}.get(metric, "person")
    return [Reading(metric, -1, first, last, None, None, "exact", unit, "not_reported", metric + ".unreported", 4.0)]


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


#: "any" for the things named before
ANY_TO = (["any", "to"], ["any", "for"])


def _unreported_frames(a: Analysis, j: int, backward: bool, end: int) -> list[Frame]:
    """One frame for each thing that was not reported."""
    items, t = a.items, a.tokens
    frames: list[Frame] = []
    if backward:
        q = end - 1
        k = q
        while k >= 0 and items[k].kind not in ("semi", "comma", "sub"):
            k -= 1
        lo, hi = k + 1, end
    else:
        lo, hi = j, min(len(items), j + REACH // 2)
        for k in range(j, hi):
            joined = k > j and items[k - 1].kind in ("comma", "conj", "adv")
            if (
                joined
                and items[k].kind == "verb"
                and items[k].finite
                and items[k].voice == "active"
                and items[k].form == "past"
                and t.low[items[k - 1].first] != "or"
            ):
                hi = k  # "did not report investigations and, for the third year, reported no convictions"
                break
            if items[k].kind in ("semi", "sub") and t.low[items[k].first] not in ("how", "whether"):
                hi = k
                break
            if t.low[items[k].first] in ("but", "despite", "because") or opens_clause(t, items, k):
                hi = k
                break
    verbs = [x for x in items[lo:hi] if x.kind == "verb" and x.concept not in (None, "be", "do", "report", "have")]
    nouns = [x for x in items[lo:hi] if x.kind == "noun"]
    right = (
        {x.concept or "" for x in nouns}
        | {"verb:" + (v.concept or "") for v in verbs}
        | {c for _, e, c in hits_between(a.hits, items[lo].first, items[hi - 1].last) if e <= items[hi - 1].last}
        if lo < len(items)
        else set()
    )
    if not backward and any(t.low[v.last + 1 : v.last + 3] in ANY_TO for v in verbs):
        # "the law allowed for permits, but officials did not report issuing any to victims"
        right |= {x.concept or "" for x in items[:lo] if x.kind == "noun"}
    events = [x for x in nouns if x.concept in EVENT_NOUNS]
    for x in events:
        if x.concept == "shelter" and (len(events) > 1 or t.low[x.first - 1] in ("in", "at")):
            continue
        if x.concept == "arrest_n" and {"in", "immigration"} & set(t.low[max(lo, x.first - 2) : x.first]):
            continue  # "how many victims it found in immigration detention"
        frame = Frame(-1, lo)
        frame.heads, frame.np_end, frame.right, frame.left, frame.acts = (
            [x.concept or ""],
            x.last,
            right,
            right,
            ["report", "hold", "award"],
        )
        frames.append(frame)
    telling_of = [v for v in verbs if v.form == "ing"]
    if (
        events
        and len(telling_of) < 2
        and any(
            e.concept
            in ("investigation", "prosecution", "conviction", "arrest_n", "acquittal", "inspection", "call", "training")
            for e in events
        )
    ):
        return frames
    persons = [x for x in nouns if x.concept in PERSON_NOUNS or x.concept in ("case", "site", "trial")]
    for v in verbs:
        frame = Frame(-1, lo)
        frame.heads = [x.concept or "" for x in persons[:1]]
        if not frame.heads and v.concept in CARE_VERBS and {"many", "number"} & set(t.low):
            frame.heads = ["victim"]
        frame.acts, frame.right, frame.left, frame.np_end = [v.concept or ""], right, right, v.last
        frame.does = [v.concept or ""]
        if frame.heads or v.concept in ("prosecute", "convict", "investigate"):
            frames.append(frame)
    if not frames and persons and any(w in t.low for w in ("number", "many", "data", "statistics", "figures")):
        frame = Frame(-1, lo)
        frame.heads, frame.right, frame.left, frame.acts, frame.np_end = (
            [persons[0].concept or ""],
            right,
            right,
            ["report"],
            persons[0].last,
        )
        frame.of = [(x.concept or "", "to") for x in nouns] + [(x.concept or "", "for") for x in nouns]
        frames.append(frame)
    return frames
