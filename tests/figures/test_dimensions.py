"""Test which dimensions a figure gets: the kind of exploitation, officials, and what the figure counts."""

from __future__ import annotations

import pytest

from tests.figures.gold_texts import read, words_of_ours
from tipetl.model import Fact
from tipetl.model.codes import SectionKind


def facts_of(text: str, section: SectionKind = "prosecution") -> dict[str, Fact]:
    return {f.text: f for f in read(words_of_ours(text, section)).facts}


KINDS = [
    # a longer term does not hide the kind
    ("Police removed 31 children from domestic servitude.", {"31": "labor"}),
    # in a comparison of two rows, each figure inherits from its counterpart; a figure for several years inherits
    # nothing
    (
        "Police opened 30 sex trafficking cases and seven forced labor cases, compared with 22 and nine in 2011.",
        {"30": "sex", "seven": "labor", "22": "sex", "nine": "labor"},
    ),
    (
        "Courts convicted 17 traffickers, 12 for sex trafficking and five for forced labor, compared with 14 in 2011 "
        "and eight in 2010.",
        {"17": None, "12": "sex", "five": "labor", "14": None, "eight": None},
    ),
    # the victims' number is part of the description of the crime
    ("The court convicted six men of forcing 15 women into prostitution.", {"six": "sex"}),
    # "although" introduces a kind that does not describe the figure
    ("Police arrested nine suspects, although forced labor remained common.", {"nine": None}),
    # a phrase that opens a clause applies to all of the clause's figures
    (
        "Among the labor trafficking victims, authorities identified 21 women, 14 men, and six girls.",
        {"21": "labor", "14": "labor", "six": "labor"},
    ),
    # a total does not inherit the kind of its last part
    (
        "Courts convicted nine traffickers, seven of them for sex trafficking, and sentenced six to terms of four to "
        "10 years.",
        {"nine": None, "seven": "sex", "four to 10 years": None},
    ),
    ("Two labor traffickers were sentenced to six years' imprisonment.", {"six years": "labor"}),
    ("Courts convicted 12 sex traffickers in four cases.", {"12": "sex", "four": "sex"}),
    # a law by its full name, an offense before a law, and trafficking in general next to a kind
    ("The Bonded Labor Abolition Act prescribes up to three years' imprisonment.", {"three years": "labor"}),
    (
        "Pimping, for which Article 12 of the penal code sets two to five years, is common.",
        {"two to five years": "sex"},
    ),
    (
        "Article 9 prescribes five to 10 years' imprisonment for sex trafficking, rising to 15 years' if the victim is "
        "a child.",
        {"15 years": "sex"},
    ),
    (
        "The Law on Human Trafficking and Sexual Exploitation prescribes seven to 15 years' imprisonment.",
        {"seven to 15 years": None},
    ),
    # a part inherits the kind of the part it follows
    (
        "NGOs identified nine victims: seven in sex trafficking, of whom five were girls, and two in forced labor.",
        {"nine": None, "seven": "sex", "five": "sex", "two": "labor"},
    ),
    (
        "Authorities identified 40 victims, 12 of them victims of forced criminality—seven Nepalis and five Indians.",
        {"12": "labor", "seven": "labor", "five": "labor"},
    ),
    # words after two joined figures describe both
    ("Police identified 61 women and 14 girls subjected to sex trafficking.", {"61": "sex", "14": "sex"}),
    # "men" and "women" are not a kind of exploitation
    ("Police identified 30 victims; by sex and age they were 19 women and 11 men.", {"30": None, "19": None}),
    ("Police arrested 41 persons, including two policemen, for sex trafficking.", {"41": "sex"}),
    # an article refers to the kind that the narrative has stated for it
    (
        "Article 90 prescribes four to eight years' imprisonment for forced labor. Courts convicted 24 persons under "
        "Article 90.",
        {"four to eight years": "labor", "24": "labor"},
    ),
    # the crime is that of the people whom officials shielded
    ("Prosecutors charged two policemen with taking bribes from brothel owners.", {"two": None}),
    # victims fined for prostitution are not thereby victims of sex trafficking
    ("Police fined eight victims for prostitution.", {"eight": None}),
    # a statement about most of them, or after the next clause begins, is not about all
    ("The ministry identified 34 men, most of whom had been exploited in forced labor.", {"34": None}),
    ("Police removed 12 women, some of them minors, from forced prostitution.", {"12": "sex"}),
    (
        "Authorities arrested nine suspects, and in May prosecutors charged one of them with sex trafficking.",
        {"nine": None},
    ),
    # an aside is skipped, but another offender with a different offense is not
    ("Officers found 40 women (28 adults and 12 minors) in forced labor.", {"40": "labor"}),
    ("The court convicted two brothers of pimping and a farmer of forced labor.", {"two": "sex"}),
    (
        "The court sentenced a madam to 15 years and her driver to six years in prison for sex trafficking.",
        {"15 years": "sex", "six years": "sex"},
    ),
    ("Prosecutors charged seven foreign child sex tourists.", {"seven": "sex"}),
    ("Courts convicted 23 persons of procurement.", {"23": "sex"}),
    ("The law covers procurement of goods; courts convicted 12 traffickers.", {"12": None}),
    ("Fourteen women who had been exploited as domestic servants were flown home.", {"Fourteen": "labor"}),
    ("Many are still tried for pimping, and 61 traffickers were convicted of that offense.", {"61": "sex"}),
    # officials may run what they usually take bribes from
    ("Two policemen were investigated for running a brothel.", {"Two": "sex"}),
    ("Two policemen were investigated for protecting a brothel.", {"Two": None}),
    ("Courts convicted 12 sex traffickers. In 2010, there were no such convictions.", {"12": "sex", "no": "sex"}),
]


