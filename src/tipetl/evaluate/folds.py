"""Measure the trained parts on texts they were not trained on, and fit the confidence to those readings.

This module contains the folds and the calibration across them. ``scripts/train_scorer.py`` of a checkout trains the
scorer; this script, SciPy and scikit-learn are loaded on demand, and never for reading.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tipetl.documents.english import is_english
from tipetl.errors import DataFileError
from tipetl.evaluate.gold import GoldText
from tipetl.evaluate.reading import parts, score_text
from tipetl.evaluate.reliability import Bin, reliability
from tipetl.evaluate.scoring import Counts, Row, core, match, row_of, strict
from tipetl.figures.choice import calibration
from tipetl.figures.choice.calibration import CANDIDATE_BELOW, FILE, Calibration, clues
from tipetl.figures.choice.network import Scorer
from tipetl.figures.record.readings import ENCODER, Reading
from tipetl.figures.trace import traced
from tipetl.model import Fact

Clues = dict[str, float]
OUT = Path(calibration.__file__).parent / "data" / FILE


@dataclass(frozen=True, slots=True)
class Example:
    """A reading of a text that the scorer had not seen: its clues, and whether it is right at the core level."""

    fold: int
    clues: Clues
    right: bool


@dataclass(frozen=True, slots=True)
class Folds:
    """Counts summed over folds, each read by a scorer trained on the other folds (the rules were written with every
    text in view).
    """

    folds: int
    texts: int
    rules_core: Counts
    rules_strict: Counts
    scorer_core: Counts
    scorer_strict: Counts
    bins: tuple[Bin, ...]

    def as_json(self) -> dict[str, Any]:
        """Return plain objects, for the file beside the weights."""
        return asdict(self)

    @staticmethod
    def from_json(data: dict[str, Any]) -> Folds:
        """Make the record of folds from the JSON that ``as_json`` returns. Raises KeyError or TypeError for other
        objects."""
        counts = [Counts(**data[k]) for k in ("rules_core", "rules_strict", "scorer_core", "scorer_strict")]
        return Folds(
            data["folds"],
            data["texts"],
            counts[0],
            counts[1],
            counts[2],
            counts[3],
            bins=tuple(Bin(**b) for b in data["bins"]),
        )


def fold_of(doc: str, folds: int) -> int:
    """Return a text's fold, derived from a hash of its name so that it never depends on order."""
    return int(hashlib.sha256(doc.encode()).hexdigest(), 16) % folds


def measure(golds: Sequence[GoldText], folds: int) -> tuple[Folds, list[Example]]:
    """Train a scorer for each fold on the others and read the fold with it; only texts with the use ``trained`` count.

    Candidates and bins also use confidences fitted on the other folds. Raises DataFileError if training is not
    available.
    """
    golds = [gold_text for gold_text in golds if gold_text.batch.use == "trained"]
    trainer = load_trainer()
    rows = {id(gold_text): list(trainer.examples(gold_text)) for gold_text in golds}
    read: list[tuple[GoldText, int, list[tuple[Row, Clues]]]] = []
    rules_core = rules_strict = scorer_core = scorer_strict = Counts()
    for fold in range(folds):
        scorer: Scorer = trainer.train(
            [row for gold_text in golds if fold_of(gold_text.doc, folds) != fold for row in rows[id(gold_text)]]
        )
        for gold_text in golds:
            if fold_of(gold_text.doc, folds) == fold:
                read.append((gold_text, fold, _read(gold_text, scorer)))
                alone = score_text(gold_text, scorer=False)
                rules_core, rules_strict = rules_core + alone.core.counts, rules_strict + alone.strict.counts
    examples = [example for gold_text, fold, found in read for example in _judged(gold_text, fold, found)]
    claims: list[tuple[float, bool]] = []
    for left_out in range(folds):
        model = fit([e for e in examples if e.fold != left_out])
        claims += [(model.chance(e.clues), e.right) for e in examples if e.fold == left_out]
        for gold_text, fold, found in read:
            if fold == left_out:
                counted = [row for row, why in found if model.chance(why) >= CANDIDATE_BELOW]
                scorer_core += match(gold_text.rows(), counted, core).counts
                scorer_strict += match(gold_text.rows(), counted, strict).counts
    bins = reliability(claims)
    return Folds(folds, len(golds), rules_core, rules_strict, scorer_core, scorer_strict, bins), examples


def _read(gold_text: GoldText, scorer: Scorer) -> list[tuple[Row, Clues]]:
    """Read a text's facts and candidates with their clues, because the confidence must be right about both. The
    encoder's proposals are left out, because the encoder was trained on most of the texts."""
    return [(row_of(f), clues(r)) for f, r in _facts(gold_text, scorer) if not f.rule.startswith(ENCODER)]


