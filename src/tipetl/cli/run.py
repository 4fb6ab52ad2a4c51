"""``tipetl run``: the main job, without an orchestrator."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tipetl.cli.options import (
    DEFAULT_WAREHOUSE,
    Country,
    Init,
    MemoryLimit,
    ReportYear,
    TimeLimit,
    Warehouse,
    Workers,
    console,
    hints_of,
    limits_of,
    progress_bar,
)

if TYPE_CHECKING:
    from tipetl.pipeline import RunStatus

EXIT_CODES: dict[RunStatus, int] = {"published": 0, "unchanged": 0, "nothing_ingested": 1, "blocked": 3}
"""The exit code for each status, which warnings do not affect."""

_STEPS = {
    "read": "Reading",
    "tables": "Building tables",
    "checks": "Checking",
    "publish": "Publishing",
}


def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            help="Files (web pages, PDFs, texts, zip archives) and folders; if none, the bundled reports.",
        ),
    ] = None,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    add: Annotated[bool, typer.Option("--add", help="Keep the documents of the latest version as well.")] = False,
    country: Country = None,
    report_year: ReportYear = None,
    workers: Workers = None,
    time_limit: TimeLimit = None,
    memory_limit: MemoryLimit = None,
    accept: Annotated[
        list[str] | None,
        typer.Option(
            "--accept",
            metavar="CHECK: REASON",
            help="Publish although less was read of the same documents than last time, and keep the reason.",
        ),
    ] = None,
    corrections: Annotated[
        Path | None,
        typer.Option(
            "--corrections", metavar="DIR", exists=True, file_okay=False, help="Folder with your own corrections."
        ),
    ] = None,
    strict: Annotated[
        bool,
        typer.Option("--strict", help="Publish nothing unless every source is ok."),
    ] = False,
    init: Init = False,
    cached: Annotated[
        bool,
        typer.Option(
            "--cache/--no-cache",
            help="Take what was read before from the warehouse's cache, and keep what is read now.",
        ),
    ] = True,
) -> None:
    """Read narratives, check what was read, and publish a version.

    The version holds exactly the given sources. If the content equals that of the latest version, nothing new is
    published; a damaged latest version is skipped. A source is read again only if it, its hints or the reader changed;
    the version is the same with and without the cache. An empty folder becomes a warehouse; one that holds other things
    is refused without --init. Exit code 0: published, with or without warnings, or nothing new; 1: nothing could be
    ingested, or the warehouse cannot be used; 3: nothing was published, because a critical check failed or, with
    --strict, a source is not ok.

    \b
    Example:
      tipetl run reports/ ghana-2023.txt
      tipetl run kenya-2019.txt --add --warehouse data
      tipetl run reports/ --strict
      tipetl run reports/ --accept "coverage.facts_kept: the reader no longer counts plans"
    """
    from tipetl.pipeline import run as run_pipeline

    hints = hints_of(country, report_year)
    limits = limits_of(workers, time_limit, memory_limit)
    accepted = _accepted(accept or [])
    with progress_bar("Starting") as show:
        result = run_pipeline(
            paths or None,
            warehouse=warehouse,
            add=add,
            hints=hints,
            limits=limits,
            accept=accepted,
            corrections=corrections,
            strict=strict,
            init=init,
            cached=cached,
            progress=None if show is None else lambda step, done, total: show(_STEPS[step], done, total),
        )
    from tipetl.cli.summary import print_result

    print_result(result, console(), warehouse=warehouse)
    raise typer.Exit(EXIT_CODES[result.status])


def _accepted(given: list[str]) -> dict[str, str]:
    """Return reasons by check id.

    Only failed comparisons with the last version can be accepted: other failures are our errors.
    """
    from tipetl.checks import COMPARED

    reasons = {}
    for text in given:
        check_id, _, reason = text.partition(":")
        if check_id.strip() not in COMPARED or not reason.strip():
            raise typer.BadParameter(
                f'{text!r} is not "{" or ".join(COMPARED)}: REASON"; other checks cannot be accepted.',
                param_hint="--accept",
            )
        reasons[check_id.strip()] = reason.strip()
    return reasons
