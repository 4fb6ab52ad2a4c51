"""Test when things begin, and when they are in operation (``figures.claims.beginnings``)."""

from __future__ import annotations

import pytest

from tests.figures.test_descriptions import analyses
from tipetl.figures.claims.beginnings import Beginnings

Month = tuple[int, int | None]


def met(text: str) -> list[tuple[str, Month, Month]]:
    """Return what is dated twice: the thing, the month in which it began, and a month in which it was in operation."""
    beginnings = Beginnings()
    pairs = [pair for analysis in analyses(text) for pair in beginnings.meet(analysis)]
    ordered = (pair if pair[0].begins else pair[::-1] for pair in pairs)
    return [(begun.thing.noun, begun.date[:2], other.date[:2]) for begun, other in ordered]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ministry opened a shelter in October 2016. The shelter took in 21 girls between April and August 2016.",
         ("shelter", (2016, 10), (2016, 8))),
        # the text mentions the unit's work before the unit's creation
        ("In June 2016, officers of the unit for labor trafficking visited farms. The state created the unit for labor "
         "trafficking in September 2016.", ("unit", (2016, 9), (2016, 6))),
        # a participle after the noun dates the beginning
        ("The ministry's hotline, launched in May 2016, is free. In March 2016, the hotline took 200 calls.",
         ("hotlin", (2016, 5), (2016, 3))),
        # the shelter has another name the second time
        ("In August 2015, the ministry opened the country's first shelter. The Orhei shelter cared for 31 girls in "
         "2014 and 44 in 2016.", ("shelter", (2015, 8), (2014, None))),
        # the center's name contains the place that the text mentioned
        ("A medical center in Orhei, the first in the country, opened its doors in October 2016. Between January and "
         "July 2016, the Orhei center lodged 68 women.", ("center", (2016, 10), (2016, 7))),
        # the first residents arrive before the opening
        ("In November 2016, the ministry opened the government's first shelter. The shelter admitted its first two "
         "victims in June 2016.", ("shelter", (2016, 11), (2016, 6))),
        # one sentence states the opening and the operation
        ("The ministry opened a court in October 2016; in May 2016, the same court handed down its first verdict.",
         ("court", (2016, 10), (2016, 5))),
        ("The shelter, opened in October 2016, took in 21 girls in May 2016.", ("shelter", (2016, 10), (2016, 5))),
        # the law's year is not the council's
        ("The state created the council in March 2014. Under a decree of 2005, the council met six times in 2014.",
         ("council", (2014, 3), (2014, None))),
    ],
)  # fmt: skip
def test_what_began_and_was_at_work(text: str, found: tuple[str, Month, Month]) -> None:
    assert met(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        # an earlier shelter may have taken them in
        "The ministry opened a second shelter in October 2016. The shelter took in 21 girls in May 2016.",
        # the shelter is planned, but not yet in operation
        "The ministry opened a shelter in October 2016. In May 2016, the ministry had planned the shelter.",
        "The ministry opened a shelter in October 2016. In May 2016, it approved the shelter.",
        # the second shelter is in another place, or no month is stated
        "The ministry opened the Orhei shelter in October 2016. The Balti shelter took in 21 girls in May 2016.",
        "The ministry opened a center in Orhei in October 2016. The center in Balti took in 21 girls in May 2016.",
        "The ministry opened a shelter in 2016. The shelter took in 21 girls in May 2016.",
        # somebody else acts, not the thing that opened
        "The director of a center opened in October 2016 received six experts in May 2016.",
        "The ministry opened a shelter in October 2016 and trained 12 officers in May 2016.",
        # two shelters open, so "the shelter" may be either
        "It opened a shelter in May 2016, and NGOs opened a shelter in July 2016. The shelter took in 21 in 2015.",
    ],
)
def test_what_is_dated_otherwise(text: str) -> None:
    assert met(text) == []
