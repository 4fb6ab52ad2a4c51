"""How patterns see an item or a word, and the patterns of this package.

What belongs here: making symbols. What does not: the pattern files (``data``), or the engine (``tipetl.language``).
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
#: the symbol of an item that has not been given its own
UNSEEN = Symbol("unseen")


def _known(word: str) -> str:
    return word if word in BOOK.vocabulary else ""


#: words that some class tests for keep their identity; all other words look alike
_KNOWN = Memo(_known)

Sight = tuple[Symbol, str | None, str | None]
Make = tuple[str, str, str, str | None, bool, bool, bool, str, str]
#: concepts of active verbs that say something about their subject, the number
SAYING = frozenset((concepts.CONTINUE, concepts.REMAIN, concepts.AMOUNT)) | word_set("verb_phrases.undergone")


def _sight(make: Make) -> Sight:
    """Gives an item's symbol, and the concepts that numbers after it and before it take from the item: a noun's
    concept, or "verb:" and a verb's concept."""
    symbol = Symbol(*make)
    if symbol.kind == NOUN:
        return symbol, symbol.concept, symbol.concept
    if symbol.kind == VERB and symbol.concept:
        said = one("verb:" + symbol.concept)
        done_by_it = symbol.finite and symbol.voice == voices.ACTIVE and symbol.concept not in SAYING
        return symbol, said, None if done_by_it else said
    return symbol, None, forms.MONEY if symbol.kind == NUMBER and symbol.form == forms.MONEY else None


#: one symbol for all items that look alike to the patterns
_SIGHTS = Memo(_sight)


def _sight_of_verb(look: tuple[str, str, str | None, bool, bool, str, str]) -> Sight:
    form, voice, concept, finite, negated, first, last = look
    known = _KNOWN[first]
    return _SIGHTS[VERB, form, voice, concept, finite, negated, bool(last), known, _KNOWN[last] if last else known]


def _sight_of_another(look: tuple[str, str, str | None, str, str]) -> Sight:
    kind, form, concept, first, last = look
    known = _KNOWN[first]
    return _SIGHTS[kind, form, "", concept, False, False, bool(last), known, _KNOWN[last] if last else known]


#: the same symbols, keyed by the words themselves (the last empty if there is only one), which are seldom new
_VERBS, _OTHERS = Memo(_sight_of_verb), Memo(_sight_of_another)


def symbol_of_word(kind: str, form: str, word: str) -> Symbol:
    """The symbol of a one-word item without a concept."""
    known = _KNOWN[word]
    return _SIGHTS[kind, form, "", None, False, False, False, known, known][0]


def see_all(low: Sequence[str], items: Sequence[Item]) -> None:
    """Gives each item without a symbol its symbol and the concepts that numbers around it take from it."""
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
    """Gives a changed verb its new symbol; ``behind`` and ``ahead`` stay."""
    tail = low[verb.last] if verb.last > verb.first else ""
    look = verb.form, verb.voice, verb.concept, verb.finite, verb.negated, low[verb.first], tail
    verb.symbol = _VERBS[look][0]
