"""Connections go to the address that was checked, at every hop, and only to public addresses."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterable, Iterator
from pathlib import Path

import httpcore
import pytest

from tests.sources.server import PAGE, FakeClock, Server, serving
from tipetl.sources.addresses import Address, Want
from tipetl.sources.fetch import Fetched, Policy, fetch
from tipetl.sources.network import PinnedBackend, PrivateAddressError, is_public, new_client, own_network

POLICY = Policy("x", seconds=20, per_second=1000, retries=0)
PUBLIC = "93.184.216.34"
PROXY_VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "request_method")


@pytest.fixture(autouse=True)
def no_proxy_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXY_VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


class Names:
    """A resolver that returns each name's answers in turn, and then repeats the last answer."""

    def __init__(self, **answers: list[list[str]]) -> None:
        self.answers = {name.replace("_", "."): given for name, given in answers.items()}
        self.asked: list[str] = []

    async def __call__(self, host: str, _port: int) -> list[str]:
        self.asked.append(host)
        given = self.answers[host]
        return given.pop(0) if len(given) > 1 else given[0]


class Wire(httpcore.AsyncNetworkBackend):
    """Redirects every public address to this machine, and records the connections."""

    def __init__(self, port: int = 0, refusing: Iterable[str] = ()) -> None:
        self.port = port
        self.refusing = set(refusing)
        self.connected: list[tuple[str, int]] = []
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        self.connected.append((host, port))
        if host in self.refusing:
            raise httpcore.ConnectError("refused")
        return await self._inner.connect_tcp("127.0.0.1", self.port or port, timeout)


def asked_of(names: Names, wire: Wire, folder: Path, url: str) -> Fetched:
    client = new_client(PinnedBackend(wire, names))
    (found,) = fetch([Want((Address(url),))], folder, POLICY, clock=FakeClock().clock(), client=client)
    return found


def test_a_name_that_turns_private_after_it_was_checked_is_never_connected_to(tmp_path: Path, server: Server) -> None:
    server.pages["/a"] = lambda reply: reply.send(200, PAGE)
    names = Names(rebinding_test=[[PUBLIC], ["127.0.0.1"]])
    wire = Wire(server.port)
    found = asked_of(names, wire, tmp_path, f"http://rebinding.test:{server.port}/a")
    assert found.state == "new"
    # The name was looked up once; the connection went to the checked address, and the name stayed in the request.
    assert names.asked == ["rebinding.test"]
    assert wire.connected == [(PUBLIC, server.port)]
    assert server.asked[0].headers["host"] == f"rebinding.test:{server.port}"
    again = asked_of(names, wire, tmp_path, f"http://rebinding.test:{server.port}/a")
    assert (again.state, "private network" in again.reason) == ("failed", True)
    assert len(server.asked) == len(wire.connected) == 1


