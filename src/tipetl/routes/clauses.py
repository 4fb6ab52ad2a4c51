"""A sentence of the profile to clauses: stretches that state routes of their own.

What belongs here: where a clause ends. What it then states stands in ``flows``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from tipetl.routes.events import Event
from tipetl.routes.roles import joined_list

__all__ = ["NO_VERB", "Clause", "clauses_of", "statements_of"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence and its events."""

    start: int
    end: int
    events: tuple[Event, ...]


_CUT = re.compile(
    r";|,?\s+with\s+(?=(?:most|many|some)\s+(?:of\s+)?(?:the\s+|these\s+)?victims\b)|,\s+where\s+(?=internal\s+trafficking)|,?\s+(?:while|whereas|though|although)\s+|,?\s+and\s+(?=(?:is|are)\s+(?:also\s+)?an?\s+(?:source"
    r"|destination|transit))"
)
_NEW_SUBJECT = re.compile(r",|;|\band\b|\bbut\b|\bwhile\b|\bthough\b|—")


_PERSONS = r"(?:women|men|girls|boys|children|adults|families)(?:\s+and\s+(?:women|men|girls|boys|children))?"
#: "women", "some children", "a smaller number of men", "girls from these two countries", "part of them"
_OTHERS = (
    r"(?:(?:(?:some|others|many|most)\s+(?:of\s+the\s+)?|(?:an?\s+)?(?:small|smaller|lesser|growing)\s+numbers?\s+of\s+)?"
    rf"(?:(?:[a-z]+|Roma|Romani|Rohingya|Indigenous|Batwa|Pygmy|Haratine)\s+)?{_PERSONS}"
    r"(?:\s+from\s+(?:these|those|the\s+same)\s+(?:\w+\s+)?(?:countries|nations|states|places))?"
    r"|(?:part|some|others|many)\s+of\s+(?:them|these))"
)
_AGED = r"(?:(?:aged|between|as\s+young\s+as)\s+[\w ]{1,20}?\s+)?"
_NEW_PERSONS = re.compile(
    rf"(?:,\s*(?:and\s+|but\s+)?|(?<!women)(?<!men)(?<!girls)(?<!boys)(?<!children)(?<!adults)\s+and\s+){_OTHERS}\s+{_AGED}(?:is|are|were|have|into|in|to|for|break|beg|work)\b"
    # "and gangs force some of them to sell drugs"
    r"|,\s+and\s+(?:[a-z]+\s+){1,2}(?:force|compel|coerce|make|exploit|subject)\s+(?:some|many|others|most)\s+of\s+them\b"
    # "hold men in debt bondage, and exploit women in sex trafficking": another verb with persons of its own
    rf"|,?\s+and\s+(?:also\s+)?(?:exploit|force|subject|compel|coerce|hold|sell)\s+(?:\w+\s+){{0,2}}?(?:{_PERSONS}|nationals|citizens|workers|migrants)\b"
)
# "are made to beg at home and are exploited in prostitution there": another verb of the same persons, said in full
_NEW_VERB = re.compile(
    r",?\s+(?:and|or|but)(?:\s+(?:also|then|later|sometimes|often)|,[^,;]{3,40},)?\s+"
    r"(?=(?:are|were|is|was|have\s+been|has\s+been|(?:may|can|could)\s+be)\s+(?:(?:also|then|sometimes|often|\w+ly)\s+){0,2}"
    r"(?:forced|exploited|subjected|(?:sex\s+)?trafficked|sold|held|made|compelled|coerced|pushed|put)\b)"
    # "are trafficked internally and subjected to prostitution abroad"
    r"|\s+and\s+(?=(?:subjected\s+to|exploited\s+in|forced\s+into)\s+[^,;.]{1,60}\b(?:abroad|overseas)\b)"
)
_IN_AREAS = (
    r"\bin\s+(?:(?:the|some|their|rural|urban|large|larger|major|border|coastal|tourist|mining)\s+){0,2}"
    r"(?:areas|cities|towns|villages|regions|countryside|zones|provinces|capital)\b"
)
# "forced labor in rural areas, as well as sex trafficking in towns": another kind of place, and what happens there
_NEW_AREA = re.compile(
    rf"(?:{_IN_AREAS}(?:\s+and\s+\w+)?)(?P<cut>,?\s+(?:as\s+well\s+as|and)\s+)(?=[^,;.]+?{_IN_AREAS})"
)
# "boys into begging": the verb, and with it the places, are those of the clause before.
NO_VERB = re.compile(rf",\s*(?:and\s+)?(?:[a-z]+\s+)?{_PERSONS}\s+{_AGED}(?:into|in|to|for)\b")

