"""Test the site in a real browser: Debian's Chromium, driven by Playwright, without a network."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from benchmarks.reader import ANSWERED, until_answered
from tests.site.conftest import CHROMIUM, NO_CHROMIUM, Made
from tipetl.site.names import worded

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
JORDAN = "narratives/JOR-2012.html"
KINDS = (
    "index.html",
    "countries/JOR.html",
    JORDAN,
    "narratives/JOR-2014.html",  # a fact whose reading shows an image of its page
    "pages/JOR-2014-1.html",
    "compare.html#JOR,NPL",
    "figures.html",
    "figures/convictions.html",
    "figures/sentence_terms.html",
    "search.html#shelter",
    "findings.html",
    "version.html",
    "dictionary.html",
    "reading.html",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        if os.environ.get("TIPETL_BROWSER") == "required":
            pytest.fail(NO_CHROMIUM)
        pytest.skip(NO_CHROMIUM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Open a page that fails the test on an error in the console, or on a request to anything outside the site."""
    context = browser.new_context(base_url=f"{address}/", viewport={"width": 1400, "height": 900})
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(address) else problems.append(request.url))
    page.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)  # a busy machine is slow, not wrong
    yield page
    context.close()
    assert not problems


def _fact(made: Made, metric: str, value: float, doc: str = "jordan-2012") -> str:
    [(fact_id,)] = made.rows(
        "SELECT fact_id FROM metric WHERE doc = ? AND metric = ? AND value = ?", doc, metric, value
    )
    return str(fact_id)


def _worded(made: Made, message: str) -> str:
    return worded(message, {str(code): str(label) for code, label in made.rows("SELECT metric, label FROM dim_metric")})


def test_a_click_shows_what_a_figure_was_read_as_and_its_address(page: Page, made: Made) -> None:
    page.goto(JORDAN)
    fact_id = _fact(made, "convictions", 41)
    page.locator(f"#text [data-r~='{fact_id}']").click()
    reading = page.locator(f"article[id='{fact_id}']")
    expect(reading).to_be_visible()
    expect(reading.locator("h3")).to_have_text("41 · convictions")
    expect(reading).to_contain_text("2011, persons")
    expect(reading).to_contain_text("It is the country's figure for that year.")
    expect(reading).to_contain_text("The report of 2013 differs from it, without comment: 38")
    assert page.url.endswith(f"#{fact_id}")
    expect(page.locator(".reading:visible")).to_have_count(1)
    page.go_back()
    expect(page.locator(".reading:visible")).to_have_count(0)


def test_the_words_to_cite_have_the_address_of_the_figure(page: Page, made: Made, address: str) -> None:
    fact_id = _fact(made, "convictions", 41)
    page.goto(f"{JORDAN}?from=elsewhere#{fact_id}")
    cite = page.locator(f"article[id='{fact_id}'] .cite")
    page.locator(f"article[id='{fact_id}'] summary").click()
    expect(cite).to_contain_text(re.compile(rf"Figure {fact_id}\. .*{re.escape(f'{address}/{JORDAN}#{fact_id}')}$"))
    page.goto("countries/JOR.html")
    expect(page.locator(".cite .address")).to_have_text(f"{address}/countries/JOR.html")


def test_lines_lead_to_the_figures_that_a_figure_leans_on(page: Page, made: Made) -> None:
    page.goto(f"{JORDAN}#{_fact(made, 'convictions', 41)}")
    expect(page.locator(".lines path")).to_have_count(2)
    assert set(page.locator("#text .partner").all_text_contents()) == {"30", "11"}
    page.locator(".reading.shown dd a", has_text="30").click()
    expect(page.locator(".reading.shown h3")).to_have_text("30 · convictions")


