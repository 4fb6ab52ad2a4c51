"""The scorer's training distinguishes words, is reproducible, and updates only the weights that a step concerns."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from tests.figures.gold_texts import words_of_ours
from tipetl.evaluate.folds import load_trainer
from tipetl.evaluate.gold import GoldFact
from tipetl.figures.choice.network import SCALE, Scorer
from tipetl.metrics import SCORED

ARRESTS, CONVICTIONS = "arrests", "convictions"
ROUNDS = 30


def _example(trainer: Any, word: str, metric: str | None) -> Any:
    return trainer.Example([word, "form=count"], [["fits"]] * len(SCORED), {metric} if metric else set(), set())


def _odds(scorer: Scorer, word: str, metric: str) -> float:
    """Return the log odds that a number has a metric, given only one word and the number's form."""
    rows = scorer.table[[scorer.names.index(name) for name in (word, "form=count")]].sum(axis=0) / SCALE
    width, place = len(scorer.hidden_bias), SCORED.index(metric)
    hidden = np.maximum(rows[:width] + scorer.hidden_bias / SCALE, 0)
    own = rows[width + place] + (scorer.out_bias[place] + scorer.shared["fits"]) / SCALE
    return float(hidden @ scorer.out[:, place] / SCALE + own)


def test_training_tells_words_apart_and_gives_the_same_weights_again() -> None:
    trainer = load_trainer()
    rows = [_example(trainer, "l:nab", ARRESTS), _example(trainer, "l:condemn", CONVICTIONS)] * 40
    settings = trainer.Settings(rounds=ROUNDS, rate=0.02)
    scorer = trainer.train(rows, settings)
    assert _odds(scorer, "l:nab", ARRESTS) > 1 > 0 > _odds(scorer, "l:nab", CONVICTIONS)
    assert _odds(scorer, "l:condemn", CONVICTIONS) > 1 > 0 > _odds(scorer, "l:condemn", ARRESTS)
    assert trainer.train(rows, settings).as_bytes() == scorer.as_bytes()


def test_a_step_sees_the_columns_that_its_rows_have_and_no_others() -> None:
    trainer = load_trainer()
    x = trainer._matrix([["a", "c"], ["e"], ["c", "e"]], {name: k for k, name in enumerate("abcdef")})
    columns, few = trainer._few_columns(x[[0, 2]])
    table = np.arange(12.0).reshape(6, 2)
    assert columns.tolist() == [0, 2, 4]
    assert (few @ table[columns]).tolist() == (x[[0, 2]] @ table).tolist()


def test_a_heavier_example_outweighs_one_that_contradicts_it() -> None:
    trainer = load_trainer()
    arrests, convictions = (_example(trainer, "l:sentenc", metric) for metric in (ARRESTS, CONVICTIONS))
    settings = trainer.Settings(rounds=ROUNDS, rate=0.02)
    for one, other, metric in ((arrests, convictions, ARRESTS), (convictions, arrests, CONVICTIONS)):
        scorer = trainer.train([replace(one, weight=4.0), other] * 40, settings)
        against = next(m for m in (ARRESTS, CONVICTIONS) if m != metric)
        assert _odds(scorer, "l:sentenc", metric) > 0 > _odds(scorer, "l:sentenc", against)


def test_an_example_of_a_rule_weighs_more_than_a_number_of_a_text() -> None:
    trainer = load_trainer()
    text = words_of_ours("Police arrested four suspects in 2012.")
    (number,) = trainer.examples(replace(text, batch=replace(text.batch, use="trained")))
    assert {example.weight for example in trainer.rule_examples()} == {trainer.OF_A_RULE}
    assert trainer.OF_A_RULE > number.weight == 1.0


def test_a_number_is_seen_after_what_the_gold_says_of_the_numbers_before_it() -> None:
    trainer = load_trainer()
    words = "Police arrested four suspects in 2012. Nine more were in custody, and seven were released."
    text = words_of_ours(words)
    begin = words.index("four")
    # the gold contradicts the words, which the rules read as arrests
    told = GoldFact("investigations", 4, "person", 2012, "reported", "exact", "four", begin, begin + len("four"))
    batch = replace(text.batch, use="trained")
    first, second, third = trainer.examples(replace(text, batch=batch, facts=(told,)))
    assert (first.want, second.want, third.want) == ({"investigations"}, set(), set())
    assert "before=investigations" in second.found and "before=arrests" not in second.found
    assert not any(name.startswith("last=") for name in third.found)  # the gold says that the nine count nothing
