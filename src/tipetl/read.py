"""Turn a source into its narratives by running the per-document stages in order.

This module also decides the outcome of a source without a narrative. It imports neither the warehouse nor an
orchestrator, so that ``tipetl extract`` starts at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from tipetl.countries import find_country
from tipetl.documents.beside import extended
from tipetl.documents.boxes import placed
from tipetl.documents.english import about_trafficking, is_english
from tipetl.documents.identity import CountryFound, YearFound, find_identity_country, find_report_year
from tipetl.documents.parse import parse
from tipetl.documents.tier import earlier_placements, placements, standing_of
from tipetl.entities.law_penalties import tie_penalties
from tipetl.entities.mentions import extract_mentions
from tipetl.errors import SourceError
from tipetl.figures.facts import extract_facts
from tipetl.figures.freezing import fact_id
from tipetl.language.memo import uncollected
from tipetl.model import (
    SECTION_KINDS,
    TOLD_ASIDES,
    AsideReading,
    Audit,
    Claim,
    Document,
    Issue,
    Narrative,
    Outcome,
    Parsed,
    Part,
    Section,
    Sentence,
    Source,
    SourceReading,
)
from tipetl.routes.flows import country_roles, extract_flows
from tipetl.structure import recommendation_items, split_sections, split_sentences
from tipetl.weighing import Verdict, verdict, weighed


def _refused(reason: str, advice: str) -> SourceError:
    """Return an error that says why a source, or a part of it, is not a narrative."""
    return SourceError(reason, outcome="not_a_report", advice=advice)


def _refusal_of(error: Exception) -> SourceError:
    """Return the error that refuses a part: the error itself, or one that says that the reader failed."""
    if isinstance(error, SourceError):
        return error
    return _refused(f"The reader failed: {type(error).__name__}: {' '.join(str(error).split())}", "")


def read_narrative(source: Source, *, fragment: bool = False) -> tuple[Audit, Narrative | None]:
    """Return a source's audit and its first narrative; see ``read_source``."""
    reading = read_source(source, fragment=fragment)
    return reading.audit, reading.narratives[0] if reading.narratives else None


def read_source(source: Source, *, fragment: bool = False) -> SourceReading:
    """Read a source. A reading's audit has exactly one outcome; if it is one of ``model.READ_OUTCOMES``, there are
    narratives.

    A file or page contains one narrative, named after its source. A volume contains one narrative per country, named
    ``STEM#ISO3``; a caller that names a country gets only its narrative. A complete narrative needs a country and a
    report year. With ``fragment``, either may be missing: the outcome is then ``partial``, ``narrative_id`` is None,
    and years that depend on the report year stay None. A source's contents never cause an exception.
    """
    issues = _source_issues(source)
    country = source.hints.country
    parsed: Parsed | None = None
    try:
        parsed = parse(source)
        issues.extend(parsed.issues)
        if country is not None and find_country(country) is None:
            raise _refused(f"{country!r} names no country.", "Give an English name or an ISO 3166-1 alpha-3 code.")
        if len(parsed.parts) == 1:
            found = _read_part(source, parsed, parsed.parts[0], issues, fragment=fragment)
            parts, narratives, unread = [parsed.parts[0]], [_judged(found, issues)], list[Part]()
        else:
            parts, narratives, unread = _read_parts(source, parsed, issues, fragment=fragment)
    except SourceError as error:
        why = Verdict(cast(Outcome, error.outcome), error.message, error.advice)
        return SourceReading(_audit(source, issues, why, parsed))
    narratives = placed(source.data, parsed, narratives)
    return SourceReading(
        audit=_audit(source, issues, _verdict(narratives, issues), parsed),
        narratives=tuple(narratives),
        report_year=narratives[0].document.report_year,
        pages=parsed.pages,
        global_totals=parsed.global_totals,
        tier_placements=parsed.tier_placements,
        doubts=parsed.doubts,
        asides=(
            *(aside for part, narrative in zip(parts, narratives, strict=True) for aside in _beside(part, narrative)),
            *(AsideReading(aside) for part in unread for aside in part.asides),
            *map(AsideReading, parsed.asides),
        ),
    )


