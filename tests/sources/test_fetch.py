"""Fetching from a misbehaving server has a defined result for each fault and never loses a good copy."""

from __future__ import annotations

import asyncio
import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources.server import PAGE, PDF, FakeClock, Reply, Server, serving
from tipetl.model import Hints
from tipetl.sources.addresses import Address, Want
from tipetl.sources.fetch import Fetched, Policy, fetch, open_addresses, user_agent
from tipetl.sources.files import collect
from tipetl.sources.kept import Entry, Kept

POLICY = Policy(user_agent("1"), seconds=20, per_second=1000, retries=2)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


def want(url: str, **about: object) -> Want:
    return Want((Address(url, **about),))  # type: ignore[arg-type]


def one(folder: Path, url: str, clock: FakeClock, policy: Policy = POLICY, **about: object) -> Fetched:
    (found,) = fetch([want(url, **about)], folder, policy, clock=clock.clock())
    return found


def entry(folder: Path, url: str) -> Entry:
    found = Kept(folder).entry(url)
    assert found is not None
    return found


def test_a_page_is_kept_by_its_hash_with_what_is_known_of_it(tmp_path: Path, server: Server, clock: FakeClock) -> None:
    server.pages["/kosovo"] = lambda reply: reply.send(200, PAGE, ETag='"1"', Content_Type="text/html; charset=utf-8")
    url = f"{server.url}/kosovo"
    found = one(tmp_path, url, clock, publisher="P", iso3="XKX", report_year=2013)
    assert (found.state, found.url) == ("new", url)
    known = entry(tmp_path, url)
    assert known.sha256 is not None
    assert (tmp_path / "raw" / known.sha256[:2] / known.sha256).read_bytes() == PAGE
    assert (known.publisher, known.iso3, known.report_year, known.etag) == ("P", "XKX", 2013, '"1"')
    assert (known.status, known.final_url, known.size, known.error) == (200, url, len(PAGE), None)
    assert known.content_type == "text/html; charset=utf-8"
    assert known.fetched_at == "2026-01-01T00:00:00+00:00"
    assert server.asked[0].headers["user-agent"].startswith("Mozilla/5.0 (compatible; tipetl/1")
    assert not list(tmp_path.rglob("*.tmp"))


def test_what_was_fetched_is_read_like_any_folder(tmp_path: Path, server: Server, clock: FakeClock) -> None:
    server.pages["/a"] = server.pages["/same"] = lambda reply: reply.send(200, PAGE)
    server.pages["/2017/volume.pdf"] = lambda reply: reply.send(200, PDF, Content_Type="application/pdf")
    wants = [
        want(f"{server.url}/a", publisher="P", iso3="XKX", report_year=2013, kind="country"),
        want(f"{server.url}/same"),
        want(f"{server.url}/2017/volume.pdf", report_year=2017),
        want(f"{server.url}/gone"),
    ]
    fetch(wants, tmp_path, POLICY, clock=clock.clock())
    sources, audits = collect([tmp_path])
    assert audits == []
    assert [s.name for s in sources] == ["2017-volume.pdf", "kosovo-2013.html"]
    hints = sources[1].hints
    assert (hints.country, hints.report_year, hints.year_from) == ("XKX", 2013, "metadata")
    assert (hints.url, hints.publisher, hints.content_type) == (f"{server.url}/a", "P", "text/html")
    assert sources[0].hints.report_year == 2017
    given, _ = collect([tmp_path], Hints(report_year=2020))
    assert {(s.hints.report_year, s.hints.year_from) for s in given} == {(2020, "caller")}


def test_damage_on_disk_is_noticed(tmp_path: Path, server: Server, clock: FakeClock) -> None:
    server.pages["/a"] = lambda reply: reply.send(200, PAGE, ETag='"1"')
    one(tmp_path, f"{server.url}/a", clock)
    raw = Kept(tmp_path).raw(entry(tmp_path, f"{server.url}/a").sha256 or "")
    raw.write_bytes(b"other")
    assert [a.outcome for a in collect([tmp_path])[1]] == ["corrupt"]
    assert one(tmp_path, f"{server.url}/a", clock).state == "unchanged"
    assert "if-none-match" not in server.asked[-1].headers
    assert raw.read_bytes() == PAGE


