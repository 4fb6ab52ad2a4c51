"""Turns a sentence into a row for this package's patterns to match: its words, with each number as one symbol.

What belongs here: making the row. What does not belong here: the words and patterns (``data/claims.yaml``), or the
result of a match (``found``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.language.pattern_book import load_book
from tipetl.language.patterns import Symbol
from tipetl.language.word_symbols import WordSymbols

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.language.number import Number

BOOK = load_book("tipetl.figures.claims")


def words_by_kind(rule: str) -> dict[str, dict[str, frozenset[str]]]:
    """Return the words of a rule for each kind, by dimension."""
    dimensions = BOOK.rules[rule].items()
    return {dimension: {kind: frozenset(words) for kind, words in kinds.items()} for dimension, kinds in dimensions}


BEFORE_THE_ONE, THE_ONE, BEHIND_THE_ONE = (BOOK.words[f"{place}the_one"] for place in ("before_", "", "behind_"))
FRACTIONS = BOOK.words["fractions"] | BOOK.words["parts_of_one"]
word_symbols = WordSymbols(BOOK.vocabulary)
COUNT, MONEY, PERCENT, MEASURE = Symbol("number"), Symbol("money"), Symbol("percent", word="percent"), Symbol("measure")
#: the symbol for numbers of each form; numbers of other forms stay words
SEEN_AS = {"count": COUNT, "one": COUNT, "money": MONEY, "percent": PERCENT, "duration": MEASURE, "age": MEASURE}


class Row(NamedTuple):
    """A sentence in the form that patterns match: its ``symbols`` and, for each symbol, the first and last token, the
    index of its number (-1 for a word), and its word (empty for numbers other than percentages)."""

    symbols: list[Symbol]
    spans: list[tuple[int, int]]
    numbers: list[int]
    words: list[str]


def row_of(low: Sequence[str], numbers: Sequence[Number]) -> Row:
    """Makes the row of a sentence from its lower-case tokens and its numbers."""
    row = Row([], [], [], [])
    token = 0
    for index, number in enumerate(numbers):
        seen = SEEN_AS.get(number.form)
        following = low[number.last + 1 : number.last + 2]
        # "a case", "[one] third"
        if low[number.first] in BOOK.words["articles"] or not FRACTIONS.isdisjoint(following):
            seen = None
        is_pronoun = low[number.first] in THE_ONE and low[number.first - 1] in BEFORE_THE_ONE
        if is_pronoun and not BEHIND_THE_ONE.isdisjoint(following):
            seen = None
        if seen is None or number.first < token:
            continue
        _add_words(row, low, token, number.first)
        row.symbols.append(seen)
        row.spans.append((number.first, number.last))
        row.numbers.append(index)
        row.words.append(seen.word)
        token = number.last + 1
    _add_words(row, low, token, len(low))
    return row


def _add_words(row: Row, low: Sequence[str], begin: int, stop: int) -> None:
    row.symbols.extend(word_symbols(low, begin, stop))
    row.spans.extend((token, token) for token in range(begin, stop))
    row.numbers.extend(-1 for _ in range(begin, stop))
    row.words.extend(low[begin:stop])
