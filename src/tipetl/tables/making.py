"""Build the marts from the checked tables.

The marts join the tables by surrogate keys, for tools that expect a star schema. No text is read or judged again. The
SQL for the fact tables is in ``warehouse/sql/marts``; ``tiers`` handles tiers, which come from two sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb

from tipetl.countries import all_countries
from tipetl.metrics import METRIC
from tipetl.model import UNITS
from tipetl.resources import data_dir
from tipetl.tables.columns import Columns, arrow_table, as_columns, ordered
from tipetl.tables.combining import over
from tipetl.tables.definitions import DATA_TABLES, MART_TABLES, TABLES
from tipetl.tables.geography import region_of, renamed
from tipetl.tables.keys import surrogate_key
from tipetl.tables.rows import Row
from tipetl.tables.shared import ERAS
from tipetl.tables.tiers import tiers

FIRST_REPORT = 2001
"""The year of the first Trafficking in Persons Report."""

_FIRST_PERIOD = 2002
"""The first report whose period runs from April of the previous year to March of the report's year."""

# ``keys.surrogate_key`` for a single part, or for parts joined by U+001F.
_KEY = "CREATE MACRO key(part) AS substr(sha256(part::VARCHAR), 1, 16)"
# The dimensions contain every row to which the facts refer.
_COUNTRIES = """
    WITH report AS (
      SELECT iso3, min(report_year) AS first, max(report_year) AS last, count(*) AS narratives
      FROM document WHERE iso3 IS NOT NULL GROUP BY iso3
    ),
    name AS (
      SELECT iso3, list_sort(list(DISTINCT country)) AS printed
      FROM (SELECT iso3, country FROM document UNION SELECT iso3, country FROM tier_placement)
      WHERE iso3 IS NOT NULL AND country IS NOT NULL GROUP BY iso3
    ),
    bureau AS (SELECT iso3, region_code, region FROM country_region WHERE last_report_year IS NULL)
    SELECT iso3, coalesce(printed, []), region_code, region, first, last, coalesce(narratives, 0)
    FROM (SELECT unnest(?::VARCHAR[]) AS iso3 UNION SELECT iso3 FROM report UNION SELECT iso3 FROM tier_placement
          UNION SELECT origin_iso3 FROM flow UNION SELECT destination_iso3 FROM flow)
    LEFT JOIN report USING (iso3) LEFT JOIN name USING (iso3) LEFT JOIN bureau USING (iso3)
    WHERE iso3 IS NOT NULL
"""
_YEARS = """
    SELECT year FROM metric WHERE restates IS NULL AND year IS NOT NULL
    UNION SELECT report_year FROM document WHERE report_year IS NOT NULL
    UNION SELECT report_year FROM tier_placement WHERE report_year IS NOT NULL AND iso3 IS NOT NULL
"""
_CHARTS = "SELECT source_doc, iso3, report_year, tier FROM tier_placement"
_STATED = """
    SELECT d.doc, d.iso3, d.report_year, d.tier, d.tier_movement, d.tier_waiver, d.tier_automatic, d.watch_list_years,
           list(substring(d.text, s.char_start + 1, s.char_end - s.char_start)) FILTER (s.doc IS NOT NULL)
    FROM document d LEFT JOIN section s ON s.doc = d.doc AND s.kind = 'heading'
    WHERE d.iso3 IS NOT NULL AND d.report_year IS NOT NULL AND d.tier IS NOT NULL GROUP BY ALL
"""


def marts(tables: Mapping[str, Any]) -> Columns:
    """Build every mart (``MART_TABLES``), in order, from the data tables (rows or columns).

    A fact or route from a document without a country or year is kept with that key empty. The same rows yield the same
    marts. But a mart describes the whole collection, so its rows may change when documents are added or removed.
    """
    with over({name: found for name, found in as_columns(tables).items() if name in DATA_TABLES}) as connection:
        connection.execute("SET threads = 1")  # one thread, because the checks use the other processors
        connection.execute(_KEY)
        made: dict[str, Any] = {
            path.stem: connection.execute(path.read_text(encoding="utf-8")).to_arrow_table()
            for path in (data_dir("warehouse") / "sql" / "marts").glob("*.sql")
        }
        rows = {
            "fct_tier": _tiers(connection),
            "dim_country": _countries(connection),
            "dim_metric": _metrics(),
            "dim_year": _years(connection),
        }
        made |= {name: arrow_table(TABLES[name], list(found)) for name, found in rows.items()}
    return {name: ordered(TABLES[name], made[name]) for name in MART_TABLES}


def _tiers(connection: duckdb.DuckDBPyConnection) -> Iterable[Row]:
    for tier in tiers(connection.execute(_CHARTS).fetchall(), connection.execute(_STATED).fetchall()):
        yield TABLES["fct_tier"].row(
            tier,
            tier_key=surrogate_key(tier.iso3, tier.report_year),
            country_key=surrogate_key(tier.iso3),
            report_year_key=surrogate_key(tier.report_year),
        )


def _countries(connection: duckdb.DuckDBPyConnection) -> Iterable[Row]:
    """Yield every known country, and any other code in the tables."""
    known = {country.iso3: country for country in all_countries()}
    for iso3, printed, region_code, region, *reports in connection.execute(_COUNTRIES, [list(known)]).fetchall():
        country, change, place = known.get(iso3), renamed(iso3), region_of(iso3)
        name = change.name if change else country.name if country else printed[0] if printed else iso3
        before = change.before if change else None
        other = {country.name, *country.aliases} - {name, before} if country else set()
        yield (
            surrogate_key(iso3),
            iso3,
            name,
            before,
            change.year if change else None,
            sorted(other),
            printed,
            *((place.region_code, place.region, place.code, place.name) if place else (None,) * 4),
            region_code,
            region,
            *reports,
        )


def _metrics() -> Iterable[Row]:
    for position, (code, kind) in enumerate(METRIC.items(), 1):
        yield (
            surrogate_key(code),
            code,
            position,
            kind.label,
            kind.group,
            kind.counts,
            tuple(sorted(kind.units, key=UNITS.index)),
            kind.measure,
            kind.cited,
        )


def _years(connection: duckdb.DuckDBPyConnection) -> Iterable[Row]:
    held = dict(connection.execute("SELECT report_year, count(*) FROM document GROUP BY ALL").fetchall())
    told = connection.execute(_YEARS).fetchall()
    for (year,) in told:
        covered = year >= _FIRST_PERIOD
        yield (
            surrogate_key(year),
            year,
            f"Trafficking in Persons Report {year}" if year >= FIRST_REPORT else None,
            f"{year - 1}-04-01" if covered else None,
            f"{year}-03-31" if covered else None,
            _era(year),
            year + 1,
            held.get(year, 0),
        )


def _era(year: int) -> str | None:
    if year < FIRST_REPORT:
        return None
    return ERAS[0] if year < 2010 else ERAS[1] if year < 2018 else ERAS[2]
