"""Documents read on a Dask cluster yield the same results as on this machine, even if workers die."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from distributed import Client, LocalCluster

from flows import cluster as module
from flows.ingest import ingest, read_batch
from tipetl import pipeline
from tipetl.errors import RetryableError, TerminalError
from tipetl.pipeline import RunResult

pytestmark = pytest.mark.usefixtures("api", "few_checks")


@pytest.fixture(scope="module")
def workers() -> Iterator[Client]:
    """Start a Dask cluster of two worker processes on this machine, and yield its client."""
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster, set_as_default=False) as client,
    ):
        yield client


def _die_once(mark: Path, read: Callable[..., Any], sources: Any, **given: Any) -> Any:
    """Read a source of a batch, and then kill this process if it is the first to reach this point."""
    first = not mark.exists()
    mark.touch()
    found = read(sources[:1] if first else sources, **given)
    if first:
        os.kill(os.getpid(), signal.SIGKILL)
    return found


def _make_mortal(mark: Path) -> int:
    pipeline.read_batch = partial(_die_once, mark, pipeline.read_batch)
    return os.getpid()


def test_a_worker_is_killed_and_the_result_is_that_of_a_local_run(
    report: Path, tmp_path: Path, workers: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LEAST_TOGETHER", 3)
    for number in range(5):
        (report.parent / f"ghana-201{number}.txt").write_text(report.read_text().replace("KOSOVO", "GHANA"))
    before = set(workers.run(_make_mortal, tmp_path / "killed").values())
    ended = ingest([str(report.parent)], str(tmp_path / "w"), dask=workers.scheduler_info()["address"])
    assert isinstance(ended, RunResult) and ended.manifest is not None
    assert (tmp_path / "killed").exists()
    after = set(workers.run(os.getpid).values())
    assert len(before & after) == 1, "one of the two was killed"
    local = pipeline.run([report.parent], warehouse=tmp_path / "local")
    assert local.manifest is not None
    assert ended.manifest.content_hash == local.manifest.content_hash
    assert (ended.read, ended.taken) == (5, 1), "what the killed worker had read is in the cache"


def test_a_worker_with_another_reader_is_refused(report: Path, tmp_path: Path) -> None:
    sources = pipeline.gather([report], warehouse=tmp_path / "w").sources
    with pytest.raises(TerminalError, match="another tipetl"):
        read_batch.fn(sources, None, reader="0" * 16)


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CONNECT_SECONDS", 0.1)
    with pytest.raises(RetryableError, match=r"tcp://127\.0\.0\.1:1 does not answer"):
        module.read_on_cluster("tcp://127.0.0.1:1", read_batch, (), None, 1)
