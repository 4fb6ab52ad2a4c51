"""Check how much was read: facts compared with the last version, and shares that measure the reading.

The comparison depends on the last version as well as the data. The comparison's result is stored in the report and the
manifest, but never in the published tables, where equal content must yield equal rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from pathlib import Path
from typing import Any, TypeAlias

import duckdb

from tipetl.checks.report import COVERAGE, FACTS_KEPT, CheckResult, Compared, Finding, MetricKept, no_verdict
from tipetl.errors import WarehouseError
from tipetl.store import read_only

KEPT_SHARE = 0.8
"""The share of each metric's facts that a document in both versions must still have."""

_REASON = "A document in both versions should not lose a fifth of its facts of a metric without a reason."
_FACTS = """
    SELECT d.doc, d.narrative_id, d.source_id, m.metric, count(m.fact_id) AS facts
    FROM document d LEFT JOIN metric m ON m.doc = d.doc
    GROUP BY d.doc, d.narrative_id, d.source_id, m.metric ORDER BY ALL
"""
_Document: TypeAlias = tuple[tuple[str, ...], str, dict[str, int]]
# Each measure, the bound beyond which it is reported, and why.
_MEASURES = {
    "unexplained_numbers": (
        "SELECT count(*) FILTER (kind = 'unexplained'), count(*) FROM quantity",
        0.1,
        "The share of unexplained numbers measures the quality of the reading.",
    ),
    "candidates": (
        "SELECT (SELECT count(*) FROM candidate), (SELECT count(*) FROM candidate) + (SELECT count(*) FROM metric)",
        0.3,
        "The share of readings too uncertain to count measures the quality of the reading.",
    ),
    "sources_not_read": (
        "SELECT count(*) FILTER (outcome <> 'ok'), count(*) FROM audit_document",
        0.2,
        "The share of sources not read completely measures the quality of the collection.",
    ),
}


def measures(connection: duckdb.DuckDBPyConnection) -> tuple[list[CheckResult], list[Finding]]:
    """Return a result for each measured share: ``offending`` is its numerator, ``measure`` the share itself.

    A share that cannot be computed yields a result with status ``error`` and a finding that says why.
    """
    results, broken = [], []
    for name, (query, bound, reason) in _MEASURES.items():
        try:
            part, whole = connection.execute(query).fetchone() or (0, 0)
        except duckdb.Error as error:
            results.append(CheckResult(f"{COVERAGE}.{name}", COVERAGE, "info", "error", 0, reason))
            broken.append(no_verdict(f"{COVERAGE}.{name}", "info", COVERAGE, error))
            continue
        share = part / whole if whole else 0.0
        status = "failed" if share > bound else "passed"
        results.append(
            CheckResult(f"{COVERAGE}.{name}", COVERAGE, "info", status, part, reason, measure=round(share, 6))
        )
    return results, broken


def facts_kept(
    connection: duckdb.DuckDBPyConnection, previous: Path | None, accepted: Mapping[str, str]
) -> tuple[CheckResult, list[Finding], Compared | None]:
    """Check that documents kept their facts since the version in the database ``previous`` (None: no earlier version),
    and return the comparison.

    Documents are matched by narrative, or by name and bytes. ``accepted`` lists reasons by check id. Raises
    ``WarehouseError`` if the last version cannot be read.
    """
    before = _facts_of(previous)
    now: dict[tuple[str, ...], tuple[str, dict[str, int]]] = {}
    try:
        facts_by_metric = connection.execute(_FACTS).fetchall()
    except duckdb.Error as error:
        broken = CheckResult(FACTS_KEPT, COVERAGE, "critical", "error", 0, _REASON)
        return broken, [no_verdict(FACTS_KEPT, "critical", COVERAGE, error)], None
    for key, doc, facts in _grouped(facts_by_metric):
        now[key] = (doc, facts)
    findings = []
    counts: dict[str, list[int]] = {}
    both = [key for key in before if key in now]
    for key in both:
        (_, facts), (doc, kept) = before[key], now[key]
        for metric in facts.keys() | kept.keys():
            sums = counts.setdefault(metric, [0, 0])
            sums[0] += facts.get(metric, 0)
            sums[1] += kept.get(metric, 0)
        for metric, count in sorted(facts.items()):
            least = ceil(KEPT_SHARE * count - 1e-9)
            if kept.get(metric, 0) < least:
                findings.append(_finding(doc, metric, count, kept.get(metric, 0), least, accepted.get(FACTS_KEPT)))
    findings.sort(key=lambda finding: (finding.doc or "", finding.message))
    status = "failed" if findings else "passed"
    reason = accepted.get(FACTS_KEPT) if findings else None
    result = CheckResult(FACTS_KEPT, COVERAGE, "critical", status, len(findings), _REASON, accepted=reason)
    metrics = tuple(MetricKept(metric, *sums) for metric, sums in sorted(counts.items()))
    return result, findings, None if previous is None else Compared(len(both), metrics)


def _finding(doc: str, metric: str, before: int, now: int, least: int, accepted: str | None) -> Finding:
    return Finding(
        check_id=FACTS_KEPT,
        severity="critical",
        table=COVERAGE,
        message=f"{doc}: {now} facts of {metric}, where the last version had {before}",
        doc=doc,
        expected=f"at least {least} facts of {metric}",
        found=str(now),
        state="open" if accepted is None else "accepted",
        likely="misread",
        because="The document is the same, but less of it was read.",
    )


def _facts_of(previous: Path | None) -> dict[tuple[str, ...], tuple[str, dict[str, int]]]:
    if previous is None:
        return {}
    with read_only(previous) as connection:
        try:
            rows = connection.execute(_FACTS).fetchall()
        except duckdb.Error as error:
            raise WarehouseError(
                f"The last version cannot be compared with: {error}", advice="Check it: tipetl snapshots verify"
            ) from error
    return {key: (doc, facts) for key, doc, facts in _grouped(rows)}


def _grouped(rows: Sequence[tuple[Any, ...]]) -> list[_Document]:
    """Return each document's key, name, and number of facts by metric."""
    found: dict[str, _Document] = {}
    for doc, narrative, source, metric, count in rows:
        key = (doc, source) if narrative is None else (narrative,)
        _, _, facts = found.setdefault(doc, (key, doc, {}))
        if metric is not None:
            facts[metric] = count
    return list(found.values())
