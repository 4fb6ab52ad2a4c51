"""A stated rule chooses one of several sources of a narrative; how the other sources differ is listed."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from tests.tables.samples import audit_of, sample
from tipetl.model import Audit, Narrative
from tipetl.tables import TABLES, rows_of
from tipetl.tables.sources import choose_sources


def source(doc: str, form: str = "text", **more: object) -> tuple[Narrative, Audit]:
    narrative = sample(doc)
    narrative = replace(narrative, document=replace(narrative.document, form=form))
    return narrative, replace(audit_of(narrative), **more)


STATE = source("a-state", "pdf", url="https://2009-2017.state.gov/j/tip/rls/tiprpt/2013/210550.htm")
COPY = source("b-copy", "html", url="https://example.org/kosovo")
PARTIAL = source("c-partial", "html", url="https://www.state.gov/reports/2013/kosovo/", outcome="partial")
SPOOF = source("d-spoof", "html", url="https://notstate.gov.example.org/state.gov")
TEXT = source("e-text", "text", publisher="U.S. Department of State")


@pytest.mark.parametrize(
    ("sources", "preferred", "reason"),
    [
        ((STATE, COPY), "a-state", "It comes from the State Department itself."),
        ((STATE, SPOOF), "a-state", "It comes from the State Department itself."),
        ((PARTIAL, COPY), "b-copy", "It was read completely."),
        ((STATE, TEXT), "e-text", "Pages are preferred to texts, and texts to PDFs."),
        ((STATE,), "a-state", "The only source."),
    ],
)
def test_one_source_is_preferred_and_the_order_does_not_matter(
    sources: tuple[tuple[Narrative, Audit], ...], preferred: str, reason: str
) -> None:
    for order in permutations(sources):
        chosen, _ = choose_sources([narrative for narrative, _ in order], [audit for _, audit in order])
        assert [s.narrative.document.doc for s in chosen if s.preferred] == [preferred]
        assert {s.reason for s in chosen} == {reason}
        assert len(chosen) == len(sources)


def test_the_longer_text_is_preferred_where_all_else_is_equal() -> None:
    short, audit = source("a-short")
    long = replace(short, document=replace(short.document, doc="b-long", text=short.document.text + " More."))
    chosen, _ = choose_sources([short, long], [audit, audit_of(long)])
    assert [s.narrative.document.doc for s in chosen if s.preferred] == ["b-long"]


def test_no_figure_counts_twice_and_what_differs_is_listed() -> None:
    (state, state_audit), (copy, copy_audit) = STATE, COPY
    changed = replace(copy.facts[0], value=31.0)
    copy = replace(copy, facts=(changed, *copy.facts[1:]))
    rows = rows_of([copy, state], [copy_audit, state_audit])
    assert {row[0] for row in rows["document"]} == {"a-state"}
    assert len(rows["metric"]) == len(state.facts)
    names = TABLES["source_difference"].column_names
    told = [dict(zip(names, row, strict=True)) for row in rows["source_difference"]]
    assert {(row["stated_by"], row["value"], row["doc"], row["metric"]) for row in told} == {
        ("preferred", 30.0, "b-copy", "prosecutions"),
        ("other", 31.0, "b-copy", "prosecutions"),
    }
    assert [(row[1], row[5], row[7]) for row in rows["narrative_source"]] == [
        ("a-state", True, len(state.facts)),
        ("b-copy", False, len(copy.facts)),
    ]


def test_what_only_the_other_source_names_is_no_entity() -> None:
    (state, state_audit), (copy, copy_audit) = STATE, COPY
    only_there = replace(state.entities[0], entity_id="e-only-there")
    copy = replace(copy, entities=(*copy.entities, only_there))
    rows = rows_of([copy, state], [copy_audit, state_audit])
    assert {row[0] for row in rows["entity"]} == {entity.entity_id for entity in state.entities}


def test_sources_that_agree_differ_in_nothing() -> None:
    (state, state_audit), (copy, copy_audit) = STATE, COPY
    assert rows_of([state, copy], [state_audit, copy_audit])["source_difference"] == []
