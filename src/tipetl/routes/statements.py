"""Turn a statement of the profile into routes from an origin to a destination, with the kind of exploitation.

This module turns the events of a statement into pairs of origin and destination. A statement is cut into clauses; a
clause that does not state a place or a kind of exploitation takes it from the preceding clause.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from tipetl.model import codes
from tipetl.routes import cue_keys
from tipetl.routes.clauses import Clause, clauses_of
from tipetl.routes.context import (
    Earlier,
    about_all_victims,
    goes_on,
    named_again_as_destinations,
    named_again_as_origins,
    same_kind,
)
from tipetl.routes.details import sectors_in
from tipetl.routes.events import Event
from tipetl.routes.kinds import kinds_of
from tipetl.routes.patterns import FIND
from tipetl.routes.roles import Role
from tipetl.routes.words import flow_words

VICTIMS: tuple[str, ...] = ("women", "men", "children", "girls", "boys")


@dataclass(frozen=True, slots=True)
class Route:
    origin: str
    destination: str
    kinds: tuple[str, ...]
    victims: tuple[str, ...]
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Statement:
    """A statement with its context.

    ``goes_on`` means that the statement is about the victims in the previous sentence; ``again``, that it refers back
    to those victims' exploitation; ``found_from``, that victims of any exploitation were found ("identified from Togo
    and Chad").
    """

    text: str
    start: int
    end: int
    home: str
    earlier: Earlier
    goes_on: bool
    again: bool
    found_from: bool


@dataclass(frozen=True, slots=True)
class _Carried:
    """The origins, places and kinds that a clause inherits from earlier clauses if it does not state its own."""

    origins: list[str]
    places: list[str]
    kinds: tuple[str, ...]
    had_cue: bool


@dataclass(frozen=True, slots=True)
class _Reading:
    """A clause with the places that it names itself (``own_...``) and all places that apply to it."""

    clause: Clause
    own_origins: list[str]
    own_places: list[str]
    origins: list[str]
    places: list[str]
    persons: bool
    verbless: bool

    @property
    def cues(self) -> list[Event]:
        return _of_kind(self.clause.events, Role.CUE)

    def search(self, pattern: re.Pattern[str], text: str) -> bool:
        """Return whether ``pattern`` matches somewhere in the clause."""
        return pattern.search(text, self.clause.start, self.clause.end) is not None


def routes_of(text: str, start: int, end: int, events: list[Event], home: str, earlier: Earlier) -> Iterator[Route]:
    """Yield the routes in the statement ``start``..``end``, by clause; ``home`` is the narrative's country."""
    found_from = FIND.victims_found_from.search(text, start, end) is not None
    statement = _Statement(
        text, start, end, home, earlier, goes_on(text, start, end), same_kind(text, start, end), found_from
    )
    foreign = any(event.kind in (Role.ORIGIN, Role.DESTINATION) and event.key != home for event in events)
    if any(event.kind == Role.DESTINATION and not event.promised for event in events):
        events = [event for event in events if not event.promised]
    if not _is_of_routes(statement, events) or (not foreign and _states_roles_only(statement, events)):
        return
    carried = _carried_in(statement, events)
    inner = earlier
    for clause in clauses_of(text, start, end, events):
        own_origins, own_places = _own_ends(statement, clause, inner)
        # "to Russia to work, and to the same country to beg": the reference is to the previous clause rather than the
        # previous sentence.
        inner = Earlier(tuple(own_origins) or inner.origins, tuple(own_places) or inner.places)
        if _held_on_the_way(statement, clause):
            own_places = [home]
        reading = _filled(statement, clause, own_origins, own_places, carried)
        cues = reading.cues
        alike = reading.persons and same_kind(text, clause.start, clause.end)
        if not cues and not (carried.had_cue and (own_origins or own_places or alike)):
            carried = replace(carried, origins=own_origins or carried.origins, places=own_places or carried.places)
            continue
        kinds = kinds_of(text, clause, own_places, _inherited_kinds(reading, carried))
        origins = reading.origins
        if _is_stated(statement, reading):
            # People exploited here without a stated origin are the country's own people, also in later clauses.
            origins = origins or [home]
            yield from _between(statement, replace(reading, origins=origins), kinds)
        carried = _Carried(
            origins or carried.origins, reading.places or carried.places, kinds[""], carried.had_cue or bool(cues)
        )