def test_every_mark_is_exactly_its_offsets(page: Page, made: Made) -> None:
    marks = """[...document.querySelectorAll("#text [data-at]")].map((mark) => {
        const copy = mark.cloneNode(true);
        copy.querySelectorAll("[data-added]").forEach((added) => added.remove());
        return [Number(mark.dataset.at), copy.textContent];
    })"""
    for narrative_id, text in made.rows("SELECT narrative_id, text FROM document"):
        page.goto(f"narratives/{narrative_id}.html")
        found = page.evaluate(marks)
        assert found, narrative_id
        assert [words for _, words in found] == [str(text)[at : at + len(words)] for at, words in found], narrative_id
        # Line ends within a paragraph, which the offsets count, are spaces on the screen.
        assert not [one for one in page.locator("#text p").all_inner_texts() if "\n" in one], narrative_id


def test_every_mark_is_reached_by_keyboard_and_left_again(page: Page, made: Made) -> None:
    page.goto(JORDAN)
    marks = page.locator("#text a.m")
    count = marks.count()
    marks.first.focus()
    seen = []
    for _ in range(count):
        seen.append(page.evaluate("document.activeElement.dataset.at"))
        page.keyboard.press("Enter")
        opened = page.locator(".reading.shown")
        expect(opened).to_be_focused()
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.dataset.at") == seen[-1]
        expect(opened).to_have_count(0)
        page.keyboard.press("ArrowRight")
    assert seen == marks.evaluate_all("marks => marks.map((mark) => mark.dataset.at)")
    facts = {str(row[0]) for row in made.rows("SELECT fact_id FROM metric WHERE doc = 'jordan-2012'")}
    shown = set(" ".join(marks.evaluate_all("marks => marks.map((mark) => mark.dataset.r)")).split())
    assert facts <= shown


def test_only_one_mark_is_a_stop_of_the_tab_key(page: Page) -> None:
    page.goto(JORDAN)
    expect(page.locator("#text a.m[tabindex='0']")).to_have_count(1)


def test_filters_hide_marks_from_the_eye_the_mouse_and_the_keyboard(page: Page, made: Made) -> None:
    page.goto(JORDAN)
    mark = page.locator(f"#text [data-r~='{_fact(made, 'convictions', 41)}']")
    plain = "rgba(0, 0, 0, 0)"
    assert mark.evaluate("mark => getComputedStyle(mark).backgroundColor") != plain
    chip = page.get_by_role("button", name="Figures")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "false")
    page.mouse.move(0, 0)
    expect(mark).to_have_css("background-color", plain)
    mark.click(force=True)
    expect(page.locator(".reading:visible")).to_have_count(0)
    chip.click()
    mark.click()
    expect(page.locator(".reading:visible")).to_have_count(1)


def test_an_address_opens_its_figure_and_one_that_is_gone_says_so(page: Page, made: Made) -> None:
    fact_id = _fact(made, "victims_identified", 56)
    page.goto(f"{JORDAN}#{fact_id}")
    expect(page.locator(f"article[id='{fact_id}']")).to_be_visible()
    expect(page.locator("#text .here")).to_be_in_viewport()
    page.goto(f"{JORDAN}#0123456789abcdef")
    expect(page.locator("#gone")).to_contain_text("no figure or mark “0123456789abcdef”")
    expect(page.locator(".reading:visible")).to_have_count(0)


def test_the_next_mark_has_the_address_of_its_own_reading(page: Page, made: Made) -> None:
    page.goto(f"{JORDAN}#{_fact(made, 'convictions', 41)}")
    page.get_by_role("button", name="Next →").click()
    shown = page.locator(".reading.shown")
    expect(shown.locator("h3")).not_to_have_text("41 · convictions")
    assert page.url.endswith(f"#{shown.get_attribute('id')}")


def test_a_mark_says_of_which_kind_it_is(page: Page, made: Made) -> None:
    page.goto(JORDAN)
    expect(page.locator(f"#text [data-r~='{_fact(made, 'convictions', 41)}']")).to_have_attribute(
        "aria-description", "Figure"
    )


@pytest.mark.parametrize("name", [JORDAN, "search.html", "compare.html"])
def test_an_address_that_is_no_escape_breaks_nothing(page: Page, name: str) -> None:
    page.goto(f"{name}#100%")
    expect(page.locator("h1")).to_be_visible()


