"""The only module that uses Great Expectations: it takes frames and expectations, and returns plain verdicts.

It is imported only when checks run (the import takes seconds), works on pandas frames (its DuckDB connection closes
before it fetches), keeps nothing on disk and sends nothing anywhere.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tipetl.checks.plan import Check
from tipetl.errors import TerminalError

SHOWN_ROWS = 200
"""The most offending rows kept per check."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of an expectation. ``error`` is set if it could not be evaluated, whatever ``success`` says.

    ``rows`` are the offending rows (at most ``SHOWN_ROWS``) as column → value; ``offending`` is their total number.
    """

    check_id: str
    success: bool
    offending: int
    rows: tuple[Mapping[str, Any], ...] = ()
    error: str | None = None


class Session:
    """Great Expectations for one run of the checks."""

    def __init__(self) -> None:
        self._gx, self._expectations = _great_expectations()
        context = self._gx.get_context(mode="ephemeral")
        context.variables.progress_bars = {"globally": False, "metric_calculations": False}
        asset = context.data_sources.add_pandas("frames").add_dataframe_asset("frame")
        self._whole = asset.add_batch_definition_whole_dataframe("whole")

    def validate(self, frame: Any, checks: Sequence[Check], index_columns: Sequence[str]) -> list[Verdict]:
        """Run one suite on one pandas frame; ``index_columns`` identify the offending rows.

        A check that is a query has a column named after it in the frame, which holds the values of its offending rows;
        it is expected to be empty. Returns one verdict for each expectation that came back, which may be fewer than
        requested; the gate counts them.
        """
        expectations = [_expectation(self._expectations, check) for check in checks]
        suite = self._gx.ExpectationSuite(name="suite", expectations=expectations)
        batch = self._whole.get_batch({"dataframe": frame})
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # deprecations between two dependencies, which users cannot fix
            result = batch.validate(
                suite,
                result_format={
                    "result_format": "SUMMARY",
                    "partial_unexpected_count": SHOWN_ROWS,
                    "unexpected_index_column_names": list(index_columns),
                    "return_unexpected_index_query": False,
                },
            )
        return [_verdict(one) for one in result.results]


def _great_expectations() -> tuple[Any, Any]:
    if sys.flags.optimize >= 2:
        raise TerminalError(
            "Great Expectations cannot be loaded where Python strips docstrings (-OO, PYTHONOPTIMIZE=2).",
            advice="Start Python with -O at most.",
        )
    # Read at import: without it, an anonymous usage event is sent.
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    for name in ("great_expectations", "great_expectations.core", "great_expectations.data_context"):
        logging.getLogger(name).setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import great_expectations
        import great_expectations.expectations
    return great_expectations, great_expectations.expectations


def _expectation(gxe: Any, check: Check) -> Any:
    common = {"meta": {"check_id": check.check_id}, "severity": check.severity}
    match check.kind:
        case "required":
            return gxe.ExpectColumnValuesToNotBeNull(column=check.columns[0], **common)
        case "unique" if len(check.columns) == 1:
            return gxe.ExpectColumnValuesToBeUnique(column=check.columns[0], **common)
        case "unique":
            return gxe.ExpectCompoundColumnsToBeUnique(column_list=list(check.columns), **common)
        case "codes" if check.codes:
            return gxe.ExpectColumnValuesToBeInSet(column=check.columns[0], value_set=list(check.codes), **common)
        case "between":
            return gxe.ExpectColumnValuesToBeBetween(
                column=check.columns[0], min_value=check.minimum, max_value=check.maximum, **common
            )
        case "matches":
            return gxe.ExpectColumnValuesToMatchRegex(column=check.columns[0], regex=check.regex, **common)
        case "rows":
            return gxe.ExpectTableRowCountToBeBetween(min_value=check.minimum, **common)
    return gxe.ExpectColumnValuesToBeNull(column=check.check_id, **common)


def _verdict(one: Any) -> Verdict:
    check_id = one.expectation_config.meta["check_id"]
    error = _error(one.exception_info)
    if error is not None:
        return Verdict(check_id, success=False, offending=0, error=error)
    result = one.result or {}
    if one.success:
        return Verdict(check_id, success=True, offending=0)
    rows = tuple(
        {name: _plain(value) for name, value in row.items()}
        for row in result.get("partial_unexpected_index_list") or ()
        if isinstance(row, Mapping)
    )
    # Expectations on a whole table have no unexpected rows; their observed value is the number of rows.
    offending = int(result.get("unexpected_count") or result.get("observed_value") or 0)
    return Verdict(check_id, success=False, offending=max(offending, len(rows), 1), rows=rows)


def _error(info: Any) -> str | None:
    """The message of an expectation that raised: the info is flat, or has one entry for each metric that failed."""
    if not info:
        return None
    entries = [info] if "raised_exception" in info else list(info.values())
    for entry in entries:
        if entry.get("raised_exception"):
            return str(entry.get("exception_message"))
    return None


def _plain(value: Any) -> Any:
    """A cell of a frame in plain Python: numpy numbers as numbers, NaN as None."""
    if hasattr(value, "item"):
        value = value.item()
    return None if value is None or value != value else value
