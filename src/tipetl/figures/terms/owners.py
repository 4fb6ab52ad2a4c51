"""Terms that the narrative's own courts did not give traffickers: what victims were jailed for, and what courts of
other countries imposed (contract section 3, rule 8).

What belongs here: taking such readings back. What does not: finding terms (``durations``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.counts.foreign import foreign_verb
from tipetl.language.words import word_set
from tipetl.syntax.spans import REACH, clause_bounds

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading

#: words for those who are punished as traffickers, and for what befell them
OFFENDERS = word_set("term_owners.offenders")
#: words for being held that are said of victims as well
HELD = frozenset(("jailed", "imprisoned", "detained", "incarcerated", "held", "jail", "prison", "sentenced"))


def drop_terms_of_others(a: Analysis) -> None:
    """Takes back the prison terms of a sentence that are no traffickers', or that no court of the country imposed."""
    if not any(r.metric == "sentence_terms" for r in a.readings):
        return
    a.readings[:] = [
        r
        for r in a.readings
        if r.metric != "sentence_terms"
        or r.status != "reported"
        or not (_of_victims(a, r) or _abroad(a, r, a.context.iso3))
    ]


def _of_victims(a: Analysis, r: Reading) -> bool:
    """Whether those held for the time are victims ("19 women who had been victims were jailed for three months")."""
    low = a.tokens.low
    lo, _ = clause_bounds(a.tokens, r.first)
    said = low[max(lo, r.first - 40) : r.first]
    if HELD.isdisjoint(said[-12:]):
        return False
    if any(x.metric == "victims_penalized" and lo <= x.first < r.first for x in a.readings):
        return OFFENDERS.isdisjoint(said[-12:])
    return bool({"victims", "victim"} & set(said)) and OFFENDERS.isdisjoint(said) and "of" not in said[-3:]


def _abroad(a: Analysis, r: Reading, iso3: str | None) -> bool:
    """Whether a court of another country imposed the term."""
    if iso3 is None:
        return False
    end = a.items_from(r.first)
    for j in range(end - 1, max(-1, end - REACH), -1):
        x = a.items[j]
        if x.kind == "semi":
            return False
        if x.kind == "verb" and x.finite:
            return foreign_verb(a, j, iso3)
    return False
