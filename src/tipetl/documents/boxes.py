"""Where the words of facts stand on their pages.

What belongs here: asking a paged source for the boxes of the facts found in it, once a source.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tipetl.errors import SourceError
from tipetl.model import Fact, Narrative, Parsed, Part

if TYPE_CHECKING:
    from tipetl.documents.pdf import PdfBoxes

__all__ = ["placed"]


def placed(data: bytes, parsed: Parsed, narratives: Sequence[Narrative]) -> list[Narrative]:
    """The narratives with the box of each fact and candidate, for a PDF; those of other forms as they are.

    Only what became a fact is looked for: boxes of all words would cost more than the reading.
    """
    if parsed.form != "pdf":
        return list(narratives)
    from tipetl.documents.pdf import PdfBoxes as Boxes

    try:
        with Boxes(data) as pages:
            return [_placed(pages, narrative) for narrative in narratives]
    except SourceError:
        # It could be opened a moment ago; facts without a box are better than none.
        return list(narratives)


def _placed(pages: PdfBoxes, narrative: Narrative) -> Narrative:
    document = narrative.document
    told = (*narrative.facts, *narrative.candidates)
    boxes = pages.boxes(Part(document.text, runs=document.runs), [(fact.char_start, fact.char_end) for fact in told])
    found: list[Fact] = [replace(fact, box=box) for fact, box in zip(told, boxes, strict=True)]
    number = len(narrative.facts)
    return replace(narrative, facts=tuple(found[:number]), candidates=tuple(found[number:]))
