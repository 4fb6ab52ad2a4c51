"""Store fetched reports on disk: the bytes under their hash, and an index of addresses.

This module defines the layout of a folder of fetched reports and lists the sources in it. The module never opens an
address. ``raw/ab/abcdef...`` holds bytes under their SHA-256; ``index/cd/cdef....json`` holds facts about an address
under the address's SHA-256; ``partial/`` holds incomplete bodies. Every file is written under a temporary name and
moved into place. A folder that contains other things is refused (``tipetl.ownership``).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Collection
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tipetl.countries import by_iso3, fold
from tipetl.errors import WarehouseError
from tipetl.model import Hints
from tipetl.ownership import FETCHED_MARK, claim, is_marked
from tipetl.sniff import sniff
from tipetl.sources.catalog import FIRST_YEAR, LAST_YEAR
from tipetl.sources.opening import Opened, filled, open_bytes

UNFINISHED = "unfinished.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """The known facts about an address. The copy is the last good one, whatever the server answered later.

    ``sha256`` is None until there is a good answer; ``final_url``, ``status``, ``content_type``, ``etag``,
    ``last_modified``, ``size`` and ``fetched_at`` describe that copy. ``checked_at`` is the time of the last request,
    ``error`` describes what went wrong then, and ``earlier`` lists the hashes of previous copies. Times are ISO 8601 in
    UTC. ``iso3`` and ``report_year`` come from the catalog.
    """

    url: str
    publisher: str | None = None
    iso3: str | None = None
    report_year: int | None = None
    kind: str | None = None
    pattern: str | None = None
    final_url: str | None = None
    status: int | None = None
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    size: int | None = None
    fetched_at: str | None = None
    checked_at: str | None = None
    error: str | None = None
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Partial:
    """The first part of an incomplete body. ``validator`` shows whether the rest still belongs to it."""

    data: bytes
    validator: str
    content_type: str | None = None


def as_validator(value: object) -> str | None:
    """Return an ETag or date that can be sent back to its server, or None if it does not fit into a header or is far
    too long.
    """
    return value if isinstance(value, str) and re.fullmatch(r"[\x21-\x7e][\x20-\x7e]{0,999}", value) else None


class Kept:
    """A folder of fetched reports. The folder is created on the first write."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def entry(self, url: str) -> Entry | None:
        """Return the entry for an address, or None if there is no entry or its file is damaged."""
        return _entry_of(self._index(url))

    def entries(self) -> list[Entry]:
        """Return all known entries, sorted by address."""
        found = (_entry_of(path) for path in (self.folder / "index").glob("??/*.json"))
        return sorted((entry for entry in found if entry is not None), key=lambda entry: entry.url)

    def write(self, entry: Entry) -> None:
        """Store the entry for an address."""
        text = json.dumps(asdict(entry), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        # An unpaired surrogate (from an address with malformed bytes) becomes an escape, which is also valid JSON.
        self._put(self._index(entry.url), text.encode("utf-8", "backslashreplace"))

    def put(self, data: bytes) -> str:
        """Store bytes once, and return their hash."""
        sha256 = hashlib.sha256(data).hexdigest()
        if self.data(sha256) is None:
            self._put(self.raw(sha256), data)
        return sha256

    def raw(self, sha256: str) -> Path:
        """Return the path of the bytes with this hash."""
        return self.folder / "raw" / sha256[:2] / sha256

    def data(self, sha256: str | None) -> bytes | None:
        """Return the bytes with this hash; None if they are missing or have changed."""
        if sha256 is None or not _is_hash(sha256):
            return None
        try:
            data = self.raw(sha256).read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == sha256 else None

    def partial(self, url: str) -> Partial | None:
        """Return the incomplete body from this address, if any."""
        place = self._partial(url)
        about = _read_json(place.with_suffix(".json"))
        validator, content_type = as_validator(about.get("validator")), about.get("content_type")
        try:
            data = place.read_bytes()
        except OSError:
            return None
        if not data or validator is None:
            return None
        return Partial(data, validator, content_type if isinstance(content_type, str) else None)

    def keep_partial(self, url: str, partial: Partial | None) -> None:
        """Store an incomplete body; None deletes it."""
        place = self._partial(url)
        place.with_suffix(".json").unlink(missing_ok=True)
        if partial is None:
            place.unlink(missing_ok=True)
            return
        about = {"validator": partial.validator, "content_type": partial.content_type}
        self._put(place, partial.data)
        self._put(place.with_suffix(".json"), json.dumps(about).encode())

    def unfinished(self, run: str) -> str | None:
        """Return the time at which the run with this name began, if it was interrupted, or else None."""
        about = _read_json(self.folder / UNFINISHED)
        started = about.get("started_at")
        return started if isinstance(started, str) and about.get("run") == run else None

    def begin(self, run: str, started_at: str) -> None:
        """Record that a fetching run has begun.

        Raises ``WarehouseError`` if the folder contains other things, or if its record of unfinished runs is not a file
        that tipetl wrote.
        """
        place = self.folder / UNFINISHED
        if place.exists() and _read_json(place).keys() != {"run", "started_at"}:
            raise WarehouseError(f"{place} is not a file of tipetl.", advice="Move it away, then fetch again.")
        self._put(place, json.dumps({"run": run, "started_at": started_at}).encode())

    def end(self) -> None:
        """Record that the fetching run is complete."""
        (self.folder / UNFINISHED).unlink(missing_ok=True)

    def _index(self, url: str) -> Path:
        key = _key(url)
        return self.folder / "index" / key[:2] / f"{key}.json"

    def _partial(self, url: str) -> Path:
        return self.folder / "partial" / f"{_key(url)}.bin"

    def _put(self, path: Path, data: bytes) -> None:
        claim(self.folder, FETCHED_MARK)
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".tmp", delete=False) as file:
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).replace(path)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise


