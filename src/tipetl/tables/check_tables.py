"""Define the tables of checks: results, findings, and restatements of earlier years in later reports."""

from __future__ import annotations

from tipetl import model
from tipetl.metrics import METRICS
from tipetl.tables.schema import Column, ForeignKey, Table
from tipetl.tables.shared import (
    AGE,
    CHECK_STATUSES,
    CORRECTION_KINDS,
    DOC,
    END,
    EXPLOITATION,
    FINDING_STATES,
    GENDER,
    LIKELY,
    NATIONALITY,
    OFFICIAL,
    PURPOSE,
    RESTATEMENT_STATUSES,
    SENTENCE,
    SEVERITIES,
    START,
    TO_SENTENCE,
)

RESTATEMENT = Table(
    "restatement",
    "A comparator, and what an earlier report of the country states about the same year. The earlier figure is the "
    "one that the report on that year gave, or the one with which a later report replaced it; if there is no report "
    "on that year, it is the comparator in the last earlier report that mentions the year.",
    (
        Column("iso3", "VARCHAR", "Country of both reports."),
        Column("metric", "VARCHAR", "What is counted.", codes=METRICS),
        Column("year", "INTEGER", "The year that both figures describe."),
        Column("unit", "VARCHAR", "What the figures count.", nullable=True),
        EXPLOITATION,
        AGE,
        GENDER,
        NATIONALITY,
        OFFICIAL,
        PURPOSE,
        Column("first_value", "DOUBLE", "The figure of the earlier report, or the low end of a range."),
        Column("later_value", "DOUBLE", "The comparator of the later report, or the low end of a range."),
        Column("first_doc", "VARCHAR", "Document of the earlier report."),
        Column("first_fact_id", "VARCHAR", "Its fact."),
        Column("first_report_year", "INTEGER", "Year of the earlier report."),
        Column("later_doc", "VARCHAR", "Document of the later report."),
        Column("later_fact_id", "VARCHAR", "Its comparator."),
        Column("later_report_year", "INTEGER", "Year of the later report."),
        Column(
            "status",
            "VARCHAR",
            "confirmed: the two agree; restated: the later text says that it was revised; contradicted: they differ "
            "without comment.",
            codes=RESTATEMENT_STATUSES,
        ),
    ),
    ("later_doc", "later_fact_id"),
    (
        ForeignKey(("first_doc", "first_fact_id"), "metric", ("doc", "fact_id")),
        ForeignKey(("later_doc", "later_fact_id"), "metric", ("doc", "fact_id")),
    ),
    reading_order=("iso3", "metric", "year", "later_report_year"),
)

CORRECTION = Table(
    "correction",
    "A person's decision: a finding that was reviewed, or a field of a fact that was corrected.",
    (
        Column("correction_id", "VARCHAR", "Stable name, derived from its target."),
        Column("kind", "VARCHAR", "What was decided.", codes=CORRECTION_KINDS),
        Column("narrative_id", "VARCHAR", "ISO3-YEAR, such as XKX-2013."),
        DOC,
        SENTENCE,
        Column("sentence", "VARCHAR", "The words of that sentence."),
        Column("check_id", "VARCHAR", "accepted: the check whose finding was reviewed.", nullable=True),
        Column("fact_id", "VARCHAR", "corrected: the fact.", nullable=True),
        Column("field", "VARCHAR", "corrected: the column of metric that was changed.", nullable=True),
        Column("original", "VARCHAR", "corrected: what was read; empty for nothing.", nullable=True),
        Column("new", "VARCHAR", "corrected: what it was set to; empty for nothing.", nullable=True),
        Column("author", "VARCHAR", "Who decided."),
        Column("date", "VARCHAR", "When, YYYY-MM-DD."),
        Column("reason", "VARCHAR", "Why."),
    ),
    ("correction_id",),
    (TO_SENTENCE, ForeignKey(("doc", "fact_id"), "metric", ("doc", "fact_id"))),
    reading_order=("narrative_id", "sentence_position", "kind"),
)

CHECK_RESULT = Table(
    "check_result",
    "The result of each check, one row per check; the same data and checks give the same rows.",
    (
        Column("check_id", "VARCHAR", "Stable name of the check."),
        Column("table_name", "VARCHAR", "Table that the check examines, or cross_table."),
        Column("severity", "VARCHAR", "critical blocks publication; warning and info do not.", codes=SEVERITIES),
        Column(
            "status",
            "VARCHAR",
            "error: the check itself is broken, which also blocks publication.",
            codes=CHECK_STATUSES,
        ),
        Column("offending", "BIGINT", "How many rows offend, or the numerator of a measured share."),
        Column("measure", "DOUBLE", "The share that the check measured, if it measures one.", nullable=True),
        Column("reason", "VARCHAR", "Why the check exists."),
        Column("contract", "VARCHAR", "Section of the fact contract behind it.", nullable=True),
    ),
    ("check_id",),
)

FINDING = Table(
    "finding",
    "A place that a check reports.",
    (
        Column("finding_id", "VARCHAR", "Stable name, derived from the finding's content."),
        Column("check_id", "VARCHAR", "The check that found it."),
        Column("severity", "VARCHAR", "Its severity.", codes=SEVERITIES),
        Column("table_name", "VARCHAR", "Table that the check examines, or cross_table."),
        Column("doc", "VARCHAR", "The document concerned.", nullable=True),
        Column("section", "VARCHAR", "Kind of the section.", nullable=True, codes=model.SECTION_KINDS),
        Column("sentence_position", "INTEGER", "Position of the sentence with the figure in question.", nullable=True),
        Column("sentence", "VARCHAR", "That sentence.", nullable=True),
        Column("char_start", "INTEGER", "Where the words in question begin in document.text.", nullable=True),
        Column("char_end", "INTEGER", "Where they end, exclusive.", nullable=True),
        Column("expected", "VARCHAR", "What the check expected.", nullable=True),
        Column("found", "VARCHAR", "What it found instead.", nullable=True),
        Column("message", "VARCHAR", "A sentence for people."),
        Column(
            "likely",
            "VARCHAR",
            "report: the report contradicts itself; misread: more likely we misread it.",
            nullable=True,
            codes=LIKELY,
        ),
        Column("because", "VARCHAR", "Why we think so.", nullable=True),
        Column("state", "VARCHAR", "Whether a person has reviewed it.", codes=FINDING_STATES),
    ),
    ("finding_id",),
    (ForeignKey(("check_id",), "check_result", ("check_id",)),),
    reading_order=("doc", "char_start", "check_id"),
)

FINDING_SENTENCE = Table(
    "finding_sentence",
    "Every sentence behind a finding, in reading order.",
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
