"""Every page as written: no text is lost, no script runs, and only changed pages are written again."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.site.conftest import NOTICE, Made
from tests.site.texts import TEXTS
from tipetl.errors import WarehouseError
from tipetl.site import build_site, published
from tipetl.site.output import LIST_NAME, SITE_MARK
from tipetl.site.pages import SHOWN_ROUTES
from tipetl.store import DATABASE_NAME
from tipetl.tables import TABLES

MOST_SCRIPT = 30_000


def _page(made: Made, name: str) -> LexborHTMLParser:
    return LexborHTMLParser((made.folder / name).read_text(encoding="utf-8"))


def _text(made: Made, name: str) -> LexborNode:
    """Return the text of a narrative's page without what the site inserted."""
    root = _page(made, name).css_first("#text")
    assert root is not None
    for added in root.css("[data-added]"):
        added.decompose()
    return root


def _squeezed(text: str) -> str:
    return "".join(text.split())


def test_marks_stand_at_their_offsets_and_no_character_is_lost(made: Made) -> None:
    for narrative_id, text in made.rows("SELECT narrative_id, text FROM document"):
        root = _text(made, f"narratives/{narrative_id}.html")
        pieces = root.css("[data-at]")
        assert pieces
        for piece in pieces:
            at, words = int(piece.attributes["data-at"] or -1), piece.text()
            assert str(text)[at : at + len(words)] == words, narrative_id
        assert _squeezed("".join(line.text() for line in root.css("p, h2"))) == _squeezed(str(text))


def test_the_lines_of_a_wrapped_paragraph_stand_together(made: Made) -> None:
    paragraphs = [" ".join(block.split()) for block in TEXTS["jordan-2013.txt"].split("\n\n")]
    shown = [" ".join(line.text().split()) for line in _text(made, "narratives/JOR-2013.html").css("p, h2")]
    assert shown == paragraphs


def test_no_sentence_is_cut_by_the_end_of_a_line(made: Made) -> None:
    rows = made.rows("SELECT narrative_id, sentence.text FROM sentence JOIN document USING (doc)")
    assert any("\n" in str(words) for _, words in rows)
    pages = {str(page): _text(made, f"narratives/{page}.html").css("p, h2") for page, _ in rows}
    shown = {page: [_squeezed(line.text()) for line in lines] for page, lines in pages.items()}
    cut = [words for page, words in rows if not any(_squeezed(str(words)) in line for line in shown[str(page)])]
    assert cut == []


OUTSIDE = """
    SELECT narrative_id, fact_id, number.char_start, number.char_end
    FROM quantity AS number JOIN metric AS fact USING (doc, fact_id) JOIN document USING (doc)
    WHERE number.char_end <= fact.char_start OR number.char_start >= fact.char_end"""


def test_every_number_outside_the_words_of_its_fact_leads_to_it(made: Made) -> None:
    rows = made.rows(OUTSIDE)
    assert len(rows) > 5
    for narrative_id, fact_id, start, end in rows:
        pieces = _text(made, f"narratives/{narrative_id}.html").css(f'[data-at="{start}"]')
        assert [len(piece.text()) for piece in pieces] == [int(str(end)) - int(str(start))]
        assert str(fact_id) in (pieces[0].attributes["data-r"] or "").split()


def test_every_fact_is_marked_whole_and_has_its_reading(made: Made) -> None:
    rows = made.rows("SELECT narrative_id, fact_id, char_start, char_end FROM metric JOIN document USING (doc)")
    assert len(rows) > 500
    by_page: dict[str, list[tuple[str, int, int]]] = {}
    for narrative_id, fact_id, start, end in rows:
        by_page.setdefault(str(narrative_id), []).append((str(fact_id), int(str(start)), int(str(end))))
    counts: dict[tuple[str, str], set[int]] = {}
    for narrative_id, fact_id, start, end in made.rows(OUTSIDE):
        counts.setdefault((str(narrative_id), str(fact_id)), set()).update(range(int(str(start)), int(str(end))))
    assert len(counts) > 5
    for narrative_id, facts in by_page.items():
        page, root = _page(made, f"narratives/{narrative_id}.html"), _text(made, f"narratives/{narrative_id}.html")
        covered: dict[str, set[int]] = {}
        for piece in root.css("[data-at]"):
            at = int(piece.attributes["data-at"] or -1)
            for reading in (piece.attributes["data-r"] or "").split():
                covered.setdefault(reading, set()).update(range(at, at + len(piece.text())))
        for fact_id, start, end in facts:
            assert covered[fact_id] - counts.get((narrative_id, fact_id), set()) == set(range(start, end))
            assert len(page.css(f'article[id="{fact_id}"]')) == 1