def _key(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch("[0-9a-f]{64}", value) is not None


def _read_json(path: Path) -> dict[str, Any]:
    """Return the object in a JSON file, or an empty one if the file is missing, unreadable or nested too deeply."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


_WHOLE = ("report_year", "status", "size")
_TEXT = tuple(field.name for field in fields(Entry) if field.name not in (*_WHOLE, "earlier"))


def _entry_of(path: Path) -> Entry | None:
    """Return the entry in a file with only the fields of the right type, since the folder may come from anywhere."""
    raw = _read_json(path)
    if not isinstance(raw.get("url"), str):
        return None
    row: dict[str, Any] = {name: raw[name] for name in _TEXT if isinstance(raw.get(name), str)}
    row |= {name: raw[name] for name in _WHOLE if type(raw.get(name)) is int}
    row |= {name: as_validator(raw.get(name)) for name in ("etag", "last_modified")}
    if not FIRST_YEAR <= row.get("report_year", FIRST_YEAR) <= LAST_YEAR:
        del row["report_year"]
    if by_iso3(row.get("iso3", "")) is None:
        row.pop("iso3", None)
    if not _is_hash(row.get("sha256")):
        row.pop("sha256", None)
    earlier = raw.get("earlier")
    row["earlier"] = tuple(one for one in earlier if _is_hash(one)) if isinstance(earlier, list) else ()
    return Entry(**row)


def is_kept_folder(folder: Path) -> bool:
    """Return whether this is a folder of fetched reports."""
    return is_marked(folder, FETCHED_MARK)


def open_kept(folder: Path, hints: Hints, opened: Opened, urls: Collection[str] | None = None) -> None:
    """Add the sources in a folder of fetched reports to ``opened``, for ``urls`` or all addresses. ``hints`` override
    the metadata in the index.

    Bytes shared by several addresses are one source. Pages fetched only for their links are not sources.
    """
    kept = Kept(folder)
    before = len(opened.sources) + len(opened.audits)
    done: set[str] = set()
    chosen = kept.entries() if urls is None else [kept.entry(url) or Entry(url) for url in urls]
    for entry in chosen:
        if entry.kind == "index" or entry.sha256 in done:
            continue
        if entry.sha256 is None:
            if urls is not None:
                reason = f"{entry.url} could not be fetched: {entry.error or 'it was never asked'}."
                opened.fail(_name(entry, b""), "no_text", reason, "Open it in a browser and save it.")
            continue
        data = kept.data(entry.sha256)
        if data is None:
            reason = f"The copy of {entry.url} is missing or damaged."
            opened.fail(_name(entry, b""), "corrupt", reason, "Fetch it again.")
            continue
        done.add(entry.sha256)
        open_bytes(data, _name(entry, data), filled(hints, _stated(entry)), opened)
    if urls is None and len(opened.sources) + len(opened.audits) == before:
        reason = "Nothing has been fetched into the folder."
        opened.fail(folder.name, "no_text", reason, "Run 'tipetl fetch' first.")


def _stated(entry: Entry) -> Hints:
    """Collect the metadata that the index states about a copy."""
    return Hints(
        country=entry.iso3,
        report_year=entry.report_year,
        year_from="metadata",
        url=entry.url,
        publisher=entry.publisher,
        sha256=entry.sha256,
        content_type=entry.content_type,
    )


def _name(entry: Entry, data: bytes) -> str:
    """Return a file name for a response: "kosovo-2013.html", or the last two words of the address."""
    ending = {"html": ".html", "pdf": ".pdf", "zip": ".zip"}.get(sniff(data), ".txt") if data else ""
    country = by_iso3(entry.iso3) if entry.iso3 else None
    if entry.report_year is not None and (country or entry.kind == "volume"):
        name = fold(country.name).replace(" ", "-") if country else "volume"
        return f"{name}-{entry.report_year}{ending}"
    parts = urlsplit(entry.url)
    words = [unquote(word) for word in parts.path.split("/") if word]
    stem = "-".join([*words[-2:], *([parts.query] if parts.query else [])]) or parts.hostname or "page"
    stem = re.sub(r"\.(?:html?|pdf|txt|zip|aspx?|php)$", "", stem, flags=re.IGNORECASE)
    stem = re.sub(r"[^\w.,=-]+", "-", stem).strip("-.")[:100]
    return f"{stem or 'page'}{ending}"
