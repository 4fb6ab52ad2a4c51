"""What a sentence takes from the one before it: "in the same way", "in those countries", "most come from".

What belongs here: telling which of these a sentence does. What it then means for its routes stands in ``flows``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tipetl.routes.words import flow_words

__all__ = ["Told", "about_all_victims", "goes_on", "named_again_as_destinations", "named_again_as_origins", "same_kind"]


@dataclass(frozen=True, slots=True)
class Told:
    """What the sentences so far have told: origins and destinations of the last one that had any, the last kind.

    ``whole`` is the kind of the sentence that says what sort of country it is, where it has a single one;
    ``guests`` that by this sentence victims come from abroad, and are none of the country's own; ``strung`` that the
    statement to come is of the same sentence, behind a semicolon.
    """

    origins: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    kind: str | None = None
    whole: str | None = None
    guests: bool = False
    strung: bool = False


#: A sentence about the victims of the sentence before: "Most come from", "Some of them are", "They enter".
_GOES_ON = re.compile(
    r"\W*(?:(?:Upon|After|On|Once|While)\b[^.;]{1,60},\s+)?(?:(?i:most|some|others|many|several|they|a\s+few)"
    r"|A\s+majority|The\s+(?:great\s+|vast\s+)?majority|The\s+(?:others|rest)|They|Smaller\s+numbers?"
    r"|Fewer|Those\s+trafficked\s+\w+)"
    r"(?:\s+of\s+(?:them|(?:these|those)(?:\s+\w+)?|the\s+(?:women|men|children|girls|boys"
    r"|victims)(?:\s+and\s+(?:women|men|girls|boys))?"
    r"(?:\s+among\s+them)?))?"
    r"(?=,?\s+(?:(?:\w+ly|often|also|then|later|sometimes)\s+){0,2}(?:face|faces|experience|fall|find|become"
    r"|suffer|endure|are|were|is|was|have|has|come|came|end|enter|go|never|work|hail|originate|pass|arrive"
    r"|travel|reach)\b)"
)
# "Of the 30 victims registered, most were ...", "Victims come from": all the victims that the profile is about.
_ALL_VICTIMS = re.compile(
    r"\W*(?:Of\s+(?:the|these|all)\s+(?:\w+\s+|[\d,]+\s+){0,3}?|(?:The|These|All|Most|Many|Foreign|Trafficking)\s+"
    r"(?:of\s+the\s+)?(?:foreign\s+|identified\s+|trafficking\s+){0,2})?victims\b",
    re.IGNORECASE,
)
# "The main destinations are Kosovo and ...": the kind is that of the sentence that spoke of the route.
_MAIN_ENDS = re.compile(
    r"\W*(?:(?:The|Their|Its)\s+)?(?:(?:most\s+)?\w+\s+){0,2}?"
    r"(?:destinations?(?:\s+countries)?|source\s+countries|countries\s+of\s+(?:origin|destination)|sources)\s+"
    r"(?:are|is|were|include|included|remain)\b",
    re.IGNORECASE,
)
# "Chinese nationals make up a fifth of the victims"
_SHARE = re.compile(
    r"\b(?:ma[dk]e(?:s|ing)?\s+up|accounts?\s+for|accounted\s+for|comprised?|constituted?)\s+(?:\w+\s+){1,5}?"
    r"(?:of\s+(?:\w+\s+){0,3}?victims)\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\bfrom\s+(?:(?:the\s+first\s+(?P<n>two|three|four|five))|the\s+same|these|those|the\s+(?:latter|former))"
    r"(?:\s+(?P<n2>two|three|four|five))?\s+(?:countries|nations|states|places)\b",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\b(?:in|to|into|within)\s+(?:the\s+same|these|those|that|all\s+(?:of\s+)?these|all\s+(?:of\s+)?those|both)\s+"
    r"(?:\w+\s+)?(?P<number>countries|country|nations|states|destinations|places)\b",
    re.IGNORECASE,
)
_COUNT = {"two": 2, "three": 3, "four": 4, "five": 5}


def goes_on(text: str, start: int, end: int) -> bool:
    """Whether the sentence is about the persons of the sentence before it."""
    return _GOES_ON.match(text, start, end) is not None


def same_kind(text: str, start: int, end: int) -> bool:
    """Whether a clause refers back to the kind of exploitation that was told."""
    return (
        flow_words().same_kind.search(text, start, end) is not None
        or _MAIN_ENDS.match(text, start, end) is not None
        or _SHARE.search(text, start, end) is not None
    )


def about_all_victims(text: str, start: int, end: int) -> bool:
    """Whether the sentence is about the victims of the profile as a whole, whose kind its role told."""
    return _ALL_VICTIMS.match(text, start, end) is not None


def named_again_as_origins(text: str, start: int, end: int, told: Told) -> list[str]:
    """The countries that "from the first three countries" means."""
    match = _FROM.search(text, start, end)
    if match is None:
        return []
    word = match["n"] or match["n2"]
    # More countries than one: those that victims were taken to, where all came from a single one.
    named = told.places if len(told.origins) < 2 and len(told.places) > 1 else told.origins
    return list(named[: _COUNT[word.lower()]] if word else named)


def named_again_as_destinations(text: str, start: int, end: int, told: Told) -> list[str]:
    """The countries that "in those countries" or "to the same country" means."""
    match = _TO.search(text, start, end)
    if match is None:
        return []
    return list(told.places[-1:] if match["number"].lower() == "country" else told.places)
