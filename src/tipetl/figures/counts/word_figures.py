"""Finds figures expressed in words: none, an unknown number, one person or case.

What belongs here: turning "no", "not a single", "an unknown number of" and "a trafficker" into numbers that frames and
rules treat like any other (contract section 3, rules 4 and 5). What does not belong here: the metrics of figures in
words. The words that are figures are in ``data/word_figures.yaml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.counts.book import WORDS
from tipetl.figures.counts.penal_numbers import penal_numbers
from tipetl.figures.record.readings import PERSON_NOUNS
from tipetl.language import forms
from tipetl.language.cardinals import ORDINALS
from tipetl.language.lexicon import load_lexicon
from tipetl.language.numbers import Number
from tipetl.language.particles import WORD
from tipetl.language.rules import EVENT_NOUNS

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from tipetl.language.tokens import Tokens

    #: Reads the figure at a token, given a sentence's words and the tokens of its numbers.
    Reader = Callable[[list[str], int, AbstractSet[int]], Number | None]

#: The maximum number of words between the denial of a verb and "a single".
DENIAL_REACH = 8
#: The maximum number of words between a period that ended in this way and "without a conviction".
CLOSING = 6
#: The maximum number of words between "neither" and "nor".
PAIR = 12


def word_figures(tokens: Tokens, numbers: list[Number]) -> list[Number]:
    """Return ``numbers``, in order, with the figures expressed in words added: ``zero`` ("no", "none", "no one", "not
    a single"), ``unknown`` ("an unknown number of") and ``one`` ("a trafficker")."""
    numbers = penal_numbers(tokens, numbers)
    if tokens.words.isdisjoint(READERS):
        return numbers
    # an age only describes the person that "a" counts: "convicted a 43-year-old man"
    taken = {token for number in numbers if number.form != forms.AGE for token in range(number.begins, number.last + 1)}
    low = tokens.low
    found = [READERS[low[token]](low, token, taken) for token in tokens.at(READERS.__contains__)]
    figures = [figure for figure in found if figure is not None]
    inside = {token for figure in figures for token in range(figure.first + 1, figure.last + 1)}
    kept = [number for number in numbers if inside.isdisjoint(range(number.first, number.last + 1))]
    figures = [figure for figure in figures if figure.first not in inside]
    return sorted([*kept, *figures], key=lambda number: (number.first, number.last))


def _none(low: list[str], token: int, taken: AbstractSet[int]) -> Number | None:
    """Reads "no traffickers", "none", "no one"; not "no longer", "no.", or "neither" before its "nor"."""
    after = low[token + 1] if token + 1 < len(low) else ""
    if token in taken or after in WORDS["no_such_thing"]:
        return None
    if low[token] == WORD.denied_pair and WORD.denied_too in low[token + 1 :]:
        return _neither_nor(low, token)
    if low[token] == WORD.not_one:
        if after == ".":
            return None
        if after == WORD.single:
            return _zero(token, token + 1)
    elif low[token] == "nary" and after in WORDS["one_or_a"]:
        return _zero(token, token + 1)
    return _zero(token, token)


def _neither_nor(low: list[str], token: int) -> Number | None:
    """Reads "neither a trial nor a conviction". A "neither" that negates subjects or verbs is not a figure ("neither
    the police nor the courts said", "neither charged nor tried"), unless the subjects are events ("neither trials nor
    convictions occurred")."""
    known = load_lexicon().words.single.get(low[token + 1], ())
    of_events = any(tag.concept in EVENT_NOUNS and tag.form == forms.PLURAL for tag in known)
    of_events |= low[token + 1] in WORDS["articles"] and _names_event(low, token + 2)
    if not of_events and (not token or low[token - 1] in WORDS["before_subjects"]):
        return None
    near = WORD.denied_too in low[token + 2 : token + PAIR]
    if not near or any(tag.category == forms.VERB and tag.form in forms.PAST_OR_PARTICIPLE for tag in known):
        return None
    return _zero(token, token + (low[token + 1] in WORDS["articles"]))


def _names_event(low: list[str], begin: int) -> bool:
    """Whether a noun for an event comes between "neither a" and "nor": "neither a trafficking arrest nor"."""
    nor = low.index(WORD.denied_too, begin) if WORD.denied_too in low[begin : begin + PAIR] else begin
    words = load_lexicon().words.single
    return any(tag.concept in EVENT_NOUNS for word in low[begin:nor] for tag in words.get(word, ()))


def _without_any(low: list[str], token: int, taken: AbstractSet[int]) -> Number | None:
    """Reads "without a single case", and "without any" at the close of an account; not "held without a trial"."""
    if (
        low[token + 1 : token + 2] == [WORD.known]
        and low[token + 3 : token + 4] == [WORD.whole]
        and _says_a_single(low, token + 4)
    ):
        return _zero(token, token + 1)  # "without the arrest of a single official"
    if token + 1 == len(low) or low[token + 1] not in WORDS["any"]:
        return None
    if not WORDS["only_one"].isdisjoint(low[token + 2 : token + 3]):
        return _zero(token, token + 2)
    if token and low[token - 1] in WORDS["still_without"]:
        return _zero(token, token + 1)
    spell = low[max(0, token - CLOSING) : token]
    # "last year, police held 12 men without a trial"
    closes = not WORDS["closing_spells"].isdisjoint(spell) and "," not in spell
    closes = closes or (token > 0 and low[token - 1] in WORDS["before_closing"])
    return _zero(token, token + 1) if closes else None


def _denied_one(low: list[str], token: int, taken: AbstractSet[int]) -> Number | None:
    """Reads "not a single", "not one", "not so much as a"; "not a penny"."""
    opens = token == 0 or low[token - 1] in WORDS["before_subjects"]
    if opens and low[token + 1 : token + 2] and low[token + 1] in WORDS["articles"] and _counts(low, token + 2):
        return _zero(token, token + 1)
    if low[token + 1 : token + 2] == ["a"] and not WORDS["least_things"].isdisjoint(low[token + 2 : token + 3]):
        return _zero(token, token + 1)
    if _says_a_single(low, token + 1):
        return _zero(token, token + 2 + (low[token + 3 : token + 4] == [WORD.single]))  # "not a single one of them"
    behind = token + 1 + 3 * (low[token + 1 : token + 4] == [WORD.same_deed, "much", WORD.likeness])
    return _zero(token, behind) if low[behind : behind + 1] == [WORD.single] else None


def _says_a_single(low: list[str], begin: int) -> bool:
    """Whether "a single" begins at a token."""
    said = low[begin : begin + 2]
    return len(said) == 2 and said[0] in WORDS["one_or_a"] and said[1] in WORDS["only_one"]


def _counts(low: list[str], begin: int) -> bool:
    """Whether the noun at a token, or after an adjective, is a person or an event: "not an official was charged"."""
    words = load_lexicon().words.single
    tags = (tag for word in low[begin : begin + 2] for tag in words.get(word, ()))
    return any(tag.concept in EVENT_NOUNS or tag.concept in PERSON_NOUNS for tag in tags)


def _zero(first: int, last: int) -> Number:
    return Number(first, last, 0, form=forms.ZERO, spelled=True)


def _unknown(low: list[str], token: int, taken: AbstractSet[int]) -> Number | None:
    """Reads "an unknown number of"."""
    if token + 1 == len(low) or low[token + 1] not in WORDS["amounts"]:
        return None
    first = token - 1 if token and low[token - 1] in WORDS["articles"] else token
    last = token + 2 if low[token + 2 : token + 3] == [WORD.whole] else token + 1
    return Number(first, last, None, form=forms.UNKNOWN, spelled=True)


def _one(low: list[str], token: int, taken: AbstractSet[int]) -> Number | None:
    """Reads "a trafficker", "another trafficker", "a single trafficker"."""
    if token in taken or low[token - 1 : token] == [WORD.denied_too]:
        return None
    if _a_single(low, token):
        last = token + 2 if low[token + 2 : token + 3] == [WORD.single] else token + 1
        return Number(token, last, 1, form=forms.COUNT, spelled=True)
    if token + 1 == len(low) or _leads_to_a_number(low, token, taken):
        return None
    if token and low[token - 1] in WORDS["before_no_count"] and not _of_an_event(low, token, taken):
        return None
    return Number(token, token, 1, form=forms.ONE, spelled=True)


def _a_single(low: list[str], token: int) -> bool:
    """Whether "a single" at a token counts one: not after a negation ("did not convict a single official"), nor in a
    phrase of place or manner ("in a single raid")."""
    if not _says_a_single(low, token):
        return False
    if not WORDS["negators"].isdisjoint(low[max(0, token - DENIAL_REACH) : token]):
        return False
    return token == 0 or low[token - 1] not in WORDS["before_where_or_how"]


def _of_an_event(low: list[str], token: int, taken: AbstractSet[int]) -> bool:
    """Whether the "a" at a token counts the person in "the trial of a mayor", provided that the event itself is not
    counted."""
    if low[token - 1] != WORD.whole or token < 2 or low[token - 2] not in WORDS["events_of_one"]:
        return False
    lead = token - 3
    while lead >= 0 and low[lead] in WORDS["before_an_event"]:
        lead -= 1
    return lead < 0 or (lead not in taken and low[lead] not in WORDS["not_the_event"])


def _leads_to_a_number(low: list[str], token: int, taken: AbstractSet[int]) -> bool:
    """Whether the "a" at a token belongs to a later number ("a further 54", "a total of 54") and counts nothing by
    itself. In "a second", the "a" counts one."""
    after = token + 1
    if after in taken:
        return low[after] not in ORDINALS
    if low[after] in WORDS["before_a_number"]:
        if after + 1 in taken:
            return True
        after += low[after] not in WORDS["sums"]
    return low[after : after + 1] != [] and low[after] in WORDS["sums"] and after + 2 in taken


READERS: dict[str, Reader] = {
    word: reader
    for words, reader in (
        ("none", _none), ("denied_one", _denied_one), ("without", _without_any), ("unknown", _unknown),
        ("articles", _one),
    )
    for word in WORDS[words]
}  # fmt: skip
