"""Comparing years finds all planted restatements and contradictions, and no others."""

from __future__ import annotations

import pytest

from tests.checks.built import checked, rows_of_texts
from tests.checks.history import COUNTRIES, REPORT_YEARS, History, history
from tipetl.checks import CheckReport
from tipetl.countries import find_country
from tipetl.tables import TABLES, Rows


@pytest.fixture(scope="module")
def made() -> History:
    return history()


@pytest.fixture(scope="module")
def rows(made: History) -> Rows:
    return rows_of_texts(made.texts)


@pytest.fixture(scope="module")
def report(rows: Rows, tmp_path_factory: pytest.TempPathFactory) -> CheckReport:
    return checked(rows, tmp_path_factory.mktemp("history"))


def told(rows: Rows, status: str) -> dict[tuple[str, str, int], tuple[int, int]]:
    names = TABLES["restatement"].column_names
    found = [dict(zip(names, row, strict=True)) for row in rows["restatement"]]
    places = [
        ((r["iso3"], r["metric"], r["year"]), (r["first_value"], r["later_value"]))
        for r in found
        if r["status"] == status
    ]
    assert len(dict(places)) == len(places), "a place twice"
    return dict(places)


def coded(places: dict[tuple[str, str, int], tuple[int, int]]) -> dict[tuple[str, str, int], tuple[int, int]]:
    found = {}
    for (country, metric, year), values in places.items():
        known = find_country(country)
        assert known is not None
        found[(known.iso3, metric, year)] = values
    return found


def test_the_history_is_worth_a_test(made: History) -> None:
    assert len(COUNTRIES) >= 10
    assert len(REPORT_YEARS) >= 5
    assert min(len(made.restated), len(made.contradicted)) >= 12
    assert len(made.confirmed) >= 100


@pytest.mark.parametrize("status", ["confirmed", "restated", "contradicted"])
def test_every_comparator_is_told_as_it_was_planted_and_none_is_invented(
    status: str, made: History, rows: Rows
) -> None:
    assert told(rows, status) == coded(getattr(made, status))


def test_each_contradiction_is_a_finding_at_the_later_sentence_that_names_both(
    made: History, report: CheckReport
) -> None:
    findings = [f for f in report.findings if f.check_id == "cross_table.restatement_told"]
    assert len(findings) == len(made.contradicted)
    for (country, metric, year), (first, later) in made.contradicted.items():
        doc = f"{country.lower()}-{year + 2}"
        (finding,) = [f for f in findings if f.doc == doc and f.message.startswith(f"{metric} in {year}")]
        assert finding.severity == "warning"
        assert finding.expected == f"{first} as in the report of {year + 1}"
        assert finding.found == str(later)
        assert f"{country.lower()}-{year + 1}" in finding.message
        assert finding.char_start is not None
        assert made.texts[doc][finding.char_start : finding.char_end] == str(later)
        marks = [(s.doc, [piece for piece, marked in s.pieces() if marked]) for s in finding.sentences]
        earlier = f"{country.lower()}-{year + 1}"
        assert [name for name, _ in marks] == [doc, earlier]
        assert str(later) in marks[0][1]
        assert str(first) in marks[1][1]


def test_the_rest_of_the_history_is_sound(report: CheckReport) -> None:
    assert not report.blocked
    other = {f.check_id for f in report.findings} - {"cross_table.restatement_told"}
    assert other <= {"cross_table.outcomes_within_prosecutions"}
