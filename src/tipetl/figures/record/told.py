"""What a document has told up to a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tipetl.figures.record.analysis import figures_of
from tipetl.figures.record.layers import Layers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tipetl.figures.record.analysis import Analysis

#: One or two recur by chance; a larger figure that comes again is the same one.
CHANCE = 2


@dataclass(frozen=True, slots=True)
class Told:
    """What the sentences so far have told that later ones may point back to.

    ``figures`` holds the figures of sentences that may give facts, ``kinds`` the kind of exploitation that each of them
    had last, where it had one. ``statutes`` gives the kind of the articles of law described; None where an article is
    about more than one kind.
    """

    figures: Layers[float, None] = field(default_factory=Layers)
    kinds: Layers[float, str] = field(default_factory=Layers)
    statutes: Layers[str, str | None] = field(default_factory=Layers)

    def with_statutes(self, described: Mapping[str, str | None]) -> Told:
        """The same after a sentence that describes some articles of law."""
        return Told(self.figures, self.kinds, self.statutes.with_more(described)) if described else self

    def with_figures(self, analysis: Analysis) -> Told:
        """The same after the figures of a sentence, and the kinds of its readings."""
        figures = dict.fromkeys(figure for figure in figures_of(analysis) if figure not in self.figures)
        kinds = {
            reading.low: reading.exploitation
            for reading in analysis.readings
            if reading.exploitation and reading.low and reading.low > CHANCE
        }
        if not figures and not kinds:
            return self
        return Told(self.figures.with_more(figures), self.kinds.with_more(kinds), self.statutes)
