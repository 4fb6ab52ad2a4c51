"""Build every page of the site as a name and its content, without writing any file."""

from __future__ import annotations

import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup

from tipetl.cells import write_csv
from tipetl.site import country as countries
from tipetl.site.charts import PLOT, axis_of, drawn_years
from tipetl.site.maps import drawn_ways, outlines_again, outlines_within, part_with, tier_map, ways
from tipetl.site.narrative import Since, Surroundings, gone_of, readings_of, sections_of
from tipetl.site.news import News, VersionLine
from tipetl.site.published import Published, contents
from tipetl.site.queries import Library
from tipetl.site.records import (
    CitedFigure,
    Country,
    Fact,
    Narrated,
    Narrative,
    RegionTotal,
    Restatement,
    StatedFigure,
    TierYear,
    ToldFigure,
)
from tipetl.site.render import Site, page
from tipetl.site.repeats import repeated_since
from tipetl.site.scans import Boxed, Scan, boxed, scans
from tipetl.site.search import parts
from tipetl.site.several import restricted_to, several_of
from tipetl.tables import TABLES

FINDINGS_A_PAGE = 1_500
SHOWN_ROUTES = 120
AS_CSV = ("country_year", "finding", "flow", "recommendation", "restatement", "law_penalty", "global_total")
"""The tables also offered as CSV, because people open them in a spreadsheet and they fit into one."""
OLD = 5
"""The number of years after which a recommendation is old."""
PDF = "pdf"
Content = str | bytes


@dataclass(frozen=True, slots=True)
class About:
    """The content of the pages about the version."""

    version: str
    day: str
    citation: str
    content_hash: str
    changes: str | None
    news: News | None
    versions: tuple[VersionLine, ...]
    files: Mapping[str, Published]
    rows: Mapping[str, int]
    scores: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class CountryRows:
    """The records from which a country's pages are made."""

    country: Country | None
    told: tuple[Narrated, ...]
    cited: tuple[CitedFigure, ...]
    figures: tuple[ToldFigure, ...]
    stated: tuple[StatedFigure, ...]
    tiers: tuple[TierYear, ...]
    restatements: tuple[Restatement, ...]
    years: tuple[int, int]


def rows_of(library: Library, iso3: str | None) -> CountryRows:
    """Return the rows of a country (None: narratives without a known country)."""
    country = next((country for country in library.countries if country.iso3 == iso3), None)
    told = library.narrated(iso3)
    if iso3 is None or country is None:
        return CountryRows(None, told, (), (), (), (), (), library.span)
    cited = library.cited(iso3)
    # Use the country's own years: with all years, the first report of a new year would change every country's pages.
    years = [figure.year for figure in cited] or library.span
    span = (min(years), max(years))
    figures = (library.told(iso3), library.stated(iso3))
    return CountryRows(country, told, cited, *figures, library.tiers(iso3), library.restatements(iso3), span)


def country_pages(library: Library, site: Site, rows: CountryRows, sources: Path) -> Iterator[tuple[str, Content]]:
    """Yield a country's page, its charts for comparisons, its downloads, and the pages of its narratives.

    ``sources`` is the folder of the bytes that were read, by their SHA-256.
    """
    since = repeated_since(rows.told)
    reports = [one.narrative for one in rows.told]
    for at, one in enumerate(rows.told):
        beside = (reports[at - 1] if at else None, reports[at + 1] if at + 1 < len(reports) else None)
        images: dict[str, tuple[str, Boxed]] = {}
        for number, scan, facts in _scanned(one, sources):
            yield scan.name, scan.data
            places = ((fact, boxed(fact, scan)) for fact in facts)
            boxes = [(fact, place) for fact, place in places if place is not None]
            # The file is named after one narrative, because two may share a page of a volume.
            name = f"pages/{one.narrative.page}-{number}.html"
            values = {"narrative": one.narrative, "number": number, "scan": scan, "boxes": boxes}
            yield name, page("scan", site, root="../", **values)
            images |= {fact.fact_id: (name, place) for fact, place in boxes}
        content = _narrative(one, beside, since[one.narrative.doc], images, library, site)
        yield f"narratives/{one.narrative.page}.html", content
    if rows.country is not None:
        iso3 = rows.country.iso3
        series = countries.series_of(
            rows.country.name, library.metrics, rows.cited, rows.figures, rows.years, library.eras, library.pages
        )
        charts = {
            one.metric.metric: Markup(page("chart", site, root="../", series=one, pages=library.pages))
            for one in series
        }
        yield f"countries/{iso3}.html", _country(rows.country, rows, series, charts, since, library, site)
        for metric, chart in charts.items():
            yield f"panels/{iso3}-{metric}.js", _panel_script(f"{iso3}-{metric}", chart)
        yield from _downloads(library, iso3)