def test_what_a_figure_counts_is_said_without_codes(made: Made) -> None:
    counts = {
        row.css_first("dd").text()
        for path in (made.folder / "narratives").glob("*.html")
        for row in LexborHTMLParser(path.read_bytes()).css("article.k-fact dl > div")
        if row.css_first("dt").text() == "Counts"
    }
    assert len(counts) > 10
    assert [words for words in counts if re.search(r"[_`]|\.\.", words)] == []


def test_names_in_readings_keep_their_direction_to_themselves(made: Made) -> None:
    page = _page(made, "narratives/JOR-2012.html")
    routes = [[name.text() for name in title.css("bdi")] for title in page.css("article.k-route h3")]
    assert ["Indonesia", "Jordan"] in routes
    names = [title for kind in ("organization", "law", "country") for title in page.css(f"article.k-{kind} h3")]
    assert names and all(title.css_first("bdi").text() == title.text() for title in names)
    links = page.css("article.k-country dd a")
    assert links and all(link.css_first("bdi").text() == link.text() for link in links)


def test_a_narrative_full_of_markup_is_text(made: Made) -> None:
    page = _page(made, "narratives/NPL-2014.html")
    assert '<script>document.title = "broken"</script>' in page.css_first("#text").text()
    assert '"><img src=x onerror="alert(1)">' in page.css_first("#text").text()
    assert "&lt;b&gt; stands here &amp; there, as do {{ 7 * 7 }}" in page.css_first("#text").text()
    assert not page.css("img, #text script, #text b, #text h1")
    assert all(script.attributes["src"] for script in page.css("script"))


def test_pages_allow_no_inline_script_or_style_and_name_nothing_outside(made: Made) -> None:
    pages = sorted(made.folder.rglob("*.html"))
    assert len(pages) > 50
    for path in pages:
        source = path.read_text(encoding="utf-8")
        page = LexborHTMLParser(source)
        policy = page.css_first("meta[http-equiv=Content-Security-Policy]").attributes["content"] or ""
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy
        assert not page.css("style, [style], [onclick], [onload], [onerror]"), path
        for node in page.css("script, link, img, image"):
            target = node.attributes.get("src") or node.attributes.get("href") or ""
            assert target, path
            assert not re.match(r"\w+:|//", target), path
        assert NOTICE in page.css_first(".notice").text()


def test_links_within_the_site_lead_somewhere(made: Made) -> None:
    ids: dict[Path, set[str]] = {}
    for path in sorted(made.folder.rglob("*.html")):
        for link in LexborHTMLParser(path.read_text(encoding="utf-8")).css("a[href]"):
            href = link.attributes["href"] or ""
            if re.match(r"\w+:", href):
                continue
            name, _, fragment = href.partition("#")
            target = (path.parent / name).resolve() if name else path
            assert target.is_file(), f"{path.name}: {href}"
            if not fragment or name.endswith("compare.html"):
                continue
            if target not in ids:
                found = LexborHTMLParser(target.read_text(encoding="utf-8")).css("[id]")
                ids[target] = {node.attributes["id"] or "" for node in found}
            assert fragment in ids[target], f"{path.name}: {href}"


def test_a_recommendation_says_since_when_it_is_repeated(made: Made) -> None:
    page = _page(made, "narratives/JOR-2014.html")
    assert "repeated since 2012" in page.css_first("article#recommendation-1").text()
    assert "not found in an earlier report" in page.css_first("article#recommendation-2").text()
    country = _page(made, "countries/JOR.html")
    assert "since 2012, 2 years" in country.css_first("#recommendations ~ ol li").text()


def test_charts_and_tables_have_the_figures_of_the_database(made: Made) -> None:
    cited = made.rows(
        "SELECT year, value, report_year, fact_id FROM country_year WHERE iso3 = 'JOR' AND metric = 'convictions'"
    )
    assert len(cited) == 3
    section = _page(made, "countries/JOR.html").css_first("section#convictions")
    rows = {row.css_first("th").text(): row for row in section.css("tbody tr")}
    points = {link.attributes["href"]: link for link in section.css("svg a")}
    for year, value, report_year, fact_id in cited:
        assert rows[str(year)].css("td")[0].text() == f"{value:g} persons"
        [point] = [link for href, link in points.items() if (href or "").endswith(f"#{fact_id}")]
        assert f"{year}: {value:g} persons (report of {report_year}" in (point.attributes["aria-label"] or "")
    assert len(section.css("svg .cited > *")) == len(cited)


def test_where_a_series_breaks_is_said_below_its_chart(made: Made) -> None:
    broken = 0
    for path in sorted(made.folder.glob("countries/*.html")):
        for section in LexborHTMLParser(path.read_bytes()).css("section.card"):
            told = [title.text().rstrip(".") for title in section.css("svg .break title")]
            told = [re.sub(r"^From (\d+) on .*", r"from \1", label) for label in told]
            said = section.css_first("p.breaks")
            below = "\n".join(node.text() for node in (said, *section.css("details li")) if node is not None).lower()
            assert [label for label in told if label.lower() not in below] == []
            assert bool(told) is (said is not None)
            broken = max(broken, len(told))
    assert broken > 3


def test_each_country_and_metric_with_a_figure_has_a_panel_for_comparisons(made: Made) -> None:
    rows = {f"{iso3}-{metric}" for iso3, metric in made.rows("SELECT DISTINCT iso3, metric FROM country_year")}
    assert len(rows) > 100
    panels = {path.stem: path.read_text(encoding="utf-8") for path in (made.folder / "panels").iterdir()}
    assert panels.keys() == rows
    offered = {
        f"{iso3}-{option.attributes['value']}"
        for option in _page(made, "compare.html").css("#metric option")
        for iso3 in (option.attributes["data-countries"] or "").split()
    }
    assert offered == rows
    for name, script in panels.items():
        iso3 = name.partition("-")[0]
        call = re.fullmatch(r"tipetl\.panel\((.*)\);\n", script)
        assert call, name
        said, chart = json.loads(f"[{call[1]}]")
        assert said == name
        assert chart in (made.folder / f"countries/{iso3}.html").read_text(encoding="utf-8")
        assert f'href="../narratives/{iso3}' in chart
        assert not LexborHTMLParser(chart).css("style, script, [style], [onclick], [onload], [onerror]")


def test_a_route_names_both_countries_and_leads_to_them_and_to_its_last_sentence(made: Made) -> None:
    rows = made.rows("""
        SELECT o.name, d.name, o.narratives > 0, d.narratives > 0, count(DISTINCT doc), max(report_year)
        FROM flow JOIN document USING (doc) JOIN dim_country AS o ON o.iso3 = origin_iso3
        JOIN dim_country AS d ON d.iso3 = destination_iso3 WHERE o.iso3 <> d.iso3 GROUP BY ALL""")
    page = _page(made, "index.html")
    told = {}
    for row in page.css("#routes ~ details tbody tr"):
        origin, destination, count, last = row.css("td")
        ends = [bool(cell.css_first("a[href$='.html#routes']")) for cell in (origin, destination)]
        year = int(last.text().split()[-1])
        told[origin.text(), destination.text()] = (*ends, int(count.text()), year)
        name, _, flow_id = str(last.css_first("a").attributes["href"]).partition("#")
        reading = _page(made, name).css_first(f"article[id='{flow_id}'] h3").text()
        assert reading == f"{origin.text()} → {destination.text()}"
    wanted = {(origin, destination): tuple(rest) for origin, destination, *rest in rows}
    assert len(told) == min(len(rows), SHOWN_ROUTES)
    assert told == {ends: wanted[ends] for ends in told}
    assert {end for route in told.values() for end in route[:2]} == {True, False}
    # The maps show the same routes, on the country's page too.
    labels = {f"{row[0]} → {row[1]}" for row in rows}
    for name in ("index.html", "countries/JOR.html"):
        drawn = {title.text().partition(":")[0] for title in _page(made, name).css("svg.map title")}
        assert drawn and {title for title in drawn if "→" in title} <= labels


