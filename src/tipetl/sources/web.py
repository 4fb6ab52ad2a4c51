"""Make one hardened request: however a server misbehaves, the result is an ``Answer``, a redirect or ``Trouble``.

``network`` decides which machines may be contacted; ``fetch`` decides which addresses to request, how often, and what
to store.

This module guards against bodies that trickle in forever (with one deadline for the whole exchange), unpack to far more
bytes than they seem to have (with a limit on decompressed bytes), or are cut off (whether or not their length is
stated). The client also guards against redirects that change protocols, go from https to http, or lead into the user's
own network.
"""

from __future__ import annotations

import asyncio
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpx

from tipetl.sources.kept import Partial, as_validator
from tipetl.sources.network import PrivateAddressError, ProxyUnusableError, own_network
from tipetl.sources.opening import MAX_BYTES
from tipetl.terminal import one_line

_RETRYABLE = frozenset({408, 425, 429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5"
_SHOWN = 80
"""The maximum number of characters quoted from a server's words."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The limits and rates for requests.

    ``seconds`` is the deadline for a whole exchange with a server; ``per_second`` limits the request rate for each
    host; ``retries`` is the number of attempts after the first. A server that asks for a pause longer than ``max_wait``
    seconds is abandoned.
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
    """A good answer. ``data`` is the decompressed body, or None for "not modified"."""

    url: str
    status: int
    data: bytes | None
    content_type: str | None
    etag: str | None
    last_modified: str | None


@dataclass(eq=False)
class Trouble(Exception):
    """The failure of a request.

    ``code`` names the kind of trouble. ``again`` says whether a retry may help, after ``wait`` seconds if the server
    asked for a pause. ``partial`` is the part of an incomplete body that arrived, if the rest can be requested.
    """

    code: str
    message: str
    again: bool = field(default=False, kw_only=True)
    wait: float | None = field(default=None, kw_only=True)
    partial: Partial | None = field(default=None, kw_only=True)
    status: int | None = field(default=None, kw_only=True)

    def __str__(self) -> str:
        return self.message


def check_address(url: str) -> str:
    """Return the address without its fragment. Raises Trouble if ``url`` is not an http(s) address, or contains a
    password.
    """
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname, parts.port
        if parts.scheme not in ("http", "https") or not host:
            raise Trouble("address", f"It is not an http(s) address: {one_line(url, _SHOWN)}")
        plain = parts._replace(fragment="").geturl()
        # The parser used for the request must also understand the address.
        parsed = httpx.URL(plain)
        if not parsed.host:
            raise Trouble("address", f"It is not an http(s) address: {one_line(url, _SHOWN)}")
    except (ValueError, httpx.InvalidURL) as error:
        raise Trouble("address", f"It is not an address: {_words(error)}") from error
    if parts.username or parts.password or parsed.userinfo:
        raise Trouble("address", "The address holds a user name.")
    return plain


async def get(
    client: httpx.AsyncClient,
    url: str,
    policy: Policy,
    *,
    meant: tuple[str, int] | None = None,
    headers: Mapping[str, str] | None = None,
    partial: Partial | None = None,
) -> Answer | str:
    """Return the answer to one request, or the address to which it redirects.

    ``client`` comes from ``network.new_client``, which connects to public addresses only; ``meant`` is the only private
    host and port that may be contacted (see ``network.own_network``). ``headers`` are conditions. With ``partial``,
    only the rest of the body is requested. Raises Trouble.
    """
    body = _Body(policy.max_bytes)
    try:
        async with asyncio.timeout(policy.seconds):
            if own_network(url) not in (None, meant):
                raise PrivateAddressError(url)
            sent = _request_headers(policy, headers or {}, partial)
            async with client.stream("GET", url, headers=sent, follow_redirects=False) as response:
                return await _read(url, response, policy, partial, body)
    except Trouble:
        raise
    except (asyncio.CancelledError, KeyboardInterrupt) as error:
        if kept := body.partial():
            error.partial = kept  # type: ignore[union-attr]
        raise
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, PrivateAddressError, ProxyUnusableError) as error:
        raise _trouble_of(error, url, policy, body) from error


def _request_headers(policy: Policy, conditions: Mapping[str, str], partial: Partial | None) -> dict[str, str]:
    sent = {
        "User-Agent": policy.user_agent,
        "Accept": _ACCEPT,
        "Accept-Language": "en",
        "Accept-Encoding": "gzip, deflate",
        **conditions,
    }
    if partial is not None:
        sent |= {"Range": f"bytes={len(partial.data)}-", "If-Range": partial.validator, "Accept-Encoding": "identity"}
    return sent


async def _read(
    url: str, response: httpx.Response, policy: Policy, partial: Partial | None, body: _Body
) -> Answer | str:
    if response.status_code in _REDIRECTS:
        return _redirect(url, response)
    _check_status(response, policy, partial)
    if response.status_code == 304:
        return _answer(url, response, None)
    body.begin(response, partial)
    async for chunk in response.aiter_raw():
        body.feed(chunk)
    return _answer(url, response, body.end())


def _trouble_of(error: Exception, url: str, policy: Policy, body: _Body) -> Trouble:
    """Convert an error from an exchange to a Trouble, with the part of the body that arrived if it can be resumed."""
    match error:
        case TimeoutError():  # the deadline: httpx's own timeouts are not OSErrors
            message = f"The answer took longer than {policy.seconds:g} seconds."
            return Trouble("timeout", message, again=True, partial=body.partial())
        case httpx.TimeoutException():
            return Trouble("timeout", "The server stopped responding.", again=True, partial=body.partial())
        case httpx.RemoteProtocolError() | httpx.ReadError():
            message = "The answer broke off." if body.begun else f"The server did not answer properly: {_words(error)}"
            return Trouble("cut", message, again=True, partial=body.partial())
        case PrivateAddressError():
            return Trouble("refused", f"{url} leads into a private network, which was not requested.")
        case ProxyUnusableError():
            return Trouble("proxy", _words(error))
        case ValueError():  # the errors that the client raises for invalid names and headers
            return Trouble("server", f"The answer makes no sense: {_words(error)}")
    return Trouble("network", f"The server cannot be reached: {_words(error)}", again=True)


class _Body:
    """A body as it arrives: decompressed, counted, and checked for completeness."""

    def __init__(self, limit: int) -> None:
        self.begun = False
        self._limit = limit
        self._parts: list[bytes] = []
        self._size = 0
        self._received = 0
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
            packing = one_line(self._encoding, _SHOWN)
            raise Trouble("wrong_type", f"The answer uses an unrequested encoding: {packing}.")
        self._content_type = headers.get("content-type")
        # Without a length or chunks, the body ends when the connection closes, which looks the same if it is cut off.
        self._sized = "content-length" in headers or "transfer-encoding" in headers or response.http_version == "HTTP/2"
        length = _whole(headers.get("content-length"))
        if length is not None and length > self._limit:
            raise Trouble("too_big", f"The answer has {length:,} bytes; the limit is {self._limit:,}.")
        etag = as_validator(headers.get("etag")) or ""
        self._validator = etag if etag.startswith('"') else as_validator(headers.get("last-modified"))
        if response.status_code == 206 and partial is not None:
            # This request asks for the rest of the first answer, so the first answer's validator counts.
            self._validator = partial.validator
            self._content_type = self._content_type or partial.content_type
            self._add(partial.data)

    def feed(self, data: bytes) -> None:
        if self._encoding == "identity":
            self._add(data)
            return
        # Data that unpacks to nothing must not continue forever, either.
        self._received += len(data)
        if self._received > self._limit:
            raise Trouble("too_big", f"The answer has more than {self._limit:,} bytes.")
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
        # Some servers send deflate without its wrapper.
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
    """Return whether a page or PDF ends with the mark that such files have. Plain texts have no end mark, so any ending
    is accepted."""
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
        etag=as_validator(headers.get("etag")),
        last_modified=as_validator(headers.get("last-modified")),
    )


def _redirect(url: str, response: httpx.Response) -> str:
    place = response.headers.get("location")
    if not place:
        raise Trouble("redirect", "The server redirects to nowhere.", status=response.status_code)
    try:
        target = check_address(urljoin(url, place))
    except (Trouble, ValueError) as error:
        raise Trouble("redirect", "The server redirects to something that is not a web address.") from error
    if urlsplit(url).scheme == "https" and urlsplit(target).scheme != "https":
        raise Trouble("redirect", f"The server redirects from https to {target}.")
    return target


def _check_status(response: httpx.Response, policy: Policy, partial: Partial | None) -> None:
    status = response.status_code
    if status == 200 or status == 304:
        return
    if status == 206 and partial is not None:
        found = re.match(r"bytes ([0-9]+)-", response.headers.get("content-range", ""))
        if found and _whole(found[1]) == len(partial.data):
            return
        raise Trouble("cut", "The server sent another part than was asked for.", again=True, status=status)
    if status == 416:
        raise Trouble("cut", "The server has no such part any more.", again=True, status=status)
    words = f"The server answered {status} {one_line(response.reason_phrase, _SHOWN)}".rstrip() + "."
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
    """Return the number of seconds that a server asks us to wait, stated as a number or a time; return None for
    anything else.
    """
    if value is None:
        return None
    if (seconds := _whole(value)) is not None:
        return float(seconds)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _whole(value: str | None) -> int | None:
    """Read an integer in digits from a header; return None for anything else, and for absurdly large numbers."""
    stated = (value or "").strip()
    return int(stated) if re.fullmatch(r"[0-9]{1,18}", stated) else None


def _words(error: BaseException) -> str:
    return (one_line(str(error), 200) or type(error).__name__).rstrip(".") + "."
