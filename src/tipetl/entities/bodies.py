"""Recognize organizations that no table lists, by the form of their names.

This module finds where the name of a body begins and ends in a run of capitalized words.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tipetl.entities.laws import LAW_WORDS
from tipetl.entities.names import organization_words
from tipetl.entities.words import WORDS, any_of
from tipetl.language.particles import WORD

#: A run at the start of a sentence may begin with one of these words; the name begins after it.
LEADING = re.compile(rf"{any_of('opens_a_sentence')}$")
_GOVERNMENT = re.compile(r"(?:[Gg]overnments?|[Ee]mbassy|[Ee]mbassies|[Cc]onsulates?)\s+of\s+(?:the\s+)?$")
_INSIDE_NAMES, _ENDS_NAMES = WORDS["inside_names"], WORDS["ends_names"]
_CONNECTIVES = _INSIDE_NAMES | _ENDS_NAMES | WORDS["between_names"]


def body_end(text: str, start: int, end: int, listed: Callable[[int, str], int | None]) -> int | None:
    """Return the end of the organization's name that begins at ``start`` in the run up to ``end``, or None if the run
    names no organization.

    ``listed`` returns the end of a listed name that begins at a given word.
    """
    heads_of = organization_words().heads
    words = text[start:end]
    if not any(head in words for head in heads_of):
        return None
    tokens = list(re.finditer(r"[^\s,]+", words))
    if _begins_none(tokens) or _GOVERNMENT.search(text, max(0, start - 20), start):
        return None
    heads = sorted(
        number
        for number, token in enumerate(tokens)
        if re.sub(r"[’']s?$", "", token[0]).strip(".") in heads_of or token[0].replace("’", "'") in heads_of
    )
    if not heads or len(tokens) == 1:
        return None
    last = _first_body(tokens, heads, start, listed)
    if last < heads[0]:
        return None
    stretch = start + tokens[last].end()
    if last == 0 or any(listed(start + token.start(), token[0]) == stretch for token in tokens[1 : last + 1]):
        return None
    possessive = re.search(r"[’']s$", tokens[last][0]) and last == len(tokens) - 1
    return stretch - (2 if possessive else 0)


def _begins_none(tokens: list[re.Match[str]]) -> bool:
    """Return whether a run of words names no body by itself: it opens a sentence, contains a law, or opens with an
    acronym followed by a connective ("NGOs and", "ILO with").
    """
    first = tokens[0][0]
    second = tokens[1][0] if len(tokens) > 1 else ""
    if LEADING.match(first) and not (first in WORDS["opens_a_name_too"] and second[:1].isupper()):
        return True
    acronym = first.isupper() and len(first) > 1
    return (acronym and second in WORDS["behind_an_acronym"]) or any(token[0] in LAW_WORDS for token in tokens)


def _first_body(
    tokens: list[re.Match[str]], heads: list[int], start: int, listed: Callable[[int, str], int | None]
) -> int:
    """Return the last token of the first body in the run. An "and" before a second head or a listed name begins another
    body."""
    for number, token in enumerate(tokens):
        if number and token[0] in _CONNECTIVES:
            after = number + 1
            while after < len(tokens) and tokens[after][0] in (WORD.known, WORD.whole, WORD.also):
                after += 1
            if after >= len(tokens) or _parted(tokens, heads, number, after, start, listed):
                return number - 1
    return len(tokens) - 1


def _parted(
    tokens: list[re.Match[str]],
    heads: list[int],
    number: int,
    after: int,
    start: int,
    listed: Callable[[int, str], int | None],
) -> bool:
    """Return whether the connective at ``number`` ends a name; ``after`` is the index of the next word, ignoring
    articles."""
    word = tokens[number][0]
    before = any(head < number for head in heads)
    rest = any(head >= after for head in heads)
    if word in _INSIDE_NAMES:
        return False
    if word == WORD.whole:
        # After an article, a separate head ends the name: it is the parent of the unit named first.
        return before and rest and number > 1 and tokens[number + 1][0] == WORD.known
    found = listed(start + tokens[after].start(), tokens[after][0]) is not None
    if word in (WORD.also, "&"):
        return before and (rest or found)
    return found or not rest or word in _ENDS_NAMES
