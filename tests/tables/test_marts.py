"""The marts' contents follow from the tables, and their keys are the same in every build."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tables.samples import Maker, audit_of, named, reading_of, ruritania, sample
from tipetl import model
from tipetl.countries import all_countries
from tipetl.metrics import GROUPS, METRIC
from tipetl.model import Narrative, SourceReading, TierPlacement
from tipetl.store import query, write_database
from tipetl.tables import MART_TABLES, Rows, marts, rows_of, surrogate_key
from tipetl.tables.columns import as_rows
from tipetl.tables.geography import region_of

REPOSITORY = Path(__file__).resolve().parents[2]


def collection(*narratives: Narrative, readings: tuple[SourceReading, ...] = ()) -> Rows:
    rows = rows_of(narratives, [audit_of(narrative) for narrative in narratives], readings)
    return as_rows({**rows, **marts(rows)})


@pytest.fixture(scope="module")
def two() -> Rows:
    narratives = (sample("ruritania-2013"), sample("ruritania-2012", 2012))
    return collection(*narratives, readings=(reading_of(narratives[0]),))


@pytest.fixture(scope="module")
def database(two: Rows, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("marts") / "tipetl.duckdb"
    write_database(path, two)  # declares every key, so a row that refers to a missing row could not be written
    return path


def test_marts_are_the_same_whatever_the_order_of_documents(two: Rows) -> None:
    one, other = sample("ruritania-2013"), sample("ruritania-2012", 2012)
    again = collection(other, one, readings=(reading_of(one),))
    assert set(marts(two)) == set(MART_TABLES)
    assert {name: again[name] for name in MART_TABLES} == {name: two[name] for name in MART_TABLES}


@settings(max_examples=30)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), min_size=1, max_size=3))
def test_the_documented_sql_gives_the_surrogate_key(parts: list[str]) -> None:
    marks = ", ".join("?" for _ in parts)
    found = duckdb.execute(f"SELECT substr(sha256(concat_ws(chr(31), {marks})), 1, 16)", parts).fetchone()
    assert found == (surrogate_key(*parts),)


def test_surrogate_keys_are_made_of_the_natural_keys(database: Path) -> None:
    made = "substr(sha256(concat_ws(chr(31), {})), 1, 16)"
    for table, key, natural in (
        ("dim_country", "country_key", "iso3"),
        ("dim_metric", "metric_key", "metric"),
        ("dim_year", "year_key", "year"),
        ("fct_metric", "fact_key", "doc, fact_id"),
        ("fct_flow", "flow_key", "flow_id"),
        ("fct_recommendation", "recommendation_key", "doc, position, theme"),
    ):
        wrong = query(database, f"SELECT count(*) FROM {table} WHERE {key} <> {made.format(natural)}").rows
        assert wrong == ((0,),), table
    # The expected key is written out, so that a change of the algorithm is noticed.
    assert surrogate_key("XKX", 2013) == hashlib.sha256(b"XKX\x1f2013").hexdigest()[:16] == "18b28dbfb5d0556f"


def test_every_fact_that_is_no_repetition_is_there_once_with_its_dimensions(two: Rows, database: Path) -> None:
    told = [fact for fact in named(two, "metric") if fact["restates"] is None]
    rows = query(
        database,
        "SELECT f.doc, f.fact_id, m.metric, y.year, r.year, c.iso3, f.value FROM fct_metric f "
        "JOIN dim_metric m USING (metric_key) LEFT JOIN dim_country c USING (country_key) "
        "LEFT JOIN dim_year y ON y.year_key = f.year_key LEFT JOIN dim_year r ON r.year_key = f.report_year_key",
    ).rows
    years = {document["doc"]: document["report_year"] for document in named(two, "document")}
    assert Counter(rows) == Counter(
        (f["doc"], f["fact_id"], f["metric"], f["year"], years[f["doc"]], "RUR", f["value"]) for f in told
    )


def test_a_repetition_is_left_out_and_roles_say_what_a_figure_is_of() -> None:
    maker = ruritania()
    begun = next(fact for fact in maker.facts if fact.metric == "prosecutions")
    maker.fact("Judges convicted", "15", "prosecutions", 30, "case", restates=begun.fact_id)
    rows = collection(maker.narrative())
    assert len(rows["fct_metric"]) == len(rows["metric"]) - 1
    words = {fact["fact_id"]: fact["text"] for fact in named(rows, "metric")}
    roles = {words[fact["fact_id"]]: fact["role"] for fact in named(rows, "fct_metric")}
    assert (roles["54"], roles["12"], roles["20"], roles["40"]) == ("total", "part", "comparator", "total")


def test_a_form_of_exploitation_is_a_part_even_where_no_total_is_tied_to_it() -> None:
    maker = Maker(sections=(("protection", None, ("Police found nine victims.",)),))
    maker.fact("Police", "nine", "victims_identified", 9, "person", exploitation="sex")
    (fact,) = named(collection(maker.narrative()), "fct_metric")
    assert fact["role"] == "part"


def test_cited_facts_add_up_to_the_figures_to_cite(two: Rows) -> None:
    cited = [fact["value"] for fact in named(two, "fct_metric") if fact["cited"] and fact["value"] is not None]
    cells = [cell["value"] for cell in named(two, "country_year") if cell["value"] is not None]
    assert sum(cited) == sum(cells) > 0
    maker = Maker(sections=(("protection", None, ("Police found nine victims of one form and four of another.",)),))
    maker.fact("Police", "nine", "victims_identified", 9, "person", exploitation="sex")
    maker.fact("Police", "four", "victims_identified", 4, "person", exploitation="labor")
    rows = collection(maker.narrative())
    assert [cell["basis"] for cell in named(rows, "country_year")] == ["sum_of_parts"]
    assert [fact["cited"] for fact in named(rows, "fct_metric")] == [True, True]


def test_a_document_without_country_keeps_its_facts() -> None:
    narrative = sample()
    nameless = replace(
        narrative, document=replace(narrative.document, iso3=None, narrative_id=None, report_year=None, tier=None)
    )
    rows = collection(nameless)
    assert len(rows["fct_metric"]) == len(rows["metric"])
    assert {fact["country_key"] for fact in named(rows, "fct_metric")} == {None}
    assert {fact["report_year_key"] for fact in named(rows, "fct_metric")} == {None}
    assert rows["fct_tier"] == []


def test_the_marts_of_nothing_are_the_dimensions_alone(tmp_path: Path) -> None:
    rows = collection()
    assert {name for name in MART_TABLES if rows[name]} == {"dim_country", "dim_metric"}
    write_database(tmp_path / "tipetl.duckdb", rows)


def test_routes_point_to_countries_and_regions_stay_regions() -> None:
    narrative = sample()
    flow = narrative.flows[0]
    inside = replace(flow, origin_iso3="RUR", destination_iso3="RUR")
    region = replace(flow, origin_iso3=None, origin_region="Western Europe")
    regions = replace(region, destination_iso3=None, destination_region="the Gulf")
    rows = collection(replace(narrative, flows=(flow, inside, region, regions)))
    codes = {country["country_key"]: country["iso3"] for country in named(rows, "dim_country")}
    told = {
        (codes.get(route["origin_key"]), route["origin_region"], codes.get(route["destination_key"]), route["internal"])
        for route in named(rows, "fct_flow")
    }
    assert told == {
        ("MDA", None, "RUR", False),
        ("RUR", None, "RUR", True),
        (None, "Western Europe", "RUR", False),
        (None, "Western Europe", None, False),
    }


def test_recommendations_are_a_row_for_each_theme() -> None:
    narrative = sample()
    first, second = narrative.recommendations
    rows = collection(replace(narrative, recommendations=(replace(first, themes=("training", "data")), second)))
    assert [(row["position"], row["theme"]) for row in named(rows, "fct_recommendation")] == [
        (0, "data"),
        (0, "training"),
    ]


def test_countries_carry_their_regions_names_and_years(two: Rows) -> None:
    countries = {country["iso3"]: country for country in named(two, "dim_country")}
    assert {country.iso3 for country in all_countries()} <= countries.keys()
    assert all(region_of(country.iso3) for country in all_countries())
    eswatini = countries["SWZ"]
    assert (eswatini["name"], eswatini["former_name"], eswatini["renamed"]) == ("Eswatini", "Swaziland", 2018)
    assert (eswatini["m49_region"], eswatini["m49_subregion"], eswatini["region_code"]) == (
        "Africa",
        "Southern Africa",
        "AF",
    )
    # The Central Asian republics changed bureaus; the mart contains the current bureau.
    for order in (1, -1):
        again = as_rows(marts({**two, "country_region": two["country_region"][::order]}))
        assert {c["iso3"]: c["region_code"] for c in named(again, "dim_country")}["KAZ"] == "SCA"
    assert countries["TUR"]["name"] not in countries["TUR"]["other_names"]
    ruritania_row = countries["RUR"]
    assert ruritania_row["names_printed"] == ["Ruritania"]
    assert (ruritania_row["first_report_year"], ruritania_row["last_report_year"], ruritania_row["narratives"]) == (
        2012,
        2013,
        2,
    )
    assert countries["MDA"]["names_printed"] == ["Moldova"]
    assert countries["MDA"]["first_report_year"] is None


def test_years_say_which_report_they_are_of_and_which_tells_of_them(two: Rows) -> None:
    years = {year["year"]: year for year in named(two, "dim_year")}
    assert sorted(years) == [2010, 2011, 2012, 2013]
    told = years[2013]
    assert (told["period_start"], told["period_end"], told["told_by"]) == ("2012-04-01", "2013-03-31", 2014)
    assert (told["report_title"], told["era"]) == ("Trafficking in Persons Report 2013", "2010–2017")
    assert (told["narratives"], years[2011]["narratives"]) == (1, 0)
    old = collection(sample("a", 2001))
    assert [(y["year"], y["report_title"] is None, y["period_start"]) for y in named(old, "dim_year")] == [
        (1999, True, None),
        (2000, True, None),
        (2001, False, None),
    ]


def test_metrics_are_those_of_the_contract_in_its_words() -> None:
    contract = (REPOSITORY / "docs" / "reference" / "facts.md").read_text(encoding="utf-8")
    counts = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", contract.split("## 2.")[1].split("## 3.")[0], re.MULTILINE))
    assert {code: kind.counts for code, kind in METRIC.items()} == counts
    assert {kind.group for kind in METRIC.values()} == set(GROUPS)
    assert {unit for kind in METRIC.values() for unit in kind.units} == set(model.UNITS)


HEADED = (("heading", None, ("RURITANIA (Tier 2)",)), ("summary", None, ("It was placed on Tier 2.",)))
BARE = (("heading", None, ("RURITANIA",)), ("summary", None, ("It was placed on Tier 2.",)))


def placed(
    year: int, tier: model.Tier | None, *, headed: bool = True, chart: model.Tier | None = None, **more: Any
) -> tuple[Narrative, SourceReading]:
    """Make a narrative with a year and tier, and the reading of a volume whose chart may also list the country."""
    narrative = Maker(doc=f"r-{year}", report_year=year, sections=HEADED if headed else BARE).narrative()
    narrative = replace(narrative, document=replace(narrative.document, tier=tier, **more))
    entries = () if chart is None else (TierPlacement("Kosovo", chart, 1),)
    return narrative, SourceReading(audit_of(narrative), (narrative,), report_year=year, tier_placements=entries)


def tiers_of(*told: tuple[Narrative, SourceReading]) -> list[dict[str, Any]]:
    made = [
        replace(
            n, document=replace(n.document, iso3="XKX", country="Kosovo", narrative_id=f"XKX-{n.document.report_year}")
        )
        for n, _ in told
    ]
    return sorted(
        named(collection(*made, readings=tuple(reading for _, reading in told)), "fct_tier"), key=lambda row: row["doc"]
    )


def test_the_chart_comes_before_the_heading_and_the_heading_before_a_sentence() -> None:
    rows = tiers_of(
        placed(2010, "2"), placed(2011, "2", headed=False), placed(2012, "2", chart="2WL"), placed(2013, "2", chart="2")
    )
    assert [(row["tier"], row["tier_from"], row["sources_agree"]) for row in rows] == [
        ("2", "heading", None),
        ("2", "sentence", None),
        ("2WL", "placement", False),
        ("2", "placement", True),
    ]


def test_a_movement_is_told_or_compared_with_the_year_before_and_never_over_a_gap() -> None:
    rows = tiers_of(
        placed(2010, "2"),
        placed(2011, "2WL"),
        placed(2012, "2WL"),
        placed(2013, "2", tier_movement="up"),
        placed(2015, "1"),
        placed(2016, "SC"),
        placed(2017, "3", tier_movement="down", chart="2WL"),
    )
    assert [(row["movement"], row["movement_from"]) for row in rows] == [
        (None, None),
        ("down", "compared"),
        ("same", "compared"),
        ("up", "told"),
        (None, None),
        (None, None),
        (None, None),  # the statement concerns a tier other than the chosen one
    ]
    assert [(row["tier_before"], row["report_year_before"]) for row in rows][3:6] == [
        ("2WL", 2012),
        ("2", 2013),
        ("1", 2015),
    ]


def test_years_on_the_watch_list_are_told_or_counted() -> None:
    rows = tiers_of(
        placed(2010, "2WL"),
        placed(2011, "2WL"),
        placed(2012, "2WL", watch_list_years=4, tier_waiver=True),
        placed(2013, "2WL"),
        placed(2014, "3", tier_automatic=True, watch_list_years=5),
        placed(2016, "2WL"),
    )
    assert [(row["watch_list_years"], row["watch_list_years_from"]) for row in rows] == [
        (1, "counted"),
        (2, "counted"),
        (4, "told"),
        (5, "counted"),
        (0, None),
        (1, "counted"),
    ]
    assert [row["waiver"] for row in rows] == [False, False, True, False, False, False]
    assert rows[4]["automatic"] is True


def test_a_country_that_only_the_chart_names_has_its_tier(two: Rows, database: Path) -> None:
    told = query(database, "SELECT country, iso3, report_year, tier, tier_from, doc FROM tier_history").rows
    assert ("Moldova", "MDA", 2013, "2", "placement", None) in told
    assert ("Ruritania", "RUR", 2013, "2", "heading", "ruritania-2013") in told
