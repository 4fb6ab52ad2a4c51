"""Run the plan against a database, without trusting the engine: every check must have returned a verdict.

An expectation passes on an empty table, and a suite passes if an expectation gets lost. So the gate itself counts the
checks, and compares each table's rows with the number of records supplied.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from tipetl.checks import coverage, engine, silence
from tipetl.checks.carrying import Answers
from tipetl.checks.judge import Record, judged, with_states
from tipetl.checks.offenders import (
    Offender,
    as_finding,
    is_query,
    look_up_figures,
    look_up_sentences,
)
from tipetl.checks.plan import GATE, Check, Plan, load_plan
from tipetl.checks.report import COVERAGE, CheckReport, CheckResult, Compared, Finding, no_verdict
from tipetl.errors import WarehouseError, is_interrupt
from tipetl.store import read_only
from tipetl.tables import DATA_TABLES, TABLES, quoted

_NOT_PLANNED = (f"{GATE}.", f"{COVERAGE}.")
NEVER_EMPTY = ("document", "section", "sentence")


def run_checks(
    database: Path | duckdb.DuckDBPyConnection,
    expected_rows: Mapping[str, int],
    *,
    expectations: Path | None = None,
    previous: Path | None = None,
    accepted: Mapping[str, str] | None = None,
    kept: Path | None = None,
) -> CheckReport:
    """Check a database that has no constraints: a file (``store.write_database``) or a connection
    (``store.under_check``).

    ``expected_rows`` is the number of records supplied, by table. ``expectations`` is a folder of checks to use instead
    of the bundled one. ``previous`` is the last version's database, for comparing how the same documents were read;
    ``accepted`` lists reasons for failures of that comparison, by check id. ``kept`` is a file with the findings of the
    last run, which are carried over where nothing changed (``checks.carrying``). No other file is rewritten. Raises
    ``DataFileError`` for an invalid expectations file and ``WarehouseError`` for a file that is not a database; a check
    that cannot run becomes a result with status ``error``. Ctrl-C raises KeyboardInterrupt at any point.
    """
    plan = load_plan(expectations)
    opened = read_only(database) if isinstance(database, Path) else nullcontext(database)
    with _interrupts_raised(), opened as connection, Answers(connection, plan, kept) as answers:
        run = _Run(connection, plan, expectations, answers)
        run.prepare()
        run.check_plan()
        run.check_coverage(previous, accepted or {})
        run.check_gate(expected_rows)
        report = run.report()
        if run.columns_passed:
            with suppress(OSError):  # if this fails, the next run repeats every query
                answers.keep()
        return report


def write_project(database: Path, folder: Path) -> int:
    """Rerun the checks on a published database and write a Great Expectations project into ``folder``: the suites,
    their validation definitions, the checkpoint, its results, and Data Docs that link to the version's findings.

    Returns the number of checks that were rerun. Raises ``WarehouseError`` if the folder is not empty.
    """
    if folder.exists() and any(folder.iterdir()):
        raise WarehouseError(f"{folder} holds something already.", advice="Name a new folder.")
    folder.mkdir(parents=True, exist_ok=True)
    plan = load_plan()
    with _interrupts_raised(), read_only(database) as connection:
        connection.execute(plan.preparation)
        return len(engine.validate(connection, plan, project=engine.Project(folder, database)))


@contextmanager
def _interrupts_raised() -> Iterator[None]:
    """Raise KeyboardInterrupt when DuckDB reports Ctrl-C. An interrupt must not count as a check that cannot run, or
    the run would continue.
    """
    try:
        yield
    except Exception as error:
        if is_interrupt(error):
            raise KeyboardInterrupt from error
        raise


class _Run:
    """A run of the plan: collects verdicts and offending rows."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, plan: Plan, folder: Path | None, answers: Answers
    ) -> None:
        self._connection = connection
        self._folder = folder
        self._answers = answers
        self._rows = silence.RowCounts(answers.count)
        self._plan = plan
        self._results: dict[str, CheckResult] = {}
        self._offenders: list[tuple[Check, Offender]] = []
        self._prepared: str | None = None
        self._more_findings: list[Finding] = []
        self._compared: Compared | None = None

    def prepare(self) -> None:
        """Create the temporary tables that the queries share; each query that needs them reports any failure."""
        try:
            self._answers.prepare()
        except duckdb.Error as error:
            self._prepared = str(error)

    def check_plan(self) -> None:
        """Run the plan's checkpoint. A check without a verdict is broken, whatever the reason."""
        by_id = {check.check_id: check for check in self._plan.checks}
        try:
            with _interrupts_raised():
                verdicts = engine.validate(self._connection, self._plan, answers=self._answers)
        except ModuleNotFoundError:
            raise  # the extra ``checks`` is not installed, which one command can fix
        except Exception as error:  # noqa: BLE001 - an engine that fails stops the publication, not the run
            for check in self._plan.checks:
                self._broken(check, str(error))
            return
        for verdict in verdicts:
            self._take(by_id[verdict.check_id], verdict)

    @property
    def columns_passed(self) -> bool:
        """Return whether all column expectations passed."""
        judged = (self._results.get(check.check_id) for check in self._plan.checks if not is_query(check))
        return all(result is not None and result.status == "passed" for result in judged)

    def check_coverage(self, previous: Path | None, accepted: Mapping[str, str]) -> None:
        """Check how much was read, in absolute terms and compared with the last version."""
        kept, lost, self._compared = coverage.facts_kept(self._connection, previous, accepted)
        columns, gone = silence.columns_kept(self._connection, previous, accepted)
        measured, broken = coverage.measures(self._connection)
        usual, missing = silence.usual(self._connection, self._folder)
        self._more_findings += [*lost, *gone, *broken, *missing]
        for one in (kept, columns, *measured, *usual):
            self._results[one.check_id] = one

    def check_gate(self, expected_rows: Mapping[str, int]) -> None:
        """Check the counts that expectations do not cover: rows supplied, rows required, and checks that ran."""
        counts: dict[str, int] = {}
        for name in DATA_TABLES:
            try:
                (counts[name],) = self._connection.execute(f"SELECT count(*) FROM {quoted(name)}").fetchone() or (0,)  # noqa: S608
            except duckdb.Error:
                counts[name] = -1
        for name in DATA_TABLES:
            self._gate(
                f"row_count.{name}",
                name,
                "Every record is a row; none is lost, and none is added.",
                expected=str(expected_rows.get(name, "a number of records")),
                found=str(counts[name]) if counts[name] >= 0 else "no such table",
            )
        for name in NEVER_EMPTY:
            self._gate(
                f"not_empty.{name}",
                name,
                "Expectations pass on an empty table, so an empty table is a failure by itself.",
                expected="at least one row",
                found="at least one row" if counts[name] > 0 else "no row",
            )
        ran = sum(1 for check in self._plan.checks if self._has_verdict(check))
        self._gate(
            "all_checks_ran",
            GATE,
            "A check that got lost must not count as passed.",
            expected=f"{len(self._plan.checks)} checks",
            found=f"{ran} checks",
        )

    def report(self) -> CheckReport:
        """Return all results sorted by id, and the findings sorted by check and place, followed by the checks that
        could not run.
        """
        for check in self._plan.checks:
            if check.check_id not in self._results:
                self._broken(check, "It gave no verdict.")
        findings = self._findings()
        gates = sum(1 for result in self._results.values() if result.check_id.startswith(_NOT_PLANNED))
        return CheckReport(
            results=tuple(self._results[name] for name in sorted(self._results)),
            findings=tuple(findings),
            planned=len(self._plan.checks) + gates,
            ran=sum(1 for result in self._results.values() if result.status != "error"),
            compared=self._compared,
        )

    def _findings(self) -> list[Finding]:
        """Return the offending rows as findings with their sentences, states and likely causes.

        If the tables needed for these details cannot be read, the findings lack them, and an extra finding says so.
        """
        name = f"{GATE}.findings_judged"
        check = Check(name, GATE, GATE, "critical", "Anyone who reads a finding must see what a person decided.", None)
        records = {check.check_id: Record(check.right, check.judged) for check in self._plan.checks if check.judged}
        misreadings = {check.check_id for check in self._plan.checks if check.likely == "misread"}
        try:
            sentences = look_up_sentences(self._connection, (offender for _, offender in self._offenders))
            figures = look_up_figures(self._connection, sentences)
            findings = [as_finding(check, offender, sentences, figures) for check, offender in self._offenders]
            findings = judged(
                self._connection, with_states(self._connection, [*findings, *self._more_findings]), misreadings, records
            )
        except duckdb.Error as error:
            self._results[name] = _result(check, "error", 0)
            findings = [as_finding(check, offender, {}, {}) for check, offender in self._offenders]
            return [*findings, *self._more_findings, no_verdict(name, check.severity, GATE, error)]
        self._results[name] = _result(check, "passed", 0)
        return findings

    def _take(self, check: Check, verdict: engine.Verdict) -> None:
        if verdict.error is not None:
            because = f" (preparation: {self._prepared})" if self._prepared and is_query(check) else ""
            self._broken(check, f"{verdict.error}{because}")
            return
        found = verdict.offenders if is_query(check) else _offenders_of(check, verdict)
        if found is None:
            self._broken(check, "The engine gave a verdict without asking the query.")
            return
        if is_query(check) and verdict.offending != len(found):
            self._broken(check, f"The engine counted {verdict.offending} of {len(found)} offending rows.")
            return
        status = "passed" if verdict.success else "failed"
        examined = self._rows.examined(check)
        self._results[check.check_id] = replace(_result(check, status, verdict.offending), examined=examined)
        if not verdict.success:
            shown = found[: engine.SHOWN_ROWS] if check.severity == "critical" else found
            self._offenders.extend((check, offender) for offender in shown or [_whole_table(check, verdict)])

    def _broken(self, check: Check, error: str) -> None:
        self._results[check.check_id] = _result(check, "error", 0)
        self._more_findings.append(no_verdict(check.check_id, check.severity, check.table, error))

    def _has_verdict(self, check: Check) -> bool:
        result = self._results.get(check.check_id)
        return result is not None and result.status != "error"

    def _gate(self, name: str, table: str, reason: str, *, expected: str, found: str) -> None:
        check = Check(f"{GATE}.{name}", table, GATE, "critical", reason, None)
        passed = expected == found
        self._results[check.check_id] = _result(check, "passed" if passed else "failed", 0 if passed else 1)
        if not passed:
            message = f"{name.replace('.', ' of ').replace('_', ' ')}: expected {expected}, found {found}"
            self._offenders.append((check, Offender(None, (), None, None, expected, found, message)))


