"""Apply people's decisions about findings and figures: files in ``seeds/corrections/``, keyed by content.

The files are read strictly. An entry names a narrative and the words of a sentence, so it survives a rebuild. If the
sentence or the figure has changed, the entry fails loudly, since nobody has reviewed the new one. An entry for a
narrative that is not loaded is ignored.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from annotated_types import Ge, Le
from typing_extensions import TypedDict

from tipetl.errors import DataFileError
from tipetl.metrics import METRICS
from tipetl.records import Words, record
from tipetl.tables.definitions import TABLES
from tipetl.tables.keys import content_id
from tipetl.tables.rows import Row, Rows, in_order, with_derived
from tipetl.yamlfile import MAX_NUMBER, Yaml, read_yaml

_NARRATIVE = re.compile("[A-Z]{3}-20[0-9]{2}")
_FIRST_DAY, _LAST_DAY = datetime.date(2001, 1, 1), datetime.date(2100, 12, 31)
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
"""The fields of a fact that can be corrected, with their types (all but the required ones can be null)."""
_BOUNDS = {"value": (0, MAX_NUMBER), "value_high": (0, MAX_NUMBER), "count": (0, 2**31 - 1), "year": (1900, 2100)}
"""The minimum and maximum of each numeric field."""
_ADVICE = "Check the current text, and fix or remove the entry."


_SEE = "See seeds/corrections/README.md."


@dataclass(frozen=True, slots=True)
class Correction:
    """An entry: a reviewed finding (``check_id``), or a field of a fact that is set to ``new``."""

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


class _Entry(TypedDict):
    """What both kinds of entry contain."""

    narrative: Words
    sentence: Words
    author: Words
    date: Annotated[datetime.date, Ge(_FIRST_DAY), Le(_LAST_DAY)]
    reason: Words


class _Accepted(_Entry):
    accepted: Words


# Two of the fields are Python keywords.
_Sides = TypedDict("_Sides", {"from": Any, "to": Any})


class _Corrected(_Entry, _Sides):
    corrected: Words
    text: Words
    field: Words


def load_corrections(folder: Path) -> tuple[Correction, ...]:
    """Every entry of the ``*.yaml`` files of ``folder`` (none if there is no such folder).

    Raises ``DataFileError`` with file and line for an entry that lacks a field, has an unknown one, or sets a field to
    an impossible value.
    """
    return tuple(entry for path in sorted(folder.glob("*.yaml")) for entry in _entries(read_yaml(path)))


def _entries(source: Yaml) -> Iterator[Correction]:
    if not isinstance(source.value, list):
        raise source.wrong("a file of corrections is a list of entries", advice=_SEE)
    for number, raw in enumerate(source.value):
        line = source.line(number)
        if isinstance(raw, dict) and "corrected" in raw:
            entry_fields = record(source, _Corrected, number)
            if entry_fields["corrected"] not in METRICS:
                raise source.wrong(f"there is no metric {entry_fields['corrected']}", number, "corrected", advice=_SEE)
            if isinstance(entry_fields["from"], list | dict):
                raise source.wrong("from should be a value", number, "from", advice=_SEE)
            if wrong := _misfit(entry_fields["field"], entry_fields["to"]):
                raise source.wrong(wrong, number, "to", advice=_SEE)
            entry = _correction(entry_fields, source.file, line, entry_fields)
        else:
            entry = _correction(record(source, _Accepted, number), source.file, line)
        if not _NARRATIVE.fullmatch(entry.narrative_id):
            raise source.wrong("narrative should be a country and a report year, as GHA-2023", number, "narrative")
        yield entry


def _misfit(field: str, new: Any) -> str | None:
    """Why a field of a fact cannot be set to ``new``; None if it can."""
    types = FIELDS.get(field)
    if types is None:
        return f"{field} cannot be corrected; {', '.join(FIELDS)} can"
    column = TABLES["metric"].column(field)
    if new is None:
        return None if column.nullable else f"{field} cannot be null"
    if not isinstance(new, types) or isinstance(new, bool) != (types == (bool,)):
        return f"{field} cannot be {new!r}"
    if column.codes and new not in column.codes:
        return f"{field} cannot be {new!r}; it can be {', '.join(column.codes)}"
    if field in _BOUNDS and isinstance(new, int | float):
        least, most = _BOUNDS[field]
        if not least <= new <= most:
            return f"{field} cannot be {new!r}; it is from {least:,} to {most:,}"
    return None


def _correction(fields: _Entry, file: str, line: int, figure: _Corrected | None = None) -> Correction:
    accepted: Mapping[str, Any] = fields if figure is None else {}
    corrected: Mapping[str, Any] = figure or {}
    return Correction(
        narrative_id=fields["narrative"],
        sentence=" ".join(fields["sentence"].split()),
        author=fields["author"],
        date=fields["date"].isoformat(),
        reason=" ".join(fields["reason"].split()),
        file=file,
        line=line,
        check_id=accepted.get("accepted"),
        metric=corrected.get("corrected"),
        text=corrected.get("text"),
        field=corrected.get("field"),
        old=corrected.get("from"),
        new=corrected.get("to"),
    )


def corrected(rows: Rows, corrections: Iterable[Correction]) -> Rows:
    """The rows with facts corrected and derived tables rebuilt, and a row of ``correction`` for each entry that
    applies.

    Raises ``DataFileError`` with file and line if an entry's sentence or figure is not in the current narrative.
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
    return with_derived(
        {
            **rows,
            "metric": in_order(TABLES["metric"], [tuple(row.values()) for row in metrics]),
            "correction": in_order(TABLES["correction"], applied),
        }
    )


def _set(entry: Correction, facts: Sequence[dict[str, Any]], positions: Sequence[int]) -> dict[str, Any]:
    """Set the field, in place, of the one fact that the entry names."""
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
    """The stable name of an entry, derived from its target; the same in every version to which it applies."""
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
