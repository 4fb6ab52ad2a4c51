"""Test the ten questions: each block of the page runs as printed, and returns the printed answer."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from scripts.questions import PAGE, answer_table, example_rows, questions_page
from tests.tables.samples import named
from tipetl.errors import DataFileError
from tipetl.store import query, write_database
from tipetl.tables import TABLES, Rows
from tipetl.tables.columns import as_rows
from tipetl.tables.questions import questions


@dataclass(frozen=True)
class Shown:
    """A question as shown on the page."""

    title: str
    sql: str
    answer: str


def shown() -> list[Shown]:
    parts = PAGE.read_text(encoding="utf-8").split("\n## ")[1:]
    found = []
    for part in parts:
        match = re.search(r"```sql\n(.*?)\n```\n\n(.*)", part, re.DOTALL)
        assert match, part
        found.append(Shown(part.split("\n", 1)[0], match[1], match[2].strip()))
    return found


@pytest.fixture(scope="module")
def rows() -> Rows:
    return as_rows(example_rows())


@pytest.fixture(scope="module")
def database(rows: Rows, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("questions") / "tipetl.duckdb"
    write_database(path, rows)
    return path


def test_there_are_ten_and_the_page_is_not_stale(database: Path) -> None:
    assert len(questions()) == len(shown()) == 10
    assert PAGE.read_text(encoding="utf-8") == questions_page(database), "write it again: make docs"


@pytest.mark.parametrize("one", shown(), ids=lambda one: one.title)
def test_the_block_of_the_page_gives_the_answer_of_the_page(one: Shown, database: Path) -> None:
    result = query(database, one.sql)
    assert result.rows, "an example that answers nothing shows nothing"
    assert answer_table(result) == one.answer


def test_sqlite_gives_the_same_answers(rows: Rows, database: Path) -> None:
    connection = sqlite3.connect(":memory:")
    for table in TABLES.values():
        columns = ", ".join(f'"{name}"' for name in table.column_names)
        connection.execute(f'CREATE TABLE "{table.name}" ({columns})')
        connection.executemany(
            f'INSERT INTO "{table.name}" VALUES ({", ".join("?" for _ in table.columns)})',
            [[json.dumps(v) if isinstance(v, list) else v for v in row] for row in rows.get(table.name, ())],
        )
    for question in questions():
        theirs = connection.execute(question.sql).fetchall()
        assert Counter(theirs) == Counter(query(database, question.sql).rows), question.name


def answer(database: Path, name: str) -> list[dict[str, Any]]:
    result = query(database, next(question.sql for question in questions() if question.name == name))
    return [dict(zip(result.columns, row, strict=True)) for row in result.rows]


def test_answers_are_what_the_texts_say(database: Path) -> None:
    """Compare with answers found by eye in ``tests/questions/narratives``."""
    restated = {(r["country"], r["metric"], r["first_value"], r["later_value"], r["status"]) for r in
                answer(database, "restated_figures")}  # fmt: skip
    assert restated == {
        ("Latvia", "investigations", 22, 24, "restated"),
        ("Zambia", "convictions", 1, 2, "contradicted"),
        ("Zambia", "victims_identified", 23, 26, "contradicted"),
    }
    moved = {(r["country"], r["report_year"], r["tier_before"], r["tier"], r["movement"], r["movement_from"]) for r in
             answer(database, "tier_changes")}  # fmt: skip
    assert ("Latvia", 2015, "2", "1", "up", "told") in moved
    assert ("Jordan", 2014, "2", "2WL", "down", "compared") in moved
    forms = {(r["country"], r["year"]): (r["victims"], r["sex"], r["labor"]) for r in
             answer(database, "sex_and_labor_trafficking")}  # fmt: skip
    assert forms["Latvia", 2014] == (38, 22, 16)
    assert forms["Zambia", 2017] == (31, 12, 19)
    below = {(r["country"], r["report_year"], r["years_low"], r["longest"]) for r in
             answer(database, "penalties_below_the_standard")}  # fmt: skip
    assert ("Jordan", 2014, 0.5, 3) in below
    assert not {row for row in below if row[0] == "Zambia" and row[1] == 2018}
    silent = {(r["country"], r["metric"], r["official"]) for r in answer(database, "unanswered_metrics")}
    assert {("Latvia", "Victims compensated", False), ("Zambia", "Hotline calls", False)} <= silent
    officials = {(r["country"], r["report_year"], r["metric"], r["status"]) for r in
                 answer(database, "complicit_officials")}  # fmt: skip
    assert {("Zambia", 2018, "Convictions", "none"), ("Latvia", 2015, "Prosecutions", "not_reported")} <= officials


def test_answers_agree_with_the_rows(rows: Rows, database: Path) -> None:
    """Compute the same answers in Python, without SQL, and compare."""
    cells = {(c["iso3"], c["year"], c["metric"]): c for c in named(rows, "country_year")}
    convicted = sum(c["metric"] == "convictions" and c["value"] is not None for c in cells.values())
    assert len(answer(database, "convictions_over_years")) == convicted
    rates = []
    for (iso3, year, metric), cell in cells.items():
        other = cells.get((iso3, year, "convictions"))
        if metric != "prosecutions" or other is None or not cell["value"] or other["value"] is None:
            continue
        if cell["basis"] == other["basis"] == "total" and cell["unit"] == other["unit"]:
            rates.append(round(100 * other["value"] / cell["value"], 1))
    assert [r["convictions_per_100"] for r in answer(database, "conviction_rate")] == sorted(rates, reverse=True)
    reports = {document["doc"]: document["report_year"] for document in named(rows, "document")}
    countries = {document["doc"]: document["iso3"] for document in named(rows, "document")}
    into = Counter(
        (flow["origin_iso3"] or flow["origin_region"], flow["exploitation"], flow["doc"])
        for flow in named(rows, "flow")
        if flow["destination_iso3"] == "JOR" and flow["origin_iso3"] != "JOR"
    )
    narratives = Counter((origin, form) for origin, form, _ in into)
    assert Counter(narratives.values()) == Counter(r["narratives"] for r in answer(database, "routes_into_a_country"))
    asked: dict[tuple[str, str], set[int]] = {}
    for item in named(rows, "recommendation"):
        for theme in item["themes"]:
            asked.setdefault((countries[item["doc"]], theme), set()).add(reports[item["doc"]])
    repeated = sorted((len(years) for years in asked.values() if len(years) > 1), reverse=True)
    assert [r["report_years"] for r in answer(database, "recommendations_repeated")] == repeated[:25]


def test_a_question_without_its_head_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "01_how_many.sql"
    for text in (
        "-- How many?\nSELECT 1\n",
        "-- So many.\n-- Read it so.\nSELECT 1\n",
        "-- How many?\n-- Read it so.\n",
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(DataFileError, match="needs a numbered file name"):
            questions(tmp_path)
    path.write_text("-- How many?\n-- Read it so,\n-- and so.\nSELECT 1;\n", encoding="utf-8")
    (one,) = questions(tmp_path)
    assert (one.name, one.title, one.note, one.sql) == ("how_many", "How many?", "Read it so, and so.", "SELECT 1")
