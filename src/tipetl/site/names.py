"""Provide the names that people read instead of codes: ``data/names.yaml``, checked against the model's codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, get_args

from tipetl.errors import DataFileError
from tipetl.model import codes
from tipetl.site.records import Counted
from tipetl.yamlfile import parse_yaml

FILE = "names.yaml"
_WORD = re.compile(r"\w+")
_CODE = re.compile(r"[a-z]+(?:_[a-z]+)+")
_TWICE = re.compile(r"(?<![\d.,])(\d[\d.,]*) \(\1\)")
_CODES: Mapping[str, tuple[str, ...]] = {
    "mentions": codes.MENTION_KINDS,
    "quantities": codes.QUANTITY_KINDS,
    "sections": codes.SECTION_KINDS,
    "tiers": get_args(codes.Tier),
    "statuses": codes.STATUSES,
    "qualifiers": codes.QUALIFIERS,
    "periods": codes.PERIODS,
    "relations": codes.RELATIONS,
    "units": codes.UNITS,
    "links": codes.LINK_KINDS,
    "claims": codes.CLAIM_KINDS,
    "severities": get_args(codes.Severity),
}


@cache
def names() -> Mapping[str, Mapping[str, Any]]:
    """Return the lists in ``names.yaml``; raises ``DataFileError`` if a list does not name exactly the model's
    codes.
    """
    found: dict[str, dict[str, Any]] = parse_yaml(
        files("tipetl.site").joinpath("data", FILE).read_text(encoding="utf-8"), FILE
    ).value
    for name, wanted in _CODES.items():
        if set(found[name]) != set(wanted):
            odd = sorted(set(found[name]) ^ set(wanted))
            raise DataFileError(f"{name}: names and codes differ in {', '.join(odd)}", file=FILE)
    return found


def who(counted: Counted) -> tuple[str, ...]:
    """Say whom the figure counts, unless it counts everybody: "forced labor", "children"."""
    codes = (counted.exploitation, counted.age, counted.gender, counted.nationality)
    found = tuple(str(names()["persons"][code]) for code in codes if code)
    return (*found, "officials accused of complicity") if counted.official else found


def plain(code: str) -> str:
    """Turn a code without a name into words."""
    return code.replace("_", " ")


def worded(message: str, labels: Mapping[str, str]) -> str:
    """Reword a check's message with ``labels`` in place of metric codes, and without repeating a figure, as in "446
    (446)", where the second number is the value of the words before it.
    """
    if _CODE.fullmatch(message) and message not in labels:
        return plain(message)

    def named(word: re.Match[str]) -> str:
        label = labels.get(word[0])
        return word[0] if label is None else label.lower() if word.start() else label

    return _TWICE.sub(r"\1", _WORD.sub(named, message))
