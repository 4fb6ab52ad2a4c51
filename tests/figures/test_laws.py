"""Test properties that hold for any text: how the facts must change when the text changes, and what must not change.

All narrative texts are the repository's own gold; the sentences added here were written for these tests.
"""

from __future__ import annotations

import calendar
import os
import random
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.figures.gold_texts import FIELDS, GOLD, items, read, said, single_sentences, texts
from tests.figures.words import number_words
from tipetl.evaluate.gold import GoldText
from tipetl.evaluate.reading import parts

MONTHS = calendar.month_name[1:]
SAMPLES = 150
ANY_ITEM = st.sampled_from(single_sentences())
ANY_TEXT = st.sampled_from(texts())
#: A sentence without a figure, a denial or an individual, so that it has nothing to read or to refer back to.
SILENT = (
    "Observers welcomed these efforts.",
    "The interior ministry led this work.",
    "Cooperation with civil society remained good.",
    "Officials described their work as useful.",
)
#: Countries with one-word names, for tests that replace a text's country.
CODES = {"Chile": "CHL", "Ghana": "GHA", "Norway": "NOR", "Nepal": "NPL", "Peru": "PER", "Kenya": "KEN",
         "Latvia": "LVA", "Fiji": "FJI", "Jordan": "JOR", "Malta": "MLT", "Oman": "OMN", "Togo": "TGO"}  # fmt: skip
COUNTRIES = tuple(CODES)


@settings(max_examples=SAMPLES)
@given(ANY_ITEM, st.data())
def test_another_figure_changes_only_its_value(gold: GoldText, data: st.DataObject) -> None:
    before = read(gold)
    plain = [f for f in before.facts if re.fullmatch(r"[1-9]\d{0,2}", f.text) and f.unit != "month" and f.text != "1"]
    assume(plain)
    fact = data.draw(st.sampled_from(plain))
    old = int(fact.text)
    low, high = {1: (2, 9), 2: (13, 99), 3: (101, 999)}[len(fact.text)]
    new = data.draw(st.integers(low, high))
    others = [q.low for q in before.quantities if q.char_start != fact.char_start and q.low is not None]
    # a part stays smaller than its total, and neither figure occurs elsewhere
    assume(old not in others and new not in others)
    assume(len(re.findall(rf"(?<!\d){old}(?!\d)", gold.text)) == 1)  # nor within another figure ("five to 12 years")
    assume(all((x < old) == (x < new) for x in others))
    assume(not any(f.value == old and f.text != fact.text for f in before.facts))
    changed = gold.text[: fact.char_start] + str(new) + gold.text[fact.char_end :]
    want = said(
        before,
        {
            "value": lambda v: new if v == old else v,
            "value_high": lambda v: new if v == old else v,
            "count": lambda v: new if v == old else v,
            "text": lambda t: re.sub(rf"(?<!\d){old}(?!\d)", str(new), t),
        },
    )
    assert said(read(gold, changed)) == want, changed


#: Not strict: which texts fail changes with every training; remove the mark once figures are no longer features.
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2 women were briefly held in Keflavik.", "Two women were briefly held in Keflavik."),
        ("Temporary permits: five, against 8 in 2015.", "Temporary permits: five, against eight in 2015."),
        ("Trials opened against 11 labor traffickers and 22 sex traffickers.",
         "Trials opened against 11 labor traffickers and twenty-two sex traffickers."),
    ],
)  # fmt: skip
def test_smallest_texts_whose_digits_differ_from_words(one: str, other: str) -> None:
    gold = single_sentences()[0]
    same = {"text": lambda _: ""}
    sections = ("prosecution", "protection")
    assert [said(read(gold, one, section=x), same) for x in sections] == [
        said(read(gold, other, section=x), same) for x in sections
    ]


@settings(max_examples=SAMPLES)
@given(ANY_ITEM, st.data())
def test_digits_read_as_words_do(gold: GoldText, data: st.DataObject) -> None:
    before = read(gold)
    plain = [f for f in before.facts if re.fullmatch(r"[1-9]\d?", f.text) and f.unit != "month" and f.text != "1"]
    assume(plain)
    fact = data.draw(st.sampled_from(plain))
    words = number_words(int(fact.text))
    if fact.char_start == 0:
        words = words.capitalize()
    changed = gold.text[: fact.char_start] + words + gold.text[fact.char_end :]
    same = {"text": lambda _: ""}
    assert said(read(gold, changed), same) == said(before, same), changed


