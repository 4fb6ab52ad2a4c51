"""Decode the bytes of text files and web pages, trying sources of evidence in a fixed order.

This module also checks labels against the bytes and recognizes text that was decoded wrongly before this program
received it. The first applicable item in this list counts:

1. a byte order mark (``bom``)
2. the NUL bytes that UTF-16 puts between Latin letters (``nul_pattern``)
3. the charset of the HTTP header (``http_header``)
4. the charset in the page's own markup, for web pages only (``meta``)
5. strict UTF-8 (``utf-8``)
6. UTF-8 with stray cp1252 bytes (``mixed``)
7. cp1252 (``fallback``)

A label is trusted unless the bytes refute it, either because they are invalid in that encoding or because the bytes
beyond ASCII are all valid UTF-8. A refuted label is skipped, and the record names the label's source (``utf-8, meta
label false``).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tipetl.errors import SourceError
from tipetl.markup import without
from tipetl.model import Issue


@dataclass(frozen=True, slots=True)
class Decoded:
    """Decoded text. ``encoding`` is a codec name, and ``how`` is the step in this module's list that determined the
    codec."""

    text: str
    encoding: str
    how: str


# UTF-32 comes before UTF-16 because UTF-32's little-endian mark starts with UTF-16's mark.
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536
_META_SAMPLE = 4_096
_AS_TEXT = "Save it as plain text (.txt, UTF-8) and give that file."
# As in browsers, a page labeled Latin-1 or ASCII is read as cp1252, which includes the curly quotes found on such
# pages.
_REALLY = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-8-sig": "utf-8",
}
# Codecs that a page's label may name. Python has further codecs (rot13, unicode_escape, idna) that no page uses.
_KNOWN = re.compile(
    r"utf-8|utf-16(?:-[lb]e)?|utf-32(?:-[lb]e)?|cp\d+|iso8859-\d+|koi8-[rut]|mac-\w+|big5(?:hkscs)?|gb18030"
    r"|hz|johab|euc_jp|iso2022_jp"
)
_STRAY = re.compile("[\udc80-\udcff]")
_HTTP = re.compile(r"charset\s*+=\s*+(?:[\"']\s*+)?([\w.:+-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta\b[^<>]*?\bcharset\s*+=\s*+(?:[\"']\s*+)?([\w.:+-]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.:+-]+)", re.IGNORECASE)


def http_charset(content_type: str | None) -> str | None:
    """Return the charset in a Content-Type header's value ("text/html; charset=utf-8"), or None."""
    found = _HTTP.search(content_type or "")
    return found[1] if found else None


def meta_charset(data: bytes) -> str | None:
    """Return the charset declared at the start of a page (``<meta charset>``, ``http-equiv`` or an XML declaration)."""
    head = without(data[:_META_SAMPLE].decode("latin-1"), (), tags=False, instead="").encode("latin-1")
    found = _META.search(head) or _XML.search(head)
    return found[1].decode("ascii", "replace") if found else None


