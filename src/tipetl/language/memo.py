"""Caches what was computed for a word.

What belongs here: the cache, and how it is cleared. ``functools.lru_cache`` would do, but it reorders its entries at
every look-up, which costs more than most of the computations cached.
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

#: The most entries kept, so that a text of only new words cannot fill the memory.
MOST = 100_000


#: ... and the longest key that is kept: longer ones seldom recur
LONGEST = 60

#: so many new objects are words and rules that were loaded, and stay: what reading a narrative leaves is fewer
LOADED = 100_000


_ONE: dict[str, str] = {}


def one(word: str) -> str:
    """The one string object for a word, wherever it comes from: dictionaries then find it without comparing letters."""
    kept = _ONE.get(word)
    if kept is None:
        if len(_ONE) >= MOST or len(word) >= LONGEST:
            return word
        # the words of this program's own lists are interned
        kept = _ONE[word] = sys.intern(word)
    return kept


class Memo(dict[K, T]):
    """The results of ``ask`` for a word, or for a tuple of a few words and figures: ``memo[word]`` asks once, as long
    as the cache has room."""

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
    """Switches the garbage collector off. Reference counting frees what reading a document leaves behind, while the
    collector's searches cost 4 to 17 % of the user time of a whole run (docs/decisions/0224). Once all threads have
    left, in whatever order, the collector is on again if it was on before; it never searches what was
    loaded meanwhile."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if gc.get_count()[0] > LOADED:
                gc.freeze()
            gc.enable()
