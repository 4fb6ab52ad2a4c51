"""The standard streams: messages on standard error (one line each), encoding, and protection from untrusted text.

Untrusted text always passes through ``terminal.visible`` before it is written: lines in ``say`` and ``complain``,
tables and bars in ``screen``, and anything else written to standard error or to a terminal. Data that goes to a pipe or
a file is written as its format defines.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TextIO, cast

from tipetl.terminal import one_line, visible

if TYPE_CHECKING:
    from tipetl.model import Audit

_LONGEST_LINE = 4000


def counted(count: int, word: str) -> str:
    """Return a number with its noun: "1 file", "1,200 files"."""
    return f"{count:,} {word}{'' if count == 1 else 's'}"


@contextmanager
def standard_streams() -> Iterator[None]:
    """Prepare the standard streams for use while a command runs.

    Both outputs accept any character. A stream that was closed (``>&-``) discards what is written to it. Standard
    error, and standard output if it is a terminal, display untrusted text without executing its control codes.
    """
    _open_closed()
    speak_utf8()
    before = sys.stdout, sys.stderr
    if sys.stdout.isatty():
        sys.stdout = cast(TextIO, _Guarded(sys.stdout))
    sys.stderr = cast(TextIO, _Guarded(sys.stderr))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def speak_utf8() -> None:
    """Make both outputs accept any character: files and pipes get UTF-8 whatever the locale, and a terminal gets its
    own encoding.

    A character that cannot be encoded (such as an odd byte in a file name) is written as an escape.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=stream.encoding if stream.isatty() else "utf-8", errors="backslashreplace")


class _Guarded:
    """A stream that escapes control codes in untrusted text before writing it."""

    def __init__(self, stream: TextIO) -> None:
        # rich looks for the underlying stream under this name, and writes its own codes there; see ``screen``.
        self.rich_proxied_file = stream

    def write(self, text: str) -> int:
        return self.rich_proxied_file.write(visible(text))

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.rich_proxied_file, name)


def _open_closed() -> None:
    """Point closed standard streams at the null device, so that no file opened later takes their place."""
    for descriptor, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is not None:
            continue
        try:
            os.fstat(descriptor)
        except OSError:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != descriptor:
                os.dup2(opened, descriptor)
                os.close(opened)
        setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - for the whole process


def lead_nowhere(stream: TextIO) -> None:
    """Point a stream that is no longer writable at the null device: Python flushes the stream once more at exit."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, stream.fileno())
        finally:
            os.close(nowhere)


def say(words: str) -> None:
    """Print human-readable lines to standard output."""
    sys.stdout.write(visible(words) + "\n")


def complain(words: str) -> None:
    """Print one line to standard error, if that is writable."""
    with suppress(OSError, ValueError):
        sys.stderr.write(f"tipetl: {one_line(words, _LONGEST_LINE)}\n")


def complain_of(audit: Audit) -> None:
    """Print the name of a source that was not read completely, the reason, and what to do."""
    words = " ".join(part for part in (audit.reason, audit.advice) if part) or f"Its outcome is {audit.outcome}."
    complain(f"{'standard input' if audit.name == '-' else audit.name}: {words}")
