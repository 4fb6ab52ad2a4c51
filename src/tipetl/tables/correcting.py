"""Apply people's decisions (``corrections``) to the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tipetl.errors import DataFileError
from tipetl.tables.columns import Columns, arrow_table, as_columns, ordered
from tipetl.tables.combining import with_derived
from tipetl.tables.corrections import Correction, correction_id
from tipetl.tables.definitions import TABLES
from tipetl.tables.rows import Row, in_order

__all__ = ["corrected"]

_ADVICE = "Check the current text, and fix or remove the entry."


def corrected(tables: Mapping[str, Any], corrections: Iterable[Correction]) -> Columns:
    """Return the tables (rows or columns) with facts corrected, derived tables rebuilt, and a row of ``correction`` for
    each entry that applies. If no entry applies, the tables are returned unchanged.

    Raises ``DataFileError`` with file and line if an entry's sentence or figure is not in the current narrative.
    """
    document = as_columns({"document": tables["document"]})["document"]
    held = dict(zip(*(document.column(name).to_pylist() for name in ("narrative_id", "doc")), strict=True))
    entries = [entry for entry in corrections if entry.narrative_id in held]
    if not entries:
        return tables
    made = dict(as_columns(tables))
    wanted = pa.array({held[entry.narrative_id] for entry in entries}, pa.string())
    sentences: dict[tuple[str, str], list[int]] = {}
    for row in made["sentence"].filter(pc.is_in(made["sentence"].column("doc"), wanted)).to_pylist():
        sentences.setdefault((row["doc"], " ".join(row["text"].split())), []).append(row["position"])
    theirs = pc.is_in(made["metric"].column("doc"), wanted)
    metrics = made["metric"].filter(theirs).to_pylist()
    facts: dict[str, list[dict[str, Any]]] = {}
    for row in metrics:
        facts.setdefault(row["doc"], []).append(row)
    applied: list[Row] = []
    for entry in entries:
        doc = held[entry.narrative_id]
        positions = sentences.get((doc, entry.sentence))
        if positions is None:
            raise DataFileError(
                f"{entry.narrative_id} has no such sentence (any more): {entry.sentence[:80]}",
                file=entry.file,
                line=entry.line,
                advice=_ADVICE,
            )
        fact = None if entry.field is None else _set(entry, facts.get(doc, ()), positions)
        applied.append(_row(entry, doc, positions[0] if fact is None else fact["sentence_position"], fact))
    others = made["metric"].filter(pc.invert(theirs))
    now = pa.Table.from_pylist(metrics, schema=others.schema)
    made["metric"] = ordered(TABLES["metric"], pa.concat_tables([others, now]))
    made["correction"] = arrow_table(TABLES["correction"], in_order(TABLES["correction"], applied))
    return with_derived(made, {entry.narrative_id[:3] for entry in entries})


def _set(entry: Correction, facts: Sequence[dict[str, Any]], positions: Sequence[int]) -> dict[str, Any]:
    """Set the entry's field, in place, in the one fact that the entry names."""
    assert entry.field is not None
    meant = [
        fact
        for fact in facts
        if fact["sentence_position"] in positions and fact["metric"] == entry.metric and fact["text"] == entry.text
    ]
    fitting = [fact for fact in meant if fact[entry.field] == entry.old]
    if len(fitting) != 1:
        read = ", ".join(str(fact[entry.field]) for fact in meant) or "no such figure"
        raise DataFileError(
            f"{entry.narrative_id}: of {entry.metric} “{entry.text}” one was to have {entry.field} {entry.old}, "
            f"but what is read is {read}",
            file=entry.file,
            line=entry.line,
            advice=_ADVICE,
        )
    (fact,) = fitting
    fact[entry.field] = entry.new
    fact["corrected"] = sorted({*fact["corrected"], entry.field})
    return fact


def _row(entry: Correction, doc: str, position: int, fact: Mapping[str, Any] | None) -> Row:
    return TABLES["correction"].row(
        entry,
        correction_id=correction_id(entry),
        kind="accepted" if entry.field is None else "corrected",
        doc=doc,
        sentence_position=position,
        sentence=entry.sentence,
        fact_id=None if fact is None else fact["fact_id"],
        original=_shown(entry.old) if entry.field else None,
        new=_shown(entry.new) if entry.field else None,
    )


def _shown(value: Any) -> str | None:
    return None if value is None else f"{value:g}" if isinstance(value, float) else str(value)
