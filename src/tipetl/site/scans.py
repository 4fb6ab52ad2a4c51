"""Draw PDF pages as images that show each figure where it was printed."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from tipetl.site.records import Fact

_SCALE = 1.6
"""The number of pixels per point: enough for legibility, at about 60 kB a page."""
_QUALITY = 45
_AROUND = 110.0
"""The height of the page shown above and below the words, in points."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A page as an image: its name in the site, its size in points, and its bytes (WebP)."""

    name: str
    width: float
    height: float
    data: bytes


@dataclass(frozen=True, slots=True)
class Boxed:
    """The place of a figure's words on their page, in points; ``top`` and ``shown`` define the visible strip."""

    href: str
    width: float
    height: float
    top: float
    shown: float
    left: float
    box_top: float
    box_width: float
    box_height: float


def scans(source: Path, source_id: str, numbers: Collection[int]) -> Iterator[tuple[int, Scan]]:
    """Draw the PDF's pages with these numbers (from 1), except pages that cannot be drawn; none if the file is
    missing.
    """
    import pypdfium2

    if not numbers or not source.is_file():
        return
    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError:
        return
    with document:
        for number in sorted(numbers):
            try:
                page = document[number - 1]
                width, height = page.get_size()
                image = page.render(scale=_SCALE, grayscale=True).to_pil()
            except (pypdfium2.PdfiumError, IndexError):
                continue
            buffer = io.BytesIO()
            image.save(buffer, "WEBP", quality=_QUALITY)
            yield number, Scan(f"pages/{source_id[:16]}-{number}.webp", width, height, buffer.getvalue())


def boxed(fact: Fact, scan: Scan) -> Boxed | None:
    """Find the place of a figure on its page; None if unknown."""
    left, top, right, bottom = fact.box_left, fact.box_top, fact.box_right, fact.box_bottom
    if left is None or top is None or right is None or bottom is None:
        return None
    first = max(top - _AROUND, 0.0)
    shown = min(bottom + _AROUND, scan.height) - first
    return Boxed(
        f"../{scan.name}", scan.width, scan.height, first, shown, left - 2, top - 2, right - left + 4, bottom - top + 4
    )
