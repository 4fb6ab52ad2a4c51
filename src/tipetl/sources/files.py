"""Files, folders and standard input to sources.

What belongs here: opening files and naming documents. Nothing here reads a text's meaning.
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from tipetl.model import Audit, Hints, Outcome, Source
from tipetl.sources.catalog import CATALOG_NAME, hints_by_file

__all__ = ["NO_HINTS", "collect", "make_source", "name_apart", "sources_from_catalog"]

NO_HINTS = Hints()
NOT_YET = frozenset({".pdf", ".html", ".htm", ".docx", ".doc", ".rtf", ".odt", ".epub"})
MAX_BYTES = 200_000_000
"""A file above this many bytes is not read: a year's whole report is some 10 MB as text."""


def _printable(name: str) -> str:
    """A file name that can be stored as text: bytes of it that are not UTF-8 become U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")


def make_source(data: bytes, name: str, hints: Hints = NO_HINTS) -> Source:
    """A source from bytes; ``doc`` is the hint's or the stem of ``name`` (a file name without folders, or ``-``)."""
    name = _printable(name)
    doc = hints.doc or ("stdin" if name == "-" else Path(name).stem or name)
    return Source(doc, name, data, hashlib.sha256(data).hexdigest(), hints)


def collect(paths: Sequence[Path], hints: Hints = NO_HINTS) -> tuple[list[Source], list[Audit]]:
    """Sources of all files named or found in the folders named, in order of their names, and an audit of each that
    failed.

    A folder is walked for ``*.txt``; entries of a ``catalog.yaml`` in it supply what they say of a file. ``hints``
    hold for every source and win over a catalog's. The result does not depend on the order of ``paths``. Raises
    DataFileError for a bad catalog.
    """
    sources: list[Source] = []
    audits: list[Audit] = []
    seen: set[Path] = set()
    for path in paths:
        if path.is_dir():
            _folder(path, hints, sources, audits, seen)
        else:
            _file(path, hints, sources, audits, seen)
    audits.sort(key=lambda audit: (audit.doc, audit.name, audit.source_id or ""))
    return name_apart(sources), audits


def sources_from_catalog(path: Path) -> tuple[list[Source], list[Audit]]:
    """Sources of the files that the catalog at ``path`` names, and an audit of each that failed. Raises
    DataFileError.
    """
    sources: list[Source] = []
    audits: list[Audit] = []
    seen: set[Path] = set()
    for name, hints in hints_by_file(path).items():
        _file(path.parent / name, hints, sources, audits, seen)
    return name_apart(sources), audits


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


def _folder(path: Path, hints: Hints, sources: list[Source], audits: list[Audit], seen: set[Path]) -> None:
    catalogs: dict[Path, dict[str, Hints]] = {}
    tried = 0
    for root, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(root)
        if CATALOG_NAME in names:
            catalogs[here] = hints_by_file(here / CATALOG_NAME)
        for name in sorted(names):
            suffix = Path(name).suffix.lower()
            if name.startswith(".") or not (suffix == ".txt" or suffix in NOT_YET):
                continue
            tried += 1
            _file(here / name, _both(hints, catalogs.get(here, {}).get(name)), sources, audits, seen)
    if not tried:
        audits.append(
            _failed(
                path, "no_text", "The folder holds no reports (*.txt).", "Give a folder with narratives as .txt files."
            )
        )


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
    )


def _file(path: Path, hints: Hints, sources: list[Source], audits: list[Audit], seen: set[Path]) -> None:
    real = path.resolve()
    if real in seen:
        return
    seen.add(real)
    if not path.exists():
        audits.append(_failed(path, "no_text", "There is no such file.", "Check the path."))
        return
    if not path.is_file():
        audits.append(_failed(path, "unsupported", "It is neither a file nor a folder.", "Give a text file."))
        return
    if path.suffix.lower() in NOT_YET:
        kind = path.suffix.lower().lstrip(".").upper()
        audits.append(
            _failed(path, "unsupported", f"{kind} files are not read.", "Save it as plain text (.txt, UTF-8).")
        )
        return
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            audits.append(
                _failed(
                    path, "too_big", f"The file has {size:,} bytes; the limit is {MAX_BYTES:,}.", "Split it by country."
                )
            )
            return
        data = path.read_bytes()
    except OSError as error:
        audits.append(_failed(path, "corrupt", f"It cannot be read: {error.strerror}.", "Check its permissions."))
        return
    sources.append(make_source(data, path.name, hints))


def _failed(path: Path, outcome: Outcome, reason: str, advice: str) -> Audit:
    name = path.name or str(path)
    name = _printable(name)
    return Audit(doc=Path(name).stem or name, name=name, source_id=None, outcome=outcome, reason=reason, advice=advice)