@settings(max_examples=SAMPLES)
@given(ANY_ITEM, st.data())
def test_words_read_as_digits_do(gold: GoldText, data: st.DataObject) -> None:
    before = read(gold)
    by_words = {number_words(n): n for n in range(2, 100)}
    # "in October 2 officers" could be the second of October
    plain = [
        f
        for f in before.facts
        if f.text.lower() in by_words and gold.text[: f.char_start].split(" ")[-2:-1] not in [[m] for m in MONTHS]
    ]
    assume(plain)
    fact = data.draw(st.sampled_from(plain))
    changed = gold.text[: fact.char_start] + str(by_words[fact.text.lower()]) + gold.text[fact.char_end :]
    same = {"text": lambda _: ""}
    assert said(read(gold, changed), same) == said(before, same), changed


@settings(max_examples=SAMPLES)
@given(ANY_ITEM, st.sampled_from(SILENT), st.data())
def test_a_sentence_without_a_figure_adds_nothing(gold: GoldText, silent: str, data: st.DataObject) -> None:
    _, _, sentences = parts(gold)
    place = data.draw(st.sampled_from([s.char_end for s in sentences]))
    changed = f"{gold.text[:place]} {silent}{gold.text[place:]}"
    assert said(read(gold, changed)) == said(read(gold)), changed


@settings(max_examples=SAMPLES)
@given(st.sampled_from([t for t in (*items(), *texts()) if any(re.search(rf"\b{c}\b", t.text) for c in COUNTRIES)]),
       st.sampled_from(COUNTRIES))  # fmt: skip
def test_another_country_in_its_place_changes_nothing(gold: GoldText, new: str) -> None:
    named = [c for c in COUNTRIES if re.search(rf"\b{c}\b", gold.text)]
    assume(new not in named and CODES[new] != gold.iso3)
    old = named[0]
    # if the old country is the narrative's own, the narrative is now about the new one
    own = {"iso3": CODES[new]} if CODES[old] == gold.iso3 else {}
    changed = re.sub(rf"\b{old}\b", new, gold.text)
    # its currency and the law's name change with the country; its people, named by another word, are now foreign
    same = {"unit": lambda u: "money" if u and u.isupper() else u, "statute": lambda s: (s or "").replace(old, new)}
    if own:
        same["nationality"] = lambda _: None
    assert said(read(gold, changed, **own), same) == said(read(gold), same), (old, new, gold.doc)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(items()), min_size=2, max_size=5, unique_by=lambda g: g.doc), st.randoms())
def test_paragraphs_in_another_order_say_the_same(golds: list[GoldText], chance: random.Random) -> None:
    first = golds[0]
    paragraphs = [g.text for g in golds]
    other = list(paragraphs)
    chance.shuffle(other)
    at_first, then = ("\n\n".join(rows) for rows in (paragraphs, other))
    assert said(read(first, then)) == said(read(first, at_first))


@settings(max_examples=SAMPLES)
@given(ANY_TEXT, st.data())
def test_offsets_slice_back_on_any_text(gold: GoldText, data: st.DataObject) -> None:
    text = gold.text
    for _ in range(data.draw(st.integers(1, 6))):
        lo = data.draw(st.integers(0, len(text)))
        hi = min(len(text), lo + data.draw(st.integers(0, 80)))
        put = data.draw(
            st.sampled_from(["", " ", "\n", "(", ";", "12", " nine ", "$", "1,0", "–", "’", "\u0301", "é", "of the "])
        )
        text = text[:lo] + put + text[hi:]
    document, _, sentences = parts(_with(gold, text))
    reading = read(gold, text)
    for f in (*reading.facts, *reading.candidates):
        assert document.text[f.char_start : f.char_end] == f.text
        s = sentences[f.sentence]
        assert s.char_start <= f.char_start < f.char_end <= s.char_end
        assert document.text[s.char_start : s.char_end] == f.sentence_text
    for q in reading.quantities:
        assert document.text[q.char_start : q.char_end] == q.text
    ids = [f.fact_id for f in (*reading.facts, *reading.candidates)]
    assert len(ids) == len(set(ids))


def _with(gold: GoldText, text: str) -> GoldText:
    return replace(gold, text=text)


@pytest.mark.slow
def test_the_order_of_sets_means_nothing(project: Path) -> None:
    code = (
        "import hashlib, sys\n"
        "from tests.figures.gold_texts import texts, items, read\n"
        "d = hashlib.sha256()\n"
        "for g in (*texts(), *items()):\n"
        "    d.update(repr(read(g)).encode())\n"
        "sys.stdout.write(d.hexdigest())\n"
    )
    outcomes = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=project, env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(outcomes) == 1


def test_the_laws_are_tried_on_something() -> None:
    assert len(items()) > 400
    assert len(texts()) > 50
    assert GOLD.is_dir()
    assert "value" in FIELDS