def characters(data: bytes, *, content_type: str | None = None, markup: bool = False) -> Decoded:
    """Decode a file by trying the evidence in this module's order. ``markup`` means that the file is a web page.

    ``content_type`` is the HTTP header that came with the bytes, if known. Raises SourceError with outcome ``corrupt``
    for NUL bytes that are not UTF-16.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, errors="replace"), encoding, "bom")
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        guessed = _utf16(sample)
        if guessed is not None:
            return Decoded(data.decode(guessed, errors="replace"), guessed, "nul_pattern")
        # Browsers ignore a stray NUL in a page, and so do we.
        if not markup or sample.count(0) * 50 > len(sample):
            raise SourceError("The bytes are not text.", outcome="corrupt", advice=_AS_TEXT)
    false: list[str] = []
    decoded: Decoded | None = None
    for where, label in (("http_header", http_charset(content_type)), ("meta", meta_charset(data) if markup else None)):
        if label is not None and (decoded := _labelled(data, label, where)) is not None:
            break
        if label is not None:
            false.append(where)
    decoded = decoded or _unlabelled(data)
    return replace(decoded, how=f"{decoded.how}, {' and '.join(false)} label false") if false else decoded


def _labelled(data: bytes, label: str, where: str) -> Decoded | None:
    """Return the text decoded by its label, or None if the bytes refute the label or the codec is unknown."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    name = _REALLY.get(name, name)
    # If the label was readable as ASCII, the page is not UTF-16, whatever the label says.
    if not _KNOWN.fullmatch(name) or name.startswith(("utf-16", "utf-32")):
        return None
    if name != "utf-8" and not data.isascii() and _is_utf8(data):
        return None
    try:
        return Decoded(data.decode(name), name, where)
    except UnicodeDecodeError:
        # The five bytes undefined in cp1252 do not refute the label; they become U+FFFD, which stays visible.
        return Decoded(data.decode(name, errors="replace"), name, where) if name == "cp1252" else None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _unlabelled(data: bytes) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "utf-8")
    except UnicodeDecodeError:
        pass
    # One stray byte in a page of good UTF-8 (an advertisement, a truncated end) must not garble every quotation mark.
    mixed = data.decode("utf-8", errors="surrogateescape")
    strays = len(_STRAY.findall(mixed))
    if len(mixed) - len(mixed.encode("ascii", "ignore")) > 2 * strays:
        return Decoded(_STRAY.sub(_stray, mixed), "utf-8", "mixed")
    return Decoded(data.decode("cp1252", errors="replace"), "cp1252", "fallback")


def _stray(match: re.Match[str]) -> str:
    return match[0].encode("utf-8", "surrogateescape").decode("cp1252", errors="replace")


def _utf16(sample: bytes) -> str | None:
    """Return the UTF-16 codec that the bytes suggest, or None. In English text in UTF-16, nearly every second byte is
    NUL, always on the same side."""
    even, odd = sample[0::2], sample[1::2]
    zeros_even, zeros_odd = even.count(0) / max(len(even), 1), odd.count(0) / max(len(odd), 1)
    if zeros_odd > 0.6 and zeros_even < 0.1:
        return "utf-16-le"
    if zeros_even > 0.6 and zeros_odd < 0.1:
        return "utf-16-be"
    return None


# UTF-8 decoded as cp1252: "â€™" for an apostrophe, "Ã©" for é, "Â£" for £, "ï»¿" for a byte order mark. Closing quotes
# and dashes may legitimately follow a lone "Ã" at the end of a word, so such combinations do not count.
_CP1252_HIGH = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\x81\x8d\x8f\x90\x9d\xa0-¿"
_MOJIBAKE = re.compile(
    rf"â[€„‚†][{_CP1252_HIGH}\"']|Ã[‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ\x81\x8d\x8f\x90\x9d\xa1-¿]|Ã\xa0(?=[a-z])|Â[ \xa0-¿]|ï»¿|ï¿½"
)


def encoding_issues(decoded: Decoded, texts: Sequence[str] | None = None) -> tuple[Issue, ...]:
    """Report doubts about the decoding that users should know about; the text itself is never changed.

    ``texts`` are the texts of the narratives, if the decoded text contains more than the narratives.
    """
    whole = decoded.text if texts is None else "\n".join(texts)
    issues = []
    if "label false" in decoded.how:
        where = "HTTP header" if "http_header" in decoded.how else "page"
        issues.append(
            Issue(
                "documents",
                "encoding_label_false",
                f"The encoding that the {where} names is not that of its bytes; read as {decoded.encoding}.",
                "info",
            )
        )
    if decoded.how.startswith("fallback"):
        issues.append(
            Issue("documents", "encoding_guessed", f"The bytes are not UTF-8; read as {decoded.encoding}.", "info")
        )
    if decoded.how.startswith("mixed"):
        issues.append(
            Issue("documents", "encoding_mixed", "Some bytes are not UTF-8 like the rest; those were read as cp1252.")
        )
    if "\ufffd" in whole:
        issues.append(Issue("documents", "undecodable_bytes", "Some bytes could not be decoded and read as U+FFFD."))
    if any(sign in whole for sign in "âÃÂï") and (garbled := _MOJIBAKE.findall(whole)):
        issues.append(
            Issue(
                "documents",
                "mojibake",
                f"{len(garbled)} character(s) look as if the text had been decoded wrongly before it was saved "
                f"({garbled[0]!r}); they were left as they are.",
            )
        )
    return tuple(issues)
