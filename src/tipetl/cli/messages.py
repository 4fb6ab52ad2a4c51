"""What goes to standard error: one line a message, whatever line breaks the words hold."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tipetl.model import Audit


def complain(words: str) -> None:
    """Prints one line to standard error."""
    sys.stderr.write("tipetl: " + " ".join(words.split()) + "\n")


def complain_of(audit: Audit) -> None:
    """Prints what became of a source that was not read, or not whole: its name, the reason, and what to do."""
    words = " ".join(part for part in (audit.reason, audit.advice) if part) or f"Its outcome is {audit.outcome}."
    complain(f"{audit.name}: {words}")