def _facts(gold_text: GoldText, scorer: Scorer | bool) -> list[tuple[Fact, Reading]]:
    document, sections, sentences = parts(gold_text)
    if not is_english(document.text):
        return []
    return traced(document, sections, sentences, scorer=scorer).facts()


def _judged(gold_text: GoldText, fold: int, found: Sequence[tuple[Row, Clues]]) -> Iterator[Example]:
    """Yield an example for each reading, except readings that agree only with an optional gold fact."""
    every = match(gold_text.rows(), [row for row, _ in found], core)
    right = {row["fact_id"] for _, row in every.right}
    excused = {row["fact_id"] for row in every.excused}
    for row, why in found:
        if row["fact_id"] not in excused:
            yield Example(fold, why, row["fact_id"] in right)


def fit(examples: Sequence[Example], strength: float = 0.3) -> Calibration:
    """Fit a logistic model that tells right readings from wrong ones by their clues. Raises DataFileError if
    scikit-learn is missing."""
    try:
        linear = importlib.import_module("sklearn.linear_model")
        extraction = importlib.import_module("sklearn.feature_extraction")
    except ImportError as error:
        raise _no_training(str(error)) from error
    names = extraction.DictVectorizer(sparse=False)
    x = names.fit_transform([e.clues for e in examples])
    model = linear.LogisticRegression(C=strength, max_iter=5000, solver="lbfgs")
    model.fit(x, [e.right for e in examples])
    weights = {
        name: round(float(w), 4)
        for name, w in zip(names.get_feature_names_out(), model.coef_[0], strict=True)
        if abs(w) >= 0.005
    }
    return Calibration(round(float(model.intercept_[0]), 4), weights)


def fit_proposed(golds: Sequence[GoldText]) -> tuple[float, float, int]:
    """Fit the bias and the weight of the log odds for the encoder's proposals; return both and the number of readings
    used.

    The readings are of texts that the encoder was not trained on. Raises DataFileError if scikit-learn is missing.
    """
    try:
        linear = importlib.import_module("sklearn.linear_model")
    except ImportError as error:
        raise _no_training(str(error)) from error
    examples: list[Example] = []
    for gold_text in golds:
        found = [
            (row_of(fact), {**clues(reading), ENCODER: float(fact.rule.startswith(ENCODER))})
            for fact, reading in _facts(gold_text, True)
        ]
        examples += [example for example in _judged(gold_text, 0, found) if example.clues[ENCODER]]
    model = linear.LogisticRegression(C=1.0, max_iter=5000)
    model.fit([[e.clues["scorer"]] for e in examples], [e.right for e in examples])
    return round(float(model.intercept_[0]), 4), round(float(model.coef_[0][0]), 4), len(examples)


def write_proposed(bias: float, weight: float) -> Path:
    """Write the confidence of the encoder's proposals into the file beside the scorer's weights; return its path."""
    return _write({**_written(), "proposed": {"bias": bias, "weight": weight}})


def write_calibration(golds: Sequence[GoldText], folds: int) -> tuple[Folds, Path]:
    """Measure, fit on the readings of all folds, and write the file beside the scorer's weights. The confidence of the
    encoder's proposals is kept.
    """
    measured, examples = measure(golds, folds)
    model = fit(examples)
    fitted = {"bias": model.bias, "weights": dict(sorted(model.weights.items())), "folds": measured.as_json()}
    return measured, _write({**_written(), **fitted})


def _written() -> dict[str, Any]:
    """Read the current contents of the confidence file."""
    data: dict[str, Any] = json.loads(OUT.read_text(encoding="utf-8"))
    return data


def _write(data: dict[str, Any]) -> Path:
    OUT.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return OUT


def load_trainer() -> Any:
    """Load the training script of this checkout. Raises DataFileError outside a checkout or without the group
    'maintain'."""
    path = Path(__file__).parents[3] / "scripts" / "train_scorer.py"
    spec = importlib.util.spec_from_file_location("tipetl_train_scorer", path) if path.is_file() else None
    if spec is None or spec.loader is None:
        raise _no_training("there is no scripts/train_scorer.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    except ImportError as error:
        del sys.modules[spec.name]
        raise _no_training(str(error)) from error
    return module


def _no_training(why: str) -> DataFileError:
    return DataFileError(
        f"training is not available: {why}",
        file="scripts/train_scorer.py",
        advice="Work in a checkout, with the group 'maintain' of pyproject.toml installed.",
    )
