"""Names the lexicon concepts to which code refers. Only rules and patterns use most of the other concepts.

What belongs here: one name for each concept to which code refers. What does not belong here: the words of a concept
(``data/lexicon``), or the figures that a concept yields (``data/rules``).
"""

from __future__ import annotations

from typing import Final

#: verbs
AMOUNT: Final = "amount"
APPEAL: Final = "appeal"
ARREST: Final = "arrest"
ASSIST: Final = "assist"
AWARD: Final = "award"
CHARGE: Final = "charge"
CONTINUE: Final = "continue"
CONVICT: Final = "convict"
DISMISS: Final = "dismiss"
DIVIDE: Final = "divide"
EXPLOIT: Final = "exploit"
GATHER: Final = "gather"
GO: Final = "go"
HOLD: Final = "hold"
HOMECOME: Final = "homecome"
IDENTIFY: Final = "identify"
INVESTIGATE: Final = "investigate"
OBTAIN: Final = "obtain"
OPEN: Final = "open"
OPERATE: Final = "operate"
PROSECUTE: Final = "prosecute"
REFER: Final = "refer"
REMAIN: Final = "remain"
REPORT: Final = "report"
SPEND: Final = "spend"
SUSPEND: Final = "suspend"
TAKE: Final = "take"
TRAIN: Final = "train"

#: verbs that the syntax recognizes by their forms; ``GENERIC`` is any verb without a concept
BE: Final = "be"
DO: Final = "do"
GENERIC: Final = "generic"
BEFALL: Final = "befall"
HAVE: Final = "have"

#: nouns
BOY: Final = "boy"
CARE: Final = "care"
CASE: Final = "case"
CHILD: Final = "child"
COMPENSATION: Final = "compensation_n"
COMPLAINT: Final = "complaint"
COURT: Final = "court"
DISCIPLINE: Final = "discipline_n"
GIRL: Final = "girl"
HOTLINE: Final = "hotline"
INVESTIGATION: Final = "investigation"
LAW: Final = "law"
MAN: Final = "man"
MONEY: Final = "money_n"
NGO: Final = "ngo"
OFFENDER: Final = "offender"
OFFICIAL: Final = "official"
PERSON: Final = "person"
PROSECUTION: Final = "prosecution"
SENTENCE: Final = "sentence_n"
SUSPENDED_TERM: Final = "suspended_n"
TRAINING: Final = "training"
TRIAL: Final = "trial"
VICTIM: Final = "victim"
WOMAN: Final = "woman"

#: context terms, which qualify their sentence
COMPARATOR: Final = "comparator"
COMPLICITY: Final = "complicity"
FREED: Final = "freed"
FROM_SERVICE: Final = "from_service"
NOT_REPORTED: Final = "not_reported"
PENDING: Final = "pending"
SAME: Final = "same"
TO_PRISON: Final = "to_prison"
