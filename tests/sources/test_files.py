"""Test how files and folders become sources: what is read, what is refused, and the messages."""

from __future__ import annotations

import errno
import hashlib
import itertools
import os
import re
import socket
from contextlib import closing
from pathlib import Path

import pytest

from tipetl.errors import DataFileError
from tipetl.model import Hints
from tipetl.sources.catalog import read_catalog
from tipetl.sources.files import collect
from tipetl.sources.opening import make_source

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
    sources, audits = collect([path.parent])
    assert [s.doc for s in sources] == ["a", "not-in-the-catalog"]
    assert [(a.doc, a.outcome) for a in audits] == [("b", "no_text")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: b", "a is not a known section"),
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
    try:
        (wrong,) = read_catalog(path).wrong
    except DataFileError as error:
        assert "catalog.yaml" in str(error)
        assert says in str(error)
    else:
        assert says in wrong.message
        assert 1 <= wrong.line <= text.count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("iso3: XKX", "iso3: ALB", 11, "country Kosovo is XKX, but iso3 says ALB"),
        ("iso3: XKX", "iso3: KOS", 11, "'KOS' is not an ISO 3166-1 alpha-3 code"),
        ("iso3: XKX", "iso3: xkx", 11, "'xkx' is not an ISO"),
        ("iso3: XKX", "iso3: [XKX]", 13, "iso3 should be text"),
        ("country: Kosovo", "country: Atlantis", 11, "names no country"),
        ("country: Kosovo", "country: 5", 12, "country should be text"),
        ("report_year: 2013", "report_year: 20130", 14, "report_year should be at most 2100"),
        ("report_year: 2013", "report_year: -1", 14, "report_year should be at least 2001"),
        ("report_year: 2013", "report_year: '2013'", 14, "report_year should be a whole number"),
        ("report_year: 2013", "report_year: 2013.5", 14, "report_year should be a whole number"),
        ("url: https://example.org/2013", "url: http://[", 11, "url should be an http(s) address"),
        ("url: https://example.org/2013", "url: file:///etc/hosts", 11, "url should be an http(s) address"),
        ("licence: none", "license: none", 17, "license is not a known field"),
        ("sha256: " + "a" * 64, "sha256: abc", 11, "sha256 should be 64 hex digits"),
        ("file: b.txt", "file: ../b.txt", 11, "own folder"),
    ],
)
def test_a_wrong_entry_costs_its_document_and_no_other(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    assert old in entry("b.txt")
    for name in ("a.txt", "b.txt", "c.txt"):
        write(tmp_path, name)
    write(tmp_path, "catalog.yaml", entry("a.txt") + entry("b.txt").replace(old, new) + entry("c.txt"))
    sources, audits = collect([tmp_path])
    read = [source.doc for source in sources]
    assert read == (["a", "b", "c"] if "../" in new else ["a", "c"])
    (audit,) = audits
    assert (audit.doc, audit.outcome, audit.advice) == ("b", "corrupt", "Fix the entry.")
    assert audit.reason is not None
    assert audit.reason.startswith(f"catalog.yaml:{line}: entry 2: ")
    assert says in audit.reason


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (entry("a.txt").replace("  iso3: XKX\n", "  iso3: XKX\n  iso3: ALB\n"), 5, "the key iso3 stands twice"),
        (entry("a.txt") + entry("a.txt"), 2, "names a.txt more than once"),
        ("documents: []\ndocuments: []\n", 2, "the key documents stands twice"),
        ("documents: 5\n", 1, "documents should be a list"),
        ("documents: []\naddreses: 5\n", 2, "addreses is not a known section"),
        ("- !!python/object:os.system {}\n", 1, "tag"),
        ("- file: \x07\n", 1, "U+0007"),
        ("- [" + "[" * 50, 1, "levels"),
        ("- file: a.txt\n  report_year: 9" + "0" * 400 + "\n", 2, "at most"),
        ("- file: a.txt\n  report_year: .inf\n", 2, "one point"),
    ],
)
def test_a_catalog_that_is_wrong_as_a_whole_stops_before_anything_is_read(
    tmp_path: Path, text: str, line: int, says: str
) -> None:
    write(tmp_path, "a.txt")
    write(tmp_path, "catalog.yaml", text)
    with pytest.raises(DataFileError, match=re.escape(says)) as caught:
        collect([tmp_path])
    assert (caught.value.file, caught.value.line) == ("catalog.yaml", line)


