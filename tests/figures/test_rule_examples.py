"""Every rule does what its examples say, alone and with the trained scorer."""

from __future__ import annotations

import pytest

from tipetl.evaluate.usage import broken_examples, usage, where
from tipetl.language.rules import Rule, load_rules

RULES = load_rules().rules


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_rules_alone_give_the_examples(rule: Rule) -> None:
    assert [str(b) for b in broken_examples(rule, scorer=False)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_rules_and_scorer_give_the_examples(rule: Rule) -> None:
    assert [str(b) for b in broken_examples(rule)] == []


def test_every_rule_wins_on_an_example_of_its_own() -> None:
    assert usage(()).dead() == []


def test_an_example_is_found_in_its_file() -> None:
    rule = RULES[0]
    file, _, line = where(rule, rule.examples[0][0]).partition(":")
    assert file == rule.file
    assert int(line) > 1
