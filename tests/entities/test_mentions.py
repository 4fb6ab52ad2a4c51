"""Test names of countries, regions and organizations, and words that only look like names. All texts are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipetl.countries import all_countries
from tipetl.documents.text import canonical
from tipetl.entities.mentions import entity_id, extract_mentions
from tipetl.model import Document, Entity, Mention
from tipetl.structure import split_sections, split_sentences


def read(text: str, iso3: str | None = None) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    document = Document("d", None, "", text, iso3=iso3)
    sections = split_sections(text, section_hint="other")
    return extract_mentions(document, sections, split_sentences(text, sections))


def found(text: str, iso3: str | None = None) -> list[tuple[str, str]]:
    entities, mentions = read(text, iso3)
    by_id = {entity.entity_id: entity for entity in entities}
    return [(mention.text, told(by_id[mention.entity_id])) for mention in mentions]


def told(entity: Entity) -> str:
    """Return a country's code, the country of a place, or the name of anything else."""
    code = {"country": entity.code, "place": entity.country}.get(entity.kind)
    return code or entity.name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Women from Cote d'Ivoire and Côte d’Ivoire fled.", [("Cote d'Ivoire", "CIV"), ("Côte d’Ivoire", "CIV")]),
        ("They left Swaziland for Eswatini.", [("Swaziland", "SWZ"), ("Eswatini", "SWZ")]),
        ("Burma and Myanmar are one.", [("Burma", "MMR"), ("Myanmar", "MMR")]),
        (
            "Guinea, Guinea-Bissau, and Equatorial Guinea met.",
            [("Guinea", "GIN"), ("Guinea-Bissau", "GNB"), ("Equatorial Guinea", "GNQ")],
        ),
        ("Papua New Guinea is not Guinea.", [("Papua New Guinea", "PNG"), ("Guinea", "GIN")]),
        (
            "Niger borders Nigeria; Nigeriens and Nigerians trade.",
            [("Niger", "NER"), ("Nigeria", "NGA"), ("Nigeriens", "NER"), ("Nigerians", "NGA")],
        ),
        ("Dominica is far from the Dominican Republic.", [("Dominica", "DMA"), ("Dominican Republic", "DOM")]),
        ("North Korean and South Korean ships met.", [("North Korean", "PRK"), ("South Korean", "KOR")]),
        (
            "The Republic of the Congo and the Democratic Republic of the Congo agreed.",
            [("Republic of the Congo", "COG"), ("Democratic Republic of the Congo", "COD")],
        ),
        ("South Sudan and Sudan share a river.", [("South Sudan", "SSD"), ("Sudan", "SDN")]),
        ("Serbia and Montenegro split in 2006.", [("Serbia and Montenegro", "SCG")]),
        ("Bosnia and Herzegovina has two parts.", [("Bosnia and Herzegovina", "BIH")]),
        ("KOSOVO (Tier 2)", [("KOSOVO", "XKX")]),
        ("Kosovo’s courts and Jordan's police waited.", [("Kosovo", "XKX"), ("Jordan", "JOR")]),
        ("Officials from the U.S. Embassy and the U.A.E. came.", [("U.S.", "USA"), ("U.A.E.", "ARE")]),
        ("Poles, Danes and Swedes came.", [("Poles", "POL"), ("Danes", "DNK"), ("Swedes", "SWE")]),
        (
            "They live in Western Europe and sub-Saharan Africa.",
            [("Western Europe", "Western Europe"), ("sub-Saharan Africa", "Sub-Saharan Africa")],
        ),
    ],
)
def test_countries_and_regions(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ships cross the Indian Ocean.",
        "A shop sold Brazil nuts.",
        "Latin American delegates spoke.",
        "They swam in the Jordan River.",
        "He lives in New Mexico and New England.",
        "The spots ran in both Albanian and Serbian, on all channels.",
        "A line takes calls in English.",
        "She filled in an English-language form.",
        "The man named Chadwick ate turkey from fine china.",
    ],
)
def test_words_that_only_look_like_countries(text: str) -> None:
    assert [pair for pair in found(text) if len(pair[1]) == 3 and pair[1].isupper()] == []


@pytest.mark.parametrize(("home", "code"), [("COG", "COG"), ("COD", "COD"), ("ZMB", "COD")])
def test_congolese_is_whichever_congo_the_narrative_is_about(home: str, code: str) -> None:
    assert found("Congolese children begged.", home) == [("Congolese", code)]


