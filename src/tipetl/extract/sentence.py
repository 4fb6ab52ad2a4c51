"""One sentence to readings: numbers, frames, rules, money, terms, then what is left to ellipsis.

What belongs here: the order of the steps for one sentence. What does not: the steps themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from tipetl.extract.choose import choose
from tipetl.extract.dimensions import exploitation_in, is_official, kinds_in, people
from tipetl.extract.foreign import foreign_actor
from tipetl.extract.frames import EVENTS, Frame, build_frame, collect_subject, noun_phrase
from tipetl.extract.items import Item, build_items
from tipetl.extract.match import candidates, settle
from tipetl.extract.money import currency_code, currency_words, money_metric, purpose_of, twins
from tipetl.extract.polarity import denied_verbs, word_figures
from tipetl.extract.readings import LAW_METRICS, PERSON_NOUNS, VICTIM_METRICS, Reading, unit_for
from tipetl.extract.terms import classify, is_term, law_like
from tipetl.extract.times import Time, find_times
from tipetl.language.lexicon import load_lexicon
from tipetl.language.numbers import Number, NumberReader
from tipetl.language.rules import EVENT_NOUNS, RuleSet
from tipetl.language.tokens import Tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.extract.scorer import Scorer


@cache
def number_reader() -> NumberReader:
    """The number reader with the currency words it knows; made once."""
    return NumberReader(currency_words())


@dataclass(slots=True)
class Analysis:
    """Everything found in one sentence, kept for ``tipetl explain`` and for the sentences that refer back to it."""

    tokens: Tokens
    numbers: list[Number]
    items: list[Item]
    times: list[Time]
    hits: list[tuple[int, int, str]]
    comparators: list[tuple[int, int]]
    frames: dict[int, Frame] = field(default_factory=dict)
    readings: list[Reading] = field(default_factory=list)
    considered: dict[int, list[tuple[str, float]]] = field(default_factory=dict)
    time_numbers: set[int] = field(default_factory=set)
    why_not: dict[int, str] = field(default_factory=dict)
    #: what the trained scorer saw of each number
    features: dict[int, list[str]] = field(default_factory=dict)


LAW_VERBS = frozenset(
    (
        "investigate",
        "arrest",
        "charge",
        "prosecute",
        "convict",
        "acquit",
        "sentence",
        "jail",
        "take",
        "identify",
        "suspend",
        "award",
        "pay",
        "repatriate",
        "assist",
        "refer",
        "punish",
        "obtain",
        "dismiss",
        "open",
        "continue",
        "compensate",
    )
)
INDEFINITE_METRICS = LAW_METRICS | VICTIM_METRICS | {"sentences_suspended"}


def analyse(
    document: str,
    start: int,
    end: int,
    rules: RuleSet,
    iso3: str | None,
    section: str,
    before: Sequence[Reading],
    scorer: Scorer | None = None,
    topic: str | None = None,
) -> Analysis:
    """Reads one sentence (``start`` to ``end`` of ``document``). ``before`` are the readings of the sentence it follows, for what
    it leaves out."""
    t = Tokens(document, start, end)
    lexicon = load_lexicon()
    numbers = number_reader().read(t)
    times, used = find_times(t, numbers)
    kept = [n for k, n in enumerate(numbers) if k not in used]
    hits = [(a, b, tag.concept) for a, b, tags in lexicon.context.find(t) for tag in tags]
    has_law_verb = True
    figures = word_figures(t, kept, has_law_verb)
    items = build_items(t, figures, times, lexicon, hits)
    a = Analysis(t, figures, items, times, hits, comparator_spans(t, items, hits, figures))
    everywhere = (
        {x.concept for x in items if x.kind == "noun" and x.concept}
        | {c for _, _, c in hits}
        | {"verb:" + x.concept for x in items if x.kind == "verb" and x.concept}
    )
    _read_counts(a, rules, everywhere, iso3, before)
    _read_denied(a, rules, everywhere)
    _read_unreported(a, rules, everywhere)
    _read_money(a, iso3)
    _read_terms(a)
    from tipetl.extract.ellipsis import complete

    complete(a, before, document)
    if scorer is not None:
        choose(a, scorer, section, before, topic, iso3)
    _dimensions(a, iso3, before)
    a.readings.sort(key=lambda r: (r.first, r.metric, r.last))
    return a


def comparator_spans(
    t: Tokens, items: list[Item], hits: list[tuple[int, int, str]], numbers: list[Number]
) -> list[tuple[int, int]]:
    """Token spans whose figures are what something is compared with: from "compared with" to the end of its words."""
    spans: list[tuple[int, int]] = []
    n = len(t)
    low = t.low
    for a, b, concept in hits:
        if concept != "comparator":
            continue
        phrase = " ".join(low[a : b + 1])
        start = a
        if phrase == "from":
            if not _moves_from(t, a):
                continue
            # "from 38 in 2010 to 44 in 2011": only the first
            stop = next(
                (
                    k
                    for k in range(a + 1, n)
                    if low[k] == "to"
                    and any(x.begins == k + 1 or (x.begins == k + 2 and low[k + 1] in ("just", "only")) for x in numbers)
                ),
                None,
            )
            end = _span_end(t, items, a, numbers)
            if stop is not None and stop < end:
                end = stop
            spans.append((start, end))
            continue
        if phrase in ("than the", "half of the", "a third of the", "below the", "above the", "short of the", "the same as the", "well short of the", "well below the", "well above the", "double that of") and not any(
            x.first == b + 1 for x in numbers
        ):  # fmt: skip
            continue
        if phrase in (
            "against",
            "following",
            "whereas",
            "by contrast",
            "next to",
            "beside",
            "alongside",
            "after",
            "instead of",
            "in place of",
            "than in",
            "up on",
            "down on",
            "set against",
        ) and not _against_figure(t, b, numbers, dated=phrase != "against"):
            continue
        if phrase in ("more than the", "less than the", "fewer than the", "half the", "twice the", "double the", "higher than the", "lower than the", "as many as the") and not any(
            x.first == b + 1 for x in numbers
        ):  # fmt: skip
            continue
        spans.append((start, _span_end(t, items, b, numbers)))
    return _merge(spans)


def _moves_from(t: Tokens, a: int) -> bool:
    words = t.low[max(0, a - 14) : a]
    for w in reversed(words):
        if w in (";",):
            return False
        if w in ("fell", "rose", "dropped", "increased", "decreased", "declined", "grew", "shrank", "climbed", "jumped", "down", "up", "drop", "increase", "decrease", "rise", "fall",
                 "decline", "reduction", "went", "raised", "falling", "rising", "dropping", "increasing", "decreasing", "growing", "reduced", "doubled", "halved", "tripled", "risen", "fallen", "slid", "slipped", "sank", "surged", "moved", "cut", "expanded", "lowered", "changed", "improvement", "jump", "growth", "upturn", "downturn", "quadrupled", "plunged", "dipped", "edged", "soared", "almost"):  # fmt: skip
            return any(x.isdigit() or x[:1].isdigit() for x in t.low[a : a + 12]) or True
    return False


def _against_figure(t: Tokens, b: int, numbers: list[Number], *, dated: bool) -> bool:
    """Whether a word that only sometimes compares ("after", "against") has a figure of another time behind it."""
    low = t.low
    k = b + 1
    while k < len(low) and low[k] in ("the", "only", "just", "about"):
        k += 1
    number = next(
        (x for x in numbers if (x.begins == k or x.first == k) and x.form in ("count", "zero", "money")), None
    )
    if number is None:
        return False
    j = number.last + 1
    while (
        j < len(low)
        and j < number.last + 4
        and low[j].isalpha()
        and low[j] not in ("in", "the", "a", "during", "for", "last", "and", "of", "who")
    ):
        j += 1
    nxt = low[j] if j < len(low) else "."
    if dated:
        tail = low[j + 1 : j + 4]
        return (
            nxt == "in"
            and bool(tail)
            and (
                (tail[0].isdigit()
                and len(tail[0]) == 4)
                or (tail[0] in ("the", "fiscal", "calendar")
                and bool({"previous", "prior", "preceding", "year"} & set(tail)))
            )
        ) or (
            nxt in ("the", "last", "during", "a")
            and bool({"previous", "prior", "preceding", "before", "earlier", "year"} & set(low[j : j + 4]))
        )
    if j > number.last + 1:
        return nxt in ("in", "the", "last", "a", "during")
    return nxt in ("in", "the", "a", "during", ",", ".", ";", ")", "last", "for", "and") or number.form == "money"


def _span_end(t: Tokens, items: list[Item], start: int, numbers: list[Number]) -> int:
    """Where the words of a comparison end."""
    depth = 0
    n = len(items)
    for k, x in enumerate(items):
        if x.first <= start:
            continue
        if x.kind == "open":
            depth += 1
        elif x.kind == "close":
            if depth == 0:
                return x.first
            depth -= 1
        elif x.kind in ("semi", "colon") and depth == 0:
            return x.first
        elif x.kind == "comma" and depth == 0 and k + 1 < n:
            nxt = items[k + 1]
            follow = items[k + 2] if k + 2 < n else None
            if nxt.kind in ("conj", "sub") and follow is not None and follow.kind not in ("num",):
                if follow.kind in ("det", "adv") and k + 3 < n and items[k + 3].kind == "num":
                    continue
                return x.first
            if nxt.kind in ("verb", "rel") or (nxt.kind == "prep" and nxt.form == "including"):
                return x.first
            if nxt.kind in ("noun", "word", "det") and any(
                items[q].kind == "verb" and items[q].finite for q in range(k + 1, min(n, k + 9))
            ):
                return x.first
        elif (x.kind == "dash" and depth == 0) or (
            x.kind == "conj"
            and depth == 0
            and k + 1 < n
            and items[k + 1].kind == "verb"
            and items[k + 1].finite
            and items[k + 1].voice == "active"
            and items[k + 1].concept
        ):
            return x.first
    return len(t)


def _merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for a, b in sorted(spans):
        if out and a < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], b))
        else:
            out.append((a, b))
    return out


def in_span(spans: list[tuple[int, int]], token: int) -> bool:
    """Whether a token lies in one of the spans."""
    return any(a <= token < b for a, b in spans)


COUNTING = frozenset(("count", "zero", "unknown", "one"))


def _stops(a: Analysis, k: int) -> int:
    """The token at which the words of number item ``k`` end: the next figure that counts, or the end."""
    for j in range(k + 1, len(a.items)):
        x = a.items[j]
        if (
            x.kind == "num"
            and a.items[j - 1].kind == "det"
            and j - 2 == k + 1
            and a.items[j - 2].kind == "prep"
            and a.items[j - 2].form == "of"
        ):
            continue  # "seven of the 16": the words go on behind the number referred back to
        if (
            x.kind == "num"
            and not (a.items[j - 1].kind == "prep" and a.items[j - 1].form == "of" and j <= k + 4)
            and a.numbers[x.number].form in ("count", "zero", "money", "unknown")
        ):
            return x.first
    return len(a.tokens)


def _bare_unit(a: Analysis, frame: Frame, metric: str, before: Sequence[Reading], default: str) -> str:
    """The unit of a number without a noun: that of the figure it refers back to, else the metric's own."""
    if metric in ("convictions", "acquittals", "arrests", "charges"):
        return default
    earlier = [r for r in a.readings if r.metric in LAW_METRICS and r.unit] or [
        r for r in before if r.metric in LAW_METRICS and r.unit
    ]
    if earlier:
        return earlier[-1].unit or default
    if metric == "prosecutions" and "prosecute" in frame.acts:
        return "person"
    return default