@pytest.mark.parametrize("status", [404, 410, 403, 401, 400])
def test_a_refusal_is_final(tmp_path: Path, server: Server, clock: FakeClock, status: int) -> None:
    server.pages["/a"] = lambda reply: reply.send(status, b"<html>no</html>")
    found = one(tmp_path, f"{server.url}/a", clock)
    assert found.state == "failed"
    assert str(status) in found.reason
    assert found.advice
    assert len(server.asked) == 1
    assert str(status) in (entry(tmp_path, f"{server.url}/a").error or "")


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_passing_trouble_is_tried_again(tmp_path: Path, server: Server, clock: FakeClock, status: int) -> None:
    server.pages["/a"] = lambda reply: reply.send(status) if reply.count < 2 else reply.send(200, PAGE)
    assert one(tmp_path, f"{server.url}/a", clock).state == "new"
    assert len(server.asked) == 3
    assert [pause for pause in clock.slept if pause >= 0.9] == [1, 2]
    server.pages["/b"] = lambda reply: reply.send(status)
    assert one(tmp_path, f"{server.url}/b", clock).state == "failed"
    assert server.paths().count("/b") == 3


@pytest.mark.parametrize(("value", "pause"), [("0", 0), ("7", 7), ("nonsense", 1)])
def test_a_server_that_names_a_pause_gets_it(
    tmp_path: Path, server: Server, clock: FakeClock, value: str, pause: float
) -> None:
    server.pages["/a"] = lambda r: r.send(429, Retry_After=value) if r.count < 1 else r.send(200, PAGE)
    assert one(tmp_path, f"{server.url}/a", clock).state == "new"
    assert pause in clock.slept
    assert sum(clock.slept) < pause + 1


def test_a_pause_of_hours_is_left_to_the_user(tmp_path: Path, server: Server, clock: FakeClock) -> None:
    server.pages["/a"] = lambda reply: reply.send(503, Retry_After="9999")
    found = one(tmp_path, f"{server.url}/a", clock)
    assert "9,999 seconds" in found.reason
    assert len(server.asked) == 1


def cut(reply: Reply) -> None:
    reply.head(200, Content_Length=str(len(PAGE)))
    reply.raw(PAGE[:50])


def unsized_cut(reply: Reply) -> None:
    reply.send(200, PAGE[:90], sized=False)


def chunked_cut(reply: Reply) -> None:
    reply.handler.protocol_version = "HTTP/1.1"
    reply.head(200, Transfer_Encoding="chunked")
    reply.raw(b"20\r\n" + PAGE[:32] + b"\r\n")
    reply.handler.close_connection = True


def gzip_cut(reply: Reply) -> None:
    body = gzip.compress(PAGE)[:-20]
    reply.send(200, body, Content_Encoding="gzip")


def unsized_pdf_cut(reply: Reply) -> None:
    reply.send(200, PDF[:5000], sized=False, Content_Type="application/pdf")


@pytest.mark.parametrize("misdeed", [cut, unsized_cut, chunked_cut, gzip_cut, unsized_pdf_cut])
def test_a_body_that_breaks_off_is_never_taken(
    tmp_path: Path, server: Server, clock: FakeClock, misdeed: object
) -> None:
    server.pages["/a"] = lambda reply: misdeed(reply) if reply.count < 2 else reply.send(200, PAGE)  # type: ignore[operator]
    assert one(tmp_path, f"{server.url}/a", clock).state == "new"
    assert Kept(tmp_path).data(entry(tmp_path, f"{server.url}/a").sha256) == PAGE
    server.pages["/b"] = misdeed  # type: ignore[assignment]
    assert one(tmp_path, f"{server.url}/b", clock).state == "failed"
    assert entry(tmp_path, f"{server.url}/b").sha256 is None


def test_a_page_without_a_stated_length_is_taken_when_it_ends_well(
    tmp_path: Path, server: Server, clock: FakeClock
) -> None:
    server.pages["/a"] = lambda reply: reply.send(200, PAGE, sized=False)
    server.pages["/b"] = lambda reply: reply.send(200, PDF, sized=False)
    server.pages["/c"] = lambda reply: reply.send(200, b"Kosovo, Tier 2", sized=False, Content_Type="text/plain")
    assert [one(tmp_path, f"{server.url}/{name}", clock).state for name in "abc"] == ["new"] * 3


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("gzip", lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:])),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data, wbits=-15)),
    ],
)
def test_packed_answers_are_unpacked(
    tmp_path: Path, server: Server, clock: FakeClock, encoding: str, pack: object
) -> None:
    server.pages["/a"] = lambda r: r.send(200, pack(PAGE), Content_Encoding=encoding)  # type: ignore[operator]
    assert one(tmp_path, f"{server.url}/a", clock).state == "new"
    assert Kept(tmp_path).data(entry(tmp_path, f"{server.url}/a").sha256) == PAGE


