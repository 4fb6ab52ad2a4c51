"""Combine the sources' tables into the data tables, as columns: each narrative once, plus the tables derived from all
narratives.

Invalid rows are neither repaired nor left out, so that the checks find them. The result depends only on the sources'
rows, and not on the order of the sources.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import fields
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from tipetl.metrics import DURATIONS
from tipetl.model import Audit, Document, Fact, Narrative, Section, SourceReading
from tipetl.tables.columns import Awaited, Columns, arrow_table, as_columns, as_rows, ordered, rows_of_table
from tipetl.tables.country_year import country_years
from tipetl.tables.definitions import DATA_TABLES, SOURCE_TABLES, TABLES
from tipetl.tables.keys import content_id
from tipetl.tables.reference import country_regions
from tipetl.tables.restatements import DIMENSIONS, OWN_COLUMNS, TELLERS, restatement_rows
from tipetl.tables.rows import Row, Rows, country_year_row, rows_given
from tipetl.tables.schema import FIELDS
from tipetl.tables.sources import ONLY, NarrativeSource, SourceDifference, choose_sources

__all__ = ["combined", "over", "rows_of", "with_derived"]

# An entity shared by several documents has one row, with its alphabetically first name, whatever the documents' order.
# Entities that differ in anything but their names stay separate, so that the checks find them.
_ENTITIES = """
    WITH named AS (
      SELECT entity_id, kind, min(name) AS first, code, subkind, country, year, list(DISTINCT name) AS names,
             list_distinct(flatten(list(DISTINCT aliases))) AS others
      FROM entity GROUP BY ALL
    )
    SELECT entity_id, kind, first AS name, code, subkind, country, year,
           list_sort(list_filter(list_distinct(names || others), lambda one: one <> first)) AS aliases
    FROM named
"""
# A figure comes from the earliest report that states it.
_COUNTRY_YEARS = """
    SELECT * FROM country_year QUALIFY row_number() OVER (PARTITION BY iso3, year, metric ORDER BY report_year, doc) = 1
"""
# Select the documents that must be read in full: documents with rival sources or with asides in their text.
_JUDGED = """
    SELECT doc FROM document WHERE narrative_id IS NOT NULL
    QUALIFY count(*) OVER (PARTITION BY narrative_id) > 1 OR doc IN (SELECT doc FROM section WHERE aside IS NOT NULL)
"""
_SOURCES = f"""
    SELECT narrative_id, d.doc, coalesce(source_doc, d.doc) AS source_doc, source_id, form, true AS preferred,
           '{ONLY}' AS reason, (SELECT count(*) FROM metric m WHERE m.doc = d.doc) AS fact_count, char_count
    FROM document d WHERE narrative_id IS NOT NULL AND NOT list_contains(?, d.doc)
"""  # noqa: S608 - our own words
# Comparators, and the figures of the same kind that they may repeat. `whole` says whose total a figure is: the figure
# counts all of its kind or all cases of the people counted, is a named part of that total, or is compared with that
# total or part. `limited`: someone other than the state counted the figure, or it covers a time other than the year.
# `body` is the only body named before a figure, or before the figure's whole or the figure with which it is compared. A
# comparison in a sentence without a current figure ("This compares with seven convictions in 2009") belongs to the
# previous sentence. `revised`: the sentence says that a figure was changed; `replaces`: the value that a figure
# corrects, which the next sentence may give ("The figure was updated after the last report, in which it was 447").
# `sentence_start`: the beginning of the sentence; `head_start`, `head_end`: the position of the figure with which a
# figure is compared. `local_sum`: the sum in the country's own currency, as printed, before a sum in dollars.
_COMPARED_FROM = ("document", "sentence", "metric", "quantity", "claim", "claim_operand", "link", "mention")
_FIGURES = """
    d.iso3 IS NOT NULL AND d.report_year IS NOT NULL AND m.value IS NOT NULL AND m.year IS NOT NULL
    AND m.period <> 'multi_year' AND m.status IN ('reported', 'none') AND NOT list_contains($durations, m.metric)
