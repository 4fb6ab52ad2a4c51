"""Test which sentences are read at all: every word that can make a figure makes its sentence worth reading."""

from __future__ import annotations

from tipetl.figures.denials.silences import PRODUCTIONS
from tipetl.figures.places import may_count
from tipetl.language.lexicon import _concepts, _terms


def test_every_term_that_denies_or_is_silent_is_a_sign_of_a_figure() -> None:
    terms = [term for concept, term in _terms(_concepts("context.yaml")) if concept in ("negator", "not_reported")]
    assert len(terms) > 200
    assert [term for term in terms if not may_count(term)] == []


def test_every_production_of_a_silence_is_a_sign_of_a_figure() -> None:
    assert [sentence for each in PRODUCTIONS for sentence in each.examples if not may_count(sentence)] == []
