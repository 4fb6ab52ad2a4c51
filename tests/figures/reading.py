"""Read a text as one section of a narrative, for the tests of figures."""

from __future__ import annotations

from tipetl.figures.facts import FactReading, extract_facts
from tipetl.model import Document
from tipetl.structure import split_sections, split_sentences


def reading_of(text: str, section: str = "prosecution", *, year: int, iso3: str = "KEN") -> FactReading:
    """Return what is read from a text in a section of the report of a year."""
    sections = split_sections(text, section_hint=section)
    document = Document("x", f"{iso3}-{year}", "0", text, iso3=iso3, report_year=year)
    return extract_facts(document, sections, split_sentences(text, sections))


def wholes_in(text: str, *, year: int) -> dict[str, str | None]:
    """Map the words of each figure about protection to the words of the figure of which it is a part."""
    facts = reading_of(text, "protection", year=year).facts
    words = {fact.fact_id: fact.text for fact in facts}
    return {fact.text: words.get(fact.part_of or "") for fact in facts}
