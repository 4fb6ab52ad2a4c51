"""The webhook of a run is called for a new version and for a failure, and never disturbs the run."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from prefect.blocks.webhook import Webhook
from prefect.states import State
from pydantic import SecretStr

from flows.ingest import ingest
from tipetl.snapshot import list_snapshots

pytestmark = pytest.mark.usefixtures("api", "few_checks")


class Listener(HTTPServer):
    """A server that receives a webhook's calls, records them and answers with ``status``."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.told: list[dict[str, Any]] = []
        self.status = 204


class _Handler(BaseHTTPRequestHandler):
    server: Listener

    def do_POST(self) -> None:
        self.server.told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None: ...


@pytest.fixture
def listener(api: str) -> Iterator[Listener]:
    with Listener() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        block = Webhook(url=SecretStr(f"http://127.0.0.1:{server.server_port}/told"))
        block.save("told", overwrite=True, _sync=True)
        yield server
        server.shutdown()


def _run(*paths: Path, warehouse: Path) -> State[Any]:
    state = ingest([str(path) for path in paths], str(warehouse), notify="told", return_state=True)
    assert isinstance(state, State)
    return state


def test_a_new_version_is_told_once(listener: Listener, report: Path, tmp_path: Path) -> None:
    state = _run(report, warehouse=tmp_path / "warehouse")
    _run(report, warehouse=tmp_path / "warehouse")
    [told] = listener.told
    assert (told["status"], told["version"]) == ("published", state.result().version)


def test_a_failure_is_told(listener: Listener, tmp_path: Path) -> None:
    _run(tmp_path / "missing.txt", warehouse=tmp_path / "warehouse")
    (tmp_path / "catalog.yaml").write_text("not: a list\n")
    _run(tmp_path, warehouse=tmp_path / "warehouse")
    assert [told["status"] for told in listener.told] == ["nothing_ingested", "failed"]
    assert "catalog.yaml" in listener.told[1]["message"]


def test_a_webhook_that_refuses_changes_nothing(listener: Listener, report: Path, tmp_path: Path) -> None:
    listener.status = 500
    assert _run(report, warehouse=tmp_path / "warehouse").is_completed()
    assert len(listener.told) == 1
    assert len(list_snapshots(tmp_path / "warehouse")) == 1
