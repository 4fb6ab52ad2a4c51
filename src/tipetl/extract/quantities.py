"""What every number of a sentence is (contract section 6): a fact, or which other kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.model import Fact, Quantity, Sentence

if TYPE_CHECKING:
    from tipetl.extract.analysis import Analysis


def quantities_of(text: str, a: Analysis, sentence: Sentence, section: str, made: dict[int, Fact]) -> list[Quantity]:
    """The quantity rows of one analysed sentence of the document ``text``."""
    t = a.tokens
    by_start: dict[int, Fact] = {}
    for f in made.values():
        by_start.setdefault(f.char_start, f)
    out: list[Quantity] = []
    for k, n in enumerate(a.numbers):
        start, end = t.start[n.first], t.end[n.last]
        fact = by_start.get(start)
        if n.form in ("zero", "one", "unknown") and fact is None:
            continue
        kind, noun = ("fact", None) if fact is not None else _kind(a, k, section)
        out.append(
            Quantity(
                kind,
                text[start:end],
                start,
                end,
                n.low,
                n.high,
                sentence.position,
                noun,
                fact.fact_id if fact else None,
            )
        )  # type: ignore[arg-type]
    return out


def _kind(a: Analysis, k: int, section: str) -> tuple[str, str | None]:
    n = a.numbers[k]
    forms = {
        "percent": "percentage",
        "ordinal": "ordinal",
        "age": "age",
        "label": "statute_ref",
        "year": "date",
        "date": "date",
        "duration": "duration",
        "compound": "duration",
    }
    if n.form in forms:
        return forms[n.form], None
    if section == "recommendations":
        return "recommendation", None
    return "unexplained", None
