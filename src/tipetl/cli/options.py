"""Options and consoles that several commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from tipetl import countries
    from tipetl.guard import Limits
    from tipetl.model import Hints

WAREHOUSE_VARIABLE = "TIPETL_WAREHOUSE"
LAKE_VARIABLE = "TIPETL_LAKE"
DEFAULT_WAREHOUSE = Path("warehouse")
FIRST_REPORT = 2001
LAST_REPORT = 2100
LEAST_SECONDS = 0.1
MOST_SECONDS = 604_800
MOST_MEGABYTES = 1024**2
"""The highest ``--time-limit`` (a week) and ``--memory-limit`` (a terabyte)."""

Warehouse = Annotated[
    Path,
    typer.Option(
        "--warehouse",
        metavar="DIR",
        envvar=WAREHOUSE_VARIABLE,
        show_envvar=True,
        file_okay=False,
        help="Folder that holds the published versions, in DIR/snapshots/.",
    ),
]


Init = Annotated[
    bool,
    typer.Option(
        "--init", help="Use the folder although it holds other things; needed only once. Existing files do not change."
    ),
]


class RowFormat(StrEnum):
    """The form in which rows are printed."""

    table = "table"
    record = "record"
    csv = "csv"
    json = "json"
    jsonl = "jsonl"
    md = "md"


RowsFormat = Annotated[RowFormat, typer.Option("--format", help="How the rows are printed.")]
Version = Annotated[str, typer.Argument(metavar="VERSION", help="A version, or latest.", show_default=True)]
Country = Annotated[
    str | None,
    typer.Option("--country", metavar="NAME|ISO3", help="The country of every text, whatever the text says."),
]
ReportYear = Annotated[
    int | None,
    typer.Option(
        "--report-year",
        min=FIRST_REPORT,
        max=LAST_REPORT,
        metavar="YEAR",
        help="The report year of every text, whatever the text says.",
    ),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=1, metavar="N", help="How many sources to read at once. Default: one per processor."),
]


def _time_limit(seconds: float | None) -> float | None:
    # A range in the option's type would accept nan, and reject inf without stating the upper bound.
    if seconds is not None and not LEAST_SECONDS <= seconds <= MOST_SECONDS:
        raise typer.BadParameter(f"{seconds} is not between {LEAST_SECONDS} and {MOST_SECONDS} seconds, a week.")
    return seconds


TimeLimit = Annotated[
    float | None,
    typer.Option(
        "--time-limit",
        callback=_time_limit,
        metavar="SECONDS",
        help="The time limit for one source, 0.1 to 604800. Default: 120, plus 4 per megabyte.",
    ),
]
MemoryLimit = Annotated[
    int | None,
    typer.Option(
        "--memory-limit",
        min=64,
        max=MOST_MEGABYTES,
        metavar="MB",
        help="The memory limit for one source. Default: 2048.",
    ),
]


def limits_of(workers: int | None, seconds: float | None, megabytes: int | None) -> Limits:
    """Return the limits that the options set for reading one source."""
    from tipetl.guard import Limits

    limits = Limits()
    return Limits(
        seconds=limits.seconds if seconds is None else seconds,
        memory_bytes=limits.memory_bytes if megabytes is None else megabytes * 1024**2,
        workers=workers,
    )


def hints_of(country: str | None, report_year: int | None) -> Hints:
    """Return the metadata that the options supply for every source. Raises a usage error for an unknown country."""
    from tipetl.model import Hints

    if country is not None:
        country_of(country)
    return Hints(country=country, report_year=report_year)


def country_of(name: str) -> countries.Country:
    """Return the country that an option names. Raises a usage error if the country is unknown."""
    from tipetl.countries import find_country

    country = find_country(name)
    if country is None:
        raise typer.BadParameter(
            f"{name!r} is not a country. Give an English name or an ISO 3166-1 alpha-3 code.",
            param_hint="'--country'",
        )
    return country


def console(*, stderr: bool = False) -> Console:
    """Return a rich console on standard output or standard error, protected from untrusted text.

    If the output is not a terminal, the console is 100 columns wide instead of 80, so that transcripts keep tables.
    """
    from tipetl.cli.screen import Screen

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else 100
    # rich's own codes bypass the stream's guard (``messages``); ``Screen`` makes all other text visible.
    return Screen(
        file=getattr(stream, "rich_proxied_file", stream), stderr=stderr, width=width, highlight=False, soft_wrap=False
    )


@contextmanager
def progress_bar(begin: str) -> Iterator[Callable[[str, int, int], None] | None]:
    """Show a progress bar on standard error, if that is a terminal (else yield None).

    If standard error is a terminal, yields a function to call with a description of the work (``begin`` at first), how
    much is done, and the total.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    text = TextColumn("{task.description}", markup=False)
    columns = (SpinnerColumn(), text, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task(begin, total=None)
        yield lambda what, done, total: bar.update(task, description=what, completed=done, total=total)
