"""``tipetl evaluate`` on gold made for the purpose; the narrative words were written for these tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tipetl.cli import main
from tipetl.errors import DataFileError
from tipetl.evaluate.folds import Folds, fold_of
from tipetl.evaluate.gold import load_gold
from tipetl.evaluate.reading import by_metric, by_rule, score_all, total
from tipetl.evaluate.reliability import calibration_error, reliability
from tipetl.evaluate.scoring import Counts
from tipetl.figures.choice.calibration import CANDIDATE_BELOW, LEAST, MOST, Calibration, calibrated, load_measured
from tipetl.figures.record.readings import Reading

WORDS = "Courts convicted nine traffickers. Police arrested 31 suspects."


def gold_fact(metric: str, value: int, text: str) -> dict[str, Any]:
    return {"metric": metric, "value": value, "value_high": None, "unit": "person", "year": 2012, "status": "reported",
            "exploitation": None, "official": False, "count": None, "text": text,
            "char_start": WORDS.index(text), "char_end": WORDS.index(text) + len(text)}  # fmt: skip


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder with one text read rightly, and one of whose labels one is not to be read and one is wanting."""
    root = tmp_path / "gold"
    right = [gold_fact("convictions", 9, "nine"), gold_fact("arrests", 31, "31")]
    for name, facts in (("right", right), ("wrong", [right[0], gold_fact("acquittals", 5, "31")])):
        folder = root / name
        folder.mkdir(parents=True)
        (folder / f"{name}.txt").write_text(WORDS, encoding="utf-8")
        entry = {"doc": name, "iso3": "XKX", "report_year": 2013, "section": "prosecution", "facts": facts}
        (folder / f"{name}.json").write_text(json.dumps(entry), encoding="utf-8")
    (root / "numbers.jsonl").write_text('{"doc": "right", "kind": "age"}\n', encoding="utf-8")
    return root


def test_gold_is_found_in_any_depth(gold: Path) -> None:
    found = load_gold(gold)
    assert [(g.doc, g.folder, g.era) for g in found] == [
        ("right", "right", "2010–2017"),
        ("wrong", "wrong", "2010–2017"),
    ]


def test_gold_without_its_text_is_named(gold: Path) -> None:
    (gold / "right" / "right.txt").unlink()
    with pytest.raises(DataFileError, match=r"right\.json.*Put right\.txt beside it"):
        load_gold(gold)


def test_a_folder_without_gold_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", str(tmp_path)]) == 1
    assert "no labelled texts" in capsys.readouterr().err


def test_counts_by_metric_and_rule(gold: Path) -> None:
    scored = score_all(load_gold(gold))
    assert total(scored, "core") == Counts(3, 1, 1)
    metrics = by_metric(scored, "core")
    assert metrics["convictions"] == Counts(2, 0, 0)
    assert metrics["arrests"] == Counts(1, 0, 1)
    assert metrics["acquittals"] == Counts(0, 1, 0)
    assert sum(by_rule(scored).values(), Counts()) == Counts(3, 0, 1)


def test_the_page_is_written_checked_and_the_same_each_time(gold: Path, tmp_path: Path) -> None:
    page = tmp_path / "docs" / "accuracy.md"
    assert main(["evaluate", str(gold), "--write", str(page)]) == 0
    words = page.read_text(encoding="utf-8")
    assert "constructed, or retell" in words and "flatters" in words
    assert "| core | 0.750" in words
    assert "| right | 1 | 2 | 1.000 | 1.000 | 1.000" in words
    assert main(["evaluate", str(gold), "--check", str(page)]) == 0
    (page.parent / "accuracy-log.md").write_text("# First sight\n\nA line of the log.\n", encoding="utf-8")
    assert main(["evaluate", str(gold), "--check", str(page)]) == 1
    assert main(["evaluate", str(gold), "--write", str(page)]) == 0
    assert "A line of the log." in page.read_text(encoding="utf-8")


def test_rules_only_says_so(gold: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    assert main(["evaluate", str(gold), "--rules-only", "--write", str(page)]) == 0
    assert "rules alone, without the trained scorer" in page.read_text(encoding="utf-8")


def test_reliability_bins_claims_against_outcomes() -> None:
    bins = reliability([(0.97, True), (0.99, True), (1.0, False), (0.55, True), (0.55, False)])
    assert [(b.low, b.count, b.right) for b in bins] == [(0.5, 2, 1), (0.95, 3, 2)]
    assert calibration_error(bins) == pytest.approx((2 * 0.05 + 3 * abs(0.986667 - 2 / 3)) / 5, abs=1e-3)
    assert calibration_error([]) == 0


def reading(**fields: Any) -> Reading:
    base: dict[str, Any] = {
        "metric": "arrests", "number": 0, "first": 0, "last": 0, "low": 5, "high": None, "qualifier": "exact",
        "unit": "person", "status": "reported", "rule": "arrests.acts", "score": 5.0,
    }  # fmt: skip
    return Reading(**(base | fields))


def test_confidence_grows_with_what_the_scorer_found() -> None:
    chances = [calibrated(reading(chance=p)) for p in (0.05, 0.3, 0.6, 0.9, 0.99)]
    assert chances == sorted(chances)
    assert chances[0] < CANDIDATE_BELOW < chances[-1]
    assert all(LEAST <= c <= MOST for c in chances)


def test_a_calibration_without_weights_says_its_bias() -> None:
    assert Calibration(0.0, {}).chance({"scorer": 3.0}) == 0.5
    assert Calibration(50.0, {}).chance({}) == MOST


def test_what_was_measured_across_folds_is_shipped_and_calibrated() -> None:
    data = load_measured()
    assert data is not None
    folds = Folds.from_json(data["folds"])
    assert Folds.from_json(json.loads(json.dumps(folds.as_json()))) == folds
    assert sum(b.count for b in folds.bins) > 1000
    # a claim is met to within five points on average
    assert calibration_error(folds.bins) < 0.05


def test_folds_depend_on_names_alone() -> None:
    folds = [fold_of(f"text-{k}", 8) for k in range(400)]
    assert set(folds) == set(range(8))
    assert max(folds.count(k) for k in range(8)) < 90
