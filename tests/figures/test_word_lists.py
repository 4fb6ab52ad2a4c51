"""Every word list in a data file is explained by an example and used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import tipetl.figures
from tipetl.errors import DataFileError
from tipetl.language import words

ROOMS = Path(tipetl.figures.__file__).parent
FILES = [
    ROOMS / room / "data" / name
    for room, name in (
        (".", "signals.yaml"),
        ("money", "money_words.yaml"),
        ("dimensions", "dimension_words.yaml"),
        ("quantities", "quantity_words.yaml"),
        ("terms", "term_words.yaml"),
        ("../entities", "name_words.yaml"),
        ("years", "years.yaml"),
        ("relations", "relation_words.yaml"),
        ("links", "link_words.yaml"),
    )
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_list_is_explained_and_used(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    code = "\n".join(path.read_text(encoding="utf-8") for path in file.parents[1].rglob("*.py"))
    names = [(index, found[1]) for index, line in enumerate(lines) if (found := re.match(r"(\w+):", line))]
    assert names
    unused = [name for _, name in names if not re.search(rf"[\"']{name}[\"']|\bcodes\.{name.upper()}\b", code)]
    assert unused == []
    assert [name for index, name in names if not lines[index - 1].startswith("#")] == []


def test_a_list_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "packaged_yaml", lambda *place: {"shares": ["each", True]})
    with pytest.raises(DataFileError, match="shares: expected a list of words"):
        words.word_lists("tipetl.figures", "unheard-of.yaml")
