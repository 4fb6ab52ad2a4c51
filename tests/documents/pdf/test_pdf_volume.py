"""A volume is split into its narratives, without any other text from its pages."""

from __future__ import annotations

import io
import re
from dataclasses import astuple
from functools import cache

import pdfplumber
import pytest

from tests.layouts.pdf_entries import entries, folded
from tests.layouts.pdf_type import Design
from tests.layouts.pdf_volume import Entry, Volume, volume
from tipetl.documents.pdf import box_finder, parse_pdf
from tipetl.documents.pdf.heading_names import country_of
from tipetl.documents.text import canonical
from tipetl.model import Parsed

CODES = ("AFG", "CAF", "CIV", "GHA", "JOR", "XKX", "KGZ", "LVA", "MWI", "NIC", "VCT", "ZMB")
DESIGNS = {
    "flow": Design(),
    "band": Design(mode="band"),
    "ragged, indented, words placed singly": Design(
        page=(595.3, 841.9), top=80, bottom=90, inner=70, outer=40, gutter=26, families=("DejaVuSans", "DejaVuSerif"),
        size=8, leading=10.6, justify=False, indent=12, gap=0, heading_size=19, heading_case="title", section_family=1,
        mode="band", draw="word", head="bottom", number="centre", hyphenate=False,
        banner="{year} Trafficking in Persons Report | U.S. Department of State",
    ),
    "columns drawn in turns": Design(
        families=("Serif", "Sans"), gutter=16, size=9.5, leading=11, gap=3, heading_size=12, draw="interleaved",
        ligatures=False, number="top",
    ),
    "one column": Design(columns=1, size=11, leading=13.5, gap=7, inner=90, outer=90),
    "three columns": Design(columns=3, page=(792, 612), size=8.5, leading=10, gap=4, gutter=15, heading_size=12),
    "small capitals, tier below, chart in rows": Design(
        heading_style="smallcaps", tier_line=True, placement="columns", labor="below", size=8, leading=10.3, gutter=22,
        families=("DejaVuSerif", "DejaVuSans"),
    ),
    "letters set apart, chart in the margin": Design(
        heading_style="spaced", tier_line=True, chart="margin", outer=96, inner=36, size=8.8, leading=11,
        families=("LiberationSans", "LiberationSerif"), placement="columns", head="bottom",
    ),
    "heading on a tint, ragged": Design(
        heading_style="bar", mode="band", chart="none", labor="below", number="centre", gutter=30, size=8.6,
        justify=False,
    ),
    "headings in the type of the text": Design(
        families=("LiberationSerif", "LiberationSerif"), heading_size=9, chart="none", gap=0, indent=14, head="side",
        draw="word",
    ),
    "a new page each, no head, captions as large as the text": Design(
        new_page=True, head="none", number="centre", size=9.2, leading=11.5, caption="body",
    ),
    "country at every page's head, tier in the chart's title": Design(
        country_heads=True, chart_title="{country}: {tier}", heading_size=10, mode="band", size=8, leading=10,
        families=("DejaVuSerif", "DejaVuSerif"), caption="body",
    ),
    "head at the side": Design(
        families=("LiberationSans", "LiberationSans"), size=8.5, leading=10.2, gap=4, heading_size=11, draw="word",
        head="side", inner=40, outer=80,
    ),
}  # fmt: skip


@cache
def printed() -> tuple[Entry, ...]:
    return tuple(entries(2013, CODES))


@cache
def rendered(name: str) -> tuple[Volume, Parsed]:
    truth = volume(printed(), 2013, DESIGNS[name], essay_every=5)
    return truth, parse_pdf(truth.data)


def headed(text: str, country: str) -> str:
    """Return the text with the heading's name in capitals and its tier without parentheses or colon, in any design."""
    if text.casefold().startswith(country.casefold()):
        text = country.upper() + text[len(country) :]
    return re.sub(r"^([^a-z]+?):? \(?((?:Tier|Special|TIER|SPECIAL)[^()]{0,16})\)?", r"\1 \2", text, count=1)


@pytest.mark.parametrize("name", DESIGNS)
def test_a_part_for_every_country_in_order(name: str) -> None:
    truth, parsed = rendered(name)
    assert [part.country for part in parsed.parts] == truth.headings
    assert len(parsed.parts) == len(CODES)


@pytest.mark.parametrize("name", DESIGNS)
def test_each_part_is_its_narrative_word_for_word(name: str) -> None:
    _, parsed = rendered(name)
    for entry, part in zip(printed(), parsed.parts, strict=True):
        assert headed(folded(part.text), entry.country) == headed(folded(entry.text), entry.country)


@pytest.mark.parametrize("name", [name for name in DESIGNS if "tier below" not in name and "set apart" not in name])
def test_paragraphs_are_those_of_the_narrative(name: str) -> None:
    _, parsed = rendered(name)
    for entry, part in zip(printed(), parsed.parts, strict=True):
        wanted = [folded(line) for line in entry.text.splitlines()[1:] if line.strip()]
        assert [folded(line) for line in part.text.splitlines()[1:] if line.strip()] == wanted


@pytest.mark.parametrize("name", DESIGNS)
def test_no_furniture_caption_box_or_essay_inside_a_narrative(name: str) -> None:
    truth, parsed = rendered(name)
    assert truth.foreign
    for entry, part in zip(printed(), parsed.parts, strict=True):
        own, text = folded(entry.text), folded(part.text)
        assert [words for words in truth.foreign if folded(words) in text and folded(words) not in own] == []


