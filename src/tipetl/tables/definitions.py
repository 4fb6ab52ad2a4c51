"""The tables of the warehouse: the one place where their columns, keys, code lists and comments are written down.

The DDL, the comments, the Parquet metadata, the checks' code lists and the data dictionary are made from it. Offsets
are 0-based character offsets into ``document.text``; the end is exclusive. In DuckDB the words of a span are
``substring(document.text, char_start + 1, char_end - char_start)``.
"""

from __future__ import annotations

from types import MappingProxyType

from tipetl import model
from tipetl.tables.entity_tables import ENTITY, FLOW, LAW_PENALTY, MENTION
from tipetl.tables.schema import Column, ForeignKey, Table, in_dependency_order
from tipetl.tables.shared import (
    CHECK_STATUSES,
    DOC,
    END,
    FINDING_STATES,
    SENTENCE,
    SEVERITIES,
    START,
    TO_DOCUMENT,
    TO_SENTENCE,
)
from tipetl.tables.source_tables import (
    AUDIT_DOCUMENT,
    DOCUMENT,
    DOCUMENT_PAGE,
    GLOBAL_TOTAL,
    ISSUE,
    NARRATIVE_SOURCE,
    PAGE,
    SOURCE_DIFFERENCE,
    TIER_PLACEMENT,
)

TABLE_SCHEMA_VERSION = "3"
"""Changes when a table, column, key or type does: what readers of the files rely on."""

_SECTION = Table(
    "section",
    "A part of a narrative, heading words included; parts are in reading order and do not overlap.",
    (
        DOC,
        Column("position", "INTEGER", "Order within the document, from 0."),
        Column("kind", "VARCHAR", "What the part is about.", codes=model.SECTION_KINDS),
        Column("title", "VARCHAR", "Heading as printed, without its colon.", nullable=True),
        START,
        END,
    ),
    ("doc", "position"),
    (TO_DOCUMENT,),
)

_SENTENCE_TABLE = Table(
    "sentence",
    "A sentence, list item or heading line.",
    (
        DOC,
        Column("position", "INTEGER", "Order within the document, from 0."),
        Column("section_position", "INTEGER", "Position of the section it stands in."),
        Column("paragraph", "INTEGER", "Paragraph it stands in."),
        START,
        END,
        Column("text", "VARCHAR", "The words of the sentence."),
    ),
    ("doc", "position"),
    (TO_DOCUMENT, ForeignKey(("doc", "section_position"), "section", ("doc", "position"))),
)

_RECOMMENDATION = Table(
    "recommendation",
    "One item of the recommendations, in order.",
    (
        DOC,
        Column("position", "INTEGER", "Order within the document, from 0."),
        Column("text", "VARCHAR", "The words of the item."),
        START,
        END,
        Column("themes", "VARCHAR[]", "What the item asks for, by the taxonomy of themes.", codes=model.THEMES),
    ),
    ("doc", "position"),
    (TO_DOCUMENT,),
)

