"""Test where sentences end, on the hard sample and with properties that hold for any text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tipetl.documents.text import canonical
from tipetl.structure import split_sections, split_sentences

SAMPLE: list[Any] = yaml.safe_load(Path(__file__).with_name("hard_sentences.yaml").read_text(encoding="utf-8"))


def cases() -> list[tuple[list[str], str]]:
    return [(row["sentences"], row["join"]) if isinstance(row, dict) else (row, " ") for row in SAMPLE]


def sentences_of(text: str) -> list[str]:
    sections = split_sections(text)
    return [text[sentence.char_start : sentence.char_end] for sentence in split_sentences(text, sections)]


@pytest.mark.parametrize(("expected", "join"), cases(), ids=[str(number) for number in range(len(SAMPLE))])
def test_hard_sample(expected: list[str], join: str) -> None:
    assert sentences_of(join.join(expected)) == expected


def test_the_sample_is_large_enough() -> None:
    assert len(SAMPLE) >= 60


TEXT = st.text(alphabet=st.sampled_from("aZ .!?;:…\n“”()•-0159$é’'TU.S"), max_size=200)


@given(TEXT)
def test_every_character_lies_in_exactly_one_sentence(raw: str) -> None:
    text = canonical(raw)
    sections = split_sections(text)
    sentences = split_sentences(text, sections)
    covered = [0] * len(text)
    for number, sentence in enumerate(sentences):
        assert sentence.position == number
        section = sections[sentence.section]
        assert section.char_start <= sentence.char_start < sentence.char_end <= section.char_end
        assert text[sentence.char_start : sentence.char_end].strip() == text[sentence.char_start : sentence.char_end]
        for place in range(sentence.char_start, sentence.char_end):
            covered[place] += 1
    assert all(times == 1 or (times == 0 and text[place].isspace()) for place, times in enumerate(covered))


@given(TEXT)
def test_sentences_are_in_order_and_paragraphs_never_go_back(raw: str) -> None:
    text = canonical(raw)
    sentences = split_sentences(text, split_sections(text))
    for before, after in pairwise(sentences):
        assert before.char_end <= after.char_start
        assert before.paragraph <= after.paragraph
        assert before.section <= after.section
