"""The trained scorer's weights and what they say: how likely each metric is for one number.

What belongs here: a network of one hidden layer over the features of ``tipetl.extract.scorer``. Its weights are made by
``scripts/train_scorer.py`` from the repository's gold and nothing else, kept as whole numbers, and added up as whole
numbers, so that a sum does not depend on the order of its features or on the machine.
"""

from __future__ import annotations

import io
import json
import math
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np

from tipetl.extract.features import Group, names_of
from tipetl.extract.scorer import SCORED, Shared, Unasked
from tipetl.language.memo import LONGEST, MOST

if TYPE_CHECKING:
    from collections.abc import Iterable

    Ints = np.ndarray[Any, np.dtype[np.signedinteger[Any]]]
    Floats = np.ndarray[Any, np.dtype[np.floating[Any]]]

#: Weights are kept as multiples of 1 / SCALE.
SCALE = 1024
MOST_ADDED = 500
_ONES = [np.ones(n, dtype=np.float32) for n in range(MOST_ADDED)]


def chance(log_odds: float) -> float:
    """The probability that log odds stand for."""
    return 1.0 / (1.0 + math.exp(-max(log_odds, -30.0)))


class _Rows(dict[Group, bytes]):
    """Which rows of the table the known features of a group have, as the bytes of an array. A group comes up again and
    again, and to look for its words among those of the whole table takes longer than anything else that is done with
    them; bytes are joined faster than numbers are gathered."""

    def __init__(self, row: dict[str, int]) -> None:
        super().__init__()
        self.row = row

    def __missing__(self, group: Group) -> bytes:
        found = np.array([self.row[name] for name in group.names if name in self.row], dtype=np.intp).tobytes()
        if len(self) < MOST and all(len(name) < LONGEST + 3 for name in group.names):
            self[group] = found
        return found


@dataclass(frozen=True)
class Scorer:
    """The weights: ``table`` has a row for each feature of ``names`` and in it ``hidden`` columns for the hidden layer,
    then one a metric of ``SCORED`` (what the feature says by itself); ``shared`` a weight for each shared feature."""

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
        return {name: k for k, name in enumerate(self.names)}

    @cached_property
    def _start(self) -> Floats:
        start: Floats = np.concatenate([self.hidden_bias, self.out_bias]) / SCALE
        return start

    @cached_property
    def _weights(self) -> Floats:
        return (self.table / SCALE).astype(np.float32)

    @cached_property
    def _said(self) -> dict[tuple[str, ...], float]:
        return {}

    @cached_property
    def _unasked(self) -> dict[Unasked, tuple[list[float], Floats]]:
        return {}

    @cached_property
    def _out(self) -> Floats:
        return self.out.astype(np.float64) / SCALE

    @cached_property
    def _through(self) -> Floats:
        """What leads from a number's sums to its log odds: ``out`` for the hidden units, and each metric's own sum."""
        return np.concatenate([self._out, np.eye(self.out.shape[1])])

    @cached_property
    def _least(self) -> Floats:
        """The least that a sum counts as: nothing below 0 for a hidden unit, anything for a metric's own."""
        return np.concatenate([np.zeros(self.out.shape[0]), np.full(self.out.shape[1], -np.inf)])

    def base(self, found: Iterable[Group]) -> bytes:
        """The rows of the features that all numbers of a sentence share."""
        return b"".join(map(self._rows.__getitem__, found))

    def _sum(self, joined: bytes) -> Floats:
        """The sum of rows and of the biases."""
        rows = np.frombuffer(joined, dtype=np.intp)
        weights = self._weights.take(rows, axis=0)
        # whole numbers of 16 bits over a power of two: every sum of them is exact, in whatever order, and a float of 32
        # bits holds the sum of up to 512 of them; a product with ones is the fastest way to one
        few = len(rows) < MOST_ADDED
        total: Floats = _ONES[len(rows)].dot(weights) if few else weights.sum(axis=0, dtype=np.float64)
        return self._start + total

    def log_odds(self, base: bytes, found: Iterable[Group], shared: Shared) -> list[float]:
        """The log odds of each metric of ``SCORED``, each by itself (one number may have two metrics). ``base`` is what
        ``Scorer.base`` gave for the sentence; no two groups have a feature in common."""
        total = self._sum(base + b"".join(map(self._rows.__getitem__, found)))
        unasked, row = self._unasked.get(shared.unasked) or self._of_unasked(shared.unasked)
        # sums of whole numbers over a power of two again, exact in whatever order
        z: list[float] = (np.maximum(total, self._least).dot(self._through) + row).tolist()
        for place, names in shared.asked.items():
            z[place] += self._shared_sum(names) - unasked[place]
        return z

    def _of_unasked(self, said: Unasked) -> tuple[list[float], Floats]:
        """What the shared features of each metric say where nothing speaks for one by itself."""
        sums = self._shared_sum(said.misfit), self._shared_sum(said.fit)
        row = [sums[fits] for fits in said.fitting]
        if len(self._unasked) >= MOST:
            self._unasked.clear()
        found = self._unasked[said] = row, np.array(row)
        return found

    def _shared_sum(self, names: tuple[str, ...]) -> float:
        got = self._said.get(names)
        if got is None:
            got = sum(self.shared.get(name, 0) for name in dict.fromkeys(names)) / SCALE
            if len(self._said) < MOST:
                self._said[names] = got
        return got

    def reasons(self, found: Iterable[Group], metric: str, most: int = 6) -> list[tuple[str, float]]:
        """The features that spoke loudest for or against a metric, loudest first: what each adds to the metric's sum,
        by itself and through the hidden units that all of them together switched on."""
        width, index = len(self.hidden_bias), SCORED.index(metric)
        known = sorted(f for f in names_of(found) if f in self._row)
        rows = self.table[[self._row[f] for f in known]].astype(np.float64) / SCALE
        on = (rows[:, :width].sum(axis=0) + self.hidden_bias / SCALE) > 0
        says = rows[:, :width][:, on] @ self._out[on, index] + rows[:, width + index]
        told = [(f, float(w)) for f, w in zip(known, says, strict=True)]
        return sorted(told, key=lambda x: (-abs(round(x[1], 6)), x[0]))[:most]

    def as_bytes(self) -> bytes:
        """The weights as a compressed NumPy archive; the same weights give the same bytes."""
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


def scorer_from_bytes(data: bytes) -> Scorer | None:
    """The weights that ``Scorer.as_bytes`` wrote, or None where they are of other metrics than this code's."""
    with np.load(io.BytesIO(data), allow_pickle=False) as stored:
        words = json.loads(stored["words"].tobytes().decode())
        if tuple(words["metrics"]) != SCORED:
            return None
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
    """The shipped scorer, or None where the package was built without weights."""
    path = resources.files("tipetl.language") / "data" / "scorer.npz"
    return scorer_from_bytes(path.read_bytes()) if path.is_file() else None
