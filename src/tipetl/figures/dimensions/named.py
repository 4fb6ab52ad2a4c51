"""Determines the meaning of words: kinds of exploitation, age, gender and nationality (contract sections 1 and 3, rule
3).

What belongs here: the meaning of the words between two tokens. What does not belong here: which words describe a figure
(``scope``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.dimensions.wording import WORDS
from tipetl.language.cardinals import word_value
from tipetl.language.demonyms import demonyms, first_tokens
from tipetl.language.particles import WORD
from tipetl.model import codes
from tipetl.syntax.chunks.spans import hits_between

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tipetl.language.tokens import Tokens

#: the words that name a kind: first token, last token, and kind
Hits = list[tuple[int, int, str]]
WHETHER_MEN_OR_WOMEN = WORDS["whether_men_or_women"]
JOINING, LITTLE_WORDS = WORDS["joining"], WORDS["little_words"]
FEMALES, MALES, FOREIGNERS = WORDS["females"], WORDS["males"], WORDS["foreigners"]
#: nouns for people, followed by their country: "24 [nationals] of Uzbekistan"
CITIZENS = WORDS["citizens"]
YOUNGER, OLDER, OF_AGE = WORDS["younger_than"], WORDS["older_than"], 18
#: the maximum number of tokens by which an age may extend beyond the words for the people
LONGEST_AGE = 6
#: the maximum number of words between a word for trafficking in general and "and"
BEFORE_AND = 3


def kind_in(tokens: Tokens, hits: Hits, first: int, last: int) -> str | None:
    """Return the only kind of exploitation named between two tokens (inclusive), or None if both or neither are
    named."""
    return only(kinds_in(tokens, hits, first, last))


def kinds_in(tokens: Tokens, hits: Hits, first: int, last: int) -> set[str]:
    """Return all kinds of exploitation named between two tokens (inclusive)."""
    return {
        kind for begin, end, kind in hits_between(hits, first, last) if end <= last and _names_kind(tokens, begin, end)
    }


def only(kinds: Iterable[str | None]) -> str | None:
    """Return the kind if there is exactly one, otherwise None."""
    known = set(kinds)
    return known.pop() if len(known) == 1 else None


def _names_kind(tokens: Tokens, begin: int, end: int) -> bool:
    """Whether words that may name a kind of exploitation do so here."""
    if begin == end and (_of_an_office(tokens, begin) or _otherwise_meant(tokens, begin)):
        return False
    return not _at_large(tokens, begin, end)


def _of_an_office(tokens: Tokens, place: int) -> bool:
    """Whether a word belongs to the name of an office, a law or an ordinary crime: "labor inspectors", "the Labor
    Code"."""
    word, behind = tokens.low[place], "".join(tokens.low[place + 1 : place + 2])
    if word not in WORDS["kinds_of_one_word"]:
        return False
    named_office = word == "labor" and tokens.text[place][0].isupper() and behind not in WORDS["behind_capital_labor"]
    return behind in WORDS["offices_and_laws"] or named_office


def _otherwise_meant(tokens: Tokens, place: int) -> bool:
    """Whether the words beside a word show that it does not mean exploitation: "hard labor", "by sex and age"."""
    before = tokens.word(place - 1)
    if tokens.low[place] != "sex":
        return before in WORDS["labor_of_no_victim"]
    listed = (before, tokens.word(place - 2)), (tokens.word(place + 1), tokens.word(place + 2))
    beside = any(joint in JOINING and other in WORDS["listed_with_sex"] for joint, other in listed)
    return beside or before in WHETHER_MEN_OR_WOMEN


def _at_large(tokens: Tokens, begin: int, end: int) -> bool:
    """Whether a kind is only mentioned as a further form besides trafficking in general: "trafficking and slavery",
    "sexual and other exploitation"."""
    low = tokens.low
    if not JOINING.isdisjoint(low[max(0, begin - 1) : begin]):
        near = low[max(0, begin - 1 - BEFORE_AND) : begin - 1]
        if "trafficking" in near:
            place = begin - 2 - near[::-1].index("trafficking")
            if WORD.purpose in low[place + 1 : begin - 1]:
                return False  # "trafficking for sexual and labor exploitation"
            return WORDS["naming_trafficking"].isdisjoint(low[place - 1 : place])
    if low[end + 2 : end + 4] == [WORD.known, "other"]:
        return False  # "20 in forced labor and the other five in sex trafficking"
    behind = [word for word in low[end + 1 : end + 6] if word not in LITTLE_WORDS][:2]
    return len(behind) == 2 and behind[0] in JOINING and behind[1] in WORDS["at_large"]


class Persons(NamedTuple):
    """The dimensions of the people counted; an attribute is None if the words name neither of its values, or both."""

    age: str | None
    gender: str | None
    nationality: str | None


