"""Decode bytes into canonical text.

This module rejects files that are not text and makes a few substitutions, after which the text never changes. All
offsets in later records refer to this canonical text.
"""

from __future__ import annotations

import re
import unicodedata

from tipetl.documents.encoding import Decoded, characters
from tipetl.errors import SourceError
from tipetl.sniff import marked_kind

_SAMPLE = 65_536
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_AS_TEXT = "Save it as plain text (.txt, UTF-8) and give that file."


def decode(data: bytes, *, content_type: str | None = None) -> Decoded:
    """Decode a text file's bytes by trying the evidence in the order stated in ``documents.encoding``.

    ``content_type`` is the value of the HTTP header that came with the bytes, if known. Raises SourceError with outcome
    ``no_text`` (only white space), ``unsupported`` (another kind of file) or ``corrupt`` (bytes that are not text).
    """
    if kind := marked_kind(data):
        raise SourceError(f"This is {kind}, not plain text.", outcome="unsupported", advice=_AS_TEXT)
    decoded = characters(data, content_type=content_type)
    if not decoded.text.strip("\ufeff\x00 \t\r\n\x0b\x0c\xa0"):
        raise SourceError("There is no text in it.", outcome="no_text", advice="Give a file that holds a narrative.")
    sample = decoded.text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) * 50 > len(sample):
        raise SourceError("The bytes are not text.", outcome="corrupt", advice=_AS_TEXT)
    return decoded


_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\x0b\x0c\r\x85\u2028\u2029"
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
_HYPHENS = "\u2010\u2011\u2212"
_TABLE: dict[int, str | None] = {
    **{ord(char): " " for char in _SPACES},
    **{ord(char): "\n" for char in _LINE_ENDS},
    **{ord(char): None for char in _INVISIBLE},
    **{ord(char): "-" for char in _HYPHENS},
    **{ord(char): words for char, words in _LIGATURES.items()},
    **dict.fromkeys((*range(0x09), *range(0x0E, 0x20), 0x7F), " "),
}


_REWRITTEN = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]")


def canonical(text: str) -> str:
    r"""Return the text to which all offsets refer: with ``\n`` line endings, plain spaces and hyphens, and composed
    accents (NFC).

    Quotation marks, dashes and everything else stay unchanged. Idempotent: ``canonical(canonical(t)) == canonical(t)``.
    """
    # With few matches, this search takes a quarter of the time that translating every character would take.
    return unicodedata.normalize("NFC", _REWRITTEN.sub(_rewrite, text.replace("\r\n", "\n")))


def _rewrite(match: re.Match[str]) -> str:
    return _TABLE[ord(match[0])] or ""