def test_a_finding_stands_at_its_sentence(page: Page, made: Made) -> None:
    rows = made.rows("SELECT finding_id, message FROM finding WHERE doc = 'jordan-2013' AND char_start IS NOT NULL")
    assert rows, "12 women and 30 men are more than 33 victims"
    page.goto("narratives/JOR-2013.html")
    assert any("victims_identified" in str(message) for _, message in rows)
    for finding_id, message in rows:
        page.locator(f"#text .note[data-r='{finding_id}']").click()
        expect(page.locator(".reading.shown h3")).to_have_text(_worded(made, str(message)))


def test_markup_and_scripts_in_a_narrative_do_nothing(page: Page) -> None:
    page.goto("narratives/NPL-2014.html")
    expect(page).to_have_title("Nepal 2014 · tipetl")
    expect(page.locator("#text")).to_contain_text('<img src=x onerror="alert(1)">')
    page.goto("search.html#traffickers")
    expect(page.locator(".results li").first).to_be_visible()
    expect(page.locator(".results script, .results b, .results img")).to_have_count(0)


def test_search_answers_as_one_types(page: Page) -> None:
    page.goto("search.html")
    page.locator("#q").fill("convicted 41")
    expect(page.locator(".results li").first.locator("mark", has_text=re.compile("^41$"))).to_have_count(1)
    page.locator("#q").fill("Public Security Directorate")
    first = page.locator(".results li").first
    expect(first).to_contain_text("Jordan 2012")
    first.locator("a").click()
    expect(page).to_have_url(re.compile("/narratives/JOR-2012.html"))


def _together(text: str, letters: int | None = None) -> str:
    """Return words without punctuation, in lower case and with single spaces; only the first ``letters`` of each, if
    given.
    """
    words = (word[:letters] for word in re.findall(r"[^\W_]+", text.lower()))
    return f" {' '.join(words)} "


def test_an_organization_is_found_by_its_whole_name(page: Page, made: Made) -> None:
    texts = {str(page): str(text) for page, text in made.rows("SELECT narrative_id, text FROM document")}
    names = [str(name) for (name,) in made.rows("SELECT DISTINCT text FROM mention WHERE kind = 'organization'")]
    assert "Ministry of Interior" in names
    page.goto("search.html#victims")
    results = page.locator(".results li")
    tried = 0
    for name in filter(re.compile(r"\s").search, names):
        # The index does not distinguish "inspectorate" from "inspection": pages with the beginnings of the words may be
        # found.
        like = {page for page, text in texts.items() if _together(name, 6) in _together(text, 6)}
        same = {page for page, text in texts.items() if _together(name) in _together(text)}
        for typed in (f'"{name}"', name):
            page.locator("#q").fill("")
            expect(results).to_have_count(0)
            page.locator("#q").fill(typed)
            expect(results.first).to_be_visible()
            # With quotes these pages are the only results; without quotes they come first. Each excerpt shows the name.
            found = [
                (re.sub(r".*/|\.html.*", "", href), excerpt)
                for href, excerpt in results.evaluate_all(
                    "all => all.map((one) => [one.querySelector('a').href, one.querySelector('p').innerText])"
                )
            ]
            found = found if typed != name else found[: len(same)]
            assert {page for page, _ in found} <= like, typed
            assert all(_together(name, 6) in _together(excerpt, 6) for _, excerpt in found), typed
            assert len(found) == len({page for page, _ in found}) >= len(same) > 0, typed
            tried += 1
    assert tried > 50


def test_a_search_is_narrowed_to_a_country_and_a_year_whose_names_are_no_words_of_the_text(page: Page) -> None:
    page.goto("search.html#convicted")
    results = page.locator(".results li")
    page.locator("#country").select_option("Jordan")
    expect(results).to_have_count(3)
    assert {title[:6] for title in results.locator("a").all_text_contents()} == {"Jordan"}
    page.locator("#year").select_option("2014")
    # a list waits for that number of results, whereas a single text fails at once while there are more
    expect(results.locator("a")).to_have_text(["Jordan 2014"])
    assert "Jordan2014" not in results.inner_text()


def test_other_words_beside_those_in_quotes_narrow_a_search(page: Page) -> None:
    page.goto("search.html")
    page.locator("#q").fill('"Security Directorate" 31')
    expect(page.locator("#said")).to_have_text("1 narrative")
    expect(page.locator(".results li").first).to_contain_text("Jordan 2012")
    page.locator("#q").fill('"Directorate Security" 31')
    expect(page.locator("#said")).to_have_text("0 narratives")


def _until_answered_again(page: Page, letter: str) -> float:
    """Remove the last letter, wait for the results, and return the milliseconds from typing it again to the results."""
    took = ""
    for key in ("Backspace", letter):
        page.evaluate(ANSWERED)
        page.locator("#q").press(key)
        took = page.locator("body[data-took]").get_attribute("data-took") or ""
    return float(took)


@pytest.mark.parametrize("typed", ["Ministry of Interior", '"Ministry of Interior"', "convicted 41"])
def test_a_search_is_answered_in_a_fifth_of_a_second(page: Page, typed: str) -> None:
    page.goto("search.html#victims")
    page.locator(".results li").first.wait_for()
    times = [until_answered(page, typed), *(_until_answered_again(page, typed[-1]) for _ in range(4))]
    assert median(times) < 200


def test_search_answers_what_was_typed_last_and_waits_for_a_word(page: Page) -> None:
    page.goto("search.html")
    first, said, field = page.locator(".results li").first, page.locator("#said"), page.locator("#q")
    field.fill("the Public Security Directorate")
    expect(first).to_contain_text("Jordan 2012")
    told = said.inner_text()
    field.fill("trafficking")
    expect(said).not_to_have_text(told)
    field.fill("")
    field.press_sequentially("th")
    expect(said).to_contain_text("three letters")
    field.press_sequentially("e Public Security Directorate")
    expect(said).to_have_text(told)
    expect(first).to_contain_text("Jordan 2012")
    field.fill("41")
    expect(page.locator(".results mark").first).to_have_text("41")


def test_the_map_has_the_tiers_of_the_database_in_each_year(page: Page, made: Made) -> None:
    page.goto("index.html")
    for year in (2012, 2013, 2024):
        page.locator("#year").evaluate(
            "(input, year) => { input.value = year; input.dispatchEvent(new Event('input')); }", year
        )
        colored = page.locator("#tiermap a[class^='t-']").evaluate_all(
            "lands => lands.map((land) => [land.dataset.iso, land.getAttribute('class').slice(2)])"
        )
        tiers = made.rows("SELECT iso3, tier FROM tier_history WHERE report_year = ?", year)
        assert sorted(map(tuple, colored)) == sorted(tiers)


def test_comparing_shows_the_figures_to_cite(page: Page, made: Made) -> None:
    page.goto("compare.html#JOR,NPL")
    expect(page.locator("#charts section")).to_have_count(2)
    cells = page.locator("#numbers tbody tr").evaluate_all(
        "rows => rows.map((row) => [...row.cells].map((c) => c.textContent))"
    )
    rows = made.rows(
        "SELECT iso3, year, value, unit FROM country_year WHERE metric = 'convictions' AND iso3 IN ('JOR', 'NPL')"
    )
    found = {
        (iso3, int(year)): value
        for year, *both in cells
        for iso3, value in zip(("JOR", "NPL"), both, strict=True)
        if value
    }
    assert found == {(iso3, year): f"{value:g} {unit}s" for iso3, year, value, unit in rows}
    link = page.locator("#numbers td a").first
    assert (made.folder / str(link.get_attribute("href")).partition("#")[0]).is_file()
    page.locator("#country").select_option("GHA")
    expect(page.locator("#charts section")).to_have_count(3)
    page.get_by_role("button", name="Remove Nepal").click()
    expect(page.locator("#charts section")).to_have_count(2)
    expect(page.locator("#country")).to_be_focused()
    assert page.url.endswith("#JOR,GHA")


