"""Compare the speed and memory of reading a yearly volume with those of pdfplumber, and check that everything is
recovered.

    python -m benchmarks.pdf_text [--sample PAGES]

Both programs run on one core, in the same run, on a generated volume of at least 300 pages and 190 countries
(tests/layouts/pdf_volume.py). pdfplumber reads a sample of pages, scaled to the volume; its pages are closed one by
one, because it would take gigabytes otherwise. Exit code 1 if a bound is missed: text in reading order 30 times as fast
as pdfplumber's words; splitting narratives, with boxes for 30 spans of each, 10 times as fast; less than 300 MB in a
process that only parses; and every name, the order, the texts and both tables exactly as printed.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path

import pdfplumber

from tests.layouts.pdf_entries import entries
from tests.layouts.pdf_volume import ALL_COUNTRIES, PRINTED, Entry, Volume, volume
from tipetl.documents.pdf import box_finder, parse_pdf
from tipetl.documents.pdf.columns import find_gutters, in_reading_order, settle_gutters
from tipetl.documents.pdf.lines import column_starts, read_page
from tipetl.documents.pdf.pages import Font, open_pdf
from tipetl.documents.text import canonical
from tipetl.model import Parsed

LEAST_PAGES = 300
LEAST_TEXT = 30.0
LEAST_WHOLE = 10.0
MOST_MEMORY = 300.0
SPANS = 30
ROUNDS = 3
_FACT = re.compile(r"\d[\d,]*(?: \w+)?|\b(?:one|two|three|four|five|six|seven|eight|nine)\b \w+")
_CHILD = """
import resource, sys
from pathlib import Path
from tipetl.documents.pdf import parse_pdf
parsed = parse_pdf(Path(sys.argv[1]).read_bytes())
assert len(parsed.parts) == int(sys.argv[2])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def seconds(call: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the processor seconds of a call, the best of several rounds, to reduce the influence of other load."""
    best = float("inf")
    for _ in range(rounds):
        begun = time.process_time()
        call()
        best = min(best, time.process_time() - begun)
    return best


def words_of(data: bytes, pages: int, sample: int) -> float:
    """Estimate the processor seconds that pdfplumber's ``extract_words`` would take for all pages."""
    chosen = sorted(random.Random(1).sample(range(1, pages + 1), min(sample, pages)))
    taken = 0.0
    with pdfplumber.open(io.BytesIO(data), pages=chosen) as document:
        for page in document.pages:
            begun = time.process_time()
            page.extract_words()
            taken += time.process_time() - begun
            page.flush_cache()
            page.close()
    return taken / len(chosen) * pages


def parse_with_boxes(data: bytes) -> int:
    """Read everything: narratives, tables, and boxes for the spans that would become facts."""
    rng = random.Random(1)
    parsed = parse_pdf(data)
    count = 0
    with box_finder(data) as find:
        for part in parsed.parts:
            spans = [match.span() for match in _FACT.finditer(part.text)]
            found = find(part, rng.sample(spans, min(SPANS, len(spans))))
            count += sum(1 for box in found if box is not None)
    return count


def memory(data: bytes, parts: int) -> float:
    """Return the peak megabytes of a process that only parses the volume."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "volume.pdf"
        path.write_bytes(data)
        done = subprocess.run(
            [sys.executable, "-c", _CHILD, str(path), str(parts)], check=True, capture_output=True, text=True
        )
    return float(done.stdout)


def wrong(printed: list[Entry], truth: Volume, parsed: Parsed) -> list[str]:
    """Return what was not recovered as printed."""
    missed = []
    if [part.country for part in parsed.parts] != truth.headings:
        missed.append("names or order of the countries")
    folded = [_folded(part.text) for part in parsed.parts]
    if folded != [_folded(entry.text) for entry in printed]:
        differ = sum(1 for entry, text in zip(printed, folded, strict=False) if _folded(entry.text) != text)
        missed.append(f"the text of {differ} narratives")
    if [astuple(total) for total in parsed.global_totals] != truth.totals:
        missed.append("the law-enforcement tables")
    if [astuple(placement) for placement in parsed.tier_placements] != truth.placements:
        missed.append("the tier placements")
    if parsed.doubts:
        missed.append(f"{len(parsed.doubts)} cells on which two readers differ")
    inside = 0
    for entry, text in zip(printed, folded, strict=False):
        own = _folded(entry.text)
        inside += sum(1 for words in set(truth.foreign) if _folded(words) in text and _folded(words) not in own)
    if inside:
        missed.append(f"{inside} captions, heads or boxes inside narratives")
    return missed


def _folded(text: str) -> str:
    return " ".join(re.sub(r"(?m)^- ", "• ", canonical(text)).split())


def say(words: str) -> None:
    """Print a line without buffering."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def reading_order(data: bytes) -> list[str]:
    """Return every page's text in reading order, line by line, without dropping any line. Raises the same errors as
    ``parse_pdf``."""
    with open_pdf(data) as document:
        fonts: dict[bytes, Font] = {}
        starts: list[list[float]] = [[], []]
        pages = []
        for number in range(1, len(document) + 1):
            pages.append(read_page(document, number, fonts, starts[number % 2]))
            starts[number % 2] = column_starts(pages[-1].lines) or starts[number % 2]
    lines = {page.number: page.lines for page in pages}
    gutters = settle_gutters({number: find_gutters(found) for number, found in lines.items()}, lines)
    return [
        "\n".join(
            line.text + ("-" if line.hyphen else "") for line in in_reading_order(page.lines, gutters[page.number])
        )
        for page in pages
    ]


def main() -> int:
    """Run the benchmark; exit code 1 if a bound is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=30, help="pages that pdfplumber reads (default 30)")
    args = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    printed = entries(2013, count=ALL_COUNTRIES)
    truth = volume(printed, 2013, PRINTED)
    data = truth.data
    say(f"a volume of {truth.page_count} pages and {len(printed)} countries, {len(data) / 1e6:.1f} MB")
    reference = words_of(data, truth.page_count, args.sample)
    text = seconds(lambda: reading_order(data))
    whole = seconds(lambda: parse_with_boxes(data))
    say(f"  pdfplumber, extract_words (of {args.sample} pages, scaled)  {reference:7.2f} s")
    say(f"  text of all pages in reading order              {text:7.2f} s  × {reference / text:.1f}")
    say(f"  narratives, tables, boxes of the facts          {whole:7.2f} s  × {reference / whole:.1f}")
    megabytes = memory(data, len(printed))
    say(f"  most memory of a process that parses            {megabytes:7.0f} MB")
    parsed = parse_pdf(data)
    rows, placed = len(parsed.global_totals), len(parsed.tier_placements)
    say(f"  {len(parsed.parts)} documents, {rows} rows of totals, {placed} placements")
    missed = wrong(printed, truth, parsed)
    if truth.page_count < LEAST_PAGES:
        missed.append(f"the volume has fewer than {LEAST_PAGES} pages")
    if reference / text < LEAST_TEXT:
        missed.append(f"text less than {LEAST_TEXT:g} times as fast")
    if reference / whole < LEAST_WHOLE:
        missed.append(f"the whole less than {LEAST_WHOLE:g} times as fast")
    if megabytes > MOST_MEMORY:
        missed.append(f"more than {MOST_MEMORY:g} MB")
    for words in missed:
        say(f"MISSED: {words}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
