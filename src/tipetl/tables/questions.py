"""Read common questions about the warehouse, as SQL that the docs, the tests and Datasette share.

A file in ``warehouse/sql/questions`` begins with comment lines: the question, then how to read its answer. The SQL uses
only tables, and only features that DuckDB and SQLite share, so that it runs on every edition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tipetl.errors import DataFileError
from tipetl.resources import data_dir

_NAME = re.compile(r"\d\d_(?P<name>\w+)")


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its name, its text, a note on how to read the answer, and the SQL from the file."""

    name: str
    title: str
    note: str
    sql: str


def questions(folder: Path | None = None) -> tuple[Question, ...]:
    """Return all questions in file order. Raises ``DataFileError`` for a file that lacks the question, the note or the
    query.
    """
    folder = folder or data_dir("warehouse") / "sql" / "questions"
    return tuple(_read(path) for path in sorted(folder.glob("*.sql")))


def _read(path: Path) -> Question:
    lines = path.read_text(encoding="utf-8").strip().splitlines()
    size = next((number for number, line in enumerate(lines) if not line.startswith("--")), len(lines))
    head = [line.removeprefix("--").strip() for line in lines[:size]]
    named = _NAME.fullmatch(path.stem)
    if named is None or size < 2 or not head[0].endswith("?") or size == len(lines):
        raise DataFileError(
            "a question needs a numbered file name, the question itself, and how to read the answer",
            file=str(path),
            line=1,
        )
    return Question(named["name"], head[0], " ".join(head[1:]), "\n".join(lines[size:]).strip().rstrip(";"))
