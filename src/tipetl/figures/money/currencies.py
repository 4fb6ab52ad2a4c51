"""Maps printed currencies to their ISO 4217 codes.

What belongs here: which currency a printed word means in a given country. What does not belong here: the purpose of a
sum (``purposes``).
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tipetl.language.numbers import Number

CODE_LENGTH = 3


@cache
def currency_words() -> dict[str, str]:
    """Maps each currency word or phrase, in lower case, singular and plural, to itself."""
    table = _table()
    return {word: word for word in (*table["unique"], *table["by_country"])}


@cache
def _table() -> dict[str, dict[str, str | dict[str, str]]]:
    path = resources.files("tipetl.language") / "data" / "currencies.json"
    data: dict[str, dict[str, str | dict[str, str]]] = json.loads(path.read_text(encoding="utf-8"))
    return data


def currency_code(unit: str, iso3: str | None) -> str | None:
    """Return the ISO 4217 code of a printed currency ("pesos", "Canadian dollars", "USD") in a narrative of ``iso3``,
    or None."""
    if _is_code(unit):
        return unit
    table, word = _table(), unit.lower()
    if word in table["unique"]:
        return str(table["unique"][word])
    local = table["by_country"].get(word)
    if isinstance(local, dict):
        return local.get(iso3 or "", local.get("", None))
    prefixed = table["prefixes"].get(unit)
    if prefixed is not None:
        return str(prefixed)
    adjective, _, noun = word.rpartition(" ")
    national = table["adjectives"].get(adjective)
    if national is not None and noun:
        return str(national)
    tail = table["by_country"].get(noun)
    return tail.get(iso3 or "") if isinstance(tail, dict) else None


def sum_unit(number: Number, iso3: str | None) -> str | None:
    """Return the currency code of a sum: a code that the number reader found is kept, and a printed word is looked
    up."""
    return currency_code(number.unit or "", iso3)


def _is_code(unit: str) -> bool:
    # "NT$" also has three characters, in capitals, but is not a code.
    return len(unit) == CODE_LENGTH and unit.isalpha() and unit.isupper()
