"""How much was read: facts against the last version, and shares that measure the reading.

The comparison with the last version depends on that version and not on the data alone. Its result stands in the report
and the manifest, and never in the published tables, where equal content has to give equal rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from pathlib import Path
from typing import Any, TypeAlias

import duckdb

from tipetl.checks.report import COVERAGE, CheckResult, Compared, Finding, MetricKept, no_verdict
from tipetl.errors import WarehouseError
from tipetl.store import read_only

__all__ = ["FACTS_KEPT", "KEPT_SHARE", "facts_kept", "measures"]

FACTS_KEPT = f"{COVERAGE}.facts_kept"
KEPT_SHARE = 0.8
"""For a document that both versions hold, this share of the facts of each metric has to be there still."""

_REASON = "A document that both versions hold does not lose a fifth of its facts of a metric without a reason."
_FACTS = """
    SELECT d.doc, d.narrative_id, d.source_id, m.metric, count(m.fact_id) AS facts
    FROM document d LEFT JOIN metric m ON m.doc = d.doc
    GROUP BY d.doc, d.narrative_id, d.source_id, m.metric ORDER BY ALL
"""
_Document: TypeAlias = tuple[tuple[str, ...], str, dict[str, int]]
# What is measured, the bound beyond which it is told, and why.
_MEASURES = {
    "unexplained_numbers": (
        "SELECT count(*) FILTER (kind = 'unexplained'), count(*) FROM quantity",
        0.1,
        "The share of numbers that mean nothing to us measures the reading.",
    ),
    "candidates": (
        "SELECT (SELECT count(*) FROM candidate), (SELECT count(*) FROM candidate) + (SELECT count(*) FROM metric)",
        0.3,
        "The share of readings that were too unsure to count measures the reading.",
    ),
    "sources_not_read": (
        "SELECT count(*) FILTER (outcome <> 'ok'), count(*) FROM audit_document",
        0.2,
        "The share of sources that ended otherwise than read whole measures the collection.",
    ),
}


def measures(connection: duckdb.DuckDBPyConnection) -> tuple[list[CheckResult], list[Finding]]:
    """A result for each share: ``offending`` counts what it is a share of, ``measure`` is the share itself. A share
    that cannot be counted is a result of status ``error``, and a finding that says why.
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
    """Whether documents kept their facts since the version in the database ``previous`` (None: there is none), and
    what was compared.

    A document is the same one if it has the narrative, or the name and the bytes. ``accepted`` gives reasons by check
    id. Raises ``WarehouseError`` when the last version cannot be read.
    """
    before = _facts_of(previous)
    now: dict[tuple[str, ...], tuple[str, dict[str, int]]] = {}
    try:
        told = connection.execute(_FACTS).fetchall()
    except duckdb.Error as error:
        broken = CheckResult(FACTS_KEPT, COVERAGE, "critical", "error", 0, _REASON)
        return broken, [no_verdict(FACTS_KEPT, "critical", COVERAGE, error)], None
    for key, doc, facts in _grouped(told):
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
        because="The document is the same, and what was read of it is less.",
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
    """Each document's key, name, and number of facts by metric."""
    found: dict[str, _Document] = {}
    for doc, narrative, source, metric, count in rows:
        key = (doc, source) if narrative is None else (narrative,)
        _, _, facts = found.setdefault(doc, (key, doc, {}))
        if metric is not None:
            facts[metric] = count
    return list(found.values())
