"""Learns which offense each article of law described in a narrative covers, so that "24 persons under Section 360(A)"
can be assigned a kind of exploitation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.dimensions.named import only
from tipetl.language import concepts
from tipetl.syntax.chunks.kinds import NOUN
from tipetl.syntax.chunks.spans import clause_bounds

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.tokens import Tokens


def numbered_laws(analysis: Analysis, first: int, last: int) -> list[str]:
    """Return the numbers, as printed, of the articles of law named between tokens ``first`` and ``last``."""
    items = analysis.items[analysis.items_from(first) : analysis.items_from(last + 1)]
    labels = (
        _label(analysis.tokens, item.last + 1) for item in items if (item.kind, item.concept) == (NOUN, concepts.LAW)
    )
    return [label for label in labels if label]


def _label(tokens: Tokens, place: int) -> str:
    """Return the number that begins at a token ("149a", "360(A)"), or an empty string if no number begins there."""
    if place == len(tokens.low) or not tokens.low[place][0].isdigit():
        return ""
    label = tokens.low[place]
    for at in range(place + 1, len(tokens.low)):
        word = tokens.low[at]
        if tokens.start[at] != tokens.end[at - 1] or not (word.isalnum() or word in "()-./"):
            break
        label += word
    return label.rstrip(".-/")


def learned(analysis: Analysis) -> dict[str, str | None]:
    """Return the kind of each article for which a sentence states a penalty, or None for an article that covers
    several kinds."""
    known = dict(analysis.context.statutes)
    new: dict[str, str | None] = {}
    for reading in analysis.readings:
        if reading.metric != "penalty_prescribed":
            continue
        begin, _ = clause_bounds(analysis.tokens, reading.first)
        for label in numbered_laws(analysis, begin, reading.first - 1)[-1:]:
            same = known.get(label, reading.exploitation) == reading.exploitation
            known[label] = new[label] = reading.exploitation if same else None
    return new


def kind_under(analysis: Analysis, first: int, last: int) -> tuple[bool, str | None]:
    """Return whether articles are named between two tokens, and their kind if the narrative assigns all of them the
    same kind."""
    labels = numbered_laws(analysis, first, last)
    return bool(labels), only(analysis.context.statutes.get(label) for label in labels)
