"""Test to which numbers a share in words may refer, and changes from one number to another (``figures.claims.shares``,
``figures.claims.changes``).
"""

from __future__ import annotations

import pytest

from tests.figures.test_descriptions import analyses
from tipetl.figures.claims.changes import changes
from tipetl.figures.claims.descriptions import Memory
from tipetl.figures.claims.shares import shares


def told(text: str) -> list[tuple[float, str, list[tuple[float | None, float | None]]]]:
    """Return each share of the last sentence, with the pairs of numbers to which it may refer."""
    memory = Memory()
    *before, last = analyses(text)
    for analysis in before:
        memory.remember(analysis)
    return [
        (round(one.percent), one.qualifier, [(whole.number.low, part.number.low) for whole, part in one.pairs])
        for one in shares(last, memory)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Romanians, with 418 of the 721 victims identified, made up about one third of them.",
         (33, "about", [(721, 418)])),
        ("Police handed over 146 victims, of whom fewer than half, 87, were children.", (50, "at_most", [(146, 87)])),
        # the share is an aside after its part, in words or figures
        ("Of the 214 cases that police filed, 61, or more than 40 percent, concerned girls.",
         (40, "at_least", [(214, 61)])),
        ("Police assisted 86 of the 298 victims (29 percent), 12 of them children.", (29, "exact", [(298, 86)])),
        # the part's number follows the share
        ("Fewer than one-third of the 292 victims, or 109, were girls.", (33, "at_most", [(292, 109)])),
        ("Police identified 292 victims; about a quarter of them, or 71, were girls.", (25, "about", [(292, 71)])),
    ],
)  # fmt: skip
def test_what_a_share_in_words_may_be_of(text: str, found: tuple[float, str, list[tuple[float, float]]]) -> None:
    assert found in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Forced crime came third, with 58 victims of 143.",
        "Prosecutions of the 34 arrested fell by about half: 22 persons were tried.",
        "It spent half a million dollars, 120,000 of it on homes.",
        "Of the 214 suspects tried, it convicted 61, 40 percent more than in 2015.",
        "Of the 214 suspects, judges convicted 61 (40 percent of them in absentia).",
        "Eight of the 40 victims identified were children and most (80 percent) were girls.",
        "Police identified 76 victims. The 59 girls held in two villas accounted for 78 percent of the total.",
    ],
)
def test_what_is_no_share(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Convictions rose by 20 percent, from 50 in 2015 to 75 in 2016.", [("growth", "more", 20, 50, 75)]),
        ("The number fell by 12, from 50 in 2015 to 30.", [("difference", "less", 12, 50, 30)]),
        ("It more than doubled the budget, from 1.9 million kroner ($283,000) in 2015 to 3.4 million.",
         [("multiple", None, 2, 1_900_000, 3_400_000)]),
        ("Their number more than doubled, rising to 321 in 2016 from 184.", [("multiple", None, 2, 184, 321)]),
        ("Convictions had not doubled from 12 in 2015 to 30 in 2016.", []),
        ("It gave an award of 91 pesos to 59 victims, an increase from 35 million pesos to 24.", []),
    ],
)  # fmt: skip
def test_a_change_between_two_numbers(text: str, found: list[tuple[str, str | None, float, float, float]]) -> None:
    [analysis] = analyses(text)
    numbers = analysis.numbers
    assert [
        (one.kind, one.says, one.value, numbers[one.against].low, numbers[one.measured].low)
        for one in changes(analysis)
    ] == found
