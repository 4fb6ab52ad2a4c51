"""``tipetl extract`` turns files, folders, standard input and bulk lines into the exchange format; errors are
one line.
"""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Call, spawn

# A sentence written for these tests.
FRAGMENT = "Authorities convicted nine traffickers, compared with four in 2011."


def _records(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def _facts(printed: str) -> set[tuple[str, float | None, int | None]]:
    return {(r["metric"], r["value"], r["year"]) for r in _records(printed) if r["type"] == "fact"}


def test_a_file_gives_a_document_line_and_its_facts(call: Call, narrative: Path) -> None:
    done = call("extract", narrative)
    assert (done.code, done.err) == (0, "")
    [document] = [record for record in _records(done.out) if record["type"] == "document"]
    assert document["doc"] == "kosovo-2013"
    assert (document["iso3"], document["report_year"], document["tier"]) == ("XKX", 2013, "2")
    assert {("investigations", 31, 2012), ("investigations", 22, 2011), ("convictions", 9, 2012)} <= _facts(done.out)


def test_every_span_slices_back(call: Call, narrative: Path) -> None:
    text = narrative.read_text(encoding="utf-8")
    for record in _records(call("extract", narrative).out):
        if record["type"] in {"fact", "recommendation", "mention", "quantity"}:
            assert text[record["char_start"] : record["char_end"]] == record["text"]


def test_a_folder_gives_every_report_in_it(call: Call, narrative: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(narrative.read_bytes())
    (tmp_path / "b.txt").write_bytes(narrative.read_bytes() + b"\n")
    docs = [record["doc"] for record in _records(call("extract", tmp_path).out) if record["type"] == "document"]
    assert docs == ["a", "b"]


def test_standard_input_takes_country_and_year_from_the_options(tmp_path: Path) -> None:
    done = spawn("extract", "-", "--country", "Kosovo", "--report-year", "2013", cwd=tmp_path, words=FRAGMENT)
    assert (done.code, done.err) == (0, "")
    assert _facts(done.out) == {("convictions", 9, 2012), ("convictions", 4, 2011)}
    [document] = [record for record in _records(done.out) if record["type"] == "document"]
    assert (document["iso3"], document["report_year"], document["year_from"]) == ("XKX", 2013, "caller")


def test_the_country_may_be_a_code(tmp_path: Path) -> None:
    done = spawn("extract", "-", "--country", "xkx", "--report-year", "2013", cwd=tmp_path, words=FRAGMENT)
    assert _records(done.out)[0]["iso3"] == "XKX"


def test_the_options_override_what_the_text_says(call: Call, narrative: Path) -> None:
    done = call("extract", narrative, "--report-year", "2014")
    [document] = [record for record in _records(done.out) if record["type"] == "document"]
    assert (document["report_year"], document["year_from"]) == (2014, "caller")


def test_bulk_lines_keep_their_names_and_years(tmp_path: Path) -> None:
    lines = [
        {"id": "one", "text": FRAGMENT, "iso3": "XKX", "report_year": 2013},
        {"doc": "two", "text": FRAGMENT, "country": "Ghana", "report_year": 2020, "section": "prosecution"},
    ]
    words = "\n".join(map(json.dumps, lines)) + "\n"
    done = spawn("extract", "-", "--input-format", "jsonl", cwd=tmp_path, words=words)
    assert (done.code, done.err) == (0, "")
    facts = [(r["doc"], r["value"], r["year"]) for r in _records(done.out) if r["type"] == "fact"]
    assert sorted(facts) == [("one", 4, 2011), ("one", 9, 2012), ("two", 4, 2011), ("two", 9, 2019)]


def test_a_bad_bulk_line_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    good = json.dumps({"doc": "good", "text": FRAGMENT, "iso3": "XKX", "report_year": 2013})
    done = spawn("extract", "-", "--input-format", "jsonl", cwd=tmp_path, words=f"{{not json\n{good}\n")
    assert "good" in {record["doc"] for record in _records(done.out)}
    [line] = done.err.splitlines()
    assert "line 1" in line or ":1" in line


def test_csv_holds_a_row_for_each_fact(call: Call, narrative: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(call("extract", narrative, "--format", "csv").out)))
    facts = [r for r in _records(call("extract", narrative).out) if r["type"] == "fact"]
    assert [(row["doc"], row["metric"], row["text"]) for row in rows] == [
        (fact["doc"], fact["metric"], fact["text"]) for fact in facts
    ]


def test_table_shows_the_figure_and_its_words(call: Call, narrative: Path) -> None:
    out = call("extract", narrative, "--format", "table").out
    assert "Kosovo" in out
    assert "investigations" in out
    assert "compared with 22 in 2011" in " ".join(out.split())


@pytest.fixture
def bad(tmp_path: Path) -> dict[str, Path]:
    """Write inputs that are not reports, named by what is wrong with them."""
    paths = {
        "missing": tmp_path / "missing.txt",
        "empty": tmp_path / "empty.txt",
        "binary": tmp_path / "binary.txt",
        "no reports": tmp_path / "folder",
    }
    paths["empty"].write_bytes(b"")
    paths["binary"].write_bytes(bytes(range(256)) * 8)
    paths["no reports"].mkdir()
    return paths


@pytest.mark.parametrize("kind", ["missing", "empty", "binary", "no reports"])
def test_what_cannot_be_read_is_one_line_with_advice_and_exit_1(call: Call, bad: dict[str, Path], kind: str) -> None:
    done = call("extract", bad[kind])
    assert done.code == 1
    assert not [record for record in _records(done.out) if record["type"] == "fact"]
    [line] = done.err.splitlines()
    assert bad[kind].name in line
    assert line.count(".") >= 2, "a reason and what to do"


def test_the_others_are_still_read(call: Call, bad: dict[str, Path], narrative: Path) -> None:
    done = call("extract", *bad.values(), narrative)
    assert done.code == 0
    assert len(done.err.splitlines()) == len(bad)
    assert ("convictions", 9, 2012) in _facts(done.out)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ([], "PATH"),
        (["-", "--format", "xml"], "xml"),
        (["-", "--no-such-option"], "--no-such-option"),
        (["-", "--country", "Atlantis"], "Atlantis"),
        (["-", "--report-year", "13"], "--report-year"),
    ],
)
def test_usage_errors_are_one_line_and_exit_2(call: Call, arguments: list[str], named: str) -> None:
    done = call("extract", *arguments)
    assert done.code == 2
    [line] = done.err.splitlines()
    assert named in line
    assert "tipetl extract --help" in line


