"""Answers are legible at any width, hide nothing silently, and are valid JSON."""

from __future__ import annotations

import csv
import io
import json
import re
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.cli.conftest import Call, spawn
from tipetl.asking import answer as answer_module
from tipetl.cli.answers import CELL_CHARACTERS, RECORD_ROWS, TABLE_ROWS, print_answer
from tipetl.cli.options import RowFormat
from tipetl.cli.rows import print_rows, unique_names

WIDE = ["name", *(f"column_{number}" for number in range(34))]
Printed = Callable[..., tuple[list[str], str]]


_STYLE = re.compile(r"\x1b\[[0-9;]*m")


class _Screen(io.StringIO):
    """Standard output that acts as a terminal; calling it returns the output without our styles."""

    def getvalue(self) -> str:
        return _STYLE.sub("", super().getvalue())

    def isatty(self) -> bool:
        return True


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Printed:
    """Return the lines of an answer, and the note about what was omitted."""

    def _printed(
        columns: Sequence[str], rows: Sequence[Sequence[object]], form: RowFormat = RowFormat.table, **options: Any
    ) -> tuple[list[str], str]:
        hidden = print_answer(columns, rows, form, **options)
        return capsys.readouterr().out.splitlines(), hidden

    return _printed


@pytest.fixture
def on_screen(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], _Screen]:
    """Make a terminal with this many columns."""

    def _on_screen(width: int) -> _Screen:
        screen = _Screen()
        monkeypatch.setattr(sys, "stdout", screen)
        monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.setenv("TERM", "xterm")  # a dumb terminal is always 80 columns wide
        return screen

    return _on_screen


def strict(text: str) -> Any:
    def refuse(word: str) -> NoReturn:
        raise ValueError(f"{word} is no JSON")

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len({key for key, _ in pairs}) == len(pairs), "a key is there twice"
        return dict(pairs)

    return json.loads(text, parse_constant=refuse, object_pairs_hook=once)


# Tables and records


def test_a_narrow_answer_is_a_table(printed: Printed) -> None:
    lines, hidden = printed(["metric", "value"], [("convictions", 9.0), ("prosecutions", None)])
    assert [line.split() for line in lines if "─" not in line] == [
        ["metric", "value"],
        ["convictions", "9"],
        ["prosecutions"],
    ]
    assert hidden == ""


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_35_columns_are_records_with_every_value_in_a_line(width: int, on_screen: Callable[[int], _Screen]) -> None:
    screen = on_screen(width)
    rows = [[f"value {row} {place}" for place in range(35)] for row in range(2)]
    assert print_answer(WIDE, rows, RowFormat.table) == ""
    lines = screen.getvalue().splitlines()
    assert len(lines) == 2 * 36
    assert max(map(cell_len, lines)) <= width
    for row in rows:
        for value in row:
            assert sum(value in line.split("  ", 1)[1].strip() == value for line in lines if "  " in line) <= 2
            assert any(line.strip().endswith(value) for line in lines), value


@pytest.mark.parametrize("width", [80, 120, 200])
def test_no_column_of_a_table_is_a_letter_wide(width: int, on_screen: Callable[[int], _Screen]) -> None:
    screen = on_screen(width)
    words = "Courts convicted nine traffickers in the reporting period. " * 3
    for columns in range(1, 12):
        print_answer(WIDE[:columns], [[words] * columns], RowFormat.table)
    for line in screen.getvalue().splitlines():
        assert cell_len(line) <= width
    assert "convicted" in screen.getvalue()
    assert "convic\n" not in screen.getvalue()


def test_a_table_shows_so_many_rows_and_says_that_there_are_more(printed: Printed) -> None:
    lines, hidden = printed(["n"], [(number,) for number in range(TABLE_ROWS + 1)])
    assert lines[-1].strip() == str(TABLE_ROWS - 1)
    assert f"first {TABLE_ROWS} rows" in hidden
    assert "--limit" in hidden
    assert "--all" in hidden
    assert printed(["n"], [(number,) for number in range(TABLE_ROWS)])[1] == ""


def test_records_show_fewer_rows(printed: Printed) -> None:
    for form, columns in ((RowFormat.record, ["a"]), (RowFormat.table, WIDE)):
        rows = [[number] * len(columns) for number in range(RECORD_ROWS + 1)]
        lines, hidden = printed(columns, rows, form)
        assert sum(line.startswith("row ") for line in lines) == RECORD_ROWS
        assert f"first {RECORD_ROWS} rows" in hidden
        assert printed(columns, rows[:-1], form)[1] == ""


def test_a_limit_is_kept_in_tables_and_records(printed: Printed) -> None:
    rows = [(number,) for number in range(300)]
    lines, hidden = printed(["n"], rows, limit=250)
    assert (len(lines), "first 250 rows" in hidden) == (252, True)
    lines, hidden = printed(["n"], rows, RowFormat.record, limit=1)
    assert (len(lines), "first row is" in hidden) == (2, True)
    assert printed(["n"], rows, limit=300)[1] == ""


