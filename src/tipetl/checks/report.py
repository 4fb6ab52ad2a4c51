"""Represent the results of the checks as records and as table rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tipetl.tables import TABLES, Row, Rows, content_id, in_order

COVERAGE = "coverage"
FACTS_KEPT = f"{COVERAGE}.facts_kept"
COLUMNS_KEPT = f"{COVERAGE}.columns_kept"
COMPARED = (FACTS_KEPT, COLUMNS_KEPT)
"""Checks whose outcome depends on the last version; a person may accept their failures."""


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """A sentence that a finding cites, and its place in the document's text.

    ``marks`` are the places of the figures that the finding concerns, as start and end in the document.
    """

    doc: str
    position: int
    char_start: int
    char_end: int
    text: str
    marks: tuple[tuple[int, int], ...] = ()

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """Yield the text in pieces, each flagged as marked or not."""
        at = self.char_start
        for start, end in self.marks:
            yield self.text[at - self.char_start : start - self.char_start], False
            yield self.text[start - self.char_start : end - self.char_start], True
            at = end
        yield self.text[at - self.char_start :], False


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in a document that a check reports. The words in question are at ``char_start``..``char_end`` in the
    document.

    ``state`` says whether a person has reviewed the place, ``likely`` says whether the report contradicts itself or was
    misread, and ``because`` gives the reasons for that judgment.
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
    """Return a finding that says why a check could not run: an error of ours, not the report's."""
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
    """A check that ``passed``, ``failed`` with ``offending`` rows, or could not run (``error``).

    ``measure`` is the share that it measured, if any; ``accepted`` is the reason for accepting its failure;
    ``examined`` is the number of rows that it had to examine (None: unknown).
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
    examined: int | None = None

    @property
    def blocks(self) -> bool:
        """Return whether this result prevents publication. A broken check counts as much as a failed critical check."""
        if self.status == "failed" and self.accepted is not None:
            return False
        return self.status == "error" or (self.status == "failed" and self.severity == "critical")


@dataclass(frozen=True, slots=True)
class MetricKept:
    """How many facts of one metric the documents in both versions had in the earlier version, and have now."""

    metric: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class Compared:
    """The comparison with the last version: the number of documents in both versions, and their facts by metric."""

    documents: int
    metrics: tuple[MetricKept, ...]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All results and findings: ``planned`` checks should have run, and ``ran`` of them returned a verdict.

    ``compared`` is None if there was no last version.
    """

    results: tuple[CheckResult, ...]
    findings: tuple[Finding, ...]
    planned: int
    ran: int
    compared: Compared | None = None

    @property
    def failed_critical(self) -> tuple[str, ...]:
        """The ids of the checks that block publication, sorted."""
        return tuple(sorted(result.check_id for result in self.results if result.blocks))

    @property
    def blocked(self) -> bool:
        return bool(self.failed_critical)

    @property
    def idle(self) -> tuple[CheckResult, ...]:
        """The checks that passed because they had nothing to examine."""
        return tuple(result for result in self.results if result.status == "passed" and result.examined == 0)

    def count(self, severity: str) -> int:
        """Count the findings with this severity."""
        return sum(1 for finding in self.findings if finding.severity == severity)

    @property
    def accepted(self) -> dict[str, str]:
        """The reasons, by check id, for accepting failures that would have blocked publication."""
        return {result.check_id: result.accepted for result in self.results if result.accepted is not None}

    def rows(self) -> Rows:
        """Return the rows of ``check_result``, ``finding`` and ``finding_sentence``. Equal findings yield equal rows.

        The comparison with the last version is left out, since it does not depend on the data alone.
        """
        # Findings with the same words and figures are identical; one row is enough to locate them.
        findings = {finding.finding_id: finding for finding in self.findings if finding.check_id not in COMPARED}
        sentences: dict[tuple[str, str, int], Row] = {}
        for name, finding in findings.items():
            for sentence in finding.sentences:
                sentences[(name, sentence.doc, sentence.position)] = (
                    name,
                    sentence.doc,
                    sentence.position,
                    sentence.char_start,
                    sentence.char_end,
                    sentence.text,
                )
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


def _finding_row(name: str, finding: Finding) -> Row:
    return (
        name,
        finding.check_id,
        finding.severity,
        finding.table,
        finding.doc,
        finding.section,
        finding.sentence_position,
        finding.sentence,
        finding.char_start,
        finding.char_end,
        finding.expected,
        finding.found,
        finding.message,
        finding.likely,
        finding.because,
        finding.state,
    )
