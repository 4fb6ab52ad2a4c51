"""Records of what was read from one narrative; every span is a pair of offsets into ``Document.text``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tipetl.model.codes import (
    WHOLE_KINDS,
    AsideKind,
    MentionKind,
    Outcome,
    Period,
    Qualifier,
    QuantityKind,
    Relation,
    SectionKind,
    Status,
    Tier,
    TierMovement,
    YearFrom,
)
from tipetl.model.source import Aside, Audit, Box, CellDoubt, GlobalTotal, Page, TextRun, TierPlacement


@dataclass(frozen=True, slots=True)
class Document:
    """One narrative of one country in one report year, as canonical text.

    ``tier_waiver`` says whether a waiver spared the country a downgrade to Tier 3, ``tier_automatic`` whether it was
    downgraded because its years on the Watch List were used up; ``watch_list_years`` is the number of consecutive years
    on the Watch List, including the report's. ``source_doc`` is the name of its source, the same for all narratives of
    a volume (None: ``doc``). ``runs`` map characters to pages; none for a source without pages.
    """

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
    source_doc: str | None = None
    form: str = "text"
    runs: tuple[TextRun, ...] = ()
    tier_waiver: bool = False
    tier_automatic: bool = False
    watch_list_years: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a narrative; sections are in reading order and do not overlap.

    The span covers the heading words and the body; ``title`` is the heading as printed, without its colon, or None if
    the section has no heading of its own. ``aside`` marks text on the narrative's pages that is not part of it (a box,
    a caption): it has kind ``other``, comes after all other sections, and no figure, name or route is read from it.
    """

    position: int
    kind: SectionKind
    title: str | None
    char_start: int
    char_end: int
    aside: AsideKind | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence (or list item, or heading line); ``section`` is the position of its section."""

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
    """A number in the text, in digits or words, and its interpretation (contract section 6).

    ``noun`` is the thing counted if ``kind`` is ``other_count``.
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
    """One statement of a figure in one sentence (contract section 1 defines every field).

    ``sentence`` is the position of its sentence; ``sentence_text`` its words. ``section`` is a section code. ``links``
    are the facts that it depends on, each a code of ``LINK_KINDS`` with a fact_id, in the order of the codes and of the
    text; ``part_of`` is the first whole among them. ``box`` is the place of ``text`` on its page; None for a source
    without pages.
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
    links: tuple[tuple[str, str], ...] = ()
    box: Box | None = None


def whole_of(links: Sequence[tuple[str, str]]) -> str | None:
    """Return the fact_id of the first whole among a fact's ``links``; None if the fact is not a part."""
    return next((other for kind, other in links if kind in WHOLE_KINDS), None)


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure to which a claim applies.

    ``role`` is a code of ``OPERAND_ROLES``. ``value``, ``value_high`` and ``qualifier`` are as in a fact; ``fact_id``
    is None for a number that is not itself a fact ("of the 65").
    """

    role: str
    value: float | None
    value_high: float | None
    qualifier: str
    fact_id: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What words claim about figures, whether true or not.

    ``kind`` and ``says`` are codes of ``CLAIM_KINDS`` and ``CLAIM_SAYS``; ``value`` is the difference, the percentage
    or the multiple stated (``respectively``: how many entries the other list can have), ``qualifier`` its precision.
    ``metric`` and ``year`` say what a repeated figure counts; ``year`` is also the year with which a figure is
    compared. In a claim about when a law began or was used, ``year`` and ``value`` are the year and the month.
    ``sentence`` is the position of the sentence.
    """

    claim_id: str
    kind: str
    text: str
    char_start: int
    char_end: int
    sentence: int
    operands: tuple[Operand, ...] = ()
    says: str | None = None
    value: float | None = None
    qualifier: Qualifier = "exact"
    metric: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """The thing to which mentions refer, in canonical form.

    The id is derived from the entity's kind, the country of a national body or law, and its canonical name or code,
    never from positions. ``subkind`` is a code of ``SUBKINDS`` for organizations and laws. ``country`` is the ISO3 code
    of the country to which a national body, a law or a place belongs; ``year`` is the year of a law. ``aliases`` are
    other printed names of the entity.
    """

    entity_id: str
    kind: MentionKind
    name: str
    code: str | None = None
    subkind: str | None = None
    country: str | None = None
    year: int | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words in the text that name an entity."""

    kind: MentionKind
    text: str
    char_start: int
    char_end: int
    entity_id: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Flow:
    """A trafficking route stated in one sentence (contract section 7).

    ``sectors`` are codes of ``SECTORS`` for the words about the route; ``time_words`` are the words that say when ("in
    recent years"), as printed.
    """

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
    sectors: tuple[str, ...] = ()
    time_words: str | None = None


@dataclass(frozen=True, slots=True)
class LawPenalty:
    """A law that prescribes a penalty: the fact of the penalty and the entity of the law."""

    fact_id: str
    entity_id: str


@dataclass(frozen=True, slots=True)
class Narrative:
    """Everything read from one document; every list is in reading order."""

    document: Document
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    facts: tuple[Fact, ...] = ()
    candidates: tuple[Fact, ...] = ()
    claims: tuple[Claim, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    flows: tuple[Flow, ...] = ()
    law_penalties: tuple[LawPenalty, ...] = ()

    @property
    def told(self) -> str:
        """Return the narrative's own text, without its asides."""
        asides = [section.char_start for section in self.sections if section.aside]
        return self.document.text[: min(asides)].rstrip("\n") + "\n" if asides else self.document.text


@dataclass(frozen=True, slots=True)
class AsideReading:
    """An aside of a source, with the place to which it belongs.

    ``doc`` is the narrative on whose pages it appears, ``section`` the position of its section there; both are None for
    an aside that belongs to no narrative.
    """

    aside: Aside
    doc: str | None = None
    section: int | None = None


@dataclass(frozen=True, slots=True)
class SourceReading:
    """Everything read from one source: its audit, its narratives in order, and their asides.

    ``asides`` are in the order of the narratives, followed by asides that belong to no narrative. ``pages``,
    ``global_totals``, ``tier_placements`` and ``doubts`` come from ``Parsed``; ``report_year`` is the source's own.
    """

    audit: Audit
    narratives: tuple[Narrative, ...] = ()
    report_year: int | None = None
    pages: tuple[Page, ...] = ()
    global_totals: tuple[GlobalTotal, ...] = ()
    tier_placements: tuple[TierPlacement, ...] = ()
    asides: tuple[AsideReading, ...] = ()
    doubts: tuple[CellDoubt, ...] = ()
