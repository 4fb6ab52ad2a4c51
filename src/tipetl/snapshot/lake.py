"""Copy versions into a DuckLake: Parquet files in a folder, with a catalog in a PostgreSQL database.

Each version is one transaction, and so one snapshot of the lake. ::

    tipetl.<table>     the tables of the most recently published version
    tipetl.version     one row that names that version

The snapshot is marked with the version, so that earlier versions can be listed and read. The lake may contain other
people's schemas. The DuckDB extensions come from Python packages and are loaded from their files; nothing is ever
downloaded.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, cast

import duckdb
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from tipetl.errors import RetryableError, WarehouseError
from tipetl.snapshot.editions.stored import StoredTable, sql_type, stored_tables
from tipetl.snapshot.layout import LATEST, version_dir
from tipetl.snapshot.manifest import Manifest, read_manifest
from tipetl.snapshot.steps import reached
from tipetl.store import content_hash_of
from tipetl.tables import Column, Table, comments, literal, quoted
from tipetl.tables.schema import ColumnType
from tipetl.terminal import without_passwords

SCHEMA = "tipetl"
"""The schema for our tables in the lake."""
STEPS = ("lake opened", "lake tables written", "lake read back", "lake snapshot marked", "lake committed")
"""The named steps of publishing into a lake (``steps.reached``), in order."""

_EXTENSIONS = ("ducklake", "postgres_scanner")
_ATTEMPTS = 12
_LONGEST_WAIT = 5.0
_AUTHOR = "tipetl"
_MARK = Table(
    "version",
    "The version that the tables of this schema hold.",
    (
        Column("version", "VARCHAR", "Its name: the day of publication (UTC) and a number."),
        Column("sequence", "BIGINT", "Its number among the versions of its warehouse."),
        Column("published_at", "VARCHAR", "When it was published in its warehouse: ISO 8601, UTC."),
        Column("content_hash", "VARCHAR", "SHA-256 (hex) of all rows, as in its manifest.json."),
        Column("table_schema_version", "VARCHAR", "The version of the table definitions."),
        Column("code_version", "VARCHAR", "The version of tipetl that made it."),
    ),
    ("version",),
)
_CANNOT_CONNECT = "Unable to connect to Postgres at "
_PASSING = ("refused", "No such file", "timeout", "starting up", "shutting down", "too many", "closed")
_CONFLICTS = ("conflict", "already exists", "duplicate key", "could not serialize")


@dataclass(frozen=True, slots=True)
class LakeVersion:
    """A version in a lake. ``snapshot`` is the lake's own number for it, ``written_at`` the time at which it was
    written there.

    ``tables`` are the names of its tables; ``current`` says whether readers see this version by default.
    """

    version: str
    content_hash: str
    tables: tuple[str, ...]
    snapshot: int
    written_at: datetime
    current: bool


@dataclass(frozen=True, slots=True)
class IntoLake:
    """The result of publishing into a lake: the version, and whether it was written (False: the lake already had
    it).
    """

    version: str
    new: bool
    attempts: int


class LakeConflictError(RetryableError):
    """Another client wrote to the lake at the same time."""


def publish_to_lake(warehouse: Path, lake: str, version: str = LATEST, *, data: str | None = None) -> IntoLake:
    """Publish a version of the warehouse into a lake: all tables or none, read back before readers can see them.

    ``lake`` is a PostgreSQL connection string. ``data`` is the folder for the lake's files; if it is given and the
    database has no lake, a lake is created. Nothing is written if readers already see this version. If several clients
    publish at once, each retries after a conflict. Raises ``WarehouseError`` if the version, the database or the lake
    cannot be used or the rows do not read back identically, and ``RetryableError`` if the server does not answer or
    others keep writing. The lake is unchanged after an error.
    """
    folder = version_dir(warehouse, version)
    manifest, tables = read_manifest(folder), stored_tables(folder)
    created = [] if data is None else [f"DATA_PATH {literal(data if '://' in data else str(Path(data).resolve()))}"]
    attempts = Retrying(
        retry=retry_if_exception_type(LakeConflictError),
        wait=wait_random_exponential(multiplier=0.1, max=_LONGEST_WAIT),
        stop=stop_after_attempt(_ATTEMPTS),
        reraise=True,
    )
    for attempt in attempts:
        with attempt, _opened(lake, *created) as connection:
            reached("lake opened")
            new = _publish(connection, manifest, tables)
    return IntoLake(manifest.version, new, attempts.statistics["attempt_number"])


def lake_versions(lake: str) -> tuple[LakeVersion, ...]:
    """Return the versions in a lake, in the order in which they were written. Raises the same errors as
    ``publish_to_lake``.
    """
    with _opened(lake) as connection:
        return _versions(connection)


def verify_lake(lake: str, version: str = LATEST) -> tuple[LakeVersion, bool]:
    """Return whether a version's rows in a lake have the content hash in its manifest (latest: the version that readers
    see).

    Raises the same errors as ``publish_to_lake``, and ``WarehouseError`` if the version does not exist or its
    files are damaged.
    """
    with _opened(lake) as connection:
        connection.begin()
        held = [one for one in _versions(connection) if one.version == version or (version == LATEST and one.current)]
        if not held:
            what = "no version that readers see" if version == LATEST else f"no version {version}"
            raise WarehouseError(f"The lake holds {what}.", advice="See what it holds: tipetl lake versions")
        found = held[-1]
        if found.current:  # other clients may have changed the lake in the meantime
            return found, _content_hash(connection, found.tables) == found.content_hash
    with _opened(lake, f"SNAPSHOT_VERSION {found.snapshot}") as connection:
        return found, _content_hash(connection, found.tables) == found.content_hash


@contextmanager
def _opened(lake: str, how: str = "CREATE_IF_NOT_EXISTS false") -> Iterator[duckdb.DuckDBPyConnection]:
    """Connect with the lake attached. Any DuckDB error inside the block becomes a tipetl error."""
    # Extensions that the packages do not include must not be downloaded.
    with duckdb.connect(
        config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    ) as connection:
        try:
            for name in _EXTENSIONS:
                connection.execute(f"LOAD {literal(str(_extension(name)))}")
            connection.execute(
                f"ATTACH {literal(f'ducklake:postgres:{lake}')} AS lake (DATA_INLINING_ROW_LIMIT 0, {how})"
            )
            yield connection
        except duckdb.Error as error:
            # Omit the cause: DuckDB's message contains the whole connection string.
            raise _told(error) from None


def _extension(name: str) -> Path:
    module = import_module(f"duckdb_extension_{name}")
    path = Path(*module.__path__) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
    if not path.is_file():
        raise WarehouseError(
            f"The package {module.__name__} has no extension for DuckDB {duckdb.__version__}.",
            advice="Install the package of DuckDB's own version: pip install 'tipetl[ducklake]'",
        )
    return path


def _told(error: duckdb.Error) -> Exception:
    """Return an error of our own in place of DuckDB's, without secrets."""
    words = str(error)
    if _CANNOT_CONNECT in words:
        _, _, why = words.partition(_CANNOT_CONNECT)[2].partition('": ')
        return _unreachable(why)
    if "explicitly disabled" in words or "data_path is not set" in words:
        return WarehouseError(
            "That database holds no DuckLake.", advice="Name another, or create one there with --data DIR."
        )
    if "requires the extension" in words:
        return WarehouseError(
            "The lake's files are in a bucket or on a server, for which tipetl brings no extension of DuckDB.",
            advice="Choose a folder that all machines share.",
        )
    words = " ".join(without_passwords(words).split()).rstrip(".")
    if any(one in words for one in _CONFLICTS):
        return LakeConflictError("Other clients kept writing to the lake; nothing was written.", advice="Try again.")
    if "does not match existing data path" in words:
        return WarehouseError(words.partition(" You can")[0], advice="Leave --data out: the lake knows its folder.")
    return WarehouseError(f"The lake cannot be used: {words}.", advice="What it held before is unchanged.")


