"""Write what the demonstration adds to the gold's texts: a PDF volume, texts that accompany it, and a correction.

The contents come from ``demo_volume.yaml``. pypdfium2, which reads the project's PDFs, also writes this PDF, so that
``make demo`` needs no other package.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from ctypes import c_ushort
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import yaml

WIDTH, HEIGHT = 612, 792
LEFT, TOP = 60, 680
COLUMNS = (("YEAR",), ("PROSECUTIONS",), ("CONVICTIONS",), ("VICTIMS", "IDENTIFIED"), ("NEW OR AMENDED", "LEGISLATION"))
STOPS = (70, 150, 250, 350, 460)
"""Points from the left, one for each column of a table."""
LETTERS = 88
"""The maximum number of characters on a line of running text."""


def write_volume(texts: Path, corrections: Path) -> int:
    """Write the volume and the texts into ``texts`` and the correction into ``corrections``; return the number of
    texts, including the volume.
    """
    told = yaml.safe_load(Path(__file__).with_name("demo_volume.yaml").read_text(encoding="utf-8"))
    for folder in (texts, corrections):
        folder.mkdir(parents=True, exist_ok=True)
    for name, text in told["texts"].items():
        (texts / f"{name}.txt").write_text(text, encoding="utf-8")
    document = pypdfium2.PdfDocument.new()
    for number, lines in enumerate(_pages(told), 1):
        _print(document, [*lines, (str(number), WIDTH / 2, 40, 9.0, False)])
    document.save(texts / f"trafficking-in-persons-report-{told['year']}.pdf")
    decided = yaml.safe_dump(told["corrections"], sort_keys=False, allow_unicode=True)
    (corrections / "demonstration.yaml").write_text(decided, encoding="utf-8")
    return len(told["texts"]) + 1


Line = tuple[str, float, float, float, bool]
"""The words of a line, their distances from the left and the bottom in points, their size, and whether they are bold.
"""


def _pages(told: Mapping[str, Any]) -> Iterator[list[Line]]:
    title = [
        ("TRAFFICKING IN PERSONS REPORT", LEFT, 600.0, 24.0, True),
        (f"JUNE {told['year']}", LEFT, 560.0, 18.0, True),
    ]
    yield [*title, *_running(told["foreword"], 500)]
    for name, rows in told["totals"].items():
        yield [(name, LEFT, TOP, 18.0, True), *_running(told["note"], TOP - 30), *_table(rows)]
    for one in told["narratives"]:
        lines: list[Line] = [(one["heading"], LEFT, TOP, 18.0, True)]
        below = TOP - 30
        for heading, text in one["sections"].items():
            if heading:
                lines.append((heading, LEFT, below, 12.0, True))
                below -= 18
            lines += _running(text, below)
            below = int(lines[-1][2]) - 26
        yield lines


def _running(text: str, below: float) -> list[Line]:
    return [(line, LEFT, below - 14 * number, 10.0, False) for number, line in enumerate(textwrap.wrap(text, LETTERS))]


def _table(rows: Sequence[Sequence[object]]) -> Iterator[Line]:
    for stop, words in zip(STOPS, COLUMNS, strict=True):
        for number, word in enumerate(words):
            yield word, stop, TOP - 90 - 9 * number, 7.0, True
    for number, row in enumerate(rows):
        for stop, cell in zip(STOPS, row, strict=True):
            yield str(cell), stop, TOP - 120 - 18 * number, 8.5, False


def _print(document: pypdfium2.PdfDocument, lines: Sequence[Line]) -> None:
    page = document.new_page(WIDTH, HEIGHT)
    for words, left, below, size, bold in lines:
        name = b"Helvetica-Bold" if bold else b"Helvetica"
        text = pdfium.FPDFPageObj_NewTextObj(document, name, size)
        encoded = words.encode("utf-16-le") + b"\0\0"
        pdfium.FPDFText_SetText(text, (c_ushort * (len(encoded) // 2)).from_buffer_copy(encoded))
        pdfium.FPDFPageObj_Transform(text, 1, 0, 0, 1, left, below)
        pdfium.FPDFPage_InsertObject(page, text)
    page.gen_content()
