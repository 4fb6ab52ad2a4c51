"""Test the sections of narratives of all eras and layouts. All texts were written for these tests; no figure is
real.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipetl.documents.text import canonical
from tipetl.model import Section
from tipetl.structure import recommendation_items, split_sections, split_sentences
from tipetl.structure.lines import paragraphs_of

PROFILE_OLD = "Freedonia is a source country for women subjected to sex trafficking in Italy. Boys are forced to beg."
SUMMARY = "The Government of Kenya does not fully comply with the minimum standards; it makes significant efforts."
PROSECUTION = (
    "Courts convicted nine traffickers in 2012. Police arrested 14 suspects under article 7 of the penal code."
)
PROTECTION = "The government identified 54 victims and referred 12 of them to shelters. Two NGOs assisted the others."
PREVENTION = "Officials held a campaign on the radio. A hotline took 40 calls, and inspectors visited 90 farms."
PROFILE_NEW = "As reported over the past five years, traffickers exploit Kenyan women in sex trafficking in Oman."
ITEMS = "Investigate officials; train judges and police; and fund a shelter for men."
DISCLAIMER = "The views in this text are those of its author."


def kinds(text: str, hint: str | None = None) -> list[str]:
    return [section.kind for section in split_sections(canonical(text), section_hint=hint)]


def titles(text: str) -> list[str | None]:
    return [section.title for section in split_sections(canonical(text))]


OLD = ["heading", "profile", "summary", "recommendations", "prosecution", "protection", "prevention"]
NEW = ["heading", "summary", "recommendations", "prosecution", "protection", "prevention", "profile"]


def old(heading: str, titles: tuple[str, str, str, str], gap: str = "\n\n", after: str = "\n\n") -> str:
    recommendations, prosecution, protection, prevention = titles
    parts = [heading, PROFILE_OLD, SUMMARY, recommendations + ITEMS]
    parts += [prosecution + after + PROSECUTION, protection + after + PROTECTION, prevention + after + PREVENTION]
    return gap.join(parts)


@pytest.mark.parametrize(
    "heading",
    [
        "KENYA (Tier 2)",
        "KENYA: Tier 2",
        "KENYA (TIER 2 WATCH LIST)",
        "Kenya (Tier 2 - Watch List)",
        "Kenya — Tier 1",
        "# KENYA (Tier 3)",
        "**Kenya (Tier 2)**",
        "KENYA",
        "Kenya\nTier 2",
        "Kenya\n\nTier 2 Watch List",
        "Trafficking in Persons Report 2013 — Kenya\nKENYA (Tier 2)",
        "2013 Trafficking in Persons Report\n\nKenya\n\nTier 2",
        "KENYA (Special Case)",
        "2013 Trafficking in Persons Report: Kenya",
    ],
)
def test_heading_lines(heading: str) -> None:
    text = old(heading, ("Recommendations for Kenya: ", "Prosecution", "Protection", "Prevention"))
    assert kinds(text) == OLD


def test_the_title_of_the_heading_is_the_line_with_the_country() -> None:
    text = old(
        "2013 Trafficking in Persons Report\nKENYA (Tier 2)",
        ("Recommendations: ", "Prosecution", "Protection", "Prevention"),
    )
    assert titles(text)[0] == "KENYA (Tier 2)"


@pytest.mark.parametrize(
    ("names", "after"),
    [
        (("Recommendations for Kenya: ", "Prosecution", "Protection", "Prevention"), "\n\n"),
        (("Recommendations for Kenya: ", "Prosecution", "Protection", "Prevention"), "\n"),
        (("RECOMMENDATIONS FOR KENYA\n\n", "PROSECUTION", "PROTECTION", "PREVENTION"), "\n\n"),
        (("Recommendations:\n", "Prosecution:", "Protection:", "Prevention:"), " "),
        (("RECOMMENDATIONS: ", "PROSECUTION", "PROTECTION", "PREVENTION"), " "),
        (("## Recommendations\n\n", "## Prosecution", "## Protection", "## Prevention"), "\n\n"),
        (("**Recommendations**\n", "**Prosecution**", "**Protection**", "**Prevention**"), "\n"),
        (("Recommendations\n", "Law Enforcement", "Protection of Victims", "Prevention of Trafficking"), "\n"),
        (("PRIORITIZED RECOMMENDATIONS:\n\n", "LAW ENFORCEMENT", "VICTIM PROTECTION", "PREVENTION"), "\n\n"),
        (("Recommendations for Kenya — ", "Prosecution.", "Protection.", "Prevention."), " "),
    ],
)
def test_headings_of_the_body(names: tuple[str, str, str, str], after: str) -> None:
    text = old("KENYA (Tier 2)", names, after=after)
    assert kinds(text) == OLD
    assert len(recommendation_items(canonical(text), split_sections(canonical(text)))) == 3


def test_the_newer_order_ends_with_the_profile() -> None:
    parts = [
        "KENYA: Tier 2",
        SUMMARY,
        "PRIORITIZED RECOMMENDATIONS:",
        "• Train judges.\n• Fund shelters.",
        "PROSECUTION",
        PROSECUTION,
    ]
    parts += ["PROTECTION", PROTECTION, "PREVENTION", PREVENTION, "TRAFFICKING PROFILE:", PROFILE_NEW]
    assert kinds("\n\n".join(parts)) == NEW
    assert titles("\n\n".join(parts))[-1] == "TRAFFICKING PROFILE"


def test_a_run_in_profile_heading() -> None:
    text = "\n\n".join(["KENYA: Tier 2", SUMMARY, "PROSECUTION", PROSECUTION, "TRAFFICKING PROFILE: " + PROFILE_NEW])
    assert kinds(text) == ["heading", "summary", "prosecution", "profile"]


def test_scope_and_magnitude_and_no_recommendations() -> None:
    text = "\n\n".join(
        ["KENYA (TIER 2)", "Scope and Magnitude. " + PROFILE_OLD, SUMMARY, "Prosecution\n" + PROSECUTION]
    )
    assert kinds(text) == ["heading", "profile", "summary", "prosecution"]


def test_comments_and_disclaimer_are_statements_of_their_own() -> None:
    text = "\n\n".join(
        ["KENYA (Tier 2)", SUMMARY, "Prevention", PREVENTION, "Comments:\n" + DISCLAIMER + "\nDisclaimer:", DISCLAIMER]
    )
    assert kinds(text) == ["heading", "summary", "prevention", "statement", "statement"]


def test_a_narrative_without_any_headings() -> None:
    text = "\n\n".join(["Kenya (Tier 2)", PROFILE_OLD, SUMMARY, PROSECUTION, PROTECTION, PREVENTION])
    assert kinds(text) == ["heading", "profile", "summary", "prosecution", "protection", "prevention"]


def test_a_section_that_lost_its_heading_is_still_found() -> None:
    parts = [
        "KENYA (Tier 2)",
        PROFILE_OLD,
        SUMMARY,
        "Prosecution\n" + PROSECUTION,
        "Protection\n" + PROTECTION,
        PROTECTION,
    ]
    parts += ["Prevention efforts grew. Posters went up in 12 towns."]
    assert kinds("\n\n".join(parts)) == ["heading", "profile", "summary", "prosecution", "protection", "prevention"]


def test_more_paragraphs_stay_with_their_heading() -> None:
    more = "Prevention of new crimes was cited by a judge who convicted two men. Victims testified."
    text = "\n\n".join(
        [
            "KENYA (Tier 2)",
            SUMMARY,
            "Prosecution",
            PROSECUTION,
            more,
            "Protection",
            PROTECTION,
            "Prevention",
            PREVENTION,
        ]
    )
    assert kinds(text) == ["heading", "summary", "prosecution", "protection", "prevention"]


def test_recommendations_without_a_heading() -> None:
    items = "Increase investigations; prosecute officials; train judges; fund shelters."
    text = "\n\n".join(["KENYA (Tier 2)", PROFILE_OLD, SUMMARY, items, "Prosecution", PROSECUTION])
    assert kinds(text) == ["heading", "profile", "summary", "recommendations", "prosecution"]


def test_hard_wrapped_text() -> None:
    text = """KENYA (Tier 2)

