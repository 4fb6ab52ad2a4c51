"""Write, list and verify a warehouse's published versions, and record runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.resources import imported_later
from tipetl.snapshot.layout import (
    LATEST,
    build_dir,
    cache_root,
    cannot_write,
    open_build_root,
    pointed_at,
    version_dir,
)
from tipetl.snapshot.manifest import Changes, CheckEntry, Manifest, SourceEntry, read_manifest
from tipetl.snapshot.sound import (
    Damage,
    Standing,
    list_snapshots,
    mending,
    newest_sound,
    seal_problems,
    standing,
    times_by_record,
    unreadable,
    version_folders,
)

if TYPE_CHECKING:
    from tipetl.snapshot.claim import FETCHED_NAME, claim_fetched, claim_warehouse, refused
    from tipetl.snapshot.lock import Holder, leftovers, lock_holder, warehouse_lock
    from tipetl.snapshot.page import PAGE_NAME
    from tipetl.snapshot.publishing import (
        Published,
        compared_database,
        compared_sources,
        kept_sources,
        latest_manifest,
        publish,
        show_snapshot,
    )
    from tipetl.snapshot.runs import RunRecord, last_run, page_of_run, write_run
    from tipetl.snapshot.verify import Verification, verify_snapshot

__all__ = [
    "FETCHED_NAME",
    "LATEST",
    "PAGE_NAME",
    "Changes",
    "CheckEntry",
    "Damage",
    "Holder",
    "Manifest",
    "Published",
    "RunRecord",
    "SourceEntry",
    "Standing",
    "Verification",
    "build_dir",
    "cache_root",
    "cannot_write",
    "claim_fetched",
    "claim_warehouse",
    "compared_database",
    "compared_sources",
    "kept_sources",
    "last_run",
    "latest_manifest",
    "leftovers",
    "list_snapshots",
    "lock_holder",
    "mending",
    "newest_sound",
    "open_build_root",
    "page_of_run",
    "pointed_at",
    "publish",
    "read_manifest",
    "refused",
    "seal_problems",
    "show_snapshot",
    "standing",
    "times_by_record",
    "unreadable",
    "verify_snapshot",
    "version_dir",
    "version_folders",
    "warehouse_lock",
    "write_run",
]

__getattr__ = imported_later(
    __name__,
    {
        "FETCHED_NAME": "claim",
        "Holder": "lock",
        "PAGE_NAME": "page",
        "Published": "publishing",
        "RunRecord": "runs",
        "Verification": "verify",
        "claim_fetched": "claim",
        "claim_warehouse": "claim",
        "compared_database": "publishing",
        "compared_sources": "publishing",
        "kept_sources": "publishing",
        "last_run": "runs",
        "latest_manifest": "publishing",
        "leftovers": "lock",
        "lock_holder": "lock",
        "page_of_run": "runs",
        "publish": "publishing",
        "refused": "claim",
        "show_snapshot": "publishing",
        "verify_snapshot": "verify",
        "warehouse_lock": "lock",
        "write_run": "runs",
    },
)
