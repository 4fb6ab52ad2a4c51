"""Set the environment that keeps Prefect offline, quiet and inside the checkout, before Prefect is imported.

The module also makes log messages safe for terminals.
"""

from __future__ import annotations

import logging
import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tipetl.terminal import visible

_BESIDE = Path(__file__).resolve().parents[1]
CHECKOUT = _BESIDE if (_BESIDE / "pyproject.toml").is_file() else None
"""The folder of the checkout that contains this package, or None if the package was installed from a wheel."""

_DEFAULTS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # A run at a terminal prints its result; sending its log to the server too takes longer than a small run.
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    # If a server must be started in the process after all (in tests), a slow machine needs more than the default.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
}

# Nobody watches a served run, so its log is kept on the server for later.
_SERVED = {"PREFECT_LOGGING_TO_API_ENABLED": "true", "PREFECT_LOGGING_LEVEL": "INFO"}

_set_here: set[str] = set()


def configure() -> None:
    """Set each variable that the caller has not set; the caller's own choice always wins.

    Raises SystemExit if Prefect is not installed, or if ``PREFECT_API_URL`` is not an address: importing Prefect would
    then fail with a traceback.
    """
    if find_spec("prefect") is None:
        raise SystemExit("tipetl: Prefect is not installed. Install what the flows need: pip install 'tipetl[flow]'")
    try:
        urlsplit(os.environ.get("PREFECT_API_URL", ""))
    except ValueError as error:
        raise SystemExit(f"tipetl: PREFECT_API_URL is no address: {error}. Mend or unset it.") from error
    home = {} if CHECKOUT is None else {"PREFECT_HOME": str(CHECKOUT / ".prefect")}
    for name, value in (home | _DEFAULTS).items():
        if name not in os.environ:
            os.environ[name] = value
            _set_here.add(name)
    # Prefect shows the logs of every library. This logger sets its own level on import, so only a filter helps.
    logging.getLogger("great_expectations.data_context.types.base").addFilter(_is_grave)
    if logging.getLogRecordFactory() is logging.LogRecord:
        logging.setLogRecordFactory(_VisibleRecord)
    # Once the server is gone, these loggers write two lines per event; one line at the end of the run already reports
    # the loss.
    for name in ("prefect.events.clients", "prefect._internal.concurrency"):
        logging.getLogger(name).addFilter(_is_critical)


def log_to_server() -> None:
    """Make served runs send their logs to the server, unless the caller decided otherwise.

    Call this function before Prefect is imported: a runner passes on the settings at import to its runs.
    """
    for name in _set_here & _SERVED.keys():
        os.environ[name] = _SERVED[name]


class _VisibleRecord(logging.LogRecord):
    """A log record with untrusted text made safe; Prefect logs tasks' errors with their messages."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        if self.exc_info:
            # Formatters reuse an exception's text if the record already contains one.
            self.exc_text = visible(logging.Formatter().formatException(self.exc_info))

    def getMessage(self) -> str:
        return visible(super().getMessage())


def _is_critical(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.CRITICAL


def _is_grave(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING
