"""Open a file, which may be a single source, a zip archive, or a page saved with its pictures.

Archive members are read without writing anything to disk, under limits that apply whatever the archive claims. A
member's folder never becomes part of a name.
"""

from __future__ import annotations

import hashlib
import io
import lzma
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from email import message_from_bytes, policy
from pathlib import Path
from typing import IO

from tipetl.model import Audit, Hints, Outcome, Source
from tipetl.sniff import HTML_SUFFIXES, kind_in_words, sniff

NO_HINTS = Hints()
MAX_BYTES = 200_000_000
"""The maximum size of a file to read. A year's whole report is 10 MB as text and at most 70 MB as PDF."""
MAX_UNPACKED = 2_000_000_000
"""The maximum total size of an archive's members in bytes. 25 yearly volumes have about a quarter of that."""
MAX_MEMBERS = 50_000
_MAX_DEPTH = 2
_CHUNK = 1 << 20

READ_SUFFIXES = frozenset({".txt", ".pdf", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".zip"})
TOLD_SUFFIXES = frozenset(
    {".docx", ".doc", ".rtf", ".odt", ".epub", ".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".webp", ".bmp",
     ".djvu"}
)  # fmt: skip
"""Suffixes of files that someone may mistake for reports. Files with these suffixes are reported, and files with other
suffixes are ignored.
"""
_CODE_SUFFIXES = frozenset(
    {".js", ".css", ".json", ".jsonl", ".csv", ".xml", ".svg", ".py", ".md", ".yaml", ".yml", ".db", ".duckdb", ".woff",
     ".woff2", ".ico", ".log", ".tmp", ".part", ".crdownload", ".download"}
)  # fmt: skip
_AS_TEXT = "Save it as a web page, a PDF or plain text (.txt, UTF-8) and give that file."
_OFFICE = (
    ("word/", "a Word document"),
    ("xl/", "a spreadsheet"),
    ("ppt/", "a presentation"),
    ("META-INF/container.xml", "an e-book"),
    ("content.xml", "an OpenDocument file"),
)
_CORRUPT = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, LookupError,
    ArithmeticError,
)  # fmt: skip


@dataclass(slots=True)
class Opened:
    """The sources found so far, and an audit of every input that yielded no source."""

    sources: list[Source] = field(default_factory=list)
    audits: list[Audit] = field(default_factory=list)

    def fail(self, name: str, outcome: Outcome, reason: str, advice: str) -> None:
        """Add an audit for an input called ``name`` that yielded no source."""
        self.audits.append(failed(name, outcome, reason, advice))


def make_source(data: bytes, name: str, hints: Hints = NO_HINTS) -> Source:
    """Make a source from a file's bytes. The source's ``doc`` is the hint's, or else the stem of ``name`` (a file name
    without folders, or ``-``).
    """
    name = printable(name)
    doc = hints.doc or ("stdin" if name == "-" else Path(name).stem or name)
    return Source(doc, name, data, hashlib.sha256(data).hexdigest(), hints)


def failed(name: str, outcome: Outcome, reason: str, advice: str) -> Audit:
    """Return an audit for an input called ``name`` that yielded no source."""
    name = printable(name)
    return Audit(doc=Path(name).stem or name, name=name, source_id=None, outcome=outcome, reason=reason, advice=advice)


def filled(hints: Hints, other: Hints) -> Hints:
    """Fill gaps in the hints with those of ``other``."""
    said = {one.name: getattr(hints, one.name) or getattr(other, one.name) for one in fields(Hints)}
    return Hints(**said | {"year_from": hints.year_from if hints.report_year else other.year_from})


def printable(name: str) -> str:
    """Return a file name that can be stored as one line of text. Bytes that are not UTF-8 become U+FFFD."""
    name = os.fsencode(name).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "\ufffd" for char in name)


def is_wanted(name: str, head: bytes | None) -> bool:
    """Return whether to open a file found in a folder or archive. ``head`` is its first 64 kB, or None to decide by
    name.

    For kinds of files that are read, or that someone may mistake for reports, the name decides. A file with another
    name is wanted if its bytes are a page or a PDF. Hidden files are never read.
    """
    suffix = Path(name).suffix.lower()
    if name.startswith(".") or suffix in _CODE_SUFFIXES:
        return False
    if suffix in READ_SUFFIXES or suffix in TOLD_SUFFIXES or suffix in HTML_SUFFIXES:
        return True
    return head is not None and sniff(head) in ("html", "pdf")