@pytest.mark.parametrize("form", ["jsonl", "csv", "table"])
def test_a_reader_that_stops_early_causes_no_trace(form: str, tmp_path: Path) -> None:
    # Send far more than fits into a pipe, so that writing continues after the reader has gone.
    lines = (json.dumps({"doc": str(n), "text": FRAGMENT, "iso3": "XKX", "report_year": 2013}) for n in range(2000))
    bulk = tmp_path / "bulk.jsonl"
    bulk.write_text("\n".join(lines), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "tipetl", "extract", str(bulk), "--input-format", "jsonl", "--format", form],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) == 141


@pytest.mark.parametrize("form", ["jsonl", "csv", "table"])
def test_output_is_utf8_whatever_the_locale(form: str, narrative: Path, tmp_path: Path) -> None:
    accented = tmp_path / "kosovo-2013.txt"
    accented.write_text(
        narrative.read_text(encoding="utf-8").replace("traffickers", "traffickers in Gjakovë"), encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "tipetl", "extract", str(accented), "--format", form],
        env={**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"},
        capture_output=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Gjakovë" in done.stdout.decode("utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not take such names")
def test_a_file_name_that_is_not_utf8_does_not_stop_the_output(narrative: Path, tmp_path: Path) -> None:
    odd = os.fsdecode(os.fsencode(tmp_path) + b"/gjakov\xeb-2013.txt")
    Path(odd).write_bytes(narrative.read_bytes())
    done = spawn("extract", odd, cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert ("convictions", 9, 2012) in _facts(done.out)
