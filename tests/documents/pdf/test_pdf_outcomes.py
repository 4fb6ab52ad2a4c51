"""Test the outcome of a PDF that cannot be read, or can be read only in part."""

from __future__ import annotations

import io
import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.layouts.pdf_entries import entries
from tests.layouts.pdf_type import Design
from tests.layouts.pdf_volume import one_country, volume
from tipetl.documents.pdf import parse_pdf
from tipetl.errors import SourceError

WORDS = "LATVIA (Tier 2): The government of Latvia investigated 31 cases of trafficking in persons."


def encrypted(user: str, owner: str) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1, encrypt=StandardEncryption(user, owner, strength=128))
    canvas.drawString(72, 700, WORDS)
    canvas.save()
    return buffer.getvalue()


def scanned(pages: int) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    picture = ImageReader(Image.new("L", (60, 80), 200))
    for _ in range(pages):
        canvas.drawImage(picture, 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@cache
def good() -> bytes:
    return one_country(entries(2013, {"LVA"})[0], 2013, Design(families=("Serif", "Sans"))).data


def outcome(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        parse_pdf(data)
    assert caught.value.message
    assert caught.value.advice
    return caught.value.outcome


def test_a_password_is_needed() -> None:
    assert outcome(encrypted("secret", "owner")) == "needs_password"


def test_encryption_with_an_empty_password_is_read() -> None:
    (part,) = parse_pdf(encrypted("", "owner")).parts
    assert "investigated 31 cases" in part.text


def test_a_scan_has_no_text() -> None:
    assert outcome(scanned(3)) == "no_text"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"<html>no PDF</html>", b"%PDF-1.4\n" + b"\x00\xff" * 4000])
def test_what_is_no_pdf_is_corrupt(data: bytes) -> None:
    assert outcome(data) == "corrupt"


def test_half_a_file_is_corrupt() -> None:
    assert outcome(good()[: len(good()) // 2]) == "corrupt"


def test_a_damaged_page_is_an_issue_and_the_others_are_read() -> None:
    data = volume(entries(2013, {"LVA", "GHA", "JOR"}), 2013).data
    kids = re.search(rb"/Kids \[([^\]]*)\]", data)
    assert kids is not None
    number = kids[1].split(b" 0 R")[4].split()[-1]
    start = data.index(b"\n" + number + b" 0 obj") + len(number) + 8
    start = data.index(b"<<", start)
    parsed = parse_pdf(data[:start] + b"((" + data[start + 2 :])
    (issue,) = [issue for issue in parsed.issues if issue.code == "page_unreadable"]
    assert "Page 5" in issue.message
    assert [part.country for part in parsed.parts] == ["GHANA", "JORDAN", "LATVIA"]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 1_000_000))
def test_a_truncated_file_raises_nothing_but_its_outcome(cut: int) -> None:
    try:
        parse_pdf(good()[: cut % len(good())])
    except SourceError as error:
        assert error.outcome in {"corrupt", "no_text", "needs_password"}


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10_000_000), st.integers(1, 255)), min_size=1, max_size=30))
def test_a_file_with_flipped_bits_raises_nothing_but_its_outcome(flips: list[tuple[int, int]]) -> None:
    data = bytearray(good())
    for place, bits in flips:
        data[place % len(data)] ^= bits
    try:
        parsed = parse_pdf(bytes(data))
    except SourceError as error:
        assert error.outcome in {"corrupt", "no_text", "needs_password"}
    else:
        assert parsed.parts
