"""What the trained scorer sees of a number: features of its frame, its neighbours and the rules' readings.

What belongs here: turning a number's surroundings into features. They are the frame's own slots and the words about the
number, so that ``tipetl explain`` can say which of them decided. The weights are ``tipetl.extract.network``.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tipetl.extract.readings import CASE_NOUNS, COMPATIBLE, PERSON_NOUNS
from tipetl.language.cardinals import word_value
from tipetl.language.memo import Memo
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
#: where each metric stands in ``SCORED``
PLACE = {metric: k for k, metric in enumerate(SCORED)}
STOP = word_set("scorer.stop")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A crude stem: enough to join "convicted", "convicting" and "convicts"."""
    for tail in ("ing", "ed", "es", "s", "ly"):
        if word.endswith(tail) and len(word) - len(tail) >= 4:
            return word[: -len(tail)]
    return word


def _plain(text: str) -> str:
    """A word that does not begin its sentence as the scorer sees it."""
    low = text.lower()
    if low[0].isdigit() or word_value(low) is not None:
        return "#"
    return "Name" if text[0].isupper() else stem(low)


def _whole(word: str) -> str | None:
    """The feature of a word of the sentence, wherever it stands."""
    return "b:" + word if word not in STOP and word[0].isalpha() else None


_PLAIN, _WHOLE = Memo(_plain), Memo(_whole)


def plain_words(t: Tokens) -> list[str]:
    """The words of a sentence as the scorer sees them: figures all alike and names all alike, so that another figure
    or another
    country's name changes nothing."""
    out = [*map(_PLAIN.__getitem__, t.text)]
    if out and out[0] == "Name":
        out[0] = stem(t.low[0])
    return out


def sentence_features(a: Analysis) -> list[str]:
    """The features that all numbers of a sentence share: its words, once each."""
    words = a.plain or plain_words(a.tokens)
    return [f for f in map(_WHOLE.__getitem__, sorted(set(words))) if f]


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
    compared = a.comparator_at(item.first) is not None
    kind = (
        "bare"
        if frame.bare()
        else "person"
        if not PERSON_NOUNS.isdisjoint(frame.heads)
        else "case"
        if not CASE_NOUNS.isdisjoint(frame.heads)
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


class Shared(NamedTuple):
    """The shared features of a number: those of ``asked`` for a metric that something speaks for by itself (by its
    place in ``SCORED``), else those of ``fit`` or ``misfit``, as the number's noun can be counted by it or not."""

    fitting: tuple[bool, ...]
    misfit: tuple[str, ...]
    fit: tuple[str, ...]
    asked: dict[int, tuple[str, ...]]

    def rows(self) -> list[Sequence[str]]:
        """The features for each metric of ``SCORED``; metrics with the same features share one row."""
        return [self.asked.get(k, self.fit if fits else self.misfit) for k, fits in enumerate(self.fitting)]


def shared_parts(
    a: Analysis,
    k: int,
    frame: Frame,
    rule_readings: Sequence[Reading],
    last: Reading | None,
    before: Reading | None,
    topic: str | None,
) -> Shared:
    """For each metric of ``SCORED``, features that mean the same whatever the metric: did a rule give it, is it the
    metric of the figure before, can its noun be counted by it. Rare metrics learn from frequent ones through them."""
    item = a.items[k]
    compared = a.comparator_at(item.first) is not None
    headed, ruled = bool(frame.heads), bool(rule_readings)
    kind = "bare" if frame.bare() else "head" if headed else "other"
    verb = "v" if frame.does or frame.acts or frame.generic_verb else "-"
    link = f"{frame.linked}|{kind}|{verb}"
    best = max((r.score for r in rule_readings if not r.inherited), default=0.0)
    rival = ("rival-inherited" if best == 0 else "rival" if best < 5 else "rival-strong") if ruled else "norule|" + kind
    asked = {r.metric for r in rule_readings}
    asked |= {
        x
        for x in (last.metric if last is not None else None, before.metric if before is not None else None, topic)
        if x
    }
    fitting = _fitting(tuple(frame.heads), frame.bare())
    # where nothing speaks for a metric by itself, one row serves all such metrics
    after = last is not None
    out: dict[int, tuple[str, ...]] = {}
    for m in asked:
        place = PLACE.get(m)
        if place is None:
            continue
        fits = fitting[place]
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
            row += _unasked(rival, headed, fits, False)
        elif headed:
            row.append("fits" if fits else "misfit")
        if last is not None and last.metric == m:
            row += [f"last|{link}", f"last|{fits}|{'c' if compared else '-'}", f"last|{kind}|{len(mine)}"]
        elif last is not None:
            row.append("otherlast|" + str(len(mine)))
        if last is None and before is not None and before.metric == m:
            row += [f"before|{link}", f"before|{kind}|{'p' if frame.partitive else '-'}"]
        if last is None and topic == m:
            row.append(f"topic|{link}")
        out[place] = tuple(row)
    return Shared(fitting, _unasked(rival, headed, False, after), _unasked(rival, headed, True, after), out)


@lru_cache(maxsize=4096)
def _fitting(heads: tuple[str, ...], bare: bool) -> tuple[bool, ...]:
    """For each metric of ``SCORED``, whether the nouns of a number can be counted by it."""
    return tuple(any(h in COMPATIBLE.get(m, ()) for h in heads) if heads else bare for m in SCORED)


@cache
def _unasked(rival: str, headed: bool, fits: bool, after: bool) -> tuple[str, ...]:
    """The shared features of a metric that no rule gave."""
    row = [rival]
    if headed:
        row.append("fits" if fits else "misfit")
    if after:
        row.append("otherlast|0")
    return tuple(row)
