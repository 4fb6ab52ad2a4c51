"""Record runs in ``DIR/runs/``: what each run read, checked and published, so that blocked runs can be inspected too.

::

    DIR/runs/000123_20261125T120000.000000Z.json    the record, named by its number and the run's start
    DIR/runs/000123_20261125T120000.000000Z.html    the page of findings of a blocked run

The number increases with every record, so that the order of runs does not depend on the clock. Records from earlier
program versions have no number; their names begin with the time, and they come first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
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
"""The names of actions on versions, which are recorded among the runs but are not runs."""
KEPT_RUNS = 200
"""The number of run records that are kept. Older records are removed, so that scheduled runs do not fill the disk."""
_NAME = re.compile(r"(?:(?P<number>\d{6,})_)?\d{8}T\d{6}(?:\.\d+)?Z(?:_\d+)?\.json")


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A run. Times are ISO 8601 in UTC; ``version`` is the version published or found unchanged, or None. ``key`` is a
    hash of everything on which the result depends, or None if none was recorded.
    """

    started_at: str
    finished_at: str
    status: str
    version: str | None
    message: str
    audits: tuple[Audit, ...]
    row_counts: Mapping[str, int]
    report: CheckReport | None
    changes: Changes | None
    key: str | None = None


def write_run(warehouse: Path, record: RunRecord) -> Path:
    """Store a record and, for a blocked run, its page of findings, because no version contains it.

    The oldest records beyond ``KEPT_RUNS`` are removed; other files in the folder stay. The caller must hold the
    warehouse's lock. Raises ``WarehouseError`` if the record or the page cannot be written.
    """
    folder = runs_dir(warehouse)
    stamp = record.started_at.replace("-", "").replace(":", "").replace("+0000", "Z")
    try:
        earlier = _records(warehouse)
        number = 1 + max(map(_number, earlier), default=0)
        path = folder / f"{number:06}_{stamp}.json"
        write_whole(warehouse, path, json.dumps(record, default=_plain, ensure_ascii=False) + "\n")
        if record.report is not None and record.report.blocked:
            title = f"Findings of the blocked run of {record.started_at[:19]} UTC"
            write_whole(warehouse, page_of_run(path), findings_page(record.report, title))
        for old in [*earlier, path][:-KEPT_RUNS]:
            _forget(old)
        reached("run recorded")
    except OSError as error:
        raise WarehouseError(
            f"The record of the run could not be written: {error.strerror}.",
            advice="Check the free space and the permissions; a version that the run published stays published.",
        ) from error
    return path


def _plain(record: Any) -> dict[str, Any]:
    """Return a record's fields, to be written without indentation, since indenting takes seconds for thousands of
    audits.
    """
    return {field.name: getattr(record, field.name) for field in fields(record)}


def page_of_run(record: Path) -> Path:
    """Return the path of a blocked run's page of findings, given the path of its record."""
    return record.with_suffix(".html")


def last_run(warehouse: Path, key: str | None = None) -> RunRecord | None:
    """Return the record of the last run, or None if there was no run or its key differs from ``key``. Raises
    ``WarehouseError`` if the record cannot be read.
    """
    for path in reversed(_records(warehouse)):
        try:
            text = path.read_text(encoding="utf-8")
            if key is not None and key not in text and not any(f'"{status}"' in text for status in _NO_RUNS):
                return None  # avoids parsing the findings of thousands of documents
            raw = json.loads(text)
            if raw["status"] not in _NO_RUNS:
                return _record(raw) if key in (None, raw.get("key")) else None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise WarehouseError(f"{path} cannot be read: {error}", advice="Run again: tipetl run") from error
    return None


def is_record(path: Path) -> bool:
    """Return whether a file is the record of a run, judging by its name and contents."""
    return _NAME.fullmatch(path.name) is not None and _raw(path) is not None


def _records(warehouse: Path) -> list[Path]:
    """Return the files named like records, in the order of the runs."""
    found = (path for path in runs_dir(warehouse).glob("*.json") if _NAME.fullmatch(path.name))
    return sorted(found, key=lambda path: (_number(path), path.name))


def _number(path: Path) -> int:
    match = _NAME.fullmatch(path.name)
    return int(match["number"] or 0) if match else 0


def _forget(path: Path) -> None:
    """Remove a record and the page written with it. A file that only has the name of a record stays."""
    raw = _raw(path)
    if raw is None:
        return
    if raw["report"] is not None and _report(raw["report"]).blocked:
        page_of_run(path).unlink(missing_ok=True)
    path.unlink(missing_ok=True)


def _raw(path: Path) -> dict[str, Any] | None:
    """Return the contents of a record; None if the file is not a record."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        _record(raw)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return dict(raw)


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


def _span(raw: dict[str, Any]) -> SentenceSpan:
    """Read a sentence with its marks, if any. Records from earlier program versions have no number."""
    return SentenceSpan(**{**raw, "marks": tuple((start, end) for start, end in raw.get("marks", ()))})


def _report(raw: dict[str, Any]) -> CheckReport:
    findings = (
        Finding(**{**finding, "sentences": tuple(map(_span, finding["sentences"]))}) for finding in raw["findings"]
    )
    results = tuple(CheckResult(**result) for result in raw["results"])
    compared = raw.get("compared")  # records from earlier program versions lack this field
    if compared is not None:
        compared = Compared(compared["documents"], tuple(MetricKept(**kept) for kept in compared["metrics"]))
    return CheckReport(results, tuple(findings), raw["planned"], raw["ran"], compared)
