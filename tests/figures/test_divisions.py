"""Test which lists cover all parts of a number (``figures.claims.divisions``)."""

from __future__ import annotations

import pytest

from tests.syntax.sentences import parsed
from tipetl.figures.claims.divisions import divisions


def told(text: str) -> list[tuple[float | None, list[float | None]]]:
    """Return the number divided (None if another sentence states it) and its parts."""
    analysis = parsed(text)
    return [
        (None if one.whole is None else analysis.numbers[one.whole].low, [analysis.numbers[k].low for k in one.parts])
        for one in divisions(analysis)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Parliament set aside 24 million lei ($4.1 million) against trafficking, divided among the police (nine "
         "million), clinics and health care (11 million), and NGOs (seven million).",
         [(24000000, [9000000, 11000000, 7000000])]),
        ("They identified 347 victims, namely 198 of sex trafficking, 121 of forced labor, and 38 of both forms of "
         "exploitation, compared with 274 in 2015.", [(347, [198, 121, 38])]),
        ("It returned 132 victims in 2011 (71 women, 58 girls, and 14 boys), compared with 145 in 2010 and 9 in 2009.",
         [(132, [71, 58, 14])]),
        ("Committees stopped 1,146 children—628 boys and 548 girls—up from 788 in 2009.", [(1146, [628, 548])]),
        ("Police handled 64 cases in 2003 - 38 at home, 17 in Mali, and 11 in Chad.", [(64, [38, 17, 11])]),
        ("They identified 88 victims (60 women, 20 men, and eight children).", [(88, [60, 20, 8])]),
        ("It trained 640 officials, comprising 255 policemen, 130 judges, and 97 guards.", [(640, [255, 130, 97])]),
        ("The total consisted of $186,000 for shelters and $94,000 for the hotline.", [(None, [186000, 94000])]),
        ("By nationality, the victims whom police referred were 11 Malians and six Nepalis.", [(None, [11, 6])]),
        ("The victims were 19 men, 17 women, and 15 children, most of them from Mali.", [(None, [19, 17, 15])]),
        # a number of countries stands between the total and its parts
        ("All 54 came from one of three countries: 22 from Mali, 13 from Chad, and nine from Benin.",
         [(54, [22, 13, 9])]),
        # the list may end with a remainder, or repeat its sums in dollars
        ("Police found 412 victims: 196 women, 131 men, and the rest, 65, children.", [(412, [196, 131, 65])]),
        ("It spent 412 million colones ($727,000): 196 million ($346,000) on homes, 131 million ($231,000) on "
         "training, and 65 million ($115,000) on campaigns.", [(412000000, [196000000, 131000000, 65000000])]),
        # parts may omit the currency, or the noun ("pupils")
        ("It gave 1.2 million euros: 380,000 to the north, 440,000 to the south, and 380,000 to the east.",
         [(1200000, [380000, 440000, 380000])]),
        ("It spent 1.2 million euros on films: 380,000 boys, 440,000 girls, and 12,000 teachers saw them.", []),
        # the total is repeated in the currency of its parts
        ("It set aside 12 million shillings ($120,000): $60,000 for shelters and $50,000 for training.",
         [(120000, [60000, 50000])]),
    ],
)  # fmt: skip
def test_a_list_of_all_parts(text: str, found: list[tuple[float | None, list[float]]]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Police identified 61 victims, including 24 women and 19 girls.",
        "Police freed 12 men and nine (",
        "The shelter took in ten: six Venezuelan women, three Colombian women, and a Panamanian man.",
        "They identified 30 victims: 12 women, nine of whom were foreigners, and 18 girls.",
        "It identified 131 victims (80 adults and 51 children; 66 male and 65 female).",
        "They identified 48 victims: 19 men and 17 women; 12 were children.",
        "They identified 40 victims through a task force comprising 12 policemen and 20 social workers.",
        "The foreign victims were 11 Ethiopians and seven Nepalis.",
        "By the end of the year, there were 12 counselors and nine lawyers on its staff.",
        "Those arrested were accused of 12 counts of trafficking and nine counts of rape.",
        "They made 12 visits to farms and nine to factories.",
        "Each victim was counted under one form: 81 were in prostitution and 40 in forced labor.",
        "It convicted 34 in all: five in 2014 and eight in 2015.",
        "Police arrested 12 men and charged nine of them.",
        "The victims included 19 men and 17 women.",
        "Twelve came.",
    ],
)
def test_a_list_that_leaves_some_out_or_divides_nothing(text: str) -> None:
    assert told(text) == []
