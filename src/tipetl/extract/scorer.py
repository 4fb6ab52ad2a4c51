"""What the trained scorer sees of a number: features of its frame, its neighbours and the rules' readings.

What belongs here: turning a number's surroundings into features. They are the frame's own slots and the words about the
number, so that ``tipetl explain`` can say which of them decided. The weights are ``tipetl.extract.network``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tipetl.extract.readings import CASE_NOUNS, COMPATIBLE, PERSON_NOUNS
from tipetl.language.cardinals import word_value
from tipetl.language.words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tipetl.extract.analysis import Analysis
    from tipetl.extract.frame import Frame
    from tipetl.extract.readings import Reading
    from tipetl.language.tokens import Tokens

#: Metrics that the scorer decides on; terms and penalties are read from durations alone.
SCORED = (
    "investigations",
    "arrests",
    "charges",
    "prosecutions",
    "prosecutions_ongoing",
    "convictions",
    "acquittals",
    "dismissals",
    "sentences_suspended",
    "victims_identified",
    "victims_referred",
    "victims_assisted",
    "victims_repatriated",
    "victims_residence",
    "victims_in_proceedings",
    "victims_compensated",
    "victims_penalized",
    "compensation",
    "shelters",
    "funding",
    "persons_trained",
    "trainings",
    "inspections",
    "hotline_calls",
)
STOP = word_set("scorer.stop")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A crude stem: enough to join "convicted", "convicting" and "convicts"."""
    for tail in ("ing", "ed", "es", "s", "ly"):
        if word.endswith(tail) and len(word) - len(tail) >= 4:
            return word[: -len(tail)]
    return word


def plain_words(t: Tokens) -> list[str]:
    """The words of a sentence as the scorer sees them: figures all alike and names all alike, so that another figure
    or another
    country's name changes nothing."""
    out: list[str] = []
    for i, w in enumerate(t.low):
        if w[0].isdigit() or word_value(w) is not None:
            out.append("#")
        elif i and t.text[i][0].isupper():
            out.append("Name")
        else:
            out.append(stem(w))
    return out


def sentence_features(a: Analysis) -> list[str]:
    """The features that all numbers of a sentence share: its words, once each."""
    words = a.plain or plain_words(a.tokens)
    return ["b:" + w for w in sorted(set(words)) if w not in STOP and w[0].isalpha()]


def features(
    a: Analysis,
    k: int,
    frame: Frame,
    section: str,
    rule_readings: Iterable[Reading],
    last: Reading | None,
    before: Reading | None,
    topic: str | None,
) -> list[str]:
    """The features of number item ``k``. ``last`` is the reading before it in the sentence, ``before`` the last of
    the sentence
    before, ``topic`` the metric of the paragraph's first figure."""
    t = a.tokens
    item = a.items[k]
    number = a.numbers[item.number]
    compared = any(s <= item.first < e for s, e in a.comparators)
    kind = (
        "bare"
        if frame.bare()
        else "person"
        if any(h in PERSON_NOUNS for h in frame.heads)
        else "case"
        if any(h in CASE_NOUNS for h in frame.heads)
        else "head"
        if frame.heads
        else "other"
    )
    out = [
        "form=" + number.form,
        "sec=" + section,
        "kind=" + kind,
        "linked=" + frame.linked,
        f"form={number.form}|sec={section}",
    ]
    if frame.prep:
        out += ["prep=" + frame.prep, f"prep={frame.prep}|{kind}"]
    if frame.partitive:
        out.append("partitive")
    if frame.definite:
        out.append("definite")
        out.append("definite|" + frame.linked)
    if compared:
        out.append("compared")
    if frame.generic_verb:
        out.append("generic")
    if frame.modal:
        out.append("modal")
    rule_metrics = []
    for r in rule_readings:
        rule_metrics.append(r.metric)
        out.append(f"rule={r.metric}")
        out.append(f"rule={r.metric}|{'inherited' if r.inherited else 'own' if r.score >= 4 else 'weak'}")
        out.append(f"rule={r.metric}|{kind}")
        out.append(f"ruleid={r.rule}")
        if r.inherited:
            out.append(
                f"inherited|{frame.linked}|{kind}|{'v' if frame.does or frame.acts or frame.generic_verb else '-'}"
            )
    if not rule_metrics:
        out.append("norule")
        out.append("norule|sec=" + section)
    for h in sorted(set(frame.heads)):
        out += ["head=" + h, f"head={h}|sec={section}"]
    if frame.head_word:
        out.append("hw=" + stem(frame.head_word))
    for h in sorted(set(frame.nouns)):
        out.append("np=" + h)
    head = frame.heads[-1] if frame.heads else kind
    for v in sorted(set(frame.acts)):
        out += ["act=" + v, f"act={v}|{head}"]
    for v in sorted(set(frame.does)):
        out += ["does=" + v, f"does={v}|{head}"]
    for v in sorted(set(frame.post)):
        out += ["post=" + v, f"post={v}|{frame.acts[0] if frame.acts else '-'}"]
    value = number.low
    if value is not None and value > 2 and (value in a.told or any(n.low == value for n in a.numbers[: item.number])):
        # "of the 41 offenders", "the 41 included": perhaps the figure given before
        again = f"again|{'the' if frame.definite else '-'}|{frame.prep or frame.linked}"
        out += ["again", again, f"{again}|{kind}"]
    for c, p in frame.of[:3]:
        out += [f"of={c}", f"of={c} {p}"]
    for c in sorted(frame.right):
        out.append("R=" + c)
        if not frame.acts and not frame.does:
            out.append("R0=" + c)
        for v in frame.acts[:2] + frame.does[:1]:
            out.append(f"R={c}|{v}")
    for c in sorted(frame.left):
        out.append("L=" + c)
    # the words about it
    first, end = item.first, max(item.last, frame.np_end)
    words = a.plain or plain_words(t)
    left = words[max(0, first - 6) : first]
    right = words[end + 1 : end + 8]
    for w in words[item.last + 1 : end + 1]:
        out.append("n:" + w)
    for d, w in enumerate(reversed(left)):
        if d < 2:
            out.append(f"l{d}:{w}")
        if w not in STOP:
            out.append("l:" + w)
    for d, w in enumerate(right):
        if d < 2:
            out.append(f"r{d}:{w}")
        if w not in STOP:
            out.append("r:" + w)
    link = f"{frame.linked}|{kind}|{'v' if frame.does or frame.acts or frame.generic_verb else '-'}"
    if last is not None:
        fits = not frame.heads or any(h in COMPATIBLE.get(last.metric, ()) for h in frame.heads)
        out += [
            f"last={last.metric}",
            f"last={last.metric}|{link}",
            f"last={last.metric}|{fits}",
            f"lastany|{link}|{fits}",
            f"last={last.metric}|{'c' if compared else '-'}|{kind}",
        ]
        gap = " ".join(words[last.last + 1 : item.first][-3:])
        out.append("gap=" + gap)
    else:
        out.append("first")
        if before is not None:
            out += [f"before={before.metric}", f"before={before.metric}|{link}"]
        if topic is not None:
            out += [f"topic={topic}", f"topic={topic}|{kind}"]
    return out


