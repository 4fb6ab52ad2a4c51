"""The kinds of parts of a sentence that a time can apply to.

What belongs here: the codes, each with one name. What does not: how a sentence is cut into parts (``reach``).
"""

from __future__ import annotations

from typing import Final

MAIN: Final = "main"
#: a clause inside another: "which had opened in 2010"
CLAUSE: Final = "clause"
#: "having arrested four in 2012", "37 having been opened in 2012"
ABSOLUTE: Final = "absolute"
#: "a case begun in 2009"
PARTICIPLE: Final = "participle"
#: just a figure and its own time: ", 15 in 2004,"
ASIDE: Final = "aside"
#: a few words with their own time between dashes
DASHED: Final = "dashed"
PARENTHESES: Final = "paren"
#: a comparison: what the figure is compared with
COMPARATOR: Final = "comparator"
#: "whereas in 2005 there had been three"
CONTRAST: Final = "contrast"
#: a time and a figure with their verb omitted: ", in 2015 only five"
GAP: Final = "gap"
