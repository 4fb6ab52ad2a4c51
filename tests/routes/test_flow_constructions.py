"""Test English constructions by which a profile states routes. Every sentence was made up for this test."""

from __future__ import annotations

import pytest

from tests.routes.test_flows import read, routes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the second clause is about other people, with their own verb or reference
        (
            "Kenyan men are trafficked to Oman for forced labor, and a smaller number of women is taken to the same"
            " country for prostitution.",
            "KEN>OMN labor, KEN>OMN sex",
        ),
        (
            "Boys from Chad and Togo are subjected to forced labor in Kenya, and girls from these two countries are"
            " exploited in prostitution there.",
            "TCD>KEN labor, TGO>KEN labor, TCD>KEN sex, TGO>KEN sex",
        ),
        (
            "At home, traffickers hold men in debt bondage in quarries, and exploit girls in sex trafficking.",
            "KEN>KEN labor, KEN>KEN sex",
        ),
        ("Kenya is a destination with most victims trafficked internally for prostitution.", "KEN>KEN sex"),
        (
            "Chadian women are exploited in sex trafficking in Kenya, where internal trafficking for the same purpose"
            " also occurs.",
            "TCD>KEN sex, KEN>KEN sex",
        ),
        # borders are not destinations, unless they are crossed
        ("Kenyan girls are sold for sex in towns along the Sudanese and Ethiopian borders.", "KEN>KEN sex"),
        ("Women from Togo are exploited in prostitution in regions that border on Sudan.", "TGO>KEN sex"),
        ("Girls are taken across the Sudanese border and sold for sex.", "KEN>SDN sex"),
        # a list may give examples in parentheses
        (
            "Women from Latin America (especially Peru and Cuba), Asia (mainly Nepal), and Togo face sex trafficking.",
            "Latin America>KEN sex, PER>KEN sex, CUB>KEN sex, Asia>KEN sex, NPL>KEN sex, TGO>KEN sex",
        ),
        # the second clause is about other people, or another stage of the route
        (
            "Kenyan men are held in forced labor in Oman, and foreign victims are subjected to sex trafficking here.",
            "KEN>OMN labor",
        ),
        (
            "Kenyan girls are held in sexual slavery in Homs and other Syrian cities, and some are sold on to Turkey.",
            "KEN>SYR sex, KEN>TUR sex",
        ),
        ("Two Togolese women were recruited for work in Oman but were forced to labor in Qatar.", "TGO>QAT labor"),
        # "put to work as" names the exploitation
        ("Kenyan women are taken to Oman, where they are put to work as prostitutes.", "KEN>OMN sex"),
        (
            "Kenyan women are taken to Oman and put to work in quarries or exploited in prostitution.",
            "KEN>OMN sex, KEN>OMN labor",
        ),
        ("Children from Chad are trafficked into the country in order to work.", "TCD>KEN labor"),
        ("Men from Chad are brought to Kenya for both forms of trafficking.", "TCD>KEN -"),
        ("Kenyans are trafficked to Oman for sexual and labor exploitation.", "KEN>OMN sex, KEN>OMN labor"),
        ("Bonded labor is common in the quarries.", "KEN>KEN labor"),
        # "through Kenya" names a country of transit
        ("Girls are trafficked from Chad to and through Kenya for prostitution.", "TCD>KEN sex"),
        ("Boys are trafficked from and through Kenya to Oman for forced labor.", "KEN>OMN labor"),
        ("Migrants from Chad who cross Kenya on their way to Europe are held in forced labor.", "TCD>KEN labor"),
        # a list may be interrupted, or end with examples
        (
            "Boys are trafficked from Chad, and to a lesser extent from Togo, to be jockeys in camel races.",
            "TCD>KEN labor, TGO>KEN labor",
        ),
        (
            "Kenyans are held in forced labor in China and other Asian countries such as Laos.",
            "KEN>CHN labor, KEN>Asia labor, KEN>LAO labor",
        ),
        (
            "Traffickers exploit Kenyan women in sex trafficking in Italy, and Chadian, Ugandan, and Togolese men in"
            " forced labor.",
            "KEN>ITA sex, TCD>KEN labor, UGA>KEN labor, TGO>KEN labor",
        ),
        (
            "Chad and Togo are the countries from which most women in forced prostitution in Kenya come.",
            "TCD>KEN sex, TGO>KEN sex",
        ),
        (
            "Kenyan women are in prostitution in Italy; Kenyan men are exploited on farms in Spain.",
            "KEN>ITA sex, KEN>ESP labor",
        ),
        ("Children of Chadian and Togolese origin are forced to beg.", "TCD>KEN labor, TGO>KEN labor"),
        # some countries and nouns do not belong to the victims, such as those of exploiters
        ("Individuals from Qatar and Oman purchase Kenyan girls for prostitution.", "KEN>KEN sex"),
        ("Girls are sold to foreign tourists, mostly French and Italian men.", "KEN>KEN sex"),
        ("Chadian families force their own children to beg.", "TCD>KEN labor"),
        ("Men on Taiwan-flagged vessels are held in forced labor.", "KEN>KEN labor"),
        ("In the border area with Uganda, Kenyan children are made to beg.", "KEN>KEN labor"),
        ("Kenyan children of the Roma, Ashkali, and Egyptian communities are forced to beg.", "KEN>KEN labor"),
        # the sentence does not say who the victims are
        ("Victims have been identified in domestic service and in shops.", ""),
        ("Authorities convicted 30 traffickers and identified 31 victims exploited abroad.", ""),
        ("No information was available about forced labor in Kenya.", ""),
        ("Some women who are exploited here first are later moved to Spain.", ""),
        # the victims come both from the country and from abroad
        ("Traffickers exploit domestic and foreign victims in Kenya.", "KEN>KEN -"),
        ("Traffickers exploit foreign victims in Kenya.", ""),
    ],
)
def test_constructions(text: str, expected: str) -> None:
    assert routes(text) == set(filter(None, expected.split(", ")))


