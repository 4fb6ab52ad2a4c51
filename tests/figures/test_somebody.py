"""Test which officials were sentenced according to a sentence (``figures.claims.somebody``)."""

from __future__ import annotations

import pytest

from tests.figures.test_descriptions import analyses
from tipetl.figures.claims.somebody import officials_sentenced


def told(text: str) -> list[str]:
    """Return the phrases for officials who were sentenced."""
    return [
        " ".join(analysis.tokens.low[first : last + 1])
        for analysis in analyses(text)
        for first, last in officials_sentenced(analysis)
    ]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Two immigration agents who sold stamps were each sentenced to 40 months.", "two immigration agents"),
        ("In March, a court sentenced two border guards to 40 months for taking bribes.", "two border guards"),
        ("In May, a former police officer got three years in prison.", "a former police officer"),
        ("A tailor and his brother, a mayor, were sentenced to six years.", "a mayor"),
    ],
)  # fmt: skip
def test_officials_who_were_sentenced(text: str, phrase: str) -> None:
    assert told(text) == [phrase]


@pytest.mark.parametrize(
    "text",
    [
        "A judge in Osh sentenced a baker to six years in prison.",
        "A baker who had bribed a judge was sentenced to six years in prison.",
        "A baker was sentenced by a judge to six years in prison.",
        "Two police officers were dismissed.",
    ],
)
def test_officials_who_were_not_sentenced(text: str) -> None:
    assert told(text) == []
