"""Results read before come from the cache, and nothing published depends on the cache."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tipetl
from tests.documents.pdf.test_pdf_volume import rendered
from tests.tables.samples import audit_of, reading_of, sample
from tipetl import cache as caching
from tipetl.cache import CACHE_MARK, LIBRARIES, READS_NOTHING, Cache, open_cache, prune, reader_version, readers
from tipetl.cli import main
from tipetl.errors import WarehouseError
from tipetl.model import Hints, Issue, Source, SourceReading
from tipetl.pipeline import RunResult, make_source, read_batch, run
from tipetl.read import read_source
from tipetl.resources import package_files
from tipetl.snapshot import warehouse_lock
from tipetl.snapshot.layout import cache_root
from tipetl.tables import SOURCE_TABLES, combined, rows_of
from tipetl.tables.columns import SourceColumns, as_rows, audits_in, narratives_in, source_columns

pytestmark = pytest.mark.usefixtures("few_checks")

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
# The texts were written for these tests.
TEXTS = {
    "kosovo-2013.txt": "KOSOVO (Tier 2)\n\nProsecution\nIn 2012, police investigated 31 trafficking cases, compared "
    "with 22 in 2011. Courts convicted nine traffickers.\n\nProtection\nThe government identified 42 victims.\n",
    "ghana-2014.html": "<html><body><h1>GHANA (Tier 2)</h1><p>Prosecution</p><p>In 2013, police investigated 12 "
    "trafficking cases.</p><p>Protection</p><p>Women from Nigeria face forced labor in Ghana.</p></body></html>",
    "ghana-2014-copy.txt": "GHANA (Tier 2)\n\nProsecution\nIn 2013, police investigated 13 trafficking cases.\n",
    "recipe-2014.txt": "Boil the rice in salted water for twenty minutes.\n",
}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    (tmp_path / "building").mkdir()
    return open_cache(tmp_path / "cache", tmp_path / "building")


def sources(**hints: str) -> list[Source]:
    return [make_source(text.encode(), name, Hints(**hints)) for name, text in TEXTS.items()]


def entries(cache: Cache) -> list[Path]:
    return sorted(cache.folder.glob("*.arrow.zst"))


def files(result: RunResult) -> dict[str, bytes]:
    """Return a version's files without its database, whose bytes DuckDB does not promise, and without the lines that
    state the database's hash.
    """
    assert result.folder is not None
    return {
        str(path.relative_to(result.folder)): b"\n".join(
            line for line in path.read_bytes().split(b"\n") if b"tipetl.duckdb" not in line
        )
        for path in result.folder.rglob("*")
        if path.is_file() and path.name not in ("tipetl.duckdb", "SHA256SUMS")
    }


def test_the_version_is_the_same_byte_for_byte_with_and_without_the_cache(tmp_path: Path, reports: Path) -> None:
    without = run([reports], warehouse=tmp_path / "without", cached=False, now=NOON)
    empty = run([reports], warehouse=tmp_path / "empty", now=NOON)
    with warehouse_lock(tmp_path / "warm"):
        shutil.copytree(cache_root(tmp_path / "empty"), cache_root(tmp_path / "warm"))
    warm = run([reports], warehouse=tmp_path / "warm", now=NOON)
    assert (without.read, without.taken) == (empty.read, empty.taken) == (4, 0)
    assert (warm.read, warm.taken) == (0, 4)
    assert files(without) == files(empty) == files(warm)
    assert without.audits == empty.audits == warm.audits
    assert not cache_root(tmp_path / "without").exists()


def test_the_cache_may_be_removed_between_runs(tmp_path: Path, reports: Path) -> None:
    run([reports], warehouse=tmp_path / "w", now=NOON)
    shutil.rmtree(cache_root(tmp_path / "w"))
    again = run([reports], warehouse=tmp_path / "w", now=NOON)
    assert (again.status, again.read + again.taken) == ("unchanged", 4)


def test_only_what_is_new_is_read(cache: Cache) -> None:
    first, *others = sources()
    assert read_batch(others, cache=cache).taken == 0
    told: list[tuple[str, int, int]] = []
    batch = read_batch([first, *others], cache=cache, progress=lambda *step: told.append(step))
    assert batch.taken == 3
    assert told == [("read", 4, 4)]
    assert [audit.doc for audit in batch.audits] == [source.doc for source in (first, *others)]


@pytest.mark.parametrize(
    "change",
    [
        {"hints": Hints(report_year=2012)},
        {"hints": Hints(country="Chad")},
        {"hints": Hints(url="https://example.org")},
        {"doc": "other"},
        {"name": "other.txt"},
    ],
    ids=str,
)
def test_a_changed_hint_costs_only_its_source(cache: Cache, change: dict[str, Any]) -> None:
    read_batch(sources(), cache=cache)
    first, *others = sources()
    changed = replace(first, **change)
    batch = read_batch([changed, *others], cache=cache)
    assert batch.taken == len(others)
    assert batch.sources[0].columns == read_batch([changed]).sources[0].columns


def test_a_changed_rule_costs_all(cache: Cache, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def reads_with(name: str, words: str) -> str:
        changed = tmp_path / "changed"
        changed.write_text(words, encoding="utf-8")
        monkeypatch.setattr(caching, "package_files", lambda without: [(name, changed)])
        reader_version.cache_clear()
        return reader_version()

    try:
        assert len({reads_with("rules/a.yaml", "a"), reads_with("rules/a.yaml", "b"), reads_with("b.yaml", "a")}) == 3
        cache = open_cache(cache.folder.parent, cache.building)
        assert read_batch(sources(), cache=cache).taken == 0
        assert read_batch(sources(), cache=cache).taken == 4
        reads_with("rules/a.yaml", "c")
        cache = open_cache(cache.folder.parent, cache.building)
        assert read_batch(sources(), cache=cache).taken == 0
    finally:
        monkeypatch.undo()
        reader_version.cache_clear()


def test_everything_that_reads_is_part_of_the_key(tmp_path: Path) -> None:
    (tmp_path / "tip-2013.pdf").write_bytes(rendered("flow")[0].data)
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    ran = subprocess.run([sys.executable, "-c", _READ_ALL, str(tmp_path)], capture_output=True, text=True, check=True)
    loaded = json.loads(ran.stdout)
    known = {name for name, _ in package_files(READS_NOTHING)}
    root = Path(tipetl.__file__).parent
    ours = {name for name in loaded if name.split(".")[0] == "tipetl" and not name.startswith("tipetl.sources")}
    for name in ours:
        path = root.joinpath(*name.split(".")[1:])
        assert {f"{path.relative_to(root)}.py", f"{path.relative_to(root)}/__init__.py".removeprefix("./")} & known, (
            name
        )


def test_every_library_that_reads_is_part_of_the_key() -> None:
    packages = metadata.packages_distributions()
    imported = {
        name.split(".")[0]
        for _, path in package_files(READS_NOTHING)
        if path.suffix == ".py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names])
    }
    libraries = {library for name in imported - {"tipetl"} for library in packages.get(name, ())}
    assert libraries - set(LIBRARIES) == {"annotated-types", "typing_extensions"}


_READ_ALL = """
import json, sys
from pathlib import Path
import tipetl.tables.columns, tipetl.tables.fitting
from tipetl.read import read_source
from tipetl.sources.files import collect
for source in collect([Path(sys.argv[1])])[0]:
    read_source(source)
