"""Print the result of a run: documents, sections, facts, checks, the location of the version, and queries to try.

All data about a version is read from the version's database, so the printed result is what was published.
"""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from tipetl.cli.messages import complain, complain_of
from tipetl.cli.options import DEFAULT_WAREHOUSE
from tipetl.cli.rows import cell_text
from tipetl.cli.show import Row, document_line, facts_table, findings_table, plain_table, sections_table
from tipetl.store import DATABASE_NAME, read_only

if TYPE_CHECKING:
    import duckdb
    from rich.console import Console

    from tipetl.checks import CheckReport, Finding
    from tipetl.pipeline import RunResult

SHOWN_ALIKE, SHOWN_FINDINGS = 3, 30
"""The maximum number of findings shown per check, and in total, unless the user asks for all."""
_ORDER = {"critical": 0, "warning": 1, "info": 2}
DETAILED_DOCUMENTS = 3
"""The maximum number of documents shown with sections and facts; if there are more, each gets one line."""
LISTED_DOCUMENTS = 500
"""The maximum number of documents listed, one per line: a table of thousands of documents takes seconds to print, and
nobody reads it.
"""

QUERIES: tuple[tuple[str, str], ...] = (
    (
        "convictions and what they are compared with",
        "SELECT country, year, value, relation FROM metric JOIN document USING (doc) WHERE metric = 'convictions'",
    ),
    (
        "totals that may be added up: no parts, no repetitions",
        "SELECT metric, unit, year, sum(value) AS total FROM metric "
        "WHERE part_of IS NULL AND restates IS NULL GROUP BY ALL ORDER BY ALL",
    ),
    (
        "the routes, each with its sentence",
        "SELECT origin_iso3, destination_iso3, exploitation, sentence FROM flow",
    ),
)

_SECTIONS = """
    SELECT kind, title,
        (SELECT count(*) FROM sentence t WHERE t.doc = s.doc AND t.section_position = s.position) AS sentences,
        (SELECT count(*) FROM metric m JOIN sentence t ON t.doc = m.doc AND t.position = m.sentence_position
         WHERE t.doc = s.doc AND t.section_position = s.position) AS facts
    FROM section s WHERE s.doc = ? ORDER BY s.position
"""
_FACTS = """
    SELECT m.*, s.char_start AS sentence_start
    FROM metric m JOIN sentence s ON s.doc = m.doc AND s.position = m.sentence_position
    WHERE m.doc = ? ORDER BY m.char_start, m.char_end, m.metric
"""
_LIST = """
    SELECT doc, country, report_year, tier,
        (SELECT count(*) FROM section s WHERE s.doc = d.doc) AS sections,
        (SELECT count(*) FROM metric m WHERE m.doc = d.doc) AS facts
    FROM document d ORDER BY doc LIMIT ?
"""


def print_result(result: RunResult, console: Console, *, command: str = "tipetl", warehouse: Path) -> None:
    """Print the result of a run; ``command`` is how tipetl is called from the user's current folder.

    Standard error gets a line for each source that could not be read or was read with a warning, and the reason if
    nothing was published.
    """
    for audit in result.audits:
        if audit.outcome != "ok":
            complain_of(audit)
        for issue in audit.issues:
            if issue.severity != "info" and not (audit.reason or "").startswith(issue.message):
                complain(f"{audit.name}: {issue.message}")
    for note in result.notes:
        complain(note)
    if result.folder is not None:
        with read_only(result.folder / DATABASE_NAME) as connection:
            print_documents(connection, console)
        console.print()
    if result.read or result.taken:
        line = Text("Sources", style="bold").append(
            f": {result.read:,} read, {result.taken:,} taken from the cache", "not bold"
        )
        console.print(line)
    if result.report is not None:
        print_report(result.report, console, command=command)
    if result.folder is None:
        complain(result.message)
        return
    console.print()
    console.print(Text(result.message, style="bold green"), soft_wrap=True)
    where = f"It is in {shown_path(result.folder)}/; see findings.html there for the findings of the checks."
    console.print(Text(where), soft_wrap=True)
    console.print()
    print_queries(console, command=command, warehouse=warehouse)


