"""Rules against frames: which metrics a number has, settled by one policy.

The policy: a reading's score is the sum of its filled slots' weights (``rules.WEIGHTS``); for each verb or noun that
triggered, the best rule wins; among triggers, only those as good as the best stay, so that "identified and assisted 40
victims" gives two facts and "referred 31 victims to shelters" one. Ties go to the rule whose id sorts first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language.rules import EVENT_NOUNS, WEIGHTS, Rule, RuleSet

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from tipetl.syntax.frame import Frame


def head_keys(frame: Frame) -> list[str]:
    """The noun keys by which rules are looked up for a frame."""
    if frame.heads:
        return [*dict.fromkeys(frame.heads), *(["bare"] if frame.partitive and not frame.heads else [])]
    return ["other"] if frame.head_word else ["bare"]


def score(rule: Rule, frame: Frame, key: str, everywhere: AbstractSet[str]) -> tuple[float, str] | None:
    """The score and trigger of one rule on one frame, or None where a slot is not filled. ``key`` is the noun it was
    found by."""
    if rule.unless:
        if not rule.unless.isdisjoint(frame.heads) or not rule.unless.isdisjoint(frame.subject):
            return None
        if key == "bare" and frame.left and "victim" not in rule.unless and not rule.unless.isdisjoint(frame.subject):
            return None
    if rule.none_only and not frame.none:
        return None
    if rule.absent and not rule.absent.isdisjoint(everywhere):
        return None
    total = 0.0
    if rule.noun and key not in ("bare", "other"):
        total += WEIGHTS["event_noun"] if key in EVENT_NOUNS else WEIGHTS["noun"]
    trigger = key
    if rule.acts:
        for trigger in frame.acts:
            if trigger in rule.acts:
                break
        else:
            return None
        total += WEIGHTS["acts"]
    if rule.does:
        for trigger in frame.does:
            if trigger in rule.does:
                break
        else:
            return None
        total += WEIGHTS["does"]
    if rule.of:
        weight = WEIGHTS["of"]
        for place, pair in enumerate(frame.of):
            if pair in rule.governors:
                # the nearest governor counts most
                total += weight - 0.05 * place
                trigger = " ".join(pair)
                break
        else:
            return None
    if rule.right:
        if rule.right.isdisjoint(frame.right):
            return None
        total += WEIGHTS["right"]
    if rule.left:
        if rule.left.isdisjoint(frame.left) and rule.left.isdisjoint(frame.subject):
            return None
        total += WEIGHTS["left"]
    if rule.any:
        if rule.any.isdisjoint(everywhere):
            return None
        total += WEIGHTS["any"]
    if rule.modifier:
        if rule.modifier.isdisjoint(frame.nouns):
            return None
        total += WEIGHTS["modifier"]
    return total, trigger


def candidates(rules: RuleSet, frame: Frame, everywhere: AbstractSet[str]) -> list[tuple[Rule, float, str]]:
    """Every rule that fits, with score and trigger."""
    found: list[tuple[Rule, float, str]] = []
    if "appeal" in frame.acts:
        return found
    for key in head_keys(frame):
        for rule in rules.fitting(key, frame.acts, frame.does, frame.of):
            got = score(rule, frame, key, everywhere)
            if got is not None:
                found.append((rule, got[0], got[1]))
    return found


def settle(found: list[tuple[Rule, float, str]]) -> list[tuple[Rule, float, str]]:
    """The winners among fitting rules, by the policy in the module's docstring."""
    best: dict[str, tuple[Rule, float, str]] = {}
    governors = [(-points, rule.id, trigger) for rule, points, trigger in found if rule.of]
    if governors:
        # of several nouns and verbs that govern the number by a preposition, the best alone counts
        keep = min(governors)[2]
        found = [x for x in found if not x[0].of or x[2] == keep]
    for rule, points, trigger in found:
        old = best.get(trigger)
        if old is None or (-points, rule.id) < (-old[1], old[0].id):
            best[trigger] = (rule, points, trigger)
    if not best:
        return []
    top = max(points for _, points, _ in best.values())
    kept: dict[str, tuple[Rule, float, str]] = {}
    for rule, points, trigger in sorted(best.values(), key=lambda x: (-x[1], x[0].id)):
        if (
            points >= top - 1.0
            and rule.metric not in kept
            and (points == top or rule.acts or rule.does or trigger in EVENT_NOUNS)
        ):
            kept[rule.metric] = (rule, points, trigger)
    return list(kept.values())
