"""Judge a plan with Great Expectations: a stored suite and a validation definition for each table, and one checkpoint.

Only this module and ``checks.gx`` use Great Expectations. The library is imported only when checks run, because the
import takes seconds, and sends no data anywhere. Without a folder for the project, the library keeps everything in
memory.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from tipetl.checks.carrying import Answers
from tipetl.checks.offenders import Offender, is_query, query_of
from tipetl.checks.plan import CROSS_TABLE, Check, Plan
from tipetl.errors import is_interrupt
from tipetl.tables import DATA_TABLES, TABLES, quoted

SHOWN_ROWS = 200
"""The maximum number of offending rows kept per column expectation."""

CHECKPOINT = "tipetl"
DOCS_NAME = "data_docs"
_ANY_TABLE = "document"  # the suite of queries needs a batch, although its queries ignore it
_FINDINGS_NAME = "findings.html"
# The expectation that runs each kind of query. For SQL files, the severity determines the expectation.
_QUERIES = {
    "required": "ExpectSoundCells",
    "codes": "ExpectSoundCells",
    "between": "ExpectSoundCells",
    "unique": "ExpectSoundKeys",
    "references": "ExpectSoundKeys",
    "slice": "ExpectWordsAtTheirOffsets",
}


@dataclass(frozen=True, slots=True)
class Project:
    """A ``folder`` for a Great Expectations project about a version's ``database``."""

    folder: Path
    database: Path

    @property
    def database_path(self) -> str:
        """The path of the database in the project's configuration."""
        return os.path.relpath(self.database.resolve(), (self.folder / "gx").resolve())

    @property
    def findings_path(self) -> str:
        """The link from a page of results to the version's page of findings."""
        page = self.folder.resolve() / DOCS_NAME / "validations" / "suite" / "run" / "time"
        return os.path.relpath(self.database.resolve().with_name(_FINDINGS_NAME), page)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of an expectation. ``error`` is set if it could not be evaluated, whatever ``success`` says.

    ``rows`` are a column expectation's offending rows (at most ``SHOWN_ROWS``) as column → value; ``offenders`` are all
    offending rows of a query (None: it did not run); ``offending`` is the library's count of them.
    """

    check_id: str
    success: bool
    offending: int
    rows: tuple[Mapping[str, Any], ...] = ()
    offenders: tuple[Offender, ...] | None = None
    error: str | None = None


def load_engine() -> None:
    """Import Great Expectations ahead of ``validate``, since this takes seconds. Raises ModuleNotFoundError if the
    library is not installed.
    """
    import tipetl.checks.gx  # noqa: F401


def validate(
    connection: duckdb.DuckDBPyConnection,
    plan: Plan,
    *,
    answers: Answers | None = None,
    project: Project | None = None,
) -> list[Verdict]:
    """Run the plan's checkpoint on a connection that has the plan's shared tables.

    Returns a verdict for each expectation that returned one; the gate counts them, since there may be fewer than
    planned. Each check of an unreadable table gets an error. ``answers``, if given, runs the plan's queries.
    ``project`` is written to disk with Data Docs; if it is None, nothing is stored.
    """
    suites, verdicts = _readable(connection, _by_suite(plan.checks))
    from tipetl.checks import gx

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # deprecation warnings between dependencies, which users cannot fix
        context = _context(gx.library, project)
        engine, checkpoint = _checkpoint(gx, context, connection, suites, project)
        if answers is not None:
            engine.ask, engine.connection_of = answers.offenders, answers.connection_of
        result = checkpoint.run()
        if project is not None:
            context.build_data_docs()
    for run in result.run_results.values():
        verdicts += [verdict for one in run.results for verdict in _verdicts(one, run.asset_name, engine)]
    return verdicts


def _by_suite(checks: Sequence[Check]) -> dict[str, list[Check]]:
    """Group the checks by table, in the order of the tables; checks of several tables come last."""
    suites: dict[str, list[Check]] = {name: [] for name in [*DATA_TABLES, CROSS_TABLE]}
    for check in checks:
        suites[check.table].append(check)
    return {name: found for name, found in suites.items() if found}


def _readable(
    connection: duckdb.DuckDBPyConnection, suites: Mapping[str, list[Check]]
) -> tuple[dict[str, list[Check]], list[Verdict]]:
    """Return the suites whose tables have the columns needed, and an error for each check of the other suites."""
    readable, errors = {}, []
    for name, checks in suites.items():
        columns = ", ".join(map(quoted, _columns(name, checks)))
        try:
            connection.execute(f"SELECT {columns} FROM {quoted(_table(name))} LIMIT 0")  # noqa: S608 - own names
            readable[name] = checks
        except duckdb.Error as error:
            if is_interrupt(error):
                raise
            errors += [Verdict(check.check_id, success=False, offending=0, error=str(error)) for check in checks]
    return readable, errors


def _table(suite: str) -> str:
    return _ANY_TABLE if suite == CROSS_TABLE else suite


def _columns(suite: str, checks: Sequence[Check]) -> list[str]:
    """List the columns that a suite's expectations examine, and the columns that identify a row and its place."""
    judged = [check for check in checks if not is_query(check)]
    asked = [column for check in judged for column in check.columns]
    told_apart = [check.where.column for check in judged if check.where is not None]
    return list(dict.fromkeys([*_row_key(_table(suite)), *asked, *told_apart]))


