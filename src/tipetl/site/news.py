"""Collect what a version changed, in words and with links: its differences from the previous version, by cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tipetl.errors import WarehouseError
from tipetl.site.figures import field_said, with_unit
from tipetl.site.names import names, plain, who
from tipetl.site.narrative import Part, recommendation_id
from tipetl.site.queries import Library
from tipetl.snapshot import Manifest, list_snapshots
from tipetl.snapshot.causes import CAUSE_WORDS
from tipetl.snapshot.changelog import KIND_WORDS, counts_line
from tipetl.snapshot.diff import DOCUMENT, Change, Difference, difference, summary_of
from tipetl.snapshot.older import pruned_versions

_OF_A_CAUSE = 50
_IN_ALL = 600
"""The maximum number of differences listed per cause and in total; a new volume brings tens of thousands."""
_SILENT = frozenset({"considered", "text_hash", "source_id", "char_start", "char_end", "sentence", "text", "fact_id"})
"""Columns in which a change means nothing to readers."""
_OF_EVERYBODY = {"exploitation": None, "age": None, "gender": None, "nationality": None, "official": False}
"""Values of the fields that figures to cite lack as columns."""
_ADDRESS = {"fact": "fact_id", "cited": "fact_id", "flow": "flow_id", "finding": "finding_id", "correction": "fact_id"}
"""The column that identifies a difference on its narrative's page, by kind."""


@dataclass(frozen=True, slots=True)
class Item:
    """A difference: a heading for what happened ("New figure"), the words concerned, and the value before and now."""

    status: str
    noun: str
    what: Part
    steps: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class OfNarrative:
    """The differences in one narrative; its country and report year may have links."""

    country: Part | None
    report: Part | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class OfCause:
    """The differences that share the same causes; ``more`` counts the differences not listed."""

    title: str
    details: tuple[str, ...]
    narratives: tuple[OfNarrative, ...]
    more: int


@dataclass(frozen=True, slots=True)
class News:
    """The differences from the version ``old``: their counts in a sentence, and the differences by cause."""

    old: str
    new: str
    counts: str
    causes: tuple[OfCause, ...]


