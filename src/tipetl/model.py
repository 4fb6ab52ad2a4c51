"""The frozen records that travel between stages, and the code lists they draw from.

What belongs here: records, code lists, nothing that computes. Every stage takes these records and gives these
records; the meaning of each fact field is the fact contract's (``docs/reference/facts.md``). All offsets are
Python string offsets into ``Document.text``, so that ``document.text[start:end] == text`` holds for every span.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

SectionKind = Literal[
    "heading", "summary", "recommendations", "prosecution", "protection", "prevention", "profile", "statement", "other"
]
Outcome = Literal[
    "ok",
    "partial",
    "needs_password",
    "no_text",
    "not_a_report",
    "unsupported",
    "corrupt",
    "timeout",
    "too_big",
]
YearFrom = Literal["caller", "metadata", "address", "file_name", "heading", "inferred"]
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
Severity = Literal["critical", "warning", "info"]

SECTION_KINDS: tuple[str, ...] = (
    "heading", "summary", "recommendations", "prosecution", "protection", "prevention", "profile", "statement", "other",
)  # fmt: skip
OUTCOMES: tuple[str, ...] = (
    "ok", "partial", "needs_password", "no_text", "not_a_report", "unsupported", "corrupt", "timeout", "too_big",
)  # fmt: skip
METRICS: tuple[str, ...] = (
    "investigations", "arrests", "charges", "prosecutions", "prosecutions_ongoing", "convictions", "acquittals",
    "dismissals", "sentence_terms", "sentences_suspended", "penalty_prescribed",
    "victims_identified", "victims_referred", "victims_assisted", "victims_repatriated", "victims_residence",
    "victims_in_proceedings", "victims_compensated", "victims_penalized", "compensation", "shelters",
    "funding", "persons_trained", "trainings", "inspections", "hotline_calls",
)  # fmt: skip
UNITS: tuple[str, ...] = ("case", "person", "event", "facility", "call", "month")
"""Units that are not a currency; a sum of money has an ISO 4217 code instead."""
STATUSES: tuple[str, ...] = ("reported", "none", "not_reported")
QUALIFIERS: tuple[str, ...] = ("exact", "about", "at_least", "at_most", "range")
PERIODS: tuple[str, ...] = ("calendar_year", "reporting_period", "multi_year", "unspecified")
RELATIONS: tuple[str, ...] = ("current", "comparator")
QUANTITY_KINDS: tuple[str, ...] = (
    "fact", "date", "duration", "age", "percentage", "ordinal", "rank", "statute_ref", "identifier", "back_reference",
    "recommendation", "plan", "other_government", "pronoun", "other_money", "other_count", "unexplained",
)  # fmt: skip
MENTION_KINDS: tuple[str, ...] = ("country", "region", "organization", "law", "place")


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a person should know about one source; never raised, always recorded."""

    stage: str
    code: str
    message: str
    severity: Severity = "warning"


