"""Names the reasons why a number is set aside instead of becoming a fact.

What belongs here: one named code for each reason. What does not belong here: the final kind of a number set aside
(``quantities``).
"""

from __future__ import annotations

from typing import Final

#: the number counts something planned, wished for or requested
PLAN: Final = "plan"
#: the number repeats a sum in another currency
TWIN: Final = "twin"
#: the people who matter are counted by another figure, or by none
EXCEPTED: Final = "excepted"
#: the act was done to things or people that no metric counts
OTHER_DEED: Final = "other_deed"
#: the act that the number counts was not done
NEGATED: Final = "negated"
#: the number belongs to another country's government
OTHER_GOVERNMENT: Final = "other_government"
OTHER_MONEY: Final = "other_money"
