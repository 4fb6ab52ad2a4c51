"""The search index is built in parts; a part whose pages did not change is kept."""

from __future__ import annotations

from pathlib import Path

from tipetl.site.output import Output
from tipetl.site.search import FOLDER, add_search, parts


def folder_of(place: Path, pages: dict[str, str]) -> Output:
    out = Output.claimed(place)
    for page, words in pages.items():
        out.write(
            f"narratives/{page}.html",
            f"<!doctype html><html lang=en><title>{page}</title><main data-pagefind-body>{words}</main></html>",
        )
    return out


def test_pages_are_in_parts_of_a_few_report_years() -> None:
    assert parts(["NPL-2014", "JOR-2010", "NPL-2009", "NPL-2014-2", "letter-of-12", "FJI-20145"]) == {
        "2008": ["NPL-2009"],
        "2010": ["JOR-2010"],
        "2014": ["NPL-2014", "NPL-2014-2"],
        "other": ["FJI-20145", "letter-of-12"],
    }


def test_only_the_part_with_a_changed_page_is_indexed_again(tmp_path: Path) -> None:
    first = folder_of(tmp_path / "site", {"NPL-2009": "convictions", "NPL-2014": "shelters"})
    before = add_search(first, ["NPL-2009", "NPL-2014"], None)
    assert before is not None
    assert list(before) == ["2008", "2014"]
    for part, (_, names) in before.items():
        assert all(name.startswith(f"{FOLDER}/{part}/") for name in names)
        assert all((tmp_path / "site" / name).is_file() for name in names)

    again = folder_of(tmp_path / "site", {"NPL-2009": "convictions", "NPL-2014": "hotlines"})
    after = add_search(again, ["NPL-2009", "NPL-2014"], before)
    assert after is not None
    assert after["2008"] == before["2008"]
    assert after["2014"] != before["2014"]


def test_a_part_with_a_missing_file_is_indexed_again(tmp_path: Path) -> None:
    out = folder_of(tmp_path / "site", {"NPL-2009": "convictions"})
    before = add_search(out, ["NPL-2009"], None)
    assert before is not None
    gone = tmp_path / "site" / before["2008"][1][0]
    gone.unlink()
    after = add_search(out, ["NPL-2009"], before)
    assert after is not None
    assert all((tmp_path / "site" / name).is_file() for name in after["2008"][1])


def test_the_note_of_an_older_index_is_no_reason_to_fail(tmp_path: Path) -> None:
    out = folder_of(tmp_path / "site", {"NPL-2009": "convictions"})
    assert add_search(out, ["NPL-2009"], ["digest", ["pagefind/pagefind.js"]]) is not None
