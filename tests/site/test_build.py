"""Test which countries are rendered again, the command, and how errors are reported."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from select import select

import pytest
import yaml

from tests.site.conftest import Made
from tests.snapshot.made import publish_makers, several
from tests.tables.samples import ruritania
from tipetl.asking import read_only
from tipetl.cli import main
from tipetl.cli.site import server_of
from tipetl.errors import TerminalError
from tipetl.pipeline import run
from tipetl.site import build, build_site
from tipetl.site.build import _code
from tipetl.site.output import LIST_NAME
from tipetl.site.queries import Library
from tipetl.snapshot import version_dir
from tipetl.store import DATABASE_NAME, write_database
from tipetl.tables import TABLES, Rows, rows_of

# Texts of our own, by narrative: a sentence about the country, a year, and the convictions by its courts.
TOLD = {
    "ghana-2014": ("Ghana is a source country for children who are subjected to forced labor in Togo.", "2013", "12"),
    "nepal-2014": ("Nepal is a source country for women.", "2013", "30"),
    "togo-2016": ("Togo is a source country for girls.", "2015", "nine"),
}


def _digests(path: Path, change: Callable[[Rows], Rows] = lambda rows: rows) -> dict[str | None, str]:
    makers = [ruritania(), ruritania("elsewhere", 2014)]
    rows = rows_of([maker.narrative() for maker in makers], [maker.audit() for maker in makers])
    place = TABLES["document"].column_names.index("iso3")
    rows["document"] = [
        (*row[:place], "NPL", *row[place + 1 :]) if row[0] == "elsewhere" else row for row in rows["document"]
    ]
    write_database(path, change(rows))
    with read_only(path) as connection:
        return dict(Library(connection).digests())


def _with(table: str, column: str, doc: str, value: object) -> Callable[[Rows], Rows]:
    """Return a function that changes a value in the first row of a document."""

    def change(rows: Rows) -> Rows:
        names = TABLES[table].column_names
        found = [list(row) for row in rows[table]]
        next(row for row in found if row[names.index("doc")] == doc)[names.index(column)] = value
        return {**rows, table: [tuple(row) for row in found]}

    return change


def test_the_same_rows_have_the_same_digests(tmp_path: Path) -> None:
    assert _digests(tmp_path / "a.duckdb") == _digests(tmp_path / "b.duckdb")


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [("metric", "confidence", 0.5), ("sentence", "text", "Other."), ("document", "tier", "3")],
)
def test_a_changed_row_changes_the_digest_of_its_country_only(
    tmp_path: Path, table: str, column: str, value: object
) -> None:
    before = _digests(tmp_path / "a.duckdb")
    after = _digests(tmp_path / "b.duckdb", _with(table, column, "elsewhere", value))
    assert set(before) == {"RUR", "NPL"}
    assert before["RUR"] == after["RUR"]
    # A change to a table that is not shown, such as the sentences, does not require rendering.
    assert (before["NPL"] != after["NPL"]) is (table != "sentence")


def test_a_first_report_of_a_new_country_and_year_changes_no_other_country(tmp_path: Path) -> None:
    found = []
    for names in (("ghana-2014", "nepal-2014"), tuple(TOLD)):
        place = tmp_path / str(len(names))
        place.mkdir()
        for name in names:
            what, year, value = TOLD[name]
            heading = f"{name.partition('-')[0].upper()} (Tier 2)"
            text = f"{heading}\n\n{what}\n\nProsecution\n\nIn {year}, courts convicted {value} traffickers.\n"
            (place / f"{name}.txt").write_text(text, encoding="utf-8")
        assert run([place], warehouse=place / "warehouse").status == "published"
        with read_only(version_dir(place / "warehouse", "latest") / DATABASE_NAME) as connection:
            found.append(Library(connection).digests())
    assert set(found[1]) - set(found[0]) == {"TGO"}
    assert found[0]["NPL"] == found[1]["NPL"]
    assert found[0]["GHA"] != found[1]["GHA"]  # Ghana's page names Togo, which has a page now


def test_the_command_builds_and_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    several(tmp_path / "warehouse", 1)
    asked = [
        "site",
        "--warehouse",
        str(tmp_path / "warehouse"),
        "--output",
        str(tmp_path / "site"),
        "--notice",
        "<b>Not real",
    ]
    assert main(asked) == 0
    said = "".join(capsys.readouterr())
    assert re.search(r"1 narrative in .*; \d+ files written, 0 were the same, 0 removed", said)
    page = next((tmp_path / "site" / "narratives").iterdir()).read_text(encoding="utf-8")
    assert '<aside class="notice" aria-label="Notice">&lt;b&gt;Not real</aside>' in page
    assert main(asked) == 0
    assert " 0 files written" in "".join(capsys.readouterr())


@pytest.mark.parametrize("module", ["altair", "vl_convert"])
def test_without_what_draws_the_command_says_what_to_install_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], module: str
) -> None:
    several(tmp_path / "warehouse", 1)
    _code.cache_clear()
    monkeypatch.setitem(sys.modules, module, None)
    assert main(["site", "--warehouse", str(tmp_path / "warehouse"), "--output", str(tmp_path / "site")]) == 1
    assert capsys.readouterr().err.endswith("pip install 'tipetl[site]'\n")
    assert not (tmp_path / "site").exists()


def test_another_version_of_what_draws_draws_every_country_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    several(tmp_path / "warehouse", 1)
    build_site(tmp_path / "warehouse", tmp_path / "site")
    before = (tmp_path / "site" / LIST_NAME).read_text()
    _code.cache_clear()
    monkeypatch.setattr(build, "drawn_by", lambda: ("7.0.0", "2.0.0"))
    build_site(tmp_path / "warehouse", tmp_path / "site")
    _code.cache_clear()
    assert (tmp_path / "site" / LIST_NAME).read_text() != before


def test_a_build_that_is_killed_leaves_no_process_behind(made: Made, tmp_path: Path) -> None:
    build = "from tipetl.site import build_site; build_site(*map(Path, sys.argv[1:]), workers=2)"
    command = [sys.executable, "-c", f"import sys; from pathlib import Path; {build}"]
    with subprocess.Popen([*command, str(made.warehouse), str(tmp_path)]) as running:
        while not any(tmp_path.glob("countries/*.html")):
            assert running.poll() is None
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children").read_text(encoding="ascii").split()
        ends = [os.pidfd_open(int(child)) for child in children]
        running.kill()
    assert len(ends) > 1
    for end in ends:
        assert select([end], [], [], 60)[0], "a process waits for work that nobody gives"
        os.close(end)


def test_a_new_version_leaves_the_pages_of_narratives_as_they_are(tmp_path: Path) -> None:
    warehouse, folder = tmp_path / "warehouse", tmp_path / "site"
    publish_makers(warehouse, [ruritania()])
    assert main(["site", "--warehouse", str(warehouse), "--output", str(folder)]) == 0
    page = next((folder / "narratives").iterdir())
    before = page.read_bytes()
    second = publish_makers(warehouse, [ruritania(), ruritania("elsewhere", 2020)]).manifest.version
    assert main(["site", "--warehouse", str(warehouse), "--output", str(folder)]) == 0
    assert second in (folder / "assets/version.js").read_text()
    assert before.split(b'<nav class="steps"')[0] == page.read_bytes().split(b'<nav class="steps"')[0]


def test_a_figure_says_what_the_version_before_read_differently(tmp_path: Path) -> None:
    warehouse, folder = tmp_path / "warehouse", tmp_path / "site"
    asked = ["site", "--warehouse", str(warehouse), "--output", str(folder)]
    makers = [ruritania(), ruritania("elsewhere", 2020)]
    publish_makers(warehouse, makers)
    assert main(asked) == 0
    pages = sorted((folder / "narratives").iterdir())
    assert not any("Changed" in page.read_text(encoding="utf-8") for page in pages)
    publish_makers(warehouse, makers, change=_with("metric", "year", "elsewhere", 2001))
    assert main(asked) == 0
    [changed] = [page for page in pages if "Changed" in page.read_text(encoding="utf-8")]
    assert "2020" in changed.name
    assert "year was 2019, is 2001" in changed.read_text(encoding="utf-8")


def test_a_refused_folder_and_a_missing_version_are_one_line_and_exit_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.docx").write_text("mine")
    several(tmp_path / "warehouse", 1)
    assert main(["site", "--warehouse", str(tmp_path / "warehouse"), "--output", str(tmp_path / "mine")]) == 1
    assert "is no site: it holds thesis.docx" in capsys.readouterr().err
    assert main(["site", "--warehouse", str(tmp_path / "none"), "--output", str(tmp_path / "site")]) == 1
    assert not (tmp_path / "site").exists()


def test_the_server_answers_this_machine_only_and_says_when_its_port_is_taken(tmp_path: Path) -> None:
    with server_of(tmp_path, 0) as server:
        assert server.server_address[0] == "127.0.0.1"
        with pytest.raises(TerminalError, match="Give another one with --port"):
            server_of(tmp_path, server.server_address[1])


def test_the_account_of_errors_is_that_of_the_readme(project: Path) -> None:
    account = yaml.safe_load((project / "src/tipetl/site/data/site.yaml").read_text(encoding="utf-8"))
    [accuracy] = re.findall(r"## Accuracy\n(.*?)\n## ", (project / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    for _texts, scores, _of in account["scores"]:
        for score in re.findall(r"0\.\d+", scores):
            assert score in accuracy
