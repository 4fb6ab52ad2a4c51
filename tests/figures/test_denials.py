"""Test zero figures and unreported figures: how far a denial or a silence extends, and what neither covers."""

from __future__ import annotations

import pytest

from tipetl.figures.choice.network import load_scorer
from tipetl.figures.record.analysis import Analysis
from tipetl.figures.record.context import Context
from tipetl.figures.sentence import analyse
from tipetl.language.rules import load_rules


def read(sentence: str, *, scored: bool = False) -> Analysis:
    scorer = load_scorer() if scored else None
    return analyse(sentence, 0, len(sentence), Context(load_rules(), "PER", "prosecution"), scorer)


def said(sentence: str, status: str, *, scored: bool = False) -> set[str]:
    return {reading.metric for reading in read(sentence, scored=scored).readings if reading.status == status}


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        ("The police did not open any investigations or obtain any convictions.", {"investigations", "convictions"}),
        # a denial that opens the sentence inverts the verb and its subject
        ("Never have the courts convicted a trafficker.", {"convictions"}),
        ("Not once did the courts convict a trafficker.", {"convictions"}),
        ("Nor did the police arrest anyone for trafficking in 2017.", {"arrests"}),
        ("Not until 2016 did the courts convict a trafficker.", set()),
        ("Did not have time; police arrested 12 traffickers.", set()),
        ("Did not have any shelter but trained 12 police officers.", {"shelters"}),
        ("Not having funds, police arrested 12 traffickers.", set()),
        ("The state did not convict any trafficker or, despite many tips, investigate any officials.",
         {"convictions", "investigations"}),
        ("The police failed to identify any victims or to investigate any officials.",
         {"victims_identified", "investigations"}),
        ("Neither the ministry nor the provinces prosecuted any official.", {"prosecutions"}),
        ("Nor was anyone in office prosecuted or convicted.", {"prosecutions", "convictions"}),
        ("The courts did not convict any soldiers complicit in trafficking.", {"convictions"}),
        ("The government did not fund NGO shelters.", {"funding"}),
        ("Authorities did not punish victims for acts committed under duress.", {"victims_penalized"}),
        ("The state did not provide shelter to any victims.", {"victims_assisted"}),
        ("The ministry spent nothing on campaigns.", {"funding"}),
        ("Two charities ran homes with no financial support from the government.", {"funding"}),
        ("There has never been a conviction of an official.", {"convictions"}),
        ("There were no awards of restitution.", {"victims_compensated"}),
        ("Victims who cooperated were not detained.", {"victims_penalized"}),
        ("Judges could order restitution, though no one did so.", {"victims_compensated"}),
        ("The ministry provided no services to victims.", {"victims_assisted"}),
        ("The government fails to investigate or prosecute any offenses.", {"investigations", "prosecutions"}),
        ("Police opened files but are failing to arrest any traffickers or to formally identify any victims.",
         {"arrests", "victims_identified"}),
        ("The government has failed to convict any traffickers.", {"convictions"}),
        ("The laws were not used to prosecute any traffickers.", {"prosecutions"}),
        ("Officials did not identify or provide services to any victims.", {"victims_identified", "victims_assisted"}),
        ("The state has never prosecuted or convicted an official.",
         {"prosecutions", "convictions"}),
        ("The ministry granted neither residence permits nor compensation to any victim.",
         {"victims_residence", "victims_compensated"}),
        ("It provided neither lodging nor legal aid to any of the men.", {"victims_assisted"}),
        ("Police looked into one agency, without a prosecution or conviction.", {"prosecutions", "convictions"}),
        ("No victim of forced begging received damages or permission to stay.",
         {"victims_compensated", "victims_residence"}),
        ("No mayor, customs agent, or judge was arrested or brought to trial.", {"arrests", "prosecutions"}),
        ("The police did not investigate or prosecute any recruitment agency.", {"investigations", "prosecutions"}),
        ("Under no circumstances were victims jailed.", {"victims_penalized"}),
        ("The courts neither prosecuted nor convicted any offender.", {"prosecutions", "convictions"}),
        ("Neither arrests nor prosecutions of officials occurred.", {"arrests", "prosecutions"}),
        ("The courts did not convict any trafficker, and the police arrested nine.", {"convictions"}),
    ],
)  # fmt: skip
def test_none(sentence: str, want: set[str]) -> None:
    assert said(sentence, "none") == want


