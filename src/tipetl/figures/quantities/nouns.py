"""Finds the noun that a number without a fact counts (contract section 6, ``other_count``).

What belongs here: finding the printed noun by a shallow reading of the words after the number. What does not belong
here: whether a metric counts a noun.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from tipetl.figures.quantities.names import WORDS
from tipetl.language import forms
from tipetl.language.particles import WORD
from tipetl.syntax.chunks import kinds

if TYPE_CHECKING:
    from tipetl.figures.quantities.kinds import Figure
    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.chunks.items import Item
    from tipetl.syntax.frames.frame import Frame

NO_NOUNS, PLURALS = WORDS["no_nouns"], WORDS["odd_plurals"]
SINGULAR_ENDINGS = tuple(sorted(WORDS["endings_of_singulars"]))


def noun_of(analysis: Analysis, figure: Figure, frame: Frame | None) -> tuple[str | None, str | None]:
    """Return the (concept, printed noun in lower case) of the things counted, or (None, None) if the number has no
    noun."""
    plural = (figure.low or 2) != 1
    phrase = _phrase(analysis, _after_links(analysis, item_after(analysis, figure, frame)), plural=plural)
    if not phrase:
        if frame is not None and frame.heads and not frame.head_word:
            return frame.heads[-1], antecedent(analysis, figure) or frame.heads[-1]
        return None, None
    head = _head(analysis.tokens, phrase, plural=plural)
    concept = head.concept if head.kind == kinds.NOUN else None
    if concept is None and frame is not None and frame.heads and frame.head_word == analysis.tokens.low[head.last]:
        concept = frame.heads[-1]  # "Venezuelans": the ending shows that these are people
    return concept, analysis.tokens.low[head.last]


def _after_links(analysis: Analysis, place: int) -> int:
    """Return the first item after "of" and any determiners: "14 of the country's 16 regions"."""
    items = analysis.items
    links: tuple[str, ...] = (kinds.DETERMINER,)
    if place < len(items) and items[place].kind == kinds.PREPOSITION and items[place].form == WORD.whole:
        place, links = place + 1, (kinds.DETERMINER, kinds.NUMBER, kinds.MARK)
    while place < len(items) and items[place].kind in links:
        place += 1
    return place


def _phrase(analysis: Analysis, place: int, *, plural: bool) -> list[Item]:
    """Return the items of the noun phrase that begins at an item, leaving out an owner before "'s", which is not
    counted."""
    phrase: list[Item] = []
    possessed = False
    for at in range(place, len(analysis.items)):
        item = analysis.items[at]
        if item.kind == kinds.MARK and analysis.tokens.low[item.first] in WORDS["possessives"]:
            phrase, possessed = [], True
        elif possessed and item.kind == kinds.NUMBER:
            possessed = False
        elif item.kind in kinds.NAMING and analysis.tokens.low[item.last] not in NO_NOUNS:
            phrase.append(item)
        elif not (
            _joins(analysis.tokens, item, phrase, plural=plural) or (not phrase and _before_noun(analysis.items, at))
        ):
            break
    return phrase


def _joins(tokens: Tokens, item: Item, phrase: list[Item], *, plural: bool) -> bool:
    """Whether an item is a conjunction before the first plural noun: "40 state and private bodies"."""
    return (
        item.kind == kinds.CONJUNCTION
        and plural
        and bool(phrase)
        and not any(is_plural(tokens, word) for word in phrase)
    )


def _before_noun(items: list[Item], at: int) -> bool:
    """Whether an item only describes the noun after it."""
    item = items[at]
    if item.kind == kinds.NUMBER:
        return item.form in WORDS["forms_before_a_noun"]
    if item.kind != kinds.VERB or item.form not in WORDS["forms_of_participles"]:
        return False
    return at + 1 < len(items) and items[at + 1].kind in kinds.NAMING


def item_after(analysis: Analysis, figure: Figure, frame: Frame | None) -> int:
    """Return the index of the first item after a number, from the frame if possible, and otherwise by a search."""
    if frame is not None and frame.item < len(analysis.items) and analysis.items[frame.item].last == figure.last:
        return frame.item + 1
    return bisect_right(analysis.items, figure.last, key=lambda item: item.first)


def _head(tokens: Tokens, phrase: list[Item], *, plural: bool) -> Item:
    """Return the head of a noun phrase. For a count other than one, that is the first plural noun that no other plural
    follows, because an unknown verb may come next ("foreigners cross the border"); otherwise it is the last word."""
    if plural:
        for place, item in enumerate(phrase):
            following = phrase[place + 1] if place + 1 < len(phrase) else None
            if is_plural(tokens, item) and not (following is not None and is_plural(tokens, following)):
                return item
    return phrase[-1]


def is_plural(tokens: Tokens, item: Item) -> bool:
    """Whether a noun phrase is plural, by the lexicon or by its last letters."""
    word = tokens.low[item.last]
    return (
        word in PLURALS
        or (item.kind == kinds.NOUN and item.form == forms.PLURAL)
        or (word.endswith("s") and not word.endswith(SINGULAR_ENDINGS))
    )


def antecedent(analysis: Analysis, figure: Figure) -> str | None:
    """Return the last plural noun before a number without a noun, preferring people to things, or None if there is no
    such noun."""
    low = analysis.tokens.low
    nouns = [
        item
        for item in analysis.items
        if item.first < figure.first
        and item.kind in kinds.NAMING
        and is_plural(analysis.tokens, item)
        and low[item.last] not in NO_NOUNS
    ]
    persons = [item for item in nouns if item.concept in WORDS["persons_named_first"]]
    chosen = (persons or nouns)[-1:]
    return low[chosen[0].last] if chosen else None
