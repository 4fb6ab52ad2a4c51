"""The tier of a narrative, its movement, and its years on the Watch List, from the heading line or from sentences.

What belongs here: reading "KOSOVO (Tier 2)", "Special Case", "was downgraded to Tier 2 Watch List". The tier of
another year ("after three years on Tier 2 Watch List") is not the narrative's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from tipetl.model import Tier, TierMovement

__all__ = ["Standing", "standing_of", "tier_of"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a narrative places its country; the fields are those of ``Document``."""

    tier: Tier | None = None
    movement: TierMovement | None = None
    waiver: bool = False
    automatic: bool = False
    watch_list_years: int | None = None


_ROMAN = {"i": "1", "ii": "2", "iii": "3", "one": "1", "two": "2", "three": "3"}
_LEVEL = (
    r"tier[\s-]*(?P<{0}>[123]|iii|ii|i|one|two|three)\b"
    r"(?P<{0}w>[\s,:(–—-]*(?:watch[\s-]*list|wl\b)\)?|wl\b)?"
)
_TIER = re.compile(_LEVEL.format("t").replace(r"three)\b", r"three)(?=\b|wl)"), re.IGNORECASE)
_SPECIAL = re.compile(r"\bspecial\s+case\b", re.IGNORECASE)
_RANK = {"1": 4, "2": 3, "2WL": 2, "3": 1}

