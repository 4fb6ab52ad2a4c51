"""Convert an answer's values to Python values that JSON can represent, whatever their DuckDB type.

Numbers, booleans, text and nulls stay as they are, and so do lists of them. Exact decimals become numbers if a double
can represent all their digits, and text otherwise. Structs, maps, unions and other lists become dicts and lists. Every
other value (date, time, interval, blob, bits, UUID, …) becomes DuckDB's text for it, because Python has no year 294247,
no 24:00:00 and no infinite date.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

_WHOLE = frozenset({
    "boolean", "tinyint", "smallint", "integer", "bigint", "hugeint", "utinyint", "usmallint", "uinteger", "ubigint",
    "uhugeint", "float", "double", "varchar", "enum",
})  # fmt: skip
_NESTED = frozenset({"list", "struct", "map", "union", "array", "variant"})
_EXACT_DIGITS = 15
"""The number of digits up to which a double represents every decimal number."""
_LONG_INTEGER = 40

Converter = Callable[[Any], Any]


def projection(types: Sequence[Any]) -> str | None:
    """Return the SELECT list that converts columns of these DuckDB types; None if no column needs conversion."""
    expressions = [_expression(number, kind) for number, kind in enumerate(types, 1)]
    return None if all(words == f"#{number}" for number, words in enumerate(expressions, 1)) else ", ".join(expressions)


def converters(types: Sequence[Any]) -> dict[int, Converter]:
    """Return the conversions that remain to be done in Python, by column number from 0."""
    wanted = {place: _converter(kind) for place, kind in enumerate(types)}
    return {place: converter for place, converter in wanted.items() if converter is not None}


def _expression(number: int, kind: Any) -> str:
    if kind.id in _WHOLE or kind.id == "decimal" or _is_plain_list(kind):
        return f"#{number}"
    return f"to_json(#{number})" if kind.id in _NESTED else f"#{number}::VARCHAR"


def _is_plain_list(kind: Any) -> bool:
    return kind.id == "list" and kind.children[0][1].id in _WHOLE


def _converter(kind: Any) -> Converter | None:
    if kind.id == "decimal":
        width, scale = (size for _, size in kind.children)
        return _decimal(width, scale)
    if kind.id in _NESTED and not _is_plain_list(kind):
        return _from_json
    return None


def _decimal(width: int, scale: int) -> Converter:
    convert: Callable[[Decimal], object] = int if scale == 0 else float if width <= _EXACT_DIGITS else str
    return lambda value: None if value is None else convert(value)


def _from_json(text: str | None) -> object:
    return None if text is None else json.loads(text, parse_int=_integer)


def _integer(digits: str) -> int | str:
    # Python refuses to read integers with thousands of digits.
    return int(digits) if len(digits) <= _LONG_INTEGER else digits
