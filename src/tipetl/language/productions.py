"""Defines productions, as in Duckling: named rules that find and classify an expression around a word.

What belongs here: matching productions against a sentence. What does not belong here: the productions themselves (the
pattern files), or the code that uses them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tipetl.language.patterns import HasSymbol, Pattern


@dataclass(frozen=True, slots=True, eq=False)
class Production:
    """A rule for an expression around one of the words ``at``. The expression includes the words matched by ``before``
    and ``behind``; ``context`` must precede the expression and ``ahead`` must follow it. ``gives`` contains the
    production's other fields in the file."""

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
        """Return the indices of the first and last words of the expression around word ``at``, or None if nothing
        matches."""
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