@dataclass(frozen=True, slots=True)
class Hints:
    """What the caller already knows of a document; wins over what the text says (contract section 8).

    ``year_from`` says who named ``report_year``: the caller, or a catalog (``metadata``). ``content_type`` is what the
    server sent with the bytes.
    """

    doc: str | None = None
    country: str | None = None
    report_year: int | None = None
    section: str | None = None
    url: str | None = None
    publisher: str | None = None
    licence: str | None = None
    sha256: str | None = None
    year_from: YearFrom = "caller"
    content_type: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one file or standard input, and where they came from.

    ``name`` is the file's name without its folder (nothing that depends on where a checkout lies); ``source_id`` is the
    SHA-256 of ``data`` in hex.
    """

    doc: str
    name: str
    data: bytes
    source_id: str
    hints: Hints = Hints()


@dataclass(frozen=True, slots=True)
class TextRun:
    """Characters ``char_start``..``char_end`` of a part's text, and the page they stand on (numbered from 1).

    ``raw_start``..``raw_end`` are the same characters in that page's raw text (``Page.raw_text``). Where both spans are
    of one length they agree character by character; elsewhere the run was mended (a hyphen, a ligature) as a whole.
    Runs are in order and do not overlap; characters between two runs (line ends, joints) stand on no page.
    """

    char_start: int
    char_end: int
    page: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class Box:
    """Where words stand on a page (numbered from 1), in points from the page's upper left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a source as its reader gave it, before anything was dropped or mended; numbered from 1."""

    number: int
    raw_text: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a source says of itself outside its running text; ``published`` is an ISO date (YYYY-MM-DD).

    ``country`` is a name as printed and ``report_year`` a year, each None where the source does not say it.
    """

    title: str | None = None
    country: str | None = None
    report_year: int | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """The canonical text of one narrative in a source: a page or file has one, a yearly volume one a country.

    ``country`` is the name in the volume's heading, as printed there; None where the source holds one narrative.
    """

    text: str
    country: str | None = None
    runs: tuple[TextRun, ...] = ()


@dataclass(frozen=True, slots=True)
class GlobalTotal:
    """One row of a report's law-enforcement table; ``region`` is the table's own title, None for the whole world.

    Counts in parentheses (forced labor) are the ``*_labor`` fields. A cell that is empty, or printed as unavailable, is
    None. ``page`` is where the row stands (numbered from 1).
    """

    year: int
    region: str | None
    prosecutions: int | None
    prosecutions_labor: int | None
    convictions: int | None
    convictions_labor: int | None
    victims_identified: int | None
    victims_identified_labor: int | None
    new_legislation: int | None
    page: int


@dataclass(frozen=True, slots=True)
class TierPlacement:
    """One entry of a report's tier chart: the country as printed, its tier, and the page (numbered from 1)."""

    country: str
    tier: Tier
    page: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """What the bytes of one source hold: one part a narrative, and what stands beside them.

    ``form`` is how it was read. ``encoding`` and ``encoding_from`` are None for a format that settles it itself (PDF).
    """

    form: Literal["text", "html", "pdf"]
    parts: tuple[Part, ...]
    metadata: Metadata = Metadata()
    encoding: str | None = None
    encoding_from: str | None = None
    pages: tuple[Page, ...] = ()
    global_totals: tuple[GlobalTotal, ...] = ()
    tier_placements: tuple[TierPlacement, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One narrative of one country in one report year, as canonical text."""

    doc: str
    narrative_id: str | None
    source_id: str
    text: str
    country: str | None = None
    iso3: str | None = None
    report_year: int | None = None
    year_from: YearFrom | None = None
    tier: Tier | None = None
    tier_movement: TierMovement | None = None
    roles: tuple[str, ...] = ()
    outcome: Outcome = "ok"
    encoding: str | None = None
    encoding_from: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a narrative; sections are in reading order and do not overlap.

    The span covers the heading words and the body; ``title`` is the heading as printed, without its colon, or None
    where
    the section has no heading of its own.
    """

    position: int
    kind: SectionKind
    title: str | None
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence (or list item, or heading line); ``section`` is the position of the section it stands in."""

    position: int
    section: int
    paragraph: int
    char_start: int
    char_end: int


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One item of the recommendations section, in order."""

    position: int
    text: str
    char_start: int
    char_end: int
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of the text, in digits or words, and what it turned out to be (contract section 6).

    ``noun`` names the thing counted where ``kind`` is ``other_count``.
    """

    kind: QuantityKind
    text: str
    char_start: int
    char_end: int
    low: float | None
    high: float | None
    sentence: int
    noun: str | None = None
    fact_id: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of a figure in one sentence (contract section 1 gives every field's meaning).

    ``sentence`` is the position of its sentence; ``sentence_text`` its words. ``section`` is a section code.
    """

    fact_id: str
    metric: str
    value: float | None
    value_high: float | None
    qualifier: Qualifier
    unit: str | None
    status: Status
    year: int | None
    period: Period
    relation: Relation
    text: str
    char_start: int
    char_end: int
    sentence: int
    sentence_text: str
    section: str
    rule: str
    confidence: float
    exploitation: str | None = None
    age: str | None = None
    gender: str | None = None
    nationality: str | None = None
    official: bool = False
    count: int | None = None
    statute: str | None = None
    purpose: str | None = None
    part_of: str | None = None
    restates: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A canonical thing that mentions point to; the id is made of kind and canonical name or code, never of
    positions."""

    entity_id: str
    kind: MentionKind
    name: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the text that name an entity."""

    kind: MentionKind
    text: str
    char_start: int
    char_end: int
    entity_id: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Flow:
    """A trafficking route that one sentence states (contract section 7)."""

    origin_iso3: str | None
    destination_iso3: str | None
    exploitation: str | None
    victims: tuple[str, ...]
    char_start: int
    char_end: int
    sentence: int
    sentence_text: str
    origin_region: str | None = None
    destination_region: str | None = None


@dataclass(frozen=True, slots=True)
class Narrative:
    """All that was read from one document; every list is in reading order."""

    document: Document
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    facts: tuple[Fact, ...] = ()
    candidates: tuple[Fact, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    flows: tuple[Flow, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """What became of one source: exactly one outcome, with a reason and advice where it is not ``ok``."""

    doc: str
    name: str
    source_id: str | None
    outcome: Outcome
    reason: str | None = None
    advice: str | None = None
    byte_count: int | None = None
    encoding: str | None = None
    encoding_from: str | None = None
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None
    issues: tuple[Issue, ...] = field(default=())
