"""Test the citation of a version, in the format that other programs read."""

from __future__ import annotations

import re
import subprocess
from datetime import date

import pytest
import yaml

from tests.snapshot.made import publish_makers
from tests.tables.samples import ruritania
from tipetl.snapshot import Published
from tipetl.snapshot.citation import Edition, citation
from tipetl.snapshot.export import edition_of

# The required and permitted keys of the Citation File Format 1.2.0, at the top and in a reference.
REQUIRED = {"authors", "cff-version", "message", "title"}
ALLOWED = REQUIRED | {
    "abstract", "commit", "contact", "date-released", "doi", "identifiers", "keywords", "license", "license-url",
    "preferred-citation", "references", "repository", "repository-artifact", "repository-code", "type", "url",
    "version",
}  # fmt: skip


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return publish_makers(tmp_path_factory.mktemp("cited"), [ruritania()])


def test_the_citation_file_is_what_the_format_asks_for(done: Published) -> None:
    text = (done.folder / "CITATION.cff").read_text(encoding="utf-8")
    told = yaml.safe_load(text)
    assert set(told) >= REQUIRED
    assert set(told) <= ALLOWED
    assert told["cff-version"] == "1.2.0"
    assert told["type"] in ("dataset", "software")
    assert told["version"] == done.manifest.version
    assert isinstance(told["date-released"], str), "the schema wants text"
    assert date.fromisoformat(told["date-released"]) == date(2026, 11, 25)
    assert told["authors"] == [{"name": "The tipetl authors"}]
    for entry in told["identifiers"]:
        assert set(entry) == {"type", "value", "description"}
        assert entry["type"] in ("doi", "other", "swh", "url")
    assert told["identifiers"][0]["value"] == f"sha256:{done.manifest.content_hash}"
    for reference in told["references"]:
        assert set(reference) >= {"authors", "title", "type"}


def test_the_citation_names_the_version_and_its_content(done: Published) -> None:
    line = citation(edition_of(done.manifest))
    assert line.startswith("The tipetl authors (2026). ")
    assert f"Version {done.manifest.version}." in line
    assert done.manifest.content_hash in line
    assert "\n" not in line
    readme = (done.folder / "README.md").read_text(encoding="utf-8")
    assert line in readme
    assert "| `metric` | 13 |" in readme
    for name in re.findall(r"^\| `([^`]+?)/?`", readme, re.M):
        if name not in ("CHANGES.md",) and "." in name:
            assert (done.folder / name).exists(), name


def test_the_sums_are_what_sha256sum_reads(done: Published) -> None:
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=done.folder, capture_output=True, text=True
    )
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")
    named = {line.partition("  ")[2] for line in (done.folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()}
    there = {path.relative_to(done.folder).as_posix() for path in done.folder.rglob("*") if path.is_file()}
    assert named == there - {"SHA256SUMS"}
    assert {"CITATION.cff", "README.md", "recipe.json"} <= named


def test_an_edition_knows_its_day() -> None:
    from datetime import UTC, datetime

    edition = Edition("v", datetime(2026, 11, 25, 23, 59, tzinfo=UTC), "h", "3", {})
    assert edition.day == "2026-11-25"
