"""Findings are carried over where nothing changed, and the result is as if all checks had been made again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.checks.breaking import changed
from tests.checks.built import opened, rows_of_each
from tests.checks.mutations import MUTATIONS
from tests.few_checks import few_checks
from tests.tables.samples import audit_of, reading_of, sample
from tipetl.checks import CheckReport, carrying, load_plan, run_checks
from tipetl.checks.carrying import Answers
from tipetl.checks.offenders import is_query, query_of
from tipetl.tables import DATA_TABLES, TABLES, Rows, row_counts, rows_of

PLAN = load_plan()
QUERIES = {check.check_id: query_of(check) for check in PLAN.checks if is_query(check)}
COUNTRIES = 6
DOUBTFUL = ("a document twice",)
"""Mutations after which no document has a known country."""


def _collection() -> Rows:
    """Make a document for every fourth mutation, broken by it, in several countries, and a sound document of each
    country.
    """
    together: Rows = {name: [] for name in DATA_TABLES}
    code_at = TABLES["document"].positions(("iso3",))[0]
    names = [*(f"sound {country}" for country in range(COUNTRIES)), *list(MUTATIONS)[::4]]
    narratives = [sample(name, 2001 + number // COUNTRIES) for number, name in enumerate(names)]
    rows_by_name: dict[str, Rows] = {}
    for country in range(COUNTRIES):
        rows_by_name |= zip(names[country::COUNTRIES], rows_of_each(narratives[country::COUNTRIES]), strict=True)
    for number, name in enumerate(names):
        rows = rows_by_name[name]
        if name in MUTATIONS and name not in DOUBTFUL:
            rows = MUTATIONS[name][0](rows)
        code = f"Q{number % COUNTRIES:02}"
        rows["document"] = [(*row[:code_at], code, *row[code_at + 1 :]) for row in rows["document"]]
        for table, found in rows.items():
            together[table].extend(found)
    for table in ("entity", "country_region"):
        together[table] = [row for place, row in enumerate(together[table]) if row not in together[table][:place]]
    docs = {row[0] for row in together["document"]}
    first, later = TABLES["restatement"].positions(("first_doc", "later_doc"))
    together["restatement"] = [
        row for row in together["restatement"] if row[first] == row[later] and row[first] in docs
    ]
    return together


@pytest.fixture(scope="module")
def collection() -> Rows:
    return _collection()


def _told(answers: Answers) -> dict[str, list[str]]:
    return {check_id: sorted(map(repr, answers.offenders(check_id, query))) for check_id, query in QUERIES.items()}


@contextmanager
def _answers(rows: Rows, folder: Path, kept: Path | None) -> Iterator[Answers]:
    with opened(rows, folder) as connection, Answers(connection, PLAN, kept) as answers:
        answers.prepare()
        yield answers


def test_each_query_of_a_country_finds_there_what_it_finds_among_all(collection: Rows, tmp_path: Path) -> None:
    kept = tmp_path / "checks.json"
    with _answers(collection, tmp_path, kept) as answers:
        found = _told(answers)
        answers.keep()
    assert sum(map(bool, found.values())) > 30
    positions = TABLES["document"].positions(("doc", "iso3"))
    here = {row[positions[0]] for row in collection["document"] if row[positions[1]] == "Q03"}
    rows = changed(collection, "metric", lambda row: row["doc"] in here, value=7.0)
    with _answers(rows, tmp_path, None) as answers:
        everything = _told(answers)
    assert everything != found
    with _answers(rows, tmp_path, kept) as answers:
        assert answers.asked_in_part
        assert _told(answers) == everything
        examined = {name: answers.count(name) for name in ("figure", "yearly", "metric", "own")}
    with _answers(rows, tmp_path, None) as answers:
        assert examined == {name: answers.count(name) for name in examined}


def test_what_several_queries_about_all_documents_share_is_computed_once(collection: Rows, tmp_path: Path) -> None:
    kept = tmp_path / "checks.json"
    with _answers(collection, tmp_path, kept) as answers:
        _told(answers)
        answers.keep()
    told = "SELECT table_name, table_type FROM information_schema.tables WHERE table_catalog = 'temp'"
    with opened(collection, tmp_path) as connection, Answers(connection, PLAN, kept) as answers:
        answers.prepare()
        made = dict(connection.execute(told).fetchall())
    # both sums of narratives read `yearly`, and only `yearly` reads `figure`
    assert (made["yearly"], made["figure"]) == ("LOCAL TEMPORARY", "VIEW")


def _sound(value: float = 9.0) -> Rows:
    narratives = [
        sample(name, year) for name, year in (("ruritania-2013", 2013), ("graustark-2011", 2011), ("x", 2009))
    ]
    narratives = [
        replace(one, document=replace(one.document, iso3=code, narrative_id=f"{code}-{one.document.report_year}"))
        for one, code in zip(narratives, ("QAA", "QBB", "QCC"), strict=True)
    ]
    rows = rows_of(narratives, list(map(audit_of, narratives)), list(map(reading_of, narratives)))
    return changed(rows, "metric", lambda row: row["doc"] == "x" and row["metric"] == "convictions", value=value)


FEW = few_checks()
FEW_QUERIES = {check.check_id for check in FEW.checks if is_query(check)}


def _checked(rows: Rows, folder: Path, kept: Path | None) -> CheckReport:
    with opened(rows, folder) as connection:
        return run_checks(connection, row_counts(rows), kept=kept)


@pytest.mark.usefixtures("few_checks")
def test_a_report_is_the_same_whatever_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, rows = tmp_path / "checks.json", _sound(4000.0)
    wanted = _checked(rows, tmp_path, None)
    assert wanted.findings
    _checked(_sound(), tmp_path, kept)
    before = kept.read_bytes()
    assert _checked(rows, tmp_path, kept) == wanted
    assert kept.read_bytes() != before
    assert _checked(rows, tmp_path, kept) == wanted  # if all findings are carried over
    whole = kept.read_bytes()
    for damaged in (b"", whole[:-9], whole.replace(b"QAA", b"QAB"), before[:32] + whole[32:]):
        kept.write_bytes(damaged)
        assert carrying._read(kept, FEW, FEW_QUERIES) == {}
    assert _checked(rows, tmp_path, kept) == wanted
    assert carrying._read(kept, FEW, FEW_QUERIES).keys() >= {"country QAA", "country QBB", "country QCC"}
    assert carrying._read(kept, replace(FEW, preparation=f"{FEW.preparation} "), FEW_QUERIES) == {}
    monkeypatch.setattr(carrying, "program_version", lambda: "another")
    assert carrying._read(kept, FEW, FEW_QUERIES) == {}


def test_documents_of_which_the_country_is_in_doubt_are_asked_together(tmp_path: Path) -> None:
    rows = _sound()
    rows["document"].append(rows["document"][0])
    with _answers(rows, tmp_path, tmp_path / "checks.json") as answers:
        assert _told(answers)["document.key"]
        answers.keep()
    assert not (tmp_path / "checks.json").exists()