def _read_counts(
    a: Analysis, rules: RuleSet, everywhere: set[str], iso3: str | None, before: Sequence[Reading]
) -> None:
    t, items = a.tokens, a.items
    for k, x in enumerate(items):
        if x.kind != "num":
            continue
        number = a.numbers[x.number]
        if number.form == "duration" and number.low is not None:
            continue
        if number.form not in COUNTING:
            continue
        if (
            k + 2 < len(items)
            and items[k + 1].kind == "open"
            and items[k + 2].form == "money"
            and (number.low or 0) >= 1000
            and number.form == "count"
        ):
            # "92.2 million ($150,110)": a sum whose currency was named before
            a.why_not[x.number] = "twin"
            continue
        zero = number.form in ("zero", "unknown") or number.low == 0
        frame = build_frame(t, items, k, a.hits, _stops(a, k), listing=zero)
        a.frames[x.number] = frame
        _enrich(a, frame)
        if number.form == "one" and not _single(frame):
            continue
        if _planned(a, frame):
            a.why_not[x.number] = "plan"
            continue
        if number.form == "one" and frame.verbs and not items[frame.verbs[0]].finite:
            q = frame.verbs[0] - 1
            if items[frame.verbs[0]].voice == "infinitive" or q < 0 or items[q].concept != "report":
                continue
        if frame.negated and number.form in ("one", "count"):
            a.why_not[x.number] = "negated"
            continue
        if _excepted(t, number):
            a.why_not[x.number] = "excepted"
            continue
        found = candidates(rules, frame, everywhere)
        if frame.post and not any(r.acts or r.does or s >= 6 for r, s, _ in found):
            # a participle counts where the main verb says nothing
            frame.acts += frame.post
            found = candidates(rules, frame, everywhere)
        a.considered[x.number] = [(r.id, s) for r, s, _ in found]
        won = settle(found)
        if (
            zero
            and frame.heads
            and len(set(frame.heads)) > 1
            and all(h in EVENT_NOUNS or h == "case" for h in frame.heads)
        ):
            won = _each_head(rules, frame, everywhere)
        for rule, points, _ in won:
            if number.form == "one" and (rule.metric not in INDEFINITE_METRICS or points < 4):
                continue
            if (
                number.form == "one"
                and frame.heads[-1:]
                and frame.heads[-1] in CASE_LIKE
                and rule.metric not in LAW_METRICS
            ):
                continue
            if foreign_actor(a, frame, rule.metric, iso3):
                a.why_not[x.number] = "other_government"
                continue
            heads = [rule_head(rule.noun, frame)] if zero else frame.heads
            unit = unit_for(rule.metric, [h for h in heads if h], rule.unit)
            if frame.bare() and not zero and rule.unit is None and rule.metric in LAW_METRICS:
                unit = _bare_unit(a, frame, rule.metric, before, unit)
            a.readings.append(_reading(a, frame, number, x, rule.metric, unit, rule.id, points))


