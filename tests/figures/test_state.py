"""Test the states that a document's sentences pass on: they are frozen, and their mappings grow without being
changed.
"""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipetl.figures.places import may_count, wishes
from tipetl.figures.record.analysis import Analysis
from tipetl.figures.record.context import Context
from tipetl.figures.record.layers import Layers
from tipetl.figures.sentence import analyse
from tipetl.figures.state import Paragraph, State, Told
from tipetl.figures.years.carried import Carried
from tipetl.language.rules import load_rules

ENTRIES = st.lists(st.dictionaries(st.integers(0, 30), st.integers()), max_size=30)


def _read(words: str) -> Analysis:
    return analyse(words, 0, len(words), Context(load_rules(), "GHA", "prosecution"))


@given(ENTRIES)
def test_layers_are_a_dict_that_each_step_copies(steps: list[dict[int, int]]) -> None:
    layers, plain = Layers[int, int](), dict[int, int]()
    for step in steps:
        old, before = layers, dict(plain)
        layers = layers.with_more(step)
        plain |= step
        assert dict(layers) == plain
        assert len(layers) == len(plain)
        assert dict(old) == before
        assert all((key in layers) == (key in plain) for key in range(31))


def test_layers_copy_each_entry_a_few_times_only() -> None:
    layers = Layers[int, int]()
    copied = 0
    for key in range(1024):
        known = {id(layer) for layer in layers._layers}
        layers = layers.with_more({key: key})
        copied += sum(len(layer) for layer in layers._layers if id(layer) not in known)
    assert copied <= 1024 * 11
    assert len(layers._layers) <= 11


def test_a_layer_that_is_missing_a_key_says_so() -> None:
    with pytest.raises(KeyError):
        Layers({1: 1})[2]


def test_a_sentence_gives_a_new_state_and_leaves_the_old_one() -> None:
    read = _read("Courts convicted 14 traffickers for sex trafficking in 2015.")
    state = State().entering(3)
    behind = state.after(read, Carried(2015), silent=False)
    assert (behind.paragraph.topic, behind.paragraph.years.year) == ("convictions", 2015)
    assert behind.paragraph.before == tuple(read.readings)
    assert 14 in behind.told.figures
    assert behind.told.kinds[14] == read.readings[0].exploitation == "sex"
    assert state == State(Paragraph(3))
    assert 14 not in state.told.figures
    with pytest.raises(dataclasses.FrozenInstanceError):
        behind.paragraph = Paragraph()  # type: ignore[misc]


def test_a_paragraph_forgets_and_a_document_does_not() -> None:
    state = State().entering(0).after(_read("Police arrested 31 suspects."), Carried(2014), silent=False)
    again = state.entering(0)
    assert again is state
    fresh = state.entering(1)
    assert fresh.paragraph == Paragraph(1)
    assert 31 in fresh.told.figures


def test_a_silent_sentence_tells_nothing_that_is_pointed_back_to() -> None:
    state = State().after(_read("Police arrested 31 suspects."), Carried(), silent=True)
    assert 31 not in state.told.figures


def test_articles_described_are_known_to_later_sentences() -> None:
    told = Told().with_statutes({"140": "sex"}).with_statutes({"141": "labor"}).with_statutes({"140": None})
    assert dict(State(told=told).context(load_rules(), None, "prosecution").statutes) == {"140": None, "141": "labor"}


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("Judges convicted 3 men.", True),
        ("This was the sixtieth such case.", True),
        ("Judges convicted Nobody.", True),
        ("Observers praised the judges.", False),
        ("Neighbors felt lonely and tired.", False),
    ],
)
def test_a_sentence_without_a_signal_holds_no_figure(words: str, counts: bool) -> None:
    assert may_count(words) is counts


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("The ministry should train 40 judges.", True),
        ("Train 40 judges.", True),
        ("Increase funding for 12 shelters.", True),
        ("Observers noted that the ministry should train 40 judges.", False),
        ("The ministry trained 40 judges.", False),
        ("Funding increased, and 40 judges were trained.", False),
    ],
)
def test_what_should_be_done_is_a_wish(words: str, wish: bool) -> None:
    assert wishes(_read(words)) is wish