def shared_features(
    a: Analysis,
    k: int,
    frame: Frame,
    rule_readings: Sequence[Reading],
    last: Reading | None,
    before: Reading | None,
    topic: str | None,
) -> list[list[str]]:
    """For each metric of ``SCORED``, features that mean the same whatever the metric: did a rule give it, is it the
    metric of the
    figure before, can its noun be counted by it. Rare metrics learn from the frequent ones through them."""
    item = a.items[k]
    compared = any(s <= item.first < e for s, e in a.comparators)
    kind = "bare" if frame.bare() else "head" if frame.heads else "other"
    verb = "v" if frame.does or frame.acts or frame.generic_verb else "-"
    link = f"{frame.linked}|{kind}|{verb}"
    best = max((r.score for r in rule_readings if not r.inherited), default=0.0)
    asked = {r.metric for r in rule_readings}
    asked |= {
        x
        for x in (last.metric if last is not None else None, before.metric if before is not None else None, topic)
        if x
    }
    rows: dict[bool, list[str]] = {}
    out: list[list[str]] = []
    for m in SCORED:
        fits = any(h in COMPATIBLE.get(m, ()) for h in frame.heads) if frame.heads else frame.bare()
        if m not in asked:
            # nothing speaks for this metric by itself: one row serves all such metrics
            if fits not in rows:
                rows[fits] = _unasked(frame, kind, fits, best, bool(rule_readings), last is not None)
            out.append(rows[fits])
            continue
        mine = [r for r in rule_readings if r.metric == m]
        row: list[str] = []
        for r in mine:
            bucket = int(min(r.score, 8.0))
            row += (
                ["inherited", f"inherited|{link}", f"inherited|{'c' if compared else '-'}"]
                if r.inherited
                else ["own", f"own|{bucket}", f"own|{kind}|{bucket}", f"own|{len(rule_readings)}"]
            )
            row.append(f"form|{a.numbers[item.number].form}")
        if not mine:
            row += _unasked(frame, kind, fits, best, bool(rule_readings), False)
        elif frame.heads:
            row.append("fits" if fits else "misfit")
        if last is not None and last.metric == m:
            row += [f"last|{link}", f"last|{fits}|{'c' if compared else '-'}", f"last|{kind}|{len(mine)}"]
        elif last is not None:
            row.append("otherlast|" + str(len(mine)))
        if last is None and before is not None and before.metric == m:
            row += [f"before|{link}", f"before|{kind}|{'p' if frame.partitive else '-'}"]
        if last is None and topic == m:
            row.append(f"topic|{link}")
        out.append(row)
    return out


def _unasked(frame: Frame, kind: str, fits: bool, best: float, ruled: bool, after: bool) -> list[str]:
    """The shared features of a metric that no rule gave."""
    row: list[str] = []
    if ruled:
        row.append("rival-inherited" if best == 0 else "rival" if best < 5 else "rival-strong")
    else:
        row.append("norule|" + kind)
    if frame.heads:
        row.append("fits" if fits else "misfit")
    if after:
        row.append("otherlast|0")
    return row
