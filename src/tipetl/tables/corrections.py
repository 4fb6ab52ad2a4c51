"""Read people's decisions about findings and figures: files in ``seeds/corrections/``, keyed by content.

Anything unknown in the files is an error. An entry names a narrative and the words of a sentence, so it survives a
rebuild. If the sentence or the figure has changed, the entry causes an error, since nobody has reviewed the new
sentence or figure. An entry for a narrative that is not loaded is ignored.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from annotated_types import Ge, Le
from typing_extensions import TypedDict

from tipetl.metrics import METRICS
from tipetl.records import Words, record
from tipetl.tables.definitions import TABLES
from tipetl.tables.keys import content_id
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
"""The fields of a fact that can be corrected, with their types. Only optional fields may be set to null."""
_BOUNDS = {"value": (0, MAX_NUMBER), "value_high": (0, MAX_NUMBER), "count": (0, 2**31 - 1), "year": (1900, 2100)}
"""The minimum and maximum of each numeric field."""
_SEE = "See seeds/corrections/README.md."


@dataclass(frozen=True, slots=True)
class Correction:
    """A decision about a reviewed finding (``check_id``), or a decision that sets a field of a fact to ``new``."""

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
    """The fields common to both kinds of entry."""

    narrative: Words
    sentence: Words
    author: Words
    date: Annotated[datetime.date, Ge(_FIRST_DAY), Le(_LAST_DAY)]
    reason: Words


class _Accepted(_Entry):
    accepted: Words


# Two of the fields have the names of Python keywords.
_Sides = TypedDict("_Sides", {"from": Any, "to": Any})


class _Corrected(_Entry, _Sides):
    corrected: Words
    text: Words
    field: Words


def load_corrections(folder: Path) -> tuple[Correction, ...]:
    """Return every entry in the ``*.yaml`` files in ``folder`` (none if the folder does not exist).

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
    """Say why a field of a fact cannot be set to ``new``; return None if it can."""
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


def correction_id(entry: Correction) -> str:
    """Derive an entry's stable name from its target. It stays the same in every version to which the entry applies."""
    content = (entry.narrative_id, entry.sentence, entry.check_id, entry.metric, entry.text, entry.field, entry.old)
    return content_id("c", content)