print(json.dumps([name for name, module in sys.modules.items() if getattr(module, "__file__", None)]))
"""


@pytest.fixture
def packing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make three entries fill a pack; of the four sources, one remains unpacked."""
    monkeypatch.setattr("tipetl.pipeline._TOGETHER", 3)


def packs(cache: Cache) -> list[Path]:
    return sorted(cache.folder.glob("*.pack"))


@pytest.mark.usefixtures("packing")
def test_packed_entries_give_what_was_read(cache: Cache) -> None:
    read = read_batch(sources())
    read_batch(sources(), cache=cache)
    assert (len(packs(cache)), len(entries(cache))) == (1, 1)
    [found] = readers(cache.folder.parent)
    assert found.entries == 4
    for asked in (sources(), sources()[::-1], sources()[1:]):
        taken = read_batch(asked, cache=cache)
        assert taken.taken == len(asked)
        by_name = dict(zip((one.name for one in sources()), read.sources, strict=True))
        assert [one.columns for one in taken.sources] == [by_name[one.name].columns for one in asked]
        assert source_columns(taken.sources) == source_columns([by_name[one.name] for one in asked])
        assert cache.notes == []


@pytest.mark.usefixtures("packing")
def test_entries_of_runs_before_are_packed_as_well(cache: Cache) -> None:
    for source in sources():
        read_batch([source], cache=cache)
    assert (len(packs(cache)), len(entries(cache))) == (0, 4)
    assert read_batch(sources(), cache=cache).taken == 4
    assert (len(packs(cache)), len(entries(cache))) == (1, 1)


