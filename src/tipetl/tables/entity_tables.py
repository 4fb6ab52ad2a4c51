"""Define the tables of people, places and laws: entities, their mentions, routes, and laws with their penalties."""

from __future__ import annotations

from tipetl import model
from tipetl.tables.schema import Column, ForeignKey, Table
from tipetl.tables.shared import DOC, END, SENTENCE, START, TO_DOCUMENT, TO_SENTENCE, VICTIMS

ENTITY = Table(
    "entity",
    "A canonical country, region, organization, law or place to which mentions refer.",
    (
        Column(
            "entity_id",
            "VARCHAR",
            "Stable name, derived from kind, country (national bodies and laws) and canonical name or code.",
        ),
        Column("kind", "VARCHAR", "What the entity is.", codes=model.MENTION_KINDS),
        Column("name", "VARCHAR", "Canonical name."),
        Column("code", "VARCHAR", "A country's ISO 3166-1 alpha-3 code, a region's UN M49 code.", nullable=True),
        Column("subkind", "VARCHAR", "The kind of organization or law.", nullable=True, codes=model.SUBKINDS),
        Column("country", "VARCHAR", "ISO3 code of the country of a national body, law or place.", nullable=True),
        Column("year", "INTEGER", "Year of a law, if its name has one.", nullable=True),
        Column("aliases", "VARCHAR[]", "Other names printed for it, including acronyms."),
    ),
    ("entity_id",),
)

MENTION = Table(
    "mention",
    "Words of a narrative that name an entity.",
    (
        DOC,
        Column("kind", "VARCHAR", "What the words name.", codes=model.MENTION_KINDS),
        Column("text", "VARCHAR", "The words as printed."),
        START,
        END,
        Column("entity_id", "VARCHAR", "The entity that they name."),
        SENTENCE,
    ),
    ("doc", "char_start", "char_end", "entity_id"),
    (TO_DOCUMENT, TO_SENTENCE, ForeignKey(("entity_id",), "entity", ("entity_id",))),
)

FLOW = Table(
    "flow",
    "A trafficking route stated in one sentence: one row per origin, destination, exploitation and sentence.",
    (
        Column("flow_id", "VARCHAR", "Stable name, derived from document, sentence and route."),
        DOC,
        Column("origin_iso3", "VARCHAR", "Country that victims come from.", nullable=True),
        Column("destination_iso3", "VARCHAR", "Country where they are exploited.", nullable=True),
        Column("origin_region", "VARCHAR", "Region, if the text names no country.", nullable=True),
        Column("destination_region", "VARCHAR", "Region, if the text names no country.", nullable=True),
        Column("exploitation", "VARCHAR", "Empty: both, mixed or unstated.", nullable=True, codes=("sex", "labor")),
        Column("victims", "VARCHAR[]", "Who is exploited.", codes=VICTIMS),
        Column("sectors", "VARCHAR[]", "Kinds of work in which they are exploited.", codes=model.SECTORS),
        Column("time_words", "VARCHAR", "The words that say when, as printed.", nullable=True),
        START,
        END,
        Column("sentence", "VARCHAR", "The sentence that states the route."),
        SENTENCE,
    ),
    ("flow_id",),
    (TO_DOCUMENT, TO_SENTENCE),
    reading_order=("doc", "char_start", "origin_iso3", "destination_iso3"),
)

LAW_PENALTY = Table(
    "law_penalty",
    "Which law prescribes which penalty: one row per penalty in metric and law named for it.",
    (
        DOC,
        Column("fact_id", "VARCHAR", "The penalty: a fact of metric penalty_prescribed."),
        Column("entity_id", "VARCHAR", "The law that prescribes it."),
    ),
    ("doc", "fact_id", "entity_id"),
    (
        TO_DOCUMENT,
        ForeignKey(("doc", "fact_id"), "metric", ("doc", "fact_id")),
        ForeignKey(("entity_id",), "entity", ("entity_id",)),
    ),
)
