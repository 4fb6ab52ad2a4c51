"""Test the news of what versions changed, with words and links, and the notes that three versions add to figures."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page, expect, sync_playwright
from selectolax.lexbor import LexborHTMLParser

from tests.site.conftest import CHROMIUM, NO_CHROMIUM
from tests.snapshot.made import publish_makers
from tests.tables.samples import Maker, ruritania
from tipetl.cli.site import server_of
from tipetl.site import build_site
from tipetl.site.figures import field_said
from tipetl.tables import TABLES, Rows

FIELDS = TABLES["metric"].column_names
PAGE = "narratives/RUR-2013.html"
VALUES = {1: 40.0, 2: 41.0, 3: 43.0}
"""The number of convictions that each of three versions reads."""


def _changed(version: int) -> Callable[[Rows], Rows]:
    """Change the rows as a version reads them: other convictions, and from the second version on no compensated
    victims.
    """

    def change(rows: Rows) -> Rows:
        kept, gone = [], set()
        for row in rows["metric"]:
            named = dict(zip(FIELDS, row, strict=True))
            if named["metric"] == "convictions" and named["value"] == VALUES[1]:
                named["value"] = VALUES[version]
            if version == 1 or named["metric"] != "victims_compensated":
                kept.append(tuple(named.values()))
            else:
                gone.add(named["fact_id"])
        numbers = [tuple(None if value in gone else value for value in row) for row in rows["quantity"]]
        cited = [row for row in rows["country_year"] if not gone & {value for value in row if isinstance(value, str)}]
        return {**rows, "metric": kept, "quantity": numbers, "country_year": cited}

    return change


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of the last of three versions; the third version adds a second narrative."""
    folder = tmp_path_factory.mktemp("versions")
    for version in VALUES:
        makers: list[Maker] = [ruritania(), *([ruritania("elsewhere", 2020)] if version == 3 else [])]
        publish_makers(folder / "warehouse", makers, change=_changed(version))
        build_site(folder / "warehouse", folder / "site", workers=1)
    return folder / "site"


@pytest.fixture
def browser_page(site: Path) -> Iterator[Page]:
    if not CHROMIUM.exists():
        if os.environ.get("TIPETL_BROWSER") == "required":
            pytest.fail(NO_CHROMIUM)
        pytest.skip(NO_CHROMIUM)
    server = server_of(site, 0)
    Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        yield browser.new_page(base_url=f"http://localhost:{server.server_address[1]}/")
        browser.close()
    server.shutdown()
    server.server_close()


def _page(site: Path, name: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / name).read_text(encoding="utf-8"))


def test_a_figure_says_which_versions_read_it_differently(site: Path) -> None:
    [reading] = [one for one in _page(site, PAGE).css("article.k-fact") if one.css_first("h3").text().startswith("43 ")]
    told = [row.css_first("dd").text() for row in reading.css("dl > div") if row.css_first("dt").text() == "Changed"]
    assert [re.sub(r": earlier.*", "", one) for one in told] == [
        "value was 40, is 41 since version 2026.11.25-2",
        "value was 41, is 43 since version 2026.11.25-3",
    ]


def test_the_address_of_a_figure_that_is_gone_says_what_it_was(site: Path, browser_page: Page) -> None:
    [gone] = _page(site, PAGE).css(".was")
    browser_page.goto(PAGE)
    expect(browser_page.locator(".was")).to_be_hidden()
    browser_page.goto(f"{PAGE}#{gone.attributes['id']}")
    shown = browser_page.locator(".was")
    expect(shown).to_be_visible()
    expect(shown).to_contain_text("Victims compensated, 2012: none")
    expect(shown).to_contain_text("up to version 2026.11.25-1, and is not since version 2026.11.25-2")
    expect(shown).to_contain_text("No victim received compensation.")
    expect(browser_page.locator("#gone")).to_be_hidden()
    browser_page.locator("#text a.m-fact").first.click()
    expect(shown).to_be_hidden()
    browser_page.goto(f"{PAGE}#{gone.attributes['id']}")
    shown.locator("a").click()
    expect(browser_page.locator("li:target")).to_contain_text(
        "2026.11.25-2: Figures to cite: 1 removed; facts: 1 removed, 1 changed"
    )


def test_what_is_new_is_in_words_and_leads_to_the_figures(site: Path) -> None:
    page = _page(site, "version.html")
    news = page.css_first(".news")
    assert "From 2026.11.25-2 to 2026.11.25-3" in news.text()
    assert not re.search(r"[a-z]_[a-z]|\bperson\b|\+ |~ ", news.text())
    [changed] = [item for item in news.css("li") if "Changed figure" in item.text()]
    assert "Convictions, 2012: 43 persons" in changed.text()
    assert "value: 41 → 43" in changed.text()
    links = [str(link.attributes["href"]) for link in news.css("a")]
    assert len(links) > 10
    for name, _, place in (href.partition("#") for href in links):
        assert (site / name).is_file()
        assert not place or _page(site, name).css(f'[id="{place}"]')
    new = [item.text() for item in news.css("li") if item.text().startswith("New figure:")]
    assert len(new) > 5
    assert [line.css_first("strong").text() for line in page.css(".versions li")] == [
        "2026.11.25-3", "2026.11.25-2", "2026.11.25-1",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("unit", "person", "persons"),
        ("unit", "USD", "USD"),
        ("year", 2012, "2012"),
        ("value", 1234.0, "1,234"),
        ("value", "1234.5", "1234.5"),
        ("official", True, "yes"),
        ("official", "false", "no"),
        ("exploitation", "sex", "sex trafficking"),
        ("qualifier", "exact", "exact"),
        ("qualifier", "at_least", "at least"),
        ("period", None, "empty"),
        ("themes", ["victim_services", "training"], "victim services, training"),
    ],
)
def test_the_values_of_fields_in_words(field: str, value: object, words: str) -> None:
    assert field_said(field, value) == words
