"""The flow ``fetch``: download the catalog's addresses, one task for each report year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from tipetl import __version__
from tipetl.countries import find_country
from tipetl.errors import TerminalError
from tipetl.snapshot import claim_fetched
from tipetl.sources.addresses import bundled_addresses
from tipetl.sources.fetch import Fetched, states_of, user_agent
from tipetl.sources.fetch import fetch as fetch_wants
from tipetl.sources.web import Policy
from tipetl.terminal import one_line

LONGEST = timedelta(hours=6)
"""The time limit for a year; a year has roughly 190 addresses, which take minutes at one request per second with three
retries each.
"""


@task(timeout_seconds=LONGEST.total_seconds(), tags=["network"], cache_policy=NO_CACHE, persist_result=False)
def fetch_year(year: int, countries: Sequence[str] | None, folder: Path, per_second: float) -> list[Fetched]:
    """Fetch a report year's narratives; ``countries`` are ISO3 codes. Addresses that an earlier attempt fetched are not
    requested again.
    """
    found = fetch_wants(
        bundled_addresses().wants([year], countries), folder, Policy(user_agent(__version__), per_second=per_second)
    )
    for one in found:
        if one.state == "failed":
            get_run_logger().warning("%s: %s", one.want.name, one_line(f"{one.reason} {one.advice}"))
    get_run_logger().info("%d: %s.", year, states_of(found))
    return found


@flow(name="fetch", description="Download what the catalog lists.", persist_result=False)
def fetch(
    years: list[int] | None = None,
    countries: list[str] | None = None,
    into: str | None = None,
    warehouse: str = "warehouse",
    per_second: float = 1.0,
    init: bool = False,
) -> State[Any]:
    """Fetch report years (default: all) into a folder (default: ``fetched`` in the warehouse).

    ``countries`` are names or ISO3 codes (default: all). Years are fetched one after another, because they come from
    the same hosts. The flow fails only if it gets no narrative at all; the artifact ``fetched`` gives the reason for
    each failed narrative. Raises ``TerminalError`` for an unknown country, and ``WarehouseError`` for a folder that is
    not ours.
    """
    codes = None if countries is None else [_iso3(name) for name in countries]
    folder = claim_fetched(Path(into) if into else None, Path(warehouse), init=init)
    wanted = bundled_addresses().years if years is None else years
    found = [one for year in wanted for one in fetch_year(year, codes, folder, per_second)]
    failed = [one for one in found if one.state == "failed"]
    create_table_artifact(
        key="fetched",
        table=[{"wanted": one.want.name, "why": one_line(one.reason), "advice": one.advice} for one in failed],
        description=f"What could not be fetched. Of {len(found)}: {states_of(found)}.",
    )
    message = f"{len(found)} asked for: {states_of(found)}. They are in {folder}."
    ended = Failed if found and len(failed) == len(found) else Completed
    return ended(message=message)


def _iso3(name: str) -> str:
    country = find_country(name)
    if country is None:
        raise TerminalError(f"{name!r} is not a country.", advice="Give an English name or an ISO 3166-1 alpha-3 code.")
    return country.iso3
