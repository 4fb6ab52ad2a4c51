"""Holds the word lists of this package (``data/term_words.yaml``), and the record for a term found."""

from __future__ import annotations

from typing import NamedTuple

from tipetl.language.words import word_lists

WORDS = word_lists("tipetl.figures.terms", "term_words.yaml")
PENALTY, TERM = "penalty_prescribed", "sentence_terms"


class Term(NamedTuple):
    """The metric of a number, and the length of its unit in months."""

    metric: str
    months: float
