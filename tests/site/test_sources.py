"""Test what the site shows next to figures: the reports' own totals, people's corrections, and sources of texts."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.snapshot.made import QUIET
from tipetl.model import Hints
from tipetl.pipeline import Gathered, build, read_batch, run
from tipetl.site import build_site
from tipetl.snapshot import publish, warehouse_lock
from tipetl.sources.files import collect
from tipetl.tables import TABLES
from tipetl.tables.columns import as_rows

CONVICTED = {"ghana": "12", "togo": "nine", "nepal": "30"}
URL = "https://reports.example.org/2014/ghana?part=1&part=2"
CATALOG = f"""\
documents:
  - file: ghana-2014.html
    country: Ghana
    iso3: GHA
    report_year: 2014
    publisher: A publisher made up for this test
    url: {URL}
    licence: Free for everyone
    sha256: {{ghana}}
"""
CORRECTION = """\
- narrative: NPL-2014
  sentence: In 2013, courts convicted 30 traffickers.
  corrected: convictions
  text: "30"
  field: unit
  from: person
  to: case
  author: B. Reader
  date: 2026-11-25
  reason: They were tried together.
"""


def _write(folder: Path) -> None:
    for name, convicted in CONVICTED.items():
        told = f"In 2013, courts convicted {convicted} traffickers."
        html = f"<html><body><h1>GHANA (Tier 2)</h1><h2>Prosecution</h2><p>{told}</p></body></html>"
        text = f"{name.upper()} (Tier 2)\n\nProsecution\n\n{told}\n"
        path = folder / (f"{name}-2014.html" if name == "ghana" else f"{name}-2014.txt")
        path.write_text(html if name == "ghana" else text, encoding="utf-8")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site of three texts with a catalog and a correction."""
    folder = tmp_path_factory.mktemp("sources")
    for name in ("texts", "corrections"):
        (folder / name).mkdir()
    _write(folder / "texts")
    known = hashlib.sha256((folder / "texts/ghana-2014.html").read_bytes()).hexdigest()
    (folder / "texts/catalog.yaml").write_text(CATALOG.format(ghana=known), encoding="utf-8")
    (folder / "corrections/mine.yaml").write_text(CORRECTION, encoding="utf-8")
    catalog = folder / "texts/catalog.yaml"
    asked = {"warehouse": folder / "warehouse", "catalog": catalog, "corrections": folder / "corrections"}
    assert run([folder / "texts"], **asked).status == "published"  # type: ignore[arg-type]
    build_site(folder / "warehouse", folder / "site", workers=1)
    return folder / "site"


def _page(site: Path, name: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / name).read_text(encoding="utf-8"))


def test_a_web_page_leads_to_where_it_was_published(site: Path) -> None:
    source = _page(site, "narratives/GHA-2014.html").css_first(".source")
    link = source.css_first("a")
    assert (link.attributes["href"], link.text()) == (URL, "A publisher made up for this test")
    assert "noreferrer" in (link.attributes["rel"] or "")
    assert "Free for everyone" in source.text()
    rows = [row.text(separator="|") for row in _page(site, "version.html").css("#sources ~ .scroll tbody tr")]
    assert "A publisher made up for this test|Free for everyone|1" in rows


def test_a_corrected_figure_says_who_changed_what_and_why(site: Path) -> None:
    [reading] = _page(site, "narratives/NPL-2014.html").css("article.k-fact")
    rows = {row.css_first("dt").text(): row.css_first("dd").text() for row in reading.css("dl > div")}
    assert rows["Corrected"] == "unit was persons, is cases (B. Reader, 2026-11-25): They were tried together."
    assert "2013, cases" in reading.css_first(".lead").text()
    [other] = _page(site, "narratives/TGO-2014.html").css("article.k-fact")
    assert "Corrected" not in other.text()


def _numbers(cell: LexborNode) -> tuple[str, str]:
    """Return the reports' own total in a cell, and the sum of the figures to cite below it."""
    below = cell.css_first(".small").text()
    return cell.text().strip().removesuffix(below).strip(), below.strip()


def test_the_reports_own_totals_stand_beside_the_sums_of_ours(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    _write(tmp_path / "texts")
    sources, audits = collect([tmp_path / "texts"], Hints())
    rows = as_rows(build(Gathered(tuple(sources), tuple(audits)), [read_batch(sources)]))
    totals = [
        {"region": "World", "year": 2013, "prosecutions": 9_460, "convictions": 5_776},
        {"region": "World", "year": 2012, "convictions": 4_746},
        {"region": "AFRICA", "region_code": "AF", "year": 2013, "convictions": 462},
    ]
    shared = {"source_doc": "togo-2014", "page": 1}
    rows["global_total"] = [
        tuple({**shared, **total}.get(name) for name in TABLES["global_total"].column_names) for total in totals
    ]
    with warehouse_lock(tmp_path / "warehouse"):
        publish(tmp_path / "warehouse", rows, QUIET, sources, {})
    build_site(tmp_path / "warehouse", tmp_path / "site", workers=1)
    found = {}
    for block in _page(tmp_path / "site", "index.html").css("#totals ~ .scroll"):
        metric = str(block.attributes["aria-label"]).partition(", ")[2]
        years = [head.text() for head in block.css("thead th")[1:]]
        for row in block.css("tbody tr"):
            for year, cell in zip(years, row.css("td"), strict=True):
                if cell.text().strip():
                    found[metric, row.css_first("th").text(), year] = _numbers(cell)
    assert found == {
        ("Convictions", "World", "2013"): ("5,776", "51"),
        ("Convictions", "World", "2012"): ("4,746", ""),
        ("Convictions", "AFRICA", "2013"): ("462", "21"),
        ("Prosecutions", "World", "2013"): ("9,460", ""),
    }
