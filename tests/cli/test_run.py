"""Test ``tipetl run``, ``check`` and ``snapshots``: exit codes, published contents, messages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import NARRATIVE, Call
from tipetl import pipeline
from tipetl.checks import CheckReport, CheckResult, Finding, SentenceSpan
from tipetl.snapshot import list_snapshots, warehouse_lock

pytestmark = pytest.mark.usefixtures("few_checks")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Write the narrative to a file that only this test uses."""
    path = tmp_path / "kosovo-2013.txt"
    path.write_text(NARRATIVE, encoding="utf-8")
    return path


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """Return the place where this test publishes; it does not exist yet."""
    return tmp_path / "warehouse"


def test_a_run_shows_document_sections_facts_checks_version_and_queries(
    call: Call, report: Path, warehouse: Path
) -> None:
    done = call("run", report, "--warehouse", warehouse)
    assert (done.code, done.err) == (0, "")
    words = " ".join(done.out.split())
    [manifest] = list_snapshots(warehouse)
    for shown in ("Kosovo · report of 2013 · Tier 2", "Sections", "Prosecution", "Facts", "convictions"):
        assert shown in words
    assert "compared with 22 in 2011" in words
    assert f"Published version {manifest.version}" in words
    assert f"snapshots/{manifest.version}/" in words
    assert f"{len(manifest.checks)} of {len(manifest.checks)} ran" in words
    assert words.count("tipetl sql --warehouse") == 3


def test_the_queries_that_are_shown_can_be_run(call: Call, published: Path) -> None:
    from tipetl.cli.summary import QUERIES

    for _title, query in QUERIES:
        assert call("sql", query, "--warehouse", published).code == 0


def test_a_strict_run_stops_at_a_doubt_and_says_why(call: Call, report: Path, warehouse: Path) -> None:
    report.write_text(NARRATIVE.replace("22", "2\u200b2"), encoding="utf-8")
    stopped = call("run", report, "--strict", "--warehouse", warehouse)
    assert stopped.code == 3 and list_snapshots(warehouse) == ()
    assert stopped.err.count("A figure may look different from what is stored: an invisible character") == 1
    assert "1 of 1 sources is not ok (1 doubtful)" in " ".join(stopped.err.split())
    done = call("run", report, "--warehouse", warehouse)
    assert done.code == 0 and "cross_table.figure_disturbed" in done.out
    rows = call(
        "sql", "SELECT outcome FROM audit_document UNION ALL SELECT outcome FROM document", "--warehouse", warehouse
    )
    assert rows.out.count("doubtful") == 2


def test_the_same_again_is_nothing_new_and_exit_0(call: Call, report: Path, warehouse: Path) -> None:
    call("run", report, "--warehouse", warehouse)
    done = call("run", report, "--warehouse", warehouse)
    assert done.code == 0
    assert "Nothing new" in done.out
    assert len(list_snapshots(warehouse)) == 1


def test_add_keeps_what_was_there_and_without_it_the_version_holds_what_was_given(
    call: Call, report: Path, warehouse: Path
) -> None:
    other = report.with_name("ghana-2020.txt")
    other.write_text(NARRATIVE.replace("KOSOVO", "GHANA").replace("Kosovo", "Ghana"), encoding="utf-8")

    def documents() -> list[str]:
        out = call("sql", "SELECT doc FROM document ORDER BY 1", "--warehouse", warehouse, "--format", "csv").out
        return out.split()[1:]

    call("run", report, "--warehouse", warehouse)
    call("run", other, "--add", "--warehouse", warehouse)
    assert documents() == ["ghana-2020", "kosovo-2013"]
    call("run", other, "--warehouse", warehouse)
    assert documents() == ["ghana-2020"]


