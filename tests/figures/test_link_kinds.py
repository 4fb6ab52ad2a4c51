"""Test that words alone determine each kind of link between figures, whatever the values (contract section 1,
``links``).

All sentences but the gold's are written for these tests.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.figures.gold_texts import read, words_of_ours
from tests.figures.test_inherited_dimensions import ANY_ITEM, ELLIPTIC, with_more
from tipetl.evaluate.gold import GoldText
from tipetl.model import LINK_KINDS, Fact
from tipetl.model.codes import WHOLE_KINDS

#: a link, as the words of one figure, the kind, and the words of the other figure
Told = tuple[str, str, str]

#: {0} to {4} are figures; the links name figures by these numbers
CASES: list[tuple[str, list[tuple[int, str, int]]]] = [
    ("Police identified {0} victims, including {1} children.", [(1, "part_of", 0)]),
    ("Police identified {0} victims, of whom {1} were children.", [(1, "part_of", 0)]),
    ("Police identified {0} victims ({1} women and {2} girls).",
     [(1, "part_of", 0), (1, "makes_up", 0), (2, "part_of", 0), (2, "makes_up", 0)]),
    ("Police identified {0} victims (mostly {1} women and {2} girls).", [(1, "part_of", 0), (2, "part_of", 0)]),
    ("Police identified {0} victims and referred {1} of them to shelters.", [(1, "among", 0), (1, "shares_noun", 0)]),
    ("Prosecutors charged {0} suspects. Of these, {1} were convicted and {2} acquitted.",
     [(1, "among", 0), (2, "among", 0)]),
    ("Police identified {0} victims, up from {1} in 2011: {2} in sex trafficking and {3} in forced labor.",
     [(1, "compared_with", 0), (2, "part_of", 0), (3, "part_of", 0)]),
    ("Police identified {0} victims. Of these, {1} were children.", [(1, "part_of", 0)]),
    ("Police identified {0} victims. There were {1} children among them.", [(1, "part_of", 0)]),
    ("Police identified {0} victims. The children were {1}.", [(1, "part_of", 0)]),
    ("Police identified {0} victims. The freed victims came back from Russia ({1}) and Turkey ({2}).",
     [(1, "part_of", 0), (2, "part_of", 0)]),
    ("Courts convicted {0} traffickers, {1} of sex trafficking and {2} of forced labor.",
     [(1, "part_of", 0), (2, "part_of", 0)]),
    ("Police identified {0} victims. Of the victims identified, police referred {1} to shelters.", [(1, "among", 0)]),
    ("Police identified {0} victims and trained {1} officers. Of these {0}, the police referred {2} to shelters.",
     [(2, "among", 0)]),
    ("Courts convicted {0} traffickers. Police arrested {1} suspects. {2} of the {0} received suspended sentences.",
     [(2, "among", 0)]),
    ("Police identified {0} victims. The shelter helped {1} of them, and housed {2} in all.", [(1, "among", 0)]),
    ("The academy trained {0} officials; the police trained {1} of their own officials.", []),
    ("Police identified {0} victims. The remaining {1} were children.", [(1, "rest_of", 0)]),
    ("Courts convicted {0} traffickers, compared with {1} in 2011.", [(1, "compared_with", 0)]),
    ("Courts convicted {0} traffickers, compared with {1} in 2011 and {2} in 2010.",
     [(1, "compared_with", 0), (2, "compared_with", 0)]),
    ("Courts convicted {0} traffickers, compared with {1} traffickers in 2011.", [(1, "compared_with", 0)]),
    ("Police identified {0} victims. The previous year, the figure was {1}.", [(1, "compared_with", 0)]),
    ("Police identified {0} victims of sex trafficking and {1} of forced labor, compared with {2} and {3} in 2011.",
     [(1, "shares_verb", 0), (2, "compared_with", 0), (2, "in_row_with", 0), (3, "compared_with", 1),
      (3, "in_row_with", 1)]),
    ("Courts convicted {0} traffickers in the capital and {1} in the provinces.", [(1, "shares_verb", 0)]),
    ("Police arrested {0} suspects and charged {1}.", [(1, "shares_noun", 0)]),
    ("The hotline received {0} and {1} calls.", [(0, "shares_noun", 1)]),
]  # fmt: skip


def links(text: str) -> set[Told]:
    """Return every link of a text's facts, by the words of both figures."""
    facts = read(words_of_ours(text, "protection")).facts
    words = {fact.fact_id: fact.text for fact in facts}
    return {(fact.text, kind, words[other]) for fact in facts for kind, other in fact.links}


