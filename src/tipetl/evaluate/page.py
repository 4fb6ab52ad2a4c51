"""Render the accuracy page as Markdown.

This module arranges and explains the tables. All figures are computed elsewhere; the same figures yield the same page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tipetl.evaluate.folds import Folds
from tipetl.evaluate.gold import GoldText
from tipetl.evaluate.reading import Scored, by_metric, by_rule, by_text, total
from tipetl.evaluate.reliability import calibration_error
from tipetl.evaluate.scoring import Counts, bootstrap
from tipetl.figures.choice.calibration import CANDIDATE_BELOW
from tipetl.metrics import METRICS

HEAD = """# Accuracy

This page reports how often the figures are right. It is written by `tipetl evaluate tests/gold --write
docs/accuracy.md`; do not edit it by hand. The most meaningful scores, those on held-out texts, come first. Scores on
texts that were used for tuning [come last](#texts-tuned-on), and overstate the accuracy.

*Core* compares the metric, the value, the end of a range and the year. *Strict* also compares the unit, the status, the
kind of exploitation, whether officials are counted, and the number of persons who received a term. Each fact matches
one gold fact. Gold facts that are optional under [the contract](reference/facts.md) neither help nor hurt. Brackets
show 95 % intervals from resampling the texts 1,000 times with replacement; items of the sentence bank count as texts.
The texts are constructed, or retell the facts of real narratives in our own words; only the seed is a narrative as
printed.
"""

FIRST_SIGHT = """## First sight

Each batch was written and labelled by someone who had not read the rules, and scored once, before any rule, word or
weight was changed for it; batches that are now used for training were not used then. The latest batch comes first.
`read by` is the commit of the code that read the batch. [The log](accuracy-log.md) describes what we learned from each
batch, and `tests/gold/README.md` explains the manners; only batches of the same manner are comparable.
"""

STILL_LEFT_OUT = """## Still left out

Batches that have not been used for tuning or training since, read by the current code.
"""

TUNED = """## Texts tuned on

**These scores are flattering.** The rules were written with these texts in view, and the scorer was trained on all of
them except the seed. The scores show where the errors are, and whether a change breaks what was read correctly before.
"""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the accuracy page shows. ``folds`` is None if nothing was measured."""

    scored: Sequence[Scored]
    folds: Folds | None
    rules_only: bool = False

    @property
    def left_out(self) -> list[Scored]:
        """The texts on which nothing was tuned or trained."""
        return [s for s in self.scored if s.gold.batch.left_out]

    @property
    def tuned(self) -> list[Scored]:
        """The texts on which something was tuned or trained."""
        return [s for s in self.scored if not s.gold.batch.left_out]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; all columns but the first are right-aligned."""
    lines = ["| " + " | ".join(head) + " |", "|---|" + "--:|" * (len(head) - 1)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def share(x: float) -> str:
    """Format a share with three decimals."""
    return f"{x:.3f}"


def accuracy_page(report: Report) -> str:
    """Return the whole page, held-out texts first. Raises ValueError if nothing was scored."""
    if not report.scored:
        raise ValueError("there is nothing to report on")
    out = [HEAD]
    if report.rules_only:
        out.append("Measured with the rules alone, without the trained scorer.\n")
    out += [_first_sight(report.scored), _still_left_out(report.left_out)]
    out += [_folds(report.folds), _reliability(report.folds)]
    if report.tuned:
        out += [
            TUNED,
            _overall(report.tuned),
            _groups("By era of the report", "era", report.tuned, lambda g: g.era),
            _groups("By batch", "batch", report.tuned, batch_name),
            _metrics(report.tuned),
            _constructions(report.tuned),
            _rules(report.tuned),
        ]
    return "\n".join(part for part in out if part)


def batch_name(gold: GoldText) -> str:
    """Return the name of a text's batch."""
    return gold.batch.name


def summary_rows(scored: Sequence[Scored]) -> list[list[str]]:
    """Return rows of level, precision, recall and F1, each with its interval, for the page and the terminal."""
    rows = []
    for level in ("core", "strict"):
        counts = [getattr(s, level).counts for s in scored]
        whole = total(scored, level)
        row = [level]
        figures: tuple[Callable[[Counts], float], ...] = (
            lambda c: c.precision,
            lambda c: c.recall,
            lambda c: c.f1,
        )
        for figure, ends in zip(figures, bootstrap(counts, *figures), strict=True):
            row.append(f"{share(figure(whole))} [{share(ends.low)}, {share(ends.high)}]")
        rows.append([*row, str(whole.right), str(whole.missed), str(whole.spurious)])
    return rows


SUMMARY_HEAD = ("level", "precision", "recall", "F1", "right", "missed", "spurious")


def _first_sight(scored: Sequence[Scored]) -> str:
    texts = Counter(s.gold.batch for s in scored)
    seen = [(batch, batch.first_sight) for batch in reversed(texts) if batch.first_sight is not None]
    if not seen:
        return ""
    rows = [
        [
            f"`{batch.name}`",
            *(_cell(value) for value in (sight.date, batch.manner, texts[batch], sight.facts)),
            "" if sight.commit is None else f"`{sight.commit}`",
            *(_cell(value) for value in (sight.core_precision, sight.core_recall, sight.core_f1, sight.strict_f1)),
        ]
        for batch, sight in sorted(seen, key=lambda found: found[1].date or date.min, reverse=True)
    ]
    head = ["batch", "day", "manner", "texts", "facts", "read by", *LEVELS]
    return f"{FIRST_SIGHT}\n{table(head, rows)}"


LEVELS = ("core precision", "core recall", "core F1", "strict F1")


def _cell(value: object) -> str:
    """Format a cell: blank if unknown, with three decimals if a share."""
    return "" if value is None else share(value) if isinstance(value, float) else str(value).replace("_", " ")


def _still_left_out(scored: Sequence[Scored]) -> str:
    return f"{STILL_LEFT_OUT}\n{_group_table('batch', scored, batch_name)}" if scored else ""


def _folds(folds: Folds | None) -> str:
    if folds is None:
        return ""
    rows = [
        [name, share(core.precision), share(core.recall), share(core.f1), share(strict.f1)]
        for name, core, strict in (
            ("rules alone", folds.rules_core, folds.rules_strict),
            ("rules and scorer", folds.scorer_core, folds.scorer_strict),
        )
    ]
    return (
        "## Folds left out\n\n"
        f"{folds.texts} texts in {folds.folds} folds; each fold is read by a scorer trained on the other folds. The\n"
        "rules had seen all of them, so only the difference between the lines is meaningful: it is the scorer's gain\n"
        "on unseen texts. Measured at the last calibration (`python -m scripts.calibrate`).\n\n"
        + table(["", *LEVELS], rows)
    )


def _overall(scored: Sequence[Scored]) -> str:
    facts = sum(len(s.gold.facts) for s in scored)
    words = f"{len(scored)} texts with {facts:,} gold facts.\n"
    return f"### All\n\n{words}\n" + table(SUMMARY_HEAD, summary_rows(scored))


def _groups(title: str, name: str, scored: Sequence[Scored], label: Callable[[GoldText], str]) -> str:
    return f"### {title}\n\n{_group_table(name, scored, label)}"


def _group_table(name: str, scored: Sequence[Scored], label: Callable[[GoldText], str]) -> str:
    core, strict = by_text(scored, label, "core"), by_text(scored, label, "strict")
    texts: dict[str, list[Scored]] = {}
    for s in scored:
        texts.setdefault(label(s.gold), []).append(s)
    rows = []
    for key, c in core.items():
        (ends,) = bootstrap([s.core.counts for s in texts[key]], lambda x: x.f1)
        rows.append([
            key, str(len(texts[key])), str(c.right + c.missed), share(c.precision), share(c.recall),
            f"{share(c.f1)} [{share(ends.low)}, {share(ends.high)}]", share(strict[key].f1),
        ])  # fmt: skip
    return table([name, "texts", "facts", "precision", "recall", "core F1", "strict F1"], rows)


def _metrics(scored: Sequence[Scored]) -> str:
    core, strict = by_metric(scored, "core"), by_metric(scored, "strict")
    rows = []
    for metric in METRICS:
        counts, strictly = core.get(metric, Counts()), strict.get(metric, Counts())
        if counts != Counts():
            rows.append([
                f"`{metric}`", str(counts.right + counts.missed), str(counts.missed), str(counts.spurious),
                share(counts.precision), share(counts.recall), share(counts.f1), share(strictly.f1),
            ])  # fmt: skip
    head = ["metric", "facts", "missed", "spurious", "precision", "recall", "core F1", "strict F1"]
    return "### By metric\n\n" + table(head, rows)


def _constructions(scored: Sequence[Scored]) -> str:
    core = by_text(scored, lambda g: g.construction, "core")
    if not core:
        return ""
    strict = by_text(scored, lambda g: g.construction, "strict")
    rows = [
        [f"`{key}`", str(c.right), str(c.missed), str(c.spurious), share(c.f1), share(strict[key].f1)]
        for key, c in core.items()
    ]
    return (
        "### By construction\n\n"
        "Items of the sentence bank, each made for one construction. Those whose name begins with `d_` are traps:\n"
        "most contain no facts, and what matters is that nothing is spurious.\n\n"
        + table(["construction", "right", "missed", "spurious", "core F1", "strict F1"], rows)
    )


def _reliability(folds: Folds | None) -> str:
    if folds is None:
        return ""
    rows = [[f"{b.low:.2f} to {b.high:.2f}", str(b.count), share(b.claimed), share(b.observed)] for b in folds.bins]
    return (
        "## Confidence\n\n"
        "The `confidence` of a fact is the probability that its metric, value and year are right. It comes from a\n"
        "logistic model fitted to readings of texts that the scorer was not trained on; the texts in each bin below\n"
        f"were not used to fit the model either. A reading below **{CANDIDATE_BELOW}** is more likely wrong than\n"
        "right: it becomes a `candidate`, which is kept but not counted. Mean distance between confidence and\n"
        "observation: "
        f"{calibration_error(folds.bins):.3f}.\n\n" + table(["confidence", "readings", "mean claim", "right"], rows)
    )


def _rules(scored: Sequence[Scored]) -> str:
    rules = by_rule(scored)
    order = sorted(rules.items(), key=lambda item: (-item[1].spurious, -item[1].right, item[0]))
    rows = [[f"`{rule}`", str(c.right), str(c.spurious), share(c.precision)] for rule, c in order]
    return (
        "### Precision by rule\n\n"
        "Core level, most errors first. `+ellipsis` marks figures that took their metric from another figure,\n"
        "`scorer.` those that no rule read, and `encoder.` those that neither a rule nor the scorer read.\n\n"
        + table(["rule", "right", "wrong", "precision"], rows)
    )
