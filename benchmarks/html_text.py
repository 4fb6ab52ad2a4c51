"""Compare the speed of reading a web page with that of plain text extraction by beautifulsoup4.

    python -m benchmarks.html_text

Both programs run on one core, in the same run, on the same pages: every development narrative in every layout of
tests/layouts/html_pages.py, generated before timing starts. Our side goes from bytes to the narrative's canonical text,
metadata and encoding; theirs is ``BeautifulSoup(page, "html.parser").get_text()``, which keeps menus and footers. Exit
code 1 if the whole set is read less than 10 times as fast, or if the resulting text is not the narrative.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_threads] = "1"

from bs4 import BeautifulSoup  # noqa: E402

from tests.layouts.html_pages import LAYOUTS  # noqa: E402
from tests.layouts.narratives import load, same_words  # noqa: E402
from tipetl.documents.html import parse_html  # noqa: E402
from tipetl.documents.text import canonical  # noqa: E402

ROUNDS = 5
LEAST_RATIO = 10.0
SAMPLE = 5
"""The number of narratives per layout: enough to average out their lengths."""


def seconds(call: Callable[[], object]) -> float:
    """Return the processor seconds of one call, which a busy machine does not distort."""
    begun = time.process_time()
    call()
    return time.process_time() - begun


def ours(pages: Sequence[bytes]) -> None:
    """Read the narratives of the pages, with their metadata and encodings."""
    for page in pages:
        parse_html(page)


def theirs(pages: Sequence[bytes]) -> None:
    """Extract all text of the pages with beautifulsoup4."""
    for page in pages:
        BeautifulSoup(page, "html.parser").get_text()


def say(words: str) -> None:
    """Print a line without buffering."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def main() -> int:
    """Run the benchmark; exit code 1 if a bound is missed."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    narratives = load()[::4][:SAMPLE]
    wrong = 0
    totals = [0.0, 0.0]
    say(f"{len(narratives)} narratives a layout, milliseconds a page, medians of {ROUNDS} rounds taken in turn")
    for name, make in LAYOUTS.items():
        pages = [make(narrative, 1) for narrative in narratives]
        for narrative, page in zip(narratives, pages, strict=True):
            parts = parse_html(page).parts
            wrong += [same_words(part.text) for part in parts] != [same_words(canonical(narrative.text))]
        rounds = [(seconds(lambda: ours(pages)), seconds(lambda: theirs(pages))) for _ in range(ROUNDS)]  # noqa: B023
        a, b = (statistics.median(times) / len(pages) * 1000 for times in zip(*rounds, strict=True))
        totals[0] += a
        totals[1] += b
        size = sum(map(len, pages)) / len(pages) / 1000
        say(f"  {name:16s} {size:4.0f} kB  tipetl {a:6.2f}  bs4 {b:6.2f}  × {b / a:5.1f}")
    ratio = totals[1] / totals[0]
    say(f"  all layouts              tipetl {totals[0]:6.2f}  bs4 {totals[1]:6.2f}  × {ratio:5.1f}")
    missed = []
    if ratio < LEAST_RATIO:
        missed.append(f"less than {LEAST_RATIO:g} times as fast as beautifulsoup4")
    if wrong:
        missed.append(f"{wrong} page(s) gave another text than their narrative")
    for words in missed:
        say(f"MISSED: {words}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
