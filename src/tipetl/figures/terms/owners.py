"""Drops terms that the country's own courts did not impose on traffickers: terms of jailed victims, and terms imposed
by other countries' courts (contract section 3, rule 8).

What belongs here: dropping readings of other people's terms. What does not belong here: finding terms (``durations``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.counts.foreign import foreign_verb
from tipetl.figures.terms.words import TERM, WORDS
from tipetl.language import concepts
from tipetl.syntax.chunks.kinds import VERB
from tipetl.syntax.chunks.spans import REACH, clause_bounds

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading

#: the number of words before a term to search for the people held, and for words that say they are held
WHO, HELD = 40, 12


def drop_terms_of_others(analysis: Analysis) -> Analysis:
    """Drops a sentence's prison terms that were not imposed on traffickers, or not by a court of the country."""
    return analysis.keeping(
        lambda reading: reading.metric != TERM or not (_of_victims(analysis, reading) or _abroad(analysis, reading))
    )


def _of_victims(analysis: Analysis, term: Reading) -> bool:
    """Whether the people held are victims ("19 women who had been victims were jailed for three months")."""
    lo, _ = clause_bounds(analysis.tokens, term.first)
    said = analysis.tokens.low[max(lo, term.first - WHO) : term.first]
    if WORDS["held"].isdisjoint(said[-HELD:]) or not WORDS["offenders"].isdisjoint(said[-HELD:]):
        return False
    penalized = any(
        reading.metric == "victims_penalized" and reading.first < term.first for reading in analysis.readings
    )
    return penalized or "victims" in said or concepts.VICTIM in said


def _abroad(analysis: Analysis, term: Reading) -> bool:
    """Whether a court of another country imposed the term."""
    if analysis.context.iso3 is None:
        return False
    end = analysis.items_from(term.first)
    for index in range(end - 1, max(-1, end - REACH), -1):
        item = analysis.items[index]
        if item.kind == VERB and item.finite:
            return foreign_verb(analysis, index, analysis.context.iso3)
    return False
