"""Test the table definitions, and rows made from records."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import duckdb
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from tests.tables.samples import audit_of, reading_of, sample
from tipetl.model import Fact
from tipetl.tables import (
    CHECK_TABLES,
    DATA_TABLES,
    TABLES,
    comments,
    create_table,
    in_order,
    key_queries,
    row_counts,
    rows_of,
)
from tipetl.tables.columns import arrow_table, ordered, rows_of_table
from tipetl.tables.dictionary import data_dictionary
from tipetl.tables.reference import country_regions

REPOSITORY = Path(__file__).resolve().parents[2]


def test_every_table_and_column_says_what_it_is() -> None:
    for table in TABLES.values():
        assert table.comment.endswith("."), table.name
        for column in table.columns:
            assert column.comment.endswith("."), f"{table.name}.{column.name}"
        assert not any(table.column(name).nullable for name in table.primary_key), table.name


def test_foreign_keys_refer_to_primary_keys_of_tables_that_come_first() -> None:
    seen: set[str] = set()
    for table in TABLES.values():
        seen.add(table.name)
        for key in table.foreign_keys:
            assert key.table in seen
            assert key.references == TABLES[key.table].primary_key
            assert set(key.columns) <= set(table.column_names)


def test_the_metric_table_has_every_field_of_a_fact() -> None:
    renamed = {"sentence": "sentence_position", "sentence_text": "sentence"}
    placed = {"page", "box_left", "box_top", "box_right", "box_bottom"}
    expected = (
        {renamed.get(field.name, field.name) for field in fields(Fact)} - {"box", "links"}
        | {"doc", "corrected"}
        | placed
    )
    assert set(TABLES["metric"].column_names) == expected
    assert TABLES["candidate"].columns == TABLES["metric"].columns


def test_the_ddl_is_accepted_and_tells_the_keys() -> None:
    with duckdb.connect() as connection:
        for table in TABLES.values():
            connection.execute(create_table(table))
            for statement in comments(table):
                connection.execute(statement)
            assert all(connection.execute(query).fetchone() is None for _, query in key_queries(table))
        found = dict(connection.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall())
    for table in TABLES.values():
        assert f"Primary key: {', '.join(table.primary_key)}." in found[table.name]
        for key in table.foreign_keys:
            assert f"{', '.join(key.columns)} → {key.table} ({', '.join(key.references)})." in found[table.name]


def test_the_data_dictionary_is_not_stale() -> None:
    page = REPOSITORY / "docs" / "reference" / "tables.md"
    assert page.read_text(encoding="utf-8") == data_dictionary(), (
        "run 'python -m scripts.reference --write' and commit the page"
    )


def test_rows_do_not_depend_on_the_order_of_arguments() -> None:
    one, two = sample("ruritania-2013"), sample("graustark-2012", 2012)
    audits = [audit_of(one), audit_of(two)]
    assert rows_of([one, two], audits) == rows_of([two, one], audits[::-1])


def test_a_document_keeps_its_rows_when_others_come_and_go() -> None:
    one, two = sample("ruritania-2013"), sample("graustark-2009", 2009)
    alone = rows_of([one], [audit_of(one)])
    together = rows_of([one, two], [audit_of(one), audit_of(two)])
    for name in DATA_TABLES:
        assert set(map(repr, alone[name])) <= set(map(repr, together[name])), name


def test_every_record_is_a_row_of_its_width() -> None:
    narrative = sample()
    rows = rows_of([narrative], [audit_of(narrative)], [reading_of(narrative)])
    assert set(rows) == set(DATA_TABLES)
    assert not set(CHECK_TABLES) & set(rows)
    assert row_counts(rows) == {
        "audit_document": 1,
        "issue": 1,
        "document": 1,
        "section": 5,
        "sentence": 12,
        "recommendation": 2,
        "metric": 13,
        "link": 3,
        "claim": 1,
        "claim_operand": 2,
        "candidate": 1,
        "quantity": 14,
        "entity": 3,
        "mention": 3,
        "flow": 1,
        "law_penalty": 1,
        "page": 1,
        "document_page": 1,
        "narrative_source": 1,
        "source_difference": 0,
        "global_total": 1,
        "tier_placement": 1,
        "aside": 1,
        "cell_doubt": 0,
        "country_region": len(country_regions()),
        "country_year": 6,
        "restatement": 0,
        "correction": 0,
    }
    for name, found in rows.items():
        assert {len(row) for row in found} <= {len(TABLES[name].columns)}, name


def test_shared_entities_are_one_row_and_conflicting_ones_are_kept_for_the_checks() -> None:
    one, two = sample("a"), sample("b", 2012)
    assert len(rows_of([one, two], [])["entity"]) == 3
    printed = replace(two, entities=(replace(two.entities[0], name="MOLDOVA"), *two.entities[1:]))
    assert rows_of([one, printed], [])["entity"] == rows_of([printed, one], [])["entity"]
    assert len(rows_of([one, printed], [])["entity"]) == 3
    names = {(row[2], tuple(row[7])) for row in rows_of([one, printed], [])["entity"]}
    assert ("MOLDOVA", ("Moldova",)) in names
    other = replace(two, entities=(replace(two.entities[0], code="XXX"), *two.entities[1:]))
    assert len(rows_of([one, other], [])["entity"]) == 4


def test_a_route_told_again_has_a_name_of_its_own_and_a_double_row_has_not() -> None:
    narrative = sample()
    flow = narrative.flows[0]
    again = replace(flow, sentence=flow.sentence + 5)
    place = TABLES["flow"].column_names.index("flow_id")
    names = [row[place] for row in rows_of([replace(narrative, flows=(flow, again))], [])["flow"]]
    assert len(set(names)) == 2
    assert names[0] == rows_of([narrative], [])["flow"][0][place]
    twice = [row[place] for row in rows_of([replace(narrative, flows=(flow, flow))], [])["flow"]]
    assert len(twice) == 2
    assert len(set(twice)) == 1


@given(
    st.lists(st.tuples(st.text(max_size=3), st.integers(0, 3), st.sampled_from(["a", "b"])), max_size=8), st.randoms()
)
def test_order_is_total_even_where_keys_clash(parts: list[tuple[str, int, str]], random: object) -> None:
    rows = [(doc, position, kind, None, 0, 1, None) for doc, position, kind in parts]
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert in_order(TABLES["section"], rows) == in_order(TABLES["section"], shuffled)


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.none() | st.integers(0, 3), st.none() | st.sampled_from("xy")),
        max_size=8,
    )
)
def test_columns_have_the_order_of_rows(parts: list[tuple[str, int | None, str | None]]) -> None:
    """Test this also for columns that are already in order or consist of several pieces."""
    table = TABLES["quantity"]
    rows = [(doc, "count", word, start, 9, None, None, None, None, None) for doc, start, word in parts]
    expected = in_order(table, rows)
    for given_rows in (rows, expected, expected[::-1]):
        found = pa.concat_tables([arrow_table(table, given_rows[:3]), arrow_table(table, given_rows[3:])])
        assert rows_of_table(ordered(table, found)) == expected