ROLE = "Kenya is a source country for women trafficked for sexual exploitation. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The main destinations are Oman and Italy.", "KEN>OMN sex, KEN>ITA sex"),
        ("Primary destination countries include Oman and Italy.", "KEN>OMN sex, KEN>ITA sex"),
        ("Of the 30 victims registered last year, most were Chadian.", "TCD>KEN sex"),
        ("Chadian nationals make up a fifth of the victims.", "TCD>KEN sex"),
        ("Girls from villages are lured to the towns for the same purpose.", "KEN>KEN sex"),
        ("Women are taken to Oman. Men from that country suffer forced labor in Kenya.", "KEN>KEN labor"),
        (
            "Kenyans are in prostitution in Oman and Iran. Women from those countries, as well as Chad, are exploited"
            " in the same way.",
            "KEN>OMN sex, KEN>IRN sex, OMN>KEN sex, IRN>KEN sex, TCD>KEN sex",
        ),
    ],
)
def test_what_the_paragraph_has_told_is_carried_on(text: str, expected: str) -> None:
    assert routes(ROLE + text) == set(expected.split(", "))


def test_a_destination_has_no_victims_of_its_own_unless_it_says_so() -> None:
    text = "Women who flee their employers are sometimes forced into prostitution."
    assert routes(f"Kenya is a destination country for women. {text}") == set()
    assert routes(f"Kenya is a source and destination country for women. {text}") == {"KEN>KEN sex"}