def test_the_same_none_of_another_year() -> None:
    sentence = "The courts did not convict any trafficker in 2007, nor any in 2006."
    a = analyse(sentence, 0, len(sentence), Context(load_rules(), "PER", "prosecution"))
    assert [r.metric for r in a.readings] == ["convictions", "convictions"]
    again = read("No trafficker was convicted in 2007, exactly as in 2006.").readings
    assert [(r.metric, r.year, r.relation) for r in again if r.year] == [("convictions", 2006, "comparator")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The police did not consistently investigate traffickers.",
        "The ministry did not complete the investigation of four officials.",
        "The ministry did not provide adequate services to victims.",
        "Of the children helped, 93 had not been assisted before.",
        "A judge ordered him to compensate one victim, who had not received the money by December.",
        "Peru was not placed on Tier 3.",
        "The ministry provided no support to a victims' compensation fund.",
        "The state has yet to lodge a report under the convention.",
        "Victims are not always recognized.",
        "The government fails to prosecute offenses vigorously.",
        "The ministry did not increase convictions.",
        "Most victims have not filed lawsuits against their employers.",
        "The ministry failed to ensure that victims were not jailed.",
        "Two cases were closed without a hearing.",
        "Acquittals were not broken down by offense.",
        "The number of foreign victims given leave to stay was not made public.",
    ],
)
def test_no_figure_of_none(sentence: str) -> None:
    assert said(sentence, "none") == set()


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        ("Nor did the ministry disclose the number of judges trained.", {"persons_trained"}),
        ("It did not report how many received legal assistance.", {"victims_assisted"}),
        # an event mentioned only to describe the people counted is not the subject of the silence
        ("It did not report the number of victims identified during those inspections.", {"victims_identified"}),
        ("It did not report how many men were convicted as a result of prosecutions.", {"convictions"}),
        ("It did not report the number of arrests made in those investigations.", {"arrests"}),
        ("It did not report the number of victims or of inspections.", {"inspections"}),
        ("It did not report the number of victims assisted in shelters.", {"victims_assisted"}),
        ("It did not report the number of victims who assisted in investigations.", {"victims_in_proceedings"}),
        ("The police did not report how many received restitution.", {"victims_compensated"}),
        ("Officials did not report how many sentences were suspended.", {"sentences_suspended"}),
        ("The courts did not report sentencing data.", {"sentence_terms"}),
        ("The ministry did not report how much it spent on care.", {"funding"}),
        ("The government did not report that it had identified a victim or referred one to care.",
         {"victims_identified", "victims_referred"}),
        ("The state did not report convicting any officials, and a former mayor was acquitted.", {"convictions"}),
        ("Although it did not report the number of victims identified, NGOs reported assisting 30.",
         {"victims_identified"}),
        ("Courts can award damages, but the judges did not report awarding any to victims.", {"victims_compensated"}),
        ("It did not report any prosecutions of officials, and the case of the police inspector indicted in 2014 for "
         "running a bar with girls from abroad was still in court.", {"prosecutions"}),
        ("How many officials, if any, had been convicted, the ministry could not say.", {"convictions"}),
        ("Of suspended sentences the department kept no count.", {"sentences_suspended"}),
        ("On suspended sentences the courts released no figures.", {"sentences_suspended"}),
        ("The number of sentences that judges had suspended was withheld.", {"sentences_suspended"}),
        ("How many inspections the ministry had carried out, it did not record.", {"inspections"}),
        ("The number of calls to the hotline could not be provided.", {"hotline_calls"}),
        ("The number of foreign victims given leave to stay was not made public.", {"victims_residence"}),
        ("Most foreign victims are deported, though how many is not known.", {"victims_penalized"}),
        ("Legal aid went to victims who testified, but it did not report the number who did so in 2009.",
         {"victims_in_proceedings"}),
        ("The police neither recorded how many victims took part in trials nor said how many had been allowed to stay.",
         {"victims_in_proceedings", "victims_residence"}),
        ("Neither the ministry nor the police could say how many persons had been arrested.", {"arrests"}),
        ("It did not report the number of victims who took part in trials or received damages.",
         {"victims_in_proceedings", "victims_compensated"}),
        ("It did not report the number of victims offered residence, nor the amount spent on services.",
         {"victims_residence", "funding"}),
        ("The courts did not provide the number of investigations, nor that of cases dismissed.",
         {"investigations", "dismissals"}),
        ("The police did not report how many children were in its shelter.", {"victims_assisted"}),
        ("Information on the money set aside was not given.", {"funding"}),
        ("How many men were tried nobody in Lima can say, for no two courts count alike.", {"prosecutions"}),
        ("Of the number tried that year there is no record.", {"prosecutions"}),
        ("Calls to the hotline were not counted.", {"hotline_calls"}),
        ("The army revealed neither the number of men investigated nor the number convicted.",
         {"investigations", "convictions"}),
        ("Neither the number of arrests nor that of convictions was made public.", {"arrests", "convictions"}),
        ("Statistics on prosecutions do not exist.", {"prosecutions"}),
        ("Data are lacking on prosecutions.", {"prosecutions"}),
        ("It is not known how many traffickers were arrested.", {"arrests"}),
        ("The police gave out no arrest figures.", {"arrests"}),
        ("Police jailed four victims; the number of those fined is unknown.", {"victims_penalized"}),
        ("How many victims were convicted is not known.", {"victims_penalized"}),
        ("The courts opened nine trials; for 2012 no such figure was released.", {"prosecutions"}),
        ("The state did not report the outcome of these investigations.", set()),
        ("The reasons for the release of four suspects are unknown.", set()),
        ("For three of them the charge was not specified.", set()),
        ("How long those convicted must serve was not reported.", set()),
        ("The state did not report progress in the prosecution of four clerks.", set()),
        ("The state did not provide protection to victims, whether at home or abroad.", set()),
    ],
)  # fmt: skip
def test_not_reported(sentence: str, want: set[str]) -> None:
    assert said(sentence, "not_reported") == want


