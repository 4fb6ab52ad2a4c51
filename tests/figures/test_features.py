"""The scorer sees each feature of a number once, however often a sentence repeats it; test its sums as well."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from tipetl.figures.choice import windows
from tipetl.figures.choice.features import names_of
from tipetl.figures.choice.network import PART, SCALE, Scorer, load_scorer
from tipetl.figures.choice.windows import LEFT, RIGHT, Windows, names_about
from tipetl.figures.record.context import Context
from tipetl.figures.sentence import analyse
from tipetl.language.rules import load_rules
from tipetl.language.tokens import Tokens

REPEATING = (
    "Police police and police arrested 14 men, men and men of the court of the court of the court.",
    "The courts convicted and convicted, tried and tried, 12 traffickers and traffickers and three traffickers.",
    "Of the victims of the victims, of the 40 victims, victims and victims were and were referred to to shelters.",
    "In 2014 judges acquitted nine and convicted nine, compared with nine and nine and nine in 2013.",
)
#: more words than the scorer adds up at once, none of which occurs in any other text
LONG = "Courts " + " ".join(f"word{k}x" for k in range(700)) + " convicted 12 traffickers " + "y" * 80 + " in 2013."
GOLD = sorted((Path(__file__).parents[1] / "gold" / "dev").glob("*.txt"))[:3]


def _scorer() -> Scorer:
    scorer = load_scorer()
    assert scorer is not None
    return scorer


@pytest.mark.parametrize("text", REPEATING)
def test_no_feature_of_a_number_is_told_twice(text: str) -> None:
    # the scorer adds up features without checking whether two of them are the same
    a = analyse(text, 0, len(text), Context(load_rules(), "XKX", "prosecution"), _scorer())
    assert a.features
    for number, told in a.features.items():
        names = Counter(names_of(a.sights[number], told))
        assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("text", [*REPEATING, LONG, *(p.read_text(encoding="utf-8") for p in GOLD)])
def test_the_rows_found_for_many_numbers_are_those_of_the_names(text: str) -> None:
    scorer = _scorer()
    row = {name: k for k, name in enumerate(scorer.names)}
    start = np.concatenate([scorer.hidden_bias, scorer.out_bias])
    seen = 0
    for line in text.splitlines():
        a = analyse(line, 0, len(line), Context(load_rules(), "XKX", "prosecution"), scorer) if line.strip() else None
        for sight in a.sights.values() if a is not None else ():
            known = [row[name] for name in names_of(sight, ()) if name in row]
            assert (sight.total * SCALE).tolist() == (scorer.table[known].astype(int).sum(axis=0) + start).tolist()
            seen += 1
    assert seen


def test_a_number_of_many_groups_is_added_up_in_parts() -> None:
    scorer = _scorer()
    runs = [np.arange(1, n + 1, dtype=np.intp) for n in (0, 1, PART, PART + 1, 40 * PART)]
    sums = scorer._sums_of([run.tobytes() for run in runs])
    assert [(scorer.table[run - 1].astype(int).sum(axis=0) / SCALE).tolist() for run in runs] == sums.tolist()


def test_words_are_looked_for_on_their_own_side_and_in_their_own_sentence() -> None:
    plain = [f"w{k * 'a'}" for k in range(14)]
    first = 7
    names = names_about(Tokens(" ".join(plain), 0, len(" ".join(plain))), first, first)
    left, right = plain[first - LEFT : first], plain[first + 1 : first + 1 + RIGHT]
    assert [n for n in names if n.startswith("l:")] == [f"l:{windows.stem(w)}" for w in left]
    assert [n for n in names if n.startswith("r:")] == [f"r:{windows.stem(w)}" for w in right]
    assert f"l0:{windows.stem(left[-1])}" in names and f"r1:{windows.stem(right[1])}" in names


def test_words_are_forgotten_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {"b:court": 1, "l:court": 2, "r:court": 3, "l0:court": 4}
    found = Windows(table)
    t = Tokens("the court arrested 12 men", 0, 25)
    before = found.rows_of([(t, [(3, 4)])])
    monkeypatch.setattr(windows, "MOST", 2)
    after = found.rows_of([(t, [(3, 4)])])
    assert before[:2] == after[:2] and before[2][0].tolist() == after[2][0].tolist()
    assert np.frombuffer(before[0][0], dtype=np.intp).tolist().count(1) == 1
    assert 2 in before[2][0][0].tolist()


def test_what_stands_behind_a_semicolon_is_not_said_of_a_number() -> None:
    text = "courts freed 12 men; police fined 30 drivers; judges wept"
    t = Tokens(text, 0, len(text))
    assert {n for n in names_about(t, 2, 2) if n.startswith("b:")} == {"b:court", "b:freed", "b:men"}
    assert {n for n in names_about(t, 7, 7) if n.startswith("b:")} == {"b:police", "b:fined", "b:driver"}
