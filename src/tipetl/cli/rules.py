"""``tipetl rules``: list the reading rules, check them, and write their reference page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tipetl.cli.failures import EXIT_NOTHING
from tipetl.cli.messages import complain
from tipetl.cli.options import console


def rules(
    name: Annotated[
        str | None, typer.Argument(metavar="[TEXT]", help="Show only rules whose id or metric contains these words.")
    ] = None,
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="Exit code 1 if an example fails or a rule is dead; also list words that never occur."
        ),
    ] = False,
    gold: Annotated[
        Path | None,
        typer.Option("--gold", metavar="GOLD_DIR", help="With --check: labelled texts on which a rule may win."),
    ] = None,
    write: Annotated[
        Path | None, typer.Option("--write", metavar="FILE", help="Write the reference page, as Markdown, to FILE.")
    ] = None,
) -> None:
    """List the rules that read figures, or check them.

    \b
    Example:
      tipetl rules convictions
      tipetl rules --check --gold tests/gold
    """
    if write is not None:
        from tipetl.ruledocs import rules_page

        write.parent.mkdir(parents=True, exist_ok=True)
        write.write_text(rules_page(), encoding="utf-8")
    if check:
        _check(gold)
    elif write is None:
        _list(name)


def _list(name: str | None) -> None:
    from rich.text import Text

    from tipetl.cli.show import plain_table
    from tipetl.ruledocs import entries, slots_of

    rows = [e for e in entries() if name is None or name in str(e["id"]) or name in str(e["metric"])]
    if not rows:
        complain(f"No rule is called {name!r}. 'tipetl rules' lists all of them.")
        raise typer.Exit(EXIT_NOTHING)
    table = plain_table(f"Rules: {len(rows)}")
    table.add_column("rule", no_wrap=True)
    table.add_column("fits where", ratio=1)
    table.add_column("example", ratio=1)
    for entry in rows:
        slots = Text("\n").join(Text.assemble((f"{slot} ", "dim"), words) for slot, words in slots_of(entry))
        table.add_row(str(entry["id"]), slots, Text(str(entry["examples"][0]).replace("=>", "→")))
    console().print(table)


def _check(gold: Path | None) -> None:
    from tipetl.evaluate.goldfiles import load_gold
    from tipetl.evaluate.usage import check_files, usage

    found = usage(load_gold(gold) if gold is not None else ())
    out = console()
    for line in check_files(found, dead=gold is not None):
        complain(line)
    if gold is not None:
        idle = found.idle()
        if idle:
            out.print(f"{len(idle)} rules win on their own examples only: {', '.join(idle)}", soft_wrap=True)
    by_concept: dict[tuple[str, str], list[str]] = {}
    for file, concept, term in found.unseen_terms:
        by_concept.setdefault((file, concept), []).append(term)
    if by_concept and gold is not None:
        out.print(f"{len(found.unseen_terms)} terms occur in no gold text and no example:")
        for (file, concept), terms in by_concept.items():
            out.print(f"  {file} {concept}: {', '.join(terms)}", soft_wrap=True)
    dead = found.dead() if gold is not None else []
    said = f"{len(dead)} rules are dead" if gold is not None else "give --gold to look for dead rules"
    out.print(f"{len(found.broken)} examples fail; {said}.")
    if found.broken or dead:
        raise typer.Exit(EXIT_NOTHING)
