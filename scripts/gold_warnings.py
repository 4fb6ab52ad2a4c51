"""Print the warnings that the checks raise on the gold: ``python -m scripts.gold_warnings tests/gold``.

Each text of 150 words or more is checked by itself, without a country, so that no text is compared with another. For
texts kept for first sight, which nobody opens, only the number of warnings is printed. ``docs/checks.md`` judges each
warning.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tipetl.checks import Finding, run_checks
from tipetl.evaluate.gold import GoldText
from tipetl.evaluate.goldfiles import load_gold
from tipetl.model import Hints, SourceReading
from tipetl.read import read_source
from tipetl.sources.opening import make_source
from tipetl.store import write_database
from tipetl.tables import row_counts, rows_of

WORDS = 150
OPENED = ("trained", "tuned")
LOUD = ("warning", "critical")


def main(gold: Path) -> None:
    """Print one line for each warning, then the counts."""
    texts = [text for text in load_gold(gold) if len(text.text.split()) >= WORDS]
    by_doc = {f"gold-{number}": text for number, text in enumerate(texts)}
    findings = [f for f in _findings([_read(*item) for item in by_doc.items()]) if f.severity in LOUD and f.doc]
    shown = [f for f in findings if by_doc[f.doc or ""].batch.use in OPENED]
    for finding in shown:
        text = by_doc[finding.doc or ""]
        print(f"{text.batch.name} {text.iso3} {text.report_year}: {finding.check_id}: {finding.message}")
    print(f"{len(shown)} warnings in opened texts, {len(findings) - len(shown)} in others, of {len(texts):,} texts")


def _read(doc: str, text: GoldText) -> SourceReading:
    hints = Hints(doc=doc, country=text.iso3, report_year=text.report_year)
    reading = read_source(make_source(text.text.encode(), f"{doc}.txt", hints))
    alone = [replace(n, document=replace(n.document, narrative_id=None, iso3=None)) for n in reading.narratives]
    return replace(reading, narratives=tuple(alone))


def _findings(readings: Sequence[SourceReading]) -> tuple[Finding, ...]:
    rows = rows_of([n for read in readings for n in read.narratives], [read.audit for read in readings], readings)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder, "tipetl.duckdb")
        write_database(database, rows, constraints=False)
        return run_checks(database, row_counts(rows)).findings


if __name__ == "__main__":
    main(Path(sys.argv[1]))
