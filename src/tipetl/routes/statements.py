"""One statement of the profile to routes: who is taken from where to where, and for what.

What belongs here: from the events of a statement to pairs of origin and destination. A statement is cut into clauses; a
clause without a place or a kind of exploitation of its own takes it from the clause before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tipetl.routes.clauses import NO_VERB, Clause, clauses_of
from tipetl.routes.context import (
    Told,
    about_all_victims,
    goes_on,
    named_again_as_destinations,
    named_again_as_origins,
    same_kind,
)
from tipetl.routes.details import sectors_in
from tipetl.routes.events import Event
from tipetl.routes.kinds import kinds_of
from tipetl.routes.words import flow_words

__all__ = ["ROLE", "Route", "routes_of"]

VICTIMS: tuple[str, ...] = ("women", "men", "children", "girls", "boys")


@dataclass(frozen=True, slots=True)
class Route:
    origin: str
    destination: str
    exploitation: str | None
    victims: tuple[str, ...]
    sectors: tuple[str, ...]


ROLE = re.compile(
    r"\b(?:source|origin|transit|destination)\b[^.;]{0,60}?\bcountr(?:y|ies)\b|\bcountr(?:y"
    r"|ies)\s+of\s+(?:origin|transit|destination)\b"
    r"|\b(?:is|are|was|were|as|remains?|remained)\b[^.;]{0,40}?\b(?:source|transit\s+point|destination)\b",
    re.IGNORECASE,
)
_ONLY_VICTIMS = re.compile(r"victims|human\s+trafficking", re.IGNORECASE)
_INTERNAL = re.compile(r"\binternal\s+(?:\w+\s+)?trafficking\b", re.IGNORECASE)
_HOME_TOO = re.compile(r"\bdomestic\s+(?:and|or)\s+foreign\b|\bforeign\s+(?:and|or)\s+domestic\b", re.IGNORECASE)
_ABROAD = re.compile(r"\b(?:abroad|overseas|in\s+(?:other|foreign)\s+countries)\b", re.IGNORECASE)
# "victims have been identified in shops": who they are is not said, least of all that they are the country's own.
_WERE_FOUND = re.compile(r"\bvictims\b[^,;]{0,40}?\b(?:identified|found|detected|registered)\b", re.IGNORECASE)
# "who cross Libya on the way to Europe are held for ransom": no mere passage.
_HELD = re.compile(
    r"(?:(?!\bwhere\b|\bthere\b)[^.;])*?\b(?:are|were|been)\s+(?:\w+\s+)?(?:held|subjected|forced|exploited|coerced|compelled)\b",
    re.IGNORECASE,
)
# "Bonded labor is most common in the brick kilns": told of the country without its victims.
_OCCURS = re.compile(
    r"(?:labor|labour|bondage|servitude|begging|trafficking|prostitution|slavery)\s+(?:(?:also|still|mainly|mostly)\s+)?"
    r"(?:occurs?|exists?|persists?|(?:is|remains)\s+(?:\w+\s+)?(?:common|widespread|prevalent|concentrated|found|practiced|reported|documented)|has\s+been\s+(?:reported|documented))\b",
    re.IGNORECASE,
)
# "traffickers exploit migrants who transit Kenya"
_BY_TRAFFICKERS = re.compile(
    r"\b(?:traffickers|smugglers|gangs|criminals|employers|networks)\s+(?:\w+\s+)?(?:exploit|subject|force|hold|coerce|compel)\b"
)
_ONWARD = re.compile(
    r"\b(?:later|then|subsequently|afterwards)\s+(?:moved|taken|sold|sent|transported|trafficked)\b"
    r"|\b(?:moved|taken|sold|sent)\s+(?:on|onward|onwards)\b",
    re.IGNORECASE,
)
_OFFENDERS = re.compile(
    r"\b(?:are|is|were|was|been)\s+(?:\w+\s+)?(?:convicted|accused|suspected|guilty|charged|arrested|prosecuted)\s+(?:of|for|with|on)\b"
    r"(?![^,;.]*\bvictims?\b)"
    r"|\b(?:charged|convicted|prosecuted|indicted|arrested|sentenced)\s+(?:an?|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|several|some|many|\d+)\s+(?![^,;.]*\bvictims?\b)",
    re.IGNORECASE,
)
_WHERE = re.compile(
    r",\s+where\b[^;.]*?\b(?:women|men|girls|boys|children|some|others|many|they)\b[^;,.]*,?\s*$", re.IGNORECASE
)
_COUNTED = re.compile(
    r"\b(?:investigated|prosecuted|convicted|indicted|arrested|charged|sentenced|repatriated|assisted|identified|referred)\s+"
    r"(?:\w+\s+){0,2}?\d",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\b(?:are|is|were|was|been)\s+(?:\w+\s+)?(?:victims\s+of|exploited|subjected|forced|trafficked|held"
    r"|sold)\b",
    re.IGNORECASE,
)
_FOUND_FROM = re.compile(
    r"\bvictims\b[^.;]{0,60}?\b(?:identified|found|detected|recruited|registered|come|came|originat\w+)\s+(?:\w+ly\s+)?from\b",
    re.IGNORECASE,
)
_COME = re.compile(
    r"\b(?:come|came|hail|originate|are|were|is|was)\s+(?:\w+\s+)?(?:from|nationals|citizens)\b", re.IGNORECASE
)
_FOREIGN = re.compile(
    r"\bforeign\b(?!\s+(?:tourists|clients|customers|buyers|visitors|businessmen|troops|soldiers|employers|traffickers"
    r"|vessels|fishing))|\bforeigners\b|\bmigrants?\b"
    r"|\bfrom\s+(?:(?:many|several|some|various|a\s+few)\s+)?(?:other|neighbou?ring|nearby|surrounding|adjacent|foreign)\s+"
    r"(?:[\w-]+\s+){0,2}(?:countries|nations|states)\b|\bfrom\s+(?:abroad|overseas)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:are|is|were|was|been|be|being|held|subject|subjects|exploit|exploits|force|forces|take|takes|lure"
    r"|coerce[sd]?|abducts?|abducted|holds?|makes?|hires?|cut|dig|tend|pick|carry|shine|weave|sew|wash|clean|mine|fell"
    r"|lures|remain|work|works"
    r"|fall|find|found|face|endure|end|compels?|compelled|conscripts?|press|made|sold|break|herd|haul|till"
    r"|labor|toil|serve|slave|beg)\b",
    re.IGNORECASE,
)


def routes_of(text: str, start: int, end: int, events: list[Event], home: str, told: Told) -> Iterator[Route]:
    words = flow_words()
    places = [event for event in events if event.kind in ("origin", "destination")]
    if any(event.kind == "destination" and not event.promised for event in events):
        events = [event for event in events if not event.promised]
    on = goes_on(text, start, end)
    again = same_kind(text, start, end)
    # "foreign victims have been identified from Togo and Chad": of whatever exploitation
    found_from = _FOUND_FROM.search(text, start, end) is not None
    if (
        not any(event.kind == "cue" for event in events)
        and not again
        and not found_from
        and not (on and told.kind and _COME.search(text, start, end))
    ):
        return
    foreign = [event for event in places if event.key != home]
    moved_within = any(event.kind == "destination" and event.here for event in events)
    stop = text.find(";", start, end)
    more = stop > 0 and any(event.kind == "cue" and event.start > stop for event in events)
    if ROLE.search(text, start, end) and not foreign and not moved_within and not more:
        # "Kosovo is a source and destination country for women ..." states roles, not routes.
        return
    origins_before: list[str] = list(told.origins) if on else []
    # "Kenyan women are taken to Oman. Some are made to beg": where they were taken, if no place is named.
    away = on and told.origins == (home,) and home not in told.places
    places_before: list[str] = list(told.places) if away else []
    kind_before: str | None = told.kind if on or again else None
    had_cue = on or again or found_from
    if kind_before is None and not on and about_all_victims(text, start, end):
        kind_before, had_cue = told.whole, True
    if (
        told.strung
        and kind_before is None
        and not on
        and told.whole
        and {e.key for e in events if e.kind == "cue"} == {"exploited"}
    ):
        # "Kenyan women are trafficked to Japan": for what is said where it says what sort of country Kenya is.
        kind_before, had_cue = told.whole, True
    inner = told
    for clause in clauses_of(text, start, end, events):
        cues = [event for event in clause.events if event.kind == "cue"]
        own_origins = list(dict.fromkeys(event.key for event in clause.events if event.kind == "origin"))
        own_places = list(dict.fromkeys(event.key for event in clause.events if event.kind == "destination"))
        same_place = words.same_place.search(text, clause.start, clause.end) is not None
        same_persons = same_place or words.same_persons.search(text, clause.start, clause.end) is not None
        persons = words.persons.search(text, clause.start, clause.end) is not None
        if any(event.people and event.key != home for event in clause.events if event.kind == "origin"):
            # "From Italy, Nigerian women are moved on": they are the victims, and the country is where they were.
            own_origins = [key for key in own_origins if key != home or _people_of(clause, home)]
        if sellers := _sellers(clause, home):
            own_origins, own_places = sellers, [key for key in own_places if key not in sellers]
        # "from those countries, as well as Colombia"
        again_from = named_again_as_origins(text, clause.start, clause.end, inner)
        own_origins = list(dict.fromkeys((*again_from, *own_origins)))
        again_there = named_again_as_destinations(text, clause.start, clause.end, inner)
        own_places = list(dict.fromkeys((*own_places, *again_there)))
        # "to Russia to work, and to the same country to beg": the clause before is nearer than the sentence before.
        inner = Told(tuple(own_origins) or inner.origins, tuple(own_places) or inner.places)
        crossed = [event.end for event in clause.events if event.kind == "transit"]
        bound = all(event.promised for event in clause.events if event.kind == "destination")
        if (
            crossed
            and bound
            and (_HELD.match(text, crossed[-1], clause.end) or _BY_TRAFFICKERS.search(text, clause.start, crossed[-1]))
        ):
            own_places = [home]
        origins, places_of = own_origins, own_places
        if not origins and origins_before and (same_persons or not persons):
            origins = origins_before
        verbless = NO_VERB.match(text, clause.start, clause.end) is not None
        if not origins and verbless:
            origins = origins_before
        alone = verbless or (not persons and not own_origins)
        # "go to Oman, where men are forced to work and women into prostitution"
        still = bool(places_before) and _WHERE.search(text, start, clause.start) is not None
        if not places_of and (same_place or alone or (still and not own_origins)) and (cues or own_origins):
            places_of = places_before
        if not own_origins and _INTERNAL.search(text, clause.start, clause.end):
            origins = places_of = [home]
        alike = persons and same_kind(text, clause.start, clause.end)
        if not cues and not (had_cue and (own_origins or own_places or alike)):
            origins_before, places_before = own_origins or origins_before, own_places or places_before
            continue
        risk = words.risk.search(text, clause.start, clause.end)
        # "are victims of ... within the country, those of the coast being at the highest risk" is a route all the same.
        risky = risk is not None and _STATED.search(text, clause.start, risk.start()) is None
        # "exploited in prostitution in Spain, and Kenyan men on farms": other persons, put to work and not to the same
        theirs = own_origins and cues and kind_before == "sex" and all(cue.key == "work" for cue in cues)
        kinds = kinds_of(text, clause, own_places, "labor" if theirs else kind_before if had_cue else None)
        victims = _victims(text, clause.start, clause.end)
        sectors = sectors_in(text, clause.start, clause.end)
        if not risky:
            stated = bool(origins or places_of or _OCCURS.search(text, clause.start, clause.end)) or (
                persons and (verbless or _PASSIVE.search(text, clause.start, clause.end) is not None)
            )
            entered = any(event.entered for event in clause.events if event.kind == "destination")
            abroad = entered or (
                _FOREIGN.search(text, clause.start, clause.end) is not None
                and _HOME_TOO.search(text, clause.start, clause.end) is None
            )
            # Victims who come "into" the country, or are called foreign, from a place that is not named.
            guests = told.guests and not any(event.here for event in clause.events)
            blocked = not origins and set(places_of) <= {home} and (abroad or guests)
            role_only = (
                ROLE.search(text, clause.start, clause.end)
                and not (set(own_origins) | set(own_places)) - {home}
                and not any(event.kind == "destination" and event.here for event in clause.events)
            )
            # "Kenyan men are held in forced labor abroad": in a country that is not named.
            gone = (
                not own_places
                and not set(origins) - {home}
                and _ABROAD.search(text, clause.start, clause.end) is not None
            )
            # Victims who pass through the country, bound for a place that is not named.
            passing = not places_of and bool(crossed)
            # "The majority of trafficking victims are girls" says who they are, and of no route.
            nobody = not (origins or places_of)
            vague = nobody and (
                (bool(cues) and all(_ONLY_VICTIMS.search(text[c.start : c.end]) for c in cues))
                or any(p.search(text, clause.start, clause.end) for p in (_ABROAD, _WERE_FOUND, _COUNTED))
            )
            # "Kenyans have been convicted of trafficking in Germany": they are no victims.
            vague |= _OFFENDERS.search(text, clause.start, clause.end) is not None
            # "Some are later moved to Spain": those who had been brought here, whoever they were.
            vague |= (
                not origins and home not in places_of and _ONWARD.search(text, clause.start, clause.end) is not None
            )
            if stated and not (blocked or role_only or passing or vague or gone):
                # Whoever is exploited here and not said to be from elsewhere is the country's own, in what follows too.
                origins = origins or [home]
                for origin in origins:
                    for place in places_of or [home]:
                        if origin == place and origin != home:
                            continue
                        for kind in kinds.get(place, kinds[""]):
                            yield Route(origin, place, kind, victims, sectors)
        origins_before, places_before = origins or origins_before, places_of or places_before
        kind_before, had_cue = kinds[""][0], had_cue or bool(cues)


def _people_of(clause: Clause, home: str) -> bool:
    return any(event.kind == "origin" and event.people and event.key == home for event in clause.events)


def _sellers(clause: Clause, home: str) -> list[str]:
    """Places where victims are sold or sent off: "parents in Burma sell their daughters into prostitution in
    Thailand".
    """
    if any(event.kind == "origin" for event in clause.events):
        return []
    first = next((event.start for event in clause.events if event.kind == "cue"), None)
    places = [event for event in clause.events if event.kind == "destination"]
    if first is None or not places or places[-1].key != home or places[-1].start < first:
        return []
    return [event.key for event in places if event.start < first and event.key != home and not event.entered]


def _victims(text: str, start: int, end: int) -> tuple[str, ...]:
    return tuple(word for word in VICTIMS if re.search(rf"\b{word}\b", text[start:end], re.IGNORECASE))
