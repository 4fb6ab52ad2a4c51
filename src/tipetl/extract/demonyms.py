"""Demonyms and country names as the figures' stages need them: a word to its ISO3 code."""

from __future__ import annotations

from functools import cache

from tipetl.countries import all_countries


@cache
def demonyms() -> dict[str, str]:
    """Demonym or country adjective (as printed) to ISO3."""
    table: dict[str, str] = {}
    for c in all_countries():
        for d in c.demonyms:
            table.setdefault(d, c.iso3)
    return table


@cache
def country_names() -> dict[str, str]:
    """Country name or alias (as printed) to ISO3."""
    table: dict[str, str] = {}
    for c in all_countries():
        for name in (c.name, *c.aliases):
            table.setdefault(name, c.iso3)
    return table


@cache
def lower_demonyms() -> frozenset[str]:
    """All demonyms in lower case."""
    return frozenset(d.lower() for d in demonyms())
