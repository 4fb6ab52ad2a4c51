"""A narrative yields the same facts at the same places, whether its lines are wrapped or not."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from tipetl.model import Hints, Narrative
from tipetl.read import read_source
from tipetl.sources.opening import make_source


def _read(text: str, name: str) -> Narrative:
    (narrative,) = read_source(make_source(text.encode(), name, Hints())).narratives
    return narrative


@pytest.mark.parametrize("width", [60, 78])
@pytest.mark.parametrize("name", ["jordan-2013.txt", "mongolia-2015.txt", "nicaragua-2012.txt"])
def test_wrapping_changes_nothing(project: Path, name: str, width: int) -> None:
    text = (project / "tests/gold/dev" / name).read_text(encoding="utf-8")
    lines = (textwrap.wrap(line, width, break_on_hyphens=False) or [""] for line in text.split("\n"))
    wrapped = "\n".join("\n".join(line) for line in lines)
    assert len(wrapped) == len(text)
    plain, narrow = _read(text, name), _read(wrapped, name)
    assert [(fact.metric, fact.value, fact.char_start, fact.year, fact.exploitation) for fact in narrow.facts] == [
        (fact.metric, fact.value, fact.char_start, fact.year, fact.exploitation) for fact in plain.facts
    ]
    assert [(flow.origin_iso3, flow.destination_iso3, flow.exploitation) for flow in narrow.flows] == [
        (flow.origin_iso3, flow.destination_iso3, flow.exploitation) for flow in plain.flows
    ]
    assert [(one.entity_id, one.char_start) for one in narrow.mentions] == [
        (one.entity_id, one.char_start) for one in plain.mentions
    ]


def test_a_number_cut_at_its_hyphen_is_one_number() -> None:
    """Test this on a text in our own words."""
    text = "Prosecution\nIn 2012, courts convicted sixty-\nfour traffickers; police freed twenty-\nthree girls.\n"
    facts = _read(text, "kenya-2013.txt").facts
    assert [(fact.metric, fact.value, fact.text) for fact in facts] == [
        ("convictions", 64, "sixty-\nfour"),
        ("victims_identified", 23, "twenty-\nthree"),
    ]
