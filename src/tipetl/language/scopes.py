"""How far something said holds: from its trigger to the first item that ends it, in the manner of ConText.

What belongs here: the engine. What does not: which words are triggers and which items end what they say; those stand
in the ``scopes`` of the pattern files.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tipetl.language.patterns import HasSymbol, Pattern, State, Symbol, covers

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """What stands ahead where a scope ends, or goes on although a later bound would end it (``ends``). It counts only
    where each of ``said`` is all that the scope holds so far, and where ``when``, if any, is known of the sentence."""

    pattern: Pattern
    ends: bool
    said: tuple[State, ...] = ()
    when: str | None = None

    def holds(self, items: Sequence[HasSymbol], begin: int, at: int, known: Sequence[str]) -> bool:
        """Whether the bound stands at item ``at`` of a scope that begins at item ``begin``."""
        if self.when is not None and self.when not in known:
            return False
        return self.pattern.fits(items, at) and all(covers(start, items, begin, at) for start in self.said)


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """The bounds of what a trigger says, the first that holds deciding, and how many items it may have at most."""

    name: str
    longest: int
    bounds: tuple[Bound, ...]
    #: the bounds that may stand at an item, by its symbol
    _at: dict[Symbol, tuple[Bound, ...]] = field(default_factory=dict, repr=False)

    def end(self, items: Sequence[HasSymbol], begin: int, known: Sequence[str] = ()) -> int:
        """The item that ends a scope begun at item ``begin``; parentheses in it belong to it, and the one that closes
        around it ends it. Where nothing does, the item that would make it too long, or ``len(items)``."""
        depth = 0
        last = min(len(items), begin + self.longest)
        for at in range(begin, last):
            symbol = items[at].symbol
            if symbol.kind == "open":
                depth += 1
            elif symbol.kind == "close":
                if not depth:
                    return at
                depth -= 1
            elif not depth and self._ends(items, begin, at, known):
                return at
        return last

    def _ends(self, items: Sequence[HasSymbol], begin: int, at: int, known: Sequence[str]) -> bool:
        symbol = items[at].symbol
        bounds = self._at.get(symbol)
        if bounds is None:
            # a bound whose pattern goes nowhere from this symbol need not be tried again
            bounds = self._at[symbol] = tuple([b for b in self.bounds if not b.pattern.start[symbol].dead])
        return next((bound.ends for bound in bounds if bound.holds(items, begin, at, known)), False)