# A verb of movement or placement, at most four words before the tier that it governs. Movement is looked for first:
# in "was upgraded to Tier 2" the "was" alone would say only that there is a placement.
_GAP = r"(?:\s+(?!tier\b)[\w’']+){0,4}\s*$"
_MOVED = re.compile(
    r"\b(?:(?P<up>upgraded|raised|promoted|elevated|moved\s+up|rose)"
    r"|(?P<down>downgraded|lowered|demoted|moved\s+down|dropped|fell|relegated)"
    r"|(?P<same>remain(?:s|ed|ing)?|stay(?:s|ed)?|kept|maintained|retained))\b" + _GAP,
    re.IGNORECASE,
)
_PLACED = re.compile(r"\b(?:placed|put|ranked|listed|moved|is|was)\b" + _GAP, re.IGNORECASE)
_NOT_OURS = re.compile(
    r"\b(?:otherwise|would have|would be|could be|may be|might be|waiver|instead of)\b", re.IGNORECASE
)
_YEARS_RUNNING = re.compile(
    r"\bfor\s+(?:the|a)\s+(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+th)\s+"
    r"(?:consecutive\s+|straight\s+|successive\s+)?year",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\bafter\b[^.]{0,60}?\b(?:(?P<highest>highest|top)\b|(?P<lowest>lowest|bottom)\b)|\b(?:after"
    r"|previously)\b[^.]{0,40}?(?=tier\b)",
    re.IGNORECASE,
)


def _level(match: re.Match[str]) -> Tier:
    digit = match["t"].lower()
    digit = _ROMAN.get(digit, digit)
    return cast(Tier, "2WL" if digit == "2" and match["tw"] else digit)


def tier_of(heading: str, summary: str, text: str) -> tuple[Tier | None, TierMovement | None]:
    """Tier and movement; ``heading`` is the heading section, ``summary`` the summary section ("" where there is none).

    The heading's tier wins; else a sentence of the summary; else one of the text. The movement comes from a sentence
    that agrees with the tier.
    """
    tier: Tier | None = None
    if found := _TIER.search(heading):
        tier = _level(found)
    elif _SPECIAL.search(heading):
        tier = "SC"
    for part in (summary, text):
        stated, movement = _from_sentences(part, tier)
        if stated is not None:
            return stated, movement
    return tier, None


def _from_sentences(text: str, tier: Tier | None) -> tuple[Tier | None, TierMovement | None]:
    """The first statement of a placement that does not contradict the tier known so far; its movement."""
    if "ier" not in text and "IER" not in text:
        return (
            ("SC", None) if tier is None and re.search(r"\bis a special case\b", text, re.IGNORECASE) else (None, None)
        )
    found: tuple[Tier, TierMovement | None] | None = None
    for match in _TIER.finditer(text):
        left = text[max(0, match.start() - 90) : match.start()]
        sentence_left = re.split(r"[.!?]\s", left)[-1]
        moved = _MOVED.search(sentence_left)
        level = _level(match)
        if not (moved or _PLACED.search(sentence_left)):
            continue
        if (tier is not None and level != tier) or _NOT_OURS.search(sentence_left):
            continue
        right = re.split(r"[.!?](?:\s|$)", text[match.end() : match.end() + 160])[0]
        movement: TierMovement | None = None
        if moved and moved["up"]:
            movement = "up"
        elif moved and moved["down"]:
            movement = "down"
        elif moved or _YEARS_RUNNING.search(right) or _YEARS_RUNNING.search(sentence_left):
            movement = "same"
        elif before := _BEFORE.search(right):
            movement = _compare(before, right, level)
        if movement is not None:
            return level, movement
        found = found or (level, None)
    return found if found else (None, None)


def _compare(before: re.Match[str], right: str, level: Tier) -> TierMovement | None:
    """The movement from an earlier rank that the sentence names ("after it had held the highest rank")."""
    if before["highest"]:
        earlier = 4
    elif before["lowest"]:
        earlier = 1
    else:
        named = _TIER.match(right, before.end())
        if named is None:
            return None
        earlier = _RANK[_level(named)]
    now = _RANK[level]
    return "down" if now < earlier else "up" if now > earlier else "same"


_YEARS = "second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNT = "|".join((*_NUMBERS, r"\d"))
_LIST = r"(?:tier\s*(?:2|two|ii)\s+watch\s*list|watch\s*list)"
#: "on Tier 2 Watch List for the third consecutive year", "for a third year in a row"
_NTH_YEAR = re.compile(
    rf"\b{_LIST}\b[^.;]{{0,60}}?\bfor\s+(?:the|a|its)\s+(?P<nth>{_YEARS})\s+(?:(?:consecutive|straight"
    rf"|successive)\s+)?year"
    rf"|\bfor\s+(?:the|a|its)\s+(?P<first>{_YEARS})\s+(?:(?:consecutive|straight"
    rf"|successive)\s+)?year[^.;]{{0,60}}?\b{_LIST}\b",
    re.IGNORECASE,
)
#: "for the last four consecutive years", "has been on the Watch List for two consecutive years", "three years running"
_SPAN = re.compile(
    rf"\b{_LIST}\b[^.;]{{0,50}}?\b(?:for|over|during)\s+(?:the\s+(?:last|past|previous)\s+)?(?P<n>{_COUNT})\s+"
    rf"(?:consecutive\s+|straight\s+|successive\s+)?years\b"
    rf"|\b(?:after|for|spent)\s+(?:the\s+(?:last|past|previous)\s+)?(?P<after>{_COUNT})\s+"
    rf"(?:consecutive\s+|straight\s+|successive\s+)?years[^.;]{{0,30}}?\b(?:on|at)\s+(?:the\s+)?{_LIST}\b",
    re.IGNORECASE,
)
_WAIVER = re.compile(r"\bwaiver\b|\bwaived\b", re.IGNORECASE)
_NO_WAIVER = re.compile(
    r"\b(?:no|not|without|exhausted|unavailable|ineligible|longer|maximum|last)\b[^.;]{0,50}?\bwaiver"
    r"|\bwaiver[^.;]{0,60}?\b(?:not|no longer|"
    r"exhausted|used up|unavailable|expired)\b|\b(?:visa|fee|fees|exit|tuition)\s+waiver|\bwaiver\s+of\s+(?:fees|visa)",
    re.IGNORECASE,
)
_REQUIRED = re.compile(
    r"\botherwise\b|\brequire[ds]?\b|\bwritten\s+plan\b|\bdowngrade\b|\bfall\b|\bWatch\s+List\b|\bTVPA\b|\bTier\s*3\b",
    re.IGNORECASE,
)
_AUTOMATIC = re.compile(
    r"\bwaivers?\b[^.;]{0,60}\b(?:no\s+longer|not)\s+(?:available|eligible|possible)\b|\bno\s+(?:further|more|other)\s+waivers?\b|"
    r"\bautomatic(?:ally)?\b[^.;]{0,60}\b(?:downgrad|lower|fall|fell|dropp|mov|plac)|\b(?:downgrad|lower|fell"
    r"|dropp|mov|plac)\w*"
    r"[^.;]{0,60}\bautomatic(?:ally)?\b|\b(?:maximum|exhausted|used\s+up|no\s+longer\s+(?:eligible"
    r"|available))\b[^.;]{0,90}\b"
    r"(?:waivers?|watch\s*list|tier\s*3)\b|\b(?:waivers?|watch\s*list)\b[^.;]{0,60}\b(?:exhausted|used\s+up"
    r"|may\s+no\s+longer|cannot\s+be)\b",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|\n+")


def standing_of(heading: str, summary: str, text: str) -> Standing:
    """Tier, movement, waiver and years on the Watch List; the arguments are those of ``tier_of``.

    A waiver, years and an automatic fall are looked for where the tier is Tier 2 Watch List or Tier 3, so that the
    history of a country that has left them does not count as its present.
    """
    tier, movement = tier_of(heading, summary, text)
    if tier not in ("2WL", "3"):
        return Standing(tier, movement)
    waiver = automatic = False
    years: int | None = None
    for sentence in _SENTENCES.split(summary or text):
        if not re.search(r"watch\s*list|waive|automatic", sentence, re.IGNORECASE):
            continue
        if (
            tier == "2WL"
            and _WAIVER.search(sentence)
            and _REQUIRED.search(sentence)
            and not _NO_WAIVER.search(sentence)
        ):
            waiver = True
        if tier == "3" and _AUTOMATIC.search(sentence):
            automatic = True
        years = years or _years(sentence, tier)
    return Standing(tier, movement, waiver, automatic, years)


def _years(sentence: str, tier: Tier) -> int | None:
    """How many years in a row the country has been on the Watch List, the year of this report included."""
    if (match := _NTH_YEAR.search(sentence)) and tier == "2WL":
        return _YEARS.split("|").index((match["nth"] or match["first"]).lower()) + 2
    if match := _SPAN.search(sentence):
        word = (match["n"] or match["after"]).lower()
        return int(word) if word.isdigit() else _NUMBERS.index(word) + 2
    return None