def world_pages(library: Library, site: Site, about: About) -> Iterator[tuple[str, Content]]:
    """Yield the pages about all countries and about the version."""
    titles = {country.iso3: country.name for country in library.countries}  # the countries that have a page
    names = library.names
    cited = library.cited()
    tiers: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for tier in library.tiers():
        tiers[tier.iso3][tier.report_year] = tier.tier
    shown = library.routes()[:SHOWN_ROUTES]
    found = ways(((route.origin_iso3, route.destination_iso3, route.narratives) for route in shown), names)
    yield (
        "index.html",
        page(
            "index",
            site,
            titles=names,
            known=library.known,
            labels=library.labels,
            countries=library.countries,
            counts={"narratives": len(library.pages), "countries": len(library.countries)},
            asks=_asks(library),
            years=library.report_span,
            world=part_with(()),
            lands=tier_map(titles),
            tiers=dict(sorted(tiers.items(), key=lambda item: names.get(item[0], item[0]))),
            ways=found,
            last={(route.origin_iso3, route.destination_iso3): route for route in shown},
            pages=library.pages,
            narratives=library.titles,
            routes=outlines_again() + drawn_ways(found),
            totals=_totals(library),
            opening=_fullest(tiers, library.report_span[1]),
        ),
    )
    yield from _metric_pages(library, site, cited, names)
    yield "compare.html", _compare(library, site, cited)
    yield "search.html", page("search", site, parts=parts(library.pages.values()))
    yield from _findings(library, site)
    yield from contents(about.files)
    for name in AS_CSV:
        yield _csv(f"data/{name}", library.whole(name))
    tables = tuple(TABLES.values())
    changes = _as_html(about.changes)
    sources = library.sources()
    yield (
        "version.html",
        page("version", site, about=about, changes=changes, tables=tables, sources=sources, as_csv=AS_CSV),
    )
    yield "dictionary.html", page("dictionary", site, tables=tables, metrics=library.metrics)
    yield "reading.html", page("reading", site)


def _totals(library: Library) -> Mapping[str, Mapping[str, Mapping[int, RegionTotal]]]:
    """Group the totals by metric, region and year."""
    totals: defaultdict[str, defaultdict[str, dict[int, RegionTotal]]] = defaultdict(lambda: defaultdict(dict))
    for total in library.region_totals():
        totals[total.metric][total.region][total.year] = total
    return totals


def _fullest(tiers: Mapping[str, Mapping[int, str]], last: int) -> int:
    """Find the latest of the years with the most tiers, because a map should not open without colors."""
    counts = Counter(year for row in tiers.values() for year in row)
    return max(counts, key=lambda year: (counts[year], year), default=last)


def version_script(version: str, day: str, citation: str) -> str:
    """Return the script that adds what is not known when pages are written: the version, which pages outlive, and, in
    the citation, a page's own address.
    """
    said = json.dumps({"version": f"{version} of {day}", "citation": citation})
    return (
        f"// The version that this site shows.\n(() => {{\n  const said = {said};\n"
        '  for (const name of ["version", "citation"]) {\n'
        "    for (const place of document.querySelectorAll(`[data-${name}]`)) place.textContent = said[name];\n"
        "  }\n"
        "  // Where the site is, only its reader knows; a folder on a disk is no address to cite.\n"
        '  if (location.protocol !== "file:") {\n'
        '    for (const link of document.querySelectorAll("a.address")) link.textContent = link.href;\n'
        "  }\n})();\n"
    )


@cache
def _rule_examples() -> Mapping[str, str]:
    """Return an example for each rule, from its file."""
    from tipetl.language.rules import load_rules

    return {rule.id: rule.examples[0][0] for rule in load_rules().rules if rule.examples}


