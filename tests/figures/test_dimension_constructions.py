"""Test the constructions by which English says whom a figure counts, each with sentences that only look similar."""

from __future__ import annotations

import pytest

from tests.figures.test_dimensions import facts_of
from tipetl.model.codes import SectionKind

OFFICIALS = [
    # a share of the people counted, called officials directly after "of them"
    ("Police arrested 76 persons, 12 of them civil servants.", {"76": False, "12": True}),
    ("Courts convicted 14 traffickers, two of them soldiers.", {"14": False, "two": True}),
    ("The police detained 31 people, four of them customs officers.", {"31": False, "four": True}),
    ("Police arrested 76 persons, 12 of them with the help of border guards.", {"76": False, "12": False}),
    ("Courts convicted 14 traffickers, three of them women.", {"14": False, "three": False}),
    # after an aside about officials, the sentence returns to the whole
    ("Courts tried 77 persons, 12 officials among them, and 67 were convicted.", {"77": False, "67": False}),
    ("Courts tried nine persons, three officials among them, and seven were convicted.", {"seven": False}),
    # the event's phrase ("of local officials") has a head that names officials
    ("It opened three investigations of local officials.", {"three": True}),
    ("It opened four investigations, into coast guard officers.", {"four": True}),
    ("It opened three investigations into farmers who bribed officials.", {"three": False}),
    ("It opened four inquiries into recruiters, in cooperation with officials.", {"four": False}),
    # the employer shows whether "agents" are officials
    ("Three intelligence agents came under investigation.", {"Three": True}),
    ("Three insurance agents came under investigation.", {"Three": False}),
    # an individual, followed by an aside, gets a term
    ("An officer, accused of tipping off traffickers, was sentenced to nine years.", {"nine years": True}),
    ("A former judge received 21 years.", {"21 years": True}),
    ("A trafficker, turned in by a police officer, was sentenced to 12 years.", {"12 years": False}),
    ("A judge sentenced a trafficker to 11 years.", {"11 years": False}),
]
OFFICIALS += [
    # a predicate or an apposition that describes the people counted
    ("Two of the nine persons charged with trafficking were prison guards.", {"Two": True, "nine": False}),
    ("Two of the nine persons charged with trafficking were hotel owners.", {"Two": False}),
    ("Police arrested 14 persons; another two, both customs clerks, were arrested in May.", {"14": False, "two": True}),
    ("Courts convicted seven traffickers, one of them a coast guardsman.", {"seven": False, "one": True}),
    ("The ministry moved nine border guards elsewhere, one of whom was charged with trafficking.", {"one": True}),
    ("The ministry moved nine boys elsewhere, and one trafficker was charged.", {"one": False}),
    # officials were investigated without a result
    ("Police investigated five soldiers for trafficking, but made no arrests.", {"five": True, "no": True}),
    ("Police investigated five soldiers for trafficking, but arrested no brothel owners.", {"five": True, "no": False}),
    # a person who reports the figure or owns something is not accused
    ("Nobody was arrested for trafficking in Bar, a police commander confirmed on Friday.", {"Nobody": False}),
    ("Nobody was convicted of trafficking in the magistrates' court of Bar.", {"Nobody": False}),
    ("Nobody was convicted among the magistrates, and no magistrate was charged with trafficking.", {"no": True}),
    # "officials" opens the sentence
    ("As for officials, the ministry gave no figure of convictions for trafficking.", {"gave no figure": True}),
    ("As for traffickers, officials gave no figure of convictions.", {"gave no figure": False}),
    ("Of complicit officials, none convicted; of other traffickers, 16 convicted.", {"none": True, "16": False}),
    # a suspended sentence next to the offender's conviction
    (
        "One passport officer was convicted of aiding traffickers and got a suspended sentence.",
        {"One": True, "suspended sentence": True},
    ),
]
KINDS: list[tuple[str, SectionKind, dict[str, str | None]]] = [
    # the second number counts the same acts in another unit
    ("Police investigated 38 sex trafficking cases involving 54 suspects.", "prosecution", {"54": "sex"}),
    ("Police opened 12 labor trafficking cases, involving a total of 19 suspects.", "prosecution", {"19": "labor"}),
    ("Police opened 12 labor trafficking cases and arrested 19 suspects.", "prosecution", {"19": None}),
    # each penalty follows its own offense
    (
        "The code punishes pimping with two to 10 years in prison and forced child labor with one to three years.",
        "prosecution",
        {"two to 10 years": "sex", "one to three years": "labor"},
    ),
    # the offense precedes the law that punishes it
    (
        "Forced prostitution, in the eyes of Article 39, merits 10 years in prison.",
        "prosecution",
        {"10 years": "sex"},
    ),
    ("Forced labor, a matter for Section 37 of the code, costs one year.", "prosecution", {"one year": "labor"}),
    (
        "While prostitution is legal, Article 39 sets eight years for trafficking.",
        "prosecution",
        {"eight years": None},
    ),
    # the first figure's kind is stated with a number
    (
        "Sexual exploitation predominated, with 409 victims (513 in 2014).",
        "protection",
        {"409": "sex", "513": "sex"},
    ),
    (
        "A 1961 law provides for two to five years in prison, and procuring is punished by six months to one year.",
        "prosecution",
        {"two to five years": None},
    ),
    (
        "The act prescribes up to 12 years' imprisonment, which, for sex trafficking, is not commensurate with rape.",
        "prosecution",
        {"12 years": None},
    ),
    (
        "Article 12 prescribes five to eight years for sex trafficking and two to four years for forced labor.",
        "prosecution",
        {"five to eight years": "sex", "two to four years": "labor"},
    ),
    (
        "For sex trafficking, the code provides five years; it rises to seven years where the victim is a child.",
        "prosecution",
        {"five years": "sex", "seven years": "sex"},
    ),
    (
        "Courts convicted 39 traffickers. Trafficking in adults was the crime of 27; pimping, that of 12.",
        "prosecution",
        {"39": None, "27": None, "12": "sex"},
    ),
    # a condition does not belong to the next term
    (
        "Article 2 prescribes one to five years' imprisonment, up to eight years if the purpose is sexual exploitation,"
        " and up to 16 years if the victim dies.",
        "prosecution",
        {"one to five years": None, "eight years": "sex", "16 years": None},
    ),
    # the predicate follows a comparison
    (
        "Ninety victims were found; 31, up from 20 in 2011, had been forced into prostitution.",
        "protection",
        {"31": "sex"},
    ),
    ("Police found 31 victims, up from 20 in 2011, and NGOs warned of forced labor.", "protection", {"31": None}),
    # several labels share one verb
    (
        "Police rescued 92 children who had been put to work in fields (37), mines (21), and homes (25) or forced into"
        " prostitution (nine).",
        "protection",
        {"37": "labor", "21": "labor", "25": "labor", "nine": "sex"},
    ),
    ("The victims came from farms (12), mines (10), and shops (nine).", "protection", {"12": None, "10": None}),
    # the parts divide the figure just before them
    (
        "Police found 74 forced labor victims, including 68 children and six adults, and 17 sex trafficking victims.",
        "protection",
        {"68": "labor", "six": "labor", "17": "sex"},
    ),
    (
        "Police found 245 victims of sex trafficking and 72 of forced labor, 33 of them in fishing.",
        "protection",
        {"72": "labor", "33": "labor"},
    ),
    # the places raided do not say what was done there
    ("In raids on bars and brothels, police found 33 victims.", "protection", {"33": None}),
    ("Police freed 33 women from brothels.", "protection", {"33": "sex"}),
    # only data about one kind are missing
    ("Figures on labor trafficking prosecutions were not provided.", "prosecution", {"were not provided": "labor"}),
]


