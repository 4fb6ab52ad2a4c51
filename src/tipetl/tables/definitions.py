"""The tables of the warehouse: the one place where their columns, keys, code lists and comments are written down.

The DDL, the comments, the Parquet metadata, the checks' code lists and the data dictionary are made from it. Offsets
are 0-based character offsets into ``document.text``; the end is exclusive. In DuckDB the words of a span are
``substring(document.text, char_start + 1, char_end - char_start)``.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import get_args

from tipetl import model
from tipetl.tables.schema import Column, ForeignKey, Table, in_dependency_order

TABLE_SCHEMA_VERSION = "1"
"""Changes when a table, column, key or type does: what readers of the files rely on."""

SEVERITIES: tuple[str, ...] = get_args(model.Severity)
CHECK_STATUSES: tuple[str, ...] = ("passed", "failed", "error")
FINDING_STATES: tuple[str, ...] = ("open", "accepted", "corrected")
VICTIMS: tuple[str, ...] = ("women", "men", "children", "girls", "boys")
ROLES: tuple[str, ...] = ("source", "transit", "destination")

_DOC = Column(
    "doc", "VARCHAR", "Short name of the document: the stem of its file, with a suffix where stems are equal."
)
_START = Column("char_start", "INTEGER", "Where the words begin in document.text, in characters from 0.")
_END = Column("char_end", "INTEGER", "Where the words end in document.text, exclusive.")
_SENTENCE = Column("sentence_position", "INTEGER", "Position of the sentence that the words stand in.")
_TO_DOCUMENT = ForeignKey(("doc",), "document", ("doc",))
_TO_SENTENCE = ForeignKey(("doc", "sentence_position"), "sentence", ("doc", "position"))

_AUDIT_DOCUMENT = Table(
    "audit_document",
    "What became of each source that was given: one row and exactly one outcome a source.",
    (
        _DOC,
        Column("name", "VARCHAR", "File name without its folder."),
        Column("source_id", "VARCHAR", "SHA-256 of the bytes; empty where nothing could be read.", nullable=True),
        Column("outcome", "VARCHAR", "What became of the source.", codes=model.OUTCOMES),
        Column("reason", "VARCHAR", "Why the outcome is not ok.", nullable=True),
        Column("advice", "VARCHAR", "What to do about it.", nullable=True),
        Column("byte_count", "BIGINT", "Size of the source in bytes.", nullable=True),
        Column("encoding", "VARCHAR", "Character encoding the bytes were read with.", nullable=True),
        Column("encoding_from", "VARCHAR", "How that encoding was found.", nullable=True),
        Column("publisher", "VARCHAR", "Who published the source, from the catalog.", nullable=True),
        Column("url", "VARCHAR", "Address of the source, from the catalog.", nullable=True),
        Column("licence", "VARCHAR", "Terms of use, from the catalog.", nullable=True),
    ),
    ("doc",),
)

_ISSUE = Table(
    "issue",
    "Something that a person should know about one source, noted while it was read.",
    (
        _DOC,
        Column("position", "INTEGER", "Order within the document, from 0."),
        Column("stage", "VARCHAR", "The stage that noted it."),
        Column("code", "VARCHAR", "Short stable name of the kind of issue."),
        Column("message", "VARCHAR", "One sentence for a person."),
        Column("severity", "VARCHAR", "How much it matters.", codes=SEVERITIES),
    ),
    ("doc", "position"),
    (ForeignKey(("doc",), "audit_document", ("doc",)),),
)

_DOCUMENT = Table(
    "document",
    "One narrative of one country in one report year, with its whole text; all offsets point into it.",
    (
        _DOC,
        Column("narrative_id", "VARCHAR", "ISO3-YEAR, such as XKX-2013.", nullable=True),
        Column("source_id", "VARCHAR", "SHA-256 of the bytes that the text came from."),
        Column("country", "VARCHAR", "Country as printed.", nullable=True),
        Column("iso3", "VARCHAR", "ISO 3166-1 alpha-3 code; Kosovo is XKX.", nullable=True),
        Column("report_year", "INTEGER", "Year of the report, not of its figures.", nullable=True),
        Column("year_from", "VARCHAR", "Where the year was found.", nullable=True, codes=get_args(model.YearFrom)),
        Column("tier", "VARCHAR", "Tier placement; SC is Special Case.", nullable=True, codes=get_args(model.Tier)),
        Column(
            "tier_movement",
            "VARCHAR",
            "Movement against the report before, where the text tells it.",
            nullable=True,
            codes=get_args(model.TierMovement),
        ),
        Column("roles", "VARCHAR[]", "Roles in trafficking that the narrative claims for the country.", codes=ROLES),
        Column("outcome", "VARCHAR", "Whether the document was read whole.", codes=model.OUTCOMES),
        Column("encoding", "VARCHAR", "Character encoding the bytes were read with.", nullable=True),
        Column("encoding_from", "VARCHAR", "How that encoding was found.", nullable=True),
        Column("char_count", "INTEGER", "Length of the text in characters."),
        Column("text", "VARCHAR", "The canonical text of the narrative."),
    ),
    ("doc",),
    (ForeignKey(("doc",), "audit_document", ("doc",)),),
)

_SECTION = Table(
    "section",
    "A part of a narrative, heading words included; parts are in reading order and do not overlap.",
    (
        _DOC,
        Column("position", "INTEGER", "Order within the document, from 0."),
        Column("kind", "VARCHAR", "What the part is about.", codes=model.SECTION_KINDS),
        Column("title", "VARCHAR", "Heading as printed, without its colon.", nullable=True),
        _START,
        _END,
    ),
    ("doc", "position"),
    (_TO_DOCUMENT,),
)

_SENTENCE_TABLE = Table(
    "sentence",
    "A sentence, list item or heading line.",
    (
        _DOC,
        Column("position", "INTEGER", "Order within the document, from 0."),
        Column("section_position", "INTEGER", "Position of the section it stands in."),
        Column("paragraph", "INTEGER", "Paragraph it stands in."),
        _START,
        _END,
        Column("text", "VARCHAR", "The words of the sentence."),
    ),
    ("doc", "position"),
    (_TO_DOCUMENT, ForeignKey(("doc", "section_position"), "section", ("doc", "position"))),
)

_RECOMMENDATION = Table(
    "recommendation",
    "One item of the recommendations, in order.",
    (
        _DOC,
        Column("position", "INTEGER", "Order within the document, from 0."),
        Column("text", "VARCHAR", "The words of the item."),
        _START,
        _END,
        Column("themes", "VARCHAR[]", "What the item asks for, as codes."),
    ),
    ("doc", "position"),
    (_TO_DOCUMENT,),
)

_FACT_COLUMNS = (
    Column("fact_id", "VARCHAR", "Stable name of the fact, made of its content."),
    _DOC,
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
    _START,
    _END,
    Column("sentence", "VARCHAR", "The sentence that the words stand in."),
    Column("section", "VARCHAR", "Kind of the section that the words stand in.", codes=model.SECTION_KINDS),
    Column("rule", "VARCHAR", "The rule that found the fact."),
    Column("confidence", "DOUBLE", "From 0 to 1."),
    Column("part_of", "VARCHAR", "fact_id of the total that this figure is a part of.", nullable=True),
    Column("restates", "VARCHAR", "fact_id of the earlier fact that this one repeats.", nullable=True),
    _SENTENCE,
)

_METRIC = Table(
    "metric",
    "The facts: one statement of a figure in one sentence. Add up only rows whose part_of and restates are empty.",
    _FACT_COLUMNS,
    ("doc", "fact_id"),
    (
        _TO_DOCUMENT,
        _TO_SENTENCE,
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
    (_TO_DOCUMENT, _TO_SENTENCE),
    reading_order=("doc", "char_start", "char_end", "metric"),
)

_QUANTITY = Table(
    "quantity",
    "Every number of a narrative and what it turned out to be.",
    (
        _DOC,
        Column("kind", "VARCHAR", "What the number is.", codes=model.QUANTITY_KINDS),
        Column("text", "VARCHAR", "The number as printed."),
        _START,
        _END,
        Column("low", "DOUBLE", "The number, or the low end of a range.", nullable=True),
        Column("high", "DOUBLE", "The high end of a range.", nullable=True),
        Column("noun", "VARCHAR", "The thing counted, where no metric covers it.", nullable=True),
        Column("fact_id", "VARCHAR", "The fact that the number carries, where it carries one.", nullable=True),
        _SENTENCE,
    ),
    ("doc", "char_start", "char_end"),
    (_TO_DOCUMENT, _TO_SENTENCE, ForeignKey(("doc", "fact_id"), "metric", ("doc", "fact_id"))),
)

_ENTITY = Table(
    "entity",
    "A canonical country, region, organization, law or place that mentions point to.",
    (
        Column("entity_id", "VARCHAR", "Stable name, made of kind and canonical name or code."),
        Column("kind", "VARCHAR", "What the entity is.", codes=model.MENTION_KINDS),
        Column("name", "VARCHAR", "Canonical name."),
        Column("code", "VARCHAR", "ISO 3166-1 alpha-3 code or other code, where there is one.", nullable=True),
    ),
    ("entity_id",),
)

_MENTION = Table(
    "mention",
    "Words of a narrative that name an entity.",
    (
        _DOC,
        Column("kind", "VARCHAR", "What the words name.", codes=model.MENTION_KINDS),
        Column("text", "VARCHAR", "The words as printed."),
        _START,
        _END,
        Column("entity_id", "VARCHAR", "The entity that they name."),
        _SENTENCE,
    ),
    ("doc", "char_start", "char_end", "entity_id"),
    (_TO_DOCUMENT, _TO_SENTENCE, ForeignKey(("entity_id",), "entity", ("entity_id",))),
)

_FLOW = Table(
    "flow",
    "A trafficking route that one sentence states: one row for each origin, destination, exploitation and sentence.",
    (
        Column("flow_id", "VARCHAR", "Stable name, made of document, sentence and route."),
        _DOC,
        Column("origin_iso3", "VARCHAR", "Country that victims come from.", nullable=True),
        Column("destination_iso3", "VARCHAR", "Country where they are exploited.", nullable=True),
        Column("origin_region", "VARCHAR", "Region, where the text names no country.", nullable=True),
        Column("destination_region", "VARCHAR", "Region, where the text names no country.", nullable=True),
        Column("exploitation", "VARCHAR", "Empty: both, mixed or unstated.", nullable=True, codes=("sex", "labor")),
        Column("victims", "VARCHAR[]", "Who is exploited.", codes=VICTIMS),
        _START,
        _END,
        Column("sentence", "VARCHAR", "The sentence that states the route."),
        _SENTENCE,
    ),
    ("flow_id",),
    (_TO_DOCUMENT, _TO_SENTENCE),
    reading_order=("doc", "char_start", "origin_iso3", "destination_iso3"),
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
        _DOC,
        _SENTENCE,
        _START,
        _END,
        Column("sentence", "VARCHAR", "The words of the sentence."),
    ),
    ("finding_id", "doc", "sentence_position"),
    (ForeignKey(("finding_id",), "finding", ("finding_id",)), _TO_SENTENCE),
)

TABLES: MappingProxyType[str, Table] = MappingProxyType(
    {
        table.name: table
        for table in in_dependency_order(
            {
                table.name: table
                for table in (
                    _AUDIT_DOCUMENT,
                    _ISSUE,
                    _DOCUMENT,
                    _SECTION,
                    _SENTENCE_TABLE,
                    _RECOMMENDATION,
                    _METRIC,
                    _CANDIDATE,
                    _QUANTITY,
                    _ENTITY,
                    _MENTION,
                    _FLOW,
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
