"""Finds the word that governs a duration: "received six years", "Article 20 allows two to five years".

What belongs here: distinguishing imposed terms from prescribed penalties, if the words before the duration leave no
doubt. What does not belong here: all other cases (``meanings``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.terms.words import PENALTY, TERM, WORDS
from tipetl.language.particles import WORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipetl.language.numbers import Number
    from tipetl.language.tokens import Tokens

SENTENCING, GETTING, STATING = map(WORDS.__getitem__, ("sentencing", "getting", "stating"))
PROVIDING = WORDS["providing"] | WORDS["providing_like_others"]
#: words that make it clear that the subject is a law
OF_LAW = WORDS["providing"] | WORDS["prescribing"] | WORDS["bounds"]
TERM_NOUNS, LAWS, COURTS, MODALS = map(WORDS.__getitem__, ("terms", "laws", "courts", "modals"))
ELSEWHERE, STAYS = WORDS["elsewhere"], WORDS["stays"]
RELATIVES, SENTENCES = WORDS["relatives"], WORDS["sentences"]


def governed(tokens: Tokens, number: Number, lo: int, hi: int) -> str | None:
    """Return ``sentence_terms`` or ``penalty_prescribed``, by the word in the clause ``lo`` to ``hi`` that governs a
    duration, or None if unclear."""
    if number.unit != "life" and not STAYS.isdisjoint(tokens.low[lo:hi]):
        return None
    said = [*_own_words(tokens, lo, number.begins)]
    for at in range(len(said) - 1, -1, -1):
        word, before = said[at], said[:at]
        if word in PROVIDING and _law_speaks(before):
            return PENALTY
        if word in SENTENCING or word in GETTING:
            return _given(said, at)
        if word in (WORD.whole, WORD.source):
            if before[-1:] and before[-1] in SENTENCES:
                return TERM if OF_LAW.isdisjoint(before) and not _law_speaks(said) else None
        elif word in STATING or (word == "at" and ":" in before):
            of_law = _law_speaks(before) and SENTENCES.isdisjoint(before[:3])
            return None if of_law or TERM_NOUNS.isdisjoint(before) else TERM
    return None


def _own_words(tokens: Tokens, lo: int, start: int) -> Iterator[str]:
    """Yield the words from ``lo`` to ``start``, with the month "May" left blank, because it is not a verb."""
    low, at = tokens.low, lo
    while at < start:
        yield "" if tokens.text[at] == "May" else low[at]
        at += 1


def _given(said: Sequence[str], at: int) -> str | None:
    """Return the metric implied by the verb of giving or getting at word ``at``, or None if the verb states only a
    possibility or a law's provision."""
    modals = MODALS.intersection(said[max(0, at - 6) : at])
    if modals and not (modals == {"would"} and not WORDS["known_persons"].isdisjoint(said[:at])):
        return None  # "they would serve terms of two years" is about people already convicted
    if said[at] in SENTENCING:
        return None if _law_speaks(said[:at]) else TERM
    if said[-1] == WORD.purpose and said[at + 1 : -1] and not _penal(said[at + 1 : -1]):
        return None  # "received care for six months"
    # "got off with two years", "received terms within the limits of the law"
    of_terms = list(said[at + 1 : at + 3]) == ["off", WORD.company] or not TERM_NOUNS.isdisjoint(said[at + 1 : at + 2])
    return TERM if of_terms or ELSEWHERE.isdisjoint(said[at + 1 :]) else None


def _penal(given: Sequence[str]) -> bool:
    """Whether the object given for a time is a punishment, judging by its last words ("prison", "house arrest"), or a
    term ("a sentence in a far camp")."""
    served = WORDS["served_for_a_time"]
    return given[-1] in served or "_".join(given[-2:]) in served or not TERM_NOUNS.isdisjoint(given)


def _law_speaks(said: Sequence[str]) -> bool:
    """Whether the clause so far mentions a law ("Article 20 of the penal code", "under the act") and does not mention a
    court."""
    at = max((place for place, word in enumerate(said) if word in LAWS), default=-1)
    return at >= 0 and COURTS.isdisjoint(said[at:])


def behind_suspension(low: Sequence[str], at: int) -> int:
    """Return the token after the commas from ``at`` on that enclose the length of a suspension ("a term of 11 months
    [, suspended for three years,] was passed on"), or 0 if the commas enclose something else."""
    if low[at] != "," or low[at + 1] not in WORDS["hanging_over"]:
        return 0
    return next((token + 1 for token in range(at + 2, len(low)) if low[token] == ","), 0)


def given_to(low: list[str], at: int) -> int | None:
    """Return the token that names the people sentenced, if the term is the subject ("life imprisonment was meted out
    to 19", "two to five years awaited six"); otherwise None."""
    low = [*low, ""]
    if low[at] in WORDS["awaiting"]:
        return at + 1
    start = at
    while low[start] in WORDS["given_to"]:
        start = behind_suspension(low, start) or start + 1
    told = low[start] == WORD.purpose and not WORDS["were_the_penalty"].isdisjoint(low[at:start])
    if told and low[start - 1] in WORDS["told_as_a_penalty"]:
        return start + 1  # "was the penalty for a man"
    if low[start] not in WORDS["before_who_got_it"] or WORDS["given_by_itself"].isdisjoint(low[at:start]):
        return None
    start += 1
    while low[start] in WORDS["before_persons"]:
        start += 1
    return start
