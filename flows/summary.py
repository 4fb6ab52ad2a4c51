"""A run on one page of Markdown: what became of the sources, what was found and where, what was kept, what readers see.

What belongs here: the words. Everything that comes from a source is escaped; nothing is looked up, so that a run that
published nothing has its page too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from tipetl.checks import CheckReport, Finding
from tipetl.model import Audit
from tipetl.pipeline import RunResult

SHOWN_SOURCES = 50
SHOWN_FINDINGS = {"critical": 50, "warning": 50, "info": 20}
"""A summary is a glance: so many of each severity; all of them stand on the page that it links to."""

_HEADLINES = {
    "published": "Published",
    "unchanged": "Nothing new",
    "blocked": "Blocked: nothing was published",
    "nothing_ingested": "Nothing could be ingested",
}
_LIKELY = {"report": "the report", "misread": "our reading"}
_SPECIAL = re.compile(r"([\\`*_\[\]|~#])")


def run_summary(result: RunResult, *, page: Path | None, readers_see: str | None) -> str:
    """The summary of a run as Markdown; ``page`` is where its findings stand in full (None: there are none),
    ``readers_see`` the latest version after the run (None: there never was one).
    """
    parts = [f"# {_HEADLINES[result.status]}", _escaped(result.message), _published(result, readers_see)]
    parts += ["## Sources", *_sources(result.audits)]
    if result.report is not None:
        parts += ["## Findings", *_findings(result.report, page)]
        parts += ["## Coverage against the last version", *_coverage(result.report)]
    if result.row_counts:
        counts = sorted((name, count) for name, count in result.row_counts.items() if count)
        parts += ["## Rows", _table(("table", "rows"), [(name, f"{count:,}") for name, count in counts])]
    return "\n\n".join(parts) + "\n"


def _published(result: RunResult, readers_see: str | None) -> str:
    seen = "nothing, as there is no version yet" if readers_see is None else f"version **{readers_see}**"
    lines = [f"- Readers see {seen}."]
    if result.folder is not None:
        lines.append(f"- It lies in `{result.folder}`.")
    if result.report is not None and result.report.blocked:
        lines += [f"- `{check}` stopped it: {_why(result.report, check)}" for check in result.report.failed_critical]
    if result.report is not None:
        lines += [
            f"- `{check}` failed and was accepted: {_escaped(why)}" for check, why in result.report.accepted.items()
        ]
    return "\n".join(lines)


def _why(report: CheckReport, check_id: str) -> str:
    (result,) = (result for result in report.results if result.check_id == check_id)
    how = "it could not be made" if result.status == "error" else f"{result.offending:,} found"
    return f"{how}. {_escaped(result.reason)}"


def _sources(audits: Sequence[Audit]) -> list[str]:
    outcomes = Counter(audit.outcome for audit in audits)
    told = [_table(("outcome", "sources"), [(outcome, f"{count:,}") for outcome, count in outcomes.most_common()])]
    unread = [audit for audit in audits if audit.outcome != "ok"]
    if unread:
        rows = [(audit.doc, audit.name, audit.outcome, audit.reason, audit.advice) for audit in unread[:SHOWN_SOURCES]]
        told.append("Not read, or not whole:")
        told.append(_table(("document", "file", "outcome", "why", "what to do"), rows))
        told += _more(len(unread), SHOWN_SOURCES, "The artifact `documents` and the table `audit_document` have all.")
    return told


def _findings(report: CheckReport, page: Path | None) -> list[str]:
    ran = f"{report.ran:,} of {report.planned:,} checks ran."
    if not report.findings:
        return [f"{ran} None found anything."]
    link = "" if page is None else f" All findings with their sentences: [{_escaped(page.name)}]({page.as_uri()})."
    count = Counter(finding.severity for finding in report.findings)
    told = [
        ran + link,
        _table(
            ("severity", "findings", "the report contradicts itself", "we likely misread it"),
            [(severity, f"{count[severity]:,}", *_shares(report, severity)) for severity in SHOWN_FINDINGS],
        ),
    ]
    for severity, shown in SHOWN_FINDINGS.items():
        here = [finding for finding in report.findings if finding.severity == severity]
        if here:
            told.append(f"### {severity.capitalize()}")
            rows = [_finding(finding, page) for finding in here[:shown]]
            told.append(_table(("place", "what", "expected", "found", "whose error", "check", "state"), rows, raw=1))
            told += _more(len(here), shown, "`tipetl check` prints all.")
    return told


def _shares(report: CheckReport, severity: str) -> list[str]:
    likely = Counter(finding.likely for finding in report.findings if finding.severity == severity)
    return [f"{likely[whose]:,}" for whose in _LIKELY]


def _finding(f: Finding, page: Path | None) -> tuple[str | None, ...]:
    place = _escaped(" · ".join(part for part in (f.doc or f.table, f.section) if part))
    if f.char_start is not None:
        place += f" · {f.char_start:,}–{f.char_end:,}"
    linked = place if page is None else f"[{place}]({page.as_uri()}#{f.finding_id})"
    return (linked, f.message, f.expected, f.found, _LIKELY.get(f.likely or ""), f.check_id, f.state)


def _coverage(report: CheckReport) -> list[str]:
    told = []
    if report.compared is None:
        told.append("There was no last version to compare with.")
    else:
        rows = [
            (
                kept.metric,
                f"{kept.before:,}",
                f"{kept.now:,}",
                f"{kept.now / kept.before:.0%}" if kept.before else "new",
            )
            for kept in report.compared.metrics
        ]
        told.append(f"Facts of the {report.compared.documents:,} documents that both hold:")
        told.append(_table(("metric", "last version", "now", "kept"), rows))
    measured = [result for result in report.results if result.measure is not None]
    if measured:
        shares = [(result.check_id, f"{result.measure:.1%}", result.status, result.reason) for result in measured]
        told.append(_table(("share", "measured", "status", "why"), shares))
    return told


def _more(count: int, shown: int, where: str) -> list[str]:
    return [f"{count - shown:,} more. {where}"] if count > shown else []


def _table(head: Sequence[str], rows: Iterable[Sequence[str | None]], *, raw: int = 0) -> str:
    """A table; the first ``raw`` cells of each row are Markdown already, all others are escaped."""
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    for row in rows:
        cells = [cell or "" if place < raw else _escaped(cell or "") for place, cell in enumerate(row)]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    """Text of any origin on one line, none of which is taken for Markdown or HTML."""
    line = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", line)
