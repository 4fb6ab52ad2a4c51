"""Determine which folders are ours: the first file written into each is a mark, and folders with files but no mark are
refused.

The module that owns a mark decides what else is in the folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tipetl.errors import WarehouseError

_SHOWN = 3
_OF_THE_SYSTEM = frozenset({"lost+found", ".DS_Store", "desktop.ini", "Thumbs.db", ".directory"})
"""Names that file systems and desktops put into folders by themselves."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The file that makes a folder ours; its content is a format number as JSON.

    ``kind`` names such folders; ``advice`` says what to do about a refused folder.
    """

    name: str
    kind: str
    advice: str
    format: int = 1


WAREHOUSE_MARK = Mark(
    ".tipetl-warehouse",
    "warehouse",
    "Choose an empty folder with --warehouse DIR, or give --init once to use this one; its files stay as they are.",
)
FETCHED_MARK = Mark(
    "tipetl-fetched.json",
    "folder of fetched reports",
    "Choose an empty folder with tipetl fetch --into FOLDER, or give it --init once to use this one.",
)


def claim(
    folder: Path,
    mark: Mark,
    *,
    init: bool = False,
    recognized: Callable[[Path], bool] | None = None,
    harmless: Collection[str] = (),
) -> None:
    """Mark a folder as ours; create it if it does not exist.

    An empty folder is accepted. A folder that contains anything is accepted only with ``init``, or if ``recognized``
    says that it was ours before marks existed. Files with a name in ``harmless`` do not count. The mark is flushed to
    disk before this returns. Raises ``WarehouseError`` if the folder is refused, ``OSError`` if it cannot be written.
    """
    why = refusal(folder, mark, init=init, recognized=recognized, harmless=harmless)
    if why is not None:
        raise why
    if (folder / mark.name).is_file() and (folder / mark.name).stat().st_size:
        return
    folder.mkdir(parents=True, exist_ok=True)
    _write_mark(folder, mark)


def refusal(
    folder: Path,
    mark: Mark,
    *,
    init: bool = False,
    recognized: Callable[[Path], bool] | None = None,
    harmless: Collection[str] = (),
) -> WarehouseError | None:
    """Say why ``claim`` would refuse a folder; None if ``claim`` would accept it. Changes nothing."""
    path = folder / mark.name
    if not folder.is_dir() and (folder.exists() or folder.is_symlink()):
        return WarehouseError(f"{folder} is no folder.", advice=mark.advice)
    if path.is_file():
        return _refusal_of_mark(path, mark)
    found = strangers(folder, harmless)
    # Another run may have started between the two checks.
    if not found or init or path.is_file() or (recognized is not None and recognized(folder)):
        return None
    more = " and more" if len(found) > _SHOWN else ""
    names = ", ".join(_shown(name) for name in found[:_SHOWN])
    return WarehouseError(
        f"{folder} is no {mark.kind}: it holds {names}{more}. Nothing was written.", advice=mark.advice
    )


def is_marked(folder: Path, mark: Mark) -> bool:
    """Tell whether a folder has the mark."""
    return (folder / mark.name).is_file()


def strangers(folder: Path, harmless: Collection[str] = ()) -> list[str]:
    """Return the names in a folder, sorted, except ``harmless`` names and names that systems create; at most 1,000."""
    if not folder.is_dir():
        return []
    names = (path.name for path in folder.iterdir())
    return sorted(islice((name for name in names if name not in harmless and name not in _OF_THE_SYSTEM), 1000))


def _refusal_of_mark(path: Path, mark: Mark) -> WarehouseError | None:
    """Refuse a folder whose mark is invalid. An empty mark means that a run was killed while writing it: the mark is
    accepted and rewritten.
    """
    try:
        text = path.read_text(encoding="utf-8")
        found = int(json.loads(text)["format"]) if text else mark.format
    except (OSError, ValueError, KeyError, TypeError) as error:
        return WarehouseError(
            f"{path} cannot be read as the mark of a {mark.kind}: {error}", advice="Remove it, then give --init once."
        )
    if found > mark.format:
        return WarehouseError(
            f"{path.parent} was made by a later tipetl (format {found}; this one knows {mark.format}).",
            advice="Use that tipetl or a later one.",
        )
    return None


def _write_mark(folder: Path, mark: Mark) -> None:
    text = json.dumps({"format": mark.format}) + "\n"
    # Two runs may write the mark at once, but they write the same bytes.
    handle = os.open(folder / mark.name, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    try:
        os.write(handle, text.encode())
        os.fsync(handle)
    finally:
        os.close(handle)
    sync(folder)


def sync(path: Path) -> None:
    """Flush one file or folder to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _shown(name: str) -> str:
    return name if name.isprintable() else ascii(name)
