"""Holds this package's words and patterns (``data``), and turns the words of a sentence into the symbols that patterns
match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language.particles import WORD
from tipetl.language.pattern_book import load_book
from tipetl.language.patterns import Symbol
from tipetl.language.word_symbols import WordSymbols

if TYPE_CHECKING:
    from tipetl.language.numbers import Number

BOOK = load_book("tipetl.figures.counts")
WORDS = BOOK.words
word_symbols = WordSymbols(BOOK.vocabulary)
#: the symbol of a number: a single symbol, however many words the number has
NUMBER, ONE = Symbol("number"), Symbol("number", word="one")


def around(low: list[str], number: Number, begin: int, stop: int) -> tuple[list[Symbol], int]:
    """Return the symbols of the words from token ``begin`` up to ``stop``, with a single symbol for the number, and
    the index of the number's symbol."""
    begin, stop = max(0, begin), min(len(low), stop)
    left = word_symbols(low, begin, number.begins)
    alone = number.first == number.last and low[number.first] == WORD.single
    return [*left, ONE if alone else NUMBER, *word_symbols(low, number.last + 1, stop)], len(left)
