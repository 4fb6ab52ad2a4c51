"""Define the tables of sources and documents: inputs, positions on pages, and differences between a narrative's
sources.
"""

from __future__ import annotations

from typing import get_args

from tipetl import model
from tipetl.metrics import METRICS
from tipetl.tables.reference import REGION_CODES
from tipetl.tables.schema import Column, ForeignKey, Table
from tipetl.tables.shared import DOC, END, FORMS, ROLES, SEVERITIES, SIDES, SOURCE_DOC, START, TO_DOCUMENT, TO_SOURCE

AUDIT_DOCUMENT = Table(
    "audit_document",
    "The outcome of each source: one row and exactly one outcome per source.",
    (
        Column("doc", "VARCHAR", "Short name of the source: the stem of its file, with a suffix for duplicates."),
        Column("name", "VARCHAR", "File name without its folder."),
        Column("source_id", "VARCHAR", "SHA-256 of the bytes; empty if nothing could be read.", nullable=True),
        Column("outcome", "VARCHAR", "The outcome of the source.", codes=model.OUTCOMES),
        Column("reason", "VARCHAR", "Why the outcome is not ok.", nullable=True),
        Column("advice", "VARCHAR", "What to do about it.", nullable=True),
        Column("byte_count", "BIGINT", "Size of the source in bytes.", nullable=True, unit="byte"),
        Column("encoding", "VARCHAR", "Character encoding with which the bytes were read.", nullable=True),
        Column("encoding_from", "VARCHAR", "How that encoding was found.", nullable=True),
        Column("publisher", "VARCHAR", "Who published the source, from the catalog or the source.", nullable=True),
        Column("url", "VARCHAR", "Address of the source, from the catalog or the source.", nullable=True),
        Column("licence", "VARCHAR", "Terms of use, from the catalog.", nullable=True),
        Column(
            "form", "VARCHAR", "The form in which it was read; empty if it was not read.", nullable=True, codes=FORMS
        ),
        Column("title", "VARCHAR", "Title stated in the source.", nullable=True),
        Column("published", "VARCHAR", "Date of publication stated in the source, YYYY-MM-DD.", nullable=True),
    ),
    ("doc",),
)

ISSUE = Table(
    "issue",
    "Something that a person should know about a source, recorded while it was read.",
    (
        Column("doc", "VARCHAR", "Name of the source."),
        Column("position", "INTEGER", "Order within the document, from 0."),
        Column("stage", "VARCHAR", "The stage that recorded it."),
        Column("code", "VARCHAR", "Short stable name of the kind of issue."),
        Column("message", "VARCHAR", "A sentence for people."),
        Column("severity", "VARCHAR", "Its severity.", codes=SEVERITIES),
    ),
    ("doc", "position"),
    (ForeignKey(("doc",), "audit_document", ("doc",)),),
)

DOCUMENT = Table(
    "document",
    "One narrative of one country in one report year, with its whole text; all offsets point into it.",
    (
        DOC,
        Column("narrative_id", "VARCHAR", "ISO3-YEAR, such as XKX-2013.", nullable=True),
        Column("source_id", "VARCHAR", "SHA-256 of the source's bytes."),
        Column("country", "VARCHAR", "Country as printed.", nullable=True),
        Column("iso3", "VARCHAR", "ISO 3166-1 alpha-3 code; Kosovo is XKX.", nullable=True),
        Column("report_year", "INTEGER", "Year of the report, not of its figures.", nullable=True),
        Column("year_from", "VARCHAR", "Where the year was found.", nullable=True, codes=get_args(model.YearFrom)),
        Column("tier", "VARCHAR", "Tier placement; SC is Special Case.", nullable=True, codes=get_args(model.Tier)),
        Column(
            "tier_movement",
            "VARCHAR",
            "Movement since the previous report, if the text states it.",
            nullable=True,
            codes=get_args(model.TierMovement),
        ),
        Column("tier_waiver", "BOOLEAN", "Whether a waiver prevented a downgrade to Tier 3."),
        Column(
            "tier_automatic",
            "BOOLEAN",
            "Whether it was downgraded to Tier 3 because its years on the Watch List were used up.",
        ),
        Column(
            "watch_list_years",
            "INTEGER",
            "Consecutive years on the Tier 2 Watch List, including this report, if the text states them.",
            nullable=True,
            unit="year",
        ),
        Column("roles", "VARCHAR[]", "Roles in trafficking that the narrative ascribes to the country.", codes=ROLES),
        Column("outcome", "VARCHAR", "Whether the document was read completely.", codes=model.OUTCOMES),
        Column("encoding", "VARCHAR", "Character encoding with which the bytes were read.", nullable=True),
        Column("encoding_from", "VARCHAR", "How that encoding was found.", nullable=True),
        Column("char_count", "INTEGER", "Length of the text in characters.", unit="character"),
        Column("text", "VARCHAR", "The canonical text of the narrative."),
        SOURCE_DOC,
        Column("form", "VARCHAR", "Form of its source.", codes=FORMS),
    ),
    ("doc",),
    (TO_SOURCE,),
)

