"""The frame of each number that may count something, with what the sentence's subject and lead say of it.

What belongs here: what a number is tied to, whatever it counts. What does not: the rules that fit a frame (``counts``).
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from tipetl.figures.record.readings import PERSON_NOUNS
from tipetl.language.rules import EVENT_NOUNS
from tipetl.syntax.frames import build_frame
from tipetl.syntax.governors import collect_subject
from tipetl.syntax.shared_nouns import joined

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.syntax.frame import Frame
    from tipetl.syntax.items import Item

#: what victims are given, and a pronoun may stand for
GIFTS = frozenset(("permit", "compensation_n", "care", "travel_paper"))
#: how many nouns back the one that "of which" numbers may stand
FAR_NOUN = 6
COUNTING = frozenset(("count", "zero", "unknown", "one"))


def frame_counts(a: Analysis) -> None:
    """The frames of the numbers that may count something."""
    t, items = a.tokens, a.items
    for k in a.nums:
        x = items[k]
        number = a.numbers[x.number]
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
        frame = build_frame(t, items, k, a.hits, words_end(a, k), listing=zero)
        frame.none = number.form == "zero" or number.low == 0
        span = a.comparator_at(x.first)
        if span is not None and t.low[span[0]] == "against":
            # "13 cases in 2000 against 26 the year before": the noun before it is that of the other figure
            frame.of = [pair for pair in frame.of if pair[1] != "against"]
        a.frames[x.number] = frame
        add_subject(a, frame)
        if number.low != 1:
            _lead_verb(items, frame)
        _got_them(a, frame)
    for k in a.nums:
        if items[k].number in a.frames:
            _one_each(a, k)


def _one_each(a: Analysis, k: int) -> None:
    """ "Investigations and prosecutions numbered 38 and 29": each of the nouns its own number."""
    frame = a.frames[a.items[k].number]
    if not frame.heads or frame.head_word or "amount" not in frame.acts:
        return
    nouns = _listed_subject(a.items, frame)
    row = [k]
    for j in range(k + 1, min(len(a.items), k + 3 * len(nouns))):
        x = a.items[j]
        if x.kind == "num" and x.number in a.frames and a.frames[x.number].bare():
            row.append(j)
        elif x.kind not in ("comma", "conj"):
            break
    if len(row) < 2 or len(row) != len(nouns):
        return
    for j, noun in zip(row, nouns, strict=True):
        other = a.frames[a.items[j].number]
        other.heads, other.acts, other.linked = [noun], list(frame.acts), "verb"


def _got_them(a: Analysis, frame: Frame) -> None:
    """Names what a pronoun stands for that was got: "12 victims applied for permits; nine received them"."""
    if "obtain" not in frame.does or not frame.verbs:
        return
    j = frame.verbs[0]
    if j + 1 >= len(a.items) or a.tokens.low[a.items[j + 1].first] not in ("them", "it"):
        return
    noun = next((x.concept for x in reversed(a.items[:j]) if x.kind == "noun" and x.concept in GIFTS), None)
    if noun is not None:
        frame.right.add(noun)


def _listed_subject(items: list[Item], frame: Frame) -> list[str]:
    """The nouns listed before the verb that states a number, in their order."""
    j = next((j for j in frame.verbs if items[j].concept == "amount"), frame.item)
    while j > 0 and (items[j].kind in ("prep", "num", "adv", "time") or j == frame.item):
        j -= 1
    out: list[str] = []
    for x in reversed(items[:j]):
        if x.kind == "noun" and x.concept in EVENT_NOUNS:
            out.insert(0, x.concept)
        elif x.kind == "prep":
            out.clear()  # "dismissals in trafficking trials"
        elif x.kind not in ("noun", "word", "comma", "conj", "det", "adv"):
            break
    return out


def words_end(a: Analysis, k: int) -> int:
    """The token at which the words of number item ``k`` end: the next figure that counts, or the end."""
    row = joined(a.tokens, a.items, k)
    for j in a.nums[bisect_right(a.nums, k) :]:
        x = a.items[j]
        if (
            a.items[j - 1].kind == "det"
            and j - 2 == k + 1
            and a.items[j - 2].kind == "prep"
            and a.items[j - 2].form == "of"
        ):
            continue  # "seven of the 16": the words go on behind the number referred back to
        if a.items[j - 1].kind == "mark" and j <= k + 5 and a.items[k + 1].form == "of":
            continue  # "three of the country's eight shelters"
        if j in row:
            continue  # "12 and seven children": one phrase
        if not (a.items[j - 1].kind == "prep" and a.items[j - 1].form == "of" and j <= k + 4) and a.numbers[
            x.number
        ].form in ("count", "zero", "money", "unknown"):
            return x.first
    return len(a.tokens.low)


def _lead_verb(items: list[Item], frame: Frame) -> None:
    """ "In 11 cases, judges dismissed the charges": the verb of the clause governs the cases that open it."""
    if frame.linked != "lead" or frame.prep != "in" or "case" not in frame.heads or frame.of:
        return
    j = frame.np_end_item + 1
    while j < len(items) and items[j].kind not in ("semi", "colon", "rel", "open", "dash"):
        x = items[j]
        if x.kind == "verb" and x.finite:
            if x.concept and not x.negated:
                frame.of.append((f"verb:{x.concept}", "in"))
            return
        j += 1


def add_subject(a: Analysis, frame: Frame) -> None:
    """What the subject says of a number that its verb only states ("the number of victims identified rose to 55")."""
    stating = [
        j
        for j in frame.verbs
        if a.items[j].concept in ("amount", "be", "have") or (a.items[j].concept == "gather" and frame.bare())
    ]
    if not stating and frame.linked == "prep" and frame.prep in ("to", "at", "from", "in", "of", "by"):
        q = frame.item - 1
        while q >= 0 and (
            a.items[q].kind in ("prep", "num", "time", "det", "adv", "word", "mark", "noun")
            or (a.items[q].kind == "comma" and a.items[q - 1].concept == "amount")  # "fell, to 95 from 121"
        ):
            q -= 1
        if q >= 0 and a.items[q].kind == "verb" and a.items[q].concept == "amount":
            frame.acts.append("amount")
            stating = [q]
            collect_subject(a.items, q, frame)
    if _of_which_there_were(a, frame):
        return
    if not stating and frame.bare() and (event := _gapped_subject(a.items, frame)):
        frame.heads = [event]
        frame.acts += ["amount", "report"]
    if not stating:
        return
    if frame.linked in ("start",) and "be" in frame.does:
        return
    subject_verbs = [c.removeprefix("verb:") for c in sorted(frame.subject) if c.startswith("verb:")]
    if frame.bare() or (frame.head_word and not frame.heads):
        nouns = _subject_nouns(a.items, stating[0])
        if nouns and frame.bare() and not ("gather" in frame.acts and "training" in nouns):
            frame.heads = nouns
    if "amount" in frame.acts or "be" in frame.acts:
        for v in subject_verbs:
            frame.acts.append(v)
            frame.does.append(v)
        if ("amount" in frame.acts or "gather" in frame.acts) and any(h in EVENT_NOUNS for h in frame.heads):
            frame.acts.append("report")


def _of_which_there_were(a: Analysis, frame: Frame) -> bool:
    """Gives a number the noun that its clause numbers: "shelters for women, of which there were nine"."""
    if not frame.bare() or "be" not in frame.acts or not frame.verbs:
        return False
    items, low = a.items, a.tokens.low
    which = items[frame.verbs[0]].first - 3
    if low[max(0, which) : which + 3] != ["of", "which", "there"]:
        return False
    told = [x for x in items[: a.items_from(which)] if x.kind in ("noun", "word")][-FAR_NOUN:]
    if told and told[-1].kind == "word" and low[told[-1].last].endswith("s"):
        frame.head_word = low[told[-1].last]  # "special rooms, of which there were 16"
        return True
    noun = next((x for x in reversed(told) if x.kind == "noun" and x.concept not in PERSON_NOUNS), None)
    if noun is not None and noun.concept:
        frame.heads, frame.head_word = [noun.concept], low[noun.last]
    return noun is not None


def _gapped_subject(items: list[Item], frame: Frame) -> str | None:
    """The subject whose verb is left out: "prosecutions rose from 56 to 109, and convictions from 36 to 46"."""
    if frame.linked != "prep" or frame.prep not in ("from", "to"):
        return None
    q = frame.item - 1
    while q > 0 and items[q].kind in ("prep", "num", "time", "det", "adv"):
        q -= 1
    x = items[q]
    gapped = x.kind == "noun" and x.concept in EVENT_NOUNS and q > 0 and items[q - 1].kind in ("conj", "comma", "semi")
    return x.concept if gapped and any(y.kind == "verb" and y.concept == "amount" for y in items[:q]) else None


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
