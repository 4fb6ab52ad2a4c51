"""Write the reference pages that are generated from the code, or list stale pages.

usage: python -m scripts.reference --write | --check
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from tipetl.cli.reference import command_reference
from tipetl.ruledocs import rules_page, sectors_page, themes_page
from tipetl.store import view_types
from tipetl.tables.definitions import TABLE_SCHEMA_VERSION
from tipetl.tables.dictionary import data_dictionary
from tipetl.tables.upgrades import LAST_PUBLISHED_SCHEMA, schema_file

PROJECT = Path(__file__).resolve().parents[1]
PAGES: dict[str, Callable[[], str]] = {
    "docs/reference/cli.md": command_reference,
    "docs/reference/rules.md": rules_page,
    "docs/reference/sectors.md": sectors_page,
    "docs/reference/tables.md": data_dictionary,
    "docs/reference/themes.md": themes_page,
}
# The record of a published schema is never rewritten (docs/upgrades.md).
if int(TABLE_SCHEMA_VERSION) > int(LAST_PUBLISHED_SCHEMA):
    PAGES[f"docs/reference/schemas/schema-{TABLE_SCHEMA_VERSION}.json"] = lambda: schema_file(view_types())


def stale(root: Path = PROJECT) -> list[str]:
    """Return the pages under ``root``, relative to it, that differ from what the code generates now."""
    return [name for name, page in PAGES.items() if not _holds(root / name, page())]


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def main(argv: list[str]) -> int:
    """Return exit code 0 if all pages are up to date, 1 if some are stale (named on standard error), 2 for
    wrong usage.
    """
    if argv == ["--write"]:
        for name, page in PAGES.items():
            (PROJECT / name).parent.mkdir(parents=True, exist_ok=True)
            (PROJECT / name).write_text(page(), encoding="utf-8")
        return 0
    if argv == ["--check"]:
        old = stale()
        for name in old:
            sys.stderr.write(f"{name} is not what the code says: run 'make docs' and commit the page.\n")
        return 1 if old else 0
    sys.stderr.write((__doc__ or "").strip() + "\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
