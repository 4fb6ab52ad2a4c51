"""What the patterns of this room see of an item, and of a word; and the patterns themselves.

What belongs here: making symbols. What does not: the pattern files (``data``), or the engine (``tipetl.language``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language.memo import Memo, one
from tipetl.language.pattern_book import load_book
from tipetl.language.patterns import Symbol
from tipetl.language.word_symbols import WordSymbols

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.syntax.items import Item

BOOK = load_book("tipetl.syntax")
#: the symbols of words, for patterns over words
words = WordSymbols(BOOK.vocabulary)
#: the symbol of an item that is not made yet
UNSEEN = Symbol("unseen")


def _known(word: str) -> str:
    return word if word in BOOK.vocabulary else ""


#: a word that some class asks for is seen as it is, all others are seen as alike
_KNOWN = Memo(_known)

Make = tuple[str, str, str, str | None, bool, bool, bool, str, str]
#: concepts of verbs that say something to the number that is their subject
SAYING = frozenset(("continue", "remain", "amount"))


def _sight(make: Make) -> tuple[Symbol, str | None, str | None]:
    """The symbol of an item, and what it says to a number behind it and to one before it: a noun's concept, "verb:" and
    a verb's."""
    symbol = Symbol(*make)
    if symbol.kind == "noun":
        return symbol, symbol.concept or "", symbol.concept or ""
    if symbol.kind == "verb" and symbol.concept:
        said = one("verb:" + symbol.concept)
        done_by_it = symbol.finite and symbol.voice == "active" and symbol.concept not in SAYING
        return symbol, said, None if done_by_it else said
    return symbol, None, "money" if symbol.kind == "num" and symbol.form == "money" else None


_SIGHTS = Memo(_sight)


def symbol_of_word(kind: str, form: str, word: str) -> Symbol:
    """The symbol of an item that is one word, with no meaning of its own."""
    known = _KNOWN[word]
    return _SIGHTS[kind, form, "", None, False, False, False, known, known][0]


def see_all(low: Sequence[str], items: Sequence[Item]) -> None:
    """Gives each item of a sentence that has none yet its symbol, and what it says to the numbers around it."""
    for x in items:
        if x.symbol is UNSEEN:
            x.symbol, x.behind, x.ahead = _seen(low, x)


def see_again(low: Sequence[str], x: Item) -> None:
    """Gives an item that has changed its new symbol; what it says stays."""
    x.symbol = _seen(low, x)[0]


def _seen(low: Sequence[str], x: Item) -> tuple[Symbol, str | None, str | None]:
    word = _KNOWN[low[x.first]]
    long = x.last > x.first
    last = _KNOWN[low[x.last]] if long else word
    return _SIGHTS[x.kind, x.form, x.voice, x.concept, x.finite, x.negated, long, word, last]
