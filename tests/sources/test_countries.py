"""The country reference data is up to date, complete, and unambiguous."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tipetl.countries import all_bureaus, all_countries, by_iso3, find_bureau, find_country, fold, spelled

ROOT = Path(__file__).parents[2]


def builder() -> ModuleType:
    path = ROOT / "seeds" / "reference" / "build.py"
    spec = importlib.util.spec_from_file_location("reference_build", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_generated_file_is_not_stale() -> None:
    module = builder()
    assert module.TARGET.read_text(encoding="utf-8") == module.build(), "run python seeds/reference/build.py"


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Kosovo", "XKX"),
        ("burma", "MMR"),
        ("Myanmar", "MMR"),
        ("Cote d’Ivoire", "CIV"),
        ("CÔTE D'IVOIRE", "CIV"),
        ("Swaziland", "SWZ"),
        ("Macedonia", "MKD"),
        ("Congo, Democratic Republic of the", "COD"),
        ("Congo, Republic of the", "COG"),
        ("Korea, North", "PRK"),
        ("Republic of Korea", "KOR"),
        ("Holy See", "VAT"),
        ("Curaçao", "CUW"),
        ("Aruba", "ABW"),
        ("St. Maarten", "SXM"),
        ("Hong Kong", "HKG"),
        ("Macau", "MAC"),
        ("Taiwan", "TWN"),
        ("Serbia and Montenegro", "SCG"),
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("The Bahamas", "BHS"),
        ("bahamas", "BHS"),
        ("Bosnia & Herzegovina", "BIH"),
        ("Timor-Leste", "TLS"),
        ("xkx", "XKX"),
        ("PRK", "PRK"),
    ],
)
def test_names_and_codes(name: str, iso3: str) -> None:
    country = find_country(name)
    assert country is not None and country.iso3 == iso3


@pytest.mark.parametrize("name", ["", "Atlantis", "XX", "ZZZ", "the", "Tier 2"])
def test_what_names_no_country(name: str) -> None:
    assert find_country(name) is None


def test_no_written_form_means_two_countries() -> None:
    owner: dict[str, str] = {}
    for country in all_countries():
        for name in (country.name, *country.aliases):
            assert owner.setdefault(fold(name), country.iso3) == country.iso3, name
    people: dict[str, str] = {}
    for country in all_countries():
        for name in country.demonyms:
            assert people.setdefault(name, country.iso3) == country.iso3, name


def test_codes_are_codes() -> None:
    codes = [country.iso3 for country in all_countries()]
    assert len(codes) == len(set(codes)) > 200
    assert all(len(code) == 3 and code.isalpha() and code.isupper() for code in codes)
    assert by_iso3("xkx") is by_iso3("XKX") is not None


def test_spelling_in_ordinary_case() -> None:
    assert spelled("SWAZILAND") == "Swaziland"
    assert spelled("MWI") == "Malawi"
    with pytest.raises(KeyError):
        spelled("Atlantis")


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("AFRICA", "AF"),
        ("East Asia & Pacific", "EAP"),
        ("EAST ASIA AND THE PACIFIC", "EAP"),
        ("Europe", "EUR"),
        ("Europe & Eurasia", "EUR"),
        ("Europe and Eurasia Region", "EUR"),
        ("Near East", "NEA"),
        ("South & Central Asia", "SCA"),
        ("South Asia", "SCA"),
        ("Western  Hemisphere", "WHA"),
        ("Western Hemisphere Regional Totals", "WHA"),
        ("World", None),
        ("Ruritania", None),
        ("", None),
    ],
)
def test_a_region_is_known_by_whatever_its_table_is_headed(heading: str, code: str | None) -> None:
    found = find_bureau(heading)
    assert (found.code if found else None) == code


def test_every_country_is_in_one_region_in_every_report() -> None:
    codes = {bureau.code for bureau in all_bureaus()}
    assert codes == {"AF", "EAP", "EUR", "NEA", "SCA", "WHA"}
    for country in all_countries():
        assert {had.code for had in country.bureaus} <= codes
        for year in range(2001, 2031):
            now = [b for b in country.bureaus if (b.first or year) <= year <= (b.last or year)]
            assert len(now) == 1, (country.iso3, year)


def test_who_moved_was_elsewhere_before() -> None:
    def region(iso3: str, year: int) -> str:
        country = by_iso3(iso3)
        assert country
        return next(b.code for b in country.bureaus if (b.first or year) <= year <= (b.last or year))

    assert {region(iso3, 2005) for iso3 in ("KAZ", "KGZ", "TJK", "TKM", "UZB")} == {"EUR"}
    assert {region(iso3, 2006) for iso3 in ("KAZ", "KGZ", "TJK", "TKM", "UZB")} == {"SCA"}
    assert [region(iso3, 2013) for iso3 in ("TUR", "SDN", "MRT", "MMR", "IRN", "AFG")] == [
        "EUR", "AF", "AF", "EAP", "NEA", "SCA",
    ]  # fmt: skip
