"""Write the files that describe a version: how to cite it, how it was made, and what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tipetl import __version__
from tipetl.checks.plan import checks_version
from tipetl.errors import WarehouseError
from tipetl.resources import rule_set_version
from tipetl.snapshot.changelog import changelog
from tipetl.snapshot.citation import CITATION_NAME, README_NAME, Edition, citation_file, readme
from tipetl.snapshot.diff import compared
from tipetl.snapshot.manifest import SourceEntry, read_manifest
from tipetl.snapshot.recipe import RECIPE_NAME, read_recipe, recipe_of
from tipetl.snapshot.versions import Side

CHANGES_NAME = "CHANGES.md"
BESIDE: tuple[str, ...] = (CITATION_NAME, README_NAME, RECIPE_NAME, CHANGES_NAME)


def write_beside(
    folder: Path,
    edition: Edition,
    sources: Sequence[SourceEntry],
    before: Path | None,
    corrections: Path | None,
) -> Mapping[str, Any] | None:
    """Write the descriptive files into a version under construction, and return the summary of its differences.

    ``before`` is the folder of the version to compare with; ``corrections`` is a folder of corrections in addition to
    the built-in ones. Returns None for a first version, and if the previous version is damaged: damage must not block
    the next version, and ``verify`` reports it. Raises ``OSError`` if a file cannot be written.
    """
    recipe = recipe_of(corrections)
    for name, text in (
        (CITATION_NAME, citation_file(edition)),
        (README_NAME, readme(edition)),
        (RECIPE_NAME, recipe.to_json()),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    if before is None:
        return None
    new = Side(
        version=edition.version,
        folder=folder,
        sources={entry.doc: entry for entry in sources},
        recipe=recipe,
        rule_set_version=rule_set_version(),
        code_version=__version__,
        checks_version=checks_version(),
        table_schema_version=edition.table_schema_version,
    )
    try:
        difference = compared(Side.of(before, read_manifest(before), read_recipe(before)), new)
    except WarehouseError:
        return None
    (folder / CHANGES_NAME).write_text(changelog(difference), encoding="utf-8")
    return asdict(difference.summary())
