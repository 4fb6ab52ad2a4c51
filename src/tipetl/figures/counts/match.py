"""Matches rules against frames, and decides by one policy which metrics a number has.

The policy: a reading's score is the sum of the weights of its filled slots (``rules.WEIGHTS``). For each trigger (a
verb or noun), the best rule wins. Of several triggers, only those that score about as high as the best are kept, so
that "identified and assisted 40 victims" yields two facts but "referred 31 victims to shelters" only one. In a tie, the
rule with the id that sorts first wins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from tipetl.language import concepts
from tipetl.language.rules import EVENT_NOUNS, WEIGHTS, Rule, RuleSet
from tipetl.syntax.chunks.kinds import PREPOSITION

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from tipetl.syntax.frames.frame import Frame

#: How much a governor's weight decreases for each other governor between it and the number.
FARTHER = 0.05
#: A rule yields a second metric if its score is at most this much below the best.
NEAR_THE_BEST = 1.0


#: A rule that matches a frame, its score, and the verb or noun that triggered it.
Match: TypeAlias = tuple[Rule, float, str]


def head_keys(frame: Frame) -> list[str]:
    """Return the noun keys under which to look up a frame's rules."""
    if frame.heads:
        return [*dict.fromkeys(frame.heads)]
    return ["other"] if frame.head_word else ["bare"]


def score(rule: Rule, frame: Frame, key: str, everywhere: AbstractSet[str]) -> tuple[float, str] | None:
    """Return the score and trigger of one rule on one frame, or None if the rule does not match. ``key`` is the noun
    under which the rule was found, ``everywhere`` the concepts of the whole sentence."""
    if _excluded(rule, frame, everywhere):
        return None
    total, trigger = 0.0, key
    if key not in ("bare", "other"):
        total = WEIGHTS["event_noun"] if key in EVENT_NOUNS else WEIGHTS["noun"]
    for slot, wanted, there in (("acts", rule.acts, frame.acts), ("does", rule.does, frame.does)):
        if wanted:
            verb = _first(there, wanted)
            if verb is None:
                return None
            total, trigger = total + WEIGHTS[slot], verb
    if rule.of:
        place = next((place for place, pair in enumerate(frame.of) if pair in rule.governors), None)
        if place is None:
            return None
        # of several governors, the nearest counts most
        total, trigger = total + (WEIGHTS["of"] - FARTHER * place), " ".join(frame.of[place])
    surroundings = _surroundings(rule, frame, everywhere)
    return None if surroundings is None else (total + surroundings, trigger)


def _excluded(rule: Rule, frame: Frame, everywhere: AbstractSet[str]) -> bool:
    """Whether the frame contains something that the rule excludes."""
    if rule.unless and not all(rule.unless.isdisjoint(there) for there in (frame.heads, frame.subject, frame.acts)):
        return True
    if (rule.none_only and not frame.none) or (rule.alone and frame.none):
        return True
    return bool(rule.absent) and not rule.absent.isdisjoint(everywhere)


def _first(there: Iterable[str], wanted: AbstractSet[str]) -> str | None:
    """Return the first verb of the frame that the rule requires."""
    for verb in there:
        if verb in wanted:
            return verb
    return None


def _surroundings(rule: Rule, frame: Frame, everywhere: AbstractSet[str]) -> float | None:
    """Return the weight of the slots that any word around the number may fill, or None if a slot is not filled."""
    total = 0.0
    for slot, wanted, there in (
        ("right", rule.right, frame.right),
        ("left", rule.left, frame.left),
        ("any", rule.any, everywhere),
    ):
        if wanted:
            if wanted.isdisjoint(there):
                return None
            total += WEIGHTS[slot]
    return total


def candidates(rules: RuleSet, frame: Frame, everywhere: AbstractSet[str]) -> list[Match]:
    """Return every rule that matches, with score and trigger."""
    if concepts.APPEAL in frame.acts or (frame.linked == PREPOSITION and "verb:appeal" in frame.left):
        return []  # "upheld the conviction of three traffickers": they had been convicted before
    found: list[Match] = []
    for key in head_keys(frame):
        for rule in rules.fitting(key, frame.acts, frame.does, frame.of):
            scored = score(rule, frame, key, everywhere)
            if scored is not None:
                found.append((rule, *scored))
    return found


def settle(found: list[Match]) -> list[Match]:
    """Return the winners among matching rules, by the policy in this module's docstring."""
    best: dict[str, Match] = {}
    for match in sorted(_nearest(found), key=_best_first):
        best.setdefault(match[2], match)
    kept: dict[str, Match] = {}
    top = max((points for _, points, _ in best.values()), default=0.0)
    for match in best.values():
        rule, points, _ = match
        if points == top or ((rule.acts or rule.does) and points >= top - NEAR_THE_BEST):
            kept.setdefault(rule.metric, match)
    return [*kept.values()]


def _best_first(match: Match) -> tuple[float, str]:
    rule, points, _ = match
    return -points, rule.id


def _nearest(found: list[Match]) -> list[Match]:
    """If several nouns and verbs govern the number through a preposition, keeps only the best match."""
    governors = [(-points, rule.id, trigger) for rule, points, trigger in found if rule.of]
    if not governors:
        return found
    best = min(governors)[2]
    return [match for match in found if not match[0].of or match[2] == best]
