"""Names the kinds of sentence parts to which a time can apply.

What belongs here: one name for each code. What does not belong here: how to cut a sentence into parts (``reach``).
"""

from __future__ import annotations

from typing import Final

MAIN: Final = "main"
#: a clause inside another: "which had opened in 2010"
CLAUSE: Final = "clause"
#: an absolute clause: "having arrested four in 2012", "37 having been opened in 2012"
ABSOLUTE: Final = "absolute"
#: a participle that describes a noun: "a case begun in 2009"
PARTICIPLE: Final = "participle"
#: an aside of only a figure and its own time: ", 15 in 2004,"
ASIDE: Final = "aside"
#: a few words between dashes with their own time
DASHED: Final = "dashed"
PARENTHESES: Final = "paren"
#: a comparison, from its trigger to the figure of comparison
COMPARATOR: Final = "comparator"
#: a contrast: "whereas in 2005 there had been three"
CONTRAST: Final = "contrast"
#: a time and a figure without their verb: ", in 2015 only five"
GAP: Final = "gap"
