"""Turn a sentence of the profile into a sequence of events: places with their roles in a route, and words of
exploitation.

This module decides which places and words of a sentence are events; ``roles`` finds a place's role.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tipetl.entities.names import demonyms
from tipetl.model import Entity, Mention, codes
from tipetl.routes import cue_keys
from tipetl.routes.patterns import FIND
from tipetl.routes.roles import Role, joined_list, role_of
from tipetl.routes.words import flow_words


@dataclass(frozen=True, slots=True)
class Event:
    """A place or a word of exploitation. ``key`` is an ISO3 code, ``region:`` and a name, or a kind of cue; ``start``
    and ``end`` are document offsets.

    ``here`` marks words that mean the narrative's country without naming it ("within the country"). ``people`` marks a
    place named by its people ("Cuban women"). ``entered`` marks a place that victims enter ("into Cuba"), so that they
    come from elsewhere. ``promised`` marks a place in a promise ("offers of jobs in Cuba"); any other destination takes
    precedence over it.
    """

    kind: Role
    key: str
    start: int
    end: int
    people: bool = False
    entered: bool = False
    here: bool = False
    promised: bool = False


def events_of(
    text: str, start: int, end: int, mentions: Iterable[Mention], entities: dict[str, Entity], home: str
) -> list[Event]:
    """Return the events of ``text[start:end]`` in order. ``mentions`` are the sentence's mentions. A place without a
    role in a route produces no event.
    """
    words = flow_words()
    found = [
        Event(Role.CUE, match.lastgroup or "", match.start(), match.end())
        for match in words.cues.finditer(text, start, end)
        if not (
            match.lastgroup in (cue_keys.LABOR, cue_keys.COMPELLED)
            and FIND.means_of_holding.search(text, max(start, match.start() - 80), match.start())
        )
    ]
    found += [
        Event(Role.DESTINATION, home, match.start(), match.end(), here=True)
        for match in words.here.finditer(text, start, end)
    ]
    found += [
        Event(Role.ORIGIN, home, match.start(match.lastgroup or 0), match.end(match.lastgroup or 0), people=True)
        for match in FIND.local_people.finditer(text, start, end)
    ]
    before: tuple[Mention, Role] | None = None
    last: tuple[Mention, Event] | None = None
    between: Mention | None = None
    places = _places(text, mentions)
    for number, mention in enumerate(places):
        joined_before = last[1] if last and joined_list(text[last[0].char_end : mention.char_start]) else None
        following = places[number + 1] if number + 1 < len(places) else None
        role = role_of(text, start, end, mention, before, following)
        if FIND.moved_between.search(text, max(start, mention.char_start - 60), mention.char_start):
            role, between = Role.ORIGIN, mention
        elif between is not None and joined_list(text[between.char_end : mention.char_start]):
            role, between = Role.DESTINATION, mention
        else:
            between = None
        before = (mention, role)
        entity = entities[mention.entity_id]
        key = entity.country if entity.kind == codes.PLACE else entity.code if entity.kind == codes.COUNTRY else None
        key = key or f"region:{entity.name}"
        if key == home and FIND.own_role.match(text, mention.char_end, end):
            continue
        if role == Role.ORIGIN or role == Role.DESTINATION:
            people = mention.text in demonyms()
            # People taken into a city may come from the countryside; people taken into the country come from abroad.
            into = FIND.into.search(text, max(start, mention.char_start - 12), mention.char_start)
            entered = into is not None and mention.kind != codes.PLACE
            promised = FIND.promised.search(text, max(start, mention.char_start - 60), mention.char_start) is not None
            promised |= joined_before is not None and joined_before.promised and role == Role.DESTINATION
            event = Event(role, key, mention.char_start, mention.char_end, people, entered, promised=promised)
            found.append(event)
            last = (mention, event)
        elif role == Role.TRANSIT and key == home:
            found.append(Event(Role.TRANSIT, key, mention.char_start, mention.char_end))
    return sorted(found, key=lambda event: (event.start, event.end))


def _places(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions of countries and regions, except abbreviations that repeat a name, and coasts, borders and
    the like."""
    found: list[Mention] = []
    for mention in mentions:
        if mention.kind not in (codes.COUNTRY, codes.REGION, codes.PLACE):
            continue
        if found and found[-1].entity_id == mention.entity_id and text[found[-1].char_end : mention.char_start] == " (":
            continue
        if mention.kind == codes.REGION and FIND.part_of_a_region.match(text, mention.char_end):
            continue
        across = FIND.across.search(text, max(0, mention.char_start - 40), mention.char_start)
        if not across and FIND.of_a_border.match(text, mention.char_end):
            continue
        found.append(mention)
    return found
