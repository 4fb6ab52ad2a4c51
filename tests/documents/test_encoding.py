"""Test character encodings of files and pages: the order of attempts, true and false labels, signs of damage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipetl.documents.encoding import characters, encoding_issues
from tipetl.documents.html import parse_html
from tipetl.documents.text import canonical, decode

WORDS = "The café’s “owner” spent €12,000 – and fled with 14 victims of forced labor from Côte d’Ivoire."


def page(label: str | None) -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">' if label else ""
    return f"<html><head>{meta}<title>x</title></head><body><p>{WORDS}</p></body></html>"


CASES = [
    ("utf-8", None, None, "utf-8", "utf-8"),
    ("utf-8", None, "utf-8", "utf-8", "meta"),
    ("utf-8", "text/html; charset=UTF-8", None, "utf-8", "http_header"),
    ("utf-8", "text/html; charset=UTF-8", "iso-8859-1", "utf-8", "http_header"),
    ("utf-8-sig", "text/html; charset=iso-8859-1", "iso-8859-1", "utf-8", "bom"),
    ("utf-8", None, "iso-8859-1", "utf-8", "utf-8, meta label false"),
    ("utf-8", None, "us-ascii", "utf-8", "utf-8, meta label false"),
    ("utf-8", "text/html; charset=windows-1252", None, "utf-8", "utf-8, http_header label false"),
    ("utf-8", "text/html; charset=latin1", "utf-8", "utf-8", "meta, http_header label false"),
    ("cp1252", None, None, "cp1252", "fallback"),
    ("cp1252", None, "windows-1252", "cp1252", "meta"),
    ("cp1252", None, "iso-8859-1", "cp1252", "meta"),
    ("cp1252", None, "us-ascii", "cp1252", "meta"),
    ("cp1252", None, "utf-8", "cp1252", "fallback, meta label false"),
    ("cp1252", "text/html; charset=utf-8", "utf-8", "cp1252", "fallback, http_header and meta label false"),
    ("cp1252", None, "no-such-thing", "cp1252", "fallback, meta label false"),
    ("cp1252", None, "unicode_escape", "cp1252", "fallback, meta label false"),
    ("utf-16", None, "utf-8", "utf-16-le", "bom"),
    ("utf-16-le", None, "utf-16", "utf-16-le", "nul_pattern"),
    ("utf-16-be", "text/html; charset=utf-8", None, "utf-16-be", "nul_pattern"),
    ("utf-8", None, "utf-16", "utf-8", "utf-8, meta label false"),
    ("cp1250", None, "windows-1250", "cp1250", "meta"),
]


@pytest.mark.parametrize(("codec", "header", "label", "encoding", "how"), CASES)
def test_every_label_true_or_false_gives_the_same_words(
    codec: str, header: str | None, label: str | None, encoding: str, how: str
) -> None:
    words = WORDS if codec != "cp1250" else WORDS.replace("ô", "ő")
    parsed = parse_html(page(label).replace(WORDS, words).encode(codec), content_type=header)
    assert parsed.parts[0].text == words
    assert (parsed.encoding, parsed.encoding_from) == (encoding, how)
    assert ("encoding_label_false" in [issue.code for issue in parsed.issues]) is ("false" in how)


def test_text_files_and_pages_share_the_order_but_not_the_markup() -> None:
    data = f'<meta charset="utf-8">{WORDS}'.encode("cp1252")
    assert decode(data).how == "fallback"
    assert characters(data, markup=True).how == "fallback, meta label false"
    assert decode(WORDS.encode("cp1252"), content_type="text/plain; charset=windows-1252").how == "http_header"


def test_a_label_in_a_comment_is_no_label() -> None:
    data = b'<!-- <meta charset="windows-1251"> --><p>' + WORDS.encode("cp1252")
    assert characters(data, markup=True).how == "fallback"


def test_one_stray_byte_does_not_garble_the_rest() -> None:
    decoded = characters(WORDS.encode("utf-8") + b" It\x92s late.")
    assert decoded.text == WORDS + " It’s late."
    assert (decoded.encoding, decoded.how) == ("utf-8", "mixed")
    assert [issue.code for issue in encoding_issues(decoded)] == ["encoding_mixed"]


@pytest.mark.parametrize("damaged", ["victimâ€™s", "Ã©lite", "Â£40", "Â\xa0", "â€œquote", "CÃ´te", "ï»¿The"])
def test_mojibake_is_flagged_and_left(damaged: str) -> None:
    data = f"<p>The {damaged} words about 14 victims of trafficking.</p>".encode()
    parsed = parse_html(data)
    assert damaged.replace("\xa0", " ").replace("\ufeff", "") in parsed.parts[0].text or damaged.startswith("Â\xa0")
    assert [issue.code for issue in parsed.issues] == ["mojibake"]


@pytest.mark.parametrize("fine", [WORDS, "“CAFÉ”", "São Tomé and Príncipe", "Âge", "ÎLE", "La Nación’s “él”…"])
def test_good_text_is_not_called_mojibake(fine: str) -> None:
    assert not encoding_issues(decode(fine.encode()))


def test_undecodable_bytes_stay_visible_and_are_reported() -> None:
    decoded = characters(b"caf\xe9 \x81 x")
    assert "\ufffd" in decoded.text
    assert "undecodable_bytes" in [issue.code for issue in encoding_issues(decoded)]


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])),
    st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]),
)
def test_unicode_files_come_back_whole(words: str, codec: str) -> None:
    text = canonical(words)
    assert characters(text.encode(codec)).text.removeprefix("\ufeff") == text.removeprefix("\ufeff")
