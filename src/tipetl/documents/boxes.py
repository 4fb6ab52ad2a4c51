"""Locate the words that state each fact on the pages of a paged source.

Each source is opened only once for all its facts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tipetl.errors import SourceError
from tipetl.model import Box, Narrative, Parsed, Part


def placed(data: bytes, parsed: Parsed, narratives: Sequence[Narrative]) -> list[Narrative]:
    """Return the narratives, with a box for each fact and candidate if the source is a PDF.

    Only the words of facts and candidates are located: boxes for every word would cost more than reading the text.
    """
    if parsed.form != "pdf":
        return list(narratives)
    from tipetl.documents.pdf import box_finder

    try:
        with box_finder(data) as find:
            return [_placed(find, narrative) for narrative in narratives]
    except SourceError:
        # The file could be opened a moment ago, so this error is unexpected. Facts without boxes are better than no
        # facts.
        return list(narratives)


def _placed(find: Callable[[Part, list[tuple[int, int]]], list[Box | None]], narrative: Narrative) -> Narrative:
    document = narrative.document
    readings = (*narrative.facts, *narrative.candidates)
    part = Part(document.text, runs=document.runs)
    boxes = find(part, [(fact.char_start, fact.char_end) for fact in readings])
    found = [replace(fact, box=box) for fact, box in zip(readings, boxes, strict=True)]
    number = len(narrative.facts)
    return replace(narrative, facts=tuple(found[:number]), candidates=tuple(found[number:]))
