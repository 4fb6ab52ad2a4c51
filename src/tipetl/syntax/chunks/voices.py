"""Names the voices of verbs.

What belongs here: one name for each code. What does not belong here: how a voice is determined (``verb_groups``).
"""

from __future__ import annotations

from typing import Final

ACTIVE: Final = "active"
PASSIVE: Final = "passive"
#: a past form without an auxiliary, active or passive ("police arrested", "men arrested in May")
BARE: Final = "bare"
INFINITIVE: Final = "infinitive"
ACTIVE_OR_BARE = frozenset((ACTIVE, BARE))
ACTIVE_OR_PASSIVE = frozenset((ACTIVE, PASSIVE))
BARE_OR_PASSIVE = frozenset((BARE, PASSIVE))
