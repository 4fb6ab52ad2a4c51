"""Test the rules as printed on their page and by their command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tipetl.cli import main
from tipetl.language.rules import load_rules
from tipetl.ruledocs import rules_page


def test_the_page_is_what_the_rules_say(project: Path) -> None:
    page = (project / "docs" / "reference" / "rules.md").read_text(encoding="utf-8")
    assert page == rules_page(), "run 'python -m scripts.reference --write' and commit the page"


def test_the_page_holds_every_rule_and_example() -> None:
    page = rules_page()
    for rule in load_rules().rules:
        assert f"### `{rule.id}`" in page
        assert all(sentence in page for sentence, _ in rule.examples)
        assert all(f"{sentence} → nothing" in page for sentence in rule.counter)


def test_the_list_can_be_narrowed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "acquittals"]) == 0
    out = capsys.readouterr().out
    assert "acquittals.acts" in out and "convictions.acts" not in out
    assert main(["rules", "nothing-like-it"]) == 1