def people(tokens: Tokens, first: int, last: int, iso3: str | None, places: bool = True) -> Persons:
    """Return the dimensions of the people named between two tokens (inclusive) in a narrative of ``iso3``. ``places``:
    the country of origin counts as nationality; for people brought home, it must not."""
    words = tokens.low[first : last + 1]
    nations = _nations(tokens, first, last, places)
    by_years = _ages(tokens.low, first, last)
    return Persons(
        _one_of(
            codes.CHILD,
            codes.CHILD in by_years or not WORDS["children"].isdisjoint(words),
            codes.ADULT,
            codes.ADULT in by_years or not WORDS["adults"].isdisjoint(words),
        ),
        _either(codes.FEMALE, FEMALES, codes.MALE, MALES, words),
        _one_of(
            codes.FOREIGN, bool(nations - {iso3}) or not FOREIGNERS.isdisjoint(words), codes.NATIONAL, iso3 in nations
        ),
    )


def aged_end(low: list[str], token: int) -> int:
    """Return the last token of an age that follows a token ("48 victims [under 18]"), or the token itself if no age
    follows."""
    begin = token + 1
    while low[begin : begin + 1] and low[begin] in WORDS["before_an_age"]:
        begin += 1
    found = _age_at(low, begin)
    return found[1] if found is not None else token


def _ages(low: list[str], first: int, last: int) -> set[str]:
    """Return the ages given in years between two tokens: "under 18", "younger than 18", "over the age of 18", "not yet
    18"."""
    found = (_age_at(low, at) for at in range(first, last + 1))
    return {age for age, end in filter(None, found) if end <= last + LONGEST_AGE}


def _age_at(low: list[str], at: int) -> tuple[str, int] | None:
    """Return the age stated by the words starting at a token, and the last of these words."""
    bound = low[at] if at < len(low) else ""
    if bound in WORDS["of_some_age"]:
        return _age_at(low, at + 1) or _range_of_ages(low, at + 1)  # "aged under 18", "aged 12 to 17"
    if bound not in YOUNGER | OLDER or (bound in WORDS["yet_words"] and low[at - 1] != WORD.denial):
        return None
    end = at + 1
    while low[end : end + 1] and low[end] in WORDS["up_to_an_age"]:
        end += 1
    years = _years(low[end]) if end < len(low) else None
    behind = low[end + 1] if end + 1 < len(low) else "."
    if years is None or (behind[0].isalpha() and behind not in WORDS["behind_an_age"]):
        return None
    if bound in OLDER:
        return (codes.ADULT, end) if years >= OF_AGE else None
    return (codes.CHILD, end) if years <= OF_AGE else None


def _range_of_ages(low: list[str], at: int) -> tuple[str, int] | None:
    """Return the age stated by one or two numbers starting at a token: "aged [12 to 17]", "aged [between 19 and
    34]"."""
    while low[at : at + 1] and low[at] in WORDS["opening_a_range"]:
        at += 1
    one = _years(low[at]) if at < len(low) else None
    if one is None:
        return None
    further = low[at + 1 : at + 2] != [] and low[at + 1] in WORDS["within_a_range"] and at + 2 < len(low)
    other = _years(low[at + 2]) if further else None
    end = at if other is None else at + 2
    if max(one, other or one) < OF_AGE:
        return codes.CHILD, end
    return (codes.ADULT, end) if min(one, other or one) >= OF_AGE else None


def _years(word: str) -> float | None:
    return float(word) if word.isdigit() else word_value(word)


def _nations(tokens: Tokens, first: int, last: int, places: bool) -> set[str]:
    """Return the nationalities, or countries of origin, of the people named between two tokens: "two Sri Lankans", "36
    from Mozambique"."""
    table, names, printed = demonyms(), first_tokens(), tokens.text
    nations: set[str] = set()
    for place in range(first, last + 1):
        if not printed[place][:1].isupper():
            continue
        pair = " ".join(printed[place : place + 2])
        nations |= {table[word] for word in (printed[place], pair) if word in table}
        if not places:
            continue
        lead = [word for word in tokens.low[max(first, place - 3) : place] if word != WORD.known]
        if lead[-1:] == [WORD.source] or (lead[-1:] == [WORD.whole] and not CITIZENS.isdisjoint(lead[-2:-1])):
            nations |= {
                code for name, code in names.get(printed[place], ()) if printed[place : place + len(name)] == name
            }
    return nations


def _either(one: str, ones: frozenset[str], other: str, others: frozenset[str], words: list[str]) -> str | None:
    return _one_of(one, not ones.isdisjoint(words), other, not others.isdisjoint(words))


def _one_of(one: str, is_one: bool, other: str, is_other: bool) -> str | None:
    """Return whichever of two mutually exclusive values the words name, or None if they name both or neither."""
    if is_one == is_other:
        return None
    return one if is_one else other
