"""Test the prison terms and penalties of a sentence: which durations and bare numbers are terms, and who got them."""

from __future__ import annotations

import pytest

from tests.figures.reading import reading_of
from tipetl.figures.record.context import Context
from tipetl.figures.record.readings import Reading
from tipetl.figures.sentence import analyse
from tipetl.language.rules import load_rules


def readings(sentence: str, metric: str, before: tuple[Reading, ...] = ()) -> list[Reading]:
    a = analyse(sentence, 0, len(sentence), Context(load_rules(), "PER", "prosecution", before))
    return [r for r in a.readings if r.metric == metric]


def terms(sentence: str, metric: str = "sentence_terms") -> list[tuple[float | None, float | None]]:
    return [(r.low, r.high) for r in readings(sentence, metric)]


def counts(sentence: str) -> list[int | None]:
    return [r.count for r in readings(sentence, "sentence_terms")]


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        ("The driver got six years.", [(72, None)]),
        ("One of the three was sentenced to 15, one to 20, and one to 25 years' imprisonment.",
         [(180, None), (240, None), (300, None)]),
        ("The court sentenced one to 13 and the other to eight years in prison.", [(156, None), (96, None)]),
        ("The court sentenced the first defendant to four and the second to six years.", [(48, None), (72, None)]),
        ("Eleven were sentenced to life imprisonment, five to 10 years, and one to three.",
         [(1200, None), (120, None), (36, None)]),
        ("Courts sentenced 12 offenders to terms of one to three years.", [(12, 36)]),
        ("A baker from Lima was convicted in May and given four years.", [(48, None)]),
        ("Terms ran from two months to six years.", [(2, 72)]),
        ("The court of appeal increased one of these sentences from three to five years.", [(60, None)]),
        ("Judges reduced penalties, and terms ranged from three to five years.", [(36, 60)]),
        ("Nine traffickers received reduced sentences from one to three years in prison.", [(12, 36)]),
        ("Both women must now serve nine years.", [(108, None)]),
        ("Seven of the ten went to prison for between two and nine years.", [(24, 108)]),
        ("One escaped with a suspended term of 18 months.", [(18, None)]),
        ("One offender received life.", [(1200, None)]),
        ("The two men received terms within the limits set by the act: nine years and 30 months.",
         [(108, None), (30, None)]),
        ("Law 29 speaks of five to 10 years; the judges, of one to two.", [(12, 24)]),
        ("Of those convicted, 46 have more than four years to serve.", [(48, None)]),
        ("A second offender was given a year's imprisonment.", [(12, None)]),
        ("A second offender was given a year's notice.", []),
        ("Courts imposed 12 years' imprisonment on one man and 16 years' on three.", [(144, None), (192, None)]),
        ("The court sentenced one to three years' and the other to 10 months' imprisonment.", [(36, None), (10, None)]),
        ("Sentences averaged six years; four traffickers were given more than 10 years.", [(120, None)]),
        ("Sentences averaged four years and the highest was nine years.", [(108, None)]),
        ("Terms averaged four years; the shortest was two years.", [(24, None)]),
        ("The average sentence was four years, and the longest sentence was nine years.", [(108, None)]),
        ("Four men got 20 years and two got 12.", [(240, None), (144, None)]),
        ("Two went to prison for two years, three for four, and one for nine.", [(24, None), (48, None), (108, None)]),
        ("The court gave the first six years and the other eight.", [(72, None), (96, None)]),
        ("The two drew three and five years.", [(36, None), (60, None)]),
        (
            "The court sentenced one to three years' imprisonment and the other to four years'.",
            [(36, None), (48, None)],
        ),
        ("Courts sentenced 11 to 13 years and four months' imprisonment.", [(160, None)]),
        ("The recruiters got seven years, and 18 months.", [(84, None), (18, None)]),
        (
            "Judges found nine guilty, for whom the penalties lay between two years six months and eight years.",
            [(30, 96)],
        ),
        ("Convictions rose to five, and all five face six to nine years in prison.", [(72, 108)]),
        ("One recruiter was put away for nine years.", [(108, None)]),
        ("Two of the four will be behind bars for seven years.", [(84, None)]),
        ("Terms varied from two to 13 years, as against three to 10 the year before.", [(24, 156), (36, 120)]),
        ("Nine got two years and the remaining 47, most of them mothers, went free.", [(24, None)]),
        ("Sentences ranged from six months to eight and one-half years.", [(6, 102)]),
        ("Sentences: four to seven years.", [(48, 84)]),
        ("She was sentenced to three and one-half years' imprisonment.", [(42, None)]),
        ("The average term imposed on those convicted in 2018 was 3.4 years.", []),
        ("The highest average term in 2018 was 3.4 years.", []),
        ("The act sets terms of two to nine years; the highest was once six years.", []),
        # the number of people who got a term is not a term
        ("Ten got six months to eight years; in the case of six, at least two years were served.",
         [(6, 96), (24, None)]),
        ("Sixteen drew terms of one to six years, and for the other two the judges chose five to 12.",
         [(12, 72), (60, 144)]),
    ],
)  # fmt: skip
def test_terms_given(sentence: str, want: list[tuple[float, float | None]]) -> None:
    assert terms(sentence) == want