@pytest.mark.usefixtures("packing")
@pytest.mark.parametrize("place", [0, 70, 300, -1])
def test_a_damaged_pack_is_read_anew_and_replaced(cache: Cache, place: int) -> None:
    before = read_batch(sources(), cache=cache)
    [path] = packs(cache)
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    again = read_batch(sources(), cache=cache)
    assert (again.taken, again.notes) == (1, ("A pack of the cache was damaged; its sources were read anew.",))
    assert [one.columns for one in again.sources] == [one.columns for one in before.sources]
    cache.notes.clear()
    assert read_batch(sources(), cache=cache).taken == 4
    assert cache.notes == []


@pytest.mark.usefixtures("packing")
def test_a_pack_of_another_name_is_not_taken(cache: Cache) -> None:
    read_batch(sources(), cache=cache)
    [path] = packs(cache)
    path.rename(path.with_name(f"{'0' * 64}.pack"))
    assert read_batch(sources(), cache=cache).taken == 1


@pytest.mark.usefixtures("packing")
def test_what_failed_is_in_no_pack(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(source: Source) -> SourceReading:
        if source.name.startswith("recipe"):
            raise MemoryError
        return read_source(source)

    monkeypatch.setattr("tipetl.read.read_source", read)
    texts = [source for source in sources() if source.name.endswith(".txt")]
    assert len(texts) == 3
    read_batch(texts, cache=cache)
    assert packs(cache) == []
    monkeypatch.undo()
    assert read_batch(texts, cache=cache).taken == 2


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7), cut=st.booleans())
def test_a_damaged_entry_is_no_entry(cache: Cache, at: float, bit: int, cut: bool) -> None:
    source = sources()[0]
    if not entries(cache):
        read_batch([source], cache=cache)
    [path] = entries(cache)
    whole = path.read_bytes()
    place = int(at * len(whole))
    path.write_bytes(whole[:place] if cut else whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
    cache.notes.clear()
    assert cache.get(source) is None
    assert cache.notes == [f"The cache's entry of {source.name} was damaged; it was read anew."]
    path.write_bytes(whole)
    assert cache.get(source) is not None


def test_a_damaged_entry_is_read_anew_and_replaced(cache: Cache) -> None:
    before = read_batch(sources(), cache=cache)
    for path in entries(cache):
        content = path.read_bytes()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))  # change the last byte, whatever its value
    again = read_batch(sources(), cache=cache)
    assert (again.taken, len(again.notes)) == (0, 4)
    assert [one.columns for one in again.sources] == [one.columns for one in before.sources]
    assert read_batch(sources(), cache=cache).taken == 4


def test_the_entry_of_another_source_is_not_taken(cache: Cache) -> None:
    read_batch(sources(), cache=cache)
    contents = [path.read_bytes() for path in entries(cache)]
    for path, content in zip(entries(cache), contents[1:] + contents[:1], strict=True):
        path.write_bytes(content)
    assert read_batch(sources(), cache=cache).taken == 0


