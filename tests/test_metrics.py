"""Test the metric definitions: what the file says, what is refused, and what is derived."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tipetl.errors import DataFileError
from tipetl.figures.choice.network import load_scorer, scorer_from_bytes
from tipetl.metrics import CITED, DURATIONS, METRIC, METRICS, MONEY, PROCEEDINGS, SCORED, VICTIMS, parse_metrics
from tipetl.yamlfile import parse_yaml

VISAS = """\
visas:
  label: Visas
  group: protection
  counts: visas given
  family: services
  read_from: counts
  units: [event]
  section: protection
"""


def test_a_metric_needs_no_more_than_its_entry() -> None:
    [visas] = parse_metrics(parse_yaml(VISAS, "metrics.yaml").value).values()
    assert (visas.code, visas.measure, visas.unit, visas.kinds, visas.cited) == ("visas", "count", "event", True, False)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("label: Visas", "name: Visas", "unknown name; no label"),
        ("group: protection", "group: protect", "group cannot be 'protect'"),
        ("[event]", "[events]", "units cannot be .*; use case, person"),
        ("units: [event]", "cited: false", "has units"),
        ("read_from: counts", "read_from: money", "a sum of money has none"),
        ("section: protection", "section: visas", "section cannot be"),
        ("section: protection", "section: protection\n  cited: maybe", "cited cannot be 'maybe'"),
        ("section: protection", "section: protection\n  stage: 0", "stage cannot be 0"),
        ("visas:", "1:", "expected a code"),
        ("visas:", "- visas:", "expected metrics by their code"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_name(old: str, new: str, complaint: str) -> None:
    with pytest.raises(DataFileError, match=complaint):
        parse_metrics(parse_yaml(VISAS.replace(old, new, 1), "metrics.yaml").value)


def test_families_are_disjoint_and_the_scorer_decides_on_what_it_was_trained_on() -> None:
    assert not PROCEEDINGS & VICTIMS
    assert set(SCORED) == {code for code in set(METRICS) - DURATIONS if METRIC[code].scored}
    assert {METRIC[code].unit for code in MONEY} == {None}
    assert set(CITED) <= {code for code in METRICS if METRIC[code].measure == "count"}


def test_weights_of_other_metrics_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    scorer = load_scorer()
    assert scorer is not None
    monkeypatch.setattr("tipetl.figures.choice.network.SCORED", (*SCORED, "visas"))
    weights = replace(scorer).as_bytes()
    monkeypatch.undo()
    with pytest.raises(DataFileError, match=r"other metrics \(visas\)"):
        scorer_from_bytes(weights)
