"""Read batches of documents on the workers of a Dask cluster, on this machine or on others (``tipetl[dask]``)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import dask
from distributed import KilledWorker
from prefect import Task, get_run_logger
from prefect_dask.task_runners import DaskTaskRunner

from tipetl.cache import Cache, reader_version
from tipetl.errors import RetryableError, TerminalError
from tipetl.model import Source
from tipetl.pipeline import ReadBatch

BATCHES_PER_THREAD = 3
"""The number of batches per thread: several, so that a worker that finishes early or joins late still gets work."""
LEAST_TOGETHER = 10
"""The minimum number of documents per batch: each batch starts a reader, which takes longer than reading a
narrative.
"""

CONNECT_SECONDS = 30.0


def read_on_cluster(
    cluster: str, read: Task[..., ReadBatch], sources: Sequence[Source], cache: Cache | None, most: int
) -> list[ReadBatch]:
    """Return the results of ``read`` for batches of at most ``most`` sources, in order.

    ``cluster`` is the address of a scheduler, or how many workers to start on this machine. If a worker dies, another
    reads its batch. Raises ``RetryableError`` if the scheduler does not answer or workers keep dying, ``TerminalError``
    if the cluster has no tipetl or another version of tipetl, and whatever ``read`` raises.
    """
    # a batch contains its documents' bytes, so a large graph is intended
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "10GB"})
    runner = _runner(cluster)
    try:
        with runner:
            threads = sum(runner.client.nthreads().values())
            size = min(most, max(LEAST_TOGETHER, math.ceil(len(sources) / (BATCHES_PER_THREAD * max(1, threads)))))
            get_run_logger().info("Batches of %d on %d threads of the cluster.", size, threads)
            given = {"cache": cache, "reader": reader_version()}
            batches = [sources[first : first + size] for first in range(0, len(sources), size)]
            futures = [runner.submit(read, {"sources": batch, **given}) for batch in batches]
            return [future.result() for future in futures]
    except KilledWorker as error:
        raise RetryableError(
            "The workers of the cluster kept dying.", advice="See their logs; a run by itself names the document."
        ) from error
    except RuntimeError as error:
        if "deserialization" not in str(error):
            raise
        raise TerminalError(
            "The scheduler or a worker of the cluster lacks tipetl, or has another one.",
            advice="Start both in the same installation; in a checkout, with PYTHONPATH=.",
        ) from error
    except OSError as error:
        raise RetryableError(
            f"The Dask scheduler {cluster} does not answer: {str(error) or type(error).__name__}.",
            advice="Check the address, and that it runs.",
        ) from error


def _runner(cluster: str) -> Any:
    if cluster.isdecimal():
        local = {"n_workers": max(1, int(cluster)), "threads_per_worker": 1, "dashboard_address": None}
        return DaskTaskRunner(cluster_kwargs=local)
    return DaskTaskRunner(address=cluster, client_kwargs={"timeout": CONNECT_SECONDS})
