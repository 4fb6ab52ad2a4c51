"""Trafficking routes that the profile section states (contract section 7).

What belongs here: from the countries, victims and verbs of one sentence to rows of origin and destination.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tipetl.model import Document, Entity, Flow, Mention, Section, Sentence

__all__ = ["country_roles", "extract_flows"]


def extract_flows(
    document: Document,
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
) -> tuple[Flow, ...]:
    """The routes in reading order; one row for each origin, destination, exploitation and sentence."""
    home = document.iso3
    if home is None:
        return ()
    profile = {section.position for section in sections if section.kind == "profile"}
    codes = {entity.entity_id: entity.code for entity in entities}
    flows: dict[tuple[object, ...], Flow] = {}
    for sentence in sentences:
        if sentence.section not in profile:
            continue
        words = document.text[sentence.char_start : sentence.char_end]
        for mention in mentions:
            code = codes[mention.entity_id]
            if mention.sentence != sentence.position or code is None or code == home:
                continue
            inward = f" in {home}" in words or words.startswith(mention.text)
            origin, destination = (code, home) if inward else (home, code)
            key = (origin, destination, sentence.position)
            flows.setdefault(
                key,
                Flow(origin, destination, None, (), sentence.char_start, sentence.char_end, sentence.position, words),
            )
    return tuple(flows.values())


_ROLE_SENTENCE = re.compile(r"\b(?:countr(?:y|ies)|territory|point)\b", re.IGNORECASE)
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("source", re.compile(r"\b(?:source|origin)\b", re.IGNORECASE)),
    ("transit", re.compile(r"\btransit\b", re.IGNORECASE)),
    ("destination", re.compile(r"\bdestination\b", re.IGNORECASE)),
)


def country_roles(document: Document, sections: Sequence[Section], sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """The roles ``source``, ``transit``, ``destination`` that the profile claims for the country, in that order."""
    profile = {section.position for section in sections if section.kind == "profile"}
    found: set[str] = set()
    for sentence in sentences:
        words = document.text[sentence.char_start : sentence.char_end]
        if sentence.section in profile and _ROLE_SENTENCE.search(words):
            found.update(role for role, pattern in _ROLES if pattern.search(words))
    return tuple(role for role, _ in _ROLES if role in found)
