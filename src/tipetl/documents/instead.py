"""Detect a page that a site shows instead of the requested report.

This module applies the phrases of ``tipetl.blocked`` to a source. A short text without trafficking figures is not a
report; a narrative printed beside such phrases is kept with an issue.
"""

from __future__ import annotations

import re

from tipetl.blocked import FEW_WORDS, blocked_text, blocked_title
from tipetl.documents.english import about_trafficking
from tipetl.errors import SourceError
from tipetl.model import Issue

_NO_FIGURE = re.compile(r"\b(?:20[0-4]\d|[345]\d\d)\b")
"""Matches years and error codes, which appear on all kinds of pages."""


def instead_issues(title: str, text: str, said: str | None = None) -> list[Issue]:
    """Report an issue with code ``block_page`` if the title or text says that the site shows another page.

    ``text`` is the text that was read; ``said`` is the source's whole text, if it has more. Raises SourceError with
    outcome ``not_a_report`` if the source has no other content.
    """
    kind = blocked_title(title) or blocked_text(said or text)
    if kind is None:
        return []
    tells = about_trafficking(text) and any(map(str.isdecimal, _NO_FIGURE.sub("", text)))
    if len(text.split()) < FEW_WORDS and not tells:
        raise SourceError(kind.says, outcome="not_a_report", advice=kind.advice)
    return [Issue("documents", "block_page", f"{kind.says} {kind.advice}")]
