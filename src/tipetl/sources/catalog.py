"""The catalog of reports: a small YAML file beside the documents that says what each is and where it came from.

What belongs here: reading a catalog strictly (an unknown or missing field is an error that names the entry).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from tipetl.errors import DataFileError
from tipetl.model import Hints

__all__ = ["CATALOG_NAME", "CatalogEntry", "hints_by_file", "load_catalog"]

CATALOG_NAME = "catalog.yaml"
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """One document. ``file`` is its name beside the catalog; ``sha256`` is of its bytes, 64 hex digits."""

    file: str
    country: str
    iso3: str
    report_year: int
    publisher: str
    url: str
    licence: str
    sha256: str
    republished_by: str | None = None

    def hints(self) -> Hints:
        """What the entry tells the reader of the document."""
        return Hints(
            country=self.iso3,
            report_year=self.report_year,
            url=self.url,
            publisher=self.publisher,
            licence=self.licence,
            sha256=self.sha256,
            year_from="metadata",
        )


_FIELDS = {field.name for field in fields(CatalogEntry)}
_REQUIRED = _FIELDS - {"republished_by"}


def load_catalog(path: Path) -> list[CatalogEntry]:
    """The entries of a catalog file. Raises DataFileError, which names the entry, when it is not as it should be."""
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"cannot be read: {error}", file=path.name) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise DataFileError("is not YAML", file=path.name, line=mark.line + 1 if mark else None) from error
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise DataFileError("wants a list of entries", file=path.name)
    entries = [_entry(row, number, path.name) for number, row in enumerate(raw, 1)]
    names = [entry.file for entry in entries]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise DataFileError(f"names {', '.join(twice)} more than once", file=path.name)
    return entries


def _entry(row: Any, number: int, file: str) -> CatalogEntry:
    if not isinstance(row, dict):
        raise DataFileError(f"entry {number} is not a table of fields", file=file)
    if unknown := sorted(set(map(str, row)) - _FIELDS):
        raise DataFileError(f"entry {number} has unknown fields: {', '.join(unknown)}", file=file)
    if missing := sorted(_REQUIRED - set(row)):
        raise DataFileError(f"entry {number} lacks {', '.join(missing)}", file=file)
    for name, value in row.items():
        wanted = int if name == "report_year" else str
        if not isinstance(value, wanted):
            raise DataFileError(f"entry {number}: {name} should be {'a year' if wanted is int else 'text'}", file=file)
    if not _SHA256.fullmatch(row["sha256"]):
        raise DataFileError(f"entry {number}: sha256 should be 64 hex digits in lower case", file=file)
    if "/" in row["file"] or "\\" in row["file"]:
        raise DataFileError(f"entry {number}: file should be a name in the catalog's own folder", file=file)
    return CatalogEntry(**row)


def hints_by_file(path: Path) -> dict[str, Hints]:
    """The hints of each file that the catalog at ``path`` names. Raises DataFileError like ``load_catalog``."""
    return {entry.file: entry.hints() for entry in load_catalog(path)}