@pytest.mark.parametrize("how", ["raises", "fails in part"])
def test_what_failed_is_read_again(cache: Cache, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    def read(source: Source) -> SourceReading:
        if how == "raises":
            raise MemoryError
        issue = Issue("read", "narrative_failed", "Chad was not read: MemoryError")
        return SourceReading(replace(audit_of(sample()), doc=source.doc, issues=(issue,)), (sample(),))

    monkeypatch.setattr("tipetl.read.read_source", read)
    read_batch(sources()[:1], cache=cache)
    assert entries(cache) == []


def test_a_cache_that_cannot_be_written_stops_no_run(cache: Cache) -> None:
    cache.building.rmdir()
    batch = read_batch(sources(), cache=cache)
    assert len(batch.sources) == 4
    [note] = batch.notes
    assert note == "The cache cannot be written: No such file or directory; the run goes on without it."
    assert entries(cache) == []


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path, reports: Path) -> None:
    run([reports], warehouse=tmp_path / "w", cached=False, now=NOON)
    cache_root(tmp_path / "w").mkdir()
    (cache_root(tmp_path / "w") / "thesis.tex").write_text("mine", encoding="utf-8")
    with pytest.raises(WarehouseError, match=r"thesis\.tex"):
        run([reports], warehouse=tmp_path / "w", now=NOON)
    assert run([reports], warehouse=tmp_path / "w", cached=False, now=NOON).status == "unchanged"


def test_pruning_removes_other_readers_and_nothing_else(cache: Cache) -> None:
    root = cache.folder.parent
    read_batch(sources(), cache=cache)
    old = root / "0123456789abcdef"
    shutil.copytree(cache.folder, old)
    (root / "notes").mkdir()
    (old / "mine.txt").write_text("mine", encoding="utf-8")
    assert [(one.name, one.entries, one.current) for one in readers(root) if not one.current] == [(old.name, 4, False)]
    freed = sum(path.stat().st_size for path in entries(cache))
    assert prune(root) == freed
    assert [path.name for path in old.iterdir()] == ["mine.txt"]
    assert read_batch(sources(), cache=cache).taken == 4
    assert prune(root, everything=True) == freed
    assert (root / "notes").is_dir()
    assert prune(root.parent) == 0


def test_the_commands_tell_and_prune(tmp_path: Path, reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--warehouse", str(tmp_path / "w")]
    assert main(["cache", "size", *where]) == 0
    assert capsys.readouterr().out == "0 sources read by this tipetl: 0.0 MB\n"
    main(["run", str(reports), *where])
    assert "Sources: 4 read, 0 taken from the cache" in capsys.readouterr().out
    main(["run", str(reports), *where])
    assert "Sources: 0 read, 4 taken from the cache" in capsys.readouterr().out
    main(["run", str(reports), "--no-cache", *where])
    assert "Sources: 4 read, 0 taken from the cache" in capsys.readouterr().out
    assert main(["cache", "size", *where]) == 0
    told = capsys.readouterr().out
    assert told.startswith("4 sources read by this tipetl: ") and "What the checks of the last run found: " in told
    assert main(["cache", "prune", "--all", *where]) == 0
    assert [path.name for path in cache_root(tmp_path / "w").iterdir()] == [CACHE_MARK.name]


@pytest.mark.parametrize("reading", [reading_of(sample()), SourceReading(audit_of(sample()))], ids=["all", "none"])
def test_columns_hold_what_was_read(reading: SourceReading) -> None:
    found = SourceColumns.of(reading)
    assert audits_in([found]) == [reading.audit]
    assert as_rows(combined(source_columns([found]))) == rows_of(reading.narratives, [reading.audit], [reading])
    assert narratives_in([found]) == [{narrative.document.narrative_id for narrative in reading.narratives}]


def test_only_who_reads_restatements_waits_for_them() -> None:
    narratives = [sample(), sample("ruritania-2014", report_year=2014)]
    given = source_columns([SourceColumns.of(reading_of(narrative)) for narrative in narratives])
    compared = threading.Event()
    with ThreadPoolExecutor(1) as beside:
        beside.submit(compared.wait, 60)
        found = combined(given, beside)
        assert list(found) == list(combined(given))
        assert len(found["document"]) == 2
        threading.Timer(0.2, compared.set).start()
        assert found["restatement"].equals(combined(given)["restatement"])
        assert compared.is_set()


def test_columns_hold_a_volume() -> None:
    reading = read_source(make_source(rendered("flow")[0].data, "tip-2013.pdf", Hints(report_year=2013)))
    tables = source_columns([SourceColumns.of(reading)])
    assert tables.keys() == SOURCE_TABLES.keys()
    assert len(tables["aside"])
    assert as_rows(combined(tables)) == rows_of(reading.narratives, [reading.audit], [reading])
