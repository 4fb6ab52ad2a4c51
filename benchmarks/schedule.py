"""Serve a schedule through a killed run and a server restart, and check what readers see and what the server's pages
show.

usage: python -m benchmarks.schedule [--minutes N] [--seconds S]

A report arrives before each of three scheduled runs (every N minutes, default 1). The run that reads the second report
is killed while it checks or publishes, and the server is killed and started again before the third report arrives.
Nothing may be lost or published twice, every version must be sound, and the log of each run must be on the server.
Takes about 6 * N minutes; S (default: 900) is how long to wait for anything.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
REPORT = (
    "KOSOVO (Tier 2)\n\nProsecution\nIn {before}, police investigated {count} trafficking cases. Courts convicted nine "
    "traffickers.\n\nProtection\nThe government identified 42 victims.\n"
)
"""A report written for this test."""
YEARS = (2011, 2012, 2013)


@contextmanager
def program(module: str, *arguments: str, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a Python module in the background until the end of the context, and then ask it to stop."""
    # Settings that this process made by importing the flows would otherwise count as the user's choice.
    own = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_LOGGING")}
    with log.open("ab") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            cwd=PROJECT,
            env=own,
            stdout=stream,
            stderr=stream,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(what: str, found: Callable[[], Any], seconds: float) -> Any:
    """Return the first true result of ``found``; raises TimeoutError after ``seconds``."""
    start = time.monotonic()
    while time.monotonic() - start < seconds:
        if answer := found():
            print(f"{time.monotonic() - start:6.1f} s: {what}", flush=True)
            return answer
        time.sleep(0.05)
    raise TimeoutError(f"after {seconds:g} seconds, not yet: {what}")


class Schedule:
    """A server, a served flow, the flow's folder of reports, and its warehouse, all below ``folder``."""

    def __init__(self, folder: Path, minutes: int, seconds: float) -> None:
        from flows.server import free_port

        self.folder, self.minutes, self.seconds = folder, minutes, seconds
        self.reports, self.warehouse = folder / "reports", folder / "warehouse"
        self.reports.mkdir()
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/api"
        os.environ["PREFECT_API_URL"] = self.url

    @contextmanager
    def server(self) -> Iterator[subprocess.Popen[bytes]]:
        """Run the server until the end of the context; yield once it answers."""
        import httpx

        def answers() -> bool:
            try:
                return httpx.get(f"{self.url}/health", timeout=5).is_success
            except httpx.HTTPError:
                return False

        start = ("server", "start", "--host", "127.0.0.1", "--port", str(self.port))
        with program("prefect", *start, log=self.folder / "server.log") as process:
            wait_for("the server answers", answers, self.seconds)
            yield process

    def served(self) -> Any:
        """Serve the flow until the end of the context."""
        cron = "* * * * *" if self.minutes == 1 else f"*/{self.minutes} * * * *"
        given = (str(self.reports), "--warehouse", str(self.warehouse), "--cron", cron)
        return program("flows.serve", *given, log=self.folder / "serve.log")

    def arrives(self, year: int) -> None:
        """Add another report to the folder."""
        made = self.folder / "new.txt"
        made.write_text(REPORT.format(before=year - 1, count=year - 1980), encoding="utf-8")
        made.rename(self.reports / f"kosovo-{year}.txt")

    def published(self, count: int) -> None:
        """Wait until that many versions are published."""
        from tipetl.snapshot import list_snapshots

        wait_for(f"version {count} is published", lambda: len(list_snapshots(self.warehouse)) == count, self.seconds)

    def killed(self) -> int:
        """Kill the run that checks or publishes next; return its process id."""
        from tipetl.snapshot.layout import unfinished
        from tipetl.snapshot.lock import lock_holder

        def building() -> int | None:
            holder = lock_holder(self.warehouse)
            return holder.pid if holder and any(path.is_dir() for path in unfinished(self.warehouse)) else None

        pid: int = wait_for("a run has begun to build", building, self.seconds)
        os.kill(pid, signal.SIGKILL)
        return pid


def judged(schedule: Schedule) -> list[str]:
    """Return what is wrong with the versions and the runs."""
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import LogFilter, LogFilterFlowRunId

    from tipetl.snapshot import list_snapshots, verify_snapshot

    wrong = []
    versions = list_snapshots(schedule.warehouse)
    documents = [sorted(source.name for source in version.sources) for version in versions]
    if documents != [[f"kosovo-{year}.txt" for year in YEARS[:count]] for count in range(1, len(YEARS) + 1)]:
        wrong.append(f"the versions hold {documents}")
    if len({version.content_hash for version in versions}) != len(versions):
        wrong.append("a content was published twice")
    wrong += [
        f"{version.version}: {problem}"
        for version in versions
        for problem in verify_snapshot(schedule.warehouse, version.version).problems
    ]
    states: Counter[str] = Counter()
    with get_client(sync_client=True) as client:
        for run in client.read_flow_runs():
            state = run.state.name if run.state else "none"
            states[state] += 1
            lines = client.read_logs(LogFilter(flow_run_id=LogFilterFlowRunId(any_=[run.id])))
            if run.start_time and not lines:
                wrong.append(f"the run {run.name} ({state}) has no log")
    print(f"runs: {', '.join(f'{count} {name}' for name, count in sorted(states.items()))}")
    if states["Completed"] < len(YEARS):
        wrong.append("fewer runs than reports ended well")
    if not states["Crashed"]:
        wrong.append("the server does not say that a run crashed")
    return wrong


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=int, default=1, help="minutes between two firings")
    parser.add_argument("--seconds", type=float, default=900.0, help="how long to wait for anything")
    asked = parser.parse_args(argv)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tipetl-schedule-")))
        os.environ |= {"PREFECT_HOME": str(folder / "prefect"), "PREFECT_RUNNER_POLL_FREQUENCY": "2"}
        schedule = Schedule(folder, asked.minutes, asked.seconds)
        servers = stack.enter_context(ExitStack())
        server = servers.enter_context(schedule.server())
        stack.enter_context(schedule.served())
        schedule.arrives(YEARS[0])
        schedule.published(1)
        schedule.arrives(YEARS[1])
        print(f"killed the run, process {schedule.killed()}")
        schedule.published(2)
        server.kill()
        servers.close()
        print("killed the server")
        servers.enter_context(schedule.server())
        schedule.arrives(YEARS[2])
        schedule.published(3)
        time.sleep(60 * asked.minutes)  # wait for another scheduled run, which has nothing to publish
        wrong = judged(schedule)
    print("\n".join(wrong) if wrong else "Nothing lost, nothing published twice, every log is there.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
