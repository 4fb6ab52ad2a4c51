"""Where the words of a denied verb end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.syntax.kinds import CONJUNCTION, VERB
from tipetl.syntax.lookahead import opens_clause
from tipetl.syntax.spans import REACH, clause_bounds

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading


def denial_end(a: Analysis, r: Reading) -> int:
    """Where the words of a denied verb end: its clause, the next finite verb joined to it, or the next clause with a
    subject of its own ("did not report any convictions of officials, and the trial of a pimp went on")."""
    t, items = a.tokens, a.items
    _, hi = clause_bounds(t, r.first)
    begin = a.items_from(r.last + 1)
    for k in range(begin, min(begin + REACH, len(items) - 1)):
        x, after = items[k], items[k + 1]
        if x.first >= hi:
            break
        if (x.kind == CONJUNCTION and after.kind == VERB and after.finite) or opens_clause(items, k):
            return x.first
    return hi
