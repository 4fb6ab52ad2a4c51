"""Test containers: zip archives and saved pages, good and hostile, and files with misleading names."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from pathlib import Path

import pytest

from tipetl.model import Audit, Hints, Source
from tipetl.sources import opening
from tipetl.sources.files import addresses_of, collect

PAGE = b"<!DOCTYPE html><html><body><h1>Kosovo</h1></body></html>"
PDF = b"%PDF-1.7\n%%EOF\n"


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, compression)
    return made.getvalue()


def give(folder: Path, name: str, data: bytes) -> tuple[list[Source], list[Audit]]:
    path = folder / name
    path.write_bytes(data)
    return collect([path])


def told(audits: list[Audit]) -> list[tuple[str, str]]:
    assert all(audit.reason and audit.advice and "\n" not in audit.reason for audit in audits)
    return [(audit.name, audit.outcome) for audit in audits]


@pytest.mark.parametrize("name", ["a.pdf", "a.html", "a.txt", "a.zip", "a"])
@pytest.mark.parametrize("data", [PAGE, PDF, b"Kosovo, Tier 2"])
def test_a_file_is_a_source_whatever_its_name(tmp_path: Path, name: str, data: bytes) -> None:
    sources, audits = give(tmp_path, name, data)
    assert [(s.doc, s.name, s.data) for s in sources] == [("a", name, data)]
    assert audits == []


def test_pages_and_documents_of_odd_names_are_found_in_a_folder(tmp_path: Path) -> None:
    for name, data in {
        "kosovo": PAGE, "c,0.html": PAGE, "volume.2013": PDF, "peru.HTM": PAGE, "notes": b"text", "data.json": PAGE,
        "x.docx": zipped({"[Content_Types].xml": b"", "word/document.xml": b""}), "map.png": b"\x89PNG",
        "page.php": PAGE,
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(data)
    sources, audits = collect([tmp_path])
    assert sorted(s.name for s in sources) == ["c,0.html", "kosovo", "page.php", "peru.HTM", "volume.2013"]
    assert told(audits) == [("map.png", "unsupported"), ("x.docx", "unsupported")]
    assert "Word" in (audits[1].reason or "")


def test_what_belongs_to_a_saved_page_is_left_alone(tmp_path: Path) -> None:
    for name in ("Kosovo.html", "Kosovo_files/frame.html", "Kosovo_files/logo.png", "Peru 2013/a.html", "Peru.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(PAGE)
    sources, audits = collect([tmp_path])
    assert sorted(s.name for s in sources) == ["Kosovo.html", "Peru.html", "a.html"]
    assert audits == []
    archive = zipped(dict.fromkeys(("x/Kosovo.html", "x/Kosovo_files/frame.html", "Kosovo_files/a.html"), PAGE))
    sources, _ = give(tmp_path, "z.zip", archive)
    assert sorted(s.name for s in sources) == ["Kosovo.html", "a.html"]


def test_members_are_read_without_their_folders(tmp_path: Path) -> None:
    members = {
        "2013/kosovo.html": PAGE, "2014/kosovo.txt": b"text", "2013/": b"", "..\\..\\evil\\peru.pdf": PDF,
        "/etc/ghana.txt": b"more", "../../up.txt": b"up", "__MACOSX/._kosovo.html": b"x", ".hidden.txt": b"x",
        "data.csv": b"1,2", "odd": PDF, "new\nline.txt": b"n",
    }  # fmt: skip
    sources, audits = give(tmp_path, "reports.zip", zipped(members))
    assert audits == []
    assert {s.doc for s in sources} == {"kosovo", "kosovo~2", "peru", "ghana", "up", "odd", "new\ufffdline"}
    assert all("/" not in s.name and "\\" not in s.name and "\n" not in s.name for s in sources)
    assert {s.data for s in sources} == {PAGE, b"text", PDF, b"more", b"up", b"n"}
    assert list(tmp_path.iterdir()) == [tmp_path / "reports.zip"]


def test_the_order_of_members_changes_nothing(tmp_path: Path) -> None:
    members = [(f"{number}/a.txt", str(number).encode()) for number in range(6)]
    first = give(tmp_path, "a.zip", zipped(dict(members)))
    random.Random(1).shuffle(members)
    assert give(tmp_path, "a.zip", zipped(dict(members))) == first


def test_hints_hold_for_every_member(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.txt": b"a", "b.txt": b"b"}))
    sources, _ = collect([path], Hints(report_year=2013))
    assert [s.hints.report_year for s in sources] == [2013, 2013]


def test_an_archive_in_an_archive_is_opened_and_no_deeper(tmp_path: Path) -> None:
    inner = zipped({"kosovo.txt": b"k", "deep.zip": zipped({"deepest.txt": b"d"})})
    sources, audits = give(tmp_path, "outer.zip", zipped({"2013.zip": inner, "peru.txt": b"p"}))
    assert sorted(s.doc for s in sources) == ["kosovo", "peru"]
    assert told(audits) == [("deep.zip", "unsupported")]


def encrypted(data: bytes) -> bytes:
    """Return the same archive with every member marked as encrypted."""
    made = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = made.find(mark)
        while place >= 0:
            (flags,) = struct.unpack_from("<H", made, place + offset)
            struct.pack_into("<H", made, place + offset, flags | 1)
            place = made.find(mark, place + 4)
    return bytes(made)


def test_an_encrypted_member_needs_a_password(tmp_path: Path) -> None:
    sources, audits = give(tmp_path, "locked.zip", encrypted(zipped({"kosovo.txt": b"k", "data.csv": b"1"})))
    assert sources == []
    assert told(audits) == [("kosovo.txt", "needs_password")]
    assert "locked.zip" in (audits[0].reason or "")


def test_a_member_that_unpacks_to_too_much_ends_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_BYTES", 200_000)
    sources, audits = give(tmp_path, "bomb.zip", zipped({"bomb.txt": bytes(5_000_000), "kosovo.txt": b"k"}))
    assert [s.doc for s in sources] == ["kosovo"]
    assert told(audits) == [("bomb.txt", "too_big")]


def test_a_header_that_lies_of_the_size_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_BYTES", 200_000)
    data = bytearray(zipped({"bomb.txt": bytes(5_000_000), "kosovo.txt": b"k"}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.find(mark) + offset, 1000)
    sources, audits = give(tmp_path, "bomb.zip", bytes(data))
    assert [s.doc for s in sources] == ["kosovo"]
    assert [outcome in ("too_big", "corrupt") for _, outcome in told(audits)] == [True]


def test_all_members_together_have_a_limit_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_UNPACKED", 250_000)
    inner = zipped({f"{number}.txt": bytes(100_000) for number in range(4)})
    sources, audits = give(tmp_path, "bomb.zip", zipped({"a.zip": inner}))
    assert len(sources) == 2
    assert [outcome for _, outcome in told(audits)] == ["too_big", "too_big"]
    monkeypatch.setattr(opening, "MAX_MEMBERS", 3)
    sources, audits = give(tmp_path, "many.zip", zipped({f"{number}.txt": b"x" for number in range(9)}))
    assert (len(sources), told(audits)) == (3, [("3.txt", "too_big")])


def test_broken_archives_and_members_are_corrupt(tmp_path: Path) -> None:
    good = zipped({"kosovo.txt": b"words " * 100, "peru.txt": b"p"}, zipfile.ZIP_STORED)
    assert told(give(tmp_path, "cut.zip", good[:-40])[1]) == [("cut.zip", "corrupt")]
    assert told(give(tmp_path, "empty.zip", zipped({}))[1]) == [("empty.zip", "no_text")]
    sources, audits = give(tmp_path, "crc.zip", good.replace(b"words words", b"wards words", 1))
    assert [s.doc for s in sources] == ["peru"]
    assert told(audits) == [("kosovo.txt", "corrupt")]


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_no_damage_to_an_archive_raises(tmp_path: Path, compression: int) -> None:
    data = zipped({"a/kosovo.txt": b"words " * 50, "b.html": PAGE, "c.zip": zipped({"d.txt": b"d"})}, compression)
    dice = random.Random(compression)
    for _ in range(250):
        broken = bytearray(data)
        for _ in range(dice.randint(1, 6)):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        sources, audits = give(tmp_path, "a.zip", bytes(broken))
        assert sources or audits
        told(audits)


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    big = tmp_path / "big.pdf"
    with big.open("wb") as file:
        file.write(PDF)
        file.truncate(1_000_000_000)
    (tmp_path / "kosovo.txt").write_text("k", encoding="utf-8")
    sources, audits = collect([tmp_path])
    assert [s.doc for s in sources] == ["kosovo"]
    assert told(audits) == [("big.pdf", "too_big")]
    assert "1,000,000,000" in (audits[0].reason or "")


MHTML = b"""From: <Saved by a browser>\r
Snapshot-Content-Location: https://example.org/2013/kosovo/\r
Subject: Kosovo\r
MIME-Version: 1.0\r
Content-Type: multipart/related;\r
\ttype="text/html";\r
\tboundary="----x"\r
\r
------x\r
Content-Type: text/css\r
\r
p { color: red }\r
------x\r
Content-Type: text/html; charset=utf-8\r
Content-Transfer-Encoding: quoted-printable\r
Content-Location: https://example.org/2013/kosovo/\r
\r
<!DOCTYPE html><html><body><p>C=C3=B4te d'Ivoire</p></body></html>\r
------x--\r
"""


def test_a_saved_page_with_its_pictures_gives_the_page(tmp_path: Path) -> None:
    (source,), audits = give(tmp_path, "kosovo.mhtml", MHTML)
    assert audits == []
    assert "Côte d'Ivoire" in source.data.decode()
    assert source.hints.url == "https://example.org/2013/kosovo/"
    assert source.hints.content_type == 'text/html; charset="utf-8"'
    assert told(give(tmp_path, "kosovo.mhtml", MHTML.replace(b"text/html", b"text/plain"))[1]) == [
        ("kosovo.mhtml", "no_text")
    ]


def test_a_list_of_addresses_is_told_from_a_text() -> None:
    words = "# volumes\nhttps://example.org/a.pdf\n\n http://example.org/b \r\nhttps://example.org/a.pdf\n"
    assert addresses_of(words.encode()) == ["https://example.org/a.pdf", "http://example.org/b"]
    assert addresses_of(words.encode("utf-8-sig")) == addresses_of(words.encode())
    for text in (
        b"",
        b"# only a comment",
        b"See https://example.org/a",
        b"https://example.org/a\nKosovo",
        b"ftp://a/b",
    ):
        assert addresses_of(text) == []


def test_a_list_of_addresses_is_opened_by_who_can(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("https://example.org/a\nhttps://example.org/b\n", encoding="utf-8")
    asked: list[tuple[list[str], Hints]] = []

    def open_addresses(addresses: list[str], hints: Hints) -> opening.Opened:
        asked.append((list(addresses), hints))
        return opening.Opened(
            [opening.make_source(b"a", "a.html", hints)], [opening.failed("b", "no_text", "No.", "So.")]
        )

    sources, audits = collect([path], Hints(report_year=2013), open_addresses=open_addresses)
    assert asked == [(["https://example.org/a", "https://example.org/b"], Hints(report_year=2013))]
    assert [s.doc for s in sources] == ["a"]
    assert told(audits) == [("b", "no_text")]
    for given in ([path], [tmp_path]):
        sources, audits = collect(given)
        assert (sources, told(audits)) == ([], [("list.txt", "unsupported")])
        assert "fetch" in (audits[0].advice or "")


def test_a_web_address_given_as_a_file_says_what_to_do() -> None:
    _, audits = collect([Path("https://example.org/a.html")])
    assert "tipetl fetch" in (audits[0].advice or "")
