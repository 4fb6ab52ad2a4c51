"""Build the search index: Pagefind reads the narratives' pages and makes ``pagefind/<part>/``, which the search page
joins.

Each part covers the reports of a few years. A new narrative thus requires reindexing only its years, and indexing needs
memory only for the largest part.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from tipetl.errors import TerminalError
from tipetl.site.output import Output

FOLDER = "pagefind"
# The site omits Pagefind's own interfaces, which need inline styles; our interface is assets/search.js.
_NOT_OURS = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")


YEARS_A_PART = 2
_YEAR = re.compile(r"-(\d{4})(?!\d)")


def parts(pages: Iterable[str]) -> dict[str, list[str]]:
    """Group the names of narratives' pages (``queries.Library``) by part of the index. A part is named after its first
    report year; pages without a year are in "other".
    """
    found: dict[str, list[str]] = {}
    for page in sorted(pages):
        year = _YEAR.search(page)
        part = str(int(year[1]) // YEARS_A_PART * YEARS_A_PART) if year else "other"
        found.setdefault(part, []).append(page)
    return dict(sorted(found.items()))


def add_search(out: Output, pages: Iterable[str], before: object) -> dict[str, Any] | None:
    """Index the narratives' pages in the site's folder; None if Pagefind is not installed.

    Returns a digest of the pages and the file names of each part. A part that has the same digest in ``before`` is
    kept, because Pagefind never writes the same bytes twice. Raises ``TerminalError`` if Pagefind fails.
    """
    try:
        installed = version("pagefind")
    except PackageNotFoundError:
        return None
    known = before if isinstance(before, Mapping) else {}
    found = {}
    for part, members in parts(pages).items():
        digest = hashlib.sha256(installed.encode())
        for page in members:
            digest.update(page.encode() + b"\0" + (out.folder / f"narratives/{page}.html").read_bytes())
        old = known.get(part)
        if old and old[0] == digest.hexdigest() and all((out.folder / name).is_file() for name in old[1]):
            out.keep(old[1])
            found[part] = old
        else:
            found[part] = [digest.hexdigest(), _add_part(out, part, members)]
    return found


def _add_part(out: Output, part: str, pages: Iterable[str]) -> list[str]:
    names = []
    with tempfile.TemporaryDirectory(prefix="tipetl-") as name:
        target = Path(name)
        _run_pagefind(out.folder, target, pages)
        for path in sorted(target.rglob("*")):
            if path.is_file() and not path.name.startswith(_NOT_OURS):
                names.append(f"{FOLDER}/{part}/{path.relative_to(target).as_posix()}")
                out.write(names[-1], path.read_bytes())
    return names


def _run_pagefind(folder: Path, target: Path, pages: Iterable[str]) -> None:
    # Run Pagefind as a program: its Python interface (1.5.2) reports files as written before they are complete.
    glob = f"narratives/{{{','.join(pages)}}}.html"
    options = ["--glob", glob, "--output-path", str(target), "--force-language", "en"]
    command = [sys.executable, "-m", "pagefind", "--site", str(folder), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise TerminalError(
            f"Pagefind could not index {folder}: {said[-1] if said else done.returncode}.",
            advice="The pages are written; only the search is missing.",
        )
