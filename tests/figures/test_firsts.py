"""Test what a text calls the first of its kind (``figures.claims.firsts``)."""

from __future__ import annotations

import pytest

from tests.figures.test_descriptions import analyses
from tipetl.figures.claims.firsts import firsts


def told(text: str) -> list[tuple[str, int | None, str | None]]:
    """Return what the sentences call the first: its metric, since when, and whether only under a law or of a kind."""
    found = (one for analysis in analyses(text) for one in firsts(analysis, 2017))
    return [(one.metric, one.since, one.says) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "It was the first conviction of a trafficking offender in the country's history.",
            ("convictions", None, None),
        ),
        ("For the first time in four years, the courts convicted traffickers.", ("convictions", 2012, None)),
        ("These were the first convictions since 2012.", ("convictions", 2012, None)),
        ("The government obtained the first convictions ever under its 2008 act.", ("convictions", None, "law")),
        ("The conviction of a recruiter in May 2016 was the country's first.", ("convictions", None, None)),
        (
            "Courts obtained the first conviction for forced labor in the country's history.",
            ("convictions", None, "labor"),
        ),
        ("Police opened the country's first-ever trafficking investigation.", ("investigations", None, None)),
    ],
)
def test_what_is_called_the_first(text: str, found: tuple[str, int | None, str | None]) -> None:
    assert found in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "It was the first conviction of the year.",
        "It was the first conviction of a soldier in the country's history.",
        "The northern province obtained its first conviction of a trafficker.",
        "The first two convictions ever of recruiters followed in May.",
    ],
)
def test_what_is_the_first_of_some_only(text: str) -> None:
    assert told(text) == []
