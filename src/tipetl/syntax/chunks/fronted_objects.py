"""Finds multiword verbs in the passive with their object before them: "evidence was given by 12 victims", "room was
found for nine".

What belongs here: recognizing a lexicon phrase ("give evidence", "find room for") from a passive verb and its subject.
What does not belong here: the number after the verb (``governors``), or active phrases (``verb_phrases``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.syntax.chunks import voices
from tipetl.syntax.chunks.items import PREPOSITIONS
from tipetl.syntax.chunks.kinds import NAMING, VERB
from tipetl.syntax.chunks.verb_phrases import LOOSE, phrases_of

if TYPE_CHECKING:
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.chunks.items import Item


class Fronted(NamedTuple):
    """The joint meaning of a passive verb and its subject; ``prep`` is the preposition before their object, or "" if
    they have none."""

    concept: str
    prep: str


def front_objects(tokens: Tokens, items: list[Item]) -> None:
    """Sets the joint meaning of each passive verb and its subject, if the lexicon lists such a phrase."""
    for place in range(1, len(items)):
        verb = items[place]
        if verb.kind == VERB and verb.voice == voices.PASSIVE and items[place - 1].kind in NAMING:
            verb.fronted = _fronted(tokens, verb)


def _fronted(tokens: Tokens, verb: Item) -> Fronted | None:
    """Return the joint meaning of a passive verb and the words before it, or None."""
    for tail, tag in phrases_of(tokens.low[verb.last]):
        if tail and _stands_before(tokens, verb.first, tail):
            return Fronted(tag.concept, "")
        if len(tail) > 1 and tail[-1] in PREPOSITIONS and _stands_before(tokens, verb.first, tail[:-1]):
            return Fronted(tag.concept, tail[-1])
    return None


def _stands_before(tokens: Tokens, end: int, words: tuple[str, ...]) -> bool:
    """Return whether the given words, in the singular or plural, directly precede token ``end``."""
    at = end - 1
    for word in reversed(words):
        while at >= 0 and tokens.low[at] in LOOSE and tokens.low[at] != word:
            at -= 1
        if at < 0 or tokens.low[at].removesuffix("s") != word.removesuffix("s"):
            return False
        at -= 1
    return True