"""
# Hashes only preselect rows; the values then determine which rows match.
_ALIKE = f"hash(d.iso3, {', '.join(f'm.{name}' for name in DIMENSIONS)})"
_SAME_KIND = " AND ".join(f"n.{name} IS NOT DISTINCT FROM b.{name}" for name in DIMENSIONS)
_COMPARED = f"""
    WITH alike AS (
      SELECT {_ALIKE} AS alike FROM metric m JOIN document d ON d.doc = m.doc WHERE {_FIGURES} GROUP BY ALL
      HAVING bool_or(m.relation <> 'current' AND m.restates IS NULL)
         AND (bool_or(m.relation = 'current') OR count(DISTINCT d.report_year) > 1)
    ), limited AS (
      SELECT o.doc, o.fact_id, bool_and(c.says = 'others' AND list_contains($missions, lower(c.text))) AS missions,
             CASE WHEN bool_and(c.says = 'others')
                  THEN string_agg(DISTINCT lower(c.text), ' ' ORDER BY lower(c.text)) END AS others
      FROM claim c JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id
      WHERE c.kind = 'circumstance' AND c.says IN ('others', 'other', 'added', 'fiscal', 'span', 'part_of_year')
      GROUP BY ALL
    ), taken AS (
      SELECT DISTINCT o.doc, o.fact_id FROM claim c JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id
      WHERE c.kind = 'circumstance' AND c.says = 'presumed'
    ), presumed AS (
      FROM taken UNION
      SELECT l.doc, l.fact_id FROM link l JOIN taken t ON t.doc = l.doc AND t.fact_id = l.related_to
      WHERE l.kind = 'part_of'
    ), local AS (
      SELECT m.doc, m.fact_id, any_value(q.text) AS local_sum FROM metric m
      JOIN quantity q ON q.doc = m.doc AND q.kind = 'other_money' AND q.char_end = m.char_start - 2
      WHERE m.metric = 'funding' GROUP BY ALL
    ), changed AS (
      SELECT DISTINCT c.doc, m.sentence_position
      FROM claim c JOIN metric m ON m.doc = c.doc AND c.sentence_position = m.sentence_position
      WHERE c.kind = 'circumstance' AND c.says = 'revised'
    ), corrected AS (
      SELECT n.doc, n.fact_id, min(b.value) AS replaces
      FROM claim c JOIN claim_operand n ON n.doc = c.doc AND n.claim_id = c.claim_id AND n.role = 'measured'
      JOIN claim_operand b ON b.doc = c.doc AND b.claim_id = c.claim_id AND b.role = 'against'
      WHERE c.kind = 'restated' GROUP BY ALL
      UNION
      SELECT n.doc, n.fact_id, min(b.value)
      FROM changed c JOIN metric b ON b.doc = c.doc AND b.sentence_position = c.sentence_position
      JOIN metric n ON n.doc = b.doc AND n.sentence_position = b.sentence_position - 1 AND {_SAME_KIND}
      WHERE n.relation = 'comparator' AND b.relation = 'comparator' AND n.value <> b.value
      GROUP BY ALL HAVING count(*) = 1
    ), named AS (
      SELECT m.doc, m.fact_id, min(n.entity_id) AS body
      FROM metric m JOIN mention n ON n.doc = m.doc AND n.sentence_position = m.sentence_position
      WHERE n.kind = 'organization' AND n.char_end <= m.char_start
      GROUP BY ALL HAVING count(DISTINCT n.entity_id) = 1
    ), leaning AS (
      SELECT doc, fact_id, related_to FROM link WHERE kind IN ('compared_with', 'part_of')
    ), counting AS (
      SELECT doc, fact_id, min(body) AS body FROM (
        FROM named UNION
        SELECT l.doc, l.fact_id, n.body FROM leaning l JOIN named n ON n.doc = l.doc AND n.fact_id = l.related_to UNION
        SELECT l.doc, l.fact_id, n.body FROM leaning l JOIN leaning k ON k.doc = l.doc AND k.fact_id = l.related_to
        JOIN named n ON n.doc = k.doc AND n.fact_id = k.related_to
      ) GROUP BY ALL HAVING count(DISTINCT body) = 1
    ), bodies AS (SELECT unnest($bodies) AS teller), direct AS (
      SELECT o.doc, o.fact_id, coalesce(min(c.says || coalesce(' ' || b.teller, '')), 'state') AS whole
      FROM claim c JOIN claim_operand o ON o.doc = c.doc AND o.claim_id = c.claim_id
      LEFT JOIN bodies b ON starts_with(lower(c.text), b.teller) OR starts_with(lower(c.text), 'the ' || b.teller)
      WHERE c.kind = 'whole' GROUP BY ALL
    ), of_part AS (
      SELECT l.doc, l.fact_id, min(d.whole) AS whole
      FROM link l JOIN direct d ON d.doc = l.doc AND d.fact_id = l.related_to
      JOIN metric m ON m.doc = l.doc AND m.fact_id = l.fact_id
      JOIN metric w ON w.doc = l.doc AND w.fact_id = l.related_to AND w.metric = m.metric
      WHERE l.kind = 'part_of' AND coalesce(m.exploitation, m.age, m.gender, m.nationality) IS NOT NULL
         OR l.kind = 'shares_verb' AND m.unit <> w.unit GROUP BY ALL
    ), told AS (FROM direct UNION FROM of_part),
    current AS (SELECT DISTINCT doc, sentence_position FROM metric WHERE relation = 'current'),
    compared AS (
      SELECT l.doc, l.fact_id, min(t.whole) AS whole
      FROM link l JOIN told t ON t.doc = l.doc AND t.fact_id = l.related_to
      JOIN metric m ON m.doc = l.doc AND m.fact_id = l.fact_id
      JOIN metric o ON o.doc = l.doc AND o.fact_id = l.related_to
      LEFT JOIN current c ON c.doc = m.doc AND c.sentence_position = m.sentence_position
      ANTI JOIN (FROM direct WHERE whole <> 'body') d ON d.doc = l.doc AND d.fact_id = l.fact_id
      WHERE l.kind = 'compared_with'
        AND (o.sentence_position = m.sentence_position
             OR (c.doc IS NULL AND o.sentence_position = m.sentence_position - 1))
      GROUP BY ALL
    ), headed AS (
      SELECT m.doc, m.fact_id, min(o.char_start) AS head_start, arg_min(o.char_end, o.char_start) AS head_end
      FROM link l JOIN metric m ON m.doc = l.doc AND m.fact_id = l.fact_id
      JOIN metric o ON o.doc = l.doc AND o.fact_id = l.related_to AND o.sentence_position = m.sentence_position
      WHERE l.kind = 'compared_with' GROUP BY ALL
    ), total AS (
      SELECT doc, fact_id, coalesce(min(whole) FILTER (whole <> 'body'), 'body') AS whole
      FROM (FROM told UNION ALL FROM compared) GROUP BY ALL
    )
    SELECT {", ".join(f"m.{name}" for name in OWN_COLUMNS)}, d.iso3, d.report_year, t.whole, b.body,
           x.fact_id IS NOT NULL AS limited, x.missions IS TRUE AS missions, x.others,
           p.fact_id IS NOT NULL AS presumed, r.doc IS NOT NULL AS revised, v.replaces,
           s.char_start AS sentence_start, h.head_start, h.head_end, y.local_sum
    FROM metric m JOIN document d ON d.doc = m.doc SEMI JOIN alike a ON a.alike = {_ALIKE}
    JOIN sentence s ON s.doc = m.doc AND s.position = m.sentence_position
    LEFT JOIN local y ON y.doc = m.doc AND y.fact_id = m.fact_id
    LEFT JOIN headed h ON h.doc = m.doc AND h.fact_id = m.fact_id
    LEFT JOIN limited x ON x.doc = m.doc AND x.fact_id = m.fact_id
    LEFT JOIN presumed p ON p.doc = m.doc AND p.fact_id = m.fact_id
    LEFT JOIN total t ON t.doc = m.doc AND t.fact_id = m.fact_id
    LEFT JOIN counting b ON b.doc = m.doc AND b.fact_id = m.fact_id
    LEFT JOIN corrected v ON v.doc = m.doc AND v.fact_id = m.fact_id
    LEFT JOIN changed r ON r.doc = m.doc AND r.sentence_position = m.sentence_position
    WHERE {_FIGURES}
