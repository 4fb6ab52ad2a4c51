"""Build a narrative in our own words about a fictional country, with every kind of record.

The narrative states what the checks examine: prosecutions of two years, open cases, outcomes, sentences, and victims
with their children. Tests change its records and expect the check for that change.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import Any

from tipetl.model import (
    Aside,
    AsideReading,
    Audit,
    Box,
    Claim,
    Document,
    Entity,
    Fact,
    Flow,
    GlobalTotal,
    Issue,
    LawPenalty,
    Mention,
    Narrative,
    Operand,
    Page,
    Quantity,
    Recommendation,
    Section,
    Sentence,
    Source,
    SourceReading,
    TextRun,
    TierPlacement,
)
from tipetl.tables import TABLES, Rows

SECTIONS: tuple[tuple[str, str | None, tuple[str, ...]], ...] = (
    ("heading", "RURITANIA (Tier 2)", ("RURITANIA (Tier 2)",)),
    ("profile", None, ("Women from Moldova face forced prostitution in Ruritania.",)),
    ("recommendations", "Recommendations", ("Recommendations: Train judges; open a second shelter.",)),
    (
        "prosecution",
        "Prosecution",
        (
            "Prosecution",
            "Prosecutors began 30 prosecutions in 2012, compared with 20 in 2011.",
            "Judges convicted 40 offenders, acquitted nine, and 15 cases were pending.",
            "They sent eight offenders to prison for two to five years and 23 for one year.",
            "The law prescribes three to 12 years’ imprisonment.",
        ),
    ),
    (
        "protection",
        "Protection",
        (
            "Protection",
            "Police identified 54 victims in 2012: 30 for sex trafficking and 24 for forced labor.",
            "Of these, 12 were children.",
            "No victim received compensation.",
        ),
    ),
)


@dataclass
class Maker:
    """Builds a narrative sentence by sentence; facts are identified by their sentence and words."""

    doc: str = "ruritania-2013"
    sections: tuple[tuple[str, str | None, tuple[str, ...]], ...] = SECTIONS
    report_year: int = 2013
    text: str = ""
    sentences: list[Sentence] = field(default_factory=list)
    found_sections: list[Section] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def __post_init__(self) -> None:
        for number, (kind, title, sentences) in enumerate(self.sections):
            start = len(self.text)
            for words in sentences:
                begin = len(self.text)
                self.text += words
                self.sentences.append(Sentence(len(self.sentences), number, number, begin, len(self.text)))
                self.text += " "
            self.text = self.text[:-1]
            self.found_sections.append(Section(number, kind, title, start, len(self.text)))  # type: ignore[arg-type]
            self.text += "\n\n"

    def words(self, sentence: int) -> str:
        place = self.sentences[sentence]
        return self.text[place.char_start : place.char_end]

    def find(self, sentence: str, words: str) -> tuple[int, int, int]:
        """Return the position of the sentence that begins like that, and the place of its ``words`` in the text."""
        position = next(s.position for s in self.sentences if self.words(s.position).startswith(sentence))
        start = self.sentences[position].char_start + self.words(position).index(words)
        return position, start, start + len(words)

    def fact(self, sentence: str, words: str, metric: str, value: float | None, unit: str, **more: Any) -> Fact:
        """Add a fact; its name is derived from its document, place, metric and dimensions."""
        position, start, end = self.find(sentence, words)
        section = self.sections[self.sentences[position].section][0]
        name = hashlib.sha256(f"{self.doc}{start}{metric}{sorted(more.items())}".encode()).hexdigest()[:12]
        fields: dict[str, Any] = {
            "value_high": None,
            "qualifier": "exact",
            "status": "reported",
            "year": self.report_year - 1,
            "period": "calendar_year",
            "relation": "current",
            "rule": "by-hand",
            "confidence": 0.9,
        } | more
        if fields.get("part_of"):
            fields["links"] = (("part_of", fields["part_of"]), *fields.get("links", ()))
        fact = Fact(
            fact_id=name,
            metric=metric,
            value=value,
            unit=unit,
            text=words,
            char_start=start,
            char_end=end,
            sentence=position,
            sentence_text=self.words(position),
            section=section,
            **fields,
        )
        self.facts.append(fact)
        return fact

    def narrative(self, **more: Any) -> Narrative:
        """Return the narrative with the facts added so far, and the numbers that refer to them."""
        document = Document(
            doc=self.doc,
            narrative_id=f"RUR-{self.report_year}",
            source_id=self.source_id,
            text=self.text,
            country="Ruritania",
            iso3="RUR",
            report_year=self.report_year,
            year_from="heading",
            tier="2",
            roles=("destination",),
            encoding="utf-8",
            encoding_from="strict",
        )
        numbers = {(fact.char_start, fact.char_end): fact for fact in self.facts if fact.value is not None}
        quantities = [
            Quantity("fact", f.text, f.char_start, f.char_end, f.value, f.value_high, f.sentence, fact_id=f.fact_id)
            for _, f in sorted(numbers.items(), key=lambda item: item[0])
        ]
        return Narrative(
            document=document,
            sections=tuple(self.found_sections),
            sentences=tuple(self.sentences),
            facts=tuple(self.facts),
            quantities=tuple(quantities),
            **more,
        )

    @property
    def source_id(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    def audit(self) -> Audit:
        return Audit(self.doc, f"{self.doc}.txt", self.source_id, "ok", byte_count=len(self.text.encode()))

    def source(self) -> Source:
        return Source(self.doc, f"{self.doc}.txt", self.text.encode(), self.source_id)


def ruritania(doc: str = "ruritania-2013", report_year: int = 2013) -> Maker:
    """Return the whole sample with its facts."""
    maker = Maker(doc=doc, report_year=report_year)
    begun, ended, sent = "Prosecutors began", "Judges convicted", "They sent"
    maker.fact(begun, "30", "prosecutions", 30, "case")
    maker.fact(begun, "20", "prosecutions", 20, "case", year=report_year - 2, relation="comparator")
    maker.fact(ended, "40", "convictions", 40, "person")
    maker.fact(ended, "nine", "acquittals", 9, "person")
    maker.fact(ended, "15", "prosecutions_ongoing", 15, "case")
    maker.fact(sent, "two to five years", "sentence_terms", 24, "month", value_high=60, qualifier="range", count=8)
    maker.fact(sent, "one year", "sentence_terms", 12, "month", count=23)
    maker.fact(
        "The law",
        "three to 12 years",
        "penalty_prescribed",
        36,
        "month",
        value_high=144,
        qualifier="range",
        year=None,
        period="unspecified",
    )
    total = maker.fact("Police", "54", "victims_identified", 54, "person")
    maker.fact("Police", "30", "victims_identified", 30, "person", exploitation="sex", part_of=total.fact_id)
    maker.fact("Police", "24", "victims_identified", 24, "person", exploitation="labor", part_of=total.fact_id)
    maker.fact("Of these", "12", "victims_identified", 12, "person", age="child", part_of=total.fact_id)
    maker.fact("No victim", "No", "victims_compensated", 0, "person", status="none")
    return maker


def sample(doc: str = "ruritania-2013", report_year: int = 2013) -> Narrative:
    """Return the sample with every kind of record."""
    maker = ruritania(doc, report_year)
    profile, start, end = maker.find("Women", "Moldova")
    _, home, home_end = maker.find("Women", "Ruritania")
    sentence = maker.words(profile)
    _, first, first_end = maker.find("Recommendations", "Train judges")
    _, second, second_end = maker.find("Recommendations", "open a second shelter")
    position, number, number_end = maker.find("Recommendations", "second")
    law_sentence, law, law_end = maker.find("The law", "The law")
    penalty = next(fact for fact in maker.facts if fact.metric == "penalty_prescribed")
    candidate = ruritania(doc, report_year).fact(
        "Prosecutors began", "30", "investigations", 30, "case", confidence=0.2
    )
    begun, compared, compared_end = maker.find("Prosecutors began", "compared")
    now, then = [fact for fact in maker.facts if fact.metric == "prosecutions"]
    narrative = maker.narrative(
        claims=(
            Claim(
                "claim-1",
                "direction",
                "compared",
                compared,
                compared_end,
                begun,
                (
                    Operand("measured", 30.0, None, "exact", now.fact_id),
                    Operand("against", 20.0, None, "exact", then.fact_id),
                ),
                says="more",
            ),
        ),
        recommendations=(
            Recommendation(0, "Train judges", first, first_end, ("training",)),
            Recommendation(1, "open a second shelter", second, second_end),
        ),
        candidates=(candidate,),
        entities=(
            Entity("country:MDA", "country", "Moldova", "MDA"),
            Entity("country:RUR", "country", "Ruritania", "RUR"),
            Entity("law:0123456789", "law", "Ruritanian Law of 2005", None, "statute", "RUR", 2005, ("the law",)),
        ),
        mentions=(
            Mention("country", "Moldova", start, end, "country:MDA", profile),
            Mention("country", "Ruritania", home, home_end, "country:RUR", profile),
            Mention("law", "The law", law, law_end, "law:0123456789", law_sentence),
        ),
        flows=(Flow("MDA", "RUR", "sex", ("women",), start, home_end, profile, sentence, sectors=("entertainment",)),),
        law_penalties=(LawPenalty(penalty.fact_id, "law:0123456789"),),
    )
    ordinal = Quantity("ordinal", "second", number, number_end, 2, None, position)
    length = len(narrative.document.text)
    document = replace(narrative.document, form="pdf", runs=(TextRun(0, length, 1, 0, length),))
    facts = tuple(replace(fact, box=Box(1, 50.0, 60.0, 70.0, 72.0)) for fact in narrative.facts)
    return replace(narrative, document=document, facts=facts, quantities=(*narrative.quantities, ordinal))


def reading_of(narrative: Narrative) -> SourceReading:
    """Return the reading of a source with the narrative on one page, and with a table and a chart."""
    return SourceReading(
        audit=audit_of(narrative),
        narratives=(narrative,),
        report_year=narrative.document.report_year,
        pages=(Page(1, narrative.document.text),),
        global_totals=(GlobalTotal(2012, None, 5000, 400, 3000, 200, 40000, 9000, 21, 1),),
        tier_placements=(TierPlacement("Moldova", "2", 1),),
        asides=(AsideReading(Aside("essay", "Debt binds.", "On debt", box=Box(1, 50.0, 60.0, 70.0, 72.0))),),
    )


def audit_of(narrative: Narrative) -> Audit:
    """Return the audit of a narrative made here."""
    document = narrative.document
    noted = (Issue("documents", "sample", "This is a sample.", "info"),)
    return Audit(document.doc, f"{document.doc}.txt", document.source_id, document.outcome, issues=noted)


def named(rows: Rows, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table as dictionaries of values by column."""
    return [dict(zip(TABLES[table].column_names, row, strict=True)) for row in rows[table]]
