"""Where reports can be fetched: address patterns by publisher and years, from the catalog.

What belongs here: reading the patterns strictly, and writing addresses from them. Nothing here opens an address.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any, Literal
from urllib.parse import urlsplit

from tipetl.countries import by_iso3, fold
from tipetl.errors import DataFileError
from tipetl.sources.catalog import load_part
from tipetl.sources.entries import table, wanted

__all__ = ["Address", "Addresses", "Pattern", "Want", "load_addresses"]

FIRST_YEAR, LAST_YEAR = 2001, 2100
Form = Literal["html", "pdf"]
AddressKind = Literal["country", "volume", "index"]

_FIELDS = {"id", "publisher", "years", "form", "kind", "template", "basis", "seen", "tested"}
_OPTIONAL = frozenset({"country", "initials"})
_PLACES = {"year", "slug", "iso3"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """Addresses of one publisher for the report years ``first``..``last``.

    ``kind`` says what stands there: one narrative, a volume of many, or an index whose links lead to narratives.
    ``basis`` is ``seen`` where ``seen`` shows the pattern in use and ``derived`` where it was made by analogy;
    ``tested`` is whether anybody here has opened such an address. ``country`` is an ISO3 code for an address of one
    country only; ``initials`` are the first letters of the countries in a volume.
    """

    id: str
    publisher: str
    first: int
    last: int
    form: Form
    kind: AddressKind
    template: str
    basis: Literal["seen", "derived"]
    seen: str
    tested: bool
    country: str | None = None
    initials: tuple[str, str] = ("A", "Z")

    def holds(self, iso3: str) -> bool:
        """Whether a volume may hold the narrative of this country, by the letters that it covers."""
        return self.initials[0] <= _initial(iso3) <= self.initials[1]


@dataclass(frozen=True, slots=True)
class Address:
    """One address to fetch, and what is known of it: ``form`` and ``kind`` are None where nobody has said.

    ``iso3`` and ``report_year`` are those that the catalog states, and hold for what is found there.
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
    """A narrative, or a volume, that may be had from any of several addresses, the best first."""

    addresses: tuple[Address, ...]
    iso3: str | None = None
    report_year: int | None = None

    @property
    def name(self) -> str:
        """For a person: "XKX 2013", "volume 2017", or the address."""
        if self.report_year is None:
            return self.addresses[0].url
        return f"{self.iso3 or 'volume'} {self.report_year}"


@dataclass(frozen=True, slots=True)
class _Slugs:
    iso3: str
    first: int
    last: int
    slugs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Addresses:
    """The address patterns of a catalog, in the order in which they are tried; ``countries`` are ISO3 codes."""

    patterns: tuple[Pattern, ...]
    exceptions: tuple[_Slugs, ...]
    countries: tuple[str, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The report years that any pattern covers."""
        return tuple(sorted({year for p in self.patterns for year in range(p.first, p.last + 1)}))

    def slugs(self, iso3: str, year: int) -> tuple[str, ...]:
        """How addresses of that year may write the country's name, the likeliest first. Raises KeyError for an unknown
        code.
        """
        for row in self.exceptions:
            if row.iso3 == iso3 and row.first <= year <= row.last:
                return row.slugs
        country = by_iso3(iso3)
        if country is None:
            raise KeyError(iso3)
        return (fold(country.name).replace(" ", "-"),)

    def wants(
        self, years: Sequence[int], countries: Sequence[str] | None = None, publisher: str | None = None
    ) -> list[Want]:
        """What to fetch for these years and countries (ISO3 codes; default: all of the catalog), in that order.

        ``publisher`` keeps the patterns whose publisher or id contains it. A country is a want of its own where it may
        have an address of its own; the volumes that hold it are its last addresses. Countries that can be had only from
        the same volumes are one want, for the volume.
        """
        wants: dict[tuple[object, ...], Want] = {}
        for year in years:
            patterns = [p for p in self.patterns if p.first <= year <= p.last and _of(p, publisher)]
            volumes = [p for p in patterns if p.kind == "volume"]
            for code in countries if countries is not None else self.countries:
                own = [address for p in patterns if p.kind != "volume" for address in self._written(p, year, code)]
                found = (*own, *(_address(p, year) for p in volumes if p.holds(code)))
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
        return [_address(pattern, year, code, slug) for slug in self.slugs(code, year)]


def _initial(iso3: str) -> str:
    """The letter under which a report lists the country: the Congos under C, the Koreas under K."""
    country = by_iso3(iso3)
    words = fold(country.name).upper().split() if country else [iso3]
    return next((word for word in words if word in ("CONGO", "KOREA", "MACEDONIA")), words[0])[0]


def _of(pattern: Pattern, publisher: str | None) -> bool:
    return publisher is None or publisher.casefold() in f"{pattern.id}\n{pattern.publisher}".casefold()


def _address(pattern: Pattern, year: int, code: str | None = None, slug: str = "") -> Address:
    url = pattern.template.format(year=year, slug=slug, iso3=code or "")
    return Address(url, pattern.publisher, pattern.form, pattern.kind, code, year, pattern.id)


def load_addresses(path: Path) -> Addresses:
    """The addresses of a catalog file. Raises DataFileError, which names the entry, when they are not as they should
    be.
    """
    file = path.name
    raw = load_part(path, "addresses")
    if raw is None:
        return Addresses((), (), ())
    table(raw, "addresses", file, required={"patterns", "slugs", "countries"})
    for name in raw:
        wanted(raw, name, list, "addresses", file)
    patterns = tuple(_pattern(row, number, file) for number, row in enumerate(raw["patterns"], 1))
    _once((pattern.id for pattern in patterns), "patterns", file)
    exceptions = tuple(_slugs(row, number, file) for number, row in enumerate(raw["slugs"], 1))
    for one in exceptions:
        if any(o is not one and o.iso3 == one.iso3 and o.first <= one.last and one.first <= o.last for o in exceptions):
            raise DataFileError(f"slugs of {one.iso3}: years overlap", file=file)
    for code in raw["countries"]:
        _code(code, "countries", file)
    _once(raw["countries"], "countries", file)
    return Addresses(patterns, exceptions, tuple(raw["countries"]))


def _once(names: Iterable[str], what: str, file: str) -> None:
    listed = list(names)
    if twice := sorted({name for name in listed if listed.count(name) > 1}):
        raise DataFileError(f"{what} names {', '.join(twice)} more than once", file=file)


def _pattern(row: Any, number: int, file: str) -> Pattern:
    what = f"pattern {number}"
    table(row, what, file, required=_FIELDS, optional=_OPTIONAL)
    what = f"pattern {number} ({row['id']})"
    for name in row:
        wanted(row, name, {"years": list, "initials": list, "tested": bool}.get(name, str), what, file)
    for name, codes in (
        ("form", ("html", "pdf")),
        ("kind", ("country", "volume", "index")),
        ("basis", ("seen", "derived")),
    ):
        if row[name] not in codes:
            raise DataFileError(f"{what}: {name} should be one of {', '.join(codes)}", file=file)
    first, last = _years(row["years"], what, file)
    if "country" in row:
        _code(row["country"], what, file)
    _check_template(row["template"], row["kind"], "country" in row, what, file)
    initials = row.get("initials", ["A", "Z"])
    letters = len(initials) == 2 and all(isinstance(one, str) and re.fullmatch("[A-Z]", one) for one in initials)
    if not letters or initials[0] > initials[1] or ("initials" in row and row["kind"] != "volume"):
        raise DataFileError(f"{what}: initials should be [first, last] letter of a volume's countries", file=file)
    rest = {name: row[name] for name in _FIELDS - {"years"}}
    return Pattern(first=first, last=last, country=row.get("country"), initials=(initials[0], initials[1]), **rest)


def _check_template(template: str, kind: str, one_country: bool, what: str, file: str) -> None:
    try:
        places = {name for _, name, spec, how in Formatter().parse(template) if name is not None}
    except ValueError as error:
        raise DataFileError(f"{what}: template has a bracket too many or too few", file=file) from error
    if unknown := sorted(places - _PLACES):
        raise DataFileError(f"{what}: template has unknown places: {', '.join(unknown)}", file=file)
    parts = urlsplit(template)
    if parts.scheme not in ("http", "https") or not parts.hostname or "{" in parts.netloc:
        raise DataFileError(f"{what}: template should be an http(s) address of a fixed host", file=file)
    named = bool(places & {"slug", "iso3"})
    if named != (kind == "country" and not one_country):
        raise DataFileError(
            f"{what}: only a template for countries has {{slug}} or {{iso3}}, and it has one", file=file
        )


def _slugs(row: Any, number: int, file: str) -> _Slugs:
    what = f"slugs {number}"
    table(row, what, file, required={"iso3", "slugs", "basis"}, optional=frozenset({"years"}))
    _code(row["iso3"], what, file)
    what = f"slugs {number} ({row['iso3']})"
    wanted(row, "slugs", list, what, file)
    if row["basis"] not in ("seen", "derived"):
        raise DataFileError(f"{what}: basis should be seen or derived", file=file)
    if not row["slugs"] or not all(
        isinstance(s, str) and re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", s) for s in row["slugs"]
    ):
        raise DataFileError(f"{what}: slugs should be lower-case words with hyphens", file=file)
    first, last = _years(row.get("years", [FIRST_YEAR, LAST_YEAR]), what, file)
    return _Slugs(row["iso3"], first, last, tuple(row["slugs"]))


def _years(value: Any, what: str, file: str) -> tuple[int, int]:
    good = isinstance(value, list) and len(value) == 2 and all(type(year) is int for year in value)
    if not good or not FIRST_YEAR <= value[0] <= value[1] <= LAST_YEAR:
        raise DataFileError(f"{what}: years should be [first, last], from {FIRST_YEAR} to {LAST_YEAR}", file=file)
    return value[0], value[1]


def _code(code: Any, what: str, file: str) -> None:
    if not isinstance(code, str) or by_iso3(code) is None or code != code.upper():
        raise DataFileError(f"{what}: {code!r} is no ISO 3166-1 alpha-3 code", file=file)
