"""Foreign text cannot act on a terminal."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipetl.terminal import one_line, visible, without_passwords

_ANY = st.text(st.characters(codec=None, categories=None))
_FORBIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(_ANY)
def test_nothing_that_acts_or_hides_is_left(text: str) -> None:
    shown = visible(text)
    assert not [char for char in shown if unicodedata.category(char) in _FORBIDDEN and char not in "\t\n"]
    assert visible(shown) == shown


@given(_ANY)
def test_json_that_is_shown_is_the_same_json(text: str) -> None:
    told = json.dumps(text, ensure_ascii=False)
    # Two adjacent halves of a surrogate pair are one character to every JSON reader.
    assert json.loads(visible(told)) == json.loads(json.dumps(text))


@given(_ANY)
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
    assert not one_line(text).startswith(" ")
    assert len(one_line("x" * 50 + text, limit=20)) == 20


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="\u115f\u1160\u3164\uffa0")))
def test_what_can_be_seen_stays(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J\x1b]0;title\x07", "\\u001b[2J\\u001b]0;title\\u0007"),
        ("\x9b31m", "\\u009b31m"),
        ("a\rb\bc\x7f", "a\\u000db\\u0008c\\u007f"),
        ("\u202egpj.exe", "\\u202egpj.exe"),
        ("\u2066a\u2069", "\\u2066a\\u2069"),
        ("a\u2028b\u2029c", "a\\u2028b\\u2029c"),
        ("pay\u200bpal\ufeff", "pay\\u200bpal\\ufeff"),
        ("a\udcffb", "a\\udcffb"),
        ("\U000e0041", "\\udb40\\udc41"),
        ("\u3164", "\\u3164"),
        ("a" + "\u0301" * 5, "a" + "\\u0301" * 5),
        ("Côte d’Ivoire, Viet\u0323\u0302 Nam\t1\n2\xa0%", "Côte d’Ivoire, Viet\u0323\u0302 Nam\t1\n2\xa0%"),
    ],
)
def test_each_kind_is_shown_as_its_escape(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "host=db password=s3cr3t user=tip",
        "host=db password = 's3cr3t with spaces' user=tip",
        r"['lake', 'host=db PASSWORD=\'s3cr3t with spaces\'']",
        "postgresql://tip:s3cr3t@db/lake",
        "postgresql://tip:half@s3cr3t@db/lake",
        "postgresql://db/lake?user=tip&password=s3cr3t&sslmode=require",
    ],
)
def test_passwords_are_left_out(text: str) -> None:
    shown = without_passwords(text)
    assert "s3cr3t" not in shown and "spaces" not in shown
    assert "db" in shown
