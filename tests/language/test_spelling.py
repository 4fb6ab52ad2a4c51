"""British words are read as their American equivalents, and the reader's own words are American."""

from __future__ import annotations

import re
from importlib.resources import files
from importlib.resources.abc import Traversable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipetl.figures.record.context import Context
from tipetl.figures.sentence import analyse
from tipetl.language.rules import load_rules
from tipetl.language.spelling import american
from tipetl.language.tokens import Tokens


@pytest.mark.parametrize(
    ("british", "expected"),
    [
        ("labourers", "laborers"),
        ("organisations", "organizations"),
        ("re-organised", "re-organized"),
        ("penalised", "penalized"),
        ("programmes", "programs"),
        ("programmed", "programmed"),
        ("specialist", "specialist"),
        ("emphasis", "emphasis"),
        ("emphasised", "emphasized"),
        ("licensee", "licensee"),
        ("gaoled", "jailed"),
        ("whilst", "while"),
        ("advertised", "advertised"),
        ("totally", "totally"),
        ("cancellation", "cancellation"),
        ("cancelled", "canceled"),
        ("unauthorised", "unauthorized"),
    ],
)
def test_a_british_spelling_is_read_as_the_american(british: str, expected: str) -> None:
    assert american(british) == expected


@given(st.text("abcdefghijklmnopqrstuvwxyz-", max_size=20))
def test_a_word_changes_once_at_most(word: str) -> None:
    assert american(american(word)) == american(word)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("Police opened nine cases, yet courts tried nobody.", "but"),
        ("Police opened nine cases – yet courts tried nobody.", "but"),
        ("Police arrested nine men, yet to be tried.", "yet"),
        ("Police have yet to arrest anyone.", "yet"),
        ("Police arrested nine men, yet another success.", "yet"),
    ],
)
def test_an_adverb_that_opens_a_clause_is_read_as_a_conjunction(words: str, read: str) -> None:
    tokens = Tokens(words, 0, len(words))
    assert tokens.low[tokens.text.index("yet")] == read


def test_what_is_printed_stays() -> None:
    tokens = Tokens("The Labour Ministry penalised nine.", 0, 35)
    assert tokens.text[1:4] == ["Labour", "Ministry", "penalised"]
    assert tokens.low[1:4] == ["labor", "ministry", "penalized"]


@pytest.mark.parametrize(
    "words",
    [
        "The authorities penalised seven trafficking victims for immigration offences.",
        "The government subsidised three centres for victims of trafficking.",
        "Courts gaoled 14 traffickers, whilst police recognised nine victims.",
    ],
)
def test_both_spellings_give_the_same_figures(words: str) -> None:
    in_american = " ".join(re.sub(r"[a-z]+", lambda word: american(word[0]), part) for part in words.split())
    assert in_american != words
    read, expected = (
        analyse(one, 0, len(one), Context(load_rules(), "GHA", "protection")) for one in (words, in_american)
    )
    assert [(r.metric, r.low, r.unit, r.rule) for r in read.readings] == [
        (r.metric, r.low, r.unit, r.rule) for r in expected.readings
    ]
    assert read.readings


def _data(folder: Traversable) -> list[Traversable]:
    found = []
    for path in folder.iterdir():
        if path.is_dir():
            found += _data(path)
        elif path.name.endswith(".yaml") and path.name != "spelling.yaml":
            found.append(path)
    return found


@pytest.mark.parametrize("room", ["language", "syntax", "figures"])
def test_words_of_the_reader_are_american(room: str) -> None:
    """A British word in a list would never match."""
    british = [
        f"{path.name}: {word}"
        for path in _data(files("tipetl").joinpath(room))
        for line in path.read_text(encoding="utf-8").splitlines()
        if not re.match(r"\s*(?:#|- means|means|examples?:|counter)|.*\b(?:examples|counter):", line)
        for word in re.findall(r"(?<![\w-])[a-zé]+(?![\w-])", line)
        if american(word) != word
    ]
    assert british == []
