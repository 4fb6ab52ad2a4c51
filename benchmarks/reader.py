"""Time the site in a browser: a long narrative on a slow processor, the search, and what pages transfer.

usage: python -m benchmarks.reader [SITE] [--slow TIMES] [--search WORDS ...]

SITE is a folder that ``tipetl site`` wrote. Without SITE, the texts in tests/gold/dev are published in a temporary
folder, together with a narrative of 3,000 words joined from them. The narrative with the most marks is opened in
Debian's Chromium with the processor slowed. It counts as usable once a click on its last mark has shown the reading and
the browser has drawn it. Each search is typed letter by letter, and timed from the last letter to its results. Prints
milliseconds (the median of five), and the bytes of the first page and of the largest page of each kind.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from statistics import median
from threading import Thread

from playwright.sync_api import Browser, Page, sync_playwright
from selectolax.lexbor import LexborHTMLParser

from benchmarks.gate import PROJECT
from tipetl.cli.site import server_of
from tipetl.pipeline import run
from tipetl.site import build_site

CHROMIUM = "/usr/bin/chromium"
DEVELOPMENT = PROJECT / "tests" / "gold" / "dev"
LONG = 3_000
ROUNDS = 5
KINDS = ("", "countries", "narratives", "figures")
USABLE = """
document.addEventListener("DOMContentLoaded", () => {
  [...document.querySelectorAll("#text a.m")].at(-1).click();
  const wait = () => document.querySelector(".reading.shown")
    ? requestAnimationFrame(() => setTimeout(() => { document.body.dataset.took = performance.now(); }))
    : requestAnimationFrame(wait);
  wait();
});
"""
ANSWERED = """
() => {
  delete document.body.dataset.took;
  const start = performance.now();
  const answered = () => { document.body.dataset.took = performance.now() - start; };
  new MutationObserver(answered).observe(document.getElementById("results"), { childList: true });
}
"""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the folder and yield the server's address."""
    server = server_of(folder, 0)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def most_marked(folder: Path) -> tuple[Path, int, int]:
    """Return the narrative's page with the most marks, its number of marks, and its number of words."""
    pages = folder.glob("narratives/*.html")
    page = max(pages, key=lambda path: path.read_bytes().count(b"data-r="))
    text = LexborHTMLParser(page.read_bytes()).css_first("#text")
    assert text is not None
    return page.relative_to(folder), len(text.css("a.m")), len(text.text().split())


def long_one(folder: Path) -> Path:
    """Build a site, below ``folder``, of the development gold and a narrative of 3,000 words or more made from its
    texts.
    """
    texts = [path.read_text(encoding="utf-8") for path in sorted(DEVELOPMENT.glob("*.txt"))]
    words = accumulate(len(text.split()) for text in texts)
    enough = next(number for number, reached in enumerate(words, 1) if reached >= LONG)
    long = folder / "gha-2025.txt"
    long.write_text("\n\n".join(texts[:enough]), encoding="utf-8")
    run([DEVELOPMENT, long], warehouse=folder / "warehouse")
    build_site(folder / "warehouse", folder / "site")
    return folder / "site"


def until_usable(browser: Browser, address: str, slow: float) -> float:
    """Return the milliseconds from requesting a narrative to its first reading on the screen, with the processor
    slowed.
    """
    page = browser.new_context().new_page()
    page.add_init_script(USABLE)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slow})
    page.goto(address)
    took = _took(page)
    page.context.close()
    return took


def until_answered(page: Page, words: str) -> float:
    """Return the milliseconds from the last letter to the results."""
    field = page.locator("#q")
    field.fill("")
    field.press_sequentially(words[:-1], delay=80)
    page.wait_for_timeout(1_000)
    page.evaluate(ANSWERED)
    field.press_sequentially(words[-1])
    return _took(page)


def _took(page: Page) -> float:
    """Wait until the page has recorded its milliseconds and return them."""
    return float(page.locator("body[data-took]").get_attribute("data-took") or 0)


def main(argv: list[str]) -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path, nargs="?")
    parser.add_argument("--slow", type=float, default=4)
    parser.add_argument("--search", nargs="+", default=["convicted 41", "Ministry of Interior"])
    asked = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as temporary:
        timed(asked.site or long_one(Path(temporary)), asked)
    return 0


def timed(site: Path, asked: argparse.Namespace) -> None:
    """Print the times of the page with the most marks and of the searches, and the sizes of the pages."""
    name, marks, words = most_marked(site)
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        took = median(until_usable(browser, f"{address}{name}", asked.slow) for _ in range(ROUNDS))
        print(f"{name}: {words:,} words, {marks} marks, usable after {took:.0f} ms ({asked.slow:g} times slower)")
        page = browser.new_context().new_page()
        page.goto(f"{address}search.html#victims")
        page.locator("#results li").first.wait_for()
        for sought in asked.search:
            took = median(until_answered(page, sought) for _ in range(ROUNDS))
            print(f"search “{sought}”: {page.locator('#said').inner_text()} after {took:.0f} ms")
        page = browser.new_context().new_page()  # a page in a context that has not cached anything from the site yet
        page.goto(f"{address}index.html", wait_until="networkidle")
        sizes = "[...performance.getEntries()].reduce((sum, entry) => sum + (entry.transferSize || 0), 0)"
        print(f"first page: {page.evaluate(sizes) / 1e3:.0f} kB transferred")
        browser.close()
    for kind in KINDS:
        largest = max((site / kind).glob("*.html"), key=lambda path: path.stat().st_size)
        print(f"largest of {kind or 'the top'}: {largest.name} {largest.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
