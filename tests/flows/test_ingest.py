"""The flow does what the pipeline does, records every task, and leaves artifacts."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
from prefect.states import State

from flows import ingest as module
from flows.ingest import ingest, is_retryable
from flows.outcome import result_of
from tipetl import pipeline
from tipetl.checks import CheckReport, CheckResult
from tipetl.errors import DataFileError, WarehouseBusyError
from tipetl.pipeline import RunResult
from tipetl.snapshot import last_run, list_snapshots, warehouse_lock

pytestmark = pytest.mark.usefixtures("api", "few_checks")


def _run(*paths: Path, warehouse: Path, add: bool = False) -> State[Any]:
    state = ingest([str(path) for path in paths], str(warehouse), add, return_state=True)
    assert isinstance(state, State)
    return state


def _task_runs(state: State[Any]) -> list[Any]:
    assert state.state_details.flow_run_id is not None
    with get_client(sync_client=True) as client:
        wanted = FlowRunFilter(id=FlowRunFilterId(any_=[state.state_details.flow_run_id]))
        return list(client.read_task_runs(flow_run_filter=wanted))


def _artifacts() -> dict[str, Any]:
    with get_client(sync_client=True) as client:
        answer = client._client.post("/artifacts/latest/filter", json={})
        return {artifact["key"]: artifact for artifact in answer.json()}


def test_a_run_publishes_what_the_pipeline_would_publish(report: Path, tmp_path: Path) -> None:
    state = _run(report, warehouse=tmp_path / "flow")
    result = state.result()
    assert isinstance(result, RunResult)
    assert result.status == "published"
    plain = pipeline.run([report], warehouse=tmp_path / "plain")
    assert result.manifest is not None
    assert plain.manifest is not None
    assert result.manifest.content_hash == plain.manifest.content_hash
    assert last_run(tmp_path / "flow") is not None


def test_a_run_builds_the_site_when_asked(report: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    state = ingest([str(report)], str(tmp_path / "warehouse"), site=str(site), return_state=True)
    assert isinstance(state, State)
    assert state.is_completed()
    assert len(list((site / "narratives").glob("*.html"))) == 1
    assert (site / "index.html").is_file()


def test_every_task_is_recorded_and_the_artifacts_tell_what_came_out(report: Path, tmp_path: Path) -> None:
    state = _run(report, tmp_path / "missing.txt", warehouse=tmp_path / "warehouse")
    names = Counter(run.name.rsplit("-", 1)[0] for run in _task_runs(state))
    assert names == dict.fromkeys(("gather", "read_batch", "build", "check", "publish"), 1)
    artifacts = _artifacts()
    assert {"documents", "facts", "checks", "summary"} <= artifacts.keys()
    documents = {row["document"]: row["outcome"] for row in json.loads(artifacts["documents"]["data"])}
    assert documents["kosovo-2013"] == "ok"
    assert documents["missing"] != "ok"
    facts = {(row["metric"], row["value"], row["text"]) for row in json.loads(artifacts["facts"]["data"])}
    assert {("investigations", 31, "31"), ("convictions", 9, "nine")} <= facts
    summary = artifacts["summary"]["data"]
    assert f"Readers see version **{state.result().version}**" in summary
    assert "| ok | 1 |" in summary
    assert "missing.txt" in summary
    assert "There was no last version" in summary


def test_where_nothing_has_changed_nothing_is_built_and_the_artifacts_are_the_same(
    report: Path, tmp_path: Path
) -> None:
    _run(report, warehouse=tmp_path / "warehouse")
    facts = _artifacts()["facts"]["data"]
    again = _run(report, warehouse=tmp_path / "warehouse")
    assert again.is_completed()
    assert (again.result().status, again.result().read, again.result().taken) == ("unchanged", 0, 1)
    assert [run.name.rsplit("-", 1)[0] for run in _task_runs(again)] == ["gather"]
    assert len(list_snapshots(tmp_path / "warehouse")) == 1
    artifacts = _artifacts()
    assert artifacts["facts"]["flow_run_id"] == str(again.state_details.flow_run_id)
    assert artifacts["facts"]["data"] == facts
    assert "Nothing new" in artifacts["summary"]["data"]


def test_the_same_content_is_checked_again_without_the_cache(report: Path, tmp_path: Path) -> None:
    _run(report, warehouse=tmp_path / "warehouse")
    again = ingest([str(report)], str(tmp_path / "warehouse"), cached=False, return_state=True)
    assert isinstance(again, State)
    assert again.result().status == "unchanged"
    assert "check" in {run.name.rsplit("-", 1)[0] for run in _task_runs(again)}
    assert len(list_snapshots(tmp_path / "warehouse")) == 1


def test_documents_are_read_in_batches(report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH_SIZE", 2)
    for number in range(4):
        (report.parent / f"ghana-201{number}.txt").write_text(report.read_text().replace("KOSOVO", "GHANA"))
    state = _run(report.parent, warehouse=tmp_path / "warehouse")
    assert len(state.result().audits) == 5
    assert sum(run.name.startswith("read_batch") for run in _task_runs(state)) == 3


def test_nothing_to_ingest_fails_the_flow_and_says_why(tmp_path: Path) -> None:
    state = _run(tmp_path / "missing.txt", warehouse=tmp_path / "warehouse")
    assert state.is_failed()
    assert state.message == "Nothing could be ingested."
    assert result_of(state).status == "nothing_ingested"


def test_a_critical_check_fails_the_flow_and_nothing_is_published(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = CheckResult("metric.broken", "metric", "critical", "failed", 1, "A check of this test.")
    monkeypatch.setattr(pipeline, "run_checks", lambda *_args, **_more: CheckReport((broken,), (), planned=1, ran=1))
    state = _run(report, warehouse=tmp_path / "warehouse")
    assert state.is_failed()
    assert "metric.broken" in str(state.message)
    assert list_snapshots(tmp_path / "warehouse") == ()
    record = last_run(tmp_path / "warehouse")
    assert record is not None
    assert record.status == "blocked"


def test_a_strict_flow_fails_at_a_doubt_and_nothing_is_published(report: Path, tmp_path: Path) -> None:
    report.write_text(report.read_text(encoding="utf-8").replace("22", "2\u200b2"), encoding="utf-8")
    state = ingest([str(report)], str(tmp_path / "warehouse"), strict=True, return_state=True)
    assert state.is_failed() and "1 doubtful" in str(state.message)
    assert list_snapshots(tmp_path / "warehouse") == ()
    documents = json.loads(_artifacts()["documents"]["data"])
    assert [row["outcome"] for row in documents] == ["doubtful"]


def test_a_busy_warehouse_is_tried_again(report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []

    def lock(warehouse: Path, *, init: bool) -> AbstractContextManager[None]:
        tried.append(warehouse)
        if len(tried) <= 2:
            raise WarehouseBusyError("Another run is publishing.")
        return warehouse_lock(warehouse, init=init)

    monkeypatch.setattr(module, "WAITS", (0, 0))
    monkeypatch.setattr(module, "warehouse_lock", lock)
    assert _run(report, warehouse=tmp_path / "warehouse").result().status == "published"
    assert len(tried) == 3


def test_a_warehouse_that_stays_busy_fails_the_flow(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "WAITS", (0, 0))
    with warehouse_lock(tmp_path / "warehouse"):
        state = _run(report, warehouse=tmp_path / "warehouse")
    assert isinstance(state.result(raise_on_failure=False), WarehouseBusyError)
    assert _task_runs(state) == []


def test_an_error_that_stays_is_not_tried_again(report: Path, tmp_path: Path) -> None:
    (report.parent / "catalog.yaml").write_text("not: a list\n")
    state = _run(report.parent, warehouse=tmp_path / "warehouse")
    assert isinstance(state.result(raise_on_failure=False), DataFileError)
    [gathered] = [run for run in _task_runs(state) if run.name.startswith("gather")]
    assert gathered.run_count == 1
    assert not is_retryable(None, None, state)


@pytest.mark.parametrize(("kind", "code"), [("report", 0), ("missing", 1)])
def test_the_command_ends_like_tipetl_run(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, code: int
) -> None:
    path = report if kind == "report" else tmp_path / "missing.txt"
    assert module.main([str(path), "--warehouse", str(tmp_path / "warehouse")]) == code
    out, err = capsys.readouterr()
    if code:
        assert "missing.txt" in err
    else:
        assert "investigations" in out
        assert "Published version" in out
        assert out.count(" sql ") == 3


def test_an_interrupt_while_checking_publishes_nothing(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> CheckReport:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "run_checks", interrupted)
    assert module.main([str(report), "--warehouse", str(tmp_path / "warehouse")]) == 130
    assert capsys.readouterr().err.count("tipetl: Interrupted.") == 1
    assert list_snapshots(tmp_path / "warehouse") == ()
