"""Publish a version: build it elsewhere, verify it, move it into place, and only then point ``latest`` at it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from tipetl import __version__
from tipetl.checks import CheckReport
from tipetl.checks.plan import checks_version
from tipetl.errors import GateError, WarehouseError
from tipetl.model import Hints, Source
from tipetl.ownership import sync
from tipetl.resources import rule_set_version
from tipetl.snapshot.ahead import Ahead, write_sources
from tipetl.snapshot.beside import BESIDE, write_beside
from tipetl.snapshot.citation import Edition
from tipetl.snapshot.layout import (
    LATEST,
    VERSION,
    build_dir,
    cannot_write,
    pointed_at,
    prepare_latest,
    sha256_of,
    snapshots_dir,
    swing_latest,
    swing_pending,
    sync_tree,
    version_dir,
)
from tipetl.snapshot.manifest import (
    MANIFEST_NAME,
    SUMS_NAME,
    Changes,
    CheckEntry,
    Manifest,
    SourceEntry,
    changes_between,
    read_manifest,
)
from tipetl.snapshot.older import pruned_names
from tipetl.snapshot.page import PAGE_NAME, findings_page
from tipetl.snapshot.sound import (
    Damage,
    Standing,
    list_snapshots,
    mending,
    standing,
    version_folders,
    version_key,
)
from tipetl.snapshot.steps import reached
from tipetl.store import (
    DATABASE_NAME,
    STORAGE_VERSION,
    content_hash,
    reads_back,
    seal_database,
    write_database,
    write_parquet,
)
from tipetl.tables import TABLE_SCHEMA_VERSION, marts, row_counts
from tipetl.tables.datapackage import write_metadata

if TYPE_CHECKING:
    from tipetl.tables.columns import Columns

Difference: TypeAlias = Mapping[str, Any] | None
"""The summary of a version's differences from the previous one, as in a manifest."""


@dataclass(frozen=True, slots=True)
class Published:
    """The result of publishing: a new version or, if ``new`` is false, the latest version, which already had the same
    content.

    ``damage`` describes the damage to the version that ``latest`` named, if that version was skipped for it.
    """

    new: bool
    folder: Path
    manifest: Manifest
    damage: Damage | None = None


def publish(
    warehouse: Path,
    rows: Mapping[str, Any],
    report: CheckReport,
    sources: Sequence[Source],
    outcomes: Mapping[str, str],
    *,
    checked: Path | None = None,
    ahead: Ahead | None = None,
    stands: Standing | None = None,
    corrections: Path | None = None,
    now: datetime | None = None,
) -> Published:
    """Publish the rows of narratives as a new version, unless the latest version is sound and has the same content.

    If the latest version is damaged, the newest sound version replaces it in every comparison. ``rows`` are the data
    tables (rows or columns), to which the rows of ``report`` are added; ``outcomes`` maps each document name to the
    outcome of its source; ``checked`` is a database of ``rows`` without constraints, which is moved into the version
    and sealed (default: a new database is written); ``ahead`` contains parts already made from ``rows``, which are
    moved as well; ``stands`` is the warehouse's ``standing``, if known; ``corrections`` is the folder of corrections
    applied to the rows in addition to the built-in ones; ``now`` (default: the clock) only dates and names the version.
    The caller holds ``warehouse_lock``. Raises ``GateError`` if the report blocks publication, and ``WarehouseError``
    if the version cannot be written or does not read back identically. ``latest`` is unchanged after an error.
    """
    if report.blocked:
        raise GateError(
            f"{len(report.failed_critical)} critical checks failed; nothing was published.",
            failed=report.failed_critical,
            advice="See them: tipetl check",
        )
    from tipetl.tables.columns import described  # slow to import, and not needed for listing versions

    made, hashes = (ahead.marts.result(), _hashes(ahead)) if ahead else (marts(rows), {})
    everything = described({**rows, **report.rows(), **made})
    content = content_hash(everything, hashes)
    stands = stands or standing(warehouse)
    before = stands.sound
    if before is not None and before.content_hash == content.total:
        if not stands.pointed:
            _point_again(warehouse, before.version)
        folder = version_dir(warehouse, before.version)
        return Published(new=False, folder=folder, manifest=before, damage=stands.damage)
    entries = tuple(_entry(source, outcomes) for source in sorted(sources, key=lambda source: source.doc))
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    version, sequence = _next_version(warehouse, moment)
    try:
        with build_dir(warehouse) as folder:
            title = f"Findings of version {version}"
            (folder / PAGE_NAME).write_text(findings_page(report, title), encoding="utf-8")
            reached("page written")
            edition = Edition(version, moment, content.total, TABLE_SCHEMA_VERSION, row_counts(everything))
            beside = partial(write_beside, folder, edition, entries, _folder_of(warehouse, before), corrections)
            files, difference = _write(folder, everything, sources, rows, checked, ahead, beside)
            manifest = Manifest(
                version=version,
                sequence=sequence,
                published_at=moment.isoformat(timespec="seconds"),
                content_hash=content.total,
                table_hashes=dict(content.tables),
                table_schema_version=TABLE_SCHEMA_VERSION,
                storage_version=STORAGE_VERSION,
                code_version=__version__,
                rule_set_version=rule_set_version(),
                checks_version=checks_version(),
                sources=entries,
                row_counts=row_counts(everything),
                checks=tuple(CheckEntry(r.check_id, r.severity, r.status, r.offending) for r in report.results),
                findings=dict(Counter(finding.severity for finding in report.findings)),
                changes=changes_between(before, entries),
                files=files,
                accepted=report.accepted,
                difference=difference,
            )
            _seal(folder, manifest)
            target = snapshots_dir(warehouse) / version
            target.parent.mkdir(parents=True, exist_ok=True)
            prepare_latest(warehouse, version)
            reached("link prepared")
            folder.rename(target)
            sync(target.parent)
            reached("moved into place")
            swing_pending(warehouse)
            reached("latest swung")
        reached("build folder removed")
    except OSError as error:
        raise _not_written(error) from error
    return Published(new=True, folder=target, manifest=manifest, damage=stands.damage)