@pytest.mark.parametrize(
    "sentence",
    [
        "The migrants received six months of counseling.",
        "Foreign victims were given permits of six months.",
        "Twenty victims received protection orders of up to three months.",
        "The trafficker was freed after nine days in prison.",
        "Six girls were put up for three months.",
        "A suspect who had spent two years in prison awaiting trial was cleared.",
        "The prison where he had worked for nine years was closed.",
        "The code has been in force for 10 years.",
        "Under the labor code, the court gave one employer two months to pay.",
        "Judges sentenced two men to six months of community service.",
        "The employer was told to pay three months' wages.",
        "It was the first conviction in five years, and no one went to prison.",
        "The police convicted one to three traffickers a year.",
    ],
)
def test_other_durations_are_no_terms(sentence: str) -> None:
    assert terms(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        ("Article 12 of the penal code allows two to 10 years.", [(24, 120)]),
        ("The new law raised the maximum penalty from 10 to 15 years' imprisonment.", [(180, None)]),
        ("The law raised penalties from two to five years to three to 10 years.", [(24, 60), (36, 120)]),
        ("Section 9, against procuring, provides three to eight.", [(36, 96)]),
        ("Their sentences ran from one to three years; the older laws allowed up to five years.", [(60, None)]),
        ("Section 9 provides no less than six and no more than 10 years' imprisonment.", [(72, 120)]),
        ("Article 12 of the code decrees six to 12 years for trafficking.", [(72, 144)]),
        ("Article 12 makes eight years the maximum for who acts alone, 12 where two do.", [(96, None), (144, None)]),
        ("The law prescribes 20 years' imprisonment, and the penalty is life if the victim dies.",
         [(240, None), (1200, None)]),
        ("Under Article 7 of the code, traffickers serve three to 15 years.", [(36, 180)]),
        ("Law 31 promises traffickers five to nine years' imprisonment, 10 to 15 for crimes against children.",
         [(60, 108), (120, 180)]),
        ("Articles 4 and 5 of the code, on adults and minors, call for four to seven and five to nine years.",
         [(48, 84), (60, 108)]),
        ("The act prescribes eight to 20 years' or life imprisonment.", [(96, 1200)]),
        ("The act prescribes up to eight years, or life imprisonment for officials.", [(96, None), (1200, None)]),
        # the bound of a penalty, with no law in the sentence
        ("For slavery the maximum is 25 years.", [(300, None)]),
        ("The maximum is 20 years in prison if the victim is an adult and 30 years if she is a child.",
         [(240, None), (360, None)]),
        ("The upper limit for labor trafficking stands at eight years.", [(96, None)]),
        ("The maximum stay of victims is two years.", []),
        ("The maximum that the court gave for slavery was eight years.", []),
    ],
)  # fmt: skip
def test_penalties(sentence: str, want: list[tuple[float, float | None]]) -> None:
    assert terms(sentence, "penalty_prescribed") == want


def test_the_same_penalty_is_said_once_more() -> None:
    sentence = (
        "The 2004 law prescribes two to eight years' imprisonment, and the 2009 act on slavery sets the same term."
    )
    assert terms(sentence, "penalty_prescribed") == [(24, 96), (24, 96)]
    first = readings("The act of 2004 prescribes five to nine years' imprisonment.", "penalty_prescribed")
    again = readings("Article 80 carries the same penalties.", "penalty_prescribed", tuple(first))
    assert [(r.low, r.high) for r in again] == [(60, 108)]


