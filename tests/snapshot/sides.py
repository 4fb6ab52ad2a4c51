"""Make versions from rows alone, for tests of comparisons: without database, checks or manifest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tipetl.snapshot.diff import Difference, compared
from tipetl.snapshot.manifest import SourceEntry
from tipetl.snapshot.recipe import Recipe
from tipetl.snapshot.versions import Side
from tipetl.store import write_parquet
from tipetl.tables import TABLES, Row

# Three narratives with invented figures, written for these tests.
KOSOVO = """\
KOSOVO (Tier 2)

The Government of Kosovo does not fully meet the minimum standards for the elimination of trafficking; however, it is
making significant efforts to do so.

Recommendations for Kosovo:
Train judges in the capital; open a shelter for boys.

Prosecution
The government kept up its efforts. In 2012, police investigated 31 trafficking cases, compared with 22 in 2011. Courts
convicted nine traffickers.

Protection
The government identified 42 victims, including seven children, and gave shelter to 12 of them.
"""
GHANA = """\
GHANA (Tier 2)

Prosecution
In 2012, courts acquitted four defendants and convicted 17 traffickers. Police arrested 60 suspects.

Protection
The government identified 77 victims. Women from Togo are exploited in sex trafficking in Ghana.
"""
LATVIA = """\
LATVIA (Tier 1)

Prosecution
In 2012, police investigated five cases. Courts convicted three traffickers in 2012.

Protection
The government identified 16 victims, 14 of them women, in 2012.
"""
RECIPE = Recipe(
    code={"figures/facts.py": "a", "checks/engine.py": "b"},
    data={"language/data/rules/law.yaml": {"arrests.acts": "1"}, "structure/themes.yaml": {"training": "1"}},
    rules={"arrests.acts": ["1", "arrest"]},
    checks={"cross_table.some": "1"},
    libraries={"numpy": "2.4"},
)


def side(
    folder: Path,
    version: str,
    rows: Mapping[str, Sequence[Row]],
    *,
    recipe: Recipe | None = RECIPE,
    hints: Mapping[str, Mapping[str, Any]] | None = None,
    rule_set_version: str = "r1",
    code_version: str = "0.1.0",
) -> Side:
    """Make a version of these rows, with a source for each document in them."""
    place = folder / version
    write_parquet(place / "parquet", rows)
    names = TABLES["document"].column_names
    sources = {}
    for row in rows["document"]:
        told = dict(zip(names, row, strict=True))
        doc = str(told["source_doc"])
        sources[doc] = SourceEntry(doc, f"{doc}.txt", told["source_id"], 1, "ok", dict((hints or {}).get(doc, {})))
    return Side(version, place, sources, recipe, rule_set_version, code_version, "c1", "3")


def differences(
    folder: Path,
    before: Mapping[str, Sequence[Row]],
    after: Mapping[str, Sequence[Row]],
    *,
    old: Recipe | None = RECIPE,
    new: Recipe | None = RECIPE,
    **more: Any,
) -> Difference:
    """Return the differences between versions 1 and 2 of these rows."""
    return compared(side(folder, "1", before, recipe=old), side(folder, "2", after, recipe=new, **more))


def told(found: Difference) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Return kind, status, label and causes of every addition, removal and change."""
    return [(c.kind, c.status, c.label, tuple(f"{x.kind} {x.name}" for x in c.causes)) for c in found.told]
