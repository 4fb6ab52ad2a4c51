"""Contradictions of every kind are found, and their sound counterparts raise no finding (``planted_cases.yaml``)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.checks.built import checked, rows_of_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

SUMMARY = (
    "The Government of Moldova does not fully {meet|comply with} the minimum standards for the elimination of "
    "trafficking; "
    "however, it is making significant efforts to do so. Officials of several ministries met each month."
)
GAP = re.compile(r"\{([^|}]*)\|([^}]*)\}")
#: replacements that fill the gaps of ``SUMMARY``, by report year
STYLES = {2017: r"\1", 2006: r"\2"}
#: the fillings of a passage's gaps
GROUPS = {"wrong": r"\1", "right": r"\2"}
_FILE = Path(__file__).with_suffix("").with_name("planted_cases.yaml")
#: passages whose sound counterpart still raises a false alarm begin with this mark
FALSE_ALARM = "!"
#: report year, kind, passage, and whether the contradiction is found
CASES = [
    (year, kind, passage.removeprefix("~").replace("\n", "\n\n"), not passage.startswith("~"))
    for year, kinds in yaml.safe_load(_FILE.read_text(encoding="utf-8")).items()
    for kind, passages in kinds.items()
    for passage in passages
]


def narrative_of(passage: str, report_year: int, which: str) -> str:
    """Return a narrative of a passage whose gaps are filled the ``wrong`` or the ``right`` way."""
    summary = GAP.sub(STYLES[report_year], SUMMARY)
    return f"MOLDOVA (Tier 2)\n\n{summary}\n\n{GAP.sub(GROUPS[which], passage)}\n"


@pytest.fixture(scope="module")
def loud(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[str]]:
    """Return the warnings of the checks by document."""
    found: dict[str, list[str]] = {}
    for report_year in STYLES:
        texts = {
            f"{which}-{number}": narrative_of(words, year, which)
            for number, (year, words) in enumerate((year, said.removeprefix(FALSE_ALARM)) for year, _, said, _ in CASES)
            for which in GROUPS
            if year == report_year
        }
        rows = rows_of_texts(texts, report_year=report_year, alone=True)
        for finding in checked(rows, tmp_path_factory.mktemp(f"planted-{report_year}")).findings:
            if finding.severity != "info" and finding.doc:
                found.setdefault(finding.doc, []).append(f"{finding.check_id}: {finding.message}")
    return found


@pytest.mark.parametrize("number", range(len(CASES)), ids=[f"{kind}-{k}" for k, (_, kind, _, _) in enumerate(CASES)])
def test_what_cannot_be_so_is_found_and_its_sound_twin_is_not(loud: Mapping[str, list[str]], number: int) -> None:
    _, _, passage, wanted = CASES[number]
    assert (f"wrong-{number}" in loud) == wanted, passage
    assert (f"right-{number}" in loud) == passage.startswith(FALSE_ALARM), (passage, loud.get(f"right-{number}"))


def test_most_are_found() -> None:
    assert sum(wanted for _, _, _, wanted in CASES) >= 0.85 * len(CASES)
