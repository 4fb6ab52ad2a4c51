"""Represent the outcome of a run as Prefect stores it: the result, or an error that contains the result."""

from __future__ import annotations

from typing import Any

from prefect.client.schemas.objects import State

from tipetl.errors import TerminalError
from tipetl.pipeline import RunResult


class NotPublishedError(TerminalError):
    """A run deliberately ended without a version: there was nothing to read, a critical check failed, or a source was
    doubtful. ``result`` says why.

    The data of a Failed state must be an error: otherwise, a served run's process ends in a traceback.
    """

    def __init__(self, result: RunResult) -> None:
        super().__init__(result.message)
        self.result = result


def result_of(state: State[Any]) -> RunResult | BaseException:
    """Return the result of a finished run of ``ingest`` or ``nightly``, published or not, or the error that
    ended it.
    """
    found: Any = state.result(raise_on_failure=False)
    if isinstance(found, NotPublishedError):
        return found.result
    return found if isinstance(found, RunResult | BaseException) else TypeError(f"{found!r} is no result")
