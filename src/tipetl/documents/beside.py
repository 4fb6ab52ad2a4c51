"""Append the text beside a narrative (boxes, captions, quotations) to its document as separate sections.

Asides follow the narrative, so the narrative's own offsets do not shift. Each aside becomes a section of kind
``other``, from which no figure, name or route is read, because an aside covers another subject, often another country.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tipetl.model import TOLD_ASIDES, Part, Section, TextRun


@dataclass(frozen=True, slots=True)
class Extended:
    """The text, runs and sections of a narrative, followed by the text, runs and sections of its asides."""

    text: str
    runs: tuple[TextRun, ...]
    sections: tuple[Section, ...]


def extended(part: Part, sections: Sequence[Section]) -> Extended:
    """Append the part's boxes, captions and quotations to its text, runs and sections.

    ``sections`` are the sections of ``part.text`` and stay unchanged. Texts without asides stay unchanged, and so do
    web pages: a page's document is its main text, and its captions and surroundings appear only in the ``aside`` table.
    """
    asides = [aside for aside in part.asides if aside.kind in TOLD_ASIDES and aside.box]
    if not asides or not part.text.strip():
        return Extended(part.text, part.runs, tuple(sections))
    pieces = [part.text.rstrip("\n")]
    length = len(pieces[0])
    runs = list(part.runs)
    found = list(sections)
    for aside in asides:
        start = length + 2
        pieces.append(aside.text)
        length = start + len(aside.text)
        runs += [replace(run, char_start=run.char_start + start, char_end=run.char_end + start) for run in aside.runs]
        found.append(Section(len(found), "other", aside.title, start, length, aside.kind))
    text = "\n\n".join(pieces) + "\n"
    return Extended(text, tuple(runs), tuple(found))
