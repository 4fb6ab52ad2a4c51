"""Run publishing jobs in separate processes and kill them on request: ``python -m tests.torture.runner``.

One line of JSON on standard input is one job, and one line on standard output is its result. The libraries are loaded
once; each job is a fork, so that hundreds of kills take minutes. This process itself never opens a database: its forks
would inherit locks of threads that they do not have.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.tables.samples import Maker, ruritania
from tipetl import pipeline
from tipetl.checks import CheckReport, CheckResult
from tipetl.errors import TipetlError
from tipetl.pipeline import Gathered, RunResult
from tipetl.snapshot import warehouse_lock
from tipetl.snapshot.steps import watching
from tipetl.tables import rows_of

CONTENTS = 3
"""The number of different contents; a job states the number of its content."""
_QUIET = CheckReport(
    results=(CheckResult("metric.key", "metric", "critical", "passed", 0, "Facts are told once.", "1"),),
    findings=(),
    planned=1,
    ran=1,
)
_TEXTS = (
    "In 2012, police investigated 31 trafficking cases, compared with 22 in 2011. Courts convicted nine traffickers.",
    "In 2012, police investigated 33 trafficking cases, compared with 22 in 2011. Courts convicted ten traffickers.",
    "In 2012, police investigated 35 trafficking cases, compared with 22 in 2011. Courts convicted 12 traffickers.",
)
# These texts were written for this test. All have the same metrics, since a version whose document lost some metrics is
# rightly blocked.


def makers_of(content: int) -> list[Maker]:
    """Return the narratives that a job publishes; each numbered content adds one narrative to a shared one."""
    return [ruritania("a-2013"), ruritania(f"b{content}-{2012 - content}", 2012 - content)]


def write_reports(folder: Path, content: int) -> Path:
    """Write a folder of reports for a whole run, one folder per content."""
    place = folder / str(content)
    place.mkdir(parents=True, exist_ok=True)
    for name in ("kosovo-2013.txt", "kosovo-2012.txt"):
        head = f"KOSOVO (Tier 2)\n\nProsecution\n{_TEXTS[content % CONTENTS]}\n"
        (place / name).write_text(head, encoding="utf-8")
    return place


def publish_only(warehouse: Path, content: int) -> RunResult:
    """Do what a run does from the gate on: lock, publish, record. The rows are prepared in advance."""
    makers = makers_of(content)
    rows = rows_of([maker.narrative() for maker in makers], [maker.audit() for maker in makers])
    audits = tuple(maker.audit() for maker in makers)
    gathered = Gathered(tuple(maker.source() for maker in makers), ())
    started = datetime.now(UTC)
    with warehouse_lock(warehouse):
        published = pipeline.publish_rows(gathered, rows, _QUIET, audits, warehouse=warehouse)
        result = pipeline.done(published, rows, _QUIET, audits)
        pipeline.record_run(warehouse, result, started=started, finished=datetime.now(UTC))
    return result


def whole_run(warehouse: Path, content: int) -> RunResult:
    """Do everything that ``tipetl run`` does, including the checks."""
    return pipeline.run([write_reports(warehouse.parent / "reports", content)], warehouse=warehouse)


JOBS: dict[str, Callable[[Path, int], RunResult]] = {"publish": publish_only, "run": whole_run}


_OPERATIONS = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink")
"""Operations that change a folder, as Python names them in audit hooks, which are called just before."""


def _kill_before(operation: int | None, tell: Callable[[str, str], None]) -> None:
    """End this process just before the given change of a folder, and report each change."""
    count = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count
        if event not in _OPERATIONS:
            return
        count += 1
        if count == operation:
            os.kill(os.getpid(), signal.SIGKILL)
        tell("operation", f"{event} {arguments[0]}")

    sys.addaudithook(hook)


def _child(job: dict[str, Any], told: int) -> None:
    """Run one job in its own process, and never return."""

    def tell(kind: str, words: str) -> None:
        os.write(told, json.dumps([kind, words]).encode() + b"\n")

    def watch(step: str) -> None:
        tell("step", step)
        if step == job.get("stop"):
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        if job.get("file_limit"):
            resource.setrlimit(resource.RLIMIT_FSIZE, (job["file_limit"], job["file_limit"]))
        _kill_before(job.get("operation"), tell)
        with watching(watch):
            result = JOBS[job["job"]](Path(job["warehouse"]), job["content"])
        tell("done", result.status)
    except TipetlError as error:
        tell("error", f"{type(error).__name__}: {error}")
    except BaseException:  # noqa: BLE001 - reported to the judge, which fails
        tell("bug", traceback.format_exc())
    finally:
        os._exit(0)


def _start(job: dict[str, Any]) -> tuple[int, int]:
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(read)
        _child(job, write)
    os.close(write)
    return pid, read


def _finish(pid: int, pipe: int, seconds: float | None, after: str | None) -> dict[str, Any]:
    """Follow a job to its end.

    The job ends at the latest ``seconds`` after the step ``after`` (None: after the job's beginning). If ``seconds`` is
    None, it may take any time.
    """
    deadline = None if seconds is None or after is not None else time.monotonic() + seconds
    text = b""
    while True:
        left = None if deadline is None else max(0.0, deadline - time.monotonic())
        if not select.select([pipe], [], [], left)[0]:
            os.kill(pid, signal.SIGKILL)
            deadline = None
            continue
        chunk = os.read(pipe, 65536)
        if not chunk:
            break
        text += chunk
        if seconds is not None and after is not None and json.dumps(["step", after]).encode() in text:
            deadline, after = time.monotonic() + seconds, None
    os.close(pipe)
    _, status = os.waitpid(pid, 0)
    told = [json.loads(line) for line in text.splitlines()]
    steps = [words for kind, words in told if kind == "step"]
    ends = [(kind, words) for kind, words in told if kind not in ("step", "operation")]
    operations = sum(1 for kind, _ in told if kind == "operation")
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    return {"killed": killed, "steps": steps, "operations": operations, "end": ends[-1] if ends else None}


def _load() -> None:
    """Load what publishing imports only when needed: otherwise each fork would load it anew, which takes half as long
    as publishing.
    """
    for name in ("jinja2", "pandas", "pyarrow.dataset", "pyarrow.parquet", "pydantic.json_schema", "tarfile"):
        importlib.import_module(name)


def main() -> None:
    """Serve jobs until standard input closes. A job with ``beside`` stands for two jobs that are started
    simultaneously.
    """
    _load()
    gc.freeze()
    for line in sys.stdin:
        job = json.loads(line)
        began = time.monotonic()
        running = [_start(one) for one in ([job, job["beside"]] if "beside" in job else [job])]
        ends = [_finish(pid, pipe, job.get("seconds"), job.get("after")) for pid, pipe in running]
        answer = {**ends[0], "took": time.monotonic() - began, "beside": ends[1:]}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
