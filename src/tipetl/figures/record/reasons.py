"""Why a number is no fact: what the steps of a sentence note of the numbers they set aside.

What belongs here: the codes, each with one name. What does not: the kind that such a number is at last
(``quantities``).
"""

from __future__ import annotations

from typing import Final

#: it is planned, wished or requested
PLAN: Final = "plan"
#: the same sum in another currency
TWIN: Final = "twin"
#: the figure stands beside those that are counted
EXCEPTED: Final = "excepted"
#: it was done to things or people that are not counted
OTHER_DEED: Final = "other_deed"
#: what was not done
NEGATED: Final = "negated"
#: it is told of the government of another country
OTHER_GOVERNMENT: Final = "other_government"
OTHER_MONEY: Final = "other_money"
