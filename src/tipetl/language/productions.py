"""Productions, as in Duckling: named rules that find an expression around a word and say what it is.

What belongs here: matching. What does not: the productions themselves (the pattern files), or their use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tipetl.language.patterns import HasSymbol, Pattern


@dataclass(frozen=True, slots=True, eq=False)
class Production:
    """An expression around one of the words ``at``: the words ``before`` and ``behind`` belong to it, while ``context``
    and ``ahead`` need only precede and follow it. ``gives`` holds the production's other fields in the file."""

    name: str
    means: str
    at: frozenset[str]
    before: Pattern | None
    context: Pattern | None
    behind: Pattern | None
    ahead: Pattern | None
    gives: Mapping[str, Any]
    examples: tuple[str, ...]
    counter: tuple[str, ...]

    def match(self, row: Sequence[HasSymbol], at: int) -> tuple[int, int] | None:
        """The first and last word of the expression around word ``at``; None if there is none."""
        first, behind = at - 1, at + 1
        if self.before is not None and (first := self.before.end(row, first)) == -2:
            return None
        if self.behind is not None and (behind := self.behind.end(row, behind)) == -2:
            return None
        if self.context is not None and not self.context.fits(row, first):
            return None
        if self.ahead is not None and not self.ahead.fits(row, behind):
            return None
        return first + 1, behind - 1
