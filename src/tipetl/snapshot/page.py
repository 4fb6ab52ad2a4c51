"""Build the page of findings: one HTML file next to the data, readable offline.

This module selects and orders the content; ``templates/findings.html.jinja`` contains the markup. Nothing on the page
depends on time or place, so the same findings always yield the same page.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tipetl.checks import CheckReport, Finding
from tipetl.snapshot.markup import page_of

PAGE_NAME = "findings.html"
_ORDER = {"critical": 0, "warning": 1, "info": 2}
_LIKELY = {"report": "The report contradicts itself", "misread": "More likely we misread it"}
_SHOWN_ALIKE = 100
"""The maximum number of findings shown unfolded per check, so that a common finding does not bury the rest."""


@dataclass(frozen=True, slots=True)
class _OfCheck:
    """The findings of one check: those shown at once, and those that a reader has to unfold."""

    check_id: str
    shown: Sequence[Finding]
    more: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class _OfSeverity:
    name: str
    count: int
    checks: Sequence[_OfCheck]


def findings_page(report: CheckReport, title: str) -> str:
    """Return the whole page for a report; ``title`` names the checked data."""
    findings = sorted(report.findings, key=lambda f: (_ORDER[f.severity], f.doc or "", f.char_start or 0, f.check_id))
    count = Counter(finding.severity for finding in findings)
    counts = ", ".join(f"{count[severity]:,} {severity}" for severity in _ORDER if count[severity]) or "none"
    severities = [
        _OfSeverity(severity, count[severity], _by_check(f for f in findings if f.severity == severity))
        for severity in _ORDER
        if count[severity]
    ]
    filters = {"quotes": _quotes, "details": _details}
    return page_of("findings", filters, title=title, report=report, counts=counts, severities=severities)


def _by_check(findings: Iterable[Finding]) -> list[_OfCheck]:
    by_check: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_check[finding.check_id].append(finding)
    return [_OfCheck(check_id, found[:_SHOWN_ALIKE], found[_SHOWN_ALIKE:]) for check_id, found in by_check.items()]


def _details(finding: Finding) -> tuple[tuple[str, str | None], ...]:
    """Return the details of a finding, each with its label."""
    return (
        ("expected", finding.expected),
        ("found", finding.found),
        ("likely", _LIKELY.get(finding.likely or "")),
        ("because", finding.because),
    )


def _quotes(finding: Finding) -> Iterator[tuple[str | None, Sequence[tuple[str, bool]]]]:
    """Yield a finding's sentences, each with its document (None: the finding's own) and its pieces, marked or not."""
    for span in finding.sentences:
        yield None if span.doc == finding.doc else span.doc, tuple(span.pieces())
    if not finding.sentences and finding.sentence:
        yield None, ((finding.sentence, False),)
