"""Names the forms of numbers and words, which become the forms of a sentence's items.

What belongs here: one name for each code, and the sets of codes that several modules use. What does not belong here:
how to recognize a form (``numbers``) or make one (``lexicon``), or how a number is finally classified
(``model.codes``).
"""

from __future__ import annotations

from typing import Final

#: a bare cardinal
COUNT: Final = "count"
#: an article that may mean "one"
ONE: Final = "one"
#: "no", "none of the"
ZERO: Final = "zero"
#: "an unknown number of"
UNKNOWN: Final = "unknown"
MONEY: Final = "money"
DURATION: Final = "duration"
AGE: Final = "age"
PERCENT: Final = "percent"
ORDINAL: Final = "ordinal"
YEAR: Final = "year"
DATE: Final = "date"
#: "three-story"
COMPOUND: Final = "compound"
#: part of a name: Article 171, Law 79
LABEL: Final = "label"

#: the categories of lexicon terms
NOUN: Final = "noun"
VERB: Final = "verb"
#: a term that qualifies its sentence without being part of the sentence's structure
CONTEXT: Final = "context"

SINGULAR: Final = "singular"
PLURAL: Final = "plural"

BASE: Final = "base"
#: the third person, as in "convicts"
THIRD_PERSON: Final = "s"
PAST: Final = "past"
PARTICIPLE: Final = "part"
#: the -ing form, as in "convicting"
GERUND: Final = "ing"

COUNT_OR_ONE = frozenset((COUNT, ONE))
COUNT_OR_ZERO = frozenset((COUNT, ZERO))
ZERO_OR_UNKNOWN = frozenset((ZERO, UNKNOWN))
#: forms of a verb that may be the participle of a passive
PAST_OR_PARTICIPLE = frozenset((PAST, PARTICIPLE))
COMPOUND_OR_LABEL = frozenset((COMPOUND, LABEL))
COMPOUND_OR_DURATION = frozenset((COMPOUND, DURATION))
COUNT_OR_MONEY = frozenset((COUNT, MONEY))
GERUND_OR_PARTICIPLE_OR_PAST = frozenset((GERUND, PARTICIPLE, PAST))
