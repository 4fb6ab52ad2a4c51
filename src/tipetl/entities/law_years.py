"""Find a law's year in its name or the neighboring words, and make the key for the law's id.

What belongs here: "the 2009 X Act", "the X Act of October 2009", "Decree 126/2008", "enacted the X Act in July 2009".
The year in which a law came into force or was amended does not count as its year.
"""

from __future__ import annotations

import re

from tipetl.entities.ids import year_of
from tipetl.entities.words import any_of

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTH = (
    rf"(?:{any_of('months')}\s+"
    r"(?:\d{1,2},?\s+)?)?"
)
_MADE = r"(?:enact(?:ed)?|pass(?:ed)?|adopt(?:ed)?|approved?|promulgated?|sign(?:ed)?|issued?|introduced|replaced\s+by)"
#: a year directly before the name: "the 2009"
_BEFORE = re.compile(rf"\b{_YEAR}[ \n]+(?:federal\s+|national\s+)?$")
#: a year directly after the name: "of October 2009", "(2009)", "/2009", "(I)/2007"
_BEHIND = re.compile(rf"(?:,?\s+(?:of|dated)\s+{_MONTH}|\s+\(|\s*(?:\([\w]+\))?/|,\s+){_YEAR}(?!\d)")
_MADE_BEFORE = re.compile(rf"\b{_MADE}\b[^.;,]{{0,40}}$")
_MADE_IN = re.compile(rf"(?:\s+\([A-Z][\w&-]*\))?\s+(?:in|on)\s+{_MONTH}{_YEAR}\b")
#: "X Act, enacted in 2009"
_MADE_BEHIND = re.compile(
    rf"(?:\s+\([A-Z][\w&-]*\))?,?\s+(?:which\s+was\s+)?{_MADE}\s+(?:\w+\s+){{0,3}}?in\s+{_MONTH}{_YEAR}\b"
)
#: "In 2009 parliament enacted a federal law, the X Act"
_OPENING = re.compile(rf"(?:^|[.;]\s+|\n)(?:In|On)\s+{_MONTH}{_YEAR},?\s+[^.;]{{1,60}}?\b{_MADE}\b[^.;]{{0,40}}$")
_IN_NAME = re.compile(r"^(?:19|20)\d\d\s+|,?\s+\(?(?:of\s+)?(?:19|20)\d\d\)?$")


def year_of_law(text: str, start: int, end: int) -> int | None:
    """Return the year of the law named in ``text[start:end]``, from the name or else the neighboring words, or None if
    unknown."""
    if (year := year_of(text[start:end])) is not None:
        return year
    before, behind = text[max(0, start - 120) : start], text[end : end + 80]
    found = _BEFORE.search(before) or _BEHIND.match(behind) or _MADE_BEHIND.match(behind) or _OPENING.search(before)
    if found is None and _MADE_BEFORE.search(before):
        found = _MADE_IN.match(behind)
    return int(found["year"]) if found else None


def dated_key(name: str, year: int | None) -> str:
    """Make the key for a law's id from name and year; the key is the same for "2009 X Act", "X Act of 2009" and "X Act
    (2009)"."""
    bare = _IN_NAME.sub("", name)
    return f"{bare} {year}" if year is not None else bare
