"""Test the encoder's output and the use made of its proposals; the sentences were written for these tests."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.figures.reading import reading_of
from tipetl.errors import DataFileError
from tipetl.evaluate.usage import read_example
from tipetl.figures.choice import encoder, proposals
from tipetl.figures.choice.doubts import doubts_from
from tipetl.figures.choice.encoder import CURVE, MOST, Encoder, as_bytes, encoder_from_bytes, load_encoder
from tipetl.language.rules import load_rules

SIZE, WIDE, LONGEST = 24, 48, 140
#: the output of scripts/train_encoder.py's network, in double precision, for ``_small`` and these pieces and places
PIECES, PLACES = [3, 1, 4, 1, 5, 8], [2, 4]
REFERENCE = [[0.5225, 0.1976, 0.2799], [0.68743, 0.22519, 0.08737]]
UNREAD = "A knock at dawn came for 16 suspected traffickers."


def _wave(rows: int, columns: int, seed: float, scale: float) -> Any:
    values = np.sin(np.arange(rows * max(columns, 1)) * (1.7 + seed) + seed) * scale
    return values.reshape(rows, columns) if columns else values


def _weights() -> dict[str, Any]:
    made = {"table": _wave(9, SIZE, 0.1, 1.0), "position": _wave(8, SIZE, 0.2, 0.3)}
    made |= {"begin.scale": 1 + _wave(SIZE, 0, 0.3, 0.2), "begin.shift": _wave(SIZE, 0, 0.4, 0.2)}
    shapes = {"ask": (SIZE, SIZE), "rest": (SIZE, 2 * SIZE), "merge": (SIZE, SIZE)}
    shapes |= {"widen": (SIZE, WIDE), "narrow": (WIDE, SIZE)}
    for layer in range(2):
        for at, (name, (rows, columns)) in enumerate(shapes.items()):
            made[f"{layer}.{name}"] = _wave(rows, columns, 0.5 + layer + 0.01 * at, 0.3)
            made[f"{layer}.{name}.bias"] = _wave(columns, 0, 0.6 + layer + 0.01 * at, 0.1)
        for at, name in enumerate(("merged", "narrowed")):
            made[f"{layer}.{name}.scale"] = 1 + _wave(SIZE, 0, 0.7 + layer + 0.01 * at, 0.2)
            made[f"{layer}.{name}.shift"] = _wave(SIZE, 0, 0.8 + layer + 0.01 * at, 0.2)
    return made | {"head": _wave(SIZE, 3, 0.9, 0.4), "head.bias": _wave(3, 0, 0.95, 0.2)}


def _bytes(weights: dict[str, Any]) -> bytes:
    return as_bytes(weights, [f"w{at}" for at in range(9)], ["arrests", "charges", "none"])


@pytest.fixture(scope="module")
def small() -> Encoder:
    return encoder_from_bytes(_bytes(_weights()))


def test_whole_numbers_give_what_the_trained_network_gives(small: Encoder) -> None:
    for row, wanted in zip(small.chances(PIECES, PLACES), REFERENCE, strict=True):
        assert row == pytest.approx(wanted, abs=0.013)


def test_a_place_has_the_same_chances_alone_and_in_any_company(small: Encoder) -> None:
    together = small.chances(PIECES, PLACES)
    small.chances([7, 7, 2], [0])
    assert small.chances(PIECES, PLACES[::-1]) == together[::-1]
    assert [small.chances(PIECES, [place])[0] for place in PLACES] == together


def test_the_largest_sums_are_exact_in_any_order() -> None:
    shipped = load_encoder()
    assert shipped is not None
    for layer in shipped.layers:
        rows, columns = layer.widen.steps.shape
        full = np.full((rows, columns), MOST, dtype=np.float32)
        assert (full[:1, :1].repeat(rows, 1) @ full == rows * MOST**2).all()
        # half of a wide middle layer; the sum is odd, so that a float that has to round cannot represent it
        half = columns // 2
        most = np.full((1, half), CURVE.max(), dtype=np.float32)
        most[0, 0] -= 1
        assert int((most @ np.full((half, 1), MOST, dtype=np.float32)).item()) == (int(CURVE.max()) * half - 1) * MOST
        assert np.abs(layer.narrow.steps).max() <= MOST
    # every value is at its maximum, except one that is smaller by 1
    most = np.full((LONGEST, 1), MOST, dtype=np.float32)
    most[0] -= 1
    shares = np.full((1, LONGEST), encoder.DECLINE.max(), dtype=np.float32)
    shares[0, 1] -= 1
    assert int((shares @ most).item()) == MOST * (LONGEST * encoder.SHARES - 1) - encoder.SHARES


def test_attention_is_the_same_in_any_order() -> None:
    heads, order = encoder.HEADS, np.random.default_rng(1).permutation(LONGEST)
    rest = np.ones((LONGEST, 2 * SIZE), dtype=np.float32)
    rest[:, SIZE:] += np.arange(LONGEST)[:, None] % heads
    ask = np.ones((1, SIZE), dtype=np.float32)
    assert (encoder._attention(ask, rest) == encoder._attention(ask, rest[order])).all()


def test_the_same_weights_are_stored_as_the_same_bytes() -> None:
    assert _bytes(_weights()) == _bytes(_weights())


def test_weights_that_lack_an_array_are_refused() -> None:
    weights = _weights()
    del weights["1.merge"]
    with pytest.raises(DataFileError, match="merge"):
        encoder_from_bytes(_bytes(weights))


def test_the_weights_are_loaded_only_for_a_number_that_is_left_unread() -> None:
    load_encoder.cache_clear()
    read = reading_of("Police arrested 16 suspected traffickers. The ministry has 31 windows.", year=2013)
    assert [fact.value for fact in read.facts] == [16]
    assert load_encoder.cache_info().misses == 0
    reading_of(UNREAD, year=2013)
    assert load_encoder.cache_info().misses == 1


def test_a_sentence_that_no_rule_reads_gives_a_fact() -> None:
    (fact,) = reading_of(UNREAD, year=2013).facts
    assert (fact.metric, fact.value, fact.year, fact.rule) == ("arrests", 16, 2012, "encoder.arrests")
    assert fact.unit == "person"
    assert 0.5 < fact.confidence < 0.99


@pytest.mark.parametrize(
    "words",
    [
        "Handcuffs were handed to 16 police stations.",
        "Handcuffs lay on 16 desks of the ministry.",
        "On the ministry's list stood 45 villages.",
    ],
)
def test_a_sentence_that_counts_something_else_gives_none(words: str) -> None:
    assert reading_of(words, year=2013).facts == ()


def test_a_counter_example_that_rules_leave_unread_gives_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    words = {(words, rule.metric) for rule in load_rules().rules for words in rule.counter}
    with monkeypatch.context() as without:
        without.setattr(proposals, "load_doubts", lambda: None)
        silent = sorted(row for row in words if not read_example(*row).facts)
    assert len(silent) > 50
    read = ((row, read_example(*row).facts) for row in silent)
    assert [row for row, facts in read if any(fact.metric == row[1] for fact in facts)] == []


def test_what_is_asked_depends_on_where_the_number_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    doubts = doubts_from('{"bias": -9, "weights": {"section protection": 20}}')
    monkeypatch.setattr(proposals, "load_doubts", lambda: doubts)
    assert [len(reading_of(UNREAD, section, year=2013).facts) for section in ("prosecution", "protection")] == [0, 1]


def test_what_is_asked_depends_on_what_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    doubts = doubts_from('{"bias": -9, "weights": {"heads offender": 20}}')
    monkeypatch.setattr(proposals, "load_doubts", lambda: doubts)
    assert [fact.metric for fact in reading_of(UNREAD, year=2013).facts] == ["arrests"]
    assert reading_of(UNREAD.replace("suspected traffickers", "people"), year=2013).facts == ()


def test_a_one_that_only_picks_out_counts_nothing() -> None:
    words = "The judges sat through the course, one of 11 held in 2012 for prosecutors and police."
    assert 1 not in {fact.value for fact in reading_of(words, year=2013).facts}


def test_those_of_whom_a_figure_is_some_count_nothing_new() -> None:
    facts = reading_of("The court found three of the four traffickers guilty.", year=2013).facts
    assert [fact.value for fact in facts] == [3]


def test_without_the_encoder_the_number_stays_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposals, "load_encoder", lambda: None)
    assert reading_of(UNREAD, year=2013).facts == ()
