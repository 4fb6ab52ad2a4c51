"""Read the checks in ``expectations/`` into frozen records, rejecting anything unknown.

Each table has a YAML file, and ``cross_table.yaml`` covers several tables; the SQL of a check of kind ``sql`` is in
``sql/<id>.sql`` in the same folder. A table's file lists its columns, including those that need no check
(``suite_columns``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from typing_extensions import TypedDict

from tipetl.errors import DataFileError
from tipetl.metrics import METRIC
from tipetl.model import UNITS
from tipetl.records import Words, record
from tipetl.resources import data_dir
from tipetl.tables import TABLES, Table, literal
from tipetl.tables.shared import SEVERITIES
from tipetl.yamlfile import read_yaml

CROSS_TABLE = "cross_table"
GATE = "gate"

# The fields that each kind of check must or may have, besides the common fields.
_REQUIRED: dict[str, tuple[str, ...]] = {
    "required": ("columns",),
    "empty": ("columns",),
    "in_order": ("columns",),
    "unique": ("columns",),
    "codes": ("columns",),
    "between": ("columns",),
    "matches": ("columns", "regex"),
    "rows": ("min",),
    "references": ("columns", "to_table", "to_columns"),
    "slice": ("columns",),
    "sql": (),
}
_OPTIONAL = {"empty": ("where",), "between": ("min", "max"), "sql": ("likely", "right", "judged", "scope")}
_COMMON = {"id", "kind", "severity", "reason", "contract"}
# Checks of these kinds are split into one check per column.
_A_CHECK_A_COLUMN = ("required", "empty", "codes", "between", "matches", "slice")


@dataclass(frozen=True, slots=True)
class Where:
    """The rows that a check covers: those whose ``column`` has a value in ``is_in``, or one outside ``is_not_in``."""

    column: Words
    is_in: tuple[Words, ...] = ()
    is_not_in: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A check: what it examines, its severity, and why it exists.

    ``check_id`` is stable. ``columns`` belong to ``table``; ``to_table`` and ``to_columns`` are set for ``references``,
    ``minimum`` and ``maximum`` (inclusive) for ``between`` and ``rows``, ``regex`` for ``matches``, ``sql`` for
    ``sql``. ``scope`` is "country" if the check's findings in one country's documents, or in a document without a
    country, do not depend on any other document. ``likely`` is "misread" for an ``sql`` check that looks for our
    reading errors rather than the report's. People judged ``judged`` of its findings and attributed ``right`` of them
    to the report. ``in_order`` has two columns, the lower first.
    """

    check_id: str
    table: str
    kind: str
    severity: str
    reason: str
    contract: str | None
    columns: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    regex: str | None = None
    to_table: str | None = None
    to_columns: tuple[str, ...] = ()
    sql: str | None = None
    likely: str | None = None
    right: int = 0
    judged: int = 0
    where: Where | None = None
    scope: str = "collection"


@dataclass(frozen=True, slots=True)
class Plan:
    """All checks, with unique ids, and the SQL that prepares the tables shared by several checks."""

    checks: tuple[Check, ...]
    preparation: str


def load_plan(folder: Path | None = None) -> Plan:
    """Read every file in ``folder`` (default: the bundled expectations).

    Raises ``DataFileError`` with file and line for an unknown key, kind, table, column or severity, a missing field, a
    missing SQL file, or a duplicate id.
    """
    folder = folder or data_dir("expectations")
    checks: list[Check] = []
    for path in sorted(folder.glob("*.yaml")):
        checks.extend(_read_file(path, folder))
    if not checks:
        raise DataFileError("there are no checks here", file=str(folder), advice="Restore the expectations folder.")
    seen: set[str] = set()
    for check in checks:
        if check.check_id in seen:
            raise DataFileError(
                f"the id {check.check_id} stands twice", file=str(folder), advice="Ids are never reused."
            )
        seen.add(check.check_id)
    preparation = folder / "sql" / "_prepare.sql"
    shared = preparation.read_text(encoding="utf-8") if preparation.exists() else ""
    return Plan(tuple(checks), f"{_metric_table()}\n{_relation_table(folder / 'sql' / '_relations.yaml')}\n{shared}")


