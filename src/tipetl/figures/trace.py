"""Reads facts and keeps the analysis of every sentence with them.

What belongs here: pairing the frozen facts with the readings from which they were made. What does not belong here:
reading (``facts``), or displaying (``tipetl.explain``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tipetl.figures.choice.network import Scorer
from tipetl.figures.facts import FactReading, extract_facts
from tipetl.figures.record.analysis import Analysis
from tipetl.figures.record.readings import Reading
from tipetl.model import Document, Fact, Section, Sentence


@dataclass(frozen=True, slots=True)
class Traced:
    """A document's facts, and the analyses from which they were made. ``reading``: the result of the fact stage.
    ``analyses``: the analysis of each sentence, by the offset of its first character; sentences that cannot contain a
    figure are absent. ``made_of``: the reading from which each fact was made, by fact id."""

    reading: FactReading
    analyses: dict[int, Analysis]
    made_of: dict[str, Reading]

    def facts(self) -> list[tuple[Fact, Reading]]:
        """Return facts and candidates with their readings, in reading order."""
        rows = [(f, self.made_of[f.fact_id]) for f in (*self.reading.facts, *self.reading.candidates)]
        return sorted(rows, key=lambda row: (row[0].char_start, row[0].char_end, row[0].metric))


def traced(
    document: Document,
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
    scorer: Scorer | bool | None = True,
) -> Traced:
    """Reads facts as ``extract_facts`` does, and keeps the analyses."""
    analyses: dict[int, Analysis] = {}
    reading = extract_facts(document, sections, sentences, None, scorer, analyses.__setitem__)
    made_of = {r.fact_id: r for a in analyses.values() for r in reversed(a.readings) if r.fact_id is not None}
    return Traced(reading, analyses, made_of)
