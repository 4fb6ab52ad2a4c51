"""A changed digit in a source, a changed rule and an added correction are each named as the only cause."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.snapshot.sides import GHANA, KOSOVO, LATVIA, told
from tipetl.pipeline import run
from tipetl.snapshot import verify_snapshot, version_dir
from tipetl.snapshot.diff import difference, summary_of
from tipetl.snapshot.manifest import read_manifest

OPENED = "Prosecutors opened 12 trafficking investigations in 2011."
CORRECTION = """\
- narrative: GHA-2013
  sentence: Police arrested 60 suspects.
  corrected: arrests
  text: "60"
  field: value
  from: 60
  to: 61
  author: A. Reader
  date: 2026-11-25
  reason: A misprint.
"""


def checkout(project: Path, place: Path) -> Path:
    """Copy the code with its rules, which a test may change."""
    shutil.copytree(project / "src" / "tipetl", place / "src" / "tipetl", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("expectations", "seeds", "warehouse"):
        (place / name).symlink_to(project / name)
    return place / "src"


@pytest.mark.slow
def test_each_cause_is_named_and_nothing_else(project: Path, tmp_path: Path) -> None:
    texts, warehouse = tmp_path / "texts", tmp_path / "warehouse"
    texts.mkdir()
    for name, text in (
        ("kosovo", KOSOVO),
        ("ghana", GHANA),
        ("latvia", LATVIA.replace("Courts convicted", OPENED + " Courts convicted")),
    ):
        (texts / f"{name}-2013.txt").write_text(text, encoding="utf-8")
    assert run([texts], warehouse=warehouse).status == "published"

    kosovo = texts / "kosovo-2013.txt"
    kosovo.write_text(KOSOVO.replace("31 trafficking", "32 trafficking"), encoding="utf-8")
    decisions = tmp_path / "decisions"
    decisions.mkdir()
    (decisions / "mine.yaml").write_text(CORRECTION, encoding="utf-8")
    source = checkout(project, tmp_path / "checkout")
    rules = source / "tipetl" / "language" / "data" / "rules" / "law.yaml"
    text = rules.read_text(encoding="utf-8")
    rule = "- id: investigations.noun\n  metric: investigations\n  unit: case\n"
    assert text.count(rule) == 1
    rules.write_text(text.replace(rule, rule.replace("unit: case", "unit: person")), encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable, "-m", "tipetl", "run", texts, "--warehouse", warehouse, "--corrections", decisions,
            "--accept", "coverage.facts_kept: trial of a rule",
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr

    found = difference(warehouse)
    assert told(found) == [
        ("document", "changed", "Kosovo 2013 (kosovo-2013)", ("source kosovo-2013",)),
        ("fact", "changed", "arrests 2012: 61 person", ("correction mine.yaml:1",)),
        ("fact", "changed", "investigations 2011: 12 person", ("rule investigations.noun",)),
        ("fact", "changed", "investigations 2012: 32 case", ("source kosovo-2013",)),
        ("cited", "changed", "GHA 2012 arrests: 61 person", ("correction mine.yaml:1",)),
        ("cited", "changed", "LVA 2011 investigations: 12 person", ("rule investigations.noun",)),
        ("cited", "changed", "XKX 2012 investigations: 32 case", ("source kosovo-2013",)),
        ("correction", "added", "GHA-2013: value 60 → 61", ("correction mine.yaml:1",)),
    ]
    assert verify_snapshot(warehouse).sound
    folder = version_dir(warehouse, "latest")
    manifest = read_manifest(folder)
    assert manifest.difference is not None
    assert summary_of(manifest.difference) == found.summary()
    assert "Rule changed: investigations.noun" in (folder / "CHANGES.md").read_text(encoding="utf-8")
