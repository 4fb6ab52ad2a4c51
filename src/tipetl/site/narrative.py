"""Build what a narrative's page shows: its text in pieces, and a reading for each mark.

This module produces only text and links; the template contains the markup.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TypeVar

from tipetl.model.codes import COUNTRY, LAW, MONTH, ORGANIZATION
from tipetl.site.figures import field_said, number, said, with_unit
from tipetl.site.marks import Mark, Piece, merged, pieces
from tipetl.site.names import names, plain, who
from tipetl.site.records import (
    Claim,
    Correction,
    Fact,
    Finding,
    Gone,
    Mention,
    Metric,
    Narrated,
    Quantity,
    Recommendation,
    Revision,
    Route,
    Section,
)

_MARK_OF_MENTION = {ORGANIZATION: "organization", LAW: "law"}


@dataclass(frozen=True, slots=True)
class Part:
    """A word or phrase in a reading, perhaps with a link."""

    text: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The reading of a mark: a title, a line below it, and rows of a label and its words."""

    id: str
    kind: str
    title: str
    lead: str
    rows: tuple[tuple[str, tuple[Part, ...]], ...]
    partners: tuple[str, ...] = ()
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A link added to the text: a finding, or the first report of a repeated recommendation."""

    at: int
    kind: str
    text: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text (several lines, if the text is hard-wrapped): its pieces, each with the notes that follow
    it; ``title`` says whether it is the section's heading.
    """

    title: bool
    pieces: tuple[tuple[Piece, tuple[Note, ...]], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A section with its paragraphs; ``name`` is its kind in words."""

    id: str
    kind: str
    name: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """The first report that made a recommendation in these or similar words."""

    year: int
    page: str
    position: int


@dataclass(frozen=True, slots=True)
class Former:
    """A figure, in words, that only earlier versions contain; ``last`` is the last such version, ``since`` the next
    version.
    """

    id: str
    said: str
    sentence: str
    last: str
    since: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The data about other narratives that a narrative's page needs."""

    metrics: Mapping[str, Metric]
    pages: Mapping[str, str]
    since: Mapping[int, Since]
    cite: str
    rules: Mapping[str, str]
    countries: frozenset[str]


def sections_of(told: Narrated, around: Surroundings) -> tuple[Shown, ...]:
    """Divide the text into sections, paragraphs and pieces. Every character but paragraph ends is in exactly
    one piece.
    """
    marks = merged(_spans(told))
    notes = sorted(_notes(told, around), key=lambda note: note.at)
    text = told.narrative.text
    within = (range(block.char_start, block.char_end) for block in told.blocks)
    inner = {at for block in within for at in block if text[at] == "\n"}
    return tuple(
        Shown(
            f"s{section.char_start}",
            section.kind,
            names()["sections"][section.kind],
            tuple(_paragraphs(text, section, inner, marks, notes)),
        )
        for section in _whole(told.sections, len(text))
    )


def readings_of(told: Narrated, around: Surroundings) -> tuple[Reading, ...]:
    """Return a reading for every mark and note, in the order of the text."""
    by_id = {fact.fact_id: fact for fact in told.facts}
    links: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for link in told.links:
        there, back = names()["links"][link.kind]
        links[link.fact_id].append((there, link.related_to))
        links[link.related_to].append((back, link.fact_id))
    facts = _Facts(told, around, by_id, links)
    entities: dict[str, Reading] = {}
    for mention in told.mentions:
        entities.setdefault(mention.entity_id, _of_mention(mention, around.countries))
    return (
        *(facts.reading(fact) for fact in told.facts),
        *(_of_route(route, around.countries) for route in told.routes),
        *entities.values(),
        *(_of_quantity(quantity) for quantity in told.quantities if quantity.fact_id is None),
        *(_of_finding(finding) for finding in told.findings),
        *(_of_recommendation(one, around.since.get(one.position)) for one in told.recommendations),
    )


def gone_of(told: Narrated, metrics: Mapping[str, Metric]) -> tuple[Former, ...]:
    """Return the figures that earlier versions read in this narrative but this version does not."""
    here = {fact.fact_id for fact in told.facts}
    return tuple(
        Former(one.fact_id, _former(one, metrics), one.sentence, one.last, one.since)
        for one in told.gone
        if one.fact_id not in here
    )


def _former(one: Gone, metrics: Mapping[str, Metric]) -> str:
    metric = metrics.get(one.metric)
    label = metric.label if metric else plain(one.metric)
    return f"{label}, {one.year}: {with_unit(one)}" if one.year else f"{label}: {with_unit(one)}"


def recommendation_id(position: int) -> str:
    """Return the id of a recommendation on its page."""
    return f"recommendation-{position + 1}"


def _spans(told: Narrated) -> Iterator[tuple[int, int, str, str]]:
    for fact in told.facts:
        yield fact.char_start, fact.char_end, fact.fact_id, "fact"
    for quantity in told.quantities:
        kind = "quantity" if quantity.fact_id is None else "count"
        yield quantity.char_start, quantity.char_end, quantity.fact_id or _quantity_id(quantity), kind
    for mention in told.mentions:
        kind = _MARK_OF_MENTION.get(mention.kind, "country")
        yield mention.char_start, mention.char_end, _entity_id(mention), kind
    for route in told.routes:
        yield route.char_start, route.char_end, route.flow_id, "route"
    for one in told.recommendations:
        yield one.char_start, one.char_end, recommendation_id(one.position), "recommendation"


def _notes(told: Narrated, around: Surroundings) -> Iterator[Note]:
    for finding in told.findings:
        at = finding.sentence_end if finding.sentence_end is not None else finding.char_end
        if at is not None:
            word = names()["severities"][finding.severity]
            yield Note(at, f"finding {finding.severity}", "!", finding.finding_id, f"{word}: {finding.message}")
    for one in told.recommendations:
        since = around.since.get(one.position)
        if since is not None:
            href = recommendation_id(one.position)
            yield Note(one.char_end, "since", f"since {since.year}", href, "Repeated in these or similar words")


def _whole(sections: Sequence[Section], length: int) -> Iterator[Section]:
    """Yield the sections, with sections of kind ``other`` for the text between them, so that no character is lost."""
    at = 0
    for section in sorted(sections, key=lambda one: one.char_start):
        if section.char_start > at:
            yield Section(section.doc, at, section.char_start, "other", None)
        yield section
        at = section.char_end
    if at < length:
        yield Section("", at, length, "other", None)


def _paragraphs(
    text: str, section: Section, inner: Set[int], marks: Sequence[Mark], notes: Sequence[Note]
) -> Iterator[Paragraph]:
    """Yield a section's paragraphs: its lines, joined where the end of a line is in ``inner``."""
    start, at = section.char_start, section.char_start
    untitled = section.title is None
    for line in text[section.char_start : section.char_end].split("\n"):
        end = at + len(line)
        at = end + 1
        if end in inner and end < section.char_end:
            continue
        words = text[start:end].strip()
        if words:
            titled = not untitled and words.rstrip(":") == (section.title or "").strip()
            untitled = True
            here = [note for note in notes if start < note.at <= end + 1]
            cut = pieces(marks, start, end, [note.at for note in here])
            yield Paragraph(titled, tuple((piece, tuple(_after(piece, here, end))) for piece in cut))
        start = at


def _after(piece: Piece, notes: Sequence[Note], end: int) -> Iterator[Note]:
    """Return the notes at the end of a piece; notes at a paragraph's end belong to its last piece."""
    return (note for note in notes if min(note.at, end) == piece.char_end)


class _Facts:
    """The readings of facts, which depend on other facts in the text."""

    def __init__(
        self,
        told: Narrated,
        around: Surroundings,
        by_id: Mapping[str, Fact],
        links: Mapping[str, Sequence[tuple[str, str]]],
    ) -> None:
        self._told, self._around, self._by_id, self._links = told, around, by_id, links
        self._claims = _grouped(told.claims)
        self._corrections = _grouped(told.corrections)
        self._revisions = _grouped(told.revisions)

    def reading(self, fact: Fact) -> Reading:
        metric = self._around.metrics[fact.metric]
        unit = names()["units"].get(fact.unit or "", "")
        count = metric.measure == "count"
        title = f"{said(fact)} · {metric.label.lower()}"
        year = f"{fact.year}" if fact.year else "no year"
        lead = ", ".join(part for part in (year, unit if count else "", *who(fact)) if part)
        relations = tuple(self._relations(fact))
        rows = (
            ("Counts", (Part(names()["counts"].get(metric.metric, metric.counts)),)),
            ("Kind", (Part(names()["relations"][fact.relation]),)),
            ("Year", (Part(f"{year}: {names()['periods'][fact.period]}"),) if fact.year else ()),
            ("Law", (Part(fact.statute),) if fact.statute else ()),
            ("Persons with this term", (Part(number(fact.count)),) if fact.count else ()),
            ("Pays for", (Part(names()["purposes"][fact.purpose]),) if fact.purpose else ()),
            *relations,
            *(_of_claim(claim) for claim in self._claims.get(fact.fact_id, ())),
            *self._told_elsewhere(fact),
            *(_of_check(finding) for finding in self._told.findings if _touches(finding, fact)),
            *(_of_correction(one, fact.unit) for one in self._corrections.get(fact.fact_id, ())),
            *(_of_revision(one, fact.unit) for one in self._revisions.get(fact.fact_id, ())),
            ("Figure to cite", (Part("It is the country's figure for that year."),) if fact.cited else ()),
            ("Rule", (Part(fact.rule), *self._why(fact))),
            ("Confidence", (Part(f"{fact.confidence:.0%}"),)),
            ("Page", (Part(f"{fact.page} of the PDF"),) if fact.page else ()),
        )
        leans_on = (*(other for _, other in self._links.get(fact.fact_id, ())), fact.restates)
        partners = tuple(dict.fromkeys(other for other in leans_on if other and other in self._by_id))
        cite = f"“{fact.text}” ({title}; {lead}). {self._around.cite}. Figure {fact.fact_id}."
        return Reading(fact.fact_id, "fact", title, lead, tuple(row for row in rows if row[1]), partners, cite)

    def _relations(self, fact: Fact) -> Iterator[tuple[str, tuple[Part, ...]]]:
        by_label: defaultdict[str, list[Part]] = defaultdict(list)
        told = {fact.fact_id}
        for label, other in self._links.get(fact.fact_id, ()):
            if other in self._by_id and other not in told:
                told.add(other)
                by_label[label].append(self._linked(other))
        if fact.restates and fact.restates in self._by_id:
            by_label["Repeats"].append(self._linked(fact.restates))
        for label, parts in by_label.items():
            yield label, tuple(parts)

    def _linked(self, fact_id: str) -> Part:
        fact = self._by_id[fact_id]
        return Part(
            f"{said(fact)} {self._around.metrics[fact.metric].label.lower()}, {fact.year or 'no year'}", f"#{fact_id}"
        )

    def _why(self, fact: Fact) -> Iterator[Part]:
        rule, _, inherited = fact.rule.partition("+")
        example = self._around.rules.get(rule)
        if example:
            yield Part(f"reads figures as in “{example}”")
        if inherited:
            yield Part("what the words leave out comes from the figure before")

    def _told_elsewhere(self, fact: Fact) -> Iterator[tuple[str, tuple[Part, ...]]]:
        doc = self._told.narrative.doc
        for one in self._told.restatements:
            verb = names()["restatements"][one.status]
            if (one.first_doc, one.first_fact_id) == (doc, fact.fact_id):
                text, href = f"The report of {one.later_report_year} {verb}: {number(one.later_value)}", one.later_doc
                yield "Later", (Part(text, f"{self._around.pages[href]}.html#{one.later_fact_id}"),)
            elif (one.later_doc, one.later_fact_id) == (doc, fact.fact_id):
                text = f"The report of {one.first_report_year} said {number(one.first_value)}; this one {verb}"
                yield "Earlier", (Part(text, f"{self._around.pages[one.first_doc]}.html#{one.first_fact_id}"),)


_OfFact = TypeVar("_OfFact", Claim, Correction, Revision)


def _grouped(records: Iterable[_OfFact]) -> dict[str, list[_OfFact]]:
    grouped: defaultdict[str, list[_OfFact]] = defaultdict(list)
    for record in records:
        grouped[record.fact_id].append(record)
    return grouped


def _of_claim(claim: Claim) -> tuple[str, tuple[Part, ...]]:
    way = names()["says"].get(claim.says or "")
    says = f" ({way})" if way else ""
    return "Claim", (Part(f"“{claim.text}”: {names()['claims'][claim.kind]}{says}"),)


def _of_check(finding: Finding) -> tuple[str, tuple[Part, ...]]:
    return "Finding", (Part(finding.message, f"#{finding.finding_id}"),)


def _of_correction(one: Correction, unit: str | None) -> tuple[str, tuple[Part, ...]]:
    change = _change(one.field, one.original, one.new, unit)
    return "Corrected", (Part(f"{change} ({one.author}, {one.date}): {one.reason}"),)


def _of_revision(one: Revision, unit: str | None) -> tuple[str, tuple[Part, ...]]:
    change = _change(one.field, one.before, one.after, unit)
    return "Changed", (Part(f"{change} since version {one.version}: earlier ones read the same words differently"),)


def _change(field: str, before: str | None, after: str | None, unit: str | None) -> str:
    """State a field's value before and now; ``unit`` is the unit of the figure."""
    months = " months" if unit == MONTH and field in ("value", "value_high") else ""
    was, now = (f"{field_said(field, one)}{months if one else ''}" for one in (before, after))
    return f"{plain(field)} was {was}, is {now}"


def _touches(finding: Finding, fact: Fact) -> bool:
    """Tell whether a finding points at the words of a fact."""
    if finding.char_start is None or finding.char_end is None:
        return False
    return finding.char_start < fact.char_end and fact.char_start < finding.char_end


def _of_route(route: Route, known: frozenset[str]) -> Reading:
    internal = route.origin_iso3 is not None and route.origin_iso3 == route.destination_iso3
    title = f"within {route.origin}" if internal else f"{route.origin or 'unnamed'} → {route.destination or 'unnamed'}"
    lead = names()["persons"][route.exploitation] if route.exploitation else "kind of exploitation not stated, or both"
    rows = (
        ("From", _country(route.origin, route.origin_iso3, known)),
        ("To", _country(route.destination, route.destination_iso3, known)),
        ("Who", (Part(", ".join(route.victims)),) if route.victims else ()),
        ("Work", (Part(", ".join(map(plain, route.sectors))),) if route.sectors else ()),
    )
    return Reading(route.flow_id, "route", title, lead, tuple(row for row in rows if row[1]))


def _country(name: str, iso3: str | None, known: frozenset[str]) -> tuple[Part, ...]:
    """Return the name of a country or region, with a link if the country has a page."""
    return (Part(name, f"../countries/{iso3}.html" if iso3 in known else None),) if name else ()


def _of_mention(mention: Mention, known: frozenset[str]) -> Reading:
    kind = _MARK_OF_MENTION.get(mention.kind, "country")
    lead = plain(mention.subkind) if mention.subkind else names()["mentions"][mention.kind]
    rows = (
        ("Country", _country(mention.name, mention.code, known) if mention.kind == COUNTRY else ()),
        ("Also called", tuple(map(Part, mention.aliases))),
        ("Year", (Part(str(mention.year)),) if mention.year else ()),
        ("Code", (Part(mention.code),) if mention.code else ()),
    )
    return Reading(_entity_id(mention), kind, mention.name, lead, tuple(row for row in rows if row[1]))


def _of_quantity(quantity: Quantity) -> Reading:
    rows = (("Counts", (Part(quantity.noun),)),) if quantity.noun else ()
    what = names()["quantities"][quantity.kind]
    return Reading(_quantity_id(quantity), "quantity", f"“{quantity.text}”", f"{what}; not counted", rows)


def _of_finding(finding: Finding) -> Reading:
    likely = names()["likely"].get(finding.likely or "", "")
    rows = (
        ("Expected", finding.expected),
        ("Found", finding.found),
        ("Likely", likely),
        ("Because", finding.because),
        ("State", names()["states"][finding.state]),
        ("Why this is checked", finding.reason),
        ("Check", finding.check_id),
    )
    word = names()["severities"][finding.severity]
    shown = tuple((label, (Part(text),)) for label, text in rows if text)
    return Reading(finding.finding_id, "finding", finding.message, word, shown)


def _of_recommendation(one: Recommendation, since: Since | None) -> Reading:
    title = f"Recommendation {one.position + 1}"
    themes = (("Themes", (Part(", ".join(map(plain, one.themes))),)),) if one.themes else ()
    repeated: tuple[tuple[str, tuple[Part, ...]], ...] = ()
    if since is not None:
        href = f"{since.page}.html#{recommendation_id(since.position)}"
        repeated = (("First asked", (Part(f"in the report of {since.year}, in these or similar words", href),)),)
    lead = f"repeated since {since.year}" if since else "not found in an earlier report of this collection"
    return Reading(recommendation_id(one.position), "recommendation", title, lead, (*repeated, *themes))


def _quantity_id(quantity: Quantity) -> str:
    return f"number-{quantity.char_start}"


def _entity_id(mention: Mention) -> str:
    return "entity-" + "".join(char if char.isalnum() else "-" for char in mention.entity_id)