def test_a_bomb_goes_off_nowhere(tmp_path: Path, server: Server, clock: FakeClock) -> None:
    policy = Policy("x", max_bytes=1_000_000, per_second=1000, retries=2)
    packed = gzip.compress(bytes(50_000_000))
    server.pages["/gzip"] = lambda reply: reply.send(200, packed, Content_Encoding="gzip")
    server.pages["/twice"] = lambda reply: reply.send(200, gzip.compress(packed), Content_Encoding="gzip, gzip")
    server.pages["/plain"] = lambda reply: reply.send(200, bytes(2_000_000), sized=False)
    server.pages["/says"] = lambda reply: reply.head(200, Content_Length="99999999999")
    for path, words in {
        "gzip": "unpacks",
        "twice": "unrequested encoding",
        "plain": "more than",
        "says": "99,999,999,999",
    }.items():
        found = one(tmp_path, f"{server.url}/{path}", clock, policy)
        assert (found.state, words in found.reason) == ("failed", True), found
    assert len(server.asked) == 4


@pytest.mark.parametrize("headers_too", [False, True])
def test_a_drip_ends_at_the_deadline(tmp_path: Path, server: Server, clock: FakeClock, headers_too: bool) -> None:
    def drip(reply: Reply) -> None:
        if headers_too:
            reply.raw(b"HTTP/1.1 200 OK\r\nX: ")
        else:
            reply.head(200, Content_Length="100000")
        while not server.stop.wait(0.02):
            reply.raw(b"x")

    server.pages["/a"] = drip
    found = one(tmp_path, f"{server.url}/a", clock, Policy("x", seconds=0.3, per_second=1000, retries=1))
    assert found.state == "failed"
    assert "longer than 0.3 seconds" in found.reason
    assert len(server.asked) == 2


def test_redirects_are_followed_and_the_last_address_is_known(tmp_path: Path, server: Server, clock: FakeClock) -> None:
    server.pages["/a"] = lambda reply: reply.send(301, Location="b?x=1#part")
    server.pages["/b?x=1"] = lambda reply: reply.send(302, Location=f"{server.url}/c")
    server.pages["/c"] = lambda reply: reply.send(200, PAGE)
    assert one(tmp_path, f"{server.url}/a", clock).state == "new"
    assert entry(tmp_path, f"{server.url}/a").final_url == f"{server.url}/c"


def test_bad_redirects_end_at_once(tmp_path: Path, server: Server, clock: FakeClock) -> None:
    with serving() as other:
        other.pages["/a"] = lambda reply: reply.send(200, PAGE)
        targets = {
            "/circle": "/circle",
            "/file": "file:///etc/passwd",
            "/ftp": "ftp://example.org/a",
            "/port": f"{other.url}/a",
            "/name": f"http://localhost:{other.port}/a",
            "/link-local": "http://169.254.169.254/latest/",
            "/octal": f"http://0x7f.1:{other.port}/a",
            "/mapped": f"http://[::ffff:127.0.0.1]:{other.port}/a",
            "/password": "http://user:word@example.org/",
            "/nowhere": "",
        }
        for path, target in targets.items():
            server.pages[path] = lambda reply, target=target: reply.send(302, Location=target)  # type: ignore[misc]
            found = one(tmp_path, server.url + path, clock)
            assert found.state == "failed", path
            assert "redirect" in found.reason or "private network" in found.reason, (path, found.reason)
        assert other.asked == []
    assert server.paths().count("/circle") == 1
    server.pages |= {
        f"/long{n}": lambda reply, n=n: reply.send(302, Location=f"/long{n + 1}")  # type: ignore[misc]
        for n in range(20)
    }
    assert "more than 10 times" in one(tmp_path, f"{server.url}/long0", clock).reason


