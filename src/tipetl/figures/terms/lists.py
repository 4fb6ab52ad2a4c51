"""Terms whose unit was said once: "three and five years", "two got six years and one eight".

What belongs here: whether a bare number is a term, by its place in a list or behind a verb. What does not: durations
with their unit (``terms``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.record.readings import PERSON_NOUNS
from tipetl.figures.terms.verbs import GETTING, LAW_NOUNS, PROVIDING
from tipetl.language.words import word_set

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading
    from tipetl.language.numbers import Number

AFTER_A_TERM = word_set("durations.after_a_term")
#: words that stand for one or several of the persons convicted
OTHERS = word_set("terms.others")
LINKS = frozenset((",", "and", ";", "but", "while", "or", "with", "(", ":"))
#: the longest term in years that a bare number is taken for
LONGEST = 60


def ahead(a: Analysis, k: int) -> int | None:
    """The duration item that closes the list of bare numbers begun by item ``k`` ("four, five, and ten years")."""
    j = k + 1
    while j < len(a.items) and a.items[j].kind in ("comma", "conj"):
        while j < len(a.items) and a.items[j].kind in ("comma", "conj"):
            j += 1
        if j >= len(a.items) or a.items[j].kind != "num":
            return None
        n = a.numbers[a.items[j].number]
        if n.form == "duration":
            return j
        if n.form != "count":
            return None
        j += 1
    return None


def bare_term(a: Analysis, k: int, previous: Reading | None) -> str | None:
    """The metric of bare number item ``k`` after the term ``previous`` of its sentence, or None."""
    number = a.numbers[a.items[k].number]
    low = a.tokens.low
    n = len(low)
    after = low[number.last + 1] if number.last + 1 < n else "."
    if number.low is None or max(number.low, number.high or 0) > LONGEST or number.form != "count":
        return None
    lead = low[number.begins - 1] if number.begins else ""
    ends = after in AFTER_A_TERM or after in ("as", "on", "or", "but", "while")
    if not ends or (after in ("and", ",") and _counted_later(a, k)):
        return None
    law = bool(LAW_NOUNS & set(low[max(0, number.begins - 14) : number.begins]))
    metric = previous.metric if previous is not None else None
    if lead in PROVIDING and lead != "with" and (law or metric == "penalty_prescribed") and number.high is not None:
        return "penalty_prescribed"
    if metric == "penalty_prescribed":
        if a.comparator_at(a.items[k].first) is not None:
            return None
        if lead in PROVIDING or (
            lead in ("for", "to", "with", "even") and after in ("if", ",", ".", ";", "for", "or", "when")
        ):
            return metric
        return metric if lead == "," and after in ("for", "if", "when", "where", "with") and _ranged(number) else None
    if metric == "sentence_terms" and previous is not None:
        return metric if _shared(a, k, number, previous, lead) else None
    return None


def _ranged(number: Number) -> bool:
    return number.high is not None or number.qualifier != "exact"


def _counted_later(a: Analysis, k: int) -> bool:
    """ "two and three defendants": the noun of the number stands behind the next one."""
    j = k + 1
    while j < len(a.items) and a.items[j].kind in ("comma", "conj"):
        j += 1
    return (
        j + 1 < len(a.items)
        and a.items[j].kind == "num"
        and a.numbers[a.items[j].number].form == "count"
        and a.items[j + 1].kind == "noun"
        and a.items[j + 1].concept != "sentence_n"  # "… of seven to 20, and 95 terms of three to seven"
    )


def _shared(a: Analysis, k: int, number: Number, previous: Reading, lead: str) -> bool:
    """Whether the number repeats the pattern of the term before: "two for six years and one for nine"."""
    t = a.tokens
    low = t.low
    if lead in GETTING:
        return True
    if _is_person(a, k - 1):
        return True
    begins = a.numbers[previous.number].begins if previous.number >= 0 else previous.first
    led = low[begins - 1] if begins else ""
    if lead in ("for", "to", "from", "beyond", "of") and (lead == led or lead == "beyond"):
        if lead == "of" and number.high is None and number.qualifier == "exact":
            return False
        return _is_person(a, k - 2) or lead == "beyond" or (number.high is not None and lead == "from")
    if lead == "of" and low[number.begins - 2] in ("terms", "sentences") and number.high is not None:
        return True  # "nine of whom received terms of 20 to 30 years, 108 terms of seven to 20"
    behind = low[previous.last + 1 : previous.last + 3]
    after = low[number.last + 1] if number.last + 1 < len(low) else ""
    return after == "for" and "for" in behind and lead in (",", "and")


def _is_person(a: Analysis, j: int) -> bool:
    """Whether item ``j`` names who got the term, at the head of a member of a list: "one", "the other", "the man"."""
    if j < 1:
        return False
    x = a.items[j]
    low = a.tokens.low
    named = (x.kind == "num" and a.numbers[x.number].form in ("count", "one")) or low[x.last] in OTHERS
    named = named or (x.kind == "noun" and x.concept in PERSON_NOUNS)
    if not named:
        return False
    q = x.first - 1
    while q > 0 and (low[q] in ("the", "another", "a", "an", "his", "her", "remaining") or low[q] in OTHERS):
        q -= 1
    return low[q] in LINKS
