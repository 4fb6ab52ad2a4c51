"""Build the reference tables, which have the same rows in every database, so that queries can join them."""

from __future__ import annotations

from tipetl.countries import all_bureaus, all_countries, find_bureau
from tipetl.tables.schema import Column, Table

REGION_CODES: tuple[str, ...] = tuple(sorted(bureau.code for bureau in all_bureaus()))
"""The codes of the State Department's regional bureaus."""

COUNTRY_REGION = Table(
    "country_region",
    "The State Department region to which the reports assign a country, with the report years.",
    (
        Column("iso3", "VARCHAR", "ISO 3166-1 alpha-3 code; Kosovo is XKX."),
        Column("country", "VARCHAR", "Name of the country."),
        Column("region_code", "VARCHAR", "Symbol of the regional bureau, as in global_total.", codes=REGION_CODES),
        Column("region", "VARCHAR", "Name of the region."),
        Column(
            "first_report_year", "INTEGER", "First report with this region; empty: from the beginning.", nullable=True
        ),
        Column("last_report_year", "INTEGER", "Last report with this region; empty: until today.", nullable=True),
        Column("reason", "VARCHAR", "The reason, if it moved or might be expected elsewhere.", nullable=True),
    ),
    ("iso3", "region_code"),
)


def country_regions() -> list[tuple[str, str, str, str, int | None, int | None, str | None]]:
    """Return the rows of ``country_region``: one for each listed country and each region to which it belonged."""
    names = {bureau.code: bureau.name for bureau in all_bureaus()}
    return [
        (country.iso3, country.name, had.code, names[had.code], had.first, had.last, had.reason)
        for country in all_countries()
        for had in country.bureaus
    ]


def region_code(heading: str | None) -> str | None:
    """Return the region code for a table's heading; None for the world's table and for a heading that names no
    region.
    """
    bureau = find_bureau(heading) if heading else None
    return bureau.code if bureau else None
