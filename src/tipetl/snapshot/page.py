"""The page of findings: one HTML file beside the data, readable without a network.

What belongs here: turning a report into a page for a person. Everything that comes from a text is escaped; styles stand
in the page; nothing on it depends on time or place, so that the same findings give the same page.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from html import escape

from tipetl.checks import CheckReport, Finding, SentenceSpan

PAGE_NAME = "findings.html"
_ORDER = {"critical": 0, "warning": 1, "info": 2}
_LIKELY = {"report": "The report contradicts itself", "misread": "More likely we misread it"}
_SHOWN_ALIKE = 100
"""So many findings of one check are shown; what many narratives share would bury the rest. All are in the tables."""
STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8882; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .6rem; vertical-align: top; }
th, td { border-bottom: 1px solid var(--line); } td.n { text-align: right; font-variant-numeric: tabular-nums; }
article { border: 1px solid var(--line); border-left-width: .4rem; border-radius: .3rem; }
article { padding: .6rem 1rem; margin: 1rem 0; }
article.critical { border-left-color: #c0392b; } article.warning { border-left-color: #d68910; }
article.info { border-left-color: #2e86c1; }
blockquote { margin: .6rem 0; padding: .2rem .8rem; border-left: .2rem solid var(--line); }
mark { background: #f7dc6f; color: #000; padding: 0 .1rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .5rem 0; }
dt { opacity: .7; } dd { margin: 0; } .small { font-size: .85rem; opacity: .75; }
.state { background: var(--soft); border-radius: .6rem; padding: .05rem .5rem; font-size: .85rem; }
"""


def findings_page(report: CheckReport, title: str) -> str:
    """The whole page for a report; ``title`` names what was checked."""
    findings = sorted(report.findings, key=lambda f: (_ORDER[f.severity], f.doc or "", f.char_start or 0, f.check_id))
    body = [f"<h1>{escape(title)}</h1>", _counts(report, findings), _checks(report)]
    for severity in _ORDER:
        told = [finding for finding in findings if finding.severity == severity]
        if told:
            body.append(f"<h2>{severity.capitalize()} ({len(told):,})</h2>")
            body.extend(_few(told))
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}</style></head>\n<body>\n" + "\n".join(body) + "\n</body></html>\n"
    )


def _counts(report: CheckReport, findings: Sequence[Finding]) -> str:
    count = Counter(finding.severity for finding in findings)
    told = ", ".join(f"{count[severity]:,} {severity}" for severity in _ORDER if count[severity]) or "none"
    excused = "".join(
        f"<p>Accepted: <code>{escape(check)}</code>: {escape(reason)}</p>" for check, reason in report.accepted.items()
    )
    return f"<p>{report.ran} of {report.planned} checks ran. Findings: {told}.</p>{excused}"


def _checks(report: CheckReport) -> str:
    rows = [
        f'<tr><td><a href="#{escape(r.check_id)}"><code>{escape(r.check_id)}</code></a></td><td>{r.severity}</td>'
        f'<td>{r.status}</td><td class="n">{r.offending:,}</td><td>{escape(r.reason)}</td></tr>'
        for r in report.results
        if r.status != "passed"
    ]
    if not rows:
        return "<p>Every check passed.</p>"
    head = "<tr><th>check</th><th>severity</th><th>status</th><th>found</th><th>why it is made</th></tr>"
    return f"<table>{head}{''.join(rows)}</table>"


def _few(findings: Iterable[Finding]) -> list[str]:
    by_check: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_check[finding.check_id].append(finding)
    parts = []
    for check_id, told in by_check.items():
        parts.append(f'<h3 id="{escape(check_id)}"><code>{escape(check_id)}</code></h3>')
        parts.extend(_article(finding) for finding in told[:_SHOWN_ALIKE])
        if len(told) > _SHOWN_ALIKE:
            parts.append(f"<p>{len(told) - _SHOWN_ALIKE:,} more stand in the table finding.</p>")
    return parts


def _article(f: Finding) -> str:
    facts = [
        ("expected", f.expected),
        ("found", f.found),
        ("likely", _LIKELY.get(f.likely or "")),
        ("because", f.because),
    ]
    told = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in facts if value)
    quotes = "".join(f"<blockquote>{_marked(span, f)}</blockquote>" for span in f.sentences)
    if not quotes and f.sentence:
        quotes = f"<blockquote>{escape(f.sentence)}</blockquote>"
    place = " · ".join(part for part in (f.doc, f.section) if part)
    return (
        f'<article class="{f.severity}" id="{f.finding_id}"><p><strong>{escape(f.message)}</strong> '
        f'<span class="state">{f.state}</span></p>'
        f'{quotes}<dl>{told}</dl><p class="small">{escape(place)}</p></article>'
    )


def _marked(span: SentenceSpan, f: Finding) -> str:
    """A sentence with the words in question marked, where they stand in it."""
    inside = f.doc == span.doc and f.char_start is not None and f.char_end is not None
    if not inside or not (span.char_start <= (f.char_start or 0) < (f.char_end or 0) <= span.char_end):
        return escape(span.text)
    start, end = (f.char_start or 0) - span.char_start, (f.char_end or 0) - span.char_start
    return f"{escape(span.text[:start])}<mark>{escape(span.text[start:end])}</mark>{escape(span.text[end:])}"