# "Malians and Guineans transit the country, and some of the Malians are held": part of the persons told
_PART_OF = re.compile(
    r",?\s+(?:and|but|where)\s+(?:some|many|most|part)\s+of\s+(?:the|these|those)\s+[A-Z]\w+\s+(?:are|were|have)\b"
)

# Where the clause so far names no place, only a clear new start ends it: "..., and so are women from ...".
_AND_SO = re.compile(r",\s*(?:and|but)\s")


# "from Sudan, and to a lesser extent from Pakistan": one list, though the preposition is said again.
_ALSO_FROM = re.compile(
    r",?\s+(?:and|or|as\s+well\s+as|but\s+also),?\s+"
    r"(?:,?\s*(?:to\s+a\s+(?:much\s+)?(?:lesser|smaller)\s+(?:extent|degree)|in\s+(?:smaller|lesser)\s+numbers"
    r"|less\s+(?:often|frequently)|increasingly|of\s+late|more\s+recently|recently|sometimes),?\s+)?from\s+(?:the\s+)?"
)


_SEMICOLON = re.compile(r";\s+(?:and\s+)?")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|may|might|can|could|do|does|did|remains?|face|come|exploit|exploits|force|forces|subject"
    r"|travel|migrate|transit|take|send|recruit|recruits|lure|work|coerce|fall|end|continue|occurs?|exists?|reportedly"
    r"|target|targets|sell|use|hold|keep|make|makes|prey|enter|arrive|cross|leave|go|become|suffer|endure|encounter"
    r"|experience|involves?|includes?|accounts?|constitutes?|originate|hail|pass|reach|live|conscript|abduct|operate|provides?"
    r"|account|lack|facilitate|engage|indicates?|reports?)\b",
    re.IGNORECASE,
)
_FEW = 3
_ENTRY = re.compile(
    r"\b(?:current\s+situation|trafficking\s+profile)\b|\b(?:is|was)\s+[^;.]{0,60}?\b(?:source|transit|destination)\b[^;.]{0,60}?\bcountry\b",
    re.IGNORECASE,
)


def statements_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The statements of a sentence: almanac entries string whole sentences together by semicolons.

    In prose a semicolon is rare, and what follows it leans on what stands before it: that is one statement, as are
    words without a verb of their own.
    """
    cuts = [match.end() for match in _SEMICOLON.finditer(text, start, end)]
    bounds = [start, *cuts, end]
    whole = [left for left, right in pairwise(bounds) if _FINITE.search(text, left, right) is not None]
    # "Kenya is a source country for ...; Kenyan women ...": a short entry of an almanac
    entry = len(whole) == 2 and _ENTRY.search(text, whole[0], whole[1]) is not None
    if len(whole) < _FEW and not entry:
        return [(start, end)]
    return list(pairwise([start, *(left for left in whole if left != start), end]))


_DONE = re.compile(r"\b(?:are|is|were|was|been|be)\b[^,;]*", re.IGNORECASE)


def _told_before(text: str, start: int, place: int, events: list[Event]) -> bool:
    """Whether a verb before ``place`` tells of exploitation, and not only of work that persons were recruited for."""
    return any(
        event.kind == "cue" and event.key != "work" and verb.start() < event.start < verb.end()
        for verb in _DONE.finditer(text, start, place)
        for event in events
    )


def clauses_of(text: str, start: int, end: int, events: list[Event]) -> list[Clause]:
    """Cuts at semicolons and "while", and where a new origin follows a clause that is complete."""
    cuts = [match.start() for pattern in (_CUT, _PART_OF) for match in pattern.finditer(text, start, end)]
    # "It is a source of workers for the Gulf: women ...": what stands before the colon is no route.
    colon = text.find(": ", start, end)
    if colon > 0 and all(event.start > colon or not (event.here or event.kind == "cue") for event in events):
        cuts.append(colon)
    cues = [event.start for event in events if event.kind == "cue" and event.key in ("sex", "labor", "compelled")]
    # Other persons with an exploitation of their own: "girls into prostitution, boys into begging".
    others = (match.start() for match in _NEW_PERSONS.finditer(text, start, end))
    cuts.extend(place for place in others if cues and cues[0] < place <= cues[-1])
    cuts.extend(
        place
        for place in (
            *(match.start() for match in _NEW_VERB.finditer(text, start, end)),
            *(match.start("cut") for match in _NEW_AREA.finditer(text, start, end)),
        )
        if cues and place < cues[-1] and _told_before(text, start, place, events)
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
            and (joined_list(between) or _ALSO_FROM.fullmatch(between) is not None)
        )
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
