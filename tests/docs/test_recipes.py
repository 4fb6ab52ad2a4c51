"""Every recipe of docs/recipes.md is run and returns the right figures, or is clearly marked as untested."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tipetl import pipeline
from tipetl.checks import CheckReport, CheckResult
from tipetl.snapshot import compared_database, warehouse_lock
from tipetl.store import query

PAGE = Path(__file__).resolve().parents[2] / "docs" / "recipes.md"
UNTESTED = "**Untested.**"
_INFO = re.compile(r"(?P<language>sh|python) recipe=(?P<name>\S+)(?: needs=(?P<needs>\S+))?")
_QUIET = CheckReport((CheckResult("metric.key", "metric", "critical", "passed", 0, "-", "1"),), (), 1, 1)


@dataclass(frozen=True)
class Block:
    """A fenced block: its section, its info string, and its lines."""

    section: str
    info: str
    code: str


def blocks_of(page: str) -> list[Block]:
    """Return all fenced blocks of a page."""
    found, section, info, lines = [], "", None, []
    for line in page.splitlines():
        if line.startswith("```"):
            if info is None:
                info, lines = line.removeprefix("```").strip(), []
            else:
                found.append(Block(section, info, "\n".join(lines) + "\n"))
                info = None
        elif info is not None:
            lines.append(line)
        elif line.startswith("## "):
            section = line.removeprefix("## ")
    assert info is None, "a block is not closed"
    return found


def unmarked(page: str) -> list[str]:
    """List blocks that are neither run nor marked as untested, and untested ones whose section lacks the notice."""
    sections = {part.partition("\n")[0]: part for part in page.split("\n## ")[1:]}
    wrong = []
    for block in blocks_of(page):
        if block.info.endswith(" untested"):
            if UNTESTED not in sections[block.section]:
                wrong.append(f"{block.section}: its untested block has no {UNTESTED} before it")
        elif not _INFO.fullmatch(block.info):
            wrong.append(f"{block.section}: ```{block.info} is neither run nor marked as untested")
    return wrong


RUN = [
    (match, block) for block in blocks_of(PAGE.read_text(encoding="utf-8")) if (match := _INFO.fullmatch(block.info))
]


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with the warehouse of the bundled reports; the checks are not tested here."""
    place = tmp_path_factory.mktemp("recipes")
    warehouse = place / "warehouse"
    with warehouse_lock(warehouse):
        gathered = pipeline.gather(None, warehouse=warehouse)
        batch = pipeline.read_batch(gathered.sources)
        rows = pipeline.build(gathered, [batch])
        pipeline.publish_rows(gathered, rows, _QUIET, pipeline.all_audits(gathered, [batch]), warehouse=warehouse)
    return place


def test_the_page_has_no_block_that_is_neither_run_nor_marked() -> None:
    assert unmarked(PAGE.read_text(encoding="utf-8")) == []


def test_a_block_that_is_neither_run_nor_marked_is_found() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert unmarked(page + "\n## More\n\n```python\nprint(1)\n```\n") == [
        "More: ```python is neither run nor marked as untested"
    ]
    assert len(unmarked(page + "\n## More\n\n```r untested\n1\n```\n")) == 1
    assert unmarked(page + f"\n## More\n\n{UNTESTED}\n\n```r untested\n1\n```\n") == []


def test_every_tool_that_is_promised_has_its_recipe() -> None:
    run = {match["name"] for match, _ in RUN}
    assert run >= {"duckdb-cli", "duckdb", "pandas", "polars", "ibis", "sqlalchemy", "datasette", "tipetl"}
    assert len(run) == len(RUN), "two recipes have one name"
    untested = {block.section for block in blocks_of(PAGE.read_text(encoding="utf-8")) if "untested" in block.info}
    assert untested >= {"Apache Superset", "Metabase", "Power BI", "Tableau", "R", "Julia"}


def test_what_recipes_need_is_installed_for_the_tests(project: Path) -> None:
    settings = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    groups = settings["dependency-groups"]
    assert {"include-group": "recipes"} in groups["dev"], "make test would skip the recipes"
    known = {Requirement(entry).name for entry in (*settings["project"]["dependencies"], *groups["recipes"])}
    known.add("pandas")  # comes with Great Expectations
    assert {match["needs"] for match, _ in RUN} - {None} <= known


@pytest.mark.parametrize(("match", "block"), RUN, ids=[match["name"] for match, _ in RUN])
def test_a_recipe_gives_the_figures(
    example: Path, tmp_path: Path, project: Path, match: re.Match[str], block: Block
) -> None:
    if match["needs"]:
        try:
            metadata.version(match["needs"])
        except metadata.PackageNotFoundError:
            pytest.skip(f"{match['needs']} is not installed: pip install --group recipes")
    (tmp_path / "warehouse").symlink_to(example / "warehouse")
    command = [sys.executable, "-c", block.code] if match["language"] == "python" else ["bash", "-euc", block.code]
    paths = [str(Path(sys.executable).parent), os.environ["PATH"]]
    env = {
        **os.environ,
        "PATH": os.pathsep.join(paths),
        "PYTHONPATH": os.pathsep.join([str(project / "src"), str(project)]),
        "HOME": str(tmp_path),
    }
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    database = compared_database(example / "warehouse")
    assert database is not None
    expected = query(
        database, "SELECT year, value FROM country_year WHERE iso3 = 'XKX' AND metric = 'convictions' ORDER BY year"
    ).rows
    assert len(expected) > 1
    for year, value in expected:
        assert re.search(rf"\b{year}\b.*?\b{value:g}\b", done.stdout, re.DOTALL), done.stdout
