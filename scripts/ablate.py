"""Measure what the scorer loses without a group of its features, a manner of gold or one of its parts.

    python -m scripts.ablate [--share N] [--jobs N] [--seen NAME ...] [--write PAGE]

Each row trains the scorer anew without one thing and reads texts that it was not trained on: one fold in twenty of
the gold, and batches at first sight. ``--share N`` trains on every N-th of the other texts, which is N times as fast.
Deterministic for the same gold, rules and library versions. Half an hour of one core with ``--share 1``.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from scripts.train_scorer import Example, Settings, examples, rule_examples, train
from tipetl.evaluate.folds import fold_of
from tipetl.evaluate.gold import GoldText
from tipetl.evaluate.goldfiles import load_gold
from tipetl.evaluate.reading import score_text, total
from tipetl.metrics import SCORED

ROOT = Path(__file__).resolve().parents[1]
FOLDS = 20
#: the beginnings of the names of features, by group; ``features``, ``windows`` and ``scorer`` make them
GROUPS = {
    "words near the number": ("l:", "r:", "l0:", "r0:", "l1:", "r1:"),
    "words of its clause": ("b:",),
    "its nouns": ("head=", "hw=", "np=", "n:"),
    "its verbs": ("act=", "does=", "post="),
    "nouns that govern it, words of the lexicon on either side": ("of=", "L=", "R=", "R0="),
    "how it is written and tied": (
        "form=", "sec=", "kind=", "linked=", "prep=", "partitive", "definite", "compared", "generic", "modal",
    ),
    "rules that read it": ("rule=", "ruleid=", "inherited|", "norule"),
    "figures before it": ("last=", "lastany|", "gap=", "again", "first", "before=", "topic="),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A row of the table: its kind, what is left out, and the examples without it (None: rules alone)."""

    kind: str
    name: str
    examples: list[Example] | None
    settings: Settings = field(default_factory=Settings)


def rows(golds: Sequence[GoldText]) -> Iterator[Row]:
    """Every row of the table, to be trained on ``golds``."""
    by_text = [(gold.batch.manner or "no manner", list(examples(gold))) for gold in golds]
    of_rules = list(rule_examples())
    everything = [*(row for _, some in by_text for row in some), *of_rules]
    yield Row("nothing", "", everything)
    for seed in (1, 2):
        yield Row("nothing", f"another seed ({seed})", everything, Settings(seed=seed))
    for name, begins in GROUPS.items():
        yield Row("features", name, [_without(row, begins) for row in everything])
    yield Row("features", "those that mean the same for all metrics", [*map(_unshared, everything)])
    yield Row("gold", "numbers shown as if no rule had read them", [replace(row, unread=None) for row in everything])
    for manner in sorted({manner for manner, _ in by_text}):
        kept = [row for other, some in by_text if other != manner for row in some]
        yield Row("gold", f"{manner} ({len(everything) - len(of_rules) - len(kept)})", [*kept, *of_rules])
    yield Row("gold", f"examples of rules ({len(of_rules)})", everything[: -len(of_rules)])
    yield Row("parts", "hidden layer", everything, Settings(hidden=0))
    yield Row("parts", "scorer (rules alone)", None)


def _without(row: Example, begins: tuple[str, ...]) -> Example:
    """An example, also as if no rule had read it, without the features whose names begin in these ways."""
    unread = None if row.unread is None else _without(row.unread, begins)
    return replace(row, found=[name for name in row.found if not name.startswith(begins)], unread=unread)


def _unshared(row: Example) -> Example:
    unread = None if row.unread is None else _unshared(row.unread)
    return replace(row, shared=[()] * len(SCORED), unread=unread)


def main() -> int:
    """Run the command line; exit code 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--share", type=int, default=1)
    parser.add_argument("--seen", nargs="*", default=["2026-11-mould-14", "2026-11-reworded-8b"])
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--write", type=Path)
    args = parser.parse_args()
    golds = load_gold(ROOT / "tests" / "gold")
    trained = [gold for gold in golds if gold.batch.use == "trained"]
    rest = [gold for gold in trained if fold_of(gold.doc, FOLDS)][:: args.share]
    sets = {"fold left out": [gold for gold in trained if not fold_of(gold.doc, FOLDS)]}
    sets |= {name: [gold for gold in golds if gold.batch.name == name] for name in args.seen}
    out = [
        "| | without | " + " | ".join(sets) + " |",
        "|---|---|" + "--:|" * len(sets),
    ]
    with get_context("fork").Pool(args.jobs) as pool:
        for line in pool.imap(partial(_line, sets=list(sets.values())), rows(rest)):
            out.append(line)
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
    if args.write is not None:
        head = HEAD.format(
            day=datetime.date.today().isoformat(), share=args.share, texts=len(rest), left=len(sets["fold left out"])
        )
        args.write.write_text(head + "\n".join(out) + "\n", "utf-8")
    return 0


def _line(row: Row, sets: Sequence[Sequence[GoldText]]) -> str:
    """A line of the table: core / strict F1 over some texts with the scorer of a row."""
    scorer = row.examples is not None and train(row.examples, row.settings)
    cells = [row.kind, row.name]
    for golds in sets:
        scored = [score_text(gold, scorer=scorer) for gold in golds]
        cells.append(" / ".join(f"{total(scored, level).f1:.4f}" for level in ("core", "strict")))
    return "| " + " | ".join(cells) + " |"


HEAD = """# What each part of the scorer is worth

Written by `python -m scripts.ablate --share {share} --write docs/accuracy-ablation.md` on {day};
it takes too long to be checked with every change. Each row trains the scorer on {texts} texts without one thing and
gives core / strict F1 of facts on
{left} texts left out, whose wordings the rules have seen, and on batches at first sight, which nobody has opened.
Without its features every rule counts as new, and is believed if it fits closely. Differences within
those between the first rows, which differ in the seed alone, mean nothing.

"""


if __name__ == "__main__":
    sys.exit(main())
