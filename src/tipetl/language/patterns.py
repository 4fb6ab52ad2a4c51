"""Compiles patterns over the words or items of a sentence into fast matchers.

A pattern is a regular expression over classes of words or items instead of letters, as in TokensRegex and JAPE:

    comma (det | adv)* count undated* finite

A pattern becomes a finite automaton. The automaton's states and transitions are created on first use and then cached,
so matching costs one dictionary look-up per item, whatever the pattern.

What belongs here: the pattern language. What does not belong here: files and classes (``pattern_book``), or any English
word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Test = Callable[["Symbol"], bool]


class Symbol:
    """The features of a word or item that a pattern can test; ``long`` marks an item of several words. Items with equal
    features share one symbol, so that symbols can be compared by identity."""

    __slots__ = ("concept", "finite", "form", "kind", "last", "long", "negated", "symbol", "voice", "word")

    def __init__(
        self,
        kind: str,
        form: str = "",
        voice: str = "",
        concept: str | None = None,
        finite: bool = False,
        negated: bool = False,
        long: bool = False,
        word: str = "",
        last: str = "",
    ) -> None:
        self.kind, self.form, self.voice, self.concept = kind, form, voice, concept
        self.finite, self.negated, self.long, self.word, self.last = finite, negated, long, word, last
        #: the symbol itself, so that patterns can match a row of symbols as they match items
        self.symbol = self


class HasSymbol(Protocol):
    """An item of a sentence."""

    symbol: Symbol


END = Symbol("end")
#: the maximum number of copies that a repetition such as ``{0,9}`` makes of a class; more would make the automaton too
#: large
MOST_REPEATS = 40
_LETTER = re.compile(r"\s*(?:([A-Za-z_]\w*|[().|*+?])|\{(\d+),(\d+)\})")


class _Shape(NamedTuple):
    """A part of a pattern: whether it may be empty, and the places in the pattern where it may begin and end."""

    empty: bool
    begins: frozenset[int]
    ends: frozenset[int]


class State(dict[Symbol, "State"]):
    """The state of a match after some items. It maps each symbol to the next state, which is computed on first use."""

    __slots__ = ("accepts", "dead", "machine", "places")

    def __init__(self, machine: Machine, places: frozenset[int], accepts: bool) -> None:
        super().__init__()
        self.machine, self.places, self.accepts = machine, places, accepts
        self.dead = not places and not accepts

    __hash__ = object.__hash__  # type: ignore[assignment] # each state is unique to one automaton
    __eq__ = object.__eq__

    def __missing__(self, symbol: Symbol) -> State:
        tests = self.machine.tests
        met = frozenset([place for place in self.places if tests[place](symbol)])
        self[symbol] = found = self.machine.state(met)
        return found


class Machine:
    """A pattern's automaton, built by Glushkov's construction. The automaton's places are the occurrences of classes in
    ``text``, and ``class_of`` returns a class's test. Raises ValueError if ``text`` is not a valid pattern."""

    def __init__(self, text: str, class_of: Callable[[str], Test]) -> None:
        self.tests: list[Test] = []
        self.follow: list[set[int]] = []
        self.class_of = class_of
        self.letters: list[tuple[str, str, str]] = _letters(text)
        self.at = 0
        shape = self._choice()
        if self.at < len(self.letters):
            raise ValueError(f"unexpected {self.letters[self.at][0]!r}")
        self.ends = shape.ends
        self.states: dict[frozenset[int], State] = {}
        self.start = State(self, shape.begins, shape.empty)

    def state(self, met: frozenset[int]) -> State:
        """Return the automaton's state after the places ``met`` have matched."""
        found = self.states.get(met)
        if found is None:
            places = frozenset().union(*[self.follow[place] for place in met])
            found = self.states[met] = State(self, places, not self.ends.isdisjoint(met))
        return found

    def _next(self) -> str:
        return self.letters[self.at][0] if self.at < len(self.letters) else ""

    def _choice(self) -> _Shape:
        shape = self._row()
        while self._next() == "|":
            self.at += 1
            other = self._row()
            shape = _Shape(shape.empty or other.empty, shape.begins | other.begins, shape.ends | other.ends)
        return shape

    def _row(self) -> _Shape:
        shape = _Shape(True, frozenset(), frozenset())
        while self._next() not in ("", ")", "|"):
            shape = self._joined(shape, self._repeated())
        return shape

    def _joined(self, one: _Shape, other: _Shape) -> _Shape:
        for place in one.ends:
            self.follow[place] |= other.begins
        return _Shape(
            one.empty and other.empty,
            one.begins | other.begins if one.empty else one.begins,
            one.ends | other.ends if other.empty else other.ends,
        )

    def _repeated(self) -> _Shape:
        begun = self.at
        shape = self._atom()
        _, least, most = self.letters[self.at] if self.at < len(self.letters) else ("", "", "")
        sign = self._next()
        if most:
            self.at += 1
            behind, shape = self.at, shape if int(least) else shape._replace(empty=True)
            for count in range(1, min(int(most), MOST_REPEATS)):
                self.at = begun  # each copy of a repeated class has its own places
                copy = self._atom()
                shape = self._joined(shape, copy if count < int(least) else copy._replace(empty=True))
            self.at = behind
        elif sign and sign in "*+?":
            self.at += 1
            if sign != "?":
                self._joined(shape, shape)
            shape = shape if sign == "+" else shape._replace(empty=True)
        return shape

    def _atom(self) -> _Shape:
        letter = self._next()
        self.at += 1
        if letter == "(":
            shape = self._choice()
            if self._next() != ")":
                raise ValueError("a parenthesis is not closed")
            self.at += 1
            return shape
        if letter in ("", "*", "+", "?", ")"):
            raise ValueError(f"unexpected {letter!r}")
        place = frozenset((len(self.tests),))
        self.tests.append(self.class_of(letter))
        self.follow.append(set())
        return _Shape(False, place, place)


