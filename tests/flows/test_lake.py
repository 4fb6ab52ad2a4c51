"""A flow publishes into a lake when asked, and says why it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.ingest import ingest, publish_lake
from tests.postgres import create_lake, new_database
from tipetl.errors import TerminalError
from tipetl.pipeline import RunResult
from tipetl.snapshot.lake import lake_versions

pytestmark = pytest.mark.usefixtures("api", "few_checks")


def test_a_run_publishes_into_the_lake_when_asked(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = new_database()
    monkeypatch.setenv("TIPETL_LAKE", lake)
    create_lake(lake, tmp_path / "files")
    ended = ingest([str(report)], str(tmp_path / "w"), lake=True)
    assert isinstance(ended, RunResult) and ended.manifest is not None
    [held] = lake_versions(lake)
    assert (held.version, held.content_hash, held.current) == (ended.version, ended.manifest.content_hash, True)


def test_a_lake_without_a_name_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIPETL_LAKE", raising=False)
    with pytest.raises(TerminalError, match="TIPETL_LAKE is not set"):
        publish_lake.fn(tmp_path)