def test_a_term_may_be_given_only_where_the_verb_says_so() -> None:
    assert terms("Offenders may be sent to prison for up to five years under the act.") == []


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        (
            "A court convicted three men of exploiting 40 women and sentenced the leader to nine years' imprisonment.",
            [1],
        ),
        ("A court convicted a woman of luring 12 girls and imposed a sentence of five years' imprisonment.", [1]),
        (
            "Judges convicted 14 traffickers, compared with nine in 2010; sentences ranged from two to six years.",
            [None],
        ),
        ("The court sentenced six members of a ring that had held 30 boys to 20 years' imprisonment.", [6]),
        ("Courts issued prison sentences of two to five years to 32 traffickers.", [32]),
        ("Five were sentenced to prison – two to 14 months, two to two years, and one to 10 years.", [2, 2, 1]),
        ("A judge sentenced three brothers to six years, seven years, and nine years in prison.", [1, 1, 1]),
        ("Six received suspended terms, and eight were jailed for two to seven years.", [8]),
        ("The sentences of the 24 lay between five and 18 years.", [24]),
        ("A sentence without a full stop: judges sentenced six men to nine years in prison", [6]),
        ("Three were given two years and the others 18 months and five years, respectively.", [3, 1, 1]),
        ("The five received sentences of eight, 12, and 30 years.", [None, None, None]),
        ("Three of the five got six years each and the others four.", [3, None]),
        ("Six of the nine got off with probation, and the rest were jailed for up to 14 years.", [None]),
        ("Nine received conditional sentences, and the others went to prison for two to 12 years.", [None]),
        ("The court convicted four, sentencing two to six years' imprisonment and two to terms of 30 months.", [2, 2]),
        ("Both employers convicted of domestic servitude got five years.", [2]),
        ("Judges sentenced both brothers to two years in prison.", [2]),
        ("The court gave nine years to an army captain.", [1]),
        ("The court gave nine years to army captains.", [None]),
        ("Judges used the law to convict three pimps, sentencing one to life and two to 12 years each.", [1, 2]),
    ],
)
def test_who_got_a_term(sentence: str, want: list[int | None]) -> None:
    assert counts(sentence) == want


def test_the_maximum_of_the_law_just_named() -> None:
    text = (
        "The act prescribes two to six years' imprisonment. Where the victim is a child, the maximum rises to 12 years."
    )
    cut = text.index(" Where")
    first = analyse(text, 0, cut, Context(load_rules(), "XKX", "prosecution"))
    a = analyse(text, cut + 1, len(text), Context(load_rules(), "XKX", "prosecution", first.readings))
    assert [(r.metric, r.low) for r in a.readings] == [("penalty_prescribed", 144)]


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        ("Life imprisonment was meted out to nine men and two to six years to four more.", [9, 4]),
        ("Seven years was the term handed to four of them.", [4]),
        ("Imprisonment for two to six years awaited 12 of the convicted men.", [12]),
        ("The milder term was three years, passed on five offenders.", [5]),
        ("Nine of the 20 received prison terms, which averaged four years and ranged from two to six years.", [9]),
        ("Four of the five received prison sentences of 10 months, two years (two persons), and three years.",
         [1, 2, 1]),
        ("Eight were sent to prison, with terms of two to six years.", [8]),
        ("To terms of two to 14 years were sentenced 27 offenders.", [27]),
        ("Terms of over five years were imposed on 170 offenders, terms of one to four on 41.", [170, 41]),
        ("To life imprisonment, 17 of the convicted were sentenced.", [17]),
        ("The heaviest term, 33 years, fell to one trafficker.", [1]),
        ("Of the 36 offenders, 21 were freed and the other 15 served terms of eight months to five years.", [15]),
        ("Eight were convicted, with terms of two to six years.", [None]),
    ],
)  # fmt: skip
def test_who_got_a_term_that_is_the_subject(sentence: str, want: list[int | None]) -> None:
    assert counts(sentence) == want


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        ("Trafficking in women is punished by up to six years' imprisonment.", [(72, None)]),
        ("The act prescribed four to 16 years in prison; if the victim was a child, the penalty was six to 24 years.",
         [(48, 192), (72, 288)]),
        ("The law forbids trafficking in minors, with sentences of five to 10 years.", [(60, 120)]),
        ("Courts used the law against two traffickers, with sentences of five to 10 years.", []),
        ("Under the act a trafficker faces four to 10 years, or six to 12 should the victim be a child.",
         [(48, 120), (72, 144)]),
        ("Article 10 punishes trafficking with five years and a day to 15 years in prison.", [(60, 180)]),
        ("Article 3 puts the price of trafficking an adult at seven to 12 years, and of a child at eight to 12.",
         [(84, 144), (96, 144)]),
        ("Paragraph 104a knows a maximum of three years.", [(36, None)]),
        ("Law 29 speaks of five to 10 years; the judges, of one to two.", [(60, 120)]),
        ("Sections 313 and 318 were the whole of the law: five to 12 years.", [(60, 144)]),
        ("The law took more than five years to draft.", []),
        ("A mandatory eight years awaits a trafficker under the act of 2010.", [(96, None)]),
        ("The three years since that offense entered the penal code saw no conviction.", []),
    ],
)  # fmt: skip
def test_more_ways_of_a_law(sentence: str, want: list[tuple[float, float | None]]) -> None:
    assert terms(sentence, "penalty_prescribed") == want


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        ("The shortest sentence was one year and the longest nine.", [(12, 108)]),
        ("The harshest sentence was 20 years, the mildest three.", [(36, 240)]),
        ("Sentences began at 10 months and peaked at 12 years.", [(10, 144)]),
        ("Prison terms of no lower than two and no higher than eight years were imposed.", [(24, 96)]),
        ("The shortest sentence was one year; another trafficker got nine years.", [(12, None), (108, None)]),
    ],
)
def test_range_told_in_two_places(sentence: str, want: list[tuple[float, float | None]]) -> None:
    assert terms(sentence) == want


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        ("Those who traffic children must go to jail for at least 10 years.", [(120, None)]),
        ("A trafficker can be locked up for no more than 10 years.", [(120, None)]),
        ("Those who break it can be given two to 10 years.", [(24, 120)]),
    ],
)
def test_what_may_be_given(sentence: str, want: list[tuple[float, float | None]]) -> None:
    assert terms(sentence, "penalty_prescribed") == want


@pytest.mark.parametrize(
    "sentence",
    [
        "Traffickers went to prison for six years on average.",
        "A residence permit of two years was handed to six victims.",
        "Terms averaged seven years.",
        "Traffickers would serve terms of six years under the bill.",
    ],
)
def test_what_is_no_term_given(sentence: str) -> None:
    assert terms(sentence) == []


def test_the_others_who_were_fined_got_no_term() -> None:
    # "the other three" has its own verb; "the other eight" below has no verb
    fined = "Fourteen received terms of four to nine years; the other three, guilty of fraud, were fined."
    assert terms(fined) == [(48, 108)]
    described = "Eleven received terms of three to 12 years; the other five, who had confessed, did community service."
    assert terms(described) == [(36, 144)]
    assert terms("One trafficker received a term of six years, the other eight.") == [(72, None), (96, None)]


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        ("Ten years for the leader, six for his brother: that was the court's verdict.", [(120, None), (72, None)]),
        ("Ten years for the road to the court, six for the bridge.", []),
        ("Thirty years: such was the term that a kiln owner got.", [(360, None)]),
        ("Thirty years: such was the age of the road.", []),
        ("Prison for three traffickers, four years apiece.", [(48, None)]),
        ("Sentences ran from a low of two years to a high of 11.", [(24, 132)]),
        ("Terms ranged from a minimum of three years to a maximum of nine.", [(36, 108)]),
        ("The heaviest term was 16 years; the lightest, two.", [(192, None), (24, None)]),
        ("The court convicted two men and gave them three and seven years.", [(36, None), (84, None)]),
        ("Five offenders got six years each, two got four each.", [(72, None), (48, None)]),
        # what a court adjourns, grants or suspends is not a prison term, whoever it concerns
        ("The trial was put off nine months for two defendants.", []),
        ("The trial lasted two years for the three defendants.", []),
        ("Judges went to a course of two months for officials.", []),
        ("A judge allowed leave of two months for two officers.", []),
        ("The tribunal withdrew the license four years for the owner.", []),
        ("Four years for the two owners is what the court needed.", []),
        ("The court was firm: nine years for the leader, six for his brother.", [(108, None), (72, None)]),
    ],
)
def test_terms_without_a_verb_of_their_own(sentence: str, want: list[tuple[float, float | None]]) -> None:
    assert terms(sentence) == want


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        ("Two recruiters received prison for nine years.", [(108, None)]),
        ("The judges gave both women jail for two years.", [(24, None)]),
        ("The driver got solitary confinement for 18 months.", [(18, None)]),
        ("The owner received house arrest for two years.", [(24, None)]),
        ("The clerk drew community service for nine months.", [(9, None)]),
        ("One broker received probation for two years.", [(24, None)]),
        ("Nine brokers received penalties for four years.", [(48, None)]),
        ("Victims received care for six months.", []),
        ("Victims received community support for six months.", []),
    ],
)
def test_what_was_received_for_a_time(sentence: str, want: list[tuple[float, float | None]]) -> None:
    assert terms(sentence) == want
    assert terms(sentence, "penalty_prescribed") == []


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        ("Anyone who sells a child risks between ten years and life.", [(120, 1200)]),
        ("Those who sold a child got between ten years and life.", []),
        ("Law 985 establishes sentences of 13 to 23 years.", [(156, 276)]),
        ("Judges imposed sentences of 13 to 23 years.", []),
        ("Trafficking of minors attracts a sentence of up to 14 years.", [(168, None)]),
        ("Offenders are subject to three to five years' imprisonment.", [(36, 60)]),
        ("The law's minimum for trafficking is five years and its maximum 15.", [(60, 180)]),
    ],
)
def test_penalties_told_in_general(sentence: str, want: list[tuple[float, float | None]]) -> None:
    assert terms(sentence, "penalty_prescribed") == want


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        ("The court sentenced a man aged 31 to eight years for trafficking.", [(96, None)]),
        ("A term of 14 months, suspended for two years, was imposed on a recruiter.", [(14, None)]),
        ("The court sentenced two men to life imprisonment, with no parole before 20 years.", [(1200, None)]),
        ("The judge fixed the term of the recruiter at nine years, less the 14 months in custody.", [(108, None)]),
        ("The recruiter escaped a term of 15 years by fleeing abroad.", []),
        ("The law allowed judges to suspend sentences of three years or less.", []),
        ("The code permitted the suspension of prison terms of under four years.", []),
        ("Judges may suspend sentences; courts imposed terms of three years in prison.", [(36, None)]),
        ("Twelve years in prison was the penalty for a man who sold girls.", [(144, None)]),
        ("Sentences for recruiters: four to nine years in 2011, three to seven years in 2010.", [(48, 108), (36, 84)]),
        ("Life imprisonment for the leader of the ring, and seven to 12 years for four others.",
         [(1200, None), (84, 144)]),
    ],
)  # fmt: skip
def test_terms_that_were_given_and_times_that_were_not(sentence: str, want: list[tuple[float, float | None]]) -> None:
    assert terms(sentence) == want


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        ("The court handed a recruiter 40 months in prison.", [1]),
        ("Every one of the nine recruiters convicted received four years.", [9]),
        ("Four years in jail was the punishment for two brothers who sold girls.", [2]),
        ("Recruiter sentences in the capital: eight to 12 years in prison.", [None]),
    ],
)
def test_who_got_a_term_told_in_other_ways(sentence: str, want: list[int | None]) -> None:
    assert counts(sentence) == want


