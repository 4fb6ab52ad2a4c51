"""Test names, acronyms, routes and themes on texts that others wrote and labeled before the code had run on them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.entity_scores import GOLD, acronyms, countries, flows
from scripts.label_scores import laws, lines, sectors, themes, tiers
from tipetl.evaluate.goldfiles import load_gold
from tipetl.model import SECTORS, THEMES


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


@pytest.mark.parametrize(
    ("batch", "core", "strict"),
    [
        ("dev", 0.99, 0.98),
        ("batches/2026-11-profiles-1.jsonl", 0.985, 0.98),
        ("batches/2026-11-profiles-2.jsonl", 0.99, 0.985),
        ("batches/2026-11-profiles-1a.jsonl", 0.975, 0.945),
    ],
)
def test_routes(batch: str, core: float, strict: float) -> None:
    found = flows(load_gold(GOLD / batch))
    assert found["core"].f1 >= core, found["core"].errors
    assert found["strict"].f1 >= strict, found["strict"].errors


@pytest.mark.parametrize(("name", "least"), [("items", 0.96), ("fresh_a", 0.98), ("second_a", 0.98), ("third_a", 0.97)])
def test_themes(name: str, least: float) -> None:
    score = themes(GOLD / "themes" / f"{name}.jsonl")
    assert score.f1 >= least, score.errors


def test_sectors_of_sentences_and_of_their_routes() -> None:
    words, routes = sectors(GOLD / "sectors" / "fresh_a.jsonl")
    assert words.f1 >= 0.98, words.errors
    assert routes.precision >= 0.98 and routes.f1 >= 0.86, routes.errors


def test_laws_their_years_and_their_penalties() -> None:
    found = laws(GOLD / "laws" / "fresh_a.jsonl")
    assert min(found["named"].f1, found["years"].f1) >= 0.98, found["named"].errors + found["years"].errors
    assert found["penalties"].f1 >= 0.92, found["penalties"].errors


def test_tiers_movements_and_waivers() -> None:
    score = tiers(GOLD / "tiers" / "fresh_a.jsonl")
    assert score.f1 >= 0.99, score.errors


def test_an_untouched_half_is_counted_and_not_told() -> None:
    score = themes(GOLD / "themes" / "fresh_b.jsonl")
    assert score.right and score.missed + score.spurious and not score.errors


def test_a_score_counts_right_missed_and_spurious_and_leaves_optional_ones_out(tmp_path: Path) -> None:
    path = tmp_path / "items_a.jsonl"
    rows = [
        {"id": "1", "text": "Train judges; fund shelters", "themes": ["training", "data"], "optional": ["shelter"]},
        {"id": "2", "text": "Repaint the bridge", "themes": []},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    score = themes(path)
    assert (score.right, score.missed, score.spurious) == (1, 1, 1)
    assert score.errors == ["1 -data +funding | Train judges; fund shelters"]


def test_labels_stand_where_they_say() -> None:
    for path in sorted((GOLD / "mentions").glob("countries*.jsonl")):
        for row in lines(path):
            for mention in row["mentions"]:
                assert row["text"][mention["char_start"] : mention["char_end"]] == mention["text"]


def test_the_sets_are_as_large_as_they_are_said_to_be() -> None:
    def count(path: str) -> int:
        return len(list(lines(Path(GOLD, path))))

    assert count("mentions/countries.jsonl") >= 300
    assert count("themes/items.jsonl") >= 150
    for name, codes in (("themes", THEMES), ("sectors", SECTORS)):
        for half in ("a", "b"):
            rows = list(lines(GOLD / name / f"fresh_{half}.jsonl"))
            assert len(rows) >= 70 and len({row["id"] for row in rows}) == len(rows)
            assert {code for row in rows for code in (*row[name], *row.get("optional", ()))} <= set(codes)
