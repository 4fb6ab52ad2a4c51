"""A claim is reported where, and only where, the figures contradict it (``claim_cases``)."""

from __future__ import annotations

import re

import pytest

from tests.checks.built import checked, rows_of_texts
from tests.checks.claim_cases import CASES, CASES_OF, NEAR_MISSES
from tipetl.checks import CheckReport

SUMMARY = (
    "The Government of Moldova does not fully meet the minimum standards for the elimination of trafficking but is "
    "making significant efforts to do so. Officials of several ministries continued to meet each month."
)
GAP = re.compile(r"\{([^|}]*)\|([^}]*)\}")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> CheckReport:
    texts = {}
    for number, (_, section, sentences) in enumerate(CASES):
        for which, group in (("wrong", r"\1"), ("right", r"\2")):
            texts[f"{which}-{number}"] = _narrative(section, GAP.sub(group, sentences))
    for number, (section, sentences) in enumerate(NEAR_MISSES):
        texts[f"near-{number}"] = _narrative(section, sentences)
    return checked(rows_of_texts(texts, report_year=2017, alone=True), tmp_path_factory.mktemp("claims"))


def _narrative(section: str, sentences: str) -> str:
    return f"MOLDOVA (Tier 2)\n\n{SUMMARY}\n\n{section.title()}\n\n{sentences}\n"


def found(report: CheckReport, doc: str) -> set[str]:
    """Return what the checks of claims found in a document."""
    told = {finding.check_id.partition(".")[2] for finding in report.findings if finding.doc == doc}
    return told & CASES_OF.keys()


@pytest.mark.parametrize("number", range(len(CASES)), ids=[f"{check}-{k}" for k, (check, _, _) in enumerate(CASES)])
def test_what_cannot_be_so_is_found_and_its_sound_twin_is_not(report: CheckReport, number: int) -> None:
    check, _, sentences = CASES[number]
    assert check in found(report, f"wrong-{number}"), sentences
    assert found(report, f"right-{number}") == set(), sentences


@pytest.mark.parametrize("number", range(len(NEAR_MISSES)))
def test_what_only_looks_wrong_is_not_found(report: CheckReport, number: int) -> None:
    assert found(report, f"near-{number}") == set(), NEAR_MISSES[number][1]