def _result(check: Check, status: str, offending: int) -> CheckResult:
    return CheckResult(check.check_id, check.table, check.severity, status, offending, check.reason, check.contract)


def _offenders_of(check: Check, verdict: engine.Verdict) -> Sequence[Offender]:
    """Convert the rows that a column expectation reports to ``Offender`` records."""
    if check.kind == "rows":
        return []
    table = TABLES[check.table]
    found = []
    for row in verdict.rows:
        sentence = row.get("position" if check.table == "sentence" else "sentence_position")
        key = ", ".join(f"{name} {row.get(name)!r}" for name in table.primary_key)
        value = ", ".join("(empty)" if row.get(name) is None else str(row[name]) for name in check.columns)
        expected = _expected(check)
        found.append(
            Offender(
                doc=row.get("doc"),
                sentences=() if sentence is None else (int(sentence),),
                char_start=_whole(row.get("char_start")),
                char_end=_whole(row.get("char_end")),
                expected=expected,
                found=value,
                message=f"{check.table}.{', '.join(check.columns)} is {value} where {expected} is expected ({key})",
            )
        )
    return found


def _whole_table(check: Check, verdict: engine.Verdict) -> Offender:
    expected = _expected(check)
    message = f"{check.table}: {expected} expected, {verdict.offending} rows offend"
    return Offender(None, (), None, None, expected, f"{verdict.offending} rows", message)


def _expected(check: Check) -> str:
    match check.kind:
        case "empty":
            return "no value"
        case "in_order":
            return "the second above the first"
        case "matches":
            return f"text like {check.regex}"
        case "rows":
            return f"at least {check.minimum:g} rows"
    return "no offending row"


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)
