"""No version is lost: sound versions are counted, a damaged latest can be repaired, and the clock may be wrong."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.snapshot.made import NOON, linked_copy, publish_makers, several
from tests.tables.samples import ruritania
from tipetl.cli import main
from tipetl.doctor.versions import latest, versions_sound
from tipetl.errors import WarehouseError
from tipetl.snapshot import (
    RunRecord,
    compared_database,
    kept_sources,
    last_run,
    list_snapshots,
    newest_sound,
    pointed_at,
    standing,
    times_by_record,
    verify_snapshot,
    write_run,
)
from tipetl.snapshot.keeping import prune, use_version
from tipetl.snapshot.sound import version_key

pytestmark = pytest.mark.usefixtures("few_checks")

FIRST, SECOND, THIRD = "2026.11.25-1", "2026.11.26-1", "2026.11.27-1"
LATER = NOON + timedelta(days=3)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("published")
    several(place, 3)
    return place


@pytest.fixture
def warehouse(published: Path, tmp_path: Path) -> Path:
    """Copy a warehouse of three versions."""
    return linked_copy(published, tmp_path)


def _replaced(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        path = folder / name
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(change(data))

    return damage


def _removed(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def _resealed(folder: Path) -> None:
    """Change rows like someone who rewrites the sums but forgets the manifest."""
    _replaced("parquet/metric.parquet", lambda data: data + b"\0")(folder)
    from tipetl.snapshot.layout import sha256_of

    digest = sha256_of(folder / "parquet" / "metric.parquet").encode()
    _replaced("SHA256SUMS", lambda data: re.sub(rb"\w{64}(  parquet/metric\.parquet)", digest + rb"\1", data))(folder)


def _forged_log(folder: Path) -> None:
    (folder / "tipetl.duckdb.wal").write_bytes(b"x" * 210)


def _file_instead(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("x", encoding="utf-8")


DAMAGE: dict[str, Callable[[Path], None]] = {
    "no database": _removed("tipetl.duckdb"),
    "a database cut short": _replaced("tipetl.duckdb", lambda data: data[: len(data) // 2]),
    "a bit of the database": _replaced("tipetl.duckdb", lambda data: data[:-1] + bytes([data[-1] ^ 1])),
    "an empty database": _replaced("tipetl.duckdb", lambda _data: b""),
    "a forged log beside it": _forged_log,
    "no manifest": _removed("manifest.json"),
    "an empty manifest": _replaced("manifest.json", lambda _data: b""),
    "a manifest that is a list": _replaced("manifest.json", lambda _data: b"[]"),
    "a manifest of another version": _replaced("manifest.json", lambda data: data.replace(b"-1", b"-7")),
    "no sums": _removed("SHA256SUMS"),
    "sums of nothing": _replaced("SHA256SUMS", lambda _data: b""),
    "Parquet of other bytes": _replaced("parquet/metric.parquet", lambda _data: b"PAR1"),
    "sums that were written anew": _resealed,
    "the folder is gone": shutil.rmtree,
    "a file in its place": _file_instead,
}


def held(warehouse: Path) -> set[str]:
    return {path.name for path in (warehouse / "snapshots").iterdir()} - {"latest"}


@pytest.mark.parametrize("what", DAMAGE)
def test_the_last_sound_version_stays_when_the_newest_is_damaged_and_the_advice_mends_it(
    warehouse: Path, what: str
) -> None:
    before = held(warehouse)
    DAMAGE[what](warehouse / "snapshots" / THIRD)
    assert main(["snapshots", "prune", "--keep", "1", "--warehouse", str(warehouse)]) == 0
    assert held(warehouse) == (before - {FIRST, *(() if (warehouse / "snapshots" / THIRD).exists() else {THIRD})})
    assert verify_snapshot(warehouse, SECOND).sound
    found = newest_sound(warehouse)
    assert found is not None
    assert found.version == SECOND
    # Whatever doctor says about the damage, the command that it names repairs the warehouse.
    told = " ".join(f"{one.message} {one.advice}" for look in (latest, versions_sound) for one in look(warehouse))
    command = re.search(r"tipetl (snapshots use [\d.]+-\d)", told)
    assert command, told
    assert main([*command[1].split(), "--warehouse", str(warehouse)]) == 0
    assert verify_snapshot(warehouse).sound
    assert pointed_at(warehouse) == SECOND


@pytest.mark.parametrize("what", DAMAGE)
def test_a_run_on_a_damaged_latest_would_compare_with_the_last_sound_one(warehouse: Path, what: str) -> None:
    DAMAGE[what](warehouse / "snapshots" / THIRD)
    found = standing(warehouse)
    assert found.damage is not None
    assert found.damage.version == THIRD
    assert not found.pointed
    assert compared_database(warehouse) == warehouse / "snapshots" / SECOND / "tipetl.duckdb"


@pytest.mark.parametrize("what", ["no manifest", "a bit of the database", "the folder is gone"])
def test_publishing_on_a_damaged_latest_compares_with_the_last_sound_one(warehouse: Path, what: str) -> None:
    DAMAGE[what](warehouse / "snapshots" / THIRD)
    # The damaged version's content is published again, as the third narrative is not in the second version.
    again = publish_makers(warehouse, [ruritania(f"ruritania-{2013 - k}", 2013 - k) for k in range(3)], now=LATER)
    assert again.new
    assert again.damage is not None
    assert again.damage.version == THIRD
    assert again.manifest.changes.since == SECOND
    assert again.manifest.sequence == 4
    assert (again.manifest.version, pointed_at(warehouse)) == ("2026.11.28-1", "2026.11.28-1")
    assert verify_snapshot(warehouse).sound


@pytest.mark.parametrize("what", ["no manifest", "the folder is gone"])
def test_what_the_last_sound_version_holds_already_is_only_pointed_at(warehouse: Path, what: str) -> None:
    DAMAGE[what](warehouse / "snapshots" / THIRD)
    done = publish_makers(warehouse, [ruritania(f"ruritania-{2013 - k}", 2013 - k) for k in range(2)], now=LATER)
    assert (done.new, done.manifest.version, pointed_at(warehouse)) == (False, SECOND, SECOND)


def test_a_link_that_is_missing_is_made_again(warehouse: Path) -> None:
    (warehouse / "snapshots" / "latest").unlink()
    with pytest.raises(WarehouseError, match="No version is marked as the latest") as caught:
        kept_sources(warehouse)
    assert f"tipetl snapshots use {THIRD}" in caught.value.advice
    done = publish_makers(warehouse, [ruritania(f"ruritania-{2013 - k}", 2013 - k) for k in range(3)], now=LATER)
    assert (done.new, pointed_at(warehouse)) == (False, THIRD)


def test_when_no_version_is_sound_none_is_removed_and_a_new_one_can_be_published(warehouse: Path) -> None:
    for version in (FIRST, SECOND, THIRD):
        DAMAGE["a bit of the database"](warehouse / "snapshots" / version)
    before = held(warehouse)
    assert not any(fate.removed for fate in prune(warehouse, keep=1, older_than=timedelta(0), now=LATER))
    assert held(warehouse) == before
    assert standing(warehouse).sound is None
    with pytest.raises(WarehouseError, match="is not what was published") as caught:
        use_version(warehouse, FIRST)
    assert "tipetl run" in caught.value.advice
    assert publish_makers(warehouse, [ruritania()], now=LATER).manifest.sequence == 4
    assert verify_snapshot(warehouse).sound


@pytest.mark.parametrize("what", DAMAGE)
def test_the_list_names_what_is_damaged_and_shows_the_rest(
    warehouse: Path, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    DAMAGE[what](warehouse / "snapshots" / THIRD)
    assert main(["snapshots", "list", "--warehouse", str(warehouse), "--format", "csv"]) == 0
    told = capsys.readouterr()
    # The list contains versions with a readable manifest; a message names the others.
    if THIRD in told.out:
        assert told.out.count("\n") == 4
    else:
        assert told.out.count("\n") == 3
        assert f"{THIRD}, to which latest points, is damaged" in told.err
        assert f"tipetl snapshots use {SECOND}" in told.err


def test_a_sound_version_moved_back_to_is_what_a_run_compares_with(warehouse: Path) -> None:
    use_version(warehouse, FIRST)
    found = standing(warehouse)
    assert found.sound is not None
    assert (found.sound.version, found.damage, found.pointed) == (FIRST, None, True)


SHIFTS = {
    "an hour back": timedelta(hours=-1), "a day back": timedelta(days=-1), "a year back": timedelta(days=-365),
    "to 1970": datetime(1970, 1, 1, tzinfo=UTC) - NOON, "not at all": timedelta(0), "an hour on": timedelta(hours=1),
    "a day on": timedelta(days=1), "a year on": timedelta(days=365), "to 2099": datetime(2099, 1, 1, tzinfo=UTC) - NOON,
    "past midnight": timedelta(hours=12),
}  # fmt: skip


# one shift of each kind: back before the newest version and before all, to the same day, forward, and back from there
PUBLISHED_AT = ("a day back", "to 1970", "not at all", "a day on", "to 2099", "past midnight")


def test_versions_sort_by_name_in_the_order_of_publication_whatever_the_clock_says(warehouse: Path) -> None:
    for number, shift in enumerate(PUBLISHED_AT):
        publish_makers(warehouse, [ruritania(f"new-{number}")], now=NOON + SHIFTS[shift])
        versions = list_snapshots(warehouse)
        names = [manifest.version for manifest in versions]
        assert [manifest.sequence for manifest in versions] == list(range(1, 5 + number))
        assert names == sorted(names, key=version_key)
        assert names[-1] == pointed_at(warehouse)


@pytest.mark.parametrize("shift", SHIFTS)
def test_the_last_run_is_the_last_on_record_whatever_the_clock_says(tmp_path: Path, shift: str) -> None:
    for message, moment in (("first", NOON), ("second", NOON + SHIFTS[shift]), ("third", NOON), ("last", NOON)):
        text = moment.isoformat(timespec="microseconds")
        write_run(tmp_path, RunRecord(text, text, "unchanged", None, message, (), {}, None, None))
        found = last_run(tmp_path)
        assert found is not None
        assert found.message == message


def test_a_record_of_before_the_numbers_comes_before_all_others(tmp_path: Path) -> None:
    text = NOON.isoformat(timespec="microseconds")
    old = write_run(tmp_path, RunRecord(text, text, "unchanged", None, "old", (), {}, None, None))
    old.rename(old.with_name("20991231T120000.000000Z_2.json"))
    write_run(tmp_path, RunRecord(text, text, "unchanged", None, "new", (), {}, None, None))
    found = last_run(tmp_path)
    assert found is not None
    assert found.message == "new"


def test_check_shows_the_newest_run_when_the_clock_was_set_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.snapshot.made import QUIET

    for message, moment in (("Before.", NOON), ("After.", NOON - timedelta(days=9))):
        text = moment.isoformat(timespec="microseconds")
        write_run(tmp_path, RunRecord(text, text, "published", None, message, (), {}, QUIET, None))
    assert main(["check", "--warehouse", str(tmp_path)]) == 0
    assert "After." in capsys.readouterr().out


def test_age_goes_by_the_record_where_the_clock_was_wrong(warehouse: Path) -> None:
    publish_makers(warehouse, [ruritania("x")], now=datetime(1970, 1, 1, tzinfo=UTC))
    publish_makers(warehouse, [ruritania("y")], now=datetime(2099, 1, 1, tzinfo=UTC))
    publish_makers(warehouse, [ruritania("z")], now=LATER)
    fates = prune(warehouse, older_than=timedelta(days=2), now=LATER, dry_run=True)
    # The fourth version is not 56 years old: it came after the third. The fifth is no younger than the sixth.
    assert [fate.reason for fate in fates] == [
        "old",
        "2 days old",
        "1 days old",
        "1 days old",
        "0 days old",
        "the newest",
    ]


MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))


@given(st.lists(MOMENTS, max_size=8), MOMENTS)
def test_believed_times_never_go_back_nor_beyond_now_and_make_nothing_older(
    published: list[datetime], now: datetime
) -> None:
    times = times_by_record(published, now)
    assert times == sorted(times)
    assert all(moment <= now for moment in times)
    assert all(believed >= told for told, believed in zip(published, times, strict=True) if told <= now)
    right = sorted(moment for moment in published if moment <= now)
    assert times_by_record(right, now) == right
