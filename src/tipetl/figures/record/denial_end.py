"""Finds where the words of a denied verb end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.syntax.chunks.kinds import CONJUNCTION, VERB
from tipetl.syntax.chunks.spans import REACH, clause_bounds
from tipetl.syntax.frames.lookahead import opens_clause

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading


def denial_end(analysis: Analysis, reading: Reading) -> int:
    """Return the token at which the words of a denied verb end. They end with the clause, before the next finite verb
    joined to the denied one, or before the next clause with its own subject ("did not report any convictions of
    officials, and the trial of a pimp went on")."""
    tokens, items = analysis.tokens, analysis.items
    _, hi = clause_bounds(tokens, reading.first)
    begin = analysis.items_from(reading.last + 1)
    for place in range(begin, min(begin + REACH, len(items) - 1)):
        item, after = items[place], items[place + 1]
        if item.first >= hi:
            break
        if (item.kind == CONJUNCTION and after.kind == VERB and after.finite) or opens_clause(items, place):
            return item.first
    return hi