def news_of(warehouse: Path, version: str, library: Library) -> News | None:
    """Return what the version changed; None for the first version, or if the previous one is gone or damaged."""
    try:
        found = difference(warehouse, version)
    except WarehouseError:
        return None
    return told_as_news(found, library)


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version, and what it changed in one sentence."""

    version: str
    said: str


def versions_of(warehouse: Path, version: str) -> tuple[VersionLine, ...]:
    """Return the versions up to this one, newest first, including those removed since."""
    found = {one.version: one for one in (*pruned_versions(warehouse), *list_snapshots(warehouse))}
    ordered = sorted(found.values(), key=lambda one: -one.sequence)
    return tuple(VersionLine(one.version, _brought(one)) for one in ordered if one.sequence <= found[version].sequence)


def _brought(one: Manifest) -> str:
    if one.difference is None:
        return "The first version." if one.changes.since is None else "Nothing is recorded about the one before."
    return counts_line(summary_of(one.difference))


def told_as_news(found: Difference, library: Library) -> News:
    """Put a difference into words, with links to the pages of the newer version."""
    words = _Words(library)
    left = _IN_ALL
    causes = []
    for reasons, changes in found.by_cause().items():
        shown = changes[: min(_OF_A_CAUSE, left)]
        left -= len(shown)
        causes.append(
            OfCause(
                "; ".join(f"{CAUSE_WORDS[one.kind]}: {one.name}" for one in reasons),
                tuple(f"{one.name}: {one.detail}" for one in reasons if one.detail),
                tuple(words.by_narrative(shown)),
                len(changes) - len(shown),
            )
        )
    return News(found.old, found.new, counts_line(found.summary()), tuple(causes))


class _Words:
    """Describes differences in the site's words, with links to its pages."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._countries = {country.iso3: country.name for country in library.countries}
        self._metrics = {metric.metric: metric.label for metric in library.metrics}

    def by_narrative(self, changes: Sequence[Change]) -> Iterator[OfNarrative]:
        ordered = sorted(changes, key=lambda change: change.narrative)
        for narrative, alike in groupby(ordered, key=lambda change: change.narrative):
            listed = [*alike]
            # If a document was added or removed, its own difference is not listed: it is already the cause.
            found = [self._item(one) for one in listed if one.kind != DOCUMENT or one.status == "changed"]
            # Consecutive figures may share a sentence, which is then shown once.
            items = [
                replace(one, words="") if before and before.words == one.words else one
                for before, one in zip([None, *found], found, strict=False)
            ]
            country, report = self._heading(narrative, listed)
            yield OfNarrative(country, report, tuple(items))

    def _heading(self, narrative: str, changes: list[Change]) -> tuple[Part | None, Part | None]:
        """Return a narrative's country and report, as far as they are known."""
        rows = [row for change in changes for row in (change.after, change.before) if row]
        page = next((page for page in map(self._page, rows) if page), None)
        iso3, _, year = (narrative or page or "").partition("-")
        if iso3 in self._countries:
            country = Part(self._countries[iso3], f"countries/{iso3}.html")
            return country, Part(f"report of {year[:4]}", f"narratives/{page}.html" if page else None) if year else None
        return (None, Part(page, f"narratives/{page}.html")) if page else (Part(narrative) if narrative else None, None)

    def _page(self, row: Mapping[str, Any]) -> str | None:
        return self._library.pages.get(str(row.get("doc") or ""))

    def _item(self, change: Change) -> Item:
        row = change.after or change.before or {}
        steps = tuple(
            f"{plain(name)}: {field_said(name, before)} → {field_said(name, after)}"
            for name, before, after in change.steps
            if name not in _SILENT and change.kind != DOCUMENT
        )
        words = change.words if change.kind != "recommendation" else ""
        return Item(
            {"added": "New", "removed": "Gone", "changed": "Changed"}[change.status],
            names()["marks"]["fact"][1].lower() if change.kind == "fact" else KIND_WORDS[change.kind][0],
            Part(self._said(change, row), self._href(change, row)),
            steps,
            words,
        )

    def _href(self, change: Change, row: Mapping[str, Any]) -> str | None:
        """Return the address of a difference; if its figure is gone, the page there says what the figure was."""
        page = self._page(row)
        if page is None:
            return None
        if change.kind == "recommendation":
            place = recommendation_id(row["position"]) if change.after else ""
        else:
            place = str(row.get(_ADDRESS.get(change.kind, "")) or "")
        return f"narratives/{page}.html#{place}" if place else f"narratives/{page}.html"

    def _said(self, change: Change, row: Mapping[str, Any]) -> str:
        if change.kind in ("fact", "cited"):
            return self._figure(row)
        if change.kind == "flow":
            ends = [self._end(row, end) for end in ("origin", "destination")]
            kind = row.get("exploitation")
            return f"{ends[0]} → {ends[1]}{', ' + names()['persons'][kind] if kind else ''}"
        if change.kind in ("tier", "tier_chart"):
            tier = names()["tiers"].get(row.get("tier") or "", "no tier")
            return f"{row.get('country') or ''} {row.get('report_year') or ''}: {tier}".strip()
        if change.kind == "entity":
            return f"{names()['mentions'].get(row['kind'], row['kind'])} {row['name']}"
        if change.kind == "finding":
            return str(row["message"])
        return change.label

    def _figure(self, row: Mapping[str, Any]) -> str:
        figure: Any = SimpleNamespace(**{**_OF_EVERYBODY, **row})
        year = str(row.get("year") or "")
        what = self._metrics.get(row["metric"], plain(row["metric"]))
        return f"{', '.join(part for part in (what, year, *who(figure)) if part)}: {with_unit(figure)}"

    def _end(self, row: Mapping[str, Any], end: str) -> str:
        iso3 = row.get(f"{end}_iso3")
        return self._countries.get(iso3 or "", "") or row.get(f"{end}_region") or iso3 or "unnamed"
