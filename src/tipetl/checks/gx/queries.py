"""Define our own expectations: queries, keyed by check id, that return the offending rows.

Great Expectations stores these expectations in suites like any other, with their queries, and judges them by the number
of rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
"""The maximum number of a check's offending rows in a validation result and in Data Docs; findings.html shows more."""

_OFFENDING_ROWS = "tipetl.offending_rows"


class OffendingRows(TableMetricProvider):
    """The offending rows of each query, as the engine found them."""

    metric_name = _OFFENDING_ROWS
    value_keys = ("queries",)

    @metric_value(engine=WarehouseEngine)
    def _rows(
        cls,
        execution_engine: WarehouseEngine,
        metric_domain_kwargs: Mapping[str, Any],
        metric_value_kwargs: Mapping[str, Any],
        metrics: Mapping[str, Any],
        runtime_configuration: Mapping[str, Any],
    ) -> Any:
        queries = metric_value_kwargs["queries"]
        return {check_id: execution_engine.offenders(check_id, query) for check_id, query in queries.items()}


class ExpectNoOffendingRows(BatchExpectation):
    """Expects none of the ``queries`` to return rows; ``reasons`` says why a returned row is an offense."""

    queries: dict[str, str]
    reasons: dict[str, str]

    metric_dependencies = (_OFFENDING_ROWS,)
    success_keys = ("queries",)

    def _validate(
        self, metrics: Mapping[str, Any], runtime_configuration: Any = None, execution_engine: Any = None
    ) -> dict[str, Any]:
        found = metrics[_OFFENDING_ROWS]
        offending = {check_id: len(rows) for check_id, rows in found.items()}
        shown = [
            [check_id, row.doc, row.expected, row.found, row.message]
            for check_id, rows in found.items()
            for row in rows[:SHOWN_IN_DOCS]
        ]
        result = {"observed_value": sum(offending.values()), "details": {"offending": offending, "rows": shown}}
        return {"success": not any(offending.values()), "result": result}

    @classmethod
    @renderer(renderer_type=LegacyRendererType.PRESCRIPTIVE)
    @render_suite_parameter_string
    def _prescriptive_renderer(
        cls, configuration: Any = None, result: Any = None, runtime_configuration: Any = None, **kwargs: Any
    ) -> list[RenderedStringTemplateContent]:
        told = configuration if configuration is not None else result.expectation_config
        return [
            RenderedStringTemplateContent(
                content_block_type="string_template",
                string_template={
                    "template": "$reason ($check_id)",
                    "params": {"reason": reason, "check_id": check_id},
                    "styling": {"params": {"check_id": {"tag": "code", "classes": []}}},
                },
            )
            for check_id, reason in told.kwargs["reasons"].items()
        ]

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
            header_row=["Check", "Document", "Expected", "Found", "Finding"],
            table=[["" if cell is None else str(cell) for cell in row] for row in rows],
            styling={"body": {"classes": ["table", "table-sm", "mt-3"]}},
        )
        page = (result.expectation_config.meta or {}).get("findings_page")
        link = RenderedStringTemplateContent(
            content_block_type="string_template",
            string_template={
                "template": "$link",
                "params": {"link": "With their sentences"},
                "styling": {"params": {"link": {"tag": "a", "attributes": {"href": f"{page}#{rows[0][0]}"}}}},
            },
        )
        return [table, link] if page else [table]


class ExpectFiguresToFit(ExpectNoOffendingRows):
    """Expects a report's statements about parts and wholes, outcomes, claims, other years and other sources to be
    consistent.
    """


class ExpectSoundCells(ExpectNoOffendingRows):
    """Expects required columns to have values, codes to be in their lists, and numbers to be within their bounds."""


class ExpectSoundKeys(ExpectNoOffendingRows):
    """Expects each key to identify one row, and each foreign key to identify a row of the other table."""


class ExpectWordsAtTheirOffsets(ExpectNoOffendingRows):
    """Expects each row's offsets to mark its words in its document's text."""


__all__ = [
    "SHOWN_IN_DOCS",
    "ExpectFiguresToFit",
    "ExpectNoOffendingRows",
    "ExpectSoundCells",
    "ExpectSoundKeys",
    "ExpectWordsAtTheirOffsets",
]
