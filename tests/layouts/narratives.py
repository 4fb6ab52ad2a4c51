"""Divide the development narratives into the blocks that a page or volume sets in type."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

DEV = Path(__file__).resolve().parents[1] / "gold" / "dev"
_HEADING = re.compile(
    r"(?:prosecution|protection|prevention|(?:prioritized )?recommendations(?: for [^:.]{3,40})?"
    r"|trafficking profile):?",
    re.IGNORECASE,
)
_RUN_IN = re.compile(
    r"((?:Prosecution|Protection|Prevention|Recommendations for [^:.]{3,40}|TRAFFICKING PROFILE)[:.]) (?=\S)"
)


@dataclass(frozen=True)
class Set:
    """One block: ``country`` (the narrative's own heading), ``heading``, ``run_in`` (``head`` and ``text``),
    ``paragraph`` or ``items``.
    """

    kind: Literal["country", "heading", "run_in", "paragraph", "items"]
    text: str = ""
    head: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Narrative:
    """One narrative: its plain text, its country and year, and the blocks of the text in order."""

    doc: str
    country: str
    year: int
    text: str

    @property
    def blocks(self) -> tuple[Set, ...]:
        """The blocks in order; the first is the country's heading if the text has one."""
        found: list[Set] = []
        for number, line in enumerate(line for line in self.text.splitlines() if line.strip()):
            line = line.strip()
            if number == 0 and len(line) < 80 and not line.endswith("."):
                found.append(Set("country", line))
            elif line.startswith("• "):
                before = found.pop().items if found[-1].kind == "items" else ()
                found.append(Set("items", items=(*before, line[2:])))
            elif _HEADING.fullmatch(line):
                found.append(Set("heading", line))
            elif match := _RUN_IN.match(line):
                found.append(Set("run_in", line[match.end() :], match[1]))
            else:
                found.append(Set("paragraph", line))
        return tuple(found)


def load() -> list[Narrative]:
    """Load all development narratives, sorted by name."""
    found = []
    for path in sorted(DEV.glob("*.txt")):
        about = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        found.append(Narrative(path.stem, about["country"], about["report_year"], path.read_text(encoding="utf-8")))
    return found


def same_lines(text: str) -> list[str]:
    """Return the lines of a text for comparison, without blank lines and bullets."""
    return [same_words(line) for line in text.splitlines() if line.strip()]


def same_words(text: str) -> str:
    """Return a text for comparison, with white space as one space and without bullets."""
    return " ".join(re.sub(r"^\s*(?:[•·▪]|[*–-]\s)\s*", "", text, flags=re.MULTILINE).split())
