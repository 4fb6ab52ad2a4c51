"""What the trained scorer decides on, and what speaks for each metric in the same way whatever the metric.

What belongs here: the metrics, and their shared features. What it sees of the number itself is
``tipetl.extract.features``; the weights are ``tipetl.extract.network``.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tipetl.extract.readings import COMPATIBLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.extract.analysis import Analysis
    from tipetl.extract.frame import Frame
    from tipetl.extract.readings import Reading

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


class Unasked:
    """The shared features of the metrics that nothing speaks for: ``fit`` or ``misfit``, as the number's noun can be
    counted by the metric or not (``fitting``). Made once for all numbers that are alike in this, and so looked up by
    what it is."""

    __slots__ = ("fit", "fitting", "misfit")

    def __init__(self, fitting: tuple[bool, ...], misfit: tuple[str, ...], fit: tuple[str, ...]) -> None:
        self.fitting, self.misfit, self.fit = fitting, misfit, fit


class Shared(NamedTuple):
    """The shared features of a number: those of ``asked`` for a metric that something speaks for by itself (by its
    place in ``SCORED``), else those of ``unasked``."""

    unasked: Unasked
    asked: dict[int, tuple[str, ...]]

    def rows(self) -> list[Sequence[str]]:
        """The features for each metric of ``SCORED``; metrics with the same features share one row."""
        said = self.unasked
        return [self.asked.get(k, said.fit if fits else said.misfit) for k, fits in enumerate(said.fitting)]


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
    asked: set[str] = set()
    rival = "norule|" + kind
    if ruled:
        asked = {r.metric for r in rule_readings}
        best = max((r.score for r in rule_readings if not r.inherited), default=0.0)
        rival = "rival-inherited" if best == 0 else "rival" if best < 5 else "rival-strong"
    for told in (last, before):
        if told is not None:
            asked.add(told.metric)
    if topic is not None:
        asked.add(topic)
    after = last is not None
    # where nothing speaks for a metric by itself, one row serves all such metrics
    unasked = _of_unasked(tuple(frame.heads), kind == "bare", rival, after)
    out: dict[int, tuple[str, ...]] = {}
    for m in asked:
        place = PLACE.get(m)
        if place is None:
            continue
        fits = unasked.fitting[place]
        mine = 0
        row: tuple[str, ...] = ()
        for r in rule_readings:
            if r.metric == m:
                mine += 1
                bucket = -1 if r.inherited else int(min(r.score, 8.0))
                row += _ruled(bucket, link, compared, kind, len(rule_readings), a.numbers[item.number].form)
        if not mine:
            row += _unasked(rival, headed, fits, False)
        elif headed:
            row += ("fits",) if fits else ("misfit",)
        if last is not None:
            row += _after_figure(last.metric == m, link, fits, compared, kind, mine)
        elif (before is not None and before.metric == m) or topic == m:
            row += _carried(before is not None and before.metric == m, topic == m, link, kind, frame.partitive)
        out[place] = row
    return Shared(unasked, out)


@lru_cache(maxsize=4096)
def _ruled(bucket: int, link: str, compared: bool, kind: str, rivals: int, form: str) -> tuple[str, ...]:
    """What a rule's reading says for its metric; ``bucket`` is its score, -1 where it is inherited."""
    if bucket < 0:
        return "inherited", f"inherited|{link}", f"inherited|{'c' if compared else '-'}", f"form|{form}"
    return "own", f"own|{bucket}", f"own|{kind}|{bucket}", f"own|{rivals}", f"form|{form}"


@lru_cache(maxsize=4096)
def _after_figure(same: bool, link: str, fits: bool, compared: bool, kind: str, mine: int) -> tuple[str, ...]:
    """What the figure before says for a metric, by whether it has the ``same``."""
    if not same:
        return (f"otherlast|{mine}",)
    return f"last|{link}", f"last|{fits}|{'c' if compared else '-'}", f"last|{kind}|{mine}"


@lru_cache(maxsize=4096)
def _carried(before: bool, topic: bool, link: str, kind: str, partitive: bool) -> tuple[str, ...]:
    """What the sentence before and the paragraph say for a metric."""
    row = (f"before|{link}", f"before|{kind}|{'p' if partitive else '-'}") if before else ()
    return (*row, f"topic|{link}") if topic else row


@lru_cache(maxsize=4096)
def _fitting(heads: tuple[str, ...], bare: bool) -> tuple[bool, ...]:
    """For each metric of ``SCORED``, whether the nouns of a number can be counted by it."""
    return tuple(any(h in COMPATIBLE.get(m, ()) for h in heads) if heads else bare for m in SCORED)


@lru_cache(maxsize=4096)
def _of_unasked(heads: tuple[str, ...], bare: bool, rival: str, after: bool) -> Unasked:
    """What the metrics say that nothing speaks for."""
    fitting, headed = _fitting(heads, bare), bool(heads)
    return Unasked(fitting, _unasked(rival, headed, False, after), _unasked(rival, headed, True, after))


@cache
def _unasked(rival: str, headed: bool, fits: bool, after: bool) -> tuple[str, ...]:
    """The shared features of a metric that no rule gave."""
    row = [rival]
    if headed:
        row.append("fits" if fits else "misfit")
    if after:
        row.append("otherlast|0")
    return tuple(row)
