"""Test what sentences say about all of the people mentioned, and about some of them (``figures.claims.everyone``)."""

from __future__ import annotations

import pytest

from tests.figures.test_descriptions import analyses
from tipetl.figures.claims.descriptions import Memory
from tipetl.figures.claims.everyone import everyone, some

Said = list[tuple[set[str], set[float | None]]]


def said(text: str) -> tuple[Said, Said]:
    """Return the kinds that the last sentence states for everyone and for some, each with the numbers it may
    refer to.
    """
    memory = Memory()
    *before, last = analyses(text)
    for analysis in before:
        memory.remember(analysis)
    of_all = [(set(one.kinds), {told.number.low for told in one.told}) for one in everyone(last, memory)]
    return of_all, [(set(one.kinds), {told.number.low for told in one.told}) for one in some(last, memory)]


@pytest.mark.parametrize(
    ("text", "kinds", "numbers"),
    [
        ("Police identified 18 victims; each of them was a woman exploited in bars.", {"female"}, {18}),
        ("Police identified 36 victims in 2016, all of them women or girls who were sent home.", {"female"}, {36}),
        ("Police identified 36 victims in 2016, and referred all of them to homes.", {"cared_for"}, {36}),
        ("Courts convicted nine traffickers and sent all nine to prison.", {"prison", "convicted"}, {9}),
        ("Courts convicted eight traffickers in 2016; none received a prison sentence.", {"free"}, {8}),
        ("Courts convicted ten traffickers. All ten received custodial sentences.", {"prison"}, {10}),
        ("Police identified 12 victims, none of them men.", {"female"}, {12}),
        ("Police identified 57 victims, all of them foreign nationals.", {"foreign"}, {57}),
        # the statement is about all of the people that a later sentence counts
        ("None of the offenders convicted in 2016 received a suspended sentence.", {"prison"}, set()),
    ],
)
def test_what_is_said_of_everyone(text: str, kinds: set[str], numbers: set[float]) -> None:
    assert (kinds, numbers) in said(text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "Police identified 18 victims, nearly all of them women.",
        "Police identified 18 victims in all, women foremost.",
        "The law covers all forms of trafficking of women. It protects nine groups.",
        "Police identified 24 victims, all of them women and children.",
        "Police identified 24 victims and referred all of them to centers for women.",
    ],
)
def test_what_is_said_of_only_some_is_not_of_everyone(text: str) -> None:
    assert not any("female" in kinds or "male" in kinds for kinds, _ in said(text)[0])


@pytest.mark.parametrize(
    ("text", "kinds", "numbers"),
    [
        ("Police identified 18 victims. Three of the 18 victims, men who had worked on a farm, left.", {"male"}, {18}),
        ("Police identified 62 victims in 2016. It gave visas to 13 of the victims of 2016.", {"stayed"}, {62}),
        ("In 2016, the program assisted 74 victims. Nine boys were among the victims whom it assisted in 2016.",
         {"male", "child"}, {74}),
        ("Prosecutors opened seven prosecutions. A court convicted the defendant in one of these seven prosecutions.",
         {"convicted"}, {7}),
        ("Police identified 57 victims. Three of the 57, Kenyan girls whom a relative sold, left.", {"national"},
         {57}),
        ("Courts convicted 11 traffickers in 2016. One of the traffickers convicted in 2016, a mother who had sold two "
         "sons, was spared imprisonment.", {"free"}, {11}),
    ],
)  # fmt: skip
def test_what_is_said_of_some(text: str, kinds: set[str], numbers: set[float]) -> None:
    assert any(kinds <= told and whole == numbers for told, whole in said(text)[1]), said(text)


def test_a_part_of_a_term_sets_no_one_free() -> None:
    text = "Courts convicted nine traffickers. Four of them got three years, of which 18 months were suspended."
    assert not any("free" in kinds for kinds, _ in said(text)[1])


@pytest.mark.parametrize(("persons", "metric"), [("offenders", "convictions"), ("men", None)])
def test_some_persons_convicted_are_not_everyone_convicted(persons: str, metric: str | None) -> None:
    text = f"All of the {persons} convicted in 2016 were sent to prison."
    assert {one.metric for analysis in analyses(text) for one in everyone(analysis, Memory())} == (
        {metric} if metric else set()
    )
