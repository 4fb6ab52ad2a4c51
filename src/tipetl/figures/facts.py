"""Reads a document's facts, candidates and quantities (contract sections 1, 3 and 6).

What belongs here: going through the sentences in order. What does not: what one sentence passes on to the next
(``state``), how one is read (``sentence``), or how readings become records (``freezing``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tipetl.figures.choice.calibration import CANDIDATE_BELOW
from tipetl.figures.choice.choose import look_ahead
from tipetl.figures.choice.network import Scorer, load_scorer
from tipetl.figures.claims.read import ClaimReader
from tipetl.figures.dimensions.inherit import inherit
from tipetl.figures.freezing import Freezer, linked
from tipetl.figures.places import Place, places_of, wishes
from tipetl.figures.quantities.rows import quantities_of
from tipetl.figures.record.analysis import Analysis
from tipetl.figures.relations.links import link
from tipetl.figures.relations.parts import settle_parts
from tipetl.figures.sentence import parse, read
from tipetl.figures.state import State
from tipetl.figures.years.assign import assign_years
from tipetl.language.memo import uncollected
from tipetl.language.rules import RuleSet, load_rules
from tipetl.model import Claim, Document, Fact, Quantity, Section, Sentence, codes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tipetl.figures.record.readings import Reading

    Listener = Callable[[int, Analysis], object]

#: How many sentences go through each step together, so that a step's code and word lists stay in the processor's cache:
#: sentence by sentence, the same steps take half as long again.
AT_ONCE = 48
#: The most characters read together, which 48 sentences of prose never reach: all that is found in them is in memory.
AT_ONCE_CHARACTERS = 20_000
#: Notes on a term that everybody counted before got it.
OF_ALL = frozenset(("all", "them"))


@dataclass(frozen=True, slots=True)
class FactReading:
    """What the fact stage gives for one document, each list in reading order."""

    facts: tuple[Fact, ...]
    candidates: tuple[Fact, ...]
    quantities: tuple[Quantity, ...]
    claims: tuple[Claim, ...]


def extract_facts(
    document: Document,
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
    rules: RuleSet | None = None,
    scorer: Scorer | bool | None = True,
    listener: Listener | None = None,
) -> FactReading:
    """Reads every figure of a document. ``rules`` defaults to the shipped rule set, ``scorer`` to the shipped one
    (False: rules alone). ``listener`` receives the working of every sentence that may hold a figure, with the character
    at which the sentence begins; later steps fill in the same object. Never raises because of a text."""
    if scorer is True:
        scorer = load_scorer()
    with uncollected():
        walk = _Walk(document, rules or load_rules(), scorer or None, listener)
        return walk.over(places_of(document.text, sections, sentences))


@dataclass(frozen=True, slots=True)
class _Walk:
    """One pass over the sentences of a document: what stays the same all the way."""

    document: Document
    rules: RuleSet
    scorer: Scorer | None
    listener: Listener | None

    def over(self, places: Iterator[Place]) -> FactReading:
        """Reads the sentences, some at a time."""
        facts: list[Fact] = []
        candidates: list[Fact] = []
        quantities: list[Quantity] = []
        claims: list[Claim] = []
        counted: set[str | None] = set()
        freezer, claimed, state = Freezer(self.document), ClaimReader(self.document), State()
        for batch in _batches(places):
            parsed = self._parsed(batch)
            for analysis, place in parsed:
                state = self._read(analysis, place, state.entering(place.sentence.paragraph))
            frozen = [freezer.facts(analysis, place) for analysis, place in parsed]
            for (analysis, place), made in zip(parsed, frozen, strict=True):
                sure = [fact for fact in made if fact.confidence >= CANDIDATE_BELOW]
                facts += sure
                counted.update(fact.fact_id for fact in sure)
                candidates += [fact for fact in made if fact.confidence < CANDIDATE_BELOW]
                # numbers do not point to candidates, which are not in the table of facts
                quantities += quantities_of(self.document.text, analysis, place.sentence, place.section, sure)
                claims += claimed.claims(analysis, place, counted)
        return FactReading(linked(facts, facts), linked(candidates, facts), tuple(quantities), tuple(claims))

    def _parsed(self, batch: list[Place]) -> list[tuple[Analysis, Place]]:
        """Reads some sentences as far as each can be read by itself."""
        spans = [(place.sentence.char_start, place.sentence.char_end) for place in batch]
        parsed = [*zip(parse(self.document.text, spans, self.rules, self.document.iso3), batch, strict=True)]
        if self.listener is not None:
            for analysis, place in parsed:
                self.listener(place.sentence.char_start, analysis)
        if self.scorer is not None:
            look_ahead([(analysis, place.section) for analysis, place in parsed if not place.silent], self.scorer)
        return parsed

    def _read(self, analysis: Analysis, place: Place, state: State) -> State:
        """Reads a parsed sentence to its end, in the state that those before it left; gives the state after it."""
        document = self.document
        context = state.context(self.rules, document.iso3, place.section)
        told = state.told.with_statutes(read(analysis, context, None if place.silent else self.scorer))
        if place.silent or wishes(analysis):
            analysis.readings.clear()
        years = assign_years(analysis, state.paragraph.years, document.report_year)
        settle_parts(analysis, context.before)
        link(analysis, context.before)
        inherit(analysis)
        _share_counts(analysis, context.before)
        return replace(state, told=told).after(analysis, years, silent=place.silent)


def _batches(places: Iterator[Place]) -> Iterator[list[Place]]:
    """The places in order, those together that go through each step together."""
    batch: list[Place] = []
    characters = 0
    for place in places:
        if batch and (len(batch) == AT_ONCE or characters + len(place.words) > AT_ONCE_CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(place)
        characters += len(place.words)
    if batch:
        yield batch


def _share_counts(analysis: Analysis, before: Sequence[Reading]) -> None:
    """ "sentenced all to …": as many got the term as were convicted before."""
    for reading in analysis.readings:
        if reading.metric != "sentence_terms" or reading.count is not None or OF_ALL.isdisjoint(reading.notes):
            continue
        here = [other for other in analysis.readings if other.first < reading.first and _convicted(other)]
        convicted = here or [other for other in before if _convicted(other)]
        if convicted and convicted[-1].low is not None:
            reading.count = int(convicted[-1].low)


def _convicted(reading: Reading) -> bool:
    """Whether a figure counts persons convicted in the year reported."""
    return reading.metric == "convictions" and reading.relation == codes.CURRENT and reading.unit == codes.PERSON
