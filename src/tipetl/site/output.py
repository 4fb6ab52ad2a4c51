"""Write the site's folder: refuse a folder that is not ours, leave unchanged files alone, and remove obsolete pages.

The folder's mark (``ownership``) is the first file written. ``.tipetl-site-files`` lists the files we wrote, so that
nothing else is ever removed. A file is written under another name and then moved, so that a reader sees either the old
page or the new page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tipetl.errors import WarehouseError
from tipetl.ownership import Mark, claim

SITE_MARK = Mark(
    ".tipetl-site",
    "site",
    "Choose an empty folder with --output DIR, or give --init once to use this one; its files stay as they are.",
)
LIST_NAME = ".tipetl-site-files"
_ASIDE = ".tipetl-new"


@dataclass(slots=True)
class Output:
    """The folder into which the site's pages are written. Counts the files ``written``, ``kept`` because they were
    unchanged, and ``removed``."""

    folder: Path
    written: int = 0
    kept: int = 0
    removed: int = 0
    _names: set[str] = field(default_factory=set)

    @classmethod
    def claimed(cls, folder: Path, *, init: bool = False) -> Output:
        """Mark the site's folder as ours. Raises ``WarehouseError`` if the folder contains other things, ``OSError`` if
        it cannot be written.
        """
        claim(folder, SITE_MARK, init=init)
        return cls(folder)

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file below the folder, unless the file already exists with the same bytes."""
        data = content.encode() if isinstance(content, str) else content
        path = self.folder / name
        self._names.add(name)
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            self.kept += 1
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(path.name + _ASIDE)
        aside.write_bytes(data)
        aside.replace(path)
        self.written += 1

    def keep(self, names: Iterable[str]) -> None:
        """Keep files that would be unchanged, without rendering them."""
        before = len(self._names)
        self._names.update(names)
        self.kept += len(self._names) - before

    def digests(self) -> Mapping[str, Any]:
        """Return what the previous build recorded about its parts; empty if there was no previous build."""
        return dict(self._noted().get("digests", {}))

    def finish(self, digests: Mapping[str, object]) -> None:
        """Remove the previous build's files that this build neither wrote nor kept; list the current files."""
        root = self.folder.resolve()
        for name in sorted(set(map(str, self._noted().get("files", ()))) - self._names):
            path = self.folder / name
            if path.is_file() and path.resolve().is_relative_to(root):
                path.unlink()
                self.removed += 1
        notes = {"files": sorted(self._names), "digests": digests}
        (self.folder / LIST_NAME).write_text(json.dumps(notes) + "\n", encoding="utf-8")

    def _noted(self) -> dict[str, Any]:
        notes = self.folder / LIST_NAME
        if not notes.is_file():
            return {}
        try:
            return dict(json.loads(notes.read_text(encoding="utf-8")))
        except (ValueError, TypeError) as error:
            raise WarehouseError(f"{notes} cannot be read: {error}", advice="Remove it, then build again.") from error
