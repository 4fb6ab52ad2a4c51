"""Compare stated confidence with observed precision.

``tipetl.figures.choice.calibration`` computes the confidence; this module contains the table and its one-number
summary.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

#: The lower ends of the bins of confidence.
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Bin:
    """Readings with a confidence from ``low`` up to ``high``: their number, mean confidence, and how many are right."""

    low: float
    high: float
    count: int
    claimed: float
    right: int

    @property
    def observed(self) -> float:
        """The share of readings that are right. Raises ZeroDivisionError for an empty bin."""
        return self.right / self.count


def reliability(rows: Iterable[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Sort (confidence, right) pairs into bins, and return the non-empty bins."""
    pairs = sorted(rows)
    out = []
    for k, low in enumerate(BINS):
        high = BINS[k + 1] if k + 1 < len(BINS) else 1.0
        inside = [(c, ok) for c, ok in pairs if low <= c < high or (c >= high == 1.0)]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            out.append(Bin(low, high, len(inside), round(mean, 4), sum(ok for _, ok in inside)))
    return tuple(out)


def calibration_error(bins: Iterable[Bin]) -> float:
    """Return the mean distance between confidence and observed precision over all readings (0: perfectly calibrated); 0
    if there are no readings.
    """
    rows = list(bins)
    n = sum(b.count for b in rows)
    return sum(b.count * abs(b.claimed - b.observed) for b in rows) / n if n else 0.0