"""  # noqa: S608 - our own names


def rows_of(narratives: Sequence[Narrative], audits: Sequence[Audit], readings: Sequence[SourceReading] = ()) -> Rows:
    """Return all rows of the data tables, by table name. ``readings`` add the sources' material outside narratives."""
    given = rows_given(narratives, audits, readings)
    return as_rows(combined({name: arrow_table(SOURCE_TABLES[name], found) for name, found in given.items()}))


def combined(given: Columns, beside: Executor | None = None) -> Columns:
    """Build the data tables from the sources' tables (``SOURCE_TABLES``).

    If a narrative has several sources, the preferred source fills the tables; ``narrative_source`` lists all of them,
    and ``source_difference`` their differences. The rows of each table are sorted (``Table.order``). If ``beside`` is
    given, that executor compares reports with earlier reports, and reading ``restatement`` waits for the result.
    """
    with over(given) as connection:
        judged = [doc for (doc,) in connection.execute(_JUDGED).fetchall()]
        single = connection.execute(_SOURCES, [judged]).to_arrow_table()
    sources, differences = choose_sources(
        _narratives_of(_of_documents(given, judged), told=True),
        [Audit(**row) for row in given["audit_document"].to_pylist()] if judged else [],
    )
    left_out = [source.narrative.document.doc for source in sources if not source.preferred]
    found = {name: _only(name, one, left_out) for name, one in given.items()}
    compared = {name: found[name] for name in _COMPARED_FROM}
    restated = beside.submit(_restatements, compared) if beside else None
    with over({name: found[name] for name in ("country_year", "entity")}) as connection:
        found["country_year"] = connection.execute(_COUNTRY_YEARS).to_arrow_table()
        found["entity"] = connection.execute(_ENTITIES).to_arrow_table()
    counts = {one["values"]: one["counts"] for one in given["metric"].column("doc").value_counts().to_pylist()}
    rival = [_narrative_source(source, counts.get(source.narrative.document.doc, 0)) for source in sources]
    schema = arrow_table(TABLES["narrative_source"], ()).schema
    found["narrative_source"] = pa.concat_tables([single.cast(schema), arrow_table(TABLES["narrative_source"], rival)])
    found["source_difference"] = arrow_table(TABLES["source_difference"], _differences(differences))
    found["country_region"] = arrow_table(TABLES["country_region"], country_regions())
    found["correction"] = arrow_table(TABLES["correction"], ())
    given = {}  # free the old tables, so that memory holds each table only once during sorting
    tables = {name: ordered(TABLES[name], found.pop(name)) for name in DATA_TABLES if name != "restatement"}
    return Awaited(tables, "restatement", restated) if restated else tables | {"restatement": _restatements(compared)}