def is_resource_folder(folder: str, beside: Iterable[str]) -> bool:
    """Return whether a folder contains the pictures and scripts of a saved page ("Kosovo_files" next to "Kosovo.html").

    Browsers append a word in their own language to the page's name.
    """
    for name in beside:
        page = Path(name)
        if page.suffix.lower() in (".html", ".htm", ".xhtml") and folder != page.stem and folder.startswith(page.stem):
            rest = folder[len(page.stem) :]
            if re.fullmatch(r"[_.\- ]\w{4,12}", rest) and not re.search(r"\d", rest):
                return True
    return False


def open_bytes(data: bytes, name: str, hints: Hints, opened: Opened, *, where: str = "") -> None:
    """Add the contents of one file to ``opened``. ``where`` starts the reason for a failure: "In a.zip: "."""
    kind = sniff(data, name)
    if kind == "zip":
        open_archive(io.BytesIO(data), name, hints, opened, where=where)
    elif kind == "other":
        opened.fail(name, "unsupported", f"{where}It is {kind_in_words(data)}, which is not read.", _AS_TEXT)
    elif _SAVED_PAGE.search(data[:_HEAD]):
        _saved_page(data, name, hints, opened, where)
    else:
        opened.sources.append(make_source(data, name, hints))


@dataclass(slots=True)
class _Budget:
    """What remains of the size limits for an archive and the archives in it."""

    bytes_left: int
    members_left: int


def open_archive(
    file: Path | IO[bytes],
    name: str,
    hints: Hints,
    opened: Opened,
    *,
    where: str = "",
    depth: int = 0,
    budget: _Budget | None = None,
) -> None:
    """Add the members of a zip archive. Archives inside the archive are opened too, but not archives inside those.

    The size limits apply to all of these archives together.
    """
    inside = f"{where}In {printable(name)}: "
    budget = budget or _Budget(MAX_UNPACKED, MAX_MEMBERS)
    try:
        with zipfile.ZipFile(file) as archive:
            if office := _office(archive):
                opened.fail(name, "unsupported", f"{where}It is {office}, which is not read.", _AS_TEXT)
                return
            if depth >= _MAX_DEPTH:
                reason = f"{where}It is an archive within an archive within an archive."
                opened.fail(name, "unsupported", reason, "Unpack the outer archive first.")
                return
            before = len(opened.sources) + len(opened.audits)
            _members(archive, hints, opened, inside, depth, budget)
            if len(opened.sources) + len(opened.audits) == before:
                reason = f"{where}The archive holds no reports."
                opened.fail(name, "no_text", reason, "Give one with .html, .pdf or .txt files.")
    except (*_CORRUPT, NotImplementedError) as error:
        reason = f"{where}The archive cannot be read: {_words(error)}."
        opened.fail(name, "corrupt", reason, "Download or pack it again.")


def _members(archive: zipfile.ZipFile, hints: Hints, opened: Opened, inside: str, depth: int, budget: _Budget) -> None:
    listed = [(_path(info.filename), info) for info in archive.infolist() if not info.is_dir()]
    pages: dict[tuple[str, ...], list[str]] = {}
    for path, _ in listed:
        pages.setdefault(path[:-1], []).append(path[-1])
    for path, info in sorted(listed, key=lambda item: item[0]):
        name = path[-1]
        if _out_of_the_way(path, pages) or stat.S_ISLNK(info.external_attr >> 16):
            continue
        if budget.members_left <= 0:
            reason = f"{inside}The archive has more than {MAX_MEMBERS:,} members; the rest is left out."
            opened.fail(name, "too_big", reason, "Split the archive by year.")
            return
        budget.members_left -= 1
        try:
            _member(archive, info, name, hints, opened, inside, depth, budget)
        except (NotImplementedError, RuntimeError) as error:
            opened.fail(name, "unsupported", f"{inside}{_words(error)}.", "Pack it again as plain zip.")
        except _CORRUPT as error:
            reason = f"{inside}The member cannot be read: {_words(error)}."
            opened.fail(name, "corrupt", reason, "Download or pack the archive again.")


