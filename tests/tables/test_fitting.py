"""A value that does not fit its table excludes its narrative or its source's tables, but never stops the run."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.tables.samples import audit_of, sample
from tipetl import pipeline
from tipetl.model import GlobalTotal, Narrative, Page, Source, SourceReading
from tipetl.store import query, write_database
from tipetl.tables import TABLES, fitting
from tipetl.tables.columns import as_rows, source_columns


def reading(*narratives: Narrative, **more: Any) -> SourceReading:
    return SourceReading(audit_of(narratives[0]), tuple(narratives), **more)


def with_fact(**changes: Any) -> Narrative:
    narrative = sample()
    return replace(narrative, facts=(replace(narrative.facts[0], **changes), *narrative.facts[1:]))


def with_quantity(**changes: Any) -> Narrative:
    narrative = sample()
    return replace(narrative, quantities=(replace(narrative.quantities[0], **changes), *narrative.quantities[1:]))


def total(**changes: Any) -> GlobalTotal:
    return replace(GlobalTotal(2012, None, 1, 1, 1, 1, 1, 1, 1, 3), **changes)


def test_what_fits_stays_as_it_is() -> None:
    whole = reading(sample(), global_totals=(total(),), pages=(Page(1, "words"),))
    assert fitting(whole) is whole


@pytest.mark.parametrize(
    ("narrative", "where"),
    [
        (with_fact(value=10**309), "metric.value"),
        (with_fact(value=10**5000), "metric.value"),
        (with_fact(value=math.inf), "metric.value"),
        (with_fact(value_high=math.nan), "metric.value_high"),
        (with_fact(value=2**53 + 1), "metric.value"),
        (with_fact(value="nine"), "metric.value"),
        (with_fact(count=2**31), "metric.count"),
        (with_fact(year=-(2**31) - 1), "metric.year"),
        (with_fact(official=1), "metric.official"),
        (with_fact(text="\ud800"), "metric.text"),
        (with_fact(statute="Law \udcff"), "metric.statute"),
        (with_quantity(low=10**400), "quantity.low"),
        (with_quantity(high=-math.inf), "quantity.high"),
        (with_quantity(noun="case\ud800"), "quantity.noun"),
        (replace(sample(), document=replace(sample().document, text="\udfff")), "document.text"),
        (replace(sample(), sections=(None,)), "AttributeError"),  # type: ignore[arg-type]
    ],
)
def test_a_narrative_that_does_not_fit_is_left_out_and_the_other_kept(narrative: Narrative, where: str) -> None:
    other = replace(sample(), document=replace(sample().document, doc="other"))
    both = fitting(reading(narrative, other))
    assert both.narratives == (other,)
    assert both.audit.outcome == "partial"
    assert [issue.code for issue in both.audit.issues] == ["sample", "narrative_failed"]
    alone = fitting(reading(narrative))
    assert alone.narratives == ()
    assert alone.audit.outcome == "corrupt"
    assert alone.audit.reason is not None
    assert where in alone.audit.reason
    assert len(alone.audit.reason) < 300
    assert alone.audit.reason.encode()


@pytest.mark.parametrize(
    "more",
    [
        {"global_totals": (total(convictions=10**30),)},
        {"global_totals": (total(year=2**40),)},
        {"pages": (Page(1, "\ud800"),)},
        {"global_totals": (total(), None)},
    ],
)
def test_tables_of_a_source_that_do_not_fit_cost_no_narrative(more: dict[str, Any]) -> None:
    found = fitting(reading(sample(), **more))
    assert found.narratives == (sample(),)
    assert (found.global_totals, found.pages) == ((), ())
    assert found.audit.outcome == "partial"


def test_one_odd_value_does_not_stop_the_run_for_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(source: Source) -> SourceReading:
        narrative = with_fact(value=10**309) if source.doc == "odd" else sample()
        document = replace(narrative.document, doc=source.doc, source_doc=source.doc, source_id=source.source_id)
        narrative = replace(narrative, document=document)
        return SourceReading(replace(audit_of(narrative), doc=source.doc, source_id=source.source_id), (narrative,))

    monkeypatch.setattr("tipetl.read.read_source", read)
    sources = tuple(pipeline.make_source(name.encode(), f"{name}.txt") for name in ("good", "odd"))
    batch = pipeline.read_batch(sources)
    rows = pipeline.build(pipeline.Gathered(sources, ()), [batch])
    write_database(tmp_path / "tipetl.duckdb", rows)
    assert query(tmp_path / "tipetl.duckdb", "SELECT doc, outcome FROM audit_document ORDER BY doc").rows == (
        ("good", "ok"),
        ("odd", "corrupt"),
    )
    assert query(tmp_path / "tipetl.duckdb", "SELECT DISTINCT doc FROM metric").rows == (("good",),)


NUMBERS = (
    "9" * 308, "9" * 309, "9" * 5000, "1," + ",".join(["000"] * 6), "5 trillion trillion trillion",
    "12 thousand thousand thousand thousand thousand", "1e400", "1\u0662", "\u00b2\u00b2\u00b2\u00b2", "3/4",
    "0." + "9" * 400,
)  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number[:12])
def test_a_number_that_is_none_is_no_fact_and_harms_nobody(number: str, tmp_path: Path) -> None:
    text = (
        "KOSOVO (Tier 2)\n\nProsecution\nIn 2012, courts convicted {} traffickers of trafficking in persons. "
        "Police arrested seven suspects.\n"
    )
    source = pipeline.make_source(text.format(number).encode(), "kosovo-2013.txt")
    (found,) = pipeline.read_batch([source]).sources
    rows = as_rows(source_columns([found]))
    facts = [dict(zip(TABLES["metric"].column_names, row, strict=True)) for row in rows["metric"]]
    assert [(fact["metric"], fact["value"]) for fact in facts] == [("arrests", 7)]
    quantities = [dict(zip(TABLES["quantity"].column_names, row, strict=True)) for row in rows["quantity"]]
    assert all(quantity["fact_id"] is None for quantity in quantities if quantity["text"] == number)
