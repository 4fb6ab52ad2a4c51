"""Numbers that only the wording of a sentence passed makes terms, or parts.

What belongs here: "received life"; "sentenced one to three years", which is a person and a term, not a range. What does
not: what the terms are (``terms``) and who got them (``term_counts``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tipetl.language.cardinals import DURATIONS, LIFE, MAX_FIGURE, cardinal
from tipetl.language.numbers import Number
from tipetl.language.words import word_set
from tipetl.syntax.items import BE

if TYPE_CHECKING:
    from tipetl.language.tokens import Tokens

BEFORE_LIFE = word_set("terms.before_life")
PENAL = (
    "imprison",
    "prison",
    "year",
    "sentenc",
    "penalt",
    "jail",
    "prescrib",
    "convict",
    "offend",
    "traffick",
    "guilty",
    "defendant",
    "court",
)


def penal_numbers(t: Tokens, numbers: list[Number]) -> list[Number]:
    """``numbers`` with life terms added and with "sentenced one to three years" taken apart; in order."""
    if "life" not in t.words and all(n.form != "duration" for n in numbers):
        return numbers
    out: list[Number] = []
    split = False
    for k, number in enumerate(numbers):
        parts = _person_and_term(t, number, numbers[k + 1] if k + 1 < len(numbers) else None, split)
        split = parts is not None
        if out and parts is None and number.first <= out[-1].last:
            continue  # the months of a term put together from two numbers
        out += parts if parts is not None else [number]
    if "life" in t.words:
        taken = {i for x in out for i in range(x.begins, x.last + 1)}
        lives = [i for i, w in enumerate(t.low) if w == "life" and i not in taken and _life_term(t, i)]
        out += [Number(i, i, LIFE, form="duration", unit="life", spelled=True) for i in lives]
    return sorted(out, key=lambda x: (x.first, x.last))


def _life_term(t: Tokens, i: int) -> bool:
    """ "four offenders received life", "or even life": a term where the noun is left out."""
    low = t.low
    before = low[i - 1] if i else ""
    after = low[i + 1] if i + 1 < len(low) else "."
    if before not in BEFORE_LIFE or (
        after.isalpha() and after not in ("and", "if", "when", "where", "while", "in", "for", "or")
    ):
        return False
    return any(w.startswith(PENAL) for w in low[max(0, i - 25) : i])


def _person_and_term(t: Tokens, number: Number, after: Number | None, listed: bool) -> list[Number] | None:
    """The persons and the term of "sentenced one to three years, two to five years": whoever sentences, sentences
    somebody, so that the first number is the object. ``listed``: the number before was taken apart too."""
    low = t.low
    if number.form != "duration" or number.high is None or number.outer >= 0 or number.unit not in DURATIONS:
        return None
    i = number.first
    before = low[i - 1] if i else ""
    lead = low[i - 2] if i > 1 else ""
    if before == "and" and lead == ",":
        before = ","
    active = before == "sentenced" and lead not in BE and not (lead in ("subsequently", "later") and low[i - 3] in BE)
    if not active and not (listed and before in (",", "and", ";", "other", "remaining", "last")):
        return None
    persons = cardinal(t, i)
    if persons is None or persons[0] > MAX_FIGURE or low[persons[1] + 1] != "to":
        return None
    scale = DURATIONS[number.unit]
    first = persons[1] + 2
    term = Number(first, number.last, number.high, form="duration", unit=number.unit, spelled=number.spelled)
    if after is not None and after.form == "duration" and (after.unit or "").startswith("month") and scale == 12:
        gap = low[number.last + 1 : after.first]
        if gap in (["and"], ["'", "and"], ["’", "and"]):
            term = replace(term, low=(term.low or 0) + (after.low or 0), last=after.last)
    return [Number(i, persons[1], persons[0], spelled=number.spelled), term]
