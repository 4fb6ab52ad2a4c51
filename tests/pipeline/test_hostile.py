"""In a run over good and hostile files, each hostile file gets its outcome, and the good files are published."""

from __future__ import annotations

import io
import os
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.sources.test_opening import encrypted
from tests.tables.samples import ruritania
from tipetl.guard import Limits
from tipetl.model import Audit, Source, SourceReading
from tipetl.pipeline import run
from tipetl.store import query

pytestmark = pytest.mark.usefixtures("few_checks")


def hostile_read(source: Source) -> SourceReading:
    """Fail in the way that the page's last word names, or return a sample narrative if the page contains a year."""
    word = source.data.split()[-1].decode()
    if word == "hang":
        time.sleep(600)
    if word == "crash":
        os.abort()
    if word == "bomb":
        bytearray(10**12)
    if word == "raise":
        raise KeyError("table")
    narrative = ruritania(source.doc, int(word)).narrative()
    narrative = replace(narrative, document=replace(narrative.document, source_id=source.source_id))
    audit = Audit(source.doc, source.name, source.source_id, "ok", byte_count=len(source.data))
    return SourceReading(audit, (narrative,))


def test_no_file_can_hurt_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tipetl.read.read_source", hostile_read)
    folder = tmp_path / "reports"
    folder.mkdir()
    for number, word in enumerate(("2011", "hang", "crash", "2012", "bomb", "raise", "2013")):
        (folder / f"{number}-{word}.html").write_text(f"<html> {word}", encoding="utf-8")
    with (folder / "volume.pdf").open("wb") as big:
        big.write(b"%PDF-1.7\n")
        big.truncate(1_000_000_000)
    locked = io.BytesIO()
    with zipfile.ZipFile(locked, "w") as archive:
        archive.writestr("deep/locked.html", "<html> 2010")
    (folder / "archive.zip").write_bytes(encrypted(locked.getvalue()))
    (folder / "cut.zip").write_bytes(locked.getvalue()[:-30])
    (folder / "letter.docx").write_bytes(b"\xd0\xcf\x11\xe0")
    limits = Limits(seconds=2.0, memory_bytes=300 * 1024**2, workers=2)
    result = run([folder], warehouse=tmp_path / "w", limits=limits)
    assert result.status == "published"
    assert {audit.doc: audit.outcome for audit in result.audits} == {
        "0-2011": "ok",
        "1-hang": "timeout",
        "2-crash": "corrupt",
        "3-2012": "ok",
        "4-bomb": "too_big",
        "5-raise": "corrupt",
        "6-2013": "ok",
        "volume": "too_big",
        "locked": "needs_password",
        "cut": "corrupt",
        "letter": "unsupported",
    }
    for audit in result.audits:
        assert audit.outcome == "ok" or (audit.reason and audit.advice and "\n" not in audit.reason + audit.advice)
    assert result.folder is not None
    stored = query(result.folder / "tipetl.duckdb", "SELECT doc FROM document ORDER BY 1").rows
    assert stored == (("0-2011",), ("3-2012",), ("6-2013",))
