"""Names the kinds of time expressions.

What belongs here: one name for each code. What does not: how a time is read (``times``).
"""

from __future__ import annotations

from typing import Final

#: a time with a printed year
STATED: Final = "stated"
#: the year before the other figure's year
PREVIOUS: Final = "previous"
#: the reporting period
THIS: Final = "this"
#: the last year mentioned
THAT: Final = "that"
#: several years
SEVERAL: Final = "multi"
#: a time that dates no figure
BACKGROUND: Final = "background"
#: words that prove not to be a time
NO_TIME: Final = "none"
PREVIOUS_OR_STATED = frozenset((PREVIOUS, STATED))
