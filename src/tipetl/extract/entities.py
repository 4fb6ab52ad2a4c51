"""Countries, regions and organizations that a text names, with offsets.

What belongs here: one pass over the capitalised words of the text. Each is looked up in a table from first word to the names that
begin with it, longest first; so the cost does not grow with the number of names. Names of laws and places are not recognised.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tipetl.countries import all_countries, region_names, trap_phrases
from tipetl.model import Document, Entity, Mention, MentionKind, Section, Sentence

__all__ = ["entity_id", "extract_mentions"]


def entity_id(kind: str, key: str) -> str:
    """A stable id made of the kind and the canonical name or code: ``country:XKX``, ``organization:`` and ten hex digits."""
    if kind == "country":
        return f"country:{key}"
    return f"{kind}:{hashlib.sha256(key.casefold().encode()).hexdigest()[:10]}"


@dataclass(frozen=True, slots=True)
class _Name:
    words: str
    kind: MentionKind | None
    """None marks a trap: words that hide the names in them."""
    code: str | None
    canonical: str


_START = re.compile(r"(?<![\w’'-])(?:[A-ZÀ-Þ][\w’'-]*|sub-Saharan|former|mainland)")


@cache
def _names() -> dict[str, tuple[_Name, ...]]:
    """First word of a name to the names that begin with it, longest first."""
    table: defaultdict[str, list[_Name]] = defaultdict(list)

    def add(words: str, kind: MentionKind | None, code: str | None, canonical: str) -> None:
        for form in {words, words.replace("'", "’"), words.upper() if kind == "country" else words}:
            first = _START.match(form)
            if first:
                table[first[0]].append(_Name(form, kind, code, canonical))

    for country in all_countries():
        for name in (country.name, *country.aliases):
            if "," not in name and "(" not in name and not name.startswith(("The ", "the ")):
                add(name, "country", country.iso3, country.name)
            elif name.startswith(("The ", "the ")):
                add(name[4:], "country", country.iso3, country.name)
        for name in country.demonyms:
            add(name, "country", country.iso3, country.name)
    for region in region_names():
        for name in region:
            add(name, "region", None, region[0])
    for phrase in trap_phrases():
        add(phrase, None, None, phrase)
    return {first: tuple(sorted(names, key=lambda name: -len(name.words))) for first, names in table.items()}


def extract_mentions(
    document: Document, sections: Sequence[Section], sentences: Sequence[Sentence]
) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """Entities and the mentions of them, both in order of first appearance.

    Mentions do not overlap; ``mention.text`` is the slice of the document's text.
    """
    text = document.text
    names = _names()
    entities: dict[str, Entity] = {}
    mentions: list[Mention] = []
    for sentence in sentences:
        place = sentence.char_start
        while match := _START.search(text, place, sentence.char_end):
            found = _longest(text, match, names, sentence.char_end)
            if found is None:
                place = match.end()
                continue
            place = match.start() + len(found.words)
            if found.kind is None:
                continue
            key = entity_id(found.kind, found.code or found.canonical)
            entities.setdefault(key, Entity(key, found.kind, found.canonical, found.code))
            mentions.append(Mention(found.kind, found.words, match.start(), place, key, sentence.position))
    return tuple(entities.values()), tuple(mentions)


def _longest(text: str, match: re.Match[str], names: dict[str, tuple[_Name, ...]], limit: int) -> _Name | None:
    for name in names.get(match[0], names.get(match[0].removesuffix("’s").removesuffix("'s"), ())):
        end = match.start() + len(name.words)
        if end <= limit and text.startswith(name.words, match.start()) and not text[end : end + 1].isalnum():
            return name
    return None
