"""The marts: dimensions and fact tables for SQL and BI tools, derived from the other tables and from nothing else.

Every dimension has a surrogate key (``keys.surrogate_key``) beside its natural one. Nothing stands in a mart that the
tables behind it do not hold; ``doc`` and ``fact_id`` lead back to the words.
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

__all__ = [
    "DIM_COUNTRY",
    "DIM_METRIC",
    "DIM_YEAR",
    "FCT_FLOW",
    "FCT_METRIC",
    "FCT_RECOMMENDATION",
    "FCT_TIER",
    "MART_DEFINITIONS",
]

_KEY = "16 hex digits of the SHA-256 of"


def _key(name: str, of: str) -> Column:
    return Column(name, "VARCHAR", f"Surrogate key: {_KEY} {of}.")


def _to(column: str, table: str, key: str) -> ForeignKey:
    return ForeignKey((column,), table, (key,))


_COUNTRY_KEY = Column(
    "country_key", "VARCHAR", "The country that the report is about; empty where it is not known.", nullable=True
)
_REPORT_YEAR_KEY = Column(
    "report_year_key", "VARCHAR", "The year of the report; empty where it is not known.", nullable=True
)
_TO_COUNTRY = _to("country_key", "dim_country", "country_key")
_TO_REPORT_YEAR = _to("report_year_key", "dim_year", "year_key")
_TO_FACT = ForeignKey(("doc", "fact_id"), "metric", ("doc", "fact_id"))

DIM_COUNTRY = Table(
    "dim_country",
    "Every country and territory: its names, its regions, and the reports on it that are here.",
    (
        _key("country_key", "iso3"),
        Column("iso3", "VARCHAR", "ISO 3166-1 alpha-3 code; Kosovo is XKX."),
        Column("name", "VARCHAR", "The English name now."),
        Column(
            "former_name",
            "VARCHAR",
            "The name before, where it changed within the years of the reports.",
            nullable=True,
        ),
        Column("renamed", "INTEGER", "Year of that change.", nullable=True),
        Column("other_names", "VARCHAR[]", "Other names and spellings that are understood."),
        Column("names_printed", "VARCHAR[]", "Names that the reports here print for it."),
        Column("m49_region_code", "VARCHAR", "UN M49 code of its region.", nullable=True),
        Column("m49_region", "VARCHAR", "Name of that region, such as Africa.", nullable=True),
        Column("m49_subregion_code", "VARCHAR", "UN M49 code of its sub-region.", nullable=True),
        Column("m49_subregion", "VARCHAR", "Name of that sub-region, such as Western Africa.", nullable=True),
        Column(
            "region_code",
            "VARCHAR",
            "Symbol of the State Department's regional bureau that has it now; country_region tells of earlier ones.",
            nullable=True,
            codes=REGION_CODES,
        ),
        Column("region", "VARCHAR", "Name of that bureau's region, as the reports add figures up.", nullable=True),
        Column("first_report_year", "INTEGER", "Year of the first narrative on it that is here.", nullable=True),
        Column("last_report_year", "INTEGER", "Year of the last narrative on it that is here.", nullable=True),
        Column("narratives", "INTEGER", "How many narratives on it are here.", unit="narrative"),
    ),
    ("country_key",),
    reading_order=("iso3",),
)

DIM_METRIC = Table(
    "dim_metric",
    "Every metric of the fact contract: what it is called, what it counts, in which units.",
    (
        _key("metric_key", "metric"),
        Column("metric", "VARCHAR", "The metric's code.", codes=METRICS),
        Column("position", "INTEGER", "Its place in the contract, from 1."),
        Column("label", "VARCHAR", "Its name for people."),
        Column("metric_group", "VARCHAR", "Part of the contract that it belongs to.", codes=GROUPS),
        Column("counts", "VARCHAR", "What it counts."),
        Column("units", "VARCHAR[]", "The units that it may have; none where it is money, in any currency."),
        Column("measure", "VARCHAR", "What its values are.", codes=MEASURES),
        Column("one_a_year", "BOOLEAN", "Whether country_year has one figure of it for a country and year."),
    ),
    ("metric_key",),
    reading_order=("position",),
)

DIM_YEAR = Table(
    "dim_year",
    "Every year that a figure describes or that a report is of. Facts point to it twice: for either.",
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
        Column("told_by", "INTEGER", "Year of the report that tells of this year as its own."),
        Column("narratives", "INTEGER", "How many narratives of the report of that year are here.", unit="narrative"),
    ),
    ("year_key",),
    reading_order=("year",),
)

FCT_METRIC = Table(
    "fct_metric",
    "The facts that count, by country, metric, year and report year: a row for each row of metric that does not repeat "
    "another. Figures overlap: add up only those that are cited, and only of one unit.",
    (
        _key("fact_key", "doc and fact_id"),
        _COUNTRY_KEY,
        Column("metric_key", "VARCHAR", "What is counted."),
        Column(
            "year_key", "VARCHAR", "The year that the figure describes; empty for prescribed penalties.", nullable=True
        ),
        _REPORT_YEAR_KEY,
        Column("role", "VARCHAR", "What the figure is in its report.", codes=ROLES_OF_FIGURES),
        Column(
            "cited",
            "BOOLEAN",
            "Whether country_year takes its figure from it: those cited of a country, year and metric make the figure.",
        ),
        Column("value", "DOUBLE", "The figure, or the low end of a range; empty when not reported.", nullable=True),
        Column("value_high", "DOUBLE", "The high end of a range.", nullable=True),
        Column("qualifier", "VARCHAR", "How exact the figure is.", codes=model.QUALIFIERS),
        Column("unit", "VARCHAR", "What the figure counts: a unit or an ISO 4217 currency code.", nullable=True),
        Column("status", "VARCHAR", "Whether a figure, none, or no figure was reported.", codes=model.STATUSES),
        Column("period", "VARCHAR", "How the text names that time.", codes=model.PERIODS),
        EXPLOITATION,
        AGE,
        GENDER,
        NATIONALITY,
        OFFICIAL,
        PURPOSE,
        Column("persons", "INTEGER", "Only sentence_terms: how many persons got the term.", nullable=True),
        Column("confidence", "DOUBLE", "From 0 to 1.", unit="share"),
        DOC,
        Column("fact_id", "VARCHAR", "The fact: its words and sentence stand in metric."),
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
    "The routes, by origin, destination, the country that tells of them and report year.",
    (
        _key("flow_key", "flow_id"),
        _COUNTRY_KEY,
        _REPORT_YEAR_KEY,
        Column("origin_key", "VARCHAR", "Country that victims come from; empty for a region.", nullable=True),
        Column("destination_key", "VARCHAR", "Country where they are exploited; empty for a region.", nullable=True),
        Column("origin_region", "VARCHAR", "Region, where the text names no country.", nullable=True),
        Column("destination_region", "VARCHAR", "Region, where the text names no country.", nullable=True),
        Column("internal", "BOOLEAN", "Whether origin and destination are one country."),
        EXPLOITATION,
        Column("victims", "VARCHAR[]", "Who is exploited.", codes=VICTIMS),
        Column("sectors", "VARCHAR[]", "Kinds of work in which they are exploited.", codes=model.SECTORS),
        DOC,
        Column("flow_id", "VARCHAR", "The route: its sentence stands in flow."),
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
    "The tier of each country in each report year, where it was found, and how it compares with the year before.",
    (
        _key("tier_key", "iso3 and report year"),
        Column("country_key", "VARCHAR", "The country."),
        Column("report_year_key", "VARCHAR", "The year of the report."),
        Column("tier", "VARCHAR", "Tier placement; SC is Special Case.", codes=get_args(model.Tier)),
        Column(
            "tier_from",
            "VARCHAR",
            "Where it was found: in the report's chart of placements, else in the heading, else in a sentence.",
            codes=TIER_SOURCES,
        ),
        Column(
            "sources_agree",
            "BOOLEAN",
            "Whether chart and narrative say the same; empty where only one of them is here.",
            nullable=True,
        ),
        Column(
            "tier_before",
            "VARCHAR",
            "Tier in the last report before that is here.",
            nullable=True,
            codes=get_args(model.Tier),
        ),
        Column("report_year_before", "INTEGER", "Year of that report.", nullable=True),
        Column(
            "movement",
            "VARCHAR",
            "Movement against the report of the year before; empty where neither the text nor that report tells it.",
            nullable=True,
            codes=get_args(model.TierMovement),
        ),
        Column(
            "movement_from",
            "VARCHAR",
            "told: by the narrative; compared: with the tier of the year before.",
            nullable=True,
            codes=MOVEMENT_SOURCES,
        ),
        Column(
            "watch_list_years",
            "INTEGER",
            "Consecutive years on the Tier 2 Watch List, this one included; 0 off it.",
            unit="year",
        ),
        Column(
            "watch_list_years_from",
            "VARCHAR",
            "told: by the narrative; counted: over the reports here without a gap, so perhaps too few; empty off it.",
            nullable=True,
            codes=WATCH_LIST_SOURCES,
        ),
        Column(
            "waiver",
            "BOOLEAN",
            "Whether a waiver spared it the fall to Tier 3; empty without narrative.",
            nullable=True,
        ),
        Column(
            "automatic",
            "BOOLEAN",
            "Whether it fell to Tier 3 because its years on the Watch List were used up; empty without narrative.",
            nullable=True,
        ),
        Column("doc", "VARCHAR", "The narrative; empty where only the chart is here.", nullable=True),
    ),
    ("tier_key",),
    (_TO_COUNTRY, _TO_REPORT_YEAR, TO_DOCUMENT),
    reading_order=("country_key", "report_year_key"),
)

FCT_RECOMMENDATION = Table(
    "fct_recommendation",
    "What reports ask for: a row for each item of the recommendations and each theme of it; items without one are left "
    "out.",
    (
        _key("recommendation_key", "doc, position and theme"),
        _COUNTRY_KEY,
        _REPORT_YEAR_KEY,
        Column("theme", "VARCHAR", "What the item asks for, by the taxonomy of themes.", codes=model.THEMES),
        DOC,
        Column("position", "INTEGER", "The item: its words stand in recommendation."),
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
