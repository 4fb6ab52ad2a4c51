"""``fetch`` and ``nightly`` run a task for each report year, name each failure, and publish the available reports."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from prefect.client.orchestration import get_client
from prefect.states import State

from flows import fetch as module
from flows.fetch import fetch
from flows.nightly import nightly
from tests.sources.server import PAGE
from tipetl.errors import TerminalError
from tipetl.snapshot import list_snapshots
from tipetl.sources.addresses import Address, Want
from tipetl.sources.fetch import Fetched
from tipetl.sources.fetch import fetch as fetch_wants
from tipetl.sources.web import Policy

pytestmark = pytest.mark.usefixtures("api", "few_checks")


class Web:
    """A stand-in for the web and the catalog: each year has an address that returns a narrative unless the year is
    ``down``.
    """

    years = (2013, 2014)

    def __init__(self, *down: int) -> None:
        self.down = down
        self.asked: list[str] = []

    def wants(self, years: Sequence[int], countries: Sequence[str] | None) -> list[Want]:
        address = "https://reports.test/{}/kosovo"
        return [
            Want((Address(address.format(year), iso3=code, report_year=year),), code, year)
            for year in years
            for code in countries or ["XKX"]
        ]

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.path)
        if any(f"/{year}/" in request.url.path for year in self.down):
            return httpx.Response(404)
        return httpx.Response(200, stream=httpx.ByteStream(PAGE), headers={"Content-Type": "text/html; charset=utf-8"})

    def fetch(self, wants: Sequence[Want], folder: Path, policy: Policy) -> list[Fetched]:
        client = httpx.AsyncClient(transport=httpx.MockTransport(self.answer))
        return fetch_wants(wants, folder, replace(policy, per_second=1000, retries=0), client=client)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    put = Web(2014)
    monkeypatch.setattr(module, "fetch_wants", put.fetch)
    monkeypatch.setattr(module, "bundled_addresses", lambda: put)
    return put


def _fetched() -> dict[str, Any]:
    with get_client(sync_client=True) as client:
        found = client._client.post("/artifacts/latest/filter", json={}).json()
    return next(artifact for artifact in found if artifact["key"] == "fetched")


def _ended(state: Any) -> State[Any]:
    assert isinstance(state, State)
    return state


def test_each_year_is_asked_for_and_what_failed_is_told(web: Web, tmp_path: Path) -> None:
    state = _ended(fetch([2013, 2014], ["Kosovo"], str(tmp_path / "reports"), return_state=True))
    assert state.is_completed()
    assert web.asked == ["/2013/kosovo", "/2014/kosovo"]
    assert state.message == f"2 asked for: 1 new, 1 failed. They are in {tmp_path / 'reports'}."
    [failed] = json.loads(_fetched()["data"])
    assert failed["wanted"] == "XKX 2014"
    assert "404" in failed["why"]


def test_a_fetch_that_had_nothing_fails(web: Web, tmp_path: Path) -> None:
    assert _ended(fetch([2014], ["XKX"], str(tmp_path / "reports"), return_state=True)).is_failed()


def test_an_unknown_country_asks_for_nothing(web: Web, tmp_path: Path) -> None:
    state = _ended(fetch([2013], ["Atlantis"], str(tmp_path / "reports"), return_state=True))
    assert isinstance(state.result(raise_on_failure=False), TerminalError)
    assert not web.asked


def test_a_night_publishes_what_was_fetched_and_a_night_without_news_nothing(web: Web, tmp_path: Path) -> None:
    place = tmp_path / "warehouse"
    for status in ("published", "unchanged"):
        state = _ended(nightly([2013], ["Kosovo"], str(place), return_state=True))
        assert state.result().status == status
    web.down = (2013,)  # the copies of earlier nights remain, and so does the version
    assert _ended(nightly([2013], ["Kosovo"], str(place), return_state=True)).result().status == "unchanged"
    assert len(list_snapshots(place)) == 1
