"""Write a version's ``datapackage.json`` and Datasette ``metadata.json`` from the table definitions.

Both describe the tables, and depend on neither time, folder nor machine: the same rows and definitions yield the same
bytes. They derive from the content and are not part of its hash (docs/decisions/0210).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tipetl.tables.definitions import TABLE_SCHEMA_VERSION, TABLES
from tipetl.tables.questions import questions
from tipetl.tables.rows import Row
from tipetl.tables.schema import Column, ForeignKey, Table, describe
from tipetl.tables.views import views

DATAPACKAGE_NAME = "datapackage.json"
DATASETTE_NAME = "metadata.json"

_TITLE = "Figures of the US Trafficking in Persons reports"
_DESCRIPTION = (
    "What the Trafficking in Persons reports of the US Department of State say about each country and year, read from "
    "their prose: every figure with its metric, its year, who is counted, and the sentence it was read from."
)
_LICENCE = {"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}
_ABOUT_LICENCES = "The terms for the texts are those of each source."
_TYPES = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "VARCHAR[]": "array",
    "INTEGER[]": "array",
}


def write_metadata(folder: Path, tables: Mapping[str, Any]) -> tuple[Path, ...]:
    """Write both files into the folder of a version whose Parquet files are in ``parquet/``, and return their paths."""
    from tipetl.tables.columns import as_rows  # slow to import, and not needed for an export

    names = tuple(name for name in TABLES if name in tables)
    audits = as_rows({"audit_document": tables.get("audit_document", ())})["audit_document"]
    made = {
        DATAPACKAGE_NAME: datapackage(names, audits, within=folder),
        DATASETTE_NAME: datasette_metadata(),
    }
    for name, content in made.items():
        (folder / name).write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return tuple(folder / name for name in made)


def datapackage(
    names: Sequence[str], audits: Sequence[Row], *, within: Path, folder: str = "parquet/", form: str = "parquet"
) -> dict[str, Any]:
    """Return the descriptor of the named tables according to the Frictionless Data Package standard (version 1).

    ``audits`` are the rows of ``audit_document``, which list the sources. The files are ``<folder><table>.<form>``
    below ``within``, where ``form`` is ``parquet`` or ``csv`` (lists as JSON), and are listed with size and hash. The
    standard's tabular profile covers only CSV, so Parquet files are listed as files with a schema.
    """
    kind = "tabular-data-package" if form == "csv" else "data-package"
    return {
        "profile": kind,
        "name": "tipetl",
        "title": _TITLE,
        "description": f"{_DESCRIPTION} {_ABOUT_LICENCES}",
        "keywords": ["human trafficking", "trafficking in persons", "law enforcement", "victims"],
        "licenses": [_LICENCE],
        "sources": _sources(audits),
        "tipetl:table_schema_version": TABLE_SCHEMA_VERSION,
        "resources": [_resource(TABLES[name], within, folder, form, set(names)) for name in names],
    }


def _sources(audits: Sequence[Row]) -> list[dict[str, str]]:
    names = TABLES["audit_document"].column_names
    found: dict[str, dict[str, str]] = {}
    for row in audits:
        audit = dict(zip(names, row, strict=True))
        if audit["source_id"] is None:
            continue
        source = {"title": ", ".join(part for part in (audit["title"] or audit["name"], audit["publisher"]) if part)}
        if audit["url"]:
            source["path"] = audit["url"]
        if audit["licence"]:
            source["licence"] = audit["licence"]
        found.setdefault(json.dumps(source, sort_keys=True), source)
    return [found[key] for key in sorted(found)]


def _resource(table: Table, within: Path, folder: str, form: str, names: set[str]) -> dict[str, Any]:
    path = f"{folder}{table.name}.{form}"
    content = (within / path).read_bytes()
    kind: dict[str, Any] = (
        {"profile": "tabular-data-resource", "mediatype": "text/csv", "encoding": "utf-8"}
        if form == "csv"
        else {"profile": "data-resource", "type": "file", "mediatype": "application/vnd.apache.parquet"}
    )
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.primary_key),
        "missingValues": [""],
    }
    keys = [_foreign_key(table, key) for key in table.foreign_keys if key.table in names]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": table.name,
        "path": path,
        "format": form,
        **kind,
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "title": table.name.replace("_", " ").capitalize(),
        "description": table.comment,
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": column.comment,
    }
    if column.unit:
        field["unit"] = column.unit
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    if column.codes and field["type"] == "array":
        field["arrayItem"] = {"type": "string", "constraints": {"enum": list(column.codes)}}
    elif column.codes:
        constraints["enum"] = list(column.codes)
    if constraints:
        field["constraints"] = constraints
    return field


def _foreign_key(table: Table, key: ForeignKey) -> dict[str, Any]:
    """Express a foreign key in the form that the standard prescribes.

    Unlike in SQL, a key of several columns applies even if one of them is empty. So if some columns are nullable, the
    key names only those columns (the fact without its document).
    """
    pairs = list(zip(key.columns, key.references, strict=True))
    open_pairs = [pair for pair in pairs if table.column(pair[0]).nullable]
    if open_pairs:
        pairs = open_pairs
    return {
        "fields": [name for name, _ in pairs],
        "reference": {
            "resource": "" if key.table == table.name else key.table,
            "fields": [name for _, name in pairs],
        },
    }


def datasette_metadata() -> dict[str, Any]:
    """Return Datasette's metadata for a database called ``tipetl``: descriptions and units of every table, view and
    column, and the questions as canned queries.
    """
    tables: dict[str, Any] = {}
    for table in TABLES.values():
        tables[table.name] = {
            "description": table.comment,
            "columns": {column.name: describe(column) for column in table.columns},
        }
        units = {column.name: column.unit for column in table.columns if column.unit}
        if units:
            tables[table.name]["units"] = units
    for view in views().values():
        tables[view.name] = {
            "description": view.comment,
            "columns": {column.name: column.comment for column in view.columns},
        }
    units_used = sorted({unit for table in tables.values() for unit in table.get("units", {}).values()})
    return {
        "title": _TITLE,
        "description": _DESCRIPTION,
        "license": _LICENCE["title"],
        "license_url": _LICENCE["path"],
        "custom_units": [f"{unit} = [{unit}]" for unit in units_used if unit not in _KNOWN_UNITS],
        "databases": {
            "tipetl": {
                "tables": tables,
                "queries": {
                    question.name: {
                        "title": question.title,
                        "description": question.note,
                        "sql": question.sql,
                    }
                    for question in questions()
                },
            }
        },
    }


_KNOWN_UNITS = frozenset({"year", "month", "byte", "point"})
"""Units that Datasette's unit library already defines."""