def _metric_table() -> str:
    """Return the SQL that creates ``metric_kind``, the table of metrics in ``metrics.yaml``. Codes and units contain no
    quotes.
    """
    rows = ",\n".join(
        f"('{code}', '{metric.family}', '{metric.measure}', {list(metric.units)}::VARCHAR[])"
        for code, metric in METRIC.items()
    )
    return f"CREATE TEMP TABLE metric_kind AS FROM (VALUES\n{rows}\n) v(metric, family, measure, units);"


@dataclass(frozen=True, slots=True)
class _Relation:
    """An entry of ``_relations.yaml``: the ``metric`` codes that another metric bounds. The file's header explains each
    field.
    """

    metric: tuple[Words, ...]
    within: Words
    how: Literal["each", "together"]
    carried: Literal["same_year", "two_years"]
    reason: Words


@dataclass(frozen=True, slots=True)
class _Relations:
    """The contents of ``_relations.yaml``."""

    relations: tuple[_Relation, ...]


def _relation_table(path: Path) -> str:
    """Return the SQL that creates ``metric_relation``, with a row for each metric that another bounds. The table is
    empty if the file does not exist.
    """
    relations: tuple[_Relation, ...] = ()
    if path.exists():
        source = read_yaml(path)
        relations = record(source, _Relations).relations
        for number, relation in enumerate(relations):
            if unknown := {*relation.metric, relation.within} - set(METRIC):
                raise source.wrong(f"there is no metric {', '.join(sorted(unknown))}", "relations", number)
    rows = [
        f"({literal(metric)}, {literal(one.within)}, {literal(one.how)}, {literal(one.carried)}, {literal(one.reason)})"
        for one in relations
        for metric in one.metric
    ]
    columns = "metric VARCHAR, within VARCHAR, how VARCHAR, carried VARCHAR, reason VARCHAR"
    filled = f"INSERT INTO metric_relation VALUES {', '.join(rows)};" if rows else ""  # noqa: S608 - quoted
    return f"CREATE TEMP TABLE metric_relation ({columns});\n{filled}"


def checks_version(folder: Path | None = None) -> str:
    """Return a short name for the current checks: 16 hex digits of a hash of their files."""
    folder = folder or data_dir("expectations")
    digest = hashlib.sha256()
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("sql/*.sql"), *folder.glob("sql/*.yaml")]):
        name = path.relative_to(folder).as_posix()
        digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def suite_columns(folder: Path | None = None) -> dict[str, tuple[str, ...]]:
    """Return the columns listed in each table's file, in order: those that its suite was written for."""
    files = sorted((folder or data_dir("expectations")).glob("*.yaml"))
    contents = [record(read_yaml(path), _File) for path in files]
    return {content.table: content.columns for content in contents if content.table in TABLES}


@dataclass(frozen=True, slots=True)
class _File:
    """The contents of a file of checks. Each check in the file is parsed separately."""

    table: Words
    checks: tuple[Any, ...]
    columns: tuple[Words, ...] = ()


class _Raw(TypedDict, total=False):
    """A check as written in its file. The check's kind determines which fields it must or may have."""

    id: Words
    kind: Words
    severity: Words
    reason: Words
    contract: Words | int | None
    columns: tuple[Words, ...]
    to_table: Words
    to_columns: tuple[Words, ...]
    min: int | float
    max: int | float
    regex: Words
    likely: Words
    right: int
    judged: int
    where: Where
    scope: Literal["country", "collection"]


def _read_file(path: Path, folder: Path) -> list[Check]:
    source = read_yaml(path)
    content = record(source, _File)
    name = content.table
    if name != path.stem or (name != CROSS_TABLE and name not in TABLES):
        raise source.wrong(f"there is no table {name}, or the file is not named after it", "table")
    checks: list[Check] = []
    for number in range(len(content.checks)):
        raw = record(source, _Raw, "checks", number)
        try:
            checks.extend(_checks(raw, name, folder))
        except _Wrong as error:
            raise source.wrong(str(error), "checks", number, advice="See CONTRIBUTING.md.") from error
    return checks


