"""Test reading one source into one narrative: outcomes, advice, and spans. All texts are invented."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tipetl import read as reading_stages
from tipetl.model import READ_OUTCOMES, Audit, Document, Hints, Issue, Metadata, Narrative, Parsed, Part, SourceReading
from tipetl.read import read_narrative, read_source
from tipetl.sources.files import collect
from tipetl.sources.opening import make_source

NARRATIVE = """KENYA (Tier 2)

Kenya is a source and transit country for women exploited in sex trafficking in Italy. Ugandan boys are forced to beg.

The Government of Kenya does not fully comply with the minimum standards; however, it makes efforts to do so.

Recommendations for Kenya: Train judges; fund the Ministry of Labor’s shelter; and amend the law.

Prosecution

Authorities initiated 104 investigations in 2012, compared with 22 in 2011. Courts convicted nine traffickers.

Protection

Police identified 54 victims in 2012; 12 were children. The state spent $84,600 on shelters.

Prevention

IOM held 12 workshops. A hotline took 1,300 calls.

Disclaimer:
This text was made up.
"""


def read(
    text: str, name: str = "kenya-2013.txt", hints: Hints | None = None, *, fragment: bool = False
) -> tuple[Audit, Narrative | None]:
    return read_narrative(make_source(text.encode("utf-8"), name, hints or Hints()), fragment=fragment)


def whole(text: str, name: str = "kenya-2013.txt", hints: Hints | None = None) -> Narrative:
    audit, narrative = read(text, name, hints)
    assert audit.outcome == "ok", audit
    assert narrative is not None
    return narrative


def check_spans(narrative: Narrative) -> None:
    """Check contract sections 1, 5, 6 and 7: the offsets of every span give its words, and it is within its sentence
    and section.
    """
    text = narrative.document.text
    for section in narrative.sections:
        assert 0 <= section.char_start < section.char_end <= len(text)
    for before, after in pairwise(narrative.sections):
        assert before.char_end <= after.char_start
    for sentence in narrative.sentences:
        section = narrative.sections[sentence.section]
        assert section.char_start <= sentence.char_start < sentence.char_end <= section.char_end
    for before, after in pairwise(narrative.sentences):
        assert before.char_end <= after.char_start
    for item in (
        *narrative.recommendations,
        *narrative.mentions,
        *narrative.quantities,
        *narrative.facts,
        *narrative.candidates,
    ):
        assert text[item.char_start : item.char_end] == item.text != ""
    for place in (*narrative.mentions, *narrative.quantities, *narrative.facts):
        sentence = narrative.sentences[place.sentence]
        assert sentence.char_start <= place.char_start < place.char_end <= sentence.char_end
    for flow in narrative.flows:
        assert text[flow.char_start : flow.char_end] == flow.sentence_text
    assert {mention.entity_id for mention in narrative.mentions} == {entity.entity_id for entity in narrative.entities}


def test_a_narrative() -> None:
    narrative = whole(NARRATIVE)
    document = narrative.document
    assert (document.narrative_id, document.country, document.iso3) == ("KEN-2013", "Kenya", "KEN")
    assert (document.report_year, document.year_from, document.tier) == (2013, "file_name", "2")
    assert document.roles == ("source", "transit")
    assert [section.kind for section in narrative.sections] == [
        "heading",
        "profile",
        "summary",
        "recommendations",
        "prosecution",
        "protection",
        "prevention",
        "statement",
    ]
    assert [item.text for item in narrative.recommendations] == [
        "Train judges",
        "fund the Ministry of Labor’s shelter",
        "amend the law",
    ]
    assert {(flow.origin_iso3, flow.destination_iso3, flow.exploitation) for flow in narrative.flows} == {
        ("KEN", "ITA", "sex"),
        ("UGA", "KEN", "labor"),
    }
    assert {"Kenya", "Italy", "Uganda", "Ministry of Labor"} <= {entity.name for entity in narrative.entities}
    assert "International Organization for Migration" in {entity.name for entity in narrative.entities}
    assert ("investigations", 104, 2012) in {(fact.metric, fact.value, fact.year) for fact in narrative.facts}
    check_spans(narrative)


def test_the_caller_overrides_the_text() -> None:
    document = whole(NARRATIVE, hints=Hints(country="Uganda", report_year=2010)).document
    assert (document.narrative_id, document.year_from) == ("UGA-2010", "caller")


def test_an_inferred_year_is_marked() -> None:
    audit, narrative = read(NARRATIVE, "text.txt")
    assert narrative is not None
    assert (narrative.document.report_year, narrative.document.year_from) == (2013, "inferred")
    assert "year_inferred" in {issue.code for issue in audit.issues}


def test_a_fragment_is_read_with_what_the_caller_knows() -> None:
    hints = Hints(country="KEN", report_year=2013, section="prosecution")
    narrative = whole("Courts convicted nine traffickers.", "-", hints)
    assert [section.kind for section in narrative.sections] == ["prosecution"]
    assert [(fact.metric, fact.value, fact.year) for fact in narrative.facts] == [("convictions", 9, 2012)]


def test_a_fragment_may_lack_country_and_year_where_the_caller_says_so() -> None:
    audit, narrative = read("Courts convicted nine traffickers.", "-", fragment=True)
    assert audit.outcome == "partial" and audit.reason and audit.advice
    assert narrative is not None
    assert narrative.document.narrative_id is None
    assert [(fact.metric, fact.value) for fact in narrative.facts] == [("convictions", 9)]


@pytest.mark.parametrize(
    ("data", "name", "hints", "outcome", "word"),
    [
        (b"", "a.txt", Hints(), "no_text", "no text"),
        (b"\x00\x01\x02" * 50, "a.txt", Hints(), "corrupt", "not text"),
        (b"%PDF-1.7", "a.txt", Hints(), "corrupt", "PDF"),
        (b"PK\x03\x04 more", "kenya-2013.html", Hints(), "unsupported", "archive"),
        (b"\x89PNG\r\n\x1a\n more", "kenya-2013.pdf", Hints(), "unsupported", "picture"),
        (b"<html><body></body></html>", "kenya-2013.pdf", Hints(), "not_a_report", "text"),
        (
            "Le gouvernement du Kenya ne respecte pas les normes et n'a condamné personne.".encode(),
            "kenya-2013.txt",
            Hints(),
            "not_a_report",
            "English",
        ),
        (
            b"Stir the soup of Kenya, add salt, and serve it hot to the guests.",
            "kenya-2013.txt",
            Hints(),
            "not_a_report",
            "trafficking",
        ),
        (b"The courts convicted nine traffickers in 2012.", "a.txt", Hints(), "not_a_report", "country"),
        (b"The courts of Kenya convicted nine traffickers.", "kenya.txt", Hints(), "not_a_report", "year"),
        (
            b"The courts convicted nine traffickers in 2012.",
            "a.txt",
            Hints(country="Atlantis"),
            "not_a_report",
            "Atlantis",
        ),
    ],
)
def test_what_is_no_narrative_gets_one_outcome_and_advice(
    data: bytes, name: str, hints: Hints, outcome: str, word: str
) -> None:
    audit, narrative = read_narrative(make_source(data, name, hints))
    assert narrative is None
    assert audit.outcome == outcome
    assert audit.reason is not None and word in audit.reason and "\n" not in audit.reason
    assert audit.advice


VOLUME = Parsed(
    form="html",
    parts=(
        Part("GHANA (Tier 2)\n\nProsecution\n\nCourts convicted nine traffickers in 2012.", "GHANA"),
        Part("PERU (Tier 2)\n\nProsecution\n\nCourts convicted seven traffickers in 2012.", "PERU"),
        Part("PERU (Tier 2)\n\nProtection\n\nPolice identified 70 victims in 2012.", "PERU"),
    ),
    metadata=Metadata(report_year=2013, title="Report"),
)


def volume(monkeypatch: pytest.MonkeyPatch, parsed: Parsed = VOLUME, hints: Hints | None = None) -> SourceReading:
    monkeypatch.setattr(reading_stages, "parse", lambda _source: parsed)
    return read_source(make_source(b"a volume", "all.pdf", hints or Hints()))


def test_a_volume_gives_a_document_a_country(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = volume(monkeypatch)
    assert [n.document.doc for n in reading.narratives] == ["all#GHA", "all#PER", "all#PER~2"]
    assert {n.document.source_doc for n in reading.narratives} == {"all"}
    assert {(n.document.report_year, n.document.year_from) for n in reading.narratives} == {(2013, "metadata")}
    assert (reading.audit.doc, reading.audit.outcome, reading.audit.title) == ("all", "ok", "Report")
    assert [fact.value for n in reading.narratives for fact in n.facts] == [9, 7, 70]


def test_one_bad_part_of_a_volume_is_told_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = reading_stages.extract_facts

    def failing(document: Document, *more: Any) -> Any:
        if document.iso3 == "GHA":
            raise ValueError("a bug\nin two lines")
        return honest(document, *more)

    monkeypatch.setattr(reading_stages, "extract_facts", failing)
    reading = volume(monkeypatch)
    assert [n.document.iso3 for n in reading.narratives] == ["PER", "PER"]
    assert reading.audit.outcome == "partial"
    assert reading.audit.reason and "GHANA" in reading.audit.reason and "\n" not in reading.audit.reason


def test_the_caller_picks_a_country_out_of_a_volume(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = volume(monkeypatch, hints=Hints(country="Peru"))
    assert [n.document.iso3 for n in reading.narratives] == ["PER", "PER"]
    none = volume(monkeypatch, hints=Hints(country="Chad"))
    assert (none.narratives, none.audit.outcome) == ((), "not_a_report")
    assert none.audit.reason and "Chad" in none.audit.reason


def test_a_page_that_could_not_be_read_makes_the_source_partial(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = Issue("documents", "page_unreadable", "Page 3 could not be read.")
    reading = volume(monkeypatch, replace(VOLUME, issues=(lost,)))
    assert (reading.audit.outcome, reading.audit.reason) == ("partial", "Page 3 could not be read.")
    assert len(reading.narratives) == 3


def test_a_hash_that_differs_is_a_warning() -> None:
    audit, narrative = read(NARRATIVE, hints=Hints(sha256="0" * 64))
    assert narrative is not None
    assert [(issue.code, issue.severity) for issue in audit.issues] == [("sha256_mismatch", "warning")]


def test_an_unknown_section_is_said_and_ignored() -> None:
    audit, narrative = read(NARRATIVE, hints=Hints(section="prologue"))
    assert narrative is not None and len(narrative.sections) == 8
    assert "unknown_section" in {issue.code for issue in audit.issues}


def test_the_audit_says_where_the_document_came_from() -> None:
    audit, _ = read(NARRATIVE, hints=Hints(publisher="P", url="https://example.org/", licence="L"))
    assert (audit.publisher, audit.url, audit.licence, audit.encoding) == ("P", "https://example.org/", "L", "utf-8")
    assert audit.byte_count == len(NARRATIVE.encode())


def test_the_seed(project: Path) -> None:
    (source,), audits = collect([project / "seeds" / "reports"])
    audit, narrative = read_narrative(source)
    assert audits == [] and audit.outcome == "ok" and audit.issues == ()
    assert narrative is not None
    assert (narrative.document.narrative_id, narrative.document.tier) == ("XKX-2013", "2")
    assert len(narrative.recommendations) == 9
    assert {(flow.origin_iso3, flow.destination_iso3) for flow in narrative.flows if flow.origin_iso3 != "XKX"} == {
        (code, "XKX") for code in ("MDA", "SVK", "ALB", "SRB", "POL")
    }
    check_spans(narrative)


def same_reading(one: Narrative, two: Narrative) -> None:
    assert one.document.text == two.document.text
    assert (one.sections, one.sentences, one.facts, one.mentions) == (
        two.sections,
        two.sentences,
        two.facts,
        two.mentions,
    )


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + NARRATIVE.encode(),
        NARRATIVE.replace("\n", "\r\n").encode(),
        NARRATIVE.replace(" ", "\u00a0").encode(),
        NARRATIVE.encode("utf-16"),
        NARRATIVE.encode("cp1252"),
    ],
)
def test_the_same_words_in_other_bytes_are_the_same_reading(data: bytes) -> None:
    _, narrative = read_narrative(make_source(data, "kenya-2013.txt"))
    assert narrative is not None
    same_reading(narrative, whole(NARRATIVE))


def mutate(text: str, how: str, at: int, number: int) -> str:
    """Change the text in a way that must not break any reader."""
    if how == "crlf":
        return text.replace("\n", "\r\n")
    if how == "bom":
        return "\ufeff" + text
    if how == "nbsp":
        return text.replace(" ", "\u00a0")
    if how == "curly":
        return text.replace("'", "’").replace('"', "”")
    if how == "accents":
        return text.replace("Kenya", "Ke\u0301nya").replace("Italy", "I\u0301taly")
    if how == "numbers":
        return text.replace("104", str(number)).replace("nine", "ninety").replace("54", f"{number:,}")
    if how == "sentence":
        place = text.find(". ", at % len(text))
        return (
            text if place < 0 else f"{text[:place]}. Judges in Chad freed {number} women on May 3. {text[place + 2 :]}"
        )
    if how == "cut":
        return text[: at % len(text)]
    return text[at % len(text) :]


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["crlf", "bom", "nbsp", "curly", "accents", "numbers", "sentence", "cut", "tail"]),
            st.integers(0, 2000),
            st.integers(0, 99_999),
        ),
        max_size=4,
    )
)
def test_every_span_slices_back_on_mutated_texts(changes: list[tuple[str, int, int]]) -> None:
    text = NARRATIVE
    for how, at, number in changes:
        text = mutate(text, how, at, number) or " "
    audit, narrative = read(text, hints=Hints(country="KEN", report_year=2013))
    assert (narrative is not None) == (audit.outcome in READ_OUTCOMES)
    if narrative is not None:
        check_spans(narrative)
