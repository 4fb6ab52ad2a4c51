"""The hashes of how a version was made change with everything that affects the reading, and with nothing else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml

import tipetl
from tipetl.errors import DataFileError
from tipetl.snapshot.causes import recipe_changes
from tipetl.snapshot.recipe import RECIPE_NAME, Recipe, read_recipe, recipe_of
from tipetl.snapshot.versions import Side

PACKAGE = Path(tipetl.__file__).parent
VERBS = "language/data/lexicon/verbs.yaml"
LAW = "language/data/rules/law.yaml"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Copy the package's rules and words, with a module that reads and a module that displays."""
    place = tmp_path / "package"
    shutil.copytree(PACKAGE, place, ignore=shutil.ignore_patterns("__pycache__", "_data", "*.py"))
    for name in ("figures/places.py", "cli/run.py"):
        shutil.copyfile(PACKAGE / name, place / name)
    return place


def changes_after(
    package: Path, tmp_path: Path, file: str, old: str, new: str
) -> tuple[dict[str, str], set[str], tuple[str, ...]]:
    """Return the rules, data files and code that count as changed after text in a file was replaced."""
    again = tmp_path / "again"
    shutil.copytree(package, again)
    text = (again / file).read_text(encoding="utf-8")
    assert old in text
    (again / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    found = recipe_changes(side(recipe_of(package=package)), side(recipe_of(package=again)))
    return dict(found.rules), set(found.data), found.code


def side(recipe: Recipe) -> Side:
    return Side("1", Path(), {}, recipe, "r", "c", "k", "3")


def test_the_same_code_has_the_same_recipe(package: Path, tmp_path: Path) -> None:
    assert changes_after(package, tmp_path, VERBS, "arrest", "arrest") == ({}, set(), ())
    here, shipped = recipe_of(package=package), recipe_of()
    assert (here.rules, here.data, here.checks) == (shipped.rules, shipped.data, shipped.checks)
    assert set(here.code) == {"figures/places.py"}


def test_a_rule_is_told_by_its_id_and_not_by_its_file(package: Path, tmp_path: Path) -> None:
    rules, data, code = changes_after(package, tmp_path, LAW, "acts: [arrest]\n  unless: [victim]", "acts: [arrest]")
    assert rules == {"arrests.acts": "changed"}
    assert data == set()
    assert code == ()


def test_an_example_or_a_comment_changes_no_rule(package: Path, tmp_path: Path) -> None:
    rules, data, _ = changes_after(package, tmp_path, LAW, "Police arrested 14 suspects.", "Police arrested 14 men.")
    assert (rules, data) == ({}, set())
    shutil.rmtree(tmp_path / "again")
    rules, data, _ = changes_after(package, tmp_path, VERBS, "# Verbs by", "# All verbs by")
    assert (rules, data) == ({}, set())


def test_a_word_list_changes_the_rules_that_name_its_concept(package: Path, tmp_path: Path) -> None:
    rules, data, _ = changes_after(package, tmp_path, VERBS, "  handcuff, arrest, detain,", "  handcuff, arrest,")
    named = {
        entry["id"]
        for entry in yaml.safe_load((package / LAW).read_text(encoding="utf-8"))
        if "arrest" in str(entry.get("acts", "")).replace("arrest_n", "").split("'")
    }
    assert named
    assert named <= set(rules)
    assert set(rules.values()) == {"its words: arrest in verbs.yaml"}
    assert "convictions.acts" not in rules
    assert data == {VERBS}


def test_weights_and_code_are_told_by_their_files(package: Path, tmp_path: Path) -> None:
    before = recipe_of(package=package)
    again = tmp_path / "again"
    shutil.copytree(package, again)
    names = {"figures/choice/data/scorer.npz", "figures/choice/data/encoder.npz"}
    for name in names:
        with (again / name).open("ab") as weights:
            weights.write(b"x")
    (again / "figures" / "places.py").write_text("x = 1\n", encoding="utf-8")
    (again / "cli" / "run.py").write_text("x = 1\n", encoding="utf-8")
    found = recipe_changes(side(before), side(recipe_of(package=again)))
    assert set(found.data) == names
    assert found.code == ("figures/places.py",)


def test_corrections_are_told_with_their_place(tmp_path: Path) -> None:
    assert recipe_of().decided == {}
    entry = {
        "narrative": "GHA-2013", "sentence": "Police arrested 60 suspects.", "corrected": "arrests", "text": "60",
        "field": "value", "from": 60, "to": 61, "author": "A. Reader", "reason": "A misprint.",
    }  # fmt: skip
    text = "# Mine.\n" + yaml.safe_dump([entry]) + "  date: 2026-11-25\n"
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    recipe = recipe_of(tmp_path)
    assert set(recipe.corrections) == {"mine.yaml"}
    assert set(recipe.decided.values()) == {"mine.yaml:2"}
    (tmp_path / "bad.yaml").write_text("- what: ever\n", encoding="utf-8")
    with pytest.raises(DataFileError):
        recipe_of(tmp_path)


def test_a_recipe_reads_back_and_a_damaged_one_counts_as_none(tmp_path: Path) -> None:
    recipe = recipe_of()
    (tmp_path / RECIPE_NAME).write_text(recipe.to_json(), encoding="utf-8")
    assert read_recipe(tmp_path) == recipe
    assert len(recipe.rules) > 50
    assert len(recipe.checks) > 300
    (tmp_path / RECIPE_NAME).write_text(json.dumps({"code": {}, "other": 1}), encoding="utf-8")
    assert read_recipe(tmp_path) is None
    assert read_recipe(tmp_path / "nowhere") is None
