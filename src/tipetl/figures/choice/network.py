"""Holds the trained scorer's weights, and computes the likelihood of each metric for a number.

What belongs here: a network with one hidden layer over the features of ``figures.choice.scorer``.
``scripts/train_scorer.py`` trains the weights only on this repository's gold. Weights are stored and summed as
integers, so that no sum depends on the order of its features or on the machine.
"""

from __future__ import annotations

import io
import json
import math
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np

from tipetl.errors import DataFileError
from tipetl.figures.choice.scorer import Row, Shared, Unasked
from tipetl.figures.choice.windows import Windows
from tipetl.figures.record.sights import Group
from tipetl.language.memo import LONGEST, MOST
from tipetl.metrics import SCORED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tipetl.figures.record.sights import Sight
    from tipetl.language.tokens import Tokens

    Ints = np.ndarray[Any, np.dtype[np.signedinteger[Any]]]
    Floats = np.ndarray[Any, np.dtype[np.floating[Any]]]

#: Weights are stored as multiples of 1 / SCALE.
SCALE = 1024
#: the maximum number of group sums to cache
MOST_SUMS = 10_000
#: the number of rows in one sum, the size of their indices in bytes, and the number of sums computed together; small
#: enough to fit the CPU cache
PART = 24
_PART = PART * np.dtype(np.intp).itemsize
AT_ONCE = 128


def chance(log_odds: float) -> float:
    """Converts log odds to a probability."""
    return 1.0 / (1.0 + math.exp(-max(log_odds, -30.0)))


class _Rows(dict[Group, bytes]):
    """Caches the table's rows for the known features of each group, as the bytes of an array; row 0 means no feature.
    Groups recur, and looking up their features takes longer than anything else. The rows are stored as bytes, because
    joining bytes is faster than collecting numbers."""

    def __init__(self, row: dict[str, int]) -> None:
        super().__init__()
        self.row = row

    def __missing__(self, group: Group) -> bytes:
        found = np.array([self.row[name] for name in group.names if name in self.row], dtype=np.intp).tobytes()
        if len(self) < MOST and all(len(name) < LONGEST + 3 for name in group.names):
            self[group] = found
        return found


class _Sums(dict[Group, "Floats | None"]):
    """Caches the sum of each group's rows, or None for a group without rows. Used for groups that differ from number to
    number and are added one by one."""

    def __init__(self, rows: _Rows, weights: Floats) -> None:
        super().__init__()
        self.rows, self.weights = rows, weights

    def __missing__(self, group: Group) -> Floats | None:
        rows = np.frombuffer(self.rows[group], dtype=np.intp)
        total = self.weights.take(rows, axis=0).sum(axis=0, dtype=np.float64) if len(rows) else None
        if len(self) < (MOST if total is None else MOST_SUMS):
            self[group] = total
        return total


class _Said(dict[Row, float]):
    """Caches the sum of the weights of each row of shared features."""

    def __init__(self, shared: dict[str, int]) -> None:
        super().__init__()
        self.shared = shared

    def __missing__(self, row: Row) -> float:
        found = sum(self.shared.get(name, 0) for name in dict.fromkeys(row.names)) / SCALE
        if len(self) < MOST:
            self[row] = found
        return found


