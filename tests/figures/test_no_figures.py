"""Test sentences whose figures are not facts: figures that are requested, denied together, or describe acts of others
or of the very people counted. All sentences are written for these tests.
"""

from __future__ import annotations

import pytest

from tests.figures.reading import reading_of
from tipetl.figures.choice.choose import scored_numbers
from tipetl.figures.record.context import Context
from tipetl.figures.sentence import analyse
from tipetl.language.rules import load_rules


def told(text: str, iso3: str = "XKX", section: str = "protection") -> list[tuple[str, float | None, str]]:
    """Return (metric, value, status) of the facts of a text."""
    facts = reading_of(text, section, year=2016, iso3=iso3).facts
    return sorted((f.metric, f.value, f.status) for f in facts)


@pytest.mark.parametrize(
    "text",
    [
        "Convict and sentence offenders to terms of no less than six years.",
        "Train 40 judges and 15 prosecutors.",
        "All four guards were suspended while the inquiry went on.",
        "Kenyan police identified 31 Malawian victims near Mombasa.",
        # the arrests were for another crime
        "Police arrested 61 drug traffickers.",
        "Border guards arrested 61 persons for smuggling.",
        "Border guards arrested 61 persons in 2015, all of them for smuggling.",
        "Courts convicted 61 persons of tax evasion.",
        "Courts acquitted nine persons charged with smuggling of migrants.",
        "Prosecutors dropped charges against 12 persons accused of smuggling migrants.",
        # the outcome concerns only some of the people counted
        "Most of the 36 defendants were acquitted.",
        "Two thirds of the 36 defendants were convicted.",
        # "centers" means buildings here, not shelters
        "Three members of parliament visited two detention centers.",
        # an event still to come is not counted
        "Two shelters are to open in Zomba by 2018.",
        "Three shelters are under construction.",
        "The action plan aims at 500 inspections.",
        "The ministry set itself the goal of training 300 judges.",
        "The draft plan would have 12 districts train 300 judges.",
        # the number is the difference from another year's figure
        "There were 12 more convictions than in 2014.",
    ],
)
def test_a_figure_that_is_no_fact(text: str) -> None:
    assert told(text, "MWI") == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Courts convicted six offenders, the last of them a woman of 24.", 24),
        ("Of the 60 suspects, one in five was a foreigner.", 5),
        ("Police freed 31 victims in Operation 1019.", 1019),
        ("The coordinator reported that seven victims found employment in the capital.", 7),
        ("Prosecutors charged 12 suspects, of whom eight fled before their trial.", 8),
        ("Of the 17 persons convicted, nine went to prison.", 9),
        ("Eight victims asked for visas.", 8),
        ("Police expelled 90 migrants and detained 31 others for illegal entry.", 31),
    ],
)
def test_the_scorer_is_not_asked_about_what_counts_nothing(text: str, figure: float) -> None:
    a = analyse(text, 0, len(text), Context(load_rules(), "MWI", "prosecution"))
    asked = {a.numbers[a.items[k].number].low for k in scored_numbers(a)}
    assert figure not in asked
    assert not any(r.low == figure for r in a.readings)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "Permits reached 340 victims, four short of the 344 of 2014.",
            [("victims_residence", 340, "reported"), ("victims_residence", 344, "reported")],
        ),
        ("Police identified 80 victims, three in four of them women.", [("victims_identified", 80, "reported")]),
        ("The hotline took 622 calls, two calls in three coming from abroad.", [("hotline_calls", 622, "reported")]),
        (
            "Officials identified not five, as first announced, but eight victims.",
            [("victims_identified", 8, "reported")],
        ),
        ("Courts won one conviction, of a man who had exploited three boys.", [("convictions", 1, "reported")]),
    ],
)
def test_what_stands_beside_a_figure_is_none(text: str, want: list[tuple[str, float, str]]) -> None:
    assert told(text) == want


@pytest.mark.parametrize(
    "text",
    [
        "The campaign was run by the church, for which foreign donors paid $450,000.",
        "An international organization contributed $120,000 to the shelter.",
    ],
)
def test_what_donors_give_is_no_funding(text: str) -> None:
    assert not [row for row in told(text) if row[0] == "funding"]


def test_who_is_only_looked_for_is_not_arrested() -> None:
    facts = told("Police arrested 84 suspects and were looking for 60 more.", section="prosecution")
    assert facts == [("arrests", 84, "reported")]


def test_a_single_person_of_a_shared_denial_is_none() -> None:
    facts = told("The courts did not charge, try, or convict a single officer.", section="prosecution")
    assert {status for _, _, status in facts} == {"none"}
    assert ("convictions", 0, "none") in facts


def test_our_own_police_beside_others_count() -> None:
    text = "Together with Kenyan and Ugandan police, the task force arrested 31 suspects."
    assert told(text, "MWI", "prosecution") == [("arrests", 31, "reported")]