def test_a_name_of_this_machine_is_only_asked_when_it_was_given(
    tmp_path: Path, server: Server, clock: FakeClock
) -> None:
    server.pages["/a"] = lambda reply: reply.send(200, PAGE)
    assert one(tmp_path, f"http://localhost:{server.port}/a", clock).state == "new"


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/", "http://", "http://u:p@127.0.0.1/", "http://[/"]
)
def test_what_is_no_web_address_is_not_opened(tmp_path: Path, clock: FakeClock, url: str) -> None:
    found = one(tmp_path, url, clock)
    assert found.state == "failed"
    assert found.advice


@pytest.mark.parametrize(
    ("name", "body", "headers"),
    [
        ("a.pdf", PAGE, {"Content_Type": "application/pdf"}),
        ("a", b"\x89PNG\r\n\x1a\n", {"Content_Type": "text/html"}),
        ("a", b'{"error": 1}', {"Content_Type": "application/json"}),
        ("a", b"", {}),
        ("a", b" \n", {}),
        ("a", b"<html><title>Access Denied</title><body>You have no permission</body></html>", {}),
        ("a", b"<html><head><title>Just a moment...</title></head><body>Checking</body></html>", {}),
        ("a", b"<html><body><script>go()</script></body></html>", {}),
    ],
)
def test_a_wrong_answer_never_replaces_a_good_copy(
    tmp_path: Path, server: Server, clock: FakeClock, name: str, body: bytes, headers: dict[str, str]
) -> None:
    good = PDF if name.endswith(".pdf") else PAGE
    url = f"{server.url}/{name}"
    server.pages[f"/{name}"] = lambda reply: reply.send(200, good)
    one(tmp_path, url, clock)
    before = entry(tmp_path, url)
    clock.time += 86400
    server.pages[f"/{name}"] = lambda reply: reply.send(200, body, **headers)
    found = one(tmp_path, url, clock)
    assert (found.state, found.kept_from) == ("failed", before.fetched_at)
    after = entry(tmp_path, url)
    assert (after.sha256, after.fetched_at) == (before.sha256, before.fetched_at)
    assert after.error
    assert after.checked_at != before.checked_at
    assert [s.data for s in collect([tmp_path])[0]] == [good]


@pytest.mark.parametrize("status", [403, 404, 500])
def test_an_error_never_replaces_a_good_copy(tmp_path: Path, server: Server, clock: FakeClock, status: int) -> None:
    server.pages["/a"] = lambda reply: reply.send(200, PAGE) if reply.count < 1 else reply.send(status, PAGE)
    one(tmp_path, f"{server.url}/a", clock)
    assert one(tmp_path, f"{server.url}/a", clock).kept_from is not None
    assert Kept(tmp_path).data(entry(tmp_path, f"{server.url}/a").sha256) == PAGE


def test_a_copy_is_asked_for_again_only_if_it_changed(tmp_path: Path, server: Server, clock: FakeClock) -> None:
    dated = "Wed, 01 Jan 2025 00:00:00 GMT"
    url = f"{server.url}/a"
    server.pages["/a"] = lambda reply: reply.send(200, PAGE, ETag='"1"', Last_Modified=dated)
    one(tmp_path, url, clock)
    clock.time += 60
    server.pages["/a"] = lambda reply: reply.head(304)
    assert one(tmp_path, url, clock).state == "unchanged"
    assert server.asked[-1].headers["if-none-match"] == '"1"'
    assert server.asked[-1].headers["if-modified-since"] == dated
    known = entry(tmp_path, url)
    assert (known.fetched_at, known.checked_at) == ("2026-01-01T00:00:00+00:00", "2026-01-01T00:01:00+00:00")
    newer = PAGE.replace(b"nine", b"ten")
    server.pages["/a"] = lambda reply: reply.send(200, newer, ETag='"2"')
    assert one(tmp_path, url, clock).state == "changed"
    after = entry(tmp_path, url)
    assert (after.etag, after.earlier) == ('"2"', (known.sha256,))
    assert Kept(tmp_path).data(known.sha256) == PAGE
    assert one(tmp_path, url, clock).state == "unchanged"