def test_dominicans_of_dominica() -> None:
    assert found("Two Dominicans were freed.", "DMA") == [("Dominicans", "DMA")]
    assert found("Two Dominicans were freed.", "HTI") == [("Dominicans", "DOM")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Ministry of Labor and Social Welfare paid.", ["Ministry of Labor and Social Welfare"]),
        ("Three Ministry of Health officials left.", ["Ministry of Health"]),
        (
            "The Ministry of Justice and the Ministry of Labor met IOM.",
            ["Ministry of Justice", "Ministry of Labor", "International Organization for Migration"],
        ),
        ("The labor ministry and the women’s ministry disagreed.", ["labor ministry", "women's ministry"]),
        (
            "The National Police and the Kosovo Academy for Public Safety trained.",
            ["National Police", "Kosovo Academy for Public Safety"],
        ),
        ("Save the Children and UNHCR helped.", ["Save the Children", "United Nations High Commissioner for Refugees"]),
        ("The South African Development Community met.", ["Southern African Development Community"]),
        ("The government and the ministry agreed with NGOs.", []),
    ],
)
def test_organizations(text: str, names: list[str]) -> None:
    entities, _ = read(text)
    assert [entity.name for entity in entities if entity.kind == "organization"] == names


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        (
            "Article 171 of the criminal code and Section 360(A) apply.",
            ["Article 171 of the criminal code", "Section 360(A)"],
        ),
        ("Articles 165 and 206 forbid it.", ["Articles 165 and 206"]),
        ("Law 4788/12 and Decree No. 45 apply.", ["Law 4788/12", "Decree No. 45"]),
        ("The Trafficking in Persons Act of 2015 applies.", ["Trafficking in Persons Act of 2015"]),
        ("It ratified ILO Convention 182.", ["ILO Convention 182"]),
        ("United Nations Security Council Resolution 1244 holds.", ["United Nations Security Council Resolution 1244"]),
        ("Law enforcement was weak. The law was old.", []),
        ("Section 3 applied. In Article 5, 12 victims are named.", ["Section 3", "Article 5"]),
    ],
)
def test_laws_and_treaties(text: str, laws: list[str]) -> None:
    _, mentions = read(text)
    assert [mention.text for mention in mentions if mention.kind == "law"] == laws


def test_an_acronym_stands_for_the_name_before_it() -> None:
    text = "The National Trafficking Investigation Agency (NTIA) grew. In 2012 the NTIA hired nine officers."
    entities, mentions = read(text)
    assert [entity.name for entity in entities] == ["National Trafficking Investigation Agency"]
    assert [mention.text for mention in mentions][-1] == "NTIA"
    assert len({mention.entity_id for mention in mentions}) == 1


def test_an_unknown_acronym_is_nobody() -> None:
    assert found("The NTIA hired nine officers.") == []


def test_ids_do_not_depend_on_positions() -> None:
    one, _ = read("The Ministry of Health met in Italy.")
    two, _ = read("In 2012, long before, Italy and the Ministry of Health met.")
    assert {entity.entity_id for entity in one} == {entity.entity_id for entity in two}
    assert entity_id("country", "ITA") in {entity.entity_id for entity in one}


def test_every_name_of_every_country_is_found() -> None:
    missing = []
    for country in all_countries():
        for name in (country.name, *country.aliases, *country.demonyms):
            if "," in name or "(" in name:
                continue
            codes = [code for _, code in found(f"Yesterday {name} children sang.", country.iso3)]
            if codes != [country.iso3]:
                missing.append((country.iso3, name, codes))
    assert missing == []


WORDS = st.lists(
    st.sampled_from(
        [
            "Congo",
            "the",
            "Republic",
            "of",
            "Ministry",
            "and",
            "Labor",
            "(IOM)",
            "IOM",
            "women",
            "from",
            "U.S.",
            "Guinea",
            "-Bissau",
            "Police",
            "South",
            "Korean",
            "’s",
            ",",
            ".",
            "Indian",
            "Ocean",
            "National",
            "in",
            "English",
            "\n",
            "é",
        ]
    ),
    max_size=25,
)


@given(WORDS, st.sampled_from([" ", ""]))
def test_mentions_slice_back_and_never_overlap(words: list[str], gap: str) -> None:
    text = canonical(gap.join(words))
    entities, mentions = read(text)
    place = 0
    for mention in mentions:
        assert text[mention.char_start : mention.char_end] == mention.text != ""
        assert mention.char_start >= place
        place = mention.char_end
    assert {mention.entity_id for mention in mentions} == {entity.entity_id for entity in entities}


@pytest.mark.parametrize(
    ("text", "long"),
    [
        (
            "Police came.\n\nProtection\n\nThe National Service for Minors (SENAME) helped.",
            "National Service for Minors",
        ),
        ("Police came.\n\nProtection\nThe National Service for Minors (SENAME) helped.", "National Service for Minors"),
        ("It was paid for by the Border\nGuard Service (BGS).", None),
    ],
)
def test_a_name_never_goes_on_from_one_sentence_to_the_next(text: str, long: str | None) -> None:
    """A heading above a name also begins with a capital letter, and was once mistaken for the name's first word."""
    sections = split_sections(text, section_hint="other")
    sentences = split_sentences(text, sections)
    _, mentions = read(text)
    for mention in mentions:
        sentence = sentences[mention.sentence]
        assert sentence.char_start <= mention.char_start < mention.char_end <= sentence.char_end
    assert long is None or long in [mention.text for mention in mentions]
