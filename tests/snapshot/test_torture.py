"""Earlier versions are never damaged, even if publishing is killed, starved of space or locked out.

``make torture`` does the same with hundreds of kills.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.torture.__main__ import Torture
from tests.torture.judge import Reader, Runner, hold, latest_hash, settled, versions
from tests.torture.runner import CONTENTS, publish_only
from tipetl.errors import WarehouseError
from tipetl.snapshot import publish, verify_snapshot
from tipetl.snapshot.steps import STEPS, watching

RANDOM_KILLS = 3
"""Half of the kills fall soon after a step, the others anywhere in the publishing part."""
LAST_CHANGES = 5
TIGHT = (0.001, 0.5)
"""File size limits too small for a version, as fractions of the size of its largest file."""


@pytest.fixture(scope="module")
def torture() -> Iterator[Torture]:
    # Use memory if possible: the test concerns the order of operations, not the disk's speed.
    fast = Path("/dev/shm")
    with (
        tempfile.TemporaryDirectory(prefix="tipetl-torture-", dir=fast if fast.is_dir() else None) as folder,
        Runner() as runner,
        Reader() as reader,
    ):
        yield Torture(Path(folder), runner, reader)


def test_a_publishing_run_goes_through_every_named_step_in_order(tmp_path: Path) -> None:
    seen: list[str] = []
    with watching(seen.append):
        publish_only(tmp_path / "w", 0)
    assert tuple(seen) == STEPS
    with watching(seen.append):
        publish_only(tmp_path / "w", 0)
    assert seen[len(STEPS) :] == ["claimed", "locked", "leftovers cleared", "run recorded"]


@pytest.fixture(scope="module")
def grown(torture: Torture) -> Path:
    """Make a warehouse that gains a version with each kill."""
    return torture.new()


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_a_named_step_hurts_nothing(torture: Torture, grown: Path, step: str) -> None:
    torture.step(grown, step)


def test_a_kill_before_a_change_of_a_folder_hurts_nothing(torture: Torture) -> None:
    # Kill at moments that no random instant would hit, such as between removing a file and putting it back. The first
    # changes create folders that nobody looks at yet; the last changes create the link, move, swing, and record.
    assert torture.operations(LAST_CHANGES) == LAST_CHANGES


def test_kills_at_random_instants_hurt_nothing(torture: Torture) -> None:
    # All kills fall in the publishing part: a whole run takes ten times as long, and `make torture` kills 40 of them.
    assert torture.instants(RANDOM_KILLS, seed=7, whole=RANDOM_KILLS + 1) == RANDOM_KILLS


def test_of_two_runs_at_once_one_is_refused_and_both_come_to_their_end(torture: Torture) -> None:
    torture.pairs(1)


@pytest.mark.parametrize("part", TIGHT)
def test_a_file_that_may_not_grow_is_a_clear_error(torture: Torture, part: float) -> None:
    warehouse = torture.new()
    torture.runner("publish", warehouse, 0)
    before = latest_hash(warehouse)
    largest = max(path.stat().st_size for path in warehouse.rglob("*") if path.is_file())
    answer = torture.runner("publish", warehouse, 1, file_limit=int(largest * part))
    kind, words = answer["end"]
    assert kind == "error", answer
    assert "could not be written: File too large." in words
    assert "Check the free space and the permissions" in words
    hold(warehouse, {before})
    assert torture.runner("publish", warehouse, 1)["end"] == ["done", "published"]
    settled(warehouse)


@pytest.fixture(scope="module")
def failing(torture: Torture) -> Path:
    """Make a warehouse whose disk fails repeatedly."""
    warehouse = torture.new()
    publish_only(warehouse, 0)
    return warehouse


@pytest.mark.parametrize(
    "step",
    ["build folder made", "database written", "sums written", "link prepared", "moved into place", "latest swung"],
)
def test_a_disk_that_fails_after_any_step_is_a_clear_error(torture: Torture, failing: Path, step: str) -> None:
    def full(reached: str) -> None:
        if reached == step:
            raise OSError(28, "No space left on device")

    content = len(versions(failing)) % CONTENTS
    before, after = latest_hash(failing), torture.hashes["publish", content]
    with watching(full), pytest.raises(WarehouseError, match="No space left on device"):
        publish_only(failing, content)
    swung = STEPS.index(step) >= STEPS.index("latest swung")
    hold(failing, {after} if swung else {before})
    publish_only(failing, content)
    assert latest_hash(failing) == after
    settled(failing)


def _on_a_small_disk(place: Path) -> list[dict[str, Any]]:
    for command in (["unshare", "--mount"], ["unshare", "--map-root-user", "--mount"]):
        if shutil.which(command[0]) is None:
            pytest.skip("A small disk is mounted in a mount namespace, and there is no unshare here.")
        done = subprocess.run(
            [*command, sys.executable, "-m", "tests.torture.small_disk", str(place)],
            cwd=Path(__file__).resolve().parents[2],
            capture_output=True,
            text=True,
            timeout=300,
        )
        if done.returncode == 0:
            return [json.loads(line) for line in done.stdout.splitlines()]
        assert done.returncode in (1, 77), done.stderr
        assert "Traceback" not in done.stderr, done.stderr
    pytest.skip(f"Nothing may be mounted here: {done.stderr.strip()}")


def test_a_full_disk_and_a_read_only_one_leave_the_old_version_as_it_was(tmp_path: Path) -> None:
    told = _on_a_small_disk(tmp_path)
    assert [one["what"] for one in told if one["error"] is None] == ["full disk", "mended"]
    full = [one for one in told if one["what"] != "read-only" and one["error"]]
    assert len(full) >= 5, "the disk was hardly ever full"
    for one in told:
        assert one["problems"] == [], one
        assert one["left"] == [], one
    for one in full:
        assert "could not be written: No space left on device." in one["error"], one
        assert "Check the free space and the permissions" in one["error"], one
        # If there was no room only for the record of the run, the version is published and the error says so.
        assert one["same_latest"] != ("stays published" in one["error"]), one
    [locked] = [one for one in told if one["what"] == "read-only"]
    assert "cannot be written: Read-only file system." in locked["error"]
    assert "tipetl doctor" in locked["error"]
    assert locked["same_latest"]


def test_every_file_is_on_disk_before_the_version_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tipetl.snapshot import layout

    done: list[tuple[str, str]] = []
    sync, rename, replace = layout.sync, Path.rename, Path.replace

    def synced(path: Path) -> None:
        done.append(("sync", path.name))
        sync(path)

    def renamed(path: Path, target: Path) -> Path:
        done.append(("rename", target.name))
        return rename(path, target)

    def replaced(path: Path, target: Path) -> Path:
        done.append(("replace", target.name))
        return replace(path, target)

    monkeypatch.setattr(layout, "sync", synced)
    monkeypatch.setattr(sys.modules[publish.__module__], "sync", synced)
    monkeypatch.setattr(Path, "rename", renamed)
    monkeypatch.setattr(Path, "replace", replaced)
    publish_only(tmp_path / "w", 0)
    version = (tmp_path / "w" / "snapshots" / "latest").resolve()
    moved = done.index(("rename", version.name))
    flushed = {name for what, name in done[:moved] if what == "sync"}
    assert {path.name for path in version.rglob("*")} <= flushed, "a file was not flushed before it was moved"
    swung = done.index(("replace", "latest"))
    assert ("sync", "snapshots") in done[:moved], "the link was not flushed before the version was moved"
    assert ("sync", "snapshots") in done[moved:swung], "the move was not flushed before latest was swung"
    assert ("sync", "snapshots") in done[swung:], "the new latest was not flushed"
    assert verify_snapshot(tmp_path / "w").sound