def test_the_rest_of_a_broken_body_is_asked_for(tmp_path: Path, server: Server, clock: FakeClock) -> None:
    def ranged(reply: Reply) -> None:
        start = reply.asked.headers.get("range")
        if start is None:
            reply.head(200, Content_Length=str(len(PDF)), ETag='"1"', Content_Type="application/pdf")
            reply.raw(PDF[:60_000])
        else:
            assert reply.asked.headers["if-range"] == '"1"'
            first = int(start.removeprefix("bytes=").rstrip("-"))
            reply.send(206, PDF[first:], Content_Range=f"bytes {first}-{len(PDF) - 1}/{len(PDF)}", ETag='"1"')

    server.pages["/a.pdf"] = ranged
    assert one(tmp_path, f"{server.url}/a.pdf", clock).state == "new"
    assert Kept(tmp_path).data(entry(tmp_path, f"{server.url}/a.pdf").sha256) == PDF
    assert server.asked[1].headers["range"] == "bytes=60000-"
    assert list((tmp_path / "partial").iterdir()) == []


def test_a_broken_body_outlasts_the_run(tmp_path: Path, server: Server, clock: FakeClock) -> None:
    def breaks(reply: Reply) -> None:
        reply.head(200, Content_Length=str(len(PDF)), ETag='"1"')
        reply.raw(PDF[:1000])

    server.pages["/a.pdf"] = breaks
    policy = Policy("x", per_second=1000, retries=0)
    assert one(tmp_path, f"{server.url}/a.pdf", clock, policy).state == "failed"
    server.pages["/a.pdf"] = lambda reply: reply.send(503)
    assert one(tmp_path, f"{server.url}/a.pdf", clock, policy).state == "failed"
    # The file changed meanwhile, so the server sends all of it.
    server.pages["/a.pdf"] = lambda reply: reply.send(200, PDF + b"\n", ETag='"2"')
    assert one(tmp_path, f"{server.url}/a.pdf", clock, policy).state == "new"
    assert server.asked[-1].headers["range"] == "bytes=1000-"
    assert Kept(tmp_path).data(entry(tmp_path, f"{server.url}/a.pdf").sha256) == PDF + b"\n"


@pytest.mark.parametrize("wrong", ["bytes 0-99/100", ""])
def test_a_wrong_part_is_thrown_away(tmp_path: Path, server: Server, clock: FakeClock, wrong: str) -> None:
    def confused(reply: Reply) -> None:
        if reply.count == 0:
            reply.head(200, Content_Length=str(len(PDF)), ETag='"1"')
            reply.raw(PDF[:1000])
        elif "range" in reply.asked.headers:
            reply.send(206, PDF[:100], Content_Range=wrong) if wrong else reply.send(416)
        else:
            reply.send(200, PDF)

    server.pages["/a.pdf"] = confused
    assert one(tmp_path, f"{server.url}/a.pdf", clock).state == "new"
    assert Kept(tmp_path).data(entry(tmp_path, f"{server.url}/a.pdf").sha256) == PDF


def test_addresses_are_tried_in_order_until_one_is_good(tmp_path: Path, server: Server, clock: FakeClock) -> None:
    server.pages["/blocked"] = lambda reply: reply.send(403)
    server.pages["/good"] = lambda reply: reply.send(200, PAGE)
    urls = [f"{server.url}/{name}" for name in ("missing", "blocked", "good", "never")]
    chosen = Want(tuple(Address(url) for url in urls), "XKX", 2013)
    (found,) = fetch([chosen], tmp_path, POLICY, clock=clock.clock())
    assert (found.state, found.url) == ("new", urls[2])
    assert server.paths() == ["/missing", "/blocked", "/good"]
    (found,) = fetch([Want(chosen.addresses[:2], "XKX", 2013)], tmp_path, POLICY, clock=clock.clock())
    assert found.state == "failed"
    assert "403" in found.reason
    assert "1 more address gave" in found.reason


def test_a_page_of_another_country_or_year_is_not_taken(tmp_path: Path, server: Server, clock: FakeClock) -> None:
    about = {"iso3": "PER", "report_year": 2013, "kind": "country"}
    server.pages["/2013/peru"] = lambda reply: reply.send(200, PAGE)
    assert "does not name Peru" in one(tmp_path, f"{server.url}/2013/peru", clock, **about).reason
    server.pages["/2013/p"] = lambda reply: reply.send(302, Location="/2012/peru")
    server.pages["/2012/peru"] = lambda reply: reply.send(200, PAGE.replace(b"Kosovo", b"Peru"))
    assert "another year" in one(tmp_path, f"{server.url}/2013/p", clock, **about).reason


