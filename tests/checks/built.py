"""Read texts and check them as a run does, but without a warehouse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest

from tipetl.checks import CheckReport, load_plan, run_checks
from tipetl.model import Hints, Narrative
from tipetl.read import read_source
from tipetl.sources.opening import make_source
from tipetl.store import DATABASE_NAME, under_check, write_database
from tipetl.tables import Rows, row_counts, rows_of


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


@contextmanager
def opened(rows: Rows, folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Connect to these rows as the checks do, in a new file below ``folder``."""
    with TemporaryDirectory(dir=folder) as place:
        database = Path(place) / DATABASE_NAME
        write_database(database, rows, constraints=False)
        with under_check(database) as connection:
            yield connection


def checked(rows: Rows, folder: Path, *, only: str | None = None) -> CheckReport:
    """Return the report on these rows, for all checks or for ``only`` one; each check must have run."""
    with opened(rows, folder) as connection, pytest.MonkeyPatch.context() as patch:
        if only is not None:
            plan = load_plan()
            (check,) = (check for check in plan.checks if check.check_id == only)
            patch.setattr("tipetl.checks.gate.load_plan", lambda _folder=None: replace(plan, checks=(check,)))
        report = run_checks(connection, row_counts(rows))
    assert [result.check_id for result in report.results if result.status == "error"] == []
    return report


def _unnamed(narrative: Narrative) -> Narrative:
    return replace(narrative, document=replace(narrative.document, narrative_id=None, iso3=None))
