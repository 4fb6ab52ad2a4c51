"""First-sight texts are never used to train, fit or decide anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tipetl.evaluate import folds
from tipetl.evaluate.folds import load_trainer, measure
from tipetl.evaluate.gold import GoldText
from tipetl.evaluate.goldfiles import load_gold
from tipetl.evaluate.usage import usage

GOLD = Path(__file__).resolve().parents[1] / "gold"


@pytest.fixture(scope="module")
def unseen() -> GoldText:
    """Return a first-sight text of our own."""
    return load_gold(GOLD, uses=("first_sight",))[0]


class Trained(Exception):
    """Raised once training has begun, since the test needs nothing after that."""


def test_the_trainer_is_given_texts_to_be_trained_on_alone(monkeypatch: pytest.MonkeyPatch, unseen: GoldText) -> None:
    trainer = load_trainer()
    with pytest.raises(ValueError, match="not to be trained on"):
        next(trainer.examples(unseen))
    given: list[GoldText] = []

    def noted(gold: GoldText) -> Iterator[object]:
        given.append(gold)
        return iter(())

    def stop(rows: list[object]) -> None:
        raise Trained

    monkeypatch.setattr(trainer, "examples", noted)
    monkeypatch.setattr(trainer, "train", stop)
    monkeypatch.setattr("sys.argv", ["train_scorer.py"])
    with pytest.raises(Trained):
        trainer.main()
    assert {gold.batch.use for gold in given} == {"trained"}
    assert len(given) > 1500


def test_folds_hold_texts_to_be_trained_on_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[GoldText] = []

    def noted(gold: GoldText) -> Iterator[object]:
        given.append(gold)
        return iter(())

    def stop(rows: list[object]) -> None:
        raise Trained

    monkeypatch.setattr(folds, "load_trainer", lambda: SimpleNamespace(examples=noted, train=stop))
    with pytest.raises(Trained):
        measure(load_gold(GOLD), 4)
    assert {gold.batch.use for gold in given} == {"trained"}


def test_no_rule_lives_by_a_text_left_out(unseen: GoldText) -> None:
    assert usage([unseen]).wins == {}
    assert usage(load_gold(GOLD / "seed")).wins != {}
