"""Make a plan of few checks, for tests of what a run does with its report.

All checks of one document take seconds, since the library keeps records of each check. All checks are tested in
``tests/checks``, and whole runs with all of them wherever a module does not use the fixture ``few_checks``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import duckdb

from tipetl.checks.offenders import is_query, query_of
from tipetl.checks.plan import Check, Plan, load_plan

#: checks that fail for texts of tests
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
    return lambda folder=None: _few_of_own(also) if folder is None else _few_of(load_plan(folder), also)


@cache
def _few_of_own(also: tuple[str, ...]) -> Plan:
    return _few_of(load_plan(), also)


def _few_of(plan: Plan, also: tuple[str, ...]) -> Plan:
    first = {check.kind: check.check_id for check in reversed(plan.checks)}
    kept = {*first.values(), *BROKEN, *also}
    checks = tuple(check for check in plan.checks if check.check_id in kept)
    return replace(plan, checks=checks, preparation=_needed(plan.preparation, checks))


_MADE = re.compile(r"(?:CREATE TEMP \w+|INSERT INTO) (\w+)")
# a table that a query reads, or a macro that it calls
_NAMED = re.compile(r"\b(?:(?:FROM|JOIN)\s+(\w+)|(\w+)\()")


def _needed(preparation: str, checks: tuple[Check, ...]) -> str:
    """Return the statements that make what these checks' queries name, and what those statements name: making all
    shared tables would take a third of a short run.
    """
    named = {name for check in checks if is_query(check) for name in _names(query_of(check))}
    needed: list[str] = []
    with duckdb.connect() as connection:
        statements = [statement.query for statement in connection.extract_statements(preparation)]
    for statement in reversed(statements):
        made = _MADE.search(statement)
        if made is None or made[1] in named:
            needed.append(statement)
            named |= _names(statement)
    return ";\n".join(reversed(needed))


def _names(query: str) -> set[str]:
    return {name for pair in _NAMED.findall(query) for name in pair}
