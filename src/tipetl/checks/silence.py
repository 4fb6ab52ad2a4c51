"""Detect missing data: columns and tables that the documents should fill, or that they filled in the last version.

Expectations pass on empty columns and tables, and checks of figures find nothing where there are no figures.
``expectations/sql/_usual.yaml`` lists what narratives usually contain.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

import duckdb

from tipetl.checks.offenders import query_of
from tipetl.checks.plan import CROSS_TABLE, Check
from tipetl.checks.report import COLUMNS_KEPT, COVERAGE, CheckResult, Finding, no_verdict
from tipetl.model import Severity
from tipetl.records import Words, record
from tipetl.resources import data_dir
from tipetl.store import read_only
from tipetl.yamlfile import read_yaml

CHANCE = 0.001
"""Missing data is reported if the probability of its absence by chance is below this value."""
KEPT = 0.5
"""The share of a column's values, or a table's rows, that documents in both versions must still have."""
FEWEST = 5
"""The minimum number of values that the last version must have for a comparison."""

Found: TypeAlias = tuple[list[CheckResult], list[Finding]]
_MANY_WORDS = "strlen({0}) - strlen(replace({0}, ' ', '')) >= 300"  # counting bytes is faster than counting characters
_WHOLE = f"({_MANY_WORDS.format('left(d.text, 4000)')} OR {_MANY_WORDS.format('d.text')})"  # the start may be enough
_NARRATIVES = f"""
    CREATE OR REPLACE TEMP TABLE whole_narrative AS SELECT * EXCLUDE (text) FROM document d WHERE {_WHOLE}
"""  # noqa: S608 - own names
_KEPT_REASON = "Documents in both versions should not lose half the values of a column without a reason."
# Queries that count, per document, the values in a column or the rows in a table.
_FACTS = "facts"
_KEPT = {
    _FACTS: "SELECT doc, count(*) FROM metric GROUP BY doc",
    "tiers": "SELECT doc, count(tier) FROM document GROUP BY doc",
    "tier movements": "SELECT doc, count(tier_movement) FROM document GROUP BY doc",
    **{
        f"facts with {column}": f"SELECT doc, count({column}) FROM metric GROUP BY doc"  # noqa: S608 - own names
        for column in ("exploitation", "age", "gender", "nationality", "part_of", "year")
    },
    **{
        f"rows of {table}": f"SELECT doc, count(*) FROM {table} GROUP BY doc"  # noqa: S608 - own names
        for table in ("quantity", "mention", "flow", "link", "claim", "recommendation", "law_penalty")
    },
}


_BY_DOCUMENT = """
    SELECT d.doc, d.narrative_id, d.source_id, coalesce(c.counted, 0)
    FROM document d LEFT JOIN ({}) c(doc, counted) ON c.doc = d.doc
"""
# Lists of codes, and tables that every document fills: neither shows whether a query had anything to check.
_ALWAYS_THERE = ("document", "section", "sentence", "metric_kind", "metric_relation")
# Tables that consist of findings, each with the table in which the findings were sought.
_FOUND_IN = {"contradiction": "restatement", "outside_law": "law_penalty"}
# Names of subqueries match as well, but are not tables.
_READ = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)")


class RowCounts:
    """The number of rows in each table and each shared table of the queries; ``count`` is called once per table."""

    def __init__(self, count: Callable[[str], int | None]) -> None:
        self._count = cache(count)

    def examined(self, check: Check) -> int | None:
        """Count the rows a check had to examine: the rows of its table, or of the largest table that its query
        reads.
        """
        if check.table != CROSS_TABLE:
            return self._count(check.table)
        read = sorted(set(_READ.findall(query_of(check))))
        told = [name for name in read if name not in _ALWAYS_THERE] or read
        counts = [count for name in told if (count := self._count(_FOUND_IN.get(name, name))) is not None]
        return max(counts, default=None)


@dataclass(frozen=True, slots=True)
class _Usual:
    """An entry of ``_usual.yaml``. The file's header explains each field."""

    id: Words
    told: Words
    share: float
    severity: Severity
    reason: Words
    among: Words = "true"


@dataclass(frozen=True, slots=True)
class _File:
    """The contents of ``_usual.yaml``."""

    usual: tuple[_Usual, ...]


