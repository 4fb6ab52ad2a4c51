"""A narrative's text with what stands beside it on its pages, as sections of their own.

What belongs here: where boxes and captions go in the document. They follow the narrative, so that its own offsets stay
what they are, and each is a section of kind ``other`` that no figure, name or route is read from: it tells of another
matter, often of another country.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tipetl.model import TOLD_ASIDES, Part, Section, TextRun

__all__ = ["Extended", "extended"]


@dataclass(frozen=True, slots=True)
class Extended:
    """A narrative's text, runs and sections, those of its asides behind them."""

    text: str
    runs: tuple[TextRun, ...]
    sections: tuple[Section, ...]


def extended(part: Part, sections: Sequence[Section]) -> Extended:
    """The part's text, runs and sections, continued by its boxes, captions and quotations.

    ``sections`` are those of ``part.text``; they stay as they are. A text without such asides stays as it is, and so
    does that of a web page: its document is its main text, and its captions stand in the table ``aside`` alone.
    """
    told = [aside for aside in part.asides if aside.kind in TOLD_ASIDES and aside.box]
    if not told or not part.text.strip():
        return Extended(part.text, part.runs, tuple(sections))
    pieces = [part.text.rstrip("\n")]
    length = len(pieces[0])
    runs = list(part.runs)
    found = list(sections)
    for aside in told:
        start = length + 2
        pieces.append(aside.text)
        length = start + len(aside.text)
        runs += [replace(run, char_start=run.char_start + start, char_end=run.char_end + start) for run in aside.runs]
        found.append(Section(len(found), "other", aside.title, start, length, aside.kind))
    text = "\n\n".join(pieces) + "\n"
    return Extended(text, tuple(runs), tuple(found))
