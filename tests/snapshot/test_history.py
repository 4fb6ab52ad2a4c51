"""One query traces a figure through all versions."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from tests.checks.breaking import changed
from tests.tables.samples import SECTIONS, Maker, ruritania
from tipetl.errors import WarehouseError
from tipetl.snapshot.history import fact_history, figure_history, history_sql
from tipetl.store import QueryResult, write_parquet
from tipetl.tables import Rows, rows_of, with_derived
from tipetl.tables.columns import as_rows


def told(result: QueryResult, *columns: str) -> list[tuple[object, ...]]:
    places = [result.columns.index(name) for name in columns]
    return [tuple(row[place] for place in places) for row in result.rows]


def other_words(number: str) -> Maker:
    """Make the sample with another number of convictions, read from another text."""
    sections = tuple(
        (kind, title, tuple(s.replace("convicted 40", f"convicted {number}") for s in sentences))
        for kind, title, sentences in SECTIONS
    )
    maker = Maker(sections=sections)
    maker.fact("Judges convicted", number, "convictions", float(number), "person")
    maker.fact("Judges convicted", "nine", "acquittals", 9, "person")
    # A real id depends on the sentence as well.
    maker.facts = [replace(fact, fact_id=f"{fact.fact_id}-{number}") for fact in maker.facts]
    return maker


def without_convictions(rows: Rows) -> Rows:
    kept = [row for row in rows["metric"] if row[2] != "convictions"]
    return as_rows(with_derived({**rows, "metric": kept, "quantity": []}))


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write six versions with, in order: no figure, 40, 40 and another narrative, 41 in the text, no figure, 41 of
    another kind.
    """
    place = tmp_path_factory.mktemp("history [of] one")
    version(place, 1, [ruritania("b-2010", 2010)])
    version(place, 2, [ruritania()])
    version(place, 3, [ruritania(), ruritania("b-2010", 2010)])
    version(place, 4, [other_words("41")])
    version(place, 5, [other_words("41")], change=without_convictions)
    version(place, 6, [other_words("41")], change=with_convictions_for_sex)
    (place / "snapshots" / "latest").symlink_to("2026.11.06-1")
    return place


def version(
    place: Path, number: int, makers: Sequence[Maker], *, change: Callable[[Rows], Rows] = lambda rows: rows
) -> Path:
    """Write the parts of a version that the history reads: its Parquet files and its manifest."""
    folder = place / "snapshots" / f"2026.11.{number:02}-1"
    rows = change(rows_of([maker.narrative() for maker in makers], [maker.audit() for maker in makers]))
    write_parquet(folder / "parquet", rows)
    told = {"version": folder.name, "sequence": number, "published_at": f"2026-11-{number:02}T12:00:00+00:00"}
    (folder / "manifest.json").write_text(json.dumps({**told, "sources": []}), encoding="utf-8")
    return folder


def with_convictions_for_sex(rows: Rows) -> Rows:
    return as_rows(with_derived(changed(rows, "metric", lambda r: r["metric"] == "convictions", exploitation="sex")))


def conviction(maker: Maker) -> str:
    return next(fact.fact_id for fact in maker.facts if fact.metric == "convictions")


def test_a_fact_is_followed_through_every_version(warehouse: Path) -> None:
    old, new = conviction(ruritania()), conviction(other_words("41"))
    assert old != new
    expected = [
        ("2026.11.01-1", "not yet", None),
        ("2026.11.02-1", "first", 40.0),
        ("2026.11.03-1", "same", 40.0),
        ("2026.11.04-1", "value", 41.0),
        ("2026.11.05-1", "gone", None),
    ]
    assert told(fact_history(warehouse, old), "version", "change", "value")[:5] == expected
    last = told(fact_history(warehouse, new), "version", "change", "value", "sentence")[5]
    assert last[:3] == ("2026.11.06-1", "again", 41.0)
    assert str(last[3]).startswith("Judges convicted 41")


def test_the_figure_to_cite_is_followed_too(warehouse: Path) -> None:
    found = figure_history(warehouse, "RUR", "convictions", 2012)
    assert told(found, "change", "value")[:5] == [
        ("not yet", None),
        ("first", 40.0),
        ("same", 40.0),
        ("value", 41.0),
        ("gone", None),
    ]
    assert figure_history(warehouse, "RUR", "convictions", 1999).rows == ()


def test_a_fact_that_no_version_has_gives_no_rows(warehouse: Path) -> None:
    assert fact_history(warehouse, "0000").rows == ()
    assert fact_history(warehouse, "x' OR '1' = '1").rows == ()


def test_the_sql_runs_as_it_is_printed_in_the_folder_of_the_warehouse(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(warehouse)
    with duckdb.connect() as connection:
        connection.execute(history_sql())
        wanted = conviction(ruritania())
        rows = connection.execute(f"SELECT version, change FROM fact_history('{wanted}')").fetchall()
        assert rows[1] == ("2026.11.02-1", "first")
        assert len(rows) == 6
        # The link is not counted as a version either.
        assert connection.execute("SELECT count(*) FROM published_versions()").fetchone() == (6,)
        assert connection.execute("SELECT count(DISTINCT version) FROM published_facts()").fetchone() == (6,)


def test_nothing_published_and_damage_are_clear_errors(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="Nothing is published"):
        fact_history(tmp_path, "x")
    damaged = version(tmp_path, 1, [ruritania()]) / "parquet" / "metric.parquet"
    damaged.write_bytes(b"no parquet")
    with pytest.raises(WarehouseError, match="cannot be read together") as caught:
        fact_history(tmp_path, "x")
    assert "verify --all" in caught.value.advice


@pytest.mark.parametrize(
    "words", ["x'); COPY (SELECT 1) TO 'out.csv'; FROM fact_history('x", "'", "' OR true --", "x\x1b[2J", "*", "../.."]
)
def test_a_fact_id_is_never_sql(warehouse: Path, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert fact_history(warehouse, words).rows == ()
    assert figure_history(warehouse, words, words, 2012).rows == ()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", ["x\udcff", "x\0"])
def test_a_fact_id_that_is_no_text_is_one_line(warehouse: Path, words: str) -> None:
    with pytest.raises(WarehouseError, match="not valid text"):
        fact_history(warehouse, words)