# Collect the screen positions of axis lines, years, marks and corners of lines, in each panel.
PLACES = """panels => panels.map((panel) => {
    const at = (mark) => {
        const box = mark.getBoundingClientRect();
        return [box.left + box.width / 2, box.top + box.height / 2];
    };
    const all = (place) => [...panel.querySelectorAll(place)];
    const corners = (line) => line.getAttribute("d").split(/[ML]/).slice(1).map((pair) => {
        const place = new DOMPoint(...pair.split(",")).matrixTransform(line.getScreenCTM());
        return [place.x, place.y];
    });
    const size = (mark) => Math.round(mark.getBoundingClientRect().width * 10) / 10;
    const high = (mark) => Math.round(mark.getBoundingClientRect().height * 10) / 10;
    return {
        words: all(".axes text").map((text) => text.textContent),
        years: all(".years text").map((text) => [Number(text.textContent), at(text)[0]]),
        levels: all(".axes line").map((line) => at(line)[1]),
        marks: all(".cited circle, .none circle").map(at),
        others: all(".other circle").map(at),
        silent: all(".silent text").map(at),
        corners: all(".series path").flatMap(corners),
        sizes: [...new Set(all(".cited circle").flatMap((mark) => [size(mark), high(mark)]))],
        breaks: all(".break line").map(high),
    };
})"""


@pytest.mark.parametrize(
    ("metric", "countries", "top"),
    [
        ("convictions", ("JOR", "NPL", "GHA"), 250),
        ("inspections", ("GHA", "LKA", "MRT", "LVA"), 60_000),
        ("victims_identified", ("MRT", "GHA", "LVA", "JOR"), 600),
    ],
)
def test_panels_of_very_different_size_have_their_figures_on_one_scale(
    page: Page, made: Made, metric: str, countries: tuple[str, ...], top: float
) -> None:
    page.goto(f"compare.html#{','.join(countries)},{metric}")
    expect(page.locator("#charts section")).to_have_count(len(countries))
    panels = page.locator("#charts section").evaluate_all(PLACES)
    assert len({tuple(panel["words"]) for panel in panels}) == 1
    broken = 0
    for iso3, panel in zip(countries, panels, strict=True):
        (year, left), (later, right) = panel["years"][0], panel["years"][-1]
        zero, highest = panel["levels"][0], panel["levels"][-1]

        def read(place: list[float], scale: tuple[float, ...] = (year, left, later, right, zero, highest)) -> list[int]:
            """Return the year at a place, and its height in tenths of a percent of the axis."""
            year, left, later, right, zero, highest = scale
            across, up = (place[0] - left) / (right - left), (zero - place[1]) / (zero - highest)
            return [round(year + across * (later - year)), round(up * 1_000)]

        rows = made.rows(
            "SELECT year, value, status FROM country_year WHERE iso3 = ? AND metric = ? ORDER BY year", iso3, metric
        )
        figures = [[year, round(1_000 * float(str(value or 0)) / top)] for year, value, _ in rows]
        told = [figure for figure, (*_, status) in zip(figures, rows, strict=True) if status != "not_reported"]
        assert _near(sorted(map(read, panel["marks"])), told), iso3
        assert [read(place)[0] for place in panel["silent"]] == [figure[0] for figure in figures if figure not in told]
        corners = sorted(map(read, panel["corners"]))
        assert _near(corners, [figure for figure in told if figure[0] in {year for year, _ in corners}]), iso3
        # Points stay round and the same size everywhere, and the mark of a break is as high as the axis.
        assert len(panel["sizes"]) == bool(panel["sizes"])
        assert all(abs(height - (zero - highest)) < 1 for height in panel["breaks"])
        broken += len(panel["breaks"])
    assert broken
    assert len({tuple(panel["sizes"]) for panel in panels if panel["sizes"]}) == 1