def _excepted(t: Tokens, number: Number) -> bool:
    """ "all but six", "an average of five", "one of the main needs": figures that count nothing done."""
    before = t.low[max(0, number.begins - 3) : number.begins]
    if before[-2:] == ["all", "but"] or "average" in before:
        return True
    after = t.low[number.last + 1 : number.last + 2]
    if t.low[number.first] == "one" and number.first == number.last:
        if (
            before[-1:]
            and before[-1] in ("for", "no", "any", "every", "each", "which", "that", "this", "the", "as", "another")
            and after[:1] in (["."], [","], [";"], [])
        ):
            return True
        if after[:1] in (["another"],):
            return True
    return bool(before[-1:] == ["every"])


CASE_LIKE = frozenset(("case", "trial", "investigation", "prosecution", "conviction"))


def rule_head(nouns: frozenset[str], frame: Frame) -> str:
    """The head of the frame that a rule is about."""
    return next((h for h in frame.heads if h in nouns), frame.heads[-1] if frame.heads else "")


def _each_head(rules: RuleSet, frame: Frame, everywhere: set[str]) -> list[tuple[object, float, str]]:
    out = []
    heads = list(dict.fromkeys(frame.heads))
    seen = set()
    for h in heads:
        frame.heads = [h]
        for r, s, trigger in settle(candidates(rules, frame, everywhere)):
            if r.metric not in seen:
                seen.add(r.metric)
                out.append((r, s, trigger))
    frame.heads = heads
    return out  # type: ignore[return-value]


