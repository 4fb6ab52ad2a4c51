"""Make a plan of few checks, for tests of what a run does with its report.

All checks of one document take seconds, since the library keeps records of each check. All checks are tested in
``tests/checks``, and whole runs with all of them wherever a module does not use the fixture ``few_checks``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tipetl.checks.plan import Plan, load_plan

#: checks that fail for texts of these tests
BROKEN = (
    "cross_table.document_has_facts",
    "cross_table.figure_disturbed",
    "cross_table.outcomes_within_prosecutions",
    "cross_table.parts_within_total",
    "cross_table.run_has_facts",
    "metric.slice.text",
)


def few_checks(folder: Path | None = None) -> Plan:
    """Return a plan of the first check of each kind and the checks in ``BROKEN``; a folder's own checks are all
    included.
    """
    return load_plan(folder) if folder is not None else few_and()(folder)


def few_and(*also: str) -> Callable[[Path | None], Plan]:
    """Return a function that loads a plan of the first check of each kind, the checks in ``BROKEN`` and those in
    ``also``, from any folder.
    """
    return lambda folder=None: _few_of(load_plan(folder), also)


def _few_of(plan: Plan, also: tuple[str, ...]) -> Plan:
    first = {check.kind: check.check_id for check in reversed(plan.checks)}
    kept = {*first.values(), *BROKEN, *also}
    return replace(plan, checks=tuple(check for check in plan.checks if check.check_id in kept))
