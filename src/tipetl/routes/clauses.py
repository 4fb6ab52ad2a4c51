"""Divide a sentence of the profile into clauses, each of which states its own routes.

This module finds where a clause ends; ``statements`` finds the routes that the clause states.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from tipetl.routes import cue_keys
from tipetl.routes.events import Event
from tipetl.routes.patterns import FIND
from tipetl.routes.roles import Role, joined_list


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence and its events."""

    start: int
    end: int
    events: tuple[Event, ...]


_FEW = 3


def statements_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Divide a sentence into statements, because almanac entries join whole sentences with semicolons.

    In prose a semicolon is rare, and the words after a semicolon depend on the words before it, so both form one
    statement. Words without a verb of their own belong to the preceding statement.
    """
    cuts = [match.end() for match in FIND.semicolon.finditer(text, start, end)]
    bounds = [start, *cuts, end]
    whole = [left for left, right in pairwise(bounds) if FIND.finite_verb.search(text, left, right) is not None]
    # "Kenya is a source country for ...; Kenyan women ...": a short almanac entry
    entry = len(whole) == 2 and FIND.almanac_entry.search(text, whole[0], whole[1]) is not None
    if len(whole) < _FEW and not entry:
        return [(start, end)]
    return list(pairwise([start, *(left for left in whole if left != start), end]))


def _exploited_before(text: str, start: int, place: int, events: list[Event]) -> bool:
    """Return whether a verb before ``place`` expresses exploitation rather than only work for which people were
    recruited."""
    return any(
        event.kind == Role.CUE and event.key != cue_keys.WORK and verb.start() < event.start < verb.end()
        for verb in FIND.passive.finditer(text, start, place)
        for event in events
    )


def clauses_of(text: str, start: int, end: int, events: list[Event]) -> list[Clause]:
    """Cut a statement at semicolons and "while", and before a new origin that follows a complete clause."""
    cuts = [
        match.start()
        for pattern in (FIND.clause_begins, FIND.part_of_a_people)
        for match in pattern.finditer(text, start, end)
    ]
    # "It is a source of workers for the Gulf: women ...": the part before the colon is not a route.
    colon = text.find(": ", start, end)
    if colon > 0 and all(event.start > colon or not (event.here or event.kind == Role.CUE) for event in events):
        cuts.append(colon)
    cues = [
        event.start
        for event in events
        if event.kind == Role.CUE and event.key in (cue_keys.SEX, cue_keys.LABOR, cue_keys.COMPELLED)
    ]
    # Other people, subjected to different exploitation: "girls into prostitution, boys into begging".
    others = (match.start() for match in FIND.other_persons.finditer(text, start, end))
    cuts.extend(place for place in others if cues and cues[0] < place <= cues[-1])
    cuts.extend(
        place
        for place in (
            *(match.start() for match in FIND.another_verb.finditer(text, start, end)),
            *(match.start("cut") for match in FIND.another_area.finditer(text, start, end)),
        )
        if cues and place < cues[-1] and _exploited_before(text, start, place, events)
    )
    has_cue = has_place = False
    last: Event | None = None
    last_end = start
    for event in events:
        if any(last_end <= cut <= event.start for cut in cuts):
            has_cue = has_place = False
        between = text[last_end : event.start]
        in_list = (
            last is not None
            and last.kind == event.kind
            and last.people == event.people
            and (joined_list(between) or FIND.from_again.fullmatch(between) is not None)
        )
        new_subject = (FIND.new_subject if has_place else FIND.clear_start).search(between) is not None
        if event.kind == Role.ORIGIN and has_cue and not in_list and new_subject:
            cuts.append(last_end)
            has_cue = has_place = False
        has_cue |= event.kind == Role.CUE
        has_place |= event.kind in (Role.ORIGIN, Role.DESTINATION)
        last, last_end = event, event.end
    bounds = [start, *sorted(set(cuts)), end]
    return [
        Clause(left, right, tuple(event for event in events if left <= event.start < right))
        for left, right in pairwise(bounds)
        if left < right
    ]
