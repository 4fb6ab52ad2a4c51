"""Define the marts: dimensions and fact tables for SQL and BI tools, derived only from the other tables.

Every dimension has a surrogate key (``keys.surrogate_key``) in addition to its natural key. A mart contains only data
from its source tables; ``doc`` and ``fact_id`` lead back to the words.
"""

from __future__ import annotations

from typing import get_args

from tipetl import model
from tipetl.metrics import GROUPS, MEASURES, METRICS
from tipetl.tables.reference import REGION_CODES
from tipetl.tables.schema import Column, ForeignKey, Table
from tipetl.tables.shared import (
    AGE,
    DOC,
    ERAS,
    EXPLOITATION,
    GENDER,
    MOVEMENT_SOURCES,
    NATIONALITY,
    OFFICIAL,
    PURPOSE,
    ROLES_OF_FIGURES,
    TIER_SOURCES,
    TO_DOCUMENT,
    VICTIMS,
    WATCH_LIST_SOURCES,
)

_KEY = "16 hex digits of the SHA-256 of"


def _key(name: str, of: str) -> Column:
    return Column(name, "VARCHAR", f"Surrogate key: {_KEY} {of}.")


def _to(column: str, table: str, key: str) -> ForeignKey:
    return ForeignKey((column,), table, (key,))


_COUNTRY_KEY = Column(
    "country_key", "VARCHAR", "The country that the report is about; empty if unknown.", nullable=True
)
_REPORT_YEAR_KEY = Column("report_year_key", "VARCHAR", "The year of the report; empty if unknown.", nullable=True)
_TO_COUNTRY = _to("country_key", "dim_country", "country_key")
_TO_REPORT_YEAR = _to("report_year_key", "dim_year", "year_key")
_TO_FACT = ForeignKey(("doc", "fact_id"), "metric", ("doc", "fact_id"))

DIM_COUNTRY = Table(
    "dim_country",
    "Every country and territory: its names, its regions, and its reports in this collection.",
    (
        _key("country_key", "iso3"),
        Column("iso3", "VARCHAR", "ISO 3166-1 alpha-3 code; Kosovo is XKX."),
        Column("name", "VARCHAR", "The current English name."),
        Column(
            "former_name",
            "VARCHAR",
            "The previous name, if it changed during the years of the reports.",
            nullable=True,
        ),
        Column("renamed", "INTEGER", "Year of that change.", nullable=True),
        Column("other_names", "VARCHAR[]", "Other recognized names and spellings."),
        Column("names_printed", "VARCHAR[]", "Names printed for it in these reports."),
        Column("m49_region_code", "VARCHAR", "UN M49 code of its region.", nullable=True),
        Column("m49_region", "VARCHAR", "Name of that region, such as Africa.", nullable=True),
        Column("m49_subregion_code", "VARCHAR", "UN M49 code of its sub-region.", nullable=True),
        Column("m49_subregion", "VARCHAR", "Name of that sub-region, such as Western Africa.", nullable=True),
        Column(
            "region_code",
            "VARCHAR",
            "Symbol of the State Department's regional bureau now "
            "responsible for it; country_region lists earlier ones.",
            nullable=True,
            codes=REGION_CODES,
        ),
        Column("region", "VARCHAR", "Name of that bureau's region, as used in the reports' totals.", nullable=True),
        Column("first_report_year", "INTEGER", "Year of its first narrative in this collection.", nullable=True),
        Column("last_report_year", "INTEGER", "Year of its last narrative in this collection.", nullable=True),
        Column("narratives", "INTEGER", "The number of its narratives in this collection.", unit="narrative"),
    ),
    ("country_key",),
    reading_order=("iso3",),
)

DIM_METRIC = Table(
    "dim_metric",
    "Every metric of the fact contract: its name, what it counts, and its units.",
    (
        _key("metric_key", "metric"),
        Column("metric", "VARCHAR", "The metric's code.", codes=METRICS),
        Column("position", "INTEGER", "Its position in the contract, from 1."),
        Column("label", "VARCHAR", "Its display name."),
        Column("metric_group", "VARCHAR", "The part of the contract to which it belongs.", codes=GROUPS),
        Column("counts", "VARCHAR", "What it counts."),
        Column("units", "VARCHAR[]", "Its possible units; empty for money, whose unit is a currency."),
        Column("measure", "VARCHAR", "The kind of its values.", codes=MEASURES),
        Column("one_a_year", "BOOLEAN", "Whether country_year has a figure of it for each country and year."),
    ),
    ("metric_key",),
    reading_order=("position",),
)

