"""Change, duplicate, remove or add rows: the building blocks of the mutations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tipetl.tables import TABLES, Row, Rows


def changed(rows: Rows, table: str, where: Callable[[dict[str, Any]], bool], **new: Any) -> Rows:
    """Return the rows with columns of the first matching row changed; a callable value is called with the row."""
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
    made = {**rows, table: found}
    if table == "metric" and "value" in new:
        made["country_year"] = [_cited_anew(row, found) for row in rows["country_year"]]
    return made


def _cited_anew(cell: Row, facts: list[Row]) -> Row:
    """Return a cell of ``country_year`` with its fact's current value, since a misread figure is cited as read."""
    names, fact_names = TABLES["country_year"].column_names, TABLES["metric"].column_names
    told = dict(zip(names, cell, strict=True))
    for fact in (dict(zip(fact_names, row, strict=True)) for row in facts):
        if (fact["doc"], fact["fact_id"]) == (told["doc"], told["fact_id"]):
            told["value"] = fact["value"]
    return tuple(told.values())


def anything(row: dict[str, Any]) -> bool:
    return True


def metric(name: str, value: float) -> Callable[[dict[str, Any]], bool]:
    return lambda row: row["metric"] == name and row["value"] == value


def more(name: str) -> Callable[[dict[str, Any]], int]:
    return lambda row: int(row[name]) + 1


def doubled(rows: Rows, table: str, **new: Any) -> Rows:
    """Return the rows with a second copy of the table's first row, in which columns are changed."""
    names = TABLES[table].column_names
    copy = dict(zip(names, rows[table][0], strict=True)) | new
    return {**rows, table: [*rows[table], tuple(copy.values())]}


def without(rows: Rows, table: str, where: Callable[[dict[str, Any]], bool]) -> Rows:
    names = TABLES[table].column_names
    kept = [row for row in rows[table] if not where(dict(zip(names, row, strict=True)))]
    assert len(kept) < len(rows[table])
    return {**rows, table: kept}


def another_source(rows: Rows, *, preferred: bool = False) -> Rows:
    """Add a second source of the narrative, which states a fact that the first source does not."""
    names = TABLES["narrative_source"].column_names
    row = dict(zip(names, rows["narrative_source"][0], strict=True)) | {"preferred": preferred}
    doc = row["doc"] = f"{row['doc']}~copy"
    told = (
        f"d-{doc}",
        row["narrative_id"],
        doc,
        "other",
        "arrests",
        7,
        None,
        "person",
        "reported",
        2012,
        "7",
        "Seven.",
    )
    return {
        **rows,
        "narrative_source": [*rows["narrative_source"], tuple(row.values())],
        "source_difference": [told],
    }


def a_child(row: dict[str, Any]) -> bool:
    return bool(row["age"] == "child")


def assisted_beyond_two_years(rows: Rows) -> Rows:
    """Make three victims identified the year before, 54 this year, and 900 in the shelters' own counts."""
    before = {"value": 3, "year": lambda row: row["year"] - 1, "relation": "comparator"}
    rows = changed(rows, "metric", metric("victims_identified", 30), exploitation=None, part_of=None, **before)
    return changed(rows, "metric", a_child, metric="victims_assisted", age=None, value=900, part_of=None)


def restated(rows: Rows, **new: Any) -> Rows:
    """Add a row of ``restatement``, which takes the comparator of 20 prosecutions for an earlier figure."""
    names = TABLES["metric"].column_names
    facts = [dict(zip(names, row, strict=True)) for row in rows["metric"]]
    first, later = (next(f for f in facts if metric("prosecutions", value)(f)) for value in (30, 20))
    row = {name: later.get(name) for name in TABLES["restatement"].column_names} | {
        "iso3": "RUR",
        "first_value": first["value"],
        "later_value": later["value"],
        "first_doc": first["doc"],
        "first_fact_id": first["fact_id"],
        "first_report_year": later["year"] + 1,
        "later_doc": later["doc"],
        "later_fact_id": later["fact_id"],
        "later_report_year": later["year"] + 2,
        "status": "contradicted",
    }
    return {**rows, "restatement": [tuple((row | new).values())]}


def six_regions(rows: Rows) -> Rows:
    """Add tables of six regions, each 10 above the world's total."""
    names = TABLES["global_total"].column_names
    world = dict(zip(names, rows["global_total"][0], strict=True))
    counted = [name for name in ("prosecutions", "convictions", "victims_identified") if world[name] is not None]
    regions = [world | {"region": f"Region {n}"} | {name: world[name] + 10 for name in counted} for n in range(6)]
    return {**rows, "global_total": [*rows["global_total"], *(tuple(row.values()) for row in regions)]}


def decided(rows: Rows, **new: Any) -> Rows:
    """Add a correction of the 40 convictions, and correct the fact."""
    names = TABLES["metric"].column_names
    fact = next(f for f in (dict(zip(names, row, strict=True)) for row in rows["metric"]) if f["value"] == 40)
    row = dict.fromkeys(TABLES["correction"].column_names) | {
        "correction_id": f"c-{fact['doc']}",
        "kind": "corrected",
        "narrative_id": "RUR-2013",
        "doc": fact["doc"],
        "sentence_position": fact["sentence_position"],
        "sentence": fact["sentence"],
        "fact_id": fact["fact_id"],
        "field": "value",
        "original": "41",
        "new": "40",
        "author": "A. Reader",
        "date": "2026-11-25",
        "reason": "A misprint.",
    }
    rows = changed(rows, "metric", metric("convictions", 40), corrected=["value"])
    return {**rows, "correction": [tuple((row | new).values())]}


def in_doubt(rows: Rows, **new: Any) -> Rows:
    """Add a cell of a table that two readers read differently."""
    row = {
        "source_doc": rows["audit_document"][0][0],
        "table_name": "global_total",
        "page": 1,
        "row_name": "World 2012",
        "cell": "convictions",
        "read": "3000",
        "again": "300",
    }
    return {**rows, "cell_doubt": [tuple((row | new).values())]}


def filled(rows: Rows, table: str, **values: Any) -> Rows:
    """Set columns in every row of a table; the value None makes them null."""
    names = TABLES[table].column_names
    return {
        **rows,
        table: [tuple((dict(zip(names, row, strict=True)) | values).values()) for row in rows[table]],
    }


def emptied(rows: Rows, table: str) -> Rows:
    return {**rows, table: []}
