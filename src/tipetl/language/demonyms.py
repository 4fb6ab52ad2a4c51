"""Demonyms and country names with their ISO3 codes."""

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
def first_words_of_peoples() -> frozenset[str]:
    """The first words of the names of peoples ("South" of "South African")."""
    return frozenset([name.split()[0] for name in demonyms()])


def people_at(words: list[str], at: int) -> tuple[str, int] | None:
    """The people named at word ``at``: the ISO3 code of its country and the number of words; None if there is none."""
    names = demonyms()
    for size in (2, 1):
        code = names.get(" ".join(words[at : at + size]))
        if code is not None:
            return code, min(size, len(words) - at)
    return None


@cache
def country_names() -> dict[str, str]:
    """Country name or alias (as printed) to ISO3."""
    table: dict[str, str] = {}
    for c in all_countries():
        for name in (c.name, *c.aliases):
            table.setdefault(name, c.iso3)
    return table


@cache
def first_words() -> dict[str, list[tuple[list[str], str]]]:
    """Country names by their first word, longest name first."""
    table: dict[str, list[tuple[list[str], str]]] = {}
    for name, code in country_names().items():
        words = name.split()
        table.setdefault(words[0], []).append((words, code))
    for names in table.values():
        names.sort(key=lambda pair: -len(pair[0]))
    return table


def country_at(words: list[str], at: int) -> tuple[str, int] | None:
    """The country named at word ``at``: its ISO3 code and the number of words; None if there is none."""
    for name, code in first_words().get(words[at], ()) if at < len(words) else ():
        if words[at : at + len(name)] == name:
            if words[at : at + 2] == ["Benin", "City"]:
                return None  # a town in Nigeria
            return code, len(name)
    return None