PAGE = Table(
    "page",
    "A page of a source as its reader returned it, before running heads were dropped and hyphens mended.",
    (
        SOURCE_DOC,
        Column("page", "INTEGER", "Number of the page in the file, from 1."),
        Column("char_count", "INTEGER", "Length of the raw text in characters.", unit="character"),
        Column("raw_text", "VARCHAR", "The words of the page in the order in which the file holds them."),
    ),
    ("source_doc", "page"),
    (TO_SOURCE,),
)

DOCUMENT_PAGE = Table(
    "document_page",
    "Which characters of a document are on which page of its source; boxes and captions have separate spans.",
    (
        DOC,
        Column("page", "INTEGER", "Number of the page in the file, from 1."),
        START,
        END,
    ),
    ("doc", "char_start"),
    (TO_DOCUMENT,),
)

CELL_DOUBT = Table(
    "cell_doubt",
    "A cell of a volume's tables that a second reader of the page read differently, or that only one of the two read.",
    (
        SOURCE_DOC,
        Column("table_name", "VARCHAR", "The table that holds the cell.", codes=("global_total", "tier_placement")),
        Column("page", "INTEGER", "Page of the source, from 1."),
        Column("row_name", "VARCHAR", "Region and year, or the country."),
        Column("cell", "VARCHAR", "The column in doubt; row where one of the readers has no such row."),
        Column(
            "read", "VARCHAR", "What the first reader read; if anything, it is the value in the table.", nullable=True
        ),
        Column("again", "VARCHAR", "What the second reader read.", nullable=True),
    ),
    ("source_doc", "table_name", "page", "row_name", "cell"),
    (TO_SOURCE,),
)

ASIDE = Table(
    "aside",
    "Material beside the narratives of a source: boxes, captions, quotations, essays, front matter, charts.",
    (
        SOURCE_DOC,
        Column(
            "position",
            "INTEGER",
            "Order within the source, from 0: by narrative, followed by those that belong to none.",
        ),
        Column("kind", "VARCHAR", "Its kind.", codes=model.ASIDE_KINDS),
        Column("doc", "VARCHAR", "The narrative on whose pages it appears; empty if none.", nullable=True),
        Column("section_position", "INTEGER", "Its section in that document, if it is one.", nullable=True),
        Column("section_kind", "VARCHAR", "Section code of its words: always other.", codes=("other",)),
        Column("title", "VARCHAR", "Its title, or that of the essay it belongs to.", nullable=True),
        Column("text", "VARCHAR", "Its words, with empty lines between paragraphs."),
        Column("page", "INTEGER", "Its page, from 1, if the source has pages.", nullable=True),
        Column("box_left", "DOUBLE", "Its left edge, in points from the page's left.", nullable=True, unit="point"),
        Column("box_top", "DOUBLE", "Its upper edge, in points from the page's top.", nullable=True, unit="point"),
        Column("box_right", "DOUBLE", "Its right edge, in points from the page's left.", nullable=True, unit="point"),
        Column("box_bottom", "DOUBLE", "Its lower edge, in points from the page's top.", nullable=True, unit="point"),
    ),
    ("source_doc", "position"),
    (TO_SOURCE, TO_DOCUMENT, ForeignKey(("doc", "section_position"), "section", ("doc", "position"))),
)