def _of_kind(events: Iterable[Event], kind: str) -> list[Event]:
    return [event for event in events if event.kind == kind]


def _is_of_routes(statement: _Statement, events: list[Event]) -> bool:
    """Return whether a statement is about exploitation, or continues with the origin of its victims."""
    if statement.again or statement.found_from or _of_kind(events, Role.CUE):
        return True
    come = FIND.come_from.search(statement.text, statement.start, statement.end) is not None
    return bool(statement.goes_on and statement.earlier.kind and come)


def _states_roles_only(statement: _Statement, events: list[Event]) -> bool:
    """Return whether a statement states roles rather than routes: "Kosovo is a source and destination country for women
    ...".
    """
    text, start, end = statement.text, statement.start, statement.end
    moved_within = any(event.here for event in _of_kind(events, Role.DESTINATION))
    stop = text.find(";", start, end)
    more = stop > 0 and any(event.start > stop for event in _of_kind(events, Role.CUE))
    return not moved_within and not more and FIND.role.search(text, start, end) is not None


def _carried_in(statement: _Statement, events: list[Event]) -> _Carried:
    """Collect what the first clause takes from earlier sentences."""
    earlier, goes_on_ = statement.earlier, statement.goes_on
    # "Kenyan women are taken to Oman. Some are made to beg": the place to which the women were taken, if no other place
    # is named.
    away = goes_on_ and earlier.origins == (statement.home,) and statement.home not in earlier.places
    kinds = earlier.kind if goes_on_ or statement.again else ()
    had_cue = goes_on_ or statement.again or statement.found_from
    if not kinds and not goes_on_:
        # "Kenyan women are trafficked to Japan": the kind is the one named with Kenya's role.
        exploited = {event.key for event in _of_kind(events, Role.CUE)} == {cue_keys.EXPLOITED}
        of_whole = bool(earlier.strung and earlier.whole and exploited)
        if of_whole or about_all_victims(statement.text, statement.start, statement.end):
            kinds, had_cue = earlier.whole, True
    first = next((event.start for event in _of_kind(events, Role.ORIGIN)), statement.end)
    same = goes_on_ or FIND.part_of_those_before.search(statement.text, statement.start, first) is not None
    return _Carried(list(earlier.origins) if same else [], list(earlier.places) if away else [], kinds, had_cue)


def _own_ends(statement: _Statement, clause: Clause, inner: Earlier) -> tuple[list[str], list[str]]:
    """Return the origins and destinations that a clause names or to which it refers back ("those countries")."""
    home = statement.home
    origins = list(dict.fromkeys(event.key for event in _of_kind(clause.events, Role.ORIGIN)))
    places = list(dict.fromkeys(event.key for event in _of_kind(clause.events, Role.DESTINATION)))
    if any(event.people and event.key != home for event in _of_kind(clause.events, Role.ORIGIN)):
        # "From Italy, Nigerian women are moved on": the women are the victims, and Italy is where they were.
        origins = [key for key in origins if key != home or _people_of(clause, home)]
    if sellers := _sellers(clause, home):
        origins, places = sellers, [key for key in places if key not in sellers]
    # "from those countries, as well as Colombia"
    again_from = named_again_as_origins(statement.text, clause.start, clause.end, inner)
    again_there = named_again_as_destinations(statement.text, clause.start, clause.end, inner)
    return list(dict.fromkeys((*again_from, *origins))), list(dict.fromkeys((*places, *again_there)))


