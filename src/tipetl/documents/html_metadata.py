"""Read a page's metadata: title, country, year, publisher, address and date.

The sources are ``meta`` and ``link`` elements, JSON-LD, and the small tables of labels that document archives print
above a text. Copyright lines, navigation and prose are never used.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from tipetl.countries import find_country, spelled
from tipetl.documents.html_words import country_named
from tipetl.documents.identity import ACT
from tipetl.model import Metadata

# Separators in titles: "Report -- Kosovo", "Kosovo- Report".
_DASHES = re.compile(r"(?<!\s)\s++-{1,3}\s*+|-{1,3}\s++|--++|(?:(?<!\s)\s++)?[›»>·]\s*+")
_MOST_JSON = 200_000
Head = Sequence[tuple[str, str]]
"""Name and value pairs from a page's head, with lower-case names, in order ("og:title", "canonical", "title", …)."""

_TITLES = (
    "citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title", "headline", "table:title", "h1",
    "title",
)  # fmt: skip
_ADDRESSES = (
    "canonical", "og:url", "citation_public_url", "dc.identifier", "dcterms.identifier", "jsonld:url", "twitter:url",
)  # fmt: skip
_PUBLISHERS = (
    "citation_publisher", "dc.publisher", "dcterms.publisher", "table:publisher", "table:source", "jsonld:publisher",
    "dc.creator", "og:site_name", "table:author", "author", "application-name",
)  # fmt: skip
_DATES = (
    "article:published_time", "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued",
    "dc.date", "dcterms.date", "dc.date.created", "dcterms.created",
    "table:publication date", "table:date", "table:published",
    "table:date of publication", "jsonld:datepublished", "datepublished", "pubdate", "publishdate", "publication_date",
    "article.published", "date", "og:published_time",
)  # fmt: skip
_REPORT = re.compile(r"trafficking\s+in\s+persons|\btip\s+report", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d-])(20[0-4]\d)(?![\d-])")
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d+[a-z_]*/", re.IGNORECASE)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_LABEL = re.compile(
    r"(title|publisher|author|source|country|publication date|date of publication|date|published|cite as|url)\s*:?",
    re.IGNORECASE,
)


def year_in_title(title: str) -> int | None:
    """Return the report year in a title, or None: the year beside the report's name, or the only year in a title with
    that name."""
    if not _REPORT.search(title):
        return None
    # "Victims of Trafficking and Violence Protection Act of 2000: Trafficking in Persons Report" is the 2001 report.
    years = [int(year) for year in _YEAR.findall(ACT.sub(" ", title))]
    return years[0] if len(set(years)) == 1 else None


def year_in_address(address: str) -> int | None:
    """Return the report year in an address's path, or None. Years in the host ("2009-2017.state.gov") or in dates do
    not count."""
    path = unquote(urlsplit(_ARCHIVED.sub("", address)).path).lower()
    for piece in path.split("/"):
        words = piece.replace("-", " ").replace("_", " ")
        if _REPORT.search(words) or "tiprpt" in words:
            found = re.search(r"(?<!\d)(20[0-4]\d)(?!\d)", words)
            if found:
                return int(found[1])
    if "tiprpt" in path or re.search(r"trafficking-in-persons|tip-?report", path):
        found = re.search(r"/(20[0-4]\d)(?=/)", path)
        if found:
            return int(found[1])
    return None


def _country_in_address(address: str) -> str | None:
    path = unquote(urlsplit(_ARCHIVED.sub("", address)).path)
    for piece in reversed([piece for piece in path.split("/") if piece]):
        words = re.sub(r"\.\w{2,5}$", "", piece).replace("-", " ").replace("_", " ").strip()
        words = re.sub(r"(?i)\b(?:20\d\d|trafficking in persons report|tip report)\b", " ", words).strip()
        # Country codes do not count: in addresses "doc" and "per" are rarely countries.
        if len(words) > 3 and find_country(words):
            return spelled(words)
    return None