def _near(found: list[list[int]], told: list[list[object]]) -> bool:
    """Tell whether places match the figures, give or take half a percent of the axis."""
    same = len(found) == len(told) and all(a[0] == b[0] for a, b in zip(found, told, strict=True))
    return same and all(abs(a[1] - int(str(b[1]))) <= 5 for a, b in zip(found, told, strict=True))


def test_a_panel_is_the_chart_of_its_country_with_its_table(page: Page) -> None:
    chart = """chart => [
        [...chart.querySelectorAll("a")].map((link) => [link.getAttribute("aria-label"), link.href]),
        [...chart.querySelectorAll(".break title")].map((title) => title.textContent),
    ]"""
    page.goto("countries/JOR.html")
    own = page.locator("#convictions svg.chart").evaluate(chart)
    table = page.locator("#convictions details").text_content()
    page.goto("compare.html#NPL,JOR")
    panel = page.locator("#charts section").last
    assert panel.locator("svg.chart").evaluate(chart) == own
    assert panel.locator("details").text_content() == table
    panel.locator("summary").click()
    expect(panel.get_by_role("row")).to_have_count(4)
    panel.locator("h2 a").click()
    expect(page.locator("#convictions:target")).to_be_visible()


def test_a_country_without_the_metric_says_so_and_asks_for_nothing(page: Page, made: Made) -> None:
    assert not made.rows("SELECT * FROM country_year WHERE iso3 = 'NPL' AND metric = 'inspections'")
    page.goto("compare.html#NPL,inspections")
    expect(page.locator("#charts section")).to_have_text("Nepal No figure to cite.".replace(" ", "", 1))
    page.locator("#metric").select_option("convictions")
    expect(page.locator("#charts svg.chart")).to_have_count(1)
    expect(page.locator("#metric")).to_have_value("convictions")
    assert page.url.endswith("#NPL")


def test_a_comparison_shows_what_was_asked_for_last(page: Page) -> None:
    held: dict[str, Route] = {}

    def hold(route: Route) -> None:
        held[route.request.url[-18:-15]] = route

    page.route("**/panels/*-convictions.js", hold)
    page.goto("compare.html#JOR", wait_until="commit")
    expect(page.locator("#chosen button")).to_have_count(1)
    page.locator("#country").select_option("NPL")
    for iso3, shown in (("JOR", 0), ("NPL", 2)):
        with page.expect_event("requestfinished"):
            held[iso3].continue_()
        page.evaluate("new Promise((done) => setTimeout(done, 100))")
        expect(page.locator("#charts h2")).to_have_count(shown)
    page.unroute("**/panels/*-convictions.js")
    page.locator("#country").select_option("GHA")
    expect(page.locator("#said")).to_have_text("Convictions: Jordan, Nepal, Ghana")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_charts_and_maps_have_the_colors_of_the_page(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(
        base_url=f"{address}/", color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
    )
    page = context.new_page()
    color = """([place, property, variable]) => {
        const probe = document.body.appendChild(document.createElement("i"));
        probe.style.color = `var(${variable})`;
        return [getComputedStyle(document.querySelector(place))[property], getComputedStyle(probe).color];
    }"""
    wanted = [
        (".cited > *", "fill", "--accent"), (".series > *", "stroke", "--accent"), (".chart text", "fill", "--soft"),
        (".map .land > path", "fill", "--land"), (".map .subject > path", "fill", "--fact-strong"),
    ]  # fmt: skip
    page.goto("countries/JOR.html")
    shown = [page.evaluate(color, [*one]) for one in wanted]
    page.goto("index.html")
    page.locator("#tiermap a.t-2 path").first.wait_for()
    shown += [
        page.evaluate(color, ["#tiermap a.t-2 > path", "fill", "--t2"]),
        page.evaluate(color, ["use", "fill", "--land"]),
    ]
    assert [found for found, _ in shown] == [color for _, color in shown]
    context.close()


def test_a_point_says_what_it_is_and_arrows_lead_to_the_others(page: Page) -> None:
    page.goto("countries/JOR.html")
    points = page.locator("#convictions .chart a")
    labels = points.evaluate_all("points => points.map((point) => point.getAttribute('aria-label'))")
    assert len(labels) > 3 and labels == sorted(labels, key=lambda label: int(label[:4]))
    expect(page.locator("#convictions .chart a[tabindex='0']")).to_have_count(1)
    tip = page.locator(".tip")
    expect(tip).to_be_hidden()
    points.last.hover()
    expect(tip).to_have_text(labels[-1])
    points.first.focus()
    expect(tip).to_have_text(labels[0])
    page.keyboard.press("ArrowLeft")
    expect(points.first).to_be_focused()
    for at in range(1, len(labels)):
        page.keyboard.press("ArrowRight")
        expect(points.nth(at)).to_be_focused()
        expect(tip).to_have_text(labels[at])
    expect(page.locator("#convictions .chart a[tabindex='0']")).to_have_attribute("aria-label", labels[-1])
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.keyboard.press("Home")
    expect(points.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".reading.shown")).to_have_count(1)


