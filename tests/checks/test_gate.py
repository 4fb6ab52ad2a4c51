"""A sound build has no findings, and each way to break the build is detected by its check."""

from __future__ import annotations

import shutil
import signal
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.checks import built
from tests.checks.breaking import changed, metric
from tests.checks.built import opened, rows_of_each, rows_of_texts
from tests.checks.claim_cases import CASES_OF
from tests.checks.mutations import MUTATIONS, SILENCES
from tests.few_checks import few_and
from tests.tables.samples import audit_of, reading_of, sample
from tipetl.checks import CheckReport, engine, gate, load_plan, run_checks
from tipetl.checks.carrying import Answers
from tipetl.checks.offenders import offenders, query_of
from tipetl.resources import data_dir
from tipetl.store import write_database
from tipetl.tables import DATA_TABLES, Rows, row_counts, rows_of
from tipetl.tables.reference import country_regions


def sound() -> Rows:
    narratives = [sample("ruritania-2013"), sample("graustark-2011", 2011)]
    return rows_of(
        narratives,
        [audit_of(narrative) for narrative in narratives],
        [reading_of(narrative) for narrative in narratives],
    )


def checked(rows: Rows, folder: Path, *, expected: dict[str, int] | None = None) -> CheckReport:
    database = folder / "tipetl.duckdb"
    database.unlink(missing_ok=True)
    write_database(database, rows, constraints=False)
    return run_checks(database, expected or row_counts(rows))


def failed(report: CheckReport) -> set[str]:
    return {result.check_id for result in report.results if result.status != "passed"}


def test_a_sound_build_is_quiet_and_every_check_ran_and_writes_and_prints_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    report = checked(sound(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["tipetl.duckdb"]
    assert capfd.readouterr() == ("", "")
    assert failed(report) == set()
    assert report.findings == ()
    assert not report.blocked
    planned = len(load_plan().checks)
    gates = len(DATA_TABLES) + 3 + 2 + 5 + len(SILENCES)  # the last terms are the measures and comparisons of coverage
    assert report.planned == report.ran == len(report.results) == planned + gates


def test_a_database_is_checked_open_as_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "load_plan", few_and("quantity.to_metric"))
    rows = sound()
    rows["metric"] = rows["metric"][1:]
    report = checked(rows, tmp_path)
    with opened(rows, tmp_path) as connection:
        assert run_checks(connection, row_counts(rows)) == report
        with pytest.raises(duckdb.CatalogException):  # DuckDB must not find the variable of this name
            connection.execute("SELECT * FROM rows")
    assert report.blocked
    assert [path.name for path in tmp_path.iterdir()] == ["tipetl.duckdb"]


FIRST_YEAR = 2001
UNTOUCHED = "a-sound-document"


@pytest.fixture(scope="module")
def broken() -> Rows:
    """Make one build in which each mutation has broken its own document, named after it, next to a sound document."""
    together: Rows = {name: [] for name in DATA_TABLES}
    narratives = [sample(name, FIRST_YEAR + number) for number, name in enumerate([UNTOUCHED, *MUTATIONS])]
    for number, rows in enumerate(rows_of_each(narratives)):
        name = narratives[number].document.doc
        # The documents are one country's, one per year: what one document says about the previous year belongs to
        # another document.
        own = [row for row in rows["country_year"] if row[2] == FIRST_YEAR + number - 1]
        rows["country_year"] = own
        if name in MUTATIONS:
            rows = MUTATIONS[name][0](rows)
            # Every build contains the same regions: one copy is enough, with the changes made by a mutation.
            rows["country_region"] = list((Counter(rows["country_region"]) - Counter(country_regions())).elements())
        for table, found in rows.items():
            together[table].extend(found)
    together["entity"] = [row for place, row in enumerate(together["entity"]) if row not in together["entity"][:place]]
    return together


@pytest.fixture(scope="module")
def mutated(broken: Rows, tmp_path_factory: pytest.TempPathFactory) -> CheckReport:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "SHOWN_ROWS", 10**6)  # the last documents have years beyond those that checks allow
        return checked(broken, tmp_path_factory.mktemp("mutated"))


def _found(rows: Rows, spill: Path) -> dict[str, Counter[tuple[Any, ...]]]:
    """Return what each check of figures finds: whole offending rows, of which only the first sentence has a place."""
    plan = load_plan()
    with opened(rows, spill) as connection:
        connection.execute(plan.preparation)
        return {
            check.check_id: Counter(
                (replace(one, sentences=one.sentences[:1], other_sentences=()), frozenset(one.places))
                for one in offenders(connection, query_of(check))
            )
            for check in plan.checks
            if check.kind == "sql"
        }


# A text written for these tests. Both laws have the highest penalty, and two sentences report the remaining victims.
TIES = """KOSOVO (Tier 2)

Prosecution

The criminal code prescribes penalties of five to 15 years' imprisonment for sex trafficking. The labor code prescribes
penalties of eight to 15 years' imprisonment for labor trafficking. Courts sentenced one trafficker to 25 years'
imprisonment.

Protection

The government identified 46 victims of trafficking. Twenty-nine came from Colombia and 11 from Peru. The other 12
victims went home.
"""


def test_findings_do_not_depend_on_the_order_of_rows(broken: Rows, tmp_path: Path) -> None:
    for rows in (broken, rows_of_texts({"kosovo-2013": TIES})):
        found = _found(rows, tmp_path)
        assert _found({name: rows[::-1] for name, rows in rows.items()}, tmp_path) == found
    assert found["cross_table.terms_within_penalties"]


@pytest.mark.parametrize("name", list(MUTATIONS))
def test_each_way_of_breaking_a_build_is_told_by_its_own_check(name: str, mutated: CheckReport) -> None:
    check_id = MUTATIONS[name][1]
    results = {result.check_id: result for result in mutated.results}
    assert results[check_id].status == "failed"
    docs = {finding.doc for finding in mutated.findings if finding.check_id == check_id}
    # Entities belong to no document, and two mutations give the row the name of a missing document.
    assert docs & {name, None, "nowhere", "lost"}, f"{check_id} points at {docs}"
    assert UNTOUCHED not in docs
    assert (check_id in mutated.failed_critical) == (results[check_id].severity == "critical")


def test_a_broken_build_breaks_no_check(mutated: CheckReport) -> None:
    assert [result.check_id for result in mutated.results if result.status == "error"] == []
    assert mutated.ran == mutated.planned


def test_every_check_of_figures_has_a_mutation() -> None:
    told = {check_id for _, check_id in MUTATIONS.values()}
    cross = {check.check_id for check in load_plan().checks if check.table == "cross_table"}
    figures = {"cross_table.breakdown_adds_up"}  # test_figures.py
    figures |= {"cross_table.whole_narrative_has_facts", "cross_table.run_has_facts"}  # below
    figures |= {"cross_table.total_told_again", "cross_table.far_from_comparator"}  # test_written.py
    claims = {f"cross_table.{check}" for check in CASES_OF}  # test_claims.py
    across = {  # test_across.py
        "cross_table.country_vanished",
        "cross_table.narratives_within_totals",
        "cross_table.narratives_within_region",
    }
    assert cross - told == (figures | across | claims) - told


def test_a_check_says_that_it_had_nothing_to_check(tmp_path: Path) -> None:
    rows = {**sound(), "restatement": []}
    empty, filled = (
        {"restatement.key", "cross_table.restatement_told", "correction.key"},
        {"metric.key", "cross_table.part_within_total", "document.key"},
    )
    report = built.checked(rows, tmp_path, only=empty | filled)
    idle = {result.check_id for result in report.idle}
    assert {*empty, "coverage.usual_tier"} <= idle
    assert not filled & idle


@pytest.mark.parametrize(("words", "said"), [(350, True), (14, False)])
def test_a_whole_narrative_and_a_run_without_a_fact_are_warnings_and_a_short_text_is_not(
    words: int, said: bool, tmp_path: Path
) -> None:
    text = "KENYA\n\n" + "The government did something about human trafficking. " * (words // 7)
    rows = rows_of_texts({"kenya-2013": text})
    assert rows["metric"] == []
    silent = {"cross_table.whole_narrative_has_facts", "cross_table.run_has_facts"}
    report = built.checked(rows, tmp_path, only=silent)
    warned = {f.check_id for f in report.findings if f.severity == "warning"}
    assert warned & silent == (silent if said else set())


def ninety() -> Rows:
    """Return the rows of a sound build with more outcomes than trials in one document."""
    return changed(sound(), "metric", lambda r: r["metric"] == "acquittals" and r["doc"] == "ruritania-2013", value=90)


@pytest.fixture(scope="module")
def report_of_ninety(tmp_path_factory: pytest.TempPathFactory) -> CheckReport:
    return checked(ninety(), tmp_path_factory.mktemp("ninety"))


def test_a_finding_points_at_the_words_and_at_every_sentence_it_rests_on(report_of_ninety: CheckReport) -> None:
    (finding,) = report_of_ninety.findings
    assert (finding.check_id, finding.severity) == ("cross_table.outcomes_within_prosecutions", "warning")
    assert (finding.expected, finding.found, finding.section) == ("at most 65", "130", "prosecution")
    assert "40 convictions" in finding.message
    assert "90 acquittals" in finding.message
    assert [s.text.split()[0] for s in finding.sentences] == ["Prosecutors", "Judges"]
    text = sample().document.text
    assert finding.char_start is not None
    assert text[finding.char_start : finding.char_end] == "nine"
    assert finding.sentence is not None
    assert finding.sentence.startswith("Judges convicted")
    for span in finding.sentences:
        assert text[span.char_start : span.char_end] == span.text


def test_findings_and_results_are_rows_that_can_be_published(tmp_path: Path, report_of_ninety: CheckReport) -> None:
    rows, told = ninety(), report_of_ninety.rows()
    assert len(told["check_result"]) == report_of_ninety.planned - 2  # all but the comparisons with the last version
    assert len(told["finding"]) == 1
    assert len(told["finding_sentence"]) == 2
    write_database(tmp_path / "published.duckdb", {**rows, **told})
    assert checked(rows, tmp_path).rows() == told


@pytest.mark.usefixtures("few_checks")
def test_rows_that_were_lost_or_added_on_the_way_block(tmp_path: Path) -> None:
    rows = sound()
    expected = row_counts(rows)
    for name, wrong in (("metric", 1), ("issue", -1), ("candidate", 1)):
        report = checked(rows, tmp_path, expected={**expected, name: expected[name] + wrong})
        assert report.failed_critical == (f"gate.row_count.{name}",)
        assert report.findings[0].found == str(expected[name])


def test_a_critical_failure_blocks_and_a_warning_does_not(tmp_path: Path) -> None:
    misread = checked(changed(sound(), "metric", metric("convictions", 40), value=-40), tmp_path)
    assert set(misread.failed_critical) == {"metric.not_negative.value", "country_year.not_negative.value"}
    misprinted = checked(changed(sound(), "metric", metric("victims_identified", 24), value=25), tmp_path)
    assert failed(misprinted) == {"cross_table.parts_within_total"}
    assert not misprinted.blocked


@pytest.mark.usefixtures("few_checks")
def test_an_empty_database_does_not_pass(tmp_path: Path) -> None:
    nothing: Rows = {name: [] for name in DATA_TABLES}
    report = checked(nothing, tmp_path, expected=row_counts(nothing))
    assert {f"gate.not_empty.{name}" for name in ("document", "section", "sentence")} <= set(report.failed_critical)


@pytest.fixture
def expectations(tmp_path: Path) -> Path:
    folder = tmp_path / "expectations"
    shutil.copytree(data_dir("expectations"), folder)
    return folder


@pytest.mark.parametrize(
    ("file", "sql"),
    [
        ("cross_table.status_and_value", "SELECT no_such_column FROM metric"),
        ("cross_table.document_has_facts", "SELECT doc FROM document"),
    ],
)
def test_a_broken_check_is_an_error_that_blocks_and_not_a_failed_one(
    expectations: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, sql: str
) -> None:
    monkeypatch.setattr(gate, "load_plan", few_and(file))
    (expectations / "sql" / f"{file}.sql").write_text(sql, encoding="utf-8")
    rows = sound()
    write_database(tmp_path / "tipetl.duckdb", rows, constraints=False)
    report = run_checks(tmp_path / "tipetl.duckdb", row_counts(rows), expectations=expectations)
    assert {r.check_id: r.status for r in report.results if r.status != "passed"} == {
        file: "error",
        "gate.all_checks_ran": "failed",
    }
    assert report.ran == report.planned - 1
    assert set(report.failed_critical) == {file, "gate.all_checks_ran"}
    assert any("could not be made" in finding.message for finding in report.findings)


@pytest.mark.parametrize(
    ("table", "also"),
    [
        ("correction", set()),
        ("metric", {"coverage.candidates", "coverage.facts_kept", "coverage.columns_kept", "coverage.usual_facts"}),
        ("quantity", {"coverage.columns_kept", "coverage.usual_quantities"}),
        ("section", {"coverage.usual_sections"}),
    ],
)
def test_a_table_that_cannot_be_read_is_told_as_a_failure_of_the_checks_and_never_left_out(
    table: str, also: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The meaning of findings is looked up in other tables: a missing table must not look like an empty table."""
    own, of_sentences = (
        {check.check_id for check in load_plan().checks if check.table == name} for name in (table, "sentence")
    )
    monkeypatch.setattr(gate, "load_plan", few_and(*own, *of_sentences))
    database = tmp_path / "tipetl.duckdb"
    # A finding whose cause the judge has to name.
    rows = changed(sound(), "sentence", lambda row: row["position"] == 3, char_end=10**6)
    write_database(database, rows, constraints=False)
    with duckdb.connect(str(database)) as connection:
        connection.execute(f"DROP TABLE {table} CASCADE")
    report = run_checks(database, row_counts(rows))
    broken = {result.check_id for result in report.results if result.status == "error"}
    assert own | also | {"gate.findings_judged"} <= broken
    assert broken <= set(report.failed_critical)
    told = {finding.check_id: finding for finding in report.findings if finding.found == "an error"}
    assert set(told) == broken
    for finding in told.values():
        assert finding.message.startswith(f"The check {finding.check_id} could not be made: ")
        assert (finding.likely, finding.because) == (
            "misread",
            "The check itself failed; that says nothing of the report.",
        )
    assert table in told["gate.findings_judged"].message


def test_an_expectation_that_raises_is_an_error(
    expectations: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "load_plan", few_and("metric.unit_form.unit"))
    path = expectations / "metric.yaml"
    broken = path.read_text(encoding="utf-8").replace("^({units}|[A-Z]{3})$", "(case")
    path.write_text(broken, encoding="utf-8")
    rows = sound()
    write_database(tmp_path / "tipetl.duckdb", rows, constraints=False)
    report = run_checks(tmp_path / "tipetl.duckdb", row_counts(rows), expectations=expectations)
    assert {r.check_id for r in report.results if r.status == "error"} == {"metric.unit_form.unit"}
    assert report.blocked


def test_an_expectation_that_gets_lost_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = engine.validate

    def forgetful(*asked: Any, **more: Any) -> Any:
        return [verdict for verdict in whole(*asked, **more) if verdict.check_id != "metric.key"]

    monkeypatch.setattr(engine, "validate", forgetful)
    monkeypatch.setattr(gate, "load_plan", few_and("metric.key"))
    report = checked(sound(), tmp_path)
    assert {r.check_id for r in report.results if r.status == "error"} == {"metric.key"}
    assert "gate.all_checks_ran" in report.failed_critical


@pytest.mark.usefixtures("few_checks")
@pytest.mark.parametrize("asked", [True, False])
def test_an_engine_that_passes_offending_rows_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: bool
) -> None:
    """Neither rows that the library did not count, nor a query that was never run, may pass as success."""
    whole = engine.validate

    def lenient(*given: Any, **more: Any) -> Any:
        verdicts = whole(*given, **more) if asked else [engine.Verdict(c.check_id, True, 0) for c in given[1].checks]
        return [replace(verdict, success=True, offending=0) for verdict in verdicts]

    monkeypatch.setattr(engine, "validate", lenient)
    rows = changed(sound(), "metric", metric("acquittals", 9), value=90)
    report = checked(rows, tmp_path)
    assert "cross_table.outcomes_within_prosecutions" in report.failed_critical


def test_an_engine_that_fails_lets_no_check_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tipetl.checks import gx

    def failing(*_: object) -> None:
        raise RuntimeError("no checkpoint today")

    monkeypatch.setattr(gx.library.Checkpoint, "run", failing)
    report = checked(sound(), tmp_path)
    broken = {result.check_id for result in report.results if result.status == "error"}
    assert broken == {check.check_id for check in load_plan().checks}
    assert broken <= set(report.failed_critical)


def _endless(connection: duckdb.DuckDBPyConnection) -> None:
    """Run a query that would take hours, and send Ctrl-C meanwhile."""
    # Interrupt every two seconds: an interrupt that arrives in a finalizer is lost. DuckDB asks for signals between its
    # tasks, and one task of a cross join can last minutes, so the rows come from one table.
    signal.setitimer(signal.ITIMER_REAL, 0.05, 2)
    connection.execute("SELECT count(*) FROM range(100000000000000) numbers WHERE hash(range) = 1")
    connection.fetchall()


@pytest.mark.parametrize("place", ["columns", "queries", "preparation", "coverage", "engine"])
def test_an_interrupt_while_a_check_asks_is_no_broken_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    from tipetl.checks.gx import warehouse

    def asking(run: Any, *_: object, **__: object) -> Any:
        if isinstance(run, warehouse.WarehouseTable):
            run = run.datasource.get_execution_engine().connection
        _endless(getattr(run, "_connection", run))

    match place:
        case "columns":
            monkeypatch.setattr(warehouse.WarehouseTable, "get_batch", asking)
        case "queries":
            monkeypatch.setattr(Answers, "offenders", asking)
        case "preparation":
            monkeypatch.setattr(gate._Run, "prepare", asking)
        case "coverage":
            monkeypatch.setattr(engine, "validate", lambda *_, **__: [])
            monkeypatch.setattr(gate.coverage, "measures", asking)
        case "engine":
            monkeypatch.setattr(engine, "validate", lambda *_, **__: signal.raise_signal(signal.SIGINT))
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            checked(sound(), tmp_path)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_checks_are_imported_without_their_engine(tmp_path: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys, tipetl.pipeline as _; print(*(name in sys.modules for name in ('great_expectations', 'pandas')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.strip() == "False False"
