"""Strict reading of small YAML files: every error names the file and the entry.

What belongs here: checking what a file holds against what it should.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tipetl.errors import DataFileError

__all__ = ["load_yaml", "table", "wanted"]


def load_yaml(path: Path) -> Any:
    """What a YAML file holds. Raises DataFileError where it cannot be read or is no YAML."""
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"cannot be read: {error}", file=path.name) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise DataFileError("is not YAML", file=path.name, line=mark.line + 1 if mark else None) from error


def table(row: Any, what: str, file: str, *, required: set[str], optional: frozenset[str] = frozenset()) -> Any:
    """``row``, which has to be a table with the required fields and no unknown ones. Raises DataFileError."""
    if not isinstance(row, dict):
        raise DataFileError(f"{what} is not a table of fields", file=file)
    if unknown := sorted(set(map(str, row)) - required - optional):
        raise DataFileError(f"{what} has unknown fields: {', '.join(unknown)}", file=file)
    if missing := sorted(required - set(row)):
        raise DataFileError(f"{what} lacks {', '.join(missing)}", file=file)
    return row


def wanted(row: Mapping[str, Any], name: str, kind: type, what: str, file: str) -> None:
    """Raises DataFileError where the field ``name`` of ``row`` is there and not of this kind."""
    words = {int: "a whole number", str: "text", bool: "true or false", list: "a list"}
    value = row.get(name)
    if name in row and (not isinstance(value, kind) or (kind is int and isinstance(value, bool)) or value == ""):
        raise DataFileError(f"{what}: {name} should be {words[kind]}", file=file)
