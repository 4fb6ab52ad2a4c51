"""``tipetl doctor`` names what is broken; each test breaks something on purpose."""

from __future__ import annotations

import json
import os
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.torture.runner import publish_only
from tipetl.cli import main
from tipetl.doctor import Diagnosis, examine, installation, place
from tipetl.snapshot import runs, sound, warehouse_lock
from tipetl.snapshot.layout import sha256_of

BAD = ("warning", "problem")


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish a warehouse with two versions. Copy it before breaking it."""
    warehouse = tmp_path_factory.mktemp("doctor") / "warehouse"
    publish_only(warehouse, 0)
    publish_only(warehouse, 1)
    return warehouse


@pytest.fixture
def warehouse(pristine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the warehouse, for a test to break, and supply a sound folder for the orchestrator."""
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    return shutil.copytree(pristine, tmp_path / "warehouse", symlinks=True)


def told(warehouse: Path, check: str) -> list[Diagnosis]:
    return [one for one in examine(warehouse) if one.check == check]


def only_bad(warehouse: Path, check: str) -> Diagnosis:
    """Return the only problem, after asserting that the check of that name reports it and everything else is in
    order.
    """
    [found] = [one for one in examine(warehouse) if one.level in BAD and one.check != "lock_file"]
    assert found.check == check, found
    assert found.advice, "a problem without advice"
    return found


def latest(warehouse: Path) -> Path:
    return warehouse / "snapshots" / "latest"


