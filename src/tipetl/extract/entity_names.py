"""The table of names that ``entities`` looks up: countries, demonyms, regions, organizations, and phrases that mislead.

What belongs here: from reference data to one dictionary of first words. Nothing here sees a text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from tipetl.countries import all_countries, region_names, trap_phrases
from tipetl.errors import DataFileError
from tipetl.model import MentionKind

__all__ = ["FIRST_WORD", "Name", "demonyms", "first_words", "organization_words"]

FIRST_WORD = re.compile(r"[A-ZÀ-Þ][\w’'.-]*\w|[A-ZÀ-Þ]\w*")
_NO_NAME = "the|an?|this|that|each|every|its|their|one|no|another|same|first|of|by|and|any|other|own"
_ONE_WORD = f"(?!(?:{_NO_NAME})[^a-z])[a-z][a-z’'-]+"
_FILE = "extract/data/entities_organizations.yaml"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Name:
    """One written form. ``kind`` None marks a phrase that hides the names in it ("Indian Ocean")."""

    words: str
    kind: MentionKind | None
    code: str | None
    canonical: str


@dataclass(frozen=True, slots=True)
class OrganizationWords:
    """``heads`` make a run of capitalised words an organization; ``lower`` finds bodies named in lower case."""

    heads: frozenset[str]
    lower: re.Pattern[str]


def _organizations() -> dict[str, list[Any]]:
    text = files("tipetl.extract").joinpath("data", "entities_organizations.yaml").read_text(encoding="utf-8")
    raw = yaml.load(text, Loader=_LOADER)
    if not isinstance(raw, dict) or set(raw) != {"known", "heads", "lower"}:
        raise DataFileError("wants exactly the fields known, heads, lower", file=_FILE)
    return raw


@cache
def organization_words() -> OrganizationWords:
    """The words by which an unlisted organization is recognised."""
    raw = _organizations()
    terms = sorted(map(str, raw["lower"]), key=len, reverse=True)
    patterns = [re.escape(term).replace("'", "[’']").replace(r"\ ", r"\s").replace(r"\*", _ONE_WORD) for term in terms]
    return OrganizationWords(
        heads=frozenset(map(str, raw["heads"])),
        lower=re.compile(r"\b(?:" + "|".join(patterns) + r")\b"),
    )


@cache
def demonyms() -> frozenset[str]:
    """Adjectives and names of people, in every written form."""
    return frozenset(word for country in all_countries() for word in country.demonyms)


@cache
def first_words() -> dict[str, tuple[Name, ...]]:
    """First word of a name to the names that begin with it, longest first; with straight and curly apostrophes."""
    table: defaultdict[str, dict[str, Name]] = defaultdict(dict)

    def add(words: str, kind: MentionKind | None, code: str | None, canonical: str) -> None:
        straight = words.replace("’", "'")
        # A heading prints names in capitals; an acronym is in capitals as it stands.
        forms = {straight, straight.replace("'", "’")}
        if kind == "country":
            forms |= {form.upper() for form in forms}
        for form in forms:
            first = form.split()[0].rstrip(",")
            table[first].setdefault(form, Name(form, kind, code, canonical))

    for country in all_countries():
        for name in (country.name, *country.aliases):
            # "Congo, Republic of the" stands in lists of countries, not in sentences.
            if "," in name or "(" in name:
                continue
            add(re.sub(r"^[Tt]he ", "", name), "country", country.iso3, country.name)
        for name in country.demonyms:
            add(name, "country", country.iso3, country.name)
    for region in region_names():
        for name in region:
            add(name, "region", None, region[0])
    for row in _organizations()["known"]:
        for name in row:
            add(str(name), "organization", None, str(row[0]))
    for phrase in trap_phrases():
        if phrase not in table[phrase.split()[0]]:
            add(phrase, None, None, phrase)
    return {
        first: tuple(sorted(names.values(), key=lambda name: (-len(name.words), name.words)))
        for first, names in table.items()
    }
