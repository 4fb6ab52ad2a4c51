"""Test what `make demo` adds to the gold: a volume as a PDF with totals, a Special Case, a downgrade, a correction."""

from __future__ import annotations

from pathlib import Path

import duckdb
from selectolax.lexbor import LexborHTMLParser

from scripts.demo import _jordan
from scripts.demo_volume import write_volume
from tipetl.pipeline import run
from tipetl.site import build_site
from tipetl.snapshot import version_dir
from tipetl.store import DATABASE_NAME


def test_the_demonstration_shows_what_the_gold_lacks(tmp_path: Path) -> None:
    assert write_volume(tmp_path / "texts", tmp_path / "corrections") == 4
    (tmp_path / "texts/jor-2018.txt").write_text(_jordan()[2018], encoding="utf-8")
    warehouse, site = tmp_path / "warehouse", tmp_path / "site"
    done = run([tmp_path / "texts"], warehouse=warehouse, corrections=tmp_path / "corrections")
    assert done.status == "published"
    with duckdb.connect(str(version_dir(warehouse, "latest") / DATABASE_NAME), read_only=True) as connection:
        regions = connection.execute("SELECT region, count(*) FROM global_total GROUP BY ALL ORDER BY 1").fetchall()
        assert regions == [("NEAR EAST", 4), ("World", 4)]
        told = "SELECT narrative_id, tier FROM document WHERE form = 'pdf' ORDER BY 1"
        assert connection.execute(told).fetchall() == [("COM-2020", "3"), ("JOR-2020", "2")]
    build_site(warehouse, site, workers=1)

    def words(name: str, place: str) -> str:
        found = LexborHTMLParser((site / name).read_bytes()).css_first(place)
        assert found is not None, (name, place)
        return " ".join(found.text(separator=" ").split())

    assert "2018 2WL year 1 2019 2WL year 2 2020 3 automatic" in words("countries/COM.html", ".strip")
    assert "2020 SC" in words("countries/SOM.html", ".strip")
    assert "Corrected qualifier was exact, is at least" in words("narratives/JOR-2018.html", "#readings")
    assert "NEAR EAST" in words("index.html", "#totals ~ .scroll")
    assert LexborHTMLParser((site / "narratives/JOR-2020.html").read_bytes()).css(".pageimage .box")
