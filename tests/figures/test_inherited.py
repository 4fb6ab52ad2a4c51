"""Test what a figure takes from another: in parts, comparisons, rows of figures, and nouns joined by "and a"."""

from __future__ import annotations

import pytest

from tipetl.figures.record.context import Context
from tipetl.figures.sentence import analyse
from tipetl.language.rules import load_rules

Row = tuple[str, float | None]


def read(*sentences: str) -> list[Row]:
    """Return the metrics and values that the rules alone read in the last sentence."""
    text = " ".join(sentences)
    rows = []
    before: list = []  # type: ignore[type-arg]
    start = 0
    for sentence in sentences:
        a = analyse(text, start, start + len(sentence), Context(load_rules(), "XKX", "prosecution", before))
        before, rows = a.readings, [(r.metric, r.low) for r in a.readings]
        start += len(sentence) + 1
    return rows


CASES: list[tuple[str, list[Row]]] = [
    # "and a" joins a person to a subject or object
    ("Three customs officers and a clerk were arrested.", [("arrests", 3), ("arrests", 1)]),
    ("Police investigated two inspectors and a teacher.", [("investigations", 2), ("investigations", 1)]),
    ("Courts convicted two officials, an inspector and a guard.", [("convictions", 2)]),
    ("Two guards and one clerk of the registry were arrested.", [("arrests", 2), ("arrests", 1)]),
    # each bare figure of a row compares with a figure of the row before; figures of different years do not pair up
    (
        "The squads investigated 60 cases and charged 202 suspects, down from 65 and 288 the year before.",
        [("investigations", 60), ("charges", 202), ("investigations", 65), ("charges", 288)],
    ),
    (
        "Courts charged 12 and convicted eight, compared with five in 2014 and six in 2013.",
        [("charges", 12), ("convictions", 8), ("convictions", 5), ("convictions", 6)],
    ),
    # the sentence's verb after an inserted remark
    ("Six women, who had been deceived by agents, were repatriated.", [("victims_repatriated", 6)]),
    (
        "Seven recruiters, including two women, were found guilty.",
        [("convictions", 7), ("convictions", 2)],
    ),
    # a part with its own clause; a part that is only classified
    (
        "A shelter assisted 44 victims, 31 of whom the police had referred.",
        [("victims_assisted", 44), ("victims_referred", 31)],
    ),
    (
        "Authorities prosecuted 60 defendants, 33 of them charged with sex trafficking.",
        [("prosecutions", 60), ("prosecutions", 33)],
    ),
    # a comparator takes the metric of the figure compared with it
    (
        "Prosecutors charged two clerks; courts did not convict any officials, compared with three in 2021.",
        [("charges", 2), ("convictions", 0), ("convictions", 3)],
    ),
    (
        "Police opened 20 investigations, and convictions rose from 31 to 44.",
        [("investigations", 20), ("convictions", 31), ("convictions", 44)],
    ),
    ("Courts convicted 14 traffickers. The agency employed 80 persons, down from 95.", [("convictions", 14)]),
    ("The unit trained 70 officers, twice as many as in 2015.", [("persons_trained", 70)]),
    # several figures form a row
    (
        "Police investigated 71 cases, prosecutors prosecuted 40 suspects, and courts convicted 22; "
        "the figures for 2016 were 65, 33, and 18.",
        [
            ("investigations", 71),
            ("prosecutions", 40),
            ("convictions", 22),
            ("investigations", 65),
            ("prosecutions", 33),
            ("convictions", 18),
        ],
    ),
    (
        "The north reported 14 investigations and 11 prosecutions; the south reported six and five.",
        [("investigations", 14), ("prosecutions", 11), ("investigations", 6), ("prosecutions", 5)],
    ),
    (
        "Courts prosecuted 33 cases, compared with nine in 2011 and six in 2010, and two offenders were convicted.",
        [("prosecutions", 33), ("prosecutions", 9), ("prosecutions", 6), ("convictions", 2)],
    ),
    (
        "Police referred 80 victims and assisted 55, compared with 61 victims in 2019.",
        [("victims_referred", 80), ("victims_assisted", 55), ("victims_assisted", 61)],
    ),
    # the participle that says what the victims were freed from only describes them
    ("In all, 70 boys freed from forced labor were repatriated.", [("victims_repatriated", 70)]),
    # a clause without a verb takes that of the clause before
    (
        "Police referred 52 victims to a home, which assisted 57 victims in all, and 34 to a clinic.",
        [("victims_referred", 52), ("victims_assisted", 57), ("victims_referred", 34)],
    ),
    (
        "Prosecutions rose from 56 to 109, and convictions from 36 to 46.",
        [("prosecutions", 56), ("prosecutions", 109), ("convictions", 36), ("convictions", 46)],
    ),
    ("In 2016, 11 victims received visas; in 2015, two had.", [("victims_residence", 11), ("victims_residence", 2)]),
    (
        "Seventeen victims testified; the year before, nine had done so.",
        [("victims_in_proceedings", 17), ("victims_in_proceedings", 9)],
    ),
    # a figure inherits nothing inside the description of a crime, or from the other party
    ("A court convicted three brothers of luring more than 50 women abroad.", [("convictions", 3)]),
    ("Police investigated 90 cases, compared with 200 victims in 2010.", [("investigations", 90)]),
    ("Police charged nine suspects, and two were disbarred.", [("charges", 9)]),
    ("Prosecutors charged 12 officers, and three lost their jobs.", [("charges", 12)]),
    # "a" also opens a clause after a semicolon; "a second" counts one more; "a total of" counts nothing
    ("Police arrested two men; a clerk was convicted.", [("arrests", 2), ("convictions", 1)]),
    ("Judges convicted six traffickers; a second guard was acquitted.", [("convictions", 6), ("acquittals", 1)]),
    ("NGOs sheltered a total of 71 victims.", [("victims_assisted", 71)]),
    ("A court awarded a total of $9,000 to three victims.", [("compensation", 9000), ("victims_compensated", 3)]),
    # a participle only states a starting time; the second of two durations does not need its own unit
    ("Prosecutors continued proceedings initiated in 2015 against nine suspects.", [("prosecutions_ongoing", 9)]),
    (
        "The court continued the trial of five cases begun in 2013 against 12 men.",
        [("prosecutions_ongoing", 5), ("prosecutions_ongoing", 12)],
    ),
    (
        "The state issued permits to 12 victims and allowed the others 45 days, or 90 for minors.",
        [("victims_residence", 12)],
    ),
    # only the residents who were victims count
    ("A home took in 60 residents, of whom 22 were trafficking victims.", [("victims_assisted", 22)]),
    # an object that two verbs share, after a phrase that the second verb needs
    ("Police identified and referred to a home nine girls.", [("victims_identified", 9), ("victims_referred", 9)]),
    ("Police found and gave medical care to 12 victims.", [("victims_assisted", 12), ("victims_identified", 12)]),
    (
        "Police freed 12 victims, namely seven girls who had fled a war and five women.",
        [("victims_identified", 12), ("victims_identified", 7), ("victims_identified", 5)],
    ),
    # the noun that "of which there were nine" counts; the values between which a number moves, after a comma
    ("Shelters for women, of which there were nine, took in 40 victims.", [("shelters", 9), ("victims_assisted", 40)]),
    (
        "Mobile teams, of which there were six, brought care to 35 victims, as against 22 in 2012.",
        [("victims_assisted", 35), ("victims_assisted", 22)],
    ),
    (
        "Police opened 40 cases; the number of men prosecuted fell, to 16 from 21 in 2011; it had been 18 in 2010.",
        [("investigations", 40), ("prosecutions", 16), ("prosecutions", 21), ("prosecutions", 18)],
    ),
    (
        "Courts convicted two men, but a judge suspended both sentences.",
        [("convictions", 2), ("sentences_suspended", 2)],
    ),
    # a figure in the parentheses of a comparison, or in another comparison, does not pair with any other
    (
        "Police opened 29 investigations, compared with 18 in 2011, and courts convicted nine traffickers, compared "
        "with 11 defendants (eight for sex trafficking and three for forced labor) in 2011.",
        [
            ("investigations", 29),
            ("investigations", 18),
            ("convictions", 9),
            ("convictions", 11),
            ("convictions", 8),
            ("convictions", 3),
        ],
    ),
    (
        "Courts convicted five offenders, compared with one in 2016; prosecutors filed charges in four cases, compared "
        "with seven in 2016 and three in 2015.",
        [("convictions", 5), ("convictions", 1), ("charges", 4), ("charges", 7), ("charges", 3)],
    ),
    # "as many as 15" is a bound and does not repeat a figure
    ("The shelter took in as many as 15 victims.", [("victims_assisted", 15)]),
    ("An unspecified number of cases remained pending.", [("prosecutions_ongoing", None)]),
    # the jury that decides is not part of the preceding list
    ("Police arrested two guards and one clerk for it, and a jury freed them.", [("arrests", 2), ("arrests", 1)]),
    # several nouns correspond to an equal number of figures
    (
        "Investigations, prosecutions, and convictions numbered 38, 29, and 12.",
        [("investigations", 38), ("prosecutions", 29), ("convictions", 12)],
    ),
    # a plan's future actions, named by nouns, yield nothing
    ("The plan foresees the training of 500 officials and a budget of $90,000.", []),
    # a request is not yet a grant; a pronoun may stand for what was requested
    (
        "Twelve victims applied for residence permits; nine received them, compared with five in 2009.",
        [("victims_residence", 9), ("victims_residence", 5)],
    ),
    # people sent to prison are not additional convictions, nor is a figure compared with them
    ("Courts convicted nine men. Only four of the nine went to prison.", [("convictions", 9)]),
    (
        "Police opened 40 cases; 22 concerned sex trafficking and 18 forced labor, with begging at issue in 11 of the "
        "latter.",
        [("investigations", 40), ("investigations", 22), ("investigations", 18), ("investigations", 11)],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=lambda x: x[:40] if isinstance(x, str) else "")
def test_a_figure_takes_its_metric_from_the_right_one(sentence: str, expected: list[Row]) -> None:
    assert read(sentence) == expected


def test_a_home_country_counts_part_of_the_total() -> None:
    rows = read("The center sheltered 300 victims.", "Nepal was the home of 120 of them, India of 80.")
    assert rows == [("victims_assisted", 120), ("victims_assisted", 80)]


def test_nobody_did_it() -> None:
    assert read("No province convicted a trafficker.") == []


def test_an_opened_case_is_one() -> None:
    assert read("The police opened an investigation of a retired colonel.") == [("investigations", 1)]
    assert read("The police opened an inquiry into two officers.") == [("investigations", 2)]


def test_nationalities_in_brackets_sort_the_persons_told_before() -> None:
    rows = read(
        "NGOs sheltered 90 victims in four shelters.", "Kenyans (31) and Ugandans (12) were the largest groups."
    )
    assert rows == [("victims_assisted", 31), ("victims_assisted", 12)]


def test_who_is_younger_is_a_person() -> None:
    rows = read("Police referred 33 victims to one of four shelters; nine were younger than 18.")
    assert ("victims_referred", 9) in rows


def test_the_figure_of_the_same_metric_is_only_pointed_back_to() -> None:
    rows = read("NGOs ran nine shelters.", "In 2016 the nine shelters housed 23 victims.")
    assert rows == [("victims_assisted", 23)]
    assert read("Police arrested 15 suspects.", "Prosecutors charged the 15 suspects.") == [("charges", 15)]
