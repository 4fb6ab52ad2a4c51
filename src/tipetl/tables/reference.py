"""Tables of what is known beforehand: the same rows in every database, so that queries can join them."""

from __future__ import annotations

from tipetl.countries import all_bureaus, all_countries, find_bureau
from tipetl.tables.schema import Column, Table

__all__ = ["COUNTRY_REGION", "REGION_CODES", "country_regions", "region_code"]

REGION_CODES: tuple[str, ...] = tuple(sorted(bureau.code for bureau in all_bureaus()))
"""Symbols of the State Department's regional bureaus."""

COUNTRY_REGION = Table(
    "country_region",
    "The region of the State Department under which the reports add up a country, with the report years it holds for.",
    (
        Column("iso3", "VARCHAR", "ISO 3166-1 alpha-3 code; Kosovo is XKX."),
        Column("country", "VARCHAR", "Name of the country."),
        Column("region_code", "VARCHAR", "Symbol of the regional bureau, as in global_total.", codes=REGION_CODES),
        Column("region", "VARCHAR", "Name of the region."),
        Column("first_report_year", "INTEGER", "First report under it; empty: from the beginning.", nullable=True),
        Column("last_report_year", "INTEGER", "Last report under it; empty: until today.", nullable=True),
        Column("reason", "VARCHAR", "Why, where it moved or could be thought elsewhere.", nullable=True),
    ),
    ("iso3", "region_code"),
)


def country_regions() -> list[tuple[str, str, str, str, int | None, int | None, str | None]]:
    """The rows of ``country_region``: every country of the reference list, one row for each region it had."""
    names = {bureau.code: bureau.name for bureau in all_bureaus()}
    return [
        (country.iso3, country.name, had.code, names[had.code], had.first, had.last, had.reason)
        for country in all_countries()
        for had in country.bureaus
    ]


def region_code(heading: str | None) -> str | None:
    """The code of the region that a table is headed with; None for the world's and for a heading that names none."""
    bureau = find_bureau(heading) if heading else None
    return bureau.code if bureau else None