@pytest.mark.parametrize(
    "text",
    [
        "Border guards deported 310 workers without permits.",
        "Police detained some 45 women in a raid; an NGO believed that two were victims.",
        "Guards jailed 40 migrants, some of them possible victims.",
        "Soldiers expelled 27 laborers and did not interview them.",
    ],
)
def test_people_whom_nobody_calls_victims_are_not_penalized_victims(text: str) -> None:
    assert not [row for row in told(text) if row[0] == "victims_penalized" and row[1] != 2]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Police fined five girls whom a gang had forced to steal.", 5),
        ("Border guards jailed eight women who turned out to be victims.", 8),
        ("Police jailed seven trafficked boys.", 7),
        ("Police fined six children who had been made to beg.", 6),
    ],
)
def test_people_of_whom_it_is_told_what_made_them_victims_are_penalized_victims(text: str, value: float) -> None:
    assert ("victims_penalized", value, "reported") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The embassy housed 310 runaway maids.",
        "Embassies lodged 120 women who had fled their employers.",
        "State centers assisted 900 girls who had suffered violence.",
        "The mission sheltered 44 workers who had left their jobs.",
    ],
)
def test_people_in_another_need_are_no_victims_assisted(text: str) -> None:
    assert not [row for row in told(text) if row[0] == "victims_assisted"]


def test_people_who_fled_those_who_trafficked_them_are_victims() -> None:
    assert ("victims_assisted", 44, "reported") in told("The shelter assisted 44 women who had fled from a brothel.")


def test_those_of_whom_nothing_more_is_told_are_no_part() -> None:
    text = "Police identified 31 victims, 20 in sex trafficking and eight in forced labor, with three not specified."
    assert [value for _, value, _ in told(text)] == [8, 20, 31]


def test_years_suspended_of_one_term_are_no_persons() -> None:
    facts = told(
        "A court sentenced a trafficker to nine years in prison, four of them suspended.", section="prosecution"
    )
    assert not [row for row in facts if row[0] == "sentences_suspended" and row[1] == 4]
    facts = told("Courts sentenced nine traffickers to two years, three of them suspended.", section="prosecution")
    assert ("sentences_suspended", 3, "reported") in facts
    for text in (
        "The second man received three years and the woman two years, suspended for four.",
        "A court sentenced one man to three years in prison, suspended for five.",
    ):
        facts = told(text, section="prosecution")
        assert [value for metric, value, _ in facts if metric == "sentences_suspended"] == [1]
    facts = told("One man got five years; the terms of two others were suspended for four.", section="prosecution")
    assert ("sentences_suspended", 1, "reported") not in facts


@pytest.mark.parametrize(
    "text",
    [
        "The trial of a recruiter had not begun when the year ended.",
        "The trial of two officers was not held during the year.",
        "The report noted its failure to convict a single trafficker.",
        "Its inability to prosecute two officials was criticized.",
    ],
)
def test_what_was_not_begun_or_done_counts_nobody(text: str) -> None:
    assert not [row for row in told(text, section="prosecution") if row[1]]


def test_a_trial_that_goes_on_counts() -> None:
    facts = told("The trial of two officers had not concluded.", section="prosecution")
    assert ("prosecutions_ongoing", 2, "reported") in facts


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Police counted 58 cases: 43 of sex trafficking, nine of forced labor, and six undetermined.", 6),
        ("Police freed 40 victims; the form of exploitation of the other seven was not recorded.", 7),
        ("Foreign victims could ask for a permit; 16 victims received one.", 1),
        ("Police freed 19 victims and NGOs 40. It was unclear whether the two totals overlapped.", 2),
        ("An NGO, with money of the EU, trained 75 volunteers.", 75),
        ("Police trained 26 officers, whereas a Swiss foundation paid for a study visit of 45 judges.", 45),
    ],
)
def test_what_is_untold_pointed_at_or_done_by_donors_counts_nothing(text: str, figure: int) -> None:
    assert figure not in {value for _, value, _ in told(text)}


def test_a_term_of_probation_is_a_suspended_sentence() -> None:
    facts = told("A court convicted a trafficker and sentenced her to three years probation.", section="prosecution")
    assert ("sentences_suspended", 1, "reported") in facts
    facts = told("A court convicted a trafficker and sentenced her to three years in prison.", section="prosecution")
    assert not [row for row in facts if row[0] == "sentences_suspended"]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        # a dismissed officer was not before a court
        ("At least four police officers were under investigation and one was dismissed.", {"investigations"}),
        ("Police arrested five officers and dismissed two.", {"arrests"}),
        ("Six officers were investigated; three were dismissed and two were suspended.", {"investigations"}),
        ("Prosecutors charged five officers; one was acquitted, and one was dismissed.",
         {"charges", "acquittals", "dismissals"}),
        ("Courts convicted five officers; two received suspended sentences.", {"convictions", "sentences_suspended"}),
        # the phrase that sums up the people mentioned is not part of their list
        ("Police arrested two men and one woman, and all three were acquitted.", {"arrests", "acquittals"}),
        # the victims chose this themselves; the state did not act
        (
            "None of the 19 victims identified chose to participate in investigations.",
            {"victims_in_proceedings", "victims_identified"},
        ),
    ],
)  # fmt: skip
def test_only_what_befell_them_is_counted(text: str, want: set[str]) -> None:
    assert {metric for metric, _, _ in told(text, section="prosecution")} == want


def test_those_summed_up_are_counted_once() -> None:
    found = told("Police arrested two men and one woman, and all three were acquitted.", section="prosecution")
    assert found == [("acquittals", 3, "reported"), ("arrests", 1, "reported"), ("arrests", 2, "reported")]
