"""Decide which machines may be contacted, and connect to exactly the address that was checked.

This module handles names, addresses, proxies and transport; ``web`` handles requests and answers.

Each connection looks up its name once. All of the name's addresses must be public, and the connection is made to one of
them by number. The name remains in the Host header and in TLS, so certificates are checked as usual. So a name that is
public when checked and private a moment later never leads to a private connection.

If the environment names a proxy (``HTTP_PROXY``, ``HTTPS_PROXY``, ``ALL_PROXY`` and ``NO_PROXY``, as read by the
standard library), the proxy looks up names and connects. With a proxy, this module can refuse only addresses that are
private as written; the proxy must guard against names that lead to private addresses (docs/decisions/0125).
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import urllib.request
import warnings
from collections.abc import Awaitable, Callable, Iterable, Sequence
from http.cookiejar import Cookie, CookieJar
from typing import Any

import httpcore
import httpx

_SILENCE_SECONDS = 30.0
_CONNECTIONS = 20
_NEXT_ADDRESS_SECONDS = 5.0
"""The time allowed for each of a name's addresses, except the last, before the next is tried."""
_MOST_ADDRESSES = 4
_COOKIE_BYTES = 4096

_Network6 = ipaddress.IPv6Network
_NAT64 = _Network6("64:ff9b::/96")
_UNICAST6 = _Network6("2000::/3")
_RELAY_6TO4 = ipaddress.IPv4Network("192.88.99.0/24")

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""Returns the numeric addresses of a name, best first."""


class PrivateAddressError(Exception):
    """A name or number leads to this machine or into a private network."""


class ProxyUnusableError(Exception):
    """The proxy named in the environment cannot be used. The message says why the proxy cannot be used."""


def place_of(url: str) -> tuple[str, int]:
    """Return the host and port to which a request for ``url`` connects. Raises httpx.InvalidURL."""
    parsed = httpx.URL(url)
    return _bare(parsed.raw_host.decode("ascii")), parsed.port or (443 if parsed.scheme == "https" else 80)


def own_network(url: str) -> tuple[str, int] | None:
    """Return the host and port if an address names this machine or a private network, by number or as localhost.
    Otherwise, return None.

    A user who gives such an address intends it. A redirect or a name that leads to a private address does not count.
    """
    host, port = place_of(url)
    return (host, port) if _is_localhost(host) or _written_private(host) else None


def is_public(number: str) -> bool:
    """Return whether a numeric address is on the public internet, including any address embedded in it.

    An IPv6 address that embeds IPv4 addresses (mapped, NAT64, 6to4, Teredo) is public only if these are.
    """
    try:
        place = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(place, ipaddress.IPv4Address):
        return place.is_global and not place.is_multicast and place not in _RELAY_6TO4
    if place.ipv4_mapped is not None:
        return is_public(str(place.ipv4_mapped))
    if place in _NAT64:
        return is_public(str(ipaddress.IPv4Address(int(place) & 0xFFFFFFFF)))
    carried = [place.sixtofour] if place.sixtofour else list(place.teredo or ())
    return place in _UNICAST6 and all(is_public(str(one)) for one in carried) and (bool(carried) or place.is_global)


def _bare(host: str) -> str:
    return host.rstrip(".").lower()


def _is_localhost(host: str) -> bool:
    return host == "localhost" or host.endswith(".localhost")


def _written_private(host: str) -> bool:
    """Return whether a host is a non-public address written as a number, in any form that system libraries accept."""
    number = host
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        try:
            number = socket.inet_ntoa(socket.inet_aton(host))  # 127.1, 0x7f000001, 2130706433
        except (OSError, ValueError):
            return False
    return not is_public(number)


async def _look_up(host: str, port: int) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(place[4][0]) for place in found))


class PinnedBackend(httpcore.AsyncNetworkBackend):
    """Connects by number, and only to addresses that it has checked.

    Hosts written as a private number, or as localhost, are not refused: ``web.get`` has already decided whether the
    user intended that.
    """

    def __init__(self, inner: httpcore.AsyncNetworkBackend | None = None, resolve: Resolve = _look_up) -> None:
        self._inner = inner or httpcore.AnyIOBackend()
        self._resolve = resolve

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to ``host``. Raises PrivateAddressError if any of its addresses is not public."""
        numbers = await self._checked(host, port)
        failure: Exception | None = None
        for position, number in enumerate(numbers, 1):
            last = position == len(numbers)
            wait = timeout if last or timeout is None else min(timeout, _NEXT_ADDRESS_SECONDS)
            try:
                return await self._inner.connect_tcp(number, port, wait, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore.ConnectError("The name has no address.")

    async def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None
    ) -> httpcore.AsyncNetworkStream:
        """Refuse to connect, because no address may lead to a socket on this machine. Raises PrivateAddressError."""
        raise PrivateAddressError(path)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._inner.sleep(seconds)

    async def _checked(self, host: str, port: int) -> list[str]:
        bare = _bare(host)
        if _written_private(bare):
            return [host]
        try:
            numbers = await self._resolve(host, port)
        except UnicodeError as error:  # raised for a host name with a label that is empty or too long
            raise httpcore.ConnectError(f"The name {host} cannot be looked up.") from error
        if _is_localhost(bare):
            allowed = all(ipaddress.ip_address(number.partition("%")[0]).is_loopback for number in numbers)
        else:
            allowed = all(is_public(number) for number in numbers)
        if not allowed:
            raise PrivateAddressError(host)
        return numbers[:_MOST_ADDRESSES]


