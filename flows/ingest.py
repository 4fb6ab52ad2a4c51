"""The flow ``ingest``: ``tipetl run`` as a few coarse tasks, with artifacts.

``python -m flows.ingest [PATH...]`` runs the flow once and prints the result. The exit codes are those of ``tipetl
run``.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pyarrow.parquet
from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.exceptions import PrefectException
from prefect.states import Failed
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_chain, wait_fixed

from tipetl import pipeline
from tipetl.cache import Cache, reader_version
from tipetl.checks import CheckReport, load_engine
from tipetl.cli.failures import end_of
from tipetl.cli.messages import standard_streams
from tipetl.cli.options import LAKE_VARIABLE
from tipetl.cli.start import keep_docstrings, skip_last_collection
from tipetl.errors import RetryableError, TerminalError, TipetlError
from tipetl.guard import Limits
from tipetl.model import Hints, Source
from tipetl.pipeline import Gathered, ReadBatch, RunResult
from tipetl.site import Built, build_site
from tipetl.snapshot import PAGE_NAME, Published, build_dir, page_of_run, pointed_at, warehouse_lock
from tipetl.snapshot.lake import IntoLake, publish_to_lake
from tipetl.store import DATABASE_NAME
from tipetl.tables import row_counts
from tipetl.tables.columns import Columns

from .artifacts import leave_artifacts
from .notify import notify_of
from .outcome import NotPublishedError, result_of
from .server import api_server, in_one_line
from .summary import Page

BATCH_SIZE = 200
"""The number of documents per task: a task costs milliseconds, but starting the workers that read a batch of pages
costs half a second.
"""

SERVED_AT = "TIPETL_WAREHOUSE_URL"
"""The environment variable with the address at which the warehouse's folder is served, for links to the page of
findings.
"""

EXIT_CODES = {"published": 0, "unchanged": 0, "nothing_ingested": 1, "blocked": 3}

WAITS = (2.0, 10.0, 30.0)
"""The seconds to wait before each retry of a task."""

_ended: list[RunResult] = []
"""The results of this process's runs: Prefect may fail to return them if its server is gone by the end."""


def is_retryable(_task: Any, _run: Any, state: State[Any]) -> bool:
    """Tell whether a task failed for a reason that may be gone by the next attempt."""
    try:
        state.result()
    except RetryableError:
        return True
    except Exception:  # noqa: BLE001 - every other error is final
        return False
    return False


# Results stay in memory: they are large, and only the published version needs to last.
_coarse_task = task(
    retries=len(WAITS),
    retry_delay_seconds=list(WAITS),
    retry_condition_fn=is_retryable,
    cache_policy=NO_CACHE,
    persist_result=False,
)


def _hold(stack: ExitStack, warehouse: Path, init: bool) -> None:
    """Hold the warehouse until ``stack`` closes. Retry if the warehouse is busy: another run may be about to end."""
    attempts = Retrying(
        retry=retry_if_exception_type(RetryableError),
        wait=wait_chain(*map(wait_fixed, WAITS)),
        stop=stop_after_attempt(1 + len(WAITS)),
        before_sleep=lambda call: get_run_logger().warning("The warehouse is busy; attempt %d.", call.attempt_number),
        reraise=True,
    )
    attempts(lambda: stack.enter_context(warehouse_lock(warehouse, init=init)))


@_coarse_task
def gather(paths: list[Path] | None, warehouse: Path, add: bool, hints: Hints, corrections: Path | None) -> Gathered:
    """Load the corrections and open the sources."""
    gathered = pipeline.gather(paths, warehouse=warehouse, add=add, hints=hints, corrections=corrections)
    get_run_logger().info("%d sources.", len(gathered.sources))
    return gathered


@_coarse_task
def settle(gathered: Gathered, cache: Cache | None) -> Gathered:
    """Decide which sources of the latest version stay; read sources that a file of the same name may replace."""
    return pipeline.settle(gathered, cache=cache)


