"""The kinds of time expressions.

What belongs here: the codes, each with one name. What does not: how a time is read (``times``).
"""

from __future__ import annotations

from typing import Final

#: its year is printed
STATED: Final = "stated"
#: the year before that of the other figure
PREVIOUS: Final = "previous"
#: the reporting period
THIS: Final = "this"
#: the last year mentioned
THAT: Final = "that"
#: several years
SEVERAL: Final = "multi"
#: a time that dates nothing
BACKGROUND: Final = "background"
#: not a time after all
NO_TIME: Final = "none"
PREVIOUS_OR_STATED = frozenset((PREVIOUS, STATED))
