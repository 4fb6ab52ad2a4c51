"""The cues of exploitation, which ``data/routes.yaml`` lists the words of.

What belongs here: the codes, each with one name. What does not: which kind of exploitation they show (``kinds``).
"""

from __future__ import annotations

from typing import Final

SEX: Final = "sex"
LABOR: Final = "labor"
COMPELLED: Final = "compelled"
ABUSED: Final = "abused"
#: work alone, which shows exploitation only beside another cue
WORK: Final = "work"
EXPLOITED: Final = "exploited"
