"""Explain why a PDF contains no readable words.

To find a better copy, people need to know whether this one is a scan, has undecodable fonts, has letters drawn as
shapes, or is empty.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pypdfium2 as pdfium

from tipetl.documents.pdf.pages import Contents, PageText, contents
from tipetl.errors import SourceError

GET_AGAIN = "Get the file again from its publisher."
_RECOGNISE = "Run text recognition (OCR) over it, or get a copy with text."
_LOOKED_AT = 50
"""The number of pages on which objects are counted. All other pages of the file are assumed to be similar."""
_STRANGE = frozenset({"Cc", "Co", "Cn", "Cs"})
"""The categories of the characters that PDFium returns for glyphs with unknown names."""


def no_text(document: pdfium.PdfDocument, pages: Sequence[PageText]) -> SourceError:
    """Return an error that says what a PDF without words does contain: pictures, undecodable characters, drawings, or
    nothing."""
    found = sum((contents(document, page.number) for page in pages[:_LOOKED_AT]), Contents())
    signs = [char for page in pages for char in page.raw if not char.isspace()]
    strange = sum(1 for char in signs if unicodedata.category(char) in _STRANGE or char == "\ufffd")
    if strange * 4 > len(signs):
        reason = "The text of the PDF cannot be decoded: its fonts do not identify their characters."
        advice = _RECOGNISE
    elif signs:
        beside = "pictures of pages and " if found.pictures else ""
        reason, advice = f"The PDF has {beside}only a few signs: {_first_signs(pages)!r}.", _RECOGNISE
    elif found.pictures:
        reason, advice = "The PDF has pictures of pages and no text.", _RECOGNISE
    elif found.texts:
        reason, advice = "The text of the PDF is too small to be seen.", _RECOGNISE
    elif found.drawings:
        reason, advice = "The PDF has drawings and no text; its letters may be drawn as outlines.", _RECOGNISE
    else:
        reason, advice = "The pages of the PDF are empty.", GET_AGAIN
    return SourceError(reason, outcome="no_text", advice=advice)


def _first_signs(pages: Sequence[PageText]) -> str:
    words = [word for page in pages for word in page.raw.split() if word.isprintable()]
    return " ".join(words)[:40]
