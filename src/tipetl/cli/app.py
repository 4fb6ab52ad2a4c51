"""The application: global options, and the one place where errors become a line and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from tipetl import __version__
from tipetl.cli import check, doctor, evaluate, explain, extract, fetch, numbers, rules, run, snapshots, sql
from tipetl.cli.messages import complain, speak_utf8
from tipetl.errors import GateError, TipetlError

EXIT_NOTHING = 1
EXIT_USAGE = 2
EXIT_BLOCKED = 3
EXIT_INTERRUPTED = 130
EXIT_CLOSED_PIPE = 141

app = typer.Typer(
    name="tipetl",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tipetl {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Turn narratives of the Trafficking in Persons reports into checked tables.

    Behind every figure stands the sentence that it came from.

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
app.command("doctor")(doctor.doctor)
app.add_typer(snapshots.app, name="snapshots")


@app.command("version")
def version() -> None:
    """Print the version of tipetl.

    \b
    Example:
      tipetl version
    """
    typer.echo(f"tipetl {__version__}")


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command.

    ``argv`` are the arguments without the program's name (default: those of the process). Returns the exit code; raises
    nothing that a user could cause.
    """
    speak_utf8()
    try:
        code = app(list(argv) if argv is not None else None, prog_name="tipetl", standalone_mode=False)
        sys.stdout.flush()
        if code == EXIT_INTERRUPTED:  # typer makes a code of Ctrl-C by itself, and says nothing
            complain("Interrupted.")
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context is not None else "tipetl"
        complain(f"{error.format_message().rstrip('.')}. See '{command} --help'.")
        return EXIT_USAGE
    except GateError as error:
        complain(str(error))
        return EXIT_BLOCKED
    except TipetlError as error:
        complain(str(error))
        return EXIT_NOTHING
    except (BrokenPipeError, SystemExit):
        # The reader (`| head`) has had enough; typer and rich say so by SystemExit, and nothing else here does. Python
        # flushes standard output once more at exit: let that go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_CLOSED_PIPE
    except (KeyboardInterrupt, typer.Abort):
        complain("Interrupted.")
        return EXIT_INTERRUPTED
    except OSError as error:
        where = f"{Path(os.fsdecode(error.filename))}: " if isinstance(error.filename, str | bytes) else ""
        complain(f"{where}{error.strerror or error}. Check that the path is right and may be read or written.")
        return EXIT_NOTHING
    return code if isinstance(code, int) else 0
