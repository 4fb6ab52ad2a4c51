"""Supply the narratives of a test volume: from the gold for countries that have one, generated for all other
countries.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Collection
from pathlib import Path

from tests.layouts.pdf_volume import Entry
from tests.layouts.seeded_narratives import narrative
from tipetl.countries import all_countries
from tipetl.documents.text import canonical

__all__ = ["entries", "folded"]

_GOLD = Path(__file__).resolve().parents[1] / "gold" / "dev"
_WORDS = {"1": "Tier 1", "2": "Tier 2", "2WL": "Tier 2 Watch List", "3": "Tier 3", "SC": "Special Case"}
# Territories and small states without any narrative so far, and former states.
_NEVER = frozenset(
    """AIA AND ANT ASM BES BLM BMU COK CYM ESH FLK FRO GGY GIB GLP GRL GUF GUM IMN JEY KIR LIE MAF MCO MNP MSR MTQ MYT
    NCL NIU NRU PRI PYF REU SCG SHN SMR SPM TCA TKL TUV VGB VIR WLF YUG""".split()  # noqa: SIM905
)


def entries(year: int, codes: Collection[str] | None = None, count: int | None = None) -> list[Entry]:
    """Return entries in the order of their names: for all countries, for these ISO3 codes, or for the first
    ``count``.
    """
    gold: dict[str, tuple[dict[str, str], str]] = {}
    for path in sorted(_GOLD.glob("*.txt")):
        record = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        gold.setdefault(record["iso3"], (record, path.read_text(encoding="utf-8")))
    countries = [country for country in all_countries() if country.iso3 not in _NEVER]
    countries.sort(key=lambda country: country.name.removeprefix("The ").upper())
    rng = random.Random(year)
    found = []
    for country in countries:
        if codes is not None and country.iso3 not in codes:
            continue
        tier = rng.choices(list(_WORDS), (20, 60, 30, 15, 3))[0]
        if country.iso3 in gold:
            record, text = gold[country.iso3]
            found.append(Entry(country.name, record["tier"] or tier, text))
        else:
            found.append(Entry(country.name, tier, narrative(country.name, _WORDS[tier], year, 1)))
    return found[:count]


def folded(text: str) -> str:
    """Return only the words, since the gold writes list items with a hyphen, and the page with a bullet."""
    return " ".join(re.sub(r"(?m)^- ", "• ", canonical(text)).split())
