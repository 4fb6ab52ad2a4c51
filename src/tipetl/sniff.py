"""Determine a file's kind from its bytes, whatever its name says.

Nothing here parses or decodes a whole file.
"""

from __future__ import annotations

import codecs
import re
from pathlib import PurePath
from typing import Literal

Kind = Literal["text", "html", "pdf", "zip", "other"]

HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".asp", ".aspx", ".php"})
_HEAD = 65_536
_PDF_WITHIN = 1024
"""The number of bytes at a file's start that must contain a PDF's mark: PDF readers accept the mark anywhere in the
first kilobyte.
"""

_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"AT&TFORM", "a DjVu document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-zip archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_MARKED = (*_OTHERS, (b"%PDF", "a PDF file"), *((mark, "a zip archive") for mark in _ZIP))
# Comments, declarations and white space may precede the first tag: "<!-- saved from url=... -->", "<?xml ... ?>".
_BEFORE_TAG = re.compile(rb"(?:\s+|<\?.*?\?>|<!--.*?-->)+", re.DOTALL)
_TAGS = (
    rb"(?:html|head|body|meta|title|base|link|script|style|div|p|h[1-6]|table|article|main|section|header|nav|span|font"
    rb"|center|ul|ol|li|br|hr|a|b|i|strong|em)"
)
_FIRST_TAG = re.compile(rb"<(?:!doctype\s+html\b|" + _TAGS + rb"(?:[\s/>]|$))", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:!doctype\s+html\b|html[\s>])", re.IGNORECASE)
_OTHER_ROOT = re.compile(rb"<(?:!doctype\s+(?!html\b)|svg[\s>]|rss[\s>]|feed[\s>]|urlset[\s>])", re.IGNORECASE)
_BLOCK_END = re.compile(rb"</(?:p|div|h[1-6]|td|tr|table|li|ul|ol|body|article|section|span)\s*>", re.IGNORECASE)
_ANY_TAG = re.compile(rb"</?" + _TAGS + rb"(?:\s[^<>]*)?/?>", re.IGNORECASE)
_MANY_TAGS = 8


def sniff(data: bytes, name: str = "") -> Kind:
    """Return the kind of a file with these bytes (all, or the first 64 kB); ``name`` decides only if the bytes do not.

    ``other`` is a known kind that is not read (``kind_in_words`` names it). Anything unrecognized, including an empty
    file, is ``text``: decoding it reports what is wrong with it.
    """
    head = _single_bytes(data[:_HEAD])
    if head.startswith(_ZIP):
        return "zip"
    if any(head.startswith(magic) for magic, _ in _OTHERS):
        return "other"
    start = _first_tag(head)
    if _FIRST_TAG.match(head, start):
        return "html"
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return "pdf"
    if _OTHER_ROOT.match(head, start):
        return "other"
    # Header lines of a mail or web server may precede the page, and a page may begin with words.
    if _ROOT.search(head) or len(_BLOCK_END.findall(head)) >= _MANY_TAGS:
        return "html"
    if PurePath(name).suffix.lower() in HTML_SUFFIXES and _ANY_TAG.search(head):
        return "html"
    return "text"


def marked_kind(data: bytes) -> str | None:
    """Name the kind of file that the first bytes indicate ("a JPEG picture"); None for a page or text."""
    return next((words for mark, words in _MARKED if data.startswith(mark)), None)


def kind_in_words(data: bytes) -> str:
    """Name the kind of any file in words."""
    names = {
        "pdf": "a PDF file",
        "html": "a web page",
        "zip": "a zip archive",
        "text": "a text file",
        "other": "a file of marked-up data",
    }
    return marked_kind(data) or names[sniff(data)]


def _first_tag(head: bytes) -> int:
    found = _BEFORE_TAG.match(head)
    return found.end() if found else 0


def _single_bytes(head: bytes) -> bytes:
    """Return the bytes without a byte order mark and, if they are UTF-16, with one byte per character."""
    if head.startswith(codecs.BOM_UTF8):
        return head[len(codecs.BOM_UTF8) :]
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, "replace").encode("latin-1", "replace")
    sample = head[:400]
    if sample and sample[1::2].count(0) * 10 > len(sample) * 4 and not sample[0::2].count(0):
        return head.decode("utf-16-le", "replace").encode("latin-1", "replace")
    if sample and sample[0::2].count(0) * 10 > len(sample) * 4 and not sample[1::2].count(0):
        return head.decode("utf-16-be", "replace").encode("latin-1", "replace")
    return head
