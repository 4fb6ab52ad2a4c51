"""Figures of none and figures not reported, told by a verb ("did not convict", "did not report"; rule 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.counts.match import candidates, settle
from tipetl.figures.denials.negations import denied_verbs, only_limits
from tipetl.figures.denials.silences import asks, places
from tipetl.figures.record.readings import PERSON_NOUNS, Reading, unit_for
from tipetl.language.rules import EVENT_NOUNS
from tipetl.language.words import word_set
from tipetl.metrics import PROCEEDINGS
from tipetl.syntax.frame import Frame
from tipetl.syntax.frames import surroundings
from tipetl.syntax.phrases import EVENTS, noun_phrase
from tipetl.syntax.verb_groups import FAILING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.rules import RuleSet
    from tipetl.syntax.items import Item

NOT_REPORTED_NOUNS = word_set("denials.not_reported_nouns")


#: words that deny what a clause behind "that" says
DENYING = FAILING | {"not", "never"}
#: how many items a chain of verbs under one "not" is followed; none in prose has so many
LINKED = 60
#: verbs whose pronoun object is a victim
CARE_VERBS = frozenset(("refer", "assist", "identify", "repatriate", "return", "compensate"))


def _verb_frame(a: Analysis, j: int, lead: int, *, after: int | None = None) -> Frame:
    """The frame of a denied verb: its object, or its subject where it is passive, is what was counted as none.
    ``lead`` is the first of the verbs that it is joined to."""
    items, t = a.items, a.tokens
    verb = items[j]
    frame = Frame(-1, j)
    frame.linked = "verb"
    frame.none = True
    start = j if after is None else after
    if verb.voice in ("passive", "bare"):
        noun = _subject(items, lead)
        if noun is not None:
            frame.heads.insert(0, noun)
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


def _subject(items: list[Item], j: int) -> str | None:
    """The concept of the noun before verb item ``j``; where a preposition stands between, of persons before it."""
    q = j - 1
    found: str | None = None
    while q >= 0 and items[q].kind in ("noun", "word", "det", "prep", "mark", "adv"):
        if items[q].kind == "noun" and found is None:
            found = items[q].concept or ""
        if items[q].kind == "prep" and found is not None and q and items[q - 1].concept in PERSON_NOUNS:
            return items[q - 1].concept
        q -= 1
    return found


def _fill_right(a: Analysis, frame: Frame, stop: int) -> None:

    surroundings(a.tokens, a.items, frame, a.hits, stop)


def read_denied(a: Analysis) -> None:
    """ "did not prosecute or convict any official": a figure of 0 for each verb."""
    items, t, rules, everywhere = a.items, a.tokens, a.context.rules, a.concepts
    done: set[int] = set()
    for j in denied_verbs(t, items):
        verb = items[j]
        if j in done:
            continue
        if verb.concept in ("report", "plan") or _silent(a, verb):
            continue
        if only_limits(a, j) or verb.concept == "amount" or _denied_again(a, j):
            continue  # "did not increase convictions": there were some
        verbs = [j]
        q = j + 1
        while q < min(len(items), j + LINKED):
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
            ):
                verbs.append(r)
                q = r + 1
                continue
            break
        done.update(verbs)
        nxt = items[verbs[-1] + 1] if verbs[-1] + 1 < len(items) else None
        if nxt is not None and nxt.kind == "num" and a.numbers[nxt.number].form == "zero":
            continue
        last = items[verbs[-1]].last
        never = not {"never", "ever"}.isdisjoint(t.low[verb.first : last + 1])
        for v in verbs:
            frame = _verb_frame(a, v, verbs[0], after=verbs[-1])
            frame.acts = [items[v].concept or ""]
            if verb.voice == "active" and items[v].concept in ("testify", "obtain", "operate"):
                frame.does = []
            _fill_right(a, frame, len(t.low))
            tail = t.low[items[verbs[-1]].last + 1 : items[verbs[-1]].last + 4]
            if not frame.heads and ("them" in tail or tail[-2:] in (["of", "these"], ["of", "those"])):
                # "did not refer any of these for services"
                frame.heads = ["victim"] if items[v].concept in CARE_VERBS else ["person"]
                frame.head_word = ""
            _by_word(a, frame, items[v], alone=len(verbs) == 1)
            if not frame.heads and frame.head_word and items[v].concept not in ("inspect",):
                continue
            told = items[v].concept in ("prosecute", "convict", "investigate", "arrest") or (
                items[v].concept == "identify" and "freed" in frame.right
            )
            if not frame.heads and verb.voice == "active" and not frame.head_word and not told:
                if tail[:1] == ["any"] and (same := _done_before(a, items[v])) is not None:
                    # "conducted 1,020 inspections in towns and did not conduct any in mines"
                    a.readings.append(
                        Reading(same.metric, -1, verb.first, last, 0, None, "exact", same.unit, "none", same.rule,
                        same.score, frame)
                    )  # fmt: skip
                continue
            if verb.voice == "passive" and not frame.heads and j and items[j - 1].kind == "word":
                continue  # "Kenya was not placed on Tier 3": a subject that nothing counts
            found = candidates(rules, frame, everywhere)
            # light verbs: "did not operate a shelter", "did not order compensation for any victim", "did not file
            # charges"
            won = settle(found) or _governed(a, rules, frame, everywhere)
            for rule, points, _ in won[:3] if len({h for h in frame.heads if h in EVENT_NOUNS}) > 1 else won[:1]:
                if rule.metric == "victims_in_proceedings" and items[v].concept != "testify":
                    continue
                if _amiss(a, rule.metric, frame, items[v]):
                    continue
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


def _silent(a: Analysis, verb: Item) -> bool:
    """Whether a denied verb says that a figure was not told: "did not record how many", "was not made public"."""
    low = a.tokens.low
    for first, last in places(a):
        if not verb.first <= first <= verb.last and not first <= verb.last <= last:
            continue
        if low[last] in ("report", "disclose", "publish", "specify") or not NOT_REPORTED_NOUNS.isdisjoint(
            low[last + 1 : last + 9]
        ):
            return True
        if asks(a, first):
            return True
    return False


def _denied_again(a: Analysis, j: int) -> bool:
    """ "failed to ensure that victims were not jailed": whether what is denied stands in what another denial denies."""
    for k in range(j - 1, max(-1, j - LINKED), -1):
        x = a.items[k]
        if x.kind == "rel" and a.tokens.low[x.first] == "that":
            return not DENYING.isdisjoint(a.tokens.low[max(0, x.first - 5) : x.first])
        if x.kind in ("semi", "comma", "verb"):
            return False
    return False


def _done_before(a: Analysis, verb: Item) -> Reading | None:
    """The last figure before a denied verb that the same verb acted on."""
    said = [r for r in a.readings if r.number >= 0 and r.first < verb.first and r.frame is not None]
    return next((r for r in reversed(said) if r.frame is not None and verb.concept in r.frame.acts), None)


def _amiss(a: Analysis, metric: str, frame: Frame, verb: Item) -> bool:
    """Whether a metric's words are there and its thing is not: a report that is no call, victims not held as suspects,
    a sum awarded that was not paid, somebody not listened to."""
    low = a.tokens.low
    if metric == "hotline_calls":
        return not any(x.concept == "hotline" for x in a.items) and not {"call", "calls"} & set(low)
    if metric == "arrests":
        return "victim" in frame.heads
    if metric in PROCEEDINGS and verb.voice == "active" and verb.concept == "open":
        # "most victims have not filed lawsuits": no case of the state's
        return _subject(a.items, a.items.index(verb)) == "victim"
    if metric == "funding":
        return verb.voice == "passive" and verb.concept in ("pay", "obtain")
    return metric == "prosecutions" and low[verb.last] == "hearing"


def _by_word(a: Analysis, frame: Frame, verb: Item, *, alone: bool) -> None:
    """What the words themselves say against their concepts: "did not investigate any offense" (no law is investigated),
    "did not punish victims" (no law prescribes that), "did not fund the shelter" (no shelter is denied)."""
    word = a.tokens.low[verb.last]
    if frame.heads in (["law"], ["site"]) and verb.concept in ("investigate", "prosecute"):
        frame.heads = ["case"]
    if "victim" in frame.heads and word in ("punish", "punished", "punishing"):
        frame.acts = ["punish"]
    low, end = a.tokens.low, frame.np_end
    to_victims = "victim" in frame.right and low[end + 1 : end + 2] == ["to"]
    if verb.concept == "award" and frame.heads == ["shelter"] and low[end] == "shelter" and to_victims:
        frame.heads, frame.acts = ["victim"], ["assist"]  # "did not provide shelter to any victim"
    if verb.concept in CARE_VERBS and frame.heads == ["care"] and to_victims:
        frame.heads, frame.head_word = ["victim"], ""  # "did not identify or provide services to any victims"
    if alone and verb.concept == "fund" and verb.voice == "active":
        frame.heads, frame.head_word = ["money_n"], ""


def _governed(a: Analysis, rules: RuleSet, frame: Frame, everywhere: AbstractSet[str]) -> list:  # type: ignore[type-arg]
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