def _row_key(name: str) -> tuple[str, ...]:
    """Return the columns that identify a row and its place: the key, and offsets if the table has any."""
    table = TABLES[name]
    places = ("doc", "sentence_position", "char_start", "char_end")
    return tuple(dict.fromkeys([*table.primary_key, *(column for column in places if column in table.column_names)]))


def _context(library: Any, project: Project | None) -> Any:
    if project is None:
        context = library.get_context(mode="ephemeral")
    else:
        context = library.get_context(mode="file", project_root_dir=project.folder)
        for name in list(context.list_data_docs_sites()):
            context.delete_data_docs_site(name)
        store = {"class_name": "TupleFilesystemStoreBackend", "base_directory": f"../{DOCS_NAME}/"}
        builder = {"class_name": "DefaultSiteIndexBuilder", "show_cta_footer": False}
        site = {"class_name": "SiteBuilder", "store_backend": store, "site_index_builder": builder}
        context.add_data_docs_site(site_name="tipetl", site_config=site)
    context.variables.progress_bars = {"globally": False, "metric_calculations": False}
    return context


def _checkpoint(
    gx: Any,
    context: Any,
    connection: duckdb.DuckDBPyConnection,
    suites: Mapping[str, list[Check]],
    project: Project | None,
) -> tuple[Any, Any]:
    """Store each suite with its validation definition, and return the engine that runs the queries and the checkpoint
    that covers all suites.
    """
    assets = [
        gx.warehouse.WarehouseTable(
            name=name,
            table=_table(name),
            columns=_columns(name, checks),
            batch_definitions=[gx.library.core.batch_definition.BatchDefinition(name="whole")],
        )
        for name, checks in suites.items()
    ]
    path, page = (project.database_path, project.findings_path) if project else ("", "")
    source = gx.warehouse.Warehouse(name="warehouse", path=path, assets=assets)
    source = context.add_or_update_datasource(datasource=source)
    engine = source.connect(connection)
    definitions = []
    for name, checks in suites.items():
        native = [_expectation(gx, one) for one in checks if not is_query(one)]
        expectations = [*native, *_queries(gx.queries, filter(is_query, checks), page)]
        suite = context.suites.add(gx.library.ExpectationSuite(name=name, expectations=expectations))
        data = source.get_asset(name).get_batch_definition("whole")
        definition = gx.library.ValidationDefinition(name=name, data=data, suite=suite)
        definitions.append(context.validation_definitions.add(definition))
    checkpoint = gx.library.Checkpoint(
        name=CHECKPOINT,
        validation_definitions=definitions,
        result_format={
            "result_format": "SUMMARY",
            "partial_unexpected_count": SHOWN_ROWS,
            "return_unexpected_index_query": False,
        },
    )
    return engine, context.checkpoints.add(checkpoint)


