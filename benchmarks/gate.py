"""Time the whole gate on a collection as large as all reports, made by repeating one set of narratives.

usage: python -m benchmarks.gate [DOCUMENTS] [--texts FOLDER]

Reads the texts in FOLDER (default: tests/gold/dev) once, repeats their rows under other names and countries until there
are DOCUMENTS (default: 4,700), and times the checks: the import of the engine, every expectation, every query, the
comparison with a previous version of the same size, and the findings. The benchmark times writing the database
separately.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tipetl.checks import run_checks
from tipetl.model import Hints
from tipetl.pipeline import Gathered, build, read_batch
from tipetl.sources.files import collect
from tipetl.store import write_database
from tipetl.tables import TABLES, Row, Rows, in_order, row_counts, with_derived
from tipetl.tables.columns import as_rows

PROJECT = Path(__file__).resolve().parents[1]
NAMED = frozenset({"doc", "source_doc", "first_doc", "later_doc"})
SHARED = frozenset({"entity", "country_region"})


def repeated(rows: Rows, documents: int) -> Rows:
    """Repeat the rows under other names, one country after another, with up to 25 report years each."""
    names = TABLES["document"].column_names
    documents_rows = [dict(zip(names, row, strict=True)) for row in rows["document"]]
    made: Rows = {name: list(found) if name in SHARED else [] for name, found in rows.items()}
    for copy in range(-(-documents // len(documents_rows))):
        for name, found in rows.items():
            if name in SHARED or name == "restatement":
                continue
            columns = TABLES[name].column_names
            made[name].extend(_renamed(name, dict(zip(columns, row, strict=True)), copy) for row in found)
    return as_rows(with_derived({name: in_order(TABLES[name], found) for name, found in made.items()}))


def _renamed(table: str, row: dict[str, Any], copy: int) -> Row:
    for name in NAMED & row.keys():
        row[name] = f"{row[name]}~{copy}"
    letters = f"{chr(65 + copy // 26 % 26)}{chr(65 + copy % 26)}"
    if table == "document" and row["iso3"]:
        row["iso3"] = row["iso3"][0] + letters
        row["narrative_id"] = f"{row['iso3']}-{row['report_year']}-{row['doc']}"
    if table == "narrative_source":
        row["narrative_id"] = f"{row['narrative_id'][0]}{letters}-{row['narrative_id'][4:]}-{row['doc']}"
    if table == "flow":
        row["flow_id"] = f"{row['flow_id']}~{copy}"
    return tuple(row.values())


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=int, nargs="?", default=4700)
    parser.add_argument("--texts", type=Path, default=PROJECT / "tests" / "gold" / "dev")
    asked = parser.parse_args(argv)
    sources, audits = collect([asked.texts], Hints())
    rows = build(Gathered(tuple(sources), tuple(audits)), [read_batch(sources)])
    start = time.perf_counter()
    many = repeated(as_rows(rows), asked.documents)
    counts = row_counts(many)
    print(f"{counts['document']:,} documents, {counts['metric']:,} facts, made in {time.perf_counter() - start:.1f} s")
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "tipetl.duckdb"
        start = time.perf_counter()
        write_database(database, many, constraints=False)
        print(f"database written in {time.perf_counter() - start:.1f} s")
        start, used = time.perf_counter(), time.process_time()
        report = run_checks(database, counts, previous=database)
        # On a shared machine, processor time is more informative than wall-clock time.
        took = f"{time.perf_counter() - start:.1f} s ({time.process_time() - used:.1f} s of processors)"
        print(f"gate: {took}, {report.ran} of {report.planned} checks, {len(report.findings):,} findings")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
