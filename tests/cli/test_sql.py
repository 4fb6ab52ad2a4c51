"""``tipetl sql`` reads the latest version, in several formats, and cannot do anything else."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Call


def test_rows_as_json_lines_keep_their_types(call: Call, published: Path) -> None:
    query = "SELECT metric, value, official, exploitation FROM metric WHERE metric = 'convictions'"
    done = call("sql", query, "--warehouse", published, "--format", "jsonl")
    assert done.code == 0
    assert json.loads(done.out) == {"metric": "convictions", "value": 9.0, "official": False, "exploitation": None}


def test_rows_as_csv_have_a_header_and_empty_cells_for_null(call: Call, published: Path) -> None:
    query = "SELECT 1 AS one, NULL AS nothing, [1, 2] AS both"
    done = call("sql", query, "--warehouse", published, "--format", "csv")
    assert list(csv.reader(io.StringIO(done.out))) == [["one", "nothing", "both"], ["1", "", "[1, 2]"]]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_csv_cells_that_a_spreadsheet_would_run_are_quoted(call: Call, published: Path, text: str) -> None:
    done = call("sql", f"SELECT '{text}' AS cell", "--warehouse", published, "--format", "csv")
    assert done.out == f"cell\n'{text}\n"


def test_negative_numbers_stay_numbers_in_csv(call: Call, published: Path) -> None:
    assert call("sql", "SELECT -1 AS cell", "--warehouse", published, "--format", "csv").out == "cell\n-1\n"


def test_table_shows_names_and_values(call: Call, published: Path) -> None:
    done = call("sql", "SELECT country, report_year FROM document", "--warehouse", published)
    assert "country" in done.out
    assert "Kosovo" in done.out
    assert "2013" in done.out


def test_limit_says_that_there_is_more(call: Call, published: Path) -> None:
    done = call("sql", "SELECT * FROM range(10)", "--warehouse", published, "--limit", "3", "--format", "csv")
    assert done.out.splitlines() == ["range", "0", "1", "2"]
    assert "first 3 rows" in done.err


def test_the_warehouse_can_come_from_the_environment(
    call: Call, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIPETL_WAREHOUSE", str(published))
    assert call("sql", "SELECT 1 AS one", "--format", "csv").out == "one\n1\n"


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM metric",
        "CREATE TABLE mine (a INTEGER)",
        "COPY metric TO 'out.csv'",
        "SELECT * FROM read_text('kosovo-2013.txt')",
        "ATTACH 'other.duckdb'",
        "SET enable_external_access = true",
        "SELEC 1",
    ],
)
def test_a_query_that_does_more_than_read_is_one_line_and_exit_1(
    call: Call, published: Path, query: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kosovo-2013.txt").write_text("not to be read")
    done = call("sql", query, "--warehouse", published)
    assert done.code == 1
    assert done.out == ""
    assert len(done.err.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["kosovo-2013.txt"]


def test_without_any_version_it_says_what_to_do(call: Call, tmp_path: Path) -> None:
    done = call("sql", "SELECT 1", "--warehouse", tmp_path)
    assert done.code == 1
    assert "tipetl run" in done.err


def test_an_unknown_version_points_at_the_list(call: Call, published: Path) -> None:
    done = call("sql", "SELECT 1", "--warehouse", published, "--snapshot", "none-such")
    assert done.code == 1
    assert "tipetl snapshots list" in done.err


def test_every_query_of_the_readme_answers(call: Call, published: Path, project: Path) -> None:
    readme = (project / "README.md").read_text(encoding="utf-8")
    queries = re.findall(r'tipetl sql "(SELECT [^"]+)"', readme)
    assert len(queries) >= 8
    for query in queries:
        done = call("sql", query, "--warehouse", published, "--format", "csv")
        assert (done.code, done.err) == (0, ""), query


def test_a_file_of_sql_may_begin_with_comments(call: Call, published: Path, project: Path) -> None:
    text = (project / "warehouse" / "sql" / "questions" / "01_convictions_over_years.sql").read_text(encoding="utf-8")
    done = call("sql", "--warehouse", published, "--format", "csv", "--", text)
    assert done.out.splitlines()[1] == "Kosovo,2012,9.0,person,exact,total,2013"
