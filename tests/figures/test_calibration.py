"""The confidence of a fact: added up without names, it is what the named clues give."""

from __future__ import annotations

from itertools import product

import pytest

from tipetl.figures.choice.calibration import clues, load_calibration
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
