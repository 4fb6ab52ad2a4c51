"""Test whether a figure without a noun counts cases or persons; some sentences only look similar."""

from __future__ import annotations

import pytest

from tests.figures.test_dimensions import facts_of


@pytest.mark.parametrize(
    ("text", "units"),
    [
        # other things opened or closed, where only cases were counted
        ("Prosecutors brought 50 cases to court, while 20 others remained pending.", {"20": "case"}),
        ("Police investigated 15 new cases; six others were closed for want of evidence.", {"six": "case"}),
        ("Prosecutors tried 50 suspects in 15 cases, while 20 others remained on trial.", {"20": "person"}),
        ("Prosecutors brought 50 cases to court and dropped charges against five.", {"five": "person"}),
        # "investigations" and "cases" are not persons
        ("Police opened 27 cases with 141 suspects; 18 were sex trafficking cases.", {"18": "case"}),
        ("Police opened 27 cases with 141 suspects; 18 were convicted.", {"18": "person"}),
        # "none" of the officers named last
        ("The ministry suspended 14 officers from duty; none was prosecuted.", {"none": "person"}),
        ("Police investigated 12 cases, but none was prosecuted.", {"none": "case"}),
        # "whom" refers only to persons
        ("Police fined nine agents, two of whom went on trial for trafficking.", {"two": "person"}),
        # a heading's noun says whether cases or persons are counted
        ("Persons under investigation for trafficking: 31 in 2012.", {"31": "person"}),
        ("Trafficking cases before the courts: 31 in 2012.", {"31": "case"}),
        # cases end in an outcome, whatever it is
        ("The court held 20 trafficking cases; eight closed with a conviction.", {"eight": "case"}),
    ],
)
def test_unit(text: str, units: dict[str, str]) -> None:
    told = facts_of(text)
    assert {words: told[words].unit for words in units} == units
