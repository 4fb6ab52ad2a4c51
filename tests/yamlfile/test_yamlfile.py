"""Test what the YAML reader accepts and refuses, and the lines that its errors name."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tipetl import yamlfile
from tipetl.errors import DataFileError
from tipetl.yamlfile import (
    MAX_ALIASES,
    MAX_BYTES,
    MAX_DEPTH,
    MAX_NODES,
    MAX_NUMBER,
    bundled_yaml,
    parse_yaml,
    read_yaml,
)


def wrong(source: bytes | str) -> DataFileError:
    with pytest.raises(DataFileError) as caught:
        parse_yaml(source, "mine.yaml")
    assert str(caught.value).startswith("mine.yaml")
    return caught.value


def test_plain_values_are_read_as_people_read_them() -> None:
    text = "a: 1\nb: [2.5, -3, +4, 1.5e+3]\nc: {d: true, e: null, f: ~, g: }\nh: 2026-11-25\ni: 'no'\nj: a b\n5: x\n"
    read = parse_yaml(text, "mine.yaml").value
    assert read == {
        "a": 1, "b": [2.5, -3, 4, 1500.0], "c": {"d": True, "e": None, "f": None, "g": None},
        "h": datetime.date(2026, 11, 25), "i": "no", "j": "a b", 5: "x",
    }  # fmt: skip
    assert [parse_yaml(empty, "mine.yaml").value for empty in ("", "# nothing\n", "---\n")] == [None] * 3


def test_a_value_knows_its_line() -> None:
    source = parse_yaml("a:\n  - x\n  - b: 1\n    c:\n      2\n", "mine.yaml")
    lines = [source.line(*path) for path in ((), ("a",), ("a", 0), ("a", 1), ("a", 1, "c"), ("a", 1, "none"), ("z",))]
    assert lines == [1, 2, 2, 3, 5, 3, 1]
    assert str(source.wrong("so it is", "a", 1, "c", advice="Mend it.")) == "mine.yaml:5: so it is. Mend it."


@pytest.mark.parametrize(
    "written",
    ["no", "Yes", "off", "010", "0x1f", "1_000", "1:30", ".inf", "-.INF", ".nan", "1.0e+308", "1" + "0" * 16,
     "1" * 5000, f"-{MAX_NUMBER + 1}", "2026-02-30", "2026-11-25 25:00:00", "0000-01-01"],
)  # fmt: skip
def test_what_yaml_reads_otherwise_than_people_is_refused(written: str) -> None:
    error = wrong(f"first: 1\nsecond: {written}\n")
    assert error.line == 2
    assert error.advice == "Put it in quotation marks if it is text."
    assert parse_yaml(f"second: '{written}'", "mine.yaml").value == {"second": written}


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: 1\nb: !!python/object/apply:os.system [x]\n", 2, "tag"),
        ("a: 1\nb: !mine x\n", 2, "tag"),
        ("a: 1\nb: !!set {x}\n", 2, "tag"),
        ("a: 1\nb: !!binary aGk=\n", 2, "tag"),
        ("a: &x {k: 1}\nb:\n  <<: *x\n", 3, "no plain value"),
        ("a: 1\nb: 2\na: 3\n", 3, "the key a stands twice; first on line 1"),
        ("a: {b: 1, 'b': 2}\n", 1, "the key b stands twice"),
        ("a: 1\n? [b]\n: 2\n", 2, "a key is neither"),
        ("a: 1\n? {b: 1}\n: 2\n", 2, "a key is neither"),
        ("true: 1\n", 1, "cannot be a key"),
        ("~: 1\n", 1, "cannot be a key"),
        ("2026-11-25: 1\n", 1, "cannot be a key"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("a: [1\nb: 2\n", 2, "not YAML"),
        ("a: 1\n\tb: 2\n", 2, "not YAML"),
        ("a: *b\n", 1, "no anchor b"),
        ("a: &x 1\nb: &x 2\n", 2, "anchor x stands twice"),
        ("a: &x [*x]\n", 1, "alias stands inside"),
        ("a: &x [1]\nb: &y [*x]\nc: [*y]\n", 2, "alias stands inside"),
        ("a: &x 1\nb: [" + ", ".join(["*x"] * (MAX_ALIASES + 1)) + "]\n", 2, f"more than {MAX_ALIASES} aliases"),
        ("a:\n " + "[" * MAX_DEPTH + "]" * MAX_DEPTH, 2, f"more than {MAX_DEPTH} levels"),
        ("[" * 900_000, 1, "nesting"),
        ("- " * 900_000, 1, "levels"),
        ("{a: " * 400_000, 1, "levels"),
        ("a: 1\nb: \x07\n", 2, "U+0007"),
        ("a: 1\nb: \x1b[31mred\n", 2, "U+001B"),
        ("a: 1\nb: \ud800\n", 2, "U+D800"),
        ("a: 1\nb\ufeff: 2\n", 2, "U+FEFF"),
        ('a: 1\nb: "\\0"\n', 2, "U+0000"),
        ('a: 1\nb: "\\e[31m"\n', 2, "U+001B"),
        ('a: 1\nb: "\\ud800"\n', 2, ""),
    ],
)
def test_what_nobody_needs_is_refused_with_its_line(text: str, line: int, says: str) -> None:
    error = wrong(text)
    assert error.line == line
    assert says in str(error)


@pytest.mark.parametrize(
    ("data", "line", "says"),
    [
        ("a: é\n".encode("utf-16"), 1, "UTF-16"),
        ("a: é\n".encode("utf-32"), 1, "UTF-32"),
        ("a: b\n".encode("utf-16-le"), 1, "U+0000"),
        ("a: 1\nb: é\n".encode("latin-1"), 2, "0xE9 is not UTF-8"),
        ("a: 1\nb: “x”\n".encode("cp1252"), 2, "0x93 is not UTF-8"),
        (b"a: 1\nb: \xed\xa0\x80\n", 2, "0xED is not UTF-8"),
        (b"a: 1\nb: \xc0\x80\n", 2, "0xC0 is not UTF-8"),
        (b"a: 1\nb: \x00\n", 2, "U+0000"),
        (b"a: 1\nb: \xf4\x90\x80\x80\n", 2, "is not UTF-8"),
        (b"a: 1\nb: \xe9", 2, "is not UTF-8"),
        (b"%PDF-1.7\n\xff\xff\n", 2, "is not UTF-8"),
    ],
)
def test_other_encodings_are_refused_with_the_line(data: bytes, line: int, says: str) -> None:
    error = wrong(data)
    assert error.line == line
    assert says in str(error)
    assert error.advice == "Save the file as UTF-8."


def test_the_mark_of_utf_8_changes_nothing() -> None:
    assert parse_yaml(b"\xef\xbb\xbfa: 1\n", "mine.yaml").value == {"a": 1}


def test_a_file_is_bounded_in_bytes_and_values() -> None:
    assert "bytes" in str(wrong(b"#" * (MAX_BYTES + 1)))
    assert "values" in str(wrong("[" + "0," * MAX_NODES + "0]"))


def test_few_aliases_stand_for_what_they_name() -> None:
    read = parse_yaml("a: &x [1, 2]\nb: *x\nc: [*x]\n", "mine.yaml")
    assert read.value == {"a": [1, 2], "b": [1, 2], "c": [[1, 2]]}
    assert read.line("b") == 2


def test_what_is_no_file_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "folder.yaml").mkdir()
    for name in ("pipe.yaml", "loop.yaml", "folder.yaml", "gone.yaml", "n" * 300):
        with pytest.raises(DataFileError) as caught:
            read_yaml(tmp_path / name, file=name)
        assert str(caught.value).startswith(f"{name}: ")
        assert caught.value.advice
    large = tmp_path / "large.yaml"
    with large.open("wb") as file:
        file.truncate(10 * MAX_BYTES)
    with pytest.raises(DataFileError, match="bytes"):
        read_yaml(large)


SCALARS = st.none() | st.booleans() | st.integers(-MAX_NUMBER, MAX_NUMBER) | st.dates()
VALUES = st.recursive(
    SCALARS | st.text("ab 12.-:#'\"\n€", max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abn0:-", max_size=4), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(VALUES, st.booleans())
def test_what_yaml_writes_is_read_back(value: Any, flow: bool) -> None:
    written = yaml.dump(value, Dumper=_Plain, allow_unicode=True, default_flow_style=flow)
    assert parse_yaml(written, "mine.yaml").value == value
    assert parse_yaml(written.encode(), "mine.yaml").value == value


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


RULES = b"law:\n  - id: arrests\n    weight: 2.5\n    only: true\n"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an empty folder for cached parses."""
    folder = tmp_path / "__pycache__"
    monkeypatch.setattr(yamlfile, "_kept", lambda: folder)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return folder


