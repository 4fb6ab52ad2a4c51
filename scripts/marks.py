"""Hold every mark of every gold text against its offsets, in a browser: ``python -m scripts.marks [GOLD]``.

Publishes all texts below GOLD (tests/gold unless told otherwise) as one version in a temporary folder, each as a
narrative of a country and year of its own, builds the site and opens each page in Debian's Chromium. The words of each
mark must be those of the document at the mark's offset, and each fact, route, organization, law, place, and number
outside the words of a fact must be marked from its first to its last character. Prints how many were compared, and each
one that is off; exit status 1 if any is.

The words of gold that counts at first sight are compared like the others, and never printed.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

import duckdb
from playwright.sync_api import sync_playwright

from benchmarks.reader import CHROMIUM, served
from tipetl.countries import all_countries
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


def main(gold: Path) -> int:
    """Compare the marks of all texts below ``gold``."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        sources = list(_written((text.text for text in load_gold(gold)), folder))
        published = run(sources, warehouse=folder / "warehouse")
        if published.status != "published":
            failed = published.report.failed_critical if published.report else ()
            raise SystemExit(f"The texts were not published but {published.status}: {published.message} {failed}")
        build_site(folder / "warehouse", folder / "site")
        database = version_dir(folder / "warehouse", "latest") / DATABASE_NAME
        with duckdb.connect(str(database), read_only=True) as connection:
            return _compared(connection, folder / "site")


def _written(texts: Iterable[str], folder: Path) -> Iterator[Path]:
    places = product((country.iso3 for country in all_countries()), YEARS)
    for text, (iso3, year) in zip(texts, places, strict=False):
        path = folder / f"{iso3.lower()}-{year}.txt"
        path.write_text(text, encoding="utf-8")
        yield path


def _compared(connection: duckdb.DuckDBPyConnection, site: Path) -> int:
    texts = connection.execute("SELECT doc, narrative_id, text FROM document ORDER BY doc").fetchall()
    marks = spans = 0
    wrong: list[str] = []
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        for doc, narrative_id, text in texts:
            page.goto(f"{address}narratives/{narrative_id}.html")
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
    print(f"{len(texts):,} pages: {marks:,} marks at their offsets, {spans:,} things marked whole, {len(wrong):,} off")
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return int(bool(wrong))


def _marked(found: Iterable[tuple[int, str]], text: str, start: int, end: int) -> bool:
    """Whether marks cover these characters, white space aside, and one begins with the first of them."""
    inside = [(at, words) for at, words in found if start <= at < end]
    covered = "".join(words for _, words in sorted(inside))
    return bool(inside) and min(inside)[0] == start and _squeezed(covered) == _squeezed(text[start:end])


def _squeezed(text: str) -> str:
    return "".join(text.split())


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "tests/gold")))
