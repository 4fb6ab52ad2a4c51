"""Files and folders to sources: what is read, what is refused and how it says so."""

from __future__ import annotations

import hashlib
import itertools
from pathlib import Path

import pytest

from tipetl.errors import DataFileError
from tipetl.model import Hints
from tipetl.sources.catalog import load_catalog
from tipetl.sources.files import collect, make_source, sources_from_catalog

ENTRY = """
- file: {file}
  country: Kosovo
  iso3: XKX
  report_year: 2013
  publisher: Somebody
  url: https://example.org/2013
  licence: none
  sha256: {sha}
"""


def entry(file: str, sha: str = "a" * 64) -> str:
    return ENTRY.format(file=file, sha=sha)


def write(folder: Path, name: str, text: str = "words") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_becomes_a_source_with_the_hash_of_its_bytes(tmp_path: Path) -> None:
    sources, audits = collect([write(tmp_path, "peru-2013.txt")])
    assert audits == []
    assert [(s.doc, s.name, s.data) for s in sources] == [("peru-2013", "peru-2013.txt", b"words")]
    assert sources[0].source_id == hashlib.sha256(b"words").hexdigest()


def test_folders_are_walked_and_other_files_left_alone(tmp_path: Path) -> None:
    for name in ("b.txt", "sub/a.txt", ".hidden.txt", "notes.csv", ".git/c.txt", "page.html", "LICENSE", "style.css"):
        write(tmp_path, name)
    sources, audits = collect([tmp_path])
    assert [s.doc for s in sources] == ["a", "b", "page"]
    assert audits == []


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt")
    sources, _ = collect([path, tmp_path, tmp_path / "." / "a.txt"])
    assert len(sources) == 1


def test_equal_stems_get_suffixes_that_do_not_depend_on_the_order(tmp_path: Path) -> None:
    paths = [write(tmp_path, f"{folder}/a.txt", folder) for folder in ("x", "y", "z")]
    named = []
    for order in itertools.permutations(paths):
        sources, _ = collect(order)
        named.append([(s.doc, s.source_id) for s in sources])
        assert sorted(s.doc for s in sources) == ["a", "a~2", "a~3"]
    assert all(names == named[0] for names in named)


def test_a_suffix_never_takes_the_name_of_another_file(tmp_path: Path) -> None:
    for name, text in (("x/a.txt", "1"), ("y/a.txt", "2"), ("a~2.txt", "3")):
        write(tmp_path, name, text)
    sources, _ = collect([tmp_path])
    assert sorted(s.doc for s in sources) == ["a", "a~2", "a~3"]
    assert next(s for s in sources if s.doc == "a~2").data == b"3"


def test_what_cannot_be_read_gets_one_outcome_with_advice(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    picture = tmp_path / "x.pdf"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    good = write(tmp_path, "good.txt")
    sources, audits = collect([tmp_path / "gone.txt", empty, picture, good])
    assert [s.doc for s in sources] == ["good"]
    assert {(a.doc, a.outcome) for a in audits} == {("gone", "no_text"), ("empty", "no_text"), ("x", "unsupported")}
    assert all(a.reason and a.advice for a in audits)


def test_nothing_of_the_folder_shows_in_a_source(tmp_path: Path) -> None:
    sources, _ = collect([write(tmp_path, "deep/down/a.txt")])
    assert "deep" not in repr(sources[0])


def test_the_callers_hints_win_over_the_catalogs(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    write(tmp_path, "catalog.yaml", entry("a.txt"))
    sources, _ = collect([tmp_path], Hints(report_year=2020))
    hints = sources[0].hints
    assert (hints.country, hints.report_year, hints.year_from, hints.publisher) == ("XKX", 2020, "caller", "Somebody")
    sources, _ = collect([tmp_path])
    assert (sources[0].hints.report_year, sources[0].hints.year_from) == (2013, "metadata")


def test_sources_from_a_catalog_name_the_missing(tmp_path: Path) -> None:
    path = write(tmp_path, "catalog.yaml", entry("a.txt") + ENTRY.format(file="b.txt", sha="a" * 64))
    write(tmp_path, "a.txt")
    write(tmp_path, "not-in-the-catalog.txt")
    sources, audits = sources_from_catalog(path)
    assert [s.doc for s in sources] == ["a"]
    assert [(a.doc, a.outcome) for a in audits] == [("b", "no_text")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: b", "unknown fields: a"),
        ("5", "list"),
        ("- file: [", "YAML"),
        ("- 5", "entry 1"),
        (entry("a.txt").replace("licence", "license"), "license"),
        (entry("a.txt").replace("  url: https://example.org/2013\n", ""), "url"),
        (entry("a.txt").replace("2013\n  publisher", "soon\n  publisher"), "report_year"),
        (entry("a.txt", "xyz"), "sha256"),
        (entry("../a.txt"), "folder"),
        (entry("a.txt") * 2, "more than once"),
    ],
)
def test_a_wrong_catalog_says_where(tmp_path: Path, text: str, says: str) -> None:
    path = write(tmp_path, "catalog.yaml", text)
    with pytest.raises(DataFileError, match=says) as caught:
        load_catalog(path)
    assert "catalog.yaml" in str(caught.value)


def test_standard_input_has_a_name() -> None:
    assert make_source(b"x", "-").doc == "stdin"
    assert make_source(b"x", "-", Hints(doc="mine")).doc == "mine"


def test_the_catalog_that_ships_agrees_with_its_files() -> None:
    path = Path(__file__).parents[2] / "seeds" / "reports" / "catalog.yaml"
    entries = load_catalog(path)
    sources, audits = sources_from_catalog(path)
    assert audits == []
    assert {s.name: s.source_id for s in sources} == {entry.file: entry.sha256 for entry in entries}
    assert {p.name for p in path.parent.glob("*.txt")} == {entry.file for entry in entries}
