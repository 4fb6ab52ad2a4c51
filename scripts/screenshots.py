"""Take screenshots of every kind of page of a site, at three widths, light and dark: ``python -m scripts.screenshots
SITE``.

SITE is a folder that ``tipetl site`` wrote, such as that of ``make demo``. For each kind of page, an image is written
to docs/images/pages: the page at widths of 360, 900 and 1,600 pixels, light above dark, scaled down. Fails if a page is
wider than its window, writes anything to the console, or requests anything outside the site.
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path
from threading import Thread

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tipetl.cli.site import server_of

OUT = Path("docs/images/pages")
WIDTHS = (360, 900, 1600)
HEIGHT = 1100
SCALE = 0.35
GAP = 12
NARRATIVE = "narratives/{iso3}-{year}.html"
KINDS = {
    "world": "index.html",
    "country": "countries/{iso3}.html",
    "narrative": NARRATIVE,
    "compare": "compare.html#{iso3},{other}",
    "figures": "figures.html",
    "metric": "figures/convictions.html",
    "search": "search.html#convicted 41",
    "findings": "findings.html",
    "version": "version.html",
    "dictionary": "dictionary.html",
    "reading": "reading.html",
}


def photograph(browser: Browser, address: str, kind: str, page_name: str) -> Image.Image:
    """Combine the six screenshots of a page in one image. Raises ``SystemExit`` if the page fails at any width."""
    sheet = Image.new(
        "RGB",
        (int(SCALE * sum(WIDTHS)) + GAP * (len(WIDTHS) + 1), 2 * int(SCALE * HEIGHT) + 3 * GAP),
        "#888888",
    )
    for row, scheme in enumerate(("light", "dark")):
        left = GAP
        for width in WIDTHS:
            shot = Image.open(io.BytesIO(_shot(browser, address, kind, page_name, width, scheme)))
            small = shot.resize((int(SCALE * width), int(SCALE * HEIGHT)), Image.Resampling.LANCZOS)
            sheet.paste(small, (left, GAP + row * (small.height + GAP)))
            left += small.width + GAP
    return sheet


def _shot(browser: Browser, address: str, kind: str, page_name: str, width: int, scheme: str) -> bytes:
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": HEIGHT}
    )
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type in ("error", "warning") else None)
    page.on("request", lambda asked: None if asked.url.startswith(address) else problems.append(asked.url))
    page.goto(f"{address}{page_name}", wait_until="networkidle")
    if kind == "narrative":
        page.locator("#text a.m-fact").nth(6).click()
    elif kind == "search":
        page.locator("#results li").first.wait_for()
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        problems.append(f"{wide} pixels wide")
    picture = page.screenshot()
    context.close()
    if problems:
        raise SystemExit(f"{page_name} at {width}, {scheme}: {'; '.join(problems)}")
    return picture


def main(argv: list[str]) -> int:
    """Write the images."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--country", default="GHA")
    parser.add_argument("--year", default="2023")
    parser.add_argument("--other", default="NPL")
    asked = parser.parse_args(argv)
    OUT.mkdir(parents=True, exist_ok=True)
    server = server_of(asked.site, 0)
    Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for kind, name in KINDS.items():
            place = name.format(iso3=asked.country, year=asked.year, other=asked.other)
            photograph(browser, f"http://localhost:{server.server_address[1]}/", kind, place).save(
                OUT / f"{kind}.webp", quality=60, method=6
            )
        browser.close()
    server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