def _held_on_the_way(statement: _Statement, clause: Clause) -> bool:
    """Return whether people who pass through the country on their way elsewhere are exploited there."""
    crossed = _of_kind(clause.events, Role.TRANSIT)
    if not crossed or not all(event.promised for event in _of_kind(clause.events, Role.DESTINATION)):
        return False
    passed, text = crossed[-1].end, statement.text
    held = FIND.held_on_the_way.match(text, passed, clause.end) or FIND.traffickers_exploit.search(
        text, clause.start, passed
    )
    return held is not None


def _filled(
    statement: _Statement, clause: Clause, own_origins: list[str], own_places: list[str], carried: _Carried
) -> _Reading:
    """Complete a clause with origins and destinations from earlier clauses."""
    words, text = flow_words(), statement.text
    same_place = words.same_place.search(text, clause.start, clause.end) is not None
    same_persons = same_place or words.same_persons.search(text, clause.start, clause.end) is not None
    persons = words.persons.search(text, clause.start, clause.end) is not None
    verbless = FIND.persons_without_verb.match(text, clause.start, clause.end) is not None
    origins, places = own_origins, own_places
    if not origins and (same_persons or verbless or not persons):
        origins = carried.origins
    alone = verbless or (not persons and not own_origins)
    # "go to Oman, where men are forced to work and women into prostitution"
    still = bool(carried.places) and FIND.where_persons.search(text, statement.start, clause.start) is not None
    there = same_place or alone or (still and not own_origins)
    if there and not places and (own_origins or _of_kind(clause.events, Role.CUE)):
        places = carried.places
    if not own_origins and FIND.internal.search(text, clause.start, clause.end):
        origins = places = [statement.home]
    return _Reading(clause, own_origins, own_places, origins, places, persons, verbless)


def _inherited_kinds(reading: _Reading, carried: _Carried) -> tuple[str, ...]:
    """Return the kinds of exploitation that a clause takes from earlier clauses."""
    cues = reading.cues
    if reading.own_origins and cues and carried.kinds == (codes.SEX,) and all(cue.key == cue_keys.WORK for cue in cues):
        # "exploited in prostitution in Spain, and Kenyan men on farms": other people, in work rather than the same
        # exploitation
        return (codes.LABOR,)
    return carried.kinds if carried.had_cue else ()


def _between(statement: _Statement, reading: _Reading, kinds: dict[str, tuple[str, ...]]) -> Iterator[Route]:
    """Yield a route from each origin to each place, with the kinds of exploitation at that place."""
    text, clause, home = statement.text, reading.clause, statement.home
    victims, sectors = _victims(text, clause.start, clause.end), sectors_in(text, clause.start, clause.end)
    for origin in reading.origins:
        for place in reading.places or [home]:
            if origin != place or origin == home:
                yield Route(origin, place, kinds.get(place, kinds[""]), victims, sectors)


def _is_stated(statement: _Statement, reading: _Reading) -> bool:
    """Return whether a clause says that people are exploited and names the people or the place."""
    text = statement.text
    stated = bool(reading.origins or reading.places) or reading.search(FIND.exploitation_occurs, text)
    if not stated:
        stated = reading.persons and (reading.verbless or reading.search(FIND.may_be_exploited, text))
    return stated and not any(hides(statement, reading) for hides in _NO_ROUTE)


def _only_at_risk(statement: _Statement, reading: _Reading) -> bool:
    """Recognize a clause that only states a risk: "are at risk of trafficking"; "are victims of ... within the country,
    those of the coast being at the highest risk" is still a route.
    """
    clause = reading.clause
    risk = flow_words().risk.search(statement.text, clause.start, clause.end)
    if risk is None:
        return False
    exposed = FIND.only_exposed.fullmatch(risk[0]) is not None
    if exposed and FIND.exploited_all_the_same.search(statement.text, risk.end(), clause.end):
        return False  # "girls, vulnerable as they are, have been taken to Oman and made to beg"
    return FIND.says_exploited.search(statement.text, clause.start, risk.start()) is None


