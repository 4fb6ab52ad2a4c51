"""The kind of exploitation that a clause tells, at each of its places.

What belongs here: from words of exploitation to ``sex``, ``labor``, or neither. The words stand in ``flow_words``.
"""

from __future__ import annotations

import re

from tipetl.routes.clauses import Clause

__all__ = ["kind_of", "kinds_of"]


# "are trafficked into the country to work": what they are trafficked for, where no word of exploitation says it.
_TO_WORK = re.compile(r"\bto\s+(?:work|labor|labour)\b(?!\s+(?:in|at)\s+(?:\w+\s+)?(?:bars?|clubs?|night\s*clubs?)\b)")


def kinds_of(text: str, clause: Clause, places: list[str], inherited: str | None) -> dict[str, tuple[str | None, ...]]:
    """The exploitation at each place, and under "" that of the clause; a place of several groups has several.

    Where a clause names several groups of places, each with words of its own ("to Italy for prostitution and to
    Lebanon for domestic servitude"), the words nearest on the side on which they stand decide.
    """
    cues = [event.key for event in clause.events if event.kind == "cue"]
    if inherited is None and cues and not _strong(cues) and _TO_WORK.search(text, clause.start, clause.end):
        cues.append("labor")
    if _strong([cue for cue in cues if cue != "work"]):
        # "in prostitution in Italy and in mining camps at home": the kind of work adds nothing to a kind that is told.
        clause = Clause(clause.start, clause.end, tuple(e for e in clause.events if e.key != "work"))
    whole = kind_of(cues, inherited)
    kinds: dict[str, tuple[str | None, ...]] = {"": (whole,)}
    groups: list[tuple[list[str], list[str], list[str]]] = []
    """Places of a group, the cues between the group before and it, the cues behind it."""
    waiting: list[str] = []
    for event in clause.events:
        if event.kind == "cue":
            waiting.append(event.key)
        elif event.kind == "destination":
            if groups and not waiting:
                groups[-1][0].append(event.key)
            else:
                if groups:
                    groups[-1][2].extend(waiting)
                groups.append(([event.key], waiting, []))
                waiting = []
    if not groups:
        return kinds
    groups[-1][2].extend(waiting)
    leading = bool(_strong(groups[0][1]))
    if len(groups) == 1:
        return kinds
    previous = inherited
    for keys, ahead, behind in groups:
        own = ahead if leading else behind
        previous = (
            kind_of(own, None)
            if _strong(own)
            else previous
            if _strong(own) is False and previous is not None
            else whole
        )
        for key in keys:
            if key in places:
                kinds[key] = tuple(dict.fromkeys((*kinds.get(key, ()), previous)))
    return kinds


def _strong(cues: list[str]) -> bool:
    return any(cue in ("sex", "labor", "compelled", "abused", "work") for cue in cues)


def kind_of(cues: list[str], inherited: str | None) -> str | None:
    """``sex``, ``labor``, or None for both or neither."""
    has = set(cues)
    if "abused" in has and not has & {"sex", "labor", "compelled"}:
        has.add("sex")
    if "sex" in has:
        return None if "labor" in has else "sex"
    if "labor" in has or "compelled" in has:
        return "labor"
    if "work" in has:
        # "men are exploited on farms" is said of other persons than those of the clause before.
        return "labor" if "exploited" in has else inherited or "labor"
    return inherited
