"""Run the checks' queries only on changed documents, and carry over earlier findings for the rest.

The documents of one country form a group, and so does each document without a country. A query with the ``scope``
"country" finds the same in a group whatever other groups exist. So the query's findings are stored with the hash of the
group's rows, and the query runs again only on a database of the groups that changed. The database of changed groups has
only the tables with rows that belong to documents, so a query that reads other tables fails there.

The file of kept findings starts with a hash, followed by the groups of the last run. The file is valid only for the
same plan and program. If it is missing, damaged or not ours, or if anything is in doubt, every query runs on all
documents.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

import duckdb

from tipetl.cache import program_version
from tipetl.checks.offenders import Offender, is_query, offenders, query_of, reading_order
from tipetl.checks.plan import Plan
from tipetl.errors import is_interrupt
from tipetl.tables import DATA_TABLES, TABLES, quoted

_PLACES = """
    CREATE TEMP TABLE place AS SELECT doc, coalesce('country ' || iso3, 'document ' || doc) AS place FROM document
"""
# Grouping is impossible if a document is duplicated or has no name, or if a restatement spans two groups or none.
_DOUBTFUL = """
    SELECT doc FROM document GROUP BY doc HAVING count(*) > 1 OR doc IS NULL
    UNION ALL SELECT r.later_doc FROM restatement r
    LEFT JOIN place a ON a.doc = r.first_doc LEFT JOIN place b ON b.doc = r.later_doc
    WHERE a.place IS DISTINCT FROM b.place OR a.place IS NULL
"""
_OF_NONE = "document "
"""The name of the group for rows without a document."""
# The changed documents include nonexistent ones that rows name.
_CHANGED = f"""
    CREATE TEMP TABLE changed_doc AS
    SELECT doc FROM place SEMI JOIN changed_place USING (place)
    UNION SELECT substr(place, {len(_OF_NONE) + 1}) FROM changed_place WHERE starts_with(place, '{_OF_NONE}')
"""  # noqa: S608 - our own names
# Only some columns of an entity are used, since its aliases come from all documents.
_ENTITIES = """
    CREATE TEMP TABLE placed_entity AS
    SELECT DISTINCT p.place, e.entity_id, e.kind, e.name
    FROM (SELECT doc, entity_id FROM mention UNION SELECT doc, entity_id FROM law_penalty) m
    JOIN place p USING (doc) JOIN entity e USING (entity_id)
"""
# Summing the hashes of rows takes a third as long as listing them in order.
_ADDED_UP = "count(*), sum(hash(t)::HUGEINT)"
_MADE = re.compile(r"(?:CREATE TEMP \w+|INSERT INTO) (\w+)")
_TABLE = re.compile(r"\bCREATE TEMP TABLE (\w+) AS\b")
_FILLED = re.compile(r"\bINSERT INTO (\w+)")
# A table that a query reads, or a macro that it calls. CTEs and built-in functions match as well.
_NAMED = re.compile(r"\b(?:(?:FROM|JOIN)\s+(\w++)|(\w++)\()")
_HASH_BYTES = 32


@dataclass(slots=True)
class _Group:
    """A group: the hash of its rows, its number of rows in each shared table, and each check's findings."""

    rows: str
    counts: dict[str, int]
    found: dict[str, list[Offender]]


