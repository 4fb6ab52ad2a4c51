"""Leave a run's summary and tables in Prefect for people to read: documents, facts and findings."""

from __future__ import annotations

from typing import Any

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from tipetl.pipeline import RunResult
from tipetl.tables.columns import Columns
from tipetl.terminal import visible

from .summary import Page, run_summary

SHOWN_ROWS = 200
"""The maximum number of rows per artifact. Artifacts are stored in the orchestrator's database; the published version
contains all rows.
"""

_FACT_COLUMNS = ("doc", "metric", "value", "value_high", "unit", "year", "relation", "text", "sentence")


def leave_artifacts(result: RunResult, tables: Columns, *, page: Page | None, readers_see: str | None) -> None:
    """Create the four artifacts of the current run. ``tables`` maps names to the data tables; it is empty if nothing
    was read.

    ``page`` and ``readers_see`` go into the summary; see ``flows.summary``.
    """
    documents = [
        {"document": audit.doc, "file": audit.name, "outcome": audit.outcome, "reason": audit.reason or ""}
        for audit in result.audits
    ]
    _leave("documents", documents, "What became of each source.")
    _leave("facts", _facts(tables), "The figures, each with the sentence that it came from.")
    _leave("checks", _checks(result), "Checks that found something, and how many ran.")
    summary = run_summary(result, page=page, readers_see=readers_see)
    create_markdown_artifact(markdown=summary, key="summary", description="What the run came to.")


def _facts(tables: Columns) -> list[dict[str, Any]]:
    facts: list[dict[str, Any]] = tables["metric"].select(_FACT_COLUMNS).to_pylist() if "metric" in tables else []
    return facts


def _checks(result: RunResult) -> list[dict[str, Any]]:
    if result.report is None:
        return []
    found = [
        {"severity": f.severity, "check": f.check_id, "document": f.doc, "message": f.message, "sentence": f.sentence}
        for f in result.report.findings
    ]
    ran = f"{result.report.ran} of {result.report.planned} checks ran, {len(found)} findings"
    return [{"severity": "", "check": "all", "document": None, "message": ran, "sentence": None}, *found]


def _leave(key: str, rows: list[dict[str, Any]], description: str) -> None:
    if len(rows) > SHOWN_ROWS:
        description += f" The first {SHOWN_ROWS} of {len(rows)} rows."
    shown = [
        {name: visible(value) if isinstance(value, str) else value for name, value in row.items()}
        for row in rows[:SHOWN_ROWS]
    ]
    create_table_artifact(table=shown, key=key, description=description)
