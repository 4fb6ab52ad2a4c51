"""The kind of a file is determined from its bytes; file names decide only if the bytes leave the kind open."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipetl.sniff import kind_in_words, sniff

PAGE = "<!DOCTYPE html>\n<html><body><p>Courts convicted nine traffickers.</p></body></html>"
NARRATIVE = "KOSOVO (Tier 2)\n\nIn 2012, police investigated 31 cases; costs were < 5 and > 3 <sic>.\n"


def zipped() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", "words")
    return made.getvalue()


@pytest.mark.parametrize("name", ["a.pdf", "a.html", "a.txt", "a.zip", "a", ""])
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PAGE.encode(), "html"),
        (PAGE.encode("utf-8-sig"), "html"),
        (PAGE.encode("utf-16"), "html"),
        (PAGE.encode("utf-16-be"), "html"),
        (b"\n\n  <HTML>\n<HEAD>", "html"),
        (b"<!-- saved from url=(0042)https://example.org/ -->\n<html lang=en>", "html"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"><html>', "html"),
        (b"<div class=x>Kosovo</div>", "html"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body>", "html"),
        (b"Kosovo\n" + b"<p>words</p>\n" * 20, "html"),
        (b"<!DOCTYPE html><title>About %PDF-1.4</title>", "html"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"\xef\xbb\xbf\r\n%PDF-1.4", "pdf"),
        (b"junk of a mail\r\n\r\n%PDF-1.3", "pdf"),
        (zipped(), "zip"),
        (b"PK\x05\x06" + bytes(18), "zip"),
        (b"\x89PNG\r\n\x1a\n", "other"),
        (b"{\\rtf1", "other"),
        (b"<svg xmlns='x'>", "other"),
        (b'<?xml version="1.0"?><rss version="2.0">', "other"),
        (NARRATIVE.encode("utf-16"), "text"),
        (b"", "text"),
        (bytes(range(256)), "text"),
    ],
)
def test_the_bytes_decide(data: bytes, kind: str, name: str) -> None:
    assert sniff(data, name) == kind


def test_the_name_decides_between_text_and_a_page_of_few_tags() -> None:
    assert sniff(b"Kosovo<br>Tier 2", "a.html") == "html"
    assert sniff(b"Kosovo<br>Tier 2", "a.txt") == "text"
    assert sniff(b"Kosovo, Tier 2", "a.html") == "text"
    assert sniff(NARRATIVE.encode(), "a.txt") == "text"


def test_a_kind_has_words_for_a_person() -> None:
    assert kind_in_words(b"\xff\xd8\xff\xe0") == "a JPEG picture"
    assert kind_in_words(b"%PDF-1.4") == "a PDF file"
    assert kind_in_words(b"<svg >") == "a file of marked-up data"


@given(st.binary(max_size=300), st.text(max_size=12))
def test_any_bytes_have_a_kind(data: bytes, name: str) -> None:
    assert sniff(data, name) in ("text", "html", "pdf", "zip", "other")
    assert kind_in_words(data)


def test_a_long_head_without_an_end_takes_no_long_time() -> None:
    # An endless comment, white space, half tags: each must take one pass over the head.
    for data in (b"<!--" * 30_000, b" " * 100_000 + b"x", b"<a " * 40_000, b"<?x" * 40_000, b"</p" * 40_000):
        assert sniff(data, "a.html") in ("text", "html")