def test_fetch_pins_without_being_told(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    place = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", server.port))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [place])
    want = Want((Address(f"http://inside.test:{server.port}/a"),))
    (found,) = fetch([want], tmp_path, POLICY, clock=FakeClock().clock())
    assert (found.state, "private network" in found.reason) == ("failed", True)
    assert server.asked == []


def test_every_hop_is_checked(tmp_path: Path, server: Server) -> None:
    port = server.port
    server.pages["/a"] = lambda reply: reply.send(302, Location=f"http://inside.test:{port}/b")
    names = Names(outside_test=[[PUBLIC]], inside_test=[["10.0.0.7"]])
    found = asked_of(names, wire := Wire(port), tmp_path, f"http://outside.test:{port}/a")
    assert (found.state, "private network" in found.reason) == ("failed", True)
    assert server.paths() == ["/a"]
    assert [number for number, _ in wire.connected] == [PUBLIC]


@pytest.mark.parametrize(
    "numbers",
    [
        ["127.0.0.1"],
        [PUBLIC, "127.0.0.1"],
        ["169.254.169.254"],
        ["100.64.1.1"],
        ["::1"],
        ["fe80::1%lo"],
        ["::ffff:10.0.0.1"],
        ["64:ff9b::a00:1"],
        ["2002:a00:1::"],
        ["224.0.0.1"],
        ["0.0.0.0"],
        ["fd00::1", PUBLIC],
    ],
)
def test_a_name_with_any_private_address_is_not_connected_to(
    tmp_path: Path, server: Server, numbers: list[str]
) -> None:
    found = asked_of(Names(host_test=[numbers]), wire := Wire(server.port), tmp_path, "http://host.test/a")
    assert (found.state, "private network" in found.reason) == ("failed", True)
    assert wire.connected == []
    assert server.asked == []


def test_the_addresses_of_a_name_are_tried_in_turn(tmp_path: Path, server: Server) -> None:
    server.pages["/a"] = lambda reply: reply.send(200, PAGE)
    names = Names(host_test=[["2606:4700::1", PUBLIC]])
    wire = Wire(server.port, refusing=["2606:4700::1"])
    assert asked_of(names, wire, tmp_path, "http://host.test/a").state == "new"
    assert wire.connected == [("2606:4700::1", 80), (PUBLIC, 80)]


def test_tls_is_asked_for_by_name() -> None:
    # This backend is below TLS: httpcore requests TLS with the name, not the number.
    told: list[str | None] = []

    class Stream(httpcore.AsyncMockStream):
        async def start_tls(self, ssl_context: object, server_hostname: str | None = None, timeout: object = None):  # type: ignore[no-untyped-def]
            told.append(server_hostname)
            return self

    class Below(httpcore.AsyncMockBackend):
        async def connect_tcp(self, host: str, *_: object, **__: object):  # type: ignore[no-untyped-def]
            told.append(host)
            return Stream([b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"])

    async def ask() -> None:
        async with new_client(PinnedBackend(Below([]), Names(host_test=[[PUBLIC]]))) as client:
            assert (await client.get("https://host.test/")).text == "ok"

    asyncio.run(ask())
    assert told == [PUBLIC, "host.test"]


def test_localhost_has_to_be_this_machine() -> None:
    backend = PinnedBackend(Wire(), Names(localhost=[["10.0.0.1"]]))
    with pytest.raises(PrivateAddressError):
        asyncio.run(backend.connect_tcp("localhost", 80))


@pytest.mark.parametrize(
    ("number", "public"),
    [
        (PUBLIC, True),
        ("2606:4700::1111", True),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::808:808", True),
        ("2002:808:808::1", True),
        ("192.168.1.1", False),
        ("172.16.0.1", False),
        ("100.127.255.255", False),
        ("192.88.99.1", False),
        ("198.18.0.1", False),
        ("203.0.113.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("fec0::1", False),
        ("ff0e::1", False),
        ("::127.0.0.1", False),
        ("64:ff9b:1::808:808", False),
        ("2001:0:7f00:1::1", False),
        ("2001:db8::1", False),
        ("nonsense", False),
    ],
)
def test_what_is_public(number: str, public: bool) -> None:
    assert is_public(number) is public


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("http://localhost/", ("localhost", 80)),
        ("https://LOCALHOST./", ("localhost", 443)),
        ("http://a.localhost:8/", ("a.localhost", 8)),
        ("http://127.0.0.1:80/", ("127.0.0.1", 80)),
        ("http://0x7f000001/", ("0x7f000001", 80)),
        ("http://2130706433/", ("2130706433", 80)),
        ("http://127.1/", ("127.1", 80)),
        ("http://[::1]/", ("::1", 80)),
        ("http://[::ffff:10.0.0.1]/", ("::ffff:10.0.0.1", 80)),
        ("http://169.254.169.254/", ("169.254.169.254", 80)),
        ("http://8.8.8.8/", None),
        ("http://example.org/", None),
        ("http://10.example.org/", None),
    ],
)
def test_an_address_of_the_own_network_is_known_however_it_is_written(url: str, own: tuple[str, int] | None) -> None:
    assert own_network(url) == own


def test_a_proxy_is_asked_and_names_are_left_to_it(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    server.pages["http://far.test/a"] = lambda reply: reply.send(302, Location="http://farther.test/b")
    server.pages["http://farther.test/b"] = lambda reply: reply.send(200, PAGE)
    names = Names()
    assert asked_of(names, wire := Wire(), tmp_path, "http://far.test/a").state == "new"
    assert server.paths() == ["http://far.test/a", "http://farther.test/b"]
    assert names.asked == []
    assert wire.connected == []


@pytest.mark.parametrize("target", ["http://127.0.0.1/b", "http://localhost/b", "http://127.1/b", "http://[fd00::1]/b"])
def test_what_is_private_as_it_is_written_is_refused_with_a_proxy_too(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    monkeypatch.setenv("HTTP_PROXY", server.url)
    server.pages["http://far.test/a"] = lambda reply: reply.send(302, Location=target)
    found = asked_of(Names(), Wire(), tmp_path, "http://far.test/a")
    assert (found.state, "private network" in found.reason) == ("failed", True)
    assert server.paths() == ["http://far.test/a"]


def test_a_host_that_the_proxy_is_not_for_is_pinned(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("all_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "near.test")
    server.pages["/a"] = lambda reply: reply.send(200, PAGE)
    names = Names(near_test=[[PUBLIC], ["127.0.0.1"]])
    assert asked_of(names, wire := Wire(server.port), tmp_path, "http://near.test/a").state == "new"
    assert wire.connected == [(PUBLIC, 80)]
    assert "private" in asked_of(names, wire, tmp_path, "http://near.test/a").reason


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:9", "socks5h://u:p@host:1", "socks4://host:1", "gopher://h:1"])
def test_a_proxy_that_cannot_be_used_is_a_line_with_advice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    monkeypatch.setitem(__import__("sys").modules, "socksio", None)
    found = asked_of(Names(), Wire(), tmp_path, "http://far.test/a")
    assert found.state == "failed"
    assert "proxy" in found.reason
    assert "NO_PROXY" in found.advice
    assert "u:p@" not in found.reason
