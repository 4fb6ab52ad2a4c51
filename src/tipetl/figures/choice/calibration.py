"""Converts clues to a reading's reliability into the probability that the reading is right. The conversion is learned
from texts that the scorer was not trained on.

What belongs here: the clues to a reading's reliability, and their conversion into a probability with the shipped
weights. What does not belong here: fitting the weights (``tipetl.evaluate.folds``). A confidence of 0.8 means that of a
hundred such readings, about eighty have the metric, value and year that a careful reader would assign.
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

from tipetl.figures.record.readings import ENCODER, SCORER, TRAINED
from tipetl.model import codes

if TYPE_CHECKING:
    from tipetl.figures.record.readings import Reading

FILE = "calibration.json"
#: Readings below this confidence are candidates: more likely wrong than right, so they are kept but not counted.
CANDIDATE_BELOW = 0.5
#: The bounds of confidence: no reading is certain or impossible, and the gold is too small for finer distinctions.
LEAST, MOST = 0.02, 0.99


def _between(odds: float) -> float:
    """Converts log odds to a probability between ``LEAST`` and ``MOST``."""
    return min(max(1.0 / (1.0 + math.exp(-max(min(odds, 30.0), -30.0))), LEAST), MOST)


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model of the chance that a reading is right: a bias, and the weight of each clue, keyed by its name in
    ``clues``. The encoder's readings have a separate model (``proposed``: a bias, and a weight for the encoder's log
    odds), because the encoder's probability is more informative than any other clue."""

    bias: float
    weights: dict[str, float]
    proposed: tuple[float, float] = (0.0, 1.0)
    #: cached sums of weights, by metric, status and period
    of_kind: dict[tuple[str, str, str], float] = field(default_factory=dict, compare=False, repr=False)

    def chance(self, found: dict[str, float]) -> float:
        """Return the probability for the clues of one reading, between ``LEAST`` and ``MOST``."""
        odds = self.bias + sum(map(mul, map(self.weights.get, found, repeat(0.0)), found.values()))
        return _between(odds)

    def chance_of(self, reading: Reading) -> float:
        """Return the same value as ``chance(clues(reading))``, adding the terms in the same order but without building
        the dict. Building no dict saves time, because every fact needs the value."""
        if reading.rule.startswith(ENCODER):
            bias, weight = self.proposed
            return _between(bias + weight * log_odds(reading.chance))
        weights = self.weights
        kind = reading.metric, reading.status, reading.period
        odds = self.of_kind.get(kind)
        if odds is None:
            names = f"metric={reading.metric}", f"status={reading.status}", f"period={reading.period}"
            odds = self.of_kind[kind] = sum(weights.get(name, 0.0) for name in names)
        score = min(reading.score, 8.0)
        if reading.chance < 1.0:
            odds += weights.get("scorer", 0.0) * log_odds(reading.chance)
        else:
            odds += weights.get("unscored", 0.0)
            odds += weights.get("unscored.score", 0.0) * score
        if reading.rule.startswith(SCORER):
            odds += weights.get("no_rule", 0.0)
        if reading.inherited:
            odds += weights.get("inherited", 0.0)
        if of_rules(reading):
            odds += weights.get("part", 0.0)
        if reading.relation == codes.COMPARATOR:
            odds += weights.get("comparator", 0.0)
        if reading.stated_time:
            odds += weights.get("stated_year", 0.0)
        if reading.qualifier != codes.EXACT:
            odds += weights.get("bounded", 0.0)
        odds += weights.get("score", 0.0) * score
        return _between(self.bias + odds)


def log_odds(chance: float) -> float:
    """Return the log odds of a trained model's probability, clipped to between 0.01 and 0.99."""
    p = min(max(chance, 0.01), 0.99)
    return math.log(p / (1 - p))


def of_rules(reading: Reading) -> bool:
    """Whether a reading is a part and comes from rules. Being a part does not make a trained model's reading more
    certain."""
    return reading.part and not reading.rule.startswith(TRAINED)


def clues(reading: Reading) -> dict[str, float]:
    """Return the clues to a reading's reliability, by name: the scorer's log odds, the number of filled slots of its
    rule, the properties it inherited, and the source of its year."""
    found = {f"metric={reading.metric}": 1.0, f"status={reading.status}": 1.0, f"period={reading.period}": 1.0}
    if reading.chance < 1.0:
        found["scorer"] = log_odds(reading.chance)
    else:
        found["unscored"] = 1.0
        found["unscored.score"] = min(reading.score, 8.0)
    if reading.rule.startswith(SCORER):
        found["no_rule"] = 1.0
    if reading.inherited:
        found["inherited"] = 1.0
    if of_rules(reading):
        found["part"] = 1.0
    if reading.relation == codes.COMPARATOR:
        found["comparator"] = 1.0
    if reading.stated_time:
        found["stated_year"] = 1.0
    if reading.qualifier != codes.EXACT:
        found["bounded"] = 1.0
    found["score"] = min(reading.score, 8.0)
    return found


def calibrated(reading: Reading) -> float:
    """Return the probability, to two decimal places, that a finished reading (years assigned) has the right metric,
    value and year.

    Falls back to the scorer's own probability if the package was built without weights.
    """
    model = load_calibration()
    return round(model.chance_of(reading) if model is not None else min(max(reading.chance, LEAST), MOST), 2)


@cache
def load_calibration() -> Calibration | None:
    """Return the shipped model, loaded once per process, or None if the package has no model."""
    data = load_measured()
    if data is None:
        return None
    weights = {name: float(weight) for name, weight in data["weights"].items()}
    proposed = data["proposed"]
    return Calibration(float(data["bias"]), weights, (float(proposed["bias"]), float(proposed["weight"])))


@cache
def load_measured() -> dict[str, Any] | None:
    """Return the whole shipped file: the weights and, under ``folds``, the metrics measured when the weights were
    fitted."""
    path = resources.files("tipetl.figures.choice") / "data" / FILE
    if not path.is_file():
        return None
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data
