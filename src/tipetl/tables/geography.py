"""Look up countries' regions and former names in the lists in ``seeds/reference`` that only the marts need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tipetl.resources import data_dir
from tipetl.yamlfile import read_yaml


@dataclass(frozen=True, slots=True)
class Subregion:
    """A UN M49 sub-region with the region to which it belongs."""

    code: str
    name: str
    region_code: str
    region: str


@dataclass(frozen=True, slots=True)
class Renamed:
    """A country's current name, its previous one, and the year of the change."""

    name: str
    before: str
    year: int


def region_of(iso3: str) -> Subregion | None:
    """Return a country's sub-region; None for a code unknown to M49."""
    return _regions().get(iso3)


def renamed(iso3: str) -> Renamed | None:
    """Return how the country's name changed during the years of the reports; None if it did not change."""
    return _renamed().get(iso3)


@cache
def _regions() -> Mapping[str, Subregion]:
    found: dict[str, Subregion] = {}
    for entry in _listed("m49"):
        for part in entry["subregions"]:
            place = Subregion(part["code"], part["name"], entry["region"]["code"], entry["region"]["name"])
            found.update(dict.fromkeys(part["countries"], place))
    return found


@cache
def _renamed() -> Mapping[str, Renamed]:
    return {entry["iso3"]: Renamed(entry["name"], entry["before"], entry["year"]) for entry in _listed("former_names")}


def _listed(name: str) -> list[dict[str, Any]]:
    content: list[dict[str, Any]] = read_yaml(data_dir("seeds") / "reference" / f"{name}.yaml").value
    return content
