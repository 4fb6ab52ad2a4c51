"""Build the rows of the marts from the rows of the checked tables.

It joins the tables under surrogate keys, for tools that expect a star schema. Nothing is read again or judged anew;
``tiers`` handles tiers, which come from two places.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from tipetl.countries import all_countries
from tipetl.metrics import METRIC
from tipetl.model import UNITS
from tipetl.tables.definitions import MART_TABLES, TABLES
from tipetl.tables.geography import region_of, renamed
from tipetl.tables.keys import surrogate_key
from tipetl.tables.rows import Row, Rows, in_order
from tipetl.tables.shared import ERAS
from tipetl.tables.tiers import tiers

FIRST_REPORT = 2001
"""The year of the first report."""

_FIRST_PERIOD = 2002
"""From this report on, a report covers April of the previous year to March of its own."""

_Reports = Mapping[str, tuple[str | None, int | None]]
"""Country code and report year of each document, by its name."""


def mart_rows(rows: Mapping[str, Sequence[Row]]) -> Rows:
    """The rows of every mart (``MART_TABLES``), in order, from those of the data tables.

    A fact or route whose document has no country or year is kept with that key empty. The same rows give the same
    marts; a mart describes the whole collection, so its rows may change when documents are added or removed.
    """
    reports: dict[str, tuple[str | None, int | None]] = {
        doc: (iso3, year) for doc, iso3, year in _columns(rows, "document", "doc", "iso3", "report_year")
    }
    keys = _Keys()
    made: dict[str, Iterable[Row]] = {
        "fct_metric": _facts(rows, reports, keys),
        "fct_flow": _routes(rows, reports, keys),
        "fct_tier": _tiers(rows, keys),
        "fct_recommendation": _recommendations(rows, reports, keys),
    }
    found = {name: in_order(TABLES[name], found_rows) for name, found_rows in made.items()}
    # The dimensions come last: they hold whatever the facts point to.
    found["dim_country"] = in_order(TABLES["dim_country"], _countries(rows, reports, keys))
    found["dim_metric"] = in_order(TABLES["dim_metric"], _metrics(keys))
    found["dim_year"] = in_order(TABLES["dim_year"], _years(reports, keys))
    return {name: found[name] for name in MART_TABLES}


class _Keys:
    """Surrogate keys of the dimensions, each made once; the keys requested determine what the dimensions must hold."""

    def __init__(self) -> None:
        self.countries: dict[str, str] = {}
        self.years: dict[int, str] = {}
        self.metrics: dict[str, str] = {}

    def country(self, iso3: str | None) -> str | None:
        return None if iso3 is None else self.countries.setdefault(iso3, surrogate_key(iso3))

    def year(self, year: int | None) -> str | None:
        return None if year is None else self.years.setdefault(year, surrogate_key(year))

    def metric(self, metric: str) -> str:
        return self.metrics.setdefault(metric, surrogate_key(metric))

    def report(self, reports: _Reports, doc: str) -> tuple[str | None, str | None]:
        """The keys of the country and the year of a document's report."""
        iso3, year = reports[doc]
        return self.country(iso3), self.year(year)


def _columns(rows: Mapping[str, Sequence[Row]], table: str, *names: str) -> Iterable[tuple[Any, ...]]:
    """The named columns (two or more) of each row of a table."""
    return map(itemgetter(*TABLES[table].positions(names)), rows[table])


def _facts(rows: Mapping[str, Sequence[Row]], reports: _Reports, keys: _Keys) -> Iterable[Row]:
    dimensions = ("exploitation", "age", "gender", "nationality")
    taken = (
        *("value", "value_high", "qualifier", "unit", "status", "period", *dimensions, "official", "purpose", "count"),
        *("confidence", "doc", "fact_id"),
    )
    places = [taken.index(name) for name in dimensions]
    cited = _cited(rows)
    facts = _columns(rows, "metric", "metric", "year", "relation", "part_of", "restates", *taken)
    for metric, year, relation, part_of, restates, *fact in facts:
        if restates is not None:
            continue
        doc, fact_id = fact[-2:]
        country_key, report_year_key = keys.report(reports, doc)
        restricted = part_of is not None or any(fact[place] is not None for place in places)
        yield (
            surrogate_key(doc, fact_id),
            country_key,
            keys.metric(metric),
            keys.year(year),
            report_year_key,
            "comparator" if relation == "comparator" else "part" if restricted else "total",
            (doc, fact_id) in cited,
            *fact,
        )


