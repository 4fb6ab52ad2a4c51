"""One figure over all versions, in one query."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from tests.checks.breaking import changed
from tests.snapshot.made import NOON, publish_makers
from tests.tables.samples import SECTIONS, Maker, ruritania
from tipetl.errors import WarehouseError
from tipetl.snapshot.history import fact_history, figure_history, history_sql
from tipetl.store import QueryResult
from tipetl.tables import Rows, with_derived


def told(result: QueryResult, *columns: str) -> list[tuple[object, ...]]:
    places = [result.columns.index(name) for name in columns]
    return [tuple(row[place] for place in places) for row in result.rows]


def other_words(number: str) -> Maker:
    """The sample with another number of convictions, read from another text."""
    sections = tuple(
        (kind, title, tuple(s.replace("convicted 40", f"convicted {number}") for s in sentences))
        for kind, title, sentences in SECTIONS
    )
    maker = Maker(sections=sections)
    maker.fact("Judges convicted", number, "convictions", float(number), "person")
    maker.fact("Judges convicted", "nine", "acquittals", 9, "person")
    # A real id is made of the sentence as well.
    maker.facts = [replace(fact, fact_id=f"{fact.fact_id}-{number}") for fact in maker.facts]
    return maker


def without_convictions(rows: Rows) -> Rows:
    kept = [row for row in rows["metric"] if row[2] != "convictions"]
    return with_derived({**rows, "metric": kept, "quantity": []})


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five versions: the figure is 40, the same beside another narrative, 41 in the text, gone, and back."""
    place = tmp_path_factory.mktemp("history [of] one")
    days = iter(NOON + timedelta(days=n) for n in range(9))
    publish_makers(place, [ruritania("b-2010", 2010)], now=next(days))
    publish_makers(place, [ruritania()], now=next(days))
    publish_makers(place, [ruritania(), ruritania("b-2010", 2010)], now=next(days))
    publish_makers(place, [other_words("41")], now=next(days))
    publish_makers(place, [other_words("41")], now=next(days), change=without_convictions)
    publish_makers(
        place,
        [other_words("41")],
        now=next(days),
        change=lambda rows: with_derived(
            changed(rows, "metric", lambda r: r["metric"] == "convictions", value=41.0, exploitation="sex")
        ),
    )
    return place


def conviction(maker: Maker) -> str:
    return next(fact.fact_id for fact in maker.facts if fact.metric == "convictions")


def test_a_fact_is_followed_through_every_version(warehouse: Path) -> None:
    old, new = conviction(ruritania()), conviction(other_words("41"))
    assert old != new
    expected = [
        ("2026.11.25-1", "not yet", None),
        ("2026.11.26-1", "first", 40.0),
        ("2026.11.27-1", "same", 40.0),
        ("2026.11.28-1", "value", 41.0),
        ("2026.11.29-1", "gone", None),
    ]
    assert told(fact_history(warehouse, old), "version", "change", "value")[:5] == expected
    last = told(fact_history(warehouse, new), "version", "change", "value", "sentence")[5]
    assert last[:3] == ("2026.11.30-1", "again", 41.0)
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
        assert rows[1] == ("2026.11.26-1", "first")
        assert len(rows) == 6
        # Nor does it take the link for a version of its own.
        assert connection.execute("SELECT count(*) FROM published_versions()").fetchone() == (6,)
        assert connection.execute("SELECT count(DISTINCT version) FROM published_facts()").fetchone() == (6,)


def test_nothing_published_and_damage_are_clear_errors(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="Nothing is published"):
        fact_history(tmp_path, "x")
    done = publish_makers(tmp_path, [ruritania()])
    damaged = done.folder / "parquet" / "metric.parquet"
    damaged.chmod(0o644)
    damaged.write_bytes(b"no parquet")
    with pytest.raises(WarehouseError, match="cannot be read together") as caught:
        fact_history(tmp_path, "x")
    assert "verify --all" in caught.value.advice
