"""Caches the results of functions of a word.

What belongs here: the cache and its limits. ``functools.lru_cache`` would also work, but it reorders its entries at
every look-up, which costs more than most of the cached computations.
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

#: The maximum number of entries in a cache, so that a text made only of new words cannot exhaust memory.
MOST = 100_000


#: the length from which a key is not cached, because long keys seldom recur
LONGEST = 60

#: the number of new objects that indicates that words and rules were loaded; reading a narrative creates fewer
LOADED = 100_000


_ONE: dict[str, str] = {}


def one(word: str) -> str:
    """Return the one shared string object for a word, so that dictionaries find the word without comparing letters."""
    kept = _ONE.get(word)
    if kept is None:
        if len(_ONE) >= MOST or len(word) >= LONGEST:
            return word
        # interned, like the words in this program's own lists
        kept = _ONE[word] = sys.intern(word)
    return kept


class Memo(dict[K, T]):
    """A cache of the results of ``ask`` for a word, or for a tuple of a few words and figures. While the cache has
    room, ``memo[word]`` calls ``ask`` only once."""

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
    """Switches off the garbage collector. Reference counting frees the objects of a processed document, while the
    collector's searches cost 4 to 17% of a whole run's user time (docs/decisions/0224). After the last thread leaves,
    the collector is on again if it was on before; it never searches objects loaded in the meantime."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if gc.get_count()[0] > LOADED:
                gc.freeze()
            gc.enable()