def test_a_file_that_a_catalog_names_has_to_be_there(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    write(tmp_path, "catalog.yaml", entry("a.txt") + entry("b.txt"))
    sources, audits = collect([tmp_path])
    assert [source.doc for source in sources] == ["a"]
    assert [(a.doc, a.outcome, a.reason) for a in audits] == [
        ("b", "no_text", "catalog.yaml:11 names it, and there is no such file.")
    ]


def test_what_is_no_file_in_a_folder_costs_one_line_each(tmp_path: Path) -> None:
    write(tmp_path, "good.txt")
    (tmp_path / "itself.txt").symlink_to("itself.txt")
    (tmp_path / "one.txt").symlink_to("other.txt")
    (tmp_path / "other.txt").symlink_to("one.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    (tmp_path / "around").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "up").symlink_to("..", target_is_directory=True)
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "pipe")
    with closing(socket.socket(socket.AF_UNIX)) as listening:
        listening.bind(str(tmp_path / "listening.txt"))
    (tmp_path / "device.txt").symlink_to("/dev/zero")
    sources, audits = collect([tmp_path])
    assert [source.doc for source in sources] == ["good"]
    told = {audit.name: (audit.outcome, audit.reason) for audit in audits}
    nowhere = ("no_text", "It is a link that leads to no file.")
    neither = ("unsupported", "It is neither a file nor a folder.")
    not_followed = ("unsupported", "It is a link to a folder, which is not followed.")
    assert told == {
        "itself.txt": nowhere, "one.txt": nowhere, "other.txt": nowhere, "gone.txt": nowhere,
        "around": not_followed, "up": not_followed,
        "pipe.txt": neither, "listening.txt": neither, "device.txt": neither,
    }  # fmt: skip
    assert len(audits) == len(told)


def test_what_is_named_and_no_file_costs_one_line_each(tmp_path: Path) -> None:
    good = write(tmp_path, "good.txt")
    (tmp_path / "itself").symlink_to("itself")
    os.mkfifo(tmp_path / "pipe.txt")
    given = [tmp_path / "itself", tmp_path / "itself" / "a.txt", tmp_path / "pipe.txt", tmp_path / ("n" * 300), good]
    sources, audits = collect(given)
    assert [source.doc for source in sources] == ["good"]
    assert len(audits) == 4
    assert all(audit.reason and audit.advice for audit in audits)


def test_a_folder_that_cannot_be_read_costs_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "good.txt")
    write(tmp_path, "closed/a.txt")
    scan = os.scandir

    def refuse(path: str | int) -> object:
        if not isinstance(path, int) and Path(path).name == "closed":  # pytest removes folders through file descriptors
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    sources, audits = collect([tmp_path])
    assert [source.doc for source in sources] == ["good"]
    assert [(a.name, a.outcome, a.reason) for a in audits] == [
        ("closed", "corrupt", "The folder cannot be read: Permission denied.")
    ]
    _, audits = collect([tmp_path / "closed"])
    assert [audit.reason for audit in audits] == ["The folder cannot be read: Permission denied."]


def test_names_that_are_not_utf_8_are_read_and_can_be_stored(tmp_path: Path) -> None:
    names = [b"caf\xe9-2013.txt", b"\xff\xfe.txt", b"line\nend.txt", b"tab\tred\x1b[31m.txt", b"\xed\xa0\x80.txt"]
    for name in names:
        (tmp_path / os.fsdecode(name)).write_bytes(name)
    folder = tmp_path / os.fsdecode(b"fold\xe9r")
    folder.mkdir()
    (folder / "in.txt").write_bytes(b"words")
    (tmp_path / os.fsdecode(b"lost\xe9.txt")).symlink_to("nowhere")
    sources, audits = collect([tmp_path])
    assert sorted(source.data for source in sources) == sorted([*names, b"words"])
    for text in [*(source.name for source in sources), *(audit.name for audit in audits)]:
        assert text.encode().decode().isprintable()
    assert len(audits) == 1


def test_standard_input_has_a_name() -> None:
    assert make_source(b"x", "-").doc == "stdin"
    assert make_source(b"x", "-", Hints(doc="mine")).doc == "mine"


def test_the_catalog_that_ships_agrees_with_its_files() -> None:
    path = Path(__file__).parents[2] / "seeds" / "reports" / "catalog.yaml"
    entries = [entry for _, entry in read_catalog(path).entries.values()]
    sources, audits = collect([path.parent])
    assert audits == []
    assert {s.name: s.source_id for s in sources} == {entry.file: entry.sha256 for entry in entries}
    assert {p.name for p in path.parent.glob("*.txt")} == {entry.file for entry in entries}