class Answers:
    """The answers to a plan's queries about the database of ``connection``, with findings carried over in the file
    ``kept`` (None: no findings are kept). Close the ``Answers`` before closing the connection.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, plan: Plan, kept: Path | None) -> None:
        self._connection = connection
        self._plan = plan
        self._file = kept
        self._local = {check.check_id for check in plan.checks if check.scope == "country" and is_query(check)}
        self._whole = {check.table for check in plan.checks if check.scope != "country" and not is_query(check)}
        self._places: dict[str | None, str] = {}
        self._groups: dict[str, _Group] = {}
        self._changed: set[str] = set()
        self._part: duckdb.DuckDBPyConnection | None = None

    def __enter__(self) -> Answers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._part is not None:
            self._part.close()

    @property
    def asked_in_part(self) -> bool:
        """Return whether queries with the scope "country" run only on changed groups."""
        return self._part is not None

    def prepare(self) -> None:
        """Create the shared tables that the queries need. Raises ``duckdb.Error`` if a table cannot be created."""
        if self._file is not None and not self._divide(self._file):
            self._file = None
        if self._part is not None:
            self._connection.execute(_needed(self._connection, self._plan, self._local))
        (self._part or self._connection).execute(self._plan.preparation)
        if self._file is not None:
            self._count_shared(self._part or self._connection)

    def offenders(self, check_id: str, query: str) -> list[Offender]:
        """Return the offending rows of a query, in reading order. Raises the errors of ``offenders.offenders``, and
        ``ValueError`` if a row concerns a document outside the changed groups.
        """
        if self._file is None or check_id not in self._local:
            return offenders(self._connection, query)
        found = offenders(self._part or self._connection, query)
        for name in self._changed:
            self._groups[name].found[check_id] = []
        for one in found:
            name = self._places.get(one.doc, f"document {one.doc or ''}")
            if name not in self._changed:
                raise ValueError(f"the query is of scope country, but found something in {one.doc}")
            self._groups[name].found[check_id].append(one)
        everywhere = (one for group in self._groups.values() for one in group.found[check_id])
        return sorted(everywhere, key=reading_order)

    def connection_of(self, table: str) -> duckdb.DuckDBPyConnection:
        """Return the connection for expectations on a table's columns: one with only the changed groups' rows if each
        row can be judged alone.
        """
        alone = table in _owned() and table not in self._whole
        return self._part if self._part is not None and alone else self._connection

    def count(self, name: str) -> int | None:
        """Count the rows of a table or shared table; return None if the table does not exist."""
        counts = [group.counts[name] for group in self._groups.values() if name in group.counts]
        if self._file is not None and counts:
            return sum(counts)
        try:
            row = self._connection.execute(f"SELECT count(*) FROM {quoted(name)}").fetchone()  # noqa: S608 - own names
        except duckdb.Error:
            return None
        return None if row is None else row[0]

    def keep(self) -> None:
        """Rewrite the file atomically if every query ran. Raises OSError if the file cannot be written.

        Call this only if all expectations on columns passed, because their results are not kept.
        """
        if self._file is None or any(self._local - group.found.keys() for group in self._groups.values()):
            return
        text = json.dumps({name: _plain(group) for name, group in self._groups.items()}, sort_keys=True).encode()
        made = self._file.with_name(self._file.name + ".new")
        made.write_bytes(_hash(self._plan, text) + text)
        made.replace(self._file)

    def _divide(self, file: Path) -> bool:
        """Divide the documents into groups, and copy the changed groups unless all count as changed. Return whether the
        documents could be divided.
        """
        try:
            self._connection.execute(_PLACES)
            if self._connection.execute(_DOUBTFUL).fetchone():
                return False
            self._connection.execute(_ENTITIES)
            self._places = dict(self._connection.execute("SELECT doc, place FROM place").fetchall())
            with ThreadPoolExecutor(1) as beside:
                kept = beside.submit(_read, file, self._plan, self._local)
                rows, before = _hashes(self._connection), kept.result()
            self._changed = {name for name, found in rows.items() if name not in before or before[name].rows != found}
            if 2 * len(self._changed) > len(rows):
                self._changed = set(rows)
            fresh = {name: _Group(rows[name], {}, {}) for name in self._changed}
            self._groups = {name: fresh.get(name) or before[name] for name in rows}
            if len(self._changed) < len(rows):
                self._part = _copied(self._connection, self._changed)
                with suppress(duckdb.Error):  # the connection to a published file allows no settings
                    # More threads would take longer to start than these queries take to run, and are needed elsewhere.
                    self._connection.execute("SET threads = 1")
        except duckdb.Error as error:
            if is_interrupt(error):
                raise
            return False
        return True

    def _count_shared(self, connection: duckdb.DuckDBPyConnection) -> None:
        told = "SELECT table_name FROM duckdb_columns() WHERE column_name = 'doc' AND database_name = 'temp'"
        for (name,) in connection.execute(told).fetchall():
            for group in self._changed:
                self._groups[group].counts[name] = 0
            counted = f"SELECT doc, count(*) FROM {quoted(name)} GROUP BY doc"  # noqa: S608 - own names
            for doc, count in connection.execute(counted).fetchall():
                self._groups[self._places.get(doc, f"document {doc or ''}")].counts[name] += count


def _owned() -> dict[str, str]:
    """Return, for each table, a query for the rows that belong to documents, with their ``place`` and the row ``t``."""
    made = {
        name: f"FROM {quoted(name)} t LEFT JOIN place p ON p.doc = t.doc"
        for name in DATA_TABLES
        if "doc" in TABLES[name].column_names
    }
    return made | {"restatement": "FROM restatement t LEFT JOIN place p ON p.doc = t.later_doc"}


def _hashes(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Hash each group's rows (SHA-256, hex) regardless of order, since contents determine the order
    (``tables.in_order``).
    """
    digests: dict[str, Any] = {}
    queries = {name: f"SELECT {_place(name)}, {_ADDED_UP} {rows} GROUP BY 1" for name, rows in _owned().items()}
    queries["entity"] = f"SELECT place, {_ADDED_UP} FROM placed_entity t GROUP BY place"  # noqa: S608 - own names
    for name, query in queries.items():
        for place, *rows in connection.execute(query).fetchall():
            digests.setdefault(place, hashlib.sha256()).update(f"{name}={rows}\n".encode())
    return {place: digest.hexdigest() for place, digest in digests.items()}


