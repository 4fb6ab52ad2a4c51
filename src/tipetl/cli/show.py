"""Display records: a line for a document, tables of its sections and facts.

The functions take rows with the columns of the tables and the exchange format, and fetch nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich import box
from rich.table import Table
from rich.text import Text

from tipetl.terminal import visible

if TYPE_CHECKING:
    from tipetl.checks import Finding

Row = Mapping[str, Any]

_WINDOW = 100
_CURRENCY_LENGTH = 3


def document_line(document: Row) -> Text:
    """Return a line with a document's country, report year, tier, roles and name."""
    text = Text(visible(document["country"] or "Unknown country"), style="bold")
    parts = []
    if document["report_year"]:
        parts.append(f"report of {document['report_year']}")
        if document["year_from"] == "inferred":
            parts[-1] += " (inferred)"
    if document["tier"]:
        parts.append("Special Case" if document["tier"] == "SC" else f"Tier {document['tier']}")
    if document["roles"]:
        parts.append(f"{', '.join(document['roles'])} country")
    for part in parts:
        text.append(f" · {part}", style="not bold")
    return text.append(f"  {visible(document['doc'])}", style="not bold dim")


def sections_table(sections: Sequence[Row]) -> Table:
    """Return a table of sections, from rows with ``kind``, ``title`` and the number of ``sentences`` and ``facts``."""
    table = plain_table("Sections")
    table.add_column("section")
    table.add_column("heading as printed")
    table.add_column("sentences", justify="right")
    table.add_column("facts", justify="right")
    for row in sections:
        table.add_row(row["kind"], Text(_flat(row["title"] or "")), str(row["sentences"]), str(row["facts"] or ""))
    return table


def facts_table(facts: Sequence[Row]) -> Table:
    """Return a table of facts, from rows with the contract's fields and ``sentence_start``, the sentence's offset in
    the document.
    """
    table = plain_table(f"Facts: {len(facts)}")
    table.add_column("figure", justify="right", max_width=14)
    table.add_column("year")
    table.add_column("of", max_width=28)
    table.add_column("the words it came from", ratio=1)
    for fact in facts:
        table.add_row(_figure(fact), str(fact["year"] or ""), _what(fact), _words(fact))
    return table


def findings_table(findings: Sequence[Finding], title: str) -> Table:
    """Return a table of findings, each with all its sentences, in which its figures are marked."""
    table = plain_table(title)
    table.add_column("severity")
    table.add_column("document", overflow="fold")
    table.add_column("finding and its sentences", ratio=1)
    styles = {"critical": "bold red", "warning": "yellow", "info": "dim"}
    for finding in findings:
        words = Text(_flat(finding.message))
        words.append(f"\n{finding.check_id}", style="dim")
        for span in finding.sentences:
            words.append("\n“", style="italic")
            for piece, marked in span.pieces():
                words.append(_flat(piece), style="bold italic reverse" if marked else "italic")
            words.append("”", style="italic")
            if span.doc != finding.doc:
                words.append(f" {_flat(span.doc)}", style="dim")
        severity = Text(finding.severity, style=styles.get(finding.severity, ""))
        table.add_row(severity, Text(visible(finding.doc or "")), words)
    return table


def plain_table(title: str) -> Table:
    """Return an empty table in the common style."""
    return Table(
        title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False
    )


def _figure(fact: Row) -> str:
    """Return the value in ordinary notation: 9, ≥ 10, 18–96, not reported."""
    if fact["status"] == "not_reported":
        return "not reported"
    value = {"about": "~", "at_least": "≥ ", "at_most": "≤ "}.get(fact["qualifier"], "") + _number(fact["value"])
    if fact["value_high"] is not None:
        value = f"{_number(fact['value'])}–{_number(fact['value_high'])}"
    unit = fact["unit"] or ""
    if unit == "month":
        return f"{value} months"
    return f"{unit} {value}" if _is_currency(unit) else value


def _is_currency(unit: str) -> bool:
    return len(unit) == _CURRENCY_LENGTH and unit.isupper()


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"


def _what(fact: Row) -> str:
    """Describe metric, unit and dimensions in a few words; the unit is omitted if it is the metric's own noun."""
    words = [fact["metric"].replace("_", " ")]
    unit = fact["unit"]
    if unit in {"case", "person"} and not fact["metric"].startswith(("victims", "persons")):
        words.append(f"({unit}s)")
    words += [str(fact[name]) for name in ("exploitation", "age", "gender", "nationality") if fact[name]]
    if fact["official"]:
        words.append("officials")
    if fact["count"]:
        words.append(f"× {fact['count']}")
    if fact["relation"] == "comparator":
        words.append("earlier")
    return " ".join(words)


def _words(fact: Row) -> Text:
    """Return a window of the sentence around the words that state the figure, with those words in bold."""
    sentence = fact["sentence"]
    start = fact["char_start"] - fact["sentence_start"]
    end = fact["char_end"] - fact["sentence_start"]
    left = max(0, start - _WINDOW // 2)
    right = min(len(sentence), max(end + _WINDOW // 2, left + _WINDOW))
    if left > 0:
        left = sentence.find(" ", left, start) + 1 or left
    if right < len(sentence):
        right = max(sentence.rfind(" ", end, right), end)
    text = Text("… " if left > 0 else "")
    text.append(_flat(sentence[left:start])).append(_flat(sentence[start:end]), style="bold cyan")
    text.append(_flat(sentence[end:right])).append(" …" if right < len(sentence) else "")
    return text


def _flat(text: str) -> str:
    return visible(text.replace("\n", " "))