DIM_YEAR = Table(
    "dim_year",
    "Every year described by a figure or covered by a report. Facts refer to it twice: by the figure's year and by "
    "the report's.",
    (
        _key("year_key", "the year"),
        Column("year", "INTEGER", "The year."),
        Column(
            "report_title", "VARCHAR", "Title of the report of that year; empty before the first one.", nullable=True
        ),
        Column(
            "period_start",
            "VARCHAR",
            "First day that the report of that year covers, YYYY-MM-DD; empty before 2002.",
            nullable=True,
        ),
        Column("period_end", "VARCHAR", "Last day that it covers, YYYY-MM-DD; empty before 2002.", nullable=True),
        Column(
            "era",
            "VARCHAR",
            "Era of the report of that year: reports of one era are worded alike.",
            nullable=True,
            codes=ERAS,
        ),
        Column("told_by", "INTEGER", "Year of the report whose own year this is."),
        Column(
            "narratives",
            "INTEGER",
            "The number of narratives of that year's report in this collection.",
            unit="narrative",
        ),
    ),
    ("year_key",),
    reading_order=("year",),
)

FCT_METRIC = Table(
    "fct_metric",
    "The facts by country, metric, year and report year: one row for each row of metric that does not repeat "
    "another. Figures overlap: add up only those that are cited and share a unit.",
    (
        _key("fact_key", "doc and fact_id"),
        _COUNTRY_KEY,
        Column("metric_key", "VARCHAR", "What is counted."),
        Column(
            "year_key", "VARCHAR", "The year that the figure describes; empty for prescribed penalties.", nullable=True
        ),
        _REPORT_YEAR_KEY,
        Column("role", "VARCHAR", "The role of the figure in its report.", codes=ROLES_OF_FIGURES),
        Column(
            "cited",
            "BOOLEAN",
            "Whether it is part of the figure in country_year: the cited facts of "
            "a country, year and metric make up the figure.",
        ),
        Column("value", "DOUBLE", "The figure, or the low end of a range; empty if not reported.", nullable=True),
        Column("value_high", "DOUBLE", "The high end of a range.", nullable=True),
        Column("qualifier", "VARCHAR", "How exact the figure is.", codes=model.QUALIFIERS),
        Column("unit", "VARCHAR", "What the figure counts: a unit or an ISO 4217 currency code.", nullable=True),
        Column("status", "VARCHAR", "Whether a figure, none, or no figure was reported.", codes=model.STATUSES),
        Column("period", "VARCHAR", "How the text states that time.", codes=model.PERIODS),
        EXPLOITATION,
        AGE,
        GENDER,
        NATIONALITY,
        OFFICIAL,
        PURPOSE,
        Column("persons", "INTEGER", "Only sentence_terms: how many persons received the term.", nullable=True),
        Column("confidence", "DOUBLE", "From 0 to 1.", unit="share"),
        DOC,
        Column("fact_id", "VARCHAR", "The fact; metric has its words and sentence."),
    ),
    ("fact_key",),
    (
        _TO_COUNTRY,
        _to("metric_key", "dim_metric", "metric_key"),
        _to("year_key", "dim_year", "year_key"),
        _TO_REPORT_YEAR,
        _TO_FACT,
    ),
    reading_order=("doc", "fact_id"),
)