def _narrative(
    told: Narrated,
    beside: tuple[Narrative | None, Narrative | None],
    since: Mapping[int, Since],
    images: Mapping[str, tuple[str, Boxed]],
    library: Library,
    site: Site,
) -> str:
    one = told.narrative
    year = f" of {one.report_year}" if one.report_year else ""
    metrics = {metric.metric: metric for metric in library.metrics}
    cite = f"{one.country or one.doc}, Trafficking in Persons Report{year}"
    around = Surroundings(metrics, library.pages, since, cite, _rule_examples(), library.known)
    readings = readings_of(told, around)
    counts: defaultdict[str, int] = defaultdict(int)
    for reading in readings:
        counts[reading.kind] += 1
    return page(
        "narrative",
        site,
        root="../",
        told=told,
        text=one.text,
        sections=sections_of(told, around),
        readings=readings,
        gone=gone_of(told, metrics),
        counts=dict(counts),
        before=beside[0],
        after=beside[1],
        has_page=one.iso3 in library.known,
        images=images,
    )


def _scanned(told: Narrated, sources: Path) -> Iterator[tuple[int, Scan, list[Fact]]]:
    """Yield the PDF pages that contain a narrative's figures: the number, image and figures of each."""
    if told.narrative.form != PDF:
        return
    by_page: defaultdict[int, list[Fact]] = defaultdict(list)
    for fact in told.facts:
        if fact.page is not None:
            by_page[fact.page].append(fact)
    for number, scan in scans(sources / told.narrative.source_id, told.narrative.source_id, by_page):
        yield number, scan, by_page[number]


def _country(
    of: Country,
    rows: CountryRows,
    series: tuple[countries.Series, ...],
    charts: Mapping[str, Markup],
    since: Mapping[str, Mapping[int, Since]],
    library: Library,
    site: Site,
) -> str:
    asked_in, asked = countries.asked_of(rows.told, since)
    routes = countries.routes_of(rows.told)
    pairs = [(r.origin_iso3 or "", r.destination_iso3 or "", len(r.told)) for r in routes]
    found = ways(pairs, library.names)
    box = part_with({of.iso3, *(code for origin, destination, _ in pairs for code in (origin, destination))})
    content = countries.CountryPage(
        of,
        countries.strip_of(rows.tiers, (one.narrative for one in rows.told)),
        tuple(one.narrative for one in rows.told),
        series,
        several_of(of.name, library.metrics, rows.stated, rows.years, library.pages),
        routes,
        asked_in,
        asked,
        countries.by_theme(asked),
        tuple(one for one in rows.restatements if one.status == "contradicted"),
        sum(len(one.findings) for one in rows.told),
    )
    return page(
        "country",
        site,
        root="../",
        of=content,
        charts=charts,
        pages=library.pages,
        labels=library.labels,
        box=box,
        restricted_to=restricted_to,
        map=outlines_within(box, of.iso3) + drawn_ways(found, of.iso3) if routes else None,
        # the map's legend, with one entry for each color
        directions={"in" if way.destination == of.iso3 else "out" for way in found},
        known=library.known,
    )


def _panel_script(name: str, chart: Markup) -> str:
    """Return a country's chart and table as a script, which even a page opened from disk may load."""
    return f"tipetl.panel({json.dumps(name)}, {json.dumps(chart, ensure_ascii=False)});\n"


def _compare(library: Library, site: Site, cited: Sequence[CitedFigure]) -> str:
    told: defaultdict[str, set[str]] = defaultdict(set)
    for figure in cited:
        told[figure.metric].add(figure.iso3)
    offered = [(metric, sorted(told[metric.metric])) for metric in library.metrics if metric.metric in told]
    years = axis_of(library.span)
    values: dict[str, Any] = {"metrics": offered, "years": years, "labels": drawn_years(years), "plot": PLOT}
    return page("compare", site, countries=library.countries, **values)


def _downloads(library: Library, iso3: str) -> Iterator[tuple[str, Content]]:
    for name, table in library.downloads(iso3):
        yield from _both_forms(f"countries/{iso3}" if name == "figures" else f"countries/{iso3}-{name}", table)


def _both_forms(name: str, table: Any) -> Iterator[tuple[str, Content]]:
    """Yield an Arrow table as CSV and as Parquet."""
    import pyarrow.parquet

    yield _csv(name, table)
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(table, buffer, compression="zstd")
    yield f"{name}.parquet", buffer.getvalue()


def _csv(name: str, table: Any) -> tuple[str, Content]:
    text = io.StringIO(newline="")
    write_csv(text, table.column_names, zip(*(column.to_pylist() for column in table.columns), strict=True))
    return f"{name}.csv", text.getvalue()


