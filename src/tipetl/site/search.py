"""The search index: Pagefind reads the narratives' pages and writes ``pagefind/``, which the search page loads."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from tipetl.site.output import Output

FOLDER = "pagefind"
# Its own interfaces, which need inline styles; ours is assets/search.js.
_NOT_OURS = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")


def add_search(out: Output) -> bool:
    """Index the narratives of a site; False if Pagefind is not installed."""
    try:
        from pagefind.index import IndexConfig, PagefindIndex
    except ImportError:
        return False

    async def index(folder: Path, target: Path) -> None:
        config = IndexConfig(output_path=str(target), force_language="en")
        async with PagefindIndex(config=config) as pagefind:
            await pagefind.add_directory(str(folder), glob="narratives/*.html")
            await pagefind.write_files()

    with tempfile.TemporaryDirectory(prefix="tipetl-") as name:
        target = Path(name) / FOLDER
        asyncio.run(index(out.folder, target))
        for path in sorted(target.rglob("*")):
            if path.is_file() and not path.name.startswith(_NOT_OURS):
                out.write(f"{FOLDER}/{path.relative_to(target).as_posix()}", path.read_bytes())
    return True


__all__ = ["FOLDER", "add_search"]
