"""Demonyms and country names with their ISO3 codes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from tipetl.countries import all_countries
from tipetl.language.tokens import TOKEN


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
    """The people named at word ``at``: their country's ISO3 code and the number of words; None if none is named."""
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
    """The words of country names and their codes, by first word, the longest name first."""
    return _by_first((name.split(), code) for name, code in country_names().items())


@cache
def first_tokens() -> dict[str, list[tuple[list[str], str]]]:
    """The tokens of country names, with either apostrophe, and their codes, by first token, the longest name first."""
    return _by_first(
        (TOKEN.findall(spelled), code)
        for name, code in country_names().items()
        for spelled in sorted({name, name.replace("’", "'"), name.replace("'", "’")})
    )


def _by_first(names: Iterable[tuple[list[str], str]]) -> dict[str, list[tuple[list[str], str]]]:
    table: dict[str, list[tuple[list[str], str]]] = {}
    for parts, code in names:
        table.setdefault(parts[0], []).append((parts, code))
    for alike in table.values():
        alike.sort(key=lambda pair: -len(pair[0]))
    return table


def country_at(tokens: list[str], at: int) -> tuple[str, int] | None:
    """The country named at token ``at``: its ISO3 code and the number of tokens; None if there is none."""
    for name, code in first_tokens().get(tokens[at], ()) if at < len(tokens) else ():
        if tokens[at : at + len(name)] == name:
            if tokens[at : at + 2] == ["Benin", "City"]:
                return None  # "Benin City" is a town in Nigeria
            return code, len(name)
    return None