def _place(table: str) -> str:
    return "p.place" if table == "restatement" else "coalesce(p.place, 'document ' || coalesce(t.doc, ''))"


def _copied(connection: duckdb.DuckDBPyConnection, places: Collection[str]) -> duckdb.DuckDBPyConnection:
    """Copy the rows of these groups into an in-memory database."""
    connection.execute("ATTACH ':memory:' AS changed")
    connection.execute("CREATE TEMP TABLE changed_place AS SELECT unnest(?::VARCHAR[]) AS place", [sorted(places)])
    connection.execute(_CHANGED)
    for name in _owned():
        doc = "later_doc" if name == "restatement" else "doc"
        # Select by document: since tables are sorted by document, DuckDB skips the rest.
        chosen = f"FROM {quoted(name)} WHERE {doc} IN (SELECT doc FROM changed_doc)"  # noqa: S608 - own names
        if _OF_NONE in places:
            chosen += f" UNION ALL FROM {quoted(name)} WHERE {doc} IS NULL"
        connection.execute(f"CREATE TABLE changed.{quoted(name)} AS {chosen}")
    connection.execute(
        "CREATE TABLE changed.entity AS SELECT DISTINCT entity_id, kind, name FROM placed_entity "
        "WHERE place IN (SELECT place FROM changed_place)"
    )
    part = connection.cursor()
    part.execute("USE changed")
    return part


def _needed(connection: duckdb.DuckDBPyConnection, plan: Plan, local: set[str]) -> str:
    """Select the preparatory statements that queries about all documents depend on.

    Queries about all documents are few, and need only a fraction of the rows. So a table becomes a view unless rows are
    inserted into it later or several queries would each compute it.
    """
    asked = [query_of(check) for check in plan.checks if is_query(check) and check.check_id not in local]
    times = Counter(name for query in asked for name in _names(query))
    named = set(times)
    needed: list[str] = []
    for statement in reversed(connection.extract_statements(plan.preparation)):
        made = _MADE.search(statement.query)
        if made is None or made[1] in named:
            needed.append(statement.query)
            named |= _names(statement.query)
    together = ";\n".join(reversed(needed))
    kept = {*_FILLED.findall(together), *(name for name, count in times.items() if count > 1)}
    return _TABLE.sub(lambda made: made[0] if made[1] in kept else f"CREATE TEMP VIEW {made[1]} AS", together)


def _names(query: str) -> set[str]:
    """Return the names of all tables and macros in a query, among other names."""
    return {name for pair in _NAMED.findall(query) for name in pair}


def _read(file: Path, plan: Plan, local: set[str]) -> dict[str, _Group]:
    """Return the groups in the file; empty if the file is missing, damaged, or from another plan or program."""
    try:
        data = file.read_bytes()
    except OSError:
        return {}
    text = data[_HASH_BYTES:]
    if data[:_HASH_BYTES] != _hash(plan, text):
        return {}
    return {
        name: _Group(
            told["rows"],
            told["counts"],
            {check: [_offender(row) for row in told["found"].get(check, ())] for check in local},
        )
        for name, told in json.loads(text).items()
    }


def _plain(group: _Group) -> Mapping[str, Any]:
    found = {check: [astuple(one) for one in rows] for check, rows in group.found.items() if rows}
    return {"rows": group.rows, "counts": group.counts, "found": found}


def _offender(row: list[Any]) -> Offender:
    doc, sentences, start, end, expected, found, message, other_doc, others = row
    return Offender(doc, tuple(sentences), start, end, expected, found, message, other_doc, tuple(others))


def _hash(plan: Plan, text: bytes) -> bytes:
    """Hash the groups with the plan and program, so that no other plan's or program's groups are reused."""
    return hashlib.sha256(f"{program_version()}\n{plan!r}\n".encode() + text).digest()
