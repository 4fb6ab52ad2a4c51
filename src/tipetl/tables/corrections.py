"""What people decided about findings and figures: files in ``seeds/corrections/``, keyed by content.

What belongs here: reading the files strictly, and applying them to rows. An entry names a narrative and the words of a
sentence, so it survives a rebuild; where the sentence or the figure that it was for has changed, it fails loudly, as
nobody has looked at the new one. An entry for a narrative that is not held is left alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tipetl.errors import DataFileError
from tipetl.tables.definitions import TABLES
from tipetl.tables.keys import content_id
from tipetl.tables.rows import Row, Rows, in_order, with_derived

__all__ = ["Correction", "corrected", "correction_id", "load_corrections"]

_COMMON = frozenset({"narrative", "sentence", "author", "date", "reason"})
_ACCEPTED = _COMMON | {"accepted"}
_CORRECTED = _COMMON | {"corrected", "text", "field", "from", "to"}
FIELDS: Mapping[str, tuple[type, ...]] = {
    "value": (int, float),
    "value_high": (int, float),
    "qualifier": (str,),
    "unit": (str,),
    "status": (str,),
    "year": (int,),
    "period": (str,),
    "relation": (str,),
    "exploitation": (str,),
    "age": (str,),
    "gender": (str,),
    "nationality": (str,),
    "official": (bool,),
    "count": (int,),
    "purpose": (str,),
}
"""The fields of a fact that can be corrected, with the types that they take (all but the required ones can be null)."""
_ADVICE = "Look at the text as it is now, and mend or remove the entry."


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry: a finding that was looked at (``check_id``), or a field of a fact that is set to ``new``."""

    narrative_id: str
    sentence: str
    author: str
    date: str
    reason: str
    file: str
    line: int
    check_id: str | None = None
    metric: str | None = None
    text: str | None = None
    field: str | None = None
    old: Any = None
    new: Any = None


def load_corrections(folder: Path) -> tuple[Correction, ...]:
    """Every entry of the ``*.yaml`` files of ``folder`` (none where there is no such folder).

    Raises ``DataFileError`` with file and line for an entry that lacks a field, has an unknown one, or sets a field to
    what it cannot be.
    """
    found: list[Correction] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
        except yaml.YAMLError as error:
            raise DataFileError(f"this is not YAML: {error}", file=str(path), advice="Mend the file.") from error
        if not isinstance(content, list) or not isinstance(root, yaml.SequenceNode):
            raise DataFileError("a file of corrections is a list of entries", file=str(path), line=1)
        for raw, node in zip(content, root.value, strict=True):
            found.append(_entry(raw, str(path), node.start_mark.line + 1))
    return tuple(found)


def _entry(raw: Any, file: str, line: int) -> Correction:
    def wrong(message: str) -> DataFileError:
        return DataFileError(message, file=file, line=line, advice="See seeds/corrections/README.md.")

    wanted = _CORRECTED if isinstance(raw, dict) and "corrected" in raw else _ACCEPTED
    if not isinstance(raw, dict) or set(raw) != wanted:
        raise wrong(
            f"an entry has exactly the fields {', '.join(sorted(_ACCEPTED))} or {', '.join(sorted(_CORRECTED))}"
        )
    if not isinstance(raw["date"], datetime.date):
        raise wrong("date is a day, as 2026-11-25")
    for name in wanted - {"date", "from", "to"}:
        if not isinstance(raw[name], str) or not raw[name].strip():
            raise wrong(f"{name} is text and not empty")
    if "corrected" in raw:
        types = FIELDS.get(raw["field"])
        if types is None:
            raise wrong(f"{raw['field']} cannot be corrected; {', '.join(FIELDS)} can")
        column = TABLES["metric"].column(raw["field"])
        new = raw["to"]
        fits = (
            column.nullable if new is None else isinstance(new, types) and isinstance(new, bool) == (types == (bool,))
        )
        if not fits or (column.codes and new is not None and new not in column.codes):
            raise wrong(f"{raw['field']} cannot be {new!r}")
    return Correction(
        narrative_id=raw["narrative"],
        sentence=" ".join(raw["sentence"].split()),
        author=raw["author"],
        date=raw["date"].isoformat(),
        reason=" ".join(raw["reason"].split()),
        file=file,
        line=line,
        check_id=raw.get("accepted"),
        metric=raw.get("corrected"),
        text=raw.get("text"),
        field=raw.get("field"),
        old=raw.get("from"),
        new=raw.get("to"),
    )


def corrected(rows: Rows, corrections: Iterable[Correction]) -> Rows:
    """The rows with corrected facts, what follows from them, and a row of ``correction`` for each entry that applies.

    Raises ``DataFileError`` with file and line when an entry's sentence or figure is not in the narrative as it is now.
    """
    documents = _named(rows, "document")
    held = {row["narrative_id"]: row["doc"] for row in documents if row["narrative_id"] is not None}
    sentences: dict[tuple[str, str], list[int]] = {}
    entries = [entry for entry in corrections if entry.narrative_id in held]
    if not entries:
        return rows
    wanted = {held[entry.narrative_id] for entry in entries}
    for row in _named(rows, "sentence"):
        if row["doc"] in wanted:
            sentences.setdefault((row["doc"], " ".join(row["text"].split())), []).append(row["position"])
    metrics = _named(rows, "metric")
    facts: dict[str, list[dict[str, Any]]] = {}
    for row in metrics:
        if row["doc"] in wanted:
            facts.setdefault(row["doc"], []).append(row)
    told: list[Row] = []
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
        told.append(_row(entry, doc, positions[0] if fact is None else fact["sentence_position"], fact))
    return with_derived(
        {
            **rows,
            "metric": in_order(TABLES["metric"], [tuple(row.values()) for row in metrics]),
            "correction": in_order(TABLES["correction"], told),
        }
    )


def _set(entry: Correction, facts: Sequence[dict[str, Any]], positions: Sequence[int]) -> dict[str, Any]:
    """Set the field of the one fact that the entry means, in place."""
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


def correction_id(entry: Correction) -> str:
    """The stable name of an entry, made of what it is for; the same in every version that it applies to."""
    content = (entry.narrative_id, entry.sentence, entry.check_id, entry.metric, entry.text, entry.field, entry.old)
    return content_id("c", content)


def _row(entry: Correction, doc: str, position: int, fact: Mapping[str, Any] | None) -> Row:
    return (
        correction_id(entry),
        "accepted" if entry.field is None else "corrected",
        entry.narrative_id,
        doc,
        position,
        entry.sentence,
        entry.check_id,
        None if fact is None else fact["fact_id"],
        entry.field,
        _shown(entry.old) if entry.field else None,
        _shown(entry.new) if entry.field else None,
        entry.author,
        entry.date,
        entry.reason,
    )


def _shown(value: Any) -> str | None:
    return None if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _named(rows: Mapping[str, Sequence[Row]], table: str) -> list[dict[str, Any]]:
    names = TABLES[table].column_names
    return [dict(zip(names, row, strict=True)) for row in rows[table]]
