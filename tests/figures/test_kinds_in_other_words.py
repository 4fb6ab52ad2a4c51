"""Kinds of exploitation that no term names, or that stand apart from the figure, with sentences that only look like
them."""

from __future__ import annotations

import pytest

from tests.figures.test_dimensions import facts_of
from tipetl.model.codes import SectionKind

Kinds = list[tuple[str, SectionKind, dict[str, str | None]]]

MADE_TO_WORK: Kinds = [
    ("Police freed 18 boys forced to herd goats.", "protection", {"18": "labor"}),
    ("Police freed 21 women whom a gang had forced to clean hotels.", "protection", {"21": "labor"}),
    ("Courts convicted four men of trafficking relatives into forced shoplifting.", "prosecution", {"four": "labor"}),
    ("Courts convicted five men for making children pick pockets.", "prosecution", {"five": "labor"}),
    ("Police freed 16 men lured into unpaid farm work.", "protection", {"16": "labor"}),
    ("Police freed 14 women forced to work in a hotel as prostitutes.", "protection", {"14": "sex"}),
    ("Police freed 14 women forced to work in a hotel.", "protection", {"14": "labor"}),
    ("Police freed 15 girls forced to marry.", "protection", {"15": None}),
    # what a second act is done to is not said of the figure
    (
        "The province reported referring 96 victims to care and raiding yards where boys were forced to sew.",
        "protection",
        {"96": None},
    ),
    ("The province reported freeing 96 victims and removing them from forced labor.", "protection", {"96": "labor"}),
]


@pytest.mark.parametrize(("text", "section", "kinds"), MADE_TO_WORK)
def test_kinds(text: str, section: SectionKind, kinds: dict[str, str | None]) -> None:
    told = facts_of(text, section)
    assert {words: told[words].exploitation for words in kinds} == kinds
