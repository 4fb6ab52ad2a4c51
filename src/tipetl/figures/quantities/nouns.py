"""The noun that a number without a fact counts (contract section 6, ``other_count``).

What belongs here: finding the printed noun in a shallow reading of the words behind the number. What does not:
whether a metric counts it.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from tipetl.figures.quantities.names import WORDS

if TYPE_CHECKING:
    from tipetl.figures.quantities.kinds import Figure
    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.frame import Frame
    from tipetl.syntax.items import Item

NOUN_KINDS = frozenset(("noun", "word"))
NO_NOUNS, PLURALS = WORDS["no_nouns"], WORDS["odd_plurals"]
#: Concepts of persons, who are named before things.
PERSONS = frozenset(("victim", "offender", "woman", "man", "girl", "boy", "child", "person", "official"))
POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
#: Numbers and verbs that may stand before a noun: "two 24-hour hotlines", "two closed shelters".
NUMBERS_BEFORE_A_NOUN = frozenset(("duration", "compound", "ordinal", "age"))
PARTICIPLES = frozenset(("past", "part", "ing"))


def noun_of(a: Analysis, figure: Figure, frame: Frame | None) -> tuple[str | None, str | None]:
    """(concept, printed noun) of what is counted, lower case; (None, None) where the number has no noun of its own."""
    plural = (figure.low or 2) != 1
    phrase = _phrase(a, _after_links(a, item_after(a, figure, frame)), plural=plural)
    if not phrase:
        if frame is not None and frame.heads and not frame.head_word:
            return frame.heads[-1], antecedent(a, figure) or frame.heads[-1]
        return None, None
    head = _head(a.tokens, phrase, plural=plural)
    concept = head.concept if head.kind == "noun" else None
    if concept is None and frame is not None and frame.heads and frame.head_word == a.tokens.low[head.last]:
        concept = frame.heads[-1]  # "Venezuelans": named as persons by their ending
    return concept, a.tokens.low[head.last]


def _after_links(a: Analysis, place: int) -> int:
    """The item behind "of", and behind determiners: "14 of the country's 16 regions"."""
    items = a.items
    links: tuple[str, ...] = ("det",)
    if place < len(items) and items[place].kind == "prep" and items[place].form == "of":
        place, links = place + 1, ("det", "num", "mark")
    while place < len(items) and items[place].kind in links:
        place += 1
    return place


def _phrase(a: Analysis, place: int, *, plural: bool) -> list[Item]:
    """The items of the noun phrase that begins at an item; the owner before "'s" is not what is counted."""
    phrase: list[Item] = []
    possessed = False
    for at in range(place, len(a.items)):
        item = a.items[at]
        if item.kind == "mark" and a.tokens.low[item.first] in POSSESSIVES:
            phrase, possessed = [], True
        elif possessed and item.kind == "num":
            possessed = False
        elif item.kind in NOUN_KINDS and a.tokens.low[item.last] not in NO_NOUNS:
            phrase.append(item)
        elif not (_joins(a.tokens, item, phrase, plural=plural) or (not phrase and _before_noun(a.items, at))):
            break
    return phrase


def _joins(t: Tokens, item: Item, phrase: list[Item], *, plural: bool) -> bool:
    """ "40 state and private bodies": a conjunction before the first plural."""
    return item.kind == "conj" and plural and bool(phrase) and not any(_is_plural(t, word) for word in phrase)


def _before_noun(items: list[Item], at: int) -> bool:
    """Whether an item only describes the noun behind it."""
    item = items[at]
    if item.kind == "num":
        return item.form in NUMBERS_BEFORE_A_NOUN
    if item.kind != "verb" or item.form not in PARTICIPLES:
        return False
    return at + 1 < len(items) and items[at + 1].kind in NOUN_KINDS


def item_after(a: Analysis, figure: Figure, frame: Frame | None) -> int:
    """The index of the first item behind the number; the frame knows it without a search."""
    if frame is not None and frame.item < len(a.items) and a.items[frame.item].last == figure.last:
        return frame.item + 1
    return bisect_right(a.items, figure.last, key=lambda x: x.first)


def _head(t: Tokens, phrase: list[Item], *, plural: bool) -> Item:
    """The head of a noun phrase: its first plural for a count of more than one (what follows may be an unknown
    verb: "foreigners cross the border"), its last word otherwise."""
    if plural:
        for i, x in enumerate(phrase):
            following = phrase[i + 1] if i + 1 < len(phrase) else None
            if _is_plural(t, x) and not (following is not None and _is_plural(t, following)):
                return x
    return phrase[-1]


def _is_plural(t: Tokens, x: Item) -> bool:
    word = t.low[x.last]
    return (
        word in PLURALS
        or (x.kind == "noun" and x.form == "plural")
        or (word.endswith("s") and not word.endswith(("ss", "us", "is")))
    )


def antecedent(a: Analysis, figure: Figure) -> str | None:
    """The last plural noun before the number, persons before things, for a number that leaves its noun out; None
    where the sentence has none."""
    low = a.tokens.low
    nouns = [
        x
        for x in a.items
        if x.first < figure.first and x.kind in NOUN_KINDS and _is_plural(a.tokens, x) and low[x.last] not in NO_NOUNS
    ]
    persons = [x for x in nouns if x.concept in PERSONS]
    chosen = (persons or nouns)[-1:]
    return low[chosen[0].last] if chosen else None
