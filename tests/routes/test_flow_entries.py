"""Test routes of almanac entries, whose statements are strung together by semicolons. Every text was made up for this
test.
"""

from __future__ import annotations

import pytest

from tests.routes.test_flows import read, routes

OPENS = (
    "current situation: Kenya is a source, transit, and destination country for men, women, and children subjected to"
    " forced labor and sex trafficking; many victims are young; "
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a semicolon separates statements, each with its own route
        (
            "Ugandan girls are brought to Kenya for domestic service; some are later sold into prostitution; Indian men"
            " are forced to labor in factories",
            "UGA>KEN labor, UGA>KEN sex, IND>KEN labor",
        ),
        (
            "forced labor occurs in the tea, fishing, and quarrying sectors; sex trafficking is common along the coast",
            "KEN>KEN labor, KEN>KEN sex",
        ),
        (
            "Ugandan women are forced into prostitution in Kenya; forced labor is reported in mines",
            "UGA>KEN sex, KEN>KEN labor",
        ),
        (
            "Kenyan boys are smuggled into Saudi Arabia and forced to beg; they are also forced to carry drugs",
            "KEN>SAU labor",
        ),
        # lists
        (
            "women are trafficked to Kenya from Chad, other neighboring countries, and China for prostitution",
            "TCD>KEN sex, CHN>KEN sex",
        ),
        (
            "women from Chad, other countries in the region, and India are forced into prostitution in Kenya",
            "TCD>KEN sex, IND>KEN sex",
        ),
        (
            "men recruited for jobs overseas, most often Qatar and Bahrain, are subjected to forced labor",
            "KEN>QAT labor, KEN>BHR labor",
        ),
        (
            "Kenyans are held in debt bondage in the Caribbean, Mexico, and Spain, while foreigners endure it in Kenya",
            "KEN>Caribbean labor, KEN>MEX labor, KEN>ESP labor",
        ),
        (
            "Kenyan victims are in forced labor in Japan, in some parts of Asia, and in the United Kingdom",
            "KEN>JPN labor, KEN>Asia labor, KEN>GBR labor",
        ),
        (
            "women are moved back and forth between Kenya and Uganda, Rwanda, and Burundi for prostitution",
            "KEN>UGA sex, KEN>RWA sex, KEN>BDI sex",
        ),
        (
            "the main source countries for victims of forced labor are Nepal and India",
            "NPL>KEN labor, IND>KEN labor",
        ),
        (
            "victims from Peru, as well as from Ecuador and, increasingly, from Bolivia, are exploited in sweatshops",
            "PER>KEN labor, ECU>KEN labor, BOL>KEN labor",
        ),
        # places that are not part of a route
        ("girls from villages bordering Uganda and Tanzania are prostituted in Nairobi", "KEN>KEN sex"),
        ("Kenyan girls are exploited in prostitution near bases of the United States", "KEN>KEN sex"),
        ("girls are forced into prostitution, with offenders coming from Italy and Germany", "KEN>KEN sex"),
        ("girls are exploited in prostitution by men from Italy, Germany, and Austria", "KEN>KEN sex"),
        ("boys are forced to beg by teachers who come from Mali and Niger", "KEN>KEN labor"),
        ("Kenyan girls are married off to men from Egypt and held in domestic servitude in Kenya", "KEN>KEN labor"),
        ("Kenyans were arrested for forced labor in Spain", ""),
        ("Spanish police charged two Chinese nationals with sex trafficking", ""),
        # places that are part of a route
        ("Kenyan boys are in forced labor on Greek ships", "KEN>GRC labor"),
        ("debt bondage is reported within the Indian community", "IND>KEN labor"),
        ("Chadian, Ugandan, and local girls are exploited in prostitution", "TCD>KEN sex, UGA>KEN sex, KEN>KEN sex"),
        ("local and Ugandan children are forced to beg", "KEN>KEN labor, UGA>KEN labor"),
        ("Afghan men are forced to carry drugs through Kenya", "AFG>KEN labor"),
        ("Malians and Guineans transit Kenya, and some of the Malians are held in forced labor there", "MLI>KEN labor"),
        ("Kenyans are held in forced labor abroad", ""),
        (
            "traffickers exploit Somalis who transit Kenya in forced labor and prostitution",
            "SOM>KEN sex, SOM>KEN labor",
        ),
        ("Kenyans are trafficked internally and subjected to prostitution abroad", "KEN>KEN -"),
        # each destination has its own kind of exploitation
        ("Kenyans are labor trafficked in Spain and sex trafficked in Malta", "KEN>ESP labor, KEN>MLT sex"),
        ("Kenyan men are in forced labor in Qatar, where they suffer physical and sexual abuse", "KEN>QAT labor"),
        ("Kenyan girls are sexually abused in Kuwait", "KEN>KWT sex"),
        (
            "children are made to beg in the country and are also exploited in prostitution there",
            "KEN>KEN labor, KEN>KEN sex",
        ),
        (
            "children are held in forced labor in rural areas, as well as sex trafficking in cities",
            "KEN>KEN labor, KEN>KEN sex",
        ),
        ("women from Chad are recruited to work in bakeries and are then forced into prostitution", "TCD>KEN sex"),
        (
            "Kenyans migrate to Qatar, where men are forced to work on farms and women are forced into prostitution",
            "KEN>QAT labor, KEN>QAT sex",
        ),
        (
            "women are exploited in prostitution in Spain, and Kenyan men in agriculture in Portugal",
            "KEN>ESP sex, KEN>PRT labor",
        ),
        ("recruiters target Kenyan women by using fraud, threats, and debt bondage", ""),
    ],
)
def test_statements_of_an_entry(text: str, expected: str) -> None:
    assert routes(OPENS + text) == set(filter(None, expected.split(", ")))


