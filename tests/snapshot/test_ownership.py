"""Nothing that is not ours is removed or overwritten, and someone else's folder is refused."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.snapshot.made import NOON, linked_copy, publish_makers, several
from tests.tables.samples import ruritania
from tipetl.cli import main
from tipetl.errors import WarehouseError
from tipetl.ownership import FETCHED_MARK, WAREHOUSE_MARK, claim, refusal
from tipetl.snapshot import RunRecord, build_dir, leftovers, list_snapshots, runs, warehouse_lock, write_run
from tipetl.snapshot.export import export
from tipetl.snapshot.keeping import pin_version, prune, use_version
from tipetl.sources.kept import Entry, Kept

pytestmark = pytest.mark.usefixtures("few_checks")

FIRST, SECOND, THIRD = "2026.11.25-1", "2026.11.26-1", "2026.11.27-1"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("published")
    several(place, 3)
    return place


@pytest.fixture
def warehouse(published: Path, tmp_path: Path) -> Path:
    """Copy a warehouse of three versions."""
    return linked_copy(published, tmp_path)


def bytes_of(folder: Path) -> dict[str, bytes | str]:
    """Return everything below a folder: links by their target, files by their bytes, folders by a word."""
    found: dict[str, bytes | str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        found[name] = str(path.readlink()) if path.is_symlink() else path.read_bytes() if path.is_file() else "folder"
    return found


def _file(name: str, text: str = "mine") -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return make


def _link(name: str, target: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(target)

    return make


FOREIGN = {
    "a thesis in build": _file("build/thesis.tex"),
    "drafts": _file("docs/drafts.new"),
    "hidden drafts": _file("docs/.drafts.new"),
    "a hidden file": _file(".notes.new"),
    "a build folder like ours without a mark": _file(".tipetl-build/run-1/thesis.tex"),
    "snapshots of something else": _file("snapshots/2026.01.01-1/disk.img"),
    "a manifest of something else": _file("snapshots/2026.01.01-1/manifest.json", '{"version": "2026.01.01-1"}'),
    "runs of somebody who runs": _file("runs/20261125T120000.000000Z.json", '{"km": 10}'),
    "a link to nowhere": _link("snapshots", "gone"),
    "fetched without a mark": _file("fetched/raw/a.html"),
    "an odd name": _file("a\x1b[31m\nb"),
    "a mark that is a folder": _file(".tipetl-warehouse/x"),
}


_IN_THE_WAY = ("a link to nowhere", "a mark that is a folder")


@pytest.mark.parametrize("what", FOREIGN)
def test_a_folder_that_holds_other_things_is_refused_and_stays_as_it_is(
    tmp_path: Path, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "own"
    place.mkdir()
    FOREIGN[what](place)
    before = bytes_of(place)
    report = tmp_path / "nothing.txt"
    report.write_text("", encoding="utf-8")
    assert main(["run", str(report), "--warehouse", str(place)]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "is no warehouse" in told
    assert "--init" in told
    assert "\x1b" not in told
    assert bytes_of(place) == before


@pytest.mark.parametrize(
    "what", [name for name in FOREIGN if name not in ("a link to nowhere", "a mark that is a folder")]
)
def test_what_lies_in_a_folder_that_was_taken_on_purpose_stays(tmp_path: Path, what: str) -> None:
    FOREIGN[what](tmp_path)
    before = bytes_of(tmp_path)
    report = tmp_path / "nothing.txt"
    report.write_text("", encoding="utf-8")
    # The run reads nothing; whether or not it can build there, it must not touch existing files.
    main(["run", str(report), "--warehouse", str(tmp_path), "--init"])
    assert (tmp_path / WAREHOUSE_MARK.name).is_file()
    after = bytes_of(tmp_path)
    assert {name: after.get(name) for name in before} == before


def _prune(warehouse: Path) -> None:
    prune(warehouse, keep=1, now=NOON)


def _use(warehouse: Path) -> None:
    use_version(warehouse, FIRST)


def _pin(warehouse: Path) -> None:
    pin_version(warehouse, FIRST)


def _publish(warehouse: Path) -> None:
    publish_makers(warehouse, [ruritania("new")])


def _nothing_read(warehouse: Path) -> None:
    with warehouse_lock(warehouse):
        pass


@pytest.mark.parametrize("act", [_prune, _use, _pin, _publish, _nothing_read])
def test_no_command_touches_what_a_person_keeps_in_a_warehouse(warehouse: Path, act: Callable[[Path], None]) -> None:
    names = (
        "build/thesis.tex", "docs/drafts.new", "docs/.drafts.new", ".notes.new", "snapshots/.x.new", "snapshots/mine/a",
        "runs/notes.json", "runs/.y.json.new", "runs/20261125T120000.000000Z.html", "pruned/.z.new",
        "pruned/notes.json", "thesis.json", "sql/mine.sql", "build/run-mine/data.csv", "build/removed-mine/data.csv",
    )  # fmt: skip
    for name in names:
        _file(name)(warehouse)
    (warehouse / WAREHOUSE_MARK.name).unlink()  # a warehouse made before marks existed
    act(warehouse)
    assert (warehouse / WAREHOUSE_MARK.name).is_file()
    assert {name: (warehouse / name).read_text(encoding="utf-8") for name in names} == dict.fromkeys(names, "mine")


def test_an_empty_folder_a_missing_one_and_a_fresh_disk_become_warehouses(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "disk" / "lost+found").mkdir(parents=True)
    for name in ("empty", "missing/below", "disk"):
        with warehouse_lock(tmp_path / name):
            pass
        assert json.loads((tmp_path / name / ".tipetl-warehouse").read_text(encoding="utf-8")) == {"format": 1}


def test_a_warehouse_of_before_the_marks_is_known_by_its_runs_too(tmp_path: Path) -> None:
    moment = "2026-11-25T12:00:00.000000+00:00"
    write_run(tmp_path, RunRecord(moment, moment, "nothing_ingested", None, "", (), {}, None, None))
    shutil.rmtree(tmp_path / ".tipetl-build")
    [record] = (tmp_path / "runs").iterdir()
    record.rename(record.with_name("20261125T120000.000000Z.json"))
    with warehouse_lock(tmp_path):
        assert (tmp_path / WAREHOUSE_MARK.name).is_file()


def test_a_mark_that_was_cut_short_is_written_anew_and_a_later_one_is_refused(tmp_path: Path) -> None:
    mark = tmp_path / WAREHOUSE_MARK.name
    mark.touch()
    claim(tmp_path, WAREHOUSE_MARK)
    assert json.loads(mark.read_text(encoding="utf-8")) == {"format": 1}
    for text, words in (('{"format": 2}', "later tipetl"), ("[]", "cannot be read"), ("\x00", "cannot be read")):
        mark.write_text(text, encoding="utf-8")
        why = refusal(tmp_path, WAREHOUSE_MARK, init=True)
        assert why is not None
        assert words in why.message


def test_the_mark_is_there_before_anything_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tipetl.snapshot.steps import watching

    flushed: list[str] = []
    fsync = os.fsync

    def noted(handle: int) -> None:
        flushed.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    there: dict[str, list[str]] = {}
    with watching(lambda step: there.setdefault(step, [path.name for path in tmp_path.iterdir()])):
        publish_makers(tmp_path, [ruritania()])
    assert there["claimed"] == [WAREHOUSE_MARK.name]
    assert flushed[:2] == [str(tmp_path / WAREHOUSE_MARK.name), str(tmp_path)]


@pytest.mark.parametrize("name", ["tipetl.lock", "pins.json", f"pruned/{FIRST}.json", "snapshots/.latest.new"])
def test_a_file_under_a_name_of_ours_that_is_not_ours_is_never_overwritten(warehouse: Path, name: str) -> None:
    (warehouse / name).unlink(missing_ok=True)
    _file(name, '["mine"]')(warehouse)
    for act in (_pin, _publish, _prune):
        try:
            act(warehouse)
        except WarehouseError as error:
            assert str(warehouse / name) in error.message
            assert error.advice
    assert (warehouse / name).read_text(encoding="utf-8") == '["mine"]'


@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_something_else_called_latest_is_never_replaced(warehouse: Path, kind: str) -> None:
    link = warehouse / "snapshots" / "latest"
    link.unlink()
    {"file": _file("latest"), "folder": _file("latest/a"), "link": _link("latest", "../thesis")}[kind](link.parent)
    before = bytes_of(link.parent)
    for act in (_use, _publish):
        with pytest.raises(WarehouseError, match="is not a link to a version, so it was not replaced"):
            act(warehouse)
    assert bytes_of(link.parent) == before
    assert leftovers(warehouse) == ()


def test_a_build_folder_that_is_a_link_or_has_no_mark_is_refused(warehouse: Path, tmp_path: Path) -> None:
    root = warehouse / ".tipetl-build"
    shutil.rmtree(root)
    _file("elsewhere/run-1/thesis.tex")(tmp_path)
    root.symlink_to(tmp_path / "elsewhere")
    with (
        pytest.raises(WarehouseError, match="is a link, not a build folder"),
        warehouse_lock(warehouse),
        build_dir(warehouse),
    ):
        pass
    root.unlink()
    _file(".tipetl-build/run-1/thesis.tex")(warehouse)
    with pytest.raises(WarehouseError, match="is no build folder"), warehouse_lock(warehouse), build_dir(warehouse):
        pass
    assert (tmp_path / "elsewhere" / "run-1" / "thesis.tex").is_file()
    assert (root / "run-1" / "thesis.tex").is_file()


def test_only_records_of_ours_are_removed_when_there_are_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "KEPT_RUNS", 2)
    names = ("runs/20200101T120000Z.json", "runs/000000_20200101T120000Z.json", "runs/a.json", "runs/b.html")
    for name in names:
        _file(name, '{"km": 10}')(tmp_path)
    moment = "2026-11-25T12:00:00.000000+00:00"
    for _ in range(6):
        write_run(tmp_path, RunRecord(moment, moment, "unchanged", None, "", (), {}, None, None))
    assert {(tmp_path / name).read_text(encoding="utf-8") for name in names} == {'{"km": 10}'}
    assert len(list((tmp_path / "runs").iterdir())) == len(names) + 2


@pytest.mark.parametrize("place", ["notes.txt", "parquet/mine.csv", "tipetl.duckdb.wal"])
def test_a_version_in_which_a_person_keeps_a_file_is_not_removed(warehouse: Path, place: str) -> None:
    _file(place)(warehouse / "snapshots" / FIRST)
    fates = prune(warehouse, keep=1, now=NOON)
    assert [(fate.version, fate.removed) for fate in fates] == [(FIRST, False), (SECOND, True), (THIRD, False)]
    assert fates[0].reason == f"damaged: {place} was not published with this version"
    assert (warehouse / "snapshots" / FIRST / place).read_text(encoding="utf-8") == "mine"


def test_a_version_that_is_a_link_is_not_removed(warehouse: Path, tmp_path: Path) -> None:
    folder = warehouse / "snapshots" / FIRST
    folder.rename(tmp_path / "moved")
    folder.symlink_to(tmp_path / "moved")
    assert not prune(warehouse, keep=1, now=NOON)[0].removed
    assert (tmp_path / "moved" / "manifest.json").is_file()


def test_the_warehouse_of_a_checkout_is_marked() -> None:
    assert refusal(Path(__file__).resolve().parents[2] / "warehouse", WAREHOUSE_MARK) is None


@pytest.mark.parametrize("act", [_prune, _use, _pin])
def test_keeping_versions_makes_no_warehouse(tmp_path: Path, act: Callable[[Path], None]) -> None:
    with pytest.raises(WarehouseError):
        act(tmp_path / "typo")
    assert not (tmp_path / "typo").exists()


def test_fetched_reports_go_into_a_folder_of_their_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _file("unfinished.json", '{"chapter": 3}')(tmp_path)
    command = ["fetch", "http://localhost:1/a", "--into", str(tmp_path), "--retries", "0", "--timeout", "1"]
    assert main(command) == 1
    assert "is no folder of fetched reports: it holds unfinished.json" in capsys.readouterr().err
    with pytest.raises(WarehouseError, match="is no folder of fetched reports"):
        Kept(tmp_path).write(Entry("http://a"))
    claim(tmp_path, FETCHED_MARK, init=True)
    with pytest.raises(WarehouseError, match="is not a file of tipetl"):
        Kept(tmp_path).begin("run", "now")
    assert bytes_of(tmp_path) == {"unfinished.json": b'{"chapter": 3}', FETCHED_MARK.name: b'{"format": 1}\n'}


@pytest.mark.parametrize(
    "name",
    ["latest.json", f"{THIRD}/README.md", f"{THIRD}/csv/metric.csv", f"{THIRD}/SHA256SUMS", f"{THIRD}/manifest.json"],
)
def test_a_copy_never_overwrites_what_is_not_ours(warehouse: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / "out"
    _file(name, '{"mine": 1}')(target)
    before = bytes_of(target)
    with pytest.raises(WarehouseError, match="nothing was sent") as caught:
        export(warehouse, str(target), ["csv"])
    assert caught.value.advice
    assert bytes_of(target) == before


def test_copies_of_two_warehouses_with_a_version_of_one_name_do_not_mix(warehouse: Path, tmp_path: Path) -> None:
    publish_makers(tmp_path / "other", [ruritania("other")])
    export(tmp_path / "other", str(tmp_path / "out"), ["csv"])
    before = bytes_of(tmp_path / "out")
    with pytest.raises(WarehouseError, match=f"another version of the name {FIRST}"):
        export(warehouse, str(tmp_path / "out"), ["csv"], FIRST)
    assert bytes_of(tmp_path / "out") == before
    assert [manifest.version for manifest in list_snapshots(warehouse)] == [FIRST, SECOND, THIRD]
