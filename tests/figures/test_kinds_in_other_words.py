"""Test kinds of exploitation that no term names or that are far from the figure, with sentences that only look
similar.
"""

from __future__ import annotations

import pytest

from tests.figures.test_dimensions import facts_of
from tipetl.model.codes import SectionKind

Kinds = list[tuple[str, SectionKind, dict[str, str | None]]]

MADE_TO_WORK: Kinds = [
    ("Police freed 18 boys forced to herd goats.", "protection", {"18": "labor"}),
    ("Police freed 21 women whom a gang had forced to clean hotels.", "protection", {"21": "labor"}),
    ("Courts convicted four men of trafficking relatives into forced shoplifting.", "prosecution", {"four": "labor"}),
    ("Courts convicted five men for making children pick pockets.", "prosecution", {"five": "labor"}),
    ("Police freed 16 men lured into unpaid farm work.", "protection", {"16": "labor"}),
    ("The state flew home nine children trafficked for farm work.", "protection", {"nine": "labor"}),
    ("Police arrested six men for trafficking boys to tend cannabis plants.", "prosecution", {"six": "labor"}),
    ("Courts convicted six men of trafficking women to work abroad.", "prosecution", {"six": None}),
    ("Courts convicted six men of trafficking for sexual and labor exploitation.", "prosecution", {"six": None}),
    ("Courts convicted six men of trafficking and forced labor.", "prosecution", {"six": None}),
    ("The number of forced labor cases opened fell from 61 to 38.", "prosecution", {"61": "labor", "38": "labor"}),
    (
        "Investigations of sex trafficking and labor trafficking numbered 41 and nine, respectively.",
        "prosecution",
        {"41": "sex", "nine": "labor"},
    ),
    (
        "Convictions for sex trafficking and forced labor rose from nine to 14.",
        "prosecution",
        {"nine": None, "14": None},
    ),
    ("Most of the 36 investigations involved sex trafficking.", "prosecution", {"36": "sex"}),
    (
        "Investigations of sex trafficking fell from 30 to 21 and of forced labor from 12 to nine.",
        "prosecution",
        {"30": "sex", "21": "sex", "12": "labor", "nine": "labor"},
    ),
    ("In the operation against forced begging, police arrested 31 people.", "prosecution", {"31": "labor"}),
    ("Police freed 14 women forced to work in a hotel as prostitutes.", "protection", {"14": "sex"}),
    ("Police freed 14 women forced to work in a hotel.", "protection", {"14": "labor"}),
    (
        "Courts convicted three men who had forced two Nepalese girls to work as prostitutes.",
        "prosecution",
        {"three": "sex"},
    ),
    (
        "Courts convicted three officers of selling boys into compulsory military service.",
        "prosecution",
        {"three": None},
    ),
    ("Police freed 15 girls forced to marry.", "protection", {"15": None}),
    ("Courts convicted two men who had forced five boys to work on a farm.", "prosecution", {"two": "labor"}),
    ("Police freed 15 trafficked domestic workers.", "protection", {"15": "labor"}),
    ("Police freed 15 trafficked children.", "protection", {"15": None}),
    # the object of a second verb does not describe the figure
    (
        "The province reported referring 96 victims to care and raiding yards where boys were forced to sew.",
        "protection",
        {"96": None},
    ),
    ("The province reported freeing 96 victims and removing them from forced labor.", "protection", {"96": "labor"}),
]


APART: Kinds = [
    # a numbered age, place or family is not a count
    ("Police charged three men with trafficking a girl of 17 for prostitution.", "prosecution", {"three": "sex"}),
    ("Police freed 58 women from two brothels and jailed ten men.", "protection", {"58": "sex"}),
    ("Police freed 58 women from two farms, and nine from a brothel.", "protection", {"58": None}),
    ("Three members of one family were convicted of forced labor.", "prosecution", {"Three": "labor"}),
    # words after joined events describe all of them
    (
        "The province reported five prosecutions, four trials and two convictions for bonded labor.",
        "prosecution",
        {"five": "labor", "four": "labor", "two": "labor"},
    ),
    (
        "The province reported five prosecutions for theft and trafficking, and two convictions for bonded labor.",
        "prosecution",
        {"two": "labor"},
    ),
    # a kind that opens the second part of a sentence
    (
        "For forced labor, one farmer was convicted; for sex trafficking, three bar owners.",
        "prosecution",
        {"one": "labor", "three": "sex"},
    ),
    ("The only conviction for forced labor was that of one farmer.", "prosecution", {"one": "labor"}),
    # trafficking in general is the offense of another figure
    (
        "Prosecutors tried 11 men for forced labor and filed trafficking charges against four more.",
        "prosecution",
        {"11": "labor", "four": None},
    ),
    (
        "Courts convicted nobody of forced labor, while the trials of 16 accused of trafficking went on.",
        "prosecution",
        {"16": None},
    ),
    # victims of trafficking for a purpose were not fined for an offense of that name
    ("Six women, victims of trafficking for prostitution, were fined.", "protection", {"Six": "sex"}),
    ("Six trafficking victims were fined for prostitution.", "protection", {"Six": None}),
    # the number of an earlier figure, and a prison term next to a suspended term
    (
        "Courts convicted nine men: seven of sex trafficking and two of forced labor. The two got three years.",
        "prosecution",
        {"three years": "labor"},
    ),
    (
        "One farmer, convicted of forced labor, was let off with a suspended term of nine months.",
        "prosecution",
        {"nine months": "labor"},
    ),
]


@pytest.mark.parametrize(("text", "section", "kinds"), [*MADE_TO_WORK, *APART])
def test_kinds(text: str, section: SectionKind, kinds: dict[str, str | None]) -> None:
    told = facts_of(text, section)
    assert {words: told[words].exploitation for words in kinds} == kinds