def _beside(part: Part, narrative: Narrative) -> list[AsideReading]:
    """Return the asides on a narrative's pages, each with the section it became, if any."""
    sections = iter([section.position for section in narrative.sections if section.aside])
    return [
        AsideReading(
            aside, narrative.document.doc, next(sections, None) if aside.kind in TOLD_ASIDES and aside.box else None
        )
        for aside in part.asides
    ]


def _read_parts(
    source: Source, parsed: Parsed, issues: list[Issue], *, fragment: bool
) -> tuple[list[Part], list[Narrative], list[Part]]:
    """Read a volume's parts; return the parts read, their narratives, and the parts not read, each with an issue.

    Raises SourceError if no part is a narrative.
    """
    hints = source.hints
    wanted = find_country(hints.country) if hints.country is not None else None
    parts = [part for part in parsed.parts if wanted is None or _names(part, wanted.iso3)]
    if wanted is not None and not parts:
        raise _refused(
            f"The volume holds no narrative of {wanted.name}.", "Give it without --country to read all it holds."
        )
    narratives: list[Narrative] = []
    read: list[Part] = []
    unread: list[Part] = []
    names: dict[str, int] = {}
    first: SourceError | None = None
    for part in parts:
        noted: list[Issue] = []
        printed = part.country or "A part without a country"
        try:
            found = _read_part(source, parsed, part, noted, fragment=fragment)
        except Exception as error:  # noqa: BLE001 - one narrative must not stop the others; the issue says what happened
            refused = _refusal_of(error)
            first = first or refused
            unread.append(part)
            issues.append(Issue("read", "narrative_failed", f"{printed} was not read: {refused.message}"))
            continue
        issues.extend(replace(issue, message=f"{printed}: {issue.message}") for issue in noted)
        code = found.document.iso3 or "UNKNOWN"
        names[code] = names.get(code, 0) + 1
        doc = f"{source.doc}#{code}" + (f"~{names[code]}" if names[code] > 1 else "")
        cut = [issue for issue in parsed.issues if issue.code == "breaks_off"] if part is parsed.parts[-1] else []
        found = _judged(found, [*noted, *cut])
        narratives.append(replace(found, document=replace(found.document, doc=doc)))
        read.append(part)
    if not narratives:
        raise first or _refused("The volume holds no narrative.", "Give the volume with the country narratives.")
    return read, narratives, unread


def _names(part: Part, iso3: str) -> bool:
    country = find_country(part.country) if part.country else None
    return country is not None and country.iso3 == iso3


def _read_part(source: Source, parsed: Parsed, part: Part, issues: list[Issue], *, fragment: bool) -> Narrative:
    """Read a part of a source, and add to its issues. Raises SourceError if the part is not a narrative."""
    text, hints = part.text, source.hints
    if not is_english(text):
        raise _refused("The text is not English.", "Give the English narrative.")
    if hints.country is None and hints.section is None and part.country is None and not about_trafficking(text):
        raise _refused(
            "The text does not mention human trafficking.", "Give a narrative of a Trafficking in Persons report."
        )
    sections = split_sections(text, section_hint=hints.section)
    heading = _part(text, sections, "heading")
    country = find_identity_country(hints, heading, source.name, text, metadata=parsed.metadata, printed=part.country)
    if country is None and not fragment:
        raise _refused(
            "No country could be found in the address, the heading, the file's name or the text.",
            "Name it with --country NAME or --country ISO3.",
        )
    year = find_report_year(hints, heading, source.name, text, metadata=parsed.metadata)
    if year is None and not fragment:
        raise _refused(
            "No report year could be found in the address, the heading, the file's name or the text.",
            "Give it with --report-year YEAR.",
        )
    issues.extend(_identity_issues(country, year))
    narrative, doubts = weighed(_read(source, parsed, part, sections, heading, country, year), part.disturbances)
    issues.extend(doubts)
    return narrative


def _judged(narrative: Narrative, issues: Sequence[Issue]) -> Narrative:
    """Return the narrative, with the document's outcome set as the issues require."""
    found = verdict(issues)
    if found is None:
        return narrative
    return replace(narrative, document=replace(narrative.document, outcome=found.outcome))


