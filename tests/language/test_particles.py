"""Each particle has its field and an example, and a file that lacks a field is reported."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from tipetl.errors import DataFileError
from tipetl.language import particles

LINES = (resources.files("tipetl.language") / "data" / "lexicon" / "particles.yaml").read_text("utf-8").splitlines()


def test_the_examples_show_each_word() -> None:
    shown: set[str] = set()
    for line in LINES:
        if line.startswith("#"):
            shown |= set(re.findall(r"\[(\w+)\]", line))
    words = {line.split(": ")[1].strip('"') for line in LINES if line and not line.startswith("#")}
    assert words - {word.lower() for word in shown} == set()


@pytest.mark.parametrize("raw", [{"whole": "of"}, [], {**dict.fromkeys(("whole", "goal"), "of"), "more": "of"}])
def test_a_file_with_other_words_is_told(raw: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(particles, "read_yaml", lambda name: raw)
    with pytest.raises(DataFileError, match="expected one word each for whole, goal"):
        particles.load_particles()
