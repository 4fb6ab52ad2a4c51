"""Summarize a run on one page of Markdown: sources, findings and their places, kept content, and the version that
readers see.

Everything that comes from a source is escaped. Nothing is looked up in the warehouse, so that even a run that published
nothing gets a page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tipetl.checks import CheckReport, Finding, SentenceSpan
from tipetl.model import Audit
from tipetl.pipeline import RunResult
from tipetl.terminal import one_line

SHOWN_SOURCES = 50
SHOWN_FINDINGS = {"critical": 50, "warning": 50, "info": 20}
"""The maximum number of findings shown per severity; the page to which the summary links shows all of them."""

_HEADLINES = {
    "published": "Published",
    "unchanged": "Nothing new",
    "blocked": "Blocked: nothing was published",
    "nothing_ingested": "Nothing could be ingested",
}
_LIKELY = {"report": "the report", "misread": "our reading"}
_SPECIAL = re.compile(r"([\\`*_\[\]|~#])")


@dataclass(frozen=True, slots=True)
class Page:
    """A run's page of findings: its path and, if the warehouse is served, its address for a browser.

    Prefect's user interface does not follow ``file:`` links, so a path alone is printed but not linked.
    """

    path: Path
    url: str | None = None

    @classmethod
    def in_warehouse(cls, path: Path, warehouse: Path, served_at: str | None) -> Page:
        """Return the page at ``path``; ``served_at`` is the address that serves the folder ``warehouse``."""
        if not served_at:
            return cls(path)
        inside = path.resolve().relative_to(warehouse.resolve()).as_posix()
        return cls(path, f"{served_at.rstrip('/')}/{quote(inside)}")


def run_summary(result: RunResult, *, page: Page | None, readers_see: str | None) -> str:
    """Return the summary of a run as Markdown.

    ``page`` shows all of the run's findings (None: there is no page); ``readers_see`` is the latest version after the
    run (None: there has never been one).
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
        lines.append(f"- It is in `{result.folder}`.")
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
    lines = [_table(("outcome", "sources"), [(outcome, f"{count:,}") for outcome, count in outcomes.most_common()])]
    unread = [audit for audit in audits if audit.outcome != "ok"]
    if unread:
        rows = [(audit.doc, audit.name, audit.outcome, audit.reason, audit.advice) for audit in unread[:SHOWN_SOURCES]]
        lines.append("Not read, or not whole:")
        lines.append(_table(("document", "file", "outcome", "why", "what to do"), rows))
        lines += _more(len(unread), SHOWN_SOURCES, "The artifact `documents` and the table `audit_document` have all.")
    return lines


def _findings(report: CheckReport, page: Page | None) -> list[str]:
    ran = f"{report.ran:,} of {report.planned:,} checks ran."
    if not report.findings:
        return [f"{ran} None found anything."]
    link = "" if page is None else f" All findings with their sentences: {_linked(f'`{page.path}`', page)}."
    count = Counter(finding.severity for finding in report.findings)
    lines = [
        ran + link,
        _table(
            ("severity", "findings", "the report contradicts itself", "we likely misread it"),
            [(severity, f"{count[severity]:,}", *_shares(report, severity)) for severity in SHOWN_FINDINGS],
        ),
    ]
    for severity, shown in SHOWN_FINDINGS.items():
        here = [finding for finding in report.findings if finding.severity == severity]
        if here:
            lines.append(f"### {severity.capitalize()}")
            lines += [_finding(finding, page) for finding in here[:shown]]
            lines += _more(len(here), shown, "`tipetl check` prints all.")
    return lines


def _shares(report: CheckReport, severity: str) -> list[str]:
    likely = Counter(finding.likely for finding in report.findings if finding.severity == severity)
    return [f"{likely[whose]:,}" for whose in _LIKELY]


def _finding(finding: Finding, page: Page | None) -> str:
    """Return a list item: the place, the problem there, and the sentence with the words in question marked."""
    place = _escaped(" · ".join(part for part in (finding.doc or finding.table, finding.section) if part))
    if finding.char_start is not None:
        place += f" · {finding.char_start:,}–{finding.char_end:,}"
    bounds = "; ".join(
        f"{name} {_escaped(value)}"
        for name, value in (("expected", finding.expected), ("found", finding.found))
        if value
    )
    because = f"; likely {_LIKELY[finding.likely]}: {_escaped(finding.because or '')}" if finding.likely else ""
    linked = _linked(place, page, finding.finding_id)
    item = f"- {linked}: {_escaped(finding.message)} ({bounds}{because} `{finding.check_id}`, {finding.state})"
    quoted = [
        f"  > {_marked(span, finding)}" for span in finding.sentences if span.position == finding.sentence_position
    ]
    return "\n".join([item, *quoted])


def _marked(span: SentenceSpan, finding: Finding) -> str:
    if (
        finding.char_start is None
        or finding.char_end is None
        or not span.char_start <= finding.char_start < finding.char_end <= span.char_end
    ):
        return _escaped(span.text)
    start, end = finding.char_start - span.char_start, finding.char_end - span.char_start
    return f"{_escaped(span.text[:start])} **{_escaped(span.text[start:end])}** {_escaped(span.text[end:])}"


def _linked(label: str, page: Page | None, anchor: str | None = None) -> str:
    if page is None or page.url is None:
        return label
    return f"[{label}]({page.url}{'' if anchor is None else f'#{anchor}'})"


def _coverage(report: CheckReport) -> list[str]:
    lines = []
    if report.compared is None:
        lines.append("There was no last version to compare with.")
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
        lines.append(f"Facts of the {report.compared.documents:,} documents that both hold:")
        lines.append(_table(("metric", "last version", "now", "kept"), rows))
    measured = [result for result in report.results if result.measure is not None]
    if measured:
        shares = [(result.check_id, f"{result.measure:.1%}", result.status, result.reason) for result in measured]
        lines.append(_table(("share", "measured", "status", "why"), shares))
    return lines


def _more(count: int, shown: int, where: str) -> list[str]:
    return [f"{count - shown:,} more. {where}"] if count > shown else []


def _table(head: Sequence[str], rows: Iterable[Sequence[str | None]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(_escaped(cell or "") for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def _escaped(text: str) -> str:
    """Return any text on one line, with everything escaped that could be taken for Markdown or HTML."""
    line = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", line)
