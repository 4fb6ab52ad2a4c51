"""The cues of exploitation, whose words ``data/routes.yaml`` lists.

This module names the codes; ``kinds`` decides which kind of exploitation they show.
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
