"""Define the input records: sources, the contents of their bytes, and their audits."""

from __future__ import annotations

from dataclasses import dataclass, field

from tipetl.model.codes import AsideKind, Form, Outcome, Severity, Tier, YearFrom


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that a person should know about a source; it is recorded and never raised."""

    stage: str
    code: str
    message: str
    severity: Severity = "warning"


@dataclass(frozen=True, slots=True)
class Hints:
    """What the caller already knows about a document; hints override what the text says (contract section 8).

    ``year_from`` says who stated ``report_year``: the caller, or a catalog (``metadata``). ``content_type`` is the
    header with which the source was served.
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
    """The bytes of a file or standard input, and their origin.

    ``name`` is the file's name without its folder (nothing that depends on the location of a checkout); ``source_id``
    is the SHA-256 of ``data`` in hex.
    """

    doc: str
    name: str
    data: bytes
    source_id: str
    hints: Hints = Hints()


@dataclass(frozen=True, slots=True)
class TextRun:
    """Characters ``char_start``..``char_end`` of a part's text, and the page they are on (numbered from 1).

    ``raw_start``..``raw_end`` are the same characters in that page's raw text (``Page.raw_text``). If both spans have
    the same length, they match character by character; otherwise the run was repaired as a whole (a hyphen, a
    ligature). Runs are in order and do not overlap; characters between two runs (newlines, joints) are on no page.
    """

    char_start: int
    char_end: int
    page: int
    raw_start: int
    raw_end: int


@dataclass(frozen=True, slots=True)
class Box:
    """The place of words on a page (numbered from 1), in points from the page's upper left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a source as its reader returned it, before anything was dropped or repaired; numbered from 1."""

    number: int
    raw_text: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a source says about itself outside its running text; ``published`` is an ISO date (YYYY-MM-DD).

    ``country`` is a name as printed, and ``report_year`` is a year; either is None if the source does not state it.
    """

    title: str | None = None
    country: str | None = None
    report_year: int | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Aside:
    """Text outside the narratives of a source, as canonical text without a final newline.

    ``title`` is the aside's first words if they are set as a title, or the title of the essay to which it belongs.
    ``runs`` are offsets into ``text``. ``box`` is its place on its page; None for a source without pages.
    """

    kind: AsideKind
    text: str
    title: str | None = None
    runs: tuple[TextRun, ...] = ()
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Disturbance:
    """A stretch of text in which a figure looks different from what is stored; ``what`` names the cause."""

    char_start: int
    char_end: int
    what: str


@dataclass(frozen=True, slots=True)
class Part:
    """The canonical text of one narrative in a source: a page or file has one, a yearly volume one per country.

    ``country`` is the name in the volume's heading, as printed; None if the source contains a single narrative.
    ``asides`` are on the narrative's own pages, in order, and not part of ``text``. ``disturbances`` are the places in
    ``text`` where figures cannot be trusted, in order.
    """

    text: str
    country: str | None = None
    runs: tuple[TextRun, ...] = ()
    asides: tuple[Aside, ...] = ()
    disturbances: tuple[Disturbance, ...] = ()


@dataclass(frozen=True, slots=True)
class GlobalTotal:
    """A row of a report's law-enforcement table; ``region`` is the table's own title, None for the whole world.

    Counts in parentheses (forced labor) are the ``*_labor`` fields. A cell that is empty, or printed as unavailable, is
    None. ``page`` is the page of the row (numbered from 1).
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
    """An entry of a report's tier chart: the country as printed, its tier, and the page (numbered from 1)."""

    country: str
    tier: Tier
    page: int


@dataclass(frozen=True, slots=True)
class CellDoubt:
    """A cell of a report's table that two readers of the page read differently, or that only one reader read.

    ``table`` is the table that contains the cell, ``row`` names its row (region and year, or country), ``cell`` the
    column, or ``row`` for the whole row. ``read`` is the value used if both read something; ``again`` is what the
    second reader read.
    """

    table: str
    page: int
    row: str
    cell: str
    read: str | None
    again: str | None


@dataclass(frozen=True, slots=True)
class Parsed:
    """The contents of a source: one part per narrative, and the material outside the narratives.

    ``form`` is the format in which the source was read. ``asides`` are those that belong to no part. ``encoding`` and
    ``encoding_from`` are None for a format that defines its own encoding (PDF).
    """

    form: Form
    parts: tuple[Part, ...]
    metadata: Metadata = Metadata()
    encoding: str | None = None
    encoding_from: str | None = None
    pages: tuple[Page, ...] = ()
    global_totals: tuple[GlobalTotal, ...] = ()
    tier_placements: tuple[TierPlacement, ...] = ()
    issues: tuple[Issue, ...] = ()
    asides: tuple[Aside, ...] = ()
    doubts: tuple[CellDoubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """The result for one source: exactly one outcome, with a reason and advice if it is not ``ok``."""

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
    form: Form | None = None
    title: str | None = None
    published: str | None = None
