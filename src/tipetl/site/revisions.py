"""Find what a version reads differently from the previous one: facts with the same id, and thus the same address."""

from __future__ import annotations

from pathlib import Path

from tipetl.asking import parquet_below
from tipetl.site.records import Revision
from tipetl.snapshot import list_snapshots, version_dir
from tipetl.tables import literal

_FIELDS = (
    "value", "value_high", "qualifier", "unit", "status", "year", "relation", "exploitation", "age", "gender",
    "nationality", "official", "count",
)  # fmt: skip
_CHANGED = r"""
    SELECT doc, fact_id, '{0}' AS field, regexp_replace(old."{0}"::VARCHAR, '\.0$', '') AS before,
        regexp_replace(new."{0}"::VARCHAR, '\.0$', '') AS after
    FROM both_read WHERE before IS DISTINCT FROM after"""
_JOINED = """
    WITH both_read AS MATERIALIZED (SELECT doc, fact_id, old, new FROM {} AS old JOIN {} AS new USING (doc, fact_id))
    {} ORDER BY ALL"""


def revisions(warehouse: Path, version: str) -> tuple[Revision, ...]:
    """Each changed field of the facts that a version shares with the one published before it.

    None for the first version; fields that the older version lacks count as unchanged. Raises ``duckdb.Error`` if files
    of a version cannot be read.
    """
    names = [manifest.version for manifest in list_snapshots(warehouse)]
    at = names.index(version)
    if not at:
        return ()
    folders = [version_dir(warehouse, name) for name in names[at - 1 : at + 1]]
    with parquet_below(*folders) as connection:
        files = [f"read_parquet({literal(str(folder / 'parquet' / 'metric.parquet'))})" for folder in folders]
        known = {row[0] for row in connection.execute(f"DESCRIBE FROM {files[0]}").fetchall()}
        changed = " UNION ALL ".join(_CHANGED.format(field) for field in _FIELDS if field in known)
        rows = connection.execute(_JOINED.format(*files, changed)).fetchall()
    return tuple(Revision(*row) for row in rows)