The Government of Kenya does not fully comply with the minimum standards
for the elimination of trafficking. It opened two shelters
in 2012 and trained 40 officers, most of them from the coast.

Prosecution

Courts convicted nine traffickers in 2012, and police arrested another
fourteen suspects in the same year in Nairobi. The others fled over the
border. Nobody followed them.
"""
    assert kinds(text) == ["heading", "summary", "prosecution"]
    canon = canonical(text)
    sentences = [canon[s.char_start : s.char_end] for s in split_sentences(canon, split_sections(canon))]
    assert "It opened two shelters\nin 2012 and trained 40 officers, most of them from the coast." in sentences


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("Women from Peru, Chile and Bolivia who work in its mines are subjected to forced\nlabor.", True),
        ("After a year in which hardly any case had been brought to court, judges convicted\n41 traffickers.", True),
        ("Increase efforts to find victims among those who work in homes, mines and fields\nTrain judges", False),
        ("Increase efforts to find victims among those who work in homes, mines and fields;\ntrain judges", False),
        ("Women from Peru, Chile and Bolivia who work in its mines are subjected to forced\n\nlabor.", False),
        ("What the government did\nand what it did not", False),
    ],
)
def test_a_sentence_goes_on_in_the_next_line_though_the_text_is_not_wrapped(text: str, goes_on: bool) -> None:
    long = "The other paragraphs of this text stand each on a line of its own, however long that line becomes. " * 3
    assert len(paragraphs_of(f"{long}\n\n{text}\n\n{long}")) == (3 if goes_on else 4)


def test_a_short_first_line_of_a_fragment_is_no_heading() -> None:
    assert kinds("Police arrested 12 suspected traffickers\n" + PROSECUTION) == ["prosecution"]


@pytest.mark.parametrize("kind", ["prosecution", "protection", "prevention", "profile", "summary", "other"])
def test_a_hint_makes_the_whole_text_one_section(kind: str) -> None:
    assert kinds(PROSECUTION + "\n\n" + PROTECTION, kind) == [kind]


def test_a_hint_keeps_the_title() -> None:
    sections = split_sections("PROSECUTION\n\n" + PROSECUTION, section_hint="prosecution")
    assert [(section.kind, section.title) for section in sections] == [("prosecution", "PROSECUTION")]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (PROSECUTION, "prosecution"),
        (PROTECTION, "protection"),
        (PREVENTION, "prevention"),
        (SUMMARY, "summary"),
        (PROFILE_NEW, "profile"),
        ("The capital has a port and two markets.", "other"),
    ],
)
def test_fragments_tell_what_they_are(words: str, kind: str) -> None:
    assert kinds(words) == [kind]


@pytest.mark.parametrize(
    "sentence",
    [
        "Prevention efforts were weak.",
        "Protection of witnesses is a duty of the court.",
        "Prosecution witnesses fled.",
        "Recommendations of the council were ignored.",
        "Comments by the mayor angered NGOs.",
    ],
)
def test_sentences_that_begin_like_a_heading_have_none(sentence: str) -> None:
    assert titles(sentence) == [None]


ITEM_TEXTS = [
    (
        "Recommendations for Kenya: Train judges; fund shelters; and amend the law.",
        ["Train judges", "fund shelters", "amend the law"],
    ),
    (
        "RECOMMENDATIONS\n\n• Train judges.\n• Fund shelters (at least two; one for men).",
        ["Train judges", "Fund shelters (at least two; one for men)"],
    ),
    (
        "PRIORITIZED RECOMMENDATIONS:\n- Train judges; pay them.\n- Fund shelters.",
        ["Train judges; pay them", "Fund shelters"],
    ),
    (
        "PRIORITIZED RECOMMENDATIONS\nTrain judges. • Fund shelters. • Amend the law.",
        ["Train judges", "Fund shelters", "Amend the law"],
    ),
    ("RECOMMENDATIONS\n* Train judges. * Fund shelters.", ["Train judges", "Fund shelters"]),
    ("Recommendations:\n1. Train judges.\n2. Fund shelters.", ["Train judges", "Fund shelters"]),
    ("Recommendations\nTrain judges.\nFund shelters.", ["Train judges", "Fund shelters"]),
    ("Recommendations: Train judges. Fund shelters.", ["Train judges", "Fund shelters"]),
    ("Recommendations: Train judges.", ["Train judges"]),
    ("RECOMMENDATIONS FOR KENYA: Train judges; and fund shelters.", ["Train judges", "fund shelters"]),
    ("RECOMMENDATIONS Train judges; and fund shelters.", ["Train judges", "fund shelters"]),
]


@pytest.mark.parametrize(("text", "items"), ITEM_TEXTS)
def test_recommendation_items(text: str, items: list[str]) -> None:
    sections = split_sections(text)
    found = recommendation_items(text, sections)
    assert [item.text for item in found] == items
    assert [item.position for item in found] == list(range(len(items)))
    assert all(text[item.char_start : item.char_end] == item.text for item in found)


PIECES = st.lists(
    st.sampled_from(
        [
            "KENYA (Tier 2)",
            "Prosecution",
            "PROTECTION:",
            "Prevention: more",
            "Recommendations for Kenya: Train; fund",
            "• one",
            "- two",
            SUMMARY,
            PROFILE_OLD,
            PROSECUTION,
            PROTECTION,
            PREVENTION,
            "Disclaimer:",
            "x",
            " ",
            "Tier 2",
            "##",
            "a; b; c",
            "•",
        ]
    ),
    max_size=12,
)


def check_cover(text: str, sections: tuple[Section, ...]) -> None:
    place = 0
    for number, section in enumerate(sections):
        assert section.position == number
        assert place <= section.char_start < section.char_end
        assert not text[place : section.char_start].strip()
        assert text[section.char_start : section.char_end].strip() == text[section.char_start : section.char_end]
        if section.title is not None:
            assert section.title in text[section.char_start : section.char_end]
        place = section.char_end
    assert not text[place:].strip()


@given(PIECES, st.sampled_from(["\n", "\n\n", "\r\n", " \n \n", " "]))
def test_sections_cover_the_text_without_overlap(pieces: list[str], gap: str) -> None:
    text = canonical(gap.join(pieces))
    sections = split_sections(text)
    check_cover(text, sections)
    for item in recommendation_items(text, sections):
        assert text[item.char_start : item.char_end] == item.text
        assert item.text.strip() == item.text != ""


PAGE_WORDS = "The ministry sent out the report on Thursday; it covers 188 countries. Below is the part on Ghana."
UNDER_IT = "Do you have a story? Write to us or text 2424."


def test_what_a_page_says_around_a_narrative_is_no_part_of_it() -> None:
    narrative = (
        "GHANA (Tier 2)\n\nThe Government of Ghana does not fully meet the minimum standards.\n\nPROSECUTION\n\n"
        "Courts convicted nine traffickers.\n\nPROTECTION\n\nPolice identified 54 victims.\n\nPREVENTION\n\n"
        "It held two campaigns.\n\nTRAFFICKING PROFILE\n\nTraffickers exploit Ghanaian children in fishing.\n\n"
    )
    kinds = [part.kind for part in split_sections(f"{PAGE_WORDS}\n\n{narrative}{UNDER_IT}")]
    assert kinds == [
        "statement", "heading", "summary", "prosecution", "protection", "prevention", "profile", "other",
    ]  # fmt: skip
    archived = f"{narrative}*** ARCHIVES ***\n\nPolice free 17 children from boats"
    assert [part.kind for part in split_sections(archived)][-2:] == ["profile", "statement"]


PROFILE = (
    "Ruritania sends and receives victims. Women from Moldova are forced into prostitution in its capital. Its men are "
    "subjected to forced labor in Germany. Children are made to beg in the streets by their own parents."
)
RESPONSE = (
    "Police investigated 14 cases in which women were forced into prostitution. Courts convicted nine traffickers who "
    "had exploited children. The government did not convict any official."
)


def test_a_paragraph_tells_without_a_heading_what_it_is_about() -> None:
    assert [part.kind for part in split_sections(PROFILE)] == ["profile"]
    assert [part.kind for part in split_sections(RESPONSE)] == ["prosecution"]


def test_the_lines_of_a_title_page_are_heading() -> None:
    title = (
        "Office to Monitor and Combat Trafficking in Persons and whoever else has a hand in it, in one very long line"
    )
    text = f"{title}\n\n2013 Report\n\nGHANA (Tier 2)\n\nPROSECUTION\n\nCourts convicted nine traffickers."
    assert [part.kind for part in split_sections(text)] == ["heading", "prosecution"]
