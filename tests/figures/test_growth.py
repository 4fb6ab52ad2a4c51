"""Work grows linearly with the text, not quadratically, even if a sentence never ends."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from tipetl.figures.facts import extract_facts
from tipetl.model import Document
from tipetl.structure import split_sections, split_sentences

#: Fragments that look like the beginning of a construction but never complete it; repeated, each makes one endless
#: sentence.
UNENDING = {
    "comparisons": "as against ",
    "lists": "eight, ",
    "joined numbers": "eight and ",
    "grouped digits": "2,000,",
    "parentheses": "(14 ",
    "years": "in 2014 ",
    "sums": "$3 million (",
    "durations": "three to six years' ",
    "denials": "did not report ",
    "dashes": "14–",
    "semicolons": "eight; ",
    "denied verbs": "did not convict and ",
    "convictions": "convicted eight and ",
    "officials": "eight officials were convicted and ",
    "spending": "spent $3 million on shelters, ",
    "victims": "identified eight victims and ",
    "laws": "Article 14 prescribes eight years, ",
    "terms": "sentenced eight to three years, ",
    "none": "no investigations or ",
    "compared": "14 cases, compared with eight in 2014, ",
}


def steps(text: str) -> int:
    """Count the lines of the package that run while the facts of a text are read. Work of a regular expression inside
    one line is not counted; ``benchmarks/extract_speed.py`` times the same kinds of text.
    """
    count = 0

    def inside(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return inside

    def entered(frame: FrameType, event: str, arg: Any) -> Any:
        return inside if "tipetl" in frame.f_code.co_filename else None

    document = Document("growth", "XKX-2013", "", text, iso3="XKX", report_year=2013)
    sections = split_sections(text)
    sentences = split_sentences(text, sections)
    before = sys.gettrace()
    sys.settrace(entered)
    try:
        extract_facts(document, sections, sentences)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("unit", UNENDING.values(), ids=UNENDING.keys())
def test_twice_the_words_take_about_twice_the_steps(unit: str) -> None:
    # a sentence without an end is cut into pieces (decision 0307), and only pieces that contain a figure are read
    piece = f"{unit * 50}eight "
    steps(f"Judges {piece}.")  # caches of words must not count as growth
    short, long = (steps(f"Judges {piece * times}.") for times in (8, 16))
    assert long < 2.4 * short