@pytest.mark.parametrize(("text", "kinds"), KINDS)
def test_kind_of_exploitation(text: str, kinds: dict[str, str | None]) -> None:
    got = facts_of(text)
    assert {words: got[words].exploitation for words in kinds if words in got} == kinds


UNITS = [
    ("The state prosecuted 34 defendants for sex trafficking.", {"34": "person"}),
    ("The government prosecuted three sex trafficking cases.", {"three": "case"}),
    ("Courts heard 33 cases; eight ended in convictions and nine in acquittals.", {"eight": "case", "nine": "case"}),
    (
        "Prosecutors indicted 62 defendants in 17 cases, 40 of them for sex trafficking.",
        {"62": "person", "17": "case", "40": "person"},
    ),
    ("Courts convicted 20 traffickers in nine cases, compared with 31 in 14 in 2011.", {"31": "person", "14": "case"}),
    ("Courts heard 30 cases and obtained convictions in 12 of them.", {"12": "case"}),
    (
        "Police opened 50 cases with 80 suspects; 31 involved forced labor and 19 sex trafficking.",
        {"31": "case", "19": "case"},
    ),
    (
        "Prosecutors brought 22 cases, of which nine ended in conviction and 13 were pending.",
        {"nine": "case", "13": "case"},
    ),
    ("Courts handed down 14 convictions, of which five were in the capital.", {"five": "person"}),
    ("Authorities began 16 prosecutions against 25 defendants, up from 11 in 2011.", {"11": "case"}),
]


@pytest.mark.parametrize(("text", "units"), UNITS)
def test_unit(text: str, units: dict[str, str]) -> None:
    got = facts_of(text)
    assert {words: got[words].unit for words in units if words in got} == units


OFFICIALS = [
    ("Two immigration clerks were arrested for selling passports.", {"Two"}),
    ("Prosecutors charged six employees of the passport service.", {"six"}),
    ("Four officers were under investigation. Nobody was convicted.", {"Four", "Nobody"}),
    ("Of the officials, three were found guilty.", {"three"}),
    ("Nobody in public office was convicted.", {"Nobody"}),
    ("Nobody in public view was convicted.", set()),
    ("The government did not report any prosecutions or convictions of officials.", {"did not report"}),
    ("No trafficker was convicted, although officials attended a course.", set()),
    ("Judges suspended the sentences of four traffickers.", set()),
    ("The ministry dismissed 20 border guards, and prosecutors charged three.", {"three"}),
    ("Prosecutors opened one investigation of a customs official and closed two cases against traffickers.", {"one"}),
    ("Authorities investigated eight police officers but did not convict any of them.", {"eight", "did not convict"}),
    ("Courts convicted a former director of the passport authority.", {"a"}),
    ("There were no convictions for trafficking, and the police charged one official.", {"one"}),
    ("A court sentenced two policemen to four years in prison.", {"four years"}),
    ("The judge gave the trafficker four years in prison.", set()),
    ("Prosecutors charged two soldiers; in 2011, there had been no such charges.", {"two", "no"}),
    ("Prosecutors charged two soldiers; in 2011, there had been no charges.", {"two"}),
    ("No member of the armed forces was investigated.", {"No"}),
]


@pytest.mark.parametrize(("text", "official"), OFFICIALS)
def test_official(text: str, official: set[str]) -> None:
    assert {words for words, f in facts_of(text).items() if f.official} == official


COUNTS = [
    # victims, and offenders of another year, got no term
    ("The court convicted four men who had compelled 21 women into prostitution and sentenced them to six years.", 4),
    ("Courts convicted 12 offenders, compared with 18 in 2011, and sentenced them to three years' imprisonment.", 12),
    # only the leader got the term, not the other members
    ("A court convicted five members of a ring and sentenced the leader to seven years' imprisonment.", 1),
    # the text does not say how many people got the sentences
    ("Courts convicted 18 traffickers; sentences ranged from five to 20 years' imprisonment.", None),
    ("Judges sentenced six of the offenders to terms ranging from two to nine years' imprisonment.", 6),
]


@pytest.mark.parametrize(("text", "count"), COUNTS)
def test_persons_who_got_a_term(text: str, count: int | None) -> None:
    assert [f.count for f in facts_of(text).values() if f.metric == "sentence_terms"] == [count]
