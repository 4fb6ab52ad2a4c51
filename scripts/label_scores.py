"""Measure the accuracy of themes, sectors, laws with penalties, and tiers on the sets in tests/gold/*/fresh_*.jsonl.

This module defines what counts as right in each of these sets. ``scripts.entity_scores`` prints all scores.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from tipetl.model import Fact, Hints, Narrative
from tipetl.read import read_narrative
from tipetl.routes.details import sectors_in
from tipetl.sources.opening import make_source
from tipetl.structure.themes import themes_of

Span: TypeAlias = tuple[int, int]


@dataclass
class Score:
    """Counts of one set; ``errors`` name what was missed (-) and what was spurious (+).

    A held-out set records no errors, so that nobody reads them by accident.
    """

    right: int = 0
    missed: int = 0
    spurious: int = 0
    errors: list[str] = field(default_factory=list)
    untouched: bool = False

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.spurious)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.missed + self.spurious)

    def add(self, where: str, wanted: set[Any], found: set[Any], words: str = "") -> None:
        """Count one text: the labels that it should yield, and the labels that it yielded."""
        self.right += len(wanted & found)
        self.missed += len(wanted - found)
        self.spurious += len(found - wanted)
        if wanted != found and not self.untouched:
            signs = [f"-{x}" for x in sorted(wanted - found, key=str)]
            signs += [f"+{x}" for x in sorted(found - wanted, key=str)]
            self.errors.append(f"{where} {' '.join(signs)} | {words}")


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects in a file of JSON lines."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def score_for(path: Path) -> Score:
    """Return an empty score; for a file with a name that ends in ``_b``, the score records no errors."""
    return Score(untouched=path.stem.endswith("_b"))


def themes(path: Path) -> Score:
    """Score the themes of the items; optional themes do not affect the score."""
    score = score_for(path)
    for row in lines(path):
        found = set(themes_of(row["text"])) - set(row.get("optional", ()))
        score.add(row["id"], set(row["themes"]), found, row["text"])
    return score


def sectors(path: Path) -> tuple[Score, Score]:
    """Score the sectors in the words of a sentence, and the sectors of the sentence's routes."""
    words, routes = score_for(path), score_for(path)
    for row in lines(path):
        text = row["text"]
        wanted, optional = set(row["sectors"]), set(row.get("optional", ()))
        words.add(row["id"], wanted, set(sectors_in(text, 0, len(text))) - optional, text)
        flows = _read(row, "profile").flows
        routes.add(row["id"], wanted, {code for flow in flows for code in flow.sectors} - optional, text)
    return words, routes


def laws(path: Path) -> dict[str, Score]:
    """Score laws by their mentions, the years of the laws found, and penalties with the law that prescribes them.

    A bill may be missing (rule 13 of the contract), as may a law that is marked optional. A penalty is described by its
    minimum and maximum term in months and whether it may be for life; fines and death are ignored.
    """
    scores = {name: score_for(path) for name in ("named", "years", "penalties")}
    for row in lines(path):
        text, narrative = row["text"], _read(row, "prosecution")
        assigned = _assigned(row, narrative)
        free = {number for number, law in enumerate(row["laws"]) if law.get("optional") or law.get("draft")}
        named = {law["text"] for number, law in enumerate(row["laws"]) if number not in free}
        found = {number if isinstance(number, str) else row["laws"][number]["text"] for number in assigned.values()}
        maybe = {row["laws"][number]["text"] for number in free}
        scores["named"].add(row["id"], named, found - maybe, text)
        _add_years(scores["years"], row, narrative, assigned)
        wanted = {
            (number, *_term(penalty))
            for number, law in enumerate(row["laws"])
            for penalty in law["penalties"]
            if number not in free and any(_term(penalty))
        }
        facts = {fact.fact_id: fact for fact in narrative.facts}
        ties = {
            (assigned[tie.entity_id], *_months(facts[tie.fact_id]))
            for tie in narrative.law_penalties
            if assigned[tie.entity_id] not in free
        }
        scores["penalties"].add(row["id"], wanted, ties, text)
    return scores


def _read(row: dict[str, Any], section: str | None) -> Narrative:
    hints = Hints(country=row["iso3"], report_year=row["report_year"], section=section)
    _, narrative = read_narrative(make_source(row["text"].encode(), f"{row['id']}.txt", hints), fragment=True)
    if narrative is None:
        raise ValueError(f"{row['id']}: was not read")
    return narrative


def _spans(text: str, words: str) -> list[Span]:
    found, place = [], text.find(words)
    while place >= 0:
        found.append((place, place + len(words)))
        place = text.find(words, place + 1)
    return found


def _assigned(row: dict[str, Any], narrative: Narrative) -> dict[str, int | str]:
    """Map each law read, by its id, to the number of the labeled law that it overlaps most, or else to the law's own
    words."""
    labels = [
        (span, number)
        for number, law in enumerate(row["laws"])
        for words in (law["text"], *law.get("also", ()))
        for span in _spans(narrative.document.text, words)
    ]
    found: dict[str, int | str] = {}
    for mention in narrative.mentions:
        if mention.kind != "law" or isinstance(found.get(mention.entity_id), int):
            continue
        overlaps = [
            (min(end, mention.char_end) - max(start, mention.char_start), start - end, number)
            for (start, end), number in labels
        ]
        length, _, number = max(overlaps, default=(0, 0, 0))
        found[mention.entity_id] = number if length > 0 else mention.text
    return found


def _add_years(score: Score, row: dict[str, Any], narrative: Narrative, assigned: dict[str, int | str]) -> None:
    years: dict[int, set[int]] = {}
    for entity in narrative.entities:
        number = assigned.get(entity.entity_id)
        if isinstance(number, int):
            years.setdefault(number, set()).update({entity.year} if entity.year else ())
    wanted, found = set(), set()
    for number, read in years.items():
        law = row["laws"][number]
        if law["year"] is not None and law.get("year_optional") not in read:
            wanted.add((number, law["year"]))
        found |= {(number, year) for year in read if year != law.get("year_optional")}
    score.add(row["id"], wanted, found, row["text"])


def _term(penalty: dict[str, Any]) -> tuple[int | None, int | None, bool]:
    return penalty["min_months"], penalty["max_months"], penalty["life"]


def _months(fact: Fact) -> tuple[float | None, float | None, bool]:
    """Return a penalty in the notation of the labels; the contract writes life as 1200 months."""
    low: float | None = fact.value
    high = fact.value_high
    if fact.qualifier == "at_most":
        low, high = None, low
    elif fact.qualifier != "at_least" and high is None:
        high = low
    life = high == 1200
    return (None if low == 1200 else low), (None if life else high), life


MOVES = {"up": "upgraded", "down": "downgraded", "same": "remained", None: None}


def tiers(path: Path) -> Score:
    """Score tier, movement, years on the Watch List, waiver and automatic downgrade wherever a text has or should have
    them.
    """
    score = score_for(path)
    for row in lines(path):
        document = _read(row, None).document
        read = {
            "tier": document.tier,
            "movement": MOVES[document.tier_movement],
            "watch_list_years": document.watch_list_years,
            "waiver": document.tier_waiver or None,
            "automatic_downgrade": document.tier_automatic or None,
        }
        wanted, found = set(), set()
        for name, value in read.items():
            label = row[name] or None
            if value != label and value in [other or None for other in row.get(f"{name}_optional", ())]:
                continue
            wanted |= {(name, label)} if label else set()
            found |= {(name, value)} if value else set()
        score.add(row["id"], wanted, found, row["text"])
    return score
