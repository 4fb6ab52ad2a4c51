"""Test figures of protection and resources: plans, the owners of money, and the ways in which victims are named."""

from __future__ import annotations

import pytest

from tests.figures.reading import reading_of
from tipetl.figures.record.context import Context
from tipetl.figures.sentence import analyse
from tipetl.language.rules import load_rules


def read(sentence: str) -> set[tuple[str, float | None]]:
    """Return what the rules alone read in one sentence: metric and figure."""
    a = analyse(sentence, 0, len(sentence), Context(load_rules(), "KEN", "protection"))
    return {(r.metric, r.low) for r in a.readings}


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        # plans are not facts, however they are worded
        ("The ministry plans to open four shelters by 2030.", set()),
        ("The ministry announced plans to spend $30,000 on shelters.", set()),
        ("A third of the money is to open six shelters.", set()),
        ("The strategy foresees 12 workshops for judges.", set()),
        ("The ministry opened four shelters.", {("shelters", 4)}),
        # "May" is a month, not a verb
        ("A hotline opened in May received 812 calls.", {("hotline_calls", 812)}),
        # donors' money and sums per person are not the state's funding
        ("The ministry provided $9,000 from foreign donors for shelters.", set()),
        ("The ministry provided $9,000 from its budget for shelters.", {("funding", 9000)}),
        ("The ministry provided cash grants of 4,000 shillings ($30) each.", set()),
        # a figure followed by a colon and its parts is not a heading
        ("One charity sheltered 46: 30 women and 16 girls.", {("victims_assisted", 46)}),
        # things called "further" count as well
        ("Two further seminars were held for judges.", {("trainings", 2)}),
    ],
)
def test_what_was_done_and_whose_money(sentence: str, facts: set[tuple[str, float]]) -> None:
    got = read(sentence)
    assert got == facts or (facts and facts <= got)


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        # the noun precedes its number, or follows the next number
        ("State shelters, 31 in number, assisted nine victims.", {("shelters", 31), ("victims_assisted", 9)}),
        ("Labor inspectors, 110 in number, assisted nine victims.", {("victims_assisted", 9)}),
        ("Courses for guards, six of them, were held in May.", {("trainings", 6)}),
        ("The hotline received 870 and 912 calls.", {("hotline_calls", 870), ("hotline_calls", 912)}),
        (
            "Five NGO-run and two state-run shelters assisted nine victims.",
            {("shelters", 5), ("shelters", 2), ("victims_assisted", 9)},
        ),
        # "turned over to welfare" is a referral; people "considered victims" are identified
        ("Police turned 63 victims over to the Department of Social Welfare.", {("victims_referred", 63)}),
        ("Consular officials considered 41 of them potential victims.", {("victims_identified", 41)}),
        # only some of the people were victims
        ("The center assisted 905 migrants, 71 of whom were trafficking victims.", {("victims_assisted", 71)}),
        ("The center assisted 905 migrants, some of whom were likely victims.", set()),
        ("The center assisted 905 children at risk.", set()),
        (
            "The center assisted 90 children, 71 of whom were sex trafficking victims.",
            {("victims_assisted", 90), ("victims_assisted", 71)},
        ),
        (
            "The center assisted 90 victims, 71 of whom were women.",
            {("victims_assisted", 90), ("victims_assisted", 71)},
        ),
        # a bare verb after "help" counts the victims, and so does the help that they chose
        ("The embassy helped six women return.", {("victims_repatriated", 6)}),
        ("Eight victims chose assisted return.", {("victims_repatriated", 8)}),
        # things owned are counted, and joined nouns share a verb
        ("The state funded two of the country's nine shelters.", {("shelters", 2), ("shelters", 9)}),
        (
            "The women's shelter assisted 16 victims and the men's shelter 23.",
            {("victims_assisted", 16), ("victims_assisted", 23)},
        ),
        ("The state ran a single shelter.", {("shelters", 1)}),
        # family members are not victims
        (
            "The ministry granted visas to 80 victims and 31 family members.",
            {("victims_residence", 80)},
        ),
        # "a victim" in a negative clause, and joined to a modal verb
        ("No court awarded restitution to a victim.", set()),
        ("The plan would add offices and train 500 officers.", set()),
        ("The ministry offered a 30- to 60-day reflection period to victims.", set()),
        # people who go to court or are taught, and sites that open a clause
        ("Seven victims went to court.", {("victims_in_proceedings", 7)}),
        ("Seven victims went to court for drug offenses.", set()),
        ("Seven victims went to court for theft.", set()),
        ("The academy taught 14 dog handlers.", {("persons_trained", 14)}),
        ("Instruction in the law was received by 88 judges.", {("persons_trained", 88)}),
        ("At 120 farms inspectors made checks.", {("inspections", 120)}),
        ("At 120 farms inspectors made friends.", set()),
        ("The country remained without a shelter for victims.", {("shelters", 0)}),
        ("A convent in Tema was home to 44 victims.", {("victims_assisted", 44)}),
        ("A convent in Tema was close to 44 farms.", set()),
        # each number in parentheses counts those to whom one verb applies
        (
            "In four districts, more victims were found (74) than sheltered (51).",
            {("victims_identified", 74), ("victims_assisted", 51)},
        ),
        # anyone trafficked is a victim, whatever the noun
        ("Police fined nine trafficked women for soliciting.", {("victims_penalized", 9)}),
        ("Police fined nine women for soliciting.", set()),
        # a verb joined to a plan is also planned
        ("The ministry hopes to train 500 judges and to open ten shelters.", set()),
        # an organization, not the government, held the training
        ("An international organization held two workshops for 60 judges.", set()),
        ("IOM, whose campaign was new, trained 30 judges, and the ministry trained 40.", {("persons_trained", 40)}),
        # money that was not spent is not funding
        ("The ministry did not disburse the $90,000 set aside for shelters.", set()),
        # "and" begins a new clause, not another member of the list before it
        ("No shelter could receive men, and 21 male victims were housed in a clinic.", {("victims_assisted", 21)}),
        # police who work together with others still act; a border is not an authority
        ("Together with Ugandan and Rwandan police, the unit arrested 38 suspects.", {("arrests", 38)}),
        ("Teams raided bars near the Ugandan border and arrested 38 suspects.", {("arrests", 38)}),
        ("Ugandan police arrested 38 suspects.", set()),
        # the number of times a line rang counts calls
        ("The hotline rang 940 times.", {("hotline_calls", 940)}),
        ("Officials visited the hotline four times.", set()),
        # money spent under a plan counts, but planned money does not
        ("Under the national plan, ministries spent $40,000.", {("funding", 40000)}),
        # parts of the figure counted, not of the time next to it
        (
            "The ministry granted 54 victims visas of one month, 11 of which were extended.",
            {("victims_residence", 54), ("victims_residence", 11)},
        ),
        # a multiple does not repeat a figure
        ("The center assisted 90 victims, twice as many as in 2009.", {("victims_assisted", 90)}),
        ("The center assisted 90 victims, as many as in 2009.", {("victims_assisted", 90)}),
    ],
)
def test_whose_number_it_is(sentence: str, facts: set[tuple[str, float]]) -> None:
    assert read(sentence) == facts


def test_as_many_repeats_and_twice_as_many_does_not() -> None:
    def readings(sentence: str) -> int:
        return len(analyse(sentence, 0, len(sentence), Context(load_rules(), "KEN", "protection")).readings)

    assert readings("The center assisted 90 victims, as many as in 2009.") == 2
    assert readings("The center assisted 90 victims, twice as many as in 2009.") == 1


def test_what_was_found_is_compared_and_whom_judges_found_against_is_not() -> None:
    def relations(text: str) -> list[tuple[float | None, str]]:
        return [(fact.value, fact.relation) for fact in reading_of(text, "protection", year=2013).facts]

    assert relations("Police found 14 victims against 20.") == [(14, "current"), (20, "comparator")]
    assert relations("Judges found against 20.") == [(20, "current")]
