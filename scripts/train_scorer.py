"""Train the scorer, which chooses between readings of a number, on gold with the use ``trained``; write its weights.

    python scripts/train_scorer.py

Training is deterministic: the same gold, rules and library versions yield the same file. ``python -m
scripts.calibrate`` prints the scorer's gain on held-out texts.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import numpy as np
from scipy.sparse import csr_matrix
from scipy.special import expit

from tipetl.evaluate.gold import GoldText
from tipetl.evaluate.goldfiles import load_gold
from tipetl.evaluate.reading import parts
from tipetl.figures.choice.choose import scored_numbers
from tipetl.figures.choice.features import names_of, sight_of, told_before
from tipetl.figures.choice.network import SCALE, Scorer
from tipetl.figures.choice.scorer import Shared, shared_parts
from tipetl.figures.facts import extract_facts
from tipetl.figures.record.context import Context
from tipetl.figures.record.readings import Reading
from tipetl.figures.record.sights import Group, Sight
from tipetl.figures.sentence import analyse
from tipetl.language.rules import load_rules
from tipetl.language.tokens import Tokens
from tipetl.metrics import METRIC, SCORED

ROOT = Path(__file__).parents[1]
OUT = ROOT / "src" / "tipetl" / "figures" / "choice" / "data" / "scorer.npz"
#: The training weight of a number from a rule's example; a number from a text has a weight of 1.
OF_A_RULE = 3.0
#: The log odds that the gold assigns to its own labels.
CERTAIN = 6.0


@dataclass
class Example:
    """A number with its features, its shared features by metric, the metrics it has and may have, and its weight."""

    found: list[str]
    shared: list[Sequence[str]]
    want: set[str]
    maybe: set[str]
    weight: float = 1.0


@dataclass
class Teacher:
    """Replaces the scorer while a text is read: gives the gold's answers, so that everything before a number is read
    correctly, and keeps an example of each number that it was asked about."""

    gold: GoldText
    examples: list[Example] = field(default_factory=list)

    def knows(self, feature: str) -> bool:
        """Return whether the scorer can judge a feature; always true, because the teacher needs no features."""
        return True

    def sums(self, sentences: Sequence[tuple[Tokens, Sequence[Sight]]]) -> list[Sight]:
        """Return the numbers themselves: ``log_odds`` gets each of them back as the first part of its input."""
        return [sight for _, some in sentences for sight in some]

    def log_odds(self, sight: Sight, told: Iterable[Group], shared: Shared) -> list[float]:
        """Return the log odds that a perfect scorer would give to each metric of ``SCORED`` for a number."""
        begin, end = sight.tokens.start[sight.first], sight.tokens.end[sight.last]
        rows = [f for f in self.gold.facts if f.char_start < end and f.char_end > begin and f.metric in SCORED]
        want = {f.metric for f in rows if not f.optional}
        maybe = {f.metric for f in rows if f.optional}
        self.examples.append(Example(names_of(sight, told), shared.rows(), want, maybe))
        return [CERTAIN if metric in (want or maybe) else -CERTAIN for metric in SCORED]


def examples(gold: GoldText) -> Iterator[Example]:
    """Yield every number of a text that the scorer would be asked about, in the order of the text.

    Raises ValueError for a text in a batch that must not be used for training.
    """
    if gold.batch.use != "trained":
        raise ValueError(f"{gold.doc} of {gold.batch.name} is not to be trained on")
    teacher = Teacher(gold)
    extract_facts(*parts(gold), scorer=cast("Scorer", teacher))
    yield from teacher.examples


def rule_examples() -> Iterator[Example]:
    """Yield the numbers in the rules' own examples and counter-examples.

    A figure named by an example has the rule's metric, and no other figure has it; examples say nothing about other
    metrics.
    """
    for rule in load_rules().rules:
        if rule.metric not in SCORED:
            continue
        others = set(SCORED) - {rule.metric}
        section = METRIC[rule.metric].section
        for sentence, figures in (*rule.examples, *((words, ()) for words in rule.counter)):
            a = analyse(sentence, 0, len(sentence), Context(load_rules(), "XKX", section))
            last: Reading | None = None
            for k in scored_numbers(a):
                n = a.numbers[a.items[k].number]
                mine = [r for r in a.readings if r.number == a.items[k].number and r.metric in SCORED]
                frame = a.frames[a.items[k].number]
                # if two figures are equal, the example names the one that a rule reads as this metric
                equal = sum(a.numbers[a.items[j].number].low == n.low for j in scored_numbers(a))
                named = n.low in figures and (equal == 1 or any(r.metric == rule.metric for r in mine))
                want = {rule.metric} if named else set()
                sight = sight_of(a, k, frame, section)
                yield Example(
                    names_of(sight, told_before(a, sight, mine, last, None, None)),
                    shared_parts(sight.stance, mine, last, None, None).rows(),
                    want,
                    others,
                    OF_A_RULE,
                )
                if mine:
                    last = mine[0]


@dataclass(frozen=True)
class Settings:
    """The settings for training the network, chosen by cross-validation; results vary little near these values."""

    hidden: int = 128
    rounds: int = 16
    batch: int = 64
    rate: float = 2e-3
    #: the shares of features and of hidden units that are dropped in each step, so that the network does not rely on
    #: single words
    unseen: float = 0.25
    unused: float = 0.5


def train(rows: list[Example], settings: Settings = Settings()) -> Scorer:
    """Train a network over the features of a number: a hidden layer beside a linear part, and one weight for each
    shared feature, the same for all metrics.

    Optional facts do not count; other facts count with the weight of their number. The optimizer is Adam, from a fixed
    seed.
    """
    counts = Counter(f for row in rows for f in set(row.found))
    names = tuple(sorted(f for f, n in counts.items() if n >= 2))
    shared_counts = Counter(f for row in rows for kind in {id(x): x for x in row.shared}.values() for f in set(kind))
    shared_names = sorted(f for f, n in shared_counts.items() if n >= 2)
    x = _matrix([sorted(set(row.found)) for row in rows], {f: k for k, f in enumerate(names)})
    s = _matrix([sorted(set(kind)) for row in rows for kind in row.shared], {f: k for k, f in enumerate(shared_names)})
    y = np.array([[m in row.want for m in SCORED] for row in rows], dtype=np.float32)
    counted = np.array(
        [[row.weight * (m in row.want or m not in row.maybe) for m in SCORED] for row in rows], dtype=np.float32
    )
    weights = _fit(x, s, y, counted, settings)
    table, hidden_bias, out, out_bias, shared = (np.rint(w * SCALE).astype(np.int64) for w in weights)
    return Scorer(
        names,
        np.clip(table, -(2**15), 2**15 - 1).astype(np.int16),
        hidden_bias,
        out,
        out_bias,
        {f: int(w) for f, w in zip(shared_names, shared, strict=True)},
    )


def _matrix(found: list[list[str]], columns: dict[str, int]) -> csr_matrix:
    """Return a matrix with ones where a row has a feature."""
    indices: list[int] = []
    pointer = [0]
    for row in found:
        indices += [columns[f] for f in row if f in columns]
        pointer.append(len(indices))
    return csr_matrix((np.ones(len(indices), dtype=np.float32), indices, pointer), shape=(len(found), len(columns)))


def _fit(x: csr_matrix, s: csr_matrix, y: Any, counted: Any, settings: Settings) -> list[Any]:
    """Return the weights (table, hidden bias, out, out bias, shared) that fit ``y``; ``counted`` is the weight of each
    example.

    The optimizer is Adam, from a fixed seed. A step involves few rows of the table, so these rows are updated without
    momentum, and a row that no example of the step uses remains unchanged. Updating so few rows is as good as Adam over
    all rows, and many times faster.
    """
    rng = np.random.default_rng(0)
    n, metrics = y.shape
    width = settings.hidden
    table = np.concatenate([rng.normal(0, 0.05, (x.shape[1], width)), np.zeros((x.shape[1], metrics))], axis=1)
    table = table.astype(np.float32)
    squares, last_step = np.zeros_like(table), np.zeros(len(table), dtype=np.int64)
    out = rng.uniform(-1, 1, (width, metrics)) / np.sqrt(width)
    weights = [w.astype(np.float32) for w in (np.zeros(width), out, np.full(metrics, -3.0), np.zeros(s.shape[1]))]
    first = [np.zeros_like(w) for w in weights]
    second = [np.zeros_like(w) for w in weights]
    steps = settings.rounds * -(-n // settings.batch)
    step = 0
    for _ in range(settings.rounds):
        order = rng.permutation(n)
        for at in range(0, n, settings.batch):
            rows = order[at : at + settings.batch]
            columns, xb = _few_columns(x[rows])
            xb.data = (rng.random(len(xb.data)) >= settings.unseen).astype(np.float32)
            sb = s[(rows[:, None] * metrics + np.arange(metrics)).ravel()]
            hidden_bias, out, out_bias, shared = weights
            mine = table[columns]
            total = xb @ mine
            before = total[:, :width] + hidden_bias
            used = (rng.random(before.shape) >= settings.unused).astype(np.float32) / np.float32(1 - settings.unused)
            hidden = np.maximum(before, 0) * used
            z = hidden @ out + total[:, width:] + out_bias + (sb @ shared).reshape(len(rows), metrics)
            error = (expit(z) - y[rows]) * counted[rows] / np.float32(len(rows))
            back = (error @ out.T) * used * (before > 0)
            step += 1
            rate = settings.rate * (1 - 0.95 * step / steps) * np.sqrt(1 - 0.999**step)
            slope = xb.T @ np.concatenate([back, error], axis=1)
            # the squares also decay in steps that do not involve the row
            faded = squares[columns] * (np.float32(0.999) ** (step - last_step[columns]))[:, None]
            squares[columns] = square = faded + np.float32(0.001) * slope * slope
            last_step[columns] = step
            table[columns] = mine - np.float32(rate) * slope / (np.sqrt(square) + np.float32(1e-8))
            slopes = [back.sum(axis=0), hidden.T @ error, error.sum(axis=0), sb.T @ error.ravel()]
            for w, slope, a, b in zip(weights, slopes, first, second, strict=True):
                a += np.float32(0.1) * (slope - a)
                b += np.float32(0.001) * (slope * slope - b)
                w -= np.float32(rate / (1 - 0.9**step)) * a / (np.sqrt(b) + np.float32(1e-8))
    return [table, *weights]


def _few_columns(rows: csr_matrix) -> tuple[Any, csr_matrix]:
    """Return the columns in which some row has a feature, and the rows reduced to those columns."""
    columns, places = np.unique(rows.indices, return_inverse=True)
    return columns, csr_matrix((rows.data, places, rows.indptr), shape=(rows.shape[0], len(columns)))


def main() -> int:
    """Train the scorer as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=ROOT / "tests" / "gold")
    args = parser.parse_args()
    gold = load_gold(args.gold, uses=("trained",))
    scorer = train([*(r for g in gold for r in examples(g)), *rule_examples()])
    OUT.write_bytes(scorer.as_bytes())
    print(f"{OUT.relative_to(ROOT)}: {len(scorer.names)} features from {len(gold)} texts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
