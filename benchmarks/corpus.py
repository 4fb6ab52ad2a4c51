"""Generate from the gold a collection as large as 25 years of reports, with other countries, years and figures.

usage: python -m benchmarks.corpus FOLDER [--narratives N] [--seed S]

Each narrative has a heading and about 2,300 words: paragraphs and sentences drawn from gold texts of every section,
with the country, its people, the years and the figures replaced. A narrative has as many facts per word as the bundled
report; most of the gold has more. The same number and seed yield the same files. The words come from our own gold, but
what they state is not data. Texts kept for first sight are not used.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tipetl.countries import Country, all_countries, by_iso3
from tipetl.evaluate.goldfiles import load_gold
from tipetl.structure import split_sections, split_sentences

PROJECT = Path(__file__).resolve().parents[1]
YEARS = range(2001, 2026)
WORDS = {"profile": 200, "summary": 190, "prosecution": 800, "protection": 760, "prevention": 390}
"""The number of words in each section, 2,340 in all: 4,700 narratives have 11 million words."""
_HEADINGS = {"prosecution": "Prosecution", "protection": "Protection", "prevention": "Prevention"}
WORDS_A_FACT = 40
"""The number of words per fact in the bundled report."""
_TIERS = ("Tier 1", "Tier 2", "Tier 2 Watch List", "Tier 3")
_FIGURE = re.compile(r"(?<![\w.,$/-])\d{1,3}(?:,\d{3})*(?![\w/-]|[.,]\d)")
_YEAR = re.compile(r"(?<![\w.,$/-])(?:19|20)\d\d(?!\w)")


class Paragraph(NamedTuple):
    """A paragraph of a gold text, with its country, report year and number of facts."""

    text: str
    country: Country
    report_year: int
    facts: int


@cache
def paragraphs() -> dict[str, tuple[Paragraph, ...]]:
    """Return the gold's paragraphs that may be used here, by section."""
    found: defaultdict[str, list[Paragraph]] = defaultdict(list)
    for gold in load_gold(PROJECT / "tests" / "gold", ("trained", "tuned")):
        country = by_iso3(gold.iso3) if gold.iso3 else None
        if country is None or gold.report_year is None or len(gold.text.split()) < 300:
            continue
        sections = split_sections(gold.text)
        for section in sections:
            for start, end in _lines(gold.text, section.char_start, section.char_end):
                told = [fact for fact in gold.facts if start <= fact.char_start < end]
                text = gold.text[start:end]
                if section.kind in WORDS and len(text.split()) > 25:
                    found[section.kind].append(Paragraph(text, country, gold.report_year, len(told)))
        # The gold is denser than a report, so sentences without a fact are repeated as separate paragraphs.
        for one in split_sentences(gold.text, sections):
            kind, text = sections[one.section].kind, gold.text[one.char_start : one.char_end]
            if any(one.char_start <= fact.char_start < one.char_end for fact in gold.facts):
                continue
            if kind in WORDS and len(text.split()) > 8:
                found[kind].append(Paragraph(text, country, gold.report_year, 0))
    return {kind: tuple(found[kind]) for kind in WORDS}


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the lines in a stretch of text."""
    for line in text[start:end].splitlines(keepends=True):
        yield start, start + len(line.rstrip())
        start += len(line)


def retold(paragraph: Paragraph, country: Country, report_year: int, chance: random.Random) -> str:
    """Return the paragraph rewritten for another country and year, with other figures."""
    text = paragraph.text
    for old, new in _names(paragraph.country, country):
        text = re.sub(rf"\b{re.escape(old)}\b", new, text)
    scale = chance.uniform(0.5, 1.8)
    later = report_year - paragraph.report_year
    years = {match.span() for match in _YEAR.finditer(text)}
    return _FIGURE.sub(
        lambda match: match[0] if match.span() in years else _other(match[0], scale),
        _YEAR.sub(lambda match: str(int(match[0]) + later), text),
    )


def _names(old: Country, new: Country) -> Iterator[tuple[str, str]]:
    yield old.name, new.name
    yield from zip(old.demonyms, new.demonyms, strict=False)


def _other(figure: str, scale: float) -> str:
    """Scale a figure; small figures, which are mostly terms of years, stay the same."""
    value = int(figure.replace(",", ""))
    return figure if value < 13 else f"{max(2, round(value * scale)):,}"


def narratives(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yield file names and texts of ``count`` narratives, 25 report years for each country before the next.

    There are narratives for at most 100 years, up to the report of 2100; raises ValueError for more.
    """
    countries = [country for country in all_countries() if len(country.demonyms) > 1]
    random.Random(seed).shuffle(countries)
    if count > len(countries) * len(YEARS) * 4:
        raise ValueError(f"There are only {len(countries) * len(YEARS) * 4:,} narratives.")
    for number in range(count):
        turn, place = divmod(number // len(YEARS), len(countries))
        country = countries[place]
        year = YEARS[number % len(YEARS)] + turn * len(YEARS)
        yield f"{country.iso3.lower()}-{year}.txt", _narrative(country, year, random.Random(f"{seed} {number}"))


def _narrative(country: Country, year: int, chance: random.Random) -> str:
    parts = [f"{country.name.upper()} ({chance.choice(_TIERS)})"]
    for kind, words in WORDS.items():
        if kind in _HEADINGS:
            parts.append(_HEADINGS[kind])
        left, facts = words, 0
        while left > 20:
            drawn = chance.sample(paragraphs()[kind], 8)
            allowed = (words - left) / WORDS_A_FACT - facts
            paragraph = next((one for one in drawn if one.facts <= allowed), min(drawn, key=lambda one: one.facts))
            text = retold(paragraph, country, year, chance)
            parts.append(text)
            left -= len(text.split())
            facts += paragraph.facts
    return "\n\n".join(parts) + "\n"


def write(folder: Path, count: int, seed: int = 1) -> int:
    """Write the narratives as files and return their number of words; existing files are replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    words = 0
    for name, text in narratives(count, seed):
        (folder / name).write_text(text, encoding="utf-8")
        words += len(text.split())
    return words


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--narratives", type=int, default=4700)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(argv)
    print(f"{write(asked.folder, asked.narratives, asked.seed):,} words in {asked.narratives:,} narratives")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