def _not_parsed(*_given: object) -> NoReturn:
    raise AssertionError("it was parsed again")


def test_a_bundled_file_is_parsed_once_and_keeps_its_lines(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = bundled_yaml(RULES, "rules/law.yaml")
    assert [path.name for path in kept.iterdir()] == ["rules.law.yaml.parsed"]
    with monkeypatch.context() as patched:
        patched.setattr(yamlfile, "parse_yaml", _not_parsed)
        again = bundled_yaml(RULES, "rules/law.yaml")
    assert again.value == first.value == {"law": [{"id": "arrests", "weight": 2.5, "only": True}]}
    assert again.line("law", 0, "weight") == first.line("law", 0, "weight") == 3
    assert str(again.wrong("no", "law", 0, "only")) == str(first.wrong("no", "law", 0, "only"))


def test_what_is_kept_of_another_file_or_was_damaged_is_not_taken(kept: Path) -> None:
    bundled_yaml(RULES, "rules/law.yaml")
    assert bundled_yaml(RULES.replace(b"2.5", b"3.5"), "rules/law.yaml").value["law"][0]["weight"] == 3.5
    entry = kept / "rules.law.yaml.parsed"
    entry.write_bytes(entry.read_bytes().replace(b"3.5", b"4.5"))
    assert bundled_yaml(RULES.replace(b"2.5", b"3.5"), "rules/law.yaml").value["law"][0]["weight"] == 3.5
    assert b"4.5" not in entry.read_bytes()


def test_what_json_cannot_hold_is_parsed_each_time(kept: Path) -> None:
    for source, value in ((b"1: one\n", {1: "one"}), (b"day: 2026-11-29\n", {"day": datetime.date(2026, 11, 29)})):
        assert bundled_yaml(source, "days.yaml").value == bundled_yaml(source, "days.yaml").value == value
    assert not list(kept.glob("*"))


def test_a_folder_that_cannot_be_written_costs_only_time(kept: Path) -> None:
    kept.write_text("no folder")
    assert bundled_yaml(RULES, "rules/law.yaml").value == bundled_yaml(RULES, "rules/law.yaml").value
