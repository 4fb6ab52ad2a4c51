"""Test canonical entities: acronyms, kinds, countries, years, and ids that outlive a build. All texts are made up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tables.samples import sample
from tipetl.countries import reference
from tipetl.entities.acronyms import acronym_ties
from tipetl.entities.ids import canonical_key, entity_id
from tipetl.entities.mentions import extract_mentions
from tipetl.entities.names import first_words
from tipetl.model import SUBKINDS, Document, Entity, Mention
from tipetl.structure import split_sections, split_sentences
from tipetl.tables import rows_of


def read(text: str, iso3: str | None = "KEN") -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    document = Document("d", None, "", text, iso3=iso3)
    sections = split_sections(text, section_hint="other")
    return extract_mentions(document, sections, split_sentences(text, sections))


def only(text: str, kind: str, iso3: str | None = "KEN") -> Entity:
    (entity,) = (entity for entity in read(text, iso3)[0] if entity.kind == kind)
    return entity


@pytest.mark.parametrize(
    ("text", "acronym", "long"),
    [
        ("The Border Guard Service (BGS) grew.", "BGS", "Border Guard Service"),
        ("Police of the Anti-Slavery Unit (ASU) came.", "ASU", "Anti-Slavery Unit"),
        ("The Special Brigade for Minors (BM) came.", "BM", "Special Brigade for Minors"),
        ("The police’s anti-trafficking unit (ATU) met.", "ATU", "anti-trafficking unit"),
        ("In 2016 the Office of Ombudsmen (PDDH) met.", "PDDH", "Office of Ombudsmen"),
        ("The Ministry of Women, Family, and Children (MWFC) met.", "MWFC", "Ministry of Women, Family, and Children"),
        ("The Rapid Intervention Team, or RIT, met.", "RIT", "Rapid Intervention Team"),
        ("BGS (the Border Guard Service) grew.", "BGS", "Border Guard Service"),
        ("The Special Police Unit 2 (SPU2) met.", "SPU2", "Special Police Unit 2"),
        ("The Immigration (Guest Workers) Ordinance (IGWO) holds.", "IGWO", "Immigration (Guest Workers) Ordinance"),
        ("Write standard operating procedures (SOPs) now.", "SOPs", "standard operating procedures"),
    ],
)
def test_ties(text: str, acronym: str, long: str) -> None:
    (tie,) = acronym_ties(text)
    assert (tie.acronym, text[tie.long_start : tie.long_end]) == (acronym, long)


@pytest.mark.parametrize(
    "text", ["The law (No. 5) holds.", "He came (HE SAID) late.", "Two men (one GREEK) fled.", "(ABC) came."]
)
def test_no_tie(text: str) -> None:
    assert acronym_ties(text) == ()


def test_an_acronym_stands_for_its_name_before_the_name_too() -> None:
    entities, mentions = read("The BGS met. Later the Border Guard Service (BGS) grew.")
    assert [mention.text for mention in mentions] == ["BGS", "Border Guard Service", "BGS"]
    assert [(entity.name, entity.aliases) for entity in entities] == [("Border Guard Service", ("BGS",))]


def test_an_acronym_of_something_else_is_no_organization() -> None:
    assert read("The national action plan (NAP) ended. The NAP was old.")[0] == ()


def test_a_text_may_give_an_international_acronym_another_meaning() -> None:
    assert only("The Office of Internal Morals (IOM) met.", "organization").country == "KEN"
    assert only("IOM met.", "organization").country is None


def test_international_bodies_are_the_same_everywhere() -> None:
    for body in reference().bodies:
        for name in (body.name, *body.aliases):
            listed = [known for known in first_words()[name.split()[0]] if known.words == name.replace("’", "'")]
            assert [known.canonical for known in listed] == [body.name], name
    for text in (
        "IOM met.",
        "The International Organization for Migration met.",
        "International Organisation for Migration staff met.",
    ):
        one = only(text, "organization", "KEN")
        other = only("IOM met.", "organization", "UGA")
        assert (one.entity_id, one.name, one.subkind) == (
            other.entity_id,
            "International Organization for Migration",
            "international",
        )


@pytest.mark.parametrize(
    ("text", "subkind", "country"),
    [
        ("The Ministry of Justice met.", "ministry", "KEN"),
        ("The National Police met.", "police", "KEN"),
        ("The Supreme Court met.", "court", "KEN"),
        ("The Women’s Crisis Center met.", "ngo", "KEN"),
        ("The Dutch National Police met.", "police", "NLD"),
        ("UNICEF met.", "international", None),
        ("The Office of Statistics met.", "other", "KEN"),
    ],
)
def test_kind_and_country_of_a_body(text: str, subkind: str, country: str | None) -> None:
    entity = only(text, "organization")
    assert (entity.subkind, entity.country) == (subkind, country)


@pytest.mark.parametrize(
    ("text", "subkind", "year", "country"),
    [
        ("Article 171 of the penal code applies.", "article", None, "KEN"),
        ("The Trafficking Act of 2015 applies.", "statute", 2015, "KEN"),
        ("The 2008 anti-trafficking law applies.", "statute", 2008, "KEN"),
        ("Law No. 2016-61 applies.", "statute", 2016, "KEN"),
        ("The 2009 Human Trafficking Act applies.", "statute", 2009, "KEN"),
        ("Law 306 of October 2009 applies.", "statute", 2009, "KEN"),
        ("Decree No. 126/2008 applies.", "statute", 2008, "KEN"),
        ("Law 87 (I)/2007 applies.", "statute", 2007, "KEN"),
        ("The senate passed the Sexual Offenses Act in July 2013.", "statute", 2013, "KEN"),
        ("In 2003 the senate enacted a new law, the Sexual Offenses Act.", "statute", 2003, "KEN"),
        ("The Sexual Offenses Act, enacted in 2006, applies.", "statute", 2006, "KEN"),
        ("The Sexual Offenses Act, amended in 2006, applies.", "statute", None, "KEN"),
        ("The Sexual Offenses Act took effect in 2006.", "statute", None, "KEN"),
        ("The 2006 anti-trafficking amendments to the penal code apply.", "statute", 2006, "KEN"),
        ("Article 3 of the Suppression of Human Trafficking Act of 2012 applies.", "article", 2012, "KEN"),
        ("Section 232a of Law No. 5/2012 applies.", "article", 2012, "KEN"),
        ("It ratified the 2000 UN TIP Protocol.", "treaty", 2000, None),
        ("It ratified the Palermo Protocol.", "treaty", 2000, None),
        ("It ratified ILO Convention 182.", "treaty", 1999, None),
    ],
)
def test_kind_and_year_of_a_law(text: str, subkind: str, year: int | None, country: str | None) -> None:
    entity = only(text, "law")
    assert (entity.subkind, entity.year, entity.country) == (subkind, year, country)


def test_names_of_one_treaty_are_one_entity() -> None:
    assert (
        len({only(f"It ratified the {name}.", "law").entity_id for name in ("Palermo Protocol", "UN TIP Protocol")})
        == 1
    )


def test_a_law_and_its_year_are_one_entity_however_they_are_printed() -> None:
    printed = ("2009 Human Trafficking Act", "Human Trafficking Act of 2009", "Human Trafficking Act (2009)")
    assert len({only(f"The {name} applies.", "law").entity_id for name in printed}) == 1
    entities, mentions = read("The 2009 Slavery Act applies. The Slavery Act and the 2015 Code of Labor apply.")
    assert [(entity.name, entity.year) for entity in entities] == [("Slavery Act", 2009), ("Code of Labor", 2015)]
    assert [mention.text for mention in mentions] == ["Slavery Act", "Slavery Act", "Code of Labor"]
    other = only("The 2019 Human Trafficking Act applies.", "law")
    assert other.entity_id != only("The 2009 Human Trafficking Act applies.", "law").entity_id


def test_laws_with_words_in_parentheses_and_letters_behind_numbers() -> None:
    assert (
        only("The 2009 People Smuggling (Prohibition) Act applies.", "law").name == "People Smuggling (Prohibition) Act"
    )
    assert only("Section 232a applies.", "law").name == "Section 232a"
    assert only("Article 149-A of the penal code applies.", "law").name == "Article 149-A of the penal code"


def test_a_law_that_there_is_none_of_is_no_law() -> None:
    assert read("Kenya lacks a specific anti-trafficking law. There is no trafficking law.")[0][1:] == ()


def test_national_bodies_of_two_countries_are_two_and_spellings_of_one_are_one() -> None:
    assert only("The Ministry of Justice met.", "organization", "KEN") != only(
        "The Ministry of Justice met.", "organization", "UGA"
    )
    ids = {
        only(f"The {name} met.", "organization").entity_id
        for name in ("Ministry of Labor", "Ministry of Labour", "labor ministry", "Ministry of the Labor")
    }
    assert len(ids) == 1


def test_regions_have_their_m49_code() -> None:
    (africa, balkans), _ = read("They left West Africa for the Balkans.")
    assert (africa.name, africa.code) == ("Western Africa", "011")
    assert (balkans.name, balkans.code) == ("Balkans", None)
    codes = [region.code for region in reference().regions if region.code]
    assert len(set(codes)) == len(codes) and all(len(code) == 3 and code.isdigit() for code in codes)


def test_a_noun_that_two_regions_share() -> None:
    _, mentions = read("They came from Central and Eastern Europe and from South and Southeast Asia.")
    assert [mention.text for mention in mentions] == ["Central", "Eastern Europe", "South", "Southeast Asia"]


def test_the_union_is_a_region_or_a_body() -> None:
    assert only("Women from the European Union came.", "region").name == "European Union"
    assert only("The European Union paid.", "organization").subkind == "international"


def test_a_part_of_a_country_is_a_place() -> None:
    entity = only("Girls from Scotland came.", "place")
    assert (entity.name, entity.country, entity.code) == ("Scotland", "GBR", None)


@pytest.mark.parametrize(
    "text",
    [
        "Judge Kenya Robinson heard it.",
        "Georgia Avenue is long.",
        "The Jordan Times wrote.",
        "He paid 40 Jordanian dinars.",
        "She spoke Vietnamese.",
        "He was born in Peru, Indiana.",
        "Growers in Georgia and Florida paid.",
        "They flew with Ethiopian Airlines.",
    ],
)
def test_names_that_mean_no_country(text: str) -> None:
    assert [entity for entity in read(text)[0] if entity.kind == "country"] == []


def test_a_name_that_countries_share_is_told_by_the_cities_beside_it() -> None:
    assert only("Dominican police in Roseau came.", "country", "HTI").code == "DMA"
    assert only("Children in Pointe-Noire, the port of Congo, came.", "country", "KEN").code == "COG"


def test_ids_stay_when_documents_come_go_or_change_places() -> None:
    texts = {"a": "The Ministry of Justice (MOJ) met.", "b": "The justice ministry and IOM met.", "c": "MOJ met UNHCR."}
    narratives = [
        replace(sample(doc, 2010 + number), entities=read(text)[0], mentions=(), flows=(), law_penalties=())
        for number, (doc, text) in enumerate(texts.items())
    ]
    whole = rows_of(narratives, [])["entity"]
    assert rows_of(narratives[::-1], [])["entity"] == whole
    ids = {row[0] for row in whole}
    for narrative in narratives:
        assert {row[0] for row in rows_of([narrative], [])["entity"]} <= ids
    (justice,) = (row for row in whole if row[0] == entity_id("organization", "Ministry of Justice", "KEN"))
    assert (justice[2], justice[7]) == ("Ministry of Justice", ["MOJ", "justice ministry"])


WORDS = st.lists(
    st.sampled_from(
        [
            "Border",
            "Guard",
            "Service",
            "(BGS)",
            "BGS",
            "the",
            "of",
            "and",
            "Ministry",
            "(MOI)",
            "MOI",
            "Interior",
            "Act",
            "(",
            ")",
            "2005",
            "Article 5",
            "unit",
            "anti-trafficking",
            "(ATU)",
            ",",
            ".",
            "IOM",
            "European Union",
            "’s",
            "Central",
            "Europe",
            "Jordan",
            "Times",
        ]
    ),
    max_size=20,
)


@given(WORDS)
def test_offsets_slice_back_and_every_entity_is_whole(words: list[str]) -> None:
    text = " ".join(words)
    for tie in acronym_ties(text):
        assert text[tie.acronym_start : tie.acronym_start + len(tie.acronym)] == tie.acronym
        assert 0 <= tie.long_start < tie.long_end <= len(text)
    entities, mentions = read(text)
    assert all(text[m.char_start : m.char_end] == m.text for m in mentions)
    for entity in entities:
        assert (entity.subkind in SUBKINDS) == (entity.kind in ("organization", "law"))
        assert entity.name not in entity.aliases


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(name: str) -> None:
    assert canonical_key(name) == canonical_key(name + " ") == canonical_key(" " + name)