def _member(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    name: str,
    hints: Hints,
    opened: Opened,
    inside: str,
    depth: int,
    budget: _Budget,
) -> None:
    if info.flag_bits & 0x1:
        # Only the member's name can show whether it would have been wanted.
        if is_wanted(name, None):
            reason = f"{inside}The member is encrypted."
            opened.fail(name, "needs_password", reason, "Unpack it with its password first.")
        return
    with archive.open(info) as stream:
        head = stream.read(_HEAD)
        if not is_wanted(name, head):
            budget.bytes_left -= len(head)
            return
        limit = min(MAX_BYTES, budget.bytes_left)
        data = None if info.file_size > limit else _read(stream, head, limit)
    if data is None:
        of = f"{MAX_BYTES:,} for a file" if limit == MAX_BYTES else f"{MAX_UNPACKED:,} for an archive"
        reason = f"{inside}The member unpacks to more bytes than the limit of {of}."
        opened.fail(name, "too_big", reason, "Give it as a file of its own, or split it by country.")
        # The bytes of rejected members also count, since many rejected members must not take forever.
        budget.bytes_left -= 0 if info.file_size > limit else limit
        return
    budget.bytes_left -= len(data)
    if sniff(data, name) == "zip":
        open_archive(io.BytesIO(data), name, hints, opened, where=inside, depth=depth + 1, budget=budget)
    else:
        open_bytes(data, name, hints, opened, where=inside)


def _read(stream: IO[bytes], head: bytes, limit: int) -> bytes | None:
    """Return the whole member, or None if it is longer than ``limit`` bytes, whatever its header says."""
    parts, size = [head], len(head)
    while size <= limit:
        part = stream.read(_CHUNK)
        if not part:
            return b"".join(parts)
        parts.append(part)
        size += len(part)
    return None


def _path(filename: str) -> tuple[str, ...]:
    """Return the parts of a member's name, whatever system packed it. A member's path has at least one part, and the
    last is a plain name.
    """
    parts = [part for part in re.split(r"[\\/]", filename) if part not in ("", ".", "..")]
    return tuple(parts) or ("member",)


def _out_of_the_way(path: tuple[str, ...], pages: dict[tuple[str, ...], list[str]]) -> bool:
    """Return whether a member is hidden, or belongs to a saved page."""
    for place, folder in enumerate(path[:-1]):
        if folder == "__MACOSX" or folder.startswith(".") or is_resource_folder(folder, pages.get(path[:place], ())):
            return True
    return path[-1].startswith(".")


def _office(archive: zipfile.ZipFile) -> str | None:
    names = archive.namelist()
    if not ("[Content_Types].xml" in names or "mimetype" in names):
        return None
    for begin, words in _OFFICE:
        if any(name.startswith(begin) for name in names):
            return words
    return None


_HEAD = 65_536
_SAVED_PAGE = re.compile(rb"\A(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,20}?Content-Type:\s*multipart/related", re.I)


def _saved_page(data: bytes, name: str, hints: Hints, opened: Opened, where: str) -> None:
    """Add the page in a web archive (.mhtml), with its original bytes and the address that the archive's headers
    state.
    """
    try:
        page, address, content_type = _page_of(data)
    except Exception as error:  # noqa: BLE001 - a hostile header can make the mail library raise anything
        reason = f"{where}The saved page cannot be read: {_words(error)}."
        opened.fail(name, "corrupt", reason, "Save the page again, as HTML.")
        return
    if not page.strip():
        reason = f"{where}The saved page holds no page of text."
        opened.fail(name, "no_text", reason, "Save the page again, as HTML.")
        return
    url = address if address.startswith(("http://", "https://")) else None
    opened.sources.append(make_source(page, name, filled(hints, Hints(url=url, content_type=content_type or None))))


def _page_of(data: bytes) -> tuple[bytes, str, str]:
    """Return the first page in a web archive, its address and its content type; all are empty if the archive has no
    page.
    """
    message = message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        page = part.get_payload(decode=True)
        if part.get_content_type() in ("text/html", "application/xhtml+xml") and isinstance(page, bytes):
            address = message.get("Snapshot-Content-Location") or part.get("Content-Location") or ""
            return page, str(address), str(part.get("Content-Type", ""))
    return b"", "", ""


def _words(error: BaseException) -> str:
    words = " ".join(str(getattr(error, "strerror", None) or error).split()).rstrip(".")
    return words or type(error).__name__
