"""Test ``tipetl fetch``, followed by ``tipetl run``, against a server on this machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import NARRATIVE, Call
from tests.sources.server import PAGE, Reply, Server, serving

pytestmark = pytest.mark.usefixtures("few_checks")


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def text_of(reply: Reply) -> None:
    reply.send(200, NARRATIVE.encode(), Content_Type="text/plain")


def test_what_is_fetched_can_be_run(call: Call, tmp_path: Path, server: Server) -> None:
    server.pages["/2013/kosovo"] = text_of
    done = call("fetch", f"{server.url}/2013/kosovo", "--into", tmp_path / "in", "--rate", "1000")
    assert (done.code, done.err) == (0, "")
    assert f"tipetl run {tmp_path / 'in'}" in done.out
    ran = call("run", tmp_path / "in", "--warehouse", tmp_path / "w")
    assert ran.code == 0, ran.err
    told = call("sql", "SELECT doc, outcome, url FROM audit_document", "--warehouse", tmp_path / "w", "--format", "csv")
    assert f"2013-kosovo,ok,{server.url}/2013/kosovo" in told.out


def test_a_list_can_be_run_at_once(call: Call, tmp_path: Path, server: Server) -> None:
    server.pages["/2013/kosovo"] = text_of
    listed = tmp_path / "list.urls"
    listed.write_text(f"# mine\n{server.url}/2013/kosovo\n{server.url}/gone\n", encoding="utf-8")
    ran = call("run", listed, "--warehouse", tmp_path / "w")
    assert ran.code == 0, ran.err
    assert (tmp_path / "w" / "fetched" / "index").is_dir()
    told = call(
        "sql", "SELECT doc, outcome, reason FROM audit_document", "--warehouse", tmp_path / "w", "--format", "csv"
    )
    assert "2013-kosovo,ok" in told.out
    assert "gone,no_text" in told.out
    assert "404" in told.out


def test_each_failure_has_its_line_and_the_rest_is_kept(call: Call, tmp_path: Path, server: Server) -> None:
    server.pages["/a"] = lambda reply: reply.send(200, PAGE)
    server.pages["/c"] = lambda reply: reply.send(403)
    listed = tmp_path / "list.txt"
    listed.write_text(f"{server.url}/a\n{server.url}/b\n{server.url}/c\n", encoding="utf-8")
    done = call("fetch", "--list", listed, "--into", tmp_path / "in", "--rate", "1000", "--publisher", "P")
    assert done.code == 1
    lines = done.err.splitlines()
    assert len(lines) == 2
    assert "/b: The server answered 404" in lines[0]
    assert "/c: The server answered 403" in lines[1]
    assert "browser" in lines[1]
    assert done.out.startswith("3 asked for: 1 new, 2 failed.")


def test_the_server_is_told_who_asks(call: Call, tmp_path: Path, server: Server) -> None:
    server.pages["/a"] = lambda reply: reply.send(200, PAGE)
    call("fetch", f"{server.url}/a", "--into", tmp_path, "--user-agent", "Mozilla/5.0 (me@example.org)")
    assert server.asked[0].headers["user-agent"] == "Mozilla/5.0 (me@example.org)"


def test_a_dry_run_prints_addresses_and_asks_none(call: Call, tmp_path: Path) -> None:
    done = call(
        "fetch", "--year", "2023", "--country", "Kosovo", "--country", "SWZ", "--dry-run", "--into", tmp_path / "x"
    )
    assert done.code == 0
    assert done.out.splitlines() == [
        f"https://www.state.gov/reports/2023-trafficking-in-persons-report/{slug}/"
        for slug in ("kosovo", "eswatini", "swaziland")
    ]
    assert not (tmp_path / "x").exists()
    everything = call("fetch", "--all", "--dry-run").out.splitlines()
    assert len(everything) == len(set(everything)) > 1500
    archive = call("fetch", "--all", "--publisher", "archive 2009-2017", "--dry-run").out.splitlines()
    assert archive
    assert all(line.startswith("https://2009-2017.state.gov/") for line in archive)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Give addresses"),
        (["--country", "Atlantis"], "Atlantis"),
        (["--year", "1999"], "2001"),
        (["--year", "2013", "http://127.0.0.1/"], "not both"),
        (["--all", "--year", "2013"], "--all"),
        (["--year", "2013", "--publisher", "nobody"], "no address"),
        (["--list", __file__], "not a list of addresses"),
    ],
)
def test_a_wrong_command_line_says_what_is_wrong(call: Call, arguments: list[str], says: str) -> None:
    done = call("fetch", *arguments)
    assert done.code == 2
    assert says in done.err
    assert done.err.count("\n") == 1


def test_an_interrupted_run_ends_cleanly_and_goes_on(call: Call, tmp_path: Path, server: Server, project: Path) -> None:
    server.pages["/a"] = lambda reply: reply.send(200, PAGE)
    server.pages["/b"] = lambda reply: server.stop.wait(60) and None
    listed = tmp_path / "list.txt"
    listed.write_text(f"{server.url}/a\n{server.url}/b\n", encoding="utf-8")
    arguments = ["fetch", "--list", str(listed), "--into", str(tmp_path / "in"), "--rate", "1000"]
    env = os.environ | {"PYTHONPATH": str(project / "src")}
    # the parent may ignore interrupts, and children inherit that setting
    running = subprocess.Popen(
        [sys.executable, "-m", "tipetl", *arguments],
        stderr=subprocess.PIPE,
        text=True,
        env=env,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    while "/b" not in server.paths() and running.poll() is None:
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (130, "tipetl: Interrupted.\n"), err
    server.pages["/b"] = lambda reply: reply.send(200, PAGE + b"b")
    done = call(*arguments)
    assert done.code == 0, done.err
    assert "1 new, 1 skipped" in done.out
    assert server.paths().count("/a") == 1
