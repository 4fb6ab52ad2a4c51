"""The environment that keeps Prefect offline, quiet and inside the project; set before Prefect is imported."""

from __future__ import annotations

import logging
import os
from pathlib import Path

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
    """Sets each variable that the caller has not set; a caller's own choice always stands."""
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
    # Prefect shows what every library logs. This one turns itself up on import: a level would not last, a filter does.
    logging.getLogger("great_expectations.data_context.types.base").addFilter(_is_grave)


def _is_grave(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING
