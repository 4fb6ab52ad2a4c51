"""Test which figures of earlier reports are confirmed, revised and contradicted by hand-written reports
(``told_history.yaml``).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.checks.built import rows_of_texts
from tipetl.tables import TABLES, Rows

HISTORY = yaml.safe_load(Path(__file__).with_name("told_history.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rows() -> Rows:
    return rows_of_texts(
        {
            f"{country.lower()}-{year}": (
                f"{country.upper()} (Tier 2)\n\nThe Government of {country} does not fully meet the minimum "
                f"standards for the elimination of trafficking.\n\nProsecution\n\n{prosecution}\n\n"
                f"Protection\n\n{protection}\n\n"
                "Prevention\n\nThe government ran a campaign in schools.\n"
            )
            for country, years in HISTORY["told"].items()
            for year, (prosecution, protection) in years.items()
        }
    )


def restatements(rows: Rows) -> list[dict[str, Any]]:
    names = TABLES["restatement"].column_names
    return [dict(zip(names, row, strict=True)) for row in rows["restatement"]]


def places(rows: Rows, status: str) -> set[tuple[str, str, int]]:
    return {(row["iso3"], row["metric"], row["year"]) for row in restatements(rows) if row["status"] == status}


@pytest.mark.parametrize("status", sorted(HISTORY["planted"]))
def test_what_reports_revise_and_contradict_is_found_and_nothing_is_invented(rows: Rows, status: str) -> None:
    assert places(rows, status) == set(map(tuple, HISTORY["planted"][status]))


def test_most_comparators_confirm(rows: Rows) -> None:
    assert len(places(rows, "confirmed")) >= 34


def test_a_part_of_a_figure_that_was_wrong_revises_nothing(rows: Rows) -> None:
    told = [
        row for row in restatements(rows) if (row["iso3"], row["metric"], row["year"]) == ("TCD", "convictions", 2013)
    ]
    assert [(row["first_value"], row["later_value"]) for row in told] == [(9, 8)]