@_coarse_task
def read_batch(sources: Sequence[Source], cache: Cache | None, reader: str | None = None) -> ReadBatch:
    """Read the documents in a batch that are not in the cache.

    ``reader`` is the version of the flow's own reader, passed on a cluster: raises TerminalError if the worker's reader
    has another version. On a cluster, each thread reads one document at a time, and uses the cache if the worker can
    see the cache's folder.
    """
    if reader is None:
        batch = pipeline.read_batch(sources, cache=cache)
    else:
        if reader != reader_version():
            raise TerminalError(
                f"The worker {platform.node()} has another tipetl or other libraries than the flow.",
                advice="Install the same on all machines, from the lock.",
            )
        shared = cache if cache is not None and cache.folder.is_dir() else None
        batch = pipeline.read_batch(sources, cache=shared, limits=Limits(workers=1))
    get_run_logger().info("%d sources read, %d taken from the cache.", len(sources) - batch.taken, batch.taken)
    for note in batch.notes:
        get_run_logger().warning("%s", note)
    return batch


@_coarse_task
def build(gathered: Gathered, batches: Sequence[ReadBatch], corrections: Path | None) -> Columns:
    """Build the tables."""
    return pipeline.build(gathered, batches, corrections=corrections)


@_coarse_task
def check(
    rows: Columns, warehouse: Path, database: Path, accept: dict[str, str] | None, cache: Cache | None
) -> CheckReport:
    """Write the database and run the checks on it."""
    with ThreadPoolExecutor(1) as beside:
        beside.submit(load_engine)
        report = pipeline.check(rows, warehouse, database, accept=accept, cache=cache)
    get_run_logger().info("%d of %d checks ran; %d findings.", report.ran, report.planned, len(report.findings))
    return report


@_coarse_task
def publish(
    gathered: Gathered,
    rows: Columns,
    report: CheckReport,
    batches: Sequence[ReadBatch],
    warehouse: Path,
    database: Path,
    corrections: Path | None,
) -> Published:
    """Publish a version, unless the latest one has the same content."""
    audits = pipeline.all_audits(gathered, batches)
    return pipeline.publish_rows(
        gathered, rows, report, audits, warehouse=warehouse, checked=database, corrections=corrections
    )


@_coarse_task
def publish_lake(warehouse: Path) -> IntoLake:
    """Publish the latest version into the lake named by ``TIPETL_LAKE``: a parameter would reveal its password."""
    lake = os.environ.get(LAKE_VARIABLE)
    if not lake:
        raise TerminalError(
            f"{LAKE_VARIABLE} is not set where the flow runs.", advice="Set it to the connection string of the lake."
        )
    done = publish_to_lake(warehouse, lake)
    get_run_logger().info("%s is in the lake%s.", done.version, "" if done.new else " already")
    return done


@_coarse_task
def show(warehouse: Path, folder: Path) -> Built:
    """Build the site of the latest version, which this run published or found to be up to date."""
    return build_site(warehouse, folder)


@flow(
    name="ingest",
    description="Read narratives, check what was read, publish a version.",
    persist_result=False,
    on_completion=[notify_of],
    on_failure=[notify_of],
    on_crashed=[notify_of],
)
def ingest(
    paths: list[str] | None = None,
    warehouse: str = "warehouse",
    add: bool = False,
    country: str | None = None,
    report_year: int | None = None,
    accept: dict[str, str] | None = None,
    corrections: str | None = None,
    strict: bool = False,
    init: bool = False,
    site: str | None = None,
    cached: bool = True,
    notify: str | None = None,
    dask: str | None = None,
    lake: bool = False,
) -> RunResult | State[Any]:
    """Read, check and publish, then build the site in ``site`` (if given); see ``tipetl.pipeline.run`` for the rest.

    ``notify`` names a Webhook block that is called with each new version and each failure. ``dask`` is the address of a
    Dask scheduler whose workers read the documents, or how many workers to start on this machine. With ``lake``, the
    latest version is then published into the lake that the environment variable ``TIPETL_LAKE`` names.

    Returns the result if a version was published or the latest one has the same content. If nothing could be ingested,
    a critical check failed, or ``strict`` found a source that is not ok, the flow ends in a Failed state with the
    result in its error (``NotPublishedError``). Raises what the pipeline raises.
    """
    started = datetime.now(UTC)
    place = Path(warehouse)
    hints = Hints(country=country, report_year=report_year)
    with ExitStack() as stack:
        _hold(stack, place, init)
        decided = Path(corrections) if corrections else None
        gathered = gather([Path(path) for path in paths] if paths else None, place, add, hints, decided)
        cache = pipeline.cache_of(place) if cached else None
        if gathered.kept:
            gathered = settle(gathered, cache)
        key = pipeline.run_key(gathered, corrections=decided, accept=accept, strict=strict)
        found = _unchanged(place, key, gathered) if cached else None
        result, rows = found or _made(gathered, cache, place, accept, decided, strict=strict, dask=dask)
        record = pipeline.record_run(place, result, started=started, finished=datetime.now(UTC), key=key)
        readers_see = pointed_at(place)
        if lake and EXIT_CODES[result.status] == 0:
            publish_lake(place)
    _ended.append(result)
    for audit in result.audits:
        if audit.outcome != "ok":
            get_run_logger().warning("%s: %s: %s", audit.name, audit.outcome, audit.reason or "")
    get_run_logger().info("%s", result.message)
    page = result.folder / PAGE_NAME if result.folder is not None else page_of_run(record)
    if site is not None and EXIT_CODES[result.status] == 0:
        show(place, Path(site))
    _leave_or_tell(
        result,
        rows,
        page=Page.in_warehouse(page.resolve(), place, os.environ.get(SERVED_AT)) if page.exists() else None,
        readers_see=readers_see,
    )
    return result if EXIT_CODES[result.status] == 0 else Failed(message=result.message, data=NotPublishedError(result))