def _cited(rows: Mapping[str, Sequence[Row]]) -> set[tuple[str, str]]:
    """The facts behind a figure of ``country_year``: the chosen one, or all parts of a sum."""
    found: set[tuple[str, str]] = set()
    for doc, fact_id, basis, considered in _columns(rows, "country_year", "doc", "fact_id", "basis", "considered"):
        found.update((doc, one) for one in (considered if basis == "sum_of_parts" else (fact_id,)))
    return found


def _routes(rows: Mapping[str, Sequence[Row]], reports: _Reports, keys: _Keys) -> Iterable[Row]:
    taken = ("origin_region", "destination_region")
    more = ("exploitation", "victims", "sectors", "doc", "flow_id")
    for origin, destination, *values in _columns(rows, "flow", "origin_iso3", "destination_iso3", *taken, *more):
        doc, flow_id = values[-2:]
        yield (
            surrogate_key(flow_id),
            *keys.report(reports, doc),
            keys.country(origin),
            keys.country(destination),
            *values[:2],
            origin is not None and origin == destination,
            *values[2:],
        )


def _tiers(rows: Mapping[str, Sequence[Row]], keys: _Keys) -> Iterable[Row]:
    for tier in tiers(rows):
        yield (
            surrogate_key(tier.iso3, tier.report_year),
            keys.country(tier.iso3),
            keys.year(tier.report_year),
            tier.tier,
            tier.tier_from,
            tier.sources_agree,
            tier.tier_before,
            tier.report_year_before,
            tier.movement,
            tier.movement_from,
            tier.watch_list_years,
            tier.watch_list_years_from,
            tier.waiver,
            tier.automatic,
            tier.doc,
        )


def _recommendations(rows: Mapping[str, Sequence[Row]], reports: _Reports, keys: _Keys) -> Iterable[Row]:
    for doc, position, themes in _columns(rows, "recommendation", "doc", "position", "themes"):
        for theme in dict.fromkeys(themes):
            yield (surrogate_key(doc, position, theme), *keys.report(reports, doc), theme, doc, position)


def _countries(rows: Mapping[str, Sequence[Row]], reports: _Reports, keys: _Keys) -> Iterable[Row]:
    """Every known country, and any other code in the tables."""
    printed: defaultdict[str, set[str]] = defaultdict(set)
    for table in ("document", "tier_placement"):
        for iso3, name in _columns(rows, table, "iso3", "country"):
            if iso3 is not None and name is not None:
                printed[iso3].add(name)
    years: defaultdict[str, list[int]] = defaultdict(list)
    counted: Counter[str] = Counter()
    for iso3, year in reports.values():
        if iso3 is not None:
            counted[iso3] += 1
            years[iso3] += [] if year is None else [year]
    known = {country.iso3: country for country in all_countries()}
    had = _columns(rows, "country_region", "last_report_year", "iso3", "region_code", "region")
    bureaus = {iso3: (code, region) for last, iso3, code, region in had if last is None}
    for iso3 in {*known, *keys.countries, *printed, *counted}:
        country, change, place = known.get(iso3), renamed(iso3), region_of(iso3)
        names = sorted(printed[iso3])
        name = change.name if change else country.name if country else names[0] if names else iso3
        before = change.before if change else None
        other = {country.name, *country.aliases} - {name, before} if country else set()
        yield (
            keys.country(iso3),
            iso3,
            name,
            before,
            change.year if change else None,
            sorted(other),
            names,
            *((place.region_code, place.region, place.code, place.name) if place else (None,) * 4),
            *bureaus.get(iso3, (None, None)),
            min(years[iso3], default=None),
            max(years[iso3], default=None),
            counted[iso3],
        )


def _metrics(keys: _Keys) -> Iterable[Row]:
    for position, (code, kind) in enumerate(METRIC.items(), 1):
        yield (
            keys.metric(code),
            code,
            position,
            kind.label,
            kind.group,
            kind.counts,
            tuple(sorted(kind.units, key=UNITS.index)),
            kind.measure,
            kind.cited,
        )


def _years(reports: _Reports, keys: _Keys) -> Iterable[Row]:
    held = Counter(year for _, year in reports.values() if year is not None)
    for year in sorted({*keys.years, *held}):
        covered = year >= _FIRST_PERIOD
        yield (
            keys.year(year),
            year,
            f"Trafficking in Persons Report {year}" if year >= FIRST_REPORT else None,
            f"{year - 1}-04-01" if covered else None,
            f"{year}-03-31" if covered else None,
            _era(year),
            year + 1,
            held[year],
        )


def _era(year: int) -> str | None:
    if year < FIRST_REPORT:
        return None
    return ERAS[0] if year < 2010 else ERAS[1] if year < 2018 else ERAS[2]
