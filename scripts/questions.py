"""Write docs/questions.md: the questions of warehouse/sql/questions with their SQL and the answers from an example.

usage: python -m scripts.questions --write | --check

The example consists of the narratives of tests/gold/dev, seeds/reports and tests/questions/narratives.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tipetl.model import Hints
from tipetl.pipeline import Gathered, build, read_batch
from tipetl.sources.files import collect
from tipetl.store import QueryResult, query, write_database
from tipetl.tables import marts
from tipetl.tables.columns import Columns
from tipetl.tables.questions import Question, questions

PROJECT = Path(__file__).resolve().parents[1]
PAGE = PROJECT / "docs" / "questions.md"
EXAMPLE = ("tests/gold/dev", "seeds/reports", "tests/questions/narratives")
SHOWN = 12
"""The number of rows of an answer shown on the page."""
_WIDTH = 80

_HEAD = """# Ten questions

Common questions about the data, with the SQL that answers them. This page is written by `python -m scripts.questions
--write` from `warehouse/sql/questions/`; tests run each block of it and compare the answer. Each version's
`metadata.json` has the questions as canned queries for Datasette; the SQL runs on both DuckDB and SQLite.
In a terminal:

```sh
tipetl sql -- "$(cat warehouse/sql/questions/01_convictions_over_years.sql)"
```

**Do not cite the answers.** They come from an example of 24 narratives, 23 of which were made up for tests. On your own
warehouse, the same SQL answers from your reports. [Tables](reference/tables.md) describes the columns, and
[the figure to cite](country-year.md) explains how a country's figure for a year is chosen.
"""


def example_rows() -> Columns:
    """Return the tables of the example, including marts."""
    sources, audits = collect([PROJECT / folder for folder in EXAMPLE], Hints())
    rows = build(Gathered(tuple(sources), tuple(audits)), [read_batch(sources)])
    return {**rows, **marts(rows)}


def answer_table(result: QueryResult) -> str:
    """Return an answer as a Markdown table: the first rows, then the number of further rows."""
    lines = [f"| {' | '.join(result.columns)} |", f"|{'---|' * len(result.columns)}"]
    lines += [f"| {' | '.join(_cell(value) for value in row)} |" for row in result.rows[:SHOWN]]
    more = len(result.rows) - SHOWN
    if more > 0:
        lines += ["", f"… and {more} more rows."]
    return "\n".join(lines)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.10g}"
    text = " ".join(str(value).split()).replace("|", "\\|")
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1].rstrip()}…"


def questions_page(database: Path) -> str:
    """Return the whole page as Markdown, with the answers from this database."""
    return "\n".join([_HEAD, *(_part(number, one, database) for number, one in enumerate(questions(), 1))])


def _part(number: int, question: Question, database: Path) -> str:
    answer = answer_table(query(database, question.sql))
    return f"## {number}. {question.title}\n\n{question.note}\n\n```sql\n{question.sql}\n```\n\n{answer}\n"


def main(argv: Sequence[str]) -> int:
    """Return exit code 0 if the page is up to date, 1 if it is stale, 2 for wrong usage."""
    if argv not in (["--write"], ["--check"]):
        sys.stderr.write((__doc__ or "").strip() + "\n")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "tipetl.duckdb"
        write_database(database, example_rows())
        page = questions_page(database)
    if argv == ["--write"]:
        PAGE.write_text(page, encoding="utf-8")
        return 0
    if PAGE.read_text(encoding="utf-8") != page:
        sys.stderr.write("docs/questions.md is stale: run 'make docs' and commit the page.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
