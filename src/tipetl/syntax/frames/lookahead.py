"""Looks ahead from a noun phrase to find out whether a list, a remark or a participle leads to a finite verb.

What belongs here: questions about a sequence of items. What does not belong here: adding the findings to a number's
frame (``governors``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.syntax.chunks import voices
from tipetl.syntax.chunks.kinds import CONJUNCTION, PREPOSITION, VERB
from tipetl.syntax.chunks.symbols import BOOK

if TYPE_CHECKING:
    from tipetl.language.patterns import Pattern
    from tipetl.syntax.chunks.items import Item
    from tipetl.syntax.frames.frame import Frame

#: the maximum number of items in a list of nouns with numbers, a clause without a comma, a remark, and a subject's
#: description
LONGEST_LIST, LONGEST_CLAUSE, LONGEST_REMARK, LONGEST_DESCRIPTION = 80, 24, 19, 16


def list_to_verb(items: list[Item], begin: int) -> bool:
    """Return whether a list of nouns with numbers continues from item ``begin`` up to a verb that the nouns share
    ("563 officers, 74 prosecutors, and 48 judges took part")."""
    stop = begin + LONGEST_LIST
    return not decides(items, begin) and _within(BOOK["list_to_verb"], items, begin, stop) != -2


def decides(items: list[Item], begin: int) -> bool:
    """Return whether "a" at item ``begin`` opens another subject rather than a member of a list of people: ", and a
    jury found"."""
    return BOOK["a_body_decides"].fits(items, begin)


def ends_clause(items: list[Item], verb: int) -> bool:
    """Return whether item ``verb`` has no object after it."""
    return BOOK["clause_ends"].fits(items, verb)


def only_describes(items: list[Item], verb: int) -> bool:
    """Return whether the participle at item ``verb`` only describes the subject of a verb that follows in the same
    clause: "three men convicted in 2008 were acquitted"."""
    return _within(BOOK["only_describes"], items, verb, verb + LONGEST_DESCRIPTION) != -2


def closing_comma(items: list[Item], begin: int) -> int | None:
    """Finds the comma that closes a remark or an apposition beginning at item ``begin``, if a finite verb follows the
    comma ("three others, all of them guards, were")."""
    end = BOOK["one_word_remark"].end(items, begin)
    if end == -2:
        end = _within(BOOK["remark_before_verb"], items, begin, begin + LONGEST_REMARK)
    return None if end == -2 else end - 2


def main_verb_behind(items: list[Item], verb: int) -> int | None:
    """Finds the main verb after a relative clause with the verb ``verb`` and no closing comma ("officers who owned a
    brothel were investigated"). Returns None if the clause runs to the end."""
    end = _within(BOOK["main_verb_behind"], items, verb + 1, verb + LONGEST_CLAUSE)
    return None if end == -2 else end - 1


def clause_of_others(items: list[Item], begin: int) -> bool:
    """Return whether "of whom" is followed by a subject and a verb other than "to be": "26 of whom police had
    referred"."""
    return BOOK["clause_of_others"].fits(items, begin)


def _within(pattern: Pattern, items: list[Item], begin: int, stop: int) -> int:
    """Return the end of a pattern's match that begins at item ``begin`` and uses no items from ``stop`` on, or -2."""
    return pattern.end(items, begin, min(len(items), stop)) if begin < len(items) else -2


def shared_object(items: list[Item], frame: Frame) -> str | None:
    """Return the concept of the first of two joined verbs if both share the number, although the second verb has its
    own object and reaches the number through a preposition ("identified and gave assistance to 292 victims")."""
    if frame.linked != PREPOSITION or frame.acts:
        return None
    end = BOOK["joined_giving"].end(items, frame.item - 1)
    if end == -2:
        return None
    first, verb = items[end + 1], items[end + 3]
    return first.concept if first.form == verb.form else None


def own_verb(items: list[Item], frame: Frame) -> bool:
    """Return whether the number's noun phrase is the subject of its own verb and so not part of a preceding list: "no
    shelter could receive men, and 21 victims were housed in a home"."""
    after = frame.np_end_item + 1
    if after >= len(items) or items[after].kind != VERB:
        return False
    verb = items[after]
    return verb.finite and verb.voice in voices.ACTIVE_OR_PASSIVE


def opens_clause(items: list[Item], place: int) -> bool:
    """Return whether the comma at ``place`` opens a clause with its own subject and verb ("…, and one case was
    pending")."""
    if BOOK["opens_joined_verb"].fits(items, place):
        return True
    end = BOOK["opens_subject"].end(items, place)
    if end == -2:
        return False
    joined = items[place + 1].kind == CONJUNCTION
    pattern, reach = (BOOK["joined_clause"], end + 23) if joined else (BOOK["subject_and_verb"], end + 13)
    return _within(pattern, items, end - 1, reach) != -2
