"""People's decisions are keyed by content, guarded, published, and shown where they apply."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.checks.breaking import changed
from tests.checks.built import checked
from tests.tables.samples import audit_of, named, sample
from tipetl import tables
from tipetl.errors import DataFileError
from tipetl.tables import Correction, Rows, load_corrections, rows_of
from tipetl.tables.columns import as_rows

ENDED = "Judges convicted 40 offenders, acquitted nine, and 15 cases were pending."
ACCEPTED = f"""- narrative: RUR-2013
  sentence: {ENDED}
  accepted: cross_table.outcomes_within_prosecutions
  author: A. Reader
  date: 2026-11-25
  reason: The report says so.
"""
CORRECTED = f"""- narrative: RUR-2013
  sentence: {ENDED}
  corrected: acquittals
  text: nine
  field: value
  from: 90
  to: 9
  author: A. Reader
  date: 2026-11-25
  reason: Nine is not ninety.
"""


@pytest.fixture
def misread() -> Rows:
    """Make the sample with nine acquittals misread as 90, which contradicts its prosecutions."""
    rows = rows_of([sample()], [audit_of(sample())])
    return changed(rows, "metric", lambda row: row["metric"] == "acquittals", value=90.0)


def decided(folder: Path, *entries: str) -> Path:
    place = folder / "corrections"
    place.mkdir(exist_ok=True)
    (place / "decisions.yaml").write_text("".join(entries), encoding="utf-8")
    return place


def corrected(rows: Rows, entries: Iterable[Correction]) -> Rows:
    return as_rows(tables.corrected(rows, entries))


def test_a_finding_that_was_looked_at_says_so(misread: Rows, tmp_path: Path) -> None:
    (open_one,) = checked(misread, tmp_path).findings
    assert open_one.state == "open"
    rows = corrected(misread, load_corrections(decided(tmp_path, ACCEPTED)))
    report = checked(rows, tmp_path)
    (finding,) = report.findings
    assert (finding.check_id, finding.state) == (open_one.check_id, "accepted")
    assert finding.finding_id == open_one.finding_id
    (row,) = named(report.rows(), "finding")
    assert row["state"] == "accepted"
    (correction,) = named(rows, "correction")
    assert (correction["kind"], correction["author"], correction["date"]) == ("accepted", "A. Reader", "2026-11-25")


def test_a_figure_is_set_right_and_shows_what_it_was(misread: Rows, tmp_path: Path) -> None:
    rows = corrected(misread, load_corrections(decided(tmp_path, CORRECTED)))
    report = checked(rows, tmp_path)
    assert report.findings == ()
    (fact,) = [fact for fact in named(rows, "metric") if fact["metric"] == "acquittals"]
    assert (fact["value"], fact["corrected"]) == (9.0, ["value"])
    (before,) = [fact for fact in named(misread, "metric") if fact["metric"] == "acquittals"]
    assert fact["fact_id"] == before["fact_id"]
    (correction,) = named(rows, "correction")
    assert (correction["fact_id"], correction["field"]) == (fact["fact_id"], "value")
    assert (correction["original"], correction["new"]) == ("90", "9")
    others = [fact for fact in named(rows, "metric") if fact["metric"] != "acquittals"]
    assert all(fact["corrected"] == [] for fact in others)


def test_a_finding_on_a_corrected_sentence_says_so(misread: Rows, tmp_path: Path) -> None:
    entry = CORRECTED.replace("to: 9\n", "to: 91\n")
    (finding,) = checked(corrected(misread, load_corrections(decided(tmp_path, entry))), tmp_path).findings
    assert finding.state == "corrected"


def test_an_entry_survives_a_rebuild_and_the_order_of_files(misread: Rows, tmp_path: Path) -> None:
    first = load_corrections(decided(tmp_path, ACCEPTED, CORRECTED))
    second = load_corrections(decided(tmp_path, CORRECTED, ACCEPTED))
    assert corrected(misread, first) == corrected(misread, second)


@pytest.mark.parametrize(
    ("entry", "line", "message"),
    [
        (ACCEPTED + CORRECTED.replace("40 offenders", "41 offenders"), 7, "no such sentence"),
        (CORRECTED.replace("from: 90", "from: 80"), 1, "what is read is 90"),
        (CORRECTED.replace("text: nine", "text: ten"), 1, "no such figure"),
    ],
)
def test_an_entry_whose_text_is_gone_fails_with_its_line(
    entry: str, line: int, message: str, misread: Rows, tmp_path: Path
) -> None:
    entries = load_corrections(decided(tmp_path, entry))
    with pytest.raises(DataFileError, match=message) as caught:
        corrected(misread, entries)
    assert caught.value.line == line
    assert caught.value.file is not None
    assert caught.value.file.endswith("decisions.yaml")


def test_an_entry_for_a_narrative_that_is_not_held_is_left_alone(misread: Rows, tmp_path: Path) -> None:
    other = CORRECTED.replace("RUR-2013", "RUR-2001")
    assert corrected(misread, load_corrections(decided(tmp_path, other))) == misread
    assert load_corrections(tmp_path / "nowhere") == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("  author: A. Reader\n", "", 7, "author is missing"),
        ("  reason: Nine", "  why: me\n  reason: Nine", 16, "why is not a known field"),
        ("date: 2026-11-25", "date: lately", 15, "date should be a day"),
        ("date: 2026-11-25", "date: 2026-11-25 10:00:00", 15, "date should be a day"),
        ("date: 2026-11-25", "date: 2026-02-30", 15, "day is out of range"),
        ("date: 2026-11-25", "date: 9999-01-01", 15, "date should be at most 2100-12-31"),
        ("date: 2026-11-25", "date: 20261125", 15, "date should be a day"),
        ("author: A. Reader", "author: ''", 14, "author should be text that is not empty"),
        ("author: A. Reader", "author: !!python/name:os.system ''", 14, "tag"),
        ("author: A. Reader", "author: A. Reader\n  author: B. Reader", 15, "the key author stands twice"),
        ("narrative: RUR-2013", "narrative: Ruritania", 7, "narrative should be"),
        ("corrected: acquittals", "corrected: acquittal", 9, "no metric acquittal"),
        ("field: value", "field: fact_id", 13, "cannot be corrected"),
        ("to: 9", "to: many", 13, "cannot be 'many'"),
        ("to: 9", "to: true", 13, "cannot be True"),
        ("to: 9", "to: [9]", 13, "cannot be [9]"),
        ("from: 90", "from: [90]", 12, "from should be"),
        ("to: 9", "to: .inf", 13, "one point"),
        ("to: 9", "to: .nan", 13, "one point"),
        ("to: 9", "to: 1e308", 13, "cannot be '1e308'"),
        ("to: 9", "to: 1.0e+308", 13, "at most"),
        ("to: 9", "to: 9" + "0" * 5000, 13, "at most"),
        ("to: 9", "to: -1", 13, "from 0 to"),
        ("to: 9", "to: 011", 13, "whole number"),
        ("to: 9", 'to: "\\0"', 13, "U+0000"),
        ("field: value\n  from: 90\n  to: 9", "field: year\n  from: 2012\n  to: 20120", 13, "from 1,900 to 2,100"),
        ("field: value\n  from: 90\n  to: 9", "field: count\n  from: 1\n  to: 3000000000", 13, "from 0 to"),
        ("field: value\n  from: 90\n  to: 9", "field: age\n  from: null\n  to: baby", 13, "cannot be 'baby'"),
        ("field: value\n  from: 90\n  to: 9", "field: status\n  from: reported\n  to: null", 13, "cannot be null"),
    ],
)
def test_a_wrong_entry_is_named_with_its_line(old: str, new: str, line: int, message: str, tmp_path: Path) -> None:
    assert old in CORRECTED
    with pytest.raises(DataFileError, match=re.escape(message)) as caught:
        load_corrections(decided(tmp_path, ACCEPTED, CORRECTED.replace(old, new)))
    assert caught.value.line == line


def test_a_file_that_is_no_list_of_entries_is_named(tmp_path: Path) -> None:
    for text in ("5", "accepted: x", "'words'"):
        with pytest.raises(DataFileError, match="a list of entries"):
            load_corrections(decided(tmp_path, text))


def test_a_file_that_refers_to_itself_again_and_again_is_refused_at_once(tmp_path: Path) -> None:
    levels = [f"- &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]" for n in range(30)]
    with pytest.raises(DataFileError, match="alias stands inside") as caught:
        load_corrections(decided(tmp_path, "\n".join(levels)))
    assert caught.value.line == 2
