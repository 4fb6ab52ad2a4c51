"""Test scoring: which facts count as the same, one-to-one matching, and optional facts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipetl.evaluate.scoring import Counts, bootstrap, core, match, strict


def fact(metric: str = "convictions", value: float | None = 9, **fields: Any) -> dict[str, Any]:
    return {"metric": metric, "value": value, "value_high": None, "year": 2012, "unit": "person", "status": "reported",
            "exploitation": None, "official": False, "count": None} | fields  # fmt: skip


def test_core_asks_for_metric_value_range_and_year() -> None:
    gold = [fact()]
    for other in (fact("arrests"), fact(value=8), fact(value_high=12), fact(year=2011)):
        assert match(gold, [other], core).counts == Counts(0, 1, 1)
    assert match(gold, [fact(unit="case", official=True, exploitation="sex")], core).counts == Counts(1, 0, 0)


def test_strict_asks_for_the_rest() -> None:
    for other in ({"unit": "case"}, {"official": True}, {"exploitation": "sex"}, {"status": "none"}):
        assert match([fact()], [fact(**other)], strict).counts == Counts(0, 1, 1)
    # the number of persons is compared only for prison terms
    assert match([fact()], [fact(count=3)], strict).counts == Counts(1, 0, 0)
    term = fact("sentence_terms", unit="month")
    assert match([term], [term | {"count": 3}], strict).counts == Counts(0, 1, 1)


def test_no_unit_is_asked_for_where_nothing_was_counted() -> None:
    none = fact(value=0, status="none")
    assert match([none], [none | {"unit": None}], strict).counts == Counts(1, 0, 0)


def test_a_penalty_has_no_year() -> None:
    assert match([fact("penalty_prescribed", year=None)], [fact("penalty_prescribed")], core).counts == Counts(1, 0, 0)


def test_one_fact_matches_one_gold_fact() -> None:
    assert match([fact()], [fact(), fact()], core).counts == Counts(1, 0, 1)
    assert match([fact(), fact()], [fact()], core).counts == Counts(1, 1, 0)


def test_optional_facts_neither_help_nor_hurt() -> None:
    optional = fact(optional=True)
    assert match([optional], [], core).counts == Counts(0, 0, 0)
    assert match([optional], [fact()], core).counts == Counts(0, 0, 0)
    # the required fact is matched first
    assert match([optional, fact()], [fact()], core).counts == Counts(1, 0, 0)
    # at the strict level, a fact that agrees with an optional fact at core level is excused
    assert match([optional], [fact(unit="case")], strict).counts == Counts(0, 0, 0)


def test_precision_recall_and_f1() -> None:
    counts = Counts(right=6, missed=2, spurious=4)
    assert counts.precision == pytest.approx(0.6)
    assert counts.recall == pytest.approx(0.75)
    assert counts.f1 == pytest.approx(2 / 3)
    assert (Counts().precision, Counts().recall) == (1.0, 1.0)


ROWS = st.lists(st.builds(fact, st.sampled_from(["arrests", "charges"]), st.integers(1, 3)), max_size=8)


@given(ROWS, ROWS)
def test_everything_is_counted_once(gold: list[dict[str, Any]], read: list[dict[str, Any]]) -> None:
    counts = match(gold, read, core).counts
    assert counts.right + counts.missed == len(gold)
    assert counts.right + counts.spurious == len(read)
    back = match(read, gold, core).counts
    assert (back.right, back.missed, back.spurious) == (counts.right, counts.spurious, counts.missed)


def test_the_interval_holds_the_figure_and_is_the_same_each_time() -> None:
    texts = [Counts(9, 1, 0), Counts(3, 2, 1), Counts(5, 0, 5), Counts(8, 0, 0)] * 5
    whole = sum(texts, Counts()).f1
    (ends,) = bootstrap(texts, lambda c: c.f1)
    assert ends.low < whole < ends.high
    # figures requested together equal figures requested one by one
    assert bootstrap(texts, lambda c: c.recall, lambda c: c.f1)[1] == ends
    (one,) = bootstrap([Counts(1, 1, 1)] * 10, lambda c: c.f1)
    assert one.low == one.high == 0.5
    with pytest.raises(ValueError, match="at least one"):
        bootstrap([], lambda c: c.f1)
