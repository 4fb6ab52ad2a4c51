"""Test the checks as a Great Expectations project: stored suites, validation definitions, one checkpoint, Data Docs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.checks.breaking import changed, metric
from tests.tables.samples import audit_of, reading_of, sample
from tipetl.checks import load_plan, write_project
from tipetl.errors import WarehouseError
from tipetl.store import write_database
from tipetl.tables import rows_of


def published(folder: Path) -> Path:
    """Make a version's folder with only what a project refers to, and with more acquittals than prosecutions."""
    folder.mkdir()
    narrative = sample()
    rows = rows_of([narrative], [audit_of(narrative)], [reading_of(narrative)])
    write_database(folder / "tipetl.duckdb", changed(rows, "metric", metric("acquittals", 9), value=90))
    (folder / "findings.html").write_text("", encoding="utf-8")
    return folder / "tipetl.duckdb"


def checks_of(expectation: Any) -> list[str]:
    """Return the ids of the checks that an expectation covers."""
    return list(getattr(expectation, "queries", None) or [expectation.meta["check_id"]])


def test_a_project_can_be_opened_and_run_again_and_its_docs_lead_to_the_findings(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    planned = {check.check_id for check in load_plan().checks}
    assert write_project(published(tmp_path / "version"), folder) == len(planned)

    from tipetl.checks import gx

    context = gx.library.get_context(mode="file", project_root_dir=folder)
    suites = {suite.name: suite for suite in context.suites.all()}
    assert {definition.suite.name for definition in context.validation_definitions.all()} == set(suites)
    held = {check_id for suite in suites.values() for one in suite.expectations for check_id in checks_of(one)}
    assert held == planned
    balance_id = "cross_table.outcomes_within_prosecutions"
    (balance,) = [one for one in suites["cross_table"].expectations if balance_id in checks_of(one)]
    assert isinstance(balance, gx.queries.ExpectFiguresToFit)
    assert "FROM" in balance.queries[balance_id]
    (name,) = context.checkpoints.all()
    results = [one for run in name.run().run_results.values() for one in run.results]
    assert {check_id for one in results for check_id in checks_of(one.expectation_config.to_domain_obj())} == planned
    (failed,) = [one for one in results if not one.success]
    assert failed.result["details"]["offending"] == {balance_id: 1}

    (page,) = (folder / "data_docs" / "validations" / "cross_table").rglob("*.html")
    text = page.read_text(encoding="utf-8")
    assert "90 acquittals" in text
    assert "1 offending row" in text
    (link,) = re.findall(r'href="([^"]*findings\.html#[^"]*)"', text)
    assert link.endswith("#cross_table.outcomes_within_prosecutions")
    assert (page.parent / link.partition("#")[0]).resolve() == (tmp_path / "version" / "findings.html").resolve()
    assert (folder / "data_docs" / "index.html").is_file()


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="holds something already"):
        write_project(tmp_path / "tipetl.duckdb", tmp_path.parent)
