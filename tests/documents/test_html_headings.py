"""Short sections of web pages under headings of many kinds: no section is lost, and omitted text is recorded."""

from __future__ import annotations

import pytest

from tests.layouts.html_own_headings import LAYOUTS, SECTIONS
from tests.layouts.html_pages import LAYOUTS as PAGES
from tests.layouts.narratives import load
from tipetl.documents.html import parse_html
from tipetl.structure import split_sections

NAMES = {
    "own words": ("Law enforcement action", "Care of victims", "Awareness and outreach"),
    "numbers": ("I. Prosecution", "II. Protection", "III. Prevention"),
    "marks": ("~ Prosecution ~", "~ Protection ~", "~ Prevention ~"),
    "brackets": ("[Prosecution]", "[Protection]", "[Prevention]"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("names", NAMES)
def test_a_short_section_is_read_and_is_what_its_heading_says(layout: str, names: str) -> None:
    (part,) = parse_html(LAYOUTS[layout](NAMES[names])).parts
    read = {section.kind: part.text[section.char_start : section.char_end] for section in split_sections(part.text)}
    assert list(read) == ["heading", "summary", *SECTIONS]
    assert all(words in read[kind] for kind, words in SECTIONS.items())


@pytest.mark.parametrize("layout", ["unfolding", "rows", "boxes"])
def test_a_section_made_like_the_others_is_kept_whatever_its_heading_says(layout: str) -> None:
    page = LAYOUTS[layout](("Prosecution", "Protection", "Measures ahead of the crime"))
    (part,) = parse_html(page).parts
    assert SECTIONS["prevention"] in part.text


def test_a_sidebar_that_is_about_victims_is_no_section() -> None:
    sections = "".join(f"<section><h2>{kind}</h2><p>{words}</p></section>" for kind, words in SECTIONS.items())
    aside = (
        "<div class=right><h2>Help for victims</h2><p>Call the hotline of this town at any hour of the day.</p></div>"
    )
    (part,) = parse_html(f"<h1>KOSOVO (Tier 2)</h1>{sections}{aside}".encode()).parts
    assert "Call the hotline" not in part.text
    assert [aside.text for aside in part.asides] == [
        "Help for victims\n\nCall the hotline of this town at any hour of the day."
    ]


def test_text_that_is_left_out_of_a_page_is_kept_beside_it() -> None:
    words = "It met in May and June of that year, twice, at length."
    page = (
        f"<h1>KOSOVO (Tier 2)</h1><div><h3>Prosecution</h3><p>{SECTIONS['prosecution']}</p></div>"
        f"<div><h3>A bridge opens</h3><p>{words}</p></div>"
    )
    parsed = parse_html(page.encode())
    (part,) = parsed.parts
    assert words not in part.text
    assert [(aside.kind, aside.text) for aside in part.asides] == [("surroundings", f"A bridge opens\n\n{words}")]
    assert [(issue.code, issue.severity) for issue in parsed.issues] == [("left_out", "info")]


@pytest.mark.parametrize("layout", PAGES)
def test_no_text_of_the_narrative_stands_in_the_surroundings(layout: str) -> None:
    narrative = load()[5]
    parsed = parse_html(PAGES[layout](narrative, 7))
    around = " ".join(aside.text for part in parsed.parts for aside in part.asides if aside.kind == "surroundings")
    assert not [block.text for block in narrative.blocks if block.kind == "paragraph" and block.text in around]