def _regex(written: str | None) -> str | None:
    """Return a regular expression from the file with ``{units}`` replaced by the contract's units."""
    return None if written is None else written.replace("{units}", "|".join(UNITS))


class _Wrong(ValueError):
    """An error in a check, raised before the file and line are known."""


def _checks(raw: Mapping[str, Any], table: str, folder: Path) -> list[Check]:
    kind = raw.get("kind")
    if kind not in _REQUIRED:
        raise _Wrong(f"there is no kind {kind!r}; the kinds are {', '.join(_REQUIRED)}")
    required = _COMMON.union(_REQUIRED[kind])
    if missing := required - {"contract"} - set(raw):
        raise _Wrong(f"missing: {', '.join(sorted(missing))}")
    if unknown := set(raw) - required.union(_OPTIONAL.get(kind, ())):
        raise _Wrong(f"unknown: {', '.join(sorted(unknown))}")
    if raw["severity"] not in SEVERITIES:
        raise _Wrong(f"there is no severity {raw['severity']!r}; there are {', '.join(SEVERITIES)}")
    if raw.get("likely", "misread") != "misread":
        raise _Wrong(f"likely must be misread or left out, not {raw['likely']!r}")
    if kind == "between" and not {"min", "max"} & set(raw):
        raise _Wrong("a check of kind between needs min or max")
    if not str(raw["id"]).startswith(f"{table}."):
        raise _Wrong(f"the id {raw['id']} does not begin with {table}.")
    columns = tuple(raw.get("columns", ()))
    to_columns = tuple(raw.get("to_columns", ()))
    where: Where | None = raw.get("where")
    _demand_columns(table, [*columns, *([where.column] if where else [])])
    if kind == "references":
        _demand_columns(raw["to_table"], to_columns)
    if kind == "codes" and (free := [name for name in columns if not TABLES[table].column(name).codes]):
        raise _Wrong(f"no code list in the table definitions: {', '.join(free)}")
    check = Check(
        check_id=str(raw["id"]),
        table=table,
        kind=kind,
        severity=raw["severity"],
        reason=" ".join(str(raw["reason"]).split()),
        contract=None if raw.get("contract") is None else str(raw["contract"]),
        columns=columns,
        minimum=raw.get("min"),
        maximum=raw.get("max"),
        regex=_regex(raw.get("regex")),
        to_table=raw.get("to_table"),
        to_columns=to_columns,
        sql=_sql(folder, str(raw["id"])) if kind == "sql" else None,
        likely=raw.get("likely"),
        right=raw.get("right", 0),
        judged=raw.get("judged", 0),
        where=where,
        scope=raw.get("scope", "collection") if kind == "sql" else _scope(kind, table, columns, to_columns),
    )
    return _spread(check) if kind in _A_CHECK_A_COLUMN else [check]


def _scope(kind: str, table: str, columns: Sequence[str], to_columns: Sequence[str]) -> str:
    """Return the scope of a check of columns: "country" if each row is judged alone or only with other rows of its
    document.
    """
    kept = [name for name, other in zip(columns, to_columns, strict=False) if name == other]
    compared = {"rows": (), "unique": columns, "references": kept}
    owned = table in TABLES and "doc" in TABLES[table].column_names
    return "country" if owned and "doc" in compared.get(kind, ("doc",)) else "collection"


def _spread(check: Check) -> list[Check]:
    return [replace(check, check_id=f"{check.check_id}.{name}", columns=(name,)) for name in check.columns]


def _sql(folder: Path, check_id: str) -> str:
    path = folder / "sql" / f"{check_id}.sql"
    if not path.exists():
        raise _Wrong(f"its SQL file sql/{path.name} is missing")
    return path.read_text(encoding="utf-8").strip().rstrip(";")


def _demand_columns(table: str, columns: Sequence[str]) -> None:
    definition: Table | None = TABLES.get(table)
    if columns and definition is None:
        raise _Wrong(f"there is no table {table}")
    if definition and (unknown := [name for name in columns if name not in definition.column_names]):
        raise _Wrong(f"{table} has no column {', '.join(unknown)}")
