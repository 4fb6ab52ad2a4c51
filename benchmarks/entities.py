"""Compare the cost of entities and routes with that of facts, on the same texts in the same run.

    python -m benchmarks.entities

Both stages read the repository's gold narratives on one core for a few rounds, and the medians are compared. The entity
stage covers everything from text to mentions, routes, law penalties and themes of recommendations. Exit code 1 if the
entity stage costs as much as the fact stage, or if its time per character grows with the length of the text.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_threads] = "1"

from tipetl.entities.law_penalties import tie_penalties  # noqa: E402
from tipetl.entities.mentions import extract_mentions  # noqa: E402
from tipetl.evaluate.goldfiles import load_gold  # noqa: E402
from tipetl.figures.facts import extract_facts  # noqa: E402
from tipetl.model import Document, Section, Sentence  # noqa: E402
from tipetl.routes.flows import country_roles, extract_flows  # noqa: E402
from tipetl.structure import recommendation_items, split_sections, split_sentences  # noqa: E402

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold"
ROUNDS = 7
MOST_RATIO = 1.0
MOST_GROWTH = 1.5
SMALL, LARGE = 100_000, 800_000

Cut = tuple[Document, tuple[Section, ...], tuple[Sentence, ...]]


def cut(text: str, iso3: str | None = "KEN") -> Cut:
    """Return a text with its sections and sentences, as both stages receive it."""
    document = Document("d", None, "", text, iso3=iso3, report_year=2020)
    sections = split_sections(text)
    return document, sections, split_sentences(text, sections)


def facts_of(texts: list[Cut]) -> None:
    for text in texts:
        extract_facts(*text)


def entities_of(texts: list[Cut]) -> None:
    for document, sections, sentences in texts:
        country_roles(document, sections, sentences)
        entities, mentions = extract_mentions(document, sections, sentences)
        extract_flows(document, sections, sentences, mentions, entities)
        tie_penalties(document.text, sentences, (), mentions)
        recommendation_items(document.text, sections)


def seconds(stage: Callable[[list[Cut]], None], texts: list[Cut]) -> float:
    start = time.perf_counter()
    stage(texts)
    return time.perf_counter() - start


def main() -> int:
    """Print the ratio and the growth; return the exit code that the module's docstring states."""
    golds = [g for g in load_gold(GOLD) if g.batch.first_sight is not None or g.batch.name == "dev"]
    texts = [cut(gold.text) for gold in golds]
    facts_of(texts)
    entities_of(texts)
    rounds = [(seconds(entities_of, texts), seconds(facts_of, texts)) for _ in range(ROUNDS)]
    ratio = statistics.median(mine / facts for mine, facts in rounds)
    whole = "\n\n".join(text[0].text for text in texts)
    long = (whole * (LARGE // len(whole) + 1))[:LARGE]
    growth = statistics.median(
        (seconds(entities_of, [cut(long)]) / LARGE) / (seconds(entities_of, [cut(long[:SMALL])]) / SMALL)
        for _ in range(3)
    )
    print(f"{len(texts)} narratives, {len(whole):,} characters, {ROUNDS} rounds")
    print(f"entity stage / fact stage: {ratio:.2f} (wanted below {MOST_RATIO})")
    print(f"time per character, {LARGE:,} against {SMALL:,}: {growth:.2f} (wanted below {MOST_GROWTH})")
    return 0 if ratio < MOST_RATIO and growth < MOST_GROWTH else 1


if __name__ == "__main__":
    sys.exit(main())
