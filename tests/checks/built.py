"""Read texts and check them as a run does, but without a warehouse."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest

from tests.tables.samples import audit_of, reading_of
from tipetl.checks import CheckReport, load_plan, run_checks
from tipetl.model import Hints, Narrative
from tipetl.read import read_source
from tipetl.sources.opening import make_source
from tipetl.store import DATABASE_NAME, under_check, write_database
from tipetl.tables import TABLES, Row, Rows, row_counts, rows_of
from tipetl.tables.columns import arrow_table, rows_of_table
from tipetl.tables.country_year import country_years
from tipetl.tables.rows import country_year_row


def rows_of_texts(texts: Mapping[str, str], *, report_year: int | None = None, alone: bool = False) -> Rows:
    """Return the rows of narratives by name; with ``alone`` the narratives have no country, so that none is another
    source of the same narrative.
    """
    readings = []
    for name, text in texts.items():
        reading = read_source(make_source(text.encode(), f"{name}.txt", Hints(report_year=report_year)))
        if alone:
            reading = replace(reading, narratives=tuple(_unnamed(narrative) for narrative in reading.narratives))
        readings.append(reading)
    narratives = [narrative for reading in readings for narrative in reading.narratives]
    return rows_of(narratives, [reading.audit for reading in readings], readings)


def rows_of_each(narratives: Sequence[Narrative]) -> Iterator[Rows]:
    """Yield the rows of each narrative as if it had been read alone; all narratives differ in country or year.

    The rows of all narratives are made together, which takes a hundredth of the time, and each narrative gets the rows
    that name it. A table without a document's name holds the same rows for each narrative of the same country.
    """
    together = rows_of(narratives, list(map(audit_of, narratives)), list(map(reading_of, narratives)))
    assert len({narrative.document.narrative_id for narrative in narratives}) == len(narratives)
    cited = TABLES["country_year"]
    of_doc: dict[str, dict[str, list[Row]]] = {name: {} for name in together}
    for name, found in together.items():
        for column in ("source_doc", "doc"):
            if column in TABLES[name].column_names:
                (at,) = TABLES[name].positions((column,))
                for row in found:
                    of_doc[name].setdefault(row[at], []).append(row)
                break
    for narrative in narratives:
        doc = narrative.document.doc
        yield {
            **{name: of_doc[name].get(doc, []) for name in together},
            **{name: list(together[name]) for name in ("entity", "country_region")},
            # statements about another year, even if another narrative is about that year
            "country_year": rows_of_table(
                arrow_table(cited, sorted(map(country_year_row, country_years([narrative]))))
            ),
            "restatement": [],
        }


@contextmanager
def opened(rows: Rows, folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Connect to these rows as the checks do, in a new file below ``folder``."""
    with TemporaryDirectory(dir=folder) as place:
        database = Path(place) / DATABASE_NAME
        write_database(database, rows, constraints=False)
        with under_check(database) as connection:
            yield connection


def checked(rows: Rows, folder: Path, *, only: str | Collection[str] | None = None) -> CheckReport:
    """Return the report on these rows, for all checks or for those named by ``only``; each check must have run."""
    with opened(rows, folder) as connection, pytest.MonkeyPatch.context() as patch:
        if only is not None:
            plan, wanted = load_plan(), {only} if isinstance(only, str) else set(only)
            checks = tuple(check for check in plan.checks if check.check_id in wanted)
            assert len(checks) == len(wanted)
            patch.setattr("tipetl.checks.gate.load_plan", lambda _folder=None: replace(plan, checks=checks))
        report = run_checks(connection, row_counts(rows))
    assert [result.check_id for result in report.results if result.status == "error"] == []
    return report


def _unnamed(narrative: Narrative) -> Narrative:
    return replace(narrative, document=replace(narrative.document, narrative_id=None, iso3=None))