def _unchanged(warehouse: Path, key: str, gathered: Gathered) -> tuple[RunResult, Columns] | None:
    """Return the last run's result and its facts if nothing has changed since; else None."""
    result = pipeline.run_before(warehouse, key, len(gathered.sources))
    if result is None or result.folder is None:
        return None
    get_run_logger().info("Nothing has changed since the last run.")
    return result, {"metric": pyarrow.parquet.read_table(result.folder / "parquet" / "metric.parquet")}


def _made(
    gathered: Gathered,
    cache: Cache | None,
    warehouse: Path,
    accept: dict[str, str] | None,
    corrections: Path | None,
    *,
    strict: bool,
    dask: str | None,
) -> tuple[RunResult, Columns]:
    """Read the sources and finish the run; return its result and the tables."""
    batches = _read(gathered.sources, cache, dask)
    result, rows = _finish(gathered, batches, cache, warehouse, accept, corrections, strict=strict)
    return pipeline.counted(result, batches), rows


def _read(sources: Sequence[Source], cache: Cache | None, dask: str | None) -> list[ReadBatch]:
    """Read all sources in batches, here or on a Dask cluster."""
    if dask is not None:
        from .cluster import read_on_cluster

        return read_on_cluster(dask, read_batch, sources, cache, BATCH_SIZE)
    return [read_batch(sources[first : first + BATCH_SIZE], cache) for first in range(0, len(sources), BATCH_SIZE)]


def _leave_or_tell(result: RunResult, rows: Columns, *, page: Page | None, readers_see: str | None) -> None:
    """Create the artifacts, or log why that failed: a run that has published must not fail because an artifact is
    missing.
    """
    try:
        leave_artifacts(result, rows, page=page, readers_see=readers_see)
    except Exception as error:  # noqa: BLE001 - see above
        sys.stderr.write(f"tipetl: The artifacts of the run could not be left: {in_one_line(error)}.\n")


def _finish(
    gathered: Gathered,
    batches: list[ReadBatch],
    cache: Cache | None,
    warehouse: Path,
    accept: dict[str, str] | None,
    corrections: Path | None,
    *,
    strict: bool,
) -> tuple[RunResult, Columns]:
    """Perform the steps of ``pipeline.finish``, one task each."""
    audits = pipeline.all_audits(gathered, batches)
    if not pipeline.any_narrative(batches):
        return pipeline.nothing_ingested(audits), {}
    rows = build(gathered, batches, corrections)
    with build_dir(warehouse) as folder:
        database = folder / DATABASE_NAME
        report = check(rows, warehouse, database, accept, cache)
        if report.blocked:
            return pipeline.blocked(rows, report, audits), rows
        if strict and any(audit.outcome != "ok" for audit in audits):
            return pipeline.refused(rows, report, audits), rows
        published = publish(gathered, rows, report, batches, warehouse, database, corrections)
    return pipeline.done(published, row_counts(rows), report, audits), rows


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``tipetl run`` for input and warehouse."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files and folders (none: the catalog)")
    parser.add_argument(
        "--warehouse",
        default=os.environ.get("TIPETL_WAREHOUSE", "warehouse"),
        metavar="DIR",
        help="where versions are published (default: %(default)s)",
    )
    parser.add_argument(
        "--init", action="store_true", help="use the folder although it holds other things; needed once"
    )
    parser.add_argument("--add", action="store_true", help="keep the documents of the latest version as well")
    parser.add_argument("--strict", action="store_true", help="publish nothing unless every source is ok")
    parser.add_argument("--no-cache", action="store_true", help="read every source, and keep nothing for later runs")
    parser.add_argument("--country", metavar="NAME|ISO3", help="the country, whatever the texts say")
    parser.add_argument("--report-year", type=int, metavar="YEAR", help="the report year, whatever the texts say")
    parser.add_argument("--site", metavar="DIR", help="then build the site there")
    parser.add_argument(
        "--dask", metavar="N|ADDRESS", help="read with so many Dask workers, or those of the scheduler at an address"
    )
    parser.add_argument("--lake", action="store_true", help=f"then publish into the lake that {LAKE_VARIABLE} names")
    parser.add_argument("--notify", metavar="BLOCK", help="a Webhook block to call with each new version and failure")


