"""Test the routes that a profile states. Every sentence was written for this test; none is about a real case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipetl.documents.text import canonical
from tipetl.entities.mentions import extract_mentions
from tipetl.model import Document, Flow
from tipetl.routes.flows import country_roles, extract_flows
from tipetl.structure import split_sections, split_sentences


def read(text: str, iso3: str | None = "KEN", section: str | None = "profile") -> tuple[Flow, ...]:
    document = Document("d", None, "", text, iso3=iso3)
    sections = split_sections(text, section_hint=section)
    sentences = split_sentences(text, sections)
    entities, mentions = extract_mentions(document, sections, sentences)
    return extract_flows(document, sections, sentences, mentions, entities)


def routes(text: str, iso3: str | None = "KEN") -> set[str]:
    """Return routes as "UGA>KEN sex"; a dash stands for an unstated kind of exploitation."""
    return {
        f"{flow.origin_iso3 or flow.origin_region}>{flow.destination_iso3 or flow.destination_region}"
        f" {flow.exploitation or '-'}"
        for flow in read(text, iso3)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the victims come from abroad
        ("Women from Moldova and Albania face forced prostitution in Kenya.", "MDA>KEN sex, ALB>KEN sex"),
        ("Nepali and Indian men are subjected to forced labor in Kenya.", "NPL>KEN labor, IND>KEN labor"),
        ("Ugandan girls are held in domestic servitude.", "UGA>KEN labor"),
        (
            "From Rwanda, Burundi, and Uganda, boys are brought to Kenya to beg.",
            "RWA>KEN labor, BDI>KEN labor, UGA>KEN labor",
        ),
        ("Nationals of China and India are forced to work in mines.", "CHN>KEN labor, IND>KEN labor"),
        ("Somalis have been found in forced labor in Nairobi.", "SOM>KEN labor"),
        ("Trafficking victims from Peru have been identified in Kenya.", "PER>KEN -"),
        ("Some parents in Burundi sell their daughters into prostitution in Kenya.", "BDI>KEN sex"),
        # the victims are taken to other countries
        (
            "Kenyan women face sex trafficking in Italy, Spain, and the United Arab Emirates (UAE).",
            "KEN>ITA sex, KEN>ESP sex, KEN>ARE sex",
        ),
        ("Children are led to Uganda and made to beg there.", "KEN>UGA labor"),
        ("Kenyan men are held in debt bondage aboard Thai fishing boats.", "KEN>THA labor"),
        (
            "Oman and Qatar are the usual destinations of Kenyan women held in domestic servitude.",
            "KEN>OMN labor, KEN>QAT labor",
        ),
        (
            "Kenyan girls are taken to Italy for prostitution and to Oman for domestic servitude.",
            "KEN>ITA sex, KEN>OMN labor",
        ),
        ("Kenyan women endure sex trafficking in Italy and forced labor in Oman.", "KEN>ITA sex, KEN>OMN labor"),
        # the victims are exploited within their own country
        ("Within Kenya, boys are sold to fishermen and held in forced labor.", "KEN>KEN labor"),
        ("Women and girls are subjected to sex trafficking in bars.", "KEN>KEN sex"),
        ("Kenyan girls are exploited in sex trafficking within the country and in Italy.", "KEN>KEN sex, KEN>ITA sex"),
        ("Children are trafficked internally for forced labor.", "KEN>KEN labor"),
        # victims pass through the country to a third country
        ("Ethiopian men who pass through Kenya fall into debt bondage in South Africa.", "ETH>ZAF labor"),
        ("Eritrean women transit Kenya on the way to brothels in Italy.", "ERI>ITA sex"),
        ("Kenyan women are trafficked for prostitution to Turkey, often by way of Egypt.", "KEN>TUR sex"),
        # each clause has its own route
        (
            "Kenyan girls are taken to Chad for sex trafficking, while Kenyan boys are made to beg in Uganda.",
            "KEN>TCD sex, KEN>UGA labor",
        ),
        (
            "Most Kenyan victims are forced into prostitution in Italy; smaller numbers have surfaced in Spain.",
            "KEN>ITA sex, KEN>ESP sex",
        ),
        (
            "Girls from the coast are exploited in prostitution in Nairobi, and so are some women from Uganda.",
            "KEN>KEN sex, UGA>KEN sex",
        ),
        # a sentence may name both kinds of exploitation, or none
        ("Women from Uganda are exploited in forced labor and sex trafficking in Kenya.", "UGA>KEN sex, UGA>KEN labor"),
        ("Women from Uganda are trafficked to Kenya.", "UGA>KEN -"),
        # one sentence names the victims and their exploiters
        ("Chinese-owned mines employ Kenyan children in forced labor.", "KEN>KEN labor"),
        ("Kenyan children are exploited in sex tourism by Italian, German, and French men.", "KEN>KEN sex"),
        ("Authorities in Italy rescued 12 Kenyan women from forced prostitution.", "KEN>ITA sex"),
        (
            "Fishermen from Indonesia face forced labor aboard Taiwanese-flagged vessels in Kenyan waters.",
            "IDN>KEN labor",
        ),
        ("Traffickers transport Somali victims through Kenya to Sudan for forced labor.", "SOM>SDN labor"),
        # regions are not resolved to countries
        ("Kenyans are subjected to forced labor throughout Europe.", "KEN>Europe labor"),
        ("Women from Eastern Europe are forced into prostitution in Kenya.", "Eastern Europe>KEN sex"),
    ],
)
def test_routes(text: str, expected: str) -> None:
    assert routes(text) == set(expected.split(", "))


@pytest.mark.parametrize(
    "text",
    [
        "Kenya is a source, transit, and destination country for women subjected to sex trafficking and forced labor.",
        "Refugees from Somalia are vulnerable to traffickers.",
        "Young people who leave orphanages are at special risk of forced labor.",
        "Migrants from Ecuador and China cross the country on their way north.",
        "A British newspaper sent a reporter to Mombasa.",
        "Women are trafficked into Kenya for prostitution.",
        "Foreign women are found in the brothels of Nairobi.",
        "Foreign men come to Kenya from Germany for child sex tourism.",
        "Kenya borders Uganda and Tanzania.",
    ],
)
def test_no_route(text: str) -> None:
    assert routes(text) == set()


def test_those_who_exploit_are_no_origin() -> None:
    assert "CHN>KEN sex" not in routes("Chinese nationals force women into prostitution in Nairobi.")
    assert "CHN>KEN labor" not in routes("Gangs run by Chinese nationals hold Kenyan men in forced labor.")


def test_victims_and_the_sentence() -> None:
    text = "Kenya lies by the sea. Women and girls from Uganda are exploited in prostitution in Kenya."
    (flow,) = read(text)
    assert flow.victims == ("women", "girls")
    assert text[flow.char_start : flow.char_end] == flow.sentence_text == text[23:]
    assert flow.sentence == 1


def test_one_row_for_each_origin_destination_exploitation_and_sentence() -> None:
    text = (
        "Women from Uganda are exploited in prostitution in Kenya, and others from Uganda are forced into prostitution."
    )
    assert len(read(text)) == 1
    assert len(read(text + " " + text)) == 2


def test_routes_come_from_the_profile_alone_and_need_a_country() -> None:
    text = "Women from Uganda are exploited in prostitution in Kenya."
    assert read(text, section="prosecution") == ()
    assert read(text, iso3=None) == ()


def test_a_paragraph_that_is_profile_and_summary_at_once_states_routes_where_it_tells_of_victims() -> None:
    victims = "Women from Uganda are exploited in prostitution in Kenya."
    response = "Authorities identified women from Somalia who were exploited in prostitution in Kenya."
    assert {(flow.origin_iso3, flow.destination_iso3) for flow in read(f"{victims} {response}", section="summary")} == {
        ("UGA", "KEN")
    }


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Kenya is a source, transit, and destination country for men.", ("source", "transit", "destination")),
        ("Kenya is mainly a country of origin for women.", ("source",)),
        (
            "Kenya is a destination country for boys. It is a transit country, too.",
            ("transit", "destination"),
        ),
        ("Traffickers exploit Kenyans in Kenya.", ()),
    ],
)
def test_roles(text: str, roles: tuple[str, ...]) -> None:
    document = Document("d", None, "", text, iso3="KEN")
    sections = split_sections(text, section_hint="profile")
    assert country_roles(document, sections, split_sentences(text, sections)) == roles


WORDS = st.lists(
    st.sampled_from(
        [
            "women",
            "from",
            "Uganda",
            "and",
            "Kenya",
            "in",
            "Italy",
            ",",
            ";",
            "Thai",
            "are",
            "subjected to",
            "forced labor",
            "prostitution",
            "while",
            "there",
            "to",
            "Europe",
            "Kenyan",
            "boys",
            "by",
            "within the country",
            ".",
            "The",
            "transit",
            "who",
        ]
    ),
    max_size=30,
)


@given(WORDS)
def test_every_row_has_its_sentence_and_two_ends(words: list[str]) -> None:
    text = canonical(" ".join(words))
    seen = set()
    for flow in read(text):
        assert text[flow.char_start : flow.char_end] == flow.sentence_text
        assert (flow.origin_iso3 is None) != (flow.origin_region is None)
        assert (flow.destination_iso3 is None) != (flow.destination_region is None)
        key = (
            flow.origin_iso3,
            flow.origin_region,
            flow.destination_iso3,
            flow.destination_region,
            flow.exploitation,
            flow.sentence,
        )
        assert key not in seen
        seen.add(key)
