"""Define the exceptions of tipetl: each carries advice and fields, and its type says whether it is terminal or
retryable.
"""

from __future__ import annotations


class TipetlError(Exception):
    """The base class of all errors that tipetl raises on purpose. ``advice`` is a sentence that says what to do."""

    def __init__(self, message: str, *, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


class TerminalError(TipetlError):
    """An error that recurs whenever the same input is retried."""


class RetryableError(TipetlError):
    """An error after which the same call may succeed later (a lock, a busy disk)."""


class SourceError(TerminalError):
    """A source cannot become a document; ``outcome`` is one of ``model.OUTCOMES``."""

    def __init__(self, message: str, *, outcome: str, advice: str) -> None:
        super().__init__(message, advice=advice)
        self.outcome = outcome


class DataFileError(TerminalError):
    """A lexicon, rule, catalog or expectation file is invalid; the message names the file and, if known, the line."""

    def __init__(self, message: str, *, file: str, line: int | None = None, advice: str = "") -> None:
        where = file if line is None else f"{file}:{line}"
        # The advice is printed as a separate sentence.
        end = "." if advice and not message.endswith((".", "?", "!")) else ""
        super().__init__(f"{where}: {message}{end}", advice=advice)
        self.file = file
        self.line = line


class WarehouseError(TerminalError):
    """A warehouse folder cannot be read or written as requested."""


class WarehouseBusyError(RetryableError):
    """Another run is publishing into the same warehouse."""


class GateError(TerminalError):
    """A critical check failed, so nothing was published; ``failed`` names the checks."""

    def __init__(self, message: str, *, failed: tuple[str, ...], advice: str = "") -> None:
        super().__init__(message, advice=advice)
        self.failed = failed


def is_interrupt(error: BaseException | None) -> bool:
    """Tell whether Ctrl-C caused an error: DuckDB turns Ctrl-C into a RuntimeError, which ``except Exception`` would
    swallow.
    """
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__
    return error is not None
