"""Turns readings into frozen facts with ids and links.

What belongs here: turning finished readings into the table of facts. What does not belong here: reading sentences.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from tipetl.figures.choice.calibration import calibrated
from tipetl.figures.terms.statutes import statute_before
from tipetl.language.cardinals import MAX_PERSONS
from tipetl.metrics import DURATIONS
from tipetl.model import UNITS, Document, Fact, codes
from tipetl.model.narrative import whole_of
from tipetl.model.opened import opened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.places import Place
    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading

OpenFact = opened(Fact)
R = TypeVar("R", bound="Reading")


def fact_id(narrative: str, sentence: str, words: str, metric: str, extra: str, occurrence: int) -> str:
    """Return a fact's stable id, derived only from its content, with a counter in case a sentence states the same
    thing twice."""
    key = "\x1f".join((narrative, sentence, words, metric, extra, str(occurrence)))
    return hashlib.sha256(key.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Freezer:
    """Makes the facts of one document. ``seen`` counts how often identical sentences have stated the same thing so
    far."""

    document: Document
    seen: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def named(self, analysis: Analysis, place: Place) -> Analysis:
        """Assigns each finished reading of a sentence the id of its fact. A part refers to its total by id, so every id
        must exist before the first fact is made."""
        if not analysis.readings:
            return analysis
        draft = analysis.opened()
        readings = _distinct(draft.readings)
        for reading in readings:
            reading.fact_id = self._id(draft, reading, place)
        for reading in draft.readings:
            if reading.fact_id is None:
                reading.fact_id = next(x.fact_id for x in readings if _said(x) == _said(reading))
        return draft.sealed()

    def facts(self, analysis: Analysis, place: Place) -> list[Fact]:
        """Return the facts of a sentence in reading order; the readings must already have ids (``named``)."""
        return [self._fact(analysis, reading, place) for reading in _distinct(analysis.readings)]

    def _id(self, analysis: Analysis, reading: Reading, place: Place) -> str:
        start, end = analysis.tokens.start[reading.first], analysis.tokens.end[reading.last]
        within = start - place.sentence.char_start
        extra = f"{within}|{reading.low}|{reading.high}|{reading.unit}|{reading.status}"
        said = place.words, extra, reading.metric
        self.seen[said] += 1
        document = self.document
        narrative = document.narrative_id or document.doc
        return fact_id(narrative, place.words, document.text[start:end], reading.metric, extra, self.seen[said])

    def _fact(self, analysis: Analysis, reading: Reading, place: Place) -> Fact:
        text, sentence = self.document.text, place.sentence
        start, end = analysis.tokens.start[reading.first], analysis.tokens.end[reading.last]
        statute = None
        if reading.metric == "penalty_prescribed":
            statute = statute_before(text, start, sentence.char_start) or statute_before(text, start, place.floor)
        # positional arguments, in field order: keyword arguments would take half again as long
        fact = OpenFact(
            reading.fact_id or "",
            reading.metric,
            reading.low,
            reading.high,
            reading.qualifier,  # type: ignore[arg-type]
            reading.unit if reading.status == codes.REPORTED or reading.unit in UNITS else None,
            reading.status,  # type: ignore[arg-type]
            reading.year,
            reading.period,  # type: ignore[arg-type]
            reading.relation,  # type: ignore[arg-type]
            text[start:end],
            start,
            end,
            sentence.position,
            place.words,
            place.section,
            reading.rule + "+ellipsis" if reading.inherited else reading.rule,
            calibrated(reading),
            reading.exploitation,
            reading.age,
            reading.gender,
            reading.nationality,
            reading.official,
            reading.count if reading.count is None or reading.count <= MAX_PERSONS else None,
            statute,
            reading.purpose,
            links=_links(reading),
        )
        fact.__class__ = Fact
        return fact


def _links(reading: Reading) -> tuple[tuple[str, str], ...]:
    """Return a reading's links, each with the id of the linked reading's fact."""
    told = {(link.kind, link.other.fact_id): None for link in reading.links}
    return tuple((kind, other) for kind, other in told if other is not None and other != reading.fact_id)


def _distinct(readings: Sequence[R]) -> list[R]:
    """Return the readings in text order; if several give the same values for the same words, only the first."""
    kept: dict[tuple[object, ...], R] = {}
    for reading in sorted(readings, key=_in_order) if len(readings) > 1 else readings:
        kept.setdefault(_said(reading), reading)
    return [*kept.values()]


def _said(reading: Reading) -> tuple[object, ...]:
    return reading.metric, reading.first, reading.last, reading.low, reading.high, reading.unit, reading.year


def _in_order(reading: Reading) -> tuple[int, int, str]:
    return reading.first, reading.last, reading.metric


def linked(facts: Sequence[Fact], counted: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return the facts with ``part_of`` and ``restates`` filled in, and without links to facts outside ``counted``."""
    known = {fact.fact_id for fact in counted}
    first: dict[tuple[object, ...], Fact] = {}
    out: list[Fact] = []
    for fact in facts:
        links = tuple((kind, other) for kind, other in fact.links if other in known) if fact.links else ()
        part_of = whole_of(links)
        restates = None
        if fact.status == codes.REPORTED and fact.metric not in DURATIONS:
            said = fact.metric, fact.value, fact.value_high, fact.year, fact.unit, fact.exploitation, fact.official
            earlier = first.setdefault(said, fact)
            restates = earlier.fact_id if earlier.fact_id in known and _says_again(fact, earlier) else None
        changed = restates is not None or part_of is not None or links != fact.links
        out.append(replace(fact, restates=restates, part_of=part_of, links=links) if changed else fact)
    return tuple(out)


def _says_again(fact: Fact, earlier: Fact) -> bool:
    """Whether a fact only repeats an equal fact from another sentence; a part of a different total does not count as a
    repeat."""
    whole = whole_of(fact.links)
    return earlier.sentence != fact.sentence and (not whole or whole_of(earlier.links) == whole)
