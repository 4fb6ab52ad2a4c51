"""Test the address patterns of the catalog: strict reading, and the addresses for years and countries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tipetl.countries import all_countries
from tipetl.errors import DataFileError
from tipetl.sources.addresses import load_addresses
from tipetl.sources.catalog import read_catalog

PATTERN: dict[str, Any] = {
    "id": "one", "publisher": "Somebody", "years": [2010, 2012], "form": "html", "kind": "country",
    "template": "https://example.org/{year}/{slug}/", "basis": "seen", "seen": "a page", "tested": False,
}  # fmt: skip


def write(folder: Path, **changes: Any) -> Path:
    addresses: dict[str, Any] = {"patterns": [PATTERN], "slugs": [], "countries": ["XKX", "PER"]} | changes
    path = folder / "catalog.yaml"
    path.write_text(yaml.safe_dump({"documents": [], "addresses": addresses}), encoding="utf-8")
    return path


def test_a_pattern_writes_one_address_a_country_and_year(tmp_path: Path) -> None:
    wants = load_addresses(write(tmp_path)).wants([2010, 2011, 2013])
    assert [(w.iso3, w.report_year, [a.url for a in w.addresses]) for w in wants] == [
        (code, year, [f"https://example.org/{year}/{slug}/"])
        for year in (2010, 2011)
        for code, slug in (("XKX", "kosovo"), ("PER", "peru"))
    ]
    address = wants[0].addresses[0]
    assert (address.publisher, address.form, address.kind, address.pattern) == ("Somebody", "html", "country", "one")
    assert wants[0].name == "XKX 2010"


def test_exceptions_hold_for_their_years_and_are_tried_in_turn(tmp_path: Path) -> None:
    rows = [
        {"iso3": "SWZ", "years": [2001, 2010], "slugs": ["swaziland"], "basis": "derived"},
        {"iso3": "SWZ", "years": [2011, 2100], "slugs": ["eswatini", "swaziland"], "basis": "derived"},
    ]
    addresses = load_addresses(write(tmp_path, slugs=rows))
    assert [len(addresses.wants([year], ["SWZ"])[0].addresses) for year in (2010, 2011)] == [1, 2]
    assert addresses.spellings("SWZ", 2015) == ("eswatini", "swaziland")
    assert addresses.spellings("CIV", 2015) == ("cote-divoire",)


def test_an_index_and_a_volume_stand_behind_the_country_pages(tmp_path: Path) -> None:
    index = PATTERN | {"id": "index", "kind": "index", "template": "https://example.org/{year}/"}
    volume = PATTERN | {"id": "volume", "kind": "volume", "form": "pdf", "template": "https://example.org/{year}.pdf"}
    one = PATTERN | {"id": "x", "country": "PER", "template": "https://example.org/peru"}
    addresses = load_addresses(write(tmp_path, patterns=[volume, index, one, PATTERN]))
    kosovo, peru = addresses.wants([2011])
    assert [a.pattern for a in kosovo.addresses] == ["index", "one", "volume"]
    assert [a.pattern for a in peru.addresses] == ["index", "x", "one", "volume"]
    assert [a.iso3 for a in peru.addresses] == [None, "PER", "PER", None]
    (only,) = load_addresses(write(tmp_path, patterns=[volume])).wants([2011])
    assert (only.name, only.addresses[0].url) == ("volume 2011", "https://example.org/2011.pdf")


def test_volumes_of_some_letters_hold_the_countries_of_those(tmp_path: Path) -> None:
    rest = {"kind": "volume", "years": [2006, 2006]}
    volumes = [
        PATTERN | rest | {"id": first, "template": f"https://example.org/{first}", "initials": [first, last]}
        for first, last in ("AG", "HP", "QZ")
    ]
    addresses = load_addresses(write(tmp_path, patterns=volumes, countries=["PER", "XKX", "KOR", "COG", "ZAF"]))
    wants = addresses.wants([2006])
    assert [(w.name, [a.pattern for a in w.addresses]) for w in wants] == [
        ("volume 2006", ["H"]), ("volume 2006", ["A"]), ("volume 2006", ["Q"])
    ]  # fmt: skip
    assert [a.pattern for w in addresses.wants([2006], ["KOR"]) for a in w.addresses] == ["H"]


def test_a_publisher_is_chosen_by_name_or_id(tmp_path: Path) -> None:
    other = PATTERN | {"id": "two", "publisher": "Others"}
    addresses = load_addresses(write(tmp_path, patterns=[PATTERN, other]))
    for chosen in ("two", "OTHERS"):
        assert [a.pattern for a in addresses.wants([2010], ["PER"], chosen)[0].addresses] == ["two"]
    assert addresses.wants([2010], ["PER"], "nobody") == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"patterns": [PATTERN | {"more": 1}]}, r":10: addresses: patterns: entry 1: more"),
        ({"patterns": [{k: v for k, v in PATTERN.items() if k != "seen"}]}, "patterns: entry 1: seen is missing"),
        ({"patterns": [PATTERN, PATTERN | {"form": "docx"}]}, "patterns: entry 2: form should be one of"),
        ({"patterns": [PATTERN | {"years": [2012, 2010]}]}, "patterns: entry 1: years"),
        ({"patterns": [PATTERN | {"years": 2012}]}, "years should be a list"),
        ({"patterns": [PATTERN | {"tested": "no"}]}, "tested should be true or false"),
        ({"patterns": [PATTERN | {"seen": ""}]}, "seen should be text"),
        ({"patterns": [PATTERN | {"template": "https://example.org/{name}"}]}, "unknown places: name"),
        ({"patterns": [PATTERN | {"template": "https://example.org/{slug"}]}, "bracket"),
        ({"patterns": [PATTERN | {"template": "file:///{slug}"}]}, "http"),
        ({"patterns": [PATTERN | {"template": "https://{slug}.example.org/"}]}, "fixed host"),
        ({"patterns": [PATTERN | {"initials": ["A", "B"]}]}, "initials"),
        ({"patterns": [PATTERN | {"kind": "volume", "template": "https://a.b/", "initials": ["B", "A"]}]}, "initials"),
        ({"patterns": [PATTERN | {"kind": "volume"}]}, "only a template for countries"),
        ({"patterns": [PATTERN | {"country": "KOS"}]}, "KOS"),
        ({"patterns": [PATTERN, PATTERN]}, "one more than once"),
        ({"patterns": "x"}, "patterns should be a list"),
        ({"patterns": [5]}, "patterns: entry 1 should be a table"),
        ({"slugs": [{"iso3": "XKX", "slugs": ["Kosovo"], "basis": "seen"}]}, "slugs: entry 1: slugs should be"),
        ({"slugs": [{"iso3": "XKX", "slugs": ["a"], "basis": "seen"}] * 2}, "XKX: years overlap"),
        ({"countries": ["kosovo"]}, "'kosovo' is not an ISO"),
        ({"countries": ["PER", "PER"]}, "PER more than once"),
        ({"more": []}, "addresses: more is not a known field"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, changes: dict[str, Any], says: str) -> None:
    with pytest.raises(DataFileError, match=says) as caught:
        load_addresses(write(tmp_path, **changes))
    assert "catalog.yaml" in str(caught.value)


def test_a_list_of_documents_is_still_a_catalog(tmp_path: Path) -> None:
    path = tmp_path / "catalog.yaml"
    path.write_text("[]", encoding="utf-8")
    assert read_catalog(path).entries == {}
    assert load_addresses(path).patterns == ()
    path.write_text("documents: []\nother: []\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="other"):
        read_catalog(path)


def test_the_catalog_that_ships_has_an_address_for_every_year_and_claims_none_tested(project: Path) -> None:
    addresses = load_addresses(project / "seeds" / "reports" / "catalog.yaml")
    assert addresses.years == tuple(range(2001, 2026))
    assert not any(pattern.tested for pattern in addresses.patterns)
    for year in addresses.years:
        wants = addresses.wants([year])
        assert len(wants) == len(addresses.countries) > 180, year
        assert all(a.url.startswith(("https://", "http://www.refworld.org")) for w in wants for a in w.addresses)
    kosovo = addresses.wants([2023], ["XKX"])[0].addresses[0].url
    assert kosovo == "https://www.state.gov/reports/2023-trafficking-in-persons-report/kosovo/"
    assert addresses.spellings("SWZ", 2018)[0] == "swaziland"
    assert addresses.spellings("SWZ", 2020)[0] == "eswatini"
    for country in all_countries():
        assert all(slug.isascii() for slug in addresses.spellings(country.iso3, 2020))