NARRATIVE_SOURCE = Table(
    "narrative_source",
    "Every source of a narrative; figures come only from the preferred one.",
    (
        Column("narrative_id", "VARCHAR", "ISO3-YEAR, such as XKX-2013."),
        DOC,
        SOURCE_DOC,
        Column("source_id", "VARCHAR", "SHA-256 of the bytes."),
        Column("form", "VARCHAR", "Form of the source.", codes=FORMS),
        Column("preferred", "BOOLEAN", "Whether the tables contain this source's text of the narrative."),
        Column("reason", "VARCHAR", "Why this source is or is not preferred."),
        Column("fact_count", "INTEGER", "Number of facts read from this source."),
        Column("char_count", "INTEGER", "Length of the narrative in this source.", unit="character"),
    ),
    ("narrative_id", "doc"),
    (TO_SOURCE,),
)

SOURCE_DIFFERENCE = Table(
    "source_difference",
    "A fact stated by only one of two sources of a narrative, the preferred one or the other.",
    (
        Column("difference_id", "VARCHAR", "Stable name, derived from the difference's content."),
        Column("narrative_id", "VARCHAR", "The narrative."),
        Column("doc", "VARCHAR", "The source that is not preferred."),
        Column("stated_by", "VARCHAR", "Which of the two states the fact.", codes=SIDES),
        Column("metric", "VARCHAR", "What is counted.", codes=METRICS),
        Column("value", "DOUBLE", "The figure, or the low end of a range.", nullable=True),
        Column("value_high", "DOUBLE", "The high end of a range.", nullable=True),
        Column("unit", "VARCHAR", "What the figure counts.", nullable=True),
        Column("status", "VARCHAR", "Whether a figure, none, or no figure was reported.", codes=model.STATUSES),
        Column("year", "INTEGER", "The year that the figure describes.", nullable=True),
        Column("words", "VARCHAR", "The words that carry the value there."),
        Column("sentence", "VARCHAR", "The sentence there."),
    ),
    ("difference_id",),
    (ForeignKey(("narrative_id", "doc"), "narrative_source", ("narrative_id", "doc")),),
    reading_order=("narrative_id", "doc", "metric", "year"),
)

GLOBAL_TOTAL = Table(
    "global_total",
    "A row of a report's law-enforcement table: the report's totals for the world or for a region.",
    (
        SOURCE_DOC,
        Column("region", "VARCHAR", "Title of a regional table as printed; World for the table of all countries."),
        Column(
            "region_code",
            "VARCHAR",
            "The region's code, regardless of the exact title; empty for the world and for an unknown title.",
            nullable=True,
            codes=REGION_CODES,
        ),
        Column("year", "INTEGER", "The year that the row describes."),
        Column("prosecutions", "INTEGER", "Prosecutions.", nullable=True),
        Column("prosecutions_labor", "INTEGER", "Of these, for forced labor.", nullable=True),
        Column("convictions", "INTEGER", "Convictions.", nullable=True),
        Column("convictions_labor", "INTEGER", "Of these, for forced labor.", nullable=True),
        Column("victims_identified", "INTEGER", "Victims identified.", nullable=True),
        Column("victims_identified_labor", "INTEGER", "Of these, of forced labor.", nullable=True),
        Column("new_legislation", "INTEGER", "New or amended laws.", nullable=True),
        Column("page", "INTEGER", "Page of the source, from 1."),
    ),
    ("source_doc", "region", "year"),
    (TO_SOURCE,),
)

TIER_PLACEMENT = Table(
    "tier_placement",
    "An entry of a report's chart of tier placements.",
    (
        SOURCE_DOC,
        Column("country", "VARCHAR", "Country as printed."),
        Column("iso3", "VARCHAR", "ISO 3166-1 alpha-3 code, if the name is known.", nullable=True),
        Column("report_year", "INTEGER", "Year of the report.", nullable=True),
        Column("tier", "VARCHAR", "Tier placement; SC is Special Case.", codes=get_args(model.Tier)),
        Column("page", "INTEGER", "Page of the source, from 1."),
    ),
    ("source_doc", "country"),
    (TO_SOURCE,),
)
