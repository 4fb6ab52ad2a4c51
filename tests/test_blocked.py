"""Test that the phrases of blocked.yaml recognize pages that sites show instead of the requested page."""

from __future__ import annotations

import pytest

from tests.layouts.narratives import load
from tipetl.blocked import block_kinds, blocked_text, blocked_title, walled

CASES = [(kind.code, title, text) for kind in block_kinds() for title, text in kind.examples]
OTHERS = [
    ("captcha", "Human Verification", "x"), ("captcha", "", "Please complete the CAPTCHA below."),
    ("denied", "403 Forbidden", "nginx"), ("denied", "", "Sorry, you have been blocked. Ray ID 8f1"),
    ("missing", "Page not found | Reports", "x"), ("missing", "", "The page you are looking for has been moved."),
    ("failing", "502 Bad Gateway", "x"), ("failing", "", "We are experiencing technical difficulties."),
    ("login", "Log in - Library", "x"), ("login", "", "Please sign in with your account."),
    ("consent", "Cookie consent", "x"), ("consent", "", "JavaScript is disabled in your browser."),
    ("moved", "301 Moved Permanently", "x"), ("wall", "", "Already a subscriber? Go on here."),
]  # fmt: skip
REPORTS = [
    "Kenya - Trafficking in Persons Report 2013", "2019 Trafficking in Persons Report: Ghana", "COTE D'IVOIRE (Tier 2)",
    "Refworld | 2013 Trafficking in Persons Report - Kosovo", "U.S. Department of State", "Country Narratives: J-M",
    "Botswana", "Tier Placements", "Report of 404 pages"[:9], "Justice for victims: a moment to act",
]  # fmt: skip


@pytest.mark.parametrize(("code", "title", "text"), [*CASES, *OTHERS])
def test_such_a_page_is_known_by_its_title_or_its_words(code: str, title: str, text: str) -> None:
    found = blocked_title(title) or blocked_text(text) or walled(text.split("\n"))
    assert found is not None and found.code == code
    assert found.says.endswith(".") and found.advice.endswith(".")


@pytest.mark.parametrize("title", REPORTS)
def test_the_titles_of_reports_are_none(title: str) -> None:
    assert blocked_title(title) is None


def test_narratives_speak_as_none_of_them() -> None:
    for narrative in load():
        for paragraph in narrative.text.split("\n"):
            assert blocked_text(paragraph) is None, paragraph
        assert walled(narrative.text.split("\n")) is None


def test_every_kind_has_three_examples() -> None:
    assert all(len(kind.examples) >= 3 for kind in block_kinds())
