"""Test which numbers an average applies to (``figures.claims.averages``)."""

from __future__ import annotations

import pytest

from tests.figures.test_descriptions import analyses
from tipetl.figures.claims.averages import averages
from tipetl.figures.claims.descriptions import Memory


def told(text: str) -> list[tuple[float | None, list[tuple[float | None, float | None]]]]:
    """Return each average of the last sentence, with the pairs of numbers whose quotient it may be."""
    memory = Memory()
    *before, last = analyses(text)
    for analysis in before:
        memory.remember(analysis)
    return [
        (one.value, [(whole.number.low, each.number.low) for whole, each in one.pairs])
        for one in averages(last, memory)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The office held six courses in which 180 police officers were trained. With an average of 45 participants, "
         "the courses were too large.", (45, [(180, 6)])),
        ("The state held 15 workshops for 480 officials. It gave 85 prosecutors a book. On average, 23 officials took "
         "part in each of the 15 workshops.", (23, [(480, 15)])),
        ("Eight teams made 312 inspections. An average of 52 inspections a team was not enough.", (52, [(312, 8)])),
        ("The five cases concerned 28 victims. With an average of three victims, cases were small.", (3, [(28, 5)])),
        # "each for 25 officers" states an average
        ("The state held 12 seminars, each for 25 officers, and trained 420 officers.", (25, [(420, 12)])),
        ("Courts tried 17 suspects in 11 cases. In each of these 11 cases, at least two persons stood accused.",
         (2, [(17, 11)])),
        ("Courts heard 15 cases, each of them against two or more suspects, and charged 22 suspects.", (2, [(22, 15)])),
        # an upper limit for each of the courses mentioned last
        ("The state held nine courses, none with more than 25 participants, in which it trained 260 officers.",
         (25, [(260, 9)])),
        ("Prosecutors opened 16 new cases against 41 suspects, at least three in each case.", (3, [(41, 16)])),
        # the total may follow in a later sentence
        ("The state held 12 seminars, each for 25 officers. It said that 420 officers had attended these seminars.",
         (25, [(420, 12)])),
        # the second sentence says only who the participants are
        ("The ministry trained 60 officers in each of four provinces. It promoted 90 of these officers.",
         (60, [(90, 4)])),
        # "per month" divides by months, not by people
        ("The hotline took 2,160 calls in 2016, an average of 240 calls per month.", (240, [(2160, 12)])),
        # a sum of money may be an average
        ("Courts awarded $84,000 to 21 victims. The awards came to an average of $5,000 for each victim.",
         (5000, [(84000, 21)])),
        # the average may follow in a later sentence
        ("The academy held 14 courses. It trained 490 officers. The courses had 45 officers on average.",
         (45, [(490, 14)])),
    ],
)  # fmt: skip
def test_what_an_average_divides(text: str, found: tuple[float, list[tuple[float, float]]]) -> None:
    assert found in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The office held six courses for 180 officers. The average term was four years.",
        "The office held six courses for 180 officers. Its budget was of average size.",
        "Police identified 180 victims. On average, 30 officials took part in a course.",
        "The office held 40 courses for 12 officers. On average, 30 officers took part in a course.",
        "It opened six shelters, each with room for 20 women, and housed 219 women.",
        "The state held six courses, which lasted five days each, and trained 180 officers.",
        "Police identified 240 victims. NGOs housed an average of 45 victims each month.",
        "The state held nine courses, none in the north, and trained more than 260 officers.",
    ],
)
def test_averages_of_something_else(text: str) -> None:
    assert told(text) == []