def test_points_of_a_comparison_are_reached_with_arrows(page: Page) -> None:
    page.goto("compare.html#JOR,GHA")
    points = page.locator("#charts section").first.locator("svg a")
    expect(points).to_have_count(4)
    expect(page.locator("#charts a[tabindex='0']")).to_have_count(2)
    tip = page.locator(".tip")
    points.last.hover()
    expect(tip).to_have_text(points.last.get_attribute("aria-label") or "none")
    points.first.focus()
    expect(tip).to_have_text(points.first.get_attribute("aria-label") or "none")
    page.keyboard.press("End")
    expect(points.last).to_be_focused()
    expect(tip).to_have_text(points.last.get_attribute("aria-label") or "none")
    page.keyboard.press("Enter")
    expect(page.locator(".reading.shown")).to_have_count(1)


def test_charts_and_maps_work_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=f"{address}/", java_script_enabled=False)
    page = context.new_page()
    page.goto("countries/JOR.html")
    points = page.locator("#convictions .chart a")
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.locator("#convictions .chart a:focus").count():
            break
    expect(points.first).to_be_focused()
    page.keyboard.press("Tab")
    expect(points.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/narratives/JOR-\d{4}\.html#[0-9a-f]{16}$"))
    page.goto("index.html")
    page.locator("#tiermap a[aria-label='Ghana']").click()
    expect(page).to_have_url(re.compile(r"/countries/GHA\.html$"))
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_and_its_words_are_dark(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(base_url=f"{address}/", color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto("countries/JOR.html")
    page.emulate_media(media="print")
    darkest = """place => getComputedStyle(document.querySelector(place)).color.match(/\\d+/g).map(Number)"""
    for place, most in ((".notice", 0), ("body", 0), (".small", 100), ("main a", 150)):
        assert max(page.evaluate(darkest, place)) <= most, place
    # Browsers print no background, so text on a background must be legible without it.
    assert page.evaluate("getComputedStyle(document.querySelector('.notice')).backgroundColor") == "rgba(0, 0, 0, 0)"
    context.close()


def test_charts_begin_on_the_first_page_of_paper(page: Page, tmp_path: Path) -> None:
    page.goto("countries/JOR.html")
    page.pdf(path=tmp_path / "jordan.pdf", format="A4")
    with pypdfium2.PdfDocument(tmp_path / "jordan.pdf") as paper:
        first = paper[0].get_textpage().get_text_bounded()
    assert "Tiers" in first and "Investigations" in first


def test_a_table_filters_as_one_types(page: Page) -> None:
    page.goto("figures/convictions.html")
    page.locator("#filter").fill("jor")
    assert page.locator("#rows tr:visible th").all_text_contents() == ["Jordan"]


def test_findings_of_all_pages_are_filtered_together(page: Page, made: Made) -> None:
    told = [_worded(made, str(row[0])) for row in made.rows("SELECT message FROM finding")]
    page.goto("findings.html")
    last = page.locator("#pages a").last.text_content()
    assert int(last or 0) > 1 and page.locator(".finding-row").count() < len(told)
    page.locator("#filter").fill("Jordan")
    expect(page.locator("#said")).to_contain_text(f"of {len(told)} shown")
    of_jordan = made.rows("SELECT finding_id FROM finding JOIN document USING (doc) WHERE iso3 = 'JOR'")
    shown = page.locator(".finding-row:not([hidden]) a").evaluate_all(
        "links => links.map((link) => link.hash.slice(1))"
    )
    assert of_jordan and {str(row[0]) for row in of_jordan} <= set(shown)
    expect(page.locator("#pages")).to_be_hidden()
    assert sorted(page.locator(".finding-row a").all_text_contents()) == sorted(told)
    page.locator("#filter").fill("")
    page.get_by_label("warning").uncheck()
    assert page.locator(".finding-row.warning:not([hidden])").count() == 0


@pytest.mark.parametrize("name", KINDS)
def test_axe_finds_nothing(browser: Browser, address: str, made: Made, name: str) -> None:
    context = browser.new_context(
        base_url=f"{address}/",
        color_scheme="light",
        reduced_motion="reduce",
        bypass_csp=True,
        viewport={"width": 1400, "height": 900},
    )
    page = context.new_page()
    page.goto(f"{name}#{_fact(made, 'convictions', 41)}" if name == JORDAN else name)
    page.wait_for_load_state("networkidle")
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    # In the dark, the style sheet changes only colors.
    page.emulate_media(color_scheme="dark")
    found = Axe().run(page, options={"runOnly": ["color-contrast", "link-in-text-block"]})
    assert found.violations_count == 0, found.generate_report()
    # On a narrow screen, more boxes are wider than the space for them.
    page.set_viewport_size({"width": 360, "height": 740})
    found = Axe().run(page, options={"runOnly": ["scrollable-region-focusable", "landmark-unique"]})
    context.close()
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", KINDS)
def test_pages_fit_a_narrow_screen(browser: Browser, address: str, name: str) -> None:
    context = browser.new_context(base_url=f"{address}/", viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(name)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_the_whole_page_of_a_pdf_has_the_box_of_the_figure(page: Page, made: Made) -> None:
    fact_id = _fact(made, "convictions", 16, "jordan-2014")
    page.goto(f"narratives/JOR-2014.html#{fact_id}")
    page.locator(".reading.shown .pageimage").click()
    box = page.locator(f"rect[id='{fact_id}']")
    expect(box).to_be_in_viewport()
    plain = page.locator(f"rect:not([id='{fact_id}'])").first.evaluate("box => getComputedStyle(box).fill")
    assert box.evaluate("box => getComputedStyle(box).fill") != plain
    box.click()
    expect(page.locator(".reading.shown")).to_have_attribute("id", fact_id)


def test_pages_work_from_disk_and_search_says_what_it_needs(browser: Browser, made: Made) -> None:
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    fact_id = _fact(made, "convictions", 41)
    page.goto((made.folder / JORDAN).as_uri())
    page.locator(f"#text [data-r~='{fact_id}']").click()
    expect(page.locator(f"article[id='{fact_id}']")).to_be_visible()
    expect(page.locator(f"article[id='{fact_id}'] .address")).to_have_text(f"{JORDAN}#{fact_id}")
    page.goto(f"{(made.folder / 'compare.html').as_uri()}#JOR")
    expect(page.locator("#charts section")).to_have_count(1)
    page.goto((made.folder / "search.html").as_uri())
    expect(page.locator("#said")).to_contain_text("tipetl site --serve")
    context.close()
    assert not errors


def test_marks_lead_to_their_readings_without_scripts(browser: Browser, address: str, made: Made) -> None:
    context = browser.new_context(base_url=f"{address}/", java_script_enabled=False)
    page = context.new_page()
    fact_id = _fact(made, "convictions", 41)
    page.goto(JORDAN)
    page.locator(f"#text a[href='#{fact_id}']").click()
    expect(page.locator(f"article[id='{fact_id}']")).to_be_visible()
    context.close()