OFFICIALS += [
    # people who report or keep the number are not counted
    ("Police said the number of investigations came to 23.", {"23": False}),
    ("The attorney general's tally of prosecutions stood at 14.", {"14": False}),
    ("The number of investigations that the police could point to was six.", {"six": False}),
]
KINDS += [
    ("Police investigated nine cases of forced labor involving 31 suspects.", "prosecution", {"31": "labor"}),
    ("Prosecutors tried 22 sex trafficking cases, concerning 61 suspects.", "prosecution", {"61": "sex"}),
    ("Courts closed five child-prostitution cases.", "prosecution", {"five": "sex"}),
    (
        "Police tried 25 cases, 20 of them for sex trafficking and the other five for forced labor.",
        "prosecution",
        {"20": "sex", "five": "labor"},
    ),
    ("Inspectors looked for forced labor on farms and rescued 300 workers from it.", "protection", {"300": "labor"}),
    ("Two victims were fined for the prostitution they had been forced into.", "protection", {"Two": "sex"}),
    ("Two victims were fined for prostitution.", "protection", {"Two": None}),
    ("Police investigated nine cases of forced labor and arrested 31 suspects.", "prosecution", {"31": None}),
]


@pytest.mark.parametrize(("text", "official"), OFFICIALS)
def test_officials_among_those_counted(text: str, official: dict[str, bool]) -> None:
    told = facts_of(text)
    assert {words: told[words].official for words in official} == official


@pytest.mark.parametrize(("text", "section", "kinds"), KINDS)
def test_kinds_by_construction(text: str, section: SectionKind, kinds: dict[str, str | None]) -> None:
    told = facts_of(text, section)
    assert {words: told[words].exploitation for words in kinds} == kinds


@pytest.mark.parametrize(
    ("text", "section", "purpose"),
    [
        ("The government gave $43,000 to the centers.", "protection", "protection"),
        ("The government spent $43,000.", "protection", "protection"),
        ("The government spent $43,000 on leaflets.", "protection", "prevention"),
        ("The government spent $43,000 on its action plan.", "protection", "general"),
        ("The government provided no funding for shelters.", "protection", "protection"),
    ],
)
def test_what_a_sum_is_for(text: str, section: SectionKind, purpose: str) -> None:
    assert [fact.purpose for fact in facts_of(text, section).values()] == [purpose]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("The number of child victims identified rose from 41 to 56.", {"41": "child", "56": "child"}),
        ("The number of foreign victims identified was 36.", {"36": "foreign"}),
        ("The number of female victims identified fell, and police found 12 more in a raid.", {"12": None}),
        ("The ministry corrected the number of child victims for 2011 to 80.", {"80": "child"}),
        ("The ministry corrected the number of victims identified by child protection officers to 80.", {"80": None}),
        ("The number of victims identified by child protection officers was 36.", {"36": None}),
    ],
)
def test_whom_the_number_of_some_counts(text: str, persons: dict[str, str | None]) -> None:
    told = facts_of(text, "protection")
    assert {words: told[words].age or told[words].gender or told[words].nationality for words in persons} == persons
