"""Set the environment that keeps Prefect offline, quiet and inside the project, before Prefect is imported.

Log messages are made safe for terminals here as well.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tipetl.terminal import visible

PROJECT = Path(__file__).resolve().parents[1]

_DEFAULTS = {
    "PREFECT_HOME": str(PROJECT / ".prefect"),
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # Log lines go to the terminal; sending each to the server as well costs more than the work itself.
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    # If a server must be started in the process after all (in tests), a slow machine needs more than the default.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
}


def configure() -> None:
    """Set each variable that the caller has not set; a caller's own choice always wins.

    Raises SystemExit if ``PREFECT_API_URL`` is not an address, for which Prefect's import would show a traceback.
    """
    try:
        urlsplit(os.environ.get("PREFECT_API_URL", ""))
    except ValueError as error:
        raise SystemExit(f"tipetl: PREFECT_API_URL is no address: {error}. Mend or unset it.") from error
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
    # Prefect shows the logs of every library. This one raises its own level on import, so only a filter helps.
    logging.getLogger("great_expectations.data_context.types.base").addFilter(_is_grave)
    if logging.getLogRecordFactory() is logging.LogRecord:
        logging.setLogRecordFactory(_VisibleRecord)
    # They log two lines per event once the server is gone; one line at the end of the run says so already.
    for name in ("prefect.events.clients", "prefect._internal.concurrency"):
        logging.getLogger(name).addFilter(_is_critical)


class _VisibleRecord(logging.LogRecord):
    """A log record protected from foreign text; Prefect logs the errors of tasks with their messages."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        if self.exc_info:
            # Formatters reuse the text of an exception if it is already there.
            self.exc_text = visible(logging.Formatter().formatException(self.exc_info))

    def getMessage(self) -> str:
        return visible(super().getMessage())


def _is_critical(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.CRITICAL


def _is_grave(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING
