"""A sound build is quiet; each way of breaking it is told by the check that is made for it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.tables.samples import audit_of, sample
from tipetl.checks import CheckReport, load_plan, run_checks
from tipetl.resources import data_dir
from tipetl.store import write_database
from tipetl.tables import DATA_TABLES, TABLES, Row, Rows, row_counts, rows_of


def sound() -> Rows:
    narratives = [sample("ruritania-2013"), sample("graustark-2011", 2011)]
    return rows_of(narratives, [audit_of(narrative) for narrative in narratives])


def checked(rows: Rows, folder: Path, *, expected: dict[str, int] | None = None) -> CheckReport:
    database = folder / "tipetl.duckdb"
    database.unlink(missing_ok=True)
    write_database(database, rows, constraints=False)
    return run_checks(database, expected or row_counts(rows))


def failed(report: CheckReport) -> set[str]:
    return {result.check_id for result in report.results if result.status != "passed"}


def changed(rows: Rows, table: str, where: Callable[[dict[str, Any]], bool], **new: Any) -> Rows:
    """The rows with columns of the first matching row changed; a callable is given the row."""
    names = TABLES[table].column_names
    found: list[Row] = []
    done = False
    for row in rows[table]:
        told = dict(zip(names, row, strict=True))
        if not done and where(told):
            done = True
            told.update({name: value(told) if callable(value) else value for name, value in new.items()})
        found.append(tuple(told.values()))
    assert done, "the row to change was not found"
    return {**rows, table: found}


def anything(row: dict[str, Any]) -> bool:
    return True


def metric(name: str, value: float) -> Callable[[dict[str, Any]], bool]:
    return lambda row: row["metric"] == name and row["value"] == value


def more(name: str) -> Callable[[dict[str, Any]], int]:
    return lambda row: int(row[name]) + 1


def doubled(rows: Rows, table: str, **new: Any) -> Rows:
    """The rows with a second copy of the table's first row, columns of it changed."""
    names = TABLES[table].column_names
    copy = dict(zip(names, rows[table][0], strict=True)) | new
    return {**rows, table: [*rows[table], tuple(copy.values())]}


def without(rows: Rows, table: str, where: Callable[[dict[str, Any]], bool]) -> Rows:
    names = TABLES[table].column_names
    kept = [row for row in rows[table] if not where(dict(zip(names, row, strict=True)))]
    assert len(kept) < len(rows[table])
    return {**rows, table: kept}


def test_a_sound_build_is_quiet_and_every_check_ran(tmp_path: Path) -> None:
    report = checked(sound(), tmp_path)
    assert failed(report) == set()
    assert report.findings == ()
    assert not report.blocked
    planned = len(load_plan().checks)
    gates = len(DATA_TABLES) + 3 + 1
    assert report.planned == report.ran == len(report.results) == planned + gates


# What is changed, and the check that is made for it; others may notice too.
MUTATIONS: dict[str, tuple[Callable[[Rows], Rows], str]] = {
    "a fact twice": (lambda r: doubled(r, "metric"), "metric.key"),
    "a sentence twice": (lambda r: doubled(r, "sentence"), "sentence.key"),
    "a section twice": (lambda r: doubled(r, "section"), "section.key"),
    "a document twice": (lambda r: doubled(r, "document"), "document.key"),
    "a source twice": (lambda r: doubled(r, "audit_document"), "audit_document.key"),
    "a number twice": (lambda r: doubled(r, "quantity"), "quantity.key"),
    "an entity twice": (lambda r: doubled(r, "entity", name="Moldavia"), "entity.key"),
    "a mention twice": (lambda r: doubled(r, "mention"), "mention.key"),
    "a route twice": (lambda r: doubled(r, "flow"), "flow.key"),
    "an item twice": (lambda r: doubled(r, "recommendation"), "recommendation.key"),
    "an issue twice": (lambda r: doubled(r, "issue"), "issue.key"),
    "a candidate twice": (lambda r: doubled(r, "candidate"), "candidate.key"),
    "no metric": (lambda r: changed(r, "metric", anything, metric=None), "metric.required.metric"),
    "no rule": (lambda r: changed(r, "metric", anything, rule=None), "metric.required.rule"),
    "no text": (lambda r: changed(r, "document", anything, text=None), "document.required.text"),
    "no outcome": (lambda r: changed(r, "audit_document", anything, outcome=None), "audit_document.required.outcome"),
    "unknown metric": (lambda r: changed(r, "metric", anything, metric="parking_fines"), "metric.codes.metric"),
    "unknown status": (lambda r: changed(r, "metric", anything, status="perhaps"), "metric.codes.status"),
    "unknown tier": (lambda r: changed(r, "document", anything, tier="4"), "document.codes.tier"),
    "unknown role": (lambda r: changed(r, "document", anything, roles=["hub"]), "document.codes.roles"),
    "unknown victims": (lambda r: changed(r, "flow", anything, victims=["people"]), "flow.codes.victims"),
    "unknown section": (lambda r: changed(r, "section", anything, kind="preface"), "section.codes.kind"),
    "unknown outcome": (
        lambda r: changed(r, "audit_document", anything, outcome="fine"),
        "audit_document.codes.outcome",
    ),
    "unknown kind of number": (lambda r: changed(r, "quantity", anything, kind="sum"), "quantity.codes.kind"),
    "unknown kind of entity": (
        lambda r: doubled(r, "entity", entity_id="person:x", kind="person"),
        "entity.codes.kind",
    ),
    "unknown severity": (lambda r: changed(r, "issue", anything, severity="grave"), "issue.codes.severity"),
    "fact without document": (lambda r: changed(r, "metric", anything, doc="nowhere"), "metric.to_document"),
    "fact without sentence": (lambda r: changed(r, "metric", anything, sentence_position=99), "metric.to_sentence"),
    "part without total": (
        lambda r: changed(r, "metric", lambda row: row["part_of"] is not None, part_of="gone"),
        "metric.to_part_of",
    ),
    "repeats nothing": (lambda r: changed(r, "metric", anything, restates="gone"), "metric.to_restates"),
    "sentence without section": (
        lambda r: changed(r, "sentence", anything, section_position=77),
        "sentence.to_section",
    ),
    "section without document": (lambda r: changed(r, "section", anything, doc="nowhere"), "section.to_document"),
    "document without source": (lambda r: without(r, "audit_document", anything), "document.to_audit_document"),
    "mention without entity": (lambda r: changed(r, "mention", anything, entity_id="country:XXX"), "mention.to_entity"),
    "number with a lost fact": (
        lambda r: changed(r, "quantity", lambda row: row["fact_id"] is not None, fact_id="gone"),
        "quantity.to_metric",
    ),
    "fact one character on": (
        lambda r: changed(r, "metric", anything, char_start=more("char_start"), char_end=more("char_end")),
        "metric.slice.text",
    ),
    "other words in a fact": (lambda r: changed(r, "metric", anything, text="forty"), "metric.slice.text"),
    "candidate one character on": (
        lambda r: changed(r, "candidate", anything, char_end=more("char_end")),
        "candidate.slice.text",
    ),
    "number one character on": (
        lambda r: changed(r, "quantity", anything, char_end=more("char_end")),
        "quantity.slice.text",
    ),
    "mention one character on": (
        lambda r: changed(r, "mention", anything, char_start=more("char_start")),
        "mention.slice.text",
    ),
    "item one character on": (
        lambda r: changed(r, "recommendation", anything, char_end=more("char_end")),
        "recommendation.slice.text",
    ),
    "other words in a sentence": (lambda r: changed(r, "sentence", anything, text="Nothing."), "sentence.slice.text"),
    "sentence before the text": (lambda r: changed(r, "sentence", anything, char_start=-4), "sentence.slice.text"),
    "negative figure": (
        lambda r: changed(r, "metric", metric("convictions", 40), value=-40),
        "metric.not_negative.value",
    ),
    "year of another age": (
        lambda r: changed(r, "metric", metric("convictions", 40), year=201),
        "metric.year_range.year",
    ),
    "too sure": (lambda r: changed(r, "metric", anything, confidence=1.5), "metric.confidence_range.confidence"),
    "odd unit": (lambda r: changed(r, "metric", anything, unit="people"), "metric.unit_form.unit"),
    "short hash": (lambda r: changed(r, "document", anything, source_id="abc"), "document.sha256.source_id"),
    "country name for a code": (lambda r: changed(r, "document", anything, iso3="Ruritania"), "document.iso3.iso3"),
    "flow to a name": (lambda r: changed(r, "flow", anything, origin_iso3="Moldova"), "flow.iso3.origin_iso3"),
    "report before the first": (
        lambda r: changed(r, "document", anything, report_year=1999),
        "document.report_year.report_year",
    ),
    "source of another hash": (
        lambda r: changed(r, "document", anything, source_id="0" * 64),
        "cross_table.one_outcome_a_source",
    ),
    "read but said to be corrupt": (
        lambda r: changed(r, "audit_document", anything, outcome="corrupt"),
        "cross_table.one_outcome_a_source",
    ),
    "said to be read but no document": (
        lambda r: doubled(r, "audit_document", doc="lost", name="lost.txt"),
        "cross_table.one_outcome_a_source",
    ),
    "text changed behind the offsets": (
        lambda r: changed(r, "document", anything, text=lambda row: row["text"] + "!"),
        "cross_table.canonical_text",
    ),
    "carriage return in the text": (
        lambda r: changed(r, "document", anything, text=lambda row: row["text"][:-1] + "\r"),
        "cross_table.canonical_text",
    ),
    "narrative of another year": (
        lambda r: changed(r, "document", anything, narrative_id="RUR-1999"),
        "cross_table.narrative_named",
    ),
    "sections overlap": (
        lambda r: changed(r, "section", lambda row: row["position"] == 1, char_start=3),
        "cross_table.sections_in_order",
    ),
    "section past the end": (
        lambda r: changed(r, "section", lambda row: row["position"] == 4, char_end=10**6),
        "cross_table.sections_in_order",
    ),
    "sentence in another section": (
        lambda r: changed(r, "sentence", lambda row: row["position"] == 1, section_position=3),
        "cross_table.sentences_in_order",
    ),
    "a sentence lost in the middle": (
        lambda r: without(r, "sentence", lambda row: row["position"] == 3),
        "cross_table.sentences_in_order",
    ),
    "an item lost": (
        lambda r: without(r, "recommendation", lambda row: row["position"] == 0),
        "cross_table.recommendations_in_order",
    ),
    "fact told of the sentence before": (
        lambda r: changed(
            r, "metric", metric("convictions", 40), sentence_position=lambda row: row["sentence_position"] - 1
        ),
        "cross_table.words_in_sentence",
    ),
    "another sentence in a fact": (
        lambda r: changed(r, "metric", anything, sentence="Judges convicted nobody."),
        "cross_table.sentence_as_told",
    ),
    "another section in a fact": (
        lambda r: changed(r, "metric", anything, section="prevention"),
        "cross_table.sentence_as_told",
    ),
    "another sentence in a route": (
        lambda r: changed(r, "flow", anything, sentence="Nobody."),
        "cross_table.sentence_as_told",
    ),
    "none that is one": (
        lambda r: changed(r, "metric", lambda row: row["status"] == "none", value=1),
        "cross_table.status_and_value",
    ),
    "reported without a value": (
        lambda r: changed(r, "metric", metric("convictions", 40), value=None),
        "cross_table.status_and_value",
    ),
    "not reported with a value": (
        lambda r: changed(r, "metric", metric("convictions", 40), status="not_reported"),
        "cross_table.status_and_value",
    ),
    "victims counted in cases": (
        lambda r: changed(r, "metric", metric("victims_identified", 54), unit="case"),
        "cross_table.unit_of_metric",
    ),
    "term in dollars": (
        lambda r: changed(r, "metric", metric("sentence_terms", 12), unit="USD"),
        "cross_table.unit_of_metric",
    ),
    "count on convictions": (
        lambda r: changed(r, "metric", metric("convictions", 40), count=3),
        "cross_table.fields_of_metric",
    ),
    "purpose on victims": (
        lambda r: changed(r, "metric", metric("victims_identified", 54), purpose="general"),
        "cross_table.fields_of_metric",
    ),
    "year on a law": (
        lambda r: changed(r, "metric", metric("penalty_prescribed", 36), year=2012),
        "cross_table.fields_of_metric",
    ),
    "number of kind fact without one": (
        lambda r: changed(r, "quantity", lambda row: row["kind"] == "ordinal", kind="fact"),
        "cross_table.number_and_fact",
    ),
    "ordinal with a fact": (
        lambda r: changed(r, "quantity", lambda row: row["fact_id"] is not None, kind="ordinal"),
        "cross_table.number_and_fact",
    ),
    "a part of itself": (
        lambda r: changed(r, "metric", anything, part_of=lambda row: row["fact_id"]),
        "cross_table.totals_not_circular",
    ),
    "candidate counted too": (
        lambda r: {**r, "candidate": [*r["candidate"], r["metric"][0]]},
        "cross_table.candidate_is_no_fact",
    ),
    "mention of another kind": (
        lambda r: changed(r, "mention", anything, kind="place"),
        "cross_table.mention_of_its_kind",
    ),
    "route without an end": (
        lambda r: changed(r, "flow", anything, destination_iso3=None),
        "cross_table.flow_has_ends",
    ),
    "route with two ends": (
        lambda r: changed(r, "flow", anything, origin_region="Europe"),
        "cross_table.flow_has_ends",
    ),
    "range backwards": (
        lambda r: changed(r, "metric", metric("sentence_terms", 24), value=72),
        "cross_table.range_in_order",
    ),
    "year to come": (
        lambda r: changed(r, "metric", metric("convictions", 40), year=2031),
        "cross_table.year_before_report",
    ),
    "comparator of the same year": (
        lambda r: changed(r, "metric", metric("prosecutions", 20), year=lambda row: row["year"] + 1),
        "cross_table.comparator_before_current",
    ),
    "fact from the recommendations": (
        lambda r: changed(r, "metric", anything, section="recommendations"),
        "cross_table.recommendation_is_no_fact",
    ),
    "the same narrative again": (
        lambda r: changed(r, "document", anything, narrative_id="RUR-2001", report_year=2001),
        "cross_table.narrative_once",
    ),
    "noted while reading": (lambda r: changed(r, "issue", anything, severity="warning"), "cross_table.reading_issue"),
    "a document without facts": (
        lambda r: without(without(r, "metric", anything), "quantity", anything),
        "cross_table.document_has_facts",
    ),
    "numbers that mean nothing": (
        lambda r: {
            **r,
            "quantity": [(row[0], "unexplained", *row[2:8], None, *row[9:]) for row in r["quantity"]],
        },
        "cross_table.unexplained_numbers",
    ),
    "more children than victims": (
        lambda r: changed(r, "metric", lambda row: row["age"] == "child", value=120),
        "cross_table.children_within_victims",
    ),
    "a part above its total": (
        lambda r: changed(r, "metric", metric("victims_identified", 30), value=55),
        "cross_table.part_within_total",
    ),
    "parts above their total": (
        lambda r: changed(r, "metric", metric("victims_identified", 24), value=25),
        "cross_table.parts_within_total",
    ),
    "more sentenced than convicted": (
        lambda r: changed(r, "metric", lambda row: row["count"] == 23, count=230),
        "cross_table.sentenced_within_convicted",
    ),
    "a term above every law": (
        lambda r: changed(r, "metric", metric("sentence_terms", 24), value_high=240),
        "cross_table.terms_within_penalties",
    ),
    "more outcomes than cases": (
        lambda r: changed(r, "metric", metric("acquittals", 9), value=90),
        "cross_table.outcomes_within_prosecutions",
    ),
}


FIRST_YEAR = 2001
UNTOUCHED = "a-sound-document"


@pytest.fixture(scope="module")
def mutated(tmp_path_factory: pytest.TempPathFactory) -> CheckReport:
    """One build in which each mutation has broken a document of its own, named like it, beside one that is sound."""
    together: Rows = {name: [] for name in DATA_TABLES}
    for number, name in enumerate([UNTOUCHED, *MUTATIONS]):
        narrative = sample(name, FIRST_YEAR + number)
        rows = rows_of([narrative], [audit_of(narrative)])
        if name in MUTATIONS:
            rows = MUTATIONS[name][0](rows)
        for table, found in rows.items():
            together[table].extend(found)
    together["entity"] = list(dict.fromkeys(together["entity"]))
    return checked(together, tmp_path_factory.mktemp("mutated"))


@pytest.mark.parametrize("name", list(MUTATIONS))
def test_each_way_of_breaking_a_build_is_told_by_its_own_check(name: str, mutated: CheckReport) -> None:
    check_id = MUTATIONS[name][1]
    results = {result.check_id: result for result in mutated.results}
    assert results[check_id].status == "failed"
    docs = {finding.doc for finding in mutated.findings if finding.check_id == check_id}
    # Entities belong to no document, and two mutations give the row a document's name that is not there.
    assert docs & {name, None, "nowhere", "lost"}, f"{check_id} points at {docs}"
    assert UNTOUCHED not in docs
    assert (check_id in mutated.failed_critical) == (results[check_id].severity == "critical")


def test_a_broken_build_breaks_no_check(mutated: CheckReport) -> None:
    assert [result.check_id for result in mutated.results if result.status == "error"] == []
    assert mutated.ran == mutated.planned


def test_every_check_of_figures_has_a_mutation() -> None:
    told = {check_id for _, check_id in MUTATIONS.values()}
    cross = {check.check_id for check in load_plan().checks if check.table == "cross_table"}
    assert cross - told == {"cross_table.outcomes_within_tried", "cross_table.breakdown_adds_up"}  # test_figures.py


def test_a_finding_points_at_the_words_and_at_every_sentence_it_rests_on(tmp_path: Path) -> None:
    rows = changed(sound(), "metric", lambda r: r["metric"] == "acquittals" and r["doc"] == "ruritania-2013", value=90)
    (finding,) = checked(rows, tmp_path).findings
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


def test_findings_and_results_are_rows_that_can_be_published(tmp_path: Path) -> None:
    rows = changed(sound(), "metric", metric("acquittals", 9), value=90)
    report = checked(rows, tmp_path)
    told = report.rows()
    assert len(told["check_result"]) == report.planned
    assert len(told["finding"]) == 1
    assert len(told["finding_sentence"]) == 2
    write_database(tmp_path / "published.duckdb", {**rows, **told})
    assert checked(rows, tmp_path).rows() == told


def test_rows_that_were_lost_or_added_on_the_way_block(tmp_path: Path) -> None:
    rows = sound()
    expected = row_counts(rows)
    for name, wrong in (("metric", 1), ("issue", -1), ("candidate", 1)):
        report = checked(rows, tmp_path, expected={**expected, name: expected[name] + wrong})
        assert report.failed_critical == (f"gate.row_count.{name}",)
        assert report.findings[0].found == str(expected[name])


def test_a_critical_failure_blocks_and_a_warning_does_not(tmp_path: Path) -> None:
    misread = checked(changed(sound(), "metric", metric("convictions", 40), value=-40), tmp_path)
    assert misread.failed_critical == ("metric.not_negative.value",)
    misprinted = checked(changed(sound(), "metric", metric("victims_identified", 24), value=25), tmp_path)
    assert failed(misprinted) == {"cross_table.parts_within_total"}
    assert not misprinted.blocked


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
    expectations: Path, tmp_path: Path, file: str, sql: str
) -> None:
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


def test_an_expectation_that_raises_is_an_error(expectations: Path, tmp_path: Path) -> None:
    path = expectations / "metric.yaml"
    broken = path.read_text(encoding="utf-8").replace("^(case|person|event|facility|call|month|[A-Z]{3})$", "(case")
    path.write_text(broken, encoding="utf-8")
    rows = sound()
    write_database(tmp_path / "tipetl.duckdb", rows, constraints=False)
    report = run_checks(tmp_path / "tipetl.duckdb", row_counts(rows), expectations=expectations)
    assert {r.check_id for r in report.results if r.status == "error"} == {"metric.unit_form.unit"}
    assert report.blocked


def test_an_expectation_that_gets_lost_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tipetl.checks import engine

    whole = engine.Session.validate

    def forgetful(self: Any, frame: Any, checks: Any, told_by: Any) -> Any:
        return [verdict for verdict in whole(self, frame, checks, told_by) if verdict.check_id != "metric.key"]

    monkeypatch.setattr(engine.Session, "validate", forgetful)
    report = checked(sound(), tmp_path)
    assert {r.check_id for r in report.results if r.status == "error"} == {"metric.key"}
    assert "gate.all_checks_ran" in report.failed_critical


def test_an_engine_that_passes_offending_rows_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tipetl.checks import engine

    monkeypatch.setattr(
        engine.Session,
        "validate",
        lambda self, frame, checks, told_by: [engine.Verdict(c.check_id, True, 0) for c in checks],
    )
    rows = changed(sound(), "metric", metric("acquittals", 9), value=90)
    report = checked(rows, tmp_path)
    assert "cross_table.outcomes_within_prosecutions" in report.failed_critical


def test_checks_are_imported_without_their_engine(tmp_path: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys, tipetl.pipeline as _; print(*(name in sys.modules for name in ('great_expectations', 'pandas')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.strip() == "False False"


def test_checking_writes_nothing_and_prints_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    checked(sound(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["tipetl.duckdb"]
    assert capfd.readouterr() == ("", "")
