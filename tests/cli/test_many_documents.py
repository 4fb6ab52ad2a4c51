"""A run of thousands of narratives lists some of them, and says how many more there are."""

from __future__ import annotations

import io

import duckdb
import pytest
from rich.console import Console

from tipetl.cli.summary import LISTED_DOCUMENTS, print_documents


@pytest.mark.parametrize(("documents", "more"), [(LISTED_DOCUMENTS, None), (LISTED_DOCUMENTS + 1234, "1,234")])
def test_thousands_of_documents_are_not_all_listed(documents: int, more: str | None) -> None:
    with duckdb.connect() as connection:
        connection.execute(
            f"CREATE TABLE document AS SELECT format('a{{:05}}', i) AS doc, 'Kosovo' AS country, 2013 AS report_year, "
            f"'2' AS tier, '' AS text FROM range({documents}) t(i); "
            "CREATE TABLE section (doc VARCHAR); CREATE TABLE metric (doc VARCHAR)"
        )
        out = io.StringIO()
        print_documents(connection, Console(file=out, width=80))
    lines = out.getvalue().splitlines()
    assert sum(line.startswith("a0") for line in lines) == LISTED_DOCUMENTS
    assert [line for line in lines if "more" in line] == (
        [] if more is None else [f"... and {more} more, in the table document"]
    )
