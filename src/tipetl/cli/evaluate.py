"""``tipetl evaluate``: measure the accuracy of the figures on labeled texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tipetl.cli.failures import EXIT_NOTHING
from tipetl.cli.messages import complain
from tipetl.cli.options import console

if TYPE_CHECKING:
    from rich.table import Table

    from tipetl.evaluate.folds import Folds
    from tipetl.evaluate.page import Report
    from tipetl.evaluate.reading import Scored


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="Folder with batches of labelled texts, in any depth, or one batch.")
    ],
    write: Annotated[
        Path | None, typer.Option("--write", metavar="FILE", help="Write the accuracy page, as Markdown, to FILE.")
    ] = None,
    check: Annotated[
        Path | None,
        typer.Option("--check", metavar="FILE", help="Exit code 1 if the page in FILE is out of date."),
    ] = None,
    rules_only: Annotated[
        bool, typer.Option("--rules-only", help="Use only the rules, without the trained scorer.")
    ] = False,
    folds: Annotated[
        int | None,
        typer.Option(
            "--folds",
            min=2,
            metavar="N",
            help="Train N scorers, each on the texts outside its fold, and measure each on its fold. "
            "Needs a checkout and scikit-learn. Without this option, the "
            "page shows the results of the last calibration.",
        ),
    ] = None,
) -> None:
    """Compare what is read from labeled texts with their labels.

    Prints precision, recall and F1 at two levels: core (metric, value, range end, year) and strict (also unit, status,
    exploitation, officials and count), with 95 % intervals over texts. Texts that nothing was tuned or trained on come
    first; tests/gold/README.md describes the format of batches.

    \b
    Example:
      tipetl evaluate tests/gold --write docs/accuracy.md
      tipetl evaluate tests/gold/dev --rules-only
    """
    from tipetl.evaluate.folds import measure
    from tipetl.evaluate.goldfiles import load_gold
    from tipetl.evaluate.page import Report, accuracy_page
    from tipetl.evaluate.reading import score_all

    golds = load_gold(gold)
    measured = measure(golds, folds)[0] if folds is not None else _last_measured()
    scored = score_all(golds, scorer=not rules_only)
    report = Report(scored, measured, rules_only)
    if check is not None:
        if not check.is_file() or check.read_text(encoding="utf-8") != accuracy_page(report):
            complain(f"{check} is out of date: rewrite it with --write and commit it.")
            raise typer.Exit(EXIT_NOTHING)
        return
    if write is not None:
        write.parent.mkdir(parents=True, exist_ok=True)
        write.write_text(accuracy_page(report), encoding="utf-8")
    _print(report, live=folds is not None)


def _last_measured() -> Folds | None:
    from tipetl.evaluate.folds import Folds
    from tipetl.figures.choice.calibration import load_measured

    data = load_measured()
    return None if data is None else Folds.from_json(data["folds"])


def _print(report: Report, *, live: bool) -> None:
    from tipetl.evaluate.page import share

    _print_scores("left out of tuning and training", report.left_out)
    _print_scores("tuned or trained on, so their figures are flattering", report.tuned)
    if live and report.folds is not None:
        out, f = console(), report.folds
        out.print(f"{f.texts} texts in {f.folds} folds, each read by a scorer trained on the others:")
        out.print(f"rules alone       core F1 {share(f.rules_core.f1)}  strict F1 {share(f.rules_strict.f1)}")
        out.print(f"rules and scorer  core F1 {share(f.scorer_core.f1)}  strict F1 {share(f.scorer_strict.f1)}")


def _print_scores(what: str, scored: Sequence[Scored]) -> None:
    from tipetl.evaluate.page import SUMMARY_HEAD, batch_name, share, summary_rows
    from tipetl.evaluate.reading import by_text

    if not scored:
        return
    out = console()
    out.print(f"Texts {what}: {len(scored)}, with {sum(len(s.gold.facts) for s in scored)} gold facts")
    out.print(_grid(SUMMARY_HEAD, summary_rows(scored)))
    strict = by_text(scored, batch_name, "strict")
    rows = [
        (name, share(c.f1), share(strict[name].f1), str(c.right), str(c.missed), str(c.spurious))
        for name, c in by_text(scored, batch_name, "core").items()
    ]
    out.print()
    out.print(_grid(("batch", "core F1", "strict F1", "right", "missed", "spurious"), rows))
    out.print()


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    from rich.table import Table

    grid = Table(box=None, header_style="bold", pad_edge=False)
    for number, name in enumerate(head):
        grid.add_column(name, justify="left" if number == 0 else "right")
    for row in rows:
        grid.add_row(*row)
    return grid