@pytest.mark.parametrize(("text", "want"), CASES)
@settings(max_examples=6, deadline=None)
@given(st.lists(st.integers(13, 900), min_size=5, max_size=5, unique=True))
def test_each_kind_of_link_is_told_by_the_words_for_whatever_values(
    text: str, want: list[tuple[int, str, int]], values: list[int]
) -> None:
    assert links(text.format(*values)) == {(str(values[one]), kind, str(values[other])) for one, kind, other in want}


def test_a_part_of_several_figures_has_a_link_to_each() -> None:
    told = links("Police identified 56 victims in sex trafficking and nine in forced labor. Twelve were Moldovans.")
    assert ("Twelve", "part_of", "56") not in told
    assert {("Twelve", "one_of_several", "56"), ("Twelve", "one_of_several", "nine")} <= told


def test_a_figure_repeated_for_another_time_is_the_same() -> None:
    told = links("Police arrested 14 suspects, the same number as in 2011.")
    assert told == {("the same number", "compared_with", "14"), ("the same number", "same_as", "14")}


def test_a_sentence_that_only_divides_is_not_what_the_next_one_divides() -> None:
    told = links(
        "Police identified 70 victims. Of these, 30 were boys and 40 were girls. Eleven of them were Moldovans."
    )
    assert ("Eleven", "part_of", "70") in told


@pytest.mark.parametrize(
    "text",
    [
        "Police identified 90 victims, compared with 70 in 2011, and referred 80 of them to care.",
        "Police identified 90 victims (70 in 2011), including 80 children.",
    ],
)
def test_what_was_only_compared_has_no_part_of_the_main_clause(text: str) -> None:
    assert ("80", "part_of", "70") not in links(text)


MANY_LEFT_OUT = [HealthCheck.filter_too_much]


@settings(max_examples=50, suppress_health_check=MANY_LEFT_OUT, deadline=None)
@given(ANY_ITEM, st.sampled_from(ELLIPTIC), st.integers(3, 900))
def test_a_comparator_is_linked_to_what_it_is_compared_with(gold: GoldText, tail: str, value: int) -> None:
    head, comparator = with_more(gold, tail, value)
    assert ("compared_with", head.fact_id) in comparator.links, comparator.sentence_text


@settings(max_examples=40, suppress_health_check=MANY_LEFT_OUT, deadline=None)
@given(ANY_ITEM, st.integers(3, 900))
def test_a_part_is_linked_to_its_whole(gold: GoldText, value: int) -> None:
    whole, part = with_more(gold, ", {value} of them Romanians.", value)
    assume(whole.unit == part.unit)
    assert (part.part_of, part.links) == (whole.fact_id, (("part_of", whole.fact_id),)), part.sentence_text


@settings(max_examples=60, deadline=None)
@given(ANY_ITEM)
def test_links_are_of_known_kinds_in_their_order_and_lead_nowhere_in_a_circle(gold: GoldText) -> None:
    facts = {fact.fact_id: fact for fact in read(gold, gold.text).facts}
    assume(facts)
    for fact in facts.values():
        kinds = [LINK_KINDS.index(kind) for kind, _ in fact.links]
        assert kinds == sorted(kinds)
        assert len({*fact.links}) == len(fact.links)
        assert {other for _, other in fact.links} <= facts.keys() - {fact.fact_id}
        wholes = [other for kind, other in fact.links if kind in WHOLE_KINDS]
        assert fact.part_of == (wholes[0] if wholes else None)
        assert fact.fact_id not in _above(facts, fact, set())


def _above(facts: dict[str, Fact], fact: Fact, seen: set[str]) -> set[str]:
    for kind, other in fact.links:
        if kind in WHOLE_KINDS and other not in seen:
            seen.add(other)
            _above(facts, facts[other], seen)
    return seen
