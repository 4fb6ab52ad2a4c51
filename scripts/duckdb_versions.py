"""Open a published database with every DuckDB release that readers may have, and compare what each release reads.

usage: python -m scripts.duckdb_versions [--database FILE] [--folder .duckdb-versions] [RELEASE ...]

Creates an environment with only DuckDB below FOLDER for each release (default: 1.1 1.3 1.4 1.5 2.0), unless it exists;
installing needs a package index. FILE defaults to the example in docs/questions.md. Exit code: 0 if all releases read
the same tables, rows, comments and keys, and return the same answers; 1 if a release differs or cannot be installed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from scripts.duckdb_probe import seen
from scripts.questions import example_rows
from tipetl.store import write_database
from tipetl.tables.questions import questions

RELEASES = ("1.1", "1.3", "1.4", "1.5", "2.0")
PROBE = Path(__file__).resolve().parent / "duckdb_probe.py"
_COMPARED = ("tables", "rows", "views", "questions", "comments", "keys")


def probe(folder: Path, release: str, database: Path, asked: Mapping[str, str]) -> dict[str, Any]:
    """Return what the newest patch of a release reads; ``CalledProcessError`` if the release cannot be installed or
    cannot open the file.
    """
    home = folder / release
    python = home / "bin" / "python"
    if not (home / ".installed").exists():
        venv.create(home, with_pip=True, clear=True)
        install = [
            str(python),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            f"duckdb=={release}.*",
        ]
        subprocess.run(install, check=True)
        (home / ".installed").touch()
    done = subprocess.run(
        [str(python), str(PROBE), str(database)], input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def difference(wanted: Mapping[str, Any], answer: Mapping[str, Any]) -> str:
    """Describe the differences between two probes; empty if the probes are equal."""
    parts = []
    for name in _COMPARED:
        one, other = wanted[name], answer[name]
        if one == other:
            continue
        if isinstance(one, Mapping):
            parts += [f"{name}: {key}" for key in sorted({*one, *other}) if one.get(key) != other.get(key)]
        else:
            parts.append(f"{name}: {other} instead of {one}")
    return "; ".join(parts)


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("releases", nargs="*", metavar="RELEASE", default=list(RELEASES))
    parser.add_argument("--database", type=Path)
    parser.add_argument("--folder", type=Path, default=Path(".duckdb-versions"))
    given = parser.parse_args(argv)
    asked = {question.name: question.sql for question in questions()}
    with tempfile.TemporaryDirectory() as temporary:
        database = given.database
        if database is None:
            database = Path(temporary) / "tipetl.duckdb"
            write_database(database, example_rows())
        wanted: dict[str, Any] = json.loads(json.dumps(seen(str(database), asked)))
        print(f"written with DuckDB {wanted['release']}, {database.stat().st_size / 1e6:.1f} MB")
        print(
            "| release | tables | rows | comments of tables, views, columns | keys | views | questions | as written |"
        )
        print("|---|---|---|---|---|---|---|---|")
        failed = False
        for release in given.releases:
            try:
                answer = probe(given.folder, release, database, asked)
            except subprocess.CalledProcessError as error:
                lines = (error.stderr or str(error)).strip().splitlines()
                print(f"| {release} | | | | | | | FAILED: {lines[-1] if lines else error} |")
                failed = True
                continue
            wrong = difference(wanted, answer)
            failed = failed or bool(wrong)
            comment_counts = ", ".join(str(answer["commented"][kind]) for kind in ("tables", "views", "columns"))
            print(
                f"| {answer['release']} | {len(answer['tables'])} | {sum(answer['tables'].values()):,} | "
                f"{comment_counts} | "
                f"{answer['keys']} | {len(answer['views'])} | {len(answer['questions'])} | {wrong or 'yes'} |"
            )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
