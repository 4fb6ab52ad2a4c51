"""Figures of none and figures not reported, told by a verb ("did not convict", "did not report"; rule 4)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from tipetl.extract.analysis import REACH, first_token, hits_between, in_span, last_token
from tipetl.extract.frame import Frame
from tipetl.extract.frames import surroundings
from tipetl.extract.match import candidates, settle
from tipetl.extract.phrases import EVENTS, noun_phrase
from tipetl.extract.polarity import denied_verbs
from tipetl.extract.readings import PERSON_NOUNS, Reading, unit_for
from tipetl.language.rules import EVENT_NOUNS
from tipetl.language.words import word_set

if TYPE_CHECKING:
    from tipetl.extract.analysis import Analysis
    from tipetl.language.rules import RuleSet

TELLING_VERBS = word_set("denials.telling_verbs")


NOT_REPORTED_NOUNS = word_set("denials.not_reported_nouns")


#: verbs whose pronoun object is a victim
CARE_VERBS = frozenset(("refer", "assist", "identify", "repatriate", "return", "compensate"))


def _verb_frame(a: Analysis, j: int, *, after: int | None = None) -> Frame:
    """The frame of a denied verb: its object, or its subject where it is passive, is what was counted as none."""
    items, t = a.items, a.tokens
    verb = items[j]
    frame = Frame(-1, j)
    frame.linked = "verb"
    frame.none = True
    start = j if after is None else after
    if verb.voice in ("passive", "bare"):
        q = j - 1
        while q >= 0 and items[q].kind in ("noun", "word", "det", "prep", "mark", "adv"):
            if items[q].kind == "noun":
                frame.heads.insert(0, items[q].concept or "")
                break
            q -= 1
        frame.np_end, frame.np_end_item = verb.last, j
    else:
        q = start + 1
        while q < len(items) and (
            items[q].kind in ("det", "adv") or (items[q].kind == "num" and a.numbers[items[q].number].form == "one")
        ):
            q += 1
        noun_phrase(t, items, q - 1, frame, listing=True)
        if not frame.heads and not frame.head_word:
            frame.np_end, frame.np_end_item = items[start].last, start
    frame.verb_token = verb.last
    return frame


def _fill_right(a: Analysis, frame: Frame, stop: int) -> None:

    surroundings(a.tokens, a.items, frame, a.hits, stop)


def read_denied(a: Analysis, rules: RuleSet, everywhere: set[str]) -> None:
    """ "did not prosecute or convict any official": a figure of 0 for each verb."""
    items, t = a.items, a.tokens
    for j in denied_verbs(items):
        verb = items[j]
        if verb.concept in ("report", "plan") or any(
            c == "not_reported"
            and verb.first <= s <= verb.last
            and (
                t.low[e] in ("report", "disclose", "publish", "specify")
                or NOT_REPORTED_NOUNS & set(t.low[e + 1 : e + 9])
            )
            for s, e, c in hits_between(a.hits, verb.first, verb.last)
        ):
            continue
        verbs = [j]
        q = j + 1
        while q < len(items):
            r = q
            while r < len(items) and items[r].kind in ("comma", "conj", "adv"):
                r += 1
            if (
                r > q
                and r < len(items)
                and items[r].kind == "verb"
                and items[r].form == verb.form
                and items[r].voice != "passive"
                and items[r].concept
                and not items[r].negated
            ):
                verbs.append(r)
                q = r + 1
                continue
            break
        nxt = items[verbs[-1] + 1] if verbs[-1] + 1 < len(items) else None
        if nxt is not None and nxt.kind == "num" and a.numbers[nxt.number].form == "zero":
            continue
        for v in verbs:
            frame = _verb_frame(a, v, after=verbs[-1])
            frame.acts = [items[v].concept or ""]
            if verb.voice == "active" and items[v].concept in ("testify", "obtain", "operate"):
                frame.does = []
            _fill_right(a, frame, len(t))
            tail = t.low[items[verbs[-1]].last + 1 : items[verbs[-1]].last + 4]
            if not frame.heads and ("them" in tail or tail[-2:] in (["of", "these"], ["of", "those"])):
                # "did not refer any of these for services"
                frame.heads = ["victim"] if items[v].concept in CARE_VERBS else ["person"]
                frame.head_word = ""
            if not frame.heads and frame.head_word and items[v].concept not in ("inspect",):
                continue
            told = items[v].concept in ("prosecute", "convict", "investigate", "arrest") or (
                items[v].concept == "identify" and "freed" in frame.right
            )
            if not frame.heads and verb.voice == "active" and not frame.head_word and not told:
                continue
            found = candidates(rules, frame, everywhere)
            # light verbs: "did not operate a shelter", "did not order compensation for any victim", "did not file
            # charges"
            won = settle(found) or _governed(a, rules, frame, everywhere)
            for rule, points, _ in won[:3] if len({h for h in frame.heads if h in EVENT_NOUNS}) > 1 else won[:1]:
                if rule.metric == "victims_in_proceedings" and items[v].concept != "testify":
                    continue
                last = items[verbs[-1]].last if len(verbs) > 1 else items[v].last
                never = any(w in ("never", "ever") for w in t.low[verb.first : last + 1])
                reading = Reading(
                    rule.metric,
                    -1,
                    verb.first,
                    last,
                    0,
                    None,
                    "exact",
                    unit_for(rule.metric, [h for h in frame.heads if h in PERSON_NOUNS or h in EVENTS], rule.unit),
                    "none",
                    rule.id,
                    points,
                    frame,
                )
                if never and verb.voice == "active":
                    reading.period = "multi_year"
                a.readings.append(reading)


def _governed(a: Analysis, rules: RuleSet, frame: Frame, everywhere: set[str]) -> list:  # type: ignore[type-arg]
    """A denied verb whose object governs who was counted: "did not order compensation for any victim"."""
    items = a.items
    j = frame.np_end_item + 1
    if not frame.heads or j >= len(items) or items[j].kind != "prep":
        return []
    inner = Frame(-1, j)
    q = j
    while q + 1 < len(items) and items[q + 1].kind in ("det", "adv"):
        q += 1
    noun_phrase(a.tokens, items, q, inner)
    if not inner.heads:
        return []
    inner.of = [(h, items[j].form) for h in frame.heads] + [("verb:" + v, items[j].form) for v in frame.acts]
    inner.left = {*frame.heads, *("verb:" + v for v in frame.acts)}
    inner.linked = "prep"
    found = settle(candidates(rules, inner, everywhere))
    if found:
        frame.heads = inner.heads
    return found


def read_unreported(a: Analysis, rules: RuleSet, everywhere: set[str]) -> None:
    """ "did not report any investigations, prosecutions or convictions": null for each, status ``not_reported``."""
    t, items = a.tokens, a.items
    low = t.low
    for first, last, concept in a.hits:
        if concept != "not_reported":
            continue
        if in_span([(r.first, r.last + 1) for r in a.readings], first) and low[first] in ("unknown",):
            continue
        tail = low[last + 1 : last + 8]
        if low[last] in TELLING_VERBS and not (NOT_REPORTED_NOUNS & set(low[last + 1 : last + 9])):
            continue
        if "whether" in tail[:2] or tail[:1] == ["that"] or tail[:2] == ["on", "the"]:
            continue
        j = bisect_right(items, last, key=first_token)
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
        frames = _unreported_frames(a, j, backward, bisect_left(items, first, key=last_token) % max(len(items), 1))
        if not frames:
            continue
        spans = [(r.first, r.last) for r in a.readings]
        if any(s == first for s, _ in spans):
            continue
        made: set[str] = set()
        for frame in frames:
            won = settle(candidates(rules, frame, everywhere))
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
        lo, hi = j, min(len(items), j + REACH)
        for k in range(j, hi):
            joined = k > j and items[k - 1].kind in ("comma", "conj", "adv")
            if (
                joined
                and items[k].kind == "verb"
                and items[k].finite
                and items[k].voice == "active"
                and items[k].form == "past"
            ):
                hi = k  # "did not report investigations and, for the third year, reported no convictions"
                break
            if items[k].kind in ("semi", "sub") and t.low[items[k].first] not in ("how", "whether"):
                hi = k
                break
            if items[k].kind == "conj" and t.low[items[k].first] == "but":
                hi = k
                break
            if (
                items[k].kind == "comma"
                and k + 1 < len(items)
                and items[k + 1].kind in ("conj",)
                and k + 2 < len(items)
                and any(
                    items[z].kind == "verb"
                    and items[z].finite
                    and items[z].voice == "active"
                    and items[z].concept not in ("be",)
                    for z in range(k + 2, min(k + 6, len(items)))
                )
                and t.low[items[k + 1].first] != "or"
            ):
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
    events = [x for x in nouns if x.concept in EVENT_NOUNS]
    for x in events:
        if x.concept == "shelter" and len(events) > 1:
            continue
        frame = Frame(-1, lo)
        frame.heads, frame.np_end, frame.right, frame.left, frame.acts = (
            [x.concept or ""],
            x.last,
            right,
            right,
            ["report", "hold", "award"],
        )
        frames.append(frame)
    if events and any(
        e.concept
        in ("investigation", "prosecution", "conviction", "arrest_n", "acquittal", "inspection", "call", "training")
        for e in events
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
