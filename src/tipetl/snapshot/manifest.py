"""Read and write a version's manifest, ``manifest.json``, as records and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tipetl.errors import WarehouseError

MANIFEST_NAME = "manifest.json"
SUMS_NAME = "SHA256SUMS"
MANIFEST_FORMAT = 1


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source of a version. The source's bytes are in ``sources/<source_id>``; ``hints`` are the metadata supplied
    with it."""

    doc: str
    name: str
    source_id: str
    byte_count: int
    outcome: str
    hints: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Changes:
    """Sources that differ from the previous version, by document name."""

    since: str | None
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class CheckEntry:
    """The outcome of one check."""

    check_id: str
    severity: str
    status: str
    offending: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest of a version. ``published_at`` is ISO 8601 in UTC; hashes are SHA-256 in hex; ``files`` maps paths
    to hashes.

    ``sequence`` numbers a warehouse's versions from 1 and never decreases; ``findings`` counts findings by severity.
    ``accepted`` lists reasons by check id if a version was published although it contains less than the previous one.
    ``difference`` counts the differences from the previous version and names their causes (``diff.Summary`` as plain
    objects); it is None for a first version, or if the two versions could not be compared.
    """

    version: str
    sequence: int
    published_at: str
    content_hash: str
    table_hashes: Mapping[str, str]
    table_schema_version: str
    storage_version: str
    code_version: str
    rule_set_version: str
    checks_version: str
    sources: tuple[SourceEntry, ...]
    row_counts: Mapping[str, int]
    checks: tuple[CheckEntry, ...]
    findings: Mapping[str, int]
    changes: Changes
    files: Mapping[str, str]
    accepted: Mapping[str, str] = field(default_factory=dict)
    difference: Mapping[str, Any] | None = None
    format: int = MANIFEST_FORMAT

    def to_json(self) -> str:
        """Return the manifest as indented JSON with sorted keys and a final newline."""
        return json.dumps(asdict(self), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest in a version's folder. Raises ``WarehouseError`` if the manifest is missing or invalid."""
    path = folder / MANIFEST_NAME
    try:
        return manifest_of(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise WarehouseError(
            f"{path} cannot be read as a manifest: {error}",
            advice="Publish anew (tipetl run), or go back to a sound version: "
            "tipetl snapshots verify --all, then tipetl snapshots use VERSION.",
        ) from error


def manifest_of(raw: Mapping[str, Any]) -> Manifest:
    """Build a manifest from parsed JSON. Raises ``KeyError`` or ``TypeError`` if the JSON is not a manifest."""
    return Manifest(
        **{
            **raw,
            "sources": tuple(SourceEntry(**entry) for entry in raw["sources"]),
            "checks": tuple(CheckEntry(**entry) for entry in raw["checks"]),
            "changes": changes_from(raw["changes"]),
        }
    )


def changes_from(raw: Mapping[str, Any]) -> Changes:
    """Build changes from parsed JSON. Raises ``KeyError`` if a field is missing."""
    return Changes(raw["since"], tuple(raw["added"]), tuple(raw["removed"]), tuple(raw["changed"]))


def changes_between(before: Manifest | None, sources: tuple[SourceEntry, ...]) -> Changes:
    """Return the sources added or removed since ``before``, and those with changed bytes or hints."""
    new = {source.doc: (source.source_id, dict(source.hints)) for source in sources}
    if before is None:
        return Changes(since=None, added=tuple(sorted(new)))
    old = {source.doc: (source.source_id, dict(source.hints)) for source in before.sources}
    return Changes(
        since=before.version,
        added=tuple(sorted(new.keys() - old.keys())),
        removed=tuple(sorted(old.keys() - new.keys())),
        changed=tuple(sorted(doc for doc in new.keys() & old.keys() if new[doc] != old[doc])),
    )
