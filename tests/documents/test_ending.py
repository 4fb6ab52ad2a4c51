"""Test texts that break off, and texts that end properly."""

from __future__ import annotations

import pytest

from tests.layouts.narratives import load
from tipetl.documents.ending import broken_end

FIRST = "The government kept up its efforts. Courts convicted nine traffickers of twelve who were tried.\n\n"
BROKEN = [
    "Police identified 54 victims and referred 31 of them to the shel",
    "Police identified 54 victims, of whom 31 were chil",
    "The ministry spent $84,600 on two shelters for women, compared with",
    "In 2012, the",
    "The government did not",
    "Courts tried",  # starts with "Courts", as a sentence might
    "PROTECTION",
    "Recommendations for Kenya:",
    "• Train judges in the law.\n• Fund the shelter in the north.\n• Amend the pen",
    "Observers said that the police, in the north of the country and in the ports, accepted bribes,",
    "Officials trained 40 inspectors in 2012 with the help of the ministry’s",
    "The state paid the equivalent of $",
]
WHOLE = [
    "Police identified 54 victims.",
    "Police identified 54 victims (compared with 31)",
    "He called it “a stain on all of us.”",
    "Made up for a test",
    "Kenya | 12 | 14 | 15 and eight more words of a row in a table",
    "• one shelter\n• two courts\n• three prosecutors",
    "Nairobi\nMombasa\nKisumu\nNakuru",
    "Source: Ministry of Labor",
    "U.S. Department of State",
    "Were any of them tried?",
    "The law was adopted in March.3",
    "Total\t104\t96\t31\t12\t5\t6\t7\t8",
]


@pytest.mark.parametrize("end", BROKEN)
def test_a_text_that_breaks_off_is_told_with_its_last_words(end: str) -> None:
    found = broken_end(FIRST + end)
    assert found is not None and end.split()[-1] in found


@pytest.mark.parametrize("end", WHOLE)
def test_a_text_that_ends_as_texts_do_is_whole(end: str) -> None:
    assert broken_end(FIRST + end) is None


def test_a_text_of_one_sentence_may_lack_its_point() -> None:
    assert broken_end("Courts convicted nine traffickers in 2012, compared with four in 2011") is None


def test_texts_that_use_no_end_marks_may_end_without_one() -> None:
    line = "Courts convicted nine traffickers in the capital and in two of the ports"
    assert broken_end("\n\n".join(["The law is new. It is known.", *[line] * 5])) is None


def test_a_narrative_cut_within_a_sentence_is_told() -> None:
    for narrative in load():
        text = narrative.text
        for share in range(10, 100, 10):
            # Cut after the third word of a fairly long sentence.
            start = text.rfind(". ", 0, len(text) * share // 100) + 2
            words = text[start:].split(None, 9)
            if start > 1 and len(words) == 10 and not any(word[-1] in ".!?:;)]*_" for word in words[:9]):
                cut = text[: text.index(words[8], start)] + words[8][:-1]
                if "\n" not in text[start : len(cut)] and not cut.splitlines()[-1].startswith(("•", "-")):
                    assert broken_end(cut) is not None, cut[-80:]
