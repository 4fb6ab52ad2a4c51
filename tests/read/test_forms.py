"""The same narrative yields the same facts in every format."""

from __future__ import annotations

from functools import cache

import pytest

from tests.layouts.html_pages import LAYOUTS, chapters
from tests.layouts.narratives import Narrative as Printed
from tests.layouts.narratives import load
from tipetl.model import Fact, Hints, Narrative, SourceReading
from tipetl.read import read_source
from tipetl.sources.opening import make_source

PRINTED = load()


def told(fact: Fact) -> tuple[object, ...]:
    """Return everything that a fact states, except its place in the text."""
    return (
        fact.metric, fact.value, fact.value_high, fact.qualifier, fact.unit, fact.status, fact.year, fact.period,
        fact.relation, fact.exploitation, fact.age, fact.gender, fact.nationality, fact.official, fact.count,
        fact.statute, fact.purpose, fact.text, fact.section, fact.rule, fact.confidence,
    )  # fmt: skip


@cache
def as_text(doc: str) -> Narrative:
    printed = next(one for one in PRINTED if one.doc == doc)
    hints = Hints(country=printed.country, report_year=printed.year)
    (narrative,) = read_source(make_source(printed.text.encode(), f"{doc}.txt", hints)).narratives
    return narrative


def same_narrative(one: Narrative, text: Narrative) -> None:
    assert list(map(told, one.facts)) == list(map(told, text.facts))
    assert [section.kind for section in one.sections] == [section.kind for section in text.sections]
    assert [item.text for item in one.recommendations] == [item.text for item in text.recommendations]
    assert [(f.origin_iso3, f.destination_iso3, f.exploitation) for f in one.flows] == [
        (f.origin_iso3, f.destination_iso3, f.exploitation) for f in text.flows
    ]
    assert (one.document.tier, one.document.tier_movement) == (text.document.tier, text.document.tier_movement)
    for fact in one.facts:
        assert one.document.text[fact.char_start : fact.char_end] == fact.text


def page(printed: Printed, layout: str, hints: Hints | None = None) -> SourceReading:
    data = LAYOUTS[layout](printed, len(printed.doc))
    return read_source(make_source(data, "saved page.html", hints or Hints()))


@pytest.mark.parametrize("layout", list(LAYOUTS))
def test_a_page_of_any_layout_states_what_the_text_states(layout: str) -> None:
    for printed in PRINTED:
        reading = page(printed, layout, Hints(country=printed.country, report_year=printed.year))
        assert reading.audit.outcome == "ok", (printed.doc, reading.audit.reason)
        assert reading.audit.form == "html"
        same_narrative(reading.narratives[0], as_text(printed.doc))


@pytest.mark.parametrize("layout", list(LAYOUTS))
def test_a_page_says_itself_which_narrative_it_holds(layout: str) -> None:
    for printed in PRINTED:
        (narrative,) = page(printed, layout).narratives
        assert narrative.document.narrative_id == as_text(printed.doc).document.narrative_id, printed.doc
        same_narrative(narrative, as_text(printed.doc))


def test_a_page_of_several_countries_gives_a_document_each() -> None:
    several = [next(one for one in PRINTED if one.country == name) for name in sorted({o.country for o in PRINTED})[:4]]
    data = chapters(several, 1)
    reading = read_source(make_source(data, "chapters.html", Hints(report_year=2005)))
    assert reading.audit.outcome == "ok"
    assert [n.document.doc for n in reading.narratives] == [
        f"chapters#{as_text(one.doc).document.iso3}" for one in several
    ]
    assert all(n.document.source_doc == "chapters" for n in reading.narratives)
    assert {n.document.report_year for n in reading.narratives} == {2005}
    hints = Hints(country=several[1].country, report_year=2005)
    (one,) = read_source(make_source(data, "chapters.html", hints)).narratives
    assert one.document.iso3 == as_text(several[1].doc).document.iso3
    assert one.document.text == reading.narratives[1].document.text
