"""Load YAML or JSON files as typed records, and report unknown or invalid entries with file and line.

This module connects ``yamlfile`` to pydantic and translates pydantic's errors into plain words. A record is a frozen
dataclass or a TypedDict with annotated types (``annotated_types`` for bounds); a dataclass checks what a type cannot
express in ``__post_init__``, and raises ValueError. pydantic takes a tenth of a second to import, so it is imported on
demand.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast

from annotated_types import Predicate

from tipetl.errors import DataFileError
from tipetl.yamlfile import Yaml

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Record = TypeVar("Record")


def _is_words(text: str) -> bool:
    return bool(text.strip())


Words = Annotated[str, Predicate(_is_words)]
"""Text that is not empty, the only predicate that error messages can express."""

_WORDS = {
    "bool_type": "should be true or false",
    "date_type": "should be a day, as 2026-11-25",
    "date_from_datetime_inexact": "should be a day, as 2026-11-25",
    "date_from_datetime_parsing": "should be a day, as 2026-11-25",
    "date_parsing": "should be a day, as 2026-11-25",
    "dict_type": "should be a table of fields",
    "dataclass_type": "should be a table of fields",
    "dataclass_exact_type": "should be a table of fields",
    "extra_forbidden": "is not a known field",
    "finite_number": "should be a number",
    "float_type": "should be a number",
    "int_type": "should be a whole number",
    "list_type": "should be a list",
    "missing": "is missing",
    "predicate_failed": "should be text that is not empty",
    "string_type": "should be text",
    "tuple_type": "should be a list",
    "unexpected_keyword_argument": "is not a known field",
}
_UNKNOWN = frozenset({"extra_forbidden", "unexpected_keyword_argument"})
_BOUNDS = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}


@dataclass(frozen=True, slots=True)
class Wrong:
    """An error in an entry: the line (from 1), and a message that names the field."""

    line: int
    message: str


def record(source: Yaml, kind: type[Record], *path: str | int) -> Record:
    """Return the value at ``path`` as a ``kind``. Raises DataFileError with file and line if the value does not
    match.
    """
    found = _read(source, kind, _at(source.value, path), path)
    if isinstance(found, Wrong):
        raise DataFileError(found.message, file=source.file, line=found.line)
    return found


def records(source: Yaml, kind: type[Record], *path: str | int) -> list[Record]:
    """Return the list at ``path``, with each entry as a ``kind``. Raises DataFileError for the first entry that does
    not match.
    """
    found = []
    for _, entry in each_record(source, kind, *path):
        if isinstance(entry, Wrong):
            raise DataFileError(entry.message, file=source.file, line=entry.line)
        found.append(entry)
    return found


def each_record(source: Yaml, kind: type[Record], *path: str | int) -> Iterator[tuple[int, Record | Wrong]]:
    """Yield, for each entry of the list at ``path``, its line, and the entry as a ``kind`` or what is wrong with it.

    Raises DataFileError if the value at ``path`` is not a list.
    """
    entries = _at(source.value, path)
    if not isinstance(entries, list):
        raise source.wrong(f"{_named(path) or 'the file'} should be a list of entries", *path)
    for number, entry in enumerate(entries):
        yield source.line(*path, number), _read(source, kind, entry, (*path, number))


def _at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def record_from_json(text: str, kind: type[Record], file: str, line: int | None = None) -> Record:
    """Read the record in a JSON object. Raises DataFileError with the given file and line if the text is not such a
    record.
    """
    found = _parsed(text, kind, ())
    if isinstance(found, _Misfit):
        raise DataFileError(found.message, file=file, line=line)
    return found


def _read(source: Yaml, kind: type[Record], value: Any, path: tuple[str | int, ...]) -> Record | Wrong:
    found = _parsed(json.dumps(value, default=_iso), kind, path)
    # For a missing field, give the line of the entry that lacks it.
    return Wrong(source.line(*found.path), found.message) if isinstance(found, _Misfit) else found


@dataclass(frozen=True, slots=True)
class _Misfit:
    """A value that does not match its kind: its place, and the reason."""

    path: tuple[str | int, ...]
    message: str


def _parsed(text: str, kind: type[Record], path: tuple[str | int, ...]) -> Record | _Misfit:
    """Read a ``kind`` from the JSON found at ``path``."""
    from pydantic import ValidationError

    try:
        # For JSON input, strict mode still accepts objects as dataclasses, lists as tuples and ISO strings as dates.
        (made,) = _adapter(cast(Any, kind)).validate_json(f"[{text}]")
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        # A misspelled field is also missing under its right name; the misspelling is reported first.
        first = min(found, key=lambda one: one["type"] not in _UNKNOWN)
        within = (*path, *first["loc"][1:])
        return _Misfit(within, _message(within, first))
    else:
        result: Record = made
        return result


def _iso(value: datetime.date) -> str:
    return value.isoformat()


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    """Make an adapter for a list of ``kind``: dataclasses cannot set strictness themselves, but inherit the list's."""
    from pydantic import ConfigDict, TypeAdapter

    return TypeAdapter(list[kind], config=ConfigDict(extra="forbid", strict=True, allow_inf_nan=False))


def _message(path: tuple[str | int, ...], error: Any) -> str:
    where = _named(path)
    context = error.get("ctx", {})
    words = _WORDS.get(error["type"])
    if error["type"] == "json_invalid":
        words = f"not JSON: {context['error']}"
    if words is None and error["type"] == "literal_error":
        words = f"should be one of {context['expected']}"
    if words is None:
        bounds = [f"should be {_BOUNDS[name]} {value}" for name, value in context.items() if name in _BOUNDS]
        words = bounds[0] if bounds else str(context.get("error") or error["msg"])
    return f"{where}: {words}" if where and error["type"] == "value_error" else f"{where} {words}".strip()


def _named(path: tuple[str | int, ...]) -> str:
    """Write a path in human-readable form: "documents: entry 3: iso3" (counted from 1)."""
    return ": ".join(f"entry {step + 1}" if isinstance(step, int) else str(step) for step in path)