def print_documents(connection: duckdb.DuckDBPyConnection, console: Console) -> None:
    """Print a version's documents: in full if there are few, one line each if there are many."""
    documents = _rows(connection, "SELECT * EXCLUDE (text) FROM document ORDER BY doc")
    if len(documents) > DETAILED_DOCUMENTS:
        _print_list(connection, console)
        if len(documents) > LISTED_DOCUMENTS:
            console.print(Text(f"... and {len(documents) - LISTED_DOCUMENTS:,} more, in the table document"))
        return
    for document in documents:
        console.print()
        console.print(document_line(document), soft_wrap=True)
        console.print()
        console.print(sections_table(_rows(connection, _SECTIONS, document["doc"])))
        console.print()
        console.print(facts_table(_rows(connection, _FACTS, document["doc"])))


def print_report(report: CheckReport, console: Console, *, whole: bool = False, command: str = "tipetl") -> None:
    """Print how many checks ran, and their findings with sentences, grouped by check, most severe first.

    Unless ``whole``, only the first few of each check are shown, and a line says how many are hidden and how to see
    them.
    """
    found = sum(1 for result in report.results if result.status != "passed")
    line = Text("Checks", style="bold")
    line.append(f": {report.ran} of {report.planned} ran, {len(report.results) - found} passed", style="not bold")
    if found:
        line.append(f", {found} found something", style="yellow not bold")
    if report.idle:
        line.append(f", {len(report.idle)} had nothing to check", style="dim not bold")
    console.print(line)
    if report.findings:
        console.print()
        by_check: dict[str, list[Finding]] = {}
        for finding in sorted(report.findings, key=lambda finding: (_ORDER[finding.severity], finding.check_id)):
            by_check.setdefault(finding.check_id, []).append(finding)
        few = by_check if whole else {name: found[:SHOWN_ALIKE] for name, found in by_check.items()}
        shown = [finding for found in few.values() for finding in found][: None if whole else SHOWN_FINDINGS]
        hidden = Counter(finding.check_id for finding in report.findings)
        hidden.subtract(finding.check_id for finding in shown)
        console.print(findings_table(shown, f"Findings: {len(report.findings):,}"))
        _print_hidden(+hidden, console, command)


def _print_hidden(hidden: Counter[str], console: Console, command: str) -> None:
    if not hidden:
        return
    of_checks = ", ".join(f"{count:,} of {name}" for name, count in hidden.most_common())
    console.print(Text(f"\n{hidden.total():,} more findings are hidden ({of_checks})."), soft_wrap=True)
    console.print(Text(f"{command} check --all shows them; findings.html and check --format jsonl have them, too."))


def print_queries(console: Console, *, command: str, warehouse: Path) -> None:
    """Print example queries that can be copied and pasted."""
    option = "" if warehouse == DEFAULT_WAREHOUSE else f" --warehouse {shlex.quote(str(warehouse))}"
    console.print("[bold]Try[/]")
    for title, query in QUERIES:
        console.print(f"  # {title}", style="dim")
        console.print(Text(f'  {command} sql{option} "{query}"'), soft_wrap=True)


def _print_list(connection: duckdb.DuckDBPyConnection, console: Console) -> None:
    table = plain_table("Documents")
    for name in ("document", "country", "year", "tier"):
        table.add_column(name)
    table.add_column("sections", justify="right")
    table.add_column("facts", justify="right")
    for row in _rows(connection, _LIST, LISTED_DOCUMENTS):
        table.add_row(*(Text(cell_text(value)) for value in row.values()))
    console.print(table)


def _rows(connection: duckdb.DuckDBPyConnection, query: str, *parameters: object) -> Sequence[Row]:
    cursor = connection.execute(query, list(parameters))
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def shown_path(path: Path) -> str:
    """Return ``path`` relative to the current folder if it is below that folder, so that users can type it."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
