"""A configured Prefect server may be missing, silent, or lost during the run: one line says so, and the reported result
is correct.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

import httpx
import pytest
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows import ingest as module
from flows import server
from tipetl.errors import RetryableError
from tipetl.pipeline import RunResult


@contextmanager
def answering(*pieces: bytes) -> Iterator[str]:
    """Serve these bytes, and nothing more, to every client that connects, and yield the server's address."""
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        held: list[socket.socket] = []

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                held.append(connection)
                for piece in pieces:
                    connection.sendall(piece)

        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/api"
        listening.shutdown(socket.SHUT_RDWR)
        for connection in held:
            connection.close()


def unused() -> str:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}/api"


@pytest.mark.parametrize(
    "pieces",
    [
        (),
        (b"HTTP/1.1 200 OK\r\n",),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",),
        (b"HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n",),
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",),
        (b"SSH-2.0-OpenSSH_9.6\r\n",),
    ],
    ids=["silent", "head only", "body breaks off", "500", "404", "no web server"],
)
def test_a_server_that_does_not_answer_well_is_told_in_time(
    pieces: tuple[bytes, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "ANSWER_SECONDS", 0.4)
    with answering(*pieces) as url, temporary_settings({PREFECT_API_URL: url}):
        with pytest.raises(RetryableError, match="does not answer") as caught:
            server.api_server().__enter__()
        assert url in caught.value.message
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize("url", [None, "nonsense", "ftp://127.0.0.1/api", "http://"])
def test_the_command_says_in_one_line_that_nobody_is_there(
    url: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with temporary_settings({PREFECT_API_URL: url or unused()}):
        assert module.main(["x.txt", "--warehouse", str(tmp_path / "warehouse")]) == 1
    _, err = capsys.readouterr()
    started, told = err.splitlines()
    assert "Starting" in started
    assert told.startswith("tipetl: The Prefect server at ")
    assert "PREFECT_API_URL" in told
    assert not (tmp_path / "warehouse").exists()


def lose(monkeypatch: pytest.MonkeyPatch, error: Exception, result: RunResult | None) -> None:
    def ingest(**_: object) -> None:
        if result is not None:
            module._ended.append(result)
        raise error

    monkeypatch.setattr(module, "ingest", ingest)
    monkeypatch.setattr(module, "api_server", nullcontext)


LOST = httpx.ConnectError("All connection attempts failed")


@pytest.mark.parametrize(
    ("status", "code"), [("published", 0), ("unchanged", 0), ("nothing_ingested", 1), ("blocked", 3)]
)
def test_what_a_run_came_to_is_told_though_its_server_is_gone(
    status: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lose(monkeypatch, LOST, RunResult(status, "What it came to.", (), {}))  # type: ignore[arg-type]
    assert module.main(["x.txt", "--warehouse", str(tmp_path)]) == code
    out, err = capsys.readouterr()
    assert "What it came to." in out + err
    assert "The Prefect server was lost in mid-run (All connection attempts failed)" in err


def test_a_run_that_had_not_ended_says_that_nothing_was_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lose(monkeypatch, LOST, None)
    assert module.main(["x.txt", "--warehouse", str(tmp_path)]) == 1
    assert "Nothing was published." in capsys.readouterr().err


def test_an_error_of_our_own_is_not_laid_on_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TIPETL_REPORTS", str(tmp_path / "reports"))
    lose(monkeypatch, KeyError("a bug"), None)
    assert module.main(["x.txt", "--warehouse", str(tmp_path)]) == 70
    said = capsys.readouterr().err
    assert "A fault in tipetl ended the command: KeyError: 'a bug'" in said
    assert "server was lost" not in said


def test_artifacts_that_cannot_be_left_do_not_fail_the_run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise LOST

    monkeypatch.setattr(module, "leave_artifacts", fail)
    module._leave_or_tell(RunResult("published", "Published.", (), {}), {}, page=None, readers_see=None)
    assert "could not be left: All connection attempts failed." in capsys.readouterr().err


def test_the_pages_of_the_server_ask_their_own_address(api: str) -> None:
    settings = httpx.get(f"{api.removesuffix('/api')}/ui-settings", timeout=30).json()
    assert settings["api_url"] == api


def test_a_port_that_is_taken_is_not_chosen() -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        wanted = taken.getsockname()[1]
        assert server.free_port(wanted) != wanted
    assert server.free_port(wanted) == wanted
