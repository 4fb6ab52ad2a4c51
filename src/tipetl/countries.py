"""Countries, regions and international bodies, and their names: the only place that maps a name to a code.

This module loads ``data/countries.json`` and looks names up; ``tipetl.entities`` finds names in running text.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class BureauYears:
    """The regional bureau (``code``) responsible for a country between two report years; None means open-ended."""

    code: str
    first: int | None
    last: int | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory. ``name`` is as printed in the reports; ``aliases`` are other and former names.

    ``bureaus`` are the State Department's regional bureaus that were responsible for the country, earliest first.
    """

    iso3: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    bureaus: tuple[BureauYears, ...]


@dataclass(frozen=True, slots=True)
class Bureau:
    """A regional bureau of the State Department; the reports state totals for its region.

    ``code`` is its symbol, ``name`` its region's name, ``printed`` variants of that name.
    """

    code: str
    name: str
    printed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A region such as Western Europe: its UN M49 code, if any, and its names, canonical first."""

    code: str | None
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """Names shared by several countries, likeliest first, and for each country the places that indicate it."""

    names: tuple[str, ...]
    countries: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Body:
    """An organization named in narratives of many countries; ``kind`` is one of ``model.SUBKINDS``."""

    name: str
    kind: str
    country: str | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Treaty:
    """A treaty that narratives name in several ways; ``year`` is the year of its adoption."""

    name: str
    year: int
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """All reference data: ``parts`` maps the names of parts of countries (Scotland) to the country's code, ``bodies``
    are international bodies and NGOs active in many countries, and ``traps`` are phrases in which the words of a
    country's name mean something else ("Indian Ocean").
    """

    countries: tuple[Country, ...]
    bureaus: tuple[Bureau, ...]
    regions: tuple[Region, ...]
    parts: dict[str, str]
    shared: tuple[Shared, ...]
    traps: tuple[str, ...]
    bodies: tuple[Body, ...]
    treaties: tuple[Treaty, ...]


@cache
def reference() -> Reference:
    """Load the reference data."""
    raw = json.loads(files("tipetl").joinpath("data", "countries.json").read_text(encoding="utf-8"))
    return Reference(
        countries=tuple(
            Country(
                row["iso3"],
                row["name"],
                tuple(row["aliases"]),
                tuple(row["demonyms"]),
                tuple(BureauYears(had["code"], had["from"], had["until"], had["reason"]) for had in row["bureaus"]),
            )
            for row in raw["countries"]
        ),
        bureaus=_made(Bureau, raw["bureaus"]),
        regions=_made(Region, raw["regions"]),
        parts={name: code for code, names in raw["parts"].items() for name in names},
        shared=tuple(
            Shared(tuple(row["names"]), tuple((code, tuple(places)) for code, places in row["countries"].items()))
            for row in raw["shared"]
        ),
        traps=tuple(raw["traps"]),
        bodies=_made(Body, raw["organizations"]),
        treaties=_made(Treaty, raw["treaties"]),
    )


def _made(kind: type[Record], rows: list[dict[str, Any]]) -> tuple[Record, ...]:
    """Make records from rows with the same fields."""
    frozen = ({name: tuple(v) if isinstance(v, list) else v for name, v in row.items()} for row in rows)
    return tuple(kind(**fields) for fields in frozen)


def all_countries() -> tuple[Country, ...]:
    """Return every country and territory, sorted by code."""
    return reference().countries


def all_bureaus() -> tuple[Bureau, ...]:
    """Return the State Department's regional bureaus."""
    return reference().bureaus


@cache
def _by_iso3() -> dict[str, Country]:
    return {country.iso3: country for country in all_countries()}


def by_iso3(code: str) -> Country | None:
    """Return the country with this ISO 3166-1 alpha-3 code (in upper or lower case); None if no country has it."""
    return _by_iso3().get(code.upper())


_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_ARTICLE = re.compile(r"^the | the$")


def fold(name: str) -> str:
    """Normalize a name for comparison: ignore case, accents, punctuation and article ("Côte d’Ivoire" = "COTE
    D'IVOIRE").
    """
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).casefold()
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    # Apostrophes and periods are removed so that "d'Ivoire" matches "dIvoire"; hyphens become spaces, as in "Guinea
    # Bissau".
    plain = plain.replace("'", "").replace("’", "").replace(".", "").replace("ʼ", "")
    plain = _NOT_LETTERS.sub(" ", plain).strip()
    return _ARTICLE.sub("", plain).strip()


@cache
def _by_name() -> dict[str, tuple[Country, str]]:
    table: dict[str, tuple[Country, str]] = {}
    for country in all_countries():
        for name in (country.name, *country.aliases):
            table.setdefault(fold(name), (country, name))
    return table


def find_country(name: str) -> Country | None:
    """Return the country with this English name (``fold`` decides which spellings are equal) or this ISO3 code, or
    None.
    """
    found = _by_name().get(fold(name))
    return found[0] if found else by_iso3(name.strip())


_OF_REGION = re.compile(r"^region of | region(?:al)?(?: (?:data|figures|totals?|statistics|law enforcement data))?$")


@cache
def _by_region() -> dict[str, Bureau]:
    return {fold(name): bureau for bureau in all_bureaus() for name in (bureau.name, *bureau.printed)}


def find_bureau(region: str) -> Bureau | None:
    """Return the bureau whose region a heading names ("EAST ASIA & PACIFIC", "Near East Region"); None for the world or
    any other heading.
    """
    return _by_region().get(_OF_REGION.sub("", fold(region)))


def spelled(name: str) -> str:
    """Return the name in ordinary case ("SWAZILAND" becomes "Swaziland"); the canonical name if ``name`` is a code.

    Raises KeyError if ``name`` is not a country.
    """
    found = _by_name().get(fold(name))
    if found:
        return found[1]
    country = by_iso3(name.strip())
    if country is None:
        raise KeyError(name)
    return country.name
