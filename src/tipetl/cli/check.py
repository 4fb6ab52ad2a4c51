"""``tipetl check``: the findings of the last run."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer

from tipetl.cli.failures import EXIT_BLOCKED
from tipetl.cli.options import DEFAULT_WAREHOUSE, Warehouse, console


def check(
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    form: Annotated[
        Literal["table", "jsonl"],
        typer.Option("--format", help="table: for reading; jsonl: a JSON object per finding."),
    ] = "table",
    whole: Annotated[
        bool, typer.Option("--all", help="Print all findings, not only the first few of each check.")
    ] = False,
    data_docs: Annotated[
        Path | None,
        typer.Option(
            "--data-docs",
            metavar="DIR",
            file_okay=False,
            help="Check the latest version again, and write a Great Expectations project with Data Docs here.",
        ),
    ] = None,
) -> None:
    """Print what the checks of the last run found, with the sentences, even if it was blocked.

    A blocked run published nothing, so its findings are not in any version but in the record of the run. Exit code 1 if
    there has been no run, 3 if the last one was blocked.

    \b
    Example:
      tipetl check
      tipetl check --all | less
      tipetl check --format jsonl | head
      tipetl check --data-docs gx-of-latest
    """
    if data_docs is not None:
        _write_data_docs(warehouse, data_docs)
        return
    from tipetl.errors import WarehouseError
    from tipetl.snapshot import last_run

    record = last_run(warehouse)
    if record is None:
        raise WarehouseError(f"There has been no run in {warehouse} yet.", advice="Run one: tipetl run PATH")
    if record.report is None:
        raise WarehouseError(
            f"The last run made no checks: {record.message}", advice="Give a narrative: tipetl run PATH"
        )
    if form == "jsonl":
        _print_lines([asdict(finding) for finding in record.report.findings])
    else:
        from tipetl.cli.summary import print_report

        out = console()
        print_report(record.report, out, whole=whole)
        out.print()
        out.print(f"Run of {record.started_at[:19]} UTC. {record.message}", markup=False, soft_wrap=True)
    if record.report.blocked:
        raise typer.Exit(EXIT_BLOCKED)


def _write_data_docs(warehouse: Path, folder: Path) -> None:
    from tipetl.checks import write_project
    from tipetl.snapshot import LATEST, version_dir
    from tipetl.store import DATABASE_NAME

    count = write_project(version_dir(warehouse, LATEST) / DATABASE_NAME, folder)
    page = folder / "data_docs" / "index.html"
    console().print(f"Checked {count} expectations; see {page}.", markup=False, soft_wrap=True)


def _print_lines(findings: list[dict[str, object]]) -> None:
    import json

    for finding in findings:
        typer.echo(json.dumps(finding, ensure_ascii=False))
