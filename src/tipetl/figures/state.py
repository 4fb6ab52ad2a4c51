"""Defines what each sentence of a document passes on to the next.

What belongs here: the frozen state between two sentences. What does not belong here: the view of the state that steps
receive (``record.context``).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tipetl.figures.record.analysis import figures_of, metrics_of
from tipetl.figures.record.context import Context, Preceding
from tipetl.figures.record.layers import Layers
from tipetl.figures.years.carried import Carried

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading
    from tipetl.language.rules import RuleSet


#: Values up to this may recur by chance; a larger value that recurs is treated as the same figure.
CHANCE = 2
#: The number of readings kept for each value, to bound the memory used for a long document.
MOST_OF_A_VALUE = 12


@dataclass(frozen=True, slots=True)
class Told:
    """The figures, kinds and articles of law to which later sentences may refer back.

    ``figures`` contains the figures of sentences that may yield facts, and ``kinds`` the latest kind of exploitation of
    each figure, if any. ``named`` maps each value to its readings, the latest last. ``statutes`` maps each article of
    law described to its kind, or to None if the article covers several kinds.
    """

    figures: Layers[float, None] = field(default_factory=Layers)
    kinds: Layers[float, str] = field(default_factory=Layers)
    named: Layers[float, tuple[Reading, ...]] = field(default_factory=Layers)
    statutes: Layers[str, str | None] = field(default_factory=Layers)

    def with_statutes(self, described: Mapping[str, str | None]) -> Told:
        """Return the state plus the articles of law that a sentence describes."""
        return replace(self, statutes=self.statutes.with_more(described))

    def with_figures(self, analysis: Analysis) -> Told:
        """Return the state plus a sentence's figures and the kinds of its readings."""
        figures = dict.fromkeys(figure for figure in figures_of(analysis) if figure not in self.figures)
        kinds = {
            reading.low: reading.exploitation
            for reading in analysis.readings
            if reading.exploitation and reading.low and reading.low > CHANCE
        }
        named: dict[float, tuple[Reading, ...]] = {}
        for reading in analysis.readings:
            if reading.number >= 0 and reading.low and reading.low > CHANCE:
                earlier = named.get(reading.low) or self.named.get(reading.low, ())
                named[reading.low] = (*earlier, reading)[-MOST_OF_A_VALUE:]
        if not (figures or kinds or named):
            return self
        return Told(
            self.figures.with_more(figures), self.kinds.with_more(kinds), self.named.with_more(named), self.statutes
        )


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The state that a paragraph (``number``) carries from sentence to sentence: the years stated, the readings of the
    last sentence that had any (``before``), the readings of all its sentences (``spoken``), the metric of its first
    figure (``topic``), and the ``last`` sentence that may contain a figure."""

    number: int = -1
    years: Carried = field(default_factory=Carried)
    before: tuple[Reading, ...] = ()
    topic: str | None = None
    spoken: tuple[Reading, ...] = ()
    last: Preceding | None = None

    def after(self, analysis: Analysis, years: Carried) -> Paragraph:
        """Return the paragraph's state after a sentence."""
        last = Preceding(analysis.tokens, analysis.numbers, metrics_of(analysis.readings))
        if not analysis.readings:
            return Paragraph(self.number, years, self.before, self.topic, self.spoken, last)
        topic = self.topic or analysis.readings[0].metric
        readings = tuple(analysis.readings)
        return Paragraph(self.number, years, readings, topic, (*self.spoken, *readings), last)


@dataclass(frozen=True, slots=True)
class State:
    """The state before a sentence, from its paragraph and from the document so far."""

    paragraph: Paragraph = field(default_factory=Paragraph)
    told: Told = field(default_factory=Told)

    def entering(self, paragraph: int) -> State:
        """Return the state before a sentence of this paragraph; a new paragraph carries nothing yet."""
        return self if paragraph == self.paragraph.number else State(Paragraph(paragraph), self.told)

    def context(self, rules: RuleSet, iso3: str | None, section: str, words: str | None = None) -> Context:
        """Return the context of a sentence in a section. ``words`` are the words of the paragraph's previous sentence,
        if that sentence was not read."""
        paragraph, told = self.paragraph, self.told
        return Context(
            rules,
            iso3,
            section,
            paragraph.before,
            paragraph.topic,
            told.figures,
            told.kinds,
            told.statutes,
            paragraph.spoken,
            paragraph.last if words is None else words,
            told.named,
        )

    def describing(self, statutes: Mapping[str, str | None]) -> State:
        """Return the state plus the articles of law that a sentence describes."""
        return replace(self, told=self.told.with_statutes(statutes)) if statutes else self

    def after(self, analysis: Analysis, years: Carried, *, silent: bool) -> State:
        """Return the state after a sentence; later sentences never refer back to the figures of a ``silent`` one."""
        told = self.told if silent else self.told.with_figures(analysis)
        return State(self.paragraph.after(analysis, years), told)
