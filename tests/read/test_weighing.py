"""Test the verdict on a reading (ok, partial or doubtful) with its reason, and which figures are withheld."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.layouts import html_pages, html_pages_other, html_pages_third
from tests.layouts.narratives import load
from tests.read.test_read import NARRATIVE, check_spans, read
from tipetl.model import Audit, Hints, Narrative
from tipetl.read import read_narrative, read_source
from tipetl.sources.opening import make_source

GOLD = Path(__file__).resolve().parents[1] / "gold"
KENYA = Hints(country="KEN", report_year=2013)
FIGURE = "Courts convicted nine traffickers."
TOLD = (
    "The government of Kenya went on with its efforts against trafficking. Officials met often, and they spoke of the"
    " needs of victims of forced labor in the ports and on the farms of the coast. "
)


def page(body: str, title: str = "Kenya", end: str = "</body></html>") -> bytes:
    return f"<!doctype html><html><head><title>{title}</title></head><body>{body}{end}".encode()


def as_page(text: str, **more: str) -> bytes:
    return page("".join(f"<p>{part}</p>" for part in text.split("\n\n")), **more)


def read_page(data: bytes) -> tuple[Audit, Narrative | None]:
    return read_narrative(make_source(data, "kenya-2013.html", KENYA))


def codes(audit: Audit) -> set[str]:
    return {issue.code for issue in audit.issues if issue.severity != "info"}


BODY = NARRATIVE.split("Disclaimer")[0].strip()
FAULTS: dict[str, tuple[bytes, str, str]] = {
    "a page cut off": (as_page(BODY, end="")[:-60], "partial", "breaks_off"),
    "an open comment": (as_page(BODY.replace("Protection", "<!-- Protection", 1)), "partial", "breaks_off"),
    "a wall": (as_page(BODY + "\n\nSubscribe to continue reading."), "partial", "walled"),
    "a captcha's title": (as_page(BODY, title="Just a moment..."), "doubtful", "block_page"),
    "a comment that swallows": (
        as_page(BODY.replace("Police identified", f"<!-- 12 men {TOLD * 2}<!-- --> Police identified")),
        "doubtful",
        "text_swallowed",
    ),
    "a figure struck out": (as_page(BODY.replace("nine", "<del>nine</del> ten")), "doubtful", "deleted_figure"),
    "a figure hidden": (
        as_page(BODY.replace("nine", '<span style="display:none">nine</span> ten')),
        "doubtful",
        "hidden_figure",
    ),
    "a figure backwards": (as_page(BODY.replace("104", "\u202e401\u202c")), "doubtful", "figure_disturbed"),
    "an invisible sign": (as_page(BODY.replace("104", "1&#x200b;04")), "doubtful", "figure_disturbed"),
    "no figure": (as_page(f"KENYA\n\nProsecution\n\n{TOLD * 6}"), "doubtful", "no_figure"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_no_such_page_is_plainly_ok(name: str) -> None:
    data, outcome, code = FAULTS[name]
    audit, narrative = read_page(data)
    assert (audit.outcome, codes(audit)) == (outcome, {code})
    assert narrative is not None and narrative.document.outcome == outcome
    assert audit.reason and audit.reason.endswith(".") and audit.reason.isprintable()
    check_spans(narrative)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Just a moment...", "Checking your browser before you go on."),
        ("Access Denied", "You don't have permission to access this page."),
        ("404", "The page you are looking for is not here. Trafficking in Persons Report 2013"),
        ("Kenya", "Please verify you are human by pressing and holding the button."),
        ("Sign in", "Please sign in to see the reports of the library."),
        ("Kenya", "Error 503. Service unavailable. Try again later."),
        ("", "We value your privacy. We and our 812 partners store cookies."),
        ("Kenya", "You need to enable JavaScript to run this app."),
        ("Object moved", "This document has moved here."),
        ("Kenya", "The requested URL was rejected. Your support ID is 1234567890123."),
    ],
)
def test_a_page_in_place_of_a_report_is_no_report(title: str, words: str) -> None:
    for data in (page(f"<h1>{title}</h1><p>{words}</p>", title=title), f"{title}\n\n{words}\n".encode()):
        audit, narrative = read_narrative(make_source(data, "kenya-2013", KENYA))
        assert (audit.outcome, narrative) == ("not_a_report", None), data
        assert audit.reason and audit.advice


DISTURB: dict[str, Callable[[str], str]] = {
    "right to left": lambda figure: f"\u202e{figure[::-1]}\u202c",
    "backspace": lambda figure: f"{figure}\x08 5",
    "zero width": lambda figure: figure[0] + "\u200b" + figure[1:],
    "soft hyphen": lambda figure: figure[0] + "\u00ad" + figure[1:],
    "stroke": lambda figure: figure[0] + "\u0336" + figure[1:],
    "variation selector": lambda figure: figure[0] + "\ufe0f" + figure[1:],
    "letter O": lambda figure: figure.replace("0", "O"),
    "Cyrillic": lambda figure: figure.replace("0", "\u041e"),
    "full width": lambda figure: "".join(chr(ord(char) + 0xFEE0) for char in figure),
    "struck out": lambda figure: f"~~{figure}~~",
}


@pytest.mark.parametrize("name", DISTURB)
def test_a_figure_that_looks_other_than_it_is_stored_is_not_counted(name: str) -> None:
    text = NARRATIVE.replace("104", DISTURB[name]("104"))
    audit, narrative = read(text)
    assert narrative is not None
    assert (audit.outcome, narrative.document.outcome, codes(audit)) == ("doubtful", "doubtful", {"figure_disturbed"})
    assert "investigations" not in {fact.metric for fact in narrative.facts if fact.year == 2012}
    known = {fact.fact_id for fact in narrative.facts}
    for candidate in narrative.candidates:
        assert candidate.confidence < 0.5
    assert {one.fact_id for one in narrative.quantities if one.fact_id} <= known
    for fact in (*narrative.facts, *narrative.candidates):
        assert {fact.part_of, fact.restates} <= {None, *known}
    # All other figures are the same as in the original text.
    before = read(NARRATIVE)[1]
    assert before is not None
    others = {(f.metric, f.value) for f in before.facts if f.value != 104}
    assert {(f.metric, f.value) for f in narrative.facts} == others
    check_spans(narrative)


def test_what_is_told_of_a_disturbed_figure_shows_what_no_eye_sees() -> None:
    audit, _ = read(NARRATIVE.replace("104", "\u202e401\u202c"))
    (issue,) = [issue for issue in audit.issues if issue.code == "figure_disturbed"]
    assert "writing from right to left" in issue.message and "<U+202E>401" in issue.message
    assert issue.message.isprintable()


def test_several_doubts_are_one_outcome_with_the_gravest_reason() -> None:
    text = BODY.replace("104", "1\u200b04") + "\n\nThe government gave the shelter in the north of the country another"
    audit, narrative = read(text)
    assert audit.outcome == "doubtful" and audit.reason and audit.reason.endswith("(1 more)")
    assert narrative is not None and codes(audit) == {"figure_disturbed", "breaks_off"}


def test_a_fragment_of_one_sentence_needs_no_point() -> None:
    audit, narrative = read(FIGURE[:-1], "-", KENYA)
    assert audit.outcome == "ok" and narrative is not None and len(narrative.facts) == 1


def test_a_text_with_neither_sections_nor_figures_is_told() -> None:
    other = "It rained for a long time in the hills. The traffickers were far away, and no one spoke of them. " * 9
    audit, _ = read(other, hints=KENYA)
    assert audit.outcome == "doubtful" and codes(audit) <= {"no_figure", "no_section"} and audit.advice


@pytest.mark.parametrize("form", ["{}", "{} (Tier 2)", "{}: Tier 3", "## {}"])
def test_a_text_with_headings_of_many_countries_is_no_narrative_of_one(form: str) -> None:
    names = ("Albania", "Bolivia", "Chad", "Denmark")
    parts = [
        f"{form.format(name).upper()}\n\n{TOLD}In 2012 courts of {name} convicted 14 traffickers." for name in names
    ]
    audit, _ = read("\n\n".join(parts), "volume-2013.txt")
    assert audit.outcome == "doubtful" and "countries_run_together" in codes(audit)
    assert audit.reason and "Albania" in audit.reason


def test_a_list_of_countries_in_a_narrative_is_none() -> None:
    names = "\n".join(("Albania", "Bolivia", "Chad", "Denmark"))
    assert (
        read(NARRATIVE.replace("\n\nPrevention", f"\n\nVictims came from:\n\n{names}\n\nPrevention"))[0].outcome == "ok"
    )


LAYOUTS = {**html_pages.LAYOUTS, **html_pages_other.LAYOUTS, **html_pages_third.LAYOUTS}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_layout_of_a_whole_page_is_doubted(layout: str) -> None:
    for narrative in load()[3:5]:
        audit = read_source(make_source(LAYOUTS[layout](narrative, 7), "page.html", Hints())).audit
        assert audit.outcome == "ok", audit.reason


def test_no_gold_text_is_doubted() -> None:
    from tipetl.documents.parse import parse_text

    for path in sorted(GOLD.rglob("*.txt")):
        parsed = parse_text(path.read_bytes())
        assert not parsed.parts[0].disturbances, path.name
        assert not [issue for issue in parsed.issues if issue.severity != "info"], path.name
    for path in sorted([*GOLD.glob("dev/*.txt"), *GOLD.glob("flows/*.txt")]):
        audit = read_source(make_source(path.read_bytes(), path.name, Hints()), fragment=True).audit
        assert audit.outcome == "ok" or "not known" in (audit.reason or ""), (path.name, audit.reason)
