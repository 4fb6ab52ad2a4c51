"""Test the sectors and time words of routes, and what a sentence takes from the previous sentence. All sentences are
made up.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.routes.test_flows import read, routes
from tipetl.model import SECTORS
from tipetl.routes.details import all_sectors, sectors_in, time_words_in


def test_every_sector_is_told_by_each_of_its_words() -> None:
    for sector in all_sectors():
        assert sector.meaning
        for word in sector.words:
            assert sector.code in sectors_in(f"They met {word} there.".replace("*", "").replace("... ", ""), 0, 200), (
                word
            )


def test_a_route_has_the_sectors_of_its_clause_and_the_time_of_its_sentence() -> None:
    text = (
        "In recent years, Ugandan men are held in forced labor on farms and in mines;"
        " Kenyan girls are made to beg in Oman."
    )
    found = {(flow.origin_iso3, flow.destination_iso3): flow for flow in read(text)}
    assert found["UGA", "KEN"].sectors == ("agriculture", "mining")
    assert found["KEN", "OMN"].sectors == ("begging",)
    assert {flow.time_words for flow in found.values()} == {"In recent years"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Since 2012 men have fled.", "Since 2012"),
        ("During the reporting period men fled.", "During the reporting period"),
        ("Men increasingly flee.", "increasingly"),
        ("Men flee.", None),
        ("Law 2012 holds.", None),
    ],
)
def test_time_words(text: str, words: str | None) -> None:
    assert time_words_in(text, 0, len(text)) == words


@given(st.text(max_size=80))
def test_sectors_are_in_the_order_of_the_list(text: str) -> None:
    found = sectors_in(text, 0, len(text))
    assert list(found) == [code for code in SECTORS if code in found]


BEFORE = "Women from Uganda, Rwanda, and Chad are forced into prostitution in Kenya. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Women from Togo are exploited in the same way.", {"TGO>KEN sex"}),
        ("Men from the first two countries are held in forced labor.", {"UGA>KEN labor", "RWA>KEN labor"}),
        ("Most come from Togo.", {"TGO>KEN sex"}),
        ("They often face forced labor.", {"UGA>KEN labor", "RWA>KEN labor", "TCD>KEN labor"}),
        (
            "Upon arrival, many of these women are held in debt bondage.",
            {"UGA>KEN labor", "RWA>KEN labor", "TCD>KEN labor"},
        ),
        ("Children are held in forced labor.", {"KEN>KEN labor"}),
    ],
)
def test_a_sentence_goes_on_from_the_one_before(text: str, expected: set[str]) -> None:
    assert routes(BEFORE + text) - routes(BEFORE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kenyan women are exploited in forced labor in Italy and in sex trafficking in Italy and Spain.",
            {"KEN>ITA labor", "KEN>ITA sex", "KEN>ESP sex"},
        ),
        (
            "Children are taken to the capital, girls into prostitution, boys into begging.",
            {"KEN>KEN sex", "KEN>KEN labor"},
        ),
        ("New Zealand children are held in forced labor in Kenya.", {"NZL>KEN labor"}),
        (
            "The main destinations of Kenyan women trafficked for sex are Oman and Qatar.",
            {"KEN>OMN sex", "KEN>QAT sex"},
        ),
        ("Kenyan girls are filmed in sex trafficking for customers in Japan.", {"KEN>KEN sex"}),
        ("Kenyan victims are subjected to sex and labor trafficking in Oman.", {"KEN>OMN sex", "KEN>OMN labor"}),
        ("Sex tourists, including from Italy and Spain, subject Kenyan girls to prostitution.", {"KEN>KEN sex"}),
        ("Citizens of West African countries are held in forced labor in Kenya.", {"Western Africa>KEN labor"}),
        ("Men with a promise of jobs in Qatar are held in forced labor.", {"KEN>QAT labor"}),
        ("Men with a promise of jobs in Qatar are held in forced labor in Oman.", {"KEN>OMN labor"}),
        ("Trafficking victims from Chad transit Kenya.", set()),
        ("Most trafficking victims are girls.", set()),
        ("Kenya remains a source for victims of sex trafficking.", set()),
        (
            "Traffickers use Chad and Togo as a way station to Oman, where Kenyan maids are held in servitude.",
            {"KEN>OMN labor"},
        ),
        ("Kenyan women from Mombasa are exploited in prostitution outside Kenya, in Oman.", {"KEN>OMN sex"}),
        ("Victims from Chad were found in prostitution in Kenya, some en route to Oman.", {"TCD>KEN sex"}),
        ("Women from Kampala in Uganda are forced into prostitution in Kenya.", {"UGA>KEN sex"}),
        ("There is little evidence that Kenyan women are trafficked to Oman.", set()),
    ],
)
def test_more_routes(text: str, expected: set[str]) -> None:
    assert routes(text) == expected
