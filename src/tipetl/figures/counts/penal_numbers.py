"""Finds numbers that only the sentencing words around them mark as prison terms.

What belongs here: "received life"; "sentenced one to three years", where "one" counts people and "three years" is the
term. What does not belong here: the nature of the terms, and who received them (``terms``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tipetl.figures.counts.book import WORDS
from tipetl.language import forms
from tipetl.language.cardinals import LIFE, cardinal
from tipetl.language.numbers import Number
from tipetl.language.particles import WORD

if TYPE_CHECKING:
    from tipetl.language.tokens import Tokens

STEMS = tuple(sorted(WORDS["penal_stems"]))
#: The number of words before "life" to search for a word that makes it a penalty.
REACH = 25


def penal_numbers(tokens: Tokens, numbers: list[Number]) -> list[Number]:
    """Return ``numbers`` in order, with life terms added and with "sentenced one to three years" split."""
    if "life" not in tokens.words and all(number.form != forms.DURATION for number in numbers):
        return numbers
    out: list[Number] = []
    for index, number in enumerate(numbers):
        parts = _person_and_term(tokens, number, numbers[index + 1] if index + 1 < len(numbers) else None)
        out += parts if parts is not None else [number]
    return sorted([*out, *_life_terms(tokens, out)], key=lambda number: (number.first, number.last))


def _life_terms(tokens: Tokens, numbers: list[Number]) -> list[Number]:
    """Return the life terms that are not already among ``numbers``."""
    if "life" not in tokens.words:
        return []
    taken = {token for number in numbers for token in range(number.begins, number.last + 1)}
    lives = [token for token, word in enumerate(tokens.low) if word == "life" and token not in taken]
    return [
        Number(token, token, LIFE, form=forms.DURATION, unit="life", spelled=True)
        for token in lives
        if _life_term(tokens.low, token)
    ]


def _life_term(low: list[str], token: int) -> bool:
    """Whether "life" is a prison term although its noun is missing: "four offenders received life", "or even life"."""
    behind = low[token + 1] if token + 1 < len(low) else "."
    bare = low[token - 1] in WORDS["before_bare_life"] and behind in WORDS["behind_bare_life"]
    if not bare and low[token - 1] not in WORDS["before_life"]:
        return False
    return any(word.startswith(STEMS) for word in low[max(0, token - REACH) : token])


def _person_and_term(tokens: Tokens, number: Number, after: Number | None) -> list[Number] | None:
    """Splits "sentenced one to three years" into a number of people and a term, because the verb needs an object.
    ``after`` is the number after this one."""
    low, first = tokens.low, number.first
    if number.form != forms.DURATION or number.high is None or low[first - 1] not in WORDS["verbs_of_sentencing"]:
        return None
    persons = cardinal(tokens, first)
    if persons is None:
        return None
    term = Number(
        persons[1] + 2, number.last, number.high, form=forms.DURATION, unit=number.unit, spelled=number.spelled
    )
    joined = after is not None and {*low[number.last + 1 : after.first]} <= {WORD.also, ","}
    if joined and after is not None and (after.unit or "").startswith("month"):
        # "one to three years and six months"
        term = replace(term, low=(term.low or 0) + (after.low or 0), last=after.last)
    return [Number(first, persons[1], persons[0], spelled=number.spelled), term]
