"""Build the lookup table of names: countries, demonyms, regions, organizations, and misleading phrases.

This module turns reference data into one dictionary, keyed by first word, and does not read any text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from tipetl.countries import all_countries, reference
from tipetl.entities.words import WORDS, any_of
from tipetl.errors import DataFileError
from tipetl.model import MentionKind, codes
from tipetl.yamlfile import packaged_yaml

_ONE_WORD = f"(?!{any_of('no_name')}[^a-z])[a-z][a-z’'-]+"
_FILE = "entities/data/organizations.yaml"


@dataclass(frozen=True, slots=True)
class Name:
    """One of the written forms of a name. A ``kind`` of None marks a phrase that hides the names in it ("Indian
    Ocean").

    ``code`` is the ISO3 code of a country or of a part of it, or a region's M49 code; ``subkind``, ``country`` and
    ``year`` have the same meaning as in ``Entity``. ``demonym`` marks an adjective or a name of people.
    """

    words: str
    kind: MentionKind | None
    code: str | None
    canonical: str
    subkind: str | None = None
    country: str | None = None
    year: int | None = None
    demonym: bool = False


@dataclass(frozen=True, slots=True)
class OrganizationWords:
    """The words that identify organizations. ``heads`` make a run of capitalized words an organization; ``lower`` finds
    bodies named in lower case.

    ``acronym`` holds nouns that make a lower-case name a body if the name has an acronym; a name with one of ``others``
    is not a body.
    """

    heads: frozenset[str]
    lower: re.Pattern[str]
    acronym: frozenset[str]
    others: frozenset[str]


@cache
def organization_words() -> OrganizationWords:
    """Return the words that identify an unlisted organization."""
    raw = packaged_yaml("tipetl.entities", "data", "organizations.yaml")
    if not isinstance(raw, dict) or set(raw) != {"heads", "lower", "acronym", "others"}:
        raise DataFileError("wants exactly the fields heads, lower, acronym, others", file=_FILE)
    terms = sorted(map(str, raw["lower"]), key=len, reverse=True)
    patterns = [re.escape(term).replace("'", "[’']").replace(r"\ ", r"\s").replace(r"\*", _ONE_WORD) for term in terms]
    return OrganizationWords(
        heads=frozenset(map(str, raw["heads"])),
        lower=re.compile(r"\b(?:" + "|".join(patterns) + r")\b"),
        acronym=frozenset(map(str, raw["acronym"])),
        others=frozenset(map(str, raw["others"])),
    )


@cache
def demonyms() -> frozenset[str]:
    """Return all countries' adjectives and names of peoples, in every written form."""
    return frozenset(word for country in all_countries() for word in country.demonyms)


@cache
def _regions() -> dict[str, tuple[str | None, str]]:
    return {name: (region.code, region.names[0]) for region in reference().regions for name in region.names}


def region_named(words: str) -> tuple[str | None, str] | None:
    """Return the code and canonical name of the region called ``words``, or None."""
    return _regions().get(words)


def _country_names() -> Iterator[Name]:
    parts = reference().parts
    for country in all_countries():
        for name in (country.name, *country.aliases):
            # "Congo, Republic of the" occurs in lists of countries, not in sentences.
            if "," in name or "(" in name or name in parts:
                continue
            bare = re.sub(r"^[Tt]he ", "", name)
            for form in dict.fromkeys((bare, bare.replace(" & ", " and "))):
                yield Name(form, codes.COUNTRY, country.iso3, country.name)
        for name in country.demonyms:
            yield Name(name, codes.COUNTRY, country.iso3, country.name, demonym=True)


def _other_names() -> Iterator[Name]:
    for name, code in reference().parts.items():
        yield Name(name, codes.PLACE, code, name)
    for name, (m49, canonical) in _regions().items():
        yield Name(name, codes.REGION, m49, canonical)
    for body in reference().bodies:
        for name in (body.name, *body.aliases):
            yield Name(name, codes.ORGANIZATION, None, body.name, subkind=body.kind, country=body.country)
    for treaty in reference().treaties:
        for name in (treaty.name, *treaty.aliases):
            yield Name(name, codes.LAW, None, treaty.name, subkind=codes.TREATY, year=treaty.year)


def _written_forms(name: Name) -> set[str]:
    """Return a name's forms with straight and with curly apostrophes. A country's name is also returned in capitals, as
    in headings (acronyms are in capitals anyway). A region's name that begins with a point of the compass is also
    returned with a lower-case first letter.
    """
    straight = name.words.replace("’", "'")
    forms = {straight, straight.replace("'", "’")}
    if name.kind == codes.COUNTRY:
        forms |= {form.upper() for form in forms}
    first = straight.split()[0]
    if name.kind == codes.REGION and first in WORDS["compass"] and " " in straight:
        forms.add(first.lower() + straight[len(first) :])
    return forms


@cache
def first_words() -> dict[str, tuple[Name, ...]]:
    """Map a first word to the names that begin with it, longest first, with straight and with curly apostrophes.

    Of identical names, the first in this order counts: countries, places, regions, bodies, treaties. Phrases that hide
    a country's name come last and have the kind None.
    """
    table: defaultdict[str, dict[str, Name]] = defaultdict(dict)

    def add(name: Name) -> None:
        for form in _written_forms(name):
            table[form.split()[0].rstrip(",")].setdefault(form, replace(name, words=form))

    for name in chain(_country_names(), _other_names()):
        add(name)
    for phrase in reference().traps:
        if phrase not in table[phrase.split()[0]]:
            add(Name(phrase, None, None, phrase))
    return {
        first: tuple(sorted(names.values(), key=lambda name: (-len(name.words), name.words)))
        for first, names in table.items()
    }
