"""Define the tables of the warehouse. Only this module states the tables' columns, keys, code lists and comments.

The DDL, the comments, the Parquet metadata, the checks' code lists and the data dictionary derive from these
definitions. Offsets are 0-based character offsets into ``document.text``; the end is exclusive. In DuckDB the words of
a span are ``substring(document.text, char_start + 1, char_end - char_start)``.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from tipetl import model
from tipetl.metrics import CITED, METRICS
from tipetl.tables.check_tables import CHECK_RESULT, CORRECTION, FINDING, FINDING_SENTENCE, RESTATEMENT
from tipetl.tables.country_year import BASES
from tipetl.tables.entity_tables import ENTITY, FLOW, LAW_PENALTY, MENTION
from tipetl.tables.mart_tables import MART_DEFINITIONS
from tipetl.tables.reference import COUNTRY_REGION
from tipetl.tables.schema import Column, ForeignKey, Table, in_dependency_order
from tipetl.tables.shared import (
    AGE,
    DOC,
    END,
    EXPLOITATION,
    GENDER,
    NATIONALITY,
    OFFICIAL,
    PURPOSE,
    SENTENCE,
    START,
    TO_DOCUMENT,
    TO_SENTENCE,
)
from tipetl.tables.source_tables import (
    ASIDE,
    AUDIT_DOCUMENT,
    CELL_DOUBT,
    DOCUMENT,
    DOCUMENT_PAGE,
    GLOBAL_TOTAL,
    ISSUE,
    NARRATIVE_SOURCE,
    PAGE,
    SOURCE_DIFFERENCE,
    TIER_PLACEMENT,
)

TABLE_SCHEMA_VERSION = "4"
"""The schema's version. It increases when a table, column, key or type changes, since readers rely on all of these."""