@uncollected()
def _read(
    source: Source,
    parsed: Parsed,
    part: Part,
    sections: tuple[Section, ...],
    heading: str,
    country: CountryFound | None,
    year: YearFound | None,
) -> Narrative:
    text = part.text
    standing = standing_of(heading, _part(text, sections, "summary"), text, year.year if year else None)
    document = Document(
        doc=source.doc,
        narrative_id=f"{country.iso3}-{year.year}" if country and year else None,
        source_id=source.source_id,
        text=text,
        country=country.name if country else None,
        iso3=country.iso3 if country else None,
        report_year=year.year if year else None,
        year_from=year.how if year else None,
        tier=standing.tier,
        tier_movement=standing.movement,
        tier_waiver=standing.waiver,
        tier_automatic=standing.automatic,
        watch_list_years=standing.watch_list_years,
        outcome="ok" if country and year else "partial",
        encoding=parsed.encoding,
        encoding_from=parsed.encoding_from,
        source_doc=source.doc,
        form=parsed.form,
        runs=part.runs,
    )
    sentences = split_sentences(text, sections)
    document = replace(document, roles=country_roles(document, sections, sentences))
    entities, mentions = extract_mentions(document, sections, sentences)
    flows = extract_flows(document, sections, sentences, mentions, entities)
    # From here on, boxes and captions are included: they count as words and are searched, but yield no facts.
    whole = extended(part, sections)
    own_sentences = sentences
    if len(whole.sections) > len(sections):
        document = replace(document, text=whole.text, runs=whole.runs)
        sentences = split_sentences(whole.text, whole.sections)
    reading = extract_facts(document, whole.sections, sentences)
    return Narrative(
        document=document,
        sections=whole.sections,
        sentences=sentences,
        recommendations=recommendation_items(text, sections),
        quantities=reading.quantities,
        facts=reading.facts,
        candidates=reading.candidates,
        claims=(*reading.claims, *_placed_on(document, own_sentences)),
        entities=entities,
        mentions=mentions,
        flows=flows,
        law_penalties=tie_penalties(text, own_sentences, reading.facts, mentions),
    )


def _placed_on(document: Document, sentences: Sequence[Sentence]) -> Iterator[Claim]:
    """Yield claims that place the country on a tier ("therefore Ruritania remained on Tier 2"); claims about earlier
    reports carry the year.
    """
    narrative = document.narrative_id or document.doc
    seen: Counter[tuple[str, int]] = Counter()
    for sentence in sentences:
        words = document.text[sentence.char_start : sentence.char_end]
        now = [(*placed, None) for placed in placements(words, document.report_year)]
        for tier, start, end, year in (*now, *earlier_placements(words, document.report_year)):
            text = words[start:end]
            seen[words, start] += 1
            yield Claim(
                claim_id=fact_id(narrative, words, text, "tier", f"{start}", seen[words, start]),
                kind="tier",
                text=text,
                char_start=sentence.char_start + start,
                char_end=sentence.char_start + end,
                sentence=sentence.position,
                says=tier,
                year=year,
            )


def _verdict(narratives: Sequence[Narrative], issues: Sequence[Issue]) -> Verdict | None:
    """Return the verdict on a source that was read, or None if its outcome is ``ok``."""
    if found := verdict(issues):
        return found
    document = next((n.document for n in narratives if n.document.outcome != "ok"), None)
    if document is None:
        return None
    known = (("country", document.iso3), ("report year", document.report_year))
    lacks = " and ".join(what for what, found in known if found is None)
    return Verdict("partial", f"The {lacks} is not known.", "Give it with --country and --report-year.")


def _part(text: str, sections: Sequence[Section], kind: str) -> str:
    """Return the text of all sections of a kind, each on its own line."""
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


def _audit(source: Source, issues: Sequence[Issue], why: Verdict | None, parsed: Parsed | None) -> Audit:
    hints = source.hints
    metadata = parsed.metadata if parsed else None
    return Audit(
        doc=source.doc,
        name=source.name,
        source_id=source.source_id,
        outcome=why.outcome if why else "ok",
        reason=why.reason if why else None,
        advice=why.advice if why else None,
        byte_count=len(source.data),
        encoding=parsed.encoding if parsed else None,
        encoding_from=parsed.encoding_from if parsed else None,
        publisher=hints.publisher or (metadata.publisher if metadata else None),
        url=hints.url or (metadata.url if metadata else None),
        licence=hints.licence,
        issues=tuple(issues),
        form=parsed.form if parsed else None,
        title=metadata.title if metadata else None,
        published=metadata.published if metadata else None,
    )
