"""Store the results of reading sources, so that a source is read again only if something that affects its reading
changed.

An entry is an Arrow stream of one record batch (``tables.columns``), compressed with zstd and followed by a hash. An
entry's name is a hash of the source's bytes, names and hints; its folder's name is a hash of everything that affects
reading: code, rules, word lists, weights, libraries. Many entries are combined into one pack, which opens many times
faster than the separate entries would. A pack is a line with the entries' names, an Arrow stream with a row for each,
and a hash. An entry or pack that is missing, damaged or out of place is ignored, so the folder can be removed at any
time. ::

    FOLDER/.tipetl-cache-folder        the mark
    FOLDER/<reader>/<entry>.arrow.zst
    FOLDER/<reader>/<hash of names>.pack
    FOLDER/checks.json                 what the checks of the last run found, by country
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from functools import cache, partial
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from tipetl.errors import WarehouseError
from tipetl.isolation import cores
from tipetl.model import Source
from tipetl.ownership import Mark, claim, is_marked
from tipetl.resources import data_dir, package_files

if TYPE_CHECKING:
    from tipetl.tables.columns import SourceColumns

CHECKS_KEPT = "checks.json"
"""The file in the cache's folder that stores what checks found; see ``checks.carrying``."""
CACHE_MARK = Mark(".tipetl-cache-folder", "cache", "Move it away, or run with --no-cache.")
READS_NOTHING = {
    *("_data", "asking", "checks", "cli", "doctor", "evaluate", "site", "snapshot", "sources"),
    *("__main__.py", "exchange.py", "explain.py", "pipeline.py", "ruledocs.py", "store.py"),
    *("tables/combining.py", "tables/correcting.py", "tables/making.py"),
}
"""Parts of the package on which no reading depends."""
LIBRARIES = (
    *("beautifulsoup4", "lxml", "numpy", "pdfminer.six", "pdfplumber", "pyarrow", "pypdfium2", "PyYAML"),
    *("pydantic", "selectolax", "snowballstemmer", "soupsieve"),
)
"""Libraries on which a reading depends."""

_FOLDERS = (("expectations",), ("seeds", "reference"), ("seeds", "corrections"), ("warehouse", "sql"))
"""The bundled folders whose files determine what is checked and published."""
_ENTRY = re.compile(r"[0-9a-f]{64}\.(?:arrow\.zst|pack)")
_READER = re.compile(r"[0-9a-f]{16}")
_HASH_BYTES = 32


