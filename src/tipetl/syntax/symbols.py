"""What the patterns of this room see of an item, and of a word; and the patterns themselves.

What belongs here: making symbols. What does not: the pattern files (``data``), or the engine (``tipetl.language``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language.cardinals import digits_value, word_value
from tipetl.language.memo import Memo
from tipetl.language.pattern_book import load_book
from tipetl.language.patterns import Symbol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.syntax.items import Item

BOOK = load_book("tipetl.syntax")


def _known(word: str) -> str:
    return word if word in BOOK.vocabulary else ""


#: a word that some class asks for is seen as it is, all others are seen as alike
_KNOWN = Memo(_known)

Make = tuple[str, str, str, str | None, bool, bool, bool, str, str]


def _symbol(make: Make) -> Symbol:
    return Symbol(*make)


_SYMBOLS: Memo[Make, Symbol] = Memo(_symbol)


def see(low: Sequence[str], items: Sequence[Item]) -> None:
    """Gives each item of a sentence its symbol; to be done again for an item that has changed."""
    known, symbols = _KNOWN, _SYMBOLS
    for x in items:
        first = known[low[x.first]]
        long = x.last > x.first
        last = known[low[x.last]] if long else first
        x.symbol = symbols[x.kind, x.form, x.voice, x.concept, x.finite, x.negated, long, first, last]


def _word_symbol(word: str) -> Symbol:
    kind = "letters" if word.isalpha() else "sign"
    if word.isdigit():
        kind = "year" if len(word) == 4 else "digits"
    value = digits_value(word) if word[0].isdigit() else word_value(word)
    return Symbol(kind, "" if value is None else "number", word=_known(word))


_WORDS = Memo(_word_symbol)


def words(low: Sequence[str], begin: int, stop: int) -> list[Symbol]:
    """The symbols of the words from token ``begin`` up to ``stop``, for patterns over words."""
    return [_WORDS[word] for word in low[begin:stop]]
