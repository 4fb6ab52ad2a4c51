"""Test which words refer to earlier figures, and which figures they may mean (``figures.claims.descriptions``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tipetl.figures.claims.descriptions import Memory, descriptions, has_details, stem
from tipetl.figures.claims.references import numbers_of
from tipetl.figures.facts import extract_facts
from tipetl.model import Document
from tipetl.structure import split_sections, split_sentences

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis


def analyses(text: str) -> list[Analysis]:
    """Return the sentences of a text as the fact stage reads them."""
    read: list[Analysis] = []
    sections = split_sections(text, section_hint="protection")
    document = Document("x", "KEN-2017", "0", text, iso3="KEN", report_year=2017)
    sentences = split_sentences(text, sections)
    extract_facts(document, sections, sentences, listener=lambda _, analysis: read.append(analysis))
    return read


def meant(*sentences: str) -> list[tuple[str, list[float | None]]]:
    """Return each description of the last sentence, and the numbers of the other sentences that it may mean."""
    memory = Memory()
    *before, last = analyses(" ".join(sentences))
    for analysis in before:
        memory.remember(analysis)
    found = []
    for one in descriptions(last):
        words = " ".join(last.tokens.text[one.first : one.last + 1])
        parts = numbers_of(last, one.first, one.last, one.year)
        found.append((words, [told.number.low for told in memory.meant(one, last, parts)]))
    return found


@pytest.mark.parametrize(
    ("before", "sentence", "found"),
    [
        ("The police opened 44 inquiries in 2012.", "A team led 11 of the inquiries opened that year.",
         ("the inquiries opened that year", [44])),
        ("District courts completed 188 trafficking cases.", "In 127 of the completed cases, all were found guilty.",
         ("the completed cases", [188])),
        ("Police identified 57 victims, and NGOs found 24 others.", "Of those that police identified, 40 were housed.",
         ("those that police identified", [57])),
        # words after the number name the kind of people
        ("Guards intercepted 204 victims, all of them children.", "Of the children intercepted, 21 were sent home.",
         ("the children intercepted", [204])),
        # the description names money in the currency of the sum that is divided
        ("The state provided 64,000 euros ($70,400) for two shelters.",
         "Of the money provided that year, 41,000 euros were spent in the north.",
         ("the money provided that year", [64000])),
        # the description names another year
        ("Police identified 57 victims in 2015.", "Of the victims identified in 2016, 21 were sent home.",
         ("the victims identified in 2016", [])),
        # the description names another act or other people
        ("Police identified 57 victims.", "Of the victims referred, 21 were sent home.", ("the victims referred", [])),
        ("Police opened 44 inquiries.", "Of the shelters opened, two were closed.", ("the shelters opened", [])),
    ],
)  # fmt: skip
def test_what_a_description_may_mean(before: str, sentence: str, found: tuple[str, list[float | None]]) -> None:
    assert found in meant(before, sentence)


def test_a_number_of_those_told_before_has_their_words() -> None:
    told = meant(
        "Police identified 58 victims.",
        "Thirty-four of these victims were foreign nationals.",
        "By December, 21 of the foreign victims identified had been sent home.",
    )
    assert told == [("the foreign victims identified", [34])]


def test_the_number_with_most_details_is_meant() -> None:
    told = meant(
        "Police identified 58 victims at the border.",
        "Inspectors identified 21 victims on farms.",
        "A charity housed nine of the victims identified on farms.",
    )
    assert told == [("the victims identified on farms", [21])]


@pytest.mark.parametrize(
    "sentence", ["officers identified the victims.", "homes took in 12 of the victims.", "of those are here."]
)
def test_words_that_describe_nothing(sentence: str) -> None:
    assert [*descriptions(analyses(f"Two {sentence}")[0])] == []


def test_details_tell_a_part_from_all() -> None:
    before, last = analyses("Police identified 57 victims. The 30 victims identified in the north were men.")
    memory = Memory()
    memory.remember(before)
    [one] = descriptions(last)
    [told] = memory.meant(one, last, [])
    assert not has_details(told, one)


@pytest.mark.parametrize(
    ("one", "other"), [("convicted", "convictions"), ("children", "child"), ("opened", "opening"), ("women", "woman")]
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)