def test_a_single_person_of_whom_nothing_is_reported_is_no_figure() -> None:
    sentence = "The state did not report having convicted a single official."
    assert said(sentence, "reported") == set()
    assert said(sentence, "not_reported") == {"convictions"}


def test_the_scorer_does_not_take_back_a_denial_that_names_its_events() -> None:
    sentence = (
        "The ministry reported no new investigations, prosecutions, or convictions of complicit employees, but the "
        "trial of a former director of a school remained before the court."
    )
    assert said(sentence, "none", scored=True) == {"investigations", "prosecutions", "convictions"}
    passives = "No official was arrested, charged, or convicted."
    assert said(passives, "none", scored=True) == {"arrests", "charges", "convictions"}
    assert said("The state offered no information on prosecutions.", "none", scored=True) == set()


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        ("Prosecutors kept mum about the number of suspects investigated or convicted.",
         {"investigations", "convictions"}),
        ("The ministry told nobody how many traffickers it had arrested.", {"arrests"}),
        ("Not a word did the bench let fall on how many suspects it had convicted.", {"convictions"}),
        ("The line kept its number of calls under wraps.", {"hotline_calls"}),
        ("How many victims had been compensated, the minister was unable to tell parliament.", {"victims_compensated"}),
        ("How many had served as witnesses, the court neglected to say.", {"victims_in_proceedings"}),
        ("What the provinces had spent on prevention could not be ascertained.", {"funding"}),
        ("How long their sentences were could not be learned.", {"sentence_terms"}),
        ("On arrests of officials the police supplied no data, even though three were known to be in jail.",
         {"arrests"}),
        ("Of federal investigations and arrests the number was not published.", {"investigations", "arrests"}),
        ("The number of victims who testified was not disclosed, nor was the sum spent on their care.",
         {"victims_in_proceedings", "funding"}),
        ("The ministry did not disclose how many inspections it had made (some at sea) or how many judges it trained.",
         {"inspections", "persons_trained"}),
        ("The academy held seminars; the number of attendees was not disclosed.", {"persons_trained"}),
        ("The number referred by border police was not available.", {"victims_referred"}),
        ("No data were available on the number of cases dismissed.", {"dismissals"}),
        ("How many traffickers were convicted is a mystery, the ministry having kept no count.", {"convictions"}),
    ],
)  # fmt: skip
def test_a_silence_reaches_what_it_asks(sentence: str, want: set[str]) -> None:
    assert said(sentence, "not_reported") == want


def test_two_silences_of_a_sentence_each_ask_their_own() -> None:
    sentence = "Police did not report the number of arrests, and the number of victims who testified was not available."
    found = [(reading.metric, reading.first) for reading in read(sentence).readings]
    assert [metric for metric, _ in sorted(found, key=lambda each: each[1])] == ["arrests", "victims_in_proceedings"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Officials told the court how many victims they had found.",
        "The police kept the men in a dark cell.",
        "The report omitted to name two officials.",
        "How long they were held is not known.",
        "What the victims had fled from was not known.",
        "For three the charge was not specified.",
    ],
)
def test_what_asks_for_no_figure_is_no_silence(sentence: str) -> None:
    assert not said(sentence, "not_reported")


def test_officials_under_investigation_are_persons_investigated() -> None:
    [reading] = read("How many officials had been under investigation the ministry would not say.").readings
    assert (reading.metric, reading.unit) == ("investigations", "person")


@pytest.mark.parametrize(
    "sentence",
    [
        "The government did not report that it had identified a victim or referred one to care.",
        "The ministry did not report referring a victim to care or sheltering one in 2012.",
    ],
)
def test_the_scorer_does_not_count_what_a_silence_took_back(sentence: str) -> None:
    assert said(sentence, "reported", scored=True) == set()


@pytest.mark.parametrize(
    ("sentence", "metrics"),
    [
        ("The court said not a word of any prosecutions or convictions.", ["convictions", "prosecutions"]),
        ("The court gave no figures, whether of prosecutions or of convictions.", ["convictions", "prosecutions"]),
        ("The court declined to break out how many suspects had been charged.", ["charges"]),
        ("On the number of convictions the court published nothing.", ["convictions"]),
        ("How many suspects were charged is a gap in the statistics.", ["charges"]),
        ("The court published nothing but praise for its two convictions.", []),
    ],
)
def test_more_silences(sentence: str, metrics: list[str]) -> None:
    silent = [x for x in read(sentence).readings if x.status == "not_reported"]
    assert sorted(x.metric for x in silent) == metrics


def test_who_is_silent_is_not_accused() -> None:
    for sentence in (
        "How many trafficking inquiries the gendarmes opened, the ministry would not say.",
        "The police put no figure on how many traffickers they had tried or how many the courts had convicted.",
    ):
        readings = read(sentence).readings
        assert readings
        assert not any(reading.official for reading in readings), sentence
