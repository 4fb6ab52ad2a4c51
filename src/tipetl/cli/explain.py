"""``tipetl explain``: show why a sentence yields its figures."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tipetl.cli.failures import EXIT_NOTHING
from tipetl.cli.messages import complain, complain_of
from tipetl.cli.options import Country, MemoryLimit, ReportYear, TimeLimit, console, hints_of, limits_of

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from tipetl.explain import Explanation, Figure
    from tipetl.guard import Limits
    from tipetl.model import Document, Hints, Section, Sentence

    Split = tuple[Document, tuple[Section, ...], tuple[Sentence, ...]]


def explain(
    what: Annotated[
        str,
        typer.Argument(metavar="SENTENCE|PATH", help="A sentence or, with --fact, the file that contains the fact."),
    ],
    fact: Annotated[
        str | None,
        typer.Option("--fact", metavar="FACT_ID", help="Explain the sentence of this fact in the file PATH."),
    ] = None,
    country: Country = None,
    report_year: ReportYear = None,
    section: Annotated[
        str | None, typer.Option("--section", metavar="CODE", help="The section that contains the words.")
    ] = None,
    time_limit: TimeLimit = None,
    memory_limit: MemoryLimit = None,
) -> None:
    """Show how a sentence was read: its numbers, their context, the rules that matched, and why.

    Exit code 1 if nothing can be read, or the file does not contain the fact.

    \b
    Example:
      tipetl explain "Courts convicted nine traffickers, up from 12 in 2011." --report-year 2013
      tipetl explain --fact 0f7c2a91d5e3b846 reports/kosovo-2013.txt
    """
    from dataclasses import replace

    from tipetl.model import SECTION_KINDS

    if section is not None and section not in SECTION_KINDS:
        raise typer.BadParameter(
            f"{section!r} is not a section code: {', '.join(SECTION_KINDS)}.", param_hint="--section"
        )
    hints = replace(hints_of(country, report_year), section=section)
    limits = limits_of(None, time_limit, memory_limit)
    shown = _of_fact(Path(what), fact, hints, limits) if fact is not None else _of_words(what, hints, limits)
    out = console()
    for number, one in enumerate(shown):
        if number:
            out.rule()
        _print(one, out, focus=fact)


def explained(asked: tuple[Split, str | None]) -> tuple[Explanation, ...]:
    """Explain a document, or the sentence that contains a fact; at module level, so that workers can import it."""
    from tipetl.explain import explain as explain_document

    split, fact = asked
    return explain_document(*split, fact)


def _within(limits: Limits, split: Split, fact: str | None = None) -> tuple[Explanation, ...]:
    """Explain a text; end the command if explaining it exceeds the limits."""
    from tipetl.guard import run_within

    end = run_within(explained, (split, fact), len(split[0].text.encode("utf-8", "replace")), limits)
    if end.how == "done":
        return end.value  # type: ignore[no-any-return]
    complain(f"The text could not be explained. {end.reason} Give less of it, or more (--time-limit, --memory-limit).")
    raise typer.Exit(EXIT_NOTHING)


def _of_words(words: str, hints: Hints, limits: Limits) -> tuple[Explanation, ...]:
    from tipetl.countries import find_country
    from tipetl.documents.text import canonical
    from tipetl.model import Document
    from tipetl.structure import split_sections, split_sentences

    # Bytes on the command line that are not valid text arrive as surrogates.
    text = canonical(words.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    if not text.strip():
        complain("There is nothing to explain. Give a sentence in quotation marks.")
        raise typer.Exit(EXIT_NOTHING)
    found = find_country(hints.country) if hints.country is not None else None
    iso3 = found.iso3 if found is not None else None
    document = Document("sentence", None, "", text, iso3=iso3, report_year=hints.report_year)
    sections = split_sections(text, section_hint=hints.section)
    return _within(limits, (document, sections, split_sentences(text, sections)))


def _of_fact(path: Path, fact: str, hints: Hints, limits: Limits) -> tuple[Explanation, ...]:
    from tipetl.guard import read_each
    from tipetl.model import SourceReading
    from tipetl.read import read_source
    from tipetl.sources.files import collect

    sources, audits = collect([path], hints)
    for audit in audits:
        complain_of(audit)
    for reading in read_each(sources, partial(read_source, fragment=True), SourceReading, limits=limits):
        if not reading.narratives:
            complain_of(reading.audit)
        for narrative in reading.narratives:
            if not any(one.fact_id == fact for one in (*narrative.facts, *narrative.candidates)):
                continue
            found = _within(limits, (narrative.document, narrative.sections, narrative.sentences), fact)
            if found:
                return found
    complain(f"{path} has no fact {fact}. 'tipetl extract' prints the ids of a file's facts as fact_id.")
    raise typer.Exit(EXIT_NOTHING)


def _print(one: Explanation, out: Console, focus: str | None) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from tipetl.cli.show import plain_table

    out.print(Text(" ".join(one.sentence.split()), style="bold"))
    out.print(Text(f"section {one.section}", style="dim"))
    if not one.read:
        out.print("No figure: no digit, number word, denial or single person in it.")
        return
    if one.lexicon:
        seen = "; ".join(f"{words} → {concept} ({part})" for words, concept, part in one.lexicon)
        out.print(Text.assemble(("known words  ", "dim"), seen))
    for words, meaning in one.times:
        out.print(Text.assemble(("time  ", "dim"), f"{words} → {meaning}"))
    for words in one.compared:
        out.print(Text.assemble(("comparison  ", "dim"), words))
    for words, meaning in one.claims:
        out.print(Text.assemble(("claim  ", "dim"), f"{words} → {meaning}"))
    for figure in one.figures:
        out.print()
        out.print(Text.assemble((figure.text, "bold"), f"  {figure.shape}", (f"  {figure.what}", "dim")))
        out.print(Padding(_figure_table(figure), (0, 0, 0, 2)))
    out.print()
    table = plain_table(f"Facts: {len(one.facts)}")
    for name in ("metric", "figure", "year", "why that year", "also", "conf."):
        table.add_column(name, ratio=1 if name in ("why that year", "also") else None)
    for f, why in one.facts:
        value = (
            "–"
            if f.value is None
            else f"{f.value:,.10g}" + (f"–{f.value_high:,.10g}" if f.value_high is not None else "")
        )
        also = ", ".join(
            str(x)
            for x in (
                f.unit, f.status if f.status != "reported" else None, f.qualifier if f.qualifier != "exact" else None,
                f.relation if f.relation != "current" else None, f.exploitation, f.age, f.gender, f.nationality,
                "official" if f.official else None, f"count {f.count}" if f.count is not None else None, f.statute,
                f.purpose,
            )
            if x
        )  # fmt: skip
        style = "bold" if f.fact_id == focus else ""
        table.add_row(f.metric, value, str(f.year or ""), why, Text(also), f"{f.confidence:.2f}", style=style)
    out.print(table)


def _figure_table(figure: Figure) -> Table:
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=None, show_header=False, pad_edge=False)
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(ratio=1)
    if figure.frame:
        grid.add_row("hangs on", Text("; ".join(f"{name}: {words}" for name, words in figure.frame)))
    for tried in figure.rules:
        mark = "won" if tried.won else "lost"
        grid.add_row(f"rule {mark}", Text(f"{tried.rule}  {tried.score:.2f}", style="" if tried.won else "dim"))
    for words in figure.given:
        grid.add_row("ellipsis", Text(words))
    for kind, words in figure.links:
        grid.add_row(kind, Text(words))
    for voice in figure.scorer:
        features = "  ".join(f"{name} {weight:+.2f}" for name, weight in voice.features)
        line = Text(f"{voice.metric} {voice.chance:.2f}", style="" if voice.kept else "dim")
        line.append(f"  {features}", style="dim")
        grid.add_row("scorer", line)
    for words in figure.verdict:
        grid.add_row("so", Text(words, style="bold"))
    return grid
