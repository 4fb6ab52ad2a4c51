"""What the checks found, as records and as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tipetl.tables import TABLES, Row, Rows, content_id, in_order

COVERAGE = "coverage"
COMPARED = frozenset({f"{COVERAGE}.facts_kept"})
"""Checks whose outcome depends on the last version."""


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """A sentence that a finding rests on, with its place in the document's text."""

    doc: str
    position: int
    char_start: int
    char_end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A place that a check points at; ``char_start``..``char_end`` are the words in question (offsets into the
    document).

    ``state`` says whether a person has looked at it; ``likely`` whether the report contradicts itself or we misread it,
    and ``because`` why we think so.
    """

    check_id: str
    severity: str
    table: str
    message: str
    doc: str | None = None
    section: str | None = None
    sentence_position: int | None = None
    sentence: str | None = None
    char_start: int | None = None
    char_end: int | None = None
    expected: str | None = None
    found: str | None = None
    sentences: tuple[SentenceSpan, ...] = ()
    state: str = "open"
    likely: str | None = None
    because: str | None = None

    @property
    def finding_id(self) -> str:
        parts = (self.check_id, self.doc, self.char_start, self.char_end, self.expected, self.found, self.message)
        return content_id("n", parts)


def no_verdict(check_id: str, severity: str, table: str, error: object) -> Finding:
    """The finding that a check could not be made, and why: our own failure, which says nothing of the report."""
    return Finding(
        check_id=check_id,
        severity=severity,
        table=table,
        message=f"The check {check_id} could not be made: {' '.join(str(error).split())}",
        expected="a verdict",
        found="an error",
        likely="misread",
        because="The check itself failed; that says nothing of the report.",
    )


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One check: ``passed``, ``failed`` with ``offending`` rows, or ``error`` where the check itself could not be
    made. ``measure`` is the share that it measured, where it did; ``accepted`` the reason why its failure was accepted.
    """

    check_id: str
    table: str
    severity: str
    status: str
    offending: int
    reason: str
    contract: str | None = None
    measure: float | None = None
    accepted: str | None = None

    @property
    def blocks(self) -> bool:
        """Whether nothing may be published: a broken check is no better than a failed critical one."""
        if self.status == "failed" and self.accepted is not None:
            return False
        return self.status == "error" or (self.status == "failed" and self.severity == "critical")


@dataclass(frozen=True, slots=True)
class MetricKept:
    """Facts of one metric in the documents that two versions hold: how many there were, and how many there are."""

    metric: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class Compared:
    """This build beside the last version: how many documents both hold, and their facts by metric."""

    documents: int
    metrics: tuple[MetricKept, ...]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All results and findings; ``planned`` is how many checks were to run, ``ran`` how many gave a verdict.

    ``compared`` is None where there was no last version.
    """

    results: tuple[CheckResult, ...]
    findings: tuple[Finding, ...]
    planned: int
    ran: int
    compared: Compared | None = None

    @property
    def failed_critical(self) -> tuple[str, ...]:
        """Ids of the checks that block publication, sorted."""
        return tuple(sorted(result.check_id for result in self.results if result.blocks))

    @property
    def blocked(self) -> bool:
        return bool(self.failed_critical)

    def count(self, severity: str) -> int:
        """How many findings there are of this severity."""
        return sum(1 for finding in self.findings if finding.severity == severity)

    @property
    def accepted(self) -> dict[str, str]:
        """Reasons by check id, of failures that would have blocked."""
        return {result.check_id: result.accepted for result in self.results if result.accepted is not None}

    def rows(self) -> Rows:
        """The rows of ``check_result``, ``finding`` and ``finding_sentence``; the same findings give the same rows.

        What was compared with the last version is left out: it says nothing of the data alone.
        """
        # Two sentences with the same words and figures would be the same finding: one row is enough to find them.
        findings = {f.finding_id: f for f in self.findings if f.check_id not in COMPARED}
        sentences: dict[tuple[str, str, int], Row] = {}
        for name, finding in findings.items():
            for s in finding.sentences:
                sentences[(name, s.doc, s.position)] = (name, s.doc, s.position, s.char_start, s.char_end, s.text)
        rows: Mapping[str, Sequence[Row]] = {
            "check_result": [
                (r.check_id, r.table, r.severity, r.status, r.offending, r.measure, r.reason, r.contract)
                for r in self.results
                if r.check_id not in COMPARED
            ],
            "finding": [_finding_row(name, finding) for name, finding in findings.items()],
            "finding_sentence": list(sentences.values()),
        }
        return {name: in_order(TABLES[name], found) for name, found in rows.items()}


def _finding_row(name: str, f: Finding) -> Row:
    return (
        name,
        f.check_id,
        f.severity,
        f.table,
        f.doc,
        f.section,
        f.sentence_position,
        f.sentence,
        f.char_start,
        f.char_end,
        f.expected,
        f.found,
        f.message,
        f.likely,
        f.because,
        f.state,
    )