@dataclass(frozen=True)
class Scorer:
    """The scorer's weights. ``table`` has a row for each feature in ``names``, with columns for the hidden layer, then
    one for each metric of ``SCORED`` (the feature's direct contribution). ``shared`` has a weight for each shared
    feature."""

    names: tuple[str, ...]
    table: Ints
    hidden_bias: Ints
    out: Ints
    out_bias: Ints
    shared: dict[str, int]

    @cached_property
    def _rows(self) -> _Rows:
        return _Rows(self._row)

    @cached_property
    def _row(self) -> dict[str, int]:
        return {name: k for k, name in enumerate(self.names, 1)}

    def knows(self, feature: str) -> bool:
        """Whether a feature occurred often enough in training to have a weight."""
        return feature in self._row

    @cached_property
    def _windows(self) -> Windows:
        return Windows(self._row)

    @cached_property
    def _start(self) -> Floats:
        start: Floats = np.concatenate([self.hidden_bias, self.out_bias]) / SCALE
        return start

    @cached_property
    def _weights(self) -> Floats:
        nothing = np.zeros((1, self.table.shape[1]))
        return np.concatenate([nothing, self.table / SCALE]).astype(np.float32)

    @cached_property
    def _told(self) -> _Sums:
        return _Sums(self._rows, self._weights)

    @cached_property
    def _said(self) -> _Said:
        return _Said(self.shared)

    @cached_property
    def _unasked(self) -> dict[Unasked, tuple[list[float], Floats]]:
        return {}

    @cached_property
    def _out(self) -> Floats:
        return self.out.astype(np.float64) / SCALE

    @cached_property
    def _through(self) -> Floats:
        """The matrix that turns a number's sums into log odds: ``out`` for the hidden units, and the identity for each
        metric's own sum."""
        return np.concatenate([self._out, np.eye(self.out.shape[1])])

    @cached_property
    def _least(self) -> Floats:
        """The lower bound of each sum: 0 for a hidden unit, none for a metric's own sum."""
        return np.concatenate([np.zeros(self.out.shape[0]), np.full(self.out.shape[1], -np.inf)])

    def sums(self, sentences: Sequence[tuple[Tokens, Sequence[Sight]]]) -> Floats:
        """Return, for each number in some sentences, the sum of its features' rows and the biases. All terms are
        16-bit integers divided by a power of two, so every sum is exact in any order."""
        words, each, near = self._windows.rows_of([(t, [(s.first, s.end) for s in some]) for t, some in sentences])
        rows = self._rows.__getitem__
        own = [b"".join(map(rows, sight.groups)) for _, some in sentences for sight in some]
        total = (self._sums_of(words) + self._start)[each]
        total += self._sums_of(own)
        total += self._sum_each(near[0]) if len(near) == 1 else np.concatenate([*map(self._sum_each, near)])
        return total

    def _sums_of(self, runs: Sequence[bytes]) -> Floats:
        """Return the sum of each run of rows."""
        # parts of equal length are summed faster
        parts = [-(-len(run) // _PART) or 1 for run in runs]
        rows = b"".join([run.ljust(n * _PART, b"\0") for run, n in zip(runs, parts, strict=True)])
        each = np.frombuffer(rows, dtype=np.intp).reshape(-1, PART)
        blocks = [self._sum_each(each[lo : lo + AT_ONCE]) for lo in range(0, len(each), AT_ONCE)]
        sums = blocks[0] if len(blocks) == 1 else np.concatenate(blocks)
        if len(parts) == len(sums):
            return sums
        starts = [*accumulate(parts, initial=0)]
        total: Floats = sums[starts[:-1]].astype(np.float64)
        for k, n in enumerate(parts):
            if n > 1:
                total[k] += sums[starts[k] + 1 : starts[k + 1]].sum(axis=0, dtype=np.float64)
        return total

    def _sum_each(self, rows: Ints) -> Floats:
        """Sums the table rows listed in each of ``rows``: at most 512 rows, so that a 32-bit float can represent the
        sum exactly. Multiplying by a vector of ones is the fastest way to sum."""
        sums: Floats = np.matmul(np.ones(rows.shape[1], dtype=np.float32), self._weights.take(rows, axis=0))
        return sums

    def log_odds(self, total: Floats, found: Iterable[Group], shared: Shared) -> list[float]:
        """Return the log odds of each metric of ``SCORED``, independent of one another (a number may have two
        metrics). ``total`` comes from ``Scorer.sums``; ``found`` contains the number's further groups."""
        for more in map(self._told.__getitem__, found):
            if more is not None:
                total = total + more
        unasked, row = self._unasked.get(shared.unasked) or self._of_unasked(shared.unasked)
        # these are also integers divided by a power of two, so sums are exact in any order
        odds: list[float] = (np.maximum(total, self._least).dot(self._through) + row).tolist()
        said = self._said
        for place, names in shared.asked.items():
            odds[place] += said[names] - unasked[place]
        return odds

    def _of_unasked(self, said: Unasked) -> tuple[list[float], Floats]:
        """Return the shared features' contribution to each metric if no metric has evidence of its own."""
        sums = self._said[said.misfit], self._said[said.fit]
        row = [sums[fits] for fits in said.fitting]
        if len(self._unasked) >= MOST:
            self._unasked.clear()
        found = self._unasked[said] = row, np.array(row)
        return found

    def reasons(self, names: Iterable[str], metric: str, most: int = 6) -> list[tuple[str, float]]:
        """Return the features that weighed most for or against a metric, strongest first, and the amount that each
        added to the metric's sum. The amount includes the effect through the hidden units that all features activate
        together."""
        width, index = len(self.hidden_bias), SCORED.index(metric)
        known = sorted(f for f in names if f in self._row)
        rows = self.table[[self._row[f] - 1 for f in known]].astype(np.float64) / SCALE
        on = (rows[:, :width].sum(axis=0) + self.hidden_bias / SCALE) > 0
        says = rows[:, :width][:, on] @ self._out[on, index] + rows[:, width + index]
        told = [(f, float(w)) for f, w in zip(known, says, strict=True)]
        return sorted(told, key=lambda x: (-abs(round(x[1], 6)), x[0]))[:most]

    def as_bytes(self) -> bytes:
        """Return the weights as a compressed NumPy archive; equal weights give equal bytes."""
        out = io.BytesIO()
        words = json.dumps({"metrics": SCORED, "names": self.names, "shared": self.shared}, ensure_ascii=False)
        np.savez_compressed(
            out,
            words=np.frombuffer(words.encode(), dtype=np.uint8),
            table=self.table.astype(np.int16),
            hidden_bias=self.hidden_bias.astype(np.int32),
            out=self.out.astype(np.int32),
            out_bias=self.out_bias.astype(np.int32),
        )
        return out.getvalue()


def scorer_from_bytes(data: bytes) -> Scorer:
    """Reads the weights that ``Scorer.as_bytes`` wrote. Raises DataFileError if the weights' metrics are not those of
    ``metrics.yaml``."""
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        words = json.loads(stored["words"].tobytes().decode())
        if tuple(words["metrics"]) != SCORED:
            differ = ", ".join(sorted(set(words["metrics"]) ^ set(SCORED))) or "in another order"
            raise DataFileError(
                f"the weights were trained on other metrics ({differ})",
                file="scorer.npz",
                advice="Say `scored: false` of a new metric in metrics.yaml, or run python -m scripts.train_scorer.",
            )
        return Scorer(
            tuple(words["names"]),
            stored["table"],
            stored["hidden_bias"],
            stored["out"],
            stored["out_bias"],
            {k: int(v) for k, v in words["shared"].items()},
        )


@cache
def load_scorer() -> Scorer | None:
    """Return the shipped scorer, or None if the package was built without weights."""
    path = resources.files("tipetl.figures.choice") / "data" / "scorer.npz"
    return scorer_from_bytes(path.read_bytes()) if path.is_file() else None
