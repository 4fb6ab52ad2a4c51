"""The word lists of this package (``data/term_words.yaml``), and the record of a term found."""

from __future__ import annotations

from typing import NamedTuple

from tipetl.language.words import word_lists

WORDS = word_lists("tipetl.figures.terms", "term_words.yaml")
PENALTY, TERM = "penalty_prescribed", "sentence_terms"


class Term(NamedTuple):
    """A number's metric, and how many months its unit has."""

    metric: str
    months: float
