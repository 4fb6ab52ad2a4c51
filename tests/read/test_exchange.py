"""Test the exchange format: the rows, CSV, and bulk input line by line."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipetl.exchange import FACT_FIELDS, BadLine, csv_facts, json_lines, read_bulk, rows
from tipetl.model import (
    Box,
    Document,
    Entity,
    Fact,
    Flow,
    Hints,
    Mention,
    Narrative,
    Quantity,
    Recommendation,
    Section,
    Source,
)

FACT = Fact(
    fact_id="f1", metric="convictions", value=9.0, value_high=None, qualifier="exact", unit="person", status="reported",
    year=2012, period="calendar_year", relation="current", text="nine", char_start=17, char_end=21, sentence=0,
    sentence_text="Courts convicted nine.", section="prosecution", rule="r", confidence=0.9,
)  # fmt: skip
NARRATIVE = Narrative(
    document=Document(
        "kenya",
        "KEN-2013",
        "abc",
        "Courts convicted nine.",
        "Kenya",
        "KEN",
        2013,
        "caller",
        "2",
        "same",
        ("source",),
        "ok",
        "utf-8",
        "utf-8",
    ),
    sections=(Section(0, "prosecution", None, 0, 22),),
    recommendations=(Recommendation(0, "Train judges", 1, 2),),
    quantities=(Quantity("fact", "nine", 17, 21, 9.0, 9.5, 0, None, "f1"),),
    facts=(FACT,),
    candidates=(FACT,),
    entities=(Entity("country:KEN", "country", "Kenya", "KEN"),),
    mentions=(Mention("country", "Kenya", 0, 5, "country:KEN", 0),),
    flows=(Flow("UGA", "KEN", "sex", ("women",), 0, 5, 0, "Women."),),
)

FIELDS = {
    "document": "narrative_id source_id country iso3 report_year year_from tier tier_movement roles outcome",
    "section": "kind title char_start char_end",
    "recommendation": "position text char_start char_end",
    "fact": " ".join(FACT_FIELDS),
    "candidate": " ".join(FACT_FIELDS),
    "quantity": "kind text char_start char_end low high noun fact_id",
    "mention": "kind text char_start char_end id name iso3",
    "flow": "origin_iso3 destination_iso3 origin_region destination_region exploitation victims sentence "
    "char_start char_end",
}


PLACES = {
    "document": {"source_doc", "form", "tier_waiver", "tier_automatic", "watch_list_years"},
    "recommendation": {"themes"},
    "mention": {"subkind"},
    "flow": {"sectors", "time_words"},
    "fact": {"page", "box", "links"},
    "candidate": {"page", "box", "links"},
}
"""Fields beyond the contract: the place of a narrative and a figure, a figure's links, the themes of a
recommendation.
"""


def test_every_type_has_the_fields_of_the_contract_and_where_it_stands() -> None:
    found = {row["type"]: set(row) for row in rows(NARRATIVE)}
    wanted = {kind: {"type", "doc", *names.split()} for kind, names in FIELDS.items()}
    assert found == {kind: names | PLACES.get(kind, set()) for kind, names in wanted.items()}


def test_a_fact_says_where_it_stands_on_its_page() -> None:
    placed = replace(NARRATIVE, facts=(replace(FACT, box=Box(3, 10.0, 20.0, 31.5, 30.0)),))
    (fact,) = (row for row in rows(placed) if row["type"] == "fact")
    assert (fact["page"], fact["box"]) == (3, [10.0, 20.0, 31.5, 30.0])


def test_a_fact_row_holds_the_words_of_its_sentence_and_whole_numbers() -> None:
    fact = next(row for row in map(json.loads, json_lines(NARRATIVE)) if row["type"] == "fact")
    assert (fact["sentence"], fact["value"], fact["section"]) == ("Courts convicted nine.", 9, "prosecution")
    assert '"value": 9,' in "\n".join(json_lines(NARRATIVE))


def test_a_line_is_one_object_and_keeps_its_letters() -> None:
    lines = list(json_lines(NARRATIVE))
    assert len(lines) == len(list(rows(NARRATIVE))) and all("\n" not in line for line in lines)


def test_csv_has_a_row_for_each_fact() -> None:
    table = list(csv.DictReader(io.StringIO("".join(csv_facts([NARRATIVE, NARRATIVE])))))
    assert len(table) == 2
    assert table[0]["narrative_id"] == "KEN-2013" and table[0]["value"] == "9" and table[0]["official"] == "false"
    assert set(FACT_FIELDS) <= set(table[0])


def test_csv_never_hands_a_formula_to_a_spreadsheet() -> None:
    evil = replace(NARRATIVE, facts=(replace(FACT, sentence_text="=cmd|' /C calc'!A0", statute="@x"),))
    row = next(iter(csv.DictReader(io.StringIO("".join(csv_facts([evil]))))))
    assert row["sentence"].startswith("'=") and row["statute"].startswith("'@")


def bulk(*lines: str, hints: Hints | None = None) -> list[Source | BadLine]:
    return list(read_bulk(lines, hints or Hints()))


def test_bulk_lines_become_sources() -> None:
    (one, two) = bulk(
        '{"text": "Nine.", "id": "s-1", "iso3": "KEN", "report_year": 2013, "section": "protection", "facts": []}',
        "",
        '{"text": "Ten.", "country": "Peru", "section": null}',
    )
    assert isinstance(one, Source) and isinstance(two, Source)
    assert (one.doc, one.data, one.hints.country, one.hints.report_year, one.hints.section) == (
        "s-1",
        b"Nine.",
        "KEN",
        2013,
        "protection",
    )
    assert (two.doc, two.hints.country, two.hints.section) == ("line-3", "Peru", None)


def test_the_callers_hints_win() -> None:
    (one,) = bulk('{"text": "Nine.", "iso3": "KEN", "report_year": 2013}', hints=Hints(country="PER", report_year=2020))
    assert isinstance(one, Source)
    assert (one.hints.country, one.hints.report_year) == ("PER", 2020)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "not JSON"),
        ("[]", "not a JSON object"),
        ("{}", "`text`"),
        ('{"text": ""}', "`text`"),
        ('{"text": 5}', "`text` should be text"),
        ('{"text": "a", "report_year": "2013"}', "`report_year` should be a number"),
        ('{"text": "a", "report_year": true}', "`report_year` should be a number"),
        ('{"text": "a", "iso3": "XYZ"}', "names no country"),
        ('{"text": "a", "section": "prologue"}', "no section"),
        ('{"text": "\\ud800"}', "surrogate"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_malformed_line_is_named_and_the_others_go_on(line: str, says: str) -> None:
    first, bad, last = bulk('{"text": "a"}', line, '{"text": "b"}')
    assert isinstance(first, Source) and isinstance(last, Source)
    assert isinstance(bad, BadLine)
    assert bad.line == 2 and "line 2" in str(bad) and says in str(bad) and bad.advice


@given(st.text())
def test_no_line_ever_raises(line: str) -> None:
    for result in read_bulk([line]):
        assert isinstance(result, Source | BadLine)
