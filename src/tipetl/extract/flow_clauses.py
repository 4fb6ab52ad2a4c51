"""A sentence of the profile to clauses: stretches that state routes of their own.

What belongs here: where a clause ends. What it then states stands in ``flows``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from tipetl.extract.flow_events import Event, joined_list

__all__ = ["NO_VERB", "Clause", "clauses_of"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence and its events."""

    start: int
    end: int
    events: tuple[Event, ...]


_CUT = re.compile(
    r";|,?\s+(?:while|whereas|though|although)\s+|,?\s+and\s+(?=(?:is|are)\s+(?:also\s+)?an?\s+(?:source"
    r"|destination|transit))"
)
_NEW_SUBJECT = re.compile(r",|;|\band\b|\bbut\b|\bwhile\b|\bthough\b|—")


_PERSONS = r"(?:women|men|girls|boys|children|families)(?:\s+and\s+(?:women|men|girls|boys|children))?"
_NEW_PERSONS = re.compile(
    rf",\s*(?:and\s+|but\s+)?(?:(?:some|others|many|most)\s+(?:of\s+the\s+)?)?(?:[a-z]+\s+)?{_PERSONS}\s+"
    r"(?:(?:aged|between|as\s+young\s+as)\s+[\w ]{1,20}?\s+)?(?:are|were|have|into|in|to|for|break|beg|work)\b"
)
# "boys into begging": the verb, and with it the places, are those of the clause before.
NO_VERB = re.compile(
    rf",\s*(?:and\s+)?(?:[a-z]+\s+)?{_PERSONS}\s+"
    r"(?:(?:aged|between|as\s+young\s+as)\s+[\w ]{1,20}?\s+)?(?:into|in|to|for)\b"
)

# Where the clause so far names no place, only a clear new start ends it: "..., and so are women from ...".
_AND_SO = re.compile(r",\s*(?:and|but)\s")


def clauses_of(text: str, start: int, end: int, events: list[Event]) -> list[Clause]:
    """Cuts at semicolons and "while", and where a new origin follows a clause that is complete."""
    cuts = [match.start() for match in _CUT.finditer(text, start, end)]
    cues = [event.start for event in events if event.kind == "cue" and event.key in ("sex", "labor", "compelled")]
    # Other persons with an exploitation of their own: "girls into prostitution, boys into begging".
    others = (match.start() for match in _NEW_PERSONS.finditer(text, start, end))
    cuts.extend(place for place in others if cues and cues[0] < place <= cues[-1])
    has_cue = has_place = False
    last: Event | None = None
    last_end = start
    for event in events:
        if any(last_end <= cut <= event.start for cut in cuts):
            has_cue = has_place = False
        between = text[last_end : event.start]
        in_list = last is not None and last.kind == event.kind and last.people == event.people and joined_list(between)
        new_subject = (_NEW_SUBJECT if has_place else _AND_SO).search(between) is not None
        if event.kind == "origin" and has_cue and not in_list and new_subject:
            cuts.append(last_end)
            has_cue = has_place = False
        has_cue |= event.kind == "cue"
        has_place |= event.kind in ("origin", "destination")
        last, last_end = event, event.end
    bounds = [start, *sorted(set(cuts)), end]
    return [
        Clause(left, right, tuple(event for event in events if left <= event.start < right))
        for left, right in pairwise(bounds)
        if left < right
    ]
