"""Boxes, captions and quotations are separate sections without facts; essays are outside all narratives."""

from __future__ import annotations

from functools import cache

import pytest

from tests.documents.pdf.test_pdf_beside import boxed_page
from tests.documents.pdf.test_pdf_volume import printed, rendered
from tests.read.test_forms import told
from tipetl.model import TOLD_ASIDES, Audit, Hints, Narrative, SourceReading
from tipetl.read import read_source
from tipetl.sources.opening import make_source
from tipetl.structure import split_sections
from tipetl.tables import TABLES, rows_of

DESIGNS = ("flow", "country at every page's head, tier in the chart's title")


@cache
def volume(name: str) -> SourceReading:
    return read_source(make_source(rendered(name)[0].data, "tip-2013.pdf", Hints(report_year=2013)))


@cache
def as_text(country: str) -> Narrative:
    entry = next(entry for entry in printed() if entry.country == country)
    hints = Hints(country=country, report_year=2013)
    (narrative,) = read_source(make_source(entry.text.encode(), "one.txt", hints)).narratives
    return narrative


@pytest.mark.parametrize("name", DESIGNS)
def test_a_narrative_reads_as_its_text_does_whatever_stands_on_its_pages(name: str) -> None:
    reading = volume(name)
    assert len(reading.narratives) == len(printed())
    for entry, narrative in zip(printed(), reading.narratives, strict=True):
        text = as_text(entry.country)
        assert list(map(told, narrative.facts)) == list(map(told, text.facts))
        own = [section for section in narrative.sections if section.aside is None]
        assert [section.kind for section in own] == [section.kind for section in text.sections]
        assert [item.text for item in narrative.recommendations] == [item.text for item in text.recommendations]
        assert [(m.kind, m.text) for m in narrative.mentions] == [(m.kind, m.text) for m in text.mentions]
        assert len(narrative.flows) == len(text.flows)
        assert tuple(own) == split_sections(narrative.told)
        assert narrative.document.text.startswith(narrative.told.rstrip("\n"))


@pytest.mark.parametrize("name", DESIGNS)
def test_what_stands_beside_is_a_section_other_behind_the_narrative_and_gives_no_fact(name: str) -> None:
    reading = volume(name)
    asides = [beside for beside in reading.asides if beside.section is not None]
    assert {beside.aside.kind for beside in asides} >= {"box", "caption"}
    by_doc = {narrative.document.doc: narrative for narrative in reading.narratives}
    for beside in asides:
        narrative = by_doc[beside.doc or ""]
        section = narrative.sections[beside.section or 0]
        assert (section.kind, section.aside, section.title) == ("other", beside.aside.kind, beside.aside.title)
        assert narrative.document.text[section.char_start : section.char_end] == beside.aside.text
        inside = [s for s in narrative.sentences if s.section == section.position]
        assert inside
        words = " ".join(narrative.document.text[s.char_start : s.char_end] for s in inside)
        assert words.split() == beside.aside.text.split()
        ends = [fact.char_end for fact in (*narrative.facts, *narrative.candidates)]
        ends += [mention.char_end for mention in narrative.mentions] + [flow.char_end for flow in narrative.flows]
        assert max(ends) <= section.char_start
        runs = [run for run in narrative.document.runs if run.char_start >= section.char_start]
        assert runs[0].page == (beside.aside.box.page if beside.aside.box else None)
    apart = [beside for beside in reading.asides if beside.doc is None]
    assert {beside.aside.kind for beside in apart} >= {"essay", "front"}
    assert all(beside.aside.kind in TOLD_ASIDES or beside.section is None for beside in reading.asides)


def test_numbers_in_a_box_are_accounted_for_and_none_is_a_fact() -> None:
    source = make_source(boxed_page(), "latvia.pdf", Hints(report_year=2013))
    (narrative,) = read_source(source).narratives
    (section,) = [section for section in narrative.sections if section.aside]
    beside = [q for q in narrative.quantities if q.char_start >= section.char_start]
    assert [q.text for q in beside] == ["700", "350"]
    assert all(q.kind != "fact" and q.fact_id is None for q in beside)
    assert {fact.value for fact in narrative.facts}.isdisjoint({700, 350})
    assert narrative.facts


def test_the_rows_of_a_volume_say_where_everything_stands() -> None:
    reading = volume("flow")
    rows = rows_of(reading.narratives, [reading.audit], [reading])
    names = TABLES["aside"].column_names
    asides = [dict(zip(names, row, strict=True)) for row in rows["aside"]]
    assert len(rows["document"]) == len(printed())
    assert [row["position"] for row in asides] == list(range(len(reading.asides)))
    assert all(
        row["page"] and row["box_left"] < row["box_right"] and row["box_top"] < row["box_bottom"] for row in asides
    )
    assert {(row["doc"] is None, row["kind"]) for row in asides} >= {(True, "essay"), (False, "box"), (False, "label")}
    spans: dict[str, list[tuple[int, int]]] = {}
    for doc, _, start, end in rows["document_page"]:
        spans.setdefault(doc, []).append((start, end))
    for found in spans.values():
        assert all(one[1] <= two[0] for one, two in zip(sorted(found), sorted(found)[1:], strict=False))


def test_asides_of_a_source_that_is_not_preferred_name_no_document() -> None:
    reading = volume("flow")
    text = as_text("Jordan")
    page = Audit("one", "one.html", text.document.source_id, "ok", url="https://www.state.gov/jordan")
    rows = rows_of([*reading.narratives, text], [reading.audit, page], [reading])
    docs = {row[0] for row in rows["document"]}
    assert "tip-2013#JOR" not in docs
    assert {row[3] for row in rows["aside"]} <= docs | {None}