def test_nothing_to_ingest_is_exit_1_and_a_line_each(call: Call, tmp_path: Path, warehouse: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = call("run", tmp_path / "missing.txt", tmp_path / "empty.txt", "--warehouse", warehouse)
    assert done.code == 1
    lines = done.err.splitlines()
    assert [next(name for name in ("missing.txt", "empty.txt", "Nothing") if name in line) for line in lines] == [
        "empty.txt",
        "missing.txt",
        "Nothing",
    ]
    assert list_snapshots(warehouse) == ()


def test_one_bad_file_does_not_stop_the_others_and_is_in_the_audit(
    call: Call, report: Path, tmp_path: Path, warehouse: Path
) -> None:
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
    done = call("run", report, tmp_path / "binary.txt", "--warehouse", warehouse)
    assert done.code == 0
    [line] = done.err.splitlines()
    assert "binary.txt" in line
    query = "SELECT name, outcome = 'ok' AS ok, advice IS NOT NULL AS advised FROM audit_document ORDER BY name"
    rows = call("sql", query, "--warehouse", warehouse, "--format", "jsonl").out.splitlines()
    assert [json.loads(row) for row in rows] == [
        {"name": "binary.txt", "ok": False, "advised": True},
        {"name": "kosovo-2013.txt", "ok": True, "advised": False},
    ]


def test_a_text_without_a_country_is_told_which_option_helps(call: Call, tmp_path: Path, warehouse: Path) -> None:
    path = tmp_path / "narrative.txt"
    path.write_text("Courts convicted nine traffickers. Police identified 42 trafficking victims.\n", encoding="utf-8")
    done = call("run", path, "--warehouse", warehouse)
    assert done.code == 1
    assert "--country" in done.err
    assert call("run", path, "--country", "Ghana", "--report-year", "2020", "--warehouse", warehouse).code == 0


@pytest.mark.parametrize("arguments", [["--no-such-option"], ["--country", "Atlantis"], ["--report-year", "soon"]])
def test_usage_errors_are_one_line_and_exit_2(call: Call, arguments: list[str], warehouse: Path) -> None:
    done = call("run", *arguments, "--warehouse", warehouse)
    assert done.code == 2
    assert len(done.err.splitlines()) == 1
    assert not warehouse.exists()


NINE = SentenceSpan("kosovo-2013", 0, 0, 5, "Nine.")


def _block(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make one critical check fail, whatever the data."""
    result = CheckResult("metric.broken", "metric", "critical", "failed", 1, "A check of this test.")
    finding = Finding("metric.broken", "critical", "metric", "It is broken.", doc="kosovo-2013", sentences=(NINE,))
    report = CheckReport((result,), (finding,), planned=1, ran=1)
    monkeypatch.setattr(pipeline, "run_checks", lambda *_, **__: report)


def test_a_critical_check_is_exit_3_and_check_still_shows_it(
    call: Call, report: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _block(monkeypatch)
    done = call("run", report, "--warehouse", warehouse)
    assert done.code == 3
    assert "metric.broken" in done.err
    assert "It is broken." in done.out
    assert list_snapshots(warehouse) == ()
    shown = call("check", "--warehouse", warehouse, "--format", "jsonl")
    assert shown.code == 3
    [finding] = [json.loads(line) for line in shown.out.splitlines()]
    assert (finding["check_id"], finding["severity"], finding["doc"]) == ("metric.broken", "critical", "kosovo-2013")
    assert "Nine." in call("check", "--warehouse", warehouse).out


def test_a_busy_warehouse_is_one_line_and_exit_1(call: Call, report: Path, warehouse: Path) -> None:
    with warehouse_lock(warehouse):
        done = call("run", report, "--warehouse", warehouse)
    assert done.code == 1
    assert len(done.err.splitlines()) == 1


def test_check_tells_of_the_last_run(call: Call, published: Path) -> None:
    done = call("check", "--warehouse", published)
    assert done.code == 0
    assert "ran" in done.out
    assert "Published version" in done.out


def test_check_prints_a_line_for_each_finding_with_its_place_and_what_it_means(
    call: Call, report: Path, warehouse: Path
) -> None:
    words = "In 2012, courts tried 20 defendants: 15 were convicted and nine acquitted."
    text = f"KOSOVO (Tier 2)\n\nProsecution\n{words}\n\nProtection\nThe government identified 42 trafficking victims.\n"
    report.write_text(text, encoding="utf-8")
    assert call("run", report, "--warehouse", warehouse).code == 0
    done = call("check", "--warehouse", warehouse, "--format", "jsonl")
    assert done.code == 0
    (finding,) = [found for found in map(json.loads, done.out.splitlines()) if found["severity"] == "warning"]
    assert (finding["check_id"], finding["doc"], finding["section"], finding["state"]) == (
        "cross_table.parts_within_total",
        report.stem,
        "prosecution",
        "open",
    )
    assert finding["sentence"] == words
    assert text[finding["char_start"] : finding["char_end"]] == "15 were convicted and nine"
    assert (finding["expected"], finding["found"]) == ("at most 20", "24")
    assert (
        finding["message"] == "prosecutions in 2012: parts (15 convictions + 9 acquittals = 24) exceed their total 20"
    )
    assert finding["likely"] == "report"
    assert "confidence" in finding["because"]


def test_check_without_a_run_says_what_to_do(call: Call, warehouse: Path) -> None:
    done = call("check", "--warehouse", warehouse)
    assert done.code == 1
    assert "tipetl run" in done.err


def test_snapshots_lists_shows_and_verifies(call: Call, published: Path) -> None:
    [manifest] = list_snapshots(published)
    listed = [
        json.loads(line)
        for line in call("snapshots", "list", "--warehouse", published, "--format", "jsonl").out.splitlines()
    ]
    assert [(row["version"], row["documents"], row["latest"]) for row in listed] == [(manifest.version, 1, True)]
    shown = call("snapshots", "show", "--warehouse", published)
    assert manifest.version in shown.out
    assert "kosovo-2013.txt" in shown.out
    whole = json.loads(call("snapshots", "show", manifest.version, "--warehouse", published, "--format", "json").out)
    assert whole["content_hash"] == manifest.content_hash
    verified = call("snapshots", "verify", "--warehouse", published)
    assert (verified.code, verified.err) == (0, "")


def test_verify_names_a_file_that_was_changed(call: Call, report: Path, warehouse: Path) -> None:
    call("run", report, "--warehouse", warehouse)
    [manifest] = list_snapshots(warehouse)
    changed = warehouse / "snapshots" / manifest.version / "parquet" / "metric.parquet"
    changed.chmod(0o644)
    changed.write_bytes(changed.read_bytes()[:-1] + b"?")
    done = call("snapshots", "verify", "--warehouse", warehouse)
    assert done.code == 1
    assert "metric.parquet" in done.err


@pytest.mark.parametrize("command", [["show"], ["verify"]])
def test_an_unknown_version_is_one_line_and_exit_1(call: Call, published: Path, command: list[str]) -> None:
    done = call("snapshots", *command, "1999.01.01-1", "--warehouse", published)
    assert done.code == 1
    assert len(done.err.splitlines()) == 1


def test_no_command_shows_help_and_is_exit_2(call: Call) -> None:
    done = call()
    assert done.code == 2
    assert "extract" in done.out


def test_version_is_told_by_option_and_by_command(call: Call) -> None:
    told = call("--version")
    assert told.code == 0
    assert told.out.startswith("tipetl ")
    assert call("version").out == told.out