def test_the_map_of_a_country_says_what_its_colors_mean(made: Made) -> None:
    page = _page(made, "countries/JOR.html")
    assert [item.text() for item in page.css("#routes ~ .key li")] == ["To Jordan"]
    strokes = {curve.attributes.get("stroke") for curve in page.css("svg.map .way, svg.map .way path")}
    assert strokes - {None} == {"var(--organization)"}


def test_a_figure_that_is_not_reported_is_a_question_mark(made: Made) -> None:
    rows = made.rows("SELECT iso3, metric, fact_id FROM country_year WHERE status = 'not_reported' AND value IS NULL")
    assert rows
    for iso3, metric, fact_id in rows:
        section = _page(made, f"countries/{iso3}.html").css_first(f"section#{metric}")
        [link] = section.css(f"svg a[href$='#{fact_id}']")
        assert "not reported" in (link.attributes["aria-label"] or "")
        assert "?" in [text.text() for text in section.css("svg .silent text")]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("JOR", "figures_by_country_and_year WHERE iso3 = 'JOR'"),
        ("JOR-tiers", "tier_history WHERE iso3 = 'JOR'"),
        ("JOR-routes", "flow JOIN document USING (doc) WHERE iso3 = 'JOR'"),
        ("JOR-recommendations", "recommendation JOIN document USING (doc) WHERE iso3 = 'JOR'"),
        ("JOR-restatements", "restatement WHERE iso3 = 'JOR'"),
    ],
)
def test_what_a_country_s_page_shows_can_be_taken_along_in_both_forms(made: Made, name: str, rows: str) -> None:
    [(count,)] = made.rows(f"SELECT count(*) FROM {rows}")
    assert count
    table = pyarrow.parquet.read_table(made.folder / f"countries/{name}.parquet")
    assert table.num_rows == count
    with (made.folder / f"countries/{name}.csv").open(encoding="utf-8", newline="") as stream:
        told = list(csv.reader(stream))
    assert (told[0], len(told)) == (table.column_names, count + 1)
    links = {link.attributes["href"] for link in _page(made, "countries/JOR.html").css("a[download]")}
    assert {f"{name}.csv", f"{name}.parquet"} <= links


def test_every_table_of_the_version_can_be_taken_along_and_checked(made: Made) -> None:
    page = _page(made, "version.html")
    links = {link.attributes["href"] or "" for link in page.css("a[download]")}
    sums = dict(reversed(line.split("  ")) for line in (made.folder / "data/SHA256SUMS").read_text().splitlines())
    for name in TABLES:
        assert f"data/{name}.parquet" in links
        data = (made.folder / f"data/{name}.parquet").read_bytes()
        assert hashlib.sha256(data).hexdigest() == sums[f"parquet/{name}.parquet"]
    assert (made.folder / "data/tipetl.duckdb").read_bytes() == (made.latest / DATABASE_NAME).read_bytes()
    assert all((made.folder / link).is_file() for link in links)
    with (made.folder / "data/country_year.csv").open(encoding="utf-8", newline="") as stream:
        assert [(len(list(csv.reader(stream))) - 1,)] == made.rows("SELECT count(*) FROM country_year")


def test_a_file_that_is_too_large_says_what_to_run(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "LARGEST", 100_000)
    build_site(made.warehouse, tmp_path, workers=1)
    said = LexborHTMLParser((tmp_path / "version.html").read_bytes()).css_first("#downloads + ul").text()
    assert re.search(r"DuckDB file of [\d.]+ MB is too large .* tipetl snapshots export \S+ --to FOLDER", said)
    assert not (tmp_path / "data/tipetl.duckdb").exists()
    assert (tmp_path / "data/restatement.parquet").is_file()


def test_what_a_later_report_contradicts_stands_beside_what_the_first_said(made: Made) -> None:
    page = _page(made, "countries/JOR.html")
    [block] = [node for node in page.css(".disagree") if "Convictions in 2011" in node.text()]
    assert "Convictions in 2011: 41, later 38" in block.text()
    assert "compared with 38 in 2011" in block.text()


def test_a_contradiction_says_who_is_counted(made: Made) -> None:
    told = [node.text() for node in _page(made, "countries/JOR.html").css(".disagree h3")]
    assert "Prosecutions (sex trafficking) in 2011: 12, later 14 cases" in told
    assert len(told) == len(made.rows("FROM restatement WHERE iso3 = 'JOR' AND status = 'contradicted'"))


