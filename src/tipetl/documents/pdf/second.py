"""Read pages with tables a second time, using pdfplumber with its own words and geometry.

pdfplumber takes thirty times as long per page as PDFium, so it is loaded only for a volume's few pages with tables.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tipetl.documents.pdf.pages import Line, PageText
from tipetl.documents.pdf.tables import Cell, in_order, joined_words, rows_of


@contextmanager
def second_reader(data: bytes, numbers: Sequence[int]) -> Iterator[Callable[[PageText, set[int]], list[Cell] | None]]:
    """Open the given pages (from 1) of a PDF, and yield a function that takes a page and the indices of its furniture
    and returns its cells.

    The function returns None if the page, or the file, cannot be read.
    """
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        document = pdfplumber.open(io.BytesIO(data), pages=list(numbers))
    except Exception:  # noqa: BLE001 - PDFium's reading is used without confirmation, and an issue reports that
        yield lambda page, furniture: None
        return
    pages = {page.page_number: page for page in document.pages}

    def cells(page: PageText, furniture: set[int]) -> list[Cell] | None:
        mine = pages.get(page.number)
        if mine is None:
            return None
        try:
            words = _words(mine)
        except Exception:  # noqa: BLE001 - as above
            return None
        finally:
            mine.close()
        heads = [page.lines[index] for index in furniture]
        return _cells([word for word in words if not any(_in_line(word, line) for line in heads)])

    try:
        yield cells
    finally:
        document.close()


def _words(page: Any) -> list[Cell]:
    """Return the words on a page. Letters drawn twice to look bold count once."""
    found = page.dedupe_chars().extract_words(x_tolerance_ratio=0.15, y_tolerance=2)
    return [
        Cell(
            word["text"], float(word["x0"]), float(word["x1"]), float(word["top"]), float(word["bottom"]),
            float(word["bottom"]) - float(word["top"]),
        )
        for word in found
    ]  # fmt: skip


def _in_line(word: Cell, line: Line) -> bool:
    """Return whether the middle of a word is on a line that the first reader classified as a running head or page
    number."""
    middle = (word.top + word.bottom) / 2
    return line.left - 1 <= word.centre <= line.right + 1 and line.top - 1 <= middle <= line.bottom + 1


def _cells(words: Sequence[Cell]) -> list[Cell]:
    """Join words on one baseline into cells if they are as close together as in running text."""
    rows = rows_of(words, 0.3)
    return in_order(cell for row in rows for cell in joined_words(row, _space))


def _space(_cell: Cell, before: Cell, word: Cell) -> float:
    return max(min(before.size, word.size) * 0.75, 1.0)
