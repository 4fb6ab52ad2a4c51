"""List the addresses of reports, from the catalog's patterns by publisher and years.

This module reads the patterns, rejecting invalid ones, and generates addresses. The module never opens an address.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from string import Formatter
from typing import Literal
from urllib.parse import urlsplit

from tipetl.countries import by_iso3, fold
from tipetl.records import Words, record
from tipetl.resources import data_dir
from tipetl.sources.catalog import CATALOG_NAME, FIRST_YEAR, LAST_YEAR, check_iso3, read_catalog_file

Form = Literal["html", "pdf"]
AddressKind = Literal["country", "volume", "index"]

Basis = Literal["seen", "derived"]
YearRange = tuple[int, int]

_PLACES = {"year", "slug", "iso3"}
_LETTER = re.compile("[A-Z]")
_ALL_LETTERS = ("A", "Z")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One publisher's addresses for the report years ``years`` (first and last).

    ``kind`` says what the addresses lead to: a single narrative, a volume of many, or an index with links to
    narratives. ``basis`` is ``seen`` if ``seen`` shows the pattern in use, and ``derived`` if it was made by analogy;
    ``tested`` says whether anyone here has opened an address of this pattern. ``country`` is the ISO3 code if the
    pattern is for only one country; ``initials`` are the first letters of the countries in a volume. Raises ValueError
    if the pattern is inconsistent.
    """

    id: Words
    publisher: Words
    years: YearRange
    form: Form
    kind: AddressKind
    template: Words
    basis: Basis
    seen: Words
    tested: bool
    country: Words | None = None
    initials: tuple[str, str] = _ALL_LETTERS

    def __post_init__(self) -> None:
        _check_years(self.years)
        if self.country is not None:
            check_iso3(self.country)
        _check_template(self.template, self.kind, self.country is not None)
        letters = all(map(_LETTER.fullmatch, self.initials)) and self.initials[0] <= self.initials[1]
        if not letters or (self.initials != _ALL_LETTERS and self.kind != "volume"):
            raise ValueError("initials should be [first, last] letter of a volume's countries")

    def holds(self, iso3: str) -> bool:
        """Return whether a volume may contain this country's narrative, judging by the letters that it covers."""
        return self.initials[0] <= _initial(iso3) <= self.initials[1]


@dataclass(frozen=True, slots=True)
class Address:
    """An address to fetch, with known details. ``form`` and ``kind`` are None if unknown.

    ``iso3`` and ``report_year`` come from the catalog and apply to the documents found at the address.
    """

    url: str
    publisher: str | None = None
    form: Form | None = None
    kind: AddressKind | None = None
    iso3: str | None = None
    report_year: int | None = None
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Want:
    """A narrative or volume that can be fetched from any of several addresses, best first."""

    addresses: tuple[Address, ...]
    iso3: str | None = None
    report_year: int | None = None

    @property
    def name(self) -> str:
        """A readable name: "XKX 2013", "volume 2017", or the address."""
        if self.report_year is None:
            return self.addresses[0].url
        return f"{self.iso3 or 'volume'} {self.report_year}"


