"""The page of differences between two versions: one HTML file, readable without a network.

What belongs here: turning a difference into a page for a person. Everything that comes from a text is escaped; it opens
with what caused how much, then tells the differences of each cause.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tipetl.snapshot.causes import CAUSE_WORDS, Cause
from tipetl.snapshot.changelog import KIND_WORDS, counts_line, shown_value
from tipetl.snapshot.diff import DOCUMENT, KIND_NAMES, TOLD, Change, Difference
from tipetl.snapshot.page import STYLE

_SHOWN_OF_A_KIND = 100
"""So many differences of one kind and cause are shown; a volume that came along brings thousands."""
_MORE_STYLE = """
article.added { border-left-color: #2e8b57; } article.removed { border-left-color: #c0392b; }
table tr > th:not(:first-child) { text-align: right; } details th { text-align: left !important; }
article.changed { border-left-color: #d68910; }
del { color: #c0392b; } ins { color: #2e8b57; text-decoration: none; font-weight: 600; }
@media (prefers-color-scheme: dark) { del { color: #ec7063; } ins { color: #58d68d; } }
td.cause { overflow-wrap: anywhere; min-width: 11rem; }
.wide { overflow-x: auto; } details { margin: .4rem 0; } summary { cursor: pointer; }
"""


def diff_page(difference: Difference) -> str:
    """The whole page of a difference."""
    title = f"What is different in {difference.new} from {difference.old}"
    groups = difference.by_cause()
    body = [f"<h1>{escape(title)}</h1>", f"<p>{escape(counts_line(difference.summary()))}</p>", _overview(difference)]
    for number, (causes, changes) in enumerate(groups.items()):
        body.append(f'<h2 id="cause-{number}">{_named(causes)}</h2>')
        body += [f"<p>{escape(cause.detail)}</p>" for cause in causes if cause.detail]
        for kind in KIND_NAMES:
            body += _of_kind(kind, [change for change in changes if change.kind == kind])
    quiet = [change for change in difference.changes if change.status not in TOLD and change.kind != DOCUMENT]
    if quiet:
        body.append("<h2>The same, elsewhere or read otherwise</h2>")
        body.append(
            "<p>Nothing of these is different but their place, their id, the words around them, or the rule and "
            "confidence with which they were read.</p>"
        )
        body.append(f"<details><summary>{len(quiet):,} of them</summary>{_quiet(quiet)}</details>")
    if difference.uncompared:
        body.append(f"<p>Not compared, as only one version has them: {escape(', '.join(difference.uncompared))}.</p>")
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}{_MORE_STYLE}</style></head>\n<body>\n" + "\n".join(body) + "\n</body></html>\n"
    )


def _overview(difference: Difference) -> str:
    """How much each cause made different, kind by kind."""
    groups = difference.by_cause()
    if not groups:
        return ""
    kinds = [kind for kind in KIND_NAMES if any(c.kind == kind for changes in groups.values() for c in changes)]
    head = "".join(f"<th>{KIND_WORDS[kind][1]}</th>" for kind in kinds)
    rows = []
    for number, (causes, changes) in enumerate(groups.items()):
        cells = []
        for kind in kinds:
            count = sum(change.kind == kind for change in changes)
            cells.append(f'<td class="n">{f"{count:,}" if count else ""}</td>')
        rows.append(f'<tr><td class="cause"><a href="#cause-{number}">{_named(causes)}</a></td>{"".join(cells)}</tr>')
    return f'<div class="wide"><table><tr><th>cause</th>{head}</tr>{"".join(rows)}</table></div>'


def _of_kind(kind: str, changes: Sequence[Change]) -> list[str]:
    if not changes:
        return []
    one, many = KIND_WORDS[kind]
    parts = [f"<h3>{f'{len(changes):,} {many}' if len(changes) > 1 else f'1 {one}'}</h3>"]
    parts += [_article(change) for change in changes[:_SHOWN_OF_A_KIND]]
    if len(changes) > _SHOWN_OF_A_KIND:
        rest = len(changes) - _SHOWN_OF_A_KIND
        parts.append(f"<p>{rest:,} more: <code>tipetl snapshots diff --format jsonl</code></p>")
    return parts


def _article(change: Change) -> str:
    steps = "".join(
        f"<dt>{escape(name)}</dt><dd><del>{escape(shown_value(old))}</del> → <ins>{escape(shown_value(new))}</ins></dd>"
        for name, old, new in change.steps
        if change.kind != DOCUMENT
    )
    words = change.words if change.words != change.label else ""
    before = _words_before(change)
    quote = f"<blockquote>{escape(words)}</blockquote>" if words else ""
    if before and before != words:
        quote = f"<blockquote><del>{escape(before)}</del></blockquote>{quote}"
    return (
        f'<article class="{change.status}"><p><strong>{escape(change.label)}</strong> '
        f'<span class="state">{change.status}</span></p>{f"<dl>{steps}</dl>" if steps else ""}{quote}'
        f'<p class="small">{escape(change.narrative)}</p></article>'
    )


def _words_before(change: Change) -> str:
    """The sentence as it was, where both versions have one."""
    if change.before is None or change.after is None:
        return ""
    return str(change.before.get("sentence") or "")


def _quiet(changes: Sequence[Change]) -> str:
    rows = "".join(
        f"<tr><td>{escape(change.narrative)}</td><td>{KIND_WORDS[change.kind][0]}</td><td>{escape(change.label)}</td>"
        f"<td>{change.status}</td><td>{escape(', '.join(change.columns))}</td></tr>"
        for change in changes[: 5 * _SHOWN_OF_A_KIND]
    )
    head = "<tr><th>narrative</th><th>kind</th><th>what</th><th>is</th><th>columns</th></tr>"
    return f'<div class="wide"><table>{head}{rows}</table></div>'


def _named(causes: Sequence[Cause]) -> str:
    return "; ".join(f"{CAUSE_WORDS[cause.kind]}: <code>{escape(cause.name)}</code>" for cause in causes)


__all__ = ["diff_page"]
