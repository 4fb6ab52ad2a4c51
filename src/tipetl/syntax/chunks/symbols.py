"""Loads this package's patterns, and makes the symbols that represent items and words in patterns.

What belongs here: making the symbols of items. What does not belong here: the pattern files (``data``), or the engine
(``tipetl.language``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language import concepts, forms
from tipetl.language.memo import Memo, one
from tipetl.language.pattern_book import load_book
from tipetl.language.patterns import Symbol
from tipetl.language.word_symbols import WordSymbols
from tipetl.language.words import word_set
from tipetl.syntax.chunks import voices
from tipetl.syntax.chunks.kinds import NOUN, NUMBER, VERB

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.syntax.chunks.items import Item

BOOK = load_book("tipetl.syntax")
#: the symbols of words, for patterns over words
words = WordSymbols(BOOK.vocabulary)
#: the placeholder symbol of an item that has no symbol of its own yet
UNSEEN = Symbol("unseen")


def _known(word: str) -> str:
    return word if word in BOOK.vocabulary else ""


#: words that some class tests for map to themselves, and all other words to ""
_KNOWN = Memo(_known)

Sight = tuple[Symbol, str | None, str | None]
Make = tuple[str, str, str, str | None, bool, bool, bool, str, str]
#: concepts of active verbs that describe the number, their subject
SAYING = frozenset((concepts.CONTINUE, concepts.REMAIN, concepts.AMOUNT)) | word_set("verb_phrases.undergone")


def _sight(make: Make) -> Sight:
    """Return an item's symbol, and the concepts that the item contributes to numbers after it and before it: a noun's
    concept, or "verb:" and a verb's concept."""
    symbol = Symbol(*make)
    if symbol.kind == NOUN:
        return symbol, symbol.concept, symbol.concept
    if symbol.kind == VERB and symbol.concept:
        said = one("verb:" + symbol.concept)
        done_by_it = symbol.finite and symbol.voice == voices.ACTIVE and symbol.concept not in SAYING
        return symbol, said, None if done_by_it else said
    return symbol, None, forms.MONEY if symbol.kind == NUMBER and symbol.form == forms.MONEY else None


#: the symbols by their features, so that items with equal features share one symbol
_SIGHTS = Memo(_sight)


def _sight_of_verb(look: tuple[str, str, str | None, bool, bool, str, str]) -> Sight:
    form, voice, concept, finite, negated, first, last = look
    known = _KNOWN[first]
    return _SIGHTS[VERB, form, voice, concept, finite, negated, bool(last), known, _KNOWN[last] if last else known]


def _sight_of_another(look: tuple[str, str, str | None, str, str]) -> Sight:
    kind, form, concept, first, last = look
    known = _KNOWN[first]
    return _SIGHTS[kind, form, "", concept, False, False, bool(last), known, _KNOWN[last] if last else known]


#: the same symbols, keyed by the items' first and last words (the last word is "" if there is only one)
_VERBS, _OTHERS = Memo(_sight_of_verb), Memo(_sight_of_another)


def symbol_of_word(kind: str, form: str, word: str) -> Symbol:
    """Return the symbol of a one-word item without a concept."""
    known = _KNOWN[word]
    return _SIGHTS[kind, form, "", None, False, False, False, known, known][0]


def see_all(low: Sequence[str], items: Sequence[Item]) -> None:
    """Sets the symbol of each item that has none, and the concepts that the item contributes to numbers around it."""
    for item in items:
        if item.symbol is UNSEEN:
            first, last = item.first, item.last
            tail = low[last] if last > first else ""
            if item.kind == VERB:
                sight = _VERBS[item.form, item.voice, item.concept, item.finite, item.negated, low[first], tail]
            else:
                sight = _OTHERS[item.kind, item.form, item.concept, low[first], tail]
            item.symbol, item.behind, item.ahead = sight


def see_again(low: Sequence[str], verb: Item) -> None:
    """Updates the symbol of a changed verb; ``behind`` and ``ahead`` stay the same."""
    tail = low[verb.last] if verb.last > verb.first else ""
    look = verb.form, verb.voice, verb.concept, verb.finite, verb.negated, low[verb.first], tail
    verb.symbol = _VERBS[look][0]
