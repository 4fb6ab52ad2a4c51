"""Test whether what a figure counts was done by the narrative's own government or by another government."""

from __future__ import annotations

import pytest

from tests.figures.gold_texts import read, words_of_ours

OWN = [
    # the foreign police who cooperated did not make the arrests
    "In cooperation with Spanish and Italian authorities, police arrested nine suspects.",
    "Together with Albanian police, the special unit broke up two rings and arrested nine suspects.",
    "Police broke up two rings with the help of German and Dutch officers, which led to nine arrests.",
    "At the request of Swiss prosecutors, police in Pristina arrested nine suspects.",
    "Teams raided bars near the Albanian border, freed 12 women, and arrested nine suspects.",
    "Officers at the border with Albania arrested nine suspects.",
    "The embassy in Austria and the police arrested nine suspects.",
    # foreign police, together with the country's own
    "In cooperation with Kosovo police, German police arrested nine suspects.",
    "Kosovo and German police arrested nine suspects.",
    "Nine suspects were arrested by Kosovo police in a German operation.",
    "Police arrested 14 suspects and border guards nine.",
    # the place of the act shows which government acted
    "Nine men were arrested in Kosovo for traveling to Thailand.",
    "Police arrested nine men on their way to Kenya.",
    "The suspects came from Kenya, and nine were arrested in Pristina.",
]
FOREIGN = [
    "Nine of its citizens were arrested in Thailand for child sex tourism.",
    "The government extradited a suspect to Kenya, where nine others were arrested.",
    "Nine men were convicted abroad.",
    "German police arrested nine suspects.",
    "Turkish and Swiss courts convicted nine traffickers on evidence that the police supplied.",
    "Authorities in Italy arrested nine traffickers.",
    "British authorities, acting on a request, arrested nine suspects.",
    "The police worked with Swedish officers, who arrested nine suspects in Malmo.",
    "The police worked with Spain and Chile, which together arrested nine suspects.",
    "Investigators traveled to Austria and Hungary, where authorities had themselves arrested nine suspects.",
    "Albanian authorities told Kosovo officers that they had arrested nine suspects.",
    "Authorities abroad arrested nine suspects.",
    "Nine suspects were arrested by foreign police.",
    "In Austria, police arrested nine suspects.",
    "In Austria, nine suspects stood trial.",
    "Courts in Lyon tried nine suspects.",
    "Liaison officers contributed to the arrest of nine suspects by Austrian police.",
    "Kosovo police arrested 14 suspects and German police nine.",
    "Officers took part in operations in which foreign forces arrested nine suspects.",
]


def metrics(text: str) -> set[str]:
    return {f.metric for f in read(words_of_ours(text)).facts if f.text.lower() == "nine"}


@pytest.mark.parametrize("text", OWN)
def test_the_own_authorities_figures_count(text: str) -> None:
    assert metrics(text) == {"arrests"}


@pytest.mark.parametrize("text", FOREIGN)
def test_other_governments_figures_do_not(text: str) -> None:
    assert metrics(text) == set()
