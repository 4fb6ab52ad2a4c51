"""One source to one narrative: the per-document stages, composed.

What belongs here: the order of the stages and what becomes of a source that is no narrative. Imports neither the
warehouse nor an orchestrator, so that ``tipetl extract`` starts at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tipetl.countries import find_country
from tipetl.documents.english import about_trafficking, is_english
from tipetl.documents.identity import CountryFound, YearFound, find_identity_country, find_report_year
from tipetl.documents.text import Decoded, canonical, decode
from tipetl.documents.tier import tier_of
from tipetl.errors import SourceError
from tipetl.extract.entities import extract_mentions
from tipetl.extract.facts import extract_facts
from tipetl.extract.flows import country_roles, extract_flows
from tipetl.model import SECTION_KINDS, Audit, Document, Issue, Narrative, Outcome, Section, Source
from tipetl.structure import recommendation_items, split_sections, split_sentences

__all__ = ["read_narrative"]


def read_narrative(source: Source, *, fragment: bool = False) -> tuple[Audit, Narrative | None]:
    """Reads one source; the audit has exactly one outcome, and there is a narrative when it is ``ok`` or ``partial``.

    A whole narrative needs a country and a report year. With ``fragment`` true it may lack either: the outcome is then
    ``partial``, ``narrative_id`` is None, and years that depend on the report year stay None. Never raises for what a
    source holds.
    """
    issues: list[Issue] = _source_issues(source)
    try:
        decoded = decode(source.data)
    except SourceError as error:
        return _audit(source, issues, error.outcome, error.message, error.advice), None  # type: ignore[arg-type]
    if decoded.how == "fallback":
        issues.append(
            Issue("documents", "encoding_guessed", f"The bytes are not UTF-8; read as {decoded.encoding}.", "info")
        )
    if "\ufffd" in decoded.text:
        issues.append(Issue("documents", "undecodable_bytes", "Some bytes could not be decoded and read as U+FFFD."))
    text = canonical(decoded.text)
    hints = source.hints
    if not is_english(text):
        return _audit(
            source, issues, "not_a_report", "The text is not English.", "Give the English narrative.", decoded
        ), None
    if hints.country is None and hints.section is None and not about_trafficking(text):
        return _audit(
            source,
            issues,
            "not_a_report",
            "The text says nothing of human trafficking.",
            "Give a narrative of a Trafficking in Persons report.",
            decoded,
        ), None
    sections = split_sections(text, section_hint=hints.section)
    heading = _part(text, sections, "heading")
    country = find_identity_country(hints, heading, source.name, text)
    if hints.country is not None and find_country(hints.country) is None:
        return _audit(
            source,
            issues,
            "not_a_report",
            f"{hints.country!r} names no country.",
            "Give an English name or an ISO 3166-1 alpha-3 code.",
            decoded,
        ), None
    if country is None and not fragment:
        return _audit(
            source,
            issues,
            "not_a_report",
            "No country could be found in the heading, the file's name or the text.",
            "Name it with --country NAME or --country ISO3.",
            decoded,
        ), None
    year = find_report_year(hints, heading, source.name, text)
    if year is None and not fragment:
        return _audit(
            source,
            issues,
            "not_a_report",
            "No report year could be found in the address, the heading, the file's name or the text.",
            "Give it with --report-year YEAR.",
            decoded,
        ), None
    issues.extend(_identity_issues(country, year))
    narrative = _read(source, text, decoded, sections, heading, country, year, issues)
    outcome = narrative.document.outcome
    reason = advice = None
    if outcome == "partial":
        lacks = " and ".join(what for what, found in (("country", country), ("report year", year)) if found is None)
        reason, advice = f"The {lacks} is not known.", "Give it with --country and --report-year."
    return _audit(source, issues, outcome, reason, advice, decoded), narrative


def _read(
    source: Source,
    text: str,
    decoded: Decoded,
    sections: tuple[Section, ...],
    heading: str,
    country: CountryFound | None,
    year: YearFound | None,
    issues: list[Issue],
) -> Narrative:
    tier, movement = tier_of(heading, _part(text, sections, "summary"), text)
    document = Document(
        doc=source.doc,
        narrative_id=f"{country.iso3}-{year.year}" if country and year else None,
        source_id=source.source_id,
        text=text,
        country=country.name if country else None,
        iso3=country.iso3 if country else None,
        report_year=year.year if year else None,
        year_from=year.how if year else None,
        tier=tier,
        tier_movement=movement,
        outcome="ok" if country and year else "partial",
        encoding=decoded.encoding,
        encoding_from=decoded.how,
    )
    sentences = split_sentences(text, sections)
    document = replace(document, roles=country_roles(document, sections, sentences))
    reading = extract_facts(document, sections, sentences)
    entities, mentions = extract_mentions(document, sections, sentences)
    return Narrative(
        document=document,
        sections=sections,
        sentences=sentences,
        recommendations=recommendation_items(text, sections),
        quantities=reading.quantities,
        facts=reading.facts,
        candidates=reading.candidates,
        entities=entities,
        mentions=mentions,
        flows=extract_flows(document, sections, sentences, mentions, entities),
        issues=tuple(issues),
    )


def _part(text: str, sections: Sequence[Section], kind: str) -> str:
    """The words of all sections of a kind, a line each."""
    return "\n".join(text[part.char_start : part.char_end] for part in sections if part.kind == kind)


def _source_issues(source: Source) -> list[Issue]:
    issues = []
    expected = source.hints.sha256
    if expected and expected != source.source_id:
        issues.append(
            Issue(
                "sources",
                "sha256_mismatch",
                f"{source.name} is not what the catalog names: sha256 {source.source_id[:12]}, not {expected[:12]}.",
            )
        )
    if source.hints.section is not None and source.hints.section not in SECTION_KINDS:
        issues.append(
            Issue("structure", "unknown_section", f"{source.hints.section!r} is no section code; it was ignored.")
        )
    return issues


def _identity_issues(country: CountryFound | None, year: YearFound | None) -> list[Issue]:
    issues = []
    if country and country.how == "text":
        issues.append(
            Issue("documents", "country_inferred", f"The country was inferred from the text: {country.name}.", "info")
        )
    if year and year.how == "inferred":
        issues.append(
            Issue("documents", "year_inferred", f"The report year was inferred from the text: {year.year}.", "info")
        )
    return issues


def _audit(
    source: Source,
    issues: Sequence[Issue],
    outcome: Outcome,
    reason: str | None = None,
    advice: str | None = None,
    decoded: Decoded | None = None,
) -> Audit:
    return Audit(
        doc=source.doc,
        name=source.name,
        source_id=source.source_id,
        outcome=outcome,
        reason=reason,
        advice=advice,
        byte_count=len(source.data),
        encoding=decoded.encoding if decoded else None,
        encoding_from=decoded.how if decoded else None,
        publisher=source.hints.publisher,
        url=source.hints.url,
        licence=source.hints.licence,
        issues=tuple(issues),
    )
