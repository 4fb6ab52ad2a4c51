"""Determine each country's tier in each report year from the report's chart and its narratives.

This module decides which source to use, and finds the previous year's tier and how long a country has been on the Watch
List. The data come from ``document`` and ``tier_placement``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

_WATCH_LIST = "2WL"
_RANK = {"3": 1, _WATCH_LIST: 2, "2": 3, "1": 4}
"""The rank of each tier; a Special Case has no rank, being neither above nor below a tier."""
_NAMES_A_TIER = re.compile(r"\btier[\s-]*(?:[123]|i{1,3}|one|two|three)\b|\bspecial\s+case\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TierOfYear:
    """A country's tier in a report year. The fields are the columns of ``fct_tier`` with the same names."""

    iso3: str
    report_year: int
    tier: str
    tier_from: str
    sources_agree: bool | None
    tier_before: str | None
    report_year_before: int | None
    movement: str | None
    movement_from: str | None
    watch_list_years: int
    watch_list_years_from: str | None
    waiver: bool | None
    automatic: bool | None
    doc: str | None


@dataclass(frozen=True, slots=True)
class _Stated:
    """The tier and its details as stated in a narrative."""

    doc: str
    tier: str
    movement: str | None
    waiver: bool
    automatic: bool
    watch_list_years: int | None
    in_heading: bool


def tiers(placed: Iterable[Sequence[Any]], told: Iterable[Sequence[Any]]) -> Iterator[TierOfYear]:
    """Yield a row for each country and report year with a tier, sorted by country and year.

    ``placed`` lists the source, country, report year and tier of chart entries. ``told`` gives for each
    narrative the document, country, report year, tier, movement, waiver, whether the movement was automatic, the years
    on the Watch List, and the headings. The chart of
    placements takes precedence over the narrative, and the narrative's heading over its sentences. A movement stated in
    the narrative counts only if it fits the chosen tier; otherwise the tier is compared with that of the previous year.
    """
    charts = _charts(placed)
    narratives = _narratives(told)
    last: TierOfYear | None = None
    for iso3, year in sorted({*charts, *narratives}):
        if last is not None and last.iso3 != iso3:
            last = None
        last = _of_year(iso3, year, charts.get((iso3, year)), narratives.get((iso3, year)), last)
        yield last


def _of_year(iso3: str, year: int, chart: str | None, stated: _Stated | None, last: TierOfYear | None) -> TierOfYear:
    tier = chart or (stated.tier if stated else None)
    assert tier is not None, "asked only for years that have one"
    heard = stated if stated is not None and stated.tier == tier else None
    before = last if last is not None and last.report_year == year - 1 else None
    movement, movement_from = _movement(tier, heard, before)
    years, years_from = _watch_list(tier, heard, before)
    return TierOfYear(
        iso3=iso3,
        report_year=year,
        tier=tier,
        tier_from="placement" if chart else "heading" if stated and stated.in_heading else "sentence",
        sources_agree=stated.tier == chart if stated and chart else None,
        tier_before=last.tier if last else None,
        report_year_before=last.report_year if last else None,
        movement=movement,
        movement_from=movement_from,
        watch_list_years=years,
        watch_list_years_from=years_from,
        waiver=stated.waiver if stated else None,
        automatic=stated.automatic if stated else None,
        doc=stated.doc if stated else None,
    )


def _movement(tier: str, heard: _Stated | None, before: TierOfYear | None) -> tuple[str | None, str | None]:
    if heard is not None and heard.movement is not None:
        return heard.movement, "told"
    if before is None:
        return None, None
    if tier == before.tier:
        return "same", "compared"
    now, then = _RANK.get(tier), _RANK.get(before.tier)
    if now is None or then is None:
        return None, None
    return "up" if now > then else "down", "compared"


def _watch_list(tier: str, heard: _Stated | None, before: TierOfYear | None) -> tuple[int, str | None]:
    if tier != _WATCH_LIST:
        return 0, None
    if heard is not None and heard.watch_list_years is not None:
        return heard.watch_list_years, "told"
    return (before.watch_list_years if before else 0) + 1, "counted"


def _charts(placed: Iterable[Sequence[Any]]) -> dict[tuple[str, int], str]:
    """Return the tiers from charts. If a report has several charts, the first by source name counts."""
    found: dict[tuple[str, int], str] = {}
    for _, iso3, year, tier in sorted(placed, key=itemgetter(0)):
        if iso3 is not None and year is not None:
            found.setdefault((iso3, year), tier)
    return found


def _narratives(told: Iterable[Sequence[Any]]) -> dict[tuple[str, int], _Stated]:
    """Return the tiers from narratives. Of several documents for a country and year, the first by name with a tier
    counts.
    """
    found: dict[tuple[str, int], _Stated] = {}
    for doc, iso3, year, tier, movement, waiver, automatic, years, headings in sorted(told, key=itemgetter(0)):
        in_heading = any(map(_NAMES_A_TIER.search, headings or ()))
        found.setdefault((iso3, year), _Stated(doc, tier, movement, waiver, automatic, years, in_heading))
    return found