def test_all_shows_every_row_and_every_letter(printed: Printed) -> None:
    rows = [("word " * 500, number) for number in range(TABLE_ROWS + 50)]
    for form in (RowFormat.table, RowFormat.record):
        lines, hidden = printed(["text", "n"], rows, form, whole=True)
        assert hidden == ""
        assert " ".join(lines).count("word") == 500 * len(rows)


def test_a_long_value_is_cut_and_named(printed: Printed) -> None:
    text = "0123456789 " * 2000
    for form in (RowFormat.table, RowFormat.record):
        lines, hidden = printed(["text", "n"], [(text, 1)], form)
        assert len(lines) < 10
        assert "…" in " ".join(lines)
        assert "text" in hidden
        assert "--all" in hidden
    assert printed(["text"], [("x" * CELL_CHARACTERS,)])[1] == ""


def test_an_answer_without_rows_shows_its_columns(printed: Printed) -> None:
    lines, hidden = printed(["metric", "value"], [])
    assert lines[0].split() == ["metric", "value"]
    assert hidden == ""


def test_an_expression_without_a_name_does_not_crowd_out_its_value(printed: Printed) -> None:
    lines, _ = printed(["sum(" + "a + " * 100 + "b)", *WIDE], [["here"] * 36])
    assert lines[1].rstrip().endswith("here")


def test_the_plan_of_a_query_is_printed_as_duckdb_draws_it(call: Call, published: Path) -> None:
    done = call("sql", "EXPLAIN SELECT sum(value) FROM metric", "--warehouse", published)
    assert done.code == 0
    assert "┌" in done.out
    assert "explain_key" not in done.out


def test_documents_fit_on_a_screen(call: Call, published: Path) -> None:
    done = call("sql", "SELECT * FROM document", "--warehouse", published)
    assert len(done.out.splitlines()) < 40
    assert "text" in done.err
    assert "--all" in done.err


def test_metrics_are_legible_in_a_pipe(call: Call, published: Path) -> None:
    done = call("sql", "SELECT * FROM metric LIMIT 2", "--warehouse", published)
    named = {line.split()[0] for line in done.out.splitlines() if not line.startswith((" ", "row"))}
    assert len(named) == 35
    assert max(map(len, done.out.splitlines())) <= 100


def test_mode_and_format_are_the_same(call: Call, published: Path) -> None:
    for form in ("table", "record", "csv", "json", "jsonl", "md"):
        new, old = (
            call("sql", "FROM metric", "--warehouse", published, name, form).out for name in ("--mode", "--format")
        )
        assert new == old != ""


# Foreign words


@pytest.mark.parametrize("form", list(RowFormat))
@pytest.mark.parametrize("code", [0x1B, 0x9B, 0x07, 0x08, 0x0D, 0x7F, 0x202E, 0x2066, 0x200B, 0x90])
def test_no_cell_and_no_name_acts_on_a_terminal(
    form: RowFormat, code: int, on_screen: Callable[[int], _Screen]
) -> None:
    screen = on_screen(120)
    print_rows([f"a{chr(code)}[2J"], [[f"x{chr(code)}[5n"], [{"key": f"{chr(code)}y"}], [[f"{chr(code)}z"]]], form)
    text = screen.getvalue()
    assert chr(code) not in text
    assert "x" in text


def test_an_error_with_foreign_words_is_one_visible_line(call: Call, published: Path) -> None:
    done = call("sql", "SELECT error(chr(27) || '[2J' || chr(10) || 'second')", "--warehouse", published)
    assert done.code == 1
    assert "\x1b" not in done.err
    assert len(done.err.splitlines()) == 1


def test_data_in_a_pipe_keeps_its_characters(call: Call, published: Path) -> None:
    query = "SELECT chr(27) || 'x' AS a, chr(8238) AS b"
    done = call("sql", query, "--warehouse", published, "--mode", "csv")
    assert list(csv.reader(io.StringIO(done.out))) == [["a", "b"], ["\x1bx", "\u202e"]]
    done = call("sql", query, "--warehouse", published, "--mode", "jsonl")
    assert strict(done.out) == {"a": "\x1bx", "b": "\u202e"}


# JSON