def latest_manifest(warehouse: Path) -> Manifest | None:
    """Return the manifest of the latest version, or None if nothing has been published. Raises ``WarehouseError`` if
    the manifest is broken.
    """
    link = snapshots_dir(warehouse) / LATEST
    if not link.is_symlink() and not link.exists():
        return None
    return read_manifest(version_dir(warehouse, LATEST))


def compared_database(warehouse: Path, stands: Standing | None = None) -> Path | None:
    """Return the database of the version to compare a run with, or None if no version is sound. ``stands`` is the
    warehouse's ``standing``, if known.
    """
    before = (stands or standing(warehouse)).sound
    return None if before is None else version_dir(warehouse, before.version) / DATABASE_NAME


def compared_sources(warehouse: Path, stands: Standing) -> Path | None:
    """Return the folder with the sources of the version to compare a run with, or None, as in ``compared_database``."""
    return None if stands.sound is None else version_dir(warehouse, stands.sound.version) / "sources"


def show_snapshot(warehouse: Path, version: str = LATEST) -> Manifest:
    """Return the manifest of a version. Raises ``WarehouseError`` if no version has that name."""
    return read_manifest(version_dir(warehouse, version))


def kept_sources(warehouse: Path) -> tuple[Source, ...]:
    """Return the sources of the latest version from the bytes that it stores; return none if nothing has been
    published.

    Raises ``WarehouseError`` if bytes are missing or do not match the manifest.
    """
    manifest = latest_manifest(warehouse)
    if manifest is None:
        if version_folders(warehouse):
            raise WarehouseError("No version is marked as the latest.", advice=mending(warehouse))
        return ()
    folder = version_dir(warehouse, manifest.version) / "sources"
    found = []
    for entry in manifest.sources:
        path = folder / entry.source_id
        if not path.is_file() or sha256_of(path) != entry.source_id:
            raise WarehouseError(
                f"The source {entry.name} of version {manifest.version} is missing or damaged.",
                advice=f"Give all sources again, without --add. Or add to another version: {mending(warehouse)}",
            )
        found.append(Source(entry.doc, entry.name, path.read_bytes(), entry.source_id, Hints(**entry.hints)))
    return tuple(found)


def _folder_of(warehouse: Path, manifest: Manifest | None) -> Path | None:
    return None if manifest is None else version_dir(warehouse, manifest.version)


def _entry(source: Source, outcomes: Mapping[str, str]) -> SourceEntry:
    hints = {name: value for name, value in asdict(source.hints).items() if value is not None}
    outcome = outcomes.get(source.doc, "ok")
    return SourceEntry(source.doc, source.name, source.source_id, len(source.data), outcome, hints)


