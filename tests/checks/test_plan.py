"""The checks are data, which is read strictly and agrees with the tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from tipetl.checks import load_plan
from tipetl.checks.plan import CROSS_TABLE, checks_version, suite_columns
from tipetl.errors import DataFileError
from tipetl.resources import data_dir
from tipetl.tables import DATA_TABLES, TABLES


def test_every_table_has_its_file_and_every_query_its_check() -> None:
    folder = data_dir("expectations")
    assert {path.stem for path in folder.glob("*.yaml")} == {*DATA_TABLES, CROSS_TABLE}
    ids = {check.check_id for check in load_plan().checks if check.kind == "sql"}
    assert {path.stem for path in (folder / "sql").glob("*.sql")} - {"_prepare"} == ids


def test_the_checks_say_what_the_table_definitions_say() -> None:
    checks = load_plan().checks
    for name in DATA_TABLES:
        table = TABLES[name]
        mine = [check for check in checks if check.table == name]
        required = {check.columns[0] for check in mine if check.kind == "required"}
        assert required == {column.name for column in table.columns if not column.nullable}, name
        coded = {check.columns[0] for check in mine if check.kind == "codes"}
        assert coded == {column.name for column in table.columns if column.codes}, name
        assert table.primary_key in {check.columns for check in mine if check.kind == "unique"}, name
        references = {(c.columns, c.to_table, c.to_columns) for c in mine if c.kind == "references"}
        assert references == {(key.columns, key.table, key.references) for key in table.foreign_keys}, name
        if {"text", "char_start"} <= set(table.column_names):
            assert [check.columns for check in mine if check.kind == "slice"] == [("text",)], name
        assert all(check.severity == "critical" for check in mine if check.kind != "between"), name


def test_a_suite_lists_the_columns_that_its_table_has() -> None:
    """A new, removed or renamed column need not have a check, but someone must have decided so."""
    columns = suite_columns()
    for name in DATA_TABLES:
        assert columns[name] == TABLES[name].column_names, f"expectations/{name}.yaml and the table have drifted apart"


def test_what_the_report_may_have_got_wrong_never_blocks() -> None:
    severity = {check.check_id: check.severity for check in load_plan().checks}
    for name in (
        "assisted_within_identified",
        "total_told_twice",
        "restatement_told",
        "restatement_elsewhere",
        "jump_in_history",
        "tier_movement",
        "country_vanished",
        "narratives_within_totals",
        "narratives_within_region",
        "regions_add_up",
        "tier_of_sentence",
        "currency_known",
        "part_within_total",
        "parts_within_total",
        "breakdown_adds_up",
        "sentenced_within_convicted",
        "outcomes_within_prosecutions",
        "terms_within_penalties",
        "year_before_report",
        "sources_agree",
        "tier_as_placed",
    ):
        assert severity[f"cross_table.{name}"] in {"warning", "info"}


def test_every_check_gives_a_reason_in_a_sentence() -> None:
    for check in load_plan().checks:
        assert check.reason.endswith("."), check.check_id


GOOD = """table: section
checks:
  - id: section.key
    kind: unique
    columns: [doc, position]
    severity: critical
    reason: Positions order the sections.
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("severity: critical", "severity: grave", 3, "no severity 'grave'"),
        ("kind: unique", "kind: uniqe", 3, "no kind 'uniqe'"),
        ("[doc, position]", "[doc, place]", 3, "no column place"),
        ("severity: critical", "severity: critical\n    weight: 3", 7, "weight is not a known field"),
        ("    reason: Positions order the sections.\n", "", 3, "missing: reason"),
        ("id: section.key", "id: key", 3, "does not begin with section."),
        ("table: section", "table: sentence", 1, "not named after it"),
        ("table: section\n", "", 1, "table is missing"),
        ("kind: unique", "kind: sql", 3, "unknown: columns"),
        ("kind: unique", "kind: [unique]", 4, "kind should be text"),
        ("[doc, position]", "doc", 5, "columns should be a list"),
        ("[doc, position]", "[doc, 5]", 5, "should be text"),
        ("kind: unique", "kind: unique\n    kind: unique", 5, "the key kind stands twice"),
        ("kind: unique", "kind: unique\n    min: .nan", 5, "one point"),
        ("kind: unique", "kind: unique\n    max: 1.0e+300", 5, "at most"),
        ("severity: critical", "severity: !!str critical", 6, "tag"),
    ],
)
def test_a_wrong_file_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, message: str) -> None:
    path = tmp_path / "section.yaml"
    path.write_text(GOOD, encoding="utf-8")
    assert len(load_plan(tmp_path).checks) == 1
    assert old in GOOD
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(DataFileError, match=message) as caught:
        load_plan(tmp_path)
    assert caught.value.file == str(path)
    assert caught.value.line == line


def test_ids_are_unique_and_a_folder_without_checks_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="no checks"):
        load_plan(tmp_path)
    twice = GOOD + GOOD.split("checks:\n")[1]
    (tmp_path / "section.yaml").write_text(twice, encoding="utf-8")
    with pytest.raises(DataFileError, match=r"section\.key stands twice"):
        load_plan(tmp_path)


def test_the_version_of_the_checks_follows_their_files(tmp_path: Path) -> None:
    (tmp_path / "section.yaml").write_text(GOOD, encoding="utf-8")
    before = checks_version(tmp_path)
    (tmp_path / "section.yaml").write_text(GOOD + "# a note\n", encoding="utf-8")
    assert checks_version(tmp_path) != before
