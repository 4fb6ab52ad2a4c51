"""Mistakes in rule and lexicon files are reported with file and line, and the order of entries does not matter."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import tipetl
from tests.figures.gold_texts import items, read, texts
from tipetl.errors import DataFileError
from tipetl.language.lexicon import load_lexicon
from tipetl.language.rules import RuleSet, load_groups, load_rules, parse_rules
from tipetl.language.yamlfile import read_yaml
from tipetl.yamlfile import parse_yaml

GOOD = """\
- id: first.rule
  metric: arrests
  noun: [offender]
  acts: [arrest]
  examples: ["Police arrested 14 suspects. => 14"]
"""


def parse(text: str) -> None:
    parse_rules(parse_yaml(text, "rules/law.yaml"), load_groups(), load_lexicon().concepts)


def test_a_good_file_is_read() -> None:
    parse(GOOD)


@pytest.mark.parametrize(
    ("second", "says"),
    [
        ("  metric: arrests\n  nuon: [offender]\n  examples: ['Two. => 2']\n", "unknown field 'nuon'"),
        ("  metric: hugs\n  noun: [offender]\n  examples: ['Two. => 2']\n", "unknown metric 'hugs'"),
        ("  metric: arrests\n  unit: kilo\n  noun: [offender]\n  examples: ['Two. => 2']\n", "unknown unit 'kilo'"),
        ("  metric: arrests\n  noun: [gnome]\n  examples: ['Two. => 2']\n", "no concept 'gnome'"),
        ("  metric: arrests\n  of: [arrest_n]\n  examples: ['Two. => 2']\n", "needs a preposition"),
        ("  metric: arrests\n  right: [offender]\n  examples: ['Two. => 2']\n", "at least one of"),
        ("  metric: arrests\n  noun: [offender]\n", "at least one example"),
        ("  metric: arrests\n  noun: [offender]\n  examples: ['Two.']\n", "needs '=> figure"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(second: str, says: str) -> None:
    with pytest.raises(DataFileError) as error:
        parse(GOOD + "- id: second.rule\n" + second)
    assert says in str(error.value)
    assert "rules/law.yaml:6" in str(error.value)
    assert "second.rule" in str(error.value)


def test_broken_yaml_is_named_with_its_line() -> None:
    with pytest.raises(DataFileError) as error:
        parse(GOOD + "- id: [\n")
    assert error.value.file == "rules/law.yaml"
    assert error.value.line is not None and error.value.line >= 6


def test_an_id_stands_once() -> None:
    rule = load_rules().rules[0]
    with pytest.raises(DataFileError, match="stands twice"):
        RuleSet([rule, rule])


@pytest.fixture
def _own_caches() -> Iterator[None]:
    for loaded in (load_lexicon, load_rules):
        loaded.cache_clear()
    yield
    for loaded in (load_lexicon, load_rules):
        loaded.cache_clear()


def test_the_order_in_the_files_means_nothing(monkeypatch: pytest.MonkeyPatch, _own_caches: None) -> None:
    golds = (*texts(), *items())
    want = [read(g) for g in golds]
    chance = random.Random(1)
    original = yaml.load

    def shuffled(value: Any) -> Any:
        if isinstance(value, dict):
            rows = [(k, shuffled(v)) for k, v in value.items()]
            chance.shuffle(rows)
            return dict(rows)
        if isinstance(value, list):
            # the forms of an irregular verb have an order; rules, terms and slots have no order
            rest = [shuffled(v) for v in value]
            chance.shuffle(rest)
            return rest
        return value

    def load(text: str, Loader: Any) -> Any:
        value = original(text, Loader=Loader)
        irregular = isinstance(value, dict) and value.get("take", [None])[0] == "took"
        return value if irregular else shuffled(value)

    monkeypatch.setattr(yaml, "load", load)
    for _ in range(4):
        for loaded in (load_lexicon, load_rules):
            loaded.cache_clear()
        assert [read(g) for g in golds] == want


def test_every_set_of_words_is_used() -> None:
    names = read_yaml("lexicon/words.yaml")
    code = "\n".join(p.read_text(encoding="utf-8") for p in Path(tipetl.__file__).parent.rglob("*.py"))
    assert [name for name in names if f'"{name}"' not in code] == []