_FACT_COLUMNS = (
    Column("fact_id", "VARCHAR", "Stable name of the fact, made of its content."),
    DOC,
    Column("metric", "VARCHAR", "What is counted.", codes=model.METRICS),
    Column("value", "DOUBLE", "The figure, or the low end of a range; empty when not reported.", nullable=True),
    Column("value_high", "DOUBLE", "The high end of a range.", nullable=True),
    Column("qualifier", "VARCHAR", "How exact the figure is.", codes=model.QUALIFIERS),
    Column(
        "unit",
        "VARCHAR",
        f"What the figure counts: {', '.join(model.UNITS)}, or an ISO 4217 currency code; "
        "empty for no sum or none known.",
        nullable=True,
    ),
    Column("status", "VARCHAR", "Whether a figure, none, or no figure was reported.", codes=model.STATUSES),
    Column("year", "INTEGER", "The year that the figure describes; empty for prescribed penalties.", nullable=True),
    Column("period", "VARCHAR", "How the text names that time.", codes=model.PERIODS),
    Column("relation", "VARCHAR", "The figure being reported, or an earlier one to compare.", codes=model.RELATIONS),
    Column("exploitation", "VARCHAR", "Empty: both, mixed or unstated.", nullable=True, codes=("sex", "labor")),
    Column("age", "VARCHAR", "Age group counted.", nullable=True, codes=("adult", "child")),
    Column("gender", "VARCHAR", "Gender counted.", nullable=True, codes=("female", "male")),
    Column("nationality", "VARCHAR", "Nationality counted.", nullable=True, codes=("foreign", "national")),
    Column("official", "BOOLEAN", "Whether those counted are officials accused of complicity."),
    Column("count", "INTEGER", "Only sentence_terms: how many persons got the term.", nullable=True),
    Column("statute", "VARCHAR", "Only penalty_prescribed: the law as printed.", nullable=True),
    Column(
        "purpose",
        "VARCHAR",
        "Only funding: what it pays for.",
        nullable=True,
        codes=("protection", "prevention", "enforcement", "general"),
    ),
    Column("text", "VARCHAR", "The words that carry the value, exactly as in the source."),
    START,
    END,
    Column("sentence", "VARCHAR", "The sentence that the words stand in."),
    Column("section", "VARCHAR", "Kind of the section that the words stand in.", codes=model.SECTION_KINDS),
    Column("rule", "VARCHAR", "The rule that found the fact."),
    Column("confidence", "DOUBLE", "From 0 to 1."),
    Column("part_of", "VARCHAR", "fact_id of the total that this figure is a part of.", nullable=True),
    Column("restates", "VARCHAR", "fact_id of the earlier fact that this one repeats.", nullable=True),
    SENTENCE,
    Column("page", "INTEGER", "Page that the words stand on, from 1, where the source has pages.", nullable=True),
    Column("box_left", "DOUBLE", "Left edge of the words, in points from the page's left.", nullable=True),
    Column("box_top", "DOUBLE", "Upper edge of the words, in points from the page's top.", nullable=True),
    Column("box_right", "DOUBLE", "Right edge of the words, in points from the page's left.", nullable=True),
    Column("box_bottom", "DOUBLE", "Lower edge of the words, in points from the page's top.", nullable=True),
)

_METRIC = Table(
    "metric",
    "The facts: one statement of a figure in one sentence. Add up only rows whose part_of and restates are empty.",
    _FACT_COLUMNS,
    ("doc", "fact_id"),
    (
        TO_DOCUMENT,
        TO_SENTENCE,
        ForeignKey(("doc", "part_of"), "metric", ("doc", "fact_id")),
        ForeignKey(("doc", "restates"), "metric", ("doc", "fact_id")),
    ),
    reading_order=("doc", "char_start", "char_end", "metric"),
)

_CANDIDATE = Table(
    "candidate",
    "Readings below the confidence threshold: kept for review, never counted. Columns as in metric.",
    _FACT_COLUMNS,
    ("doc", "fact_id"),
    (TO_DOCUMENT, TO_SENTENCE),
    reading_order=("doc", "char_start", "char_end", "metric"),
)

_QUANTITY = Table(
    "quantity",
    "Every number of a narrative and what it turned out to be.",
    (
        DOC,
        Column("kind", "VARCHAR", "What the number is.", codes=model.QUANTITY_KINDS),
        Column("text", "VARCHAR", "The number as printed."),
        START,
        END,
        Column("low", "DOUBLE", "The number, or the low end of a range.", nullable=True),
        Column("high", "DOUBLE", "The high end of a range.", nullable=True),
        Column("noun", "VARCHAR", "The thing counted, where no metric covers it.", nullable=True),
        Column("fact_id", "VARCHAR", "The fact that the number carries, where it carries one.", nullable=True),
        SENTENCE,
    ),
    ("doc", "char_start", "char_end"),
    (TO_DOCUMENT, TO_SENTENCE, ForeignKey(("doc", "fact_id"), "metric", ("doc", "fact_id"))),
)

