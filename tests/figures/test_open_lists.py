"""Test which lists state some parts of a number, by place or people (``figures.claims.open_lists``)."""

from __future__ import annotations

import pytest

from tests.figures.test_descriptions import analyses
from tipetl.figures.claims.descriptions import Memory
from tipetl.figures.claims.open_lists import open_lists


def told(text: str) -> list[tuple[list[float | None], list[float | None]]]:
    """Return the numbers divided (none if another sentence states them) and the parts, of a text's last sentence."""
    analysis = analyses(text)[-1]
    return [
        ([one.number.low for one in listed.wholes], [analysis.numbers[k].low for k in listed.parts])
        for listed in open_lists(analysis, Memory().last(analysis)[0])
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Police arrested 95 traffickers in 2016, of whom 41 in Lamu, 29 in Voti, and 14 in Kitui.",
         [([95], [41, 29, 14])]),
        ("Police arrested 95 traffickers in 2016, 41 in Lamu and 29 in Voti.", [([95], [41, 29])]),
        ("Police arrested 95 traffickers, 41 by the border police and 29 by the port police.", [([95], [41, 29])]),
        ("It identified 95 victims, mainly from Mali (41) and Chad (29).", [([95], [41, 29])]),
        ("It identified 95 women and 14 men, including 41 from Mali.", [([95, 14], [41])]),
        ("It identified 95 victims, 41 of whom were foreigners, among them 29 Malians.", [([41], [29])]),
        ("Of the 95 victims identified, police found 41 in Lamu and 29 in Voti.", [([95], [41, 29])]),
        ("It identified 95 victims; 41 of them were found in Lamu and 29 in Voti.", [([95], [41, 29])]),
        ("It identified 95 victims, 26 of whom were minors and 50 of whom were Malian.", [([95], [50])]),
        ("It identified 95 victims. Of these, 41 came from Mali and 29 from Chad.", [([], [41, 29])]),
        ("It identified 95 victims, including 41 from Mali, ten of them from Bamako.",
         [([95], [41]), ([41], [10])]),
    ],
)  # fmt: skip
def test_some_parts_of_a_number(text: str, found: list[tuple[list[float], list[float]]]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested 95 traffickers in the capital, 41 in Lamu, and 29 in Voti.",
        "It identified 95 victims in 2016, 41 in 2015, and 29 in 2014.",
        "It assisted victims from five countries, including 12 from Mali.",
        "It closed 12 cases, including 16 victims from Mali.",
        "It identified 95 victims, compared with 41 in 2015, including 58 from Mali.",
        "It identified 95 victims in 2016. NGOs assisted 41 victims in Lamu and 29 in Voti.",
        "It helped victims from Mali (31 victims), Chad (27), and the Gambia (nine).",
        "Fourteen were Malian; the others included nine Chadian, four Ghanaian, and two Gambian.",
        "It identified 95 victims. Of these, 41 were in public centers, 46 in NGO centers.",
        "It identified 95 victims, 41 by the end of May and 29 by the end of June.",
    ],
)
def test_numbers_that_are_no_parts(text: str) -> None:
    assert told(text) == []
