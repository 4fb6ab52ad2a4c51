"""``tipetl doctor``: diagnose the installation or a warehouse."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated, Literal

import typer

from tipetl.cli.failures import EXIT_NOTHING
from tipetl.cli.messages import counted
from tipetl.cli.options import DEFAULT_WAREHOUSE, Warehouse


def doctor(
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    form: Annotated[
        Literal["table", "json"], typer.Option("--format", help="table: for reading; json: one object with everything.")
    ] = "table",
) -> None:
    """Show what is wrong with the installation or the warehouse, and what to do.

    Checks Python, packages, rules, the folder, its file system and free space, the lock, what killed runs left behind,
    and whether every version is as it was published. Changes nothing. Exit code 1 if there is a problem; notes and
    warnings do not affect it.

    \b
    Example:
      tipetl doctor
      tipetl doctor --warehouse data --format json
    """
    from tipetl.doctor import examine

    found = examine(warehouse)
    problems = sum(1 for one in found if one.level == "problem")
    warnings = sum(1 for one in found if one.level == "warning")
    if form == "json":
        report = {
            "sound": not problems,
            "problems": problems,
            "warnings": warnings,
            "warehouse": str(warehouse),
            "found": [asdict(one) for one in found],
        }
        typer.echo(json.dumps(report, indent=1, ensure_ascii=False))
    else:
        from tipetl.cli.rows import print_table

        rows = [(one.level, one.check, f"{one.message} {one.advice}".strip()) for one in found]
        print_table(("", "checked", "found"), rows)
        typer.echo()
        typer.echo(_verdict(problems, warnings))
    if problems:
        raise typer.Exit(EXIT_NOTHING)


def _verdict(problems: int, warnings: int) -> str:
    if not problems and not warnings:
        return "Nothing is wrong."
    found = [counted(count, word) for count, word in ((problems, "problem"), (warnings, "warning")) if count]
    return f"Found {' and '.join(found)}."