def _unreachable(why: str) -> Exception:
    why = why.strip().splitlines()[0]
    if "connection info string" in why or "@" in why:
        return WarehouseError(
            "That is not a PostgreSQL connection string.",
            advice="Give postgresql://USER@HOST/DATABASE or 'host=HOST dbname=DATABASE user=USER'.",
        )
    kind = RetryableError if any(one in why for one in _PASSING) else WarehouseError
    return kind(
        f"PostgreSQL cannot be reached: {without_passwords(why)}.",
        advice="Check the connection string, and that the server runs.",
    )


def _publish(connection: duckdb.DuckDBPyConnection, manifest: Manifest, tables: Sequence[StoredTable]) -> bool:
    """Write a version in one transaction; return False if readers already see it."""
    connection.begin()
    try:
        held = _versions(connection)
        _refuse_another(held, manifest)
        if any(one.current and one.version == manifest.version for one in held):
            connection.rollback()
            return False
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS lake.{SCHEMA}")
        connection.execute(f"USE lake.{SCHEMA}")
        for name in sorted({name for one in held for name in one.tables} - {table.name for table in tables}):
            connection.execute(f"DROP TABLE IF EXISTS {quoted(name)}")
        for table in tables:
            _create(connection, table.as_defined())
            path = literal(str(table.path))
            connection.execute(f"INSERT INTO {quoted(table.name)} SELECT * FROM read_parquet({path})")  # noqa: S608 - our names
        _create(connection, _MARK)
        marked = [getattr(manifest, name) for name in _MARK.column_names]
        connection.execute(f"INSERT INTO {_MARK.name} VALUES ({', '.join('?' * len(marked))})", marked)  # noqa: S608
        reached("lake tables written")
        names = tuple(table.name for table in tables)
        if _content_hash(connection, names) != manifest.content_hash:
            raise WarehouseError(
                f"The rows of {manifest.version} do not read back as they were published; the lake is unchanged.",
                advice=f"See whether the version is damaged: tipetl snapshots verify {manifest.version}",
            )
        reached("lake read back")
        extra = json.dumps({"version": manifest.version, "content_hash": manifest.content_hash, "tables": names})
        connection.execute(
            "CALL lake.set_commit_message(?, ?, extra_info => ?)", [_AUTHOR, f"version {manifest.version}", extra]
        )
        reached("lake snapshot marked")
        connection.commit()
    except BaseException:
        with suppress(duckdb.Error):
            connection.rollback()
        raise
    reached("lake committed")
    return True


def _create(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Create a table with every property that a DuckLake can declare, replacing any table of that name.

    The table is replaced even if the columns are the same: two clients that replace a table always conflict, whereas
    two that fill an empty one do not.
    """
    columns = (
        f"{quoted(column.name)} {column.type}{'' if column.nullable else ' NOT NULL'}" for column in table.columns
    )
    connection.execute(f"CREATE OR REPLACE TABLE {quoted(table.name)} ({', '.join(columns)})")
    for statement in comments(table):
        connection.execute(statement)


def _versions(connection: duckdb.DuckDBPyConnection) -> tuple[LakeVersion, ...]:
    rows = connection.execute(
        "SELECT snapshot_id, snapshot_time, commit_extra_info FROM lake.snapshots() "
        "WHERE author = ? AND commit_extra_info IS NOT NULL ORDER BY snapshot_id",
        [_AUTHOR],
    ).fetchall()
    seen = _seen(connection)
    found = []
    for place, (snapshot, time, extra) in enumerate(rows, 1):
        mark: Mapping[str, Any] = json.loads(extra)
        current = place == len(rows) and seen == (mark["version"], mark["content_hash"])
        found.append(LakeVersion(mark["version"], mark["content_hash"], tuple(mark["tables"]), snapshot, time, current))
    return tuple(found)


def _seen(connection: duckdb.DuckDBPyConnection) -> tuple[str, str] | None:
    """Return the version that readers see and its content hash. Raises ``WarehouseError`` if the schema is someone
    else's.
    """
    with suppress(duckdb.BinderException, duckdb.CatalogException, ValueError):
        [(version, content)] = connection.execute(
            f"SELECT version, content_hash FROM lake.{SCHEMA}.{_MARK.name}"  # noqa: S608 - our names
        ).fetchall()
        return version, content
    # checked only here, since computing the hash is too slow for each reader
    [(others,)] = connection.execute(
        "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'lake' AND schema_name = ?", [SCHEMA]
    ).fetchall()
    if not others:
        return None
    raise WarehouseError(
        f"The schema {SCHEMA} of that lake holds tables that tipetl did not write; the lake is unchanged.",
        advice="Rename that schema, or choose another lake.",
    )


def _refuse_another(held: Sequence[LakeVersion], manifest: Manifest) -> None:
    """Raise ``WarehouseError`` if the lake contains another version with this version's name."""
    if any(one.version == manifest.version and one.content_hash != manifest.content_hash for one in held):
        raise WarehouseError(
            f"The lake holds another version of the name {manifest.version}, from another warehouse; it is unchanged.",
            advice="Choose another lake for this warehouse.",
        )


def _content_hash(connection: duckdb.DuckDBPyConnection, names: Sequence[str]) -> str:
    """Compute the content hash of these tables as the connection sees them."""

    def read() -> Iterator[tuple[Table, Any]]:
        for name in names:
            # The lake numbers rows in the order in which they were written, and keeps the numbers when it merges files.
            found = connection.execute(
                f"SELECT * FROM lake.{SCHEMA}.{quoted(name)} ORDER BY rowid"  # noqa: S608 - our names
            ).to_arrow_table()
            columns = tuple(Column(field.name, cast(ColumnType, sql_type(field.type)), "") for field in found.schema)
            yield Table(name, "", columns, ()), found

    return content_hash_of(read()).total