def test_a_short_entry_says_once_what_victims_are_trafficked_for() -> None:
    text = (
        "current situation: Kenya is a source country for women trafficked for sexual exploitation; Kenyan women are"
        " trafficked to Japan and Australia"
    )
    assert routes(text) == {"KEN>JPN sex", "KEN>AUS sex"}


def test_persons_from_nowhere_named_leave_nobody_to_refer_to() -> None:
    text = (
        "current situation: Kenya is a destination country for men and women; men from Chad are held in forced labor;"
        " women, mainly from Asian and African countries, are forced into prostitution; others are kidnapped and sold"
        " into prostitution"
    )
    assert routes(text) == {"TCD>KEN labor"}


def test_prose_with_one_semicolon_goes_on() -> None:
    text = "Nigerian women make up the largest group in forced prostitution in Kenya; Ghanaians have caught up."
    assert routes(text) == {"NGA>KEN sex", "GHA>KEN sex"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The law forbids trafficking, but persons were trafficked to, from, and within the country.[1] Officials"
            " stated that Kenyan women were trafficked to Germany for prostitution.[2] Chadian boys were made to beg in"
            " Kenya.\n\nThe government ran three shelters and, with the help of a charity, took in 20 Ugandan victims"
            " of forced labor.",
            "KEN>KEN -, KEN>DEU sex, TCD>KEN labor",
        ),
        (
            "In 2009 Kenya was a source and destination country for women subjected to forced prostitution and forced"
            " labor. Kenyan boys were held in forced labor in Oman as assistants.[1] Ugandan girls were forced into"
            " prostitution in Nairobi.\n\nThe government prosecuted four traffickers from Somalia for forced labor.",
            "KEN>OMN labor, UGA>KEN sex",
        ),
    ],
)
def test_openings_without_headings(text: str, expected: str) -> None:
    found = {f"{f.origin_iso3}>{f.destination_iso3} {f.exploitation or '-'}" for f in read(text, section=None)}
    assert found == set(expected.split(", "))
