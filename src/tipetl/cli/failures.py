"""Turn any exception into an exit code and one line with advice.

Errors that a user can cause have their own messages. Any other error is a fault in tipetl: its line names a report file
with the details for a maintainer.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from errno import EDQUOT, ENOSPC
from pathlib import Path

import typer

import tipetl
from tipetl.cli.messages import complain, lead_nowhere
from tipetl.errors import GateError, TipetlError, is_interrupt
from tipetl.terminal import one_line, visible, without_passwords

EXIT_NOTHING = 1
EXIT_USAGE = 2
EXIT_BLOCKED = 3
EXIT_FAULT = 70
EXIT_INTERRUPTED = 130
EXIT_CLOSED_PIPE = 141

REPORTS_VARIABLE = "TIPETL_REPORTS"
"""The environment variable that names the folder for fault reports."""

_LIBRARIES = ("duckdb", "great-expectations", "httpx", "pandas", "pyarrow", "pypdfium2", "rich", "selectolax", "typer")
_EXTRAS = {
    "altair": "site",
    "dask": "dask",
    "duckdb_extension_ducklake": "ducklake",
    "duckdb_extension_postgres_scanner": "ducklake",
    "great_expectations": "checks",
    "prefect": "flow",
    "prefect_dask": "dask",
    "vl_convert": "site",
    "xlsxwriter": "excel",
}
"""Maps each optional module to the package extra that installs it."""
_SHOWN = 200
_KEPT_CHARACTERS = 25_000
"""How many characters of a traceback to keep at its beginning, and how many at its end."""


def end_of(error: BaseException, argv: Sequence[str]) -> int:
    """Say in one line how ``error`` ended the command in ``argv``; return the exit code."""
    whole, error = error, _first(error)
    if is_interrupt(error) or isinstance(error, typer.Abort):
        complain("Interrupted.")
        return EXIT_INTERRUPTED
    if isinstance(error, BrokenPipeError | SystemExit):
        # The reader (`| head`) has closed the pipe; typer and rich signal that with SystemExit, which nothing else here
        # raises.
        lead_nowhere(sys.stdout)
        return EXIT_CLOSED_PIPE
    line, code = _user_error(error) or (_fault_line(error, write_report(whole, argv)), EXIT_FAULT)
    complain(line)
    return code


def _user_error(error: BaseException) -> tuple[str, int] | None:
    """Return the line and exit code for an error that a user can cause; None for any other error."""
    if told := getattr(error, "format_message", None):  # a usage error: releases of typer rename the class
        context = getattr(error, "ctx", None)
        command = context.command_path if context is not None else "tipetl"
        return f"{told().rstrip('.')}. See '{command} --help'.", EXIT_USAGE
    match error:
        case GateError():
            return str(error), EXIT_BLOCKED
        case TipetlError():
            return str(error), EXIT_NOTHING
        case ModuleNotFoundError(name=str(name)) if extra := _EXTRAS.get(name.partition(".")[0]):
            return f"{name} is not installed. Install what this needs: pip install 'tipetl[{extra}]'", EXIT_NOTHING
        case MemoryError():
            return "There is not enough memory. Give fewer sources at once, or fewer --workers.", EXIT_NOTHING
        case OSError():
            where = f"{Path(os.fsdecode(error.filename))}: " if isinstance(error.filename, str | bytes) else ""
            full = error.errno in (ENOSPC, EDQUOT)
            advice = "Free some space." if full else "Check that the path is right and can be read or written."
            return f"{where}{error.strerror or error}. {advice}", EXIT_NOTHING
    return None


def _first(error: BaseException) -> BaseException:
    """Return the first of several simultaneous errors; an interrupt takes precedence."""
    while isinstance(error, BaseExceptionGroup):
        error = next((one for one in error.exceptions if is_interrupt(one)), error.exceptions[0])
    return error


def _fault_line(error: BaseException, report: Path | None) -> str:
    what = f"{type(error).__name__}: {one_line(_words(error), _SHOWN)}".rstrip(": .")
    frames = traceback.extract_tb(error.__traceback__)
    if frames:
        what += f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})"
    advice = (
        f"Please report it with the file {report}."
        if report is not None
        else f"Please report it; set {REPORTS_VARIABLE} to a writable folder to get a file with details."
    )
    return f"A fault in tipetl ended the command: {what}. {advice}"


def write_report(error: BaseException, argv: Sequence[str]) -> Path | None:
    """Write the details of a fault for a maintainer to a new file; return its path, or None if no folder is writable.

    The folder is ``TIPETL_REPORTS``, else ``tipetl`` in the user's state folder (``XDG_STATE_HOME``), else the folder
    for temporary files. Passwords in addresses and the path of the home folder are removed.
    """
    text = _report(error, argv)
    for folder in _folders():
        with suppress(OSError, ValueError, RuntimeError):
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                "w", encoding="utf-8", errors="backslashreplace", dir=folder, prefix="tipetl-fault-", suffix=".txt",
                delete=False,
            ) as file:  # fmt: skip
                file.write(text)
            return Path(file.name)
    return None


def _folders() -> Iterable[Path]:
    if chosen := os.environ.get(REPORTS_VARIABLE):
        yield Path(chosen)
    with suppress(RuntimeError):  # the user has no home folder
        yield Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "tipetl"
    yield Path(tempfile.gettempdir())


def _report(error: BaseException, argv: Sequence[str]) -> str:
    trace = "".join(traceback.format_exception(error))
    if len(trace) > 2 * _KEPT_CHARACTERS:
        trace = f"{trace[:_KEPT_CHARACTERS]}\n… left out …\n{trace[-_KEPT_CHARACTERS:]}"
    lines = [
        f"tipetl {tipetl.__version__}",
        f"time: {datetime.now(UTC).isoformat(timespec='seconds')}",
        f"Python: {sys.version}",
        f"platform: {platform.platform()}",
        f"optimize: {sys.flags.optimize}",
        f"encodings: {sys.getfilesystemencoding()} {sys.stdout.encoding} {sys.stderr.encoding}",
        "libraries: " + ", ".join(f"{name} {_version(name)}" for name in _LIBRARIES),
        "arguments: " + " ".join(repr(_private(argument)[:_SHOWN]) for argument in argv),
        "",
        _private(trace),
    ]
    return visible("\n".join(lines))


def _private(text: str) -> str:
    """Return ``text`` without passwords, and with the path of the home folder as ``~``."""
    with suppress(RuntimeError):
        home = str(Path.home())
        text = text.replace(home, "~") if len(home) > 1 else text
    return without_passwords(text)


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # this import is needed only after a fault

    try:
        return version(name)
    except PackageNotFoundError:
        return "is missing"


def _words(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # noqa: BLE001 - an exception that cannot even be printed
        return ""
