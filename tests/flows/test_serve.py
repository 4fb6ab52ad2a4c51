"""Test serving: a deployment with its schedule appears on the server, its runs start, and an interrupt ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import LogFilter, LogFilterFlowRunId
from prefect.exceptions import ObjectNotFound

from tipetl.snapshot import list_snapshots


def _wait_for(what: Callable[[], Any], process: subprocess.Popen[str], seconds: float = 120) -> Any:
    """Return the first true result of ``what``; fail if the process ends first, or on timeout."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := what():
            return found
        assert process.poll() is None, process.communicate()
        # Poll, since the other process sends no signal.
        time.sleep(0.2)
    raise AssertionError("it did not happen in time")


@pytest.mark.slow
def test_a_served_flow_has_its_schedule_and_runs(api: str, report: Path, tmp_path: Path, project: Path) -> None:
    # settings made by the tests' own import of the flows would count as the user's choice
    own = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_LOGGING")}
    process = subprocess.Popen(
        [sys.executable, "-m", "flows.serve", "reports", "--warehouse", "warehouse", "--cron", "30 4 1 1 *"],
        cwd=tmp_path,
        # the parent may ignore interrupts, and children inherit that setting
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        env=own | {"PREFECT_API_URL": api, "PYTHONPATH": str(project), "PREFECT_RUNNER_POLL_FREQUENCY": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        with get_client(sync_client=True) as client:

            def deployment() -> Any:
                try:
                    return client.read_deployment_by_name("ingest/scheduled")
                except ObjectNotFound:
                    return None

            served = _wait_for(deployment, process)
            assert [schedule.schedule.cron for schedule in served.schedules] == ["30 4 1 1 *"]
            run = client.create_flow_run_from_deployment(served.id)

            def ended() -> Any:
                state = client.read_flow_run(run.id).state
                return state if state is not None and state.is_final() else None

            assert _wait_for(ended, process).is_completed()
            wanted = LogFilter(flow_run_id=LogFilterFlowRunId(any_=[run.id]))

            def told() -> Any:  # logs are sent in batches, the last batch as the process ends
                lines = [log.message for log in client.read_logs(wanted)]
                return "1 sources read, 0 taken from the cache." in lines and any("Published" in line for line in lines)

            assert _wait_for(told, process)
        assert len(list_snapshots(tmp_path / "warehouse")) == 1
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def test_usage_errors_are_exit_2(project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "flows.serve", "--no-such-option"], cwd=project, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "--no-such-option" in done.stderr