def _single(frame: Frame) -> bool:
    """Whether "a …" stands for one person or case."""
    return (
        bool(frame.heads)
        and frame.heads[-1] in (PERSON_NOUNS | {"case", "trial", "investigation", "prosecution", "conviction"})
        and frame.linked in ("verb", "start", "list", "prep", "lead")
        and not (frame.linked == "prep" and not frame.of)
    )


def _planned(a: Analysis, frame: Frame) -> bool:
    """Whether the number belongs to a plan, a duty or a wish rather than to something done."""
    if frame.modal:
        return True
    items = a.items
    for j in frame.verbs:
        verb = items[j]
        if verb.voice == "infinitive":
            q = j - 1
            while q >= 0 and items[q].kind in ("noun", "word", "det", "adv", "conj", "num", "prep"):
                q -= 1
            if q >= 0 and items[q].kind == "verb" and (items[q].concept == "plan" or items[q].modal):
                return True
    return False


def _enrich(a: Analysis, frame: Frame) -> None:
    """What the subject says of a number that its verb only states ("the number of victims identified rose to 55")."""
    if frame.linked in ("verb", "prep", "list") or True:
        for word in a.tokens.low[frame.np_end - 8 if frame.np_end > 8 else 0 : 0]:
            del word
    stating = [
        j
        for j in frame.verbs
        if a.items[j].concept in ("amount", "be", "have") or (a.items[j].concept == "gather" and frame.bare())
    ]
    if not stating and frame.linked == "prep" and frame.prep in ("to", "at", "from", "in", "of", "by"):
        q = frame.item - 1
        while q >= 0 and a.items[q].kind in ("prep", "num", "time", "det", "adv", "word", "mark", "noun"):
            q -= 1
        if q >= 0 and a.items[q].kind == "verb" and a.items[q].concept == "amount":
            frame.acts.append("amount")
            stating = [q]
            collect_subject(a.items, q, frame)
    if not stating:
        return
    if frame.linked in ("start",) and "be" in frame.does:
        return
    subject_verbs = [c.removeprefix("verb:") for c in frame.subject if c.startswith("verb:")]
    if frame.bare() or (frame.head_word and not frame.heads):
        nouns = [c for c in _subject_nouns(a.items, stating[0])]
        if nouns and frame.bare():
            frame.heads = nouns
    if "amount" in frame.acts or "be" in frame.acts:
        for v in subject_verbs:
            frame.acts.append(v)
            frame.does.append(v)
        if ("amount" in frame.acts or "gather" in frame.acts) and any(h in EVENT_NOUNS for h in frame.heads):
            frame.acts.append("report")


def _subject_nouns(items: list[Item], j: int) -> list[str]:
    out: list[str] = []
    q = j - 1
    while q >= 0 and items[q].kind not in ("semi", "comma", "sub", "num", "colon", "close"):
        x = items[q]
        if x.kind == "noun" and x.concept and x.concept not in ("hotline",):
            out.append(x.concept)
        if x.kind == "prep" and x.form in ("for", "in", "to", "by") and out:
            out = []
        q -= 1
    return list(dict.fromkeys(out))


def _reading(
    a: Analysis, frame: Frame, number: Number, item: Item, metric: str, unit: str | None, rule: str, points: float
) -> Reading:
    low: float | None = number.low
    status = "reported"
    if number.form == "zero" or number.low == 0:
        low, status = 0, "none"
    elif number.form == "unknown":
        low, status = None, "not_reported"
    return Reading(
        metric,
        frame.number,
        number.first,
        number.last,
        low,
        number.high,
        number.qualifier,
        unit,
        status,
        rule,
        points,
        frame,
    )


def _verb_frame(a: Analysis, j: int, *, after: int | None = None) -> Frame:
    """The frame of a denied verb: its object, or its subject where it is passive, is what was counted as none."""
    items, t = a.items, a.tokens
    verb = items[j]
    frame = Frame(-1, j)
    frame.linked = "verb"
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
    from tipetl.extract.frames import surroundings

    surroundings(a.tokens, a.items, frame, a.hits, stop)


