"""Test people whom a relative clause or a numbered case counts: "two of whom a court in Tema convicted"."""

from __future__ import annotations

import pytest

from tests.figures.reading import reading_of


def metrics(text: str, section: str = "prosecution") -> dict[str, str]:
    return {fact.text: fact.metric for fact in reading_of(text, section, year=2013).facts}


@pytest.mark.parametrize(
    "clause",
    ["a circuit court convicted", "a circuit court in Tema convicted that November", "courts convicted"],
)
def test_what_others_did_to_some_of_them_is_counted(clause: str) -> None:
    assert metrics(f"It prosecuted 14 suspects, two of whom {clause}.") == {"14": "prosecutions", "two": "convictions"}


@pytest.mark.parametrize("noun", ["prosecutions of", "trials of", "cases against"])
def test_persons_of_cases_that_go_on_are_counted_with_them(noun: str) -> None:
    told = metrics(f"Courts continued three {noun} seven suspects begun in 2010.")
    assert told == {"three": "prosecutions_ongoing", "seven": "prosecutions_ongoing"}


def test_a_remark_behind_an_auxiliary_hides_no_denial() -> None:
    assert metrics("Authorities did not, however, prosecute any officials.") == {
        "did not, however, prosecute": "prosecutions"
    }


def test_the_letter_of_a_paragraph_makes_a_number_a_provision() -> None:
    assert metrics("Courts convicted three traffickers under 360(A).") == {"three": "convictions"}


@pytest.mark.parametrize("room", ["with capacity for eight, six, and eight persons", "with room for 12 and 20 women"])
def test_the_room_of_a_place_holds_nobody(room: str) -> None:
    assert metrics(f"The government funded three shelters, {room}.", "protection") == {"three": "shelters"}


def test_room_that_was_found_holds_those_who_came() -> None:
    assert (
        metrics("The department found room for eight child victims in two homes.", "protection")["eight"]
        == "victims_assisted"
    )


def test_a_second_act_ends_the_words_about_the_first() -> None:
    text = "Authorities identified 57 victims and for the first time convicted an offender of labor trafficking."
    found = {fact.text: fact.exploitation for fact in reading_of(text, year=2013).facts}
    assert found == {"57": None, "an": "labor"}
