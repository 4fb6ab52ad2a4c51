"""The main job: sources → narratives → tables → checks → a published version.

Each step is a plain function that an orchestrator may run as a coarse task; ``run`` calls them in order. A source's
contents never cause an exception here: the source gets an audit with an outcome, and processing continues with the
others.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, MutableSequence, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from tipetl import __version__
from tipetl.cache import CHECKS_KEPT, Cache, open_cache, program_version
from tipetl.checks import CheckReport, load_engine, run_checks
from tipetl.errors import WarehouseError
from tipetl.guard import LIMITED, Limits, read_each
from tipetl.language.memo import uncollected
from tipetl.model import Audit, Hints, Source, SourceReading
from tipetl.resources import data_dir
from tipetl.snapshot import (
    FETCHED_NAME,
    Changes,
    Manifest,
    Published,
    RunRecord,
    Standing,
    build_dir,
    cache_root,
    cannot_write,
    compared_database,
    compared_sources,
    kept_sources,
    last_run,
    open_build_root,
    publish,
    standing,
    version_dir,
    warehouse_lock,
    write_run,
)
from tipetl.snapshot.ahead import Ahead, made_ahead
from tipetl.sources.files import OpenAddresses, collect, name_apart
from tipetl.sources.opening import Opened, make_source
from tipetl.store import DATABASE_NAME, under_check, write_database
from tipetl.tables import Correction, combined, corrected, fitting, load_corrections, row_counts
from tipetl.tables.columns import (
    Columns,
    SourceColumns,
    audits_in,
    narratives_in,
    packed,
    release_memory,
    share,
    source_columns,
    unpacked,
)
from tipetl.weighing import FAILURES

NO_HINTS = Hints()
_TOGETHER = 128
"""The number of sources that share one block of columns in memory."""
RunStatus = Literal["published", "unchanged", "nothing_ingested", "blocked"]
Progress = Callable[[str, int, int], None]
"""A function called with the step (``read``, ``tables``, ``checks``, ``publish``), the amount done, and the total."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The sources of a run, and an audit for each input that yielded no source.

    ``kept`` contains sources of the latest version that ``settle`` has yet to compare with the given sources.
    """

    sources: tuple[Source, ...]
    audits: tuple[Audit, ...]
    kept: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadBatch:
    """The results of a batch: what each source adds to the tables, and its audit, in the order of the sources.

    ``taken`` counts the sources whose results came from the cache; ``notes`` are messages about the cache.
    """

    sources: tuple[SourceColumns, ...]
    audits: tuple[Audit, ...]
    taken: int = 0
    notes: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpickled, (packed(self.sources), self.audits, self.taken, self.notes)


def _unpickled(data: bytes, *rest: Any) -> ReadBatch:
    return ReadBatch(unpacked(data), *rest)


@dataclass(frozen=True, slots=True)
class RunResult:
    """The result of a run.

    ``folder`` and ``manifest`` belong to the version published or found unchanged, and are None otherwise; ``changes``
    names the sources of a new version that differ from the previous one. ``message`` is a line for people to read.
    ``read`` and ``taken`` count the sources that were read and the sources whose results came from the cache; ``notes``
    are messages about the cache.
    """

    status: RunStatus
    message: str
    audits: tuple[Audit, ...]
    row_counts: dict[str, int]
    report: CheckReport | None = None
    folder: Path | None = None
    manifest: Manifest | None = None
    changes: Changes | None = None
    read: int = 0
    taken: int = 0
    notes: tuple[str, ...] = ()

    @property
    def version(self) -> str | None:
        return None if self.manifest is None else self.manifest.version


def default_catalog() -> Path:
    """Return the folder of the bundled reports, with their catalog."""
    return data_dir("seeds") / "reports"


def run(
    paths: Sequence[Path] | None,
    *,
    warehouse: Path,
    add: bool = False,
    catalog: Path | None = None,
    hints: Hints = NO_HINTS,
    limits: Limits | None = None,
    accept: Mapping[str, str] | None = None,
    corrections: Path | None = None,
    strict: bool = False,
    init: bool = False,
    cached: bool = True,
    progress: Progress | None = None,
    now: datetime | None = None,
) -> RunResult:
    """Read, check and publish.

    ``paths`` are files and folders; None means the catalog (a ``catalog.yaml`` or its folder; default: the bundled
    reports). With ``add`` the sources of the latest version stay. ``hints`` apply to every path and override what the
    texts say; ``limits`` apply to reading one source. ``accept`` gives, by check id, the reason why this version may
    contain less from the same documents than the last version. ``corrections`` is a folder of corrections in addition
    to the bundled corrections. With ``strict`` nothing is published unless every source is ``ok``. ``init`` turns a
    folder that contains other things into a warehouse. Without ``cached``, every source is read, and nothing is stored
    for later runs. ``now`` names the version and dates the record (default: the current time). Raises
    ``WarehouseBusyError`` if another run holds the warehouse, ``WarehouseError`` if the folder is refused or cannot be
    written, ``DataFileError`` for an invalid catalog or expectations file.
    """
    tell = progress or _silent
    started = now or datetime.now(UTC)
    with warehouse_lock(warehouse, init=init):
        gathered = gather(paths, warehouse=warehouse, add=add, catalog=catalog, hints=hints, corrections=corrections)
        cache = cache_of(warehouse) if cached else None
        gathered = settle(gathered, limits=limits, cache=cache)
        key = run_key(gathered, corrections=corrections, accept=accept, strict=strict)
        result = run_before(warehouse, key, len(gathered.sources)) if cached else None
        if result is None:
            batches = [read_batch(gathered.sources, limits=limits, cache=cache, progress=tell)]
            result = finish(
                gathered,
                batches,
                warehouse=warehouse,
                accept=accept,
                corrections=corrections,
                strict=strict,
                cache=cache,
                progress=tell,
                now=now,
            )
            result = counted(result, batches)
        record_run(warehouse, result, started=started, finished=now or datetime.now(UTC), key=key)
    return result


def run_key(
    gathered: Gathered,
    *,
    corrections: Path | None = None,
    accept: Mapping[str, str] | None = None,
    strict: bool = False,
) -> str:
    """Return the SHA-256 (hex) of everything on which a run's result depends: sources and hints, inputs without a
    source, corrections, ``accept``, ``strict``, and tipetl itself with its libraries; but not the limits or the
    previous version.
    """
    sources = [(source.doc, source.name, source.source_id, source.hints) for source in gathered.sources]
    given = (sources, gathered.audits, _decided(corrections), sorted((accept or {}).items()), strict)
    return hashlib.sha256(f"{program_version()}\n{given!r}".encode()).hexdigest()


def run_before(warehouse: Path, key: str, sources: int) -> RunResult | None:
    """Return the result of the last run, if it had the same key and its version is the latest and sound; None
    otherwise.

    In that case nothing has to be read or built: the result would have the same content. A run does not count if one of
    its sources failed but may succeed with other limits, or if a failure was accepted, because that judgment depends on
    the previous version.
    """
    try:
        record = last_run(warehouse, key)
    except WarehouseError:
        return None
    if record is None or record.report is None or record.report.accepted:
        return None
    if record.status not in ("published", "unchanged") or any(a.outcome in LIMITED for a in record.audits):
        return None
    stands = standing(warehouse)
    if stands.sound is None or not stands.pointed or stands.sound.version != record.version:
        return None
    published = Published(new=False, folder=version_dir(warehouse, stands.sound.version), manifest=stands.sound)
    result = done(published, record.row_counts, record.report, record.audits)
    return replace(result, taken=sources)


def gather(
    paths: Sequence[Path] | None,
    *,
    warehouse: Path,
    add: bool = False,
    catalog: Path | None = None,
    hints: Hints = NO_HINTS,
    corrections: Path | None = None,
) -> Gathered:
    """Return the sources a run will read, each with a unique document name that does not depend on the order of paths.

    No source is interpreted yet: with ``add``, ``kept`` contains the latest version's sources, and ``settle`` decides
    which of these stay. ``corrections`` are loaded first, so that an invalid file stops the run at once. Raises
    DataFileError for an invalid corrections file or catalog.
    """
    _decided(corrections)
    if paths is None:
        place = catalog or default_catalog()
        paths = [place if place.is_dir() else place.parent]
    sources, audits = collect(paths, hints, open_addresses=_opener(warehouse))
    kept = tuple(kept_sources(warehouse)) if add else ()
    if kept:
        return Gathered(tuple(sources), tuple(audits), kept)
    return Gathered(tuple(sources), _apart(audits, {source.doc for source in sources}))


def cache_of(warehouse: Path) -> Cache:
    """Open the warehouse's cache; the caller holds the lock. Raises ``WarehouseError`` if the folder is refused or not
    writable.
    """
    try:
        return open_cache(cache_root(warehouse), open_build_root(warehouse))
    except OSError as error:
        raise cannot_write(warehouse, error) from error


def settle(gathered: Gathered, *, limits: Limits | None = None, cache: Cache | None = None) -> Gathered:
    """Return the given sources and the latest version's sources that stay, as if all had been given at once, with
    ``kept`` empty.

    Of sources with equal bytes, the one given last stays. A file with an old file's name and narratives replaces it; a
    file with the same name but other narratives is a different document. Only files with equal names are read for this
    comparison, under ``limits``.
    """
    if not gathered.kept:
        return gathered
    new = [make_source(source.data, source.name, source.hints) for source in gathered.sources]
    known = {source.source_id for source in new}
    old = [make_source(source.data, source.name, source.hints) for source in gathered.kept]
    old = [source for source in old if source.source_id not in known]
    named = {source.doc: source for source in new}
    pairs = [(source, named[source.doc]) for source in old if source.doc in named]
    batch = read_batch([source for pair in pairs for source in pair], limits=limits, cache=cache)
    narratives = narratives_in(batch.sources)
    replaced = {
        source.source_id
        for (source, _), before, now in zip(pairs, narratives[::2], narratives[1::2], strict=True)
        if before == now
    }
    sources = name_apart([*(source for source in old if source.source_id not in replaced), *new])
    return Gathered(tuple(sources), _apart(gathered.audits, {source.doc for source in sources}))


def read_batch(
    sources: Iterable[Source],
    *,
    limits: Limits | None = None,
    cache: Cache | None = None,
    progress: Progress | None = None,
) -> ReadBatch:
    """Read each source that is not in the cache; worker processes read web pages and PDFs (``guard.read_each``).

    A source that makes its reader fail, crash or exceed a limit, or that contains a value that fits no table, gets an
    audit that says so, and the others are still read. Failed readings are not cached: they may succeed with another
    limit.
    """
    given = tuple(sources)
    tell = progress or _silent
    apart: list[tuple[Source, SourceColumns]] = []

    def held(source: Source, found: SourceColumns) -> SourceColumns:
        apart.append((source, found))
        if len(apart) == _TOGETHER:
            apart.sort(key=lambda one: one[0].doc)  # sort, because workers return results in any order
            share([one for _, one in apart])
            if cache:
                cache.pack(apart)
            apart.clear()
        return found

    known = cache.take(given) if cache else {}
    for number, source in enumerate(given):
        if cache and number not in known and (kept := cache.get(source)):
            known[number] = held(source, kept)

    def take(source: Source, reading: SourceReading, done: bool) -> SourceColumns:
        fitted = fitting(reading)
        found = SourceColumns.of(fitted)
        if not done or any(issue.code in FAILURES for issue in fitted.audit.issues):
            return found
        if cache:
            cache.put(source, found)
        return held(source, found)

    unknown = [number for number in range(len(given)) if number not in known]
    if unknown:
        from tipetl.read import read_source  # imported here because the reader's rules and words are slow to load

        read = read_each(
            [given[number] for number in unknown],
            read_source,
            SourceReading,
            limits=limits,
            progress=lambda done, _total: tell("read", len(given) - len(unknown) + done, len(given)),
            take=take,
        )
        known |= zip(unknown, read, strict=True)
    found = tuple(known[number] for number in range(len(given)))
    notes = tuple(cache.notes) if cache else ()
    return ReadBatch(found, tuple(audits_in(found)), len(given) - len(unknown), notes)


@uncollected()
def finish(
    gathered: Gathered,
    batches: MutableSequence[ReadBatch],
    *,
    warehouse: Path,
    accept: Mapping[str, str] | None = None,
    corrections: Path | None = None,
    strict: bool = False,
    cache: Cache | None = None,
    progress: Progress | None = None,
    now: datetime | None = None,
) -> RunResult:
    """Build tables, run checks and publish the result. The caller holds ``warehouse_lock``.

    After this call, ``batches`` contain only their audits: the rest is in the tables, and is too large to keep in
    memory twice.
    """
    tell = progress or _silent
    audits = all_audits(gathered, batches)
    if not any_narrative(batches):
        return nothing_ingested(audits)
    tell("tables", 0, 1)
    # A single thread runs, one after another, the tasks for which the tables, the database and the checks need not
    # wait. More threads would slow down those three steps, for which everything else waits.
    with ThreadPoolExecutor(1) as beside:
        before = beside.submit(standing, warehouse)
        rows = build(gathered, batches, corrections=corrections, beside=beside)
        batches[:] = [replace(batch, sources=()) for batch in batches]
        release_memory()
        beside.submit(load_engine)  # if the import fails, the checks fail too and say why
        stands = before.result()
        tell("tables", 1, 1)
        kept = compared_sources(warehouse, stands)
        with (
            build_dir(warehouse) as folder,
            made_ahead(folder / "ahead", rows, beside, gathered.sources, kept) as ahead,
        ):
            tell("checks", 0, 1)
            database = folder / DATABASE_NAME
            report = check(rows, warehouse, database, accept=accept, cache=cache, stands=stands)
            tell("checks", 1, 1)
            if report.blocked:
                return blocked(rows, report, audits)
            if strict and any(audit.outcome != "ok" for audit in audits):
                return refused(rows, report, audits)
            tell("publish", 0, 1)
            published = publish_rows(
                gathered,
                rows,
                report,
                audits,
                warehouse=warehouse,
                checked=database,
                ahead=ahead,
                stands=stands,
                corrections=corrections,
                now=now,
            )
        tell("publish", 1, 1)
    return done(published, row_counts(rows), report, audits)


def any_narrative(batches: Sequence[ReadBatch]) -> bool:
    """Tell whether any source yielded a narrative."""
    return any(len(source_columns(batch.sources, ("document",))["document"]) for batch in batches)


def counted(result: RunResult, batches: Sequence[ReadBatch]) -> RunResult:
    """Return the result with the numbers of sources read and taken from the cache, and the notes about the cache."""
    taken = sum(batch.taken for batch in batches)
    read = sum(len(batch.audits) for batch in batches) - taken
    notes = tuple(dict.fromkeys(note for batch in batches for note in batch.notes))
    return replace(result, read=read, taken=taken, notes=notes)


def all_audits(gathered: Gathered, batches: Sequence[ReadBatch]) -> tuple[Audit, ...]:
    """Return one audit for every input, sorted by document name."""
    found = [*gathered.audits, *(audit for batch in batches for audit in batch.audits)]
    return tuple(sorted(found, key=lambda audit: audit.doc))


def build(
    gathered: Gathered,
    batches: Sequence[ReadBatch],
    *,
    corrections: Path | None = None,
    beside: Executor | None = None,
) -> Columns:
    """Build the data tables, with corrections applied (``seeds/corrections`` and ``corrections``). With ``beside``,
    that executor may still be building one of the tables (``tables.combined``).
    """
    unread = [SourceColumns.of(SourceReading(audit)) for audit in gathered.audits]
    given = source_columns([*unread, *(source for batch in batches for source in batch.sources)])
    return corrected(combined(given, beside), _decided(corrections))


def _decided(corrections: Path | None) -> tuple[Correction, ...]:
    """Load the bundled corrections, and the corrections in the folder ``corrections``."""
    entries = load_corrections(data_dir("seeds") / "corrections")
    return entries if corrections is None else entries + load_corrections(corrections)


def check(
    rows: Columns,
    warehouse: Path,
    database: Path,
    *,
    accept: Mapping[str, str] | None = None,
    cache: Cache | None = None,
    stands: Standing | None = None,
) -> CheckReport:
    """Write these tables into the file ``database``, run the checks on it, and compare it with the last version.

    The caller must hold the warehouse's lock. The checks' findings are stored next to the entries of ``cache``;
    ``stands`` is the warehouse's ``standing``, if known.
    """
    kept = cache.folder.with_name(CHECKS_KEPT) if cache else None
    database.unlink(missing_ok=True)  # remove the file of an earlier attempt
    write_database(database, rows, constraints=False)
    with under_check(database) as connection:
        return run_checks(
            connection, row_counts(rows), previous=compared_database(warehouse, stands), accepted=accept, kept=kept
        )


def publish_rows(
    gathered: Gathered,
    rows: Columns,
    report: CheckReport,
    audits: Sequence[Audit],
    *,
    warehouse: Path,
    checked: Path | None = None,
    ahead: Ahead | None = None,
    stands: Standing | None = None,
    corrections: Path | None = None,
    now: datetime | None = None,
) -> Published:
    """Publish checked tables; the parameters and errors are those of ``snapshot.publish``. The caller must hold the
    warehouse's lock.

    ``checked`` is the database that ``check`` wrote, ``ahead`` contains the parts already made, and ``stands`` is the
    warehouse's ``standing``.
    """
    outcomes = {audit.doc: audit.outcome for audit in audits}
    return publish(
        warehouse,
        rows,
        report,
        gathered.sources,
        outcomes,
        checked=checked,
        ahead=ahead,
        stands=stands,
        corrections=corrections,
        now=now,
    )


def nothing_ingested(audits: tuple[Audit, ...]) -> RunResult:
    """Return the result of a run whose sources yielded no narrative."""
    return RunResult("nothing_ingested", "Nothing could be ingested.", audits, {})


def blocked(rows: Columns, report: CheckReport, audits: tuple[Audit, ...]) -> RunResult:
    """Return the result of a run that the gate stopped."""
    names = ", ".join(report.failed_critical)
    message = f"Blocked: {len(report.failed_critical)} critical checks failed ({names}). Nothing was published."
    return RunResult("blocked", message, audits, row_counts(rows), report)


def refused(rows: Columns, report: CheckReport, audits: tuple[Audit, ...]) -> RunResult:
    """Return the result of a strict run in which a source's outcome was not ``ok``."""
    doubted = [audit for audit in audits if audit.outcome != "ok"]
    counts = ", ".join(f"{count} {outcome}" for outcome, count in Counter(a.outcome for a in doubted).most_common())
    are = "is" if len(doubted) == 1 else "are"
    message = (
        f"Refused: {len(doubted)} of {len(audits)} sources {are} not ok ({counts}). Nothing was published. "
        "Fix or leave out the sources named above, or run without --strict."
    )
    return RunResult("blocked", message, audits, row_counts(rows), report)