def iso_date(words: str) -> str | None:
    """Convert a date such as "19 June 2013", "June 19, 2013" or "2013/06/19", or in ISO or HTTP format, to YYYY-MM-DD.
    Returns None for words that are not a date."""
    words = words.strip()
    found = re.match(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)", words)
    if found:
        year, month, day = map(int, found.groups())
    elif found := re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})\b", words):
        year, month, day = int(found[3]), _month(found[2]), int(found[1])
    elif found := re.search(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b", words):
        year, month, day = int(found[3]), _month(found[1]), int(found[2])
    else:
        return None
    try:
        return datetime(year, month, day).date().isoformat()
    except ValueError:
        return None


def _month(name: str) -> int:
    """Return a month's number from its name or an abbreviation of at least three letters, or 0 for any other word."""
    low = name.lower()
    return next((number for number, month in enumerate(_MONTHS, 1) if month.startswith(low)), 0)


def json_ld(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the name-value pairs in a page's JSON-LD. Text that is not JSON yields none."""
    for text in texts:
        if len(text) > _MOST_JSON:
            continue
        try:
            raw = json.loads(text.strip().removeprefix("<!--").removesuffix("-->"))
        except (ValueError, RecursionError):
            continue
        todo: list[Any] = [raw]
        for thing in todo:
            if len(todo) > 200:
                break
            if isinstance(thing, list):
                todo.extend(thing)
            elif isinstance(thing, Mapping):
                graph = thing.get("@graph")
                if isinstance(graph, list):
                    todo.extend(graph)
                kind = str(thing.get("@type", ""))
                if re.search(r"Article|WebPage|Report|CreativeWork|Document|Posting", kind):
                    yield from _things(thing)


_JSON_LD = {"headline": "headline", "name": "headline", "datePublished": "jsonld:datepublished", "url": "jsonld:url"}
"""Maps each JSON-LD field to the name used for its pair."""


def _things(thing: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for field, name in _JSON_LD.items():
        value = thing.get(field)
        if isinstance(value, str) and value.strip():
            yield name, value.strip()
    publisher = thing.get("publisher")
    if isinstance(publisher, Mapping):
        publisher = publisher.get("name")
    if isinstance(publisher, str) and publisher.strip():
        yield "jsonld:publisher", publisher.strip()


def labelled(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield label and value pairs such as "Publisher" and "United States Department of State", on one line or two."""
    for number, line in enumerate(lines):
        found = _LABEL.match(line)
        if not found or len(line) > 400:
            continue
        label = "table:" + found[1].lower()
        rest = line[found.end() :].strip()
        if rest and found[0].endswith(":"):
            yield label, rest
        elif not rest and number + 1 < len(lines) and not _LABEL.fullmatch(lines[number + 1]):
            yield label, lines[number + 1]


def page_metadata(head: Head, lead: Sequence[str]) -> Metadata:
    """Return the page's metadata from its head's pairs and the heading lines above its text. Of several sources for one
    field, the best prevails."""
    said: dict[str, str] = {}
    for name, value in head:
        value = " ".join(value.split())
        if value:
            said.setdefault(name, value)
    titles = [said[name] for name in _TITLES if name in said]
    addresses = [said[name] for name in _ADDRESSES if said.get(name, "").lower().startswith(("http://", "https://"))]
    country = None
    if "table:country" in said and find_country(said["table:country"]):
        country = spelled(said["table:country"])
    for line in [*titles, *lead]:
        if country is None and len(line) <= 300:
            named = country_named(_DASHES.sub(" | ", line))
            country = named[0] if named else None
    for address in addresses:
        country = country or _country_in_address(address)
    year = next((found for title in titles if (found := year_in_title(title))), None)
    year = year or next((found for address in addresses if (found := year_in_address(address))), None)
    year = year or next((found for line in lead if len(line) <= 160 and (found := year_in_title(line))), None)
    if year is None and "table:cite as" in said:
        year = year_in_title(re.split(r"available at", said["table:cite as"])[0].split(" - ")[0])
    published = next((day for name in _DATES if name in said and (day := iso_date(said[name]))), None)
    return Metadata(
        title=_best_title(titles),
        country=country,
        report_year=year,
        publisher=next((said[name] for name in _PUBLISHERS if name in said), None),
        url=addresses[0] if addresses else None,
        published=published,
    )


def _best_title(titles: Sequence[str]) -> str | None:
    """Return the first title that names the report or a country, or else the first title."""
    for title in titles:
        if _REPORT.search(title) or country_named(title):
            return title
    return titles[0] if titles else None
