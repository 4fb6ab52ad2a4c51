"""Read the lines of a heading: a country's name in any of its printed forms, and its tier.

Names and tiers may be letter-spaced. ``volume`` decides where headings are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tipetl.countries import Country, all_countries, find_country, fold
from tipetl.documents.pdf.pages import Line

_TIER_TAIL = re.compile(
    r"[\s:;,.(\[–—-]+(?:tier\s*(?:[123]|iii|ii|i|one|two|three)\b|special\s+case)[^a-z]*(?:watch\s*-?\s*list|wl)?[\s)\].*†]*$",
    re.IGNORECASE,
)
_HAS_TIER = re.compile(r"\btier\b|special\s+case", re.IGNORECASE)
_WHOLE = {"rep": "Republic", "dem": "Democratic", "fed": "Federated", "is": "Islands", "gren": "Grenadines"}
_ABBREVIATED = re.compile(r"\b(rep|dem|fed|is|gren)\.", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_SPACED = re.compile(r"(?:\S )+\S")
_TIER_LETTERS = re.compile(
    r"([:;,.(\[–—-]?)(?:(tier)([123])(?:(watch)(list))?|(special)(case))([)\].*†]*)$", re.IGNORECASE
)


def country_of(text: str) -> tuple[str, str] | None:
    """Return (name as printed, ISO3) for a line with only a country's name and perhaps its tier, or None."""
    words = " ".join(text.split())
    if spaced := _spaced(words):
        return spaced[:2]
    bare = _TIER_TAIL.sub("", words).strip(" \t:;,.*†–—-")
    if len(bare) < 4:
        return None
    country = named_country(bare)
    return (bare, country.iso3) if country else None


def names_tier(words: str) -> bool:
    """Return whether a heading includes a tier."""
    spaced = _spaced(words)
    return _HAS_TIER.search(words) is not None or (spaced is not None and bool(spaced[2]))


def _spaced(words: str) -> tuple[str, str, str] | None:
    """Return (name, ISO3, text after the name) for a heading with spaces between all letters, or None."""
    if len(words) < 7 or not _SPACED.fullmatch(words):
        return None
    letters = words.replace(" ", "")
    tier = _TIER_LETTERS.search(letters)
    name = letters[: tier.start()] if tier else letters
    found = _by_letters().get(fold(name).replace(" ", ""))
    if found is None:
        return None
    behind = "".join(_behind(tier)) if tier else ""
    return (found[0].upper() if name.isupper() else found[0]), found[1], behind


def _behind(tier: re.Match[str]) -> Iterator[str]:
    """Yield the parts of the tier in a letter-spaced heading, with spaces only between words."""
    yield tier[1] if tier[1] in (":", ";", ",", ".") else f" {tier[1]}" if tier[1] else ""
    yield "" if tier[1] in ("(", "[") else " "
    yield " ".join(word for word in tier.groups()[1:-1] if word)
    yield tier[len(tier.groups())]


def named_country(name: str) -> Country | None:
    """Return the country with the printed name, or None. The name may have abbreviations ("Dem. Rep.") and a second
    name in brackets."""
    if country := find_country(name):
        return country
    whole = _ABBREVIATED.sub(lambda match: _WHOLE[match[1].casefold()], name)
    if whole != name and (country := find_country(whole)):
        return country
    bare = _BRACKETS.sub("", whole)
    return find_country(bare) if bare != whole else None


def unspace(lines: Sequence[Line], name: str) -> None:
    """Restore the words of a country's name and tier in a letter-spaced heading."""
    if name.casefold() in " ".join(" ".join(line.text for line in lines).split()).casefold():
        return
    spaced = _spaced(" ".join(" ".join(line.text for line in lines).split()))
    words = name.split()
    behind = (spaced[2] if spaced else "").split(" ")
    words = [*words[:-1], words[-1] + behind[0], *behind[1:]]
    for line in lines:
        if not words or not line.text[1:2].isspace():
            continue
        letters, taken = len("".join(line.text.split())), 1
        while taken < len(words) and len("".join(words[:taken])) < letters:
            taken += 1
        line.text = " ".join(words[:taken])
        words = words[taken:]


@cache
def _by_letters() -> dict[str, tuple[str, str]]:
    """Map the letters of each country name to (name, ISO3), because letter-spaced names are matched by their letters
    alone."""
    table: dict[str, tuple[str, str]] = {}
    for country in all_countries():
        for name in (country.name, *country.aliases):
            # Without spaces between words, the article cannot be recognized as a word and dropped.
            article = "the" if name.startswith("The ") else ""
            table.setdefault(article + fold(name).replace(" ", ""), (name, country.iso3))
    return table