def test_nothing_is_wrong_with_a_sound_warehouse(warehouse: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(path.as_posix() for path in warehouse.rglob("*"))
    assert [one for one in examine(warehouse) if one.level in BAD and one.check != "lock_file"] == []
    checks = [
        *installation.INSTALLATION,
        *place.PLACE,
        "ownership",
        "lock",
        "latest",
        "leftovers",
        "versions",
        "schema",
        "database",
        "runs",
    ]
    assert list(dict.fromkeys(one.check for one in examine(warehouse))) == checks
    assert main(["doctor", "--warehouse", str(warehouse)]) == 0
    assert "2 versions, every file as it was published." in " ".join(capsys.readouterr().out.split())
    assert sorted(path.as_posix() for path in warehouse.rglob("*")) == before, "the doctor left something behind"


def test_json_tells_everything_and_the_exit_code_says_whether_there_is_a_problem(
    warehouse: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--warehouse", str(warehouse), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["sound"] is True
    latest(warehouse).unlink()
    assert main(["doctor", "--warehouse", str(warehouse), "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["sound"], found["problems"]) == (False, 1)
    [bad] = [one for one in found["found"] if one["level"] == "problem"]
    assert bad["check"] == "latest"
    assert main(["doctor", "--warehouse", str(warehouse)]) == 1
    # an environment other than the lock's adds a warning
    assert capsys.readouterr().out.rstrip().rpartition("\n")[2].startswith("Found 1 problem")


def test_a_warehouse_that_is_not_there_yet_is_no_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--warehouse", str(tmp_path / "none" / "yet")]) == 0
    assert "can be created" in " ".join(capsys.readouterr().out.split())
    assert list(tmp_path.iterdir()) == []


# Installation


def test_a_newer_python_than_the_locks_are_for(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "TESTED_UNTIL", (3, 10))
    assert "newer than the locks support" in only_bad(warehouse, "python").message


def test_packages_that_are_missing_or_of_another_version(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = installation._installed
    monkeypatch.setattr(installation, "_installed", lambda name: None if name == "pyarrow" else real(name))
    found = only_bad(warehouse, "packages")
    assert (found.level, found.message) == ("problem", "pyarrow is not installed.")
    monkeypatch.setattr(installation, "_installed", lambda name: "0.1" if name == "duckdb" else real(name))
    assert "duckdb 0.1 is installed; tipetl needs <1.6,>=1.5.5." in only_bad(warehouse, "packages").message


def test_tipetl_that_is_not_installed(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "DISTRIBUTION", "tipetl-that-nobody-installed")
    assert "not installed as a package" in only_bad(warehouse, "packages").message


def test_packages_that_are_not_those_of_the_lock(tmp_path: Path) -> None:
    assert [one.level for one in installation.lock_file(tmp_path)] == ["note"]
    lock = tmp_path / "requirements.lock"
    ours = installation._installed("duckdb")
    lock.write_text(
        f"# made\nduckdb=={ours} \\\n    --hash=sha256:00\nnever-there==1 ; python_version < '3'\n", encoding="utf-8"
    )
    assert [one.level for one in installation.lock_file(tmp_path)] == ["ok"]
    lock.write_text(
        f"duckdb=={ours} \\\n    --hash=sha256:00\npytest==0.0.1 \\\n    --hash=sha256:00\nnever-there==1\n",
        encoding="utf-8",
    )
    [found] = installation.lock_file(tmp_path)
    assert found.level == "warning"
    assert "pytest==0.0.1" in found.message
    assert "never-there==1 (missing)" in found.message
    assert "duckdb" not in found.message


def test_an_optional_package_that_is_missing_is_only_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "_installed", lambda name: None)
    found = list(installation.optional_parts())
    assert [one.level for one in found] == ["note"] * len(installation.OPTIONAL) + ["ok"]
    assert "polars is not installed." in [one.message for one in found]


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


_DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "rules": (
        lambda package: (package / "language/data/rules/law.yaml").write_text("- id: [", encoding="utf-8"),
        "law.yaml",
    ),
    "lexicon": (lambda package: (package / "language/data/lexicon/verbs.yaml").unlink(), "lexicon"),
    "scorer's weights": (
        lambda package: _cut(package / "figures/choice/data/scorer.npz"),
        "the scorer's weights cannot be read",
    ),
    "missing weights": (
        lambda package: (package / "figures/choice/data/scorer.npz").unlink(),
        "the scorer's weights cannot be found",
    ),
    "encoder's weights": (
        lambda package: _cut(package / "figures/choice/data/encoder.npz"),
        "the encoder's weights cannot be read",
    ),
    "missing encoder": (
        lambda package: (package / "figures/choice/data/encoder.npz").unlink(),
        "the encoder's weights cannot be found",
    ),
}


@pytest.mark.parametrize("what", _DAMAGE)
def test_rule_files_and_weights_that_are_damaged(tmp_path: Path, what: str) -> None:
    import tipetl

    package = shutil.copytree(Path(tipetl.__file__).parent, tmp_path / "site" / "tipetl")
    damage, words = _DAMAGE[what]
    damage(package)
    done = subprocess.run(
        [sys.executable, "-m", "tipetl", "doctor", "--format", "json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site"), "PREFECT_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stderr
    found = [one for one in json.loads(done.stdout)["found"] if one["level"] == "problem"]
    assert words in next(one["message"] for one in found if one["check"] == "rules")
    # The copy also lacks the data folders that belong next to it.
    assert ["'expectations'" in one["message"] for one in found if one["check"] == "files"].count(True) == 1


def test_the_orchestrator_without_a_folder_or_a_server(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "file" / "home"))
    assert "cannot keep its state" in only_bad(warehouse, "orchestrator").message
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    found = only_bad(warehouse, "orchestrator")
    assert found.message == "No Prefect server answers at http://127.0.0.1:9/api."


# The place


def test_a_folder_that_cannot_be_written(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_args: object, **_more: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(place.tempfile, "TemporaryDirectory", refused)
    found = only_bad(warehouse, "folder")
    assert "cannot be written: Read-only file system" in found.message
    assert [one.level for one in told(warehouse, "file_system")] == ["note"]


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    [found] = place.folder(tmp_path / "file" / "warehouse")
    assert (found.level, found.check) == ("problem", "folder")
    assert "is a file" in found.message


@pytest.mark.parametrize(("free", "level"), [(1_000_000, "problem"), (60_000_000, "warning"), (10**12, "ok")])
def test_too_little_space(warehouse: Path, monkeypatch: pytest.MonkeyPatch, free: int, level: str) -> None:
    monkeypatch.setattr(place.shutil, "disk_usage", lambda _place: shutil._ntuple_diskusage(10**13, 0, free))
    [found] = told(warehouse, "space")
    assert found.level == level
    assert f"{free / 1e6:,.0f} MB are free" in found.message


def test_a_file_system_without_links_or_locks(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_args: object, **_more: object) -> None:
        raise OSError(95, "Operation not supported")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "symlink_to", refused)
        assert "no links that replace links (Operation not supported)" in only_bad(warehouse, "file_system").message
    with monkeypatch.context() as patch:
        patch.setattr(place.fcntl, "flock", lambda _handle, _how: None)
        assert "no locks" in only_bad(warehouse, "file_system").message


def test_a_network_file_system(warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        f"/dev/a / ext4 rw 0 0\nserver:/x {tmp_path} nfs4 rw 0 0\n/dev/b {tmp_path}x ext4 rw 0 0\n", encoding="utf-8"
    )
    assert place._kind(warehouse, mounts) == "nfs4"
    assert place._kind(tmp_path.parent, mounts) == "ext4"
    assert place._kind(warehouse, tmp_path / "none") == ""
    monkeypatch.setattr(place, "_kind", lambda _place: "nfs4")
    assert "network file system (nfs4)" in only_bad(warehouse, "file_system").message


# The warehouse's contents


def test_a_lock_that_is_held_names_its_holder(warehouse: Path) -> None:
    with warehouse_lock(warehouse):
        [found] = told(warehouse, "lock")
        assert found.level == "note"
        assert f"process {os.getpid()}, since 2" in found.message
        path = warehouse / "tipetl.lock"
        ended = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True)
        path.write_text(
            path.read_text(encoding="utf-8").replace(str(os.getpid()), ended.stdout.strip()), encoding="utf-8"
        )
        assert "is held by a process that still runs" in only_bad(warehouse, "lock").message
        path.write_text("", encoding="utf-8")
        assert "An unnamed process" in told(warehouse, "lock")[0].message
    assert told(warehouse, "lock")[0].message == "No run holds the warehouse."


def _missing(warehouse: Path) -> None:
    latest(warehouse).unlink()


def _dangling(warehouse: Path) -> None:
    shutil.rmtree(latest(warehouse).resolve())


def _folder(warehouse: Path) -> None:
    target = latest(warehouse).resolve()
    latest(warehouse).unlink()
    shutil.copytree(target, latest(warehouse))


def _elsewhere(warehouse: Path) -> None:
    latest(warehouse).unlink()
    latest(warehouse).symlink_to("../elsewhere")
    (warehouse / "elsewhere").mkdir()


def _nowhere(warehouse: Path) -> None:
    latest(warehouse).unlink()
    latest(warehouse).symlink_to("../gone")


def _loop(warehouse: Path) -> None:
    latest(warehouse).unlink()
    latest(warehouse).symlink_to("latest")


def _absolute(warehouse: Path) -> None:
    target = latest(warehouse).resolve()
    latest(warehouse).unlink()
    latest(warehouse).symlink_to(target)


def _file_of_that_name(warehouse: Path) -> None:
    target = latest(warehouse).resolve()
    shutil.rmtree(target)
    target.write_text("x", encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (_missing, "is missing, though there are versions"),
        (_dangling, "which does not exist"),
        (_folder, "is not a link"),
        (_elsewhere, "which is not a version of this warehouse."),
        (_nowhere, "which is not a version of this warehouse, which does not exist"),
        (_loop, "which is not a version of this warehouse, which does not exist"),
        (_absolute, "which is not a version of this warehouse."),
        (_file_of_that_name, "which is not a folder"),
    ],
)
def test_latest_that_is_broken_or_absent(warehouse: Path, damage: Callable[[Path], None], words: str) -> None:
    damage(warehouse)
    [found] = told(warehouse, "latest")
    assert found.level == "problem"
    assert words in found.message
    # Following the advice repairs the warehouse.
    command = re.search(r"tipetl (snapshots use \S+)$", found.advice)
    assert command
    if found.advice.startswith("Move it away"):
        latest(warehouse).rename(warehouse.parent / "moved")
    if found.advice.startswith("Remove that link"):
        latest(warehouse).unlink()
    assert main([*command[1].split(), "--warehouse", str(warehouse)]) == 0
    assert told(warehouse, "latest")[0].level == "ok"


@pytest.mark.parametrize(
    "part", ["snapshots", "runs", "pruned", "fetched", ".tipetl-build", ".tipetl-cache", "pins.json"]
)
def test_a_part_that_is_a_link_to_nowhere_is_told(warehouse: Path, part: str) -> None:
    if (warehouse / part).exists():
        (warehouse / part).rename(warehouse.parent / f"old {part}")
    (warehouse / part).symlink_to("gone")
    found = [one for one in told(warehouse, "ownership") if one.level == "problem"]
    assert [one.message for one in found] == [f"{warehouse / part} is a link to gone, which does not exist."]


def test_a_folder_that_a_run_would_refuse_is_told(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("mine", encoding="utf-8")
    found = only_bad(tmp_path, "ownership")
    assert "it holds thesis.tex" in found.message
    assert "--init" in found.advice


def test_latest_that_was_moved_back_is_only_noted(warehouse: Path) -> None:
    first = sorted((warehouse / "snapshots").glob("2*"))[0]
    latest(warehouse).unlink()
    latest(warehouse).symlink_to(first.name)
    [found] = told(warehouse, "latest")
    assert found.level == "note"
    assert "is newer" in found.message


def test_what_killed_runs_left_behind_and_how_the_next_one_puts_it_right(warehouse: Path) -> None:
    second = latest(warehouse).resolve().name
    first = min(path.name for path in (warehouse / "snapshots").glob("2*"))
    latest(warehouse).unlink()
    latest(warehouse).symlink_to(first)
    (warehouse / "snapshots" / ".latest.new").symlink_to(second)
    (warehouse / ".tipetl-build" / "run-dead").mkdir(parents=True)
    (warehouse / ".tipetl-build" / "x.json.new").write_text("{", encoding="utf-8")
    (warehouse / "build" / "run-old").mkdir(parents=True)
    found = told(warehouse, "leftovers")
    assert {one.level for one in found} == {"warning"}
    words = " ".join(one.message for one in found)
    assert f"after it had moved {second} into place" in words
    assert "run-dead behind" in words
    assert "x.json.new behind" in words
    with warehouse_lock(warehouse):
        pass
    # An earlier tipetl built in an unmarked folder, which might also be a person's folder.
    [old] = told(warehouse, "leftovers")
    assert old.level == "note"
    assert "run-old was left by a killed run of an earlier tipetl" in old.message
    (warehouse / "build" / "run-old").rmdir()
    assert told(warehouse, "leftovers")[0].level == "ok"
    assert latest(warehouse).resolve().name == second
    (warehouse / "snapshots" / "copy of a version").mkdir()
    assert "is not a version" in only_bad(warehouse, "leftovers").message


def test_a_link_to_a_version_that_is_not_whole_is_dropped(warehouse: Path) -> None:
    before = latest(warehouse).resolve()
    half = warehouse / "snapshots" / "2999.01.01-1"
    half.mkdir()
    (warehouse / "snapshots" / ".latest.new").symlink_to(half.name)
    with warehouse_lock(warehouse):
        assert latest(warehouse).resolve() == before
    assert not (warehouse / "snapshots" / ".latest.new").is_symlink()


def test_a_version_whose_sums_are_wrong(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = sorted((warehouse / "snapshots").glob("2*"))[0]
    page = first / "findings.html"
    page.chmod(0o644)
    page.write_text("other words", encoding="utf-8")
    found = only_bad(warehouse, "versions")
    assert found.message == f"Version {first.name} is not as it was published: findings.html was changed."

    def refused(path: Path) -> str:
        if path.name == "findings.html":
            raise PermissionError(13, "Permission denied")
        return sha256_of(path)

    monkeypatch.setattr(sound, "sha256_of", refused)
    assert "findings.html cannot be read: Permission denied" in told(warehouse, "versions")[0].message


def _with_manifest(warehouse: Path, **changes: object) -> None:
    path = latest(warehouse) / "manifest.json"
    path.chmod(0o644)
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **changes}), encoding="utf-8")


