"""Read the catalog of reports: a small YAML file that describes the documents in its folder and says where to find
others.

A catalog is a mapping with ``documents`` and ``addresses`` (see ``addresses``), or just a list of documents. A file
that is not a catalog is an error. An invalid entry is reported with its line, and the other entries remain valid.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from annotated_types import Ge, Le

from tipetl.countries import by_iso3, find_country
from tipetl.errors import DataFileError
from tipetl.model import Hints
from tipetl.records import Words, Wrong, each_record
from tipetl.yamlfile import Yaml, read_yaml

CATALOG_NAME = "catalog.yaml"
FIRST_YEAR, LAST_YEAR = 2001, 2100
_SHA256 = re.compile(r"[0-9a-f]{64}")
_PARTS = frozenset({"documents", "addresses"})


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """A document in the catalog. ``file`` is its name in the catalog's folder; ``sha256`` is the hash of its bytes in
    64 hex digits; ``country`` and ``iso3`` name the same country. Raises ValueError if the entry is inconsistent.
    """

    file: Words
    country: Words
    iso3: Words
    report_year: Annotated[int, Ge(FIRST_YEAR), Le(LAST_YEAR)]
    publisher: Words
    url: Words
    licence: Words
    sha256: Words
    republished_by: Words | None = None

    def __post_init__(self) -> None:
        if not _SHA256.fullmatch(self.sha256):
            raise ValueError("sha256 should be 64 hex digits in lower case")
        if "/" in self.file or "\\" in self.file or self.file in (".", ".."):
            raise ValueError("file should be a name in the catalog's own folder")
        check_iso3(self.iso3)
        named = find_country(self.country)
        if named is None:
            raise ValueError(f"country {self.country!r} names no country; give its English name")
        if named.iso3 != self.iso3:
            raise ValueError(f"country {self.country} is {named.iso3}, but iso3 says {self.iso3}")
        _check_url(self.url)

    def hints(self) -> Hints:
        """Return the metadata that the entry supplies for reading the document."""
        return Hints(
            country=self.iso3,
            report_year=self.report_year,
            url=self.url,
            publisher=self.publisher,
            licence=self.licence,
            sha256=self.sha256,
            year_from="metadata",
        )


@dataclass(frozen=True, slots=True)
class WrongEntry:
    """An invalid entry: the file that it names (None if it names none), its line, and what is wrong."""

    file: str | None
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Catalog:
    """The valid entries of a catalog by file name, each with its line, and the invalid entries."""

    entries: dict[str, tuple[int, CatalogEntry]]
    wrong: tuple[WrongEntry, ...] = ()


def read_catalog(path: Path) -> Catalog:
    """Read the documents in a catalog file. Raises DataFileError with the line if the file as a whole is invalid."""
    source = read_catalog_file(path)
    where = () if isinstance(source.value, list) else ("documents",)
    listed = source.value if not where else (source.value or {}).get("documents")
    if listed is None:
        return Catalog({})
    read = list(each_record(source, CatalogEntry, *where))
    times = Counter(_file_of(row) for row in listed)
    entries: dict[str, tuple[int, CatalogEntry]] = {}
    wrong: list[WrongEntry] = []
    for row, (line, entry) in zip(listed, read, strict=True):
        file = _file_of(row)
        if file is not None and times[file] > 1:
            raise DataFileError(f"it names {file} more than once", file=path.name, line=line, advice="Keep one entry.")
        if isinstance(entry, Wrong):
            wrong.append(WrongEntry(file, entry.line, entry.message))
        else:
            entries[entry.file] = (line, entry)
    return Catalog(entries, tuple(wrong))


def read_catalog_file(path: Path) -> Yaml:
    """Read a catalog file, checking only for unknown sections. Raises DataFileError if there are any."""
    source = read_yaml(path, file=path.name)
    raw = source.value
    if raw is None or isinstance(raw, list):
        return source
    if not isinstance(raw, dict):
        raise source.wrong("a catalog has documents and addresses, or is a list of documents")
    for part in raw:
        if part not in _PARTS:
            raise source.wrong(f"{part} is not a known section; a catalog has documents and addresses", part)
    return source


def check_iso3(code: str) -> None:
    """Raise ValueError if ``code`` is not the ISO 3166-1 alpha-3 code of a country, in capitals."""
    if by_iso3(code) is None or code != code.upper():
        raise ValueError(f"{code!r} is not an ISO 3166-1 alpha-3 code")


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if not good:
        raise ValueError("url should be an http(s) address")


def _file_of(row: Any) -> str | None:
    file = row.get("file") if isinstance(row, dict) else None
    return file if isinstance(file, str) and file else None
