"""One hardened request: every way in which a server can misbehave ends in an ``Answer`` or in ``Trouble``.

What belongs here: the request itself. Which addresses, how often and what is kept of them is for ``fetch``.

What is guarded against: a body that drips in for ever (one deadline for the whole exchange), that unpacks to far more
than it seems (a limit on the bytes after decompression), that breaks off (with and without a stated length); redirects
in circles, to other protocols, from https to http, or into the user's own network.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import socket
import urllib.request
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpx

from tipetl.sources.kept import Partial
from tipetl.sources.opening import MAX_BYTES

__all__ = ["Answer", "Policy", "Trouble", "check_address", "get", "own_network"]

_RETRYABLE = frozenset({408, 425, 429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5"
_SILENCE_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Policy:
    """How requests are made.

    ``seconds`` is for one whole exchange with a server; ``per_second`` is requests a second to one host; ``retries``
    come after the first try; a server that asks for a longer pause than ``max_wait`` seconds is left alone.
    """

    user_agent: str
    seconds: float = 300.0
    per_second: float = 1.0
    retries: int = 4
    max_wait: float = 300.0
    max_bytes: int = MAX_BYTES
    max_redirects: int = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """A good answer. ``data`` is decompressed, and None for "not modified"."""

    url: str
    status: int
    data: bytes | None
    content_type: str | None
    etag: str | None
    last_modified: str | None


class Trouble(Exception):
    """A request that gave nothing good.

    ``code`` is one word for the kind of trouble. ``again`` says whether trying again may help, after ``wait`` seconds
    where the server named a pause. ``partial`` is what came of a body that broke off, if the rest can be asked for.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        again: bool = False,
        wait: float | None = None,
        partial: Partial | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.again = again
        self.wait = wait
        self.partial = partial
        self.status = status


def check_address(url: str) -> str:
    """The address without its fragment. Raises Trouble for what is no http(s) address, or holds a password."""
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise Trouble("address", f"It is no address: {error}.") from error
    if parts.scheme not in ("http", "https") or not host:
        raise Trouble("address", f"It is no http(s) address: {url}")
    if parts.username or parts.password:
        raise Trouble("address", "The address holds a user name.")
    return parts._replace(fragment="").geturl()