def _letters(text: str) -> list[tuple[str, str, str]]:
    out: list[tuple[str, str, str]] = []
    at, text = 0, text.rstrip()
    while at < len(text):
        found = _LETTER.match(text, at)
        if found is None:
            raise ValueError(f"cannot read {text[at:]!r}")
        out.append((found[1] or "", found[2] or "", found[3] or ""))
        at = found.end()
    return out


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A compiled pattern. ``examples`` and ``counter`` are copied from its file."""

    name: str
    means: str
    start: State
    longest: bool
    step: int
    #: whether the pattern matches words rather than items
    over_words: bool
    examples: tuple[str, ...]
    counter: tuple[str, ...]

    def end(self, items: Sequence[HasSymbol], begin: int, stop: int | None = None) -> int:
        """Return the index of the item after the match that begins at item ``begin``, or -2 if nothing matches. If the
        pattern reads left, returns the index of the item before the match. The match may use items up to ``stop``
        (excluded)."""
        state, step, found = self.start, self.step, -2
        bound = stop if stop is not None else (len(items) if step > 0 else -1)
        at = begin
        while not state.dead:
            if state.accepts:
                found = at
                if not self.longest:
                    break
            if at == bound:
                # the end of the sentence has its own symbol; the match must not look at items from ``stop`` on
                if stop is None and state[END].accepts:
                    found = at
                break
            state = state[items[at].symbol]
            at += step
        return found

    def fits(self, items: Sequence[HasSymbol], begin: int) -> bool:
        """Return whether the pattern matches from item ``begin``."""
        state = self.start
        # the same loop as in ``end``, but it stops at the first match
        at, step = begin, self.step
        bound = len(items) if step > 0 else -1
        while not state.accepts:
            if state.dead:
                return False
            if at == bound:
                return state[END].accepts
            state = state[items[at].symbol]
            at += step
        return True


def covers(start: State, items: Sequence[HasSymbol], begin: int, stop: int) -> bool:
    """Return whether the pattern with the start state ``start`` matches exactly the items from ``begin`` to
    ``stop``."""
    state = start
    for at in range(begin, stop):
        state = state[items[at].symbol]
        if state.dead:
            return False
    return state.accepts
