"""Trains the scorer that chooses between the readings of a number, from the gold in tests/gold, and writes its weights.

    python scripts/train_scorer.py [--check-folds]

Deterministic: the same gold, rules and library versions give the same file. ``--check-folds`` prints instead how
rules alone and
rules with a scorer do on narratives that the scorer was not trained on (the rules have seen them).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from tipetl.extract.choose import scored_numbers
from tipetl.extract.facts import SIGNAL, SILENT_SECTIONS, FactReading, extract_facts
from tipetl.extract.readings import Reading
from tipetl.extract.scorer import SCORED, Scorer, features, sentence_features, shared_features
from tipetl.extract.sentence import analyse
from tipetl.extract.years import Carried, assign_years
from tipetl.language.rules import load_rules
from tipetl.model import Document
from tipetl.structure import split_sections, split_sentences

ROOT = Path(__file__).parents[1]
OUT = ROOT / "src" / "tipetl" / "language" / "data" / "scorer.json"
LEAST_WEIGHT = 0.03


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
    shared: list[list[str]]
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
    for s in sentences:
        section = kinds.get(s.section, "other")
        if s.paragraph != paragraph:
            paragraph, carried, before, topic, gold_before = s.paragraph, Carried(), [], None, None
        if section in SILENT_SECTIONS or not SIGNAL.search(g.text[s.char_start : s.char_end]):
            continue
        a = analyse(g.text, s.char_start, s.char_end, rules, g.iso3, section, before)
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
        assign_years(
            a.tokens,
            a.readings,
            a.times,
            a.comparators,
            [x.first for x in a.items if x.kind == "num"],
            carried,
            g.report_year,
        )
        if a.readings:
            before = list(a.readings)


def rule_examples() -> Iterator[Example]:
    """The rules' own examples: a figure that an example names has the rule's metric; of other metrics it says
    nothing."""
    for rule in load_rules().rules:
        for sentence, figures in rule.examples:
            a = analyse(sentence, 0, len(sentence), load_rules(), "XKX", "other", [])
            last: Reading | None = None
            for k in scored_numbers(a):
                n = a.numbers[a.items[k].number]
                mine = [r for r in a.readings if r.number == a.items[k].number and r.metric in SCORED]
                frame = a.frames[a.items[k].number]
                if rule.metric in SCORED and n.low in figures:
                    others = set(SCORED) - {rule.metric}
                    yield Example(
                        features(a, k, frame, "other", mine, last, None, None) + sentence_features(a),
                        shared_features(a, k, frame, mine, last, None, None),
                        {rule.metric},
                        others,
                    )
                if mine:
                    last = mine[0]


def train(rows: list[Example], strength: float = 4.0) -> Scorer:
    """One logistic regression over all pairs of a number and a metric. A feature of the number counts for each
    metric by itself, a
    shared feature for all of them alike; optional facts are left out."""
    seen: Counter[str] = Counter()
    for row in rows:
        seen.update(set(row.found))
    positive: Counter[tuple[int, str]] = Counter()
    for row in rows:
        for m in range(len(SCORED)):
            if SCORED[m] in row.want:
                positive.update((m, f) for f in set(row.found))
    # columns in sorted order: the fit must not depend on the order in which strings hash
    names: dict[tuple[int, str], int] = {}
    for (m, f), n in sorted(positive.items()):
        if n >= 2 and seen[f] >= 3:
            names[(m, f)] = len(names)
    # what speaks against a metric: features frequent elsewhere
    for f, n in sorted(seen.items()):
        if n >= 12:
            for m in range(len(SCORED)):
                names.setdefault((m, f), len(names))
    shared_names: dict[str, int] = {}
    indices: list[int] = []
    pointer = [0]
    labels: list[bool] = []
    for row in rows:
        found = set(row.found)
        for m, metric in enumerate(SCORED):
            if metric in row.maybe and metric not in row.want:
                continue
            mine = [names[(m, f)] for f in found if (m, f) in names]
            mine += [shared_names.setdefault(f, len(names) + len(shared_names)) for f in sorted(set(row.shared[m]))]
            mine.append(-1 - m)
            indices += mine
            pointer.append(len(indices))
            labels.append(metric in row.want)
    width = len(names) + len(shared_names) + len(SCORED)
    columns = np.array([c if c >= 0 else width + c for c in indices])
    x = csr_matrix((np.ones(len(columns)), columns, pointer), shape=(len(labels), width))
    x.sort_indices()
    model = LogisticRegression(C=strength, max_iter=300, solver="liblinear", random_state=0)
    model.fit(x, np.array(labels))
    coefficient = model.coef_[0]
    base = float(model.intercept_[0])
    bias = [round(base + float(coefficient[width - 1 - m]), 4) for m in range(len(SCORED))]
    weights: dict[str, list[tuple[int, float]]] = {}
    for (m, f), column in names.items():
        w = float(coefficient[column])
        if abs(w) >= LEAST_WEIGHT:
            weights.setdefault(f, []).append((m, round(w, 3)))
    shared = {f: round(float(coefficient[column]), 3) for f, column in shared_names.items()}
    return Scorer({f: sorted(row) for f, row in weights.items()}, shared, bias)


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
    data = {
        "metrics": SCORED,
        "bias": scorer.bias,
        "shared": dict(sorted(scorer.shared.items())),
        "weights": {f: scorer.weights[f] for f in sorted(scorer.weights)},
    }
    OUT.write_text(json.dumps(data, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{OUT.relative_to(ROOT)}: {len(scorer.weights)} features from {len(gold)} texts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
