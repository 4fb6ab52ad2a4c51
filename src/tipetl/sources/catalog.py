"""The catalog of reports: a small YAML file that says what the documents beside it are, and where others can be found.

What belongs here: reading a catalog strictly (an unknown or missing field is an error that names the entry). It is a
mapping of ``documents`` and ``addresses`` (see ``addresses``), or just the list of documents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from tipetl.errors import DataFileError
from tipetl.model import Hints
from tipetl.sources.entries import load_yaml, table, wanted

__all__ = ["CATALOG_NAME", "CatalogEntry", "hints_by_file", "load_catalog", "load_part"]

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


_OPTIONAL = frozenset({"republished_by"})
_REQUIRED = {field.name for field in fields(CatalogEntry)} - _OPTIONAL


def load_part(path: Path, part: str) -> Any:
    """The ``documents`` or ``addresses`` of a catalog file, unchecked; None where it has none. Raises DataFileError."""
    raw = load_yaml(path)
    if raw is None or isinstance(raw, list):
        return raw if part == "documents" else None
    if not isinstance(raw, dict):
        raise DataFileError("wants documents and addresses, or a list of documents", file=path.name)
    table(raw, "the catalog", path.name, required=set(), optional=frozenset({"documents", "addresses"}))
    return raw.get(part)


def load_catalog(path: Path) -> list[CatalogEntry]:
    """The documents of a catalog file. Raises DataFileError, which names the entry, when it is not as it should be."""
    raw = load_part(path, "documents")
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise DataFileError("documents should be a list of entries", file=path.name)
    entries = [_entry(row, number, path.name) for number, row in enumerate(raw, 1)]
    names = [entry.file for entry in entries]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise DataFileError(f"names {', '.join(twice)} more than once", file=path.name)
    return entries


def _entry(row: Any, number: int, file: str) -> CatalogEntry:
    what = f"entry {number}"
    table(row, what, file, required=_REQUIRED, optional=_OPTIONAL)
    for name in row:
        wanted(row, name, int if name == "report_year" else str, what, file)
    if not _SHA256.fullmatch(row["sha256"]):
        raise DataFileError(f"{what}: sha256 should be 64 hex digits in lower case", file=file)
    if "/" in row["file"] or "\\" in row["file"]:
        raise DataFileError(f"{what}: file should be a name in the catalog's own folder", file=file)
    return CatalogEntry(**row)


def hints_by_file(path: Path) -> dict[str, Hints]:
    """The hints of each file that the catalog at ``path`` names. Raises DataFileError like ``load_catalog``."""
    return {entry.file: entry.hints() for entry in load_catalog(path)}
