"""Trace a version's facts through earlier versions: what was once read differently, and what is no longer read.

A fact's id, and thus its address, stays the same as long as the same words are read as the same metric. The versions
are compared in turn, and each fact's last state is remembered, so that a note does not vanish with the next version.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import duckdb

from tipetl.asking import parquet_below
from tipetl.site.records import Gone, History, Revision
from tipetl.snapshot import Manifest, list_snapshots, version_dir
from tipetl.tables import literal

_METRIC = "metric"
_FIELDS = (
    "value", "value_high", "qualifier", "unit", "status", "year", "relation", "exploitation", "age", "gender",
    "nationality", "official", "count",
)  # fmt: skip
_NOTED = ("value", "value_high", "qualifier", "unit", "status", "metric", "year")
_COLUMNS = tuple(dict.fromkeys(("doc", "fact_id", *_NOTED, *_FIELDS)))
_CHANGED = r"""
    SELECT doc, fact_id, '{0}' AS field, regexp_replace(old."{0}"::VARCHAR, '\.0$', '') AS before,
        regexp_replace(new."{0}"::VARCHAR, '\.0$', '') AS after
    FROM both_read WHERE before IS DISTINCT FROM after AND old.seen >= {1}"""
_JOINED = """
    WITH both_read AS MATERIALIZED (SELECT doc, fact_id, old, new FROM old JOIN new USING (doc, fact_id))
    {} ORDER BY ALL"""
_KEPT = "CREATE OR REPLACE TABLE old AS FROM new UNION ALL BY NAME FROM old ANTI JOIN new USING (doc, fact_id)"


def history(warehouse: Path, version: str) -> History:
    """Trace each changed field of a version's facts, with the version that changed it, and each fact that is gone.

    Removed versions are unknown, and fields that an older version lacks count as unchanged. Raises ``duckdb.Error`` if
    files of a version cannot be read.
    """
    found = list_snapshots(warehouse)
    at = [manifest.version for manifest in found].index(version)
    told = found[: at + 1]
    if len(told) < 2:
        return History()
    folders = [version_dir(warehouse, manifest.version) for manifest in told]
    with parquet_below(*folders) as connection:
        steps = _Steps(connection, told, [_file(folder) for folder in folders])
        revisions = tuple(chain.from_iterable(steps.step(number) for number in range(len(told))))
        return History(revisions, tuple(steps.gone()))


def _file(folder: Path) -> str:
    """Return a version's facts, as a table for a query."""
    return f"read_parquet({literal(str(folder / 'parquet' / f'{_METRIC}.parquet'))})"


class _Steps:
    """The last state of every fact, in the table ``old``; ``seen`` is the number of the last version that contained the
    fact.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, told: Sequence[Manifest], files: Sequence[str]) -> None:
        self._connection, self._told, self._files = connection, told, files
        self._known_since: dict[str, int] = {}

    def step(self, number: int) -> Iterator[Revision]:
        """Advance to a version; yield what it reads differently from the last version that contained the fact."""
        hashes = [manifest.table_hashes.get(_METRIC) for manifest in self._told[max(number - 1, 0) : number + 1]]
        if number and hashes[0] and hashes[0] == hashes[-1]:
            self._connection.execute(f"UPDATE old SET seen = {number} WHERE seen = {number - 1}")  # noqa: S608 - numbers
            return
        file = self._files[number]
        known = {row[0] for row in self._connection.execute(f"DESCRIBE FROM {file}").fetchall()}
        columns = ", ".join(f'"{name}"' for name in _COLUMNS if name in known)
        selected = f"SELECT {columns}, {number} AS seen FROM {file}"  # noqa: S608 - our own names
        compared = [field for field in _FIELDS if field in known & self._known_since.keys()]
        for field in known:
            self._known_since.setdefault(field, number)
        if not number:
            self._connection.execute(f"CREATE TABLE old AS {selected}")
            return
        self._connection.execute(f"CREATE OR REPLACE TABLE new AS {selected}")
        changed = " UNION ALL ".join(_CHANGED.format(field, self._known_since[field]) for field in compared)
        version = self._told[number].version
        for row in self._connection.execute(_JOINED.format(changed)).fetchall():
            yield Revision(*(*row, version))
        self._connection.execute(_KEPT)

    def gone(self) -> Iterator[Gone]:
        """Yield the facts that the last version lacks, with their sentences."""
        noted = ", ".join(f'"{name}"' for name in _NOTED)
        for number, file in enumerate(self._files[:-1]):
            rows = self._connection.execute(
                f"""SELECT doc, fact_id, {noted}, sentence
                FROM (SELECT * FROM old WHERE seen = {number}) JOIN (SELECT doc, fact_id, sentence FROM {file})
                USING (doc, fact_id) ORDER BY doc, fact_id"""  # noqa: S608 - our own names
            ).fetchall()
            for row in rows:
                yield Gone(*(*row, self._told[number].version, self._told[number + 1].version))
