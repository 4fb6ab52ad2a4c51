"""Defines the frozen record of a figure while its sentence is being read; the record becomes a Fact at the end.

A step that fills in readings works on open copies of its own (``record.analysis.Draft``).
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from typing import TYPE_CHECKING, Any, NamedTuple

from tipetl.language import concepts, forms
from tipetl.language.numbers import Number
from tipetl.language.words import word_set
from tipetl.metrics import METRIC, PROCEEDINGS
from tipetl.model import codes
from tipetl.syntax.chunks.sealing import seal
from tipetl.syntax.frames.frame import Frame, SealedFrame

if TYPE_CHECKING:
    from tipetl.syntax.chunks.time_bounds import Time

#: the link from a figure to the figure that it continues, while the former may still be a part, a comparator or neither
GOES_ON = "goes_on_from"
#: the link from a figure that the scorer added to another figure that counts the same thing
COUNTS_LIKE = "counts_like"
PART_OF, REST_OF, ONE_OF_SEVERAL = "part_of", "rest_of", "one_of_several"
MAKES_UP, AMONG = "makes_up", "among"
COMPARED_WITH, SAME_AS, IN_ROW_WITH = "compared_with", "same_as", "in_row_with"
SHARES_NOUN, SHARES_VERB = "shares_noun", "shares_verb"
#: prefixes of the ``rule`` of readings made by a trained model instead of a rule
SCORER, ENCODER = "scorer.", "encoder."
TRAINED = (SCORER, ENCODER)


class Dating(NamedTuple):
    """A year that a figure might have, and why. ``period`` is a code from the contract; ``compared``: the figure is a
    comparator if it has this year; ``stated``: the text names the figure's year; ``time``: the words that name it."""

    year: int | None
    period: str
    why: str
    compared: bool = False
    stated: bool = False
    time: Time | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Link:
    """A figure's dependence on the figure ``other``; once the sentence is read, ``kind`` is one of
    ``model.LINK_KINDS``."""

    kind: str
    other: Reading


@dataclass(frozen=True, eq=False)
class Reading:
    """One metric read from one number. ``first`` and ``last`` are tokens; ``score`` is the weight of the slots matched.
    A reading equals only itself, so that list searches compare no fields."""

    metric: str
    number: int
    first: int
    last: int
    low: float | None
    high: float | None
    qualifier: str
    unit: str | None
    status: str
    rule: str
    score: float
    frame: Frame | None = None
    year: int | None = None
    period: str = codes.UNSPECIFIED
    relation: str = codes.CURRENT
    exploitation: str | None = None
    age: str | None = None
    gender: str | None = None
    nationality: str | None = None
    official: bool = False
    count: int | None = None
    purpose: str | None = None
    #: whether the figure's own words name one or more kinds of exploitation
    kind_told: bool = False
    inherited: bool = False
    stated_time: bool = False
    #: the figure that this figure continues, and how, as far as is known so far
    link: Link | None = None
    #: links to all figures on which this figure depends, set once the sentence is read (``links``)
    links: tuple[Link, ...] = ()
    #: whether the previous sentence may still change the reading's unit
    unsettled: bool = False
    #: the id of the fact made from the reading, set once the sentence is done
    fact_id: str | None = None
    #: the scorer's probability for the metric; 1 if the scorer was not asked
    chance: float = 1.0
    notes: tuple[str, ...] = ()
    #: the figure's candidate years, the chosen one first
    dating: tuple[Dating, ...] = ()

    @property
    def antecedent(self) -> Reading | None:
        """The figure that this figure continues, if any."""
        return None if self.link is None else self.link.other

    @property
    def part(self) -> bool:
        """Whether this figure is a part of its antecedent, as far as is known."""
        return self.link is not None and self.link.kind == PART_OF


class OpenReading(Reading):
    """A reading that may still be filled in, by the step that made or copied it."""

    metric: str
    number: int
    high: float | None
    qualifier: str
    unit: str | None
    rule: str
    frame: Frame | None
    year: int | None
    period: str
    relation: str
    exploitation: str | None
    age: str | None
    gender: str | None
    nationality: str | None
    official: bool
    count: int | None
    purpose: str | None
    kind_told: bool
    inherited: bool
    stated_time: bool
    link: Link | None
    links: tuple[Link, ...]
    unsettled: bool
    fact_id: str | None
    chance: float
    notes: tuple[str, ...]
    dating: tuple[Dating, ...]

    __setattr__ = object.__setattr__

    if not TYPE_CHECKING:

        def __init__(self, *values: object, **named: object) -> None:
            # making a frozen record would take five times as long
            self.__dict__.update(_DEFAULTS)
            self.__dict__.update(zip(_NAMES, values, strict=False), **named)


_NAMES = tuple(row.name for row in fields(Reading))
_DEFAULTS = {row.name: row.default for row in fields(Reading) if row.default is not MISSING}


def copy_of(reading: Reading) -> OpenReading:
    """Return an open copy of a reading."""
    copy = OpenReading.__new__(OpenReading)
    copy.__dict__.update(reading.__dict__)
    return copy


def sealed_reading(reading: Reading) -> Reading:
    """Freezes an open reading and returns it. The reading's frame is frozen too, as are the readings that it continues,
    even those dropped meanwhile."""
    told: Any = reading
    while told.__class__ is OpenReading:
        told.__class__ = Reading  # type: ignore[assignment]
        if told.frame is not None:
            seal(told.frame, SealedFrame)
        told = told.link and told.link.other
    return reading


#: the ``number`` index of a reading that repeats a figure for another time ("the same number as in 2015")
REPEATED = -2
PERSON_NOUNS = word_set("nouns_of_persons")
CASE_NOUNS = frozenset(
    [concepts.CASE, concepts.COMPLAINT, concepts.TRIAL, concepts.INVESTIGATION, concepts.PROSECUTION]
)
#: Nouns of figures that count cases, whatever the default unit of their metric.
PROCEEDING_NOUNS = CASE_NOUNS - {concepts.COMPLAINT}
#: The nouns that a part or comparator of a metric may count, by the metric's unit noun.
_NOUNS_OF = {"persons": PERSON_NOUNS, "cases": CASE_NOUNS}
COMPATIBLE: dict[str, frozenset[str]] = {
    code: frozenset().union(*(_NOUNS_OF.get(noun, (noun,)) for noun in metric.nouns))
    for code, metric in METRIC.items()
    if metric.nouns
}


def unit_for(metric: str, heads: list[str], rule_unit: str | None) -> str | None:
    """Return the unit of the counted nouns or, if these do not determine a unit, the rule's or the metric's own."""
    if metric in PROCEEDINGS:
        if any(h in PERSON_NOUNS for h in heads):
            return codes.PERSON
        if codes.CASE in METRIC[metric].units and not PROCEEDING_NOUNS.isdisjoint(heads):
            return codes.CASE if rule_unit is None or rule_unit == codes.CASE else rule_unit
    return rule_unit or METRIC[metric].unit


def read_number(
    metric: str, number: Number, index: int, unit: str | None, rule: str, score: float, frame: Frame
) -> OpenReading:
    """Makes an open reading of ``number``, which has index ``index`` in the sentence. The number's form determines the
    status: none, not reported or reported."""
    low, status = number.low, codes.REPORTED
    if number.form == forms.ZERO or number.low == 0:
        low, status = 0, codes.NONE
    elif number.form == forms.UNKNOWN:
        low, status = None, codes.NOT_REPORTED
    return OpenReading(
        metric, index, number.first, number.last, low, number.high, number.qualifier, unit, status, rule, score, frame
    )
