"""Trace one figure through all versions with the macros in ``warehouse/sql/history.sql``."""

from __future__ import annotations

from pathlib import Path

import duckdb

from tipetl.asking import QueryResult, one_select, parquet_below
from tipetl.errors import WarehouseError
from tipetl.resources import data_dir
from tipetl.snapshot.layout import VERSION, snapshots_dir
from tipetl.tables import literal

_FOLDER = "'snapshots/"


def history_sql() -> str:
    """Return the SQL that defines the macros, for the folder that contains ``snapshots/``."""
    return (data_dir("warehouse") / "sql" / "history.sql").read_text(encoding="utf-8")


def fact_history(warehouse: Path, fact_id: str) -> QueryResult:
    """Trace one fact through the versions, oldest first. ``change`` says what differs from the previous version.

    Returns no rows if no version has the fact. Raises ``WarehouseError`` if nothing is published, or files of a version
    cannot be read.
    """
    return _asked(warehouse, f"FROM fact_history({literal(fact_id)})")


def figure_history(warehouse: Path, iso3: str, metric: str, year: int) -> QueryResult:
    """Trace the figure to cite for a country, metric and year through the versions, as ``fact_history`` does for a
    fact.
    """
    return _asked(warehouse, f"FROM figure_history({literal(iso3)}, {literal(metric)}, {year:d})")


def _asked(warehouse: Path, query: str) -> QueryResult:
    folder = snapshots_dir(warehouse)
    if not folder.is_dir() or not any(VERSION.fullmatch(path.name) for path in folder.iterdir()):
        raise WarehouseError(f"Nothing is published in {warehouse}.", advice="Publish a first version: tipetl run")
    # Folder names may contain wildcard characters.
    place = "".join(f"[{char}]" if char in "*?[" else char for char in str(folder.resolve()))
    macros = history_sql().replace(_FOLDER, literal(f"{place}/")[:-1])
    try:
        with parquet_below(folder, Path(place)) as connection:  # DuckDB compares wildcard patterns letter by letter
            connection.execute(macros)
            cursor = connection.execute(one_select(connection, query))
            description = cursor.description or []
            rows = cursor.fetchall()
    except duckdb.Error as error:
        raise WarehouseError(
            f"The versions cannot be read together: {' '.join(str(error).split())}",
            advice="Find out which one is damaged: tipetl snapshots verify --all",
        ) from error
    return QueryResult(
        columns=tuple(str(column[0]) for column in description),
        types=tuple(str(column[1]) for column in description),
        rows=tuple(rows),
    )
