"""Expectations of our own: queries that return the offending rows, each kind with its own words in Data Docs.

Great Expectations stores them in suites like any other, with the query, and judges them by the number of rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from great_expectations.expectations.expectation import BatchExpectation, render_suite_parameter_string
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider
from great_expectations.render.components import (
    LegacyDiagnosticRendererType,
    LegacyRendererType,
    RenderedStringTemplateContent,
    RenderedTableContent,
)
from great_expectations.render.renderer.renderer import renderer

from tipetl.checks.gx.warehouse import WarehouseEngine

SHOWN_IN_DOCS = 20
"""The most offending rows in a validation result, and so in Data Docs; findings.html has more."""

_OFFENDING_ROWS = "tipetl.offending_rows"


class OffendingRows(TableMetricProvider):
    """The offending rows of a query, as the engine found them."""

    metric_name = _OFFENDING_ROWS
    value_keys = ("check_id", "query")

    @metric_value(engine=WarehouseEngine)
    def _rows(
        cls,
        execution_engine: WarehouseEngine,
        metric_domain_kwargs: Mapping[str, Any],
        metric_value_kwargs: Mapping[str, Any],
        metrics: Mapping[str, Any],
        runtime_configuration: Mapping[str, Any],
    ) -> Any:
        return execution_engine.offenders(metric_value_kwargs["check_id"], metric_value_kwargs["query"])


class ExpectNoOffendingRows(BatchExpectation):
    """``query`` returns no rows; those that it returns offend, for the ``reason``."""

    check_id: str
    query: str
    reason: str

    metric_dependencies = (_OFFENDING_ROWS,)
    success_keys = ("check_id", "query")
    # What Data Docs say; the names with a dollar are fields.
    template: ClassVar[str] = "$reason"

    def _validate(
        self, metrics: Mapping[str, Any], runtime_configuration: Any = None, execution_engine: Any = None
    ) -> dict[str, Any]:
        rows = metrics[_OFFENDING_ROWS]
        shown = [[row.doc, row.expected, row.found, row.message] for row in rows[:SHOWN_IN_DOCS]]
        return {"success": not rows, "result": {"observed_value": len(rows), "details": {"rows": shown}}}

    @classmethod
    @renderer(renderer_type=LegacyRendererType.PRESCRIPTIVE)
    @render_suite_parameter_string
    def _prescriptive_renderer(
        cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None, **kwargs: Any
    ) -> list[RenderedStringTemplateContent]:
        told = configuration if configuration is not None else result.expectation_config
        fields = {
            name: ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            for name, value in told.kwargs.items()
        }
        words = {
            "template": f"{cls.template} ($check_id)",
            "params": fields,
            "styling": {"params": {"check_id": {"tag": "code", "classes": []}}},
        }
        return [RenderedStringTemplateContent(content_block_type="string_template", string_template=words)]

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.OBSERVED_VALUE)
    def _diagnostic_observed_value_renderer(
        cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None, **kwargs: Any
    ) -> str:
        rows = result.result.get("observed_value") if result else None
        return "--" if rows is None else f"{rows:,} offending {'row' if rows == 1 else 'rows'}"

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_TABLE)
    def _diagnostic_unexpected_table_renderer(
        cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None
    ) -> list[Any] | None:
        rows = ((result.result or {}).get("details") or {}).get("rows") if result else None
        if not rows:
            return None
        table = RenderedTableContent(
            content_block_type="table",
            header_row=["Document", "Expected", "Found", "Finding"],
            table=[["" if cell is None else str(cell) for cell in row] for row in rows],
            styling={"body": {"classes": ["table", "table-sm", "mt-3"]}},
        )
        page = (result.expectation_config.meta or {}).get("findings_page")
        link = RenderedStringTemplateContent(
            content_block_type="string_template",
            string_template={
                "template": "$link",
                "params": {"link": "With their sentences"},
                "styling": {"params": {"link": {"tag": "a", "attributes": {"href": page}}}},
            },
        )
        return [table, link] if page else [table]


class ExpectFiguresToFit(ExpectNoOffendingRows):
    """What a report says fits together: parts and wholes, outcomes, claims, other years, other sources."""


class ExpectRowsToExist(ExpectNoOffendingRows):
    """Every row that ``columns`` refer to is in ``to_table``."""

    columns: list[str]
    to_table: str
    to_columns: list[str]

    template = "Every $columns refers to a row of $to_table ($to_columns). $reason"


class ExpectWordsAtTheirOffsets(ExpectNoOffendingRows):
    """The offsets of each row cut ``column`` out of its document's text."""

    column: str

    template = "The offsets cut $column out of the document. $reason"


class ExpectListsOfCodes(ExpectNoOffendingRows):
    """Every code in the lists of ``column`` is in ``value_set``."""

    column: str
    value_set: list[str]

    template = "Every code in the lists of $column is one of $value_set. $reason"


__all__ = [
    "SHOWN_IN_DOCS",
    "ExpectFiguresToFit",
    "ExpectListsOfCodes",
    "ExpectNoOffendingRows",
    "ExpectRowsToExist",
    "ExpectWordsAtTheirOffsets",
]
