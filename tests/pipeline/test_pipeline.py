"""Test the main job: its handling of good and bad sources, and its messages."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.tables.samples import Maker, ruritania
from tipetl import pipeline
from tipetl.errors import DataFileError, WarehouseBusyError, WarehouseError
from tipetl.model import Audit, Hints, Source, SourceReading
from tipetl.pipeline import RunResult, default_catalog, gather, read_batch, run, settle
from tipetl.snapshot import last_run, leftovers, list_snapshots, verify_snapshot, warehouse_lock
from tipetl.store import query
from tipetl.tables.columns import share

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def maker_of(source: Source) -> Maker:
    """Return the sample named in a file's first line: ``sample YEAR``, optionally followed by what should be wrong with
    it.
    """
    _, year, *_ = source.data.decode().split()
    return ruritania(source.doc, int(year))


def fake_read(source: Source) -> SourceReading:
    words = source.data.decode().split()
    if words[:1] != ["sample"]:
        audit = Audit(source.doc, source.name, source.source_id, "not_a_report", "No narrative.", "Give a narrative.")
        return SourceReading(audit)
    if "crash" in words:
        raise ValueError("a line\nand another")
    maker = maker_of(source)
    narrative = maker.narrative()
    # Use a different country for each year, because the sample's figures would contradict those of its own previous
    # year.
    iso3 = f"RU{'ABCDEFGHIJ'[maker.report_year % 10]}"
    document = replace(narrative.document, iso3=iso3, narrative_id=f"{iso3}-{maker.report_year}")
    narrative = replace(narrative, document=replace(document, source_id=source.source_id))
    if "misread" in words:
        first = replace(narrative.facts[0], text="forty")
        narrative = replace(narrative, facts=(first, *narrative.facts[1:]))
    if "ninety" in words:
        facts = tuple(replace(f, value=90.0) if f.metric == "acquittals" else f for f in narrative.facts)
        narrative = replace(narrative, facts=facts)
    if "fewer" in words:
        facts = tuple(f for f in narrative.facts if f.metric != "victims_identified")
        quantities = tuple(q for q in narrative.quantities if q.fact_id in {f.fact_id for f in facts})
        narrative = replace(narrative, facts=facts, quantities=quantities)
    audit = Audit(source.doc, source.name, source.source_id, "ok", byte_count=len(source.data))
    return SourceReading(audit, (narrative,))


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch, few_checks: None) -> None:
    """Read the short files of these tests, so that they do not depend on how texts are read."""
    monkeypatch.setattr("tipetl.read.read_source", fake_read)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "reports"
    path.mkdir()
    (path / "a-2013.txt").write_text("sample 2013", encoding="utf-8")
    (path / "b-2012.txt").write_text("sample 2012", encoding="utf-8")
    return path


def outcomes(result: RunResult) -> dict[str, str]:
    return {audit.doc: audit.outcome for audit in result.audits}


@pytest.mark.usefixtures("reader")
def test_a_run_publishes_and_the_same_run_again_does_not(tmp_path: Path, folder: Path) -> None:
    warehouse = tmp_path / "warehouse"
    first = run([folder], warehouse=warehouse, now=NOON)
    assert first.status == "published"
    assert first.version == "2026.11.25-1"
    assert first.changes is not None
    assert first.changes.added == ("a-2013", "b-2012")
    assert first.report is not None
    assert first.report.findings == ()
    assert first.folder is not None
    assert query(first.folder / "tipetl.duckdb", "SELECT count(*) FROM document").rows == ((2,),)
    again = run([folder / "b-2012.txt", folder / "a-2013.txt"], warehouse=warehouse, now=NOON)
    assert (again.status, again.version) == ("unchanged", "2026.11.25-1")
    assert "2026.11.25-1" in again.message
    assert again.changes is None
    assert len(list_snapshots(warehouse)) == 1
    assert verify_snapshot(warehouse).sound


@pytest.mark.usefixtures("reader")
def test_a_strict_run_publishes_only_what_is_read_whole(tmp_path: Path, folder: Path) -> None:
    warehouse = tmp_path / "warehouse"
    (folder / "letter.txt").write_text("Dear all", encoding="utf-8")
    stopped = run([folder], warehouse=warehouse, strict=True, now=NOON)
    assert (stopped.status, stopped.folder, stopped.version) == ("blocked", None, None)
    assert "1 of 3 sources is not ok (1 not_a_report)" in stopped.message and "--strict" in stopped.message
    assert list_snapshots(warehouse) == ()
    record = last_run(warehouse)
    assert record is not None and (record.status, record.message) == ("blocked", stopped.message)
    (folder / "letter.txt").unlink()
    assert run([folder], warehouse=warehouse, strict=True, now=NOON).status == "published"


@pytest.mark.usefixtures("reader")
def test_a_version_holds_exactly_what_was_given_and_names_what_changed(tmp_path: Path, folder: Path) -> None:
    warehouse = tmp_path / "warehouse"
    run([folder], warehouse=warehouse, now=NOON)
    (folder / "a-2013.txt").write_text("sample 2013 ", encoding="utf-8")
    second = run([folder / "a-2013.txt"], warehouse=warehouse, now=NOON)
    assert second.changes is not None
    assert (second.changes.changed, second.changes.removed) == (("a-2013",), ("b-2012",))
    assert "changed a-2013" in second.message
    assert "removed b-2012" in second.message
    assert "since 2026.11.25-1" in second.message


@pytest.mark.usefixtures("reader")
def test_add_keeps_the_sources_of_the_latest_version(tmp_path: Path, folder: Path) -> None:
    warehouse = tmp_path / "warehouse"
    one = run([folder / "a-2013.txt"], warehouse=warehouse, now=NOON)
    both = run([folder / "b-2012.txt"], warehouse=warehouse, add=True, now=NOON)
    assert outcomes(both) == {"a-2013": "ok", "b-2012": "ok"}
    assert both.manifest is not None
    assert one.manifest is not None
    together = run([folder], warehouse=tmp_path / "other", now=NOON)
    assert together.manifest is not None
    assert both.manifest.content_hash == together.manifest.content_hash
    assert run([folder / "a-2013.txt"], warehouse=warehouse, add=True, now=NOON).status == "unchanged"


@pytest.mark.usefixtures("reader")
def test_add_replaces_a_narrative_given_again_and_keeps_another_of_the_same_name(tmp_path: Path, folder: Path) -> None:
    warehouse = tmp_path / "warehouse"
    run([folder], warehouse=warehouse, now=NOON)
    (folder / "a-2013.txt").write_text("sample 2013 again", encoding="utf-8")
    newer = run([folder / "a-2013.txt"], warehouse=warehouse, add=True, now=NOON)
    assert sorted(outcomes(newer)) == ["a-2013", "b-2012"]
    assert newer.changes is not None
    assert newer.changes.changed == ("a-2013",)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a-2013.txt").write_text("sample 2010", encoding="utf-8")
    more = run([elsewhere / "a-2013.txt"], warehouse=warehouse, add=True, now=NOON)
    assert sorted(outcomes(more)) == ["a-2013", "a-2013~2", "b-2012"]
    assert more.manifest is not None
    assert query(
        warehouse / "snapshots/latest/tipetl.duckdb", "SELECT DISTINCT report_year FROM document ORDER BY 1"
    ).rows == (
        (2010,),
        (2012,),
        (2013,),
    )


def test_gathering_reads_nothing_and_settling_only_files_of_the_same_name(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = tmp_path / "warehouse"
    monkeypatch.setattr("tipetl.read.read_source", fake_read)
    run([folder], warehouse=warehouse, now=NOON)
    read: list[str] = []

    def read_and_tell(source: Source) -> SourceReading:
        read.append(source.name)
        return fake_read(source)

    monkeypatch.setattr("tipetl.read.read_source", read_and_tell)
    (folder / "a-2013.txt").write_text("sample 2013 again", encoding="utf-8")
    gathered = gather([folder / "a-2013.txt"], warehouse=warehouse, add=True)
    assert not read
    settled = settle(gathered)
    assert set(read) == {"a-2013.txt"}
    assert [source.doc for source in settled.sources] == ["a-2013", "b-2012"]
    assert settled == settle(settled)


@pytest.mark.usefixtures("reader")
def test_hints_of_a_source_are_kept_for_later_versions(tmp_path: Path, folder: Path) -> None:
    warehouse = tmp_path / "warehouse"
    run([folder / "a-2013.txt"], warehouse=warehouse, hints=Hints(country="Ruritania"), now=NOON)
    later = settle(gather([folder / "b-2012.txt"], warehouse=warehouse, add=True))
    assert {source.doc: source.hints.country for source in later.sources} == {"a-2013": "Ruritania", "b-2012": None}


@pytest.mark.usefixtures("reader")
def test_bad_sources_end_in_an_outcome_and_never_stop_the_others(tmp_path: Path, folder: Path) -> None:
    (folder / "crash.txt").write_text("sample 2011 crash", encoding="utf-8")
    (folder / "letter.txt").write_text("Dear friend", encoding="utf-8")
    empty = tmp_path / "empty"
    empty.mkdir()
    missing = [tmp_path / "x" / "a-2013.txt", tmp_path / "y" / "a-2013.txt"]
    result = run([folder, *missing, empty], warehouse=tmp_path / "warehouse", now=NOON)
    assert result.status == "published"
    told = outcomes(result)
    assert told["a-2013"] == told["b-2012"] == "ok"
    assert told["crash"] == "corrupt"
    assert told["letter"] == "not_a_report"
    assert len(told) == len(result.audits) == 7
    for audit in result.audits:
        if audit.outcome != "ok":
            assert audit.reason
            assert audit.advice
            assert "\n" not in audit.reason
    stored = query(
        tmp_path / "warehouse/snapshots/latest/tipetl.duckdb", "SELECT doc, outcome FROM audit_document"
    ).rows
    assert dict(stored) == told


@pytest.mark.usefixtures("reader")
def test_nothing_is_published_where_nothing_could_be_ingested(tmp_path: Path) -> None:
    warehouse = tmp_path / "warehouse"
    result = run([tmp_path / "missing.txt"], warehouse=warehouse, now=NOON)
    assert result.status == "nothing_ingested"
    assert len(result.audits) == 1
    assert result.report is None
    assert not (warehouse / "snapshots").exists()
    record = last_run(warehouse)
    assert record is not None
    assert (record.status, record.audits) == ("nothing_ingested", result.audits)


@pytest.mark.usefixtures("reader")
def test_a_critical_finding_blocks_and_is_kept_for_a_look(tmp_path: Path, folder: Path) -> None:
    warehouse = tmp_path / "warehouse"
    good = run([folder], warehouse=warehouse, now=NOON)
    (folder / "c-2011.txt").write_text("sample 2011 misread", encoding="utf-8")
    result = run([folder], warehouse=warehouse, now=NOON)
    assert result.status == "blocked"
    assert "metric.slice.text" in result.message
    assert result.version is None
    assert [m.version for m in list_snapshots(warehouse)] == [good.version]
    assert leftovers(warehouse) == ()
    record = last_run(warehouse)
    assert record is not None
    assert record.report == result.report
    assert record.report is not None
    assert record.report.failed_critical == ("metric.slice.text",)
    (finding,) = record.report.findings
    assert (finding.doc, finding.expected, finding.found) == ("c-2011", "forty", "30")


@pytest.mark.usefixtures("reader")
def test_a_warning_is_published_with_the_data(tmp_path: Path, folder: Path) -> None:
    (folder / "c-2011.txt").write_text("sample 2011 ninety", encoding="utf-8")
    result = run([folder], warehouse=tmp_path / "warehouse", now=NOON)
    assert result.status == "published"
    rows = query(
        tmp_path / "warehouse/snapshots/latest/tipetl.duckdb",
        "SELECT check_id, doc, len(sentences) FROM open_findings",
    ).rows
    assert rows == (("cross_table.outcomes_within_prosecutions", "c-2011", 2),)


@pytest.mark.usefixtures("reader")
def test_steps_are_told_as_they_are_done(tmp_path: Path, folder: Path) -> None:
    told: list[tuple[str, int, int]] = []
    run([folder], warehouse=tmp_path / "w", progress=lambda *step: told.append(step), now=NOON)
    assert told == [
        ("read", 1, 2),
        ("read", 2, 2),
        ("tables", 0, 1),
        ("tables", 1, 1),
        ("checks", 0, 1),
        ("checks", 1, 1),
        ("publish", 0, 1),
        ("publish", 1, 1),
    ]


@pytest.mark.usefixtures("reader")
def test_batches_give_what_one_batch_gives(tmp_path: Path, folder: Path) -> None:
    gathered = gather([folder], warehouse=tmp_path)
    whole = [read_batch(gathered.sources)]
    apart = [read_batch([source]) for source in reversed(gathered.sources)]
    assert pipeline.build(gathered, whole) == pipeline.build(gathered, apart)
    assert pipeline.all_audits(gathered, whole) == pipeline.all_audits(gathered, apart)


@pytest.mark.usefixtures("reader")
def test_a_second_run_at_the_same_time_is_refused(tmp_path: Path, folder: Path) -> None:
    with warehouse_lock(tmp_path / "w"), pytest.raises(WarehouseBusyError):
        run([folder], warehouse=tmp_path / "w", now=NOON)
    assert last_run(tmp_path / "w") is None


def test_a_warehouse_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(WarehouseError) as caught:
        run([tmp_path], warehouse=tmp_path / "file" / "w", now=NOON)
    assert "--warehouse" in caught.value.advice


def test_no_path_means_the_catalog(tmp_path: Path, folder: Path) -> None:
    assert {source.doc for source in gather(None, warehouse=tmp_path).sources} >= {"kosovo-2013"}
    assert (default_catalog() / "catalog.yaml").is_file()
    assert {source.doc for source in gather(None, warehouse=tmp_path, catalog=folder).sources} == {"a-2013", "b-2012"}
    (folder / "catalog.yaml").write_text("nonsense: [", encoding="utf-8")
    with pytest.raises(DataFileError):
        gather(None, warehouse=tmp_path, catalog=folder / "catalog.yaml")


SEED = default_catalog() / "kosovo-2013.txt"


def seed_run(tmp_path: Path, old: str = "", new: str = "") -> RunResult:
    """Run the pipeline on the real narrative with one passage changed."""
    text = SEED.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "reports" / SEED.name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text.replace(old, new) if old else text, encoding="utf-8")
    return run([path], warehouse=tmp_path / "warehouse", now=NOON)


def test_the_real_narrative_is_published_without_a_warning(tmp_path: Path) -> None:
    result = run(None, warehouse=tmp_path / "warehouse", now=NOON)
    assert result.status == "published"
    assert result.report is not None
    assert [f.message for f in result.report.findings if f.severity != "info"] == []
    assert result.row_counts["metric"] >= 30
    assert verify_snapshot(tmp_path / "warehouse").sound


@pytest.mark.parametrize(
    ("old", "new", "check_id", "words"),
    [
        (
            "acquitted nine defendants",
            "acquitted ninety defendants",
            "outcomes_within_prosecutions",
            "acquitted ninety",
        ),
        ("and 23 to one-year", "and 230 to one-year", "sentenced_within_convicted", "230 to one-year"),
        ("12 were children", "120 were children", "part_within_total", "120 were children"),
    ],
)
def test_a_figure_made_ten_times_as_large_is_found_with_its_sentences(
    tmp_path: Path, old: str, new: str, check_id: str, words: str
) -> None:
    result = seed_run(tmp_path, old, new)
    assert result.status == "published"
    assert result.report is not None
    (finding,) = [f for f in result.report.findings if f.check_id == f"cross_table.{check_id}"]
    assert finding.severity == "warning"
    assert any(words in span.text for span in finding.sentences)
    text = SEED.read_text(encoding="utf-8").replace(old, new)
    for span in finding.sentences:
        assert text[span.char_start : span.char_end] == span.text


@pytest.mark.usefixtures("few_checks")
def test_one_digit_of_a_source_gives_a_version_that_names_it(tmp_path: Path) -> None:
    assert seed_run(tmp_path).status == "published"
    assert seed_run(tmp_path).status == "unchanged"
    second = seed_run(tmp_path, "104 new", "105 new")
    assert second.version == "2026.11.25-2"
    assert second.changes is not None
    assert second.changes.changed == ("kosovo-2013",)


@pytest.mark.usefixtures("reader")
def test_a_version_that_lost_facts_needs_a_reason_which_its_manifest_keeps(tmp_path: Path, folder: Path) -> None:
    warehouse = tmp_path / "warehouse"
    first = run([folder], warehouse=warehouse, now=NOON)
    (folder / "a-2013.txt").write_text("sample 2013 fewer", encoding="utf-8")
    blocked = run([folder], warehouse=warehouse, now=NOON)
    assert blocked.status == "blocked"
    assert "coverage.facts_kept" in blocked.message
    assert [m.version for m in list_snapshots(warehouse)] == [first.version]
    reason = {"coverage.facts_kept": "victims are read anew"}
    second = run([folder], warehouse=warehouse, accept=reason, now=NOON)
    assert second.status == "published"
    assert second.manifest is not None
    assert second.manifest.accepted == reason
    # The same input again is compared with itself, needs no reason, and is not a new version.
    again = run([folder], warehouse=warehouse, now=NOON)
    assert (again.status, again.version) == ("unchanged", second.version)
    fresh = run([folder], warehouse=tmp_path / "fresh", now=NOON)
    assert fresh.manifest is not None
    assert fresh.manifest.content_hash == second.manifest.content_hash


@pytest.mark.usefixtures("reader")
def test_the_same_run_again_reads_and_builds_nothing(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unexpected(*_: object, **__: object) -> None:
        raise AssertionError("nothing has changed")

    warehouse = tmp_path / "warehouse"
    first = run([folder], warehouse=warehouse, now=NOON)
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "read_batch", unexpected)
        patched.setattr(pipeline, "build", unexpected)
        again = run([folder], warehouse=warehouse, now=NOON)
    assert (again.status, again.version, again.read, again.taken) == ("unchanged", first.version, 0, 2)
    assert (again.audits, again.row_counts) == (first.audits, first.row_counts)
    assert again.report is not None
    assert first.report is not None
    assert again.report.rows() == first.report.rows()
    assert run([folder], warehouse=warehouse, cached=False, now=NOON).read == 2


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("what", ["source", "missing input", "version", "blocked run", "strict", "limits"])
def test_a_run_is_not_the_same_if_anything_differs(tmp_path: Path, folder: Path, what: str) -> None:
    warehouse, paths = tmp_path / "warehouse", [folder]
    if what == "limits":
        (folder / "c.txt").write_text("sample 2011 crash", encoding="utf-8")
    first = run(paths, warehouse=warehouse, now=NOON)
    assert first.folder is not None
    if what == "source":
        (folder / "a-2013.txt").write_text("sample 2013 ", encoding="utf-8")
    elif what == "missing input":
        paths.append(folder / "gone.txt")
    elif what == "version":
        (first.folder / "manifest.json").chmod(0o644)
        (first.folder / "manifest.json").write_text("{}", encoding="utf-8")
    elif what == "blocked run":
        with warehouse_lock(warehouse):
            blocked = replace(first, status="blocked")
            pipeline.record_run(warehouse, blocked, started=NOON, finished=NOON)
    gathered = gather(paths, warehouse=warehouse)
    key = pipeline.run_key(gathered, strict=what == "strict")
    assert pipeline.run_before(warehouse, key, 2) is None


CORRECTION = """
- narrative: RUD-2013
  sentence: Written for this test.
  accepted: cross_table.part_within_total
  author: A. Reader
  date: 2026-11-25
  reason: The report says so.
