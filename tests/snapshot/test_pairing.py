"""Test the pairing of rows by content with properties that hold for all rows."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tipetl.snapshot.kinds import FACT, RECOMMENDATION
from tipetl.snapshot.pairing import masked, paired

_COLUMNS = {
    "narrative": st.sampled_from(["AAA-2001", "BBB-2002"]),
    "fact_id": st.uuids().map(str),
    "metric": st.sampled_from(["arrests", "convictions"]),
    "value": st.sampled_from([1.0, 2.0, 31.0]),
    "unit": st.sampled_from(["case", "person"]),
    "year": st.sampled_from([2011, 2012]),
    "sentence": st.sampled_from(["Police arrested 31 men.", "Courts convicted 2 women in 2012.", "There was 1."]),
    "text": st.sampled_from(["31", "2"]),
    "inside": st.integers(0, 9),
    "char_start": st.integers(0, 99),
    "rule": st.sampled_from(["a", "b"]),
    "part_of": st.none(),
}
ROWS = st.lists(st.fixed_dictionaries(_COLUMNS), max_size=8)


@given(ROWS)
def test_rows_are_not_different_from_themselves_whatever_their_order(rows: list[dict[str, Any]]) -> None:
    assert paired(FACT, rows, rows) == []
    moved = [{**row, "char_start": row["char_start"] + 7, "fact_id": row["fact_id"] + "x"} for row in rows]
    assert {pair.status for pair in paired(FACT, rows, moved)} <= {"moved"}
    assert {pair.status for pair in paired(FACT, rows, rows[::-1])} <= {"moved", "reread"}


@given(ROWS, ROWS)
def test_every_row_stands_in_one_pair(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> None:
    pairs = paired(FACT, before, after)
    old = [pair.before["fact_id"] for pair in pairs if pair.before is not None]
    new = [pair.after["fact_id"] for pair in pairs if pair.after is not None]
    assert len(set(old)) == len(old)
    assert len(set(new)) == len(new)
    came = sum(pair.status == "added" for pair in pairs)
    went = sum(pair.status == "removed" for pair in pairs)
    assert came - went == len(after) - len(before)
    assert all((pair.before is None) == (pair.status == "added") for pair in pairs)
    assert all(pair.columns for pair in pairs if pair.status in ("changed", "reread", "moved"))


@given(ROWS, ROWS)
def test_what_came_one_way_goes_the_other(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> None:
    there, back = paired(FACT, before, after), paired(FACT, after, before)
    assert sum(p.status == "added" for p in there) == sum(p.status == "removed" for p in back)


def test_a_part_of_a_total_whose_id_changed_is_still_its_part() -> None:
    total = {"narrative": "A", "fact_id": "t1", "metric": "arrests", "value": 3.0, "sentence": "Three.", "text": "3"}
    part = {**total, "fact_id": "p1", "value": 1.0, "text": "1", "part_of": "t1"}
    before = [{**total, "part_of": None}, part]
    after = [{**total, "part_of": None, "fact_id": "t2"}, {**part, "fact_id": "p2", "part_of": "t2"}]
    assert [pair.status for pair in paired(FACT, before, after)] == ["moved", "moved"]
    loose = [{**total, "part_of": None, "fact_id": "t2"}, {**part, "fact_id": "p2", "part_of": None}]
    assert [pair.columns for pair in paired(FACT, before, loose) if pair.status == "changed"] == [("part_of",)]


def test_a_reworded_recommendation_is_one_that_changed() -> None:
    def item(position: int, text: str) -> dict[str, Any]:
        return {"narrative": "A", "position": position, "text": text, "themes": []}

    before = [item(0, "Train judges in the capital."), item(1, "Open a shelter for boys.")]
    after = [
        item(0, "Fund the hotline."),
        item(1, "Train more judges in the capital."),
        item(2, "Open a shelter for boys."),
    ]
    told = {(p.status, (p.after or p.before or {})["text"]) for p in paired(RECOMMENDATION, before, after)}
    assert told == {
        ("added", "Fund the hotline."),
        ("changed", "Train more judges in the capital."),
        ("moved", "Open a shelter for boys."),
    }


def test_digits_are_masked_with_their_separators() -> None:
    assert masked("In 2012,  1,300 of 4.2\nmillion.") == "In #, # of # million."
    assert masked(None) == ""
