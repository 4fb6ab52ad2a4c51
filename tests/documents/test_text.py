"""Test decoding and canonical text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipetl.documents.text import canonical, decode
from tipetl.errors import SourceError

WORDS = "The café’s “owner” spent €12,000 – and fled."


@pytest.mark.parametrize(
    ("data", "encoding", "how"),
    [
        (WORDS.encode("utf-8"), "utf-8", "utf-8"),
        (b"\xef\xbb\xbf" + WORDS.encode("utf-8"), "utf-8", "bom"),
        (b"\xff\xfe" + WORDS.encode("utf-16-le"), "utf-16-le", "bom"),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), "utf-16-be", "bom"),
        (b"\xff\xfe\x00\x00" + WORDS.encode("utf-32-le"), "utf-32-le", "bom"),
        (WORDS.encode("utf-16-le"), "utf-16-le", "nul_pattern"),
        (WORDS.encode("utf-16-be"), "utf-16-be", "nul_pattern"),
        (WORDS.encode("cp1252"), "cp1252", "fallback"),
    ],
)
def test_every_encoding_gives_the_same_words(data: bytes, encoding: str, how: str) -> None:
    decoded = decode(data)
    assert (decoded.encoding, decoded.how) == (encoding, how)
    assert canonical(decoded.text) == WORDS


@pytest.mark.parametrize(
    ("data", "outcome"),
    [
        (b"", "no_text"),
        (b" \r\n\t ", "no_text"),
        (b"\xef\xbb\xbf", "no_text"),
        (b"%PDF-1.7 more", "unsupported"),
        (b"PK\x03\x04zip", "unsupported"),
        (b"\x89PNG\r\n", "unsupported"),
        (b"{\\rtf1 words}", "unsupported"),
        (bytes(range(256)) * 4, "corrupt"),
        (b"\x01\x02\x03\x04\x05\x06" * 20, "corrupt"),
        (b"abc\x00\x00\x00def\x00\x00\x00ghi", "corrupt"),
    ],
)
def test_what_is_no_text_says_so_and_what_to_do(data: bytes, outcome: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data)
    assert caught.value.outcome == outcome
    assert caught.value.advice.endswith(".")


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("a\r\nb\rc\x0cd\u2028e", "a\nb\nc\nd\ne"),
        ("54\u00a0victims\u2009of\u202ftrafficking\tnow", "54 victims of trafficking now"),
        ("\ufeffcafe\u0301", "café"),
        ("traf\u00adfick\u200bing", "trafficking"),
        ("traﬃcking of ﬁve oﬀenders", "trafficking of five offenders"),
        ("twenty\u2011three", "twenty-three"),
        ("“curly” ‘quotes’ – and — dashes… stay", "“curly” ‘quotes’ – and — dashes… stay"),
    ],
)
def test_what_is_rewritten_and_what_is_kept(raw: str, wanted: str) -> None:
    assert canonical(raw) == wanted


@given(st.text())
def test_canonical_is_idempotent_and_composed(raw: str) -> None:
    text = canonical(raw)
    assert canonical(text) == text
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text and "\u00a0" not in text and "\ufeff" not in text


@given(st.text(alphabet=st.characters(codec="cp1252", exclude_categories=["Cc"]), min_size=1))
def test_letters_and_digits_survive(raw: str) -> None:
    def kept(words: str) -> list[str]:
        return [char for char in unicodedata.normalize("NFC", words) if char.isalnum()]

    assert kept(canonical(raw)) == kept(raw)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=5))
def test_decoding_what_was_encoded(raw: str) -> None:
    text = canonical(raw)
    try:
        decoded = decode(text.encode("utf-8"))
    except SourceError:
        assert not text.strip() or text.startswith(("%PDF", "PK", "GIF8", "{\\rtf", "SQLite"))
        return
    assert canonical(decoded.text) == text
