"""Files, folders and standard input to sources.

What belongs here: finding files, and naming documents apart. Nothing here reads a text's meaning; what one file holds
is for ``opening``.
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
from tipetl.sources.catalog import CATALOG_NAME, hints_by_file
from tipetl.sources.kept import is_kept_folder, open_kept
from tipetl.sources.opening import (
    MAX_BYTES,
    NO_HINTS,
    Opened,
    failed,
    is_resource_folder,
    is_wanted,
    make_source,
    open_archive,
    open_bytes,
)

__all__ = ["NO_HINTS", "OpenAddresses", "addresses_of", "collect", "make_source", "name_apart", "sources_from_catalog"]

MAX_ARCHIVE_BYTES = 4_000_000_000
"""An archive above this many bytes is not opened; its members are read one by one, so that it may exceed a file's."""
_HEAD = 65_536

OpenAddresses = Callable[[Sequence[str], Hints], Opened]
"""Gives the sources behind web addresses."""


def collect(
    paths: Sequence[Path], hints: Hints = NO_HINTS, *, open_addresses: OpenAddresses | None = None
) -> tuple[list[Source], list[Audit]]:
    """Sources of all files named or found in the folders named, in order of their names, and an audit of each that
    failed.

    A file is what its bytes say, whatever its name: a web page, a PDF, a text, a zip archive (whose members are read
    like files), a page saved with its pictures. A file named here that lists web addresses is opened by
    ``open_addresses``; without it, or found in a folder, it ends as ``unsupported`` with the advice to fetch them.

    A folder is walked for files of these kinds; entries of a ``catalog.yaml`` in it supply what they say of a file, and
    the index of a folder of fetched reports what it says of each.
    ``hints`` hold for every source and win over a catalog's. The result does not depend on the order of ``paths``.
    Raises DataFileError for a bad catalog.
    """
    opened = Opened()
    seen: set[Path] = set()
    for path in paths:
        if path.is_dir():
            _folder(path, hints, opened, seen)
        else:
            _file(path, hints, opened, seen, open_addresses)
    opened.audits.sort(key=lambda audit: (audit.doc, audit.name, audit.source_id or "", audit.reason or ""))
    return name_apart(opened.sources), opened.audits


def sources_from_catalog(path: Path) -> tuple[list[Source], list[Audit]]:
    """Sources of the files that the catalog at ``path`` names, and an audit of each that failed. Raises
    DataFileError.
    """
    opened = Opened()
    seen: set[Path] = set()
    for name, hints in hints_by_file(path).items():
        _file(path.parent / name, hints, opened, seen)
    return name_apart(opened.sources), opened.audits


def name_apart(sources: Iterable[Source]) -> list[Source]:
    """Sources in order of ``doc``; equal names get ``~2``, ``~3`` ... in order of content hash, whatever order they
    came in.
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


def _folder(path: Path, hints: Hints, opened: Opened, seen: set[Path]) -> None:
    tried = 0
    for root, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not (name.startswith(".") or is_resource_folder(name, names)))
        here = Path(root)
        if is_kept_folder(here):
            folders.clear()
            open_kept(here, hints, opened)
            tried += 1
            continue
        catalog = hints_by_file(here / CATALOG_NAME) if CATALOG_NAME in names else {}
        for name in sorted(names):
            if name in catalog or is_wanted(name, None) or is_wanted(name, _head(here / name)):
                tried += 1
                _file(here / name, _both(hints, catalog.get(name)), opened, seen)
    if not tried:
        opened.audits.append(
            failed(
                path.name or str(path),
                "no_text",
                "The folder holds no reports (*.txt, *.html, *.pdf, *.zip).",
                "Give a folder with saved pages, PDFs or narratives as .txt files.",
            )
        )


def _head(path: Path) -> bytes | None:
    """The first bytes of a file whose name says nothing; None where it cannot be read, which is then nobody's loss."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        return None


def _both(hints: Hints, catalog: Hints | None) -> Hints:
    """The caller's hints, completed by the catalog's."""
    if catalog is None:
        return hints
    return Hints(
        doc=hints.doc or catalog.doc,
        country=hints.country or catalog.country,
        report_year=hints.report_year or catalog.report_year,
        section=hints.section or catalog.section,
        url=hints.url or catalog.url,
        publisher=hints.publisher or catalog.publisher,
        licence=hints.licence or catalog.licence,
        sha256=hints.sha256 or catalog.sha256,
        year_from=hints.year_from if hints.report_year else catalog.year_from,
        content_type=hints.content_type or catalog.content_type,
    )


def _file(
    path: Path, hints: Hints, opened: Opened, seen: set[Path], open_addresses: OpenAddresses | None = None
) -> None:
    real = path.resolve()
    if real in seen:
        return
    seen.add(real)
    name = path.name or str(path)

    def end(outcome: Outcome, reason: str, advice: str) -> None:
        opened.audits.append(failed(name, outcome, reason, advice))

    if _ADDRESS_AS_PATH.match(path.as_posix()):
        end("no_text", "It is a web address, not a file.", "Run 'tipetl fetch ADDRESS' first.")
        return
    try:
        if not path.exists():
            end("no_text", "There is no such file.", "Check the path.")
            return
        if not path.is_file():
            end("unsupported", "It is neither a file nor a folder.", "Give a web page, a PDF or a text file.")
            return
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            head = file.read(_HEAD)
            archive = sniff(head) == "zip"
            limit = MAX_ARCHIVE_BYTES if archive else MAX_BYTES
            if size > limit:
                end("too_big", f"The file has {size:,} bytes; the limit is {limit:,}.", "Split it by country.")
                return
            if archive:
                file.seek(0)
                open_archive(file, name, hints, opened)
                return
            data = head + file.read(limit)
    except OSError as error:
        end("corrupt", f"It cannot be read: {error.strerror}.", "Check its permissions.")
        return
    addresses = addresses_of(data)
    if not addresses:
        open_bytes(data, name, hints, opened)
    elif open_addresses is None:
        end(
            "unsupported",
            f"It is a list of {len(addresses)} web addresses, not a report.",
            "Run 'tipetl fetch --list FILE' first, then 'tipetl run' on the folder that it names.",
        )
    else:
        found = open_addresses(addresses, hints)
        opened.sources.extend(found.sources)
        opened.audits.extend(found.audits)


_ADDRESS_AS_PATH = re.compile(r"https?:/", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_MAX_LIST = 5_000_000


def addresses_of(data: bytes) -> list[str]:
    """The addresses of a list: a text whose every line is an http(s) address, empty, or a comment (``#``).

    Empty where it is anything else. Each address is given once, in the order of the file.
    """
    if len(data) > _MAX_LIST or b"://" not in data:
        return []
    try:
        lines = [line.strip() for line in data.decode("utf-8-sig").splitlines()]
    except UnicodeDecodeError:
        return []
    found = [line for line in lines if line and not line.startswith("#")]
    return list(dict.fromkeys(found)) if all(map(_ADDRESS.fullmatch, found)) else []
