"""What goes to standard error (one line a message, whatever line breaks the words hold), and how words are encoded."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tipetl.model import Audit


def speak_utf8() -> None:
    """Makes both outputs take any character: files and pipes get UTF-8 whatever the locale, a terminal what it shows.

    A character that cannot be written (half of a file name's odd bytes, say) is written as an escape.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=stream.encoding if stream.isatty() else "utf-8", errors="backslashreplace")


def complain(words: str) -> None:
    """Prints one line to standard error."""
    sys.stderr.write("tipetl: " + " ".join(words.split()) + "\n")


def complain_of(audit: Audit) -> None:
    """Prints what became of a source that was not read, or not whole: its name, the reason, and what to do."""
    words = " ".join(part for part in (audit.reason, audit.advice) if part) or f"Its outcome is {audit.outcome}."
    complain(f"{'standard input' if audit.name == '-' else audit.name}: {words}")
