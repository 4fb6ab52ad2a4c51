"""``tipetl site``: a published version as a folder of pages."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tipetl.cli.messages import complain, counted, say
from tipetl.cli.options import DEFAULT_WAREHOUSE, Init, Warehouse

if TYPE_CHECKING:
    from http.server import ThreadingHTTPServer

DEFAULT_OUTPUT = Path("site")
_HIGHEST_PORT = 65_535


def site(
    version: Annotated[str, typer.Option("--version", metavar="VERSION", help="A version, or latest.")] = "latest",
    output: Annotated[
        Path, typer.Option("--output", metavar="DIR", file_okay=False, help="The folder for the pages.")
    ] = DEFAULT_OUTPUT,
    serve: Annotated[bool, typer.Option("--serve", help="Then serve the pages on this machine, until Ctrl-C.")] = False,
    port: Annotated[
        int, typer.Option("--port", min=0, max=_HIGHEST_PORT, help="With --serve; 0: any free one.")
    ] = 8000,
    notice: Annotated[str | None, typer.Option("--notice", metavar="TEXT", help="A line for every page.")] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, metavar="N", help="Processes. Default: one per processor.")
    ] = None,
    warehouse: Warehouse = DEFAULT_WAREHOUSE,
    init: Init = False,
) -> None:
    """Build pages to look at: every narrative with its figures marked, countries, maps, comparisons, search.

    The pages are static and work from a folder, a file server or a bucket; only searching needs a server. Only pages
    that changed are written. An empty folder becomes a site; one that holds other things is refused without --init.

    \b
    Example:
      tipetl site --serve
      tipetl site --output public --version 2026.11.25-1
    """
    from tipetl.site import build_site

    built = build_site(warehouse, output, version=version, notice=notice, init=init, workers=workers)
    say(
        f"{built.version}: {counted(built.narratives, 'narrative')} in {built.folder}; "
        f"{counted(built.written, 'file')} written, "
        f"{built.kept:,} were the same, {built.removed:,} removed."
    )
    if not built.searchable:
        complain("There is no search: pagefind is not installed. Install it with: pip install 'tipetl[site]'")
    if serve:
        _serve(output, port)


def _serve(folder: Path, port: int) -> None:
    server = server_of(folder, port)
    with server:
        say(f"http://localhost:{server.server_address[1]}/ (Ctrl-C ends it)")
        server.serve_forever()


def server_of(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return a server for the files of a folder, reachable only from this machine; ``TerminalError`` if the port is
    taken.
    """
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    from tipetl.errors import TerminalError

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Log no requests."""

    try:
        return ThreadingHTTPServer(("127.0.0.1", port), partial(Quiet, directory=str(folder)))
    except OSError as error:
        message = f"Port {port} cannot be used: {error.strerror or error}."
        raise TerminalError(message, advice="Give another one with --port, or 0 for any free one.") from error
