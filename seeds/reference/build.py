"""Build ``src/tipetl/data/countries.json`` from Unicode CLDR (Babel) and the tables beside this file.

Run it after changing either table: ``python seeds/reference/build.py``. A test fails if the file is stale. The package
itself never imports Babel: the file loads in about a millisecond.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.core import get_global

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "src" / "tipetl" / "data" / "countries.json"


def _cldr() -> dict[str, str]:
    """English names from CLDR by ISO 3166-1 alpha-3 code."""
    names = Locale("en").territories
    found: dict[str, str] = {}
    for alpha3, targets in get_global("territory_aliases").items():
        if len(alpha3) == 3 and alpha3.isalpha() and len(targets) == 1 and targets[0] in names:
            found[alpha3] = names[targets[0]]
    return found


def _forms(entry: str) -> list[str]:
    """The forms of a demonym entry: 'Swiss!' has one, 'Pole/Poles' two, 'Angolan' two."""
    if entry.endswith("!"):
        return [entry[:-1]]
    if "/" in entry:
        return entry.split("/")
    return [entry, entry + "s"]


def _bureaus(table: dict[str, Any], known: set[str]) -> dict[str, list[dict[str, Any]]]:
    """The bureaus of each country, earliest first: code, first and last report year (None: open), and reason."""
    now: dict[str, str] = {}
    for row in table["bureaus"]:
        if again := set(row["countries"]) & set(now):
            raise SystemExit(f"bureaus.yaml: {sorted(again)} stand under two bureaus")
        now.update(dict.fromkeys(row["countries"], row["code"]))
    before = {row["iso3"]: row for row in table["moved"]}
    if differing := known ^ set(now) | (set(before) | set(table["reasons"])) - known:
        raise SystemExit(f"bureaus.yaml: {sorted(differing)} stand only here or only in the list of countries")
    found: dict[str, list[dict[str, Any]]] = {}
    for code, bureau in now.items():
        found[code] = [{"code": bureau, "from": None, "until": None, "reason": table["reasons"].get(code)}]
        if moved := before.get(code):
            found[code][0]["from"] = moved["until"] + 1
            earlier = {"code": moved["bureau"], "from": None, "until": moved["until"], "reason": moved["reason"]}
            found[code].insert(0, earlier)
    return found


def build() -> str:
    """The text of the generated file."""
    table: dict[str, Any] = yaml.safe_load((HERE / "countries.yaml").read_text(encoding="utf-8"))
    regions: list[dict[str, Any]] = yaml.safe_load((HERE / "regions.yaml").read_text(encoding="utf-8"))
    bureaus: dict[str, Any] = yaml.safe_load((HERE / "bureaus.yaml").read_text(encoding="utf-8"))
    bodies: dict[str, Any] = yaml.safe_load((HERE / "organizations.yaml").read_text(encoding="utf-8"))
    names = {code: [name] for code, name in _cldr().items() if code not in set(table["leave_out"])}
    for row in table["exceptions"]:
        if row["iso3"] not in names and not row.get("add"):
            raise SystemExit(f"countries.yaml: {row['iso3']} is not a code of CLDR; say `add: true` if it is meant")
        known = [] if row.get("add") else names[row["iso3"]]
        names[row["iso3"]] = list(dict.fromkeys([row["name"], *row.get("aliases", []), *known]))
    shared = {code for row in table["shared"] for code in row["countries"]}
    unknown = (set(table["demonyms"]) | set(table["parts"]) | shared) - set(names)
    if unknown:
        raise SystemExit(f"countries.yaml: words of unknown codes {sorted(unknown)}")
    bureau_of = _bureaus(bureaus, set(names))
    countries = [
        {
            "iso3": code,
            "name": names[code][0],
            "aliases": names[code][1:],
            "demonyms": [form for entry in table["demonyms"].get(code, []) for form in _forms(entry)],
            "bureaus": bureau_of[code],
        }
        for code in sorted(names)
    ]
    made = {
        "about": "Made by seeds/reference/build.py from Unicode CLDR and seeds/reference/*.yaml; do not edit.",
        "countries": countries,
        "regions": [{"code": row.get("code"), "names": row["names"]} for row in regions],
        "bureaus": [{key: row[key] for key in ("code", "name", "printed")} for row in bureaus["bureaus"]],
        "parts": table["parts"],
        "shared": table["shared"],
        "traps": table["traps"],
        "organizations": [
            {"name": row["name"], "kind": row["kind"], "country": row.get("country"), "aliases": row["aliases"]}
            for row in bodies["organizations"]
        ],
        "treaties": bodies["treaties"],
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    TARGET.write_text(build(), encoding="utf-8")
