"""The kinds of items, and how a number hangs on what stands before it.

What belongs here: the codes, each with one name, and the sets of them that several modules ask for. What does not:
which word is of which kind (``items``, ``data``).
"""

from __future__ import annotations

from typing import Final, Literal

ItemKind = Literal[
    "num", "noun", "word", "verb", "aux", "det", "prep", "conj", "comma", "semi", "open", "close", "colon", "dash",
    "time", "rel", "sub", "pron", "adv", "mark",
]  # fmt: skip

NUMBER: Final = "num"
TIME: Final = "time"
#: a noun that the lexicon knows, and any word that it does not
NOUN: Final = "noun"
WORD: Final = "word"
VERB: Final = "verb"
#: a form of "be", "have" or "do", a modal or "not", until its group is read
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
#: a dash between spaces
DASH: Final = "dash"
OPEN_BRACKET: Final = "open"
CLOSE_BRACKET: Final = "close"
#: any other mark
MARK: Final = "mark"

#: how a number hangs on the items before it: by the kind of the nearest, or as one of these
LinkKind = ItemKind | Literal["start", "list", "lead"]

#: it opens its clause
START: Final = "start"
#: it goes on a list
LIST: Final = "list"
#: it hangs on a preposition that opens the sentence ("In 12 cases, …")
LEAD: Final = "lead"

#: what a noun phrase is named by
NAMING = frozenset((NOUN, WORD))
#: what may stand in a noun phrase without a figure
IN_A_PHRASE = frozenset((DETERMINER, WORD, ADVERB, NOUN))
#: what joins the members of a list ...
JOINTS = frozenset((COMMA, CONJUNCTION))
#: ... and the entries of a row
ROW_JOINTS = frozenset((COMMA, CONJUNCTION, SEMICOLON))
#: what opens a clause inside another
CLAUSE_OPENERS = frozenset((RELATIVE, SUBORDINATOR))
#: marks that part a phrase from the next
MARKS = frozenset((COMMA, SEMICOLON, COLON, OPEN_BRACKET, CLOSE_BRACKET, DASH))
ADVERB_OR_CONJUNCTION = frozenset((ADVERB, CONJUNCTION))
ADVERB_OR_DETERMINER = frozenset((ADVERB, DETERMINER))
ADVERB_OR_TIME = frozenset((ADVERB, TIME))
ADVERB_OR_VERB = frozenset((ADVERB, VERB))
COLON_OR_OPEN = frozenset((COLON, OPEN_BRACKET))
COMMA_OR_DASH = frozenset((COMMA, DASH))
COMMA_OR_PREPOSITION = frozenset((COMMA, PREPOSITION))
COMMA_OR_SEMICOLON = frozenset((COMMA, SEMICOLON))
COMMA_OR_SEMICOLON_OR_VERB = frozenset((COMMA, SEMICOLON, VERB))
COMMA_OR_VERB = frozenset((COMMA, VERB))
DASH_OR_OPEN = frozenset((DASH, OPEN_BRACKET))
DETERMINER_OR_NOUN_OR_WORD = frozenset((DETERMINER, NOUN, WORD))
DETERMINER_OR_NUMBER = frozenset((DETERMINER, NUMBER))
DETERMINER_OR_PREPOSITION = frozenset((DETERMINER, PREPOSITION))
MARK_OR_NOUN_OR_WORD = frozenset((MARK, NOUN, WORD))
NOUN_OR_VERB = frozenset((NOUN, VERB))
NUMBER_OR_TIME = frozenset((NUMBER, TIME))
PREPOSITION_OR_TIME = frozenset((PREPOSITION, TIME))
PREPOSITION_OR_VERB = frozenset((PREPOSITION, VERB))
PRONOUN_OR_RELATIVE = frozenset((PRONOUN, RELATIVE))
RELATIVE_OR_VERB = frozenset((RELATIVE, VERB))
SEMICOLON_OR_TIME = frozenset((SEMICOLON, TIME))
SEMICOLON_OR_VERB = frozenset((SEMICOLON, VERB))
