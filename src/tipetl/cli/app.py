"""The application: commands and global options; ``failures`` turns exceptions into exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

import tipetl
from tipetl.cli import (
    cache,
    check,
    doctor,
    evaluate,
    explain,
    extract,
    fetch,
    lake,
    numbers,
    rules,
    run,
    site,
    snapshots,
    sql,
)
from tipetl.cli.failures import EXIT_CLOSED_PIPE, EXIT_INTERRUPTED, EXIT_NOTHING, EXIT_USAGE, end_of
from tipetl.cli.messages import complain, lead_nowhere, standard_streams
from tipetl.cli.start import keep_docstrings, skip_last_collection
from tipetl.threads import compute_in_one_thread

app = typer.Typer(
    name="tipetl",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tipetl {tipetl.__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Turn narratives of the Trafficking in Persons reports into checked tables.

    Every figure comes with the sentence it was read from.

    \b
    Example:
      tipetl run report.txt
      tipetl sql "SELECT metric, value, year, text FROM metric"
    """
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())
        raise typer.Exit(EXIT_USAGE)


app.command("run")(run.run)
app.command("fetch")(fetch.fetch)
app.command("extract")(extract.extract)
app.command("check")(check.check)
app.command("sql")(sql.sql)
app.command("explain")(explain.explain)
app.command("numbers")(numbers.numbers)
app.command("rules")(rules.rules)
app.command("evaluate")(evaluate.evaluate)
app.command("site")(site.site)
app.command("doctor")(doctor.doctor)
app.add_typer(snapshots.app, name="snapshots")
app.add_typer(cache.app, name="cache")
app.add_typer(lake.app, name="lake")


@app.command("version")
def version() -> None:
    """Print the version of tipetl.

    \b
    Example:
      tipetl version
    """
    typer.echo(f"tipetl {tipetl.__version__}")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    ``argv`` are the arguments without the program's name (default: the process's arguments). Returns the exit code and
    never raises.
    """
    if argv is None:
        keep_docstrings("tipetl")
        compute_in_one_thread()
        skip_last_collection()
        argv = sys.argv[1:]
    with standard_streams():
        try:
            code = app(list(argv), prog_name="tipetl", standalone_mode=False)
        except BaseException as error:  # noqa: BLE001 - every exception becomes one line and an exit code
            return _written(end_of(error, argv))
        if code == EXIT_INTERRUPTED:  # typer turns Ctrl-C into a code by itself, and prints nothing
            complain("Interrupted.")
        return _written(code if isinstance(code, int) else 0)


def _written(code: int) -> int:
    """Flush all output and return the exit code."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        lead_nowhere(sys.stdout)
        code = code or EXIT_CLOSED_PIPE
    except (OSError, ValueError) as error:
        lead_nowhere(sys.stdout)
        if not code:  # a code means that the output already says why the command ended, perhaps because of this error
            complain(f"The output cannot be written: {getattr(error, 'strerror', None) or error}.")
            code = EXIT_NOTHING
    try:
        sys.stderr.flush()
    except (OSError, ValueError):
        lead_nowhere(sys.stderr)
    return code