def parameters_of(arguments: argparse.Namespace, *, base: Path | None = None) -> dict[str, Any]:
    """Return the parameters of the flow; with ``base``, relative paths are resolved against it."""

    def whole(path: str) -> str:
        return path if base is None else str(base / path)

    return {
        "paths": [whole(path) for path in arguments.paths] or None,
        "warehouse": whole(arguments.warehouse),
        "add": arguments.add,
        "country": arguments.country,
        "report_year": arguments.report_year,
        "strict": arguments.strict,
        "init": arguments.init,
        "site": whole(arguments.site) if arguments.site else None,
        "cached": not arguments.no_cache,
        "notify": arguments.notify,
        "dask": arguments.dask,
        "lake": arguments.lake,
    }


def main(argv: list[str] | None = None) -> int:
    """Run the flow once and print the result; the exit codes are the same as for ``tipetl run``."""
    if argv is None:
        keep_docstrings(f"{__package__}.ingest", beside=True)
        skip_last_collection()
        argv = sys.argv[1:]
    parser = argparse.ArgumentParser(
        prog=f"python -m {__package__}.ingest",
        description="Run the Prefect flow 'ingest' once.",
        epilog=f"Example: python -m {__package__}.ingest reports/ --add",
    )
    add_arguments(parser)
    parser.add_argument("--command", default="tipetl", help=argparse.SUPPRESS)
    arguments = parser.parse_args(argv)
    with standard_streams():
        try:
            return _ingest_once(arguments)
        except BaseException as error:  # noqa: BLE001 - every exception becomes a line and an exit code
            return end_of(error, argv)


def _ingest_once(arguments: argparse.Namespace) -> int:
    """Run the flow, print the result and return the exit code; raises whatever ended the flow."""
    sys.stderr.write("Starting the orchestrator; the first time this takes some seconds ...\n")
    before = pointed_at(Path(arguments.warehouse))
    _ended.clear()
    try:
        with api_server():
            sys.stderr.write("Reading, checking, publishing ...\n")
            result = result_of(ingest(**parameters_of(arguments), return_state=True))
    except Exception as error:  # noqa: BLE001 - the run's result is reported below, whatever stopped Prefect
        result = error
    if isinstance(result, RunResult):
        return _shown(result, arguments)
    if not isinstance(result, TipetlError) and _is_of_the_server(result):
        return _without_server(result, arguments, before)
    raise result


def _shown(result: RunResult, arguments: argparse.Namespace) -> int:
    from tipetl.cli.options import console
    from tipetl.cli.summary import print_result

    print_result(result, console(), command=arguments.command, warehouse=Path(arguments.warehouse))
    return EXIT_CODES[result.status]


def _is_of_the_server(error: BaseException) -> bool:
    """Tell whether an error comes from a missing or failing Prefect server rather than from the run itself."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, httpx.HTTPError | PrefectException | OSError):
            return True
        seen = seen.__cause__ or seen.__context__
    return False


def _without_server(error: BaseException, arguments: argparse.Namespace, before: str | None) -> int:
    """Print the result of a run that lost its server and return its exit code."""
    lost = f"tipetl: The Prefect server was lost in mid-run ({in_one_line(error)}); it holds no record of its end."
    if _ended:
        sys.stderr.write(f"{lost} The run itself went on:\n")
        return _shown(_ended[-1], arguments)
    now = pointed_at(Path(arguments.warehouse))
    if now is not None and now != before:
        sys.stderr.write(f"{lost} Version {now} was published before.\n")
        return 0
    sys.stderr.write(f"{lost} Nothing was published. Start the server again, and run again.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
