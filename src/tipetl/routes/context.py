"""Find references in a sentence to the preceding sentence: "in the same way", "in those countries", "most come from".

This module detects the references; ``statements`` applies them to routes.
"""

from __future__ import annotations

from dataclasses import dataclass

from tipetl.routes.patterns import FIND
from tipetl.routes.words import flow_words


@dataclass(frozen=True, slots=True)
class Earlier:
    """What later sentences may refer to: the origins and destinations of the last sentence that had any, and the last
    kind.

    ``whole`` is the kind in the sentence that states the country's role; ``kind`` and ``whole`` hold at most one kind.
    ``guests`` means that victims come from abroad. ``strung`` means that the next statement is in the same sentence,
    after a semicolon.
    """

    origins: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    guests: bool = False
    strung: bool = False


_COUNT = {"two": 2, "three": 3, "four": 4, "five": 5}


def goes_on(text: str, start: int, end: int) -> bool:
    """Return whether a sentence is about the people in the preceding sentence."""
    return FIND.same_persons_again.match(text, start, end) is not None


def same_kind(text: str, start: int, end: int) -> bool:
    """Return whether a clause refers back to a kind of exploitation named earlier."""
    return (
        flow_words().same_kind.search(text, start, end) is not None
        or FIND.main_ends.match(text, start, end) is not None
        or FIND.share_of_victims.search(text, start, end) is not None
    )


def about_all_victims(text: str, start: int, end: int) -> bool:
    """Return whether a sentence is about all the profile's victims: the country's role then determines their kind of
    exploitation.
    """
    return FIND.all_victims.match(text, start, end) is not None


def named_again_as_origins(text: str, start: int, end: int, earlier: Earlier) -> list[str]:
    """Return the origins to which a phrase such as "from the first three countries" refers."""
    match = FIND.same_origins.search(text, start, end)
    if match is None:
        return []
    word = match["n"] or match["n2"]
    # The destinations, if there are several and all victims came from a single country.
    named = earlier.places if len(earlier.origins) < 2 and len(earlier.places) > 1 else earlier.origins
    return list(named[: _COUNT[word.lower()]] if word else named)


def named_again_as_destinations(text: str, start: int, end: int, earlier: Earlier) -> list[str]:
    """Return the destinations to which a phrase such as "in those countries" or "to the same country" refers."""
    match = FIND.same_destinations.search(text, start, end)
    if match is None:
        return []
    return list(earlier.places[-1:] if match["number"].lower() == "country" else earlier.places)
