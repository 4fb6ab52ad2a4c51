"""Decides which metrics a denial or a silence covers, and with what figures.

What belongs here: deriving zeros and unreported figures from a frame. What does not belong here: how far a denial or a
silence extends (``negations``, ``silences``), the frame of the thing denied or not reported (``denied``,
``unreported``), or the words and exceptions (``data/coverage.yaml``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from tipetl.errors import DataFileError
from tipetl.figures.counts.match import candidates, settle
from tipetl.figures.record.readings import OpenReading, unit_for
from tipetl.language import concepts
from tipetl.language.particles import WORD
from tipetl.language.pattern_book import load_book
from tipetl.metrics import METRIC, VICTIMS
from tipetl.model import codes
from tipetl.syntax.chunks import voices
from tipetl.syntax.chunks.symbols import BOOK, words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from tipetl.figures.counts.match import Match
    from tipetl.figures.record.analysis import Analysis
    from tipetl.syntax.chunks.items import Item
    from tipetl.syntax.frames.frame import Frame

COVERAGE = load_book("tipetl.figures.denials")
#: the score of a figure that comes from words alone, not from a rule
SCORE = 4.0
NOTHING: frozenset[str] = frozenset()

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Rereading:
    """A denied verb with its object, which together mean something other than their concepts (``reads_as``)."""

    means: str
    examples: tuple[str, ...]
    verbs: frozenset[str] = NOTHING
    words: frozenset[str] = NOTHING
    object: frozenset[str] = NOTHING
    to_victims: bool = False
    alone: bool = False
    heads: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()

    def fits(self, frame: Frame, verb: Item, word: str, *, to_victims: bool, alone: bool) -> bool:
        """Whether this rereading applies to a verb with last word ``word`` and the object in ``frame``."""
        if (self.verbs and verb.concept not in self.verbs) or (self.words and word not in self.words):
            return False
        if self.object and not (len(frame.heads) == 1 and frame.heads[0] in self.object):
            return False
        return self.to_victims <= to_victims and self.alone <= alone


@dataclass(frozen=True, slots=True)
class Exemption:
    """A metric that a denial does not cover although the metric's words occur (``not_covered``)."""

    means: str
    examples: tuple[str, ...]
    metrics: frozenset[str]
    verbs: frozenset[str] = NOTHING
    words: frozenset[str] = NOTHING
    subject: str | None = None
    without: str | None = None

    def holds(self, verb: Item, word: str, subject: Sequence[str], concepts: AbstractSet[str]) -> bool:
        """Whether this exemption applies to a denied verb with last word ``word`` and its subject, in a sentence with
        the given concepts."""
        if self.without is not None:
            return self.without not in concepts
        if self.subject is not None and (self.subject not in subject or verb.voice != voices.ACTIVE):
            return False
        return verb.concept in self.verbs or word in self.words


@dataclass(frozen=True, slots=True)
class Question:
    """The subject of some words that ask a question, if it is not the number of the things named (``asked_of``)."""

    means: str
    examples: tuple[str, ...]
    metric: str | None
    asks: str
    every: frozenset[str] = NOTHING
    some: frozenset[str] = NOTHING
    without: frozenset[str] = NOTHING

    def fits(self, concepts: AbstractSet[str]) -> bool:
        """Whether the question has the required concepts."""
        if not self.every <= concepts or not self.without.isdisjoint(concepts):
            return False
        return not self.some or not self.some.isdisjoint(concepts)


def _rows(section: str, row: type[Row], in_order: AbstractSet[str]) -> tuple[Row, ...]:
    """Loads the rows of a section; lists become sets, except for the fields ``in_order``. Raises DataFileError for an
    unknown or missing field."""

    def value(key: str, said: Any) -> Any:
        if isinstance(said, list):
            return tuple(said) if key in in_order else frozenset(said)
        return said

    try:
        return tuple([row(**{key: value(key, said) for key, said in each.items()}) for each in COVERAGE.rules[section]])
    except (TypeError, KeyError) as error:
        raise DataFileError(f"{section}: {error}", file="coverage.yaml") from error


REREADINGS = _rows("reads_as", Rereading, {"examples", "heads", "acts"})
EXEMPTIONS = _rows("not_covered", Exemption, {"examples"})
QUESTIONS = _rows("asked_of", Question, {"examples"})
ASKS = {question.asks: BOOK[question.asks] for question in QUESTIONS}


class Denial(NamedTuple):
    """A denial (status "none") or a silence ("not_reported"): the tokens ``first`` to ``last``."""

    first: int
    last: int
    status: str

    def figure(
        self, metric: str, unit: str | None, rule: str, score: float = SCORE, frame: Frame | None = None
    ) -> OpenReading:
        """Makes the figure for a metric: 0 for a denial, null for a silence."""
        value = 0 if self.status == codes.NONE else None
        return OpenReading(
            metric, -1, self.first, self.last, value, None, codes.EXACT, unit, self.status, rule, score, frame
        )  # fmt: skip

    def figure_of(self, match: Match, frame: Frame) -> OpenReading:
        """Makes the figure for the metric of a matching rule, with the unit of the frame."""
        rule, score, _ = match
        return self.figure(rule.metric, unit_for(rule.metric, frame.heads, rule.unit), rule.id, score, frame)


def covered(analysis: Analysis, frame: Frame) -> list[Match]:
    """Return the rules that match the events denied or not reported, best first. Victims who were charged or convicted
    are not offenders."""
    fitting = candidates(analysis.context.rules, frame, analysis.concepts)
    of_victims = [match for match in fitting if match[0].metric in VICTIMS] if frame.heads == [concepts.VICTIM] else []
    return settle(of_victims or fitting)


def reread(analysis: Analysis, frame: Frame, verb: Item, *, alone: bool) -> None:
    """Changes the frame of a denied verb if the words mean something other than their concepts suggest."""
    low = analysis.tokens.low
    to_victims = concepts.VICTIM in frame.right and low[frame.np_end + 1 : frame.np_end + 2] == [WORD.goal]
    for row in REREADINGS:
        if row.fits(frame, verb, low[verb.last], to_victims=to_victims, alone=alone and verb.voice == voices.ACTIVE):
            frame.heads = [*row.heads] or frame.heads
            frame.acts = [*row.acts] or frame.acts
            frame.head_word = "" if row.heads else frame.head_word


def exempt(analysis: Analysis, verb: Item, subject: Sequence[str]) -> frozenset[str]:
    """Return the metrics that the denial of a verb with this subject does not cover although the metrics' words
    occur."""
    word = analysis.tokens.low[verb.last]
    rows = [row for row in EXEMPTIONS if row.holds(verb, word, subject, analysis.concepts)]
    return NOTHING.union(*(row.metrics for row in rows))


def asked_metric(low: list[str], concepts: AbstractSet[str]) -> str | None:
    """Return the metric that the words ``low``, with these concepts, ask about, or None if they ask for the number of
    the things they name, or do not ask about any metric."""
    row = words(low, 0, len(low))
    begun = {name for name, pattern in ASKS.items() if pattern.fits(row, 0)}
    return next((question.metric for question in QUESTIONS if question.asks in begun and question.fits(concepts)), None)


def unit_of(metric: str) -> str | None:
    """Return the default unit of a metric."""
    return METRIC[metric].unit
