"""Text that did not originate in tipetl reaches a terminal or a log as plain text, whatever it contains."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import NARRATIVE
from tests.sources.server import PAGE, Server, serving
from tipetl.cli import main
from tipetl.terminal import visible

CODES = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e\u200b\x7f\u2066"
"""Codes that set the title, clear the screen, color, reverse, hide and delete."""
FOR_HEADERS = "owned\x1b[2J\x1b]0\x9b31m"
# The codes that rich itself writes: colors, and those that a progress bar needs.
_OURS = re.compile(r"\x1b\[[0-9;]*m|\x1b\[\?25[lh]|\x1b\[[0-9]*[AK]|\r")


class Screen(io.StringIO):
    """A stream that claims to be a terminal."""

    def isatty(self) -> bool:
        return True


class Shown:
    """Both output streams of a command."""

    def __init__(self, out: str, err: str, terminal: bool) -> None:
        self.out, self.err = (_OURS.sub("", text) if terminal else text for text in (out, err))

    def check(self, *, holds: str = "owned") -> None:
        both = self.out + self.err
        assert visible(both) == both
        assert holds in re.sub(r"\s", "", both), both


@pytest.fixture(params=["terminal", "log"])
def run(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Run a command on a terminal, or with its output in files."""
    terminal = request.param == "terminal"

    def called(*arguments: str | Path) -> Shown:
        kind = Screen if terminal else io.StringIO
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", out := kind())
            patched.setattr(sys, "stderr", err := kind())
            main([str(argument) for argument in arguments])
        return Shown(out.getvalue(), err.getvalue(), terminal)

    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    yield called


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def test_arguments_that_are_told_again(run, tmp_path: Path, published: Path) -> None:  # type: ignore[no-untyped-def]
    for arguments in (
        ["extract", f"{CODES}.txt"],
        [f"{CODES}"],
        [f"--{CODES}"],
        ["rules", CODES],
        ["extract", "x", "--country", CODES],
        ["snapshots", "show", CODES, "--warehouse", published],
        ["check", "--warehouse", tmp_path / CODES],
        ["explain", "x", "--section", CODES],
        ["explain", "--fact", CODES, tmp_path / CODES],
        ["fetch", CODES, "--into", tmp_path / "in"],
        ["fetch", f"http://x/{CODES}", "--dry-run"],
        ["run", tmp_path / "none", "--accept", CODES],
        ["sql", f"SELECT {CODES}", "--warehouse", published],
        ["snapshots", "prune", "--older-than", CODES, "--warehouse", published],
    ):
        run(*arguments).check()


def test_the_words_of_a_text(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    text = NARRATIVE.replace("Prosecution", f"Prosecution{CODES}").replace("convicted", f"{CODES} convicted")
    path = tmp_path / "kosovo-2013.txt"
    path.write_text(text, encoding="utf-8")
    page = tmp_path / "kosovo-2014.html"
    body = "".join(f"<p>{line}</p>" for line in text.splitlines())
    page.write_text(f"<html><title>{CODES}</title><body><h1>Kosovo</h1>{body}</body></html>", encoding="utf-8")
    for arguments in (
        ["extract", path, page, "--format", "table"],
        ["numbers", path],
        ["explain", f"Courts {CODES} convicted nine traffickers."],
    ):
        run(*arguments).check(holds="")


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_data_on_a_terminal_is_shown_and_in_a_pipe_is_faithful(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kosovo-2013.txt"
    path.write_text(NARRATIVE.replace("convicted", "con\u2066victed\u2069 \u202e"), encoding="utf-8")
    told = {}
    for kind in (Screen, io.StringIO):
        monkeypatch.setattr(sys, "stdout", out := kind())
        assert main(["extract", str(path), "--format", form]) == 0
        told[kind] = out.getvalue()
    assert visible(told[Screen]) == told[Screen] == visible(told[io.StringIO])
    if form == "jsonl":
        lines = [[json.loads(line) for line in told[kind].splitlines()] for kind in (Screen, io.StringIO)]
        assert lines[0] == lines[1]


def test_cells_and_names_of_columns(run, published: Path) -> None:  # type: ignore[no-untyped-def]
    query = "SELECT chr(27) || ']0;owned' || chr(7) || chr(8238) || chr(155) AS \"a\x1b[2J\u202e\""
    run("sql", query, "--warehouse", published).check()


def test_what_a_catalog_or_a_decision_says(run, tmp_path: Path, narrative: Path) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path / "corrections"
    folder.mkdir()
    fields = dict.fromkeys(("author", "corrected", "from", "narrative", "reason", "sentence", "text", "to"), CODES)
    entry = json.dumps(fields | {"field": CODES, "date": "D"}).replace('"D"', "2026-01-01")
    (folder / "a.yaml").write_text(f"[{entry}]", encoding="utf-8")
    run("run", narrative, "--corrections", folder, "--warehouse", tmp_path / "w").check()


def test_the_reason_of_a_pin(run, tmp_path: Path, published: Path) -> None:  # type: ignore[no-untyped-def]
    run("snapshots", "pin", "latest", "--reason", CODES, "--warehouse", published)
    shown = run("snapshots", "list", "--warehouse", published)
    run("snapshots", "pin", "latest", "--remove", "--warehouse", published)
    shown.check(holds="")


def test_what_a_server_says(run, tmp_path: Path, server: Server) -> None:  # type: ignore[no-untyped-def]
    words = FOR_HEADERS.encode("latin-1")
    title = f"<html><title>Just a moment {CODES}</title><body>x</body></html>".encode()
    server.pages |= {
        "/reason": lambda reply: reply.bytes_of(b"HTTP/1.1 404 Gone" + words, b"Content-Length: 0\r\n", b""),
        "/type": lambda reply: reply.bytes_of(headers=b"Content-Type: image/" + words + b"\r\n", body=b"words"),
        "/packing": lambda reply: reply.bytes_of(headers=b"Content-Encoding: " + words + b"\r\n"),
        "/title": lambda reply: reply.bytes_of(headers=b"Content-Length: %d\r\n" % len(title), body=title),
        "/place": lambda reply: reply.bytes_of(b"HTTP/1.1 302 Found", b"Location: /x" + words + b"\r\n", b""),
        "/status": lambda reply: reply.raw(words + b"\r\n\r\n" + PAGE),
    }
    for path in server.pages:
        shown = run("fetch", f"{server.url}{path}", "--into", tmp_path / "in", "--rate", "1000", "--retries", "0")
        shown.check(holds="owned" if path in ("/type", "/packing", "/title") else "")
        assert shown.err.count("tipetl: ") == 1


def test_a_bar_shows_an_address_with_brackets(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    shown = run("fetch", "http://[/b]\x1b[2J", "--into", tmp_path / "in", "--rate", "1000")
    shown.check(holds="")
    assert "not an address" in shown.err
