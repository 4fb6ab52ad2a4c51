"""Supply the gold texts on which general properties are tested, and read them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from tipetl.evaluate.gold import Batch, GoldText
from tipetl.evaluate.goldfiles import load_gold
from tipetl.evaluate.reading import parts
from tipetl.figures.facts import FactReading, extract_facts
from tipetl.model.codes import SectionKind

GOLD = Path(__file__).resolve().parents[1] / "gold"
BATCHES = GOLD / "batches"
FIELDS = (
    "metric", "value", "value_high", "qualifier", "unit", "status", "year", "period", "relation", "exploitation", "age",
    "gender", "nationality", "official", "count", "statute", "purpose", "text",
)  # fmt: skip


@cache
def items() -> tuple[GoldText, ...]:
    """Return the sentence bank: short texts, one construction each."""
    return load_gold(BATCHES / "2026-11-sentences.jsonl")


@cache
def texts() -> tuple[GoldText, ...]:
    """Return whole narratives and sections."""
    return (*load_gold(GOLD / "dev"), *load_gold(BATCHES / "2026-11-retold.jsonl"))


@cache
def single_sentences() -> tuple[GoldText, ...]:
    """Return those sentences of whole texts that contain a labeled fact, each as its own text, and the sentence bank.

    Left-out texts are excluded: fixing a failure here would mean tuning on them.
    """
    rows = list(items())
    for gold in (g for g in load_gold(GOLD, uses=("trained",)) if g.batch.manner != "sentences"):
        document, sections, sentences = parts(gold)
        kinds = {s.position: s.kind for s in sections}
        for s in sentences:
            if any(s.char_start <= f.char_start < s.char_end for f in gold.facts):
                words = document.text[s.char_start : s.char_end]
                rows.append(
                    replace(gold, doc=f"{gold.doc}:{s.position}", text=words, section=kinds.get(s.section), facts=())
                )
    return tuple(rows)


def words_of_ours(text: str, section: SectionKind = "prosecution") -> GoldText:
    """Wrap a text of a test as a gold text without labels: of Kosovo, report year 2013."""
    batch = Batch("test", "tuned", "constructed", None, None)
    return GoldText(doc="t", text=text, iso3="XKX", report_year=2013, section=section, facts=(), batch=batch)


def read(gold: GoldText, text: str | None = None, **changes: Any) -> FactReading:
    """Return what is read from a gold text, or from other words in its place."""
    document, sections, sentences = parts(replace(gold, text=gold.text if text is None else text, **changes))
    return extract_facts(document, sections, sentences)


Said = tuple[Any, ...]


def said(reading: FactReading, but: dict[str, Callable[[Any], Any]] | None = None) -> list[Said]:
    """Return what the facts say, without their places; ``but`` maps fields before they are compared."""
    changed = but or {}
    rows = [tuple(_alike(changed.get(f, lambda x: x)(getattr(fact, f))) for f in FIELDS) for fact in reading.facts]
    return sorted(rows, key=repr)


def _alike(value: Any) -> Any:
    """Make 2 and 2.0 one figure, so that they sort as one."""
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value
