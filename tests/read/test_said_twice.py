"""A report that says everything twice yields rows with distinct keys."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tipetl.model import Hints
from tipetl.read import read_source
from tipetl.sources.opening import make_source
from tipetl.tables import TABLES, rows_of

TEXTS = sorted((Path(__file__).resolve().parents[1] / "gold" / "dev").glob("*.txt"))[::5]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_what_is_said_twice_has_two_keys(path: Path) -> None:
    paragraphs = [*path.read_text(encoding="utf-8").split("\n"), "Therefore the country remained on Tier 2."]
    text = "\n".join(line for paragraph in paragraphs for line in (paragraph, paragraph))
    reading = read_source(make_source(text.encode(), path.name, Hints(country="Jordan", report_year=2013)))
    rows = rows_of(reading.narratives, [reading.audit], [reading])
    assert len([row for row in rows["claim"] if "tier" in row]) >= 2
    for name, table in TABLES.items():
        places = [table.column_names.index(column) for column in table.primary_key]
        keys = Counter(tuple(row[place] for place in places) for row in rows.get(name, ()))
        assert [key for key, count in keys.items() if count > 1] == [], name
