"""Figures of protection and resources: what is meant and not done, whose money it is, how victims are spoken of."""

from __future__ import annotations

import pytest

from tipetl.extract.sentence import analyse
from tipetl.language.rules import load_rules


def read(sentence: str) -> set[tuple[str, float | None]]:
    """What the rules alone read in one sentence: metric and figure."""
    a = analyse(sentence, 0, len(sentence), load_rules(), "KEN", "protection", [])
    return {(r.metric, r.low) for r in a.readings}


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        # plans are no facts, however they are put
        ("The ministry plans to open four shelters by 2030.", set()),
        ("The ministry announced plans to spend $30,000 on shelters.", set()),
        ("A third of the money is to open six shelters.", set()),
        ("The strategy foresees 12 workshops for judges.", set()),
        ("The ministry opened four shelters.", {("shelters", 4)}),
        # a month is no verb
        ("A hotline opened in May received 812 calls.", {("hotline_calls", 812)}),
        # money of others, and what each person got
        ("The ministry provided $9,000 from foreign donors for shelters.", set()),
        ("The ministry provided $9,000 from its budget for shelters.", {("funding", 9000)}),
        ("The ministry provided cash grants of 4,000 shillings ($30) each.", set()),
        # a figure with its own parts behind a colon is no heading
        ("One charity sheltered 46: 30 women and 16 girls.", {("victims_assisted", 46)}),
        # more of the same
        ("Two further seminars were held for judges.", {("trainings", 2)}),
    ],
)
def test_what_was_done_and_whose_money(sentence: str, facts: set[tuple[str, float]]) -> None:
    got = read(sentence)
    assert got == facts or (facts and facts <= got)
