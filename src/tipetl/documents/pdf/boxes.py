"""Locate the words of a narrative on its pages.

Boxes are computed for requested spans, with one page open at a time. Each volume is opened once for all its narratives.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

import pypdfium2 as pdfium

from tipetl.documents.pdf.pages import Font, Glyphs, open_pdf, page_glyphs
from tipetl.model import Box, Part, TextRun

Span = tuple[int, int]


def boxes(data: bytes, part: Part, spans: Sequence[Span]) -> list[Box | None]:
    """Return the box of each span (start, end) of the part's text, in points from its page's upper left corner.

    If a span extends beyond a line's end, its box is that of its first line. If a span is on no page, its box is None.
    Raises the same SourceErrors as ``parse_pdf``.
    """
    with box_finder(data) as find:
        return find(part, spans)


@contextmanager
def box_finder(data: bytes) -> Iterator[Callable[[Part, Sequence[Span]], list[Box | None]]]:
    """Open a PDF and yield a function that finds the boxes of any of its parts, as ``boxes`` does for one part."""
    fonts: dict[bytes, Font] = {}
    with open_pdf(data) as document:
        yield lambda part, spans: _boxes(document, fonts, part, spans)


def _boxes(
    document: pdfium.PdfDocument, fonts: dict[bytes, Font], part: Part, spans: Sequence[Span]
) -> list[Box | None]:
    starts = [run.char_start for run in part.runs]
    wanted: defaultdict[int, list[tuple[int, list[TextRun]]]] = defaultdict(list)
    for number, span in enumerate(spans):
        if runs := _first_line(part.runs, starts, span):
            wanted[runs[0].page].append((number, runs))
    found: list[Box | None] = [None] * len(spans)
    for page in sorted(wanted):
        with suppress(ValueError), page_glyphs(document, page, fonts) as glyphs:  # skip damaged pages
            for number, runs in wanted[page]:
                found[number] = _box(glyphs, page, runs, spans[number])
    return found


def _first_line(runs: Sequence[TextRun], starts: Sequence[int], span: Span) -> list[TextRun]:
    """Return the runs on a span's first line that the span touches. Except for spaces, these are contiguous on the
    page."""
    at = max(bisect_right(starts, span[0]) - 1, 0)
    found: list[TextRun] = []
    for run in runs[at:]:
        if run.char_start >= span[1]:
            break
        if run.char_end <= span[0]:
            continue
        if found and (run.page != found[-1].page or not 0 <= run.raw_start - found[-1].raw_end < 8):
            break
        found.append(run)
    return found


def _box(glyphs: Glyphs, page: int, runs: Sequence[TextRun], span: Span) -> Box | None:
    """Return the box around the characters of the span on the line where it starts."""
    box: list[float] = []
    for run in runs:
        start, end = run.raw_start, run.raw_end
        if end - start == run.char_end - run.char_start:
            start += max(span[0] - run.char_start, 0)
            end -= max(run.char_end - span[1], 0)
        for index in range(start, end):
            if glyphs.raw[index : index + 1].isspace():
                continue
            left, top, right, bottom = glyphs.box(index)
            if right <= left:
                continue
            if box and (top > box[3] or bottom < box[1] or left < box[2] - (bottom - top) * 2):
                return Box(page, *box)
            box = [min(box[0], left), min(box[1], top), max(box[2], right), max(box[3], bottom)] if box else [
                left, top, right, bottom,
            ]  # fmt: skip
    return Box(page, *box) if box else None
