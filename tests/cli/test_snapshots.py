"""Test the output of each ``tipetl snapshots`` command in every format, and its exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Call
from tests.snapshot.made import NOON, publish_makers
from tests.tables.samples import SECTIONS, Maker, ruritania

pytestmark = pytest.mark.usefixtures("few_checks")

FIRST, SECOND, THIRD = "2026.11.25-1", "2026.11.25-2", "2026.11.25-3"


def reworded() -> Maker:
    """Make the sample with 41 instead of 40 convictions."""
    sections = tuple((k, t, tuple(s.replace("convicted 40", "convicted 41") for s in said)) for k, t, said in SECTIONS)
    maker = Maker(sections=sections)
    maker.fact("Judges convicted", "41", "convictions", 41, "person")
    return maker


def original() -> Maker:
    maker = Maker()
    maker.fact("Judges convicted", "40", "convictions", 40, "person")
    return maker


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish three versions: a narrative, the same with another digit, and both with a second narrative."""
    place = tmp_path_factory.mktemp("three") / "warehouse"
    publish_makers(place, [original()])
    publish_makers(place, [reworded()])
    publish_makers(place, [reworded(), ruritania("b-2010", 2010)])
    return place


@pytest.fixture
def warehouse(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "warehouse"
    shutil.copytree(made, place, symlinks=True, copy_function=os.link)
    monkeypatch.setenv("TIPETL_WAREHOUSE", str(place))
    return place


def test_list_tells_how_many_facts_differ_in_each(call: Call, warehouse: Path) -> None:
    done = call("snapshots", "list", "--format", "json")
    assert done.code == 0
    told = json.loads(done.out)
    assert [(row["version"], row["changes"], row["latest"]) for row in told] == [
        (FIRST, None, False),
        (SECOND, 1, False),
        (THIRD, 13, True),
    ]
    lines = [json.loads(line) for line in call("snapshots", "list", "--format", "jsonl").out.splitlines()]
    assert lines == told
    assert list(csv.DictReader(io.StringIO(call("snapshots", "list", "--format", "csv").out)))[1]["version"] == SECOND
    table = call("snapshots", "list", "--format", "md").out.splitlines()
    assert table[0].startswith("| version | published_at |")
    assert len(table) == 5
    assert FIRST in call("snapshots", "list").out


def test_diff_names_the_change_and_its_cause(call: Call, warehouse: Path) -> None:
    done = call("snapshots", "diff", FIRST, SECOND)
    assert done.code == 0
    assert "facts: 1 changed" in done.out
    assert "Source changed" in done.out
    assert "value: 40 → 41" in done.out
    lines = [
        json.loads(line) for line in call("snapshots", "diff", FIRST, SECOND, "--format", "jsonl").out.splitlines()
    ]
    (fact,) = [line for line in lines if line["kind"] == "fact"]
    assert (fact["before"], fact["after"]) == ({"value": 40.0}, {"value": 41.0})
    assert [cause["name"] for cause in fact["causes"]] == ["ruritania-2013"]
    only = call("snapshots", "diff", FIRST, SECOND, "--kind", "fact", "--format", "json")
    assert {change["kind"] for change in json.loads(only.out)["changes"]} == {"fact"}


def test_diff_compares_with_the_version_before_by_itself(call: Call, warehouse: Path) -> None:
    told = json.loads(call("snapshots", "diff", "--format", "json").out)
    assert (told["old"], told["new"]) == (SECOND, THIRD)
    assert {cause["kind"] for change in told["changes"] for cause in change["causes"]} == {"document_added"}
    back = json.loads(call("snapshots", "diff", THIRD, FIRST, "--format", "json").out)
    assert (back["old"], back["new"]) == (THIRD, FIRST)
    first = call("snapshots", "diff", "--format", "json", FIRST)
    assert json.loads(first.out)["old"] == FIRST


def test_the_changelog_and_the_page_are_whole(call: Call, warehouse: Path, tmp_path: Path) -> None:
    log = call("snapshots", "diff", FIRST, SECOND, "--changelog").out
    assert log == call("snapshots", "diff", FIRST, SECOND, "--format", "md").out
    assert log.startswith(f"# {SECOND}: what is different from {FIRST}\n")
    assert "## Source changed: ruritania-2013" in log
    assert "(value 40 → 41)" in log
    # The printed log is the file in the version.
    assert log == (warehouse / "snapshots" / SECOND / "CHANGES.md").read_text(encoding="utf-8")
    page = tmp_path / "changes.html"
    done = call("snapshots", "diff", FIRST, SECOND, "--format", "html", "--output", page)
    assert (done.code, done.out) == (0, "")
    text = page.read_text(encoding="utf-8")
    assert "<del>40</del> → <ins>41</ins>" in text
    assert not re.search(r"https?://|<link|@import|url\(|src=|<script", text)


def test_diff_says_what_is_wrong_with_the_question(call: Call, warehouse: Path) -> None:
    first = call("snapshots", "diff", "2026.11.25-9", SECOND)
    assert first.code == 1
    assert "no version 2026.11.25-9" in first.err
    unknown = call("snapshots", "diff", "--kind", "figures")
    assert unknown.code == 2
    assert "fact, cited, flow" in unknown.err
    assert call("snapshots", "diff", "--output", "x").code == 2
    call("snapshots", "use", FIRST)
    none = call("snapshots", "diff")
    assert none.code == 1
    assert "first version" in none.err


def test_history_follows_a_fact_and_a_figure(call: Call, warehouse: Path) -> None:
    wanted = original().facts[0].fact_id
    rows = [json.loads(line) for line in call("snapshots", "history", wanted, "--format", "jsonl").out.splitlines()]
    assert [(row["version"], row["change"], row["value"]) for row in rows] == [
        (FIRST, "first", 40.0),
        (SECOND, "value", 41.0),
        (THIRD, "same", 41.0),
    ]
    cited = call(
        "snapshots", "history", "--iso3", "rur", "--metric", "convictions", "--year", "2012", "--format", "csv"
    )
    assert [row["value"] for row in csv.DictReader(io.StringIO(cited.out))] == ["40.0", "41.0", "41.0"]
    assert "40" in call("snapshots", "history", wanted).out
    assert "MACRO fact_history" in call("snapshots", "history", "--sql").out


def test_history_without_a_figure_says_so(call: Call, warehouse: Path) -> None:
    done = call("snapshots", "history", "0000")
    assert (done.code, done.out) == (1, "")
    assert "No version has 0000" in done.err
    for arguments in ((), ("--iso3", "RUR"), ("x", "--year", "2012")):
        assert call("snapshots", "history", *arguments).code == 2


def test_use_pin_and_prune(call: Call, warehouse: Path) -> None:
    used = call("snapshots", "use", FIRST)
    assert used.out == f"latest moved from {THIRD} to {FIRST}.\n"
    assert call("snapshots", "use", FIRST).out == f"latest points at {FIRST} already.\n"
    assert call("snapshots", "use", "2020.01.01-1").code == 1
    dry = call("snapshots", "prune", "--keep", "1", "--dry-run")
    assert "1 of 3 versions would be removed" in dry.out
    assert call("snapshots", "pin", SECOND, "--reason", "cited").code == 0
    assert "0 of 3 versions were removed" in call("snapshots", "prune", "--keep", "1").out
    assert "pinned cited" in " ".join(call("snapshots", "list").out.split())
    assert call("snapshots", "pin", SECOND, "--remove").code == 0
    gone = json.loads(call("snapshots", "prune", "--keep", "1", "--older-than", "0d", "--format", "json").out)
    assert [(row["version"], row["fate"], row["why"]) for row in gone] == [
        (FIRST, "kept", "latest points at it"),
        (SECOND, "removed", "old"),
        (THIRD, "kept", "the newest"),
    ]
    listed = json.loads(call("snapshots", "list", "--all", "--format", "json").out)
    assert [(row["version"], row["kept"]) for row in listed] == [(FIRST, None), (SECOND, "removed"), (THIRD, None)]
    shown = call("snapshots", "show", SECOND)
    assert shown.code == 0
    assert "removed" in shown.out
    assert "1 fact" in shown.out


@pytest.mark.parametrize("age", ["soon", "3 months", "-1d", ""])
def test_an_age_that_is_none_is_a_usage_error(call: Call, warehouse: Path, age: str) -> None:
    done = call("snapshots", "prune", "--older-than", age)
    assert done.code == 2
    assert "90d" in done.err
    assert call("snapshots", "prune").code == 2


def test_verify_tells_of_every_version(call: Call, warehouse: Path) -> None:
    assert call("snapshots", "verify", "--all").code == 0
    damaged = warehouse / "snapshots" / SECOND / "CITATION.cff"
    damaged.unlink()
    done = call("snapshots", "verify", "--all", "--format", "json")
    assert done.code == 1
    assert [(row["version"], row["sound"]) for row in json.loads(done.out)] == [
        (FIRST, True),
        (SECOND, False),
        (THIRD, True),
    ]
    said = call("snapshots", "verify", SECOND)
    assert said.err == f"tipetl: {SECOND}: CITATION.cff is missing.\n"


def test_show_says_how_to_cite_and_what_is_different(call: Call, warehouse: Path) -> None:
    shown = " ".join(call("snapshots", "show", SECOND).out.split())
    assert f"Version {SECOND}" in shown
    assert f"Different from {FIRST}:" in shown
    assert "Source changed ruritania-2013" in shown
    assert call("snapshots", "show", SECOND, "--format", "md").out.startswith(f"# tipetl, version {SECOND}")
    told = json.loads(call("snapshots", "show", SECOND, "--format", "json").out)
    assert told["difference"]["counts"]["fact"] == {"changed": 1}


def test_export_says_what_was_copied(call: Call, warehouse: Path, tmp_path: Path) -> None:
    done = call("snapshots", "export", "--to", tmp_path / "out", "--format", "csv", "--format", "sqlite")
    assert done.code == 0
    assert re.match(rf"{THIRD} to .*: \d+ files, [\d.]+ MB\.\n", done.out)
    assert "Views that SQLite cannot answer are left out" in done.out
    again = call("snapshots", "export", "--to", tmp_path / "out", "--format", "csv")
    assert "were there already" in again.out
    old = call("snapshots", "export", FIRST, "--to", tmp_path / "out", "--format", "csv")
    assert "latest.json is unchanged there" in old.out
    assert json.loads((tmp_path / "out" / "latest.json").read_text(encoding="utf-8"))["version"] == THIRD
    assert call("snapshots", "export").code == 2
    assert call("snapshots", "export", "--to", "nosuch://x").code == 1


def test_no_command_needs_a_warehouse_that_is_there(call: Call, tmp_path: Path) -> None:
    for arguments in (("diff",), ("history", "x"), ("export", "--to", tmp_path / "out"), ("use", "2026.11.25-1")):
        done = call("snapshots", *arguments, "--warehouse", tmp_path / "none")
        assert done.code == 1, arguments
        assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize("page", ["docs/versions.md", "README.md"])
def test_the_commands_of_the_docs_do_what_they_say(
    call: Call, warehouse: Path, tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    text = (project / page).read_text(encoding="utf-8")
    lines = [line.partition("  #")[0] for line in text.splitlines() if line.startswith("tipetl snapshots ")]
    assert len(lines) >= 3
    monkeypatch.chdir(tmp_path)
    fact = original().facts[0].fact_id
    for line in lines:
        if "s3://" in line:
            continue
        # The warehouse of this test contains another country, and no shell creates the output file.
        told = line.partition(" >")[0].replace("XKX", "RUR").replace("9666041e330ad067", fact)
        done = call(*shlex.split(told)[1:])
        assert done.code == 0, (line, done.err)


def test_the_days_of_these_tests_are_what_they_say() -> None:
    assert FIRST.startswith(NOON.strftime("%Y.%m.%d"))