@pytest.mark.parametrize(
    "body",
    [
        "Côte d’Ivoire".encode(), "Côte d’Ivoire".encode("cp1252"), "\ufeffCôte d’Ivoire".encode("utf-16-le"),
        b"C&ocirc;te d&rsquo;Ivoire", b"COTE D'IVOIRE", b"Ivory Coast",
    ],
)  # fmt: skip
def test_a_country_is_found_however_its_name_is_written(
    tmp_path: Path, server: Server, clock: FakeClock, body: bytes
) -> None:
    wide = body.startswith(b"\xff\xfe")
    page = ("<html><body>".encode("utf-16-le") if wide else b"<html><body>").join(
        (body[:2], body[2:]) if wide else (b"", body)
    )
    server.pages["/civ"] = lambda reply: reply.send(200, page)
    assert one(tmp_path, f"{server.url}/civ", clock, iso3="CIV", kind="country").state == "new"


INDEX = """<html><title>2013</title><body><nav><a href="/">Home</a></nav>
<ul><li><a href="{0}/kosovo.htm"> Kosovo </a></li><li><a href="peru.htm"><b>Peru</b></a></li>
<li><a href="http://elsewhere.example/ghana.htm">Ghana</a></li><li><a href="ag.htm">Country Narratives: A-G</a></li>
<li><a href="hp.htm">Country Narratives -- Countries H through P</a></li></ul></body></html>"""


def test_an_index_leads_to_the_pages_of_countries(tmp_path: Path, server: Server, clock: FakeClock) -> None:
    server.pages["/2013/"] = lambda reply: reply.send(200, INDEX.format("/2013").encode())
    server.pages["/2013/kosovo.htm"] = lambda reply: reply.send(200, PAGE)
    server.pages["/2013/hp.htm"] = lambda reply: reply.send(200, PAGE.replace(b"Kosovo", b"Mali"))
    index = Address(f"{server.url}/2013/", "P", "html", "index", None, 2013, "i")
    wants = [Want((index,), code, 2013) for code in ("XKX", "GHA", "MLI", "JAM")]
    found = fetch(wants, tmp_path, POLICY, clock=clock.clock())
    assert [one.state for one in found] == ["new", "failed", "new", "new"]
    assert found[0].url == f"{server.url}/2013/kosovo.htm"
    assert server.paths() == ["/2013/", "/2013/kosovo.htm", "/2013/ag.htm", "/2013/hp.htm"]
    sources, audits = collect([tmp_path])
    assert [(s.name, s.hints.country, s.hints.report_year) for s in sources] == [
        ("kosovo-2013.html", "XKX", 2013),
        ("volume-2013.html", None, 2013),
    ]
    assert audits == []


def test_country_narratives_may_be_one_page_or_a_page_a_region(
    tmp_path: Path, server: Server, clock: FakeClock
) -> None:
    links = b'<a href="africa">Country Narratives: Africa</a> <a href="asia">Country Narratives: Near East</a>'
    server.pages["/"] = lambda reply: reply.send(200, b"<html><body>" + links)
    server.pages["/africa"] = lambda reply: reply.send(200, b"<html><body><p>GHANA (Tier 2)</p><p>In Kenya ...")
    server.pages["/asia"] = lambda reply: reply.send(200, b"<html><body><h2>YEMEN (Tier 2 Watch List)</h2>")
    index = Address(f"{server.url}/", "P", "html", "index", None, 2004, "i")
    wants = [Want((index,), code, 2004) for code in ("YEM", "GHA", "KEN")]
    found = fetch(wants, tmp_path, POLICY, clock=clock.clock())
    assert [(one.state, one.url.rpartition("/")[2]) for one in found[:2]] == [("new", "asia"), ("new", "africa")]
    assert found[2].state == "failed"
    assert len(server.asked) == 3
    assert [s.name for s in collect([tmp_path])[0]] == ["volume-2004.html", "volume-2004.html"]


def test_a_host_is_asked_at_a_stated_rate(tmp_path: Path, server: Server, clock: FakeClock) -> None:
    for name in "abc":
        server.pages[f"/{name}"] = lambda reply: reply.send(200, PAGE)
    policy = Policy("x", per_second=0.5)
    fetch([want(f"{server.url}/{name}") for name in "abc"], tmp_path, policy, clock=clock.clock())
    assert clock.slept == [2.0, 2.0]


