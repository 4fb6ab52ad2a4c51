"""Names, acronyms, routes and themes on texts that others wrote and labelled before the code had run on them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.entity_scores import GOLD, TUNED, UNTOUCHED, acronyms, countries, flows, lines, themes


@pytest.mark.parametrize("name", ["countries", "countries_extra"])
def test_countries_are_found_and_nothing_else_is(name: str) -> None:
    score, regions = countries(GOLD / "mentions" / f"{name}.jsonl")
    assert min(score.precision, score.recall) >= 0.99, score.errors
    assert regions.f1 >= 0.95, regions.errors


@pytest.mark.parametrize("name", ["acronyms", "acronyms_extra"])
def test_acronyms_are_tied_to_their_long_names(name: str) -> None:
    ties, bodies = acronyms(GOLD / "mentions" / f"{name}.jsonl")
    assert min(ties.precision, ties.recall) >= 0.97, ties.errors
    assert min(bodies.precision, bodies.recall) >= 0.97, bodies.errors


@pytest.mark.parametrize(("folder", "core", "strict"), [("dev", 0.99, 0.98), ("flows", 0.97, 0.96)])
def test_routes(folder: str, core: float, strict: float) -> None:
    found = flows(GOLD / folder)
    assert found["core"].f1 >= core, found["core"].errors
    assert found["strict"].f1 >= strict, found["strict"].errors


def test_themes_of_tuned_and_of_untouched_items() -> None:
    path = GOLD / "themes" / "items.jsonl"
    assert themes(path, *TUNED).f1 >= 0.95
    assert themes(path, *UNTOUCHED).f1 >= 0.82


def test_labels_stand_where_they_say() -> None:
    for path in sorted((GOLD / "mentions").glob("countries*.jsonl")):
        for row in lines(path):
            for mention in row["mentions"]:
                assert row["text"][mention["char_start"] : mention["char_end"]] == mention["text"]
    for path in sorted((GOLD / "flows").glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        assert all(text[f["char_start"] : f["char_end"]] == f["sentence"] for f in row["flows"]), path.name


def test_the_sets_are_as_large_as_they_are_said_to_be() -> None:
    def count(path: str) -> int:
        return len(list(lines(Path(GOLD, path))))

    assert count("mentions/countries.jsonl") >= 300
    assert count("themes/items.jsonl") >= 150