@pytest.mark.parametrize("name", DESIGNS)
def test_every_run_says_where_its_characters_stand(name: str) -> None:
    truth, parsed = rendered(name)
    for part, (first, last) in zip(parsed.parts, truth.pages, strict=True):
        assert canonical(part.text) == part.text
        end = 0
        for run in part.runs:
            assert run.char_start >= end
            assert first <= run.page <= last
            raw = parsed.pages[run.page - 1].raw_text[run.raw_start : run.raw_end]
            words = part.text[run.char_start : run.char_end]
            if len(raw) == len(words):
                assert canonical(raw) == words
            else:  # A run repaired as a whole: a ligature, or letters set apart.
                assert canonical(raw).replace(" ", "") == words.replace(" ", "")
            end = run.char_end
        mapped = sum(run.char_end - run.char_start for run in part.runs)
        assert mapped > len(part.text) * 0.95


@pytest.mark.parametrize("name", DESIGNS)
def test_both_tables_are_exact(name: str) -> None:
    truth, parsed = rendered(name)
    assert [astuple(total) for total in parsed.global_totals] == truth.totals
    assert [astuple(placement) for placement in parsed.tier_placements] == truth.placements
    # Both readers agree on every cell.
    assert parsed.doubts == ()
    (issue,) = [issue for issue in parsed.issues if issue.code.startswith("table")]
    pages = {total[-1] for total in truth.totals} | {placement[-1] for placement in truth.placements}
    assert (issue.code, issue.severity) == ("tables_confirmed", "info")
    assert f"{len(pages)} pages" in issue.message


def test_pages_keep_their_raw_text_and_what_was_left_out_is_counted() -> None:
    truth, parsed = rendered("flow")
    assert [page.number for page in parsed.pages] == list(range(1, truth.page_count + 1))
    assert "TABLE OF CONTENTS" in parsed.pages[1].raw_text
    (issue,) = [issue for issue in parsed.issues if issue.code == "left_out"]
    assert issue.severity == "info"
    for what in ("furniture", "captions", "front matter", "essays and appendices"):
        assert what in issue.message
    assert parsed.metadata.report_year == 2013
    assert parsed.form == "pdf"


@pytest.mark.parametrize("name", ["flow", "columns drawn in turns", "ragged, indented, words placed singly"])
def test_boxes_hold_the_characters_of_their_spans(name: str) -> None:
    truth, parsed = rendered(name)
    asked = []
    with box_finder(truth.data) as find:
        for part, pages in zip(parsed.parts, truth.pages, strict=True):
            spans = [match.span() for match in re.finditer(r"\b\d[\d,]*\b", part.text)][::9]
            found = find(part, spans)
            assert all(box is not None and pages[0] <= box.page <= pages[1] for box in found)
            asked += [(part.text[start:end], box) for (start, end), box in zip(spans, found, strict=True)]
    numbers = sorted({box.page for _, box in asked if box is not None})[:3]
    with pdfplumber.open(io.BytesIO(truth.data)) as document:
        for words, box in asked:
            if box is None or box.page not in numbers:
                continue
            chars = document.pages[box.page - 1].chars
            inside = [
                char["text"]
                for char in chars
                if box.left - 0.1 <= (char["x0"] + char["x1"]) / 2 <= box.right + 0.1
                and box.top - 1 <= (char["top"] + char["bottom"]) / 2 <= box.bottom + 1
            ]
            assert "".join(inside).strip() == words


def test_a_span_over_two_lines_gets_the_box_of_its_first() -> None:
    truth, parsed = rendered("flow")
    part = parsed.parts[0]
    first, second = next(
        (one, two)
        for one, two in zip(part.runs, part.runs[1:], strict=False)
        if one.page == two.page and part.text[one.char_end : two.char_start] == " "
    )
    with box_finder(truth.data) as find:
        whole, alone = find(part, [(first.char_end - 3, second.char_start + 5), (first.char_end - 3, first.char_end)])
        assert whole == alone is not None
        assert find(part, [(first.char_end, second.char_start)]) == [None]


def test_a_word_keeps_the_hyphen_that_is_its_own() -> None:
    _, parsed = rendered("three columns")
    text = " ".join(part.text for part in parsed.parts)
    assert "anti-trafficking" in text
    assert "antitrafficking" not in text
    assert re.search(r"[a-z]-\s", text) is None or "two- " in text


@pytest.mark.parametrize(
    ("line", "name", "iso3"),
    [
        ("KOSOVO (Tier 2)", "KOSOVO", "XKX"),
        ("Kosovo: Tier 2 Watch List", "Kosovo", "XKX"),
        ("CONGO, DEM. REP. OF (TIER 2 WL)", "CONGO, DEM. REP. OF", "COD"),
        ("BURMA (Myanmar)", "BURMA (Myanmar)", "MMR"),
        ("YEMEN – Special Case", "YEMEN", "YEM"),
        ("S R I L A N K A", "SRI LANKA", "LKA"),
    ],
)
def test_names_in_headings(line: str, name: str, iso3: str) -> None:
    assert country_of(line) == (name, iso3)


@pytest.mark.parametrize(
    "line",
    ["TIER 2", "KOSOVO AND SERBIA", "The Government of Kosovo", "Kosovo in 2012", "PROSECUTION", "Per", "KOSOVO 14"],
)
def test_lines_that_are_no_heading(line: str) -> None:
    assert country_of(line) is None