def _next_version(warehouse: Path, moment: datetime) -> tuple[str, int]:
    """Choose the next name and sequence number. They follow all names and numbers on record, whatever the clock says.

    Removed and damaged versions count too: each had a number, even if that number is no longer readable.
    """
    folder = snapshots_dir(warehouse)
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    removed = pruned_names(warehouse)
    names |= {*removed, pointed_at(warehouse) or ""}
    keys = sorted(version_key(name) for name in names if VERSION.fullmatch(name))
    day = max(moment.strftime("%Y.%m.%d"), keys[-1][0] if keys else "")
    number = max((number for when, number in keys if when == day), default=0) + 1
    known = (manifest.sequence for manifest in list_snapshots(warehouse))
    return f"{day}-{number}", max([len(keys), *known, *removed.values()]) + 1


def _point_again(warehouse: Path, version: str) -> None:
    """Point ``latest`` at a sound version that contains the run's result."""
    try:
        swing_latest(warehouse, version)
    except OSError as error:
        raise cannot_write(warehouse, error) from error


def _hashes(ahead: Ahead) -> dict[str, str]:
    try:
        return ahead.hashes()
    except OSError as error:
        raise _not_written(error) from error


def _not_written(error: OSError) -> WarehouseError:
    return WarehouseError(
        f"The version could not be written: {error.strerror or error}.",
        advice="Check the free space and the permissions of the warehouse; what was published before is unchanged.",
    )


def _write(
    folder: Path,
    tables: Columns,
    sources: Sequence[Source],
    filled: Container[str],
    checked: Path | None,
    ahead: Ahead | None,
    beside: Callable[[], Difference],
) -> tuple[dict[str, str], Difference]:
    """Write a version's files and read the database back. Return the hash of each file by path, and the result of
    ``beside``, which is called once the Parquet files exist.

    ``checked`` contains the tables in ``filled``, and ``ahead`` contains Parquet files. A second attempt to publish
    finds both gone.
    """
    database = folder / DATABASE_NAME
    missing = tables
    if ahead is not None and ahead.folder.exists():
        ahead.folder.rename(folder / "parquet")
        missing = {name: found for name, found in tables.items() if name not in ahead.parts}
    with ThreadPoolExecutor(2) as threads:
        parquet = threads.submit(write_parquet, folder / "parquet", missing)
        difference = threads.submit(_once_done, parquet, beside)
        if checked is None or not checked.exists():
            write_database(database, tables)
        else:
            checked.rename(database)
            seal_database(database, {name: found for name, found in tables.items() if name not in filled})
        reached("database written")
        same = threads.submit(reads_back, database, tables)
        parquet.result()
        reached("parquet written")
        write_metadata(folder, tables)
        reached("metadata written")
        if ahead is not None and (kept := ahead.sources.result()).exists():
            kept.rename(folder / "sources")
        else:
            write_sources(folder / "sources", sources)
            sync_tree(folder / "sources")
        reached("sources written")
        sums = _sums(path for path in folder.rglob("*") if path.name not in BESIDE)
        if not same.result():
            raise WarehouseError("The database does not read back identically.", advice="Run again.")
        reached("database read back")
        found = difference.result()
        sums |= _sums(folder / name for name in BESIDE)
        reached("citation written")
    return {path.relative_to(folder).as_posix(): digest for path, digest in sums.items()}, found


def _once_done(written: Future[Any], follow: Callable[[], Difference]) -> Difference:
    """Call ``follow`` once the work is done, and return its result. If the work raised an error, raise it."""
    written.result()
    return follow()


def _seal(folder: Path, manifest: Manifest) -> None:
    (folder / MANIFEST_NAME).write_text(manifest.to_json(), encoding="utf-8")
    reached("manifest written")
    files = {**manifest.files, MANIFEST_NAME: sha256_of(folder / MANIFEST_NAME)}
    sums = "".join(f"{digest}  {name}\n" for name, digest in sorted(files.items()))
    (folder / SUMS_NAME).write_text(sums, encoding="utf-8")
    reached("sums written")
    folder.chmod(0o755)
    sync_tree(folder, flushed=folder / "sources")
    reached("flushed")


def _sums(paths: Iterable[Path]) -> dict[Path, str]:
    return {path: sha256_of(path) for path in sorted(paths) if path.is_file()}


__all__ = [
    "Changes",
    "Published",
    "compared_database",
    "compared_sources",
    "kept_sources",
    "latest_manifest",
    "publish",
    "show_snapshot",
]
