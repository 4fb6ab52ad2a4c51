"""The patterns for counted things match their examples where the brackets are, and match none of their
counter-examples.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.syntax.sentences import Parsed, parsed, shown
from tipetl.figures.counts import book
from tipetl.figures.counts.book import BOOK, ONE, around, word_symbols
from tipetl.figures.counts.foreign import Phrases
from tipetl.language.numbers import Number
from tipetl.language.patterns import HasSymbol, Pattern, Symbol
from tipetl.language.productions import Production

OVER_ITEMS = [pattern for pattern in BOOK.patterns.values() if not pattern.over_words]
OVER_WORDS = [pattern for pattern in BOOK.patterns.values() if pattern.over_words]
PRODUCTIONS = [production for section in BOOK.productions.values() for production in section]
#: the country in whose narrative the examples are read
HOME = "XKX"


def _matches(pattern: Pattern, row: Sequence[HasSymbol], first: int, end: int) -> bool:
    """Tell whether a pattern matches exactly the symbols from ``first`` up to ``end`` of a row."""
    return pattern.end(row, first) == end if pattern.step > 0 else pattern.end(row, end - 1) == first - 1


@pytest.mark.parametrize("pattern", OVER_ITEMS, ids=lambda pattern: pattern.name)
def test_pattern_over_items(pattern: Pattern) -> None:
    for example in pattern.examples:
        sentence = parsed(example)
        first, end = sentence.item(sentence.begin), sentence.item(sentence.end)
        assert _matches(pattern, sentence.items, first, end), f"{example}\n{shown(sentence.items)}"
    for example in pattern.counter:
        sentence = parsed(example)
        at = sentence.item(sentence.begin) if pattern.step > 0 else sentence.item(sentence.end) - 1
        assert not pattern.fits(sentence.items, at), f"{example}\n{shown(sentence.items)}"


@pytest.mark.parametrize("pattern", OVER_WORDS, ids=lambda pattern: pattern.name)
def test_pattern_over_words(pattern: Pattern) -> None:
    for example in pattern.examples:
        before, inside, behind = _rows(example)
        row = [*before, *inside, *behind]
        if pattern.step > 0:
            # a pattern may end at the joint or the word after a phrase
            assert pattern.end([*inside], 0) == len(inside) or pattern.end(row[len(before) :], 0) == len(inside), (
                example
            )
        else:
            assert pattern.fits([*before, *inside], len(before) + len(inside) - 1), example
    for example in pattern.counter:
        before, inside, behind = _rows(example)
        if pattern.step > 0:
            assert not pattern.fits([*inside, *behind], 0), example
        else:
            assert not pattern.fits([*before, *inside], len(before) + len(inside) - 1), example


def _rows(example: str) -> tuple[list[Symbol], list[Symbol], list[Symbol]]:
    """Return the symbols of the words before, in and after the brackets; the first number in them is one symbol."""
    sentence = parsed(example)
    low, first, end = sentence.tokens.low, sentence.token(sentence.begin), sentence.token(sentence.end)
    phrases = Phrases(sentence.tokens, HOME)
    number = next((x for x in sentence.numbers if first <= x.first < end and x.form == "count"), None)
    if number is None:
        return phrases.row(0, first), phrases.row(first, end), phrases.row(end, len(low))
    inside, _ = around(low, number, first, end)
    return word_symbols(low, 0, first), inside, word_symbols(low, end, len(low))


@pytest.mark.parametrize("production", PRODUCTIONS, ids=lambda production: production.name)
def test_production(production: Production) -> None:
    for example in production.examples:
        sentence = parsed(example)
        assert _covered(production, sentence) == (sentence.token(sentence.begin), sentence.token(sentence.end)), example
    for example in production.counter:
        assert _covered(production, parsed(example)) is None, example


def _covered(production: Production, sentence: Parsed) -> tuple[int, int] | None:
    """Return the tokens that a production covers around the number in brackets, or None if it does not match."""
    low = sentence.tokens.low
    first, end = sentence.token(sentence.begin), sentence.token(sentence.end)
    number = next((x for x in sentence.numbers if first <= x.first < end), None) or _pronoun(low, first, end)
    begin = max(0, number.begins - 6)
    row, at = around(low, number, begin, number.last + 8)
    if "number" not in production.at and row[at] is not ONE:
        return None
    found = production.match(row, at)
    return None if found is None else (begin + found[0], number.last + 1 + found[1] - at)


def _pronoun(low: list[str], first: int, end: int) -> Number:
    at = low.index("one", first, end)
    return Number(at, at, 1)


def test_every_list_of_words_is_used() -> None:
    """Check that each list is used by a class of a pattern file, or by name in the code."""
    room = Path(book.__file__).parent
    data = "\n".join(path.read_text(encoding="utf-8") for path in (room / "data").glob("*.yaml"))
    code = "\n".join(path.read_text(encoding="utf-8") for path in room.glob("*.py"))
    unused = [
        name for name in BOOK.words if not re.search(rf"in: \[?[\w, ]*\b{name}\b", data) and f'"{name}"' not in code
    ]
    assert unused == []


def test_every_list_of_words_is_explained() -> None:
    data = Path(book.__file__).parent / "data"
    lines = [line for path in sorted(data.glob("*.yaml")) for line in path.read_text(encoding="utf-8").splitlines()]
    named = [(at, found[1]) for at, line in enumerate(lines) if (found := re.match(r"  (\w+):$", line))]
    assert {name for _, name in named} >= BOOK.words.keys()
    assert [name for at, name in named if name in BOOK.words and not lines[at - 1].startswith("  #")] == []