"""


def test_a_run_depends_on_each_of_its_parts(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gathered = gather([folder], warehouse=tmp_path)
    (tmp_path / "corrections").mkdir()
    (tmp_path / "corrections" / "mine.yaml").write_text(CORRECTION, encoding="utf-8")
    hinted = replace(gathered.sources[0], hints=Hints(country="Chad"))
    keys = [
        pipeline.run_key(gathered),
        pipeline.run_key(replace(gathered, sources=(hinted, *gathered.sources[1:]))),
        pipeline.run_key(replace(gathered, sources=gathered.sources[1:])),
        pipeline.run_key(gathered, corrections=tmp_path / "corrections"),
        pipeline.run_key(gathered, accept={"coverage.facts_kept": "so"}),
        pipeline.run_key(gathered, strict=True),
    ]
    monkeypatch.setattr(pipeline, "program_version", lambda: "another")
    keys.append(pipeline.run_key(gathered))
    assert len(set(keys)) == len(keys)


def test_a_batch_travels_as_it_is_and_takes_no_more_room_than_its_sources(tmp_path: Path) -> None:
    """Batches must not be pickled row by row: a pickle of one Arrow row includes all rows around it, so size would grow
    quadratically.
    """
    for number in range(12):
        (tmp_path / f"ghana-20{number + 10}.txt").write_text(
            "GHANA\n\nProsecution\nCourts convicted nine traffickers.\n"
        )
    sources = gather([tmp_path], warehouse=tmp_path / "w").sources
    batch = read_batch(sources)
    share(list(batch.sources))
    arrived = pickle.loads(pickle.dumps(batch))
    assert [one.columns for one in arrived.sources] == [one.columns for one in batch.sources]
    assert (arrived.audits, arrived.taken, arrived.notes) == (batch.audits, batch.taken, batch.notes)
    one = len(pickle.dumps(replace(batch, sources=batch.sources[:1])))
    assert len(pickle.dumps(batch)) < 3 * one
