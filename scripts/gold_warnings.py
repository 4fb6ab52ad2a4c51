"""Print the warnings that the checks raise on the gold: ``python -m scripts.gold_warnings tests/gold``.

Each text of 150 words or more is checked by itself, without a country, so that no text is compared with another. For
texts kept for first sight, which nobody opens, only the number of warnings is printed. ``docs/checks.md`` judges each
warning.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from scripts.loud import LOUD, WORDS, Text, rows_of_all
from tipetl.checks import run_checks
from tipetl.evaluate.goldfiles import load_gold
from tipetl.store import write_database
from tipetl.tables import row_counts

OPENED = ("trained", "tuned")


def main(gold: Path) -> None:
    """Print one line for each warning, then the counts."""
    texts = [text for text in load_gold(gold) if len(text.text.split()) >= WORDS]
    by_doc = {f"gold-{number}": text for number, text in enumerate(texts)}
    rows = rows_of_all([Text(doc, text.text, text.report_year, text.iso3) for doc, text in by_doc.items()])
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder, "tipetl.duckdb")
        write_database(database, rows, constraints=False)
        findings = [f for f in run_checks(database, row_counts(rows)).findings if f.severity in LOUD and f.doc]
    shown = [f for f in findings if by_doc[f.doc or ""].batch.use in OPENED]
    for finding in shown:
        text = by_doc[finding.doc or ""]
        print(f"{text.batch.name} {text.iso3} {text.report_year}: {finding.check_id}: {finding.message}")
    print(f"{len(shown)} warnings in opened texts, {len(findings) - len(shown)} in others, of {len(texts):,} texts")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
