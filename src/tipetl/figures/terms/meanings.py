"""Durations: prison terms that were given, and those that a law provides (contract section 2; section 3, rules 5 and
13)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tipetl.figures.terms.verbs import for_a_deed, governed, of_a_stay
from tipetl.language.words import word_set

if TYPE_CHECKING:
    from tipetl.language.numbers import Number
    from tipetl.language.tokens import Tokens

LAW_SUBJECTS = word_set("terms.law_subjects")
LAW_VERBS = word_set("terms.law_verbs")
LAW_MODALS = word_set("terms.law_modals")
TERM_SETTING_WORDS = word_set("terms.term_setting_words")
OTHER_DURATIONS = word_set("terms.other_durations")
SPAN_WORDS = word_set("terms.span_words")
GIVING_WORDS = word_set("terms.giving_words")
PRESCRIBING_WORDS = word_set("terms.prescribing_words")

PRISON = word_set("terms.prison")
STATUTE = re.compile(
    r"(?:Articles?|Sections?|Chapters?|Divisions?|Law|Act|Ordinance|Decree|Proclamation|Paragraphs?)\s+(?:No\.\s*)?\d[\w/.-]*(?:(?:,\s*|\s+(?:and|to|through|or)\s+)\d[\w/-]*)*"
    r"(?:\s+of\s+\d{4})?|(?:the\s+)?\d{4}\s+(?:[A-Z][\w’'-]*\s+(?:(?:in|of|and|the|for|to|on|against)\s+)?){1,10}(?:Act|Law|Code|Ordinance|Decree|Statute)"
    r"|\d{4}\s+(?:[a-z-]+\s+){0,3}(?:law|act|code|ordinance|decree)|(?:[A-Z][\w’'-]*\s+(?:(?:in|of|and|the|for|to|on|against)\s+)?){1,8}(?:Act|Law|Code|Ordinance|Decree|Statute)(?:\s+of\s+\d{4})?"
)
PRESCRIBING = frozenset(("prescribes", "prescribe", "prescribed", "punishable", "prescribing"))


def is_term(number: Number) -> bool:
    """Whether a duration is long enough to be a term of imprisonment by its unit."""
    return (
        number.form == "duration"
        and number.unit is not None
        and number.unit.rstrip("s") in ("year", "month", "life", "week", "day")
    )


#: words of a law behind which "sentences of …" are penalties
SAID_OF_A_LAW = frozenset(
    ("punishable", "criminalizes", "criminalized", "provides", "penalties", "outlaws", "outlawed", "prohibits")
)


def law_like(words: frozenset[str]) -> bool:
    """Whether a sentence of these words speaks of what a law provides."""
    if not words.isdisjoint(PRESCRIBING):
        return True
    return not words.isdisjoint(LAW_SUBJECTS) and not words.isdisjoint(LAW_VERBS)


def classify(t: Tokens, number: Number, lo: int, hi: int, previous: str | None) -> str | None:
    """``penalty_prescribed``, ``sentence_terms`` or None for one duration in the clause ``lo`` to ``hi``.
    ``previous`` is what
    the duration before it in the sentence was."""
    if not is_term(number):
        return None
    low = t.low
    before = low[max(0, number.begins - 25) : number.begins]
    after = low[number.last + 1 : number.last + 9]
    window = set(low[max(lo, number.begins - 14) : number.begins]) | set(after)
    words = t.words
    prison = (
        bool(window & PRISON)
        or number.unit == "life"
        or bool(words & {"imprisonment", "prison", "jail", "jailed", "imprisoned"})
    )
    day_unit = number.unit is not None and number.unit.rstrip("s") in ("day", "week")
    if after[:1] == ["ago"] or after[:1] == ["earlier"] or (after[:1] and after[0] in OTHER_DURATIONS):
        return None
    if "-" in low[number.first] and not PLANNED.isdisjoint(after[:4]):
        return None  # "a three-year national action plan"
    gap_before = before[-3:]
    if gap_before[-1:] and gap_before[-1] in ("in", "after", "within", "since") and not PRISON & set(after[:3]):
        return None  # "freed after nine days", "the first such conviction in five years"
    if any(w in SPAN_WORDS for w in gap_before[-2:]) and not prison:
        return None
    if any(w in ("past", "last", "previous", "next") for w in gap_before):
        return None
    if (
        "served" in before[-4:]
        or ("serve" in before[-2:] and not {"must", "now", "will", "traffickers", "offenders"} & set(before[-5:]))
        or any(w.startswith("averag") for w in low[max(0, number.begins - 10) : number.begins])
    ):
        return None
    if of_a_stay(t, number, lo) or for_a_deed(t, number):
        return None
    plain = governed(t, number, lo, hi)
    if plain is not None:
        return plain
    given_at = max(
        (k for k, w in enumerate(before) if w in GIVING_WORDS),
        default=-1,
    )
    law_at = max(
        (k for k, w in enumerate(before) if w in PRESCRIBING_WORDS),
        default=-1,
    )
    modal = any(low[i] in LAW_MODALS and t.text[i] != "May" for i in range(lo, hi))
    if (
        modal
        and (prison or given_at >= 0 or law_like(words))
        and not day_unit
        and not {"received", "gave"} & set(before)
    ):
        return "penalty_prescribed"
    if (
        given_at < 0
        and law_like(words)
        and {"article", "articles", "section", "sections", "code", "law", "act", "statute", "ordinance"} & words
        and TERM_SETTING_WORDS & words
        and not day_unit
    ):
        return "penalty_prescribed"
    law_verb = max(
        (k for k, w in enumerate(before) if w.startswith("prescrib") or w in SAID_OF_A_LAW),
        default=-1,
    )
    if (
        law_verb >= 0
        and not any(w in ("sentenced", "received", "convicted", "gave", "imposed") for w in before[law_verb:])
        and not day_unit
        and (prison or law_like(words))
    ):
        return "penalty_prescribed"
    if previous == "penalty_prescribed" and given_at < 0 and (prison or law_like(words)):
        return None if day_unit else "penalty_prescribed"
    if (
        law_at > given_at
        and law_like(words)
        and (
            prison
            or "penalties" in words
            or "penalty" in words
            or any("prescribe" in w for w in words)
            or any("punish" in w for w in words)
            or "sentence" in words
            or "sentences" in words
        )
    ):
        return None if day_unit and not prison else "penalty_prescribed"
    if given_at >= 0:
        verb = before[given_at]
        strong = verb in ("sentenced", "sentencing", "jailed", "imprisoned", "condemned", "sent")
        if (
            strong
            or prison
            or (verb in ("ranged", "sentences") and "sentences" in words)
            or words & {"sentences", "sentence", "terms", "term"}
        ):
            if day_unit and not prison:
                return None
            return "sentence_terms"
    if previous == "sentence_terms":
        return "sentence_terms"
    if words & {"sentences", "sentence", "terms"} and prison and not law_like(words):
        return "sentence_terms"
    if words & {"sentenced"} and prison:
        return "sentence_terms"
    if law_like(words) and prison:
        return "penalty_prescribed"
    if (
        {"went", "prison"} <= words
        or {"sent", "prison"} <= words
        or ("prison" in after[:4] and words & {"went", "spend"})
    ):
        return "sentence_terms"
    return None


#: what has a duration that no court imposes
PLANNED = word_set("terms.planned")
#: characters that a law may stand before its penalty
STATUTE_WITHIN = 3000


def statute_before(text: str, start: int, floor: int) -> str | None:
    """The last statute named between ``floor`` and ``start`` of a document, and not too far back: a long text without
    paragraphs must not be searched whole for each of its penalties."""
    last = None
    for m in STATUTE.finditer(text, max(floor, start - STATUTE_WITHIN), start):
        last = m
    return re.sub(r"^the\s+", "", last.group()) if last else None
