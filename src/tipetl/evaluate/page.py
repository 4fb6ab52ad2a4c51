"""The accuracy page, as Markdown.

What belongs here: which table stands where and what is said of it. Everything is computed elsewhere; the same figures
give the same page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tipetl.evaluate.folds import Folds
from tipetl.evaluate.gold import GoldText
from tipetl.evaluate.reading import Scored, by_metric, by_rule, by_text, total
from tipetl.evaluate.reliability import calibration_error
from tipetl.evaluate.scoring import Counts, bootstrap
from tipetl.figures.choice.calibration import CANDIDATE_BELOW
from tipetl.metrics import METRICS

HEAD = """# Accuracy

How often the figures are right, measured by `tipetl evaluate tests/gold --write docs/accuracy.md`; do not edit by
hand.

**Read the figures with this in mind.** The gold texts are constructed, or retell the facts of real narratives, in our
own words; only the seed is a narrative as it was printed. The rules were written with these texts at hand and the
scorer was trained on them, so every figure here flatters, except those under [first sight](#first-sight). What the
trained part alone gains on texts it has not seen stands under [texts left out](#texts-left-out).

*Core* asks for the metric, the value, the end of a range and the year. *Strict* asks for the unit, the status, the kind
of exploitation, whether officials are counted, and the number of persons who got a term as well. One fact matches one
gold fact. Gold facts that are optional by [the contract](reference/facts.md) neither help nor hurt. Brackets hold 95 %
intervals over 1,000 draws of as many texts, with replacement; items of the sentence bank are texts too.
"""


@dataclass(frozen=True, slots=True)
class Report:
    """All that the page shows. ``folds`` is None where nothing was measured; ``log`` is the first-sight log's text."""

    scored: Sequence[Scored]
    folds: Folds | None
    log: str | None
    rules_only: bool = False


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first are flush right."""
    lines = ["| " + " | ".join(head) + " |", "|---|" + "--:|" * (len(head) - 1)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def share(x: float) -> str:
    """A share with three places."""
    return f"{x:.3f}"


def accuracy_page(report: Report) -> str:
    """The whole page. Raises ValueError where nothing was scored."""
    if not report.scored:
        raise ValueError("there is nothing to report on")
    out = [HEAD]
    if report.rules_only:
        out.append("Measured with the rules alone, without the trained scorer.\n")
    out += [_overall(report), _first_sight(report.log), _left_out(report.folds)]
    out += [
        _groups("By era of the report", "era", report.scored, lambda g: g.era),
        _groups("By folder of gold", "folder", report.scored, lambda g: g.folder),
        _metrics(report.scored),
        _constructions(report.scored),
        _reliability(report.folds),
        _rules(report.scored),
    ]
    return "\n".join(part for part in out if part)


def summary_rows(scored: Sequence[Scored]) -> list[list[str]]:
    """Level, precision, recall and F1, each with its interval, for the page and the terminal."""
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
        for figure in figures:
            ends = bootstrap(counts, figure)
            row.append(f"{share(figure(whole))} [{share(ends.low)}, {share(ends.high)}]")
        rows.append([*row, str(whole.right), str(whole.missed), str(whole.spurious)])
    return rows


SUMMARY_HEAD = ("level", "precision", "recall", "F1", "right", "missed", "spurious")


def _overall(report: Report) -> str:
    facts = sum(len(s.gold.facts) for s in report.scored)
    words = f"{len(report.scored)} texts with {facts:,} gold facts.\n"
    return f"## All gold\n\n{words}\n" + table(SUMMARY_HEAD, summary_rows(report.scored))


def _first_sight(log: str | None) -> str:
    if log is None:
        return ""
    # the log is a page of its own; here it is a section
    body = "\n".join(line for line in log.splitlines() if not line.startswith("# ")).strip()
    return f"## First sight\n\n{body}\n"


def _left_out(folds: Folds | None) -> str:
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
        "## Texts left out\n\n"
        f"{folds.texts} texts in {folds.folds} folds; each fold is read with a scorer trained on the other folds. The\n"
        "rules had seen all of them, so only the difference between the lines is a fair figure: what the scorer gains\n"
        "on unseen texts. Measured at the last calibration (`python -m scripts.calibrate`).\n\n"
        + table(["", "core precision", "core recall", "core F1", "strict F1"], rows)
    )


def _groups(title: str, name: str, scored: Sequence[Scored], label: Callable[[GoldText], str | None]) -> str:
    core, strict = by_text(scored, label, "core"), by_text(scored, label, "strict")
    texts: dict[str, list[Scored]] = {}
    for s in scored:
        texts.setdefault(label(s.gold) or "", []).append(s)
    rows = []
    for key, c in core.items():
        ends = bootstrap([s.core.counts for s in texts[key]], lambda x: x.f1)
        rows.append([
            key, str(len(texts[key])), str(c.right + c.missed), share(c.precision), share(c.recall),
            f"{share(c.f1)} [{share(ends.low)}, {share(ends.high)}]", share(strict[key].f1),
        ])  # fmt: skip
    return f"## {title}\n\n" + table([name, "texts", "facts", "precision", "recall", "core F1", "strict F1"], rows)


def _metrics(scored: Sequence[Scored]) -> str:
    core, strict = by_metric(scored, "core"), by_metric(scored, "strict")
    rows = []
    for metric in METRICS:
        c, s = core.get(metric, Counts()), strict.get(metric, Counts())
        if c != Counts():
            rows.append([
                f"`{metric}`", str(c.right + c.missed), str(c.missed), str(c.spurious), share(c.precision),
                share(c.recall), share(c.f1), share(s.f1),
            ])  # fmt: skip
    head = ["metric", "facts", "missed", "spurious", "precision", "recall", "core F1", "strict F1"]
    return "## By metric\n\n" + table(head, rows)


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
        "## By construction\n\n"
        "Items of the sentence bank, each made to hold one construction. Those whose name begins with `d_` are traps:\n"
        "most hold no fact at all, and what counts there is that nothing is spurious.\n\n"
        + table(["construction", "right", "missed", "spurious", "core F1", "strict F1"], rows)
    )


def _reliability(folds: Folds | None) -> str:
    if folds is None:
        return ""
    rows = [[f"{b.low:.2f} to {b.high:.2f}", str(b.count), share(b.claimed), share(b.observed)] for b in folds.bins]
    return (
        "## Confidence\n\n"
        "The `confidence` of a fact is the chance that its metric, value and year are right. It comes from a logistic\n"
        "model fitted to readings of texts that the scorer was not trained on; each bin below is of texts that the\n"
        f"model was not fitted to either. A reading below **{CANDIDATE_BELOW}** is more likely wrong than right: it\n"
        "becomes a `candidate`, kept and not counted. Mean distance between claim and observation: "
        f"{calibration_error(folds.bins):.3f}.\n\n" + table(["confidence", "readings", "mean claim", "right"], rows)
    )


def _rules(scored: Sequence[Scored]) -> str:
    rules = by_rule(scored)
    order = sorted(rules.items(), key=lambda item: (-item[1].spurious, -item[1].right, item[0]))
    rows = [[f"`{rule}`", str(c.right), str(c.spurious), share(c.precision)] for rule, c in order]
    return (
        "## Precision by rule\n\n"
        "Core level; most errors first. `+ellipsis` marks figures that took their metric from another figure,\n"
        "`scorer.` those that no rule read.\n\n" + table(["rule", "right", "wrong", "precision"], rows)
    )
