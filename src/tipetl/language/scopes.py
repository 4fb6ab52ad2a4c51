"""Finds the extent of a trigger's effect: as in ConText, up to the first item that ends the scope.

What belongs here: the engine that finds where a scope ends. What does not belong here: the triggers and the items that
end their scope, which are in the pattern files (``scopes``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tipetl.language.patterns import HasSymbol, Pattern, State, Symbol, covers

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """A pattern at which a scope ends. With ``ends`` false, the scope continues there even if a later bound would end
    it. A bound applies only if each pattern in ``said`` covers the scope so far and the sentence meets the condition
    ``when``, if there is one."""

    pattern: Pattern
    ends: bool
    said: tuple[State, ...] = ()
    when: str | None = None

    def holds(self, items: Sequence[HasSymbol], begin: int, at: int, known: Sequence[str]) -> bool:
        """Return whether the bound applies at item ``at`` of a scope that begins at item ``begin``."""
        if self.when is not None and self.when not in known:
            return False
        return self.pattern.fits(items, at) and all(covers(start, items, begin, at) for start in self.said)


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """The bounds of a trigger's scope and its maximum length in items. The first bound that holds decides."""

    name: str
    longest: int
    bounds: tuple[Bound, ...]
    #: the bounds that may apply at an item, by its symbol
    _at: dict[Symbol, tuple[Bound, ...]] = field(default_factory=dict, repr=False)
    #: the start states of the patterns in the ``said`` of the bounds
    _starts: list[State] = field(default_factory=list, repr=False)
    _tracks: list[int] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        for start in (start for bound in self.bounds for start in bound.said):
            if start not in self._starts:
                self._tracks.append(len(self._starts))
                self._starts.append(start)

    def end(self, items: Sequence[HasSymbol], begin: int, known: Sequence[str] = ()) -> int:
        """Return the index of the item that ends the scope begun at item ``begin``. Parentheses opened within the
        scope belong to it; a parenthesis opened before the scope ends it when it closes. If nothing ends the scope,
        returns the first index beyond its limit, or ``len(items)``."""
        depth = 0
        last = min(len(items), begin + self.longest)
        said, may_stand = [*self._starts], self._at
        for at in range(begin, last):
            symbol = items[at].symbol
            bounds = may_stand.get(symbol)
            if bounds is None:
                bounds = self._may_stand(symbol)
            if symbol.kind == "open":
                depth += 1
            elif symbol.kind == "close":
                if not depth:
                    return at
                depth -= 1
            elif bounds and not depth and self._ends(bounds, items, at, said, known):
                return at
            for k in self._tracks:
                said[k] = said[k][symbol]
        return last

    def _may_stand(self, symbol: Symbol) -> tuple[Bound, ...]:
        """Return the bounds with patterns that can start with a symbol; no other bounds need to be tried there."""
        found = self._at[symbol] = tuple([b for b in self.bounds if not b.pattern.start[symbol].dead])
        return found

    def _ends(
        self, bounds: tuple[Bound, ...], items: Sequence[HasSymbol], at: int, said: list[State], known: Sequence[str]
    ) -> bool:
        """Return whether the scope ends at item ``at``; ``said`` contains the states of the patterns that must cover
        the scope."""
        for bound in bounds:
            covered = all(said[self._starts.index(start)].accepts for start in bound.said)
            if covered and (bound.when is None or bound.when in known) and bound.pattern.fits(items, at):
                return bound.ends
        return False
