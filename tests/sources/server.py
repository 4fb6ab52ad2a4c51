"""A web server on this machine that misbehaves as instructed, and a clock that never waits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tipetl.sources.fetch import Clock

PAGE = (
    b"<!DOCTYPE html><html><head><title>Kosovo</title></head><body><h1>Kosovo</h1>"
    b"<p>Courts convicted nine traffickers.</p></body></html>"
)
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 400 + b"\n%%EOF\n"


@dataclass(frozen=True)
class Asked:
    path: str
    headers: dict[str, str]


class Reply:
    """One exchange: the request, and ways to answer well or badly."""

    def __init__(self, handler: BaseHTTPRequestHandler, asked: Asked, count: int) -> None:
        self.handler = handler
        self.asked = asked
        self.count = count
        """The number of earlier requests for this path."""

    def send(self, status: int = 200, body: bytes = b"", sized: bool = True, **headers: str) -> None:
        """Send a complete answer; underscores in header names become hyphens."""
        self.head(status, **({"Content_Length": str(len(body))} if sized else {}), **headers)
        self.handler.wfile.write(body)

    def head(self, status: int = 200, **headers: str) -> None:
        self.handler.send_response(status)
        for name, value in ({"Content_Type": "text/html"} | headers).items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()

    def bytes_of(self, status: bytes = b"HTTP/1.1 200 OK", headers: bytes = b"", body: bytes = PAGE) -> None:
        """Send an answer byte by byte as given: status line, header lines (each with its line end), body."""
        self.raw(status + b"\r\n" + headers + b"\r\n" + body)

    def raw(self, data: bytes) -> None:
        self.handler.wfile.write(data)
        self.handler.wfile.flush()


@dataclass
class Server:
    url: str
    port: int
    stop: threading.Event
    asked: list[Asked] = field(default_factory=list)
    pages: dict[str, Callable[[Reply], None]] = field(default_factory=dict)

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]


@contextmanager
def serving() -> Iterator[Server]:
    """Run a server on a free port; ``pages`` says what the server does for a path, and all other paths are not
    found.
    """

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"  # so that an answer without a length ends with the connection

        def do_GET(self) -> None:
            asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()})
            count = server.paths().count(self.path)
            server.asked.append(asked)
            reply = Reply(self, asked, count)
            page = server.pages.get(self.path)
            with suppress(BrokenPipeError, ConnectionResetError):
                page(reply) if page else reply.send(404, b"<html><title>Page Not Found</title></html>")

        def log_message(self, *_: object) -> None: ...

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    port = http.server_address[1]
    server = Server(f"http://127.0.0.1:{port}", port, threading.Event())
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stop.set()
        http.shutdown()
        http.server_close()


class FakeClock:
    """Time that passes only while someone waits; ``slept`` lists the durations."""

    def __init__(self) -> None:
        self.time = 0.0
        self.slept: list[float] = []

    def clock(self) -> Clock:
        return Clock(
            lambda: self.time, self._sleep, lambda: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=self.time)
        )

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds
