"""Test phrasal verbs, undivided or around their object, and prepositions that are not part of a phrasal verb."""

from __future__ import annotations

import pytest

from tipetl.figures.record.context import Context
from tipetl.figures.sentence import analyse
from tipetl.language.rules import load_rules


def metrics(sentence: str) -> list[tuple[str, float | None]]:
    a = analyse(sentence, 0, len(sentence), Context(load_rules(), "PER", "protection"))
    return [(r.metric, r.low) for r in a.readings]


@pytest.mark.parametrize(
    ("sentence", "metric", "value"),
    [
        ("Judges threw out 18 trafficking cases.", "dismissals", 18),
        ("Judges threw 18 trafficking cases out for want of evidence.", "dismissals", 18),
        ("Officers hauled 14 suspects in, and let none go.", "arrests", 14),
        ("The charity put 44 victims up, at its own cost.", "victims_assisted", 44),
        ("Consuls brought 31 victims back from Kuwait.", "victims_repatriated", 31),
        ("Judges ordered 12 suspects held pending trial.", "arrests", 12),
    ],
)
def test_a_particle_belongs_to_its_verb_over_the_object(sentence: str, metric: str, value: float) -> None:
    assert (metric, value) in metrics(sentence)


@pytest.mark.parametrize(
    ("sentence", "metric", "value"),
    [
        ("Before the judges in May appeared 12 alleged traffickers.", "prosecutions", 12),
        ("Into the dock climbed four suspected traffickers.", "prosecutions", 4),
        ("Under the roof of the mission lived, for most of the year, 31 trafficked girls.", "victims_assisted", 31),
        ("To a safe house in the capital the police brought 18 victims.", "victims_referred", 18),
    ],
)
def test_the_rest_of_a_phrase_may_open_its_clause(sentence: str, metric: str, value: float) -> None:
    assert (metric, value) in metrics(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["Into the dock sailed 12 trawlers.", "Before the judges retired, 12 clerks left."],
)
def test_what_opens_a_clause_is_not_always_the_rest_of_a_phrase(sentence: str) -> None:
    assert metrics(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "not_this"),
    [
        ("Officers threw 12 ledgers out of the window of the court.", "dismissals"),
        ("The police registered 12 cases, up from ten.", "victims_assisted"),
        ("The agency set 40 victims out of 90 aside.", "funding"),
        # "fell to police", "treated as criminals" need their last word
        ("Complaints fell to 42.", "arrests"),
        ("Judges treated 42 victims as witnesses.", "victims_penalized"),
        ("Twelve officers were heard in the care of victims.", "victims_assisted"),
    ],
)
def test_a_preposition_is_no_particle(sentence: str, not_this: str) -> None:
    assert not_this not in {metric for metric, _ in metrics(sentence)}


@pytest.mark.parametrize(
    ("sentence", "metric", "value"),
    [
        ("Detectives threw 33 alleged traffickers into the cells.", "arrests", 33),
        ("Sixty-one persons found themselves in the dock for trafficking.", "prosecutions", 61),
        ("Seventy-one defendants heard the word guilty.", "convictions", 71),
        ("Ten trafficking cases went no further.", "dismissals", 10),
        ("Sixty victims found a haven at the refuge.", "victims_assisted", 60),
        ("Twelve boys were deemed to have been trafficked.", "victims_identified", 12),
        ("Sixty-six victims were under the wing of the ministry.", "victims_assisted", 66),
        ("Thirty-eight victims are back in their own country.", "victims_repatriated", 38),
        ("The police are on the trail of 12 traffickers.", "investigations", 12),
        ("Formal recognition was accorded by the Center for Victims to 46 persons.", "victims_identified", 46),
    ],
)
def test_a_verb_of_several_words_is_one_verb(sentence: str, metric: str, value: float) -> None:
    assert (metric, value) in metrics(sentence)
