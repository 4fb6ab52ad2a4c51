"""One sentence of the profile to a row of events: places with their part in the route, and words of exploitation.

What belongs here: which places and words of a sentence are events. The part of a place is told in ``flow_roles``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tipetl.entities.names import demonyms
from tipetl.model import Entity, Mention
from tipetl.routes.roles import Role, joined_list, role_of
from tipetl.routes.words import flow_words

__all__ = ["Event", "events_of"]

Kind = Literal["origin", "destination", "transit", "cue"]


@dataclass(frozen=True, slots=True)
class Event:
    """``key`` is an ISO3 code, ``region:`` and a name, or a kind of cue; ``start`` and ``end`` are document offsets.

    ``here`` marks words that mean the narrative's country without its name ("within the country"). ``people`` marks a
    place that was named by its people ("Cuban women"); ``entered`` one that victims come to ("into Cuba"), so that they
    are from elsewhere; ``promised`` one of a promise ("offers of jobs in Cuba"), which another place outweighs.
    """

    kind: Kind
    key: str
    start: int
    end: int
    people: bool = False
    entered: bool = False
    here: bool = False
    promised: bool = False


_ENTERED = re.compile(r"\b(?:in)?to\s+(?:the\s+)?$", re.IGNORECASE)
# "Thailand is a source, transit, and destination country for ...": of the routes that follow it is either end.
_OWN_ROLE = re.compile(
    r"\s+(?:is|was|remains|remained)\s+(?:[\w,]+\s+){0,12}?(?:countr(?:y|ies)|territory)\s+(?:of|for)\b"
)
_PROMISED = re.compile(
    r"\b(?:promis\w+(?:\s+of)?(?:\s+\w+){0,3}|offers?\s+of(?:\s+\w+){1,3}|hop(?:e|es|ed"
    r"|ing)(?:\s+\w+){0,3}|en\s+route|on\s+the(?:ir)?\s+way|bound)\s+(?:in|to|for)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


# "are moved back and forth between Chad and Niger, Mali, and Togo": from the first to the others
_BETWEEN = re.compile(
    r"\b(?:traffick\w+|transport\w+|mov\w+|taken|sold|smuggl\w+|shuttl\w+|rotat\w+|circulat\w+|travel\w*"
    r"|back\s+and\s+forth)\s+(?:\w+\s+){0,3}between\s+(?:the\s+)?$",
    re.IGNORECASE,
)


# "by using fraud, threats, and debt bondage": how victims are held, not what is done to them
_MEANS = re.compile(
    r"\b(?:by\s+using|by\s+means\s+of|through\s+the\s+use\s+of)\s+$"
    r"|\b(?:using|through|by|via|with|means\s+of)\s+(?:[\w-]+,?\s+){0,3}?(?:fraud|force|coercion|threats?|deception|violence"
    r"|intimidation|abuse)\b(?:,?\s+(?!for\b|in\b|to\b|into\b)[\w-]+){0,8}(?:,|,?\s+and|,?\s+or)\s+$",
    re.IGNORECASE,
)


# "Chadian and local girls", "local and Chadian girls": the narrative's own people beside others
_LOCALS = re.compile(
    r"\b[A-Z]\w+,?\s+(?:and|or)\s+(?P<who>local)\s+(?:\w+\s+){0,2}?(?:women|men|girls|boys|children|workers|nationals|citizens|victims)\b"
    r"|\b(?P<first>[Ll]ocal)\s+(?:and|or)\s+(?=[A-Z]\w+\s+(?:women|men|girls|boys|children|workers|nationals|citizens|victims)\b)"
)


def events_of(
    text: str, start: int, end: int, mentions: Iterable[Mention], entities: dict[str, Entity], home: str
) -> list[Event]:
    """Events of ``text[start:end]`` in order. ``mentions`` are those of the sentence; places with no part in a route
    give none.
    """
    words = flow_words()
    found = [
        Event("cue", match.lastgroup or "", match.start(), match.end())
        for match in words.cues.finditer(text, start, end)
        if not (
            match.lastgroup in ("labor", "compelled")
            and _MEANS.search(text, max(start, match.start() - 80), match.start())
        )
    ]
    found += [
        Event("destination", home, match.start(), match.end(), here=True)
        for match in words.here.finditer(text, start, end)
    ]
    found += [
        Event("origin", home, match.start(match.lastgroup or 0), match.end(match.lastgroup or 0), people=True)
        for match in _LOCALS.finditer(text, start, end)
    ]
    before: tuple[Mention, Role] | None = None
    last: tuple[Mention, Event] | None = None
    between: Mention | None = None
    places = _places(text, mentions)
    for number, mention in enumerate(places):
        joined_before = last[1] if last and joined_list(text[last[0].char_end : mention.char_start]) else None
        following = places[number + 1] if number + 1 < len(places) else None
        role = role_of(text, start, end, mention, before, following)
        if mention.kind == "place" and before is not None and before[1] == "origin":
            # "from Benin City in Edo State": where the first place lies.
            inside = re.fullmatch(r",?\s+in\s+(?:the\s+)?", text[before[0].char_end : mention.char_start])
            role = "origin" if inside else role
        if _BETWEEN.search(text, max(start, mention.char_start - 60), mention.char_start):
            role, between = "origin", mention
        elif between is not None and joined_list(text[between.char_end : mention.char_start]):
            role, between = "destination", mention
        else:
            between = None
        before = (mention, role)
        entity = entities[mention.entity_id]
        key = entity.country if entity.kind == "place" else entity.code if entity.kind == "country" else None
        key = key or f"region:{entity.name}"
        if key == home and _OWN_ROLE.match(text, mention.char_end, end):
            continue
        if role == "origin" or role == "destination":
            people = mention.text in demonyms()
            # Whoever is taken to a city may come from the countryside; to the country, from abroad.
            into = _ENTERED.search(text, max(start, mention.char_start - 12), mention.char_start)
            entered = into is not None and mention.kind != "place"
            promised = _PROMISED.search(text, max(start, mention.char_start - 60), mention.char_start) is not None
            promised |= joined_before is not None and joined_before.promised and role == "destination"
            event = Event(role, key, mention.char_start, mention.char_end, people, entered, promised=promised)
            found.append(event)
            last = (mention, event)
        elif role == "transit" and key == home:
            found.append(Event("transit", key, mention.char_start, mention.char_end))
    return sorted(found, key=lambda event: (event.start, event.end))


_COMPASS = re.compile(
    r"(?:\s+and\s+[A-Z]\w+)?\s+(?:coasts?|coastal|lowlands?|highlands?|regions?|provinces?|districts?|slopes?"
    r"|side|Ocean|Sea)\b"
)


def _places(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """Countries and regions, without abbreviations that repeat a name and without coasts and the like."""
    found: list[Mention] = []
    for mention in mentions:
        if mention.kind not in ("country", "region", "place"):
            continue
        if found and found[-1].entity_id == mention.entity_id and text[found[-1].char_end : mention.char_start] == " (":
            continue
        if mention.kind == "region" and _COMPASS.match(text, mention.char_end):
            continue
        found.append(mention)
    return found
