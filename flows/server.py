"""Provide a Prefect server while one is needed: the configured server, or our own on the loopback address.

Without a server, Prefect starts a short-lived one inside the run, which takes just as long to start and loses the task
runs of short flows (docs/decisions/0002). A separate server process stores the task runs.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_URL, PREFECT_HOME, temporary_settings

from tipetl.errors import RetryableError

HOST = "127.0.0.1"
USUAL_PORT = 4200
"""The port where Prefect's users look for its user interface."""
START_SECONDS = 120
STOP_SECONDS = 15
ANSWER_SECONDS = 10.0
_POLL_SECONDS = 0.1
_FOR_SCHEDULES = (
    *("CANCELLATION_CLEANUP", "DB_VACUUM", "FOREMAN", "LATE_RUNS", "PAUSE_EXPIRATIONS", "REPOSSESSOR"),
    *("SCHEDULER", "TRIGGERS"),
)
"""Services that a server started for a single run does not need."""


@contextmanager
def api_server(*, port: int | None = None) -> Iterator[str]:
    """Yield the address of a Prefect API that answers, and make flows use that API until the context ends.

    A configured address (``PREFECT_API_URL``, or the active profile) is contacted once. If no address is configured, a
    server is started on ``port`` and stopped at the end; its output goes to ``PREFECT_HOME/server.log``. Without
    ``port``, the server takes any free port and runs no schedules. Raises RetryableError if the server does not answer
    in time.
    """
    configured = PREFECT_API_URL.value()
    if configured:
        check_answers(configured)
        yield configured
        return
    chosen = port if port is not None else free_port()
    url = f"http://{HOST}:{chosen}/api"
    idle = {} if port is not None else {f"PREFECT_SERVER_SERVICES_{name}_ENABLED": "false" for name in _FOR_SCHEDULES}
    log = Path(PREFECT_HOME.value()) / "server.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as stream:
        # The server has its own session, so an interrupt at the terminal reaches only the run, which stops the server.
        # If the run is killed first, the keeper stops the server.
        server = [sys.executable, "-m", "prefect", "server", "start", "--host", HOST, "--port", str(chosen)]
        process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("keeper.py")), *server],
            stdin=subprocess.PIPE,
            stdout=stream,
            stderr=stream,
            start_new_session=True,
            # otherwise the pages of the user interface query port 4200, whatever port their server uses
            env=idle | os.environ | {"PREFECT_UI_API_URL": url},
        )
    before = os.environ.get("PREFECT_API_URL")
    try:
        _wait_until_healthy(process, url, log)
        # Served runs start in separate processes and read the environment.
        os.environ["PREFECT_API_URL"] = url
        with temporary_settings({PREFECT_API_URL: url}):
            yield url
    finally:
        if before is None:
            os.environ.pop("PREFECT_API_URL", None)
        else:
            os.environ["PREFECT_API_URL"] = before
        _stop(process)


def check_answers(url: str) -> None:
    """Raise RetryableError if the configured Prefect server does not answer within ``ANSWER_SECONDS``.

    Prefect itself would wait silently for a server that does not answer, and show a traceback if no server exists.
    """
    try:
        problem = asyncio.run(_problem_of())
    except TimeoutError:
        problem = f"no answer within {ANSWER_SECONDS:g} seconds"
    if problem is not None:
        raise RetryableError(
            f"The Prefect server at {url} does not answer: {problem}.",
            advice="Start it, mend PREFECT_API_URL, or unset it to have a server started for the run.",
        )


async def _problem_of() -> str | None:
    """Say what is wrong with the configured server, or None. The check contacts the server as flows will, with the same
    settings.
    """
    async with asyncio.timeout(ANSWER_SECONDS):
        try:
            async with get_client() as client:
                error = await client.api_healthcheck()
        except TimeoutError:
            raise
        except Exception as raised:  # noqa: BLE001 - whatever keeps Prefect's client from connecting is the answer
            error = raised
    return None if error is None else in_one_line(error)


def in_one_line(error: BaseException) -> str:
    """Return an error's first line, or the error's name if it has no message."""
    words = str(error).strip().partition("\n")[0].strip().rstrip(".")
    return words[:200] or type(error).__name__


def free_port(wanted: int = 0) -> int:
    """Return the port ``wanted`` if nothing listens there, otherwise any free port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, wanted))
        except OSError:
            probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_healthy(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RetryableError(
                f"The Prefect server ended with status {process.returncode} before it answered.",
                advice=f"See {log}, or set PREFECT_API_URL to a server that runs.",
            )
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(_POLL_SECONDS)
    raise RetryableError(
        f"The Prefect server did not answer within {START_SECONDS} seconds.",
        advice=f"See {log}, or set PREFECT_API_URL to a server that runs.",
    )


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