@pytest.mark.parametrize(
    ("changes", "level", "words"),
    [
        ({"table_schema_version": "999"}, "problem", "with table schema 999"),
        ({"format": 99}, "problem", "with table schema"),
        ({"table_schema_version": "1"}, "note", "this one writes"),
        ({"rule_set_version": "0" * 16}, "note", "with other rules"),
    ],
)
def test_a_version_of_another_state_of_the_code(
    warehouse: Path, changes: dict[str, object], level: str, words: str
) -> None:
    _with_manifest(warehouse, **changes)
    [found] = told(warehouse, "schema")
    assert found.level == level
    assert words in found.message


def test_a_database_that_someone_has_open_for_writing(warehouse: Path) -> None:
    database = latest(warehouse) / "tipetl.duckdb"
    database.resolve().chmod(0o644)
    code = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(database)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"open\n"
        [found] = told(warehouse, "database")
        writer.communicate()
    assert found.level == "problem"
    assert f"is open for writing by process {writer.pid}" in found.message


def test_a_database_of_a_newer_duckdb(warehouse: Path) -> None:
    database = (latest(warehouse) / "tipetl.duckdb").resolve()
    database.chmod(0o644)
    data = bytearray(database.read_bytes())
    assert data[8:12] == b"DUCK"
    struct.pack_into("<Q", data, 12, 999)
    database.write_bytes(data)
    # The file's header has a checksum; DuckDB itself reports the right checksum.
    with pytest.raises(duckdb.IOException) as caught:
        duckdb.connect(str(database), read_only=True)
    computed = re.search(r"computed checksum (\d+)", str(caught.value))
    assert computed
    struct.pack_into("<Q", data, 0, int(computed[1]))
    database.write_bytes(data)
    [found] = told(warehouse, "database")
    assert found.level == "problem"
    assert "has storage version 999" in found.message
    assert "newer DuckDB" in found.advice


def test_a_database_that_is_none(warehouse: Path) -> None:
    database = (latest(warehouse) / "tipetl.duckdb").resolve()
    database.chmod(0o644)
    database.write_bytes(b"no database")
    [found] = told(warehouse, "database")
    assert "cannot be opened" in found.message


def test_how_the_last_run_ended(warehouse: Path) -> None:
    record = runs.last_run(warehouse)
    assert record
    raw = json.loads(sorted((warehouse / "runs").glob("*.json"))[-1].read_text(encoding="utf-8"))
    path = warehouse / "runs" / "999999_20261125T000000.000000Z.json"
    path.write_text(json.dumps({**raw, "status": "blocked", "message": "Blocked: 1 check failed."}), encoding="utf-8")
    found = only_bad(warehouse, "runs")
    assert "Blocked: 1 check failed." in found.message
    path.write_text("{", encoding="utf-8")
    assert "cannot be read" in only_bad(warehouse, "runs").message


def test_a_check_that_fails_itself_is_told(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("out of order")

    monkeypatch.setitem(installation.INSTALLATION, "python", broken)
    [found] = told(warehouse, "python")
    assert (found.level, "RuntimeError: out of order" in found.message) == ("problem", True)
