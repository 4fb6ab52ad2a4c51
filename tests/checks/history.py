"""A synthetic history: reports of several countries over several years, with known changes of past figures.

Every report states a figure for its year and a figure for the year before. Usually the latter matches the previous
report; at planted places it differs, with a remark about the change (restated) or without a remark (contradicted). All
sentences are our own, and the figures come from a seeded generator.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

COUNTRIES = (
    "Albania",
    "Bolivia",
    "Cambodia",
    "Denmark",
    "Ecuador",
    "Ghana",
    "Hungary",
    "Jordan",
    "Kenya",
    "Latvia",
    "Malawi",
    "Nepal",
)
REPORT_YEARS = range(2011, 2017)

# The text for each metric: the words before the figure, after it, and its section.
_TOLD = {
    "investigations": ("prosecution", ("Police conducted {n} trafficking investigations in {y}{c}.",)),
    "prosecutions": (
        "prosecution",
        ("Prosecutors prosecuted {n} trafficking defendants in {y}{c}.", "Authorities prosecuted {n} suspects{c}."),
    ),
    "convictions": (
        "prosecution",
        ("Courts convicted {n} traffickers in {y}{c}.", "The government convicted {n} trafficking offenders{c}."),
    ),
    "victims_identified": (
        "protection",
        ("Authorities identified {n} trafficking victims in {y}{c}.", "The government identified {n} victims{c}."),
    ),
}
_PLAIN = (", compared with {m} in {x}", ", as compared with {m} in {x}", ", compared to {m} the previous year")
_REVISED = (
    ", compared with a revised total of {m} in {x}",
    ", compared with {m} in {x}, a figure corrected from the {f} reported previously",
    ", compared with {m} in {x} (the {x_report} report gave {f})",
)


@dataclass
class History:
    """Texts by name (``ghana-2013``) and what was planted: (iso3-like country, metric, year) → (first, later)."""

    texts: dict[str, str] = field(default_factory=dict)
    restated: dict[tuple[str, str, int], tuple[int, int]] = field(default_factory=dict)
    contradicted: dict[tuple[str, str, int], tuple[int, int]] = field(default_factory=dict)
    confirmed: dict[tuple[str, str, int], tuple[int, int]] = field(default_factory=dict)


def history(seed: int = 7) -> History:
    """Make twelve countries over six years; about one comparator in six differs on purpose."""
    chance = random.Random(seed)
    made = History()
    for country in COUNTRIES:
        said: dict[str, int] = {}
        for report_year in REPORT_YEARS:
            sections: dict[str, list[str]] = {"prosecution": [], "protection": []}
            now: dict[str, int] = {}
            for metric, (section, wordings) in _TOLD.items():
                base = 40 if metric == "victims_identified" else 20
                figure = now[metric] = chance.randrange(base, 2 * base)
                place = (country, metric, report_year - 2)
                compared = _compared(made, place, said.get(metric), chance)
                words = chance.choice(wordings).format(n=figure, y=report_year - 1, c=compared)
                sections[section].append(words)
            said = now
            made.texts[f"{country.lower()}-{report_year}"] = _text(country, sections)
    return made


def _compared(made: History, place: tuple[str, str, int], first: int | None, chance: random.Random) -> str:
    """Return the words that compare with the previous year, and record what is planted in them."""
    year = place[2]
    if first is None:
        return ""
    kind = chance.choices(("confirmed", "restated", "contradicted"), (10, 1, 1))[0]
    later = first if kind == "confirmed" else first + chance.choice((-7, -3, 2, 5, 11))
    getattr(made, kind)[place] = (first, later)
    wording = chance.choice(_REVISED if kind == "restated" else _PLAIN)
    return wording.format(m=later, x=year, f=first, x_report=year + 1)


def _text(country: str, sections: dict[str, list[str]]) -> str:
    summary = (
        f"The Government of {country} does not fully meet the minimum standards for the elimination of trafficking but "
        f"is making significant efforts to do so. {country} remained on Tier 2."
    )
    parts = [f"{country.upper()} (Tier 2)", summary]
    for name, sentences in sections.items():
        parts += [name.capitalize(), f"The government maintained its {name} efforts. {' '.join(sentences)}"]
    parts += ["Prevention", "The government ran a campaign in schools."]
    return "\n\n".join(parts) + "\n"
