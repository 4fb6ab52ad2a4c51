"""Find the kinds of exploitation that a clause states for each of its places.

This module maps words of exploitation to ``sex``, ``labor``, or neither; ``words`` loads these words.
"""

from __future__ import annotations

from dataclasses import dataclass

from tipetl.model import codes
from tipetl.routes import cue_keys
from tipetl.routes.clauses import Clause
from tipetl.routes.patterns import FIND
from tipetl.routes.roles import Role


def kinds_of(text: str, clause: Clause, places: list[str], inherited: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Map each place to its kinds of exploitation, and "" to the clause's own kinds; the tuple of kinds is empty if the
    clause states no kind.

    If a clause names several groups of places, each with its own words ("to Italy for prostitution and to Lebanon for
    domestic servitude"), the nearest words on the side that the clause uses determine the kinds.
    """
    cues = [event.key for event in clause.events if event.kind == Role.CUE]
    if cues and not _strong(cues) and FIND.to_work.search(text, clause.start, clause.end):
        cues.append(cue_keys.LABOR)
    if _strong([cue for cue in cues if cue != cue_keys.WORK]):
        # "in prostitution in Italy and in mining camps at home": work does not add to a kind that is already known.
        clause = Clause(clause.start, clause.end, tuple(event for event in clause.events if event.key != cue_keys.WORK))
    whole = kind_of(cues, inherited)
    kinds = {"": whole}
    groups = _groups(clause)
    if len(groups) < 2:
        return kinds
    leading = _strong(groups[0].ahead)
    previous = inherited
    for group in groups:
        own = group.ahead if leading else group.behind
        if _strong(own):
            previous = kind_of(own, ())
        elif not previous:
            previous = whole
        for key in group.places:
            if key in places:
                kinds[key] = tuple(dict.fromkeys((*kinds.get(key, ()), *previous)))
    return kinds


@dataclass(frozen=True, slots=True)
class _Group:
    """Places without a cue between them. ``ahead`` holds the cues between this group and the previous group, ``behind``
    the cues between this group and the next."""

    places: list[str]
    ahead: list[str]
    behind: list[str]


def _groups(clause: Clause) -> list[_Group]:
    groups: list[_Group] = []
    waiting: list[str] = []
    for event in clause.events:
        if event.kind == Role.CUE:
            waiting.append(event.key)
        elif event.kind == Role.DESTINATION and groups and not waiting:
            groups[-1].places.append(event.key)
        elif event.kind == Role.DESTINATION:
            if groups:
                groups[-1].behind.extend(waiting)
            groups.append(_Group([event.key], waiting, []))
            waiting = []
    if groups:
        groups[-1].behind.extend(waiting)
    return groups


def _strong(cues: list[str]) -> bool:
    return any(
        cue in (cue_keys.SEX, cue_keys.LABOR, cue_keys.COMPELLED, cue_keys.ABUSED, cue_keys.WORK) for cue in cues
    )


def kind_of(cues: list[str], inherited: tuple[str, ...]) -> tuple[str, ...]:
    """Return the kinds of exploitation that the cues show: ``sex``, ``labor``, both, or neither."""
    has = set(cues)
    if cue_keys.SEX in has:
        return (codes.SEX, codes.LABOR) if cue_keys.LABOR in has else (codes.SEX,)
    if cue_keys.LABOR in has or cue_keys.COMPELLED in has:
        return (codes.LABOR,)
    if cue_keys.WORK in has:
        # "men are exploited on farms" is about different people than the previous clause.
        return (codes.LABOR,) if cue_keys.EXPLOITED in has else inherited or (codes.LABOR,)
    return inherited
