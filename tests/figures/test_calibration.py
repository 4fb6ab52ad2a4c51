"""The confidence of a fact, added up without feature names, equals the sum of the named clues."""

from __future__ import annotations

import math
from itertools import product

import pytest

from tipetl.figures.choice.calibration import calibrated, clues, load_calibration, log_odds
from tipetl.figures.record.readings import PART_OF, Link, OpenReading, Reading


def _reading(metric: str, rule: str, score: float, chance: float, flags: tuple[bool, ...]) -> Reading:
    inherited, part, compared, stated, bounded = flags
    r = OpenReading(metric, 0, 0, 0, 5, None, "at_least" if bounded else "exact", "person", "reported", rule, score)
    r.chance, r.inherited, r.stated_time = chance, inherited, stated
    r.link = Link(PART_OF, r) if part else None
    r.relation = "comparator" if compared else "current"
    return r


@pytest.mark.parametrize("flags", list(product((False, True), repeat=5)))
def test_the_two_ways_to_a_confidence_agree(flags: tuple[bool, ...]) -> None:
    model = load_calibration()
    assert model is not None
    for metric, rule, score, chance in product(
        ("convictions", "unheard_of"), ("convictions.verb", "scorer.convictions"), (3.0, 9.5), (1.0, 0.999, 0.4, 0.001)
    ):
        r = _reading(metric, rule, score, chance, flags)
        assert model.chance_of(r) == pytest.approx(model.chance(clues(r)), abs=1e-12)


def test_what_the_encoder_proposes_has_a_confidence_of_its_own() -> None:
    model = load_calibration()
    assert model is not None
    bias, weight = model.proposed
    plain = (False,) * 5
    sure, unsure = (_reading("arrests", "encoder.arrests", 3.0, chance, plain) for chance in (0.98, 0.6))
    for reading in (sure, unsure):
        odds = bias + weight * log_odds(reading.chance)
        assert model.chance_of(reading) == pytest.approx(1 / (1 + math.exp(-odds)))
    # less than the probability given by the encoder, which was trained on these texts and is therefore too sure of them
    assert calibrated(unsure) < 0.5 < calibrated(sure) < 0.98
