"""Train the weights of words for the themes of recommendations on tests/gold/themes, and write them.

    python scripts/train_themes.py [--measure]

The model is one logistic regression per theme, over words, their beginnings and their meanings. Halves named "b" are
not read. Training is deterministic: the same gold and library versions yield the same file. With --measure, the program
writes nothing. Instead it leaves out each author in turn, and prints what wordings, words and both together find in
that author's items.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from tipetl.model import THEMES
from tipetl.structure.theme_words import SCALE, Weights, features
from tipetl.structure.themes import DOUBTFUL, SURE, taxonomy, told_by_wordings, words_of

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold" / "themes"
OUT = ROOT / "src" / "tipetl" / "structure" / "theme_weights.tsv"
#: The sets of recommendations to train on. The last set, worded by the tuner with rarer words, is never used for
#: measuring.
SETS = ("items", "fresh_a", "second_a", "third_a", "worded")
#: The author of the set worded by the tuner.
OURS = "tw"
#: The strength of the regularization, which pulls weights toward zero; values from 0.7 to 2 make little difference for
#: left-out authors.
PRIOR = 1.0


@dataclass(frozen=True)
class Item:
    """An item: its words, its themes, and the themes for which it is evidence; optional themes do not count."""

    author: str
    words: tuple[str, ...]
    themes: frozenset[str]
    counted: frozenset[str]


def labelled() -> list[Item]:
    """Return all items that may be used for training."""
    found = []
    for name in SETS:
        for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            themes = frozenset(row["themes"])
            counted = themes | (set(THEMES) - set(row.get("optional", ())))
            author = row["id"].split("-")[0] if "-" in row["id"] else name  # "t001", an older form, names no author
            found.append(Item(author, words_of(row["text"]), themes, frozenset(counted)))
    return found


def examples() -> list[Item]:
    """Return the taxonomy's own examples, each as evidence for one theme only."""
    return [
        Item("taxonomy", words_of(text), frozenset({theme.code} if has else ()), frozenset({theme.code}))
        for theme in taxonomy()
        for has, texts in ((True, theme.examples), (False, theme.counter))
        for text in texts
    ]


def train(items: Sequence[Item]) -> Weights:
    """Fit weights to the items; a feature that occurs in only one item is ignored."""
    found = [sorted({name for word in item.words for name in features(word)}) for item in items]
    counts = Counter(name for names in found for name in names)
    names = tuple(sorted(name for name, n in counts.items() if n > 1))
    x = _matrix(found, {name: column for column, name in enumerate(names)})
    columns = []
    for code in THEMES:
        y = np.array([1.0 if code in item.themes else -1.0 for item in items])
        counted = np.array([1.0 if code in item.counted else 0.0 for item in items])
        columns.append(_fit(x, y, counted))
    table = np.rint(np.array(columns).T * SCALE).astype(np.int64)
    return Weights(names, table[1:], table[0])


def _matrix(found: Sequence[Sequence[str]], columns: dict[str, int]) -> Any:
    """Return a matrix with ones where an item has a feature; the first column is the bias."""
    rows = [[0, *(columns[name] + 1 for name in names if name in columns)] for names in found]
    pointer = np.cumsum([0, *map(len, rows)])
    indices = np.array([column for row in rows for column in row])
    return csr_matrix((np.ones(len(indices)), indices, pointer), shape=(len(rows), len(columns) + 1))


def _fit(x: Any, y: Any, counted: Any) -> Any:
    free = np.ones(x.shape[1]) / PRIOR
    free[0] = 0.1 / PRIOR

    def loss(weights: Any) -> tuple[float, Any]:
        margin = y * (x @ weights)
        slope = -y * counted / (1 + np.exp(np.clip(margin, -500, 500)))
        value = float((counted * np.logaddexp(0, -margin)).sum() + 0.5 * (free * weights**2).sum())
        return value, x.T @ slope + free * weights

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x


def measure(items: Sequence[Item]) -> None:
    """For each author, print what weights trained without that author's items find in these items."""
    for author in dict.fromkeys(item.author for item in items if item.author != OURS):
        weights = train([*(item for item in items if item.author != author), *examples()])
        row_of = {name: row for row, name in enumerate(weights.names)}
        counts = {way: [0, 0, 0] for way in ("wordings", "words", "both")}
        for item in (item for item in items if item.author == author):
            rows = sorted({row_of[name] for word in item.words for name in features(word) if name in row_of})
            odds = dict(zip(THEMES, weights.table[rows].sum(axis=0) + weights.bias, strict=True))
            by_wordings = told_by_wordings(item.words)
            sure = {code for code in THEMES if odds[code] > SURE}
            both = sure | {code for code in by_wordings if odds[code] > DOUBTFUL}
            for way, found in (("wordings", by_wordings), ("words", sure), ("both", both)):
                kept = found & item.counted
                for k, n in enumerate((kept & item.themes, kept - item.themes, item.themes - kept)):
                    counts[way][k] += len(n)
        for way, (right, spurious, missed) in counts.items():
            f1 = 2 * right / (2 * right + spurious + missed)
            print(f"{author:8} {way:9} P {right / (right + spurious):.3f} R {right / (right + missed):.3f} F1 {f1:.3f}")


def main() -> int:
    """Train or measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--measure", action="store_true")
    args = parser.parse_args()
    items = labelled()
    if args.measure:
        measure(items)
        return 0
    weights = train([*items, *examples()])
    OUT.write_text(weights.as_text(), encoding="utf-8")
    print(f"{OUT.relative_to(ROOT)}: {len(weights.names)} features from {len(items)} items")
    return 0


if __name__ == "__main__":
    sys.exit(main())