def done(published: Published, counts: Mapping[str, int], report: CheckReport, audits: tuple[Audit, ...]) -> RunResult:
    """Return the result of a run that published a version or found it already published; ``counts`` are its rows by
    table.
    """
    manifest = published.manifest
    if published.new:
        message = f"Published version {manifest.version}{_changes(manifest.changes)}."
    else:
        message = f"Nothing new: version {manifest.version} holds the same content already."
    if published.damage is not None:
        damaged = f"{published.damage.version}, is damaged ({published.damage.problems[0]})"
        message += f" The latest before, {damaged}; latest points at {manifest.version} now."
    return RunResult(
        status="published" if published.new else "unchanged",
        message=message,
        audits=audits,
        row_counts=dict(counts),
        report=report,
        folder=published.folder,
        manifest=manifest,
        changes=manifest.changes if published.new else None,
    )


def record_run(
    warehouse: Path, result: RunResult, *, started: datetime, finished: datetime, key: str | None = None
) -> Path:
    """Record the run, whatever its result; return the path of the record. ``key`` is its ``run_key``."""
    record = RunRecord(
        started_at=started.astimezone(UTC).isoformat(timespec="microseconds"),
        finished_at=finished.astimezone(UTC).isoformat(timespec="microseconds"),
        status=result.status,
        version=result.version,
        message=result.message,
        audits=result.audits,
        row_counts=result.row_counts,
        report=result.report,
        changes=result.changes,
        key=key,
    )
    return write_run(warehouse, record)


