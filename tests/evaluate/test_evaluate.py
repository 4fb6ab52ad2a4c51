"""Test ``tipetl evaluate`` on gold made for this purpose; the narratives were written for these tests."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tipetl.cli import main
from tipetl.evaluate.folds import Folds, fold_of
from tipetl.evaluate.goldfiles import load_gold
from tipetl.evaluate.reading import by_metric, by_rule, score_all, total
from tipetl.evaluate.reliability import calibration_error, reliability
from tipetl.evaluate.scoring import Counts
from tipetl.figures.choice.calibration import CANDIDATE_BELOW, LEAST, MOST, Calibration, calibrated, load_measured
from tipetl.figures.record.readings import Reading

WORDS = "Courts convicted nine traffickers. Police arrested 31 suspects."


def gold_fact(metric: str, value: int, text: str) -> dict[str, Any]:
    return {"metric": metric, "value": value, "unit": "person", "year": 2012, "status": "reported",
            "qualifier": "exact", "text": text,
            "char_start": WORDS.index(text), "char_end": WORDS.index(text) + len(text)}  # fmt: skip


SIGHT = {"date": "2026-02-03", "commit": "abc1234", "facts": 2, "core_precision": 0.75, "core_recall": None,
         "core_f1": 0.875, "strict_f1": 0.5}  # fmt: skip


def batch(folder: Path, facts: list[dict[str, Any]], use: str = "trained", **header: Any) -> None:
    """Write a batch of one text, both named after the folder."""
    known = {"name": folder.name, "use": use, "manner": "plain", "made": None, "labelled_by": None}
    entry = {"doc": folder.name, "iso3": "XKX", "report_year": 2013, "section": "prosecution", "text": WORDS}
    lines = [{"batch": known | header}, entry | {"facts": facts}]
    folder.mkdir(parents=True)
    (folder / f"{folder.name}.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Make a folder with one text that is read correctly, and one text with a spurious and a missing fact."""
    root = tmp_path / "gold"
    right = [gold_fact("convictions", 9, "nine"), gold_fact("arrests", 31, "31")]
    batch(root / "right", right)
    batch(root / "wrong", [right[0], gold_fact("acquittals", 5, "31")])
    (root / "numbers.jsonl").write_text('{"doc": "right", "kind": "age"}\n', encoding="utf-8")
    return root


def test_gold_is_found_in_any_depth(gold: Path) -> None:
    found = load_gold(gold)
    assert [(g.doc, g.batch.name, g.era) for g in found] == [
        ("right", "right", "2010–2017"),
        ("wrong", "wrong", "2010–2017"),
    ]


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
    assert "constructed, or retell" in words and "flatter" in words
    assert "| core | 0.750" in words
    assert "| right | 1 | 2 | 1.000 | 1.000 | 1.000" in words
    assert main(["evaluate", str(gold), "--check", str(page)]) == 0
    page.write_text(words.replace("0.750", "0.850"), encoding="utf-8")
    assert main(["evaluate", str(gold), "--check", str(page)]) == 1


def test_the_page_leads_with_texts_that_were_left_out(gold: Path, tmp_path: Path) -> None:
    batch(gold / "older", [], first_sight=SIGHT | {"date": "2026-01-01"})
    batch(gold / "unseen", [gold_fact("convictions", 9, "nine")], use="first_sight", first_sight=SIGHT)
    page = tmp_path / "page.md"
    assert main(["evaluate", str(gold), "--write", str(page)]) == 0
    words = page.read_text(encoding="utf-8")
    heads = [line for line in words.splitlines() if line.startswith("## ")]
    assert heads == ["## First sight", "## Still left out", "## Folds left out", "## Confidence", "## Texts tuned on"]
    first, still, _, _, tuned = re.split("^## ", words, flags=re.MULTILINE)[1:]
    # the latest first; unknown values stay empty
    assert re.findall(r"^\| `(\w+)` \|", first, re.MULTILINE) == ["unseen", "older"]
    assert "| `unseen` | 2026-02-03 | plain | 1 | 2 | `abc1234` | 0.750 |  | 0.875 | 0.500 |" in first
    assert "| unseen | 1 | 1 | 0.500 | 1.000 |" in still
    # and it is not included in the scores of tuned texts
    assert "unseen" not in tuned and "| older | 1 | 0 |" in tuned and "3 texts with 4 gold facts" in tuned


def test_the_terminal_tells_apart_what_was_left_out(gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    batch(gold / "unseen", [gold_fact("convictions", 9, "nine")], use="first_sight", first_sight=SIGHT)
    assert main(["evaluate", str(gold)]) == 0
    out = capsys.readouterr().out
    assert out.index("Texts left out of tuning and training: 1,") < out.index("so their figures are flattering: 2,")


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
    # the confidence is right to within five points on average
    assert calibration_error(folds.bins) < 0.05


def test_folds_depend_on_names_alone() -> None:
    folds = [fold_of(f"text-{k}", 8) for k in range(400)]
    assert set(folds) == set(range(8))
    assert max(folds.count(k) for k in range(8)) < 90
