"""The steps to read a text grow linearly, whatever the text repeats, and no sentence is endless."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

import pytest

from tests.growth.fragments import KINDS, LEAD, OTHERS, text
from tests.growth.steps import steps
from tipetl.documents.identity import find_identity_country
from tipetl.entities.law_penalties import tie_penalties
from tipetl.entities.mentions import extract_mentions
from tipetl.figures.facts import extract_facts
from tipetl.model import Document, Hints, SourceReading
from tipetl.read import read_source
from tipetl.routes.flows import country_roles, extract_flows
from tipetl.sources.opening import make_source
from tipetl.structure import recommendation_items, split_sections, split_sentences
from tipetl.structure.sentences import LONGEST, MOST_TOKENS, sentence_spans

SIZE = 1_600
HINTS = Hints(country="Kosovo", report_year=2013)


def read(words: str) -> SourceReading:
    return read_source(make_source(words.encode(), "kosovo-2013.txt", HINTS), fragment=True)


def stages(words: str) -> None:
    """Run every stage on a text, whether or not it would count as a narrative."""
    read(words)
    document = Document("growth", "XKX-2013", "", words, iso3="XKX", report_year=2013)
    sections = split_sections(words)
    sentences = split_sentences(words, sections)
    document = replace(document, roles=country_roles(document, sections, sentences))
    entities, mentions = extract_mentions(document, sections, sentences)
    extract_flows(document, sections, sentences, mentions, entities)
    reading = extract_facts(document, sections, sentences)
    tie_penalties(words, sentences, reading.facts, mentions)
    recommendation_items(words, sections)
    find_identity_country(Hints(), words, "a.txt", words)


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    for fragment in (*KINDS.values(), *OTHERS.values()):
        stages(text(fragment, 200))


@pytest.mark.parametrize("fragment", [*KINDS.values(), *OTHERS.values()], ids=[*KINDS, *OTHERS])
def test_twice_the_text_takes_about_twice_the_steps(fragment: str) -> None:
    # sizes begin beyond the longest sentence, since growth within a sentence is bounded
    short, long = (steps(lambda size=size: stages(text(fragment, size))) for size in (SIZE, 2 * SIZE))
    assert long <= 2.3 * short


@pytest.mark.parametrize("fragment", ["a ", "a, ", "a; b ", "1,", "- ", ".", "x.y", "?" * 3 + " a ", " " * 5_000 + "a"])
def test_a_sentence_without_an_end_is_cut_and_loses_nothing(fragment: str) -> None:
    words = ("Judges " + fragment * (20_000 // len(fragment))).rstrip()
    spans = sentence_spans(words, 0, len(words))
    assert max(end - start for start, end in spans) <= LONGEST
    assert max(len(words[start:end].split()) for start, end in spans) <= MOST_TOKENS
    assert "".join(words.split()) == "".join("".join(words[start:end].split()) for start, end in spans)
    assert [*spans] == sorted(spans)


def test_a_word_longer_than_a_sentence_stays_whole() -> None:
    words = f"Judges {'a' * 7_000} convicted {'7' * 7_000}"
    assert f"{'a' * 7_000}" in [words[start:end] for start, end in sentence_spans(words, 0, len(words))]
    assert words.endswith("7" * 7_000)
    assert sentence_spans(words, 0, len(words))[-1][1] == len(words)


def test_a_sentence_of_prose_is_never_cut() -> None:
    words = ", ".join(["courts convicted eight traffickers of forced labor"] * 36)  # 252 words
    assert sentence_spans(words, 0, len(words)) == [(0, len(words))]


def test_a_sentence_of_190_kilobytes_is_read_in_little_memory() -> None:
    words = LEAD + "which the police, for reasons of its own, left alone and " * 3_300 + "convicted 14 traffickers."
    sections = split_sections(words)
    assert max(s.char_end - s.char_start for s in split_sentences(words, sections)) <= LONGEST
    tracemalloc.start()
    try:
        reading = read(words)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 60e6
    [narrative] = reading.narratives
    assert {fact.value for fact in narrative.facts} >= {8, 14}