FCT_FLOW = Table(
    "fct_flow",
    "The routes, by origin, destination, reporting country and report year.",
    (
        _key("flow_key", "flow_id"),
        _COUNTRY_KEY,
        _REPORT_YEAR_KEY,
        Column("origin_key", "VARCHAR", "Country that victims come from; empty for a region.", nullable=True),
        Column("destination_key", "VARCHAR", "Country where they are exploited; empty for a region.", nullable=True),
        Column("origin_region", "VARCHAR", "Region, if the text names no country.", nullable=True),
        Column("destination_region", "VARCHAR", "Region, if the text names no country.", nullable=True),
        Column("internal", "BOOLEAN", "Whether origin and destination are the same country."),
        EXPLOITATION,
        Column("victims", "VARCHAR[]", "Who is exploited.", codes=VICTIMS),
        Column("sectors", "VARCHAR[]", "Kinds of work in which they are exploited.", codes=model.SECTORS),
        DOC,
        Column("flow_id", "VARCHAR", "The route; flow has its sentence."),
    ),
    ("flow_key",),
    (
        _TO_COUNTRY,
        _TO_REPORT_YEAR,
        _to("origin_key", "dim_country", "country_key"),
        _to("destination_key", "dim_country", "country_key"),
        _to("flow_id", "flow", "flow_id"),
    ),
    reading_order=("doc", "flow_id"),
)

FCT_TIER = Table(
    "fct_tier",
    "The tier of each country in each report year, its source, and how it compares with the previous year.",
    (
        _key("tier_key", "iso3 and report year"),
        Column("country_key", "VARCHAR", "The country."),
        Column("report_year_key", "VARCHAR", "The year of the report."),
        Column("tier", "VARCHAR", "Tier placement; SC is Special Case.", codes=get_args(model.Tier)),
        Column(
            "tier_from",
            "VARCHAR",
            "Its source: the report's chart of placements, else the heading, else a sentence.",
            codes=TIER_SOURCES,
        ),
        Column(
            "sources_agree",
            "BOOLEAN",
            "Whether chart and narrative agree; empty if only one of them is available.",
            nullable=True,
        ),
        Column(
            "tier_before",
            "VARCHAR",
            "Tier in the previous report in this collection.",
            nullable=True,
            codes=get_args(model.Tier),
        ),
        Column("report_year_before", "INTEGER", "Year of that report.", nullable=True),
        Column(
            "movement",
            "VARCHAR",
            "Movement since the previous year's report; empty if neither the text nor that report shows it.",
            nullable=True,
            codes=get_args(model.TierMovement),
        ),
        Column(
            "movement_from",
            "VARCHAR",
            "told: stated in the narrative; compared: derived from the previous year's tier.",
            nullable=True,
            codes=MOVEMENT_SOURCES,
        ),
        Column(
            "watch_list_years",
            "INTEGER",
            "Consecutive years on the Tier 2 Watch List, including this one; 0 if not on it.",
            unit="year",
        ),
        Column(
            "watch_list_years_from",
            "VARCHAR",
            "told: stated in the narrative; counted: over consecutive reports in this "
            "collection, so possibly too low; empty if not on it.",
            nullable=True,
            codes=WATCH_LIST_SOURCES,
        ),
        Column(
            "waiver",
            "BOOLEAN",
            "Whether a waiver prevented a downgrade to Tier 3; empty without a narrative.",
            nullable=True,
        ),
        Column(
            "automatic",
            "BOOLEAN",
            "Whether it was downgraded to Tier 3 because its years on the Watch "
            "List were used up; empty without a narrative.",
            nullable=True,
        ),
        Column("doc", "VARCHAR", "The narrative; empty if only the chart is available.", nullable=True),
    ),
    ("tier_key",),
    (_TO_COUNTRY, _TO_REPORT_YEAR, TO_DOCUMENT),
    reading_order=("country_key", "report_year_key"),
)

FCT_RECOMMENDATION = Table(
    "fct_recommendation",
    "What reports ask for: one row per recommendation and theme; recommendations without a theme are left out.",
    (
        _key("recommendation_key", "doc, position and theme"),
        _COUNTRY_KEY,
        _REPORT_YEAR_KEY,
        Column("theme", "VARCHAR", "What the item asks for, by the taxonomy of themes.", codes=model.THEMES),
        DOC,
        Column("position", "INTEGER", "The item; recommendation has its words."),
    ),
    ("recommendation_key",),
    (
        _TO_COUNTRY,
        _TO_REPORT_YEAR,
        ForeignKey(("doc", "position"), "recommendation", ("doc", "position")),
    ),
    reading_order=("doc", "position", "theme"),
)

MART_DEFINITIONS: tuple[Table, ...] = (
    DIM_COUNTRY,
    DIM_METRIC,
    DIM_YEAR,
    FCT_METRIC,
    FCT_FLOW,
    FCT_TIER,
    FCT_RECOMMENDATION,
)
