"""The environment that keeps Prefect offline, quiet and inside the project; set before Prefect is imported.

What is logged is made harmless here as well.
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
    # The log lines of a run go to the terminal; sending each to the server as well costs more than the work itself.
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "WARNING",
    # Where a server has to be started in the process after all (in tests), a slow machine needs more than the default.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
}


def configure() -> None:
    """Sets each variable that the caller has not set; a caller's own choice always stands.

    Raises SystemExit where ``PREFECT_API_URL`` is no address, which Prefect's import would end in a traceback.
    """
    try:
        urlsplit(os.environ.get("PREFECT_API_URL", ""))
    except ValueError as error:
        raise SystemExit(f"tipetl: PREFECT_API_URL is no address: {error}. Mend or unset it.") from error
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
    # Prefect shows what every library logs. This one turns itself up on import: a level would not last, a filter does.
    logging.getLogger("great_expectations.data_context.types.base").addFilter(_is_grave)
    if logging.getLogRecordFactory() is logging.LogRecord:
        logging.setLogRecordFactory(_VisibleRecord)
    # Two lines an event once the server is gone, for as long as the run goes on; its end says so in one.
    for name in ("prefect.events.clients", "prefect._internal.concurrency"):
        logging.getLogger(name).addFilter(_is_critical)


class _VisibleRecord(logging.LogRecord):
    """A record of the log in which foreign words act on nothing; Prefect logs the errors of tasks, with their words."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        if self.exc_info:
            # What formatters print of an exception where it is there already.
            self.exc_text = visible(logging.Formatter().formatException(self.exc_info))

    def getMessage(self) -> str:
        return visible(super().getMessage())


def _is_critical(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.CRITICAL


def _is_grave(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING
