"""Open a published database under a temporary path, which is removed once the database is open.

DuckDB lets a connection write to the path of its open database, and to the files of its write-ahead log, even if the
database is read-only and external access is off. So that path must not be the published path. A hard link in a private
folder costs nothing and is removed as soon as the database is open. A file descriptor for reading remains, and no path
that the connection may use leads to the published bytes. If no link can be made, the file is copied.

Once the file is open, DuckDB's local file system is disabled entirely, so the connection cannot open any more files,
not even its own.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from tipetl.errors import WarehouseError

DATABASE_NAME = "tipetl.duckdb"
"""The name of the database in a version's folder."""
_CONFIG = {
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",  # otherwise FROM accepts Python variables as tables
    "temp_directory": "",
}
# The order matters: the last setting locks all settings.
_LOCK = (
    "SET enable_progress_bar = false",  # after two seconds a progress bar would mix with rows on standard output
    "SET enable_external_access = false",
    "SET disabled_filesystems = 'LocalFileSystem'",
    "SET lock_configuration = true",
)


@contextmanager
def read_only(database: Path, *, threads: int | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection that can read this file and do nothing else: no writes, other files, network or settings.

    The connection uses this many ``threads`` (default: one per processor).

    Raises ``WarehouseError`` if the file is missing or is not a database.
    """
    with closing(open_read_only(database, threads=threads)) as connection:
        yield connection


@contextmanager
def closing(connection: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """Close a connection on exit, without waiting for an unfinished query."""
    try:
        yield connection
    except BaseException:
        connection.interrupt()  # closing waits for threads, which an unfinished query may still be using
        raise
    finally:
        connection.close()


@contextmanager
def parquet_below(*folders: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection without a database that can read files below ``folders`` and no others.

    DuckDB would also let the connection write there, so it must run only our own SQL, or SQL checked with
    ``one_select``.
    """
    connection = duckdb.connect(config=dict(_CONFIG))
    try:
        places = ", ".join("'" + str(folder.resolve()).replace("'", "''") + "'" for folder in folders)
        connection.execute(f"SET allowed_directories = [{places}]")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection
    finally:
        connection.close()


def open_read_only(
    database: Path, memory_bytes: int | None = None, *, threads: int | None = None
) -> duckdb.DuckDBPyConnection:
    """Like ``read_only``, but the caller closes the connection; DuckDB's buffers use at most ``memory_bytes``."""
    if not database.is_file():
        raise WarehouseError(f"There is no database {database}.", advice="Publish a version first: tipetl run")
    config: dict[str, str | bool | int | float | list[str]] = {**_CONFIG}
    if memory_bytes is not None:
        config["memory_limit"] = f"{memory_bytes // 1024}KiB"
    if threads is not None:
        config["threads"] = threads
    folder = _private_folder(database)
    try:
        # The catalog gets its name from the file, so the private file keeps the name.
        private = folder / database.name
        _bring(database, private)
        connection = duckdb.connect(str(private), read_only=True, config=config)
    except duckdb.Error as error:
        words = str(error).replace(str(private), str(database))
        raise WarehouseError(f"{database} cannot be opened: {words}", advice="Is it a DuckDB file?") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for setting in _LOCK:
        connection.execute(setting)
    return connection


def _private_folder(database: Path) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix="tipetl-", dir=_folder_for(database)))
    except OSError as error:
        raise WarehouseError(
            f"{database} cannot be opened: there is no writable temporary folder ({error.strerror or error}).",
            advice="Set the environment variable TMPDIR to a writable folder.",
        ) from error


def _folder_for(database: Path) -> Path:
    """Return the folder for temporary files, or the user's cache if only the cache is on the database's device."""
    usual = Path(tempfile.gettempdir())
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
    device = database.stat().st_dev
    for folder in (usual, cache):
        if folder.is_dir() and os.access(folder, os.W_OK) and folder.stat().st_dev == device:
            return folder
    return usual


def _bring(database: Path, private: Path) -> None:
    """Link the database as ``private``, or copy it if no link can be made (another device, or no permission)."""
    try:
        os.link(database.resolve(), private)
    except OSError:
        try:
            shutil.copyfile(database, private)
        except OSError as error:
            raise WarehouseError(
                f"{database} cannot be copied to {private.parent}: {error.strerror or error}.",
                advice="Set the environment variable TMPDIR to a folder with more space.",
            ) from error