@pytest.mark.parametrize(
    ("sentence", "want"),
    [
        ("The law envisages four to 12 years' deprivation of liberty for trafficking.", [(48, 144)]),
        ("Four years to life: such is the range of section 12 for trafficking.", [(48, 1200)]),
    ],
)
def test_penalties_told_in_other_ways(sentence: str, want: list[tuple[float, float]]) -> None:
    assert terms(sentence, "penalty_prescribed") == want


def test_a_maximum_that_was_raised_is_still_the_most() -> None:
    text = "The new law raised the maximum penalty from 10 to 15 years' imprisonment."
    [fact] = reading_of(text, "prosecution", year=2013, iso3="PER").facts
    assert (fact.value, fact.value_high, fact.qualifier) == (180, None, "at_most")


def test_a_number_may_end_its_text() -> None:
    assert counts("A court sent one of the nine to prison for 15 months for the trafficking of two") == [1]


@pytest.mark.parametrize(
    ("sentence", "metric"),
    [
        # a previously mentioned law or crime is the subject
        ("It punishes forced labor with imprisonment of up to seven years.", "penalty_prescribed"),
        ("Forced labor carries imprisonment of up to seven years.", "penalty_prescribed"),
        ("It allows 12 to 24 years for trafficking, or a fine.", "penalty_prescribed"),
        # the longest term that a law allows, imposed on somebody
        ("The court convicted one man under Section 112 and imposed the maximum term of 15 years' imprisonment.",
         "sentence_terms"),
        ("The court found him guilty under the act and gave him the longest term provided for that offense, 25 years.",
         "sentence_terms"),
        ("The heaviest of these terms, 12 years, was given in August to a man who had sold girls.", "sentence_terms"),
        ("The law imposes a maximum term of 15 years.", "penalty_prescribed"),
    ],
)  # fmt: skip
def test_a_penalty_is_of_a_law_and_a_term_of_somebody(sentence: str, metric: str) -> None:
    both = {name: terms(sentence, name) for name in ("penalty_prescribed", "sentence_terms")}
    assert [name for name, found in both.items() if found] == [metric]
