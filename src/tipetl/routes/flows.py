"""Read the trafficking routes that the profile section states (contract section 7).

This module finds the sentences that state routes, and records the places and kinds to which the next sentence may
refer; ``statements`` turns a statement into routes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from tipetl.model import Document, Entity, Flow, Mention, Section, Sentence, codes
from tipetl.routes import cue_keys
from tipetl.routes.clauses import statements_of
from tipetl.routes.context import Earlier
from tipetl.routes.details import time_words_in
from tipetl.routes.events import Event, events_of
from tipetl.routes.kinds import kind_of
from tipetl.routes.patterns import FIND
from tipetl.routes.roles import Role
from tipetl.routes.statements import Route, routes_of

_BODY = (codes.PROSECUTION, codes.PROTECTION, codes.PREVENTION)
#: the section kinds that a heading identifies, and the kinds that a text without headings may contain
_TOLD_APART = frozenset((codes.PROFILE, *_BODY))
_PLAIN = frozenset((codes.SUMMARY, codes.OTHER, *_BODY))
_ONE_SUBJECT = 2


def extract_flows(
    document: Document,
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
) -> tuple[Flow, ...]:
    """Return the routes in reading order, with one row for each origin, destination, exploitation and sentence.

    If the narrative's country is unknown, no routes are returned, because half of them begin or end in that country
    without naming it.
    """
    home = document.iso3
    if home is None:
        return ()
    profile = {section.position for section in sections if section.kind == codes.PROFILE}
    mixed = _mixed(document, sections, bool(profile))
    # a text of one or two sentences has a single subject, that of its section
    several = bool(sentences) and (sentences[-1].paragraph > 0 or len(sentences) > _ONE_SUBJECT)
    plain = {section.position for section in _plain(sections)} if several else set()
    by_id = {entity.entity_id: entity for entity in entities}
    by_sentence: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_sentence[mention.sentence].append(mention)
    found: list[Flow] = []
    earlier = Earlier(guests=_only_guests(document.text, [s for s in sections if s.position in profile | mixed]))
    for sentence in sentences:
        text, start, end = document.text, sentence.char_start, sentence.char_end
        if sentence.section not in profile and (
            not (
                sentence.section in mixed or (sentence.section in plain and FIND.tells_a_route.search(text, start, end))
            )
            or FIND.response.search(
                text, said.end() if (said := FIND.who_says_it.match(text, start, end)) else start, end
            )
            is not None
        ):
            continue
        events = events_of(text, start, end, by_sentence[sentence.position], by_id, home)
        seen: set[tuple[str, str, str | None]] = set()
        for left, right in statements_of(text, start, end):
            here = [event for event in events if left <= event.start < right]
            earlier = replace(earlier, strung=left > start)
            routes = [*routes_of(text, left, right, here, home, earlier)]
            if FIND.kind_told_after.search(text, left, right):
                routes = _without_untold_twins(routes)
            for route, kind in [(one, kind) for one in routes for kind in one.kinds or (None,)]:
                key = (route.origin, route.destination, kind)
                if key not in seen:
                    seen.add(key)
                    found.append(_flow(route, kind, text, sentence))
            earlier = _remember(here, routes, earlier)
            if not earlier.whole and len(cues := {e.key for e in here if e.key in (cue_keys.SEX, cue_keys.LABOR)}) == 1:
                earlier = replace(earlier, whole=tuple(cues) if FIND.role.search(text, left, right) else ())
    return tuple(found)


def _without_untold_twins(routes: list[Route]) -> list[Route]:
    """Drop routes without a kind of exploitation if a later clause of the statement states the kind: "Victims come from
    Bulgaria and Romania; they are subjected to sex trafficking".
    """
    told = {(route.origin, route.destination) for route in routes if route.kinds}
    return [route for route in routes if route.kinds or (route.origin, route.destination) not in told]


def _mixed(document: Document, sections: Sequence[Section], has_profile: bool) -> set[int]:
    """Return the positions of sections that cover both victims and the government's response.

    Reports from the first years, and one-page summaries, have no headings. There, a paragraph's kind is that of most of
    its content, and the profile may share a paragraph with figures or continue in the next paragraph.
    """
    mixed = set() if has_profile else {s.position for s in sections if s.kind in (codes.SUMMARY, codes.OTHER)}
    plain = _plain(sections)
    if has_profile or any(FIND.opens_a_profile.search(document.text, s.char_start, s.char_end) for s in plain):
        mixed.update(section.position for section in plain)
    return mixed


def _plain(sections: Sequence[Section]) -> list[Section]:
    """Return a text's plain sections, or an empty list if the text has headings."""
    headed = any(section.title and section.kind in _TOLD_APART for section in sections)
    return [] if headed else [s for s in sections if s.kind in _PLAIN and s.aside is None]


def _only_guests(text: str, sections: Sequence[Section]) -> bool:
    """Return whether the text calls the country a destination, but never a source or a place where its own people are
    trafficked.
    """
    spans = [(section.char_start, section.char_end) for section in sections]
    return any(FIND.called_a_destination.search(text, *span) for span in spans) and not any(
        FIND.own_victims.search(text, *span) for span in spans
    )


def _remember(events: list[Event], routes: list[Route], before: Earlier) -> Earlier:
    """Record the places and kinds to which the next sentence may refer back."""
    origins = tuple(dict.fromkeys(event.key for event in events if event.kind == Role.ORIGIN))
    places = tuple(dict.fromkeys(event.key for event in events if event.kind == Role.DESTINATION))
    cues = [event.key for event in events if event.kind == Role.CUE]
    kinds = routes[-1].kinds if routes else kind_of(cues, before.kind)
    kind = kinds if len(kinds) == 1 else ()  # with two kinds, it is unclear to which the next sentence refers
    if not origins and not places and not cues:
        return before
    # If no origin was stated, the next sentence can refer only to the origins of the routes.
    origins = origins or tuple(dict.fromkeys(route.origin for route in routes))
    return Earlier(
        origins, places or before.places, kind if cues or routes else before.kind, before.whole, before.guests
    )


def _flow(route: Route, kind: str | None, text: str, sentence: Sentence) -> Flow:
    def code(key: str) -> str | None:
        return None if key.startswith("region:") else key

    def region(key: str) -> str | None:
        return key.removeprefix("region:") if key.startswith("region:") else None

    return Flow(
        origin_iso3=code(route.origin),
        destination_iso3=code(route.destination),
        exploitation=kind,
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


_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("source", FIND.named_a_source),
    ("transit", FIND.named_a_transit_point),
    ("destination", FIND.named_a_destination),
)


def country_roles(document: Document, sections: Sequence[Section], sentences: Sequence[Sentence]) -> tuple[str, ...]:
    """Return which of the roles ``source``, ``transit`` and ``destination`` the profile assigns to the country, in that
    order.
    """
    profile = {section.position for section in sections if section.kind == codes.PROFILE}
    mixed = _mixed(document, sections, bool(profile))
    found: set[str] = set()
    for sentence in sentences:
        words = document.text[sentence.char_start : sentence.char_end]
        if (sentence.section in profile and FIND.sentence_on_roles.search(words)) or (
            sentence.section in mixed and FIND.role.search(words)
        ):
            found.update(role for role, pattern in _ROLES if pattern.search(words))
    return tuple(role for role, _ in _ROLES if role in found)
