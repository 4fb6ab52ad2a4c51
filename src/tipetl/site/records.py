"""The records that pages show, one per row of a query; ``queries`` reads them.

Fields have the names of the columns from which they come; docs/reference/tables.md describes the columns. Offsets count
characters of the document's text; ends are exclusive. The records of a query are made from its columns by name.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """Words of a document."""

    doc: str
    char_start: int
    char_end: int


@dataclass(frozen=True)
class OfFact:
    """Something about a fact of a document."""

    doc: str
    fact_id: str


@dataclass(frozen=True)
class Figure:
    """A figure: its value or range, and what it counts."""

    value: float | None
    value_high: float | None
    qualifier: str
    unit: str | None
    status: str


@dataclass(frozen=True)
class Counted:
    """Whom a figure counts, and what money is for."""

    exploitation: str | None
    age: str | None
    gender: str | None
    nationality: str | None
    official: bool
    purpose: str | None


@dataclass(frozen=True, slots=True)
class Narrative:
    """A document: one country's narrative in one report. ``page`` is the name of its page, without a folder."""

    doc: str
    page: str
    narrative_id: str | None
    iso3: str | None
    country: str | None
    report_year: int | None
    tier: str | None
    tier_waiver: bool
    tier_automatic: bool
    roles: tuple[str, ...]
    form: str
    source_id: str
    name: str
    url: str | None
    publisher: str | None
    licence: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Section(Span):
    kind: str
    title: str | None


@dataclass(frozen=True, slots=True)
class Block(Span):
    """The span of a paragraph's sentences, which may cover several lines."""


@dataclass(frozen=True, slots=True)
class Fact(Span, OfFact, Figure, Counted):
    metric: str
    year: int | None
    period: str
    relation: str
    count: int | None
    statute: str | None
    text: str
    sentence: str
    rule: str
    confidence: float
    part_of: str | None
    restates: str | None
    corrected: tuple[str, ...]
    page: int | None
    box_left: float | None
    box_top: float | None
    box_right: float | None
    box_bottom: float | None
    cited: bool


@dataclass(frozen=True, slots=True)
class Quantity(Span):
    """A number outside the words of any fact; ``fact_id`` is set if the number says how many people that fact
    concerns.
    """

    kind: str
    text: str
    noun: str | None
    fact_id: str | None


@dataclass(frozen=True, slots=True)
class Mention(Span):
    kind: str
    text: str
    entity_id: str
    name: str
    code: str | None
    subkind: str | None
    year: int | None
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Route(Span):
    """A route; ``origin`` and ``destination`` are names of countries, or regions as printed."""

    flow_id: str
    origin_iso3: str | None
    destination_iso3: str | None
    origin: str
    destination: str
    exploitation: str | None
    victims: tuple[str, ...]
    sectors: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class RouteCount:
    """A route between two countries, how many narratives mention it, and its place in the latest of them."""

    origin_iso3: str
    destination_iso3: str
    narratives: int
    doc: str
    flow_id: str


@dataclass(frozen=True, slots=True)
class Recommendation(Span):
    position: int
    text: str
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding; ``sentence_end`` is the end of its sentence, or None if the finding has no place in the text."""

    doc: str | None
    finding_id: str
    check_id: str
    severity: str
    message: str
    expected: str | None
    found: str | None
    likely: str | None
    because: str | None
    state: str
    reason: str
    char_start: int | None
    char_end: int | None
    sentence: str | None
    sentence_end: int | None


@dataclass(frozen=True, slots=True)
class Link(OfFact):
    """A link between facts: ``fact_id`` depends on ``related_to``."""

    kind: str
    related_to: str


@dataclass(frozen=True, slots=True)
class Claim(OfFact):
    """What some words claim about a figure; one record per figure that is a fact."""

    kind: str
    says: str | None
    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Correction(OfFact):
    field: str
    original: str | None
    new: str | None
    author: str
    date: str
    reason: str


@dataclass(frozen=True, slots=True)
class Revision(OfFact):
    """A field that a version before ``version`` read differently in the same words."""

    field: str
    before: str | None
    after: str | None
    version: str


@dataclass(frozen=True, slots=True)
class Gone(Figure, OfFact):
    """A fact that is gone: ``last`` is the last version that contained the fact, ``since`` the next version."""

    metric: str
    year: int | None
    sentence: str
    last: str
    since: str


@dataclass(frozen=True, slots=True)
class History:
    """What earlier versions read differently in the same words, and the facts that only earlier versions contain."""

    revisions: tuple[Revision, ...] = ()
    gone: tuple[Gone, ...] = ()


@dataclass(frozen=True, slots=True)
class Restatement(Counted):
    """Two figures for the same year and the same people, from an earlier and a later report."""

    metric: str
    year: int
    unit: str | None
    first_value: float
    later_value: float
    first_doc: str
    first_fact_id: str
    first_report_year: int
    later_doc: str
    later_fact_id: str
    later_report_year: int
    status: str
    later_sentence: str
    first_sentence: str


@dataclass(frozen=True, slots=True)
class CitedFigure:
    """A row of country_year."""

    iso3: str
    year: int
    metric: str
    value: float | None
    value_high: float | None
    qualifier: str
    unit: str | None
    status: str
    basis: str
    report_year: int
    doc: str
    fact_id: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ToldFigure:
    """A total or comparator that some report states for a year, cited or not."""

    metric: str
    year: int
    value: float
    unit: str | None
    role: str
    report_year: int
    doc: str
    fact_id: str


@dataclass(frozen=True, slots=True)
class StatedFigure(OfFact, Figure, Counted):
    """A figure of a metric that may have several figures a year. ``dated`` says whether the figure has its own year;
    else ``year`` is the report's.
    """

    iso3: str
    metric: str
    year: int
    dated: bool
    persons: int | None
    report_year: int


@dataclass(frozen=True, slots=True)
class TierYear:
    iso3: str
    report_year: int
    tier: str
    waiver: bool
    automatic: bool
    watch_list_years: int
    doc: str | None


@dataclass(frozen=True, slots=True)
class Country:
    iso3: str
    name: str
    other_names: tuple[str, ...]
    region_code: str | None
    region: str | None
    narratives: int
    first_report_year: int | None
    last_report_year: int | None


@dataclass(frozen=True, slots=True)
class Metric:
    metric: str
    label: str
    group: str
    counts: str
    measure: str
    one_a_year: bool


@dataclass(frozen=True, slots=True)
class RegionTotal:
    """A total from a report's table and the sum of the figures to cite, for one region and year."""

    region: str
    year: int
    metric: str
    reported: int | None
    summed: float | None
    countries: int


@dataclass(frozen=True, slots=True)
class Narrated:
    """A narrative with everything that its page shows."""

    narrative: Narrative
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    facts: tuple[Fact, ...]
    quantities: tuple[Quantity, ...]
    mentions: tuple[Mention, ...]
    routes: tuple[Route, ...]
    recommendations: tuple[Recommendation, ...]
    findings: tuple[Finding, ...]
    links: tuple[Link, ...]
    claims: tuple[Claim, ...]
    corrections: tuple[Correction, ...]
    restatements: tuple[Restatement, ...]
    revisions: tuple[Revision, ...]
    gone: tuple[Gone, ...]