def test_a_host_that_turns_everything_away_is_left_alone(tmp_path: Path, server: Server, clock: FakeClock) -> None:
    for number in range(9):
        server.pages[f"/{number}"] = lambda reply: reply.send(403)
    found = fetch([want(f"{server.url}/{number}") for number in range(9)], tmp_path, POLICY, clock=clock.clock())
    assert [one.state for one in found] == ["failed"] * 9
    assert len(server.asked) == 3
    assert "left alone" in found[-1].reason


def test_a_host_that_cannot_be_reached_is_a_failure_with_advice(tmp_path: Path, clock: FakeClock) -> None:
    with serving() as gone:
        url = f"{gone.url}/a"
    found = one(tmp_path, url, clock)
    assert (found.state, "cannot be reached" in found.reason) == ("failed", True)


def test_a_run_that_was_broken_off_goes_on_where_it_was(tmp_path: Path, server: Server, clock: FakeClock) -> None:
    for name in "abcd":
        server.pages[f"/{name}"] = lambda reply, name=name: reply.send(200, PAGE + name.encode())  # type: ignore[misc]
    wants = [want(f"{server.url}/{name}") for name in "abcd"]

    def interrupt(done: int, _total: int, _name: str) -> None:
        if done == 2:
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        fetch(wants, tmp_path, POLICY, clock=clock.clock(), progress=interrupt)
    assert server.paths() == ["/a", "/b"]
    found = fetch(wants, tmp_path, POLICY, clock=clock.clock())
    assert [one.state for one in found] == ["skipped", "skipped", "new", "new"]
    assert server.paths() == ["/a", "/b", "/c", "/d"]
    # The previous run was completed, so the next run asks for each file whether it has changed.
    assert [one.state for one in fetch(wants, tmp_path, POLICY, clock=clock.clock())] == ["unchanged"] * 4
    assert len(server.asked) == 8


def test_it_works_where_a_loop_is_running(tmp_path: Path, server: Server, clock: FakeClock) -> None:
    server.pages["/a"] = lambda reply: reply.send(200, PAGE)

    async def cell() -> Fetched:
        return one(tmp_path, f"{server.url}/a", clock)

    assert asyncio.run(cell()).state == "new"


def test_progress_names_what_is_done(tmp_path: Path, server: Server, clock: FakeClock) -> None:
    server.pages["/a"] = lambda reply: reply.send(200, PAGE)
    told: list[tuple[int, int, str]] = []
    wants = [want(f"{server.url}/{name}") for name in "ab"]
    fetch(wants, tmp_path, POLICY, clock=clock.clock(), progress=lambda *step: told.append(step))
    assert told == [(1, 2, f"{server.url}/a"), (2, 2, f"{server.url}/b")]


def test_a_list_is_opened_with_an_audit_for_each_that_failed(tmp_path: Path, server: Server) -> None:
    server.pages["/2013/kosovo/"] = lambda reply: reply.send(200, PAGE)
    urls = [f"{server.url}/2013/kosovo/", f"{server.url}/gone"]
    opened = open_addresses(urls, Hints(country="Kosovo"), folder=tmp_path, policy=POLICY)
    assert [(s.name, s.hints.url, s.hints.country) for s in opened.sources] == [("2013-kosovo.html", urls[0], "Kosovo")]
    (audit,) = opened.audits
    assert (audit.outcome, "404" in (audit.reason or "")) == ("no_text", True)


def test_a_damaged_index_costs_only_its_own_address(tmp_path: Path, server: Server, clock: FakeClock) -> None:
    server.pages["/a"] = server.pages["/b"] = lambda reply: reply.send(200, PAGE + reply.asked.path.encode())
    fetch([want(f"{server.url}/{name}") for name in "ab"], tmp_path, POLICY, clock=clock.clock())
    damaged = next(
        path for path in (tmp_path / "index").rglob("*.json") if json.loads(path.read_text())["url"][-1] == "a"
    )
    damaged.write_text("{", encoding="utf-8")
    assert [s.name for s in collect([tmp_path])[0]] == ["b.html"]
    assert one(tmp_path, f"{server.url}/a", clock).state == "new"
    assert len(collect([tmp_path])[0]) == 2


def test_an_empty_folder_of_fetched_reports_says_so(tmp_path: Path, server: Server, clock: FakeClock) -> None:
    one(tmp_path, f"{server.url}/gone", clock)
    assert [a.outcome for a in collect([tmp_path])[1]] == ["no_text"]
