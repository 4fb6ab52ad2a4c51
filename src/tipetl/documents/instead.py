"""Whether a source is a page that a site shows in place of the report that was asked for.

What belongs here: what the phrases of ``tipetl.blocked`` mean for a source. Few words that tell no figure of
trafficking are no report; a narrative beside such words is a doubt.
"""

from __future__ import annotations

import re

from tipetl.blocked import FEW_WORDS, blocked_text, blocked_title
from tipetl.documents.english import about_trafficking
from tipetl.errors import SourceError
from tipetl.model import Issue

__all__ = ["instead_issues"]

_NO_FIGURE = re.compile(r"\b(?:20[0-4]\d|[345]\d\d)\b")
"""Years and the numbers of errors, which pages of every kind print."""


def instead_issues(title: str, text: str, said: str | None = None) -> list[Issue]:
    """An issue of code ``block_page`` where title or text say that something else is shown.

    ``text`` is what was read of the source, ``said`` all that it says where that is more. Raises SourceError with
    outcome ``not_a_report`` where there is nothing else.
    """
    kind = blocked_title(title) or blocked_text(said or text)
    if kind is None:
        return []
    tells = about_trafficking(text) and any(map(str.isdecimal, _NO_FIGURE.sub("", text)))
    if len(text.split()) < FEW_WORDS and not tells:
        raise SourceError(kind.says, outcome="not_a_report", advice=kind.advice)
    return [Issue("documents", "block_page", f"{kind.says} {kind.advice}")]
