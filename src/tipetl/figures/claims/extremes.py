"""Finds the terms called the longest or the shortest: "the longest sentence was 14 years", "eight years, the heaviest
term given to any trafficker in 2015".

What belongs here: which term is called the longest or the shortest. What does not belong here: whether another term is
longer, which a check decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.claims.rows import BOOK
from tipetl.model import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading

WORDS = BOOK.words
LONGEST, SHORTEST = WORDS["longest_terms"], WORDS["shortest_terms"]
TERMS, OF_THEM, BEING = WORDS["terms_of_extremes"], WORDS["of_them_all"], WORDS["being_an_extreme"]
NOT_ALL, BEFORE_IT, LAWS = WORDS["not_of_all_terms"], WORDS["not_the_extreme"], WORDS["what_laws_do"]
#: punctuation after which words no longer limit the terms compared: "the highest was nine years[,] for a man who …"
MARKS = WORDS["clause_marks"]
#: the maximum number of tokens from "longest" or the like to its noun, and from the term to such a word after it
NOUN, BEFORE = 3, 4
#: the number of tokens after the noun to search for the set of terms compared
SCOPE = 5


class Extreme(NamedTuple):
    """The tokens ``first`` to ``last`` that call a term the longest (``says`` is "more") or the shortest ("less")."""

    first: int
    last: int
    says: str
    term: Reading


def extremes(analysis: Analysis) -> Iterator[Extreme]:
    """Yield the terms in a sentence that are called the longest or the shortest."""
    low = analysis.tokens.low
    terms = [x for x in analysis.readings if x.metric == "sentence_terms" and x.relation == codes.CURRENT]
    for at, word in enumerate(low if terms else ()):
        if word not in LONGEST | SHORTEST or (at and low[at - 1] in BEFORE_IT):
            continue
        noun = _noun(low, at)
        term = _term(low, terms, at, noun) if noun is not None else None
        if noun is None or term is None or term.high is not None or term.qualifier != codes.EXACT:
            continue
        behind = max(noun, term.last) + 1
        scope = next((k for k in range(behind, len(low)) if low[k] in MARKS), len(low))
        if NOT_ALL.isdisjoint(low[at : min(scope, noun + SCOPE)]) and LAWS.isdisjoint(low[at : term.first]):
            yield Extreme(min(at, term.first), max(noun, term.last), "more" if word in LONGEST else "less", term)


def _noun(low: list[str], at: int) -> int | None:
    """Return the last token of the phrase called longest ("the longest prison [sentence]", "the longest of [them]",
    "the heaviest [being] …"), or None if the phrase does not mean a term."""
    for k in range(at + 1, min(at + 1 + NOUN, len(low))):
        if low[k] in TERMS:
            return k
    if low[at + 1 : at + 2] and (low[at + 1] in BEING or OF_THEM.issuperset(low[at + 1 : at + 3])):
        return at + 1
    return None


def _term(low: list[str], terms: list[Reading], at: int, noun: int) -> Reading | None:
    """Return the term called longest or shortest: the term right before ("11 years, the longest term of the year") or,
    failing that, the next one."""
    joined = low[noun] in TERMS and low[at - 2 : at - 1] in ([","], ["("])
    right_before = [x for x in terms if joined and x.high is None and 0 < at - x.last <= BEFORE]
    behind = [x for x in terms if x.first > noun]
    return next(iter((*right_before, *behind)), None)