@dataclass(frozen=True, slots=True)
class Slugs:
    """The spellings of a country's name in some years' addresses, most likely first. Raises ValueError if a spelling is
    not a slug.
    """

    iso3: Words
    slugs: tuple[str, ...]
    basis: Basis
    years: YearRange = (FIRST_YEAR, LAST_YEAR)

    def __post_init__(self) -> None:
        check_iso3(self.iso3)
        _check_years(self.years)
        if not self.slugs or not all(map(_SLUG.fullmatch, self.slugs)):
            raise ValueError("slugs should be lower-case words with hyphens")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The ``addresses`` of a catalog: patterns in the order in which they are tried, and the countries as ISO3 codes.

    ``slugs`` are exceptions to the usual spelling of names. Raises ValueError if entries contradict each other.
    """

    patterns: tuple[Pattern, ...]
    slugs: tuple[Slugs, ...]
    countries: tuple[str, ...]

    def __post_init__(self) -> None:
        for code in self.countries:
            check_iso3(code)
        _check_once((pattern.id for pattern in self.patterns), "patterns")
        _check_once(self.countries, "countries")
        for one, other in combinations(self.slugs, 2):
            if one.iso3 == other.iso3 and one.years[0] <= other.years[1] and other.years[0] <= one.years[1]:
                raise ValueError(f"slugs of {one.iso3}: years overlap")

    @property
    def years(self) -> tuple[int, ...]:
        """The report years that any pattern covers."""
        return tuple(sorted({year for pattern in self.patterns for year in _each(pattern.years)}))

    def spellings(self, iso3: str, year: int) -> tuple[str, ...]:
        """Return the possible spellings of the country's name in that year's addresses, most likely first. Raises
        KeyError for an unknown code.
        """
        for exception in self.slugs:
            if exception.iso3 == iso3 and year in _each(exception.years):
                return exception.slugs
        country = by_iso3(iso3)
        if country is None:
            raise KeyError(iso3)
        return (fold(country.name).replace(" ", "-"),)

    def wants(
        self, years: Sequence[int], countries: Sequence[str] | None = None, publisher: str | None = None
    ) -> list[Want]:
        """Return what to fetch for these years and countries (ISO3 codes; default: all in the catalog), in that order.

        ``publisher`` selects patterns by a part of their publisher or id. A country is fetched on its own if it may
        have its own address, with the volumes that contain it as a last resort. Countries available only in the same
        volumes share one entry, for the volume.
        """
        wants: dict[tuple[object, ...], Want] = {}
        for year in years:
            patterns = [one for one in self.patterns if year in _each(one.years) and _of(one, publisher)]
            volumes = [pattern for pattern in patterns if pattern.kind == "volume"]
            singles = [pattern for pattern in patterns if pattern.kind != "volume"]
            for code in countries if countries is not None else self.countries:
                own = [address for pattern in singles for address in self._written(pattern, year, code)]
                found = (*own, *(_address(pattern, year) for pattern in volumes if pattern.holds(code)))
                if found:
                    want = Want(found, code if own else None, year)
                    wants.setdefault((want.iso3, year, found), want)
        return list(wants.values())

    def _written(self, pattern: Pattern, year: int, code: str) -> list[Address]:
        if pattern.country not in (None, code):
            return []
        if pattern.kind == "index":
            return [_address(pattern, year)]
        if "{slug}" not in pattern.template:
            return [_address(pattern, year, code)]
        return [_address(pattern, year, code, slug) for slug in self.spellings(code, year)]


def _initial(iso3: str) -> str:
    """Return the letter under which a report lists the country: the Congos under C, the Koreas under K."""
    country = by_iso3(iso3)
    words = fold(country.name).upper().split() if country else [iso3]
    return next((word for word in words if word in ("CONGO", "KOREA", "MACEDONIA")), words[0])[0]


def _of(pattern: Pattern, publisher: str | None) -> bool:
    return publisher is None or publisher.casefold() in f"{pattern.id}\n{pattern.publisher}".casefold()


def _address(pattern: Pattern, year: int, code: str | None = None, slug: str = "") -> Address:
    url = pattern.template.format(year=year, slug=slug, iso3=code or "")
    return Address(url, pattern.publisher, pattern.form, pattern.kind, code, year, pattern.id)


def load_addresses(path: Path) -> Addresses:
    """Read the addresses in a catalog file. Raises DataFileError with line and entry if they are invalid."""
    source = read_catalog_file(path)
    if not isinstance(source.value, dict) or source.value.get("addresses") is None:
        return Addresses((), (), ())
    return record(source, Addresses, "addresses")


def bundled_addresses() -> Addresses:
    """Return the addresses in the catalog that comes with tipetl."""
    return load_addresses(data_dir("seeds") / "reports" / CATALOG_NAME)


def _each(years: YearRange) -> range:
    return range(years[0], years[1] + 1)


def _check_once(names: Iterable[str], what: str) -> None:
    if twice := sorted(name for name, times in Counter(names).items() if times > 1):
        raise ValueError(f"{what} names {', '.join(twice)} more than once")


def _check_template(template: str, kind: str, one_country: bool) -> None:
    try:
        places = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
        parts = urlsplit(template)
        host = parts.hostname
    except ValueError as error:
        raise ValueError("template has a bracket too many or too few") from error
    if unknown := sorted(places - _PLACES):
        raise ValueError(f"template has unknown places: {', '.join(unknown)}")
    if parts.scheme not in ("http", "https") or not host or "{" in parts.netloc:
        raise ValueError("template should be an http(s) address of a fixed host")
    if bool(places & {"slug", "iso3"}) != (kind == "country" and not one_country):
        raise ValueError("only a template for countries has {slug} or {iso3}, and it has one")


def _check_years(years: tuple[int, int]) -> None:
    if not FIRST_YEAR <= years[0] <= years[1] <= LAST_YEAR:
        raise ValueError(f"years should be [first, last], from {FIRST_YEAR} to {LAST_YEAR}")
