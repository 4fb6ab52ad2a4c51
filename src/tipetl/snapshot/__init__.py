"""Published versions of a warehouse: writing, listing, verifying, and the records of runs."""

from __future__ import annotations

from tipetl.snapshot.layout import LATEST, build_dir, version_dir
from tipetl.snapshot.lock import Holder, leftovers, lock_holder, warehouse_lock
from tipetl.snapshot.manifest import Changes, CheckEntry, Manifest, SourceEntry, read_manifest
from tipetl.snapshot.page import PAGE_NAME
from tipetl.snapshot.publish import (
    Published,
    kept_sources,
    latest_database,
    latest_manifest,
    list_snapshots,
    publish,
    show_snapshot,
)
from tipetl.snapshot.runs import RunRecord, last_run, page_of_run, write_run
from tipetl.snapshot.verify import Verification, file_problems, verify_snapshot

__all__ = [
    "LATEST",
    "PAGE_NAME",
    "Changes",
    "CheckEntry",
    "Holder",
    "Manifest",
    "Published",
    "RunRecord",
    "SourceEntry",
    "Verification",
    "build_dir",
    "file_problems",
    "kept_sources",
    "last_run",
    "latest_database",
    "latest_manifest",
    "leftovers",
    "list_snapshots",
    "lock_holder",
    "page_of_run",
    "publish",
    "read_manifest",
    "show_snapshot",
    "verify_snapshot",
    "version_dir",
    "warehouse_lock",
    "write_run",
]
