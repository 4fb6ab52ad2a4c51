"""Copies in other places are complete before anything points at them, whatever the file system does."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.implementations.local import LocalFileSystem

from tests.snapshot.made import NOON, publish_makers
from tests.tables.samples import ruritania
from tipetl.errors import WarehouseError
from tipetl.snapshot.export import POINTER_NAME, export
from tipetl.snapshot.keeping import use_version

FIRST, SECOND = "2026.11.25-1", "2026.11.26-1"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("warehouse")
    publish_makers(place, [ruritania()])
    publish_makers(place, [ruritania(), ruritania("b-2012", 2012)], now=NOON + timedelta(days=1))
    return place


class Failing(LocalFileSystem):  # type: ignore[misc]
    """A file system that fails after a given number of files."""

    protocol = "failing"
    left = 0
    sent: list[str] = []  # noqa: RUF012 - one for all instances, as fsspec keeps them

    def put_file(self, lpath: str, rpath: str, **more: Any) -> None:
        if Failing.left <= 0:
            raise OSError("the line went dead")
        Failing.left -= 1
        Failing.sent.append(rpath)
        super().put_file(lpath, rpath, **more)

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return str(super()._strip_protocol(str(path).removeprefix("failing://")))


fsspec.register_implementation("failing", Failing, clobber=True)


def pointer(target: str) -> dict[str, Any]:
    system, path = fsspec.core.url_to_fs(target)
    found: dict[str, Any] = json.loads(system.cat_file(f"{path}/{POINTER_NAME}"))
    return found


def sound(target: str, version: str) -> int:
    """Return the number of files in a copy, after checking that each matches its sum."""
    system, path = fsspec.core.url_to_fs(target)
    lines = system.cat_file(f"{path}/{version}/SHA256SUMS").decode().splitlines()
    for line in lines:
        digest, _, name = line.partition("  ")
        assert hashlib.sha256(system.cat_file(f"{path}/{version}/{name}")).hexdigest() == digest, name
    there = {name.rpartition(f"/{version}/")[2] for name in system.find(f"{path}/{version}")}
    assert there == {line.partition("  ")[2] for line in lines} | {"SHA256SUMS"}
    return len(lines)


@pytest.mark.parametrize("scheme", ["", "file://", "memory://"])
def test_a_copy_is_whole_and_pointed_at(warehouse: Path, tmp_path: Path, scheme: str) -> None:
    target = f"{scheme}{tmp_path}/out"
    done = export(warehouse, target, ["parquet", "csv", "sqlite"])
    assert (done.version, done.pointed, done.kept) == (SECOND, True, 0)
    files = sound(target, SECOND)
    assert done.sent == files
    told = pointer(target)
    assert (told["version"], told["path"], len(told["files"])) == (SECOND, f"{SECOND}/", files)
    assert f"Version {SECOND}" in told["citation"]
    again = export(warehouse, target, ["parquet", "csv", "sqlite"])
    assert (again.sent, again.kept, again.byte_count) == (0, files, 0)
    more = export(warehouse, target, ["xlsx"])
    assert more.sent == 1
    assert sound(target, SECOND) == files + 1 == len(pointer(target)["files"])


def test_an_older_version_is_copied_and_not_pointed_at(warehouse: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "out")
    assert not export(warehouse, target, ["parquet"], FIRST).pointed
    assert not (tmp_path / "out" / POINTER_NAME).exists()
    export(warehouse, target, ["parquet"])
    export(warehouse, target, ["csv"], FIRST)
    assert pointer(target)["version"] == SECOND
    sound(target, FIRST)


def test_a_copy_that_stops_half_way_leaves_the_pointer_and_goes_on_from_there(warehouse: Path, tmp_path: Path) -> None:
    target = f"failing://{tmp_path}/out"
    use_version(warehouse, FIRST)
    Failing.left = 1000
    files = export(warehouse, target, ["parquet"]).sent
    assert pointer(target)["version"] == FIRST
    use_version(warehouse, SECOND)
    Failing.left = files // 2
    with pytest.raises(WarehouseError, match="stopped: the line went dead") as caught:
        export(warehouse, target, ["parquet"])
    assert "continue" in caught.value.advice
    assert pointer(target)["version"] == FIRST
    sound(target, FIRST)
    assert (tmp_path / "out" / SECOND).is_dir()
    Failing.left = 1000
    export(warehouse, target, ["parquet"])
    assert pointer(target)["version"] == SECOND
    sound(target, SECOND)


def test_a_file_that_arrives_short_is_noticed(warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def short(self: LocalFileSystem, lpath: str, rpath: str, **_more: Any) -> None:
        Path(rpath).write_bytes(Path(lpath).read_bytes()[:-1])

    monkeypatch.setattr(LocalFileSystem, "put_file", short)
    with pytest.raises(WarehouseError, match=r"arrived with \d+ of \d+ bytes"):
        export(warehouse, str(tmp_path / "out"), ["csv"])
    assert not (tmp_path / "out" / POINTER_NAME).exists()


def test_a_copy_damaged_since_is_sent_again(warehouse: Path, tmp_path: Path) -> None:
    target = str(tmp_path / "out")
    export(warehouse, target, ["csv"])
    (tmp_path / "out" / SECOND / "csv" / "metric.csv").write_text("short", encoding="utf-8")
    assert export(warehouse, target, ["csv"]).sent == 1
    sound(target, SECOND)


def test_what_cannot_be_copied_is_a_clear_error(warehouse: Path, tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="cannot be reached") as caught:
        export(warehouse, "nosuch://bucket/path", ["csv"])
    assert "s3fs" in caught.value.advice
    with pytest.raises(WarehouseError, match="no edition") as other:
        export(warehouse, str(tmp_path / "out"), ["ods"])
    assert "xlsx" in other.value.advice
    assert not (tmp_path / "out").exists()
    done = publish_makers(tmp_path / "damaged", [ruritania()])
    (done.folder / "manifest.json").chmod(0o644)
    (done.folder / "findings.html").unlink()
    with pytest.raises(WarehouseError, match=r"findings\.html is missing"):
        export(tmp_path / "damaged", str(tmp_path / "out"), ["csv"])
    assert not (tmp_path / "out").exists()
