"""Schema changes between versions require a new number and keep the old name."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from tipetl.store import view_types
from tipetl.tables import TABLE_SCHEMA_VERSION
from tipetl.tables.upgrades import LAST_PUBLISHED_SCHEMA, lost, schema_file, schema_record

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "reference" / "schemas"


def recorded(version: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / f"schema-{version}.json").read_text(encoding="utf-8"))
    assert found["table_schema_version"] == version
    return found


@pytest.fixture(scope="module")
def present() -> dict[str, Any]:
    return schema_record(view_types())


def test_nothing_of_the_last_published_schema_is_lost(present: dict[str, Any]) -> None:
    assert lost(recorded(LAST_PUBLISHED_SCHEMA), present) == []


def test_another_schema_has_another_number(present: dict[str, Any]) -> None:
    last = recorded(LAST_PUBLISHED_SCHEMA)
    assert int(TABLE_SCHEMA_VERSION) >= int(LAST_PUBLISHED_SCHEMA)
    if TABLE_SCHEMA_VERSION == LAST_PUBLISHED_SCHEMA:
        assert present == last, "the published schema was changed: raise TABLE_SCHEMA_VERSION (docs/upgrades.md)"
    else:
        assert present != last, "nothing changed: TABLE_SCHEMA_VERSION is that of the last published schema"


def test_the_record_of_the_present_schema_is_not_stale() -> None:
    page = SCHEMAS / f"schema-{TABLE_SCHEMA_VERSION}.json"
    assert page.read_text(encoding="utf-8") == schema_file(view_types()), "write it again: make docs"


def test_each_loss_is_told(present: dict[str, Any]) -> None:
    assert lost(present, present) == []
    now = copy.deepcopy(present)
    del now["tables"]["flow"]
    del now["views"]["tier_history"]
    del now["tables"]["metric"]["columns"]["value"]
    now["tables"]["document"]["columns"]["report_year"] = "VARCHAR"
    now["tables"]["document"]["columns"]["tier"] = "VARCHAR NOT NULL"
    now["views"]["headline_figures"]["columns"]["words"] = "INTEGER"
    assert sorted(lost(present, now)) == [
        "document.report_year was INTEGER and is VARCHAR",
        "flow is gone",
        "headline_figures.words was VARCHAR and is INTEGER",
        "metric.value is gone",
        "tier_history is gone",
    ]


def test_what_was_marked_as_going_may_go_and_a_table_may_become_a_view(present: dict[str, Any]) -> None:
    last = copy.deepcopy(present)
    last["tables"]["metric"]["deprecated"] = {"value": "use figure."}
    last["views"]["tier_history"]["deprecated"] = {"*": "use fct_tier."}
    now = copy.deepcopy(present)
    del now["tables"]["metric"]["columns"]["value"]
    del now["views"]["tier_history"]
    del now["tables"]["issue"]
    columns = {name: kind.removesuffix(" NOT NULL") for name, kind in present["tables"]["issue"]["columns"].items()}
    now["views"]["issue"] = {"columns": columns, "deprecated": {"*": "use note."}}
    assert lost(last, now) == []
    del now["tables"]["metric"]["columns"]["unit"]
    assert lost(last, now) == ["metric.unit is gone"]
