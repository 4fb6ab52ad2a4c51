"""Publish versions of the sample narrative without a run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.tables.samples import Maker, ruritania
from tipetl.checks import CheckReport, CheckResult
from tipetl.snapshot import Published, publish, warehouse_lock
from tipetl.tables import Rows, rows_of

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
QUIET = CheckReport(
    results=(CheckResult("metric.key", "metric", "critical", "passed", 0, "Facts are told once.", "1"),),
    findings=(),
    planned=1,
    ran=1,
)


def publish_makers(
    warehouse: Path,
    makers: Sequence[Maker],
    *,
    now: datetime = NOON,
    change: Callable[[Rows], Rows] = lambda rows: rows,
) -> Published:
    """Publish a version of these narratives, after ``change`` has changed their rows."""
    rows = change(rows_of([maker.narrative() for maker in makers], [maker.audit() for maker in makers]))
    with warehouse_lock(warehouse):
        return publish(warehouse, rows, QUIET, [maker.source() for maker in makers], {}, now=now)


def several(warehouse: Path, count: int, *, days_apart: int = 1) -> list[str]:
    """Publish this many versions, the first at noon, each with one more narrative; return their names."""
    names = []
    for number in range(count):
        makers = [ruritania(f"ruritania-{2013 - k}", 2013 - k) for k in range(number + 1)]
        done = publish_makers(warehouse, makers, now=NOON + timedelta(days=number * days_apart))
        names.append(done.manifest.version)
    return names


def linked_copy(published: Path, folder: Path) -> Path:
    """Copy a warehouse into a folder as links, so that a test may modify it; a test that damages a file must replace
    it.
    """
    place = folder / "warehouse"
    shutil.copytree(published, place, symlinks=True, copy_function=os.link)
    return place
