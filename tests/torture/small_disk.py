"""Publish onto a disk that fills up, and onto a read-only disk: ``python -m tests.torture.small_disk DIR``.

Mounts a small disk at DIR, so it must be started in its own mount namespace (``unshare --mount``), where nothing stays
mounted afterwards. Prints a line of JSON for each try, for a test to judge.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.torture.runner import publish_only, whole_run
from tipetl.errors import TipetlError
from tipetl.snapshot import latest_manifest, leftovers, verify_snapshot

TRIES = 16
PARTS = 5
"""Each try leaves more space than the previous one, by a fifth of a version, so the disk fills up at a different point
each time.
"""
PAGE = 4096


def _remount(place: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(place)], check=True)


def _used(place: Path) -> int:
    stat = os.statvfs(place)
    return (stat.f_blocks - stat.f_bfree) * stat.f_frsize


def _tell(what: str, free_kb: int | None, warehouse: Path, error: BaseException | None, before: str) -> None:
    manifest = latest_manifest(warehouse)
    assert manifest is not None
    told = {
        "what": what,
        "free_kb": free_kb,
        "error": None if error is None else f"{type(error).__name__}: {error}",
        "same_latest": manifest.version == before,
        "problems": verify_snapshot(warehouse).problems,
        "left": [path.name for path in leftovers(warehouse)],
    }
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def _try(what: str, free_kb: int | None, warehouse: Path, content: int) -> BaseException | None:
    before = latest_manifest(warehouse)
    assert before is not None
    error: BaseException | None = None
    try:
        (whole_run if what == "whole run" else publish_only)(warehouse, content)
    except (TipetlError, OSError) as caught:
        error = caught
    _tell(what, free_kb, warehouse, error, before.version)
    return error


def main(place: Path) -> int:
    """Return exit code 77 if mounting is not allowed here, 0 otherwise."""
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256m", "tipetl", str(place)], capture_output=True)
    if done.returncode != 0:
        sys.stderr.write(done.stderr.decode())
        return 77
    warehouse = place / "warehouse"
    publish_only(warehouse, 0)
    used = _used(place)
    for number in range(TRIES):
        free = number * (used // PARTS) + PAGE
        _remount(place, f"size={used + free}")
        if _try("full disk", free // 1024, warehouse, 1) is None:
            break
    # The run's input is written next to the warehouse, so the disk needs a little room; the checks then fill the disk.
    _remount(place, f"size={_used(place) + PAGE * 64}")
    _try("whole run", PAGE * 64 // 1024, warehouse, 2)
    _remount(place, "ro,size=256m")
    _try("read-only", None, warehouse, 2)
    _remount(place, "rw,size=256m")
    _try("mended", None, warehouse, 2)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