def own_network(url: str) -> tuple[str, int] | None:
    """Host and port of an address that names this machine or a private network by number or as localhost, else None.

    Who gives such an address means it; a redirect or a name that leads to one does not count as meant.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if host == "localhost" or _is_private(host):
        return host, _port(url)
    return None


async def get(
    client: httpx.AsyncClient,
    url: str,
    policy: Policy,
    *,
    meant: tuple[str, int] | None = None,
    headers: Mapping[str, str] | None = None,
    partial: Partial | None = None,
) -> Answer | str:
    """The answer to one request, or the address that it redirects to.

    ``meant`` is the only private host and port that may be asked (see ``own_network``). ``headers`` are conditions;
    with ``partial`` only the rest of the body is asked for. Raises Trouble.
    """
    sent = {
        "User-Agent": policy.user_agent,
        "Accept": _ACCEPT,
        "Accept-Language": "en",
        "Accept-Encoding": "gzip, deflate",
        **(headers or {}),
    }
    if partial is not None:
        sent |= {"Range": f"bytes={len(partial.data)}-", "If-Range": partial.validator, "Accept-Encoding": "identity"}
    body = _Body(policy.max_bytes)
    try:
        async with asyncio.timeout(policy.seconds):
            await _check_target(url, meant)
            async with client.stream("GET", url, headers=sent, follow_redirects=False) as response:
                _check_peer(response, url, meant)
                if response.status_code in _REDIRECTS:
                    return _redirect(url, response)
                _check_status(response, policy, partial)
                if response.status_code == 304:
                    return _answer(url, response, None)
                body.begin(response, partial)
                async for chunk in response.aiter_raw():
                    body.feed(chunk)
                return _answer(url, response, body.end())
    except TimeoutError as error:
        message = f"The answer took longer than {policy.seconds:g} seconds."
        raise Trouble("timeout", message, again=True, partial=body.partial()) from error
    except httpx.TimeoutException as error:
        raise Trouble("timeout", "The server fell silent.", again=True, partial=body.partial()) from error
    except (httpx.RemoteProtocolError, httpx.ReadError) as error:
        message = "The answer broke off." if body.begun else f"The server did not answer properly: {_words(error)}"
        raise Trouble("cut", message, again=True, partial=body.partial()) from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise Trouble("network", f"The server cannot be reached: {_words(error)}", again=True) from error
    except (asyncio.CancelledError, KeyboardInterrupt) as error:
        if kept := body.partial():
            error.partial = kept  # type: ignore[union-attr]
        raise


class _Body:
    """A body as it comes in: decompressed, counted, and told whole from cut."""

    def __init__(self, limit: int) -> None:
        self.begun = False
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0
        self._decoder: zlib._Decompress | None = None
        self._encoding = "identity"
        self._sized = True
        self._validator: str | None = None
        self._content_type: str | None = None

    def begin(self, response: httpx.Response, partial: Partial | None) -> None:
        self.begun = True
        headers = response.headers
        self._encoding = headers.get("content-encoding", "identity").strip().lower() or "identity"
        if self._encoding not in ("identity", "gzip", "x-gzip", "deflate"):
            raise Trouble("wrong_type", f"The answer is packed in a way that was not asked for: {self._encoding}.")
        self._content_type = headers.get("content-type")
        # Without a length and without chunks only the end of the connection ends the body: a cut looks like an end.
        self._sized = "content-length" in headers or "transfer-encoding" in headers or response.http_version == "HTTP/2"
        if (length := headers.get("content-length", "")).isdigit() and int(length) > self._limit:
            raise Trouble("too_big", f"The answer has {int(length):,} bytes; the limit is {self._limit:,}.")
        etag = headers.get("etag", "")
        self._validator = etag if etag.startswith('"') else headers.get("last-modified")
        if response.status_code == 206 and partial is not None:
            # What is asked for again later is the rest of the first answer: its validator is the one that counts.
            self._validator = partial.validator
            self._content_type = self._content_type or partial.content_type
            self._add(partial.data)

    def feed(self, data: bytes) -> None:
        if self._encoding == "identity":
            self._add(data)
            return
        while data:
            if self._decoder is None:
                self._decoder = zlib.decompressobj(self._wbits(data))
            try:
                self._add(self._decoder.decompress(data, self._limit - self._size + 1))
            except zlib.error as error:
                raise Trouble("cut", "The answer cannot be unpacked.", again=True) from error
            data = self._decoder.unused_data
            if self._decoder.eof and data:
                self._decoder = None

    def _wbits(self, data: bytes) -> int:
        if self._encoding != "deflate":
            return 31
        # Some servers send deflate without its wrapping.
        return 15 if data[0] & 0x0F == 8 else -15

    def _add(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self._limit:
            raise Trouble("too_big", f"The answer unpacks to more than {self._limit:,} bytes.")
        self._parts.append(data)

    def end(self) -> bytes:
        data = b"".join(self._parts)
        if self._encoding != "identity":
            if data and (self._decoder is None or not self._decoder.eof):
                raise Trouble("cut", "The answer broke off.", again=True)
        elif not self._sized and not _ends_well(data):
            raise Trouble("cut", "The answer has no stated length and ends in the middle.", again=True)
        return data

    def partial(self) -> Partial | None:
        if not self._parts or self._encoding != "identity" or self._validator is None:
            return None
        return Partial(b"".join(self._parts), self._validator, self._content_type)


def _ends_well(data: bytes) -> bool:
    """Whether a page or PDF ends as such files do; texts have no mark at their end."""
    if b"%PDF-" in data[:1024]:
        return b"%%EOF" in data[-2048:]
    if re.search(rb"<(?:!doctype html|html|body)\b", data[:4096], re.IGNORECASE):
        return re.search(rb"</(?:html|body)\s*>", data[-4096:], re.IGNORECASE) is not None
    return True


def _answer(url: str, response: httpx.Response, data: bytes | None) -> Answer:
    headers = response.headers
    return Answer(
        url=url,
        status=response.status_code,
        data=data,
        content_type=headers.get("content-type"),
        etag=headers.get("etag"),
        last_modified=headers.get("last-modified"),
    )


def _redirect(url: str, response: httpx.Response) -> str:
    place = response.headers.get("location")
    if not place:
        raise Trouble("redirect", "The server redirects to nowhere.", status=response.status_code)
    try:
        target = check_address(urljoin(url, place))
    except Trouble as error:
        raise Trouble("redirect", "The server redirects to what is no web address.") from error
    if urlsplit(url).scheme == "https" and urlsplit(target).scheme != "https":
        raise Trouble("redirect", f"The server redirects from https to {target}.")
    return target


def _check_status(response: httpx.Response, policy: Policy, partial: Partial | None) -> None:
    status = response.status_code
    if status == 200 or status == 304:
        return
    if status == 206 and partial is not None:
        found = re.match(r"bytes (\d+)-", response.headers.get("content-range", ""))
        if found and int(found[1]) == len(partial.data):
            return
        raise Trouble("cut", "The server sent another part than was asked for.", again=True, status=status)
    if status == 416:
        raise Trouble("cut", "The server has no such part any more.", again=True, status=status)
    words = f"The server answered {status} {response.reason_phrase}".rstrip() + "."
    if status in (404, 410):
        raise Trouble("not_found", words, status=status)
    if status in (401, 403, 407, 451):
        raise Trouble("blocked", words, status=status)
    if status in _RETRYABLE:
        wait = _retry_after(response.headers.get("retry-after"))
        code = "blocked" if status in (429, 503) else "server"
        if wait is not None and wait > policy.max_wait:
            raise Trouble(code, f"{words} It asks for a pause of {wait:,.0f} seconds.", status=status)
        raise Trouble(code, words, again=True, wait=wait, status=status)
    raise Trouble("server", words, status=status)


def _retry_after(value: str | None) -> float | None:
    """Seconds that a server asks to wait, named as a number or as a time."""
    if value is None:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


async def _check_target(url: str, meant: tuple[str, int] | None) -> None:
    """Raises Trouble for an address in a private network, unless it is the one that the user named."""
    host, port = (urlsplit(url).hostname or "").rstrip("."), _port(url)
    if (host, port) == meant or _proxied(url):
        return
    if own_network(url) is None:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        if not any(_is_private(str(place[4][0])) for place in found):
            return
    raise Trouble("refused", f"{url} leads into a private network, which was not asked for.")


def _check_peer(response: httpx.Response, url: str, meant: tuple[str, int] | None) -> None:
    """The name may have led elsewhere than when it was checked."""
    stream = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream is not None else None
    named = ((urlsplit(url).hostname or "").rstrip("."), _port(url))
    if peer and named != meant and not _proxied(url) and _is_private(str(peer[0])):
        raise Trouble("refused", f"{url} leads into a private network, which was not asked for.")


def _is_private(host: str) -> bool:
    try:
        place = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    place = getattr(place, "ipv4_mapped", None) or place
    return not place.is_global or place.is_multicast


def _proxied(url: str) -> bool:
    """Whether a proxy of the environment is asked in place of the host, so that its address is not ours to judge."""
    parts = urlsplit(url)
    proxies = urllib.request.getproxies()
    if parts.scheme not in proxies and "all" not in proxies:
        return False
    return not urllib.request.proxy_bypass(parts.hostname or "")


def _port(url: str) -> int:
    parts = urlsplit(url)
    return parts.port or (443 if parts.scheme == "https" else 80)


def _words(error: BaseException) -> str:
    return (" ".join(str(error).split()) or type(error).__name__).rstrip(".") + "."


def new_client() -> httpx.AsyncClient:
    """A client for ``get``: a server that sends nothing for a while is given up before the deadline."""
    return httpx.AsyncClient(timeout=httpx.Timeout(_SILENCE_SECONDS), limits=httpx.Limits(max_connections=20))
