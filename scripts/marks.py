"""Compare every mark of every gold text with its offsets, in a browser: ``python -m scripts.marks [GOLD] [--every N]``.

Publishes all texts below GOLD (tests/gold by default) as one version in a temporary folder, builds the site and opens
each page in Debian's Chromium. Each narrative has its own country and year; short texts of a batch share a country and
year, so that sentences that do not mention trafficking are published too. The words of each mark must be those of the
document at the mark's offset, and each fact, route, organization, law, place, and number outside the words of a fact
must be marked from its first to its last character. Prints how many marks were compared, and each mismatch; exit code 1
if there is a mismatch or a narrative has no page.

The words of gold kept for first sight are compared like the others, but never printed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import groupby, islice, product
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import duckdb
from playwright.sync_api import sync_playwright

from benchmarks.reader import CHROMIUM, served
from tipetl.countries import all_countries
from tipetl.evaluate.gold import GoldText
from tipetl.evaluate.goldfiles import load_gold
from tipetl.pipeline import run
from tipetl.site import build_site
from tipetl.snapshot import version_dir
from tipetl.store import DATABASE_NAME

# The words of a mark, without the numbers that a page adds to them (findings).
MARKS = """[...document.querySelectorAll("#text [data-at]")].map((mark) => {
    const copy = mark.cloneNode(true);
    copy.querySelectorAll("[data-added]").forEach((added) => added.remove());
    return [Number(mark.dataset.at), copy.textContent];
})"""
SPANS = """
    SELECT 'the fact', char_start, char_end FROM metric WHERE doc = $doc
    UNION ALL SELECT 'the route', char_start, char_end FROM flow WHERE doc = $doc
    UNION ALL SELECT kind, char_start, char_end FROM mention WHERE doc = $doc
    UNION ALL SELECT 'the number', char_start, char_end FROM quantity WHERE doc = $doc AND NOT EXISTS (
        FROM metric WHERE doc = $doc AND metric.fact_id = quantity.fact_id
            AND metric.char_start <= quantity.char_start AND metric.char_end >= quantity.char_end)"""
YEARS = range(2001, 2026)
WORDS_A_NARRATIVE = 300


class Compared(NamedTuple):
    """The number of marks compared on some pages, and each mismatch."""

    marks: int
    spans: int
    wrong: list[str]


def main(gold: Path, every: int = 1) -> int:
    """Compare the marks of every ``every``-th narrative below ``gold``."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        expected = _catalog(islice(_narratives(load_gold(gold)), None, None, every), folder)
        published = run(None, catalog=folder, warehouse=folder / "warehouse")
        if published.status != "published":
            failed = published.report.failed_critical if published.report else ()
            raise SystemExit(f"The texts were not published but {published.status}: {published.message} {failed}")
        build_site(folder / "warehouse", folder / "site")
        database = version_dir(folder / "warehouse", "latest") / DATABASE_NAME
        return _report(database, folder / "site", expected)


def _narratives(texts: Iterable[GoldText]) -> Iterator[str]:
    for _, batch in groupby(texts, lambda text: text.batch.name):
        together: list[str] = []
        for text in batch:
            together.append(text.text)
            if sum(len(one.split()) for one in together) >= WORDS_A_NARRATIVE:
                yield "\n\n".join(together)
                together = []
        if together:
            yield "\n\n".join(together)


def _catalog(texts: Iterable[str], folder: Path) -> int:
    """Write the texts, and a catalog that assigns each its own country and year; return the number of texts."""
    places = product(all_countries(), YEARS)
    entries = []
    for number, (text, (country, year)) in enumerate(zip(texts, places, strict=False)):
        path = folder / f"{number}.txt"
        path.write_text(text, encoding="utf-8")
        named = {"file": path.name, "country": country.name, "iso3": country.iso3, "report_year": year}
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        entries.append(
            {**named, "publisher": "none", "url": "https://example.org/", "licence": "none", "sha256": digest}
        )
    (folder / "catalog.yaml").write_text(json.dumps({"documents": entries}), encoding="utf-8")
    return len(entries)


def _report(database: Path, site: Path, expected: int) -> int:
    with duckdb.connect(str(database), read_only=True) as connection:
        texts = connection.execute("SELECT doc, narrative_id, text FROM document ORDER BY doc").fetchall()
    browsers = os.cpu_count() or 1
    with served(site) as address, ProcessPoolExecutor(browsers, get_context("spawn")) as pool:
        parts = pool.map(partial(_compared, database, address), [texts[first::browsers] for first in range(browsers)])
        marks, spans, wrong = zip(*parts, strict=True)
    off = sorted(place for part in wrong for place in part)
    print(
        f"{len(texts):,} of {expected:,} narratives have a page: {sum(marks):,} marks at their offsets, "
        f"{sum(spans):,} things marked whole, {len(off):,} off"
    )
    print(*off, sep="\n", end="\n" if off else "")
    return int(bool(off) or len(texts) < expected or not all(marks))


def _compared(database: Path, address: str, texts: Iterable[tuple[str, str, str]]) -> Compared:
    marks = spans = 0
    wrong: list[str] = []
    with duckdb.connect(str(database), read_only=True) as connection, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        for doc, narrative_id, text in texts:
            page.goto(f"{address}narratives/{narrative_id}.html", wait_until="domcontentloaded")
            found = page.evaluate(MARKS)
            marks += len(found)
            wrong += [f"{narrative_id}: the mark at {at}" for at, words in found if text[at : at + len(words)] != words]
            told = connection.execute(SPANS, {"doc": doc}).fetchall()
            spans += len(told)
            wrong += [
                f"{narrative_id}: {kind} at {start}"
                for kind, start, end in told
                if not _marked(found, text, start, end)
            ]
        browser.close()
    return Compared(marks, spans, wrong)


def _marked(found: Iterable[tuple[int, str]], text: str, start: int, end: int) -> bool:
    """Tell whether a mark begins at the first of these characters and marks cover all of them but white space."""
    inside = [(at, words) for at, words in found if start <= at < end]
    covered = "".join(words for _, words in sorted(inside))
    return bool(inside) and min(inside)[0] == start and _squeezed(covered) == _squeezed(text[start:end])


def _squeezed(text: str) -> str:
    return "".join(text.split())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=Path("tests/gold"), metavar="GOLD")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="compare every Nth narrative only")
    arguments = parser.parse_args()
    sys.exit(main(arguments.gold, arguments.every))
