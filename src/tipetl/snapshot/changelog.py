"""Render the differences between two versions as a changelog in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from tipetl.snapshot.causes import CAUSE_WORDS, Cause
from tipetl.snapshot.diff import DOCUMENT, Change, Difference, Summary

KIND_WORDS: Mapping[str, tuple[str, str]] = {
    DOCUMENT: ("document", "documents"),
    "fact": ("fact", "facts"),
    "cited": ("figure to cite", "figures to cite"),
    "flow": ("route", "routes"),
    "recommendation": ("recommendation", "recommendations"),
    "tier": ("tier", "tiers"),
    "tier_chart": ("entry of a tier chart", "entries of tier charts"),
    "entity": ("entity", "entities"),
    "finding": ("finding", "findings"),
    "correction": ("correction", "corrections"),
}
_SHOWN_OF_A_CAUSE = 50
"""The maximum number of differences listed per cause, since a single new document adds hundreds."""
_SIGNS = {"added": "+", "removed": "−", "changed": "~", "moved": "→", "reread": "≈"}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|#])")
_LONGEST = 160


def changelog(difference: Difference, *, shown: int | None = _SHOWN_OF_A_CAUSE) -> str:
    """Return the whole changelog for a difference, ending with a newline. The changelog lists at most ``shown``
    differences per cause (None: all).
    """
    lines = [f"# {difference.new}: what is different from {difference.old}", "", counts_line(difference.summary()), ""]
    for causes, changes in difference.by_cause().items():
        lines += [f"## {_heading(causes)}", ""]
        details = [f"{_escaped(cause.name)}: {_escaped(cause.detail)}" for cause in causes if cause.detail]
        lines += [*details, ""] if details else []
        lines += [change_line(change) for change in changes[:shown]]
        if shown is not None and len(changes) > shown:
            lines.append(f"- … and {len(changes) - shown:,} more.")
        lines.append("")
    if difference.uncompared:
        lines += [f"Not compared, for only one of the two has them: {', '.join(difference.uncompared)}.", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def counts_line(summary: Summary) -> str:
    """Return a one-line summary of the differences."""
    parts = []
    for kind, counts in summary.counts.items():
        counted = ", ".join(
            f"{counts[status]:,} {status}" for status in ("added", "removed", "changed") if status in counts
        )
        if counted:
            parts.append(f"{KIND_WORDS[kind][1]}: {counted}")
    quiet = {
        word: sum(counts.get(word, 0) for kind, counts in summary.counts.items() if kind == "fact")
        for word in ("reread", "moved")
    }
    still = [
        f"{quiet[word]:,} facts {words}"
        for word, words in (
            ("moved", "moved and are the same"),
            ("reread", "are the same by another rule or confidence"),
        )
        if quiet[word]
    ]
    if not parts:
        parts = ["No figure, route, recommendation, tier, entity or finding is different"]
    first = "; ".join(parts) + "."
    return " ".join([first[0].upper() + first[1:], *(f"{words[0].upper()}{words[1:]}." for words in still)])


def cause_rows(summary: Summary) -> list[tuple[str, str, str]]:
    """Return a row for each cause in a summary: kind, name with details, and number of differences."""
    rows = []
    for entry in summary.causes:
        kinds = "; ".join(dict.fromkeys(CAUSE_WORDS[cause.kind] for cause in entry.causes))
        names = "; ".join(f"{c.name} ({c.detail})" if c.detail else c.name for c in entry.causes)
        counts = [
            f"{sum(by_status.values()):,} {KIND_WORDS[kind][sum(by_status.values()) != 1]}"
            for kind, by_status in entry.counts.items()
        ]
        rows.append((kinds, names, ", ".join(counts)))
    return rows


def change_line(change: Change) -> str:
    """Return a difference as a list item."""
    noun = KIND_WORDS[change.kind][0]
    line = (
        f"- {_SIGNS[change.status]} {noun} {change.status} in {_escaped(change.narrative)}: "
        if change.narrative
        else ""
    )
    line = line or f"- {_SIGNS[change.status]} {noun} {change.status}: "
    line += _escaped(_short(change.label))
    steps = [f"{name} {_escaped(shown_value(old))} → {_escaped(shown_value(new))}" for name, old, new in change.steps]
    if steps and change.kind != DOCUMENT:
        line += f" ({'; '.join(steps)})"
    if change.words and change.words != change.label:
        line += f"  \n  “{_escaped(_short(change.words))}”"
    return line


def cause_words(cause: Cause) -> str:
    """Describe a cause in words: its kind and its name."""
    return f"{CAUSE_WORDS[cause.kind]}: {cause.name}"


def _heading(causes: Iterable[Cause]) -> str:
    return _escaped("; ".join(cause_words(cause) for cause in causes))


def shown_value(value: object) -> str:
    """Format a column's value: null as "nothing", and whole numbers without a fraction."""
    if value is None or value == []:
        return "nothing"
    if isinstance(value, float):
        return f"{value:,.0f}" if value == int(value) else f"{value:,g}"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return _short(str(value))


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1].rstrip() + "…"


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)
