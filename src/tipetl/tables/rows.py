"""Turn records into rows: what each narrative and source adds to the tables, and their fixed order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

from tipetl.model import Audit, Claim, Fact, Flow, Narrative, SourceReading
from tipetl.tables.country_year import CountryYear, country_years
from tipetl.tables.definitions import SOURCE_TABLES
from tipetl.tables.keys import content_id
from tipetl.tables.schema import Table
from tipetl.tables.source_rows import add_source, place_of

Row: TypeAlias = tuple[Any, ...]
Rows: TypeAlias = dict[str, list[Row]]


def source_rows(reading: SourceReading) -> Rows:
    """What one source adds to the tables of ``SOURCE_TABLES``, in no particular order; see ``combining``."""
    return rows_given(reading.narratives, [reading.audit], [reading])


def rows_given(
    narratives: Sequence[Narrative], audits: Sequence[Audit], readings: Sequence[SourceReading] = ()
) -> Rows:
    """What narratives and audits add to the tables of ``SOURCE_TABLES``; ``readings`` add the material beside
    narratives.
    """
    rows: Rows = {name: [] for name in SOURCE_TABLES}
    for audit in audits:
        rows["audit_document"].append(_audit(audit))
        rows["issue"].extend(
            (audit.doc, position, issue.stage, issue.code, issue.message, issue.severity)
            for position, issue in enumerate(dict.fromkeys(audit.issues))
        )
    for narrative in narratives:
        add_narrative(rows, narrative)
        rows["country_year"].extend(map(country_year_row, country_years([narrative])))
    documents = {narrative.document.doc for narrative in narratives}
    for reading in readings:
        add_source(rows, reading, documents)
    return rows


def in_order(table: Table, rows: Iterable[Row]) -> list[Row]:
    """Rows with each value in its column's type, sorted by ``Table.order`` (by the whole row if keys clash)."""
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
    """The number of rows by table."""
    return {name: len(found) for name, found in rows.items()}


def _sortable(value: Any) -> tuple[bool, Any]:
    return (value is not None, value if value is not None else "")


def _audit(audit: Audit) -> Row:
    return (
        audit.doc,
        audit.name,
        audit.source_id,
        audit.outcome,
        audit.reason,
        audit.advice,
        audit.byte_count,
        audit.encoding,
        audit.encoding_from,
        audit.publisher,
        audit.url,
        audit.licence,
        audit.form,
        audit.title,
        audit.published,
    )


def country_year_row(cell: CountryYear) -> Row:
    fact = cell.fact
    return (
        cell.iso3,
        cell.country,
        cell.year,
        cell.metric,
        cell.value,
        cell.value_high,
        fact.qualifier,
        fact.unit,
        fact.status,
        cell.basis,
        cell.report_year,
        cell.doc,
        fact.fact_id,
        cell.considered,
        fact.sentence_text,
    )


def _document_pages(narrative: Narrative) -> list[Row]:
    """The number of characters of a document on each page, from the first run to the last, for the narrative and each
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
    """Add the rows of one narrative to those of all tables."""
    document = narrative.document
    doc, text = document.doc, document.text
    rows["document"].append(
        (
            doc,
            document.narrative_id,
            document.source_id,
            document.country,
            document.iso3,
            document.report_year,
            document.year_from,
            document.tier,
            document.tier_movement,
            document.tier_waiver,
            document.tier_automatic,
            document.watch_list_years,
            document.roles,
            document.outcome,
            document.encoding,
            document.encoding_from,
            len(text),
            text,
            document.source_doc or doc,
            document.form,
        )
    )
    rows["document_page"].extend(_document_pages(narrative))
    rows["section"].extend(
        (doc, s.position, s.kind, s.title, s.char_start, s.char_end, s.aside) for s in narrative.sections
    )
    rows["sentence"].extend(
        (doc, s.position, s.section, s.paragraph, s.char_start, s.char_end, text[s.char_start : s.char_end])
        for s in narrative.sentences
    )
    rows["recommendation"].extend(
        (doc, r.position, r.text, r.char_start, r.char_end, r.themes) for r in narrative.recommendations
    )
    rows["metric"].extend(_fact(doc, fact) for fact in narrative.facts)
    rows["link"].extend((doc, fact.fact_id, kind, other) for fact in narrative.facts for kind, other in fact.links)
    for claim in narrative.claims:
        rows["claim"].append(_claim(doc, claim))
        rows["claim_operand"].extend(
            (
                doc,
                claim.claim_id,
                position,
                operand.role,
                operand.value,
                operand.value_high,
                operand.qualifier,
                operand.fact_id,
            )
            for position, operand in enumerate(claim.operands)
        )
    rows["candidate"].extend(_fact(doc, fact) for fact in narrative.candidates)
    rows["quantity"].extend(
        (doc, q.kind, q.text, q.char_start, q.char_end, q.low, q.high, q.noun, q.fact_id, q.sentence)
        for q in narrative.quantities
    )
    rows["mention"].extend(
        (doc, m.kind, m.text, m.char_start, m.char_end, m.entity_id, m.sentence) for m in narrative.mentions
    )
    rows["flow"].extend(_flows(doc, narrative.flows))
    rows["entity"].extend(
        (doc, e.entity_id, e.kind, e.name, e.code, e.subkind, e.country, e.year, e.aliases) for e in narrative.entities
    )
    rows["law_penalty"].extend((doc, law.fact_id, law.entity_id) for law in narrative.law_penalties)


def _claim(doc: str, claim: Claim) -> Row:
    return (
        claim.claim_id,
        doc,
        claim.kind,
        claim.says,
        claim.value,
        claim.qualifier,
        claim.metric,
        claim.year,
        claim.text,
        claim.char_start,
        claim.char_end,
        claim.sentence,
    )


def _fact(doc: str, fact: Fact) -> Row:
    return (
        fact.fact_id,
        doc,
        fact.metric,
        fact.value,
        fact.value_high,
        fact.qualifier,
        fact.unit,
        fact.status,
        fact.year,
        fact.period,
        fact.relation,
        fact.exploitation,
        fact.age,
        fact.gender,
        fact.nationality,
        fact.official,
        fact.count,
        fact.statute,
        fact.purpose,
        fact.text,
        fact.char_start,
        fact.char_end,
        fact.sentence_text,
        fact.section,
        fact.rule,
        fact.confidence,
        fact.part_of,
        fact.restates,
        fact.sentence,
        (),
        *place_of(fact.box),
    )


def _flows(doc: str, flows: Sequence[Flow]) -> list[Row]:
    """Flows with their names, derived from the route and the words of the sentence, plus a running number if a sentence
    recurs.
    """
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
        # Giving a route twice for one sentence is an error and must clash; the same words elsewhere are fine.
        sentences = routes.setdefault(route, [])
        if flow.sentence not in sentences:
            sentences.append(flow.sentence)
        rows.append(
            (
                content_id("w", (*route, sentences.index(flow.sentence) or None)),
                doc,
                flow.origin_iso3,
                flow.destination_iso3,
                flow.origin_region,
                flow.destination_region,
                flow.exploitation,
                flow.victims,
                flow.sectors,
                flow.time_words,
                flow.char_start,
                flow.char_end,
                flow.sentence_text,
                flow.sentence,
            )
        )
    return rows
