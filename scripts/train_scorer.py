"""Trains the scorer that chooses between the readings of a number, from the gold in tests/gold, and writes its weights.

    python scripts/train_scorer.py [--check-folds]

Deterministic: the same gold, rules and library versions give the same file. ``--check-folds`` prints instead how rules
alone and rules with a scorer do on narratives that the scorer was not trained on (the rules have seen them).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from tipetl.evaluate.usage import section_of
from tipetl.extract.analysis import figures_of
from tipetl.extract.choose import scored_numbers
from tipetl.extract.facts import SIGNAL, SILENT_SECTIONS, FactReading, extract_facts
from tipetl.extract.network import SCALE, Scorer
from tipetl.extract.readings import Reading
from tipetl.extract.scorer import SCORED, features, sentence_features, shared_features
from tipetl.extract.sentence import analyse
from tipetl.extract.years import Carried, assign_years
from tipetl.language.rules import load_rules
from tipetl.model import Document
from tipetl.structure import split_sections, split_sentences

ROOT = Path(__file__).parents[1]
OUT = ROOT / "src" / "tipetl" / "language" / "data" / "scorer.npz"


@dataclass
class Gold:
    """One labelled text."""

    doc: str
    text: str
    iso3: str
    report_year: int
    section: str | None
    facts: list[dict[str, Any]]


@dataclass
class Example:
    """One number: its features, the shared features by metric, the metrics it has and may have."""

    found: list[str]
    shared: list[Sequence[str]]
    want: set[str]
    maybe: set[str]


def gold_documents(root: Path) -> list[Gold]:
    """All labelled texts below ``root``: folders of JSON beside text, and sentence banks."""
    out: list[Gold] = []
    for path in sorted(root.rglob("*.json")):
        d = json.loads(path.read_text(encoding="utf-8"))
        if "facts" not in d:
            continue
        text = path.with_suffix(".txt")
        if text.exists():
            out.append(
                Gold(d["doc"], text.read_bytes().decode(), d["iso3"], d["report_year"], d.get("section"), d["facts"])
            )
    for path in sorted(p for p in root.rglob("*.jsonl") if p.parent.name != "numbers"):
        for line in path.read_text(encoding="utf-8").splitlines():
            d = json.loads(line)
            out.append(Gold(d["id"], d["text"], d["iso3"], d["report_year"], d["section"], d["facts"]))
    return out


def read(g: Gold, scorer: Scorer | bool | None) -> FactReading:
    """The facts of one gold text as the pipeline reads them."""
    document, sections, sentences = parts(g)
    return extract_facts(document, sections, sentences, scorer=scorer)


def parts(g: Gold) -> tuple[Document, Any, Any]:
    """The document, sections and sentences of a gold text."""
    document = Document(g.doc, f"{g.iso3}-{g.report_year}", "0", g.text, iso3=g.iso3, report_year=g.report_year)
    sections = split_sections(g.text, section_hint=g.section)
    return document, sections, split_sentences(g.text, sections)


def examples(g: Gold) -> Iterator[Example]:
    """(features, required metrics, optional metrics) for every number the scorer would look at; what stands before a
    number is taken from
    the gold, as a right reading would have it."""
    _, sections, sentences = parts(g)
    kinds = {s.position: s.kind for s in sections}
    rules = load_rules()
    paragraph, carried, before, topic, gold_before = -1, Carried(), [], None, None
    told: set[float] = set()
    for s in sentences:
        section = kinds.get(s.section, "other")
        if s.paragraph != paragraph:
            paragraph, carried, before, topic, gold_before = s.paragraph, Carried(), [], None, None
        if section in SILENT_SECTIONS or not SIGNAL.search(g.text[s.char_start : s.char_end]):
            continue
        a = analyse(g.text, s.char_start, s.char_end, rules, g.iso3, section, before, told=told)
        last: Reading | None = None
        for k in scored_numbers(a):
            n = a.numbers[a.items[k].number]
            lo, hi = a.tokens.start[n.begins], a.tokens.end[n.last]
            mine = [r for r in a.readings if r.number == a.items[k].number and r.metric in SCORED]
            rows = [f for f in g.facts if f["char_start"] < hi and f["char_end"] > lo and f["metric"] in SCORED]
            want = {f["metric"] for f in rows if not f.get("optional")}
            maybe = {f["metric"] for f in rows if f.get("optional")}
            found = features(a, k, a.frames[a.items[k].number], section, mine, last, gold_before, topic)
            found += sentence_features(a)
            shared = shared_features(a, k, a.frames[a.items[k].number], mine, last, gold_before, topic)
            yield Example(found, shared, want, maybe)
            if want or maybe:
                metric = sorted(want or maybe)[0]
                unit = next(f["unit"] for f in rows if f["metric"] == metric)
                last = Reading(
                    metric,
                    0,
                    n.first,
                    n.last,
                    n.low,
                    n.high,
                    "exact",
                    unit,
                    "reported",
                    "gold",
                    5.0,
                    a.frames[a.items[k].number],
                )
                topic = topic or metric
        if last is not None:
            gold_before = last
        assign_years(a.tokens, a.readings, a.items, a.times, a.comparators, carried, g.report_year)
        if a.readings:
            before = list(a.readings)
        told |= figures_of(a)


def rule_examples() -> Iterator[Example]:
    """The rules' own examples and counter-examples: a figure that an example names has the rule's metric, any other
    figure does not; of other metrics it says nothing."""
    for rule in load_rules().rules:
        if rule.metric not in SCORED:
            continue
        others = set(SCORED) - {rule.metric}
        section = section_of(rule.metric)
        for sentence, figures in (*rule.examples, *((words, ()) for words in rule.counter)):
            a = analyse(sentence, 0, len(sentence), load_rules(), "XKX", section, [])
            last: Reading | None = None
            for k in scored_numbers(a):
                n = a.numbers[a.items[k].number]
                mine = [r for r in a.readings if r.number == a.items[k].number and r.metric in SCORED]
                frame = a.frames[a.items[k].number]
                # of two equal figures the example means the one that a rule reads so
                equal = sum(a.numbers[a.items[j].number].low == n.low for j in scored_numbers(a))
                named = n.low in figures and (equal == 1 or any(r.metric == rule.metric for r in mine))
                want = {rule.metric} if named else set()
                yield Example(
                    features(a, k, frame, section, mine, last, None, None) + sentence_features(a),
                    shared_features(a, k, frame, mine, last, None, None),
                    want,
                    others,
                )
                if mine:
                    last = mine[0]


@dataclass(frozen=True)
class Settings:
    """How the network is trained; found by ``--check-folds``, where they are flat near these values."""

    hidden: int = 64
    rounds: int = 16
    batch: int = 64
    rate: float = 2e-3
    #: share of the features hidden from each example, and of the hidden units, in each step: what keeps single words
    #: from being believed too much
    unseen: float = 0.25
    unused: float = 0.5


def train(rows: list[Example], settings: Settings = Settings()) -> Scorer:
    """A network of one hidden layer beside a linear part, over the features of a number; and one weight for each shared
    feature, the same for all metrics. Optional facts count neither way. Adam, from a fixed seed."""
    counts = Counter(f for row in rows for f in set(row.found))
    names = tuple(sorted(f for f, n in counts.items() if n >= 2))
    shared_counts = Counter(f for row in rows for kind in {id(x): x for x in row.shared}.values() for f in set(kind))
    shared_names = sorted(f for f, n in shared_counts.items() if n >= 2)
    x = _matrix([sorted(set(row.found)) for row in rows], {f: k for k, f in enumerate(names)})
    s = _matrix([sorted(set(kind)) for row in rows for kind in row.shared], {f: k for k, f in enumerate(shared_names)})
    y = np.array([[m in row.want for m in SCORED] for row in rows], dtype=np.float64)
    counted = np.array([[m in row.want or m not in row.maybe for m in SCORED] for row in rows], dtype=np.float64)
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
    """Ones where a row has a feature."""
    indices: list[int] = []
    pointer = [0]
    for row in found:
        indices += [columns[f] for f in row if f in columns]
        pointer.append(len(indices))
    return csr_matrix((np.ones(len(indices)), indices, pointer), shape=(len(found), len(columns)))


def _fit(x: csr_matrix, s: csr_matrix, y: Any, counted: Any, settings: Settings) -> list[Any]:
    """The weights (table, hidden bias, out, out bias, shared) that fit ``y`` where ``counted``."""
    rng = np.random.default_rng(0)
    n, metrics = y.shape
    width = settings.hidden
    table = np.concatenate([rng.normal(0, 0.05, (x.shape[1], width)), np.zeros((x.shape[1], metrics))], axis=1)
    out = rng.uniform(-1, 1, (width, metrics)) / np.sqrt(width)
    weights = [table, np.zeros(width), out, np.full(metrics, -3.0), np.zeros(s.shape[1])]
    first = [np.zeros_like(w) for w in weights]
    second = [np.zeros_like(w) for w in weights]
    steps = settings.rounds * -(-n // settings.batch)
    step = 0
    for _ in range(settings.rounds):
        order = rng.permutation(n)
        for at in range(0, n, settings.batch):
            rows = order[at : at + settings.batch]
            xb = x[rows]
            xb.data = (rng.random(len(xb.data)) >= settings.unseen).astype(np.float64)
            sb = s[(rows[:, None] * metrics + np.arange(metrics)).ravel()]
            table, hidden_bias, out, out_bias, shared = weights
            total = xb @ table
            before = total[:, :width] + hidden_bias
            used = (rng.random(before.shape) >= settings.unused) / (1 - settings.unused)
            hidden = np.maximum(before, 0) * used
            z = hidden @ out + total[:, width:] + out_bias + (sb @ shared).reshape(len(rows), metrics)
            error = (1 / (1 + np.exp(-z)) - y[rows]) * counted[rows] / len(rows)
            back = (error @ out.T) * used * (before > 0)
            slopes = [
                xb.T @ np.concatenate([back, error], axis=1),
                back.sum(axis=0),
                hidden.T @ error,
                error.sum(axis=0),
                sb.T @ error.ravel(),
            ]
            step += 1
            rate = settings.rate * (1 - 0.95 * step / steps) * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
            for w, slope, a, b in zip(weights, slopes, first, second, strict=True):
                a += 0.1 * (slope - a)
                b += 0.001 * (slope * slope - b)
                w -= rate * a / (np.sqrt(b) + 1e-8)
    return weights


def core(metric: str, value: float | None, high: float | None, year: int | None) -> tuple[Any, ...]:
    """What two facts must share to be the same at the core level."""
    return (
        metric,
        None if value is None else round(float(value), 2),
        None if high is None else round(float(high), 2),
        None if metric == "penalty_prescribed" else year,
    )


def compare(g: Gold, facts: Any) -> tuple[int, int, int]:
    """(right, missed, spurious) at the core level, optional facts neither."""
    gold: dict[tuple[Any, ...], list[bool]] = {}
    for f in sorted(g.facts, key=lambda f: bool(f.get("optional"))):
        gold.setdefault(core(f["metric"], f["value"], f["value_high"], f["year"]), []).append(bool(f.get("optional")))
    right = spurious = 0
    for f in facts:
        bucket = gold.get(core(f.metric, f.value, f.value_high, f.year))
        if bucket:
            right += not bucket.pop(0)
        else:
            spurious += 1
    return right, sum(not o for b in gold.values() for o in b), spurious


def f1(rows: list[tuple[int, int, int]]) -> str:
    """Precision, recall and F1 of summed counts."""
    tp, fn, fp = (sum(r[i] for r in rows) for i in range(3))
    p, r = tp / max(tp + fp, 1), tp / max(tp + fn, 1)
    return f"P {p:.3f} R {r:.3f} F1 {2 * p * r / max(p + r, 1e-9):.4f}"


def fold_of(doc: str, folds: int) -> int:
    """The fold of a narrative: by the hash of its name, so that it never depends on order."""
    return int(hashlib.sha256(doc.encode()).hexdigest(), 16) % folds


def check_folds(gold: list[Gold], folds: int) -> None:
    """Prints rules alone against rules with a scorer trained on the other narratives."""
    alone: list[tuple[int, int, int]] = []
    both: list[tuple[int, int, int]] = []
    rows = {g.doc: list(examples(g)) for g in gold}
    for k in range(folds):
        scorer = train([r for g in gold if fold_of(g.doc, folds) != k for r in rows[g.doc]])
        for g in gold:
            if fold_of(g.doc, folds) == k:
                alone.append(compare(g, read(g, False).facts))
                both.append(compare(g, read(g, scorer).facts))
    print(f"{folds} folds by narrative, {len(gold)} texts")
    print("rules alone:      ", f1(alone))
    print("rules and scorer: ", f1(both))


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check-folds", action="store_true")
    parser.add_argument("--folds", type=int, default=8)
    parser.add_argument("--gold", type=Path, default=ROOT / "tests" / "gold")
    args = parser.parse_args()
    gold = gold_documents(args.gold)
    if args.check_folds:
        check_folds(gold, args.folds)
        return 0
    scorer = train([*(r for g in gold for r in examples(g)), *rule_examples()])
    OUT.write_bytes(scorer.as_bytes())
    print(f"{OUT.relative_to(ROOT)}: {len(scorer.names)} features from {len(gold)} texts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
