"""Define the code lists of the records; the fact contract (``docs/reference/facts.md``) defines each code."""

from __future__ import annotations

from typing import Final, Literal

SectionKind = Literal[
    "heading", "summary", "recommendations", "prosecution", "protection", "prevention", "profile", "statement", "other"
]
Outcome = Literal[
    "ok",
    "partial",
    "doubtful",
    "needs_password",
    "no_text",
    "not_a_report",
    "unsupported",
    "corrupt",
    "timeout",
    "too_big",
]
YearFrom = Literal["caller", "metadata", "address", "file_name", "heading", "inferred"]
Form = Literal["text", "html", "pdf"]
Tier = Literal["1", "2", "2WL", "3", "SC"]
TierMovement = Literal["up", "down", "same"]
Status = Literal["reported", "none", "not_reported"]
Qualifier = Literal["exact", "about", "at_least", "at_most", "range"]
Period = Literal["calendar_year", "reporting_period", "multi_year", "unspecified"]
Relation = Literal["current", "comparator"]
QuantityKind = Literal[
    "fact",
    "date",
    "duration",
    "age",
    "percentage",
    "ordinal",
    "rank",
    "statute_ref",
    "identifier",
    "back_reference",
    "recommendation",
    "plan",
    "other_government",
    "pronoun",
    "other_money",
    "other_count",
    "unexplained",
]
MentionKind = Literal["country", "region", "organization", "law", "place"]
AsideKind = Literal["box", "caption", "quotation", "note", "label", "essay", "front", "surroundings"]
Severity = Literal["critical", "warning", "info"]

# One name for each code that a stage sets or asks for; a code in several lists (OTHER, LAW) has the same name for all.
#: statuses
REPORTED: Final = "reported"
NONE: Final = "none"
NOT_REPORTED: Final = "not_reported"
#: qualifiers
EXACT: Final = "exact"
ABOUT: Final = "about"
AT_LEAST: Final = "at_least"
AT_MOST: Final = "at_most"
RANGE: Final = "range"
#: periods
CALENDAR_YEAR: Final = "calendar_year"
REPORTING_PERIOD: Final = "reporting_period"
MULTI_YEAR: Final = "multi_year"
UNSPECIFIED: Final = "unspecified"
#: relations
CURRENT: Final = "current"
COMPARATOR: Final = "comparator"
#: units other than currencies
CASE: Final = "case"
PERSON: Final = "person"
EVENT: Final = "event"
FACILITY: Final = "facility"
CALL: Final = "call"
MONTH: Final = "month"
#: kinds of mentions
COUNTRY: Final = "country"
REGION: Final = "region"
ORGANIZATION: Final = "organization"
LAW: Final = "law"
PLACE: Final = "place"
#: kinds of organizations and laws
MINISTRY: Final = "ministry"
POLICE: Final = "police"
COURT: Final = "court"
NGO: Final = "ngo"
INTERNATIONAL: Final = "international"
STATUTE: Final = "statute"
ARTICLE: Final = "article"
TREATY: Final = "treaty"
#: the kind of an organization or section that fits no other
OTHER: Final = "other"
#: kinds of sections
HEADING: Final = "heading"
SUMMARY: Final = "summary"
RECOMMENDATIONS: Final = "recommendations"
PROSECUTION: Final = "prosecution"
PROTECTION: Final = "protection"
PREVENTION: Final = "prevention"
PROFILE: Final = "profile"
STATEMENT: Final = "statement"
#: kinds of quantities
FACT: Final = "fact"
DATE: Final = "date"
DURATION: Final = "duration"
AGE: Final = "age"
PERCENTAGE: Final = "percentage"
ORDINAL: Final = "ordinal"
RANK: Final = "rank"
STATUTE_REF: Final = "statute_ref"
IDENTIFIER: Final = "identifier"
BACK_REFERENCE: Final = "back_reference"
RECOMMENDATION: Final = "recommendation"
PLAN: Final = "plan"
OTHER_GOVERNMENT: Final = "other_government"
PRONOUN: Final = "pronoun"
OTHER_MONEY: Final = "other_money"
OTHER_COUNT: Final = "other_count"
UNEXPLAINED: Final = "unexplained"
#: kinds of exploitation, and the ages, genders and origins of persons
SEX: Final = "sex"
LABOR: Final = "labor"
ADULT: Final = "adult"
CHILD: Final = "child"
FEMALE: Final = "female"
MALE: Final = "male"
FOREIGN: Final = "foreign"
NATIONAL: Final = "national"

