"""Confidence that means something: how likely a reading is right, learned from texts that the scorer had not seen.

What belongs here: the few things about a reading that tell how far to trust it, and turning them into a probability
with the shipped weights. What does not: fitting the weights (``tipetl.evaluate.folds``). A confidence of 0.8 says: of a
hundred such readings, about eighty have the metric, value and year that a careful reader finds.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import repeat
from operator import mul
from typing import TYPE_CHECKING, Any

from tipetl.model import codes

if TYPE_CHECKING:
    from tipetl.figures.record.readings import Reading

FILE = "calibration.json"
#: Readings below this confidence are candidates: more likely wrong than right, so they are kept and not counted.
CANDIDATE_BELOW = 0.5
#: No reading is certain or impossible; the gold is too small to tell finer.
LEAST, MOST = 0.02, 0.99


def _between(x: float) -> float:
    """The probability of log odds, between ``LEAST`` and ``MOST``."""
    return min(max(1.0 / (1.0 + math.exp(-max(min(x, 30.0), -30.0))), LEAST), MOST)


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model of a reading's chance to be right: a bias, and a weight by name of what ``clues`` finds."""

    bias: float
    weights: dict[str, float]
    #: what the weights of a metric, a status and a period come to
    of_kind: dict[tuple[str, str, str], float] = field(default_factory=dict, compare=False, repr=False)

    def chance(self, found: dict[str, float]) -> float:
        """The probability for the clues of one reading, between ``LEAST`` and ``MOST``."""
        x = self.bias + sum(map(mul, map(self.weights.get, found, repeat(0.0)), found.values()))
        return _between(x)

    def chance_of(self, r: Reading) -> float:
        """``chance(clues(r))``, added up in the same order without the names: every fact asks for it."""
        w = self.weights
        kind = r.metric, r.status, r.period
        x = self.of_kind.get(kind)
        if x is None:
            names = f"metric={r.metric}", f"status={r.status}", f"period={r.period}"
            x = self.of_kind[kind] = sum(w.get(name, 0.0) for name in names)
        score = min(r.score, 8.0)
        if r.chance < 1.0:
            p = min(max(r.chance, 0.01), 0.99)
            x += w.get("scorer", 0.0) * math.log(p / (1 - p))
        else:
            x += w.get("unscored", 0.0)
            x += w.get("unscored.score", 0.0) * score
        if r.rule.startswith("scorer."):
            x += w.get("no_rule", 0.0)
        if r.inherited:
            x += w.get("inherited", 0.0)
        if of_rules(r):
            x += w.get("part", 0.0)
        if r.relation == codes.COMPARATOR:
            x += w.get("comparator", 0.0)
        if r.stated_time:
            x += w.get("stated_year", 0.0)
        if r.qualifier != codes.EXACT:
            x += w.get("bounded", 0.0)
        x += w.get("score", 0.0) * score
        return _between(self.bias + x)


def of_rules(r: Reading) -> bool:
    """Whether a reading is a part that rules read. That one which the scorer added is a part makes it no surer."""
    return r.part and not r.rule.startswith("scorer.")


def clues(r: Reading) -> dict[str, float]:
    """What tells how far to trust a reading, by name: the scorer's log odds, how much of its rule was filled, what it
    had to take from elsewhere, and how its year was found."""
    found = {f"metric={r.metric}": 1.0, f"status={r.status}": 1.0, f"period={r.period}": 1.0}
    if r.chance < 1.0:
        p = min(max(r.chance, 0.01), 0.99)
        found["scorer"] = math.log(p / (1 - p))
    else:
        found["unscored"] = 1.0
        found["unscored.score"] = min(r.score, 8.0)
    if r.rule.startswith("scorer."):
        found["no_rule"] = 1.0
    if r.inherited:
        found["inherited"] = 1.0
    if of_rules(r):
        found["part"] = 1.0
    if r.relation == codes.COMPARATOR:
        found["comparator"] = 1.0
    if r.stated_time:
        found["stated_year"] = 1.0
    if r.qualifier != codes.EXACT:
        found["bounded"] = 1.0
    found["score"] = min(r.score, 8.0)
    return found


def calibrated(r: Reading) -> float:
    """The probability, to two places, that a finished reading (years assigned) has the right metric, value and year.

    Falls back to the scorer's own probability where the package was built without weights.
    """
    model = load_calibration()
    return round(model.chance_of(r) if model is not None else min(max(r.chance, LEAST), MOST), 2)


@cache
def load_calibration() -> Calibration | None:
    """The shipped model, loaded once a process; None where there is none."""
    data = load_measured()
    return None if data is None else Calibration(float(data["bias"]), {k: float(v) for k, v in data["weights"].items()})


@cache
def load_measured() -> dict[str, Any] | None:
    """The whole of the shipped file: the weights, and under ``folds`` what was measured when they were fitted."""
    path = resources.files("tipetl.figures.choice") / "data" / FILE
    if not path.is_file():
        return None
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data
