"""Turn records into rows: those that each narrative and source adds to the tables, in a fixed order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

from tipetl.model import Audit, Flow, Narrative, SourceReading
from tipetl.tables.country_year import CountryYear, country_years
from tipetl.tables.definitions import SOURCE_TABLES
from tipetl.tables.keys import content_id
from tipetl.tables.schema import Table
from tipetl.tables.source_rows import add_source, place_of

Row: TypeAlias = tuple[Any, ...]
Rows: TypeAlias = dict[str, list[Row]]


def source_rows(reading: SourceReading) -> Rows:
    """Build the rows that one source adds to ``SOURCE_TABLES``, in no particular order (see ``combining``)."""
    return rows_given(reading.narratives, [reading.audit], [reading])


def rows_given(
    narratives: Sequence[Narrative], audits: Sequence[Audit], readings: Sequence[SourceReading] = ()
) -> Rows:
    """Build the rows that narratives and audits add to ``SOURCE_TABLES``. ``readings`` add the sources' material
    outside narratives.
    """
    rows: Rows = {name: [] for name in SOURCE_TABLES}
    for audit in audits:
        _extend(rows, "audit_document", [audit])
        for position, issue in enumerate(dict.fromkeys(audit.issues)):
            _extend(rows, "issue", [issue], doc=audit.doc, position=position)
    for narrative in narratives:
        add_narrative(rows, narrative)
        rows["country_year"].extend(map(country_year_row, country_years([narrative])))
    documents = {narrative.document.doc for narrative in narratives}
    for reading in readings:
        add_source(rows, reading, documents)
    return rows


def in_order(table: Table, rows: Iterable[Row]) -> list[Row]:
    """Return rows with each value in its column's type, sorted by ``Table.order`` (by the whole row if keys clash)."""
    doubles = [index for index, column in enumerate(table.columns) if column.type == "DOUBLE"]
    lists = [index for index, column in enumerate(table.columns) if column.type.endswith("[]")]
    key = table.positions(table.order)
    typed = []
    for row in rows:
        if len(row) != len(table.columns):
            raise ValueError(f"{table.name}: a row has {len(row)} values for {len(table.columns)} columns")
        values = list(row)
        for index in doubles:
            if values[index] is not None:
                values[index] = float(values[index])
        for index in lists:
            if values[index] is not None:
                values[index] = list(values[index])
        typed.append(tuple(values))
    keys = ([row[index] for row in typed] for index in key)
    keyed = list(zip(*(list(map(_sortable, values)) if None in values else values for values in keys), strict=True))
    order = sorted(range(len(typed)), key=keyed.__getitem__)
    if any(keyed[a] == keyed[b] for a, b in pairwise(order)):
        order.sort(key=lambda index: (keyed[index], repr(typed[index])))
    return [typed[index] for index in order]


def row_counts(rows: Mapping[str, Sequence[Row]]) -> dict[str, int]:
    """Count the rows by table."""
    return {name: len(found) for name, found in rows.items()}


def _sortable(value: Any) -> tuple[bool, Any]:
    return (value is not None, value if value is not None else "")


def country_year_row(cell: CountryYear) -> Row:
    fact = cell.fact
    of_fact = {name: getattr(fact, name) for name in ("qualifier", "unit", "status", "fact_id")}
    return SOURCE_TABLES["country_year"].row(cell, sentence=fact.sentence_text, **of_fact)


def _document_pages(narrative: Narrative) -> list[Row]:
    """Return the span of a document's text on each page, from the first run to the last, for the narrative and each
    aside.
    """
    starts = [section.char_start for section in narrative.sections if section.aside]
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for run in narrative.document.runs:
        key = (bisect_right(starts, run.char_start), run.page)
        start, end = spans.get(key, (run.char_start, run.char_end))
        spans[key] = (min(start, run.char_start), max(end, run.char_end))
    return [(narrative.document.doc, page, start, end) for (_, page), (start, end) in spans.items()]


def add_narrative(rows: Rows, narrative: Narrative) -> None:
    """Add the rows of one narrative to the rows of all tables."""
    document = narrative.document
    doc, text = document.doc, document.text
    _extend(rows, "document", [document], char_count=len(text), source_doc=document.source_doc or doc)
    rows["document_page"].extend(_document_pages(narrative))
    _extend(rows, "section", narrative.sections, doc=doc)
    for sentence in narrative.sentences:
        _extend(rows, "sentence", [sentence], doc=doc, text=text[sentence.char_start : sentence.char_end])
    _extend(rows, "recommendation", narrative.recommendations, doc=doc)
    for table, facts in (("metric", narrative.facts), ("candidate", narrative.candidates)):
        for fact in facts:
            _extend(rows, table, [fact], doc=doc, corrected=(), **place_of(fact.box))
    rows["link"].extend((doc, fact.fact_id, kind, other) for fact in narrative.facts for kind, other in fact.links)
    _extend(rows, "claim", narrative.claims, doc=doc)
    for claim in narrative.claims:
        for position, operand in enumerate(claim.operands):
            _extend(rows, "claim_operand", [operand], doc=doc, claim_id=claim.claim_id, position=position)
    _extend(rows, "quantity", narrative.quantities, doc=doc)
    _extend(rows, "mention", narrative.mentions, doc=doc)
    rows["flow"].extend(_flows(doc, narrative.flows))
    _extend(rows, "entity", narrative.entities, doc=doc)
    _extend(rows, "law_penalty", narrative.law_penalties, doc=doc)


def _extend(rows: Rows, table: str, records: Iterable[object], **own: Any) -> None:
    """Add a row for each record. ``own`` are columns for which the records have no field."""
    rows[table].extend(SOURCE_TABLES[table].row(record, **own) for record in records)


def _flows(doc: str, flows: Sequence[Flow]) -> list[Row]:
    """Give flows ids derived from the route and the sentence's words, plus a sequence number if a sentence recurs."""
    routes: dict[tuple[object, ...], list[int]] = {}
    rows = []
    for flow in sorted(flows, key=lambda flow: (flow.sentence, flow.char_start)):
        route = (
            doc,
            flow.sentence_text,
            flow.origin_iso3,
            flow.destination_iso3,
            flow.origin_region,
            flow.destination_region,
            flow.exploitation,
        )
        # The same route twice in one sentence is an error, so the ids must clash. The same route in another sentence is
        # not an error.
        sentences = routes.setdefault(route, [])
        if flow.sentence not in sentences:
            sentences.append(flow.sentence)
        flow_id = content_id("w", (*route, sentences.index(flow.sentence) or None))
        rows.append(SOURCE_TABLES["flow"].row(flow, flow_id=flow_id, doc=doc))
    return rows
