"""The tier of a narrative and its movement, from the heading line or from sentences.

What belongs here: reading "KOSOVO (Tier 2)", "Special Case", "was downgraded to Tier 2 Watch List". The tier of
another year ("after three years on Tier 2 Watch List") is not the narrative's.
"""

from __future__ import annotations

import re
from typing import cast

from tipetl.model import Tier, TierMovement

__all__ = ["tier_of"]

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
    r"\bafter\b[^.]{0,60}?\b(?:(?P<highest>highest|top)\b|(?P<lowest>lowest|bottom)\b)|\b(?:after|previously)\b[^.]{0,40}?(?=tier\b)",
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