def _opener(warehouse: Path) -> OpenAddresses:
    """Return a function that opens the addresses in a list and stores the responses in the warehouse."""

    def open_listed(addresses: Sequence[str], hints: Hints) -> Opened:
        from tipetl.sources.fetch import open_addresses, user_agent  # slow to import, seldom needed
        from tipetl.sources.web import Policy

        policy = Policy(user_agent(__version__))
        return open_addresses(addresses, hints, folder=warehouse / FETCHED_NAME, policy=policy)

    return open_listed


def _apart(audits: Iterable[Audit], taken: set[str]) -> tuple[Audit, ...]:
    """Rename the audits of inputs that yielded no source, so that no source and no other audit has the same name."""
    names = set(taken)
    apart = []
    for audit in audits:
        doc, number = audit.doc, 1
        while doc in names:
            number += 1
            doc = f"{audit.doc}~{number}"
        names.add(doc)
        apart.append(replace(audit, doc=doc))
    return tuple(apart)


def _changes(changes: Changes) -> str:
    if changes.since is None or not changes.any:
        return ""
    parts = [
        f"{what} {', '.join(names)}"
        for what, names in (("added", changes.added), ("removed", changes.removed), ("changed", changes.changed))
        if names
    ]
    return f"; since {changes.since}: {'; '.join(parts)}"


def _silent(_step: str, _done: int, _total: int) -> None:
    return None
