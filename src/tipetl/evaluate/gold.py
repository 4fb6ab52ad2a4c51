"""Represent gold: texts labeled with facts, and the batches to which the texts belong.

``goldfiles`` reads and writes the records, and ``scoring`` compares them with the reader's results.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from tipetl.metrics import METRIC
from tipetl.model.codes import UNITS, Period, Qualifier, Relation, SectionKind, Status, Tier, TierMovement

ERAS = ("2001–2009", "2010–2017", "2018–")

Use = Literal["trained", "tuned", "first_sight"]
"""How a batch has been used.

``trained``: the scorer and its confidence are fitted to the batch, and rules may have been written with it in view.
``tuned``: the rules were written with it, but the scorer never saw it. ``first_sight``: neither is true; the batch is
read only to be measured.
"""
USES: tuple[Use, ...] = ("trained", "tuned", "first_sight")

Manner = Literal[
    "printed",
    "constructed",
    "sentences",
    "retold",
    "retold_freely",
    "plain",
    "hardest",
    "condensed",
    "mould",
]
"""How the texts were worded; tests/gold/README.md explains each code."""


@dataclass(frozen=True, slots=True)
class FirstSight:
    """Scores of a batch read once, before anything was tuned or trained on it.

    ``commit`` is the code that read the batch, ``facts`` the number of required facts as labeled then. A field is None
    if it was not recorded.
    """

    date: datetime.date | None
    commit: str | None
    facts: int | None
    core_precision: float | None
    core_recall: float | None
    core_f1: float
    strict_f1: float


@dataclass(frozen=True, slots=True)
class Batch:
    """A set of labeled texts; None means an unknown value.

    ``made`` is the day on which the batch joined the gold. ``former`` is the batch's folder from the time when batches
    were folders (the log of first sight uses that name). ``labelled_by`` says who wrote and labeled the texts, and
    which of our files that person had read.
    """

    name: str
    use: Use
    manner: Manner | None
    made: datetime.date | None
    labelled_by: str | None
    former: str | None = None
    first_sight: FirstSight | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        if self.use == "first_sight" and self.first_sight is None:
            raise ValueError("a batch of use first_sight needs the scores of its first sight")

    @property
    def left_out(self) -> bool:
        """Tell whether nothing was tuned or trained on the batch, so that its scores are not inflated."""
        return self.use == "first_sight"


@dataclass(frozen=True, slots=True)
class GoldFact:
    """A labeled fact: a row of the contract's section 1, with the same names, codes and units.

    ``optional`` facts do not affect the score. ``text`` is the text from ``char_start`` to ``char_end``.
    """

    metric: str
    value: int | float | None
    unit: str | None
    year: int | None
    status: Status
    qualifier: Qualifier
    text: str
    char_start: int
    char_end: int
    value_high: int | float | None = None
    exploitation: Literal["sex", "labor"] | None = None
    official: bool = False
    count: int | None = None
    relation: Relation | None = None
    period: Period | None = None
    age: Literal["adult", "child"] | None = None
    gender: Literal["female", "male"] | None = None
    nationality: str | None = None
    statute: str | None = None
    purpose: str | None = None
    section: SectionKind | None = None
    optional: bool = False

    def __post_init__(self) -> None:
        if self.metric not in METRIC:
            raise ValueError(f"{self.metric!r} is not a metric")
        if not (self.unit is None or self.unit in UNITS or (len(self.unit) == 3 and self.unit.isupper())):
            raise ValueError(f"{self.unit!r} is not a unit")


FACT_FIELDS = tuple(GoldFact.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class GoldFlow:
    """A labeled route between countries (the contract's section 7), with its words if they were labeled."""

    origin_iso3: str | None
    destination_iso3: str | None
    exploitation: Literal["sex", "labor"] | None
    victims: tuple[str, ...] | None = None
    origin_region: str | None = None
    destination_region: str | None = None
    text: str | None = None
    sentence: str | None = None
    char_start: int | None = None
    char_end: int | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldSection:
    """A section of a narrative, as a reader would divide it."""

    kind: SectionKind
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Planted:
    """An inconsistency planted in a text for the checks to find: the figures concerned, as printed, and a note."""

    kind: str
    section: SectionKind
    metric: str
    year: int
    texts: tuple[str, ...]
    note: str
    total: int | None = None
    part: int | None = None
    parts: tuple[int, ...] | None = None
    parts_sum: int | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """The origin of a text: its ``kind`` in the writer's words, the pages it retells, and the era it imitates."""

    kind: str
    url: str | None = None
    also: str | None = None
    era: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledText:
    """A labeled text, as stored in a line of a batch.

    ``section`` is None for a whole narrative; ``construction`` is the construction that a short item tests. ``flows``,
    ``sections``, ``recommendations`` (their number) and ``tier_movement`` are None if they were not labeled.
    """

    doc: str
    country: str | None = None
    iso3: str | None = None
    report_year: int
    tier: Tier | None = None
    tier_movement: TierMovement | None = None
    section: SectionKind | None = None
    construction: str | None = None
    source: Origin | None = None
    sections: tuple[GoldSection, ...] | None = field(default=None, repr=False)
    recommendations: int | None = None
    planted: tuple[Planted, ...] = ()
    text: str = field(repr=False)
    facts: tuple[GoldFact, ...] = field(repr=False)
    flows: tuple[GoldFlow, ...] | None = field(default=None, repr=False)

    @property
    def era(self) -> str:
        """The era of the report; narratives from one era are worded alike."""
        return ERAS[0] if self.report_year < 2010 else ERAS[1] if self.report_year < 2018 else ERAS[2]

    def rows(self) -> list[Mapping[str, Any]]:
        """Return the facts as rows that scoring can compare."""
        return [{name: getattr(fact, name) for name in FACT_FIELDS} for fact in self.facts]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldText(LabelledText):
    """A labeled text with its batch."""

    batch: Batch