def _read_denied(a: Analysis, rules: RuleSet, everywhere: set[str]) -> None:
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
            for s, e, c in a.hits
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
            if not frame.heads and frame.head_word and items[v].concept not in ("inspect",):
                continue
            if not frame.heads and verb.voice == "active" and not frame.head_word:
                if items[v].concept not in ("prosecute", "convict", "investigate", "arrest") and not (
                    items[v].concept == "identify" and "freed" in frame.right
                ):
                    continue
            if any(x in t.low[verb.first : verb.last + 1] for x in ("yet",)) and False:
                continue
            found = candidates(rules, frame, everywhere)
            # light verbs: "did not operate a shelter", "did not order compensation for any victim", "did not file charges"
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


NOT_REPORTED_NOUNS = frozenset(
    ("data", "statistics", "information", "figures", "number", "numbers", "details", "whether", "how")
)


def _read_unreported(a: Analysis, rules: RuleSet, everywhere: set[str]) -> None:
    """ "did not report any investigations, prosecutions or convictions": null for each, status ``not_reported``."""
    t, items = a.tokens, a.items
    low = t.low
    for first, last, concept in a.hits:
        if concept != "not_reported":
            continue
        if in_span([(r.first, r.last + 1) for r in a.readings], first) and low[first] in ("unknown",):
            continue
        tail = low[last + 1 : last + 8]
        if low[last] in ("provide", "give", "offer", "supply", "keep", "maintain", "furnish", "share", "release", "record", "track", "collect") and not (
            NOT_REPORTED_NOUNS & set(low[last + 1 : last + 9])
        ):  # fmt: skip
            continue
        if "whether" in tail[:2] or tail[:1] == ["that"] or tail[:2] == ["on", "the"]:
            continue
        j = next((k for k, x in enumerate(items) if x.first > last), len(items))
        backward = (
            low[first] in ("not", "unknown", "unavailable", "unclear", "withheld", "was", "were")
            and (low[first] not in ("no",))
            and not low[first].startswith("did")
        )
        frames = _unreported_frames(a, j, backward, next((k for k, x in enumerate(items) if x.last >= first), 0))
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
        lo, hi = j, len(items)
        for k in range(j, len(items)):
            if items[k].kind in ("semi", "sub") and t.low[items[k].first] not in ("how", "whether"):
                hi = k
                break
            if items[k].kind == "conj" and t.low[items[k].first] == "but":
                hi = k
                break
            if items[k].kind == "comma" and k + 1 < len(items) and items[k + 1].kind in ("conj",) and k + 2 < len(items) and any(
                items[z].kind == "verb" and items[z].finite and items[z].voice == "active" and items[z].concept not in ("be",) for z in range(k + 2, min(k + 6, len(items)))
            ) and t.low[items[k + 1].first] != "or":  # fmt: skip
                hi = k
                break
    verbs = [x for x in items[lo:hi] if x.kind == "verb" and x.concept not in (None, "be", "do", "report", "have")]
    nouns = [x for x in items[lo:hi] if x.kind == "noun"]
    right = (
        {x.concept or "" for x in nouns}
        | {"verb:" + (v.concept or "") for v in verbs}
        | {c for s, e, c in a.hits if items[lo].first <= s}
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


def clause_bounds(t: Tokens, token: int) -> tuple[int, int]:
    """The clause (between semicolons) that holds a token."""
    lo, hi = 0, len(t)
    for i, w in enumerate(t.low):
        if w == ";":
            if i < token:
                lo = i + 1
            else:
                hi = i
                break
    return lo, hi


def _read_money(a: Analysis, iso3: str | None) -> None:
    t, items = a.tokens, a.items
    if not any(n.form == "money" for n in a.numbers):
        return
    repeated = twins(t, a.numbers)
    for k, x in enumerate(items):
        if x.kind != "num" or a.numbers[x.number].form != "money":
            continue
        number = a.numbers[x.number]
        if x.number in repeated:
            a.why_not[x.number] = "twin"
            continue
        frame = build_frame(t, items, k, a.hits, _stops(a, k))
        twin = next((j for j in repeated if abs(j - x.number) == 1 and j < x.number), None)
        if twin is not None:
            # the dollar sum in parentheses hangs where its local twin hangs
            item = next((i for i, y in enumerate(items) if y.kind == "num" and y.number == twin), k)
            lead = build_frame(t, items, item, a.hits, len(t))
            lead.number, lead.item = x.number, k
            lead.right |= frame.right
            frame = lead
        a.frames[x.number] = frame
        _enrich(a, frame)
        lo, hi = clause_bounds(t, x.first)
        metric, why = money_metric(t, frame, x.first, x.last, lo, hi)
        if metric is None or _planned(a, frame):
            a.why_not[x.number] = "plan" if metric else "other_money"
            a.considered[x.number] = [(why, 0.0)]
            continue
        if metric == "funding" and foreign_actor(a, frame, metric, iso3):
            a.why_not[x.number] = "other_government"
            continue
        code = number.unit or ""
        if not (len(code) == 3 and code.isupper()):
            code = currency_code(code, iso3) or code.upper()[:3]
        reading = Reading(
            metric,
            x.number,
            number.first,
            number.last,
            number.low,
            number.high,
            number.qualifier,
            code,
            "reported",
            why,
            4.0,
            frame,
        )
        if metric == "funding":
            reading.purpose = purpose_of(t, lo, hi)
        a.readings.append(reading)


def _read_terms(a: Analysis) -> None:
    t, items = a.tokens, a.items
    previous: str | None = None
    terms = [(k, x) for k, x in enumerate(items) if x.kind == "num" and is_term(a.numbers[x.number])]
    if not terms and not law_like(t.low):
        return
    order: list[Reading] = []
    metric: str | None
    all_terms = [
        (k, x)
        for k, x in enumerate(items)
        if x.kind == "num" and (is_term(a.numbers[x.number]) or a.numbers[x.number].form == "count")
    ]
    for k, x in all_terms:
        number = a.numbers[x.number]
        lo, hi = clause_bounds(t, x.first)
        if number.form == "count" and _listed_term(a, k):
            metric, scale = "sentence_terms", 12.0 if _listed_term(a, k) == "year" else 1.0
        elif number.form == "count":
            # "three to 12 for a crime against a minor": a bare number after a term of the same law
            if (
                previous is None
                or any(r.number == x.number for r in a.readings)
                or not _elliptical_term(a, k, previous)
            ):
                continue
            metric = previous
            scale = 12.0
        else:
            metric = classify(t, number, lo, hi, previous)
            scale = 1.0
        if metric is None:
            continue
        previous = metric
        low_months = None if number.low is None else number.low * scale
        high_months = None if number.high is None else number.high * scale
        qualifier = number.qualifier
        if metric == "penalty_prescribed" and qualifier == "exact":
            qualifier = _bound_by_law(t, number)
        if (
            number.low == 1200
            and metric == "penalty_prescribed"
            and high_months is None
            and order
            and _to_life(t, order[-1], number)
        ):
            order[-1].high = 1200
            order[-1].qualifier = "range"
            continue
        reading = Reading(
            metric,
            x.number,
            number.first,
            number.last,
            low_months,
            high_months,
            qualifier,
            "month",
            "reported",
            metric + ".duration",
            4.0,
            None,
        )
        order.append(reading)
        a.readings.append(reading)
    given = [r for r in order if r.metric == "sentence_terms"]
    if given:
        _counts_of_terms(a, given)


def _listed_term(a: Analysis, k: int) -> str | None:
    """The unit of a term in a list that names it once ("terms of four, five, and seven years"), or None."""
    low = set(a.tokens.low)
    if not low & {"sentenced", "terms", "sentences", "received", "imprisonment"}:
        return None
    j = k + 1
    steps = 0
    while j < len(a.items) and a.items[j].kind in ("comma", "conj"):
        j += 1
        steps += 1
        if j < len(a.items) and a.items[j].kind == "num":
            n = a.numbers[a.items[j].number]
            if n.form == "duration" and n.high is None:
                return (
                    (n.unit or "year").rstrip("s")
                    if a.frames[a.items[k].number].linked in ("prep", "list")
                    and (a.frames[a.items[k].number].prep in ("of", "to", ""))
                    else None
                )
            if n.form != "count":
                return None
            j += 1
    return None


def _to_life(t: Tokens, previous: Reading, number: Number) -> bool:
    gap = t.low[previous.last + 1 : number.begins]
    return len(gap) <= 5 and "to" in gap and "," not in gap and not {"up", "and", "or"} & set(gap)


def _elliptical_term(a: Analysis, k: int, previous: str) -> bool:
    x = a.items[k]
    number = a.numbers[x.number]
    if number.low is None or number.low > 60:
        return False
    nxt = a.items[k + 1] if k + 1 < len(a.items) else None
    after = a.tokens.low[number.last + 1] if number.last + 1 < len(a.tokens) else "."
    if previous == "sentence_terms":
        return number.qualifier == "range" and after in ("for", ".", ";", ",") and False
    prev = a.items[k - 1] if k else None
    lead = a.tokens.low[x.first - 1] if x.first else ""
    return (nxt is None or nxt.kind in ("prep", "sub", "semi", "mark", "comma", "conj", "rel")) and after in ("for", "if", "when", "where", "in", ".", ";", ",", "and", "should", "with", "against", "under") and (
        prev is None or prev.kind in ("conj", "comma", "prep", "verb", "semi", "adv", "det", "noun")) and (
        number.qualifier in ("range", "at_most", "at_least") or lead in ("to", "or", "and", "of"))  # fmt: skip


def _bound_by_law(t: Tokens, number: Number) -> str:
    """ "a maximum of three years", "a minimum sentence of one year", "sets no more than two years'"."""
    before = t.low[max(0, number.begins - 7) : number.begins]
    after = t.low[number.last + 1 : number.last + 3]
    for w in reversed(before):
        if w in ("maximum", "max"):
            return "at_most"
        if w in ("minimum",):
            return "at_least"
        if w in (",", ";", "and"):
            break
    if "maximum" in after:
        return "at_most"
    return number.qualifier


def _counts_of_terms(a: Analysis, given: list[Reading]) -> None:
    """How many persons got each term: the persons numbered before it, since the term before."""
    t = a.tokens
    persons = []
    for k, x in enumerate(a.items):
        if x.kind != "num":
            continue
        n = a.numbers[x.number]
        if (
            n.form in ("count", "one")
            and n.high is None
            and n.low is not None
            and not any(r.number == x.number for r in given)
        ):
            frame = a.frames.get(x.number)
            if frame is None:
                continue
            if n.form == "one" and not (frame.heads and frame.heads[-1] in PERSON_NOUNS):
                continue
            if frame.heads and not any(
                h in PERSON_NOUNS or h in ("sentence_n", "suspended_n", "conviction") for h in frame.heads
            ):
                continue
            if frame.head_word and not frame.heads and n.form == "count" and frame.linked == "prep":
                continue
            persons.append((x.first, n, frame))
    floor = -1
    first_given = True
    for r in given:
        between = [p for p in persons if floor < p[0] < r.first]
        behind = t.low[r.last + 1 : r.last + 8]
        if between:
            r.count = int(between[-1][1].low or 0)
            r.frame = between[-1][2]
        elif first_given or True:
            words = t.low[max(floor + 1, 0) : r.first]
            gap = t.low[max(0, r.first - 8) : r.first]
            if any(w in ("him", "her") for w in words) or _singular_subject(a, r.first, floor):
                r.count = 1
            elif "all" in gap or "both" in gap or "each" in gap:
                r.notes.append("all")
            elif "them" in gap or ("they" in words):
                r.notes.append("them")
        # "terms of five years for two of them"
        later = [p for p in persons if r.last < p[0] <= r.last + 6]
        if (
            not between
            and r.count is None
            and later
            and "for" in behind[:4]
            and not any(x.first < later[0][0] and x.first > r.first for x in given)
        ):
            r.count = int(later[0][1].low or 0)
        floor = r.last
        first_given = False
    if len(given) > 1 and given[0].count == len(given) and all(r.count is None for r in given[1:]):
        for r in given:
            r.count = 1


def _singular_subject(a: Analysis, token: int, floor: int) -> bool:
    """Whether one person is the subject: "the recruiter was sentenced to six months"."""
    t = a.tokens
    for k, x in enumerate(a.items):
        if x.kind == "verb" and x.concept in ("sentence", "jail", "obtain", "take") and floor < x.first < token:
            if x.voice in ("active",) and x.concept == "sentence":
                j = k + 1
                if j < len(a.items) and a.items[j].kind == "det" and t.low[a.items[j].first] in ("the", "a", "another"):
                    noun = next((y for y in a.items[j : j + 5] if y.kind == "noun"), None)
                    return noun is not None and noun.form == "singular" and noun.concept in PERSON_NOUNS
                return False
            q = k - 1
            noun_at = None
            while q >= 0 and a.items[q].kind in ("noun", "word", "det", "mark", "adv", "conj", "prep", "rel"):
                if a.items[q].kind == "noun" and a.items[q].concept in PERSON_NOUNS:
                    noun_at = a.items[q]
                q -= 1
            if noun_at is not None:
                return noun_at.form == "singular"
            return any(w in ("he", "she") for w in t.low[floor + 1 : x.first])
    return False


def _scope(a: Analysis, r: Reading) -> tuple[int, int]:
    """The tokens whose words describe a figure: from itself to the next figure or the end of its clause."""
    t = a.tokens
    lo, hi = clause_bounds(t, r.first)
    end = hi
    for x in a.items:
        if x.kind == "num" and x.first > r.last and a.numbers[x.number].form in ("count", "money", "zero", "duration"):
            if a.numbers[x.number].form == "duration" and r.metric not in ("sentence_terms", "penalty_prescribed"):
                continue
            end = min(end, x.first)
            break
    for s, e in a.comparators:
        if s > r.last:
            end = min(end, s)
        if s <= r.first < e:
            end = min(end, e)
    return r.first, max(end - 1, r.last)


def _dimensions(a: Analysis, iso3: str | None, before: Sequence[Reading]) -> None:
    t = a.tokens
    for r in sorted(a.readings, key=lambda x: x.first):
        lo, hi = _scope(a, r)
        frame = r.frame
        if r.metric == "penalty_prescribed":
            r.exploitation = _penalty_exploitation(a, r, lo, hi)
            continue
        np_hi = frame.np_end if frame is not None and frame.np_end > r.last else r.last
        kinds = kinds_in(t, a.hits, lo, hi)
        own = exploitation_in(t, a.hits, lo, hi)
        if r.status != "reported" and r.number == -1:
            denied_to = _denial_end(a, r)
            own = exploitation_in(t, a.hits, r.first, denied_to)
            kinds = kinds_in(t, a.hits, r.first, denied_to)
        if r.metric in ("funding", "compensation", "persons_trained", "trainings", "inspections", "shelters"):
            own = own if r.metric == "compensation" and False else None
            kinds = set()
            if r.metric in ("persons_trained", "trainings", "inspections", "shelters"):
                pass
        if own is not None:
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
                r.exploitation = None if own_noun else whole.exploitation
            if r.exploitation is None and frame is not None and frame.bare() and not r.inherited:
                r.exploitation = _from_earlier(a, r, before)
            if r.metric == "sentence_terms":
                r.exploitation = r.exploitation or _of_persons(a, r, before, "exploitation")
        clause_lo, clause_hi = clause_bounds(t, r.first)
        if r.status == "reported":
            r.official = r.official or is_official(r.metric, frame, t, a.hits, r.first, min(hi, np_hi + 6))
        else:
            r.official = r.official or is_official(r.metric, frame, t, a.hits, clause_lo, clause_hi)
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
                near = [x for x in a.readings if x.metric in LAW_METRICS and x.first < r.first] or [
                    x for x in before if x.metric in LAW_METRICS and frame.partitive
                ]
                r.official = bool(near and max(near, key=lambda x: x.first).official)
        if r.metric == "sentence_terms" and not r.official:
            r.official = bool(_of_persons(a, r, before, "official"))
        if r.metric in VICTIM_METRICS or r.metric in LAW_METRICS or r.metric == "persons_trained":
            first = frame.item if frame is not None else 0
            del first
            age, gender, nationality = people(t, frame, r.last, max(np_hi, r.last), iso3)
            r.age, r.gender = age or r.age, gender or r.gender
            r.nationality = nationality or r.nationality


def root(r: Reading) -> Reading | None:
    """The whole that a part, or a part of a part's list, belongs to."""
    whole = r.total
    seen = 0
    while whole is not None and whole.total is not None and (whole.part or whole.inherited) and seen < 12:
        whole = whole.total
        seen += 1
    return whole


def _from_earlier(a: Analysis, r: Reading, before: Sequence[Reading]) -> str | None:
    """ "brought one of them before a judge": the kind of what "of them", or a number without a noun, refers back to."""
    if r.frame is None or r.metric not in LAW_METRICS | VICTIM_METRICS:
        return None
    earlier = [x for x in a.readings if x.first < r.first and x.metric in LAW_METRICS | VICTIM_METRICS and not x.part]
    if earlier:
        return max(earlier, key=lambda x: x.first).exploitation
    if r.frame.partitive and before:
        return before[0].exploitation
    return None


def _of_persons(a: Analysis, r: Reading, before: Sequence[Reading], what: str) -> str | bool | None:
    """What is said of the persons who got a term: those of its own number, or those convicted before."""
    rows = [x for x in a.readings if x.metric != "sentence_terms" and x.first < r.first and x.metric in LAW_METRICS]
    mine = (
        [x for x in rows if r.frame is not None and x.frame is r.frame]
        or rows
        or [x for x in before if x.metric in ("convictions", "prosecutions")]
    )
    value: str | bool | None = getattr(mine[-1], what) if mine else None
    return value


def _denial_end(a: Analysis, r: Reading) -> int:
    """Where the words of a denied verb end: its clause, or the next finite verb joined to it."""
    _, hi = clause_bounds(a.tokens, r.first)
    for k, x in enumerate(a.items):
        if (
            x.first > r.last
            and x.kind == "conj"
            and k + 1 < len(a.items)
            and a.items[k + 1].kind == "verb"
            and a.items[k + 1].finite
            and a.items[k + 1].first > r.last
        ):
            return x.first
    return hi


def _penalty_exploitation(a: Analysis, r: Reading, lo: int, hi: int) -> str | None:
    t = a.tokens
    clause_lo, clause_hi = clause_bounds(t, r.first)
    kinds = kinds_in(t, a.hits, lo, hi)
    if len(kinds) == 1:
        return next(iter(kinds))
    if kinds:
        return None
    first_term = not any(x.metric == r.metric and clause_lo <= x.first < r.first for x in a.readings)
    if first_term:
        kinds = kinds_in(t, a.hits, clause_lo, r.first)
        return next(iter(kinds)) if len(kinds) == 1 else None
    prior = [x for x in a.readings if x.metric == r.metric and x.first < r.first and x.first >= clause_lo]
    between = kinds_in(t, a.hits, prior[-1].last, r.first) if prior else set()
    if len(between) == 1 and not kinds_in(t, a.hits, clause_lo, prior[0].first):
        return None
    kinds = kinds_in(t, a.hits, clause_lo, prior[0].first) if prior else set()
    return next(iter(kinds)) if len(kinds) == 1 else None


def _from_lead(a: Analysis, r: Reading) -> str | None:
    """Exploitation named before the figure: by a leading "For labor trafficking, …", or by the subject of its verb."""
    t = a.tokens
    clause_lo, _ = clause_bounds(t, r.first)
    earlier = [
        x
        for x in a.items
        if x.kind == "num" and clause_lo <= x.first < r.first and a.numbers[x.number].form in ("count", "zero")
    ]
    if earlier:
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
