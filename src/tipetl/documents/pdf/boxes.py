"""Locate words of a narrative on the page.

Boxes are computed for requested spans, one open page at a time. A volume is opened once for all its narratives.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from contextlib import AbstractContextManager
from types import TracebackType

from tipetl.documents.pdf.pages import Font, Glyphs, open_pdf, page_glyphs
from tipetl.model import Box, Part, TextRun


def boxes(data: bytes, part: Part, spans: Sequence[tuple[int, int]]) -> list[Box | None]:
    """The box of each span (start, end) of the part's text, in points from the upper left corner of its page.

    A span that continues over a line's end gets the box of its first line; a span on no page gets None. Raises
    SourceError as ``parse_pdf`` does.
    """
    with PdfBoxes(data) as open_boxes:
        return open_boxes.boxes(part, spans)


class PdfBoxes:
    """A PDF opened to find boxes for many parts: ``with PdfBoxes(data) as opened: opened.boxes(part, spans)``.

    Raises SourceError on entering, as ``parse_pdf`` does.
    """

    def __init__(self, data: bytes) -> None:
        self._opened = open_pdf(data)
        self._fonts: dict[bytes, Font] = {}
        self._page: tuple[int, AbstractContextManager[Glyphs], Glyphs] | None = None

    def __enter__(self) -> PdfBoxes:
        self._document = self._opened.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._turn(None)
        self._opened.__exit__(kind, error, trace)

    def _turn(self, number: int | None) -> Glyphs | None:
        """A page's characters, or None if it is damaged. Closes the previous page, so that only one is open."""
        if self._page is not None:
            if self._page[0] == number:
                return self._page[2]
            self._page[1].__exit__(None, None, None)
            self._page = None
        if number is None:
            return None
        opened = page_glyphs(self._document, number, self._fonts)
        try:
            self._page = (number, opened, opened.__enter__())
        except ValueError:
            return None
        return self._page[2]

    def boxes(self, part: Part, spans: Sequence[tuple[int, int]]) -> list[Box | None]:
        """Same as the function ``boxes``."""
        starts = [run.char_start for run in part.runs]
        wanted: dict[int, list[tuple[int, list[TextRun], tuple[int, int]]]] = {}
        for number, span in enumerate(spans):
            runs = _first_line(part.runs, starts, span)
            if runs:
                wanted.setdefault(runs[0].page, []).append((number, runs, span))
        found: list[Box | None] = [None] * len(spans)
        for page in sorted(wanted):
            glyphs = self._turn(page)
            if glyphs is not None:
                for number, runs, span in wanted[page]:
                    found[number] = _box(glyphs, page, runs, span)
        return found


def _first_line(runs: Sequence[TextRun], starts: Sequence[int], span: tuple[int, int]) -> list[TextRun]:
    """The runs that a span touches on its first line: contiguous on the page except for spaces."""
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


def _box(glyphs: Glyphs, page: int, runs: Sequence[TextRun], span: tuple[int, int]) -> Box | None:
    """The box around the characters of the span on the line where it starts."""
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
