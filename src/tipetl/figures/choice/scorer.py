"""Makes the shared features: those that mean the same thing for every metric.

What does not belong here: features of the number itself (``features``), or the weights (``network``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.record.analysis import PLACE
from tipetl.figures.record.readings import COMPATIBLE
from tipetl.figures.record.sights import Stance
from tipetl.language.memo import Memo
from tipetl.metrics import SCORED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.readings import Reading
    from tipetl.syntax.frames.frame import Frame


class Row:
    """The shared features of one metric, by name. Equal rows are one object, so look-ups compare identities."""

    __slots__ = ("names",)

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names


class Unasked:
    """The shared features of metrics without evidence of their own: ``fit`` or ``misfit``, according to whether the
    metric can count the number's noun (``fitting``). Like a ``Row``, an instance is made once for all numbers with the
    same features."""

    __slots__ = ("fit", "fitting", "misfit")

    def __init__(self, fitting: tuple[bool, ...], misfit: Row, fit: Row) -> None:
        self.fitting, self.misfit, self.fit = fitting, misfit, fit


class Shared(NamedTuple):
    """The shared features of a number: ``asked``, by index in ``SCORED``, for metrics with evidence of their own;
    ``unasked`` for all others."""

    unasked: Unasked
    asked: dict[int, Row]

    def rows(self) -> list[Sequence[str]]:
        """Return the features for each metric of ``SCORED``; metrics with the same features share one row."""
        said = self.unasked
        return [self.asked.get(k, said.fit if fits else said.misfit).names for k, fits in enumerate(said.fitting)]


def stance_of(frame: Frame, form: str, compared: bool) -> Stance:
    """Return the inputs of the shared features that do not depend on earlier readings."""
    kind = "head" if frame.heads else "other" if frame.head_word else "bare"
    link = LINK[frame.linked, kind, bool(frame.does or frame.acts or frame.generic_verb)]
    return Stance(tuple(frame.heads), form, kind, link, frame.partitive, compared)


def shared_parts(
    stance: Stance,
    rule_readings: Sequence[Reading],
    last: Reading | None,
    before: Reading | None,
    topic: str | None,
) -> Shared:
    """Return, for each metric of ``SCORED``, the features that mean the same thing for every metric. These features say
    whether a rule chose the metric, whether the previous figure has it, and whether the metric can count the noun.
    Through these features, rare metrics learn from frequent ones."""
    compared, link, kind = stance.compared, stance.link, stance.kind
    asked = {r.metric for r in rule_readings}
    rival = _NO_RULE[kind]
    if rule_readings:
        best = max([r.score for r in rule_readings if not r.inherited], default=0.0)
        rival = "rival-inherited" if best == 0 else "rival" if best < 5 else "rival-strong"
    before_metric = before.metric if before is not None else None
    last_metric = last.metric if last is not None else None
    if last_metric is not None:
        asked.add(last_metric)
    if before_metric is not None:
        asked.add(before_metric)
    if topic is not None:
        asked.add(topic)
    # one row serves all metrics without evidence of their own
    unasked = _UNASKED[stance.heads, kind, rival, last is not None]
    out: dict[int, Row] = {}
    for metric in asked:
        place = PLACE.get(metric)
        if place is None:
            continue
        scores: tuple[int, ...] = ()
        if rule_readings:
            scores = tuple([-1 if r.inherited else int(min(r.score, 8.0)) for r in rule_readings if r.metric == metric])
        if last_metric is not None:
            told = "last" if last_metric == metric else "other"
        else:
            told = "both" if before_metric == topic == metric else "before" if before_metric == metric else "topic"
            told = told if before_metric == metric or topic == metric else ""
        rivals, shape = (len(rule_readings), stance.form) if scores else (0, rival)
        out[place] = _ROW[
            scores, rivals, shape, unasked.fitting[place], told, link, kind, compared, stance.partitive,
        ]  # fmt: skip
    return Shared(unasked, out)


Asked = tuple[tuple[int, ...], int, str, bool, str, str, str, bool, bool]


def _row(key: Asked) -> Row:
    """Makes the features of a metric with evidence of its own. These features depend on the ``scores`` of the rules
    that chose the metric (-1 if inherited) among ``rivals`` rules, on ``shape``, on whether the nouns fit, and on which
    earlier figure has the metric (``told``). ``shape`` is the number's form or, without such rules, the strength of the
    best rival."""
    scores, rivals, shape, fits, told, link, kind, compared, partitive = key
    names: list[str] = []
    mark = "c" if compared else "-"
    for score in scores:
        if score < 0:
            names += "inherited", f"inherited|{link}", f"inherited|{mark}", f"form|{shape}"
        else:
            names += "own", f"own|{score}", f"own|{kind}|{score}", f"own|{rivals}", f"form|{shape}"
    if not scores:
        names.append(shape)
    if kind == "head":
        names.append("fits" if fits else "misfit")
    if told == "last":
        names += f"last|{link}", f"last|{fits}|{mark}", f"last|{kind}|{len(scores)}"
    elif told == "other":
        names.append(f"otherlast|{len(scores)}")
    if told in ("before", "both"):
        names += f"before|{link}", f"before|{kind}|{'p' if partitive else '-'}"
    if told in ("topic", "both"):
        names.append(f"topic|{link}")
    return Row(tuple(names))


def _link(key: tuple[str, str, bool]) -> str:
    linked, kind, verb = key
    return f"{linked}|{kind}|{'v' if verb else '-'}"


def _fitting(heads: tuple[str, ...], bare: bool) -> tuple[bool, ...]:
    """Return, for each metric of ``SCORED``, whether the metric can count a number's nouns."""
    return tuple([any(h in COMPATIBLE.get(m, ()) for h in heads) if heads else bare for m in SCORED])


def _of_unasked(key: tuple[tuple[str, ...], str, str, bool]) -> Unasked:
    """Makes the shared features of metrics without evidence of their own."""
    heads, kind, rival, after = key
    behind = ("otherlast|0",) if after else ()
    misfit, fit = ((rival, word, *behind) if heads else (rival, *behind) for word in ("misfit", "fits"))
    return Unasked(_fitting(heads, kind == "bare"), Row(misfit), Row(fit))


_NO_RULE = {kind: "norule|" + kind for kind in ("head", "other", "bare")}
LINK = Memo(_link)
_ROW = Memo(_row)
_UNASKED = Memo(_of_unasked)
