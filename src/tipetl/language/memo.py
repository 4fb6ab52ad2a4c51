"""Caches what is computed for a word.

What belongs here: the cache and its limits. ``functools.lru_cache`` would do, but it reorders its entries at every
look-up, which costs more than most of the computations cached.
"""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sized

K = TypeVar("K", bound="Sized")
T = TypeVar("T")

#: The most entries kept, so that a text made only of new words cannot fill the memory.
MOST = 100_000


#: the longest key kept, since longer keys seldom recur
LONGEST = 60

#: the number of new objects that shows words and rules were loaded for good: reading a narrative leaves fewer
LOADED = 100_000


_ONE: dict[str, str] = {}


def one(word: str) -> str:
    """The single string object for a word, whatever its source, so that dictionaries find it without comparing
    letters."""
    kept = _ONE.get(word)
    if kept is None:
        if len(_ONE) >= MOST or len(word) >= LONGEST:
            return word
        # the words of this program's own lists are interned
        kept = _ONE[word] = sys.intern(word)
    return kept


class Memo(dict[K, T]):
    """The results of ``ask`` for a word, or for a tuple of a few words and figures: ``memo[word]`` asks only once while
    the cache has room."""

    __slots__ = ("ask",)

    def __init__(self, ask: Callable[[K], T]) -> None:
        super().__init__()
        self.ask = ask

    def __missing__(self, word: K) -> T:
        answer = self.ask(word)
        if len(self) < MOST and len(word) < LONGEST:
            self[word] = answer
        return answer


@contextmanager
def uncollected() -> Iterator[None]:
    """Switches off the garbage collector. Reference counting frees what reading a document leaves behind, while the
    collector's searches cost 4 to 17 % of a whole run's user time (docs/decisions/0224). Once all threads have left, in
    any order, the collector is on again if it was on before; it never searches what was loaded in the meantime."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if gc.get_count()[0] > LOADED:
                gc.freeze()
            gc.enable()
