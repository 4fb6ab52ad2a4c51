"""Turn records into rows: every row of every data table, in a fixed order, from narratives and audits alone."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import fields
from itertools import pairwise
from typing import Any, TypeAlias

from tipetl.model import Audit, Claim, Document, Fact, Flow, Issue, Narrative, Section, SourceReading
from tipetl.tables.country_year import CountryYear, country_years
from tipetl.tables.definitions import DATA_TABLES, SOURCE_TABLES, TABLES
from tipetl.tables.keys import content_id
from tipetl.tables.reference import country_regions
from tipetl.tables.restatements import restatement_rows
from tipetl.tables.schema import Table
from tipetl.tables.source_rows import add_source, place_of
from tipetl.tables.sources import NarrativeSource, SourceDifference, choose_sources

Row: TypeAlias = tuple[Any, ...]
Rows: TypeAlias = dict[str, list[Row]]


def rows_of(narratives: Sequence[Narrative], audits: Sequence[Audit], readings: Sequence[SourceReading] = ()) -> Rows:
    """All rows of the data tables, by table name; ``readings`` add the material beside narratives (``combined``)."""
    rows = _no_rows()
    _add(rows, narratives, audits, readings)
    return combined(rows)


def source_rows(reading: SourceReading) -> Rows:
    """What one source adds to the tables of ``SOURCE_TABLES``, in no particular order; see ``combined``."""
    rows = _no_rows()
    _add(rows, reading.narratives, [reading.audit], [reading])
    return rows


def combined(rows: Rows) -> Rows:
    """All rows of the data tables, by table name, from those that the sources gave (``SOURCE_TABLES``).

    If a narrative has several sources, the preferred one fills the tables; the others are listed in
    ``narrative_source``, and their differences in ``source_difference``.

    Values are in column order and have the column's type (``DOUBLE`` columns hold floats, list columns lists). Rows are
    sorted (``Table.order``), so the result depends neither on the order of sources nor on anything outside the rows.
    Nothing is repaired or left out; an entity shared by documents is one row, with the first of its names.
    """
    names = Counter(narrative_id for _, narrative_id, *_ in rows["document"])
    # Their facts are compared; for all others it is enough to count them.
    rivals = {doc for doc, narrative_id, *_ in rows["document"] if narrative_id is None or names[narrative_id] > 1}
    facts = {**rows, "metric": [row for row in rows["metric"] if row[_METRIC_DOC] in rivals]}
    sources, differences = choose_sources(_narratives_of(facts, told=True), map(audit_of, rows["audit_document"]))
    counts = Counter(row[_METRIC_DOC] for row in rows["metric"])
    preferred = {source.narrative.document.doc for source in sources if source.preferred}
    found = {name: _only(name, table_rows, preferred) for name, table_rows in rows.items()}
    found["narrative_source"] = [
        _narrative_source(source, counts[source.narrative.document.doc])
        for source in sources
        if source.narrative.document.narrative_id
    ]
    found["source_difference"] = _differences(differences)
    found["country_region"] = list(country_regions())
    found["entity"] = _entities(found["entity"])
    return with_derived({name: in_order(TABLES[name], found.get(name, ())) for name in DATA_TABLES})


def _no_rows() -> Rows:
    return {name: [] for name in SOURCE_TABLES}


def _add(
    rows: Rows, narratives: Sequence[Narrative], audits: Sequence[Audit], readings: Sequence[SourceReading]
) -> None:
    for audit in audits:
        rows["audit_document"].append(_audit(audit))
        rows["issue"].extend(
            (audit.doc, position, issue.stage, issue.code, issue.message, issue.severity)
            for position, issue in enumerate(dict.fromkeys(audit.issues))
        )
    for narrative in narratives:
        add_narrative(rows, narrative)
    documents = {narrative.document.doc for narrative in narratives}
    for reading in readings:
        add_source(rows, reading, documents)


def _only(name: str, rows: list[Row], preferred: Set[str]) -> list[Row]:
    """The rows of preferred narratives; an aside stays without the narrative on whose pages it is."""
    columns = SOURCE_TABLES[name].column_names
    if name == "aside":
        doc, section = columns.index("doc"), columns.index("section_position")
        return [
            row
            if row[doc] is None or row[doc] in preferred
            else tuple(None if place in (doc, section) else value for place, value in enumerate(row))
            for row in rows
        ]
    if "doc" not in columns or name in ("audit_document", "issue"):
        return rows
    doc = columns.index("doc")
    return [row for row in rows if row[doc] in preferred]


def _entities(rows: Iterable[Row]) -> list[Row]:
    """Entities of all documents. The displayed name must not depend on the order of documents."""
    names: dict[Row, set[str]] = {}
    first: dict[Row, str] = {}
    for _, entity_id, kind, name, code, subkind, country, year, aliases in rows:
        # Entities that disagree in anything but their names stay separate, for the checks to see.
        same = (entity_id, kind, code, subkind, country, year)
        names.setdefault(same, set()).update((name, *aliases))
        first[same] = min(name, first.get(same, name))
    return [
        (entity_id, kind, first[same], code, subkind, country, year, sorted(names[same] - {first[same]}))
        for same in names
        for entity_id, kind, code, subkind, country, year in [same]
    ]


def with_derived(rows: Mapping[str, Sequence[Row]]) -> Rows:
    """The rows with the derived tables ``restatement`` and ``country_year`` rebuilt from documents and facts."""
    return {
        **{name: list(table_rows) for name, table_rows in rows.items()},
        "restatement": in_order(TABLES["restatement"], restatement_rows(rows["document"], rows["metric"])),
        "country_year": in_order(TABLES["country_year"], map(_country_year, country_years(_narratives_of(rows)))),
    }


def _narratives_of(rows: Mapping[str, Sequence[Row]], *, told: bool = False) -> list[Narrative]:
    """What the rows hold about each document: its identity, its facts in their current state and, if ``told``, its text
    and where its asides are.
    """
    facts: dict[str, list[Fact]] = {}
    names = [_FACT_FIELDS.get(name, name) for name in TABLES["metric"].column_names]
    known = {field.name for field in fields(Fact)}
    for row in rows["metric"]:
        values = dict(zip(names, row, strict=True))
        facts.setdefault(values["doc"], []).append(Fact(**{name: values[name] for name in values.keys() & known}))
    asides: dict[str, list[Section]] = {}
    for doc, *section in rows["section"] if told else ():
        if section[-1] is not None:
            asides.setdefault(doc, []).append(Section(*section))
    found = []
    for row in rows["document"]:
        values = dict(zip(TABLES["document"].column_names, row, strict=True))
        document = Document(
            doc=values["doc"],
            narrative_id=values["narrative_id"],
            source_id=values["source_id"],
            text=values["text"] if told else "",
            country=values["country"],
            iso3=values["iso3"],
            report_year=values["report_year"],
            outcome=values["outcome"],
            source_doc=values["source_doc"],
            form=values["form"],
        )
        sections = tuple(asides.get(values["doc"], ()))
        found.append(Narrative(document, sections, facts=tuple(facts.get(values["doc"], ()))))
    return found


_METRIC_DOC = TABLES["metric"].column_names.index("doc")
_AUDIT_FIELDS = TABLES["audit_document"].column_names
_FACT_FIELDS = {"sentence": "sentence_text", "sentence_position": "sentence"}


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


def audit_of(row: Row, issues: Iterable[Issue] = ()) -> Audit:
    """The audit in a row of ``audit_document``, with its issues."""
    return Audit(**dict(zip(_AUDIT_FIELDS, row, strict=True)), issues=tuple(issues))


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


def _country_year(cell: CountryYear) -> Row:
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


def _narrative_source(source: NarrativeSource, facts: int) -> Row:
    document = source.narrative.document
    return (
        document.narrative_id,
        document.doc,
        document.source_doc or document.doc,
        document.source_id,
        document.form,
        source.preferred,
        source.reason,
        facts,
        len(source.narrative.told),
    )


def _differences(differences: Sequence[SourceDifference]) -> list[Row]:
    """Differences with their names; identical ones are distinguished by a running number."""
    times: dict[tuple[object, ...], int] = {}
    rows = []
    for difference in differences:
        fact = difference.fact
        side = "preferred" if difference.preferred else "other"
        content = (difference.narrative_id, difference.doc, side, fact.fact_id)
        number = times[content] = times.get(content, 0) + 1
        rows.append(
            (
                content_id("d", (*content, number)),
                difference.narrative_id,
                difference.doc,
                side,
                fact.metric,
                fact.value,
                fact.value_high,
                fact.unit,
                fact.status,
                fact.year,
                fact.text,
                fact.sentence_text,
            )
        )
    return rows


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
    """Flows with their names, made of the route and the words of the sentence, and a running number if a sentence
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
        # Giving a route twice for one sentence is an error and must clash; the same words elsewhere are not.
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