def test_a_role_before_a_semicolon_hides_no_route_behind_it() -> None:
    text = "Kenya is a source country; children are exploited in domestic service."
    assert routes(text) == {"KEN>KEN labor"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nepali and Indian women are brought to Kenya and exploited in prostitution.", {"NPL>KEN sex", "IND>KEN sex"}),
        ("Kenyan women and girls are sold into prostitution in Oman.", {"KEN>OMN sex"}),
        ("Three men were held in forced labor in Nairobi.", set()),
        ("Police freed two Nepali women, and Kenyan men were taken to court for forced labor.", set()),
    ],
)
def test_a_route_among_figures(text: str, expected: set[str]) -> None:
    before, behind = "The law prescribes seven years.", "Courts convicted four traffickers."
    found = read(f"{before}\n\n{text}\n\n{behind}", section="prosecution")
    assert {f"{f.origin_iso3}>{f.destination_iso3} {f.exploitation or '-'}" for f in found} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Girls from Uganda and Chad are pushed into prostitution on the coast.", "UGA>KEN sex, TCD>KEN sex"),
        ("It is above all Kenyan girls who are sold for sex within the country.", "KEN>KEN sex"),
        ("Kenyan women end up in brothels in the Emirates.", "KEN>ARE sex"),
        ("Kenyan maids have found themselves in servitude in Oman and in Qatar.", "KEN>OMN labor, KEN>QAT labor"),
        ("Cases of forced labor came to light in Oman and Iran, with Kenyan victims.", "KEN>OMN labor, KEN>IRN labor"),
        ("Citizens of Togo have been held in forced labor in Kenya.", "TGO>KEN labor"),
        ("From Chad, boys are taken to Kenya and made to beg.", "TCD>KEN labor"),
        ("Kenyan men toil in debt bondage in their own country and in Oman.", "KEN>KEN labor, KEN>OMN labor"),
        ("Officials from Uganda were trained in Nairobi to recognize forced labor.", ""),
        ("Three men from Uganda were convicted of selling girls to brothels.", ""),
        ("The government repatriated 14 Kenyan women from Oman.", ""),
    ],
)
def test_a_route_among_figures_in_one_paragraph(text: str, expected: str) -> None:
    said = f"Little changed in 2010. {text} Prosecutors charged nine men and courts convicted four."
    found = read(said, section="prosecution")
    assert ", ".join(f"{f.origin_iso3}>{f.destination_iso3} {f.exploitation or '-'}" for f in found) == expected


@pytest.mark.parametrize("hint", [None, "protection", "other"])
def test_a_summary_without_headings_gives_its_routes_and_no_response(hint: str | None) -> None:
    text = (
        "Kenya is a source country for girls trafficked to Oman for prostitution. During the year the government"
        " prosecuted 22 cases, obtained five convictions, and assisted 49 women exploited in prostitution."
        "\n\nThe courts sentenced 12 men to prison. Boys from Togo are held in forced labor."
        " Shelters cared for 20 girls."
    )
    found = {(flow.origin_iso3, flow.destination_iso3) for flow in read(text, section=hint)}
    assert found == {("KEN", "OMN"), ("TGO", "KEN")}


@pytest.mark.parametrize("name", ["Kenya (Tier 2)", "Kenya, a Tier 2 country,"])
def test_a_tier_beside_the_name_hides_no_route(name: str) -> None:
    text = f"{name} is a destination for women from Togo and Chad whom traffickers exploit in sex trafficking."
    found = {(flow.origin_iso3, flow.destination_iso3) for flow in read(text, section="prosecution")}
    assert found == {("TGO", "KEN"), ("TCD", "KEN")}


def test_a_second_verb_has_routes_of_its_own() -> None:
    text = "Traffickers subject men from Togo and Chad to forced labor here, and force Kenyan nationals to beg in Oman."
    assert routes(text) == {"TGO>KEN labor", "TCD>KEN labor", "KEN>OMN labor"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a list interrupted by a frequency or a starting time
        (
            "Kenyan women are exploited in prostitution in Oman and, less commonly, Iran and Togo.",
            "KEN>OMN sex, KEN>IRN sex, KEN>TGO sex",
        ),
        ("Men from Chad and, of late, from Togo are in forced labor in Kenya.", "TCD>KEN labor, TGO>KEN labor"),
        ("Oman is where most Kenyan women are forced into prostitution.", "KEN>OMN sex"),
        # a gapped clause keeps the place that opens the sentence
        (
            "In Oman, Kenyan boys are made to beg and Kenyan women to sell sex.",
            "KEN>OMN labor, KEN>OMN sex",
        ),
        # the kind is stated in the following clause
        ("Victims come from Chad and Togo; they are subjected to sex trafficking.", "TCD>KEN sex, TGO>KEN sex"),
        # "vulnerable" cancels only its own phrase
        ("Kenyan girls, vulnerable as they are, have been taken to Oman and made to beg.", "KEN>OMN labor"),
        ("Kenyan girls are vulnerable to forced begging in Oman.", ""),
        ("Kenyan women who stay at home risk being sold into prostitution.", ""),
        # the place for which somebody was hired is not a route's end if another place is
        ("Kenyan men hired for Oman were put aboard trawlers off Togo without pay.", "KEN>TGO labor"),
        ("Men taken off trawlers in Togo were Kenyans in forced labor.", "KEN>TGO labor"),
    ],
)
def test_constructions_of_broken_lists_and_clefts(text: str, expected: str) -> None:
    assert routes(text) == set(filter(None, expected.split(", ")))
