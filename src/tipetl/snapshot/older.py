"""Find a version's predecessor, store the manifests of removed versions, and list pinned versions.

::

    DIR/pruned/<version>.json    a removed version's manifest, without the hashes of its files
    DIR/pins.json                versions that are never removed, with a reason for each
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from tipetl.errors import WarehouseError
from tipetl.snapshot.layout import VERSION, snapshots_dir, write_whole
from tipetl.snapshot.manifest import Manifest, manifest_of
from tipetl.snapshot.sound import list_snapshots


def pruned_dir(warehouse: Path) -> Path:
    return warehouse / "pruned"


def remember(warehouse: Path, manifest: Manifest) -> None:
    """Store the manifest of a version that is about to be removed.

    Raises ``WarehouseError`` if a file with that name describes another version.
    """
    path = pruned_dir(warehouse) / f"{manifest.version}.json"
    text = replace(manifest, files={}).to_json()
    if path.exists() and _kept(path).content_hash != manifest.content_hash:
        raise WarehouseError(f"{path} describes another version.", advice="Move it away, then try again.")
    write_whole(warehouse, path, text)


def pruned_versions(warehouse: Path) -> tuple[Manifest, ...]:
    """Return the manifests of removed versions, oldest first. Raises ``WarehouseError`` if a manifest cannot be
    read.
    """
    folder = pruned_dir(warehouse)
    paths = [path for path in folder.glob("*.json") if VERSION.fullmatch(path.stem)] if folder.is_dir() else []
    # An interrupted removal leaves both the manifest and the version, which then counts as present.
    gone = [path for path in paths if not (snapshots_dir(warehouse) / path.stem).is_dir()]
    return tuple(sorted(map(_kept, gone), key=lambda manifest: manifest.sequence))


def pruned_names(warehouse: Path) -> dict[str, int]:
    """Return the names of removed versions with their sequence numbers (0 if a number cannot be read)."""
    numbers = {}
    for path in pruned_dir(warehouse).glob("*.json"):
        if VERSION.fullmatch(path.stem):
            numbers[path.stem] = 0
            with suppress(WarehouseError):
                numbers[path.stem] = _kept(path).sequence
    return numbers


def pruned_version(warehouse: Path, version: str) -> Manifest | None:
    """Return the manifest of a removed version; None if the version never existed or still exists."""
    return next((manifest for manifest in pruned_versions(warehouse) if manifest.version == version), None)


def version_before(warehouse: Path, version: str) -> str:
    """Find the version with which a version was compared when it was published, or else its predecessor.

    Raises ``WarehouseError`` if the version does not exist, or if it has been removed.
    """
    manifests = list_snapshots(warehouse)
    own = next(manifest for manifest in manifests if manifest.version == version)
    held = [manifest.version for manifest in manifests if manifest.sequence < own.sequence]
    before = own.changes.since
    if before in held:
        return str(before)
    if before is not None and not held:
        raise WarehouseError(
            f"The version before {version}, {before}, has been removed.",
            advice=f"A summary of what changed remains: tipetl snapshots show {version}",
        )
    if not held:
        raise WarehouseError(
            f"{version} is the first version: there is none before it.", advice="Name two versions to compare."
        )
    return held[-1]


def pins(warehouse: Path) -> dict[str, str]:
    """Return the pinned versions and the reason for each. Raises ``WarehouseError`` if the file cannot be read."""
    path = warehouse / "pins.json"
    if not path.exists():
        return {}
    try:
        found = dict(json.loads(path.read_text(encoding="utf-8")))
        if not all(VERSION.fullmatch(version) and isinstance(reason, str) for version, reason in found.items()):
            raise ValueError("it is not a list of pinned versions")
        return found
    except (OSError, ValueError, TypeError) as error:
        raise WarehouseError(
            f"{path} cannot be read: {error}", advice="Repair it or move it away, then pin again."
        ) from error


def write_pins(warehouse: Path, reasons: Mapping[str, str]) -> None:
    """Store which versions are pinned."""
    text = json.dumps(dict(sorted(reasons.items())), indent=1, ensure_ascii=False) + "\n"
    write_whole(warehouse, warehouse / "pins.json", text)


def _kept(path: Path) -> Manifest:
    try:
        return manifest_of(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise WarehouseError(
            f"{path} cannot be read: {error}", advice="Move it away: it only describes a removed version."
        ) from error
