"""Numbers written out as words are read back as the same numbers."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.figures.words import number_words
from tipetl.figures.sentence import number_reader
from tipetl.language.numbers import Number
from tipetl.language.tokens import Tokens


def numbers(words: str) -> list[Number]:
    return [n for n in number_reader().read(Tokens(words, 0, len(words))) if n.low is not None]


@given(st.integers(2, 999_999_999), st.sampled_from([" ", " and "]), st.booleans())
@example(99, " ", True)
@example(101, " and ", False)
@example(1_001, " and ", False)
def test_words_are_read_back(n: int, joined: str, first: bool) -> None:
    words = number_words(n, joined=joined)
    sentence = f"{words.capitalize()} victims were found." if first else f"Police found {words} victims."
    found = numbers(sentence)
    assert [(x.low, x.high, x.form) for x in found] == [(n, None, "count")], sentence


@given(st.integers(2, 999_999_999), st.booleans())
def test_digits_are_read_back(n: int, commas: bool) -> None:
    figure = f"{n:,}" if commas else str(n)
    sentence = f"Police found {figure} victims."
    found = numbers(sentence)
    if not commas and 1900 <= n <= 2100:
        return  # four bare digits may be a year
    assert [(x.low, x.high, x.form) for x in found] == [(n, None, "count")], sentence


@pytest.mark.parametrize(("words", "value"), [("a dozen", 12), ("two dozen", 24), ("1.5 million", 1_500_000)])
def test_groups_and_scales(words: str, value: float) -> None:
    assert [x.low for x in numbers(f"Police found {words} victims.")] == [value]
