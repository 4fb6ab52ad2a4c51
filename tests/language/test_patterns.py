"""The pattern engine agrees with regular expressions over letters, and says what is wrong with a pattern."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipetl.language.patterns import Machine, Pattern, Symbol, covers
from tipetl.language.scopes import Bound, Scope

LETTERS = {letter: Symbol(letter) for letter in "abc"}
LETTERS["("], LETTERS[")"] = Symbol("open"), Symbol("close")


def compiled(text: str, *, longest: bool = False, left: bool = False) -> Pattern:
    """Compile a pattern whose classes are the letters a, b and c."""
    classes = {letter: (lambda symbol, letter=letter: symbol.kind == letter) for letter in "abc"}
    classes |= {".": lambda symbol: symbol.kind != "end", "end": lambda symbol: symbol.kind == "end"}
    start = Machine(text, classes.__getitem__).start
    return Pattern("name", "means", start, longest, -1 if left else 1, False, (), ())


def row(word: str) -> list[Symbol]:
    return [LETTERS[letter] for letter in word]


EXPRESSIONS = st.recursive(
    st.sampled_from(["a", "b", "c", "."]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} | {pair[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{0,2}", "{1,3}", "{2,3}"])).map(
            lambda pair: f"({pair[0]}){pair[1]}"
        ),
    ),
    max_leaves=5,
)


@given(EXPRESSIONS, st.text("abc", max_size=6))
def test_pattern_matches_what_the_regular_expression_does(expression: str, word: str) -> None:
    same = re.compile(expression.replace(" ", ""))
    ends = [end for end in range(len(word) + 1) if same.fullmatch(word, 0, end)]
    assert covers(compiled(expression).start, row(word), 0, len(word)) == (len(word) in ends)
    assert compiled(expression).end(row(word), 0) == (ends[0] if ends else -2)
    assert compiled(expression, longest=True).end(row(word), 0) == (ends[-1] if ends else -2)
    assert compiled(expression).fits(row(word), 0) == bool(ends)


@given(EXPRESSIONS, st.text("abc", max_size=6))
def test_pattern_read_left_matches_the_word_turned_around(expression: str, word: str) -> None:
    right = compiled(expression, longest=True).end(row(word[::-1]), 0)
    left = compiled(expression, longest=True, left=True).end(row(word), len(word) - 1)
    assert left == (-2 if right == -2 else len(word) - 1 - right)


def test_end_is_what_lies_beyond_the_sentence() -> None:
    assert compiled("a end").end(row("a"), 0) == 1
    assert compiled("a end").end(row("ab"), 0) == -2
    assert compiled("a end").end(row("ab"), 0, 1) == -2  # symbols beyond a stop are unknown


@pytest.mark.parametrize("text", ["(a", "a)", "* a", "a | *", "a {1}", "d"])
def test_what_is_no_pattern_raises(text: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        compiled(text)


def test_scope_ends_at_the_first_bound_that_holds() -> None:
    goes_on = Bound(compiled("a b"), ends=False)
    ends = Bound(compiled("a"), ends=True)
    after_one = Bound(compiled("b"), ends=True, said=(compiled("c").start,))
    scope = Scope("scope", 6, (goes_on, ends, after_one))
    assert scope.end(row("cca"), 0) == 2
    assert scope.end(row("cabc"), 0) == 4  # "a b" continues, and "b" ends the scope only after a lone "c"
    assert scope.end(row("cb"), 0) == 1
    assert scope.end(row("c(a)b"), 0) == 5  # words in parentheses do not end the scope
    assert scope.end(row("c)a"), 0) == 1  # ... but a parenthesis that closes around the scope does
    assert scope.end(row("cccccccc"), 0) == 6
