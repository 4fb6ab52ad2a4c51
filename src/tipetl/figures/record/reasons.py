"""Names the reasons why a number is set aside instead of becoming a fact.

What belongs here: the codes, each with one name. What does not: the final kind of such a number (``quantities``).
"""

from __future__ import annotations

from typing import Final

#: it is planned, wished for or requested
PLAN: Final = "plan"
#: the same sum in another currency
TWIN: Final = "twin"
#: another figure counts those who matter, or no figure does
EXCEPTED: Final = "excepted"
#: it was done to things or people that no metric counts
OTHER_DEED: Final = "other_deed"
#: it was not done
NEGATED: Final = "negated"
#: it belongs to the government of another country
OTHER_GOVERNMENT: Final = "other_government"
OTHER_MONEY: Final = "other_money"
