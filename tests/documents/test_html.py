"""Web pages yield their complete main text and nothing else, in old and new layouts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layouts import html_pages, html_pages_other, html_pages_third
from tests.layouts.narratives import Narrative, load, same_lines, same_words
from tipetl.documents import html_tree
from tipetl.documents.html import parse_html
from tipetl.documents.text import canonical
from tipetl.errors import SourceError

NARRATIVES = load()
LAYOUTS = {**html_pages.LAYOUTS, **html_pages_other.LAYOUTS, **html_pages_third.LAYOUTS}
CHROME = (
    *html_pages.BOILERPLATE,
    html_pages_other.READER,
    html_pages_other.OTHER,
    html_pages_other.QUOTE,
    html_pages_third.ABOUT,
)
SENTENCE = (
    "The government convicted 12 traffickers in 2012, compared with nine in 2011, and identified 41 victims of forced"
    " labor, of whom 17 were children."
)


def text_of(page: str | bytes) -> str:
    parsed = parse_html(page.encode() if isinstance(page, str) else page)
    assert len(parsed.parts) == 1
    return parsed.parts[0].text


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_gives_the_narrative_and_nothing_else(layout: str) -> None:
    for narrative in NARRATIVES:
        parsed = parse_html(LAYOUTS[layout](narrative, 7))
        assert [same_lines(part.text) for part in parsed.parts] == [same_lines(canonical(narrative.text))], (
            narrative.doc
        )
        assert not [words for words in CHROME if words in parsed.parts[0].text]


@pytest.mark.parametrize("layout", html_pages.LAYOUTS)
def test_a_page_says_of_which_country_and_year_it_is(layout: str) -> None:
    for narrative in NARRATIVES:
        metadata = parse_html(LAYOUTS[layout](narrative, 8)).metadata
        assert (metadata.country, metadata.report_year) == (narrative.country, narrative.year)


@pytest.mark.parametrize("layout", html_pages.LAYOUTS)
def test_no_word_that_another_parser_sees_in_the_narrative_is_lost(layout: str) -> None:
    narrative = NARRATIVES[5]
    page = LAYOUTS[layout](narrative, 9)
    soup = BeautifulSoup(page, "html.parser")
    for mark in soup.find_all("sup"):
        mark.decompose()
    seen = re.sub(r"\s+", "", canonical(soup.get_text()))
    ours = re.sub(r"\s+", "", text_of(page))
    for line in canonical(narrative.text).splitlines():
        run = re.sub(r"\s+", "", line.lstrip("•- "))
        assert run in seen, "the generator wrote it"
        assert run in ours


def test_headings_paragraphs_and_items_are_lines_of_their_own() -> None:
    page = f"<h2>KOSOVO (Tier 2)</h2><p>{SENTENCE}<h3>Prosecution</h3><p>{SENTENCE}<ul><li>Do this;<li><p>do that.</ul><p><b>Prevention</b><br>{SENTENCE}"
    assert text_of(page) == (
        f"KOSOVO (Tier 2)\n\n{SENTENCE}\n\nProsecution\n\n{SENTENCE}\n\n• Do this;\n• do that.\n\nPrevention\n{SENTENCE}"
    )


@pytest.mark.parametrize(
    "markup",
    [
        "The govern<span>ment</span> convicted <b>12</b> traffickers.",
        "The govern&shy;ment convicted&nbsp;12 traff<!-- x -->ickers.",
        "The\n  government <em>convicted</em>\t12 traffickers<sup><a href='#f3'>3</a></sup>.",
        "The government convicted 12<a href='#_ftn1'>[1]</a> traffickers.",
        "The government convicted 12 <o:p>traffickers</o:p>.<script>if (a<b) x('</p>')</script>",
        "The government convicted 12 traffickers.<span hidden> Or 99.</span>",
        "The government convicted 12 traffickers.<i style='display : none'> Or 99.</i>",
        "The government convicted 12 traffickers.<i aria-hidden='true'> Or 99.</i>",
    ],
)
def test_inline_markup_neither_breaks_nor_adds_words(markup: str) -> None:
    assert text_of(f"<p>{markup}</p>") == "The government convicted 12 traffickers."


@pytest.mark.parametrize(
    ("sheet", "hides"),
    [
        (".x{display:none}", True),
        (".a,p.x { color:red; DISPLAY: none !important }", True),
        ("#main .x{position:absolute;left:-9999px}", True),
        (".x{clip:rect(0 0 0 0)}", True),
        ("@media print{.x{display:none}}", False),
        (".x:hover{display:none}", False),
        (".y .x{display:none}", False),
        (".x{display:none} .x{display:block}", False),
        (".x{opacity:0}", False),
        (".x{display:none", True),
    ],
)
def test_a_style_sheet_hides_what_it_hides_from_everyone(sheet: str, hides: bool) -> None:
    page = f"<style>{sheet}</style><div id=main><p>{SENTENCE}</p><p class=x>Police arrested 99 victims.</p><p>{SENTENCE}</p></div>"
    assert ("99" not in text_of(page)) is hides


def test_what_a_reader_can_unfold_is_not_hidden() -> None:
    page = (
        f"<h2>KOSOVO (Tier 2)</h2><p>{SENTENCE}</p><h3><button aria-expanded=false aria-controls=s1>Prosecution</button></h3>"
        f"<div id=s1 hidden><p>{SENTENCE}</p></div><div id=s2 hidden><p>Courts convicted 99.</p></div><button>Print</button>"
    )
    assert text_of(page) == f"KOSOVO (Tier 2)\n\n{SENTENCE}\n\nProsecution\n\n{SENTENCE}"


def test_notes_at_the_end_are_left_out() -> None:
    page = (
        f"<h2>KOSOVO (Tier 2)</h2><p>{SENTENCE}<a href='#_ftn1' name=_ftnref1>[1]</a></p>"
        "<div><p><a href='#_ftnref1' name=_ftn1>[1]</a> A report of the ministry counts 54 victims of trafficking.</p></div>"
    )
    assert text_of(page) == f"KOSOVO (Tier 2)\n\n{SENTENCE}"


def test_a_page_whose_whole_text_is_marked_hidden_is_read_and_says_so() -> None:
    parsed = parse_html(f"<body aria-hidden=true><p>{SENTENCE}</p></body>".encode())
    assert parsed.parts[0].text == SENTENCE
    assert [issue.code for issue in parsed.issues] == ["hidden_text"]


def test_names_of_boxes_do_not_outweigh_the_text_they_hold() -> None:
    page = f"<div class='sidebar related'><p>{SENTENCE}</p><p>{SENTENCE}</p></div><div class=main><p>Short words of a note here.</p></div>"
    assert SENTENCE in text_of(page)


def test_links_within_the_text_go_with_their_label_and_heading() -> None:
    page = (
        f"<div><h2>KOSOVO (Tier 2)</h2><p>Jump straight to:</p><ul><li><a href='#a'>Prosecution</a><li><a href='#b'>Protection</a></ul>"
        f"<p>{SENTENCE}</p><h3>Prosecution</h3><p>{SENTENCE}</p><h3>Elsewhere on this site</h3><p><a href='/a'>Kosovo in 2012</a></p>"
        f"<p><a href='/b'>Albania</a></p><h3>Protection</h3><p><a href='#top'>Up</a></p><p>{SENTENCE}</p></div>"
    )
    assert same_lines(text_of(page)) == ["KOSOVO (Tier 2)", SENTENCE, "Prosecution", SENTENCE, "Protection", SENTENCE]


def test_a_caption_is_no_sentence_of_the_narrative() -> None:
    words = "Two of the 31 victims who were freed look out of a shelter's window."
    page = f"<h2>KOSOVO (Tier 2)</h2><p>{SENTENCE}</p><div><img src=a.jpg><br>{words}</div><p>{SENTENCE}</p>"
    assert same_lines(text_of(page)) == ["KOSOVO (Tier 2)", SENTENCE, SENTENCE]


def test_items_that_begin_like_a_button_stay() -> None:
    items = (
        "Return to victims the property that was taken from them;",
        "share data with neighbors;",
        "print leaflets.",
    )
    page = f"<h2>KOSOVO (Tier 2)</h2><p>{SENTENCE}</p><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul><p>{SENTENCE}</p>"
    assert all(f"• {item}" in text_of(page) for item in items)


def test_a_sentence_on_the_subject_stays_whatever_it_mentions() -> None:
    words = "The ministry published a newsletter about victims of trafficking on its website."
    assert words in text_of(f"<p>{SENTENCE}</p><p>{words}</p><p>{SENTENCE}</p>")


def test_the_page_title_gives_way_to_the_narratives_own_heading() -> None:
    page = f"<h1>2013 Trafficking in Persons Report: Kosovo</h1><p>Office to Monitor</p><h3>KOSOVO: Tier 2</h3><p>{SENTENCE}</p>"
    assert text_of(page).startswith("KOSOVO: Tier 2\n\nThe government")


def test_the_name_of_the_report_is_no_heading_of_a_narrative() -> None:
    page = f"<h1>2013 Trafficking in Persons Report: Kosovo</h1><p>{SENTENCE}</p><p>{SENTENCE}</p>"
    parsed = parse_html(page.encode())
    assert parsed.parts[0].text == f"{SENTENCE}\n\n{SENTENCE}"
    assert (parsed.metadata.country, parsed.metadata.report_year) == ("Kosovo", 2013)


def test_a_soft_hyphen_does_not_hide_a_heading() -> None:
    page = f"<h1>KOSOVO (Tier 2)</h1><div><p>{SENTENCE}</p></div><div><b>Pros&shy;ecution</b><p>It met in May and June of that year, twice, at length.</p></div>"
    assert "\n\nProsecution\n\nIt met" in text_of(page)


def test_a_title_outside_the_text_stands_in_for_a_missing_heading() -> None:
    page = f"<header><h1>Kosovo (Tier 2)</h1></header><main><p>{SENTENCE}</p><p>{SENTENCE}</p></main>"
    assert text_of(page).startswith("Kosovo (Tier 2)\n\nThe government")


def test_several_countries_on_a_page_are_several_parts() -> None:
    chosen = [narrative for narrative in NARRATIVES if narrative.year <= 2007]
    parsed = parse_html(html_pages.chapters(chosen, 3))
    assert [same_words(part.text) for part in parsed.parts] == [same_words(canonical(n.text)) for n in chosen]
    assert [part.country for part in parsed.parts] == [n.text.split("(")[0].split("\n")[0].strip() for n in chosen]
    assert parsed.metadata.country is None
    assert parsed.metadata.report_year == 2005


def test_a_country_named_in_passing_does_not_split_a_page() -> None:
    page = f"<h2>KOSOVO (Tier 2)</h2><p>{SENTENCE}</p><p><b>Albania</b></p><p>{SENTENCE} It borders <b>Serbia</b>.</p>"
    assert len(parse_html(page.replace("<p><b>Albania</b></p>", "<p><b>Albania</b> too.</p>").encode()).parts) == 1


@pytest.mark.parametrize(
    ("page", "outcome"),
    [
        (b"", "no_text"),
        (b" \r\n", "no_text"),
        (b"<html><body></body></html>", "not_a_report"),
        (b"<body><div id=app></div><script>start()</script><noscript>Turn scripts on.</noscript>", "not_a_report"),
        (b"<ul>" + b"<li><a href=/x>Country narrative</a>" * 50 + b"</ul>", "not_a_report"),
    ],
)
def test_pages_without_text_say_what_they_are(page: bytes, outcome: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_html(page)
    assert caught.value.outcome == outcome
    assert caught.value.advice.endswith(".")


def test_the_second_parser_reads_what_the_first_gives_nothing_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: str) -> Any:
        raise ValueError("no tree")

    monkeypatch.setattr(html_tree, "LexborHTMLParser", fails)
    narrative = NARRATIVES[3]
    parsed = parse_html(html_pages.ecoi(narrative, 1))
    assert same_words(parsed.parts[0].text) == same_words(canonical(narrative.text))


def test_the_first_parser_does_all_of_these_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_: str) -> str:
        raise AssertionError("the slow parser was asked")

    monkeypatch.setattr(html_tree, "_second", never)
    for make in LAYOUTS.values():
        parse_html(make(NARRATIVES[0], 2))


@pytest.mark.parametrize(
    "opening",
    [
        "<div>",
        "<b><p>",
        "<font><table><tr><td>",
        "<ul><li>",
        "<span>",
        "<a href=x>",
        "<i>",
        "<select>",
        "<svg>",
        "<sup>",
    ],
)
def test_deep_nesting_is_read(opening: str) -> None:
    assert SENTENCE in text_of(opening * 20_000 + SENTENCE)


@pytest.mark.parametrize(
    "page",
    [
        "<!--" * 100_000,
        "<" * 300_000,
        "<p " + "a=1 " * 100_000,
        "<style>" + ".a{display:none}" * 20_000 + "</style>",
        "<style>" + "{display:none " * 20_000,
        "&" * 300_000,
    ],
)
def test_broken_markup_of_any_length_ends(page: str) -> None:
    try:
        parse_html((page + f"<p>{SENTENCE}").encode())
    except SourceError as error:
        assert error.outcome in ("no_text", "not_a_report")


TAGS = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<div class='related'>", "</div>", "<td>", "<li>", "</ul>", "<br>", "<a href='#x'>", "</a>", "<sup>", "</sup>",
     "<pre>", "</pre>", "<style>", "<script>", "<!--", "-->", "&amp;", "&#0;", "<table>", "</tr>", "<h1>KOSOVO</h1>", "<xmp>", "<plaintext>", "<svg>",
     "<template>", "<hr class='tipetl-link-list'>", "\x00", "<![CDATA[", "<?xml", "<noframes>", SENTENCE]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(TAGS | st.text(max_size=20), max_size=60).map("".join))
def test_soup_is_read_or_refused(page: str) -> None:
    try:
        parsed = parse_html(page.encode("utf-8", "surrogatepass"))
    except SourceError as error:
        assert error.outcome in ("no_text", "not_a_report", "corrupt")
        return
    assert all(canonical(part.text) == part.text and part.text.strip() for part in parsed.parts)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        parse_html(data)
    except SourceError as error:
        assert error.outcome in ("no_text", "not_a_report", "corrupt")


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(sorted(LAYOUTS)), st.sampled_from(NARRATIVES), st.integers(0, 10**6))
def test_every_seed_gives_the_same_narrative(layout: str, narrative: Narrative, seed: int) -> None:
    assert same_words(text_of(LAYOUTS[layout](narrative, seed))) == same_words(canonical(narrative.text))


def test_the_generator_gives_the_same_bytes_for_the_same_seed() -> None:
    for make in LAYOUTS.values():
        assert make(NARRATIVES[0], 5) == make(NARRATIVES[0], 5) != make(NARRATIVES[0], 6)


def test_captions_stand_beside_the_narrative_and_are_no_part_of_it() -> None:
    page = (
        "<html><body><article><h1>Latvia (Tier 2)</h1><p>" + "The government of Latvia convicted nine traffickers. " * 6
        + "</p><figure><img src='x.jpg'><figcaption>Girls carry <b>400</b> bricks &amp; sand.</figcaption></figure>"
        "<figure hidden><img src='y.jpg'><figcaption hidden>Not shown.</figcaption></figure>"
        "<p>" + "The government of Latvia identified 20 victims of trafficking. " * 6 + "</p></article></body></html>"
    )  # fmt: skip
    parsed = parse_html(page.encode())
    (part,) = parsed.parts
    assert "bricks" not in part.text
    assert [(aside.kind, aside.text, aside.box) for aside in part.asides] == [
        ("caption", "Girls carry 400 bricks & sand.", None)
    ]


def test_the_heading_of_a_folded_section_stays_whatever_its_class_says() -> None:
    page = f"<h1>Kosovo</h1><p>{SENTENCE}</p>" + "".join(
        f'<div class="accordion-item"><h3 class="accordion-header"><button aria-controls="c{number}">{title}</button></h3>'
        f'<div id="c{number}" class="accordion-collapse"><div class="accordion-body"><p>{SENTENCE}</p></div></div></div>'
        for number, title in enumerate(("Prosecution", "Protection"))
    )
    lines = [line for line in text_of(page).splitlines() if line]
    assert lines.index("Prosecution") + 2 == lines.index("Protection")


@pytest.mark.parametrize(
    "mark", ['<sup>[<a href="#fn2">2</a>]</sup>', '<sup><a href="#fn2">[2]</a></sup>', "<sup>2</sup>"]
)
def test_nothing_of_a_note_s_sign_is_left(mark: str) -> None:
    assert text_of(f"<p>{SENTENCE}{mark} {SENTENCE}</p>").strip() == f"{SENTENCE} {SENTENCE}"


def test_of_a_page_that_quotes_a_narrative_whole_only_the_quotation_counts() -> None:
    said = (
        "The ministry told our paper that the police had opened 155 cases of trafficking and that prosecutors agreed."
    )
    quoted = "".join(f"<h3>{title}</h3><p>{SENTENCE}</p><p>{SENTENCE}</p>" for title in ("Prosecution", "Protection"))
    page = (
        f"<article><h1>What they say</h1><p>{said}</p><p>{said}</p><blockquote><p>{SENTENCE}</p>{quoted}</blockquote>"
    )
    text = text_of(f"<html><body>{page}<p>{said}</p></article></body></html>")
    assert "155" not in text
    assert text.count(SENTENCE) == 5


def test_the_year_of_the_law_in_a_title_is_not_the_report_s() -> None:
    title = "Victims of Trafficking and Violence Protection Act of 2000: Trafficking in Persons Report"
    assert parse_html(f"<title>{title}</title><p>{SENTENCE}</p>".encode()).metadata.report_year is None
    dated = parse_html(f"<title>{title}, 2001</title><p>{SENTENCE}</p>".encode())
    assert dated.metadata.report_year == 2001
