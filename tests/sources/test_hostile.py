"""Each class of hostile answer gets its own outcome, and the next address is still fetched."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sources.server import PAGE, FakeClock, Reply, Server, serving
from tipetl.errors import WarehouseError
from tipetl.model import Hints
from tipetl.sources.addresses import Address, Want
from tipetl.sources.fetch import Fetched, Policy, fetch
from tipetl.sources.files import collect
from tipetl.sources.kept import Entry, Kept, as_validator
from tipetl.terminal import visible

POLICY = Policy("x", seconds=2, per_second=1000, retries=1, max_bytes=1_000_000)
SIZED = b"Content-Length: %d\r\nContent-Type: text/html\r\n" % len(PAGE)
#: compressed without the time of day: parts of these bytes become test names, which must be alike in every process
gzipped = partial(gzip.compress, mtime=0)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as running:
        running.pages["/good"] = lambda reply: reply.send(200, PAGE)
        yield running


def beside(folder: Path, server: Server, page: Callable[[Reply], None]) -> Fetched:
    """Return the result for a page, after checking that the next page is still fetched."""
    server.pages["/bad"] = page
    wants = [Want((Address(f"{server.url}/{name}"),)) for name in ("bad", "good")]
    bad, good = fetch(wants, folder, POLICY, clock=FakeClock().clock())
    assert good.state == "new"
    assert "fault" not in bad.advice, bad.reason
    assert visible(bad.reason) == bad.reason
    assert len(bad.reason) < 600
    again = fetch(wants, folder, POLICY, clock=FakeClock().clock())
    assert (again[0].state == "failed", again[1].state) == (bad.state == "failed", "unchanged")
    return bad


@pytest.mark.parametrize(
    "location",
    [
        b"http://[",
        b"http://[::1",
        b"http://]/",
        b"//[",
        b"http://host:99999999/",
        b"http://host:\xc2\xb2/",
        b"http://\xe2\x91\xa0\xe2\x91\xa1\xe2\x91\xa6.0.0.1/",
        b"http://a..b/",
        b"http://" + b"a" * 70 + b".test/",
        b"http://" + b"a." * 40_000 + b"/",
        b"http:///x",
        b"javascript:alert(1)",
        b"http://a\\@b/",
        b"http://%00/",
        b"http://999.999.999.999/",
        b"\x80\xff",
        b"http://xn--a/",
        b"http://\xff.test/",
        b"/\x1b[31m",
    ],
)
def test_a_redirect_to_nonsense_ends_only_itself(tmp_path: Path, server: Server, location: bytes) -> None:
    headers = b"Location: %s\r\nContent-Length: 0\r\n" % location
    found = beside(tmp_path, server, lambda reply: reply.bytes_of(b"HTTP/1.1 302 Found", headers, b""))
    assert (found.state, bool(found.advice)) == ("failed", True)


@pytest.mark.parametrize(
    "pause",
    [
        "²",
        "٣",
        "9" * 5000,
        "-1",
        "1e9",
        "inf",
        "nan",
        "0x10",
        "Mon, 01 Jan 99999 00:00:00 GMT",
        "Mon, 32 Foo 2025 25:61:61 +9999999999",
        "Mon, 01 Jan 2025 00:00:00 -0000",
        "1 Jan",
        ", , , ,",
    ],
)
def test_a_pause_that_is_none_is_not_waited_for(tmp_path: Path, server: Server, pause: str) -> None:
    headers = b"Retry-After: %s\r\nContent-Length: 0\r\n" % pause.encode()
    found = beside(tmp_path, server, lambda reply: reply.bytes_of(b"HTTP/1.1 503 Busy", headers, b""))
    assert (found.state, "503" in found.reason) == ("failed", True)


VALIDATORS = [
    b'"\xc3\xa9"',
    b'"\xff"',
    b'W/"\x80\x81"',
    b"\xe2\x80\xae",
    b'"' + b"a" * 20_000 + b'"',
    b'"\x7f"',
    b'"\t"',
    b"",
    b'"\xf0\x9f\x98\x80"',
    "²".encode(),
    b'"unclosed',
    b'"1", "2"',
]


@pytest.mark.parametrize("header", [b"ETag", b"Last-Modified"])
@pytest.mark.parametrize("value", VALIDATORS)
def test_a_validator_that_no_header_can_hold_is_not_kept(
    tmp_path: Path, server: Server, header: bytes, value: bytes
) -> None:
    found = beside(tmp_path, server, lambda reply: reply.bytes_of(headers=SIZED + header + b": " + value + b"\r\n"))
    assert found.state == "new"
    known = Kept(tmp_path).entry(f"{server.url}/bad")
    assert known is not None
    for kept in (known.etag, known.last_modified):
        assert kept is None or (kept.isascii() and kept.isprintable())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("etag", '"é"'),
        ("etag", "\ud800"),
        ("etag", 5),
        ("etag", '"a\r\nX: y"'),
        ("last_modified", "²"),
        ("last_modified", ["a"]),
        ("sha256", 7),
        ("sha256", "../../etc/passwd"),
        ("report_year", 10**400),
        ("report_year", "2013"),
        ("iso3", "ZZZZ"),
        ("earlier", "abc"),
        ("earlier", [1, None]),
        ("checked_at", 5),
        ("size", True),
        ("content_type", {}),
        ("url", None),
        ("final_url", 0),
        ("kind", []),
        ("unknown", "x"),
    ],
)
def test_a_record_kept_by_another_hand_is_survived(tmp_path: Path, server: Server, field: str, value: object) -> None:
    url = f"{server.url}/good"
    want = [Want((Address(url),))]
    fetch(want, tmp_path, POLICY, clock=FakeClock().clock())
    (path,) = (tmp_path / "index").rglob("*.json")
    raw = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(raw | {field: value}), encoding="utf-8")
    collect([tmp_path], Hints())
    (found,) = fetch(want, tmp_path, POLICY, clock=FakeClock().clock())
    assert found.state in ("new", "unchanged")
    known = Kept(tmp_path).entry(url)
    assert known is not None
    assert known.etag is None or known.etag.isascii()


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"5", b"\xff\xfe", b"[" * 100_000, b'{"url": 5}', b'{"url": "x"', b"null"]
)
def test_a_record_that_is_none_costs_only_itself(tmp_path: Path, server: Server, text: bytes) -> None:
    want = [Want((Address(f"{server.url}/good"),))]
    fetch(want, tmp_path, POLICY, clock=FakeClock().clock())
    (path,) = (tmp_path / "index").rglob("*.json")
    path.write_bytes(text)
    assert fetch(want, tmp_path, POLICY, clock=FakeClock().clock())[0].state == "new"
    # a note that another program wrote is not overwritten
    (tmp_path / "unfinished.json").write_bytes(text)
    with pytest.raises(WarehouseError, match="Move it away"):
        fetch(want, tmp_path, POLICY, clock=FakeClock().clock())
    assert (tmp_path / "unfinished.json").read_bytes() == text


@pytest.mark.parametrize(
    "headers",
    [
        b"Content-Length: \xb2\r\n",
        b"Content-Length: -5\r\n",
        b"Content-Length: " + b"9" * 5000 + b"\r\n",
        b"Content-Length: 1e3\r\n",
        b"Content-Length: 0x10\r\n",
        b"Content-Length: 5\r\nContent-Length: 6\r\n",
        b"Content-Length: +5\r\n",
        b"Content-Length: \r\n",
        b"Content-Length: 99999\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: gzip, chunked\r\n",
        b"Transfer-Encoding: identity\r\nContent-Length: 3\r\n",
    ],
)
def test_a_length_that_is_none_ends_only_itself(tmp_path: Path, server: Server, headers: bytes) -> None:
    assert beside(tmp_path, server, lambda reply: reply.bytes_of(headers=headers)).state == "failed"


@pytest.mark.parametrize(
    "status",
    [
        b"",
        b"HTTP/1.1 abc OK",
        b"HTTP/1.1 2000 OK",
        b"HTTP/1.1 -200 OK",
        b"HTTP/1.1 000 None",
        b"HTTP/1.1 999 Beyond",
        b"HTTP/1.1 404 \x1b[31mRed\x1b[0m",
        b"HTTP/1.1 503 \xe2\x80\xaegnorts",
        b"HTTP/1.1 500 " + b"x" * 50_000,
        b"HTTP/1.1 \xc2\xb2\xc2\xb2\xc2\xb2 OK",
        b"ICY 200 OK",
        b"SSH-2.0-OpenSSH_9.6",
        b"HTTP/1.1 101 Switching Protocols",
        b"HTTP/1.1 206 Partial Content",
        b"HTTP/1.1 304 Not Modified",
        b"HTTP/1.1 300 Multiple",
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 100 Continue",
    ],
)
def test_an_odd_status_line_ends_only_itself(tmp_path: Path, server: Server, status: bytes) -> None:
    found = beside(tmp_path, server, lambda reply: reply.bytes_of(status, SIZED))
    assert (found.state, bool(found.advice)) == ("failed", True)


@pytest.mark.parametrize(
    "headers",
    [
        b"X\x00: y\r\n",
        b": empty\r\n",
        b"X y: z\r\n",
        b"no colon\r\n",
        b" folded: first\r\n",
        b"X: " + b"y" * 200_000 + b"\r\n",
        b"".join(b"X%d: y\r\n" % number for number in range(20_000)),
        b"X: \x00\r\n",
        b"X: a\rb\r\n",
        b"\xff: \xff\r\n",
    ],
)
def test_broken_headers_end_only_themselves(tmp_path: Path, server: Server, headers: bytes) -> None:
    assert beside(tmp_path, server, lambda reply: reply.bytes_of(headers=headers + SIZED)).state == "failed"


@pytest.mark.parametrize(
    "headers",
    [
        b"X-A: \x80\xfe\xff\r\n",
        b"Set-Cookie: \xff=\xfe; expires=\xc2\xb2\r\n",
        b'Set-Cookie: a=b; expires=Mon, 99 Foo 99999 99:99:99 GMT; max-age=\xc2\xb2; port="x"\r\n',
        b"Set-Cookie: " + b"=;" * 5000 + b"\r\n",
        b"Set-Cookie: a=b; version=x; domain=..; path=\x7f\r\n",
        b"Date: nonsense\r\n",
        b"Link: <[>; rel=next\r\n",
        b"Vary: *\r\n",
        b"Content-Encoding: identity\r\n",
        b'Content-Disposition: attachment; filename="../../x"\r\n',
        b"Refresh: 0; url=http://[\r\n",
    ],
)
@pytest.mark.filterwarnings("error")
def test_odd_headers_that_do_not_matter_do_not(tmp_path: Path, server: Server, headers: bytes) -> None:
    assert beside(tmp_path, server, lambda reply: reply.bytes_of(headers=headers + SIZED)).state == "new"


@pytest.mark.parametrize(
    "content_type",
    [
        b"text/html; charset=\x1b[31m",
        b"text/html; charset=rot13",
        b"text/html; charset=zlib",
        b"text/html; charset=idna",
        b"text/html; charset=undefined",
        b"text/html; charset=unicode_escape",
        b"text/html; charset=utf-7",
        b"text/html; charset=\xff\xfe",
        b"text/html; charset=" + b"u" * 50_000,
        b"text/html; charset=..%2f",
        b"\xe2\x80\xae",
        b"a/b/c;;;=",
    ],
)
def test_an_odd_charset_costs_no_page(tmp_path: Path, server: Server, content_type: bytes) -> None:
    from tipetl.read import read_source

    headers = b"Content-Length: %d\r\nContent-Type: %s\r\n" % (len(PAGE), content_type)
    assert beside(tmp_path, server, lambda reply: reply.bytes_of(headers=headers)).state == "new"
    sources, audits = collect([tmp_path], Hints(report_year=2013))
    assert (len(sources), audits) == (1, [])
    (narrative,) = read_source(sources[0]).narratives
    assert "convicted nine traffickers" in narrative.document.text


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        (b"gzip", b""),
        (b"gzip", b"not packed"),
        (b"gzip", gzipped(PAGE)[:-3]),
        (b"gzip", gzipped(PAGE) + b"rubbish"),
        (b"gzip", gzipped(b"")[:-1] * 3),
        (b"gzip", gzipped(bytes(20_000_000))),
        (b"gzip", gzipped(b"") * 60_000),
        (b"deflate", zlib.compress(PAGE)[:20]),
        (b"deflate", b"\x00"),
        (b"br", b"x"),
        (b"gzip, gzip", gzipped(gzipped(PAGE))),
        (b"\x1b[31m", PAGE),
        (b"\xff", PAGE),
    ],
)
def test_what_cannot_be_unpacked_ends_only_itself(tmp_path: Path, server: Server, encoding: bytes, body: bytes) -> None:
    headers = b"Content-Encoding: %s\r\nContent-Length: %d\r\nContent-Type: text/html\r\n" % (encoding, len(body))
    assert beside(tmp_path, server, lambda reply: reply.bytes_of(headers=headers, body=body)).state == "failed"


@pytest.mark.parametrize(
    "begin",
    [
        b"",
        b"HTTP/1.1 200",
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 200 OK\r\nX: ",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzipped(PAGE)[:12],
        b"HTTP/1.1 302 Found\r\nLocation: /",
        b"HTTP/1.1 404 ",
    ],
)
def test_a_drip_anywhere_ends_only_itself(tmp_path: Path, server: Server, begin: bytes) -> None:
    def drip(reply: Reply) -> None:
        reply.raw(begin)
        while not server.stop.wait(0.02):
            reply.raw(b"0")

    server.pages["/bad"] = drip
    wants = [Want((Address(f"{server.url}/{name}"),)) for name in ("bad", "good")]
    policy = Policy("x", seconds=0.15, per_second=1000, retries=0)
    bad, good = fetch(wants, tmp_path, policy, clock=FakeClock().clock())
    assert (bad.state, good.state) == ("failed", "new")


@pytest.mark.parametrize(
    "url",
    [
        "http://[",
        "http://\udcff/",
        "http://host/\udcff",
        "http://\x1b[31m/",
        "http://a b/",
        "http://host:x/",
        "http://host:99999/",
        "http://" + "a" * 100_000,
        "http://%zz/",
        "http://①②⑦.⓪.⓪.①:1/",
        "http://a..b/",
        "\udcff",
        "",
        "http://\u202e/",
    ],
)
def test_an_address_that_is_none_ends_only_itself(tmp_path: Path, server: Server, url: str) -> None:
    wants = [Want((Address(one),)) for one in (url, f"{server.url}/good")]
    bad, good = fetch(wants, tmp_path, POLICY, clock=FakeClock().clock())
    assert (bad.state, good.state) == ("failed", "new")
    assert bad.advice


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=30),
    st.lists(
        st.tuples(
            st.sampled_from(
                [b"Location", b"Retry-After", b"ETag", b"Last-Modified", b"Content-Length", b"Content-Type",
                 b"Content-Encoding", b"Content-Range", b"Transfer-Encoding", b"Set-Cookie", b"Date"]
            ),
            st.binary(max_size=30) | st.text(max_size=10).map(lambda text: text.encode("utf-8", "replace")),
        ),
        max_size=4,
    ),
    st.sampled_from([b"200", b"206", b"301", b"302", b"304", b"401", b"404", b"416", b"429", b"500", b"503", b"204"]),
)  # fmt: skip
def test_no_answer_ends_the_run(
    tmp_path: Path, server: Server, reason: bytes, headers: list[tuple[bytes, bytes]], status: bytes
) -> None:
    lines = b"".join(name + b": " + value + b"\r\n" for name, value in headers)
    server.pages["/bad"] = lambda reply: reply.bytes_of(b"HTTP/1.1 " + status + b" " + reason, lines)
    wants = [Want((Address(f"{server.url}/{name}"),)) for name in ("bad", "good")]
    policy = Policy("x", seconds=2, per_second=1000, retries=0)
    bad, good = fetch(wants, tmp_path, policy, clock=FakeClock().clock())
    assert good.state in ("new", "unchanged", "skipped")
    assert bad.state in ("new", "changed", "unchanged", "skipped") or "fault" not in bad.advice, bad.reason


@given(st.text())
def test_a_validator_can_be_sent(value: str) -> None:
    import httpx

    kept = as_validator(value)
    if kept is not None:
        assert httpx.Headers({"If-None-Match": kept})["if-none-match"] == kept


def test_an_entry_with_half_characters_can_be_written(tmp_path: Path) -> None:
    Kept(tmp_path).write(Entry("http://x/", error="\udcff"))
    known = Kept(tmp_path).entry("http://x/")
    assert known is not None
    assert known.error == "\udcff"
