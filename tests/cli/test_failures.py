"""However a command ends, it prints one line and returns the right exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Call, Called
from tipetl.cli.failures import EXIT_FAULT, REPORTS_VARIABLE
from tipetl.terminal import visible


class Unspeakable(Exception):
    def __str__(self) -> str:
        raise ValueError("no words")


def _chained() -> BaseException:
    error = ValueError("second")
    error.__cause__ = KeyError("first")
    return error


def interrupted_query() -> BaseException:
    """Return the exception that DuckDB raises for Ctrl-C."""
    error = RuntimeError("Query interrupted")
    error.__cause__ = KeyboardInterrupt()
    return error


Ending = Callable[[BaseException], Called]


@pytest.fixture
def ending(call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Ending:
    """Return a function that runs a command that raises."""
    monkeypatch.setenv(REPORTS_VARIABLE, str(tmp_path / "reports"))

    def ended(error: BaseException) -> Called:
        def raising(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr(sys.modules["tipetl.cli.app"], "app", raising)
        return call("run", "https://user:word@example.org/", f"{Path.home()}/reports", "\x1b[2J")

    return ended


@pytest.mark.parametrize(
    "error",
    [
        KeyError("x"),
        RecursionError("deep"),
        AssertionError(),
        ZeroDivisionError("a\nb\x1b[31mc\u202e"),
        UnicodeEncodeError("utf-8", "\udcff", 0, 1, "surrogates not allowed"),
        Unspeakable(),
        ValueError("x" * 100_000),
        ExceptionGroup("several", [LookupError("one"), ValueError("two")]),
        _chained(),
        RuntimeError("Query interrupted"),
        GeneratorExit(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_fault_is_one_line_and_a_report(ending: Ending, tmp_path: Path, error: BaseException) -> None:
    done = ending(error)
    assert done.code == EXIT_FAULT
    [line] = done.err.splitlines()
    assert visible(line) == line
    assert len(line) < 700
    (report,) = (tmp_path / "reports").iterdir()
    assert str(report) in line
    told = report.read_text(encoding="utf-8")
    assert visible(told) == told
    assert "Traceback" in told
    assert type(error).__name__ in told
    assert "Python: 3" in told
    assert "user:word" not in told
    assert f"{Path.home()}/reports" not in told


def test_the_report_says_where_and_what_came_before(ending: Ending, tmp_path: Path) -> None:
    ending(_chained())
    (report,) = (tmp_path / "reports").iterdir()
    told = report.read_text(encoding="utf-8")
    assert "first" in told
    assert "test_failures.py" in told
    assert report.stat().st_mode & 0o077 == 0


def test_where_no_report_can_be_written_the_line_says_so(
    ending: Ending, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"")
    for name in (REPORTS_VARIABLE, "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "file"))
    done = ending(KeyError("x"))
    assert done.code == EXIT_FAULT
    [line] = done.err.splitlines()
    assert REPORTS_VARIABLE in line


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (KeyboardInterrupt(), 130, "Interrupted."),
        (interrupted_query(), 130, "Interrupted."),
        (BaseExceptionGroup("", [ValueError(), KeyboardInterrupt()]), 130, "Interrupted."),
        (MemoryError(), 1, "memory"),
        (OSError(28, "No space left on device"), 1, "Free some space"),
        (PermissionError(13, "Permission denied", "a\x1b[2Jb"), 1, "a\\u001b[2Jb: Permission denied"),
        (ExceptionGroup("", [FileNotFoundError(2, "No such file", "x")]), 1, "x: No such file"),
    ],
)
def test_what_a_user_can_cause_needs_no_report(
    ending: Ending, tmp_path: Path, error: BaseException, code: int, words: str
) -> None:
    done = ending(error)
    assert (done.code, done.err.count("\n"), words in done.err) == (code, 1, True), done.err
    assert not (tmp_path / "reports").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["\udcff"],
        ["--\udcff"],
        ["extract", "\udcff.txt"],
        ["extract", "x", "--country", "\udcff"],
        ["explain", "Courts convicted \udcff nine traffickers."],
        ["explain", "--fact", "\udcff", "x"],
        ["explain", "x", "--section", "\udcff"],
        ["numbers", "\udcff"],
        ["rules", "\udcff"],
        ["check", "--warehouse", "\udcff"],
        ["sql", "SELECT 1", "--snapshot", "\udcff", "--warehouse", "none"],
        ["snapshots", "show", "\udcff", "--warehouse", "none"],
        ["snapshots", "pin", "\udcff", "--warehouse", "none"],
        ["fetch", "http://\udcff/"],
        ["fetch", "http://[::1]:1/", "--retries", "0", "--user-agent", "\udcff"],
        ["fetch", "--year", "2013", "--publisher", "\udcff"],
        ["run", "\udcff.txt", "--warehouse", "\udcfe"],
        ["run", "x", "--accept", "coverage.facts_kept: \udcff"],
        ["snapshots", "diff", "\udcff", "\udcfe", "--warehouse", "none"],
    ],
)
def test_arguments_in_odd_bytes_are_no_fault(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(REPORTS_VARIABLE, str(tmp_path / "reports"))
    done = call(*arguments)
    assert done.code in (0, 1, 2), done.err
    assert not (tmp_path / "reports").exists()


@pytest.mark.parametrize("agent", ["é", "a\nb", "\x1b[2J", " a", "x" * 5000, ""])
def test_a_user_agent_that_no_header_can_hold_is_a_usage_error(call: Call, tmp_path: Path, agent: str) -> None:
    done = call("fetch", "http://[::1]:1/", "--into", tmp_path, "--retries", "0", "--user-agent", agent)
    assert (done.code, "--user-agent" in done.err) == ((2, True) if agent else (1, False))


@pytest.mark.parametrize("option", ["--rate", "--timeout"])
@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e999", "0", "-1"])
def test_numbers_that_are_none_are_usage_errors(call: Call, tmp_path: Path, option: str, value: str) -> None:
    done = call("fetch", "http://[::1]:1/", "--into", tmp_path, "--retries", "0", option, value)
    assert (done.code, option in done.err) == (2, True)


def shell(line: str, **environment: str) -> Called:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TIPETL_")}
    command = f'"{sys.executable}" -m tipetl {line}'
    done = subprocess.run(["sh", "-c", command], env=kept | environment, capture_output=True, timeout=120)
    return Called(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize(
    ("line", "code", "err"),
    [
        ("version >&-", 0, ""),
        ("version >&- 2>&- <&-", 0, ""),
        ("nonsense 2>&-", 2, ""),
        ("extract - <&-", 1, "tipetl: standard input: There is no text in it. Give a file that holds a narrative.\n"),
        ("version 2>&1 | head -c 0", 0, ""),
    ],
)
def test_closed_streams_end_cleanly(line: str, code: int, err: str) -> None:
    done = shell(line)
    assert (done.code, done.err) == (code, err)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_outputs_end_cleanly() -> None:
    done = shell("version > /dev/full")
    assert (done.code, done.err.count("\n"), "No space left" in done.err) == (1, 1, True), done.err
    assert shell("nonsense 2> /dev/full").code == 2


def test_help_and_commands_survive_stripped_docstrings() -> None:
    plain = shell("fetch --help")
    stripped = shell("fetch --help", PYTHONOPTIMIZE="2")
    assert "Fetch reports from the web" in plain.out
    assert stripped == plain
