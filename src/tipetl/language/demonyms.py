"""Maps demonyms and country names to ISO3 codes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from tipetl.countries import all_countries
from tipetl.language.tokens import TOKEN


@cache
def demonyms() -> dict[str, str]:
    """Maps each demonym and country adjective, as printed, to its country's ISO3 code."""
    table: dict[str, str] = {}
    for c in all_countries():
        for d in c.demonyms:
            table.setdefault(d, c.iso3)
    return table


@cache
def first_words_of_peoples() -> frozenset[str]:
    """Return the first word of each demonym ("South" of "South African")."""
    return frozenset([name.split()[0] for name in demonyms()])


def people_at(words: list[str], at: int) -> tuple[str, int] | None:
    """Return the country code (ISO3) and the word count of the demonym at word ``at``, or None if no demonym begins
    there."""
    names = demonyms()
    for size in (2, 1):
        code = names.get(" ".join(words[at : at + size]))
        if code is not None:
            return code, min(size, len(words) - at)
    return None


@cache
def country_names() -> dict[str, str]:
    """Maps each country name and alias, as printed, to its ISO3 code."""
    table: dict[str, str] = {}
    for c in all_countries():
        for name in (c.name, *c.aliases):
            table.setdefault(name, c.iso3)
    return table


@cache
def first_words() -> dict[str, list[tuple[list[str], str]]]:
    """Maps a first word to the country names that begin with it, split into words, with their codes; longest name
    first."""
    return _by_first((name.split(), code) for name, code in country_names().items())


@cache
def first_tokens() -> dict[str, list[tuple[list[str], str]]]:
    """Maps a first token to the country names that begin with it, split into tokens, with their codes; longest name
    first. Each name is listed with straight and with curly apostrophes."""
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
    """Return the ISO3 code and the token count of the country name at token ``at``, or None if no name begins
    there."""
    for name, code in first_tokens().get(tokens[at], ()) if at < len(tokens) else ():
        if tokens[at : at + len(name)] == name:
            if tokens[at : at + 2] == ["Benin", "City"]:
                return None  # "Benin City" is a town in Nigeria
            return code, len(name)
    return None
