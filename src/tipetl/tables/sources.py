"""Choose among several sources of one narrative, and list where the rejected sources differ.

Nothing is averaged or mixed: the tables contain the narrative as one source states it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from tipetl.model import Audit, Fact, Narrative

_FORMS = ("html", "text", "pdf")
"""Formats, best first: a web page marks its headings, a person saved a text, and a PDF must be reassembled."""
_STATE = ("state.gov", "state department", "department of state")
ONLY = "The only source."


@dataclass(frozen=True, slots=True)
class NarrativeSource:
    """A source of a narrative. ``reason`` says why it is preferred or not."""

    narrative: Narrative
    preferred: bool
    reason: str


@dataclass(frozen=True, slots=True)
class SourceDifference:
    """A fact that only one of two sources states; ``doc`` names the rejected source."""

    narrative_id: str
    doc: str
    preferred: bool
    fact: Fact


def choose_sources(
    narratives: Sequence[Narrative], audits: Iterable[Audit]
) -> tuple[list[NarrativeSource], list[SourceDifference]]:
    """Choose the preferred source for each ``narrative_id``. Return every source with the reason, and the differing
    facts.

    The criteria, in order, are: a source read completely; the State Department itself rather than a copy (judging by
    address or publisher); a page, then a text, then a PDF; the longer text; the smaller SHA-256. A narrative without an
    id has no rivals. The order of the arguments does not matter.
    """
    by_source = {audit.doc: audit for audit in audits}
    groups: defaultdict[str, list[Narrative]] = defaultdict(list)
    for narrative in narratives:
        document = narrative.document
        groups[document.narrative_id or f"\0{document.doc}"].append(narrative)
    found: list[NarrativeSource] = []
    differences: list[SourceDifference] = []
    for group in groups.values():
        ranked = sorted(group, key=lambda narrative: _rank(narrative, by_source))
        best = ranked[0]
        reason = _reason(ranked, by_source)
        found.append(NarrativeSource(best, True, reason))
        for other in ranked[1:]:
            found.append(NarrativeSource(other, False, reason))
            differences += _differences(best, other)
    return found, differences


def _rank(narrative: Narrative, audits: Mapping[str, Audit]) -> tuple[object, ...]:
    document = narrative.document
    audit = audits.get(document.source_doc or document.doc)
    return (
        document.outcome != "ok" or (audit is not None and audit.outcome != "ok"),
        not (audit is not None and _of_state(audit)),
        _FORMS.index(document.form),
        -len(narrative.told),
        document.source_id,
        document.doc,
    )


_REASONS = (
    "It was read completely.",
    "It comes from the State Department itself.",
    "Pages are preferred to texts, and texts to PDFs.",
    "It is longer.",
    "The sources rank equally: decided by SHA-256.",
    "The bytes are the same: decided by name.",
)


def _reason(ranked: Sequence[Narrative], audits: Mapping[str, Audit]) -> str:
    """State the first criterion by which the first source beats the second."""
    if len(ranked) == 1:
        return ONLY
    first, second = _rank(ranked[0], audits), _rank(ranked[1], audits)
    return next((why for why, a, b in zip(_REASONS, first, second, strict=True) if a != b), _REASONS[-1])


def _of_state(audit: Audit) -> bool:
    host = (urlsplit(audit.url).hostname or "") if audit.url else ""
    if host:
        return host == "state.gov" or host.endswith(".state.gov")
    publisher = (audit.publisher or "").casefold()
    return any(name in publisher for name in _STATE)


def _content(fact: Fact) -> tuple[object, ...]:
    """Return what a fact states, regardless of its words and offsets."""
    return (
        fact.metric,
        fact.value,
        fact.value_high,
        fact.qualifier,
        fact.unit,
        fact.status,
        fact.year,
        fact.relation,
        fact.exploitation,
        fact.age,
        fact.gender,
        fact.nationality,
        fact.official,
        fact.count,
    )


def _differences(best: Narrative, other: Narrative) -> list[SourceDifference]:
    name = best.document.narrative_id or ""
    found = []
    for one, two, preferred in ((best, other, True), (other, best, False)):
        known = Counter(_content(fact) for fact in two.facts)
        for fact in one.facts:
            content = _content(fact)
            if known[content]:
                known[content] -= 1
            else:
                found.append(SourceDifference(name, other.document.doc, preferred, fact))
    return found
