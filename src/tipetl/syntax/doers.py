"""Finds the doer of a verb's action: an active verb's subject or a passive verb's agent.

What belongs here: finding the doer's noun phrase. What does not belong here: what the phrase names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language import concepts, forms
from tipetl.syntax.chunks import kinds, voices
from tipetl.syntax.chunks.symbols import BOOK

if TYPE_CHECKING:
    from tipetl.syntax.chunks.items import Item

    #: the first and the last item of a noun phrase
    Span = tuple[int, int]

PHRASE_BEHIND, PHRASE_BEFORE = BOOK["phrase_behind"], BOOK["phrase_before"]
#: the maximum number of verbs to search for a missing subject
FARTHEST = 5


def agent_of(items: list[Item], verb: int) -> Span | None:
    """Finds the noun phrase after "by" that names the agent of the passive verb at item ``verb``, or None."""
    begin = BOOK["to_the_agent"].end(items, verb + 1)
    return None if begin == -2 else (begin, PHRASE_BEHIND.end(items, begin) - 1)


def subject_of(items: list[Item], verb: int) -> Span | None:
    """Finds the subject of the active verb at item ``verb``. If the subject is missing, a pronoun, or shared with a
    governing verb, the preceding verb's subject counts: "police dismantled six groups and arrested", "police reported
    prosecuting"."""
    at: int | None = verb
    for _ in range(FARTHEST):
        if at is None:
            return None
        verb = at
        last = BOOK["aside_before_verb"].end(items, verb - 1)
        if last < 0:
            return None
        before = items[last]
        if before.kind == kinds.VERB and before.voice != voices.PASSIVE and items[verb].form == forms.GERUND:
            at = last
            continue
        if before.kind in kinds.JOINTS or (before.kind in kinds.CLAUSE_OPENERS and items[verb].concept == concepts.GO):
            # in "police broke up a ring with the help of others, which led to", "which" means the act, not the helpers
            at = _verb_before(items, last)
            continue
        if before.kind in kinds.CLAUSE_OPENERS:
            last -= 1  # "Estonian officers, who arrested": the subject is the noun before the clause
            while last >= 0 and items[last].kind == kinds.COMMA:
                last -= 1
        begin = phrase_start(items, last)
        if begin is None or begin < last or items[last].kind != kinds.PRONOUN:
            return None if begin is None else (begin, last)
        at = _verb_before(items, last)
    return None


def phrase_start(items: list[Item], last: int) -> int | None:
    """Finds the first item of the noun phrase, or of the list of noun phrases, that ends at item ``last``, or None."""
    at = PHRASE_BEFORE.end(items, last)
    while at >= 0 and items[at].kind == kinds.CONJUNCTION and not BOOK["object_before"].fits(items, at - 1):
        at = PHRASE_BEFORE.end(items, BOOK["list_before"].end(items, at - 1))
    begin = at + 1
    while begin <= last and items[begin].kind == kinds.CONJUNCTION:
        begin += 1
    return begin if begin <= last else None


def _verb_before(items: list[Item], at: int) -> int | None:
    """Return the last finite verb before item ``at``, or None."""
    return next(
        (place for place in range(at - 1, -1, -1) if items[place].kind == kinds.VERB and items[place].finite), None
    )
