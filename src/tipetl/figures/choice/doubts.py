"""Finds unread numbers that are likely enough to be figures to justify running the encoder.

What belongs here: the clues that a number is a figure, and the model that weighs these clues. What does not belong
here: running the encoder (``proposals``).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from tipetl.figures.record.readings import PERSON_NOUNS
from tipetl.language import forms
from tipetl.metrics import SCORED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tipetl.figures.record.analysis import Analysis
    from tipetl.syntax.frames.frame import Frame

FILE = "doubts.json"
#: the scorer's log odds are clipped to this range; values beyond it do not help to distinguish unread numbers
LEAST, MOST = -15.0, 5.0
#: the number of highest log odds that serve as separate clues, and the cap on the number of figures counted in a
#: sentence
BEST, MOST_FIGURES = 3, 3


@dataclass(frozen=True, slots=True)
class Doubts:
    """A logistic model that estimates whether an unread number is a figure: a bias, and the weights of ``clues``."""

    bias: float
    weights: Mapping[str, float]

    def odds(self, analysis: Analysis, index: int) -> float:
        """Return the log odds that the number at an index is a figure."""
        weights = self.weights
        return self.bias + sum(weights[name] * value for name, value in clues(analysis, index) if name in weights)


def clues(analysis: Analysis, index: int) -> Iterator[tuple[str, float]]:
    """Yield named clues to whether an unread number is a figure. The clues are the scorer's log odds of each metric
    and the highest log odds; the number's form, size and frame; and the other things that the sentence counts and
    names."""
    odds = [min(max(odd, LEAST), MOST) for odd in analysis.odds[index]]
    yield from zip(SCORED, odds, strict=True)
    for rank, odd in enumerate(sorted(odds, reverse=True)[:BEST]):
        yield f"highest {rank}", odd
    number = analysis.numbers[index]
    if number.form in (forms.ZERO, forms.MONEY):
        yield number.form, 1.0
    yield "size", math.log1p(number.low or 0.0)
    read = len({reading.number for reading in analysis.readings})
    if read:
        yield "some read", 1.0
        yield "read", float(min(read, MOST_FIGURES))
    yield "section " + analysis.context.section, 1.0
    if analysis.comparator_at(number.first) is not None:
        yield "compared", 1.0
    for name in {*_of_frame(analysis.frames[index]), *("said " + concept for concept in analysis.concepts)}:
        yield name, 1.0


def _of_frame(frame: Frame) -> Iterator[str]:
    """Yield the names of the clues in a frame."""
    yield f"linked {frame.linked}"
    for name in ("partitive", "definite", "none", "inverted", "modal"):
        if getattr(frame, name):
            yield name
    if frame.bare():
        yield "bare"
    if not PERSON_NOUNS.isdisjoint(frame.heads):
        yield "persons"
    for slot in ("heads", "acts", "does", "post", "left", "right"):
        mine = getattr(frame, slot)
        if mine:
            yield slot
        for concept in mine:
            yield f"{slot} {concept}"
    for concept, _ in frame.of:
        yield f"of {concept}"


@cache
def load_doubts() -> Doubts | None:
    """Return the shipped model, or None if the package was built without one."""
    path = resources.files("tipetl.figures.choice") / "data" / FILE
    return doubts_from(path.read_text(encoding="utf-8")) if path.is_file() else None


def doubts_from(text: str) -> Doubts:
    """Parses the model from a file's text."""
    data = json.loads(text)
    return Doubts(float(data["bias"]), {name: float(weight) for name, weight in data["weights"].items()})
