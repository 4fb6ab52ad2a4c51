"""The search index: Pagefind reads the narratives' pages and makes ``pagefind/``, which the search page loads."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from tipetl.errors import TerminalError
from tipetl.site.output import Output

FOLDER = "pagefind"
# Its own interfaces, which need inline styles; ours is assets/search.js.
_NOT_OURS = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")


def add_search(out: Output, content: object, before: Any) -> list[Any] | None:
    """Index the narratives of a site; None if Pagefind is not installed.

    Returns a digest of ``content``, what the narratives are made of, and the names of the files. If ``before`` has the
    same digest, the index stays: Pagefind does not write the same bytes twice. Raises ``TerminalError`` if it fails.
    """
    try:
        installed = version("pagefind")
    except PackageNotFoundError:
        return None
    digest = hashlib.sha256(repr((installed, content)).encode()).hexdigest()
    if before and before[0] == digest and all((out.folder / name).is_file() for name in before[1]):
        out.keep(before[1])
        return [digest, before[1]]
    names = []
    with tempfile.TemporaryDirectory(prefix="tipetl-") as name:
        target = Path(name)
        _run_pagefind(out.folder, target)
        for path in sorted(target.rglob("*")):
            if path.is_file() and not path.name.startswith(_NOT_OURS):
                names.append(f"{FOLDER}/{path.relative_to(target).as_posix()}")
                out.write(names[-1], path.read_bytes())
    return [digest, names]


def _run_pagefind(folder: Path, target: Path) -> None:
    # As a program: its Python interface says that files are written before they are whole (1.5.2).
    options = ["--glob", "narratives/*.html", "--output-path", str(target), "--force-language", "en"]
    command = [sys.executable, "-m", "pagefind", "--site", str(folder), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise TerminalError(
            f"Pagefind could not index {folder}: {said[-1] if said else done.returncode}.",
            advice="The pages are written; only the search is missing.",
        )
