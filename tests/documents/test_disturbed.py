"""Test characters that make a figure look different from the stored text, and harmless characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipetl.documents.disturbed import disturbances, disturbances_of_pages
from tipetl.documents.text import canonical
from tipetl.model import Page, TextRun

RIGHT_TO_LEFT = [
    "\u202e401\u202c", "\u202e401", "\u202b104 of 96\u202c", "\u2067104 of 96\u2069", "\u202efour\u202c men",
    "\u202emen 401\u202c", "a \u202e\u202e12\u202c\u202c", "\u2067no cases\u2069", "\u202e1,000\u202c",
    "$\u202e005\u202c",
]  # fmt: skip
BACKSPACES = [
    "100\x08\x08 5", "1\x0804", "two\x08\x08\x08nine men", "104\x7f men", "96\x08\x08104", "men 1\x08 2", "\x08104",
    "1,000\x08", "nine\x08 men", "$5\x08\x08$600",
]  # fmt: skip
INVISIBLE = [
    "1\u200b04", "10\u200d4", "1\u200c04", "1\u206004", "1\ufeff04", "1\u00ad04", "1,\u200b000", "1\u200b,000",
    "1\u200e04", "10\u200b\u200b4",
]  # fmt: skip
MARKED = [
    "1\u03364", "10\u0338", "4\u20dd", "1\ufe0f\u20e3", "1\ufe0e04", "1\u030104", "n\u0336i\u0336n\u0336e\u0336 men",
    "1\u033604", "104\u20e5", "5\u0489",
]  # fmt: skip
LOOK_ALIKES = [
    "1O4", "5O men", "1l4", "1I4", "1\u041e4", "n\u0456ne men", "\uff11\uff10\uff14", "\u0661\u0660\u0664",
    "1\u201a000", "\U0001d7cf\U0001d7ce",
]  # fmt: skip
STRUCK_OUT = [
    "~~104~~ 96", "~~nine~~ ten", "~~no~~ men", "a ~~12 of 20~~", "~~$5~~", "~~none were~~", "x ~~1,000~~ y",
    "~~one man~~", "~~2012~~", "~~104 traffickers~~ 96",
]  # fmt: skip
CONTROLS = [
    "10\x014", "\x02104", "104\x03", "1\x1b04", "10\x904", "1\x004", "5\x0e", "\x0f5", "1\x16,000", "10\x814",
]  # fmt: skip
HARMLESS = [
    "Côte d’Ivoire", "Sa\u0303o Tome\u0301", "\ufeffKenya 104", "1\u00a0000 men", "pro\u00adsecution of 104 men",
    "10\u00ad\n4", "convicted \u200b104\u200b men", "\u200e104\u200e men", "104² men", "I-95 and 2nd, 10th, 2l, 1o",
    "COVID-19", "\u202eבגד\u202c 104", "ni\u200bne men", "Один человек", "~~deleted words~~", "men\x08 and women",
    "\u2066104\u2069 men", "“104” — 96 …", "12–15 and 3/4", "S.I. 2 of 1974", "O’Brien", "naïve café 5€",
    "×104±2", "5 µg",
]  # fmt: skip


@pytest.mark.parametrize(
    "raw", [*RIGHT_TO_LEFT, *BACKSPACES, *INVISIBLE, *MARKED, *LOOK_ALIKES, *STRUCK_OUT, *CONTROLS], ids=ascii
)
def test_what_changes_a_figure_is_found_where_it_stands(raw: str) -> None:
    before = "Courts convicted "
    whole = f"{before}{raw} in all. Nothing else of note was told by anybody."
    (found,) = disturbances(whole)
    words = canonical(whole)[found.char_start : found.char_end]
    assert words.strip() and found.what
    # A change of direction to the end of the line may include the rest; a backspace includes the previous word, too.
    assert len("Courts ") <= found.char_start < len(canonical(before + raw))


@pytest.mark.parametrize("raw", HARMLESS, ids=ascii)
def test_what_changes_no_figure_is_no_cause_for_alarm(raw: str) -> None:
    assert disturbances(f"Courts convicted {raw}.\n") == ()


@given(st.text(alphabet="1 0,aeОn\u200b\u0336\u202e\u202c\x08\n\r~O²\ufe0f", max_size=60))
def test_every_place_lies_in_the_canonical_text_in_order(raw: str) -> None:
    text, last = canonical(raw), 0
    for found in disturbances(raw):
        assert last <= found.char_start <= found.char_end <= len(text)
        last = found.char_end


def test_many_disturbances_cost_what_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    from tipetl.documents import disturbed

    rewritten = []

    def counting(text: str) -> str:
        rewritten.append(len(text))
        return canonical(text)

    monkeypatch.setattr(disturbed, "canonical", counting)
    raw = "1\u200b04 men, " * 2_000
    assert len(disturbances(raw)) == 2_000
    assert sum(rewritten) <= len(raw)


def test_a_page_s_disturbance_is_told_where_its_run_put_it() -> None:
    pages = [Page(1, "Courts convicted"), Page(2, "head\nmen 1O4 in all\n1O9")]
    runs = (TextRun(0, 16, 1, 0, 16), TextRun(17, 31, 2, 5, 19))
    (found,) = disturbances_of_pages(pages, runs)
    assert (found.char_start, found.char_end) == (21, 24)
