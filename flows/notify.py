"""Report to a Webhook block how a run of ``ingest`` ended: with a new version, or with a failure."""

from __future__ import annotations

import asyncio
from typing import Any

from prefect.blocks.webhook import Webhook
from prefect.client.schemas.objects import FlowRun, State

from tipetl.pipeline import RunResult
from tipetl.terminal import one_line

from .outcome import result_of


def notify_of(flow: Any, flow_run: FlowRun, state: State[Any]) -> None:
    """Call the block that the flow's parameter ``notify`` names, unless the run found nothing new.

    Raises whatever loading or calling the block raises, and httpx.HTTPStatusError if the response is an error. Prefect
    logs the exception, and the run ends as it would have without the call.
    """
    name = flow_run.parameters.get("notify")
    result = result_of(state)
    told = _ended(result) if isinstance(result, RunResult) else _failure(result)
    if name and told["status"] != "unchanged":
        asyncio.run(_call(name, {"run": flow_run.name, "run_id": str(flow_run.id)} | told))


def _ended(result: RunResult) -> dict[str, Any]:
    return {
        "status": result.status,
        "version": result.version,
        "message": one_line(result.message),
        "findings": 0 if result.report is None else len(result.report.findings),
    }


def _failure(error: BaseException) -> dict[str, Any]:
    return {"status": "failed", "version": None, "message": one_line(str(error)), "findings": 0}


async def _call(name: str, told: dict[str, Any]) -> None:
    block: Webhook = await Webhook.aload(name)
    (await block.call(told)).raise_for_status()
