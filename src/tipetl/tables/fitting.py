"""Check, document by document, that readings fit the tables.

If a value is outside the bounds of its column's type (a number too large, text that is not valid Unicode), its
narrative or its source's own tables are dropped, and an issue names the value. The run continues.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any

from tipetl.model import Issue, Narrative, SourceReading
from tipetl.tables.definitions import SOURCE_TABLES
from tipetl.tables.rows import Rows, add_narrative
from tipetl.tables.source_rows import add_source

_ADVICE = "Check the place in the original; if it is right, report this line as a bug."


def fitting(reading: SourceReading) -> SourceReading:
    """Return the reading without narratives and source tables that do not fit the warehouse's tables.

    Each omission becomes an issue and affects the audit's outcome.
    """
    issues: list[Issue] = []
    narratives = []
    for narrative in reading.narratives:
        wrong = _misfit(partial(add_narrative, narrative=narrative))
        if wrong is None:
            narratives.append(narrative)
        else:
            issues.append(Issue("tables", "narrative_failed", f"{_name(narrative)} was not kept: {wrong}"))
    kept = replace(reading, narratives=tuple(narratives))
    held = {narrative.document.doc for narrative in narratives}
    wrong = _misfit(lambda rows: add_source(rows, kept, held))
    if wrong is not None:
        issues.append(Issue("tables", "page_unreadable", f"The material beside the narratives was not kept: {wrong}"))
        kept = replace(kept, pages=(), global_totals=(), tier_placements=(), doubts=(), asides=())
    if not issues:
        return reading
    audit = replace(
        reading.audit,
        outcome="partial" if narratives else "corrupt",
        reason=issues[0].message,
        advice=_ADVICE,
        issues=(*reading.audit.issues, *issues),
    )
    return replace(kept, audit=audit)


def _name(narrative: Narrative) -> str:
    return narrative.document.narrative_id or narrative.document.doc


def _misfit(add: Callable[[Rows], None]) -> str | None:
    """Describe the value that does not fit in the rows made by ``add``; return None if all values fit."""
    rows: Rows = {name: [] for name in SOURCE_TABLES}
    try:
        add(rows)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a value that cannot even become a row is reported like one that does not fit
        return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
    for table, found in rows.items():
        for index, name, fits in _columns(table):
            for row in found:
                if row[index] is not None and not fits(row[index]):
                    return f"{table}.{name} cannot hold {_shown(row[index])}."
    return None


def _shown(value: Any) -> str:
    try:
        words = ascii(value)
    except ValueError:  # a whole number with thousands of digits
        words = "a number with too many digits"
    return words if len(words) <= 60 else f"{words[:60]}…"


@cache
def _columns(table: str) -> Sequence[tuple[int, str, Callable[[Any], bool]]]:
    return [(index, column.name, _FITS[column.type]) for index, column in enumerate(SOURCE_TABLES[table].columns)]


def _is_text(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    try:
        return value.isascii() or bool(value.encode())
    except UnicodeEncodeError:
        return False


def _is_double(value: Any) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    # Beyond 2**53, a double cannot represent every integer.
    return isinstance(value, int) and -(2**53) <= value <= 2**53


def _is_whole(bits: int) -> Callable[[Any], bool]:
    least, most = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _all(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    def each(values: Iterable[Any]) -> bool:
        return isinstance(values, list | tuple | set | frozenset) and all(map(fits, values))

    return each


_FITS: dict[str, Callable[[Any], bool]] = {
    "VARCHAR": _is_text,
    "INTEGER": _is_whole(32),
    "BIGINT": _is_whole(64),
    "DOUBLE": _is_double,
    "BOOLEAN": lambda value: isinstance(value, bool),
    "VARCHAR[]": _all(_is_text),
    "INTEGER[]": _all(_is_whole(32)),
}