def _metric_pages(
    library: Library, site: Site, cited: Sequence[CitedFigure], titles: Mapping[str, str]
) -> Iterator[tuple[str, Content]]:
    grids: defaultdict[str, defaultdict[str, dict[int, CitedFigure]]] = defaultdict(lambda: defaultdict(dict))
    for figure in sorted(cited, key=lambda one: titles.get(one.iso3, one.iso3)):
        grids[figure.metric][figure.iso3][figure.year] = figure
    shown = [
        (metric, sum(map(len, grids[metric.metric].values()))) for metric in library.metrics if metric.metric in grids
    ]
    stated = _by_place(library.stated(), titles)
    several = [
        (metric, sum(len(cell) for row in stated[metric.metric].values() for cell in row.values()))
        for metric in library.metrics
        if metric.metric in stated
    ]
    yield "figures.html", page("figures", site, metrics=shown, several=several)
    for metric, _ in several:
        grid = stated[metric.metric]
        years = sorted({year for row in grid.values() for year in row})
        dated = any(one.dated for row in grid.values() for cell in row.values() for one in cell)
        content: dict[str, Any] = {"metric": metric, "rows": grid, "years": years, "titles": titles}
        content |= {"pages": library.pages, "dated": dated}
        yield f"figures/{metric.metric}.html", page("metric_several", site, root="../", **content)
    for metric, _ in shown:
        rows = grids[metric.metric]
        years = sorted({year for row in rows.values() for year in row})
        persons = any(figure.unit == "person" for row in rows.values() for figure in row.values())
        values = {"metric": metric, "rows": rows, "years": years, "titles": titles, "pages": library.pages}
        values |= {"counts_persons": persons}
        yield f"figures/{metric.metric}.html", page("metric", site, root="../", **values)


def _by_place(
    stated: Sequence[StatedFigure], titles: Mapping[str, str]
) -> Mapping[str, Mapping[str, Mapping[int, Sequence[StatedFigure]]]]:
    """Group figures by metric, country and year, with countries sorted by name."""
    found: defaultdict[str, defaultdict[str, defaultdict[int, list[StatedFigure]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for figure in sorted(stated, key=lambda one: titles.get(one.iso3, one.iso3)):
        found[figure.metric][figure.iso3][figure.year].append(figure)
    return found


def _as_html(markdown: str | None) -> Markup | None:
    """Convert our own Markdown to HTML; markup in it stays text."""
    return None if markdown is None else Markup(MarkdownIt("js-default").render(markdown))


def _findings(library: Library, site: Site) -> Iterator[tuple[str, Content]]:
    """Yield all findings, on as many pages as needed; each page's script also filters the findings on the other
    pages.
    """
    found, checks = library.findings(), library.checks()
    starts = range(0, len(found), FINDINGS_A_PAGE) or range(1)
    names = [f"findings-{number}.html" if number > 1 else "findings.html" for number in range(1, len(starts) + 1)]
    places = {finding.check_id: names[at // FINDINGS_A_PAGE] for at, finding in reversed([*enumerate(found)])}
    for start, name in zip(starts, names, strict=True):
        items = found[start : start + FINDINGS_A_PAGE]
        grouped = [(check, tuple(alike)) for check, alike in groupby(items, key=lambda finding: finding.check_id)]
        values: dict[str, Any] = {
            "checks": checks,
            "totals": {check: count for check, *_, count in checks},
            "places": places,
            "found": grouped,
            "total": len(found),
            "name": name,
            "titles": library.titles,
        }
        values |= {"first": start + 1, "last": start + len(items), "names_of_pages": names, "pages": library.pages}
        yield name, page("findings", site, **values)


def _oldest(library: Library, iso3: str) -> int:
    """Return the age of the longest-repeated recommendation, in years."""
    told = library.narrated(iso3)
    _, asked = countries.asked_of(told, repeated_since(told))
    return max((one.age for one in asked), default=0)


def _asks(library: Library) -> list[tuple[str, str]]:
    """Pose three questions to start from, each about the country with the most data for that question; omit a question
    without data.
    """
    telling = library.telling()
    most = {kind: found[0] for kind, found in telling.items() if kind != "asked"}
    old = (one for one in telling.get("asked", ()) if _oldest(library, one[0]) >= OLD)
    if one := next(old, None):
        most["asked"] = one
    asks = [
        ("How many were convicted in {}, and says who?", "cited", "#convictions"),
        ("Which recommendations to {} are older than five years?", "asked", "#recommendations"),
        ("What do later reports say that contradicts {}'s own?", "contradicted", "#contradictions"),
    ]
    return [
        (text.format(most[kind][1]), f"countries/{most[kind][0]}.html{place}")
        for text, kind, place in asks
        if kind in most
    ]