_SECTION = Table(
    "section",
    "A part of a narrative, including its heading; parts are in reading order and do not overlap.",
    (
        DOC,
        Column("position", "INTEGER", "Order within the document, from 0."),
        Column("kind", "VARCHAR", "The subject of the part.", codes=model.SECTION_KINDS),
        Column("title", "VARCHAR", "Heading as printed, without its colon.", nullable=True),
        START,
        END,
        Column(
            "aside",
            "VARCHAR",
            "Kind of material that is only on the narrative's pages; such a section follows the narrative, has kind "
            "other, and gives no facts.",
            nullable=True,
            codes=model.TOLD_ASIDES,
        ),
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
        Column("section_position", "INTEGER", "Position of its section."),
        Column("paragraph", "INTEGER", "Its paragraph."),
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
    Column("fact_id", "VARCHAR", "Stable name of the fact, derived from its content."),
    DOC,
    Column("metric", "VARCHAR", "What is counted.", codes=METRICS),
    Column("value", "DOUBLE", "The figure, or the low end of a range; empty if not reported.", nullable=True),
    Column("value_high", "DOUBLE", "The high end of a range.", nullable=True),
    Column("qualifier", "VARCHAR", "How exact the figure is.", codes=model.QUALIFIERS),
    Column(
        "unit",
        "VARCHAR",
        f"What the figure counts: {', '.join(model.UNITS)}, or an ISO 4217 currency code; "
        "empty if there is no sum or its currency is unknown.",
        nullable=True,
    ),
    Column("status", "VARCHAR", "Whether a figure, none, or no figure was reported.", codes=model.STATUSES),
    Column("year", "INTEGER", "The year that the figure describes; empty for prescribed penalties.", nullable=True),
    Column("period", "VARCHAR", "How the text states that time.", codes=model.PERIODS),
    Column(
        "relation", "VARCHAR", "The figure being reported, or an earlier one for comparison.", codes=model.RELATIONS
    ),
    EXPLOITATION,
    AGE,
    GENDER,
    NATIONALITY,
    OFFICIAL,
    Column("count", "INTEGER", "Only sentence_terms: how many persons received the term.", nullable=True),
    Column("statute", "VARCHAR", "Only penalty_prescribed: the law as printed.", nullable=True),
    PURPOSE,
    Column("text", "VARCHAR", "The words that carry the value, exactly as in the source."),
    START,
    END,
    Column("sentence", "VARCHAR", "The sentence that contains the words."),
    Column("section", "VARCHAR", "Kind of the section that contains the words.", codes=model.SECTION_KINDS),
    Column("rule", "VARCHAR", "The rule that found the fact."),
    Column("confidence", "DOUBLE", "From 0 to 1.", unit="share"),
    Column("part_of", "VARCHAR", "fact_id of the total of which this figure is a part.", nullable=True),
    Column("restates", "VARCHAR", "fact_id of the earlier fact that this one repeats.", nullable=True),
    SENTENCE,
    Column("corrected", "VARCHAR[]", "Columns corrected by a person; correction has the original values."),
    Column("page", "INTEGER", "Page of the words, from 1, if the source has pages.", nullable=True),
    Column(
        "box_left", "DOUBLE", "Left edge of the words, in points from the page's left.", nullable=True, unit="point"
    ),
    Column("box_top", "DOUBLE", "Upper edge of the words, in points from the page's top.", nullable=True, unit="point"),
    Column(
        "box_right", "DOUBLE", "Right edge of the words, in points from the page's left.", nullable=True, unit="point"
    ),
    Column(
        "box_bottom", "DOUBLE", "Lower edge of the words, in points from the page's top.", nullable=True, unit="point"
    ),
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

_LINK = Table(
    "link",
    "How facts depend on each other: one row for each figure that a figure continues, by the words alone, whatever "
    "the values.",
    (
        DOC,
        Column("fact_id", "VARCHAR", "The fact that depends on another."),
        Column(
            "kind",
            "VARCHAR",
            "How it depends: part_of, rest_of and one_of_several (a part of several figures together, with a row for "
            "each) lead to a whole; makes_up leads to a whole whose parts are all in the list; among leads to a "
            "figure of another metric, some of which the fact counts, with a row for each possible figure; "
            "compared_with and same_as lead to the figure for another time; in_row_with leads to the figure at the "
            "same place in another row; shares_noun and shares_verb lead to the figure that has the words.",
            codes=model.LINK_KINDS,
        ),
        Column("related_to", "VARCHAR", "The fact on which it depends, in the same document."),
    ),
    ("doc", "fact_id", "kind", "related_to"),
    (
        TO_DOCUMENT,
        ForeignKey(("doc", "fact_id"), "metric", ("doc", "fact_id")),
        ForeignKey(("doc", "related_to"), "metric", ("doc", "fact_id")),
    ),
)

_CLAIM = Table(
    "claim",
    "What words claim about figures, whether true or not: that one figure is more than another, its double, a share "
    "of it, or the sum of others.",
    (
        Column("claim_id", "VARCHAR", "Stable name of the claim, derived from its content."),
        DOC,
        Column(
            "kind",
            "VARCHAR",
            "direction, difference, growth (in percent) and multiple compare one figure with another; share: a part "
            "in percent of its whole; total: the sum of a list; rest: a whole, a part and the remainder; ended: how "
            "many trials ended; all: everyone convicted went to prison; told_again: a figure stated before; none: "
            "nothing of a kind was done; first: something was done for the first time ever; respectively: one list "
            "corresponds to another; circumstance: why a term may be outside its law's range, or a figure may belong "
            "to another crime or another body; whole: a figure counts all of its kind that the narrative mentions; "
            "some_of: how many of the people counted before, nobody twice; under_law: a law was used; one_done: an "
            "event without a number, such as one person's conviction; restated: a figure replaces an earlier one; "
            "terms: the terms of all people counted before; both_again: two persons, as if these were all the people "
            "mentioned before; places: how many places are listed for a number of homes; divided: a list of all parts "
            "of a number (of some parts, if says is some), which may be in another sentence; "
            "stock: what there was, what came and went, and what is left; "
            "sole: a place that is the only one of its kind, or for women alone, and the sentence that says otherwise.",
            codes=model.CLAIM_KINDS,
        ),
        Column(
            "says",
            "VARCHAR",
            "The direction of a change; for circumstances, their kind; for told_again, the exploitation named.",
            nullable=True,
            codes=model.CLAIM_SAYS,
        ),
        Column(
            "value",
            "DOUBLE",
            "The difference, percentage or multiple stated; for respectively, the maximum length of the other list; "
            "for a time when a law began or was used, the month.",
            nullable=True,
        ),
        Column("qualifier", "VARCHAR", "How exactly it is stated.", codes=model.QUALIFIERS),
        Column("metric", "VARCHAR", "What a repeated figure counts.", nullable=True, codes=METRICS),
        Column(
            "year",
            "INTEGER",
            "The year that the words name for a repeated figure or for what a figure is compared with; the year when "
            "a law began or was used.",
            nullable=True,
        ),
        Column("text", "VARCHAR", "The words of the claim, exactly as in the source."),
        START,
        END,
        SENTENCE,
    ),
    ("doc", "claim_id"),
    (TO_DOCUMENT, TO_SENTENCE),
    reading_order=("doc", "char_start", "char_end", "kind"),
)

_CLAIM_OPERAND = Table(
    "claim_operand",
    "The figures that a claim is about.",
    (
        DOC,
        Column("claim_id", "VARCHAR", "The claim."),
        Column("position", "INTEGER", "Order within the claim, from 0."),
        Column(
            "role",
            "VARCHAR",
            "measured: the figure that is compared with another; against: that other figure; part and whole; figure: "
            "the only figure of other claims.",
            codes=model.OPERAND_ROLES,
        ),
        Column("value", "DOUBLE", "The number as printed, or the low end of a range.", nullable=True),
        Column("value_high", "DOUBLE", "The high end of a range.", nullable=True),
        Column("qualifier", "VARCHAR", "How exact the number is.", codes=model.QUALIFIERS),
        Column("fact_id", "VARCHAR", "The fact that the number carries, if any.", nullable=True),
    ),
    ("doc", "claim_id", "position"),
    (
        TO_DOCUMENT,
        ForeignKey(("doc", "claim_id"), "claim", ("doc", "claim_id")),
        ForeignKey(("doc", "fact_id"), "metric", ("doc", "fact_id")),
    ),
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
    "Every number in a narrative, and its interpretation.",
    (
        DOC,
        Column("kind", "VARCHAR", "What the number is.", codes=model.QUANTITY_KINDS),
        Column("text", "VARCHAR", "The number as printed."),
        START,
        END,
        Column("low", "DOUBLE", "The number, or the low end of a range.", nullable=True),
        Column("high", "DOUBLE", "The high end of a range.", nullable=True),
        Column("noun", "VARCHAR", "The thing counted, if no metric covers it.", nullable=True),
        Column("fact_id", "VARCHAR", "The fact that the number carries, if any.", nullable=True),
        SENTENCE,
    ),
    ("doc", "char_start", "char_end"),
    (TO_DOCUMENT, TO_SENTENCE, ForeignKey(("doc", "fact_id"), "metric", ("doc", "fact_id"))),
)

_COUNTRY_YEAR = Table(
    "country_year",
    "The figure to cite for a country, a year and a metric, chosen from "
    "the facts by the rules in docs/country-year.md.",
    (
        Column("iso3", "VARCHAR", "ISO 3166-1 alpha-3 code."),
        Column("country", "VARCHAR", "Country as printed in the report that gives the figure."),
        Column("year", "INTEGER", "The year that the figure describes."),
        Column("metric", "VARCHAR", "What is counted.", codes=CITED),
        Column("value", "DOUBLE", "The figure, or the low end of a range; empty if not reported.", nullable=True),
        Column("value_high", "DOUBLE", "The high end of a range.", nullable=True),
        Column("qualifier", "VARCHAR", "How exact the figure is.", codes=model.QUALIFIERS),
        Column("unit", "VARCHAR", "What the figure counts; null for a sum whose currency is not known.", nullable=True),
        Column("status", "VARCHAR", "Whether a figure, none, or no figure was reported.", codes=model.STATUSES),
        Column("basis", "VARCHAR", "How the figure relates to the country's total.", codes=BASES),
        Column("report_year", "INTEGER", "Year of the report that gives the figure."),
        DOC,
        Column("fact_id", "VARCHAR", "The chosen fact; for a sum, its first part."),
        Column("considered", "VARCHAR[]", "Ids of the facts it was chosen from, in order of preference."),
        Column("sentence", "VARCHAR", "The sentence of the chosen fact."),
    ),
    ("iso3", "year", "metric"),
    (TO_DOCUMENT, ForeignKey(("doc", "fact_id"), "metric", ("doc", "fact_id"))),
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
                    _LINK,
                    _CLAIM,
                    _CLAIM_OPERAND,
                    _CANDIDATE,
                    _QUANTITY,
                    _COUNTRY_YEAR,
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
                    CELL_DOUBT,
                    ASIDE,
                    COUNTRY_REGION,
                    CORRECTION,
                    RESTATEMENT,
                    CHECK_RESULT,
                    FINDING,
                    FINDING_SENTENCE,
                    *MART_DEFINITIONS,
                )
            }
        )
    }
)
"""All tables by name, each after the tables to which it refers."""

CHECK_TABLES: tuple[str, ...] = ("check_result", "finding", "finding_sentence")
"""The tables that the checks fill with their results."""

MART_TABLES: tuple[str, ...] = tuple(table.name for table in MART_DEFINITIONS)
"""The tables derived from the other tables once those have passed the checks (``making.marts``)."""

DATA_TABLES: tuple[str, ...] = tuple(name for name in TABLES if name not in {*CHECK_TABLES, *MART_TABLES})
"""The tables filled from narratives."""

SOURCE_TABLES: MappingProxyType[str, Table] = MappingProxyType(
    {
        name: TABLES[name]
        for name in DATA_TABLES
        if name
        not in (
            *("narrative_source", "source_difference", "country_region"),
            *("restatement", "correction"),
        )
    }
    | {"entity": replace(ENTITY, columns=(DOC, *ENTITY.columns))}
)
"""The tables to which each source adds its own rows. Rows of ``entity`` name their document. Rows of ``country_year``
may concern a year that another report also covers.
"""
