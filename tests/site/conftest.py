"""Build a site of the development gold and of texts written for these tests, once for all processes of a test run."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import duckdb
import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

from tests.site.texts import TEXTS
from tipetl.cli.site import server_of
from tipetl.pipeline import run
from tipetl.site import build_site, pages
from tipetl.snapshot import version_dir
from tipetl.store import DATABASE_NAME

NOTICE = "Constructed texts: nothing here is true."
CHROMIUM = Path("/usr/bin/chromium")
NO_CHROMIUM = "There is no /usr/bin/chromium: install Debian's package chromium."


@dataclass(frozen=True)
class Made:
    """A warehouse with one version, and its site."""

    warehouse: Path
    folder: Path

    @property
    def latest(self) -> Path:
        """The folder of the version."""
        return version_dir(self.warehouse, "latest")

    def rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """Return the rows of a query on the version."""
        with duckdb.connect(str(self.latest / DATABASE_NAME), read_only=True) as connection:
            return connection.execute(sql, list(values)).fetchall()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Made:
    """Make the version and its site in the first process; the other processes wait for it."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if base.name.startswith("popen-") else base) / "site-tests"
    shared.mkdir(exist_ok=True)
    made = Made(shared / "warehouse", shared / "site")
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "done").exists():
            written = [_write(shared / name, text) for name, text in TEXTS.items()]
            gold = [path for path in sorted((project / "tests/gold/dev").glob("*.txt")) if path.stem != "jordan-2013"]
            assert run([*gold, *written], warehouse=made.warehouse).status == "published"
            with pytest.MonkeyPatch.context() as patched:
                patched.setattr(pages, "FINDINGS_A_PAGE", 5)  # the gold has few findings; collections have thousands
                build_site(made.warehouse, made.folder, notice=NOTICE, workers=1)
            (shared / "done").touch()
    return made


"""Write a text as a text file, or as a PDF with a paragraph for each block of the text."""


def _write(path: Path, text: str) -> Path:
    """Write a text as a text file, or as a PDF with a paragraph for each of the text's own."""
    if path.suffix != ".pdf":
        path.write_text(text, encoding="utf-8")
        return path
    style = getSampleStyleSheet()["Normal"]
    paragraphs = [Paragraph(" ".join(block.split()), style) for block in text.split("\n\n")]
    SimpleDocTemplate(str(path)).build([part for one in paragraphs for part in (one, Spacer(1, 8))])
    return path


@pytest.fixture(scope="session")
def address(made: Made) -> Iterator[str]:
    """Serve the site, and yield the server's address."""
    server = server_of(made.folder, 0)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