def with_derived(tables: Mapping[str, Any], countries: Collection[str] | None = None) -> Columns:
    """Return the tables (rows or columns) with the derived tables rebuilt from documents and facts: ``restatement``,
    and ``country_year`` for the given ISO3 codes (None: all).
    """
    made = dict(as_columns(tables))
    document, cells = made["document"], made["country_year"]
    if countries is not None:
        told = pa.array(countries, pa.string())
        document = document.filter(pc.is_in(document.column("iso3"), told))
        cells = cells.filter(pc.invert(pc.is_in(cells.column("iso3"), told)))
    narratives = _narratives_of(_of_documents(made, document.column("doc").to_pylist()))
    rows = [] if countries is None else rows_of_table(cells)
    rows += map(country_year_row, country_years(narratives))
    made["country_year"] = ordered(TABLES["country_year"], arrow_table(TABLES["country_year"], rows))
    made["restatement"] = _restatements({name: made[name] for name in _COMPARED_FROM})
    return made


def over(tables: Columns) -> duckdb.DuckDBPyConnection:
    """Connect to an in-memory database with the tables."""
    connection = duckdb.connect()
    for name, found in tables.items():
        connection.register(name, found)
    return connection


def _restatements(tables: Columns) -> Any:
    """Return the table ``restatement``, sorted."""
    with over(tables) as connection:
        # One thread is 1.5 times as fast as two, and other work needs the second thread.
        connection.execute("SET threads = 1")
        compared = connection.execute(
            _COMPARED,
            {
                "durations": sorted(DURATIONS),
                "missions": sorted(TELLERS["missions"]),
                "bodies": sorted(TELLERS["bodies"]),
            },
        ).to_arrow_table()
    table = TABLES["restatement"]
    return ordered(table, arrow_table(table, restatement_rows(compared.to_pylist())))


