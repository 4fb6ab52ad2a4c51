"""Test who probably made the mistake that a finding reports, given how often the finding's check was right."""

from __future__ import annotations

import duckdb
import pytest

from tipetl.checks import Finding
from tipetl.checks.judge import Record, judged

CHECK = "cross_table.total_told_twice"


@pytest.mark.parametrize(
    ("record", "likely"),
    [(None, "report"), (Record(12, 12), "report"), (Record(8, 21), "misread"), (Record(0, 1), "misread")],
)
def test_a_check_that_was_seldom_right_finds_misreadings(record: Record | None, likely: str) -> None:
    finding = Finding(CHECK, "warning", "cross_table", "34 and 41")
    records = {} if record is None else {CHECK: record}
    [told] = judged(duckdb.connect(), [finding], (), records)
    assert told.likely == likely
    assert (record is not None and f"right in {record.right} of {record.judged}" in (told.because or "")) is bool(
        record and record.judged > 1
    )
