"""Names the kinds of items, and the ways in which a number depends on the preceding words.

What belongs here: one name for each code, and the sets of codes that several modules use. What does not belong here:
which word has which kind (``items``, ``data``).
"""

from __future__ import annotations

from typing import Final, Literal

ItemKind = Literal[
    "num", "noun", "word", "verb", "aux", "det", "prep", "conj", "comma", "semi", "open", "close", "colon", "dash",
    "time", "rel", "sub", "pron", "adv", "mark",
]  # fmt: skip

NUMBER: Final = "num"
TIME: Final = "time"
#: the kinds of a noun that the lexicon lists, and of any other word
NOUN: Final = "noun"
WORD: Final = "word"
VERB: Final = "verb"
#: a form of "be", "have" or "do", a modal or "not", until its verb group is read
AUXILIARY: Final = "aux"
DETERMINER: Final = "det"
PREPOSITION: Final = "prep"
#: "and", "or"
CONJUNCTION: Final = "conj"
#: "who", "which"
RELATIVE: Final = "rel"
#: "while", "because"
SUBORDINATOR: Final = "sub"
PRONOUN: Final = "pron"
ADVERB: Final = "adv"
COMMA: Final = "comma"
SEMICOLON: Final = "semi"
COLON: Final = "colon"
#: a dash with a space on either side
DASH: Final = "dash"
OPEN_BRACKET: Final = "open"
CLOSE_BRACKET: Final = "close"
#: any other mark
MARK: Final = "mark"

#: how a number depends on the items before it: the kind of the nearest item, or one of three special links
LinkKind = ItemKind | Literal["start", "list", "lead"]

#: the number is the first item of its clause
START: Final = "start"
#: the number continues a list of numbers
LIST: Final = "list"
#: the number depends on a preposition that opens the sentence ("In 12 cases, …")
LEAD: Final = "lead"

#: kinds of items that can be the head of a noun phrase
NAMING = frozenset((NOUN, WORD))
#: kinds that may occur in a noun phrase that has no figure
IN_A_PHRASE = frozenset((DETERMINER, WORD, ADVERB, NOUN))
#: kinds of items that join the members of a list
JOINTS = frozenset((COMMA, CONJUNCTION))
#: kinds of items that join the entries of a row
ROW_JOINTS = frozenset((COMMA, CONJUNCTION, SEMICOLON))
#: kinds of items that open a clause inside another clause
CLAUSE_OPENERS = frozenset((RELATIVE, SUBORDINATOR))
#: punctuation marks that separate phrases
MARKS = frozenset((COMMA, SEMICOLON, COLON, OPEN_BRACKET, CLOSE_BRACKET, DASH))
ADVERB_OR_TIME = frozenset((ADVERB, TIME))
DETERMINER_OR_NUMBER = frozenset((DETERMINER, NUMBER))
DETERMINER_OR_PREPOSITION = frozenset((DETERMINER, PREPOSITION))
MARK_OR_NOUN_OR_WORD = frozenset((MARK, NOUN, WORD))
NOUN_OR_VERB = frozenset((NOUN, VERB))
PRONOUN_OR_RELATIVE = frozenset((PRONOUN, RELATIVE))