SECTION_KINDS: tuple[str, ...] = (
    "heading", "summary", "recommendations", "prosecution", "protection", "prevention", "profile", "statement", "other",
)  # fmt: skip
OUTCOMES: tuple[str, ...] = (
    "ok", "partial", "doubtful", "needs_password", "no_text", "not_a_report", "unsupported", "corrupt", "timeout",
    "too_big",
)  # fmt: skip
"""The outcome of a source.

``partial``: part of the source was not read, or is not known. ``doubtful``: the source was read, but the result may not
be what it says, or may not be a narrative.
"""
READ_OUTCOMES: tuple[str, ...] = ("ok", "partial", "doubtful")
"""Outcomes of sources that yielded a narrative."""
UNITS: tuple[str, ...] = ("case", "person", "event", "facility", "call", "month")
"""Units that are not a currency; a sum of money has an ISO 4217 code instead."""
STATUSES: tuple[str, ...] = ("reported", "none", "not_reported")
QUALIFIERS: tuple[str, ...] = ("exact", "about", "at_least", "at_most", "range")
PERIODS: tuple[str, ...] = ("calendar_year", "reporting_period", "multi_year", "unspecified")
RELATIONS: tuple[str, ...] = ("current", "comparator")
LINK_KINDS: tuple[str, ...] = (
    "part_of", "rest_of", "one_of_several", "makes_up", "among", "compared_with", "same_as", "in_row_with",
    "shares_noun", "shares_verb",
)  # fmt: skip
"""The ways in which a figure depends on another. ``one_of_several``: the figure is a part of several figures together,
with a link to each; ``makes_up``: with the others of its list, the figure makes up its whole; ``among``: the figure
counts what happened to some of the people that a figure of another metric counts, with a link to each possible figure;
``in_row_with``: the two are in rows that correspond item by item; ``shares_noun`` and ``shares_verb``: the figure
leaves out a noun or verb and shares the other figure's.
"""
CLAIM_KINDS: tuple[str, ...] = (
    "direction", "difference", "growth", "multiple", "share", "total", "told_again", "cases_again", "first",
    "respectively", "circumstance", "whole", "rest", "ended", "all_are", "tier", "spent", "going_back",
    "spared", "imprisoned", "penalty", "streak", "record", "average", "cumulative", "in_force",
    "some_of", "under_law", "one_done", "restated", "terms", "both_again", "places",
    "divided", "described", "averaged", "began", "at_work", "order", "some_are", "shared",
    "stock", "sole",
)  # fmt: skip
"""The kinds of claims that words make about figures; ``figures/claims/data/claims.yaml`` defines each."""
CLAIM_SAYS: tuple[str, ...] = (
    "more", "less", "same", "eased", "other", "others", "added", "body", "law", "both", "partly", "sex", "labor",
    "several", "single", "beside", "none", "case", "guilt", "since", "state", "carried", "fiscal", "span", "persons",
    "part_of_year",
    "female", "male", "child", "adult", "foreign", "child+female", "child+male", "adult+female", "adult+male",
    "prison", "suspended", "fine", "revised", "presumed", "trafficking", "so_far", "year",
    "highest", "pair", "other_law", "official", "once", "rest", "appeal", "unrelated", "excepted", "among",
    "free", "home", "stayed", "cared_for", "left_alone", "national", "convicted", "acquitted", "dismissed", "pending",
    "found", "closed", "some", "1", "2", "2WL", "3", "SC",
)  # fmt: skip
"""A claim's direction; for circumstances, the kind of circumstance; for a repeated figure, the exploitation named; for
shares, their kind.
"""
OPERAND_ROLES: tuple[str, ...] = ("measured", "against", "part", "whole", "figure")
WHOLE_KINDS: tuple[str, ...] = ("part_of", "rest_of", "one_of_several")
"""Kinds of links that lead from a part to its whole."""
QUANTITY_KINDS: tuple[str, ...] = (
    "fact", "date", "duration", "age", "percentage", "ordinal", "rank", "statute_ref", "identifier", "back_reference",
    "recommendation", "plan", "other_government", "pronoun", "other_money", "other_count", "unexplained",
)  # fmt: skip
MENTION_KINDS: tuple[str, ...] = ("country", "region", "organization", "law", "place")
ASIDE_KINDS: tuple[str, ...] = ("box", "caption", "quotation", "note", "label", "essay", "front", "surroundings")
"""Kinds of asides.

``note``: a footnote. ``label``: words of a chart, a map or a heading that form no sentence, or a line of contents.
``front``: text before the first narrative of a volume. ``surroundings``: what a web page prints around its text.
"""
TOLD_ASIDES: tuple[str, ...] = ("box", "caption", "quotation", "note")
"""Asides that are sections of the document in which they appear; the other asides are only in the ``aside`` table."""
THEMES: tuple[str, ...] = (
    "prosecution", "penalties", "victim_identification", "victim_referral", "victim_services", "shelter",
    "victim_penalization", "compensation", "witness_protection", "training", "legislation", "official_complicity",
    "labor_inspection", "recruitment", "demand", "awareness", "data", "international_cooperation", "coordination",
    "funding", "child_protection", "migrant_workers", "forced_labor_policy",
)  # fmt: skip
"""The themes of recommendations, that is, what they ask for; ``structure/themes.yaml`` defines each code."""
SUBKINDS: tuple[str, ...] = (
    "ministry", "police", "court", "ngo", "international", "other", "statute", "article", "treaty",
)  # fmt: skip
"""Kinds of organizations (the first six) and of laws (the rest)."""
SECTORS: tuple[str, ...] = (
    "domestic_work", "agriculture", "fishing", "forestry", "mining", "quarries", "brick_kilns", "construction",
    "factories", "garments", "food_service", "hospitality", "entertainment", "retail", "street_vending", "begging",
    "herding", "transport", "cleaning", "care", "criminality", "scam_operations", "sports", "armed_groups",
)  # fmt: skip
"""Kinds of work in which victims are exploited; ``routes/data/sectors.yaml`` defines each code."""