@pytest.mark.parametrize("form", ["json", "jsonl"])
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT 1 AS a, 2 AS a, 3 AS a", {"a": 1, "a_2": 2, "a_3": 3}),
        ("SELECT 1 AS a, 2 AS a_2, 3 AS a", {"a": 1, "a_2": 2, "a_3": 3}),
        ("SELECT 'nan'::DOUBLE AS a, 'inf'::FLOAT AS b, -1e999 AS c", {"a": "NaN", "b": "Infinity", "c": "-Infinity"}),
        ("SELECT ['nan'::DOUBLE, 1] AS a", {"a": ["NaN", 1.0]}),
        ("SELECT {'b': 'inf'::DOUBLE} AS a", {"a": {"b": "Infinity"}}),
        ("SELECT 1.25 AS a, NULL AS b, true AS c", {"a": 1.25, "b": None, "c": True}),
        ("SELECT MAP {'k': [1]} AS a", {"a": {"k": [1]}}),
        ("SELECT DATE '294247-01-01' AS a, INTERVAL 5 DAY AS b", {"a": "294247-01-01", "b": "5 days"}),
        ('SELECT \'a"b\\\' || chr(10) AS "q"""', {'q"': 'a"b\\\n'}),
        ("SELECT 99999999999999999999999999999::HUGEINT AS a", {"a": 99999999999999999999999999999}),
        ("SELECT chr(8232) || chr(127) AS a", {"a": "\u2028\x7f"}),
    ],
)
def test_json_is_json(call: Call, published: Path, form: str, query: str, expected: object) -> None:
    done = call("sql", query, "--warehouse", published, "--mode", form)
    assert (done.code, done.err) == (0, "")
    assert strict(done.out) == ([expected] if form == "json" else expected)


def test_every_type_of_duckdb_is_strict_json(call: Call, published: Path) -> None:
    done = call("sql", "FROM test_all_types()", "--warehouse", published, "--mode", "json")
    assert len(strict(done.out)) == 3


def test_no_rows_are_an_empty_array(call: Call, published: Path) -> None:
    assert call("sql", "SELECT 1 AS a WHERE false", "--warehouse", published, "--mode", "json").out == "[]\n"


def test_rows_of_json_are_indented_in_one_array(call: Call, published: Path) -> None:
    done = call("sql", "SELECT range AS n FROM range(2)", "--warehouse", published, "--mode", "json")
    assert done.out == '[\n  {\n    "n": 0\n  },\n  {\n    "n": 1\n  }\n]\n'


def test_on_a_terminal_it_is_the_same_json(on_screen: Callable[[int], _Screen]) -> None:
    screen = on_screen(80)
    row = {"a": "\x9b\x1b\\\u202e", "b": ["\x7f"]}
    print_rows(list(row), [list(row.values())], RowFormat.jsonl)
    assert strict(screen.getvalue()) == row


@given(st.lists(st.sampled_from(["a", "a_2", "a_3", "b", ""]), max_size=12))
def test_names_are_told_apart_and_the_first_of_each_stays(names: list[str]) -> None:
    unique = unique_names(names)
    assert len(set(unique)) == len(names)
    for place, name in enumerate(names):
        if name not in names[:place]:
            assert unique[place] == name


# Limits, and how a query ends


@pytest.mark.parametrize(
    "options",
    [
        ("--time-limit", "inf"),
        ("--time-limit", "nan"),
        ("--time-limit", "0"),
        ("--time-limit", "-1"),
        ("--time-limit", "1e9"),
        ("--memory-limit", "1"),
        ("--memory-limit", "99999999999999999999"),
        ("--limit", "0"),
        ("--limit", "99999999999999999999"),
        ("--mode", "picture"),
    ],
)
def test_limits_that_are_none_are_a_usage_error(call: Call, published: Path, options: tuple[str, str]) -> None:
    done = call("sql", "SELECT 1", "--warehouse", published, *options)
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1)


def test_a_query_of_30_million_rows_prints_its_first_ones(call: Call, published: Path) -> None:
    done = call("sql", "SELECT * FROM range(30000000)", "--warehouse", published)
    assert done.code == 0
    assert len(done.out.splitlines()) == TABLE_ROWS + 2
    assert len(done.err.splitlines()) == 1


def test_the_time_limit_ends_in_one_line(call: Call, published: Path) -> None:
    query = "SELECT count(*) FROM range(1000000000000)"
    done = call("sql", query, "--warehouse", published, "--time-limit", "0.1")
    assert (done.code, done.out, len(done.err.splitlines())) == (1, "", 1)


def test_ctrl_c_ends_in_one_line(call: Call, published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = answer_module._Opened.rows

    def interrupted(self: Any) -> Any:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        return rows(self)

    monkeypatch.setattr(answer_module._Opened, "rows", interrupted)
    done = call("sql", "SELECT count(*) FROM range(1000000000000)", "--warehouse", published)
    assert (done.code, done.out, done.err) == (130, "", "tipetl: Interrupted.\n")


def test_a_function_that_does_not_stop_is_ended_with_its_process(published: Path, tmp_path: Path) -> None:
    query = "SELECT levenshtein(repeat('ab', 200000), repeat('ba', 200000))"
    done = spawn("sql", query, "--warehouse", published, "--time-limit", "0.1", cwd=tmp_path)
    assert (done.code, done.out, len(done.err.splitlines())) == (1, "", 1)
    assert "did not stop" in done.err


def test_nothing_stays_in_the_folder_for_temporary_files(
    call: Call, published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for query in (
        "FROM metric",
        "SELEC",
        "COPY metric TO 'x'",
        "SELECT repeat('x', 100000) FROM range(10000) ORDER BY 1",
    ):
        call("sql", query, "--warehouse", published, "--memory-limit", "64")
        assert list(tmp_path.iterdir()) == []