@dataclass(slots=True)
class Cache:
    """One reader's entries in ``folder``; each is written in ``building`` and then moved there.

    ``notes`` are messages about entries that were damaged or could not be read or written; a damaged or unusable entry
    never stops a run.
    """

    folder: Path
    building: Path
    notes: list[str] = field(default_factory=list)
    _full: bool = False

    def take(self, sources: Sequence[Source]) -> dict[int, SourceColumns]:
        """Return the results of these sources' last readings by index, for the sources that packs contain."""
        wanted = {_name(source): number for number, source in enumerate(sources)}
        found: dict[int, SourceColumns] = {}
        with ThreadPoolExecutor(cores()) as threads:
            for rows in threads.map(partial(self._opened, wanted.keys()), sorted(self.folder.glob("*.pack"))):
                found |= {wanted[name]: row for name, row in rows.items() if name in wanted}
        return found

    def _opened(self, wanted: Set[str], path: Path) -> dict[str, SourceColumns]:
        """Return a pack's entries by name; none if no entry is ``wanted``, or if the pack is damaged (it is then
        removed)."""
        from tipetl.tables.columns import unpacked

        try:
            with path.open("rb") as opened:
                names = opened.readline().decode(errors="replace").split()
                if wanted.isdisjoint(names):
                    return {}
                opened.seek(0)
                data = memoryview(opened.read())
        except OSError as error:
            self.notes.append(f"A pack of the cache cannot be read: {error.strerror}; its sources were read anew.")
            return {}
        if _hash(path.name, data[:-_HASH_BYTES]) != data[-_HASH_BYTES:]:
            self.notes.append("A pack of the cache was damaged; its sources were read anew.")
            path.unlink(missing_ok=True)
            return {}
        return dict(zip(names, unpacked(data[len(" ".join(names)) + 1 : -_HASH_BYTES]), strict=True))

    def pack(self, entries: Iterable[tuple[Source, SourceColumns]]) -> None:
        """Combine entries that ``get`` or ``put`` has just handled into one file, atomically."""
        from tipetl.tables.columns import packed

        named = [(_name(source), found) for source, found in entries]
        names = [name for name, _ in named]
        if self._full or not all((self.folder / name).is_file() for name in names):
            return
        line = " ".join(names).encode()
        self._write(f"{hashlib.sha256(line).hexdigest()}.pack", line + b"\n" + packed([found for _, found in named]))
        if not self._full:
            for name in names:
                (self.folder / name).unlink(missing_ok=True)

    def get(self, source: Source) -> SourceColumns | None:
        """Return the result of the source's last reading; None if no result is stored or its entry is damaged."""
        import pyarrow as pa

        from tipetl.tables.columns import SourceColumns

        name = _name(source)
        try:
            data = (self.folder / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            self.notes.append(f"The cache's entry of {source.name} cannot be read: {error.strerror}; it was read anew.")
            return None
        if _hash(name, data[:-_HASH_BYTES]) != data[-_HASH_BYTES:]:
            self.notes.append(f"The cache's entry of {source.name} was damaged; it was read anew.")
            return None
        # The whole stream is compressed, because an entry has hundreds of small buffers and a schema as large as its
        # values.
        with pa.CompressedInputStream(pa.BufferReader(data[:-_HASH_BYTES]), "zstd") as stream:
            return SourceColumns(pa.ipc.open_stream(stream.read()).read_next_batch())

    def put(self, source: Source, found: SourceColumns) -> None:
        """Store the result of reading the source, atomically; once a write has failed, nothing more is written."""
        if self._full:
            return
        import pyarrow as pa

        sink = pa.BufferOutputStream()
        with (
            pa.CompressedOutputStream(sink, "zstd") as packed,
            pa.ipc.new_stream(packed, found.columns.schema) as stream,
        ):
            stream.write_batch(found.columns)
        self._write(_name(source), sink.getvalue().to_pybytes())

    def _write(self, name: str, data: bytes) -> None:
        made = self.building / name
        try:
            made.write_bytes(data + _hash(name, data))
            made.replace(self.folder / name)
        except OSError as error:
            made.unlink(missing_ok=True)
            self._full = True
            self.notes.append(f"The cache cannot be written: {error.strerror}; the run goes on without it.")


def open_cache(root: Path, building: Path) -> Cache:
    """Open the cache in the folder ``root``, which is created and marked if missing.

    Raises ``WarehouseError`` if something else already has that name, ``OSError`` if the folder cannot be written.
    """
    if root.is_symlink():
        raise WarehouseError(f"{root} is a link, not a cache.", advice=CACHE_MARK.advice)
    claim(root, CACHE_MARK)
    folder = root / reader_version()
    folder.mkdir(exist_ok=True)
    return Cache(folder, building)


@cache
def reader_version() -> str:
    """Return a hash (16 hex digits) of everything on which a reading depends besides its source: code, data files and
    libraries.

    The hash cannot change while the process runs, because code and rules are already loaded.
    """
    digest = hashlib.sha256()
    for name, path in package_files(READS_NOTHING):
        digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    for library in LIBRARIES:
        digest.update(f"{library}={_version(library)}\n".encode())
    digest.update(sys.version.encode())
    return digest.hexdigest()[:16]


@cache
def program_version() -> str:
    """Return the SHA-256 (hex) of everything that determines the result for given sources: tipetl's code, data and
    libraries.
    """
    digest = hashlib.sha256()
    outside = [path for folder in _FOLDERS for path in sorted(data_dir(folder[0]).joinpath(*folder[1:]).rglob("*"))]
    for path in [*(path for _, path in package_files({"_data"})), *filter(Path.is_file, outside)]:
        digest.update(f"{path.name}={hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    for library in (*LIBRARIES, "duckdb", "great-expectations", "pandas"):
        digest.update(f"{library}={_version(library)}\n".encode())
    digest.update(sys.version.encode())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Readers:
    """One reader's entries: their number, their size in bytes, and whether that reader is the current one."""

    name: str
    entries: int
    bytes: int
    current: bool


def readers(root: Path) -> list[Readers]:
    """List the readers with entries in a cache, by name; empty if there is no cache."""
    found = []
    for folder in _folders(root):
        paths = list(_entries(folder))
        size = sum(path.stat().st_size for path in paths)
        found.append(Readers(folder.name, sum(map(_count, paths)), size, folder.name == reader_version()))
    return found


def checks_size(root: Path) -> int:
    """Return the size in bytes of the stored results of the last run's checks; 0 if nothing was stored."""
    kept = root / CHECKS_KEPT
    return kept.stat().st_size if is_marked(root, CACHE_MARK) and kept.is_file() else 0


def prune(root: Path, *, everything: bool = False) -> int:
    """Remove other readers' entries (or ``everything``, including what the checks found), and return the bytes freed;
    other files stay.
    """
    freed = 0
    if everything and (freed := checks_size(root)):
        (root / CHECKS_KEPT).unlink(missing_ok=True)
    for folder in _folders(root):
        if folder.name == reader_version() and not everything:
            continue
        for path in _entries(folder):
            freed += path.stat().st_size
            path.unlink(missing_ok=True)
        if not any(folder.iterdir()):
            folder.rmdir()
    return freed


def _folders(root: Path) -> list[Path]:
    if root.is_symlink() or not is_marked(root, CACHE_MARK):
        return []
    return sorted(path for path in root.iterdir() if _READER.fullmatch(path.name) and not path.is_symlink())


def _entries(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.iterdir()) if _ENTRY.fullmatch(path.name))


def _count(path: Path) -> int:
    """Count the sources with entries in a file."""
    if path.suffix != ".pack":
        return 1
    with path.open("rb") as opened:
        return len(opened.readline().split())


def _name(source: Source) -> str:
    """Return the file name of a source's entry."""
    depends = [source.source_id, source.doc, source.name, asdict(source.hints)]
    return hashlib.sha256(json.dumps(depends, sort_keys=True).encode()).hexdigest() + ".arrow.zst"


def _hash(name: str, data: bytes | memoryview) -> bytes:
    """Hash an entry together with its name and reader, so that no other entry can be mistaken for it."""
    digest = hashlib.sha256(f"{reader_version()}/{name}\n".encode())
    digest.update(data)
    return digest.digest()


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""
