"""No readable text is lost: text outside the narrative is kept as asides, with its page and place."""

from __future__ import annotations

import io
from collections import Counter

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.documents.pdf.test_pdf_volume import DESIGNS, folded, printed, rendered
from tipetl.documents.pdf import parse_pdf
from tipetl.documents.text import canonical
from tipetl.model import TOLD_ASIDES, Aside, Parsed


def letters(text: str) -> str:
    return "".join(char for char in canonical(text) if char.isalpha())


def all_asides(parsed: Parsed) -> list[Aside]:
    return [*(aside for part in parsed.parts for aside in part.asides), *parsed.asides]


@pytest.mark.parametrize("name", DESIGNS)
def test_every_caption_box_and_essay_is_kept_and_nothing_but_heads_is_dropped(name: str) -> None:
    truth, parsed = rendered(name)
    banner = DESIGNS[name].banner.format(year=2013)
    asides = all_asides(parsed)
    words = letters(" ".join(f"{aside.title or ''} {aside.text}" for aside in asides))
    assert [one for one in set(truth.foreign) if letters(one) not in words and one != banner] == []
    kept = [part.text for part in parsed.parts] + [aside.text for aside in asides]
    kept += [aside.title for aside in asides if aside.title and aside.kind in ("essay", "front")]
    raw = Counter(letters("".join(page.raw_text for page in parsed.pages)))
    lost = sum((raw - Counter(letters("".join(kept)))).values())
    assert lost <= truth.page_count * (len(letters(banner)) + 12)


@pytest.mark.parametrize("name", DESIGNS)
def test_what_stands_on_a_narrative_s_pages_is_its_own_and_what_it_is(name: str) -> None:
    truth, parsed = rendered(name)
    foreign = [letters(words) for words in truth.foreign]
    for part, (first, last) in zip(parsed.parts, truth.pages, strict=True):
        for aside in part.asides:
            assert aside.box is not None
            assert first <= aside.box.page <= last
            if aside.kind in TOLD_ASIDES:
                # Asides contain whole captions and boxes, and nothing else from the page.
                assert any(words in letters(aside.text) for words in foreign), aside.text
            else:
                assert aside.kind == "label"
    assert {aside.kind for aside in parsed.asides} <= {"front", "essay", "label", "box", "caption", "quotation"}


def test_kinds_and_titles() -> None:
    truth, parsed = rendered("flow")
    own = [aside for part in parsed.parts for aside in part.asides]
    boxes = [aside for aside in own if aside.kind == "box"]
    assert boxes
    assert {aside.title for aside in boxes if aside.text.startswith("BY THE")} == {"BY THE NUMBERS"}
    assert all("\n\n" in aside.text for aside in boxes if aside.title)
    captions = {aside.text for aside in own if aside.kind == "caption"}
    assert captions
    assert captions <= {folded(words) for words in truth.foreign}
    essays = [aside for aside in parsed.asides if aside.kind == "essay"]
    assert essays
    assert all(aside.title in truth.foreign for aside in essays)
    front = [aside.title for aside in parsed.asides if aside.kind == "front"]
    assert "TABLE OF CONTENTS" in front


def test_every_run_of_an_aside_says_where_its_characters_stand() -> None:
    _, parsed = rendered("flow")
    for aside in all_asides(parsed):
        assert canonical(aside.text) == aside.text == aside.text.strip()
        assert aside.runs
        for run in aside.runs:
            raw = parsed.pages[run.page - 1].raw_text[run.raw_start : run.raw_end]
            words = aside.text[run.char_start : run.char_end]
            assert canonical(raw).replace(" ", "") == words.replace(" ", "")
            assert aside.box is not None
            assert run.page == aside.box.page


@pytest.mark.parametrize("name", ["flow", "three columns"])
def test_a_box_is_where_its_words_are(name: str) -> None:
    truth, parsed = rendered(name)
    import pdfplumber

    told = [aside for part in parsed.parts for aside in part.asides if aside.kind in TOLD_ASIDES][:3]
    assert told
    with pdfplumber.open(io.BytesIO(truth.data)) as document:
        for aside in told:
            assert aside.box is not None
            page = document.pages[aside.box.page - 1]
            area = (aside.box.left - 1, aside.box.top - 1, aside.box.right + 1, aside.box.bottom + 1)
            assert letters(page.crop(area).extract_text() or "") == letters(aside.text)


LONG = (
    "The police of Latvia looked into nineteen cases of trafficking in the year under report, and",
    "prosecutors of the capital charged eleven suspects in the courts of the first instance with",
    "offenses that the penal code makes punishable with prison terms of no less than seven years.",
)
BOX = ("ELSEWHERE", "Police of a neighbor freed 700 victims", "and convicted 350 traffickers last year.")


def boxed_page() -> bytes:
    """Make a page of one country with a tinted box about another."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(612, 792), invariant=1)
    canvas.setFont("Times-Bold", 15)
    canvas.drawString(72, 740, "LATVIA (Tier 2)")
    y = 715.0
    for number in range(9):
        canvas.setFont("Times-Roman", 11)
        if number == 4:
            canvas.setFillGray(0.85)
            canvas.rect(72, y - 50, 300, 60, stroke=0, fill=1)
            canvas.setFillGray(0)
            for words, font, size in zip(BOX, ("Times-Bold", "Times-Roman", "Times-Roman"), (12, 11, 11), strict=True):
                canvas.setFont(font, size)
                canvas.drawString(82, y - 6, words)
                y -= 15
            y -= 25
            canvas.setFont("Times-Roman", 11)
        for words in LONG:
            canvas.drawString(72, y, words)
            y -= 14
        y -= 8
    canvas.save()
    return buffer.getvalue()


def test_the_box_of_a_single_country_is_kept_with_its_title() -> None:
    (part,) = parse_pdf(boxed_page()).parts
    assert "700" not in part.text
    (aside,) = part.asides
    assert (aside.kind, aside.title) == ("box", "ELSEWHERE")
    assert aside.text == "ELSEWHERE\n\nPolice of a neighbor freed 700 victims and convicted 350 traffickers last year."


def test_the_narratives_are_the_same_whatever_stands_beside_them() -> None:
    for entry, part in zip(printed(), rendered("flow")[1].parts, strict=True):
        assert folded(part.text) == folded(entry.text)


def web_print() -> bytes:
    """Make a page printed from a browser: site text around the narrative, and a footnote."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(612, 792), invariant=1)

    def draw(y: float, words: str, size: float, font: str = "Times-Roman") -> float:
        canvas.setFont(font, size)
        canvas.drawString(72, y, words)
        return y - size * 1.3

    draw(760, "An official website of the United States government, with all that belongs to it", 8)
    y = draw(730, "LATVIA (Tier 2)", 15, "Times-Bold") - 8
    for _ in range(9):
        for words in LONG:
            y = draw(y, words, 11)
        y -= 8
    draw(120, "1 The law of 2004 was amended twice by the parliament of Latvia.", 8)
    draw(60, "Links to other sites should not be construed as an endorsement of what is said there.", 8)
    canvas.save()
    return buffer.getvalue()


def test_what_a_site_prints_around_a_narrative_is_no_aside_of_it_but_a_footnote_is() -> None:
    parsed = parse_pdf(web_print())
    (part,) = parsed.parts
    assert [(aside.kind, aside.text) for aside in part.asides] == [
        ("note", "1 The law of 2004 was amended twice by the parliament of Latvia.")
    ]
    around = " ".join(aside.text for aside in parsed.asides if aside.kind == "surroundings")
    assert "An official website" in around
    assert "endorsement" in around
