"""Build a version's site: read the version country by country, render pages, and write those that changed.

A country's pages depend only on its rows and on the content common to all pages. A digest of both is stored, and a
country with an unchanged digest is not rendered again. Only ``assets/version.js`` and a few pages name the version.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import Any, TypeAlias

from tipetl.asking import read_only
from tipetl.asking.place import open_read_only
from tipetl.site import pages
from tipetl.site.drawing import drawn_by
from tipetl.site.news import news_of, versions_of
from tipetl.site.output import Output
from tipetl.site.published import published
from tipetl.site.queries import Library
from tipetl.site.records import History
from tipetl.site.render import Site, assets
from tipetl.site.revisions import history
from tipetl.site.search import FOLDER as SEARCH
from tipetl.site.search import add_search
from tipetl.snapshot import read_manifest, version_dir
from tipetl.snapshot.beside import CHANGES_NAME
from tipetl.snapshot.citation import citation
from tipetl.snapshot.export import edition_of
from tipetl.store import DATABASE_NAME
from tipetl.yamlfile import parse_yaml

SOURCES = "sources"
_FEW = 8
"""The maximum number of countries built in this process: for so few, starting other processes would take longer."""


@dataclass(frozen=True, slots=True)
class Built:
    """The numbers of files written, kept unchanged, and removed; ``searchable`` says whether the site has a search
    index.
    """

    folder: Path
    version: str
    written: int
    kept: int
    removed: int
    narratives: int
    searchable: bool


_Shared: TypeAlias = tuple[Path, Site, History]
"""The data that each process needs: the database, the text on every page, and what earlier versions read differently.
"""


@dataclass(frozen=True, slots=True)
class _Done:
    """A country's digest, its rendered files, and the names of its unchanged files."""

    iso3: str | None
    digest: str
    files: Mapping[str, bytes]
    names: tuple[str, ...]


def build_site(
    warehouse: Path,
    folder: Path,
    *,
    version: str = "latest",
    notice: str | None = None,
    init: bool = False,
    workers: int | None = None,
) -> Built:
    """Write a version's pages into ``folder``, which must be empty or already a site, unless ``init``.

    The text ``notice`` appears on every page. ``workers`` processes render countries (None: one per processor). Raises
    ``WarehouseError`` if the version does not exist or the folder is refused, ``OSError`` if the folder cannot be
    written, ``ModuleNotFoundError`` without the extra ``site``.
    """
    _code()  # the drawing libraries may be missing: fail before anything is written
    place = version_dir(warehouse, version)
    manifest = read_manifest(place)
    edition = edition_of(manifest)
    out = Output.claimed(folder, init=init)
    site = Site(notice, _account()["honest"], _account()["licence"])
    database = place / DATABASE_NAME
    with read_only(database) as connection:
        before = history(warehouse, manifest.version)
        library = Library(connection, before)
        for name, data in assets().items():
            out.write(f"assets/{name}", data)
        out.write("assets/version.js", pages.version_script(manifest.version, edition.day, citation(edition)))
        digests: dict[str, list[Any]] = {}
        for done in _countries((database, site, before), library, out, workers):
            for name, data in done.files.items():
                out.write(name, data)
            out.keep(done.names)
            digests[done.iso3 or ""] = [done.digest, sorted({*done.names, *done.files})]
        changes = place / CHANGES_NAME
        about = pages.About(
            manifest.version,
            edition.day,
            citation(edition),
            manifest.content_hash,
            changes.read_text(encoding="utf-8") if changes.is_file() else None,
            news_of(warehouse, manifest.version, library),
            versions_of(warehouse, manifest.version),
            published(place),
            manifest.row_counts,
            tuple(map(tuple, _account()["scores"])),
        )
        for name, content in pages.world_pages(library, site, about):
            out.write(name, content)
    search = add_search(out, library.pages.values(), out.digests().get(SEARCH))
    out.finish({**digests, SEARCH: search})
    return Built(
        folder, manifest.version, out.written, out.kept, out.removed, sum(map(len, library.docs.values())), bool(search)
    )


def _countries(shared: _Shared, library: Library, out: Output, workers: int | None) -> Iterator[_Done]:
    """Yield the files of each country, or only their names if the country's rows are unchanged."""
    database, site, _ = shared
    before = out.digests()
    changed = []
    for iso3, rows in library.digests().items():
        digest = hashlib.sha256(repr((_code(), site, rows)).encode()).hexdigest()
        old = before.get(iso3 or "")
        if old and old[0] == digest and all((out.folder / name).is_file() for name in old[1]):
            yield _Done(iso3, digest, {}, tuple(old[1]))
        else:
            changed.append((iso3, digest))
    count = min(workers or os.cpu_count() or 1, len(changed))
    if len(changed) <= _FEW or count < 2:
        yield from (_country(library, site, database.parent / SOURCES, *job) for job in changed)
        return
    # Forking would copy the database's running threads.
    with ProcessPoolExecutor(count, get_context("spawn"), _begin, shared) as pool:
        yield from pool.map(_job, changed, chunksize=2)


_own: list[tuple[Library, Site, Path]] = []
"""What a pool process works with: its library, the text on every page, and the folder of sources."""


def _begin(database: Path, site: Site, before: History) -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    _own.append((Library(open_read_only(database), before), site, database.parent / SOURCES))


def _end_with_parent() -> None:
    """End with the parent: a pool process otherwise waits for work forever if its parent is killed."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _job(job: tuple[str | None, str]) -> _Done:
    return _country(*_own[0], *job)


def _country(library: Library, site: Site, sources: Path, iso3: str | None, digest: str) -> _Done:
    made = pages.country_pages(library, site, pages.rows_of(library, iso3), sources)
    return _Done(iso3, digest, {name: data.encode() if isinstance(data, str) else data for name, data in made}, ())


@cache
def _code() -> str:
    """Return a digest of all code and data on which rendering depends."""
    digest = hashlib.sha256(repr(drawn_by()).encode())
    root = files("tipetl.site")
    for folder in (root, root.joinpath("templates"), root.joinpath("data")):
        for path in sorted(folder.iterdir(), key=lambda one: one.name):
            if path.is_file():
                digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def _account() -> Mapping[str, Any]:
    """Return the statements about how often figures are wrong, from ``data/site.yaml``."""
    text = files("tipetl.site").joinpath("data", "site.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = parse_yaml(text, "site.yaml").value
    return found
