"""Trafficking routes that the profile section states (contract section 7).

What belongs here: which sentences of a document tell of routes, and what one sentence hands on to the next. How a
statement becomes routes stands in ``flow_routes``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from tipetl.model import Document, Entity, Flow, Mention, Section, Sentence
from tipetl.routes.clauses import statements_of
from tipetl.routes.context import Told, goes_on
from tipetl.routes.details import time_words_in
from tipetl.routes.events import Event, events_of
from tipetl.routes.kinds import kind_of
from tipetl.routes.statements import ROLE, Route, routes_of

__all__ = ["country_roles", "extract_flows"]

_BODY = ("prosecution", "protection", "prevention")
#: sections that a heading tells apart, and those that a text without headings may be
_TOLD_APART = frozenset(("profile", *_BODY))
_PLAIN = frozenset(("summary", "other", *_BODY))

#: words of a sentence about what was done, outside the profile
_RESPONSE = re.compile(
    r"\b(?:governments?|authorit(?:y|ies)|police|courts?|judges?|ministr(?:y|ies)|officials?|officers|inspectors?|efforts"
    r"|repatriat\w+|identif\w+|convict\w+|prosecut\w+|referr\w+|assist(?:s|ed|ing|ance)?|investigat\w+|arrest\w+|sentenc\w+|shelters?"
    # "Italy (Tier 2) is a destination", "Serbia, a Tier 2 country, is a source" tell of routes
    r"|prescrib\w+|with\s+the\s+help\s+of|brought\s+home|rescued|freed|prohibit\w+|criminaliz\w+|penalt(?:y|ies)|imprisonment|should|standards|(?<!\()(?<!\ba\s)tier)\b|^(?:It|They)\b",
    re.IGNORECASE,
)


def extract_flows(
    document: Document,
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
) -> tuple[Flow, ...]:
    """The routes in reading order; one row for each origin, destination, exploitation and sentence.

    None without the country of the narrative: half of the routes begin or end in it without naming it.
    """
    home = document.iso3
    if home is None:
        return ()
    profile = {section.position for section in sections if section.kind == "profile"}
    mixed = _mixed(document, sections, bool(profile))
    by_id = {entity.entity_id: entity for entity in entities}
    by_sentence: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_sentence[mention.sentence].append(mention)
    found: list[Flow] = []
    told = Told(guests=_only_guests(document.text, [s for s in sections if s.position in profile | mixed]))
    for sentence in sentences:
        text, start, end = document.text, sentence.char_start, sentence.char_end
        if sentence.section not in profile and (
            sentence.section not in mixed
            or _RESPONSE.search(text, said.end() if (said := _SAID.match(text, start, end)) else start, end) is not None
        ):
            continue
        events = events_of(text, start, end, by_sentence[sentence.position], by_id, home)
        seen: set[tuple[str, str, str | None]] = set()
        for left, right in statements_of(text, start, end):
            here = [event for event in events if left <= event.start < right]
            told = replace(told, strung=left > start)
            routes = list(routes_of(text, left, right, here, home, told))
            for route in routes:
                key = (route.origin, route.destination, route.exploitation)
                if key not in seen:
                    seen.add(key)
                    found.append(_flow(route, text, sentence))
            told = _told(here, routes, told, on=goes_on(text, left, right))
            if told.whole is None and len(cues := {e.key for e in here if e.key in ("sex", "labor")}) == 1:
                told = replace(told, whole=cues.pop() if ROLE.search(text, left, right) else None)
    return tuple(found)


def _mixed(document: Document, sections: Sequence[Section], has_profile: bool) -> set[int]:
    """Sections that tell of victims and of the government's response at once, by their positions.

    Reports of the first years, and summaries of a page, have no headings: what a paragraph is called then goes by what
    most of it says, and the profile may share a paragraph with figures, or go on in the next.
    """
    mixed = set() if has_profile else {s.position for s in sections if s.kind in ("summary", "other")}
    if not any(section.title and section.kind in _TOLD_APART for section in sections):
        plain = [s for s in sections if s.kind in _PLAIN and s.aside is None]
        if has_profile or any(_OPENS.search(document.text, s.char_start, s.char_end) for s in plain):
            mixed.update(section.position for section in plain)
    return mixed


def _only_guests(text: str, sections: Sequence[Section]) -> bool:
    """Whether the country is called a destination, and nowhere a source or a place of trafficking of its own people."""
    spans = [(section.char_start, section.char_end) for section in sections]
    return any(_DESTINATION.search(text, *span) for span in spans) and not any(
        _OWN.search(text, *span) for span in spans
    )


def _told(events: list[Event], routes: list[Route], before: Told, *, on: bool) -> Told:
    """What the next sentence may refer back to."""
    origins = tuple(dict.fromkeys(event.key for event in events if event.kind == "origin"))
    places = tuple(dict.fromkeys(event.key for event in events if event.kind == "destination"))
    cues = [event.key for event in events if event.kind == "cue"]
    kind = routes[-1].exploitation if routes else kind_of(cues, before.kind)
    if not origins and not places and not cues:
        return before
    kept = tuple(dict.fromkeys(route.origin for route in routes))
    if not kept and (on or not cues):
        # Persons whose origin is not told, and of whom the sentence before had not spoken, leave nobody to refer to.
        kept = before.origins
    return Told(
        origins or kept, places or before.places, kind if cues or routes else before.kind, before.whole, before.guests
    )


def _flow(route: Route, text: str, sentence: Sentence) -> Flow:
    def code(key: str) -> str | None:
        return None if key.startswith("region:") else key

    def region(key: str) -> str | None:
        return key.removeprefix("region:") if key.startswith("region:") else None

    return Flow(
        origin_iso3=code(route.origin),
        destination_iso3=code(route.destination),
        exploitation=route.exploitation,
        victims=route.victims,
        char_start=sentence.char_start,
        char_end=sentence.char_end,
        sentence=sentence.position,
        sentence_text=text[sentence.char_start : sentence.char_end],
        origin_region=region(route.origin),
        destination_region=region(route.destination),
        sectors=route.sectors,
        time_words=time_words_in(text, sentence.char_start, sentence.char_end),
    )


_OPENS = re.compile(
    rf"{ROLE.pattern}|\btraffickers\s+(?:exploit|subject|force)\b"
    # "persons were trafficked to, from, and within the country": the roles without their names
    r"|\btraffick(?:ed|ing)\s+(?:of\s+\w+\s+)?(?:(?:in)?to|from|within|through)"
    r"(?:(?:,\s*|\s+)(?:and\s+|or\s+)?(?:in)?(?:to|from|within|through))+\s+(?:the\s+country|[A-Z])"
    r"|\b(?:women|men|children|girls|boys|persons|people|nationals)\s+(?:were|are|have\s+been)\s+(?:\w+ly\s+)?trafficked\s+"
    r"(?:(?:in)?to|from|within)\b",
    re.IGNORECASE,
)
# "The police said that victims were taken to Peru": who says it is not what it says.
_SAID = re.compile(
    r"[^,;.]{0,80}?\b(?:stated|state|reported|report|noted|note|said|say|believed|believe|estimated|estimate|acknowledged"
    r"|indicated|indicate|claimed|suggested)\s+(?:that\s+)?(?=[^;.]{0,60}\b(?:women|men|children|girls|boys|victims|persons"
    r"|people|nationals|workers)\b)",
    re.IGNORECASE,
)
_DESTINATION = re.compile(
    r"\b(?:destination|transit)\b[^.;]{0,60}?\bcountry\b|\bcountry\s+of\s+(?:destination|transit)\b"
    r"|\bdestination\s+for\b|\bexploit\s+foreign\s+victims\s+in\b"
)
_OWN = re.compile(
    r"\b(?:source|origin|(?<!transnational\s)internal(?:ly)?|domestic(?:ally|\s+(?:and\s+foreign\s+)?(?:victims|trafficking)))\b"
    r"|\bwithin\s+(?:the\s+country|its\s+borders)\b",
    re.IGNORECASE,
)
_ROLE_SENTENCE = re.compile(r"\b(?:countr(?:y|ies)|territory|point|source|destination)\b", re.IGNORECASE)
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("source", re.compile(r"\b(?:source|origin)\b", re.IGNORECASE)),
    ("transit", re.compile(r"\btransit\b", re.IGNORECASE)),
    ("destination", re.compile(r"\bdestination\b", re.IGNORECASE)),
)


def country_roles(document: Document, sections: Sequence[Section], sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """The roles ``source``, ``transit``, ``destination`` that the profile claims for the country, in that order."""
    profile = {section.position for section in sections if section.kind == "profile"}
    mixed = _mixed(document, sections, bool(profile))
    found: set[str] = set()
    for sentence in sentences:
        words = document.text[sentence.char_start : sentence.char_end]
        if (sentence.section in profile and _ROLE_SENTENCE.search(words)) or (
            sentence.section in mixed and ROLE.search(words)
        ):
            found.update(role for role, pattern in _ROLES if pattern.search(words))
    return tuple(role for role, _ in _ROLES if role in found)