def _from_unnamed(statement: _Statement, reading: _Reading) -> bool:
    """Recognize victims who come "into" the country from an unnamed place, or are only called foreign."""
    if reading.origins or not set(reading.places) <= {statement.home}:
        return False
    places, text = _of_kind(reading.clause.events, Role.DESTINATION), statement.text
    if statement.earlier.guests and not any(event.here for event in reading.clause.events):
        return True
    foreign = reading.search(FIND.foreign_persons, text) and not reading.search(FIND.home_too, text)
    return foreign or any(event.entered for event in places)


def _of_its_role(statement: _Statement, reading: _Reading) -> bool:
    """Recognize a statement of the country's role that names no other country: "is a destination country for women"."""
    if (set(reading.own_origins) | set(reading.own_places)) - {statement.home}:
        return False
    here = any(event.here for event in _of_kind(reading.clause.events, Role.DESTINATION))
    return not here and reading.search(FIND.role, statement.text)


def _to_unnamed(statement: _Statement, reading: _Reading) -> bool:
    """Recognize exploitation in an unnamed country: "Kenyan men are held in forced labor abroad"."""
    elsewhere = set(reading.origins) - {statement.home}
    return not reading.own_places and not elsewhere and reading.search(FIND.abroad, statement.text)


def _passing(_statement: _Statement, reading: _Reading) -> bool:
    """Recognize victims who pass through the country on their way to an unnamed place."""
    return not reading.places and bool(_of_kind(reading.clause.events, Role.TRANSIT))


def _says_who(statement: _Statement, reading: _Reading) -> bool:
    """Recognize a clause that says who the victims are but states no route: "The majority of trafficking victims are
    girls"."""
    if reading.origins or reading.places:
        return False
    text, cues = statement.text, reading.cues
    if cues and all(FIND.victims_only.search(text[cue.start : cue.end]) for cue in cues):
        return True
    return any(reading.search(pattern, text) for pattern in (FIND.abroad, FIND.victims_found, FIND.counts_a_response))


def _of_offenders(statement: _Statement, reading: _Reading) -> bool:
    """Recognize a clause about offenders, not victims: "Kenyans have been convicted of trafficking in Germany"."""
    return reading.search(FIND.tells_of_offenders, statement.text)


def _moved_on(statement: _Statement, reading: _Reading) -> bool:
    """Recognize a clause about people who were brought here earlier and are moved on: "Some are later moved to
    Spain"."""
    at_home = statement.home in reading.places
    return not reading.origins and not at_home and reading.search(FIND.moved_onward, statement.text)


_NO_ROUTE: tuple[Callable[[_Statement, _Reading], bool], ...] = (
    _only_at_risk,
    _from_unnamed,
    _of_its_role,
    _to_unnamed,
    _passing,
    _says_who,
    _of_offenders,
    _moved_on,
)
"""Tests for clauses that name victims or places but state no route."""


def _people_of(clause: Clause, home: str) -> bool:
    return any(event.kind == Role.ORIGIN and event.people and event.key == home for event in clause.events)


def _sellers(clause: Clause, home: str) -> list[str]:
    """Return the places where victims are sold or sent off: "parents in Burma sell their daughters into prostitution in
    Thailand".
    """
    if any(event.kind == Role.ORIGIN for event in clause.events):
        return []
    first = next((event.start for event in clause.events if event.kind == Role.CUE), None)
    places = [event for event in clause.events if event.kind == Role.DESTINATION]
    if first is None or not places or places[-1].key != home or places[-1].start < first:
        return []
    return [event.key for event in places if event.start < first and event.key != home and not event.entered]


def _victims(text: str, start: int, end: int) -> tuple[str, ...]:
    return tuple(word for word in VICTIMS if re.search(rf"\b{word}\b", text[start:end], re.IGNORECASE))
