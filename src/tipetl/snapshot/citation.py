"""Describe how to cite and open a version: ``CITATION.cff`` (Citation File Format 1.2.0) and ``README.md``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import yaml

CITATION_NAME = "CITATION.cff"
README_NAME = "README.md"
TITLE = "tipetl: figures read from the Trafficking in Persons reports"
AUTHORS = "The tipetl authors"
LICENCE = (
    "The tables: MIT, as tipetl itself. The texts of the reports belong to their sources; audit_document.licence says "
    "on which terms each is used."
)
_ABSTRACT = (
    "Figures, trafficking routes, recommendations and tier placements read from narratives of the US Trafficking in "
    "Persons reports, each with the sentence that it came from."
)


@dataclass(frozen=True, slots=True)
class Edition:
    """The data for a version's citation: its name, time of publication, content hash, and number of rows."""

    version: str
    published_at: datetime
    content_hash: str
    table_schema_version: str
    row_counts: Mapping[str, int]

    @property
    def day(self) -> str:
        """The day of publication in the form YYYY-MM-DD."""
        return self.published_at.date().isoformat()


def citation(edition: Edition) -> str:
    """Return the reference as one line, as in a bibliography."""
    return (
        f"{AUTHORS} ({edition.published_at.year}). {TITLE}. Version {edition.version}. Data set. "
        f"Content SHA-256 {edition.content_hash}."
    )


def citation_file(edition: Edition) -> str:
    """Return the contents of ``CITATION.cff``: YAML according to schema 1.2.0 of the Citation File Format."""
    content: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "Cite the version that you used, and the reports that its figures come from.",
        "type": "dataset",
        "title": TITLE,
        "abstract": _ABSTRACT,
        "authors": [{"name": AUTHORS}],
        "version": edition.version,
        "date-released": edition.day,
        "license": "MIT",
        "identifiers": [
            {
                "type": "other",
                "value": f"sha256:{edition.content_hash}",
                "description": "Hash of the content of all tables: equal for equal data, whoever built it.",
            }
        ],
        "keywords": ["human trafficking", "trafficking in persons", "open data"],
        "references": [
            {
                "type": "report",
                "title": "Trafficking in Persons Report",
                "authors": [{"name": "United States Department of State"}],
                "notes": "The source of every figure; which reports this version holds stands in manifest.json.",
            }
        ],
    }
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=120)


FILES: Mapping[str, str] = {
    "`tipetl.duckdb`": "every table and view: `duckdb -readonly tipetl.duckdb`",
    "`parquet/`": "every table as Parquet",
    "`manifest.json`, `recipe.json`": "the sources and their hashes; the code, rules and corrections that made it",
    "`CHANGES.md`": "what is different from the version before, and why (no such file: it is the first)",
    "`findings.html`": "what the checks found",
    "`datapackage.json`, `metadata.json`": "what every table and column is, for Frictionless tools and for Datasette",
    "`sources/`": "the bytes that were read, by their SHA-256",
}
"""The files in a version's folder, each with a description."""
FILES_OF_EXPORT: Mapping[str, str] = {
    "`tipetl.duckdb`": "every table and view, for DuckDB 1.1 or later",
    "`parquet/`": "every table as Parquet (zstd); comments and keys in the file metadata",
    "`csv/`": (
        "every table as UTF-8 CSV; an empty cell is null, lists are JSON, and text that a spreadsheet would take for a "
        "formula begins with a quote (') that is not in the data"
    ),
    "`tipetl.xlsx`": "a sheet for each table, and the dictionary; the first sheet says what Excel's limits cut",
    "`tipetl.sqlite`": "every table with its keys, lists as JSON; table `about` names the views that are left out",
    "`manifest.json`": "the sources and their hashes, row counts, check results",
}
"""The files that a copy may contain, each with a description. SHA256SUMS lists those that it does contain."""


def readme(edition: Edition, files: Mapping[str, str] = FILES) -> str:
    """Return the ``README.md`` for a version's folder or a copy. It says what the data are and how to cite, open and
    check them.
    """
    listed = "\n".join(f"| {name} | {what} |" for name, what in files.items())
    rows = "\n".join(f"| `{table}` | {count:,} |" for table, count in edition.row_counts.items() if count)
    return f"""# tipetl, version {edition.version}

Published {edition.day}; table schema {edition.table_schema_version}. This folder never changes.

## Cite

> {citation(edition)}

`{CITATION_NAME}` holds the same for programs. {LICENCE}

## Open

| file | holds |
|---|---|
{listed}

Check that nothing was changed: `sha256sum -c SHA256SUMS`

## Rows

| table | rows |
|---|---:|
{rows}
"""


def edition_dict(edition: Edition) -> dict[str, str]:
    """Return a version's description as a mapping from names to texts."""
    return {
        "version": edition.version,
        "published": edition.day,
        "content_hash": edition.content_hash,
        "table_schema_version": edition.table_schema_version,
        "citation": citation(edition),
        "licence": LICENCE,
        "row_counts": json.dumps(dict(edition.row_counts)),
    }