_CHECK_RESULT = Table(
    "check_result",
    "What each check found, one row a check; the same data and checks give the same rows.",
    (
        Column("check_id", "VARCHAR", "Stable name of the check."),
        Column("table_name", "VARCHAR", "Table that the check looks at, or cross_table."),
        Column("severity", "VARCHAR", "critical blocks publication; warning and info do not.", codes=SEVERITIES),
        Column("status", "VARCHAR", "error: the check itself is broken, which blocks too.", codes=CHECK_STATUSES),
        Column("offending", "BIGINT", "How many rows offend."),
        Column("reason", "VARCHAR", "Why the check is made."),
        Column("contract", "VARCHAR", "Section of the fact contract behind it.", nullable=True),
    ),
    ("check_id",),
)

_FINDING = Table(
    "finding",
    "A place that a check points at.",
    (
        Column("finding_id", "VARCHAR", "Stable name, made of the finding's content."),
        Column("check_id", "VARCHAR", "The check that found it."),
        Column("severity", "VARCHAR", "How much it matters.", codes=SEVERITIES),
        Column("table_name", "VARCHAR", "Table that the check looks at, or cross_table."),
        Column("doc", "VARCHAR", "Document it is about.", nullable=True),
        Column("section", "VARCHAR", "Kind of the section.", nullable=True, codes=model.SECTION_KINDS),
        Column("sentence_position", "INTEGER", "Position of the sentence with the figure in question.", nullable=True),
        Column("sentence", "VARCHAR", "That sentence.", nullable=True),
        Column("char_start", "INTEGER", "Where the words in question begin in document.text.", nullable=True),
        Column("char_end", "INTEGER", "Where they end, exclusive.", nullable=True),
        Column("expected", "VARCHAR", "What the check expected.", nullable=True),
        Column("found", "VARCHAR", "What it found instead.", nullable=True),
        Column("message", "VARCHAR", "One sentence for a person."),
        Column("state", "VARCHAR", "Whether a person has looked at it.", codes=FINDING_STATES),
    ),
    ("finding_id",),
    (ForeignKey(("check_id",), "check_result", ("check_id",)),),
    reading_order=("doc", "char_start", "check_id"),
)

_FINDING_SENTENCE = Table(
    "finding_sentence",
    "Every sentence that a finding rests on, in reading order.",
    (
        Column("finding_id", "VARCHAR", "The finding."),
        DOC,
        SENTENCE,
        START,
        END,
        Column("sentence", "VARCHAR", "The words of the sentence."),
    ),
    ("finding_id", "doc", "sentence_position"),
    (ForeignKey(("finding_id",), "finding", ("finding_id",)), TO_SENTENCE),
)

TABLES: MappingProxyType[str, Table] = MappingProxyType(
    {
        table.name: table
        for table in in_dependency_order(
            {
                table.name: table
                for table in (
                    AUDIT_DOCUMENT,
                    ISSUE,
                    DOCUMENT,
                    _SECTION,
                    _SENTENCE_TABLE,
                    _RECOMMENDATION,
                    _METRIC,
                    _CANDIDATE,
                    _QUANTITY,
                    ENTITY,
                    MENTION,
                    FLOW,
                    LAW_PENALTY,
                    PAGE,
                    DOCUMENT_PAGE,
                    NARRATIVE_SOURCE,
                    SOURCE_DIFFERENCE,
                    GLOBAL_TOTAL,
                    TIER_PLACEMENT,
                    _CHECK_RESULT,
                    _FINDING,
                    _FINDING_SENTENCE,
                )
            }
        )
    }
)
"""All tables by name, each after the tables it refers to."""

CHECK_TABLES: tuple[str, ...] = ("check_result", "finding", "finding_sentence")
"""Filled by the checks; the others are filled from narratives."""

DATA_TABLES: tuple[str, ...] = tuple(name for name in TABLES if name not in CHECK_TABLES)
