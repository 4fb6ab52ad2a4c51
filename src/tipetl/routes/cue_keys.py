"""Name the cues of exploitation; ``data/routes.yaml`` lists their words.

This module contains only the codes; ``kinds`` decides which kind of exploitation the cues indicate.
"""

from __future__ import annotations

from typing import Final

SEX: Final = "sex"
LABOR: Final = "labor"
COMPELLED: Final = "compelled"
ABUSED: Final = "abused"
#: work, which indicates exploitation only together with another cue
WORK: Final = "work"
EXPLOITED: Final = "exploited"
