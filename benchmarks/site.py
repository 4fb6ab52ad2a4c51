"""Time the site of a collection as large as all reports, made by repeating one set of narratives.

usage: python -m benchmarks.site [NARRATIVES] [--texts FOLDER] [--keep FOLDER]

Reads the texts in FOLDER (default: tests/gold/dev) once and repeats their rows as narratives of one country after
another, 25 report years each, until there are NARRATIVES (default: 4,700). The checks' findings in the texts are
repeated with them, for notes and for the pages of findings. Builds the site, builds it again unchanged, and then builds
it after adding a narrative of a country that has others, and one of a new country. Prints seconds, processor seconds
and memory of all processes, and the largest pages.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil

from benchmarks.gate import NAMED, PROJECT, SHARED
from tipetl.checks import CheckReport, Finding, run_checks
from tipetl.countries import all_countries
from tipetl.model import Hints
from tipetl.pipeline import Gathered, build, read_batch
from tipetl.snapshot import publish, warehouse_lock
from tipetl.sources.files import collect
from tipetl.store import write_database
from tipetl.tables import TABLES, Rows, row_counts, with_derived
from tipetl.tables.columns import as_rows
from tipetl.tables.rows import in_order

YEARS = range(2001, 2026)


def repeated(rows: Rows, narratives: int, without: Collection[int] = ()) -> Rows:
    """Repeat the rows under other names, as narratives of all countries over 25 years, except those ``without``."""
    places = ((country.iso3, year) for country in all_countries() for year in YEARS)
    docs = _docs(rows)
    made: Rows = {name: list(found) if name in SHARED else [] for name, found in rows.items()}
    grouped = {
        name: _by_doc(name, found) for name, found in rows.items() if name not in SHARED and name != "restatement"
    }
    for number, (iso3, year) in zip(range(narratives), places, strict=False):
        if number in without:
            continue
        doc = docs[number % len(docs)]
        for name, by_doc in grouped.items():
            for row in by_doc.get(doc, ()):
                made[name].append(tuple(_renamed(row, number, iso3, year).values()))
    return as_rows(with_derived({name: in_order(TABLES[name], found) for name, found in made.items()}))


def found_again(rows: Rows, report: CheckReport, narratives: int, without: Collection[int] = ()) -> CheckReport:
    """Return the findings of the checks, repeated for each copy of the narratives."""
    docs = _docs(rows)
    by_doc: defaultdict[str | None, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_doc[finding.doc].append(finding)
    found = [
        _found_in(finding, f"~{number}")
        for number in range(narratives)
        if number not in without
        for finding in by_doc[docs[number % len(docs)]]
    ]
    counts = Counter(finding.check_id for finding in found)
    results = tuple(replace(one, offending=counts[one.check_id]) for one in report.results)
    return replace(report, results=results, findings=tuple(found))


def _found_in(finding: Finding, end: str) -> Finding:
    sentences = tuple(replace(one, doc=f"{one.doc}{end}") for one in finding.sentences)
    return replace(finding, doc=f"{finding.doc}{end}", sentences=sentences)


def _docs(rows: Rows) -> list[str]:
    place = TABLES["document"].column_names.index("doc")
    return [str(row[place]) for row in rows["document"]]


def _by_doc(table: str, rows: Any) -> dict[str, list[dict[str, Any]]]:
    columns = TABLES[table].column_names
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        named = dict(zip(columns, row, strict=True))
        found.setdefault(str(named.get("doc") or named.get("source_doc")), []).append(named)
    return found


def _renamed(row: dict[str, Any], number: int, iso3: str, year: int) -> dict[str, Any]:
    new = {name: f"{value}~{number}" if name in NAMED and value else value for name, value in row.items()}
    new |= {name: f"{value}~{number}" for name, value in row.items() if name == "flow_id"}
    if "narrative_id" in row:
        new["narrative_id"] = f"{iso3}-{year}"
    if "iso3" in row and "report_year" in row:
        new |= {"iso3": iso3, "report_year": year}
    return new


def _timed(warehouse: Path, folder: Path, what: str) -> None:
    """Run ``tipetl site`` as a separate program, so that the memory of the rows generated here does not count."""
    command = [sys.executable, "-m", "tipetl", "site", "--warehouse", str(warehouse), "--output", str(folder)]
    start, used, most = time.perf_counter(), _processor_seconds(), 0
    with psutil.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        while running.poll() is None:
            most = max(most, _memory(running))
            time.sleep(0.2)
        said = " ".join(running.stdout.read().split())
    if running.returncode:
        raise SystemExit(running.returncode)
    spent = f"{time.perf_counter() - start:.1f} s, {_processor_seconds() - used:.1f} processor seconds"
    print(f"{what}: {spent}, at most {most / 1e6:,.0f} MB in all processes; {said}")


def _memory(running: psutil.Process) -> int:
    """Return the bytes held by a program and the programs it started, counting shared memory once."""
    found = 0
    for process in (running, *running.children(recursive=True)):
        with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            found += process.memory_full_info().pss
    return found


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(argv: list[str]) -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("narratives", type=int, nargs="?", default=4700)
    parser.add_argument("--texts", type=Path, default=PROJECT / "tests" / "gold" / "dev")
    parser.add_argument("--keep", type=Path, help="leave the warehouse and the site in this folder")
    asked = parser.parse_args(argv)
    sources, audits = collect([asked.texts], Hints())
    rows = as_rows(build(Gathered(tuple(sources), tuple(audits)), [read_batch(sources)]))
    late = asked.narratives // 2
    with tempfile.TemporaryDirectory() as name:
        database = Path(name) / "tipetl.duckdb"
        write_database(database, rows, constraints=False)
        report = run_checks(database, row_counts(rows))
    with tempfile.TemporaryDirectory() as name:
        place = asked.keep or Path(name)
        warehouse, folder = place / "warehouse", place / "site"
        countries = -(-asked.narratives // len(YEARS))
        new = countries * len(YEARS)  # the first narrative of a country without any
        more = range(asked.narratives, new)
        steps = {
            "first build": {late, new, *more},
            "after one narrative more": {new, *more},
            "after one of a new country": {*more},
        }
        for what, without in steps.items():
            with warehouse_lock(warehouse):
                found = found_again(rows, report, new + 1, without)
                publish(warehouse, repeated(rows, new + 1, without), found, [], {})
            print(f"{what}: {len(found.findings):,} findings")
            _timed(warehouse, folder, what)
            if late in without:
                _timed(warehouse, folder, "nothing changed")
        pages = sorted(folder.rglob("*.html"), key=lambda path: -path.stat().st_size)[:3]
        largest = ", ".join(f"{path.relative_to(folder)} {path.stat().st_size / 1e6:.2f} MB" for path in pages)
        print(f"largest pages: {largest}; first page {(folder / 'index.html').stat().st_size / 1e3:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
