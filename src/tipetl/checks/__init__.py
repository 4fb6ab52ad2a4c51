"""The gate before publication: checks defined as data in ``expectations/`` and run by Great Expectations.

Importing this package does not import Great Expectations; running the checks does.
"""

from __future__ import annotations

from tipetl.checks.engine import load_engine
from tipetl.checks.gate import run_checks, write_project
from tipetl.checks.plan import Check, Plan, load_plan
from tipetl.checks.report import (
    COMPARED,
    FACTS_KEPT,
    CheckReport,
    CheckResult,
    Compared,
    Finding,
    MetricKept,
    SentenceSpan,
)

__all__ = [
    "COMPARED",
    "FACTS_KEPT",
    "Check",
    "CheckReport",
    "CheckResult",
    "Compared",
    "Finding",
    "MetricKept",
    "Plan",
    "SentenceSpan",
    "load_engine",
    "load_plan",
    "run_checks",
    "write_project",
]
