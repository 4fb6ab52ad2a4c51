"""Runs a small transformer that estimates the probability of each metric for unread numbers.

What belongs here: the transformer's weights, and the computations with them. What does not belong here: which pieces
the transformer reads (``pieces``), or how its probabilities are used (``proposals``). The weights, and the values that
they multiply, are integers small enough that their products can be summed exactly in any order. All values other than
the products are rounded, so that all machines compute the same probabilities (decision 0321).
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np

from tipetl.errors import DataFileError
from tipetl.figures.choice.pieces import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE = "encoder.npz"
HEADS = 12
#: the largest integer used for a weight or for a value multiplied by a weight
MOST = 127
#: the largest integer for an activation of the feed-forward hidden layer, and the value at which activations are
#: clipped. The layer has twice as many products as can be summed exactly, so each half is summed separately.
MOST_WIDE, WIDE = 170, 6.0
#: the largest integer for an attention weight; its products with ``MOST`` are summed over all pieces
SHARES = 900
#: the number of rounding steps per unit for values about to be normalized
GRID = 1 << 14
#: the resolution of curves (steps per unit of input), and the largest input
FINE, REACH = 256, 8
#: prevents division by zero for a vector of equal values
TINY = 1e-12


def _curve() -> Any:
    """Computes the activation function (GELU in its usual approximation) from -REACH to REACH, as integers."""
    x = np.arange(-REACH * FINE, REACH * FINE + 1) / FINE
    y = 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))
    return np.minimum(np.rint(y * (MOST_WIDE / WIDE)), MOST_WIDE).astype(np.float32)


def _decline() -> Any:
    """Computes attention weights as integers, for scores from 0 to REACH below the highest score."""
    return np.rint(SHARES * np.exp(np.arange(REACH * FINE + 1) / -FINE)).astype(np.float32)


CURVE, DECLINE = _curve(), _decline()


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix of integers with one column for each output, the quantization step of each column, and the bias to
    add."""

    steps: Any
    width: Any
    bias: Any

    def of(self, x: Any) -> Any:
        """Multiplies rows of values by the matrix; each row is first quantized with its own step."""
        whole, step = _whole(x)
        return self._scaled(whole @ self.steps, step)

    def of_wide(self, whole: Any) -> Any:
        """Multiplies rows of the integers in ``CURVE`` by the matrix."""
        half = self.steps.shape[0] // 2
        total = whole[:, :half] @ self.steps[:half]
        total += whole[:, half:] @ self.steps[half:]
        return self._scaled(total, np.float32(WIDE / MOST_WIDE))

    def _scaled(self, total: Any, step: Any) -> Any:
        total *= step
        total *= self.width
        total += self.bias
        return total


