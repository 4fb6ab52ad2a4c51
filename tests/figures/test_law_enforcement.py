"""Test figures of police, prosecutors and courts that are far from their verb or have no verb."""

from __future__ import annotations

import pytest

from tests.figures.gold_texts import read, words_of_ours

pytestmark = pytest.mark.usefixtures("without_encoder")

CASES = [
    # an apposition or a clause between the subject and its verb
    ("Four others, all of them guards, were acquitted.", {"Four": "acquittals"}),
    ("One suspect, the owner of a hotel in Prizren, was acquitted.", {"One": "acquittals"}),
    ("Two brokers, who had sold girls, were acquitted.", {"Two": "acquittals"}),
    (
        "Courts heard 30 cases, and 26 offenders, including three foreigners, were found guilty.",
        {"30": "prosecutions", "26": "convictions", "three": "convictions"},
    ),
    # an individual in a list counts as one
    ("Police investigated two officers and a social worker.", {"two": "investigations", "a": "investigations"}),
    ("Three inspectors and a mayor were convicted.", {"Three": "convictions", "a": "convictions"}),
    # an individual who is named again is not counted
    ("Courts convicted two officials, an inspector and a guard.", {"two": "convictions"}),
    # the individual concerned by an event that is not itself counted
    ("A joint operation led to the arrest of a hotel manager.", {"a": "arrests"}),
    ("The trial of a former mayor continued.", {"a": "prosecutions_ongoing"}),
    ("Diplomatic immunity prevented the prosecution of a consul.", {}),
    # a phrase with a number of cases that opens a clause
    ("In 11 cases, judges dismissed the charges.", {"11": "dismissals"}),
    # a participle that only describes the defendants
    ("Nine defendants charged in earlier years remained on trial.", {"Nine": "prosecutions_ongoing"}),
    ("Police opened an inquiry into seven officers accused of aiding traffickers.", {"seven": "investigations"}),
    # the proceedings were continued, not begun
    ("Authorities continued the prosecutions of 29 traffickers.", {"29": "prosecutions_ongoing"}),
    ("Prosecutors continued to prosecute 41 defendants.", {"41": "prosecutions_ongoing"}),
    ("Prosecutors initiated or continued nine prosecutions.", {"nine": "prosecutions"}),
    # a remark between a subject and its verb
    ("Prosecutions, by contrast, numbered 14.", {"14": "prosecutions"}),
    ("Convictions, on the other hand, fell from 12 to nine.", {"12": "convictions", "nine": "convictions"}),
    # British spelling
    ("Arrests totalled 14.", {"14": "arrests"}),
    ("Penal judgements condemned 14 labour traffickers.", {"14": "convictions"}),
    # each number in parentheses refers to the words before it
    ("Police arrested more traffickers (31) than in any year.", {"31": "arrests"}),
    ("Police arrested more traffickers (in town) than in any year.", {}),
    ("Fewer traffickers were convicted (18) than acquitted (24).", {"18": "convictions", "24": "acquittals"}),
    (
        "Across three provinces, more suspects were charged (31) than acquitted (14).",
        {"31": "charges", "14": "acquittals"},
    ),
    (
        "The courts of four towns saw fewer traffickers tried (31) than acquitted (14).",
        {"31": "prosecutions", "14": "acquittals"},
    ),
    (
        "Convictions were split between sex trafficking (21) and forced labor (17).",
        {"21": "convictions", "17": "convictions"},
    ),
    # "so" stands for the preceding act
    (
        "Courts convicted 14 traffickers; the year before, they had done so in the case of nine.",
        {"14": "convictions", "nine": "convictions"},
    ),
    (
        "Magistrates jailed four victims; 2012 had seen 11 so treated.",
        {"four": "victims_penalized", "11": "victims_penalized"},
    ),
    # "without" states that there were none
    ("The year passed without the arrest of a single trafficker.", {"without the": "arrests"}),
    # a figure for another time next to the subject, and the amount of a rise
    ("Convictions, nine in 2014, rose to 15.", {"nine": "convictions", "15": "convictions"}),
    ("Convictions rose by six to 15.", {"15": "convictions"}),
    # "those" refers to people described by a clause
    ("Sixteen of those whom police had arrested were tried.", {"Sixteen": "prosecutions"}),
    # a court case is opened by the police and heard by judges
    ("Police opened 22 court cases.", {"22": "investigations"}),
    ("Magistrates heard 22 court cases.", {"22": "prosecutions"}),
    # "given as" introduces the number
    ("The number of traffickers convicted under the act is given as 36.", {"36": "convictions"}),
    ("The number of traffickers convicted under the act is used as 36.", {}),
    # "not only" is not a denial
    ("Not only did prosecutors indict 22 traffickers; they tried nine.", {"22": "charges", "nine": "prosecutions"}),
    ("Police did not merely arrest 22 traffickers.", {"22": "arrests"}),
    ("Police did not just arrest 22 traffickers; they freed a girl.", {"22": "arrests", "a": "victims_identified"}),
    (
        "Not only were 22 traffickers arrested, but nine were convicted.",
        {"22": "arrests", "nine": "convictions"},
    ),
    (
        "Not merely have 22 traffickers been arrested; nine were convicted.",
        {"22": "arrests", "nine": "convictions"},
    ),
    ("Not only will 22 traffickers be arrested, but nine were convicted.", {"nine": "convictions"}),
    # a participle in -ing before its subject, and a particle before an object
    ("Awaiting judgment were nine traffickers.", {"nine": "prosecutions_ongoing"}),
    ("Awaiting visitors were nine traffickers.", {}),
    ("Before the high court lay 22 trafficking cases.", {"22": "prosecutions_ongoing"}),
    ("Officers singled out 12 girls as victims.", {"12": "victims_identified"}),
    # "against" after "won" does not compare figures
    ("Prosecutors won a conviction against nine.", {"nine": "convictions"}),
    # people recruited may be offenders
    ("Police arrested 22 men lured by a ring into driving for it.", {"22": "arrests"}),
    ("Police arrested 22 women trafficked to the city.", {"22": "victims_penalized"}),
    ("Police arrested 22 girls lured and exploited in bars.", {"22": "victims_penalized"}),
    # the court before which people were brought, whatever its adjectives
    ("Nine traffickers were brought before a district magistrate.", {"Nine": "prosecutions"}),
    ("Soldiers took seven traffickers into army custody.", {"seven": "arrests"}),
    ("Soldiers took seven traffickers into a forest.", {}),
    # a number that sums up the subject
    ("The suspects were arrested in June, 14 in all.", {"14": "arrests"}),
    ("Laws were passed, 14 in all.", {}),
    # the figure counts the people whose crime it was
    (
        "Courts convicted 39 traffickers. Trafficking in adults was the crime of 27; pimping, that of 12.",
        {"39": "convictions", "27": "convictions", "12": "convictions"},
    ),
    ("Trafficking is the subject of two laws.", {}),
    # suspects in cases get the metric of the cases
    ("Police registered 141 cases against 262 suspects.", {"141": "investigations", "262": "investigations"}),
    # the next noun does not belong to the figure before it
    (
        "Arrests rose from 112 to 120 and convictions from 36 to 46.",
        {"112": "arrests", "120": "arrests", "36": "convictions", "46": "convictions"},
    ),
    # dismissals of an office's own staff are not dismissed cases
    ("The minister dismissed six officers from the force.", {}),
    ("All six police officers were suspended during the inquiry.", {}),
    ("Disciplinary proceedings against 14 officers remained pending.", {}),
    ("The labor ministry opened 204 administrative investigations.", {}),
    # a case may end without a verdict
    ("The courts suspended 16 cases for lack of evidence.", {"16": "dismissals"}),
    (
        "Of the 33 cases sent to court, eight ended in convictions and nine in acquittals.",
        {"33": "prosecutions", "eight": "convictions", "nine": "acquittals"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:40] for text, _ in CASES])
def test_what_befell_whom(text: str, expected: dict[str, str]) -> None:
    assert sorted((f.text, f.metric) for f in read(words_of_ours(text)).facts) == sorted(expected.items())


@pytest.mark.xfail(strict=True, reason="the scorer with more free wordings drops these figures, which rules read")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Courts convicted 22 women recruited by a ring to watch the victims.", {"22": "convictions"}),
        ("Police hauled 12 pimps before the capital's judges.", {"12": "prosecutions"}),
    ],
)
def test_what_rules_read_and_the_scorer_drops(text: str, expected: dict[str, str]) -> None:
    test_what_befell_whom(text, expected)
