"""Names the kinds of time expressions.

What belongs here: one name for each code. What does not belong here: how a time is read (``times``).
"""

from __future__ import annotations

from typing import Final

#: kind of a time with a printed year
STATED: Final = "stated"
#: kind of a time that means the year before the other figure's year
PREVIOUS: Final = "previous"
#: the reporting period
THIS: Final = "this"
#: kind of a time that means the last year mentioned
THAT: Final = "that"
#: several years
SEVERAL: Final = "multi"
#: kind of a time that dates no figure
BACKGROUND: Final = "background"
#: kind of words that prove not to be a time
NO_TIME: Final = "none"
PREVIOUS_OR_STATED = frozenset((PREVIOUS, STATED))