@dataclass(frozen=True, slots=True)
class Norm:
    """Scales rows to mean 0 and standard deviation 1, then applies each column's own scale and shift."""

    scale: Any
    shift: Any

    def of(self, x: Any) -> Any:
        """Return the rows of ``x``, normalized."""
        x = np.rint(x * np.float32(GRID))
        mean = x.mean(axis=1, keepdims=True, dtype=np.float64)
        square = np.square(x, dtype=np.float64).mean(axis=1, keepdims=True)
        deviation = np.sqrt(square - mean * mean + TINY * GRID * GRID)
        x -= mean.astype(np.float32)
        x /= deviation.astype(np.float32)
        x *= self.scale
        x += self.shift
        return x


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: attention, then a feed-forward network."""

    ask: Matrix
    rest: Matrix
    merge: Matrix
    merged: Norm
    widen: Matrix
    narrow: Matrix
    narrowed: Norm

    def of(self, x: Any, places: Any) -> Any:
        """Return the values at ``places`` after the layer, for the values ``x`` of all pieces."""
        mine = x[places]
        y = self.merged.of(mine + self.merge.of(_attention(self.ask.of(mine), self.rest.of(x))))
        return self.narrowed.of(y + self.narrow.of_wide(CURVE[_places(self.widen.of(y), -REACH) + REACH * FINE]))


def _places(x: Any, least: int) -> Any:
    """Return the positions of values on a curve, clipped between ``least`` and REACH."""
    x *= np.float32(FINE)
    return np.clip(np.rint(x, out=x), least * FINE, REACH * FINE, out=x).astype(np.intp)


def _attention(ask: Any, rest: Any) -> Any:
    """Return the attention output of each row, head by head; ``rest`` contains keys, then values."""
    many, size = ask.shape
    heads = (-1, HEADS, size // HEADS)
    (q, q_step), (k, k_step) = (_whole(part.reshape(heads)) for part in (ask, rest[:, :size]))
    scores = q.transpose(1, 0, 2) @ k.transpose(1, 2, 0)
    scores *= q_step.transpose(1, 0, 2) / np.float32(np.sqrt(heads[2]))
    scores *= k_step.transpose(1, 2, 0)
    shares = DECLINE[_places(scores.max(axis=2, keepdims=True) - scores, 0)]
    # all values of a head share one step, so that the products are of integers
    v, v_step = _whole(rest[:, size:].reshape(heads).transpose(1, 0, 2), axis=(1, 2))
    found = shares @ v
    found /= shares.sum(axis=2, keepdims=True)
    found *= v_step
    return found.transpose(1, 0, 2).reshape(many, size)


def _whole(x: Any, axis: int | tuple[int, int] = -1) -> tuple[Any, Any]:
    """Return values as integers up to ``MOST``, and the step of each row along ``axis``."""
    step = np.maximum(np.abs(x).max(axis=axis, keepdims=True), np.float32(TINY)) / np.float32(MOST)
    whole = x / step
    return np.rint(whole, out=whole), step


@dataclass(frozen=True, slots=True)
class Encoder:
    """The trained weights, the row of ``table`` for each piece of a word, and the metrics in output order; the last
    output means no metric."""

    vocabulary: Vocabulary
    metrics: tuple[str, ...]
    table: Any
    table_steps: Any
    position: Any
    begin: Norm
    layers: tuple[Layer, ...]
    head: Matrix

    def chances(self, ids: Sequence[int], places: Sequence[int]) -> list[list[float]]:
        """Return the probability of each metric for the pieces at ``places`` among ``ids``."""
        row = np.asarray(ids)
        x = self.begin.of(self.table[row] * self.table_steps[row] + self.position[: len(row)])
        everywhere = slice(None)
        for layer in self.layers[:-1]:
            x = layer.of(x, everywhere)
        z = self.head.of(self.layers[-1].of(x, np.asarray(places))).astype(np.float64)
        chances = np.exp(z - z.max(axis=1, keepdims=True))
        # rounded to six decimals, so that no result depends on a machine's last digit
        rounded: list[list[float]] = np.round(chances / chances.sum(axis=1, keepdims=True), 6).tolist()
        return rounded


def as_bytes(weights: dict[str, Any], words: Sequence[str], metrics: Sequence[str]) -> bytes:
    """Return the archive of trained weights (arrays of floats, by name); equal weights give equal bytes."""
    stored: dict[str, Any] = {}
    for name, array in weights.items():
        if array.ndim == 2:
            step = np.maximum(np.abs(array).max(axis=0 if name != "table" else 1), TINY) / MOST
            stored[name] = np.rint(array / (step if name != "table" else step[:, None])).astype(np.int8)
            stored[name + ".step"] = step.astype(np.float32)
        else:
            stored[name] = array.astype(np.float32)
    told = json.dumps({"words": [*words], "metrics": [*metrics]}, ensure_ascii=False)
    out = io.BytesIO()
    np.savez_compressed(out, told=np.frombuffer(told.encode(), dtype=np.uint8), **stored)
    return out.getvalue()


def encoder_from_bytes(data: bytes) -> Encoder:
    """Reads the encoder that ``as_bytes`` wrote. Raises DataFileError if an array is missing."""
    with np.load(io.BytesIO(data), allow_pickle=False) as archive:
        stored = {name: archive[name] for name in archive.files}
    try:
        told = json.loads(stored["told"].tobytes().decode())
        layers = sum(name.endswith(".ask") for name in stored)
        return Encoder(
            Vocabulary.of(told["words"]),
            tuple(told["metrics"]),
            stored["table"].astype(np.float32),
            stored["table.step"][:, None],
            stored["position"] * stored["position.step"],
            _norm(stored, "begin"),
            tuple(_layer(stored, f"{k}") for k in range(layers)),
            _matrix(stored, "head"),
        )
    except KeyError as missing:
        raise DataFileError(f"{missing} is missing", file=FILE, advice="Run python -m scripts.train_encoder.") from None


def _matrix(stored: dict[str, Any], name: str) -> Matrix:
    return Matrix(stored[name].astype(np.float32), stored[name + ".step"], stored[name + ".bias"])


def _norm(stored: dict[str, Any], name: str) -> Norm:
    return Norm(stored[name + ".scale"], stored[name + ".shift"])


def _layer(stored: dict[str, Any], name: str) -> Layer:
    ask, rest, merge, widen, narrow = (
        _matrix(stored, f"{name}.{part}") for part in ("ask", "rest", "merge", "widen", "narrow")
    )
    return Layer(ask, rest, merge, _norm(stored, name + ".merged"), widen, narrow, _norm(stored, name + ".narrowed"))


@cache
def load_encoder() -> Encoder | None:
    """Return the shipped encoder, or None if the package was built without one. The encoder is loaded when a number
    first needs it."""
    path = resources.files("tipetl.figures.choice") / "data" / FILE
    return encoder_from_bytes(path.read_bytes()) if path.is_file() else None