def usual(connection: duckdb.DuckDBPyConnection, folder: Path | None = None) -> Found:
    """Return a result for each feature that complete narratives usually have: ``measure`` is the share of narratives
    with the feature, ``examined`` the number of narratives considered.

    If a feature cannot be counted, its result has status ``error``, and a finding says why.
    """
    path = (folder or data_dir("expectations")) / "sql" / "_usual.yaml"
    entries = record(read_yaml(path), _File).usual if path.exists() else ()
    results, findings = [], []
    with suppress(duckdb.Error):  # each entry of the file reports the error
        connection.execute(_NARRATIVES)
    for one in entries:
        check_id = f"{COVERAGE}.usual_{one.id}"
        query = f"SELECT count(*), count(*) FILTER ({one.told}) FROM whole_narrative d WHERE {one.among}"  # noqa: S608 - own data
        try:
            asked, having = connection.execute(query).fetchone() or (0, 0)
        except duckdb.Error as error:
            results.append(CheckResult(check_id, COVERAGE, one.severity, "error", 0, one.reason))
            findings.append(no_verdict(check_id, one.severity, COVERAGE, error))
            continue
        missing = _chance(having, asked, one.share) < CHANCE
        status = "failed" if missing else "passed"
        share = round(having / asked, 6) if asked else None
        lacking = asked - having if missing else 0
        results.append(
            CheckResult(check_id, COVERAGE, one.severity, status, lacking, one.reason, measure=share, examined=asked)
        )
        if missing:
            findings.append(_missing(check_id, one, having, asked))
    return results, findings


def _chance(having: int, asked: int, share: float) -> float:
    """Return the Chernoff bound on the probability that at most ``having`` of ``asked`` narratives have a feature that
    usually occurs in this ``share``.
    """
    found = having / asked if asked else 1.0
    if found >= share:
        return 1.0
    distance = (1 - found) * math.log((1 - found) / (1 - share)) + (found and found * math.log(found / share))
    return math.exp(-asked * distance)


def _missing(check_id: str, one: _Usual, having: int, asked: int) -> Finding:
    what = one.id.replace("_", " ")
    return Finding(
        check_id=check_id,
        severity=one.severity,
        table=COVERAGE,
        message=f"{having:,} of {asked:,} whole narratives have {what}, where at least {one.share:.0%} usually do",
        expected=f"{what} in about {one.share * asked:,.0f} narratives",
        found=f"{having:,}",
        likely="misread",
        because="Narratives of this kind have it; so many without it were hardly written so.",
    )


def columns_kept(
    connection: duckdb.DuckDBPyConnection, previous: Path | None, accepted: Mapping[str, str]
) -> tuple[CheckResult, list[Finding]]:
    """Check that documents kept their column values and rows since the version in the database ``previous`` (None: no
    earlier version).

    All documents in both versions are counted together. Data that the last version lacked is not compared.
    """
    try:
        now = dict(_counted(connection))
    except duckdb.Error as error:
        broken = CheckResult(COLUMNS_KEPT, COVERAGE, "critical", "error", 0, _KEPT_REASON)
        return broken, [no_verdict(COLUMNS_KEPT, "critical", COVERAGE, error)]
    before: dict[str, dict[tuple[str, ...], int]] = {}
    if previous is not None:
        with read_only(previous) as last:
            before = dict(_counted(last, lenient=True))
    findings = []
    facts_kept = 1.0
    for what, counts in before.items():
        both = counts.keys() & now[what].keys()
        had, has = sum(counts[key] for key in both), sum(now[what][key] for key in both)
        if what == _FACTS:  # ``coverage.facts_kept`` checks for lost facts
            facts_kept = min(1.0, has / had) if had else 1.0
            continue
        if what.startswith(_FACTS):
            had = round(had * facts_kept)
        if had >= FEWEST and has < KEPT * had:
            findings.append(_lost(what, had, has, accepted.get(COLUMNS_KEPT)))
    status = "failed" if findings else "passed"
    reason = accepted.get(COLUMNS_KEPT) if findings else None
    result = CheckResult(
        COLUMNS_KEPT, COVERAGE, "critical", status, len(findings), _KEPT_REASON, accepted=reason, examined=len(before)
    )
    return result, findings


def _counted(
    connection: duckdb.DuckDBPyConnection, *, lenient: bool = False
) -> Iterator[tuple[str, dict[tuple[str, ...], int]]]:
    """Count each document's values or rows of each kind, keyed by the name that identifies the document across
    versions.
    """
    for what, query in _KEPT.items():
        try:
            rows = connection.execute(_BY_DOCUMENT.format(query)).fetchall()
        except duckdb.Error:
            if not lenient:
                raise
            continue  # an older version may lack that column or table
        yield what, {((doc, source) if name is None else (name,)): count for doc, name, source, count in rows}


def _lost(what: str, had: int, has: int, accepted: str | None) -> Finding:
    return Finding(
        check_id=COLUMNS_KEPT,
        severity="critical",
        table=COVERAGE,
        message=f"The same documents have {has:,} {what}, where the last version had {had:,}",
        expected=f"at least {math.ceil(KEPT * had):,} {what}",
        found=f"{has:,}",
        state="open" if accepted is None else "accepted",
        likely="misread",
        because="The documents are the same, but less of them was read.",
    )
