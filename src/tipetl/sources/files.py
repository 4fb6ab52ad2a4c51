"""Turn files, folders and standard input into sources.

This module finds files and gives documents unique names. No text is interpreted here; ``opening`` determines what a
file contains.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from tipetl.model import Audit, Hints, Outcome, Source
from tipetl.sniff import sniff
from tipetl.sources.catalog import CATALOG_NAME, Catalog, read_catalog
from tipetl.sources.kept import is_kept_folder, open_kept
from tipetl.sources.opening import (
    MAX_BYTES,
    NO_HINTS,
    Opened,
    filled,
    is_resource_folder,
    is_wanted,
    open_archive,
    open_bytes,
)

MAX_ARCHIVE_BYTES = 4_000_000_000
"""The maximum size of an archive. An archive may exceed the limit for a file, since its members are read one at a
time."""
_HEAD = 65_536
_GIVE_FOLDER = "Give that folder itself."

OpenAddresses = Callable[[Sequence[str], Hints], Opened]
"""A function that returns the sources at web addresses."""


def collect(
    paths: Sequence[Path], hints: Hints = NO_HINTS, *, open_addresses: OpenAddresses | None = None
) -> tuple[list[Source], list[Audit]]:
    """Return the sources in the given files and folders, ordered by name, and an audit of each failure.

    A file's bytes, not its name, decide what it is: a web page, a PDF, a text, a zip archive (with members that are
    read like files), or a page saved with its pictures. ``open_addresses`` opens the addresses in a file that lists
    them. Without that function, or if the list is in a folder, its outcome is ``unsupported``, with the advice to fetch
    the addresses.

    Folders are searched for files of these kinds. Entries in a folder's ``catalog.yaml`` supply metadata, as does the
    index in a folder of fetched reports. A file with an invalid entry is not read, and a file named by an entry must
    exist. Links to folders are not followed. Each link gets an audit, as does each unreadable folder.

    ``hints`` apply to every source and override a catalog's. The result does not depend on the order of ``paths``.
    Raises DataFileError for an invalid catalog.
    """
    opened = Opened()
    seen: set[Path] = set()
    for path in paths:
        if _is_folder(path):
            _folder(path, hints, opened, seen)
        else:
            _file(path, hints, opened, seen, open_addresses)
    opened.audits.sort(key=lambda audit: (audit.doc, audit.name, audit.source_id or "", audit.reason or ""))
    return name_apart(opened.sources), opened.audits


def name_apart(sources: Iterable[Source]) -> list[Source]:
    """Return sources in order of ``doc``. Duplicate names get ``~2``, ``~3``, … in order of content hash rather than
    arrival.
    """
    groups: defaultdict[str, list[Source]] = defaultdict(list)
    for source in sources:
        groups[source.doc].append(source)
    taken = set(groups)
    found: list[Source] = []
    for doc in sorted(groups):
        number = 1
        for place, source in enumerate(sorted(groups[doc], key=lambda source: (source.source_id, source.name))):
            name = doc
            while place and name in taken:
                number += 1
                name = f"{doc}~{number}"
            taken.add(name)
            found.append(source if name == doc else replace(source, doc=name))
    return sorted(found, key=lambda source: source.doc)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # the file's kind cannot be determined; ``_file`` says why
        return False


def _folder(path: Path, hints: Hints, opened: Opened, seen: set[Path]) -> None:
    tried = 0

    def unreadable(error: OSError) -> None:
        nonlocal tried
        tried += 1
        name = Path(os.fsdecode(error.filename)).name if error.filename else path.name
        opened.fail(name, "corrupt", f"The folder cannot be read: {error.strerror}.", "Check its permissions.")

    for root, folders, names in os.walk(path, onerror=unreadable):
        here = Path(root)
        inner = sorted(name for name in folders if not (name.startswith(".") or is_resource_folder(name, names)))
        # Do not follow links: they may form a cycle.
        folders[:] = [name for name in inner if not (here / name).is_symlink()]
        if is_kept_folder(here):
            folders.clear()
            open_kept(here, hints, opened)
            tried += 1
            continue
        for name in inner:
            if name not in folders:
                tried += 1
                opened.fail(name, "unsupported", "It is a link to a folder, which is not followed.", _GIVE_FOLDER)
        tried += _files(here, names, hints, opened, seen)
    if not tried:
        reason = "The folder holds no reports (*.txt, *.html, *.pdf, *.zip)."
        advice = "Give a folder with saved pages, PDFs or narratives as .txt files."
        opened.fail(path.name or str(path), "no_text", reason, advice)


def _files(folder: Path, names: Sequence[str], hints: Hints, opened: Opened, seen: set[Path]) -> int:
    """Open the files in a folder that may be reports, each with its catalog metadata.

    Returns the number of files, including nonexistent ones that a catalog names.
    """
    catalog = read_catalog(folder / CATALOG_NAME) if CATALOG_NAME in names else Catalog({})
    wrong = {entry.file for entry in catalog.wrong}
    found = [
        name
        for name in sorted(names)
        if name not in wrong
        and (name in catalog.entries or is_wanted(name, None) or is_wanted(name, _head(folder / name)))
    ]
    for name in found:
        entry = catalog.entries.get(name)
        _file(folder / name, hints if entry is None else filled(hints, entry[1].hints()), opened, seen)
    for one in catalog.wrong:  # the entry about the document is wrong, so the document is not read
        opened.fail(one.file or CATALOG_NAME, "corrupt", f"{CATALOG_NAME}:{one.line}: {one.message}.", "Fix the entry.")
    missing = [(name, line) for name, (line, _) in catalog.entries.items() if name not in names]
    for name, line in missing:
        reason = f"{CATALOG_NAME}:{line} names it, and there is no such file."
        opened.fail(name, "no_text", reason, "Put the file beside the catalog, or remove the entry.")
    return len(found) + len(catalog.wrong) + len(missing)


def _head(path: Path) -> bytes | None:
    """Return the first bytes of a file whose name does not show its kind; return None if they cannot be read, which
    does not matter here.
    """
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        return None


def _file(
    path: Path, hints: Hints, opened: Opened, seen: set[Path], open_addresses: OpenAddresses | None = None
) -> None:
    real = Path(os.path.realpath(path))  # ``Path.resolve`` raises if links form a cycle
    if real in seen:
        return
    seen.add(real)
    name = path.name or str(path)

    try:
        if why := _no_file(path):
            opened.fail(name, *why)
            return
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            head = file.read(_HEAD)
            archive = sniff(head) == "zip"
            limit = MAX_ARCHIVE_BYTES if archive else MAX_BYTES
            if size > limit:
                opened.fail(
                    name, "too_big", f"The file has {size:,} bytes; the limit is {limit:,}.", "Split it by country."
                )
                return
            if archive:
                file.seek(0)
                open_archive(file, name, hints, opened)
                return
            data = head + file.read(limit)
    except OSError as error:
        opened.fail(name, "corrupt", f"It cannot be read: {error.strerror}.", "Check its permissions.")
        return
    addresses = addresses_of(data)
    if not addresses:
        open_bytes(data, name, hints, opened)
    elif open_addresses is None:
        reason = f"It is a list of {len(addresses)} web addresses, not a report."
        advice = "Run 'tipetl fetch --list FILE' first, then 'tipetl run' on the folder that it names."
        opened.fail(name, "unsupported", reason, advice)
    else:
        found = open_addresses(addresses, hints)
        opened.sources.extend(found.sources)
        opened.audits.extend(found.audits)


def _no_file(path: Path) -> tuple[Outcome, str, str] | None:
    """Return what to report about a path that does not lead to a file, or None if it does. Raises OSError."""
    if _ADDRESS_AS_PATH.match(path.as_posix()):
        return "no_text", "It is a web address, not a file.", "Run 'tipetl fetch ADDRESS' first."
    if path.is_file():
        return None
    if path.exists():
        return "unsupported", "It is neither a file nor a folder.", "Give a web page, a PDF or a text file."
    if path.is_symlink():
        return "no_text", "It is a link that leads to no file.", "Give the file itself."
    return "no_text", "There is no such file.", "Check the path."


_ADDRESS_AS_PATH = re.compile(r"https?:/", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_MAX_LIST = 5_000_000


def addresses_of(data: bytes) -> list[str]:
    """Return the addresses in a list: a text in which every line is an http(s) address, empty, or a comment (``#``).

    For anything else, the result is empty. Each address occurs once, in the order of the file.
    """
    if len(data) > _MAX_LIST or b"://" not in data:
        return []
    try:
        lines = [line.strip() for line in data.decode("utf-8-sig").splitlines()]
    except UnicodeDecodeError:
        return []
    found = [line for line in lines if line and not line.startswith("#")]
    return list(dict.fromkeys(found)) if all(map(_ADDRESS.fullmatch, found)) else []