class _PinnedTransport(httpx.AsyncHTTPTransport):
    """httpx's transport over a pool of pinned connections, which is its only state."""

    def __init__(self, backend: httpcore.AsyncNetworkBackend) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(), max_connections=_CONNECTIONS, network_backend=backend
        )


class _Transport(httpx.AsyncBaseTransport):
    """Sends each request over a pinned direct connection, or through the proxy that the environment names for it."""

    def __init__(self, backend: httpcore.AsyncNetworkBackend) -> None:
        self._direct = _PinnedTransport(backend)
        self._proxies: dict[str, httpx.AsyncHTTPTransport] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        proxy = _proxy_for(request.url)
        transport = self._direct if proxy is None else self._proxied(proxy)
        return await transport.handle_async_request(request)

    def _proxied(self, proxy: str) -> httpx.AsyncHTTPTransport:
        if proxy not in self._proxies:
            limits = httpx.Limits(max_connections=_CONNECTIONS)
            try:
                self._proxies[proxy] = httpx.AsyncHTTPTransport(proxy=proxy, limits=limits)
            except ImportError as error:
                raise ProxyUnusableError("A SOCKS proxy needs the package socksio, which is not installed.") from error
            except (ValueError, httpx.InvalidURL) as error:
                raise ProxyUnusableError(f"The environment names a proxy that is none: {error}") from error
        return self._proxies[proxy]

    async def aclose(self) -> None:
        for transport in (self._direct, *self._proxies.values()):
            await transport.aclose()


def _can_be_sent(text: str) -> bool:
    return text.isascii() and text.isprintable() and len(text) <= _COOKIE_BYTES


class _Cookies(CookieJar):
    """A cookie jar that drops malformed cookies.

    The standard jar prints a traceback for some cookies, and stores others that do not fit into a header, so that every
    later request to the host would fail.
    """

    def make_cookies(self, response: Any, request: urllib.request.Request) -> Sequence[Cookie]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made = super().make_cookies(response, request)
        return [one for one in made if _can_be_sent(f"{one.name}={one.value or ''}") and _can_be_sent(one.path)]


def _proxy_for(url: httpx.URL) -> str | None:
    """Return the address of the proxy for a request, as the standard library reads the environment, or None to connect
    directly.
    """
    proxies = urllib.request.getproxies()
    proxy = proxies.get(url.scheme) or proxies.get("all")
    if not proxy or urllib.request.proxy_bypass(url.raw_host.decode("ascii")):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def new_client(backend: httpcore.AsyncNetworkBackend | None = None) -> httpx.AsyncClient:
    """Return a client for ``web.get``. The client abandons a server that sends nothing for a while, even before the
    deadline.

    ``backend`` makes the connections (default: a ``PinnedBackend``).
    """
    # The transport handles the proxies named in the environment.
    return httpx.AsyncClient(
        transport=_Transport(backend or PinnedBackend()),
        timeout=httpx.Timeout(_SILENCE_SECONDS),
        cookies=_Cookies(),
        trust_env=False,
    )
