"""Whether a text is English and about human trafficking.

What belongs here: two cheap tests that keep a letter in French or a cooking recipe out of the warehouse. They decide
nothing about meaning.
"""

from __future__ import annotations

import re

__all__ = ["about_trafficking", "is_english"]

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_ENGLISH = frozenset(
    "the of and to in for by with that was were not from as is or its an be have has had this which their it they "
    "on at but who no are than been during other some such under while did also all these those into after".split()
)
_OTHERS = (
    frozenset(
        # French, Spanish, Portuguese, Italian, German, Dutch, Swedish, Polish, Romanian, Turkish, Indonesian, Albanian
        "le la les des du de et en un une dans pour par qui que sur avec est sont au aux pas ne se ce cette "
        "el los las del y por con una su para como al lo es ha han fue "
        "da do dos das os um uma na nos no em não com ao foi "
        "il gli della delle dei che di per con sono nel alla è "
        "der die das und den von zu mit sich auf für ist im dem nicht ein eine als auch wurde wurden "
        "het van een op te dat voor niet zijn werd werden och att som på av till inte är "
        "i w z na się nie do że jest oraz și în cu din pe nu care ve bir bu için ile da "
        "yang dan di dari untuk dengan pada të në dhe për me nga një".split()
    )
    - _ENGLISH
    - {"i", "do", "no", "me", "die", "a"}
)
_TOPIC = re.compile(
    r"traffick|forced (?:labou?r|prostitution|begging|marriage)|domestic servitude|debt bondage|slave|exploitation|exploit"
    r"|victim|prostitut|brothel|pimp|\bTIP\b|child soldier|begging|recruit",
    re.IGNORECASE,
)
_SHORT = 12


def is_english(text: str) -> bool:
    """Whether the running words of ``text`` look English; a text of fewer than 12 words gets the benefit of the
    doubt.
    """
    words = [word.casefold() for word in _WORD.findall(text[:40_000])]
    letters = sum(map(len, words))
    if not letters:
        return False
    # Letters outside the Latin blocks: Cyrillic, Arabic, Chinese ...
    if sum(1 for word in words for char in word if ord(char) > 0x24F) * 3 > letters:
        return False
    english = sum(1 for word in words if word in _ENGLISH)
    others = sum(1 for word in words if word in _OTHERS)
    if len(words) < _SHORT:
        return others <= english + 2
    return english > others and english * 10 >= len(words)


def about_trafficking(text: str) -> bool:
    """Whether the text has any word of the subject."""
    return _TOPIC.search(text) is not None
