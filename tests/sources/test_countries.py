"""The reference data of countries: fresh, complete, and unambiguous."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tipetl.countries import all_countries, by_iso3, find_country, fold, spelled

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