def _expectation(gx: Any, check: Check) -> Any:
    common = {"meta": {"check_id": check.check_id}, "severity": check.severity, "notes": check.reason}
    if check.where is not None:
        column, told = gx.row_conditions.Column(check.where.column), check.where
        common["row_condition"] = column.is_in(told.is_in) if told.is_in else column.is_not_in(told.is_not_in)
    name, fields = _of_columns(check)
    return getattr(gx.expectations, name)(**fields, **common)


def _of_columns(check: Check) -> tuple[str, dict[str, Any]]:
    """Return the name and fields of the library's own expectation for a check of a table's columns."""
    match check.kind:
        case "empty":
            return "ExpectColumnValuesToBeNull", {"column": check.columns[0]}
        case "in_order":
            low, high = check.columns
            pair = {"column_A": high, "column_B": low, "ignore_row_if": "either_value_is_missing"}
            return "ExpectColumnPairValuesAToBeGreaterThanB", pair
        case "matches":
            return "ExpectColumnValuesToMatchRegex", {"column": check.columns[0], "regex": check.regex}
    return "ExpectTableRowCountToBeBetween", {"min_value": check.minimum}


def _queries(queries: Any, checks: Iterable[Check], page: str) -> list[Any]:
    """Make an expectation for each SQL file, and one for all other queries of the same class on a table. Grouping pays
    because the library takes many times longer for an expectation than DuckDB takes for a query.
    """
    groups: dict[tuple[str, str, str], list[Check]] = {}
    for check in checks:
        name = _QUERIES.get(check.kind) or (
            "ExpectNoOffendingRows" if check.severity == "critical" else "ExpectFiguresToFit"
        )
        groups.setdefault((name, check.severity, check.check_id if check.sql else ""), []).append(check)
    return [
        getattr(queries, name)(
            queries={check.check_id: query_of(check) for check in group},
            reasons={check.check_id: check.reason for check in group},
            severity=severity,
            meta={"findings_page": page},
        )
        for (name, severity, _), group in groups.items()
    ]


def _verdicts(one: Any, suite: str, engine: Any) -> Iterator[Verdict]:
    """Yield an expectation's verdict, or a verdict for each of its queries."""
    told, result = one.expectation_config, one.result or {}
    asked = told.kwargs.get("queries")
    error = next(_errors(one.exception_info), None)
    if error is not None:
        for check_id in asked or [told.meta["check_id"]]:
            yield Verdict(check_id, success=False, offending=0, error=error)
    elif asked is None:
        yield _verdict_on_columns(told.meta["check_id"], one.success, result, engine.frames[suite])
    else:
        for check_id in asked:
            offending = result["details"]["offending"][check_id]
            found = engine.found.get(check_id)
            offenders = None if found is None else tuple(found)
            yield Verdict(check_id, success=not offending, offending=offending, offenders=offenders)


def _verdict_on_columns(check_id: str, success: bool, result: Mapping[str, Any], frame: Any) -> Verdict:
    if success:
        return Verdict(check_id, success=True, offending=0)
    places = result.get("partial_unexpected_index_list") or []
    rows = tuple({name: _plain(value) for name, value in row.items()} for row in frame.loc[places].to_dict("records"))
    # Expectations on a whole table have no unexpected rows; their observed value is the number of rows.
    offending = int(result.get("unexpected_count") or result.get("observed_value") or 0)
    return Verdict(check_id, success=False, offending=max(offending, len(rows), 1), rows=rows)


def _errors(info: Any) -> Iterator[str]:
    """Yield the error messages of an expectation. The expectation's info is either flat or has one entry per failed
    metric."""
    entries = [info] if not info or "raised_exception" in info else list(info.values())
    for entry in entries:
        if entry and entry.get("raised_exception"):
            yield str(entry.get("exception_message"))


def _plain(value: Any) -> Any:
    """Convert a frame's cell to plain Python: numpy scalars become numbers, arrays become lists, and NaN becomes
    None.
    """
    if getattr(value, "ndim", 0):
        return list(value)
    if hasattr(value, "item"):
        value = value.item()
    return None if value is None or value != value else value
