"""Reads a document's facts, candidates and quantities (contract sections 1, 3 and 6).

What belongs here: going through the sentences in order. What does not belong here: what one sentence passes on to the
next (``state``), how a sentence is read (``sentence``), or how readings become records (``freezing``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipetl.figures.choice.calibration import CANDIDATE_BELOW
from tipetl.figures.choice.choose import look_ahead
from tipetl.figures.choice.network import Scorer, load_scorer
from tipetl.figures.claims.read import ClaimReader
from tipetl.figures.dimensions.statutes import learned
from tipetl.figures.freezing import Freezer, linked
from tipetl.figures.places import Place, places_of, wishes
from tipetl.figures.quantities.rows import quantities_of
from tipetl.figures.record.analysis import Analysis
from tipetl.figures.sentence import parse, read, tie
from tipetl.figures.state import State
from tipetl.figures.years.assign import assign_years
from tipetl.language.memo import uncollected
from tipetl.language.rules import RuleSet, load_rules
from tipetl.model import Claim, Document, Fact, Quantity, Section, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Listener = Callable[[int, Analysis], object]

#: The number of sentences that go through each step together, so that a step's code and word lists stay in the
#: processor's cache. Processing one sentence at a time takes 50% longer.
AT_ONCE = 48
#: The maximum number of characters that go through each step together. The limit bounds memory use, and 48 sentences of
#: prose never reach it.
AT_ONCE_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class FactReading:
    """The fact stage's result for one document, with each list in reading order."""

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
    """Reads every figure in a document. ``rules`` defaults to the shipped rule set, ``scorer`` to the shipped scorer
    (False: rules alone). For every sentence that may contain a figure, ``listener`` receives the offset of the
    sentence's first character and its analysis. Never raises an exception, whatever the text."""
    if scorer is True:
        scorer = load_scorer()
    with uncollected():
        walk = _Walk(document, rules or load_rules(), scorer or None, listener)
        return walk.over(places_of(document.text, sections, sentences))


@dataclass(frozen=True, slots=True)
class _Walk:
    """One pass over the sentences of a document, with the settings for the whole pass."""

    document: Document
    rules: RuleSet
    scorer: Scorer | None
    listener: Listener | None

    def over(self, places: Iterator[Place]) -> FactReading:
        """Reads the document's sentences in batches."""
        facts: list[Fact] = []
        candidates: list[Fact] = []
        quantities: list[Quantity] = []
        claims: list[Claim] = []
        counted: set[str | None] = set()
        freezer, claimed, state = Freezer(self.document), ClaimReader(self.document), State()
        for batch in _batches(places):
            done: list[tuple[Analysis, Place]] = []
            for analysis, place in self._parsed(batch):
                analysis, state = self._read(analysis, place, state.entering(place.sentence.paragraph), freezer)
                done.append((analysis, place))
            frozen = [freezer.facts(analysis, place) for analysis, place in done]
            for (analysis, place), made in zip(done, frozen, strict=True):
                if self.listener is not None:
                    self.listener(place.sentence.char_start, analysis)
                sure = [fact for fact in made if fact.confidence >= CANDIDATE_BELOW]
                facts += sure
                counted.update(fact.fact_id for fact in sure)
                candidates += [fact for fact in made if fact.confidence < CANDIDATE_BELOW]
                # candidates are not in the table of facts, so quantities do not refer to them
                quantities += quantities_of(self.document.text, analysis, place.sentence, place.section, sure)
                claims += claimed.claims(analysis, place, counted)
        return FactReading(linked(facts, facts), linked(candidates, facts), tuple(quantities), tuple(claims))

    def _parsed(self, batch: list[Place]) -> list[tuple[Analysis, Place]]:
        """Runs the steps that do not depend on other sentences on each sentence in a batch."""
        spans = [(place.sentence.char_start, place.sentence.char_end) for place in batch]
        parsed = parse(self.document.text, spans, self.rules, self.document.iso3)
        if self.scorer is not None:
            parsed = look_ahead(parsed, [None if place.silent else place.section for place in batch], self.scorer)
        return [*zip(parsed, batch, strict=True)]

    def _read(self, analysis: Analysis, place: Place, state: State, freezer: Freezer) -> tuple[Analysis, State]:
        """Finishes a parsed sentence, given the state left by earlier sentences. Returns the finished sentence and the
        state after it."""
        context = state.context(self.rules, self.document.iso3, place.section, self._unread(place, state))
        analysis = read(analysis, context, None if place.silent else self.scorer)
        state = state.describing(learned(analysis))
        if place.silent or wishes(analysis):
            analysis = analysis.with_readings(())
        analysis, years = assign_years(analysis.passed(), state.paragraph.years, self.document.report_year)
        analysis = freezer.named(tie(analysis), place).frozen()
        return analysis, state.after(analysis, years, silent=place.silent)

    def _unread(self, place: Place, state: State) -> str | None:
        """Return the text of the paragraph's previous sentence, or None if that sentence was read."""
        last = state.paragraph.last
        if place.before is None or (last is not None and last.tokens.start[0] >= place.before[0]):
            return None
        return self.document.text[slice(*place.before)]


def _batches(places: Iterator[Place]) -> Iterator[list[Place]]:
    """Yield the places in order, in batches that go through each step together."""
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
