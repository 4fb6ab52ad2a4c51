"""Finds the statute that prescribes a penalty: "Article 20 of the penal code", "the 2005 Anti-Trafficking Act"."""

from __future__ import annotations

import re

_LINKS = r"(?:(?:in|of|and|the|for|to|on|against)\s+)?"
_TITLE = rf"(?:[A-Z][\w’'-]*\s+{_LINKS})"
_LAW = "(?:Act|Law|Code|Ordinance|Decree|Statute)"
STATUTE = re.compile(
    r"(?:Articles?|Sections?|Chapters?|Divisions?|Law|Act|Ordinance|Decree|Proclamation|Paragraphs?)\s+(?:No\.\s*)?"
    r"\d[\w/.-]*(?:(?:,\s*|\s+(?:and|to|through|or)\s+)\d[\w/-]*)*(?:\s+of\s+\d{4})?"
    rf"|(?:the\s+)?\d{{4}}\s+{_TITLE}{{1,10}}{_LAW}"
    r"|\d{4}\s+(?:[a-z-]+\s+){0,3}(?:law|act|code|ordinance|decree)"
    rf"|{_TITLE}{{1,8}}{_LAW}(?:\s+of\s+\d{{4}})?"
)
#: the number of characters before a penalty to search for its statute
REACH = 3000


def statute_before(text: str, start: int, floor: int) -> str | None:
    """Return the last statute named between ``floor`` and ``start`` in a document. The search covers at most ``REACH``
    characters, because searching a whole text without paragraphs for each penalty takes too long."""
    *_, last = ["", *STATUTE.findall(text, max(floor, start - REACH), start)]
    return re.sub(r"^the\s+", "", last) or None