def _of_documents(tables: Columns, docs: Sequence[str]) -> Rows:
    """Return the rows of documents, sections and facts of these documents."""
    wanted = pa.array(docs, pa.string())
    return as_rows(
        {
            name: tables[name].filter(pc.is_in(tables[name].column("doc"), wanted))
            for name in ("document", "section", "metric")
        }
    )


def _only(name: str, found: Any, left_out: Sequence[str]) -> Any:
    """Keep the rows of preferred narratives. Asides on other narratives' pages stay, but lose their reference to those
    narratives.
    """
    if not left_out or "doc" not in found.column_names or name in ("audit_document", "issue"):
        return found
    of_others = pc.is_in(found.column("doc"), pa.array(left_out, pa.string()))
    if name != "aside":
        return found.filter(pc.invert(of_others))
    for column in ("doc", "section_position"):
        place = found.column_names.index(column)
        kept = pc.if_else(of_others, pa.scalar(None, found.column(column).type), found.column(column))
        found = found.set_column(place, found.field(column), kept)
    return found


def _narratives_of(rows: Mapping[str, Sequence[Row]], *, told: bool = False) -> list[Narrative]:
    """Rebuild each document from the rows: its identity, its facts and, if ``told``, its text and the positions of its
    asides.
    """
    facts: dict[str, list[Fact]] = {}
    names = [FIELDS.get(name, name) for name in TABLES["metric"].column_names]
    known, identity = ({field.name for field in fields(record)} for record in (Fact, Document))
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
        values |= {} if told else {"text": ""}
        document = Document(**{name: values[name] for name in values.keys() & identity})
        sections = tuple(asides.get(values["doc"], ()))
        found.append(Narrative(document, sections, facts=tuple(facts.get(values["doc"], ()))))
    return found


def _narrative_source(source: NarrativeSource, facts: int) -> Row:
    document = source.narrative.document
    return TABLES["narrative_source"].row(
        document,
        source_doc=document.source_doc or document.doc,
        preferred=source.preferred,
        reason=source.reason,
        fact_count=facts,
        char_count=len(source.narrative.told),
    )


def _differences(differences: Sequence[SourceDifference]) -> list[Row]:
    """Give differences their ids; a sequence number distinguishes identical differences."""
    times: dict[tuple[object, ...], int] = {}
    rows = []
    for difference in differences:
        fact = difference.fact
        side = "preferred" if difference.preferred else "other"
        content = (difference.narrative_id, difference.doc, side, fact.fact_id)
        number = times[content] = times.get(content, 0) + 1
        rows.append(
            TABLES["source_difference"].row(
                fact,
                difference_id=content_id("d", (*content, number)),
                narrative_id=difference.narrative_id,
                doc=difference.doc,
                stated_by=side,
                words=fact.text,
            )
        )
    return rows
