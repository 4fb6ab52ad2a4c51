"""Records of runs in ``DIR/runs/``: what each read, checked and published, so that a blocked run can be looked at
too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tipetl.checks.report import CheckReport, CheckResult, Compared, Finding, MetricKept, SentenceSpan
from tipetl.errors import WarehouseError
from tipetl.model import Audit, Issue
from tipetl.snapshot.layout import runs_dir, write_whole
from tipetl.snapshot.manifest import Changes, changes_from
from tipetl.snapshot.page import findings_page
from tipetl.snapshot.steps import reached

USED = "used"
PRUNED = "pruned"
_NO_RUNS = (USED, PRUNED)
"""What was done with versions is told among the runs, and is none."""
KEPT_RUNS = 200
"""Older records are removed: a schedule must not fill the disk."""


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run. Times are ISO 8601 in UTC; ``version`` is the one published or found unchanged, or None."""

    started_at: str
    finished_at: str
    status: str
    version: str | None
    message: str
    audits: tuple[Audit, ...]
    row_counts: Mapping[str, int]
    report: CheckReport | None
    changes: Changes | None


def write_run(warehouse: Path, record: RunRecord) -> Path:
    """Store a record, named by its start, and beside it the page of findings of a blocked run, which no version has.

    Raises ``WarehouseError`` when they cannot be written.
    """
    folder = runs_dir(warehouse)
    stamp = record.started_at.replace("-", "").replace(":", "").replace("+0000", "Z")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path, number = folder / f"{stamp}.json", 1
        while path.exists():
            number += 1
            path = folder / f"{stamp}_{number}.json"
        write_whole(path, json.dumps(asdict(record), indent=1, ensure_ascii=False) + "\n")
        if record.report is not None and record.report.blocked:
            title = f"Findings of the blocked run of {record.started_at[:19]} UTC"
            write_whole(page_of_run(path), findings_page(record.report, title))
        for old in sorted(folder.glob("*.json"))[:-KEPT_RUNS]:
            old.unlink(missing_ok=True)
            page_of_run(old).unlink(missing_ok=True)
        reached("run recorded")
    except OSError as error:
        raise WarehouseError(
            f"The record of the run could not be written: {error.strerror}.",
            advice="Check the free space and the rights; a version that the run published stays published.",
        ) from error
    return path


def page_of_run(record: Path) -> Path:
    """Where the page of findings of a blocked run stands, given the path of its record."""
    return record.with_suffix(".html")


def last_run(warehouse: Path) -> RunRecord | None:
    """The record of the last run, or None where there was none; ``WarehouseError`` when it cannot be read."""
    for path in sorted(runs_dir(warehouse).glob("*.json"), reverse=True):
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            if raw["status"] not in _NO_RUNS:
                return _record(raw)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise WarehouseError(f"{path} cannot be read: {error}", advice="Run again: tipetl run") from error
    return None


def _record(raw: dict[str, Any]) -> RunRecord:
    return RunRecord(
        **{
            **raw,
            "audits": tuple(
                Audit(**{**audit, "issues": tuple(Issue(**issue) for issue in audit["issues"])})
                for audit in raw["audits"]
            ),
            "report": None if raw["report"] is None else _report(raw["report"]),
            "changes": None if raw["changes"] is None else changes_from(raw["changes"]),
        }
    )


def _report(raw: dict[str, Any]) -> CheckReport:
    findings = (
        Finding(**{**finding, "sentences": tuple(SentenceSpan(**span) for span in finding["sentences"])})
        for finding in raw["findings"]
    )
    results = tuple(CheckResult(**result) for result in raw["results"])
    compared = raw.get("compared")  # records of earlier versions have none
    if compared is not None:
        compared = Compared(compared["documents"], tuple(MetricKept(**kept) for kept in compared["metrics"]))
    return CheckReport(results, tuple(findings), raw["planned"], raw["ran"], compared)