def test_a_figure_of_a_pdf_has_its_box_on_the_image_of_its_page(made: Made) -> None:
    page = _page(made, "narratives/JOR-2014.html")
    rows = made.rows(
        "SELECT fact_id, box_left, box_top, box_right, box_bottom FROM metric JOIN document USING (doc)"
        " WHERE narrative_id = 'JOR-2014' AND box_left IS NOT NULL"
    )
    assert len(rows) == 3
    for fact_id, left, top, right, bottom in rows:
        svg = page.css_first(f"article[id='{fact_id}'] svg")
        image, box = svg.css_first("image"), svg.css_first("rect")
        assert (made.folder / "narratives" / str(image.attributes["href"])).read_bytes()[8:12] == b"WEBP"
        x, y, width, height = (float(box.attributes[name] or 0) for name in ("x", "y", "width", "height"))
        assert x < left and y < top  # type: ignore[operator]
        assert x + width > right and y + height > bottom  # type: ignore[operator]
        # selectolax before 1.0 returns names in lower case
        view = {name.lower(): value for name, value in svg.attributes.items()}["viewbox"]
        first, shown = map(float, str(view).split()[1::2])
        assert first <= y and y + height <= first + shown
        # When opened, the whole page shows the same box, which links back.
        link = page.css_first(f"article[id='{fact_id}'] a.pageimage").attributes["href"]
        assert link == f"../pages/JOR-2014-1.html#{fact_id}"
        [whole] = _page(made, "pages/JOR-2014-1.html").css(f"rect[id='{fact_id}']")
        assert [whole.attributes[name] for name in ("x", "y", "width", "height")] == [
            box.attributes[name] for name in ("x", "y", "width", "height")
        ]
        assert whole.parent.attributes["href"] == f"../narratives/JOR-2014.html#{fact_id}"


def test_another_process_draws_the_same_bytes(made: Made, tmp_path: Path) -> None:
    build = "from tipetl.site import build_site; build_site(Path(sys.argv[1]), Path(sys.argv[2]), notice=sys.argv[3])"
    command = [sys.executable, "-c", f"import sys; from pathlib import Path; {build}", made.warehouse, tmp_path, NOTICE]
    # Build with another order of sets, and with two processes instead of one.
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": "7"})
    drawn = [made.folder / "index.html", made.folder / "compare.html"]
    drawn += [path for kind in ("countries/*.html", "panels/*.js") for path in sorted(made.folder.glob(kind))]
    assert len(drawn) > 100
    for page in drawn:
        assert page.read_bytes() == (tmp_path / page.relative_to(made.folder)).read_bytes(), page.name


def test_the_scripts_are_small(made: Made) -> None:
    assert sum(path.stat().st_size for path in (made.folder / "assets").glob("*.js")) < MOST_SCRIPT


def test_a_second_build_writes_nothing_and_a_lost_page_is_written_again(made: Made, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    first = build_site(made.warehouse, folder, workers=1)
    page = folder / "narratives/JOR-2014.html"
    before = page.read_bytes()
    again = build_site(made.warehouse, folder, workers=1)
    assert (again.written, again.removed) == (0, 0)
    assert again.kept == first.written
    page.unlink()
    assert build_site(made.warehouse, folder, workers=1).written == 1
    assert page.read_bytes() == before


def test_only_our_own_files_are_removed(made: Made, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    build_site(made.warehouse, folder, workers=1)
    (folder / "CNAME").write_text("mine")
    notes = (folder / LIST_NAME).read_text().replace('"files": [', '"files": ["old.html", "../outside", ')
    (folder / LIST_NAME).write_text(notes)
    (folder / "old.html").write_text("old")
    (tmp_path / "outside").write_text("not ours")
    assert build_site(made.warehouse, folder, workers=1).removed == 1
    assert not (folder / "old.html").exists()
    assert (folder / "CNAME").read_text() == "mine"
    assert (tmp_path / "outside").exists()


def test_a_folder_with_other_things_is_refused_unless_told(made: Made, tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(WarehouseError, match=r"thesis\.docx"):
        build_site(made.warehouse, tmp_path, workers=1)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]
    build_site(made.warehouse, tmp_path, init=True, workers=1)
    assert (tmp_path / SITE_MARK.name).is_file()
    assert (tmp_path / "thesis.docx").read_text() == "mine"
