"""The flow ``nightly``: ``fetch``, then ``ingest`` of everything ever fetched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from tipetl.snapshot import claim_fetched

from .fetch import fetch
from .ingest import ingest


@flow(name="nightly", description="Fetch reports, then read, check and publish.", persist_result=False)
def nightly(
    years: list[int] | None = None,
    countries: list[str] | None = None,
    warehouse: str = "warehouse",
    per_second: float = 1.0,
    site: str | None = None,
    notify: str | None = None,
    corrections: str | None = None,
    init: bool = False,
) -> State[Any]:
    """Fetch, then ingest the folder of fetched reports. Copies from earlier fetches are ingested even if nothing new
    could be fetched.

    To fetch past years as well, give ``years``. The parameters are those of ``fetch`` and ``ingest``; the final state
    is that of ``ingest``.
    """
    folder = claim_fetched(None, Path(warehouse), init=init)
    fetched = fetch(years, countries, None, warehouse, per_second, return_state=True)
    if not fetched.is_completed():
        get_run_logger().warning("Fetching: %s", fetched.message)
    ended = ingest([str(folder)], warehouse, site=site, notify=notify, corrections=corrections, return_state=True)
    ends = Completed if ended.is_completed() else Failed
    return ends(message=ended.message, data=ended.data)
