"""What was found out about a word, kept for the next time it comes up.

What belongs here: the memory, and how it is tidied up. ``functools.lru_cache`` would do, but it reorders its entries
at every look, which costs more than most of what is asked of a word.
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

#: A text of nothing but new words takes no more memory than this many entries.
MOST = 100_000


#: ... and words that nobody uses twice are not kept
LONGEST = 60


_ONE: dict[str, str] = {}


def one(word: str) -> str:
    """The one object that stands for a word, wherever it is from: what is looked for by the same object is found
    without comparing letters, and without fetching those of the word that was kept."""
    kept = _ONE.get(word)
    if kept is None:
        if len(_ONE) >= MOST or len(word) >= LONGEST:
            return word
        # the words of this program's own lists are interned
        kept = _ONE[word] = sys.intern(word)
    return kept


class Memo(dict[K, T]):
    """The answers of ``ask`` by word, or by the few words and figures that a tuple holds: ``memo[word]`` asks once,
    until the memory is full."""

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
    """Switches the garbage collector off. What reading a document leaves behind is freed once nothing refers to it;
    searching what is still in use costs 4 to 17 % of the user time of a whole run (docs/decisions/0224). However many
    threads come out of this in whatever order, it is on again in the end where it was on before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
