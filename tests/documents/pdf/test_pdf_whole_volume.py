"""A volume of many countries is recovered completely in every design; columns and pages end differently in each design.

Two designs are read with all countries of a report; ``benchmarks/pdf_designs.py`` reads every country in every design.
"""

from __future__ import annotations

from dataclasses import astuple

import pytest

from tests.documents.pdf.test_pdf_volume import DESIGNS, folded, headed
from tests.layouts.pdf_designs import drawn_design
from tests.layouts.pdf_entries import entries
from tests.layouts.pdf_type import Design
from tests.layouts.pdf_volume import ALL_COUNTRIES, PRINTED, volume
from tipetl.documents.pdf import parse_pdf

YEARS = (2005, 2009, 2013, 2016, 2021)
#: Some of the designs drawn at random by ``benchmarks/pdf_designs.py``, which reports how many are read completely.
DRAWN = (1, 3, 5, 7, 8)
MANY = 30
SET = [(name, design, YEARS[number % len(YEARS)], MANY) for number, (name, design) in enumerate(DESIGNS.items())]
SET += [(f"drawn by lot {seed}", drawn_design(seed), YEARS[seed % len(YEARS)], MANY) for seed in DRAWN]
SET += [("the benchmark's", PRINTED, 2013, ALL_COUNTRIES), ("drawn by lot 2", drawn_design(2), 2013, ALL_COUNTRIES)]


@pytest.mark.parametrize(("name", "design", "year", "count"), SET, ids=[f"{one[0]}, {one[2]}, {one[3]}" for one in SET])
def test_all_countries_are_found_again(name: str, design: Design, year: int, count: int) -> None:
    printed = entries(year, count=count)
    truth = volume(printed, year, design)
    parsed = parse_pdf(truth.data)
    assert [part.country for part in parsed.parts] == truth.headings
    assert len(parsed.parts) == count
    for entry, part in zip(printed, parsed.parts, strict=True):
        own, text = folded(entry.text), folded(part.text)
        # Small capitals print the tier in capitals as well.
        assert headed(text, entry.country).casefold() == headed(own, entry.country).casefold()
        assert [words for words in set(truth.foreign) if folded(words) in text and folded(words) not in own] == []
    assert [astuple(total) for total in parsed.global_totals] == truth.totals
    assert [astuple(placement) for placement in parsed.tier_placements] == truth.placements
    assert parsed.doubts == ()
