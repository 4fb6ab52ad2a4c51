"""Test how many people got a term, where a noun after the term or a pronoun names them; some sentences only look
similar.
"""

from __future__ import annotations

import pytest

from tests.figures.gold_texts import read, words_of_ours


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        # the prison term is the subject of the sentence
        ("Ten years in prison was the term that a court in Bar imposed on three traffickers.", [3]),
        ("A sentence of six years was given to two traffickers.", [2]),
        ("Suspended sentences of one year were passed by a Bar court on four traffickers.", [4]),
        ("A term of nine years, or a heavy fine, was the sentence of the Bar court on a trafficker.", [1]),
        ("Terms of five years apiece were handed down to two traffickers.", [2]),
        ("Nine years was the sentence that a trafficker of three women feared, the court said.", [None]),
        ("Nine years was the sentence that the court handed", [None]),
        # each of the people counted gets a term, whoever is named in between
        ("Three men were convicted of trafficking a girl and received seven years each.", [3]),
        ("Three men were convicted of trafficking, and the leader received seven years.", [1]),
        # a pronoun says whose term it is
        ("Courts convicted 12 traffickers. Their sentences ran from one year to eight years.", [12]),
        ("Courts convicted 12 traffickers. Sentences ran from one year to eight years.", [None]),
        ("Seven traffickers were convicted; their sentences, of four years each, were upheld.", [7]),
        ("The court convicted one trafficker, whose sentence was nine years.", [1]),
        ("Two women were convicted of trafficking; the younger was sentenced to three years.", [1]),
        ("The court imposed five years on the ringleader and two years on her son.", [1, 1]),
        # the longest of all terms belongs to no particular person, unless somebody is counted
        ("The longest sentence given to a trafficker was 14 years.", [None]),
        ("The longest sentence, given to one trafficker, was 14 years.", [1]),
        # people after a term in a table, or in a phrase before the term
        ("Terms imposed for trafficking: up to two years, 14 persons; up to four years, nine persons.", [14, 9]),
        ("Nine traffickers were fined; for the remaining 21, terms ranged from one to six years.", [21]),
    ],
)
def test_who_got_a_term(text: str, counts: list[int | None]) -> None:
    facts = read(words_of_ours(text, "prosecution")).facts
    assert [fact.count for fact in facts if fact.metric == "sentence_terms"] == counts
